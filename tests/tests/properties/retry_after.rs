//! `Retry-After`: no value breaks the reading of it, and no wait is shorter than asked for.

use std::time::Duration;

use graph_action::{Action, graph_action};
use http::HeaderValue;
use proptest::prelude::*;

#[graph_action(GET "/me")]
struct Me {}

/// How long an error with these headers says to wait.
fn asked(values: &[HeaderValue]) -> Option<Duration> {
    let mut response = http::Response::builder().status(429);
    for value in values {
        response = response.header("Retry-After", value);
    }
    Me::response(response.body("".into()).unwrap()).unwrap_err().retry_after()
}

/// A header of a text.
fn header(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap()
}

proptest! {
    #[test]
    fn no_value_breaks_it(values in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..40), 0..4)) {
        let values: Vec<HeaderValue> =
            values.iter().filter_map(|value| HeaderValue::from_bytes(value).ok()).collect();
        let _ = asked(&values);
    }

    #[test]
    fn no_text_of_digits_and_signs_breaks_it(text in "[-+0-9.,eEinfNa ]{0,24}") {
        let _ = asked(&[header(&text)]);
    }

    #[test]
    fn whole_seconds_are_themselves(seconds in any::<u32>()) {
        prop_assert_eq!(asked(&[header(&seconds.to_string())]), Some(Duration::from_secs(u64::from(seconds))));
    }

    #[test]
    fn a_fraction_is_never_rounded_down(seconds in 0_u64..10_000_000, digits in 1_usize..=9, fraction in 0_u64..1_000_000_000) {
        let fraction = format!("{fraction:09}")[..digits].to_owned();
        let nanos: u32 = format!("{fraction:0<9}").parse().unwrap();
        let wait = asked(&[header(&format!("{seconds}.{fraction}"))]).unwrap();
        let exact = Duration::new(seconds, nanos);
        prop_assert!(wait.as_secs_f64() >= exact.as_secs_f64(), "{wait:?} {exact:?}");
        prop_assert!(wait < exact + Duration::from_millis(1), "{wait:?} {exact:?}");
    }

    #[test]
    fn any_number_of_seconds_that_a_person_may_see_is_waited(seconds in 0.0_f64..4e9) {
        prop_assert!(asked(&[header(&seconds.to_string())]).unwrap().as_secs_f64() >= seconds);
    }

    #[test]
    fn of_several_the_longest_counts(a in any::<u16>(), b in any::<u16>(), is_list in any::<bool>()) {
        let values =
            if is_list { vec![header(&format!("{a}, {b}"))] } else { vec![header(&a.to_string()), header(&b.to_string())] };
        prop_assert_eq!(asked(&values), Some(Duration::from_secs(u64::from(a.max(b)))));
    }
}
