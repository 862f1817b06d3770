//! Names in full: what a document calls `graph.call`, everything behind it calls `microsoft.graph.call`.
//!
//! A name that the document does not define stays as it is: it may stand in another document, and unknown is not an error.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::document::{Document, Namespace};
use super::error::{Error, quoted};
use crate::model::{Operation, Shape, TypeRef};

/// The most that all names in full may come to, in bytes. A short alias can stand for a long namespace.
const MOST_NAMES: usize = 64 << 20;

/// What the names in a document mean.
pub(super) struct Names {
    /// The schemas, by their numbers.
    schemas: Vec<Namespace>,
    /// The namespaces that need no alias.
    namespaces: HashSet<String>,
    /// What an alias stands for; the first one, where several claim it.
    aliases: HashMap<String, String>,
    /// What each name that is defined means when it is written with the alias of its schema.
    defined: HashMap<String, Meaning>,
}

/// What a name with an alias means.
enum Meaning {
    /// This.
    One(String),
    /// These two, so none.
    Several(String, String),
}

impl Names {
    /// Collects the names of a document.
    pub(super) fn of(document: &Document) -> Self {
        let mut names = Self {
            schemas: Vec::new(),
            namespaces: HashSet::from(["Edm".to_owned()]),
            aliases: HashMap::new(),
            defined: HashMap::new(),
        };
        for schema in document.schemas.iter().chain(&document.includes) {
            names.namespaces.insert(schema.name.clone());
            if let Some(alias) = &schema.alias {
                names.aliases.entry(alias.clone()).or_insert_with(|| schema.name.clone());
            }
        }
        let types = document.types.iter().map(|declared| (declared.schema, declared.item.name.as_str()));
        let operations = document.operations.iter().map(|declared| (declared.schema, declared.item.name.as_str()));
        for (schema, name) in types.chain(operations) {
            let alias = document.schemas.get(schema).and_then(|schema| schema.alias.as_deref());
            let (Some(alias), Some((_, short))) = (alias, name.rsplit_once('.')) else { continue };
            let meaning =
                names.defined.entry(format!("{alias}.{short}")).or_insert_with(|| Meaning::One(name.to_owned()));
            if let Meaning::One(first) = meaning
                && first != name
            {
                *meaning = Meaning::Several(std::mem::take(first), name.to_owned());
            }
        }
        names.schemas.clone_from(&document.schemas);
        names
    }

    /// What a name means that stands in a schema; an error in words where it means two things.
    pub(super) fn resolve<'n>(&self, schema: usize, name: &'n str) -> Result<Cow<'n, str>, String> {
        let Some((prefix, short)) = name.rsplit_once('.') else { return Ok(Cow::Borrowed(name)) };
        if self.namespaces.contains(prefix) {
            return Ok(Cow::Borrowed(name));
        }
        let own = self.schemas.get(schema);
        let in_own = |own: &Namespace| Ok(Cow::Owned(format!("{}.{short}", own.name)));
        // Several schemas of one document may be called `self`, each by itself.
        match own {
            Some(own) if own.alias.as_deref() == Some(prefix) => return in_own(own),
            _ => {}
        }
        match (self.defined.get(name), own, self.aliases.get(prefix)) {
            (Some(Meaning::One(full)), _, _) => Ok(Cow::Owned(full.clone())),
            (Some(Meaning::Several(one, other)), _, _) => Err(format!(
                "`{}` means both {} and {}: write the namespace instead of the alias",
                quoted(name),
                quoted(one),
                quoted(other)
            )),
            (None, Some(own), _) if prefix == "self" => in_own(own),
            (None, _, Some(namespace)) => Ok(Cow::Owned(format!("{namespace}.{short}"))),
            (None, _, None) => Ok(Cow::Borrowed(name)),
        }
    }

    /// Puts the meaning of a name in its place.
    fn replace(&self, schema: usize, name: &mut String, spent: &mut usize) -> Result<(), String> {
        if let Cow::Owned(full) = self.resolve(schema, name)? {
            *spent = spent.saturating_add(full.len());
            if *spent > MOST_NAMES {
                return Err("the names in the document come to more than 64 MiB: that is no metadata".to_owned());
            }
            *name = full;
        }
        Ok(())
    }

    /// Puts the meaning of every name in a document in its place.
    pub(super) fn replace_all(&self, document: &mut Document) -> Result<(), Error> {
        let mut spent = 0;
        for declared in &mut document.types {
            let schema = declared.schema;
            let outcome =
                names_in_shape(&mut declared.item.shape).try_for_each(|name| self.replace(schema, name, &mut spent));
            outcome.map_err(|message| declared.error(format!("{}: {message}", declared.item.name)))?;
        }
        for declared in &mut document.operations {
            let schema = declared.schema;
            let outcome =
                names_in_operation(&mut declared.item).try_for_each(|name| self.replace(schema, name, &mut spent));
            outcome.map_err(|message| declared.error(format!("{}: {message}", declared.item.name)))?;
        }
        for (_, declared) in &mut document.members {
            let outcome = self.replace(declared.schema, &mut declared.item.target, &mut spent);
            outcome.map_err(|message| declared.error(format!("{}: {message}", declared.item.name)))?;
        }
        Ok(())
    }
}

/// The names in a type.
fn names_in_shape(shape: &mut Shape) -> impl Iterator<Item = &mut String> {
    let (object, underlying) = match shape {
        Shape::Object(object) => (Some(object), None),
        Shape::Definition(underlying) => (None, Some(underlying)),
        Shape::Enum(_) => (None, None),
    };
    let in_object = object.into_iter().flat_map(|object| {
        let types = object.properties.iter_mut().map(|property| &mut property.ty.name);
        object.base.iter_mut().chain(types)
    });
    in_object.chain(underlying)
}

/// The names in an operation.
fn names_in_operation(operation: &mut Operation) -> impl Iterator<Item = &mut String> {
    let parameters = operation.parameters.iter_mut().map(|parameter| &mut parameter.ty);
    let returned = operation.returns.iter_mut().map(|returns| &mut returns.ty);
    operation.binding.iter_mut().chain(parameters).chain(returned).map(|ty: &mut TypeRef| &mut ty.name)
}
