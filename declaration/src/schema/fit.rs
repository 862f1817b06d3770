//! Whether a value of a Rust type can be what the service expects.
//!
//! The rule is about what stands in JSON or in a URL: a date is a text, so `String` carries it; a number is none, so
//! `String` does not carry that. A type that is not known is believed.

use graph_action_metadata::Index;
use graph_action_metadata::index::Fault;
use graph_action_metadata::model::{Shape, TypeRef, short};

use super::written::{Int, Leaf, Written};

/// What the service expects, as far as JSON can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expected {
    /// One of OData's own types, without its `Edm.`.
    Primitive(String),
    /// A string with known values.
    Enum,
    /// An object.
    Object,
    /// Anything: the metadata does not say, or says that it may be anything.
    Anything,
}

/// How well a type fits.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It does, or nobody can know.
    Yes,
    /// It does, but there is something to know.
    Note(String),
    /// It does not; why, and what to write.
    No(String),
}

impl Expected {
    /// What a value of the type is.
    pub(super) fn of(index: &Index, name: &str) -> Result<Self, Fault> {
        if let Some(primitive) = name.strip_prefix("Edm.") {
            return Ok(match primitive {
                "Untyped" | "PrimitiveType" | "ComplexType" | "EntityType" => Self::Anything,
                _ => Self::Primitive(primitive.to_owned()),
            });
        }
        let Some(ty) = index.type_named(name)? else { return Ok(Self::Anything) };
        Ok(match &ty.shape {
            Shape::Enum(_) => Self::Enum,
            // Graph's `Json` is declared as an object without properties, and is any value in truth.
            Shape::Object(object) if object.properties.is_empty() && short(name) == "Json" => Self::Anything,
            Shape::Object(_) => Self::Object,
            Shape::Definition(of) => match of.strip_prefix("Edm.") {
                Some(primitive) => Self::Primitive(primitive.to_owned()),
                None => Self::Anything,
            },
        })
    }
}

/// Whether `written` carries a `ty`; `what` is what it is for in a message, `` the parameter `count` ``.
pub(super) fn fit(index: &Index, what: &str, written: &Written, ty: &TypeRef) -> Result<Fit, Fault> {
    let expected = Expected::of(index, &ty.name)?;
    if matches!(written.leaf, Leaf::Json) && !written.is_collection || expected == Expected::Anything {
        return Ok(Fit::Yes);
    }
    let is_known = !matches!(written.leaf, Leaf::Named(_) | Leaf::Wrapper(..));
    if ty.is_collection && !written.is_collection {
        if !is_known {
            return Ok(Fit::Yes);
        }
        return Ok(Fit::No(format!(
            "{what} is a collection of `{}`; write `Vec<{}>`",
            ty.name,
            rust(&expected, &ty.name)
        )));
    }
    if !ty.is_collection && written.is_collection {
        let write = rust(&expected, &ty.name);
        return Ok(Fit::No(format!("{what} is one `{}`, no collection; write `{write}`", ty.name)));
    }
    Ok(match leaf(&written.leaf, &expected) {
        Carries::Yes => Fit::Yes,
        Carries::Note(note) => Fit::Note(format!("{what} is an `{}`; {note}", ty.name)),
        Carries::No => {
            let several = |text: String| if ty.is_collection { format!("Vec<{text}>") } else { text };
            let write = match &expected {
                Expected::Object => format!("write a type of your own with `#[graph_type(\"{}\")]`", ty.name),
                Expected::Enum => format!(
                    "write `{}`, or an enum of your own with `#[graph_type(\"{}\")]`",
                    several("String".to_owned()),
                    ty.name
                ),
                _ => format!("write `{}`", several(rust(&expected, &ty.name))),
            };
            Fit::No(format!("{what} is {} `{ty}`; {write}", article(&ty.name)))
        }
    })
}

/// `a` or `an`.
fn article(name: &str) -> &'static str {
    if name.starts_with(['A', 'E', 'I', 'O', 'U', 'a', 'e', 'i', 'o']) { "an" } else { "a" }
}

