//! Actions: one struct for an operation on one type, with the keys of its path first, then its parameters.
//!
//! A parameter of an action is required where the metadata neither lets it be null nor be left out; what it says otherwise is
//! not always so, but `Option` is what can be sent either way. A parameter of a function stands in the path, and is required
//! unless the metadata or a shorter overload says that it may be left out.

use graph_action_metadata::model::{MemberKind, Operation, OperationKind, Parameter, TypeRef, short};

use super::catalog::{Catalog, Kind, said_by};
use super::edm::{Place, Rust};
use super::names::{self, Taken};
use super::overloads::Group;
use super::paths::{self, Resource};
use super::writer::{Field, Writer};

/// The operations of cloud communications return, or derive from, this: they end later, as a notification tells.
///
/// Source: <https://learn.microsoft.com/graph/api/resources/commsoperation>
const LONG_RUNNING: &str = "commsOperation";

/// Writes an action.
pub(super) fn write(writer: &mut Writer, catalog: &Catalog<'_>, group: &Group<'_>, resource: &Resource) {
    let operation = group.whole;
    // The parameters have the names that the service knows; a key is called as we like.
    let mut taken = Taken::default();
    let parameters: Vec<(&Parameter, String)> = operation
        .parameters
        .iter()
        .map(|parameter| (parameter, taken.first_free([names::field(&parameter.name)])))
        .collect();
    let (start, keys) = start(catalog, operation, resource, &mut taken);
    let template = format!("{start}{}", called(catalog, operation, &parameters));
    let mut has_default = keys.iter().all(|(_, has_default)| *has_default);
    let mut fields: Vec<Field> = keys.into_iter().map(|(field, _)| field).collect();
    for (parameter, name) in parameters {
        let (field, rust) = self::parameter(catalog, group, parameter, name);
        has_default &= rust.has_default;
        fields.push(field);
    }
    let element = operation.id();
    let mut docs = catalog.docs(&element, &called_on(operation), operation.deprecated.as_ref());
    let along = if template.starts_with('/') { catalog.deprecated_along(&template, &element) } else { Vec::new() };
    let is_deprecated = operation.deprecated.is_some()
        || operation.parameters.iter().any(|parameter| parameter.deprecated.is_some())
        || !along.is_empty();
    docs.extend(along);
    let derives = if has_default { "Debug, Clone, Default, PartialEq" } else { "Debug, Clone, PartialEq" };
    let response = response(catalog, operation);
    let declaration = declaration(catalog, operation, &template, response.as_deref());
    writer.begin_action(&docs, &declaration, response.as_deref().unwrap_or_default());
    writer.derives(derives);
    if is_deprecated {
        writer.allows_deprecated();
    }
    writer.structure(&catalog.naming.action(operation), &fields);
}

/// What stands in the struct's attribute.
fn declaration(catalog: &Catalog<'_>, operation: &Operation, template: &str, response: Option<&str>) -> String {
    let method = match operation.kind {
        OperationKind::Action => "POST",
        OperationKind::Function => "GET",
    };
    let mut text = format!("{method} {template:?}");
    if let Some(response) = response {
        text.extend([" -> ", response]);
    }
    // Without a version it is the client's, and that is v1.0 where nothing else was said.
    if catalog.options.api != "v1.0" {
        text.extend([", version = \"", &catalog.options.api, "\""]);
    }
    text
}

/// The start of the template, and a field for each key in it with whether that has a default.
fn start(
    catalog: &Catalog<'_>,
    operation: &Operation,
    resource: &Resource,
    taken: &mut Taken,
) -> (String, Vec<(Field, bool)>) {
    let Some(binding) = &operation.binding else { return (String::new(), Vec::new()) };
    let own = names::field(short(&binding.name));
    let own = names::unraw(&own);
    if let [route] = resource.routes.as_slice() {
        let mut template = route.template.clone();
        let mut keys = Vec::new();
        for placeholder in &route.placeholders {
            let word = &placeholder.name;
            let name = taken.first_free([names::raw(word.clone()), format!("{own}_{word}")]);
            template = template.replace(&format!("<{word}>"), &format!("<{}>", names::unraw(&name)));
            let (field, rust) = paths::field(catalog, placeholder, name);
            keys.push((field, rust.has_default));
        }
        return (template, keys);
    }
    let name = taken.first_free([names::raw(own.to_owned()), format!("{own}_path")]);
    let template = format!("<{}>", names::unraw(&name));
    let ty = if resource.routes.is_empty() { "ResourcePath" } else { catalog.naming.path(binding) };
    let docs = vec![format!("Where the {} is.", what(binding))];
    (template, vec![(Field { docs, mark: None, name, ty: ty.to_owned() }, false)])
}

