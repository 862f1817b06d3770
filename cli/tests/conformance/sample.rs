//! Values of the service's types, made from the metadata: each time another member of an enum, another derived type, another
//! form of a number, so that many samples meet all of them. The same questions in the same order give the same values.

use std::cell::RefCell;
use std::collections::BTreeMap;

use graph_action_metadata::Schema;
use graph_action_metadata::model::{Object, Shape, Type, TypeRef, short};
use serde_json::{Map, Value, json};

/// How deep objects stand in objects.
const DEEPEST: usize = 3;

/// Makes samples.
#[derive(Debug)]
pub(crate) struct Sampler<'a> {
    /// The types.
    types: BTreeMap<&'a str, &'a Type>,
    /// The types that derive from one and have values.
    derived: BTreeMap<&'a str, Vec<&'a Type>>,
    /// How often each type was asked for.
    turns: RefCell<BTreeMap<String, usize>>,
}

impl<'a> Sampler<'a> {
    /// For the types of a service.
    pub(crate) fn of(schema: &'a Schema) -> Self {
        let types: BTreeMap<&str, &Type> = schema.types.iter().map(|ty| (ty.name.as_str(), ty)).collect();
        let mut sampler = Self { types, derived: BTreeMap::new(), turns: RefCell::default() };
        let mut derived: BTreeMap<&str, Vec<&Type>> = BTreeMap::new();
        for ty in &schema.types {
            let Shape::Object(Object { is_abstract: false, .. }) = ty.shape else { continue };
            for base in sampler.lineage(ty).skip(1) {
                derived.entry(&base.name).or_default().push(ty);
            }
        }
        sampler.derived = derived;
        sampler
    }

    /// A value of a type as JSON has it.
    pub(crate) fn json(&self, ty: &TypeRef) -> Value {
        self.value(ty, 0)
    }

    /// How many members of enums, and how many types, were met.
    pub(crate) fn met(&self) -> (usize, usize) {
        let turns = self.turns.borrow();
        let members = turns.iter().filter_map(|(name, turns)| match &self.types.get(name.as_str())?.shape {
            Shape::Enum(values) => Some(values.members.len().min(*turns)),
            _ => None,
        });
        (members.sum(), turns.keys().filter(|name| self.types.contains_key(name.as_str())).count())
    }

    /// An argument of a function as JSON has it, and as it stands in the path: a collection by its alias.
    pub(crate) fn argument(&self, name: &str, ty: &TypeRef) -> (Value, String) {
        if ty.is_collection {
            return (self.value(ty, 0), format!("@{name}"));
        }
        let primitive = self.primitive(&ty.name);
        let value = match primitive {
            Some("Double" | "Single") => json!(-1.5),
            Some("String") => json!("it's 1/2 é"),
            Some("Duration") => json!("PT1H30M"),
            _ => self.value(ty, 0),
        };
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let literal = match primitive {
            // Another segment would begin behind a slash.
            Some("String") => format!("'{}'", text.replace('\'', "''").replace('/', "%2F")),
            Some("Duration") => format!("duration'{text}'"),
            Some("Binary") => format!("binary'{text}'"),
            Some(_) => text,
            None => format!("{}'{text}'", ty.name),
        };
        (value, literal)
    }

    /// The primitive type that a type is, without `Edm.`.
    fn primitive<'b>(&'b self, name: &'b str) -> Option<&'b str> {
        match self.types.get(name).map(|ty| &ty.shape) {
            Some(Shape::Definition(of)) => of.strip_prefix("Edm."),
            _ => name.strip_prefix("Edm."),
        }
    }

