//! A call of an action or function: its method, its parameters, what it returns.

use graph_action_metadata::Index;
use graph_action_metadata::index::Fault;
use graph_action_metadata::model::{Operation, OperationKind, Parameter};
use graph_action_metadata::words::{nearest, recased, some};

use super::fit::{Expected, fit, rust};
use super::types::respelt;
use super::written::{Leaf, Written};
use super::{Findings, deprecation, response};
use crate::model::{Declaration, Field, Place};
use crate::names;
use crate::template::{Argument, ArgumentValue, Part};

/// Checks a call of an operation against those of its overloads that the path may mean.
pub(super) fn check(
    index: &Index,
    declaration: &Declaration<'_>,
    overloads: &[Operation],
    findings: &mut Findings,
) -> Result<(), Fault> {
    let Some(operation) = chosen(declaration, overloads) else { return Ok(()) };
    let signature = &declaration.signature;
    let (kind, method) = match operation.kind {
        OperationKind::Action => ("action", "POST"),
        OperationKind::Function => ("function", "GET"),
    };
    let who = format!("the {kind} `{}`", operation.short_name());
    if signature.method != method {
        let message = format!("{who} is called by {method}, not by {}", signature.method);
        findings.errors.at(signature.method.span(), message);
        return Ok(());
    }
    match operation.kind {
        OperationKind::Action => body(index, declaration, operation, &who, findings)?,
        OperationKind::Function => arguments(index, declaration, operation, &who, findings)?,
    }
    if let Some(written) = &signature.response {
        let returns = operation.returns.as_ref().map(|returns| &returns.ty);
        response::check(index, &who, written, returns, findings)?;
    }
    Ok(())
}

/// The overload that is called: of the kind that the method calls, where there is one; of functions, the one with just the
/// arguments of the path, else the first that has them.
fn chosen<'a>(declaration: &Declaration<'_>, overloads: &'a [Operation]) -> Option<&'a Operation> {
    // An action and a function may have one name, and be bound to one type.
    let kind = if declaration.signature.method == "POST" { OperationKind::Action } else { OperationKind::Function };
    let given: Vec<&str> = last_arguments(declaration).iter().filter_map(|it| it.name.as_deref()).collect();
    let has = |operation: &Operation, name: &str| operation.parameters.iter().any(|it| it.name == name);
    overloads
        .iter()
        .filter(|operation| operation.kind == OperationKind::Action || given.iter().all(|name| has(operation, name)))
        .min_by_key(|operation| (operation.kind != kind, operation.parameters.len().abs_diff(given.len())))
        .or(overloads.first())
}

/// Whether each argument that may be absent makes a call of some overload, together with those that are always there.
pub(super) fn each_is_a_call(declaration: &Declaration<'_>, overloads: &[Operation]) -> bool {
    let is_optional = |argument: &Argument| match &argument.value {
        ArgumentValue::Quoted(field) | ArgumentValue::Literal(field) => {
            declaration.field(field).is_some_and(|field| Written::of(field.ty).is_optional)
        }
        ArgumentValue::Fixed(_) => false,
    };
    let (optional, always): (Vec<&Argument>, Vec<&Argument>) =
        last_arguments(declaration).iter().partition(|argument| is_optional(argument));
    let is_call = |given: &[&str]| {
        overloads.iter().any(|overload| {
            given.iter().all(|name| overload.parameters.iter().any(|parameter| parameter.name == *name))
                && overload.parameters.iter().all(|it| it.is_optional || given.contains(&it.name.as_str()))
        })
    };
    let names = |arguments: &[&'_ Argument]| -> Option<Vec<String>> {
        arguments.iter().map(|argument| argument.name.clone()).collect()
    };
    let (Some(optional), Some(always)) = (names(&optional), names(&always)) else { return false };
    !optional.is_empty()
        && optional.iter().all(|one| {
            let given: Vec<&str> = always.iter().chain([one]).map(String::as_str).collect();
            is_call(&given)
        })
}

/// The arguments in the last segment.
fn last_arguments<'a>(declaration: &'a Declaration<'_>) -> &'a [Argument] {
    match declaration.template.parts.as_slice() {
        [.., Part::Arguments(arguments)] => arguments,
        _ => &[],
    }
}

