//! What changed about types, their properties and members.

use graph_action_metadata::model::{EnumMember, Enumeration, Navigation, Object, Property, Shape, Type};

use super::Severity::{Adds, Breaks, Notes};
use super::side::{Side, object};
use super::{Aspect, Changes, Element};

/// Compares all types.
pub(super) fn compare(old: &Side<'_>, new: &Side<'_>, changes: &mut Changes) {
    for ty in &old.schema.types {
        let element = Element::Type(ty.name.clone());
        let Some(now) = new.type_named(&ty.name) else {
            changes.removed(element);
            continue;
        };
        changes.deprecation(&element, ty.deprecated.as_ref(), now.deprecated.as_ref());
        shapes((old, new), (ty, now), &element, changes);
    }
    for ty in new.schema.types.iter().filter(|ty| old.type_named(&ty.name).is_none()) {
        changes.added(Adds, Element::Type(ty.name.clone()));
    }
}

/// Compares what a type was with what it is.
fn shapes(sides: (&Side<'_>, &Side<'_>), (was, is): (&Type, &Type), element: &Element, changes: &mut Changes) {
    changes.changed(Breaks, element, Aspect::Kind, kind(was), kind(is));
    match (&was.shape, &is.shape) {
        (Shape::Object(was_object), Shape::Object(is_object)) => {
            facts(sides, (was, was_object), is_object, element, changes);
            properties(sides, was, is, changes);
        }
        (Shape::Enum(was_enum), Shape::Enum(is_enum)) => members(&was.name, was_enum, is_enum, element, changes),
        (Shape::Definition(was), Shape::Definition(is)) => changes.changed(Breaks, element, Aspect::Type, was, is),
        _ => {}
    }
}

/// What a type is, in OData's words.
fn kind(ty: &Type) -> &'static str {
    match &ty.shape {
        Shape::Object(object) if object.is_entity => "entity type",
        Shape::Object(_) => "complex type",
        Shape::Enum(_) => "enumeration",
        Shape::Definition(_) => "type definition",
    }
}

/// Compares the facts about an object, its properties left out.
fn facts(
    (old, new): (&Side<'_>, &Side<'_>),
    (ty, was): (&Type, &Object),
    is: &Object,
    element: &Element,
    changes: &mut Changes,
) {
    // A base that came between leaves everything in its place.
    let keeps_base = was.base.as_deref().is_none_or(|base| new.is_a(&ty.name, base));
    let text = |base: &Option<String>| base.clone().unwrap_or_else(|| "none".to_owned());
    changes.changed(if keeps_base { Adds } else { Breaks }, element, Aspect::Base, text(&was.base), text(&is.base));
    changes.turned(element, Aspect::Abstract, (was.is_abstract, is.is_abstract), [Breaks, Adds]);
    changes.turned(element, Aspect::Open, (was.is_open, is.is_open), [Adds, Breaks]);
    changes.turned(element, Aspect::Stream, (was.has_stream, is.has_stream), [Adds, Breaks]);
    changes.changed(Breaks, element, Aspect::Key, old.key(&ty.name), new.key(&ty.name));
    let keys = |object: &Object| {
        let keys: Vec<String> = object.alternate_keys.iter().map(|key| key.join(",")).collect();
        keys.join(" or ")
    };
    let has_all = was.alternate_keys.iter().all(|key| is.alternate_keys.contains(key));
    changes.changed(if has_all { Adds } else { Breaks }, element, Aspect::AlternateKeys, keys(was), keys(is));
}

/// Compares the properties that a type declares itself, before or now, with what it has of that name on the other side.
fn properties((old, new): (&Side<'_>, &Side<'_>), was: &Type, is: &Type, changes: &mut Changes) {
    let element = |property: &Property| Element::Property { ty: was.name.clone(), name: property.name.clone() };
    let own = |ty| object(ty).map(|object| object.properties.as_slice()).unwrap_or_default();
    for property in own(was) {
        match new.property(&is.name, &property.name) {
            Some(now) => compare_property(property, now, &element(property), changes),
            None => changes.removed(element(property)),
        }
    }
    for property in own(is).iter().filter(|property| own(was).iter().all(|before| before.name != property.name)) {
        match old.property(&was.name, &property.name) {
            // It was inherited, and the base type that declares it answers for itself: only what the new declaration says counts.
            Some(before) => compare_property(before, property, &element(property), changes),
            None => changes.added(Adds, element(property)),
        }
    }
}

/// Compares a property with what became of it.
fn compare_property(was: &Property, is: &Property, element: &Element, changes: &mut Changes) {
    changes.changed(Breaks, element, Aspect::Type, was.ty.to_string(), is.ty.to_string());
    // Null where there was none does not fit what reads it; none where there was null is refused of who writes it.
    let narrower = if was.is_read_only { Adds } else { Breaks };
    changes.turned(element, Aspect::Nullable, (was.is_nullable, is.is_nullable), [Breaks, narrower]);
    changes.turned(element, Aspect::ReadOnly, (was.is_read_only, is.is_read_only), [Breaks, Adds]);
    changes.changed(navigation_severity(was, is), element, Aspect::Navigation, navigation(was), navigation(is));
    changes.deprecation(element, was.deprecated.as_ref(), is.deprecated.as_ref());
}

/// What another kind of navigation means: an entity that comes to live in its owner keeps its path, and gets no other.
fn navigation_severity(was: &Property, is: &Property) -> super::Severity {
    match (was.navigation, is.navigation) {
        (Some(Navigation::Reference), Some(Navigation::Contained)) => Adds,
        _ => Breaks,
    }
}

/// How a property leads to other entities, in OData's words.
fn navigation(property: &Property) -> &'static str {
    match property.navigation {
        None => "structural",
        Some(Navigation::Reference) => "reference",
        Some(Navigation::Contained) => "contained",
    }
}

/// Compares the members of an enumeration. A name goes over the wire, and the number behind it does not.
fn members(ty: &str, was: &Enumeration, is: &Enumeration, element: &Element, changes: &mut Changes) {
    changes.turned(element, Aspect::Flags, (was.is_flags, is.is_flags), [Breaks, Breaks]);
    let element = |member: &EnumMember| Element::EnumMember { ty: ty.to_owned(), name: member.name.clone() };
    let find =
        |enumeration: &Enumeration, name: &str| enumeration.members.iter().find(|member| member.name == name).cloned();
    for member in &was.members {
        let Some(now) = find(is, &member.name) else {
            changes.removed(element(member));
            continue;
        };
        changes.changed(Notes, &element(member), Aspect::Value, member.value.to_string(), now.value.to_string());
        changes.deprecation(&element(member), member.deprecated.as_ref(), now.deprecated.as_ref());
    }
    for member in is.members.iter().filter(|member| find(was, &member.name).is_none()) {
        changes.added(Adds, element(member));
    }
}
