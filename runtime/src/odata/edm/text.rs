//! Values that a program leaves as the text that OData has: a date, a point in time, a Guid, a decimal.

use std::borrow::Cow;

use super::EdmValue;

/// The text as it is: in JSON a string, in a URL bare, where a `String` of its own would be quoted. It is not looked at.
#[diagnostic::do_not_recommend]
impl EdmValue for String {
    const EXPECTED: &'static str = "a text";
    const NUMBER: bool = true;

    fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
        Ok(text.to_owned())
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

#[cfg(test)]
mod tests {
    use crate::odata::Edm;
    use crate::request::{Literal, LiteralText};

    #[test]
    fn a_text_is_bare_in_a_url_and_a_string_in_json() {
        let date: Edm<String> = "2026-01-01".to_owned().into();
        assert_eq!(date.literal(), Some(LiteralText::Bare("2026-01-01".into())));
        assert_eq!(serde_json::to_string(&date).unwrap(), r#""2026-01-01""#);
        assert_eq!(serde_json::from_str::<Edm<String>>(r#""2026-01-01""#).unwrap(), date);
        assert_eq!(serde_json::from_str::<Edm<String>>("12.5").unwrap().0, "12.5");
        assert!(serde_json::from_str::<Edm<String>>("{}").is_err());
    }
}
