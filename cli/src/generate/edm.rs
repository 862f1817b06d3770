//! Which type of Rust stands for which of OData's own, by place and by the crates that were chosen.
//!
//! A value in JSON must never fail to be read for the sake of a nicer type: without a choice it is the text that is sent. An
//! argument of a function is what the program writes: text there would be quoted, so that it stands in `Edm`.

use super::options::{Dates, Options};

/// A type of Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rust {
    /// As it is written.
    pub(crate) text: String,
    /// Whether it implements `Default`.
    pub(crate) has_default: bool,
}

/// Where a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a body.
    Json,
    /// In the parentheses of a function.
    Argument,
}

impl Rust {
    /// A type that has a default.
    pub(crate) fn with_default(text: impl Into<String>) -> Self {
        Self { text: text.into(), has_default: true }
    }

    /// A type that has none.
    pub(crate) fn without_default(text: impl Into<String>) -> Self {
        Self { text: text.into(), has_default: false }
    }

    /// An `Option` of it.
    pub(crate) fn optional(&self) -> Self {
        Self::with_default(format!("Option<{}>", self.text))
    }

    /// A list of it.
    pub(crate) fn list(&self) -> Self {
        Self::with_default(format!("Vec<{}>", self.text))
    }
}

/// The type for one of OData's own, by its name without `Edm.`; one that is not known is any JSON.
pub(crate) fn rust(name: &str, place: Place, options: &Options) -> Rust {
    let argument = place == Place::Argument;
    // Text that is not quoted in a URL, because its type is no string.
    let bare = if argument { "Edm<String>" } else { "String" };
    let text = match name {
        "String" => "String",
        "Boolean" => "bool",
        "Byte" => "u8",
        "SByte" => "i8",
        "Int16" => "i16",
        "Int32" => "i32",
        "Int64" => "i64",
        // In JSON they may be "INF" or "NaN"; in a URL a number is written so as it is.
        "Single" if argument => "f32",
        "Single" => "Edm<f32>",
        "Double" if argument => "f64",
        "Double" => "Edm<f64>",
        "Decimal" if options.decimal => "Edm<rust_decimal::Decimal>",
        "Decimal" if !argument => return Rust::without_default("serde_json::Number"),
        "Guid" if options.uuid => "uuid::Uuid",
        "Binary" if options.base64 => "Edm<Bytes>",
        "Decimal" | "Guid" | "Binary" => bare,
        "DateTimeOffset" | "Date" | "TimeOfDay" | "Duration" => match options.dates {
            Some(crate_) => return dated(name, crate_),
            None if argument && name == "Duration" => "Edm<std::time::Duration>",
            None => bare,
        },
        _ => "serde_json::Value",
    };
    Rust::with_default(text)
}

/// The type of a crate of dates; as it is where its own serde form is OData's.
fn dated(name: &str, dates: Dates) -> Rust {
    let text = match (dates, name) {
        (Dates::Jiff, "DateTimeOffset") => "jiff::Timestamp",
        (Dates::Jiff, "Date") => "jiff::civil::Date",
        (Dates::Jiff, "TimeOfDay") => "jiff::civil::Time",
        (Dates::Jiff, _) => "Edm<jiff::SignedDuration>",
        (Dates::Time, "DateTimeOffset") => return Rust::without_default("Edm<time::OffsetDateTime>"),
        (Dates::Time, "Date") => return Rust::without_default("Edm<time::Date>"),
        (Dates::Time, "TimeOfDay") => return Rust::without_default("Edm<time::Time>"),
        (Dates::Time, _) => "Edm<time::Duration>",
        (Dates::Chrono, "DateTimeOffset") => "chrono::DateTime<chrono::Utc>",
        (Dates::Chrono, "Date") => "chrono::NaiveDate",
        (Dates::Chrono, "TimeOfDay") => "chrono::NaiveTime",
        (Dates::Chrono, _) => "Edm<chrono::TimeDelta>",
    };
    Rust::with_default(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_text_until_a_crate_is_chosen() {
        let plain = Options::default();
        let chosen =
            Options { dates: Some(Dates::Jiff), uuid: true, decimal: true, base64: true, ..Options::default() };
        for (name, json, argument, with_crates) in [
            ("String", "String", "String", "String"),
            ("Boolean", "bool", "bool", "bool"),
            ("Int64", "i64", "i64", "i64"),
            ("Double", "Edm<f64>", "f64", "Edm<f64>"),
            ("Guid", "String", "Edm<String>", "uuid::Uuid"),
            ("Decimal", "serde_json::Number", "Edm<String>", "Edm<rust_decimal::Decimal>"),
            ("Binary", "String", "Edm<String>", "Edm<Bytes>"),
            ("DateTimeOffset", "String", "Edm<String>", "jiff::Timestamp"),
            ("Duration", "String", "Edm<std::time::Duration>", "Edm<jiff::SignedDuration>"),
            ("Untyped", "serde_json::Value", "serde_json::Value", "serde_json::Value"),
            ("GeographyPoint", "serde_json::Value", "serde_json::Value", "serde_json::Value"),
        ] {
            assert_eq!(rust(name, Place::Json, &plain).text, json, "{name}");
            assert_eq!(rust(name, Place::Argument, &plain).text, argument, "{name}");
            assert_eq!(rust(name, Place::Json, &chosen).text, with_crates, "{name}");
        }
    }

    #[test]
    fn a_type_without_default_says_so() {
        let time = Options { dates: Some(Dates::Time), ..Options::default() };
        assert!(!rust("Date", Place::Json, &time).has_default);
        assert!(rust("Date", Place::Json, &time).optional().has_default);
        assert_eq!(rust("Duration", Place::Json, &time).list().text, "Vec<Edm<time::Duration>>");
    }
}
