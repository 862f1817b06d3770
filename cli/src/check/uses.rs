//! What the declarations of a crate use of a service: the elements that they name, each with where they name it.
//!
//! Only what an index has is used: what a declaration names in vain the check tells. Nothing is judged here.

use std::sync::Arc;

use graph_action_declaration::model::{Declaration, Place as Goes};
use graph_action_declaration::names;
use graph_action_declaration::read::{self, Kind};
use graph_action_declaration::schema;
use graph_action_declaration::template::{ArgumentValue, Part};
use graph_action_declaration::types::TypeModel;
use graph_action_metadata::Index;
use graph_action_metadata::index::Fault;
use graph_action_metadata::model::{Operation, Shape, Type};
use graph_action_metadata::path::{Path, SegmentKind};
use graph_action_metadata::resolve::{self, Resolved, Target};
use proc_macro2::Span;
use syn::LitStr;
use syn::spanned::Spanned as _;

use super::bound::{self, Resource};
use super::declaration::version;
use super::modules::{Item, Sources};
use super::{Indexes, Place};
use crate::diff::{Element, OperationRef};

/// What one declaration uses.
#[derive(Debug)]
pub(crate) struct Uses {
    /// The struct or enum.
    pub(crate) declaration: String,
    /// Where its name stands.
    pub(crate) place: Place,
    /// The elements that it names, each with where.
    pub(crate) elements: Vec<(Element, Place)>,
    /// The type that it declares, and those that this extends.
    pub(crate) types: Vec<String>,
    /// The operations that it calls.
    pub(crate) operations: Vec<OperationRef>,
}

/// What the declarations of a crate use.
pub(crate) fn of(sources: &Sources, indexes: &Indexes) -> Result<Vec<Uses>, Fault> {
    let resources = resources(sources, indexes)?;
    let mut all = Vec::new();
    for item in &sources.items {
        let mut uses = Uses {
            declaration: item.input.ident.to_string(),
            place: item.place(item.input.ident.span()),
            elements: Vec::new(),
            types: Vec::new(),
            operations: Vec::new(),
        };
        uses.find(item, sources, indexes, &resources)?;
        all.push(uses);
    }
    Ok(all)
}

/// The resources of a crate, with what they lead to.
fn resources<'a>(sources: &'a Sources, indexes: &Indexes) -> Result<Vec<Resource<'a>>, Fault> {
    let mut resources = Vec::new();
    for item in sources.items.iter().filter(|item| item.written.kind == Kind::Path) {
        let Ok(paths) = read::graph_path(&item.input, item.written.arguments.clone()) else { continue };
        let (_, leads_to) = schema::path::check(&indexes.all(), &paths)?;
        resources.push(Resource { item, leads_to });
    }
    Ok(resources)
}

