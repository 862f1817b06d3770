//! Which types may stand in a URL or a header, and as what text.

use std::borrow::Cow;
use std::sync::Arc;

use crate::odata::object::{WriteObject, write_object};

/// A value that can be a key segment, `<id>`, or a quoted string, `'<id>'`: there is always one, and it is one text.
///
/// Implement it for an id type of your own:
///
/// ```
/// use std::borrow::Cow;
/// use graph_action::{Action, graph_action, request::PathValue};
///
/// struct CallId(String);
///
/// impl PathValue for CallId {
///     fn path_text(&self) -> Cow<'_, str> { Cow::Borrowed(&self.0) }
/// }
///
/// #[graph_action(POST "/communications/calls/<id>/keepAlive")]
/// struct KeepAlive { id: CallId }
/// # assert!(KeepAlive { id: CallId("a/b".into()) }.request("https://graph.microsoft.com").unwrap().uri().path().contains("a%2Fb"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a key in a path",
    label = "a key is always there, and is one text",
    note = "use `String`, `&str`, `Cow<str>`, an integer or `bool`, or implement `graph_action::request::PathValue` for your id type",
    note = "a key cannot be an `Option`: declare a second action for the path without it"
)]
pub trait PathValue {
    /// The text, not yet encoded.
    fn path_text(&self) -> Cow<'_, str>;
}

/// A value that a query option or a header can carry: a text, a list of texts (comma-separated), or none (left out).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the value of a query option or a header",
    label = "not a text, a number, a list of them, or an `Option` of one",
    note = "use `String`, a number, `bool`, `Vec<String>` or an `Option` of one of these, or implement `graph_action::request::PathValue` for your type",
    note = "the members of a struct or map are query options of their own with `#[graph(query_all)]`"
)]
pub trait OptionalText {
    /// The text, not yet encoded, if there is a value.
    fn optional_text(&self) -> Option<Cow<'_, str>>;
}

/// A value that can be an argument of a function, written as an OData literal by its type.
///
/// Source: [OData URL conventions](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument of a function",
    label = "no OData literal is known for this type",
    note = "use `String`, a number, `bool`, a struct with `#[graph_type]`, a `Vec` or an `Option` of one of these, or implement \
            `graph_action::request::Literal` for your type",
    note = "an enum needs its name in Graph, which its literal begins with: `#[graph_type(\"microsoft.graph.…\")]`"
)]
pub trait Literal {
    /// The literal, if there is a value; an absent one leaves the parameter out.
    fn literal(&self) -> Option<LiteralText<'_>>;
}

/// What a placeholder of the path takes: whatever is a [`PathValue`], which has it without more.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a key in a path",
    label = "a key is always there, and is one text",
    note = "use `String`, `&str`, `Cow<str>`, an integer or `bool`, or implement `graph_action::request::PathValue` for your id type",
    note = "a key cannot be an `Option`: declare a second action for the path without it"
)]
pub trait PathKey: PathValue {}

// A trait of its own, so that an error says what can be a key instead of listing every type and enum that is one.
#[diagnostic::do_not_recommend]
impl<T: PathValue + ?Sized> PathKey for T {}

/// A value that can be a member of a JSON object: whatever is `Serialize`, which has it without more.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as a member of an object",
    label = "not written as JSON",
    note = "put `#[graph_type]` (or `#[derive(serde::Serialize)]`) on your type"
)]
pub trait Member: serde::Serialize {}

#[diagnostic::do_not_recommend]
impl<T: serde::Serialize + ?Sized> Member for T {}

/// A literal as it is written in a URL, not yet encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LiteralText<'a> {
    /// A string: quoted, quotes in it doubled.
    Quoted(Cow<'a, str>),
    /// A number, Boolean, Guid, date or point in time: as it is.
    Bare(Cow<'a, str>),
    /// A member of an enum: its qualified type, and the member.
    Member(&'static str, Cow<'a, str>),
    /// A collection or object: JSON, sent as the value of an alias in the query.
    Json(String),
}

#[diagnostic::do_not_recommend]
impl PathValue for str {
    fn path_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

#[diagnostic::do_not_recommend]
impl Literal for str {
    fn literal(&self) -> Option<LiteralText<'_>> {
        Some(LiteralText::Quoted(Cow::Borrowed(self)))
    }
}

/// Types that are strings.
macro_rules! strings {
    ($($kind:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl PathValue for $kind {
            fn path_text(&self) -> Cow<'_, str> {
                Cow::Borrowed(self)
            }
        }

        #[diagnostic::do_not_recommend]
        impl Literal for $kind {
            fn literal(&self) -> Option<LiteralText<'_>> {
                Some(LiteralText::Quoted(Cow::Borrowed(self)))
            }
        }
    )*};
}

