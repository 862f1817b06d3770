//! A field whose members are query options: `#[graph(query_all)]`.
//!
//! The value writes itself by its `Serialize`, an object whose members become options in their order: a text, a number or a
//! Boolean as it is, a list with commas, none and null not at all.

use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeMap, SerializeStruct, Serializer};
use serde_json::Value;

use super::probe::is_absent;

/// A value whose members are query options: whatever is `Serialize`, which has it without more.
///
/// [`odata::Query`](crate::odata::Query) is the one for OData's own options; a struct of a program's own is a `#[graph_type]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no members that could be query options",
    label = "`query_all` needs a struct or map of options",
    note = "use `graph_action::odata::Query`, a map of texts, or put `#[graph_type]` on your type; one value is `#[graph(query)]`"
)]
pub trait QueryOptions: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> QueryOptions for T {}

/// The options of a value, in order, not yet encoded; or why it has none, as the end of a sentence.
pub(super) fn of<T: Serialize + ?Sized>(value: &T) -> Result<Vec<(String, String)>, String> {
    if is_absent(value) {
        return Ok(Vec::new());
    }
    value.serialize(OptionsSerializer).map_err(|error| error.to_string())
}

/// Why a value is no set of options.
#[derive(Debug)]
struct NoOptions(String);

impl std::fmt::Display for NoOptions {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for NoOptions {}

impl serde::ser::Error for NoOptions {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// Writes an object as options, and refuses all else.
struct OptionsSerializer;

/// The options so far, and the name of the next.
#[derive(Default)]
struct Collected {
    /// The options.
    options: Vec<(String, String)>,
    /// The name, between the two halves of an entry.
    name: String,
}

impl Collected {
    /// Adds an option, unless it is absent.
    fn add<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), NoOptions> {
        let json = serde_json::to_value(value).map_err(NoOptions::custom)?;
        if let Some(text) = text(name, &json)? {
            self.options.push((name.to_owned(), text));
        }
        Ok(())
    }
}

/// A value as an option has it; none for null and for an empty list, which would mean something else than no option.
fn text(name: &str, value: &Value) -> Result<Option<String>, NoOptions> {
    match value {
        Value::Null => Ok(None),
        Value::Bool(value) => Ok(Some(value.to_string())),
        Value::Number(value) => Ok(Some(value.to_string())),
        Value::String(value) => Ok(Some(value.clone())),
        Value::Array(items) => {
            let texts: Result<Vec<Option<String>>, NoOptions> = items.iter().map(|item| text(name, item)).collect();
            let texts: Vec<String> = texts?.into_iter().flatten().collect();
            Ok((!texts.is_empty()).then(|| texts.join(",")))
        }
        Value::Object(_) => {
            Err(NoOptions(format!("has an object as its member `{name}`, and a query option is a text or a list")))
        }
    }
}

/// Methods of [`Serializer`] for what has no members.
macro_rules! no_members {
    ($($method:ident($($kind:ty),*) -> $ok:ty;)*) => {
        $(fn $method(self, $(_: $kind),*) -> Result<$ok, NoOptions> {
            Err(NoOptions("has no members, which would be the query options".to_owned()))
        })*
    };
}

impl Serializer for OptionsSerializer {
    type Ok = Vec<(String, String)>;
    type Error = NoOptions;
    type SerializeSeq = Impossible<Self::Ok, NoOptions>;
    type SerializeTuple = Impossible<Self::Ok, NoOptions>;
    type SerializeTupleStruct = Impossible<Self::Ok, NoOptions>;
    type SerializeTupleVariant = Impossible<Self::Ok, NoOptions>;
    type SerializeMap = Collected;
    type SerializeStruct = Collected;
    type SerializeStructVariant = Impossible<Self::Ok, NoOptions>;

    fn serialize_map(self, _: Option<usize>) -> Result<Collected, NoOptions> {
        Ok(Collected::default())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Collected, NoOptions> {
        Ok(Collected::default())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Self::Ok, NoOptions> {
        Ok(Vec::new())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Self::Ok, NoOptions> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Self::Ok, NoOptions> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<Self::Ok, NoOptions> {
        value.serialize(self)
    }

    no_members! {
        serialize_none() -> Self::Ok;
        serialize_bool(bool) -> Self::Ok;
        serialize_i8(i8) -> Self::Ok;
        serialize_i16(i16) -> Self::Ok;
        serialize_i32(i32) -> Self::Ok;
        serialize_i64(i64) -> Self::Ok;
        serialize_u8(u8) -> Self::Ok;
        serialize_u16(u16) -> Self::Ok;
        serialize_u32(u32) -> Self::Ok;
        serialize_u64(u64) -> Self::Ok;
        serialize_f32(f32) -> Self::Ok;
        serialize_f64(f64) -> Self::Ok;
        serialize_char(char) -> Self::Ok;
        serialize_str(&str) -> Self::Ok;
        serialize_bytes(&[u8]) -> Self::Ok;
        serialize_unit() -> Self::Ok;
        serialize_unit_variant(&'static str, u32, &'static str) -> Self::Ok;
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }
}

impl SerializeMap for Collected {
    type Ok = Vec<(String, String)>;
    type Error = NoOptions;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NoOptions> {
        let key = serde_json::to_value(key).map_err(NoOptions::custom)?;
        self.name = text("", &key)?.unwrap_or_default();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoOptions> {
        let name = std::mem::take(&mut self.name);
        self.add(&name, value)
    }

    fn end(self) -> Result<Self::Ok, NoOptions> {
        Ok(self.options)
    }
}

impl SerializeStruct for Collected {
    type Ok = Vec<(String, String)>;
    type Error = NoOptions;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), NoOptions> {
        self.add(name, value)
    }

    fn end(self) -> Result<Self::Ok, NoOptions> {
        Ok(self.options)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;
    use serde_json::json;

    use super::of;

    #[derive(Serialize)]
    struct Mine {
        #[serde(rename = "$top")]
        top: Option<u32>,
        zone: &'static str,
        ids: Vec<u8>,
        deep: bool,
    }

    #[test]
    fn the_members_of_a_value_are_options_in_their_order() {
        let mine = Mine { top: Some(5), zone: "UTC", ids: vec![2, 1], deep: true };
        let pairs = [("$top", "5"), ("zone", "UTC"), ("ids", "2,1"), ("deep", "true")];
        assert_eq!(of(&mine).unwrap(), pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let empty = Mine { top: None, ids: Vec::new(), ..mine };
        assert_eq!(of(&Some(empty)).unwrap().len(), 2);
        let map = BTreeMap::from([("a", "b")]);
        assert_eq!(of(&map).unwrap(), [("a".to_owned(), "b".to_owned())]);
        assert_eq!(of(&None::<BTreeMap<String, String>>).unwrap(), []);
    }

    #[test]
    fn what_is_no_set_of_options_is_refused() {
        assert!(of("a").unwrap_err().contains("has no members"));
        assert!(of(&["a"]).unwrap_err().contains("has no members"));
        assert!(of(&json!({"a": {"b": 1}})).unwrap_err().contains("an object as its member `a`"));
    }
}