/// The members of the body against the parameters of an action.
fn body(
    index: &Index,
    declaration: &Declaration<'_>,
    operation: &Operation,
    who: &str,
    findings: &mut Findings,
) -> Result<(), Fault> {
    // What a whole body is made of, its type says.
    if declaration.fields.iter().any(|field| matches!(field.place, Place::Body(_))) {
        return Ok(());
    }
    let known = || operation.parameters.iter().map(|parameter| parameter.name.as_str());
    let mut given: Vec<&str> = Vec::new();
    for field in &declaration.fields {
        let Place::Member(wire) = &field.place else { continue };
        if wire.contains('@') {
            continue;
        }
        let word = names::unraw(field.name);
        let right = known().find(|known| known == wire).or_else(|| recased(wire, known()));
        let near = right.or_else(|| nearest(wire, known()));
        let message = match (right, near) {
            (Some(right), _) if right == wire => None,
            (Some(right), _) => Some(respelt(&word, wire, right, operation.short_name())),
            (None, Some(near)) => Some(format!("{who} has no parameter `{wire}`; did you mean `{near}`?")),
            (None, None) => Some(format!("{who} has no parameter `{wire}`{}", has(operation))),
        };
        if let Some(message) = message {
            findings.errors.at(field.name.span(), message);
        }
        // What was probably meant is not missing besides.
        given.extend(near);
        // A name with other capitals is surely meant, so that its type is judged too.
        let meant = right.and_then(|right| operation.parameters.iter().find(|parameter| parameter.name == right));
        if let Some(meant) = meant {
            parameter(index, field, meant, who, findings)?;
        }
    }
    for parameter in operation.parameters.iter().filter(|parameter| is_required(parameter)) {
        if !given.contains(&parameter.name.as_str()) {
            let rust = rust(&Expected::of(index, &parameter.ty.name)?, &parameter.ty.name);
            let message = format!(
                "{who} needs the parameter `{}`; add a field for it, `pub {}: {rust}`",
                parameter.name,
                names::snake(&parameter.name),
            );
            findings.errors.at(declaration.signature.item.ident.span(), message);
        }
    }
    Ok(())
}

/// What an operation has for parameters, for a message.
fn has(operation: &Operation) -> String {
    let names: Vec<&str> = operation.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    match names.as_slice() {
        [] => ": it takes none".to_owned(),
        _ => format!("; it has {}", some(&names, 12)),
    }
}

/// Whether a call without the parameter is refused. Of a collection, `Nullable` speaks of its items.
fn is_required(parameter: &Parameter) -> bool {
    !parameter.is_nullable && !parameter.is_optional && !parameter.ty.is_collection
}

/// A member of the body against its parameter.
fn parameter(
    index: &Index,
    field: &Field<'_>,
    parameter: &Parameter,
    who: &str,
    findings: &mut Findings,
) -> Result<(), Fault> {
    let written = Written::of(field.ty);
    let what = format!("the parameter `{}` of {who}", parameter.name);
    if written.is_optional && is_required(parameter) {
        findings.errors.on(field.ty, format!("{what} is always needed; write the type without `Option`"));
    }
    findings.fit(field.ty, fit(index, &what, &written, &parameter.ty)?);
    deprecated(parameter, &what, field, findings);
    Ok(())
}

/// A warning where the parameter will go away.
fn deprecated(parameter: &Parameter, what: &str, field: &Field<'_>, findings: &mut Findings) {
    if let Some(deprecated) = &parameter.deprecated {
        findings.warn(field.name.span(), deprecation(what, deprecated));
    }
}

/// The arguments in the path against the parameters of a function.
fn arguments(
    index: &Index,
    declaration: &Declaration<'_>,
    operation: &Operation,
    who: &str,
    findings: &mut Findings,
) -> Result<(), Fault> {
    // Those that the path does not mean count too: what is left out is another call.
    let overloads = index.overloads(operation.binding.as_ref(), &operation.name)?;
    for argument in last_arguments(declaration) {
        let Some(name) = &argument.name else { continue };
        let all = operation.parameters.iter().chain(overloads.iter().flat_map(|overload| &overload.parameters));
        let Some(parameter) = all.into_iter().find(|parameter| parameter.name == *name) else { continue };
        let (field, is_quoted) = match &argument.value {
            ArgumentValue::Quoted(field) => (field, true),
            ArgumentValue::Literal(field) => (field, false),
            ArgumentValue::Fixed(_) => continue,
        };
        let Some(field) = declaration.field(field) else { continue };
        let what = format!("the parameter `{name}` of {who}");
        let written = Written::of(field.ty);
        let may_be_left_out =
            parameter.is_optional || overloads.iter().any(|other| other.parameters.iter().all(|it| it.name != *name));
        if written.is_optional && !may_be_left_out {
            let message = format!("{what} is always needed, and `None` leaves it out; write the type without `Option`");
            findings.errors.on(field.ty, message);
        }
        let expected = Expected::of(index, &parameter.ty.name)?;
        if let Some(message) = quotes(&what, &written, &expected, is_quoted, parameter) {
            if is_quoted {
                findings.errors.on(&declaration.signature.path, message);
            } else {
                findings.errors.on(field.ty, message);
            }
        } else if !is_quoted {
            findings.fit(field.ty, fit(index, &what, &written, &parameter.ty)?);
        }
        deprecated(parameter, &what, field, findings);
    }
    Ok(())
}