/// Whether a single value carries another.
enum Carries {
    Yes,
    Note(String),
    No,
}

/// Whether a single value carries what is expected.
fn leaf(leaf: &Leaf, expected: &Expected) -> Carries {
    let of = |fits| if fits { Carries::Yes } else { Carries::No };
    match (leaf, expected) {
        (Leaf::Named(_) | Leaf::Json | Leaf::Wrapper(..), _)
        | (_, Expected::Anything)
        | (Leaf::Text | Leaf::BareText, Expected::Enum) => Carries::Yes,
        (Leaf::Map, _) => of(*expected == Expected::Object),
        (_, Expected::Enum | Expected::Object) | (Leaf::Nothing, _) => Carries::No,
        (Leaf::BareText, Expected::Primitive(primitive)) => {
            of(primitive != "Boolean" && (primitive == "Decimal" || !is_number(primitive)))
        }
        (Leaf::Text, Expected::Primitive(primitive)) => of(!is_number(primitive) && primitive != "Boolean"),
        (Leaf::Bool, Expected::Primitive(primitive)) => of(primitive == "Boolean"),
        (Leaf::Bytes, Expected::Primitive(primitive)) => of(matches!(primitive.as_str(), "Binary" | "Stream")),
        (Leaf::Float, Expected::Primitive(primitive)) => match primitive.as_str() {
            "Double" | "Single" => Carries::Yes,
            "Decimal" => Carries::Note("a floating point number does not hold every one of them exactly".to_owned()),
            _ => Carries::No,
        },
        (Leaf::Int(int), Expected::Primitive(primitive)) => whole_number(*int, primitive),
    }
}

/// Whether a whole number carries a number of the service.
fn whole_number(int: Int, primitive: &str) -> Carries {
    let (bits, is_signed) = match primitive {
        "Byte" => (8, false),
        "SByte" => (8, true),
        "Int16" => (16, true),
        "Int32" => (32, true),
        "Int64" => (64, true),
        "Double" | "Single" | "Decimal" => {
            return Carries::Note("a whole number does not hold every one of them".to_owned());
        }
        _ => return Carries::No,
    };
    if (int.bits, int.is_signed) == (bits, is_signed) {
        return Carries::Yes;
    }
    // How many bits there are for positive numbers.
    let (own, theirs) = (int.bits - u32::from(int.is_signed), bits - u32::from(is_signed));
    let sign = if int.is_signed { "i" } else { "u" };
    let what =
        if own < theirs || (is_signed && !int.is_signed) { "does not hold every one of them" } else { "holds more" };
    let exact = rust_number(primitive).unwrap_or("i64");
    Carries::Note(format!("`{sign}{}` {what}, `{exact}` is what it is", int.bits))
}

/// Whether JSON writes it as a number.
fn is_number(primitive: &str) -> bool {
    rust_number(primitive).is_some() || primitive == "Decimal"
}

/// The Rust type of a number.
fn rust_number(primitive: &str) -> Option<&'static str> {
    Some(match primitive {
        "Byte" => "u8",
        "SByte" => "i8",
        "Int16" => "i16",
        "Int32" => "i32",
        "Int64" => "i64",
        "Single" => "f32",
        "Double" => "f64",
        _ => return None,
    })
}

/// A Rust type that carries what is expected.
pub(super) fn rust(expected: &Expected, name: &str) -> String {
    match expected {
        Expected::Primitive(primitive) => match primitive.as_str() {
            "Boolean" => "bool".to_owned(),
            "Decimal" => "f64".to_owned(),
            primitive => rust_number(primitive).unwrap_or("String").to_owned(),
        },
        Expected::Enum | Expected::Object => {
            let mut name: Vec<char> = short(name).chars().collect();
            if let Some(first) = name.first_mut() {
                *first = first.to_ascii_uppercase();
            }
            name.into_iter().collect()
        }
        Expected::Anything => "serde_json::Value".to_owned(),
    }
}
