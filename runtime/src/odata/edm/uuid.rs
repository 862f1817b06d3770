//! `Edm.Guid` as `uuid::Uuid`, whose serde form is OData's: it stands in a URL as it is.

use ::uuid::Uuid;

use super::as_it_is;

as_it_is! {
    Uuid => |id| id.to_string();
}

#[cfg(test)]
mod tests {
    use ::uuid::Uuid;

    use crate::request::{Literal, LiteralText, PathValue};

    #[test]
    fn a_guid_is_bare_and_in_lower_case() {
        let text = "6e7b768e-07e2-4810-8459-485f84f8f204";
        for json in [format!("\"{text}\""), format!("\"{}\"", text.to_uppercase())] {
            let id: Uuid = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{text}\""));
            assert_eq!((id.path_text(), id.literal()), (text.into(), Some(LiteralText::Bare(text.into()))));
        }
        assert!(serde_json::from_str::<Uuid>(r#""6e7b768e""#).is_err());
    }
}