/// That a value stands in quotes where OData wants none, or the other way round; a text is written in quotes, and nothing
/// else is.
fn quotes(
    what: &str,
    written: &Written,
    expected: &Expected,
    is_quoted: bool,
    parameter: &Parameter,
) -> Option<String> {
    let Expected::Primitive(primitive) = expected else { return None };
    if parameter.ty.is_collection || primitive == "String" {
        return None;
    }
    let (name, ty) = (&parameter.name, &parameter.ty.name);
    if is_quoted {
        return Some(format!("{what} is an `{ty}`, which stands in a URL without quotes; write `{name}=<…>`"));
    }
    if written.leaf != Leaf::Text || written.is_collection {
        return None;
    }
    match primitive.as_str() {
        "DateTimeOffset" | "Date" | "TimeOfDay" | "Duration" | "Guid" | "Binary" => Some(format!(
            "{what} is an `{ty}`, which stands in a URL without quotes, and a `String` is written with them; write \
             `Edm<String>`, or a type of the crate that you use for these"
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use graph_action_metadata::Schema;
    use graph_action_metadata::model::{Member, MemberKind, Object, Returns, Shape, Type, TypeRef};
    use syn::parse_quote;

    use super::*;

    /// A service in which `/me` has the function `image`, with each of these lists of numbers for parameters.
    fn service(overloads: &[&[&str]]) -> Index {
        let parameter = |name: &&str| Parameter {
            name: (*name).to_owned(),
            ty: TypeRef::one("Edm.Int32"),
            is_nullable: false,
            is_optional: false,
            deprecated: None,
        };
        let operation = |names: &&[&str]| Operation {
            name: "a.image".to_owned(),
            kind: OperationKind::Function,
            binding: Some(TypeRef::one("a.user")),
            parameters: names.iter().map(parameter).collect(),
            returns: Some(Returns { ty: TypeRef::one("Edm.String"), is_nullable: true }),
            is_composable: false,
            deprecated: None,
        };
        let user = Shape::Object(Object { is_entity: true, ..Object::default() });
        let mut schema = Schema {
            types: vec![Type { name: "a.user".to_owned(), shape: user, deprecated: None }],
            operations: overloads.iter().map(operation).collect(),
            members: vec![Member {
                name: "me".to_owned(),
                kind: MemberKind::Singleton,
                target: "a.user".to_owned(),
                deprecated: None,
            }],
            ..Schema::default()
        };
        schema.sort();
        Index::of(&schema)
    }

    #[test]
    fn an_argument_may_be_left_out_where_an_overload_does_without() {
        let item = parse_quote! {
            #[graph_action(GET "/me/image(width=<width>,height=<height>)" -> Value<String>)]
            struct Image { width: i32, height: Option<i32> }
        };
        let messages = |overloads: &[&[&str]]| -> Vec<String> {
            let syn::DeriveInput { attrs, .. } = &item;
            let arguments = crate::read::written(attrs).next().unwrap().arguments;
            let declaration = crate::read::action(&item, arguments).unwrap();
            let checked = super::super::action::check(&service(overloads), &declaration).unwrap();
            checked.findings.errors.into_iter().map(|error| error.to_string()).collect()
        };
        assert_eq!(messages(&[&["width"], &["width", "height"]]), [""; 0]);
        let needed = messages(&[&["width", "height"]]);
        let [needed] = needed.as_slice() else { panic!("{needed:?}") };
        assert!(needed.starts_with("the parameter `height` of the function `image` is always needed"), "{needed}");
    }
}
