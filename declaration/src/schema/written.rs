//! What a Rust type says about a value, read from how it is written.
//!
//! A macro sees names and no types, so this knows the names that everybody means the same by, and says of all others that
//! it does not know them. An alias or a type of the user's own is never guessed at.

use syn::{GenericArgument, PathArguments, Type, TypePath};

/// A type as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// Whether it may be absent: `Option<…>`, `Nullable<…>`.
    pub(super) is_optional: bool,
    /// Whether it holds several: `Vec<…>`, `[…]`.
    pub(super) is_collection: bool,
    /// What is inside.
    pub(super) leaf: Leaf,
}

/// What is inside of options, collections and pointers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Leaf {
    /// `()`.
    Nothing,
    /// `String`, `str`.
    Text,
    /// `Edm<String>`: a text that a URL has without quotes.
    BareText,
    /// `bool`.
    Bool,
    /// A whole number.
    Int(Int),
    /// `f32`, `f64`.
    Float,
    /// `serde_json::Value`: whatever was sent.
    Json,
    /// A map with names for keys: any object.
    Map,
    /// Bytes: `Vec<u8>`, `Bytes`.
    Bytes,
    /// One of the runtime's wrappers of a response, with what is in it.
    Wrapper(&'static str, Vec<Written>),
    /// A type that is not known here, by the last word of its path.
    Named(String),
}

/// A whole number, by its width and whether it may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Int {
    /// How many bits it has.
    pub(super) bits: u32,
    /// Whether it may be negative.
    pub(super) is_signed: bool,
}

/// The runtime's wrappers of a response.
const WRAPPERS: [&str; 5] = ["Page", "Value", "Reply", "Operation", "Content"];
/// Types of the standard library that hold several.
const COLLECTIONS: [&str; 6] = ["Vec", "VecDeque", "HashSet", "BTreeSet", "IndexSet", "SmallVec"];
/// Types that hold one, and change nothing on the wire.
const TRANSPARENT: [&str; 5] = ["Box", "Rc", "Arc", "Cow", "Flags"];
/// Maps.
const MAPS: [&str; 4] = ["Map", "HashMap", "BTreeMap", "IndexMap"];

impl Written {
    /// Reads a type.
    pub(super) fn of(ty: &Type) -> Self {
        match ty {
            Type::Group(group) => Self::of(&group.elem),
            Type::Paren(paren) => Self::of(&paren.elem),
            Type::Reference(reference) => Self::of(&reference.elem),
            Type::Slice(slice) => Self::several(&slice.elem),
            Type::Array(array) => Self::several(&array.elem),
            Type::Tuple(tuple) if tuple.elems.is_empty() => Self::one(Leaf::Nothing),
            Type::Path(path) => Self::of_path(path),
            _ => Self::one(Leaf::Named(String::new())),
        }
    }

    /// A single value.
    fn one(leaf: Leaf) -> Self {
        Self { is_optional: false, is_collection: false, leaf }
    }

    /// A collection of a type; of bytes, it is bytes.
    fn several(element: &Type) -> Self {
        let element = Self::of(element);
        if element == Self::one(Leaf::Int(Int { bits: 8, is_signed: false })) {
            return Self::one(Leaf::Bytes);
        }
        // What is in an inner collection nobody knows here.
        let leaf = if element.is_collection { Leaf::Named(String::new()) } else { element.leaf };
        Self { is_optional: false, is_collection: true, leaf }
    }