impl Uses {
    /// Looks into a declaration. A wrong one uses nothing.
    fn find(
        &mut self,
        item: &Item,
        sources: &Sources,
        indexes: &Indexes,
        resources: &[Resource<'_>],
    ) -> Result<(), Fault> {
        let arguments = item.written.arguments.clone();
        match item.written.kind {
            Kind::Action => {
                let Ok(declaration) = read::action(&item.input, arguments) else { return Ok(()) };
                let Some(index) = indexes.of(&version(&declaration)) else { return Ok(()) };
                let operations = match self.path(item, index, &declaration.signature.path)? {
                    Some(operations) => operations,
                    None => on_a_resource(index, item, &declaration, sources, resources)?,
                };
                self.operations(item, &declaration, &operations);
            }
            Kind::Type => {
                let Ok(model) = read::graph_type(&item.input, arguments) else { return Ok(()) };
                for index in indexes.all() {
                    self.graph_type(item, index, &model)?;
                }
            }
            Kind::Path => {
                let Ok(paths) = read::graph_path(&item.input, arguments) else { return Ok(()) };
                for index in indexes.all() {
                    for variant in &paths.variants {
                        self.path(item, index, &variant.literal)?;
                    }
                }
            }
            Kind::Response => {}
        }
        Ok(())
    }

    /// What a path goes along, and the operations that it leads to; nothing where it begins with a resource.
    fn path(&mut self, item: &Item, index: &Index, literal: &LitStr) -> Result<Option<Vec<Operation>>, Fault> {
        let Ok(path) = Path::parse(&literal.value()) else { return Ok(Some(Vec::new())) };
        if path.start.is_some() {
            return Ok(None);
        }
        let Ok(resolved) = resolve::resolve(index, &path) else { return Ok(Some(Vec::new())) };
        for element in along(index, &path, &resolved)? {
            self.elements.push((element, item.place(literal.span())));
        }
        Ok(Some(match resolved.target {
            Target::Operation { overloads, .. } => overloads,
            _ => Vec::new(),
        }))
    }

    /// The operations that an action calls, and their parameters that it has fields for.
    fn operations(&mut self, item: &Item, declaration: &Declaration<'_>, operations: &[Operation]) {
        let signature = &declaration.signature;
        let end = signature.response.as_ref().map_or_else(|| signature.path.span(), syn::spanned::Spanned::span);
        for operation in operations {
            let reference = OperationRef::of(operation);
            let place = item.between(signature.method.span(), end);
            self.elements.push((Element::Operation(reference.clone()), place));
            for parameter in &operation.parameters {
                let Some(place) = field_of(item, declaration, &parameter.name) else { continue };
                let element = Element::Parameter { operation: reference.clone(), name: parameter.name.clone() };
                self.elements.push((element, place));
            }
            self.operations.push(reference);
        }
    }

    /// The type that is declared, and its properties or members that there are fields or variants for.
    fn graph_type(&mut self, item: &Item, index: &Index, model: &TypeModel<'_>) -> Result<(), Fault> {
        let Some(name) = schema::types::name(model) else { return Ok(()) };
        let ancestry = index.ancestry(&name.value())?;
        if ancestry.is_empty() {
            return Ok(());
        }
        self.elements.push((Element::Type(name.value()), item.place(name.span())));
        match model {
            TypeModel::Object(object) => {
                for member in &object.members {
                    let Some(element) = property(&ancestry, &member.wire) else { continue };
                    self.elements.push((element, item.between(member.field.span(), member.ty.span())));
                }
            }
            TypeModel::StringEnum(of_strings) => {
                let members = match ancestry.first().map(|ty| &ty.shape) {
                    Some(Shape::Enum(enumeration)) => enumeration.members.as_slice(),
                    _ => &[],
                };
                for (variant, wire) in &of_strings.known {
                    let member = members.iter().find(|member| member.name.eq_ignore_ascii_case(wire));
                    let Some(member) = member else { continue };
                    let element = Element::EnumMember { ty: name.value(), name: member.name.clone() };
                    self.elements.push((element, item.place(variant.span())));
                }
            }
            TypeModel::Union(_) => {}
        }
        self.types.extend(ancestry.iter().map(|ty| ty.name.clone()));
        Ok(())
    }
}

impl Item {
    /// From the beginning of one token to the end of another.
    fn between(&self, first: Span, last: Span) -> Place {
        let (mut place, last) = (self.place(first), self.place(last));
        place.range.end = last.range.end.max(place.range.end);
        place
    }
}

/// The property of a name, by the type that declares it.
fn property(ancestry: &[Arc<Type>], name: &str) -> Option<Element> {
    let declares = |ty: &&Arc<Type>| match &ty.shape {
        Shape::Object(object) => object.properties.iter().any(|property| property.name == name),
        _ => false,
    };
    let ty = ancestry.iter().find(declares)?.name.clone();
    Some(Element::Property { ty, name: name.to_owned() })
}

/// What a path begins with, and the properties that it goes along.
fn along(index: &Index, path: &Path, resolved: &Resolved) -> Result<Vec<Element>, Fault> {
    let mut elements = Vec::new();
    let mut owner: Option<&str> = None;
    for step in &resolved.steps {
        if let Some(SegmentKind::Name { name, .. }) = path.segments.get(step.segment).map(|segment| &segment.kind) {
            match (owner, step.segment) {
                (Some(owner), _) => elements.extend(property(&index.ancestry(owner)?, name)),
                (None, 0) => elements.push(Element::Member(name.clone())),
                (None, _) => {}
            }
        }
        owner = step.ty.as_ref().map(|ty| ty.name.as_str());
    }
    elements.dedup();
    Ok(elements)
}

/// The operations that an action may mean whose path begins with a resource: those that are called on what it leads to, and all
/// of the name where that is not known.
fn on_a_resource(
    index: &Index,
    item: &Item,
    declaration: &Declaration<'_>,
    sources: &Sources,
    resources: &[Resource<'_>],
) -> Result<Vec<Operation>, Fault> {
    let Ok(path) = Path::parse(&declaration.signature.path.value()) else { return Ok(Vec::new()) };
    let (Some(start), [segment]) = (&path.start, path.segments.as_slice()) else { return Ok(Vec::new()) };
    let SegmentKind::Name { name, .. } = &segment.kind else { return Ok(Vec::new()) };
    let mut operations = index.operations_called(name)?;
    let ty = declaration.field(start).and_then(|field| bound::name_of(field.ty));
    let named = ty.map(|ty| bound::named(sources, resources, item, ty)).unwrap_or_default();
    if let [resource] = named.as_slice()
        && !resource.leads_to.is_empty()
    {
        let is_led_to = |binding: &String| resource.leads_to.iter().any(|types| types.contains(binding));
        operations
            .retain(|operation| operation.binding.as_ref().is_some_and(|binding| is_led_to(&binding.to_string())));
    }
    Ok(operations)
}

/// Where the field for a parameter stands: a member of the body, or the field of an argument.
fn field_of(item: &Item, declaration: &Declaration<'_>, parameter: &str) -> Option<Place> {
    let arguments = match declaration.template.parts.as_slice() {
        [.., Part::Arguments(arguments)] => arguments.as_slice(),
        _ => &[],
    };
    let argument = arguments.iter().find(|argument| argument.name.as_deref() == Some(parameter));
    let of_argument = argument.and_then(|argument| match &argument.value {
        ArgumentValue::Quoted(field) | ArgumentValue::Literal(field) => Some(field.as_str()),
        ArgumentValue::Fixed(_) => None,
    });
    let is_meant = |goes: &Goes, name: &str| match goes {
        Goes::Member(wire) => wire == parameter,
        _ => of_argument == Some(name),
    };
    let field = declaration.fields.iter().find(|field| is_meant(&field.place, &names::unraw(field.name)))?;
    Some(item.between(field.name.span(), field.ty.span()))
}