    /// A type and those that it extends.
    fn lineage(&self, ty: &'a Type) -> impl Iterator<Item = &'a Type> {
        std::iter::successors(Some(ty), |ty| match &ty.shape {
            Shape::Object(Object { base: Some(base), .. }) => self.types.get(base.as_str()).copied(),
            _ => None,
        })
    }

    /// The number of this question for a type.
    fn turn(&self, name: &str) -> usize {
        let mut turns = self.turns.borrow_mut();
        let turn = turns.entry(name.to_owned()).or_default();
        *turn += 1;
        *turn - 1
    }

    /// A value at a depth.
    fn value(&self, ty: &TypeRef, depth: usize) -> Value {
        if !ty.is_collection {
            return self.one(&ty.name, depth);
        }
        (0..2).map(|_| self.one(&ty.name, depth)).collect()
    }

    /// One value.
    fn one(&self, name: &str, depth: usize) -> Value {
        let turn = self.turn(name);
        if let Some(primitive) = self.primitive(name) {
            return primitive_of(primitive, turn);
        }
        let Some(ty) = self.types.get(name).copied() else { return json!({"any": [1, null]}) };
        match &ty.shape {
            Shape::Enum(values) if values.is_flags => {
                let name = |turn: usize| values.members[turn % values.members.len()].name.as_str();
                // Two of them, unless there is one alone.
                let both = [name(turn), name(turn + 1)];
                if both[0] == both[1] { both[0].into() } else { both.join(",").into() }
            }
            Shape::Enum(values) => values.members[turn % values.members.len()].name.as_str().into(),
            Shape::Object(object) if short(name) == "Json" && object.properties.is_empty() => {
                [json!({"any": [1, null]}), json!([true]), json!("text"), json!(1.5)][turn % 4].clone()
            }
            Shape::Object(object) => self.object(ty, object, turn, depth),
            Shape::Definition(_) => json!({"any": 1}),
        }
    }

    /// An object: of the type itself first, then of one that derives from it.
    fn object(&self, ty: &'a Type, object: &Object, turn: usize, depth: usize) -> Value {
        let derived = self.derived.get(ty.name.as_str()).map_or(&[][..], Vec::as_slice);
        let own = usize::from(!object.is_abstract);
        let chosen = match turn % (derived.len() + own).max(1) {
            turn if turn < own => None,
            turn => derived.get(turn - own).copied(),
        };
        let mut members = Map::new();
        if let Some(chosen) = chosen {
            members.insert("@odata.type".to_owned(), format!("#{}", chosen.name).into());
        }
        let lineage: Vec<&Type> = self.lineage(chosen.unwrap_or(ty)).collect();
        for ty in lineage.into_iter().rev() {
            let Shape::Object(object) = &ty.shape else { continue };
            for property in &object.properties {
                let is_member = property.navigation.is_none() && property.ty.name != "Edm.Stream";
                let is_object =
                    matches!(self.types.get(property.ty.name.as_str()).map(|ty| &ty.shape), Some(Shape::Object(_)));
                if is_member && !(is_object && depth >= DEEPEST) {
                    members.insert(property.name.clone(), self.value(&property.ty, depth + 1));
                }
            }
        }
        // What the metadata of today does not have.
        members.insert("addedLater".to_owned(), json!({"is": [turn, null]}));
        Value::Object(members)
    }
}

/// A value of one of OData's own types, in one of its forms.
fn primitive_of(name: &str, turn: usize) -> Value {
    let forms = match name {
        "Boolean" => vec![json!(true), json!(false)],
        "Byte" => vec![json!(0), json!(255)],
        "SByte" => vec![json!(-128), json!(127)],
        "Int16" => vec![json!(i16::MIN), json!(i16::MAX)],
        "Int32" => vec![json!(i32::MIN), json!(0), json!(i32::MAX)],
        "Int64" => vec![json!(i64::MAX), json!(i64::MIN), json!(1)],
        "Single" | "Double" => vec![json!(1.5), json!("INF"), json!(-0.25), json!("-INF"), json!("NaN"), json!(3)],
        "Decimal" => vec![json!(12.5), json!(-1)],
        "Guid" => vec![json!("9c5d2a1f-0e4b-4d7c-8a6b-3f2e1d0c9b8a")],
        "Date" => vec![json!("2026-08-01"), json!("0001-01-01")],
        "DateTimeOffset" => vec![json!("2026-08-01T10:11:12.1234567Z"), json!("2026-08-01T10:11:12+02:00")],
        "TimeOfDay" => vec![json!("10:11:12.1230000")],
        "Duration" => vec![json!("PT1H30M"), json!("-P1DT0.5S")],
        "Binary" => vec![json!("AAECAw=="), json!("")],
        "String" => vec![json!("text"), json!(""), json!("\u{e9} \"q\" \\ \u{1f600}\n")],
        _ => vec![json!({"any": [1, null]}), json!("text")],
    };
    forms[turn % forms.len()].clone()
}

#[test]
fn members_and_derived_types_take_turns() {
    use graph_action_metadata::model::{EnumMember, Enumeration};
    let members = ["a", "b"].map(|name| EnumMember { name: name.to_owned(), value: 0, deprecated: None });
    let shape = Shape::Enum(Enumeration { is_flags: false, members: members.into() });
    let base = Shape::Object(Object { is_abstract: true, ..Object::default() });
    let derived = Shape::Object(Object { base: Some("x.base".to_owned()), ..Object::default() });
    let types = [("x.e", shape), ("x.base", base), ("x.one", derived.clone()), ("x.two", derived)];
    let types = types.map(|(name, shape)| Type { name: name.to_owned(), shape, deprecated: None });
    let schema = Schema { types: types.into(), ..Schema::default() };
    let sampler = Sampler::of(&schema);
    assert_eq!(sampler.json(&TypeRef::collection("x.e")), json!(["a", "b"]));
    let types = sampler.json(&TypeRef::collection("x.base"));
    assert_eq!((&types[0]["@odata.type"], &types[1]["@odata.type"]), (&json!("#x.one"), &json!("#x.two")));
}
