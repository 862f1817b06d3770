//! What every table of tests checks, and [`Edm`] among an object's members and an action's arguments.

use std::fmt::Debug;
use std::time::Duration;

use super::{Edm, EdmValue};
use crate::request::{Literal, LiteralText};

/// Reads this value from this JSON.
#[track_caller]
pub(super) fn reads<T: EdmValue + PartialEq + Debug>(json: &str, value: T) {
    match serde_json::from_str::<Edm<T>>(json) {
        Ok(read) => assert_eq!(read, Edm(value), "{json}"),
        Err(error) => panic!("{json}: {error}"),
    }
}

/// Writes this value as this JSON, and as this literal in a URL.
#[track_caller]
pub(super) fn writes<T: EdmValue>(value: T, json: &str, literal: &str) {
    let value = Edm(value);
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    assert_eq!(value.literal(), Some(LiteralText::Bare(literal.into())));
    assert_eq!(value.to_string(), literal);
}

/// Reads and writes this text, as JSON and as the literal.
#[track_caller]
pub(super) fn round_trips<T: EdmValue + PartialEq + Debug + Clone>(value: T, text: &str, literal: &str) {
    let json = format!("\"{text}\"");
    reads(&json, value.clone());
    writes(value.clone(), &json, literal);
    assert_eq!(literal.parse::<Edm<T>>().unwrap().0, value);
    assert_eq!(text.parse::<Edm<T>>().unwrap(), Edm(value));
}

/// Refuses this JSON, and says this.
#[track_caller]
pub(super) fn refuses<T: EdmValue + Debug>(json: &str, message: &str) {
    let error = serde_json::from_str::<Edm<T>>(json).unwrap_err().to_string();
    assert!(error.contains(message), "{json}: {error}");
}

#[test]
fn a_long_text_is_cut_short_in_the_error() {
    let error = "x".repeat(1000).parse::<Edm<Duration>>().unwrap_err().to_string();
    assert!(error.starts_with(&format!("`{}…` is not an Edm.Duration: ", "x".repeat(64))), "{error}");
}

#[test]
fn a_wrapper_is_its_value_in_all_but_the_encoding() {
    let edm: Edm<Duration> = Duration::from_secs(1).into();
    assert_eq!(edm.as_secs(), 1);
    assert!(edm < Edm(Duration::from_secs(2)));
    assert_eq!(edm.into_inner(), Duration::from_secs(1));
    assert_eq!(Edm::<u64>::default(), Edm(0));
}
