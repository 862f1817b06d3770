//! The arguments in a path against the parameters of a function: which call they make, and whether each can be what is expected.

use graph_action_metadata::Index;
use graph_action_metadata::index::Fault;
use graph_action_metadata::model::{Operation, Parameter};

use super::Findings;
use super::fit::{Expected, fit};
use super::operation::deprecated;
use super::written::{Leaf, Written};
use crate::model::Declaration;
use crate::template::{Argument, ArgumentValue, Part};

/// The arguments in the last segment.
pub(super) fn last<'a>(declaration: &'a Declaration<'_>) -> &'a [Argument] {
    match declaration.template.parts.as_slice() {
        [.., Part::Arguments(arguments)] => arguments,
        _ => &[],
    }
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
        last(declaration).iter().partition(|argument| is_optional(argument));
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

/// The arguments in the path against the parameters of a function.
pub(super) fn check(
    index: &Index,
    declaration: &Declaration<'_>,
    operation: &Operation,
    who: &str,
    findings: &mut Findings,
) -> Result<(), Fault> {
    // Those that the path does not mean count too: what is left out is another call.
    let overloads = index.overloads(operation.binding.as_ref(), &operation.name)?;
    for argument in last(declaration) {
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
    use graph_action_metadata::model::{Member, MemberKind, Object, OperationKind, Returns, Shape, Type, TypeRef};
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