    /// A path: `Option<…>`, `String`, `serde_json::Value`.
    fn of_path(path: &TypePath) -> Self {
        let Some(segment) = path.path.segments.last() else { return Self::one(Leaf::Named(String::new())) };
        let name = segment.ident.to_string();
        let arguments: Vec<&Type> = match &segment.arguments {
            PathArguments::AngleBracketed(arguments) => arguments
                .args
                .iter()
                .filter_map(|argument| match argument {
                    GenericArgument::Type(ty) => Some(ty),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        let name = name.as_str();
        match (name, arguments.as_slice()) {
            ("Option" | "Nullable", [inner]) => Self { is_optional: true, ..Self::of(inner) },
            ("Edm", [inner]) => match Self::of(inner) {
                Self { is_optional: false, is_collection: false, leaf: Leaf::Text } => Self::one(Leaf::BareText),
                inner => inner,
            },
            (_, [inner]) if TRANSPARENT.contains(&name) => Self::of(inner),
            (_, [element, ..]) if COLLECTIONS.contains(&name) => Self::several(element),
            ("Map", []) => Self::one(Leaf::Map),
            (_, [_, _, ..]) if MAPS.contains(&name) => Self::one(Leaf::Map),
            ("Value", []) => Self::one(Leaf::Json),
            _ => {
                let wrapper = WRAPPERS.into_iter().find(|wrapper| *wrapper == name);
                match wrapper {
                    Some(wrapper) if !arguments.is_empty() || wrapper == "Content" => {
                        Self::one(Leaf::Wrapper(wrapper, arguments.into_iter().map(Self::of).collect()))
                    }
                    _ => Self::one(leaf(name)),
                }
            }
        }
    }
}

/// What a name alone says.
fn leaf(name: &str) -> Leaf {
    match name {
        "String" | "str" => Leaf::Text,
        "bool" => Leaf::Bool,
        "f32" | "f64" => Leaf::Float,
        "Bytes" => Leaf::Bytes,
        "isize" => Leaf::Int(Int { bits: 64, is_signed: true }),
        "usize" => Leaf::Int(Int { bits: 64, is_signed: false }),
        _ => {
            let number = |prefix| name.strip_prefix(prefix).and_then(|bits: &str| bits.parse().ok());
            let int = |bits, is_signed| match bits {
                8 | 16 | 32 | 64 | 128 => Some(Leaf::Int(Int { bits, is_signed })),
                _ => None,
            };
            let signed = number("i").and_then(|bits| int(bits, true));
            signed
                .or_else(|| number("u").and_then(|bits| int(bits, false)))
                .unwrap_or_else(|| Leaf::Named(name.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Written {
        Written::of(&syn::parse_str(text).unwrap())
    }

    #[test]
    fn a_type_says_what_it_is_by_how_it_is_written() {
        let int = |bits, is_signed| Leaf::Int(Int { bits, is_signed });
        for (text, is_optional, is_collection, leaf) in [
            ("String", false, false, Leaf::Text),
            ("&'static str", false, false, Leaf::Text),
            ("std::borrow::Cow<'a, str>", false, false, Leaf::Text),
            ("Option<String>", true, false, Leaf::Text),
            ("std::option::Option<Vec<String>>", true, true, Leaf::Text),
            ("Vec<Option<i32>>", false, true, int(32, true)),
            ("Nullable<u64>", true, false, int(64, false)),
            ("usize", false, false, int(64, false)),
            ("Box<[f64]>", false, true, Leaf::Float),
            ("[bool; 4]", false, true, Leaf::Bool),
            ("Vec<u8>", false, false, Leaf::Bytes),
            ("bytes::Bytes", false, false, Leaf::Bytes),
            ("serde_json::Value", false, false, Leaf::Json),
            ("Map<String, Value>", false, false, Leaf::Map),
            ("HashMap<String, String>", false, false, Leaf::Map),
            ("()", false, false, Leaf::Nothing),
            ("(String)", false, false, Leaf::Text),
            ("Edm<String>", false, false, Leaf::BareText),
            ("Edm<f64>", false, false, Leaf::Float),
            ("Edm<Uuid>", false, false, Leaf::Named("Uuid".to_owned())),
            ("Option<Flags<Day>>", true, false, Leaf::Named("Day".to_owned())),
            ("i24", false, false, Leaf::Named("i24".to_owned())),
            ("my::Alias", false, false, Leaf::Named("Alias".to_owned())),
            ("Vec<Vec<String>>", false, true, Leaf::Named(String::new())),
            ("(String, String)", false, false, Leaf::Named(String::new())),
            ("Content", false, false, Leaf::Wrapper("Content", Vec::new())),
        ] {
            assert_eq!(written(text), Written { is_optional, is_collection, leaf }, "{text}");
        }
    }

    #[test]
    fn wrappers_of_a_response_say_what_is_in_them() {
        let Leaf::Wrapper("Page", inside) = written("graph_action::Page<Event>").leaf else { panic!() };
        assert_eq!(inside, [Written::one(Leaf::Named("Event".to_owned()))]);
        // A type of the user's own that happens to be called so.
        assert_eq!(written("Page").leaf, Leaf::Named("Page".to_owned()));
    }
}
