//! What to say where a segment is not there: this looks at as much of the index as it takes.

use super::offered::operations_of;
use super::problem::{NotFound, Place, Problem, Slip};
use super::view::{View, object};
use crate::index::Fault;
use crate::model::{TypeRef, namespace, short};
use crate::words::{nearest, recased};

/// The segments that OData itself defines.
const SYSTEM: [&str; 4] = ["$count", "$query", "$ref", "$value"];

/// The name of `known` that `name` was probably meant to be.
pub(super) fn slip<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<Slip> {
    let casing = recased(name, known.clone()).map(|right| Slip::Casing(right.to_owned()));
    casing.or_else(|| nearest(name, known).map(|near| Slip::Near(near.to_owned())))
}

/// That the path begins with nothing that the service has.
pub(super) fn not_in_container(view: &View<'_>, place: Place, name: &str) -> Result<Problem, Fault> {
    let members: Vec<String> = view.index.members()?.into_iter().map(|member| member.name).collect();
    let slip = slip(name, members.iter().map(String::as_str));
    Ok(Problem::NotInContainer { place, slip })
}

/// That `on` has no member or operation called `name`.
///
/// `collection` is the path to the collection that `on` is an item of, where a key leads to it.
pub(super) fn not_found(
    view: &View<'_>,
    place: Place,
    on: &TypeRef,
    name: &str,
    collection: Option<String>,
) -> Result<Problem, Fault> {
    if let Some(ty) = cast_meant(view, on, name)? {
        return Ok(Problem::CastUnqualified { place, ty });
    }
    let offered = operations_of(view.index, on)?;
    let operations = offered.operation_names(view.index.namespace());
    let known = || operations.iter().map(String::as_str).chain(offered.properties.iter().map(|it| it.name.as_str()));
    // The operations of the default namespace are known by their short names.
    let spelt = name.strip_prefix(view.index.namespace()).and_then(|rest| rest.strip_prefix('.')).unwrap_or(name);
    let mut slip = if name.starts_with('$') { slip(name, SYSTEM.into_iter()) } else { slip(spelt, known()) };
    if slip.is_none() && name.contains('.') {
        let casts = view.index.derived(&on.name)?;
        slip = self::slip(name, casts.iter().map(String::as_str));
    }
    if slip.is_none() && name.contains('.') {
        // The right operation in another namespace.
        slip = operations.iter().find(|it| short(it) == short(name)).map(|it| Slip::Near(it.clone()));
    }
    let is_casing = matches!(slip, Some(Slip::Casing(_)));
    if !is_casing && let Some(collection) = collection {
        let on = TypeRef::collection(&on.name);
        if view.has_operation(&on, name)? {
            return Ok(Problem::OnCollection { place, collection });
        }
    }
    if !is_casing {
        let types = derived_with(view, on, name)?;
        if !types.is_empty() {
            return Ok(Problem::CastMissing { place, on: on.clone(), types });
        }
    }
    let elsewhere = match &slip {
        Some(_) => Vec::new(),
        None => view.index.bound_elsewhere(short(name))?.into_iter().map(|(binding, _)| binding).collect(),
    };
    let offered = match operations.is_empty() {
        true if on.is_collection => Vec::new(),
        true if offered.navigations().next().is_some() => offered.navigations().map(str::to_owned).collect(),
        true => offered.properties.iter().map(|property| property.name.clone()).collect(),
        false => operations,
    };
    Ok(Problem::NotFound(Box::new(NotFound { place, on: on.clone(), slip, elsewhere, offered })))
}

/// That a type has no such key.
pub(super) fn key_names(view: &View<'_>, place: Place, on: &TypeRef) -> Result<Problem, Fault> {
    Ok(Problem::KeyNames { place, on: on.clone(), keys: keys(view, &on.name)? })
}

/// The key and the alternate keys of a type and of those that it extends.
pub(super) fn keys(view: &View<'_>, ty: &str) -> Result<Vec<Vec<String>>, Fault> {
    let mut keys = Vec::new();
    for ty in view.lineage(ty) {
        if let Some(object) = object(&*ty?) {
            keys.extend(Some(object.key.clone()).filter(|key| !key.is_empty()));
            keys.extend(object.alternate_keys.iter().cloned());
        }
    }
    Ok(keys)
}

/// The qualified name of the type that `name` is short for, where `on` can be cast to that.
pub(super) fn cast_meant(view: &View<'_>, on: &TypeRef, name: &str) -> Result<Option<String>, Fault> {
    if name.contains('.') || name.is_empty() {
        return Ok(None);
    }
    for namespace in [namespace(&on.name), view.index.namespace()] {
        let qualified = format!("{namespace}.{name}");
        if qualified != on.name && view.extends(&qualified, &on.name)? {
            return Ok(Some(qualified));
        }
    }
    Ok(None)
}

/// The types derived from `on` that have a property or an operation called `name` themselves, the topmost of each line.
pub(super) fn derived_with(view: &View<'_>, on: &TypeRef, name: &str) -> Result<Vec<String>, Fault> {
    let mut found: Vec<String> = Vec::new();
    for ty in view.index.derived(&on.name)? {
        let itself = TypeRef { name: ty, is_collection: on.is_collection };
        let has_property = || -> Result<bool, Fault> {
            let ty = view.ty(&itself.name)?;
            let object = ty.as_deref().and_then(object);
            Ok(object.is_some_and(|object| object.properties.iter().any(|property| property.name == name)))
        };
        let has_operation = if name.contains('.') {
            !view.index.overloads(Some(&itself), name)?.is_empty()
        } else {
            !view.index.operations_named(Some(&itself), name)?.is_empty()
        };
        if has_operation || (!on.is_collection && has_property()?) {
            found.push(itself.name);
        }
    }
    let mut topmost = Vec::new();
    for ty in &found {
        let mut bases = view.lineage(ty).skip(1).map(|base| base.map(|base| found.contains(&base.name)));
        if !bases.any(|is_found| is_found.unwrap_or(false)) {
            topmost.push(ty.clone());
        }
    }
    Ok(topmost)
}
