//! Numbers: `Edm.Int64`, which some services write as text, and the floats, which may be infinite or no number.

use std::borrow::Cow;

use serde::ser::Serializer;

use super::EdmValue;
use crate::request::PathValue;

/// Integers, whose text Rust reads as OData writes it.
macro_rules! integers {
    ($($kind:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl EdmValue for $kind {
            const EXPECTED: &'static str = "an Edm.Int64";
            const NUMBER: bool = true;

            fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
                text.parse().map_err(|error: std::num::ParseIntError| error.to_string().into())
            }

            fn text(&self) -> Cow<'_, str> {
                self.path_text()
            }

            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(self, serializer)
            }
        }
    )*};
}

integers!(i64, u64);

/// Floats: a number, or one of the three words that JSON has no number for.
macro_rules! floats {
    ($($kind:ty, $expected:literal;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl EdmValue for $kind {
            const EXPECTED: &'static str = $expected;
            const NUMBER: bool = true;

            fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
                match text {
                    "INF" => return Ok(<$kind>::INFINITY),
                    "-INF" => return Ok(<$kind>::NEG_INFINITY),
                    "NaN" => return Ok(<$kind>::NAN),
                    _ => {}
                }
                let number: $kind = text.parse().map_err(|error: std::num::ParseFloatError| error.to_string())?;
                // Rust reads `inf`, `infinity` and `nan` too, and a number that is too large as an infinite one.
                if number.is_finite() { Ok(number) } else { Err("no finite number, and not INF, -INF or NaN".into()) }
            }

            fn text(&self) -> Cow<'_, str> {
                self.path_text()
            }

            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if self.is_finite() {
                    serde::Serialize::serialize(self, serializer)
                } else {
                    serializer.serialize_str(&self.text())
                }
            }
        }
    )*};
}

floats! {
    f64, "an Edm.Double";
    f32, "an Edm.Single";
}

#[cfg(test)]
mod tests {
    use super::super::tests::{reads, refuses, writes};

    #[test]
    fn integers_are_read_from_numbers_and_text_and_written_as_numbers() {
        for (json, value) in [("-1", -1), (r#""9223372036854775807""#, i64::MAX), ("0", 0)] {
            reads(json, value);
        }
        reads("18446744073709551615", u64::MAX);
        writes(i64::MIN, "-9223372036854775808", "-9223372036854775808");
        writes(u64::MAX, "18446744073709551615", "18446744073709551615");
        refuses::<i64>(r#""one""#, "`one` is not an Edm.Int64");
        refuses::<i64>("1.5", "`1.5` is not an Edm.Int64");
        refuses::<u64>("-1", "`-1` is not an Edm.Int64");
        refuses::<i64>("true", "boolean `true`, expected an Edm.Int64");
        refuses::<i64>("null", "null, expected an Edm.Int64");
    }

    #[test]
    fn floats_are_numbers_or_one_of_three_words() {
        for (json, value) in [
            ("1", 1.0),
            ("-0.25", -0.25),
            (r#""1.5""#, 1.5),
            ("1e100", 1e100),
            (r#""INF""#, f64::INFINITY),
            (r#""-INF""#, f64::NEG_INFINITY),
        ] {
            reads(json, value);
        }
        reads("0.1", 0.1_f32);
        assert!(serde_json::from_str::<super::super::Edm<f64>>(r#""NaN""#).unwrap().is_nan());
        writes(1.5, "1.5", "1.5");
        writes(0.1_f32, "0.1", "0.1");
        for (value, word) in [(f64::INFINITY, "INF"), (f64::NEG_INFINITY, "-INF"), (f64::NAN, "NaN")] {
            writes(value, &format!("\"{word}\""), word);
        }
        refuses::<f64>(r#""inf""#, "`inf` is not an Edm.Double");
        refuses::<f64>(r#""1e999""#, "`1e999` is not an Edm.Double");
        refuses::<f32>("1e39", "is not an Edm.Single");
        refuses::<f64>("[]", "sequence, expected an Edm.Double");
    }
}
