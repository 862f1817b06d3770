use http::{HeaderMap, StatusCode};

use super::*;
use crate::error::ErrorKind;

const KEY: Key<'static> =
    Key { subject: "", scope: "", tenant: "", client: "", authority: "", continuous_access: false, claims: None };

/// A slot that got a token of this life just now.
fn slot(lifetime: u64, refresh_in: Option<u64>, chance: f64) -> (Slot, Instant) {
    let since = Instant::now();
    let (lifetime, refresh_in) = (Duration::from_secs(lifetime), refresh_in.map(Duration::from_secs));
    let life = crate::auth::Life { since, lifetime, refresh_in };
    let mut slot = Slot::new(KEY);
    slot.end(&Ok(AccessToken::with_life("token", Some(life))), since, chance);
    (slot, since)
}

/// What a look says, in a word.
fn word(look: &Look) -> &'static str {
    match look {
        Look::Good(_) => "good",
        Look::Due(_) => "due",
        Look::Resting(_) => "resting",
        Look::Missing => "missing",
    }
}

/// An error of the login service that asks for a rest.
fn throttled(seconds: &str) -> Error {
    let headers = HeaderMap::from_iter([(http::header::RETRY_AFTER, seconds.parse().unwrap())]);
    Error::of_response(ErrorKind::Token, "", (StatusCode::TOO_MANY_REQUESTS, headers, "".into()))
}

#[test]
fn a_token_is_good_then_due_then_of_no_use() {
    // Lifetime, what the login service says of the next one, dice; when it is due, when it ends.
    for (lifetime, refresh_in, chance, due, end) in [
        (3600, None, 0.0, 3300, 3570),
        (3600, None, 1.0, 3000, 3570),
        (86_400, Some(43_200), 0.0, 43_200, 86_370),
        (86_400, Some(43_200), 1.0, 47_520, 86_370),
        (3600, Some(0), 1.0, 0, 3570),
        (3600, Some(9999), 0.0, 3300, 3570),
        (100, None, 0.0, 80, 90),
        (100, None, 1.0, 60, 90),
        (0, None, 0.5, 0, 0),
    ] {
        let (slot, since) = slot(lifetime, refresh_in, chance);
        let look = |seconds: u64| word(&slot.look(since + Duration::from_secs(seconds)));
        if due > 0 {
            assert_eq!(look(due - 1), "good", "{lifetime} {refresh_in:?} {chance}");
        }
        if end > 0 {
            assert_eq!((look(due), look(end - 1)), ("due", "due"), "{lifetime} {refresh_in:?} {chance}");
        }
        assert_eq!(look(end), "missing", "{lifetime} {refresh_in:?} {chance}");
    }
}

#[test]
fn a_token_for_good_is_never_due() {
    let mut slot = Slot::new(KEY);
    let now = Instant::now();
    slot.end(&Ok(AccessToken::new("token", None)), now, 0.0);
    assert_eq!(word(&slot.look(now + Duration::from_hours(100_000))), "good");
}

#[test]
fn rests_grow_and_end_with_success() {
    let (mut slot, since) = slot(86_400, Some(100), 0.0);
    let mut now = since + Duration::from_secs(100);
    for rest in [5, 10, 20, 40, 80, 160, 300, 300, 300, 300, 300] {
        assert_eq!(word(&slot.look(now)), "due");
        slot.end(&Err(Error::token("down")), now, 1.0);
        assert_eq!(word(&slot.look(now + Duration::from_secs(rest - 1))), "good", "{rest}");
        now += Duration::from_secs(rest);
    }
    slot.end(&Ok(AccessToken::new("token", None)), now, 0.0);
    assert!(slot.rest.is_none());
}

#[test]
fn a_rest_that_the_login_service_asked_for_holds_for_those_who_have_no_token_too() {
    let (mut slot, now) = (Slot::new(KEY), Instant::now());
    slot.end(&Err(throttled("60")), now, 0.0);
    let Look::Resting(error) = slot.look(now + Duration::from_secs(20)) else { panic!() };
    assert_eq!(error.retry_after(), Some(Duration::from_secs(40)));
    assert!(error.is_throttled());
    assert_eq!(word(&slot.look_for_another(now + Duration::from_secs(59))), "resting");
    assert_eq!(word(&slot.look(now + Duration::from_mins(1))), "missing");
    // A failure that says nothing of a rest: the next caller may try its luck.
    slot.end(&Err(Error::token("down")), now, 0.0);
    assert_eq!(word(&slot.look(now)), "missing");
}

#[test]
fn a_rejected_token_is_remembered_and_another_one_is_not_touched() {
    let (mut slot, now) = slot(3600, None, 0.0);
    slot.reject(&AccessToken::new("other", None));
    assert_eq!(word(&slot.look(now)), "good");
    slot.reject(&AccessToken::new("token", None));
    assert_eq!(word(&slot.look(now)), "missing");
    let [kept, rejected] = slot.known();
    assert!(kept.is_none() && rejected.unwrap().bytes() == b"token");
}