strings!(String, Box<str>, Arc<str>, Cow<'_, str>);

/// Types whose `Display` is their literal.
macro_rules! bare {
    ($($kind:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl PathValue for $kind {
            fn path_text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }

        #[diagnostic::do_not_recommend]
        impl Literal for $kind {
            fn literal(&self) -> Option<LiteralText<'_>> {
                Some(LiteralText::Bare(Cow::Owned(self.to_string())))
            }
        }
    )*};
}

bare!(bool, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

/// Numbers that OData writes in its own way where they are none: `INF`, `-INF`, `NaN`.
macro_rules! floats {
    ($($kind:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl PathValue for $kind {
            fn path_text(&self) -> Cow<'_, str> {
                if *self == <$kind>::INFINITY {
                    Cow::Borrowed("INF")
                } else if *self == <$kind>::NEG_INFINITY {
                    Cow::Borrowed("-INF")
                } else {
                    Cow::Owned(self.to_string())
                }
            }
        }

        #[diagnostic::do_not_recommend]
        impl Literal for $kind {
            fn literal(&self) -> Option<LiteralText<'_>> {
                Some(LiteralText::Bare(self.path_text()))
            }
        }
    )*};
}

floats!(f32, f64);

#[diagnostic::do_not_recommend]
impl<T: PathValue + ?Sized> PathValue for &T {
    fn path_text(&self) -> Cow<'_, str> {
        (**self).path_text()
    }
}

#[diagnostic::do_not_recommend]
impl<T: PathValue + ?Sized> OptionalText for T {
    fn optional_text(&self) -> Option<Cow<'_, str>> {
        Some(self.path_text())
    }
}

#[diagnostic::do_not_recommend]
impl<T: OptionalText> OptionalText for Option<T> {
    fn optional_text(&self) -> Option<Cow<'_, str>> {
        self.as_ref().and_then(OptionalText::optional_text)
    }
}

#[diagnostic::do_not_recommend]
impl<T: PathValue> OptionalText for [T] {
    fn optional_text(&self) -> Option<Cow<'_, str>> {
        // An option without a value would mean something else than no option.
        if self.is_empty() {
            return None;
        }
        let texts: Vec<Cow<'_, str>> = self.iter().map(PathValue::path_text).collect();
        Some(Cow::Owned(texts.join(",")))
    }
}

#[diagnostic::do_not_recommend]
impl<T: PathValue> OptionalText for Vec<T> {
    fn optional_text(&self) -> Option<Cow<'_, str>> {
        self.as_slice().optional_text()
    }
}

#[diagnostic::do_not_recommend]
impl<T: PathValue> OptionalText for &[T] {
    fn optional_text(&self) -> Option<Cow<'_, str>> {
        (**self).optional_text()
    }
}

// No reference in general: a type of a program's own may be an object by reference.
#[diagnostic::do_not_recommend]
impl Literal for &str {
    fn literal(&self) -> Option<LiteralText<'_>> {
        Some(LiteralText::Quoted(Cow::Borrowed(self)))
    }
}

#[diagnostic::do_not_recommend]
impl Literal for &String {
    fn literal(&self) -> Option<LiteralText<'_>> {
        Some(LiteralText::Quoted(Cow::Borrowed(self)))
    }
}

#[diagnostic::do_not_recommend]
impl<T: serde::Serialize> Literal for &[T] {
    fn literal(&self) -> Option<LiteralText<'_>> {
        serde_json::to_string(self).ok().map(LiteralText::Json)
    }
}

#[diagnostic::do_not_recommend]
impl<T: WriteObject> Literal for T {
    fn literal(&self) -> Option<LiteralText<'_>> {
        let mut json = Vec::new();
        write_object(self, &mut serde_json::Serializer::new(&mut json)).ok()?;
        String::from_utf8(json).ok().map(LiteralText::Json)
    }
}

/// Any JSON, whatever it is: an argument without a declared type.
#[diagnostic::do_not_recommend]
impl Literal for serde_json::Value {
    fn literal(&self) -> Option<LiteralText<'_>> {
        Some(LiteralText::Json(self.to_string()))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Literal> Literal for Option<T> {
    fn literal(&self) -> Option<LiteralText<'_>> {
        self.as_ref().and_then(Literal::literal)
    }
}

#[diagnostic::do_not_recommend]
impl<T: serde::Serialize> Literal for Vec<T> {
    fn literal(&self) -> Option<LiteralText<'_>> {
        serde_json::to_string(self).ok().map(LiteralText::Json)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Literal, LiteralText, PathValue};

    #[test]
    fn any_json_is_an_argument_by_alias() {
        assert_eq!(json!([1, {"a": null}]).literal(), Some(LiteralText::Json(r#"[1,{"a":null}]"#.to_owned())));
    }

    #[test]
    fn floats_are_written_as_odata_has_them() {
        for (number, text) in
            [(1.5, "1.5"), (-0.25, "-0.25"), (f64::INFINITY, "INF"), (f64::NEG_INFINITY, "-INF"), (f64::NAN, "NaN")]
        {
            assert_eq!(number.path_text(), text);
        }
    }
}
