//! From single lines of an index to records.
//!
//! A line whose checksum is right was written by [`write`](mod@super::write), so what does not fit here is damage all the same:
//! it is told of, and never guessed at.

use super::Fault;
use super::line::{Line, expanded, expanded_type, unescaped};
use crate::model::{
    Deprecation, EnumMember, Enumeration, Member, MemberKind, Navigation, Object, Operation, OperationKind, Parameter,
    Property, Returns, Shape, Type,
};

/// A member of the entity container.
pub(super) fn member(line: &Line<'_>, namespace: &str) -> Result<Member, Fault> {
    let kind = match line.field(1)? {
        "set" => MemberKind::EntitySet,
        "one" => MemberKind::Singleton,
        "action" => MemberKind::ActionImport,
        "function" => MemberKind::FunctionImport,
        _ => return Err(line.damaged()),
    };
    Ok(Member {
        name: line.name_in_key(1)?.to_owned(),
        kind,
        target: expanded(line.field(2)?, namespace),
        deprecated: line.deprecation(line.field(3)?)?,
    })
}

/// A type.
pub(super) fn ty(line: &Line<'_>, namespace: &str) -> Result<Type, Fault> {
    let mut words = line.field(1)?.split(' ');
    let kind = words.next().unwrap_or_default();
    let flags: Vec<&str> = words.collect();
    let parts = line.from(6);
    let shape = match kind {
        "entity" | "complex" => Shape::Object(Object {
            is_entity: kind == "entity",
            base: Some(line.field(2)?).filter(|base| *base != "-").map(|base| expanded(base, namespace)),
            is_abstract: flags.contains(&"abstract"),
            is_open: flags.contains(&"open"),
            has_stream: flags.contains(&"stream"),
            key: names(line.field(3)?, ','),
            alternate_keys: names(line.field(4)?, ' ').iter().map(|key| names(key, ',')).collect(),
            properties: parts.map(|part| line.property(part, namespace)).collect::<Result<_, _>>()?,
        }),
        "enum" => Shape::Enum(Enumeration {
            is_flags: flags.contains(&"flags"),
            members: parts.map(|part| line.enum_member(part)).collect::<Result<_, _>>()?,
        }),
        "definition" => Shape::Definition(expanded(line.field(2)?, namespace)),
        _ => return Err(line.damaged()),
    };
    let name = expanded(line.name_in_key(1)?, namespace);
    Ok(Type { name, shape, deprecated: line.deprecation(line.field(5)?)? })
}

/// An operation.
pub(super) fn operation(line: &Line<'_>, namespace: &str) -> Result<Operation, Fault> {
    let (kind, is_composable) = match line.field(1)? {
        "action" => (OperationKind::Action, false),
        "action composable" => (OperationKind::Action, true),
        "function" => (OperationKind::Function, false),
        "function composable" => (OperationKind::Function, true),
        _ => return Err(line.damaged()),
    };
    let returns = match line.field(2)? {
        "-" => None,
        returns => {
            let (ty, nullable) = returns.split_once(':').ok_or_else(|| line.damaged())?;
            Some(Returns { ty: expanded_type(ty, namespace), is_nullable: nullable == "n" })
        }
    };
    let binding = Some(line.name_in_key(1)?).filter(|binding| *binding != "-");
    Ok(Operation {
        name: expanded(line.name_in_key(2)?, namespace),
        kind,
        binding: binding.map(|binding| expanded_type(binding, namespace)),
        parameters: line.from(4).map(|part| line.parameter(part, namespace)).collect::<Result<_, _>>()?,
        returns,
        is_composable,
        deprecated: line.deprecation(line.field(3)?)?,
    })
}

impl Line<'_> {
    /// `name:type:flags:deprecation` of a property.
    fn property(&self, text: &str, namespace: &str) -> Result<Property, Fault> {
        let [name, ty, flags, deprecated] = self.four(text)?;
        let navigation = match (flags.contains('v'), flags.contains('c')) {
            (false, false) => None,
            (true, _) => Some(Navigation::Reference),
            (false, true) => Some(Navigation::Contained),
        };
        Ok(Property {
            name: name.to_owned(),
            ty: expanded_type(ty, namespace),
            is_nullable: flags.contains('n'),
            is_read_only: flags.contains('r'),
            navigation,
            deprecated: self.deprecation(deprecated)?,
        })
    }

    /// `name:type:flags:deprecation` of a parameter.
    fn parameter(&self, text: &str, namespace: &str) -> Result<Parameter, Fault> {
        let [name, ty, flags, deprecated] = self.four(text)?;
        Ok(Parameter {
            name: name.to_owned(),
            ty: expanded_type(ty, namespace),
            is_nullable: flags.contains('n'),
            is_optional: flags.contains('o'),
            deprecated: self.deprecation(deprecated)?,
        })
    }

    /// `name:value:deprecation`.
    fn enum_member(&self, text: &str) -> Result<EnumMember, Fault> {
        let mut parts = text.splitn(3, ':');
        let (Some(name), Some(value), Some(deprecated)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(self.damaged());
        };
        let value = value.parse().map_err(|_| self.damaged())?;
        Ok(EnumMember { name: name.to_owned(), value, deprecated: self.deprecation(deprecated)? })
    }

    /// `date|removal|version|description`, or nothing.
    fn deprecation(&self, text: &str) -> Result<Option<Deprecation>, Fault> {
        if text.is_empty() {
            return Ok(None);
        }
        let mut parts = text.split('|').map(|part| match part.strip_prefix('=') {
            Some(text) => unescaped(text).map(Some).ok_or_else(|| self.damaged()),
            None => Ok(None),
        });
        let mut part = || parts.next().unwrap_or_else(|| Err(self.damaged()));
        Ok(Some(Deprecation { date: part()?, removal: part()?, version: part()?, description: part()? }))
    }

    /// Four parts between colons; the last may have colons of its own.
    fn four<'t>(&self, text: &'t str) -> Result<[&'t str; 4], Fault> {
        let parts: Vec<&str> = text.splitn(4, ':').collect();
        parts.try_into().map_err(|_| self.damaged())
    }

    /// A word of the key, the letter that tells the record's kind being the first.
    fn name_in_key(&self, number: usize) -> Result<&str, Fault> {
        self.key().split(' ').nth(number).ok_or_else(|| self.damaged())
    }
}

/// The names between separators; none in an empty text.
fn names(text: &str, separator: char) -> Vec<String> {
    text.split(separator).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
