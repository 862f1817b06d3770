//! `Edm.Decimal` as `rust_decimal::Decimal`: a JSON number whose digits are all kept, or a text.
//!
//! The number is read from and written as its own text (`serde_json::value::RawValue`), since a float on the way would
//! keep sixteen digits. What passes through a `serde_json::Value` loses the further digits all the same, and a value
//! inside serde's untagged or flattened types cannot be read.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use super::{EdmValue, parse};

#[diagnostic::do_not_recommend]
impl EdmValue for Decimal {
    const EXPECTED: &'static str = "an Edm.Decimal";
    const NUMBER: bool = true;

    fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
        let scientific = text.contains(['e', 'E']);
        let read = if scientific { Self::from_scientific(text) } else { Self::from_str_exact(text) };
        // Rust's decimals may be grouped by `_`; OData's may not.
        if text.contains('_') {
            return Err("it must be like -1234.56".into());
        }
        read.map_err(|error| error.to_string().into())
    }

    fn text(&self) -> Cow<'_, str> {
        self.to_string().into()
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let json = raw.get().trim();
        if json.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            return parse(json).map_err(D::Error::custom);
        }
        match serde_json::from_str::<Cow<'_, str>>(json) {
            Ok(text) => parse(&text).map_err(D::Error::custom),
            Err(_) => {
                Err(D::Error::custom(super::InvalidEdm::new(Self::EXPECTED, json, "no number and no text".into())))
            }
        }
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.to_string()).map_err(S::Error::custom)?.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::super::Edm;
    use super::super::tests::{reads, refuses, writes};

    #[test]
    fn every_digit_is_kept() {
        for text in ["0", "1.50", "-0.1", "79228162514264337593543950335", "0.1234567890123456789012345678"] {
            let value: Decimal = text.parse().unwrap();
            reads(text, value);
            reads(&format!("\"{text}\""), value);
            writes(value, text, text);
            assert_eq!(text.parse::<Edm<Decimal>>().unwrap().0.to_string(), text);
        }
        reads("1.5e3", Decimal::from(1500));
        reads(" 1 ", Decimal::ONE);
    }

    #[test]
    fn what_is_no_decimal_is_refused_by_name() {
        for json in [r#""one""#, r#""""#, r#""1_000""#, r#""NaN""#, "1e99", "792281625142643375935439503350"] {
            refuses::<Decimal>(json, &format!("`{}` is not an Edm.Decimal: ", json.trim_matches('"')));
        }
        refuses::<Decimal>("true", "`true` is not an Edm.Decimal");
        refuses::<Decimal>("null", "`null` is not an Edm.Decimal");
        refuses::<Decimal>("[1]", "`[1]` is not an Edm.Decimal");
    }

    #[test]
    fn a_json_value_is_read_as_far_as_it_has_digits() {
        let value: Edm<Decimal> = serde_json::from_value(serde_json::json!(1.25)).unwrap();
        assert_eq!(value.0.to_string(), "1.25");
        assert_eq!(serde_json::to_value(value).unwrap(), serde_json::json!(1.25));
    }
}