/// The end of the template: the operation, and what it is given in parentheses.
fn called(catalog: &Catalog<'_>, operation: &Operation, parameters: &[(&Parameter, String)]) -> String {
    let name = match &operation.binding {
        Some(_) => catalog.in_path(&operation.name),
        None => import(catalog, operation),
    };
    if operation.kind == OperationKind::Action {
        return format!("/{name}");
    }
    let arguments: Vec<String> =
        parameters.iter().map(|(parameter, field)| format!("{}=<{}>", parameter.name, names::unraw(field))).collect();
    format!("/{name}({})", arguments.join(","))
}

/// The name under which an operation that is bound to nothing can be called.
fn import<'a>(catalog: &'a Catalog<'_>, operation: &'a Operation) -> &'a str {
    let is_import = |kind| matches!(kind, MemberKind::ActionImport | MemberKind::FunctionImport);
    let mut members = catalog.schema.members.iter();
    let import = members.find(|member| is_import(member.kind) && member.target == operation.name);
    import.map_or_else(|| operation.short_name(), |import| import.name.as_str())
}

/// The field of a parameter, and its type.
fn parameter(catalog: &Catalog<'_>, group: &Group<'_>, parameter: &Parameter, name: String) -> (Field, Rust) {
    let is_action = group.whole.kind == OperationKind::Action;
    let rust = catalog.rust(&parameter.ty, if is_action { Place::Json } else { Place::Argument });
    let is_optional = group.is_optional(parameter) || (is_action && parameter.is_nullable);
    let rust = if is_optional { rust.optional() } else { rust };
    let element = format!("{}/{}", group.whole.id(), parameter.name);
    let mut docs = catalog.docs(&element, &said_by(&parameter.name), parameter.deprecated.as_ref());
    if let Some(before) = group.stands_behind(parameter) {
        docs.push(format!("Only together with `{}`.", names::field(before)));
    }
    let mark = names::unlike_field(&parameter.name, &name).filter(|_| is_action);
    let mark = mark.map(|wire| format!("name = {wire:?}"));
    (Field { docs, mark, name, ty: rust.text.clone() }, rust)
}

/// What the operation returns, as it stands behind `->`; nothing where it returns nothing.
fn response(catalog: &Catalog<'_>, operation: &Operation) -> Option<String> {
    let returns = operation.returns.as_ref()?;
    let ty = &returns.ty;
    if catalog.is_content(ty) {
        return Some("Content".to_owned());
    }
    let one = catalog.rust(&TypeRef::one(&ty.name), Place::Json).text;
    Some(match catalog.kind(&ty.name) {
        Kind::Primitive(_) | Kind::Enum(_) if ty.is_collection => format!("Value<Vec<{one}>>"),
        Kind::Primitive(_) | Kind::Enum(_) => format!("Value<{one}>"),
        Kind::Json | Kind::Object | Kind::Union if ty.is_collection => format!("Page<{one}>"),
        Kind::Object | Kind::Union if catalog.is_a(&ty.name, LONG_RUNNING) => format!("Operation<{one}>"),
        Kind::Object | Kind::Union if returns.is_nullable => format!("Option<{one}>"),
        Kind::Json | Kind::Object | Kind::Union => one,
    })
}

/// What an operation is called on, for where the document says nothing.
fn called_on(operation: &Operation) -> String {
    let name = operation.short_name();
    match &operation.binding {
        Some(binding) => format!("calls `{name}` on the {}", what(binding)),
        None => format!("calls `{name}`"),
    }
}

/// What an operation is bound to, in words.
fn what(binding: &TypeRef) -> String {
    let collection = if binding.is_collection { "collection of " } else { "" };
    format!("{collection}`{}`", short(&binding.name))
}
