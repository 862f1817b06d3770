//! `Retry-After`, as Graph really sends it: whole seconds, fractions, an HTTP date, several at once.
//!
//! A fraction is not rounded down: a try before its time counts against the caller.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::RETRY_AFTER;

/// The longest wait that a clock can be asked for: more than a century. Nothing that is asked in earnest is cut short.
const LONGEST: f64 = u32::MAX as f64;

/// How long the service asks to wait; of several values the longest.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    headers.get_all(RETRY_AFTER).iter().filter_map(|value| one(value.to_str().ok()?, now)).max()
}

/// One header's value.
fn one(value: &str, now: SystemTime) -> Option<Duration> {
    if let Ok(date) = httpdate::parse_http_date(value.trim()) {
        // A date in the past says that the wait is over.
        return Some(date.duration_since(now).unwrap_or_default());
    }
    value.split(',').filter_map(seconds).max()
}

/// Seconds, whole or not.
fn seconds(text: &str) -> Option<Duration> {
    let seconds: f64 = text.trim().parse().ok()?;
    let wait = (seconds >= 0.0).then(|| Duration::from_secs_f64(seconds.min(LONGEST)))?;
    // Rounded to the nearest nanosecond, which may be one too early.
    Some(if wait.as_secs_f64() < seconds.min(LONGEST) { wait + Duration::from_nanos(1) } else { wait })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_understood() {
        let now = httpdate::parse_http_date("Wed, 21 Oct 2015 07:28:00 GMT").unwrap();
        for (values, wait) in [
            (&["2"][..], Some(2.0)),
            (&["2.128"], Some(2.128)),
            (&["299.997"], Some(299.997)),
            (&["0"], Some(0.0)),
            (&[" 7 "], Some(7.0)),
            (&["Wed, 21 Oct 2015 07:28:05 GMT"], Some(5.0)),
            (&["Wed, 21 Oct 2015 07:27:00 GMT"], Some(0.0)),
            (&["3,5"], Some(5.0)),
            (&["3", "1.5"], Some(3.0)),
            (&["1e9"], Some(1e9)),
            (&["1e300"], Some(4_294_967_295.0)),
            (&["inf"], Some(4_294_967_295.0)),
            (&["-1"], None),
            (&["NaN"], None),
            (&["soon"], None),
            (&[""], None),
            (&[], None),
        ] {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(RETRY_AFTER, value.parse().unwrap());
            }
            assert_eq!(retry_after(&headers, now), wait.map(Duration::from_secs_f64), "{values:?}");
        }
    }
}
