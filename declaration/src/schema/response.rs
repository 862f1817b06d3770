//! The response of a declaration against what the service returns.
//!
//! What is ignored is never wrong, and a type of the user's own is believed: it may be an enum by status. Wrong is a
//! wrapper that cannot be there, and a bare value where OData wraps it.

use graph_action_metadata::Index;
use graph_action_metadata::index::Fault;
use graph_action_metadata::model::TypeRef;
use syn::Type;

use super::Findings;
use super::fit::{Expected, Fit, fit, rust};
use super::written::{Leaf, Written};

/// Checks `response` against `returns`; `who` returns it in a message: `` the action `mute` ``.
pub(super) fn check(
    index: &Index,
    who: &str,
    response: &Type,
    returns: Option<&TypeRef>,
    findings: &mut Findings,
) -> Result<(), Fault> {
    let mut written = Written::of(response);
    // What is around any other binding says nothing of the body.
    while let Leaf::Wrapper("Reply", inside) = &written.leaf {
        let Some(inner) = inside.first().cloned() else { break };
        written = inner;
    }
    if written.leaf == Leaf::Wrapper("Content", Vec::new()) && returns.is_some() {
        return Ok(());
    }
    let is_operation = match &written.leaf {
        Leaf::Wrapper("Operation", inside) => {
            let Some(inner) = inside.first().cloned() else { return Ok(()) };
            written = inner;
            true
        }
        _ => false,
    };
    if written.leaf == Leaf::Nothing {
        return Ok(());
    }
    let Some(ty) = returns else {
        // An operation is told of by its `Location`, and what may be empty may always be.
        let believed = is_operation || written.is_optional || matches!(written.leaf, Leaf::Named(_));
        if !believed {
            findings.errors.on(response, format!("{who} returns nothing; leave `->` and the type out"));
        }
        return Ok(());
    };
    findings.fit(response, against(index, who, &written, ty)?);
    Ok(())
}

/// What is bound to the body, against a type.
fn against(index: &Index, who: &str, written: &Written, ty: &TypeRef) -> Result<Fit, Fault> {
    let expected = Expected::of(index, &ty.name)?;
    if matches!(written.leaf, Leaf::Named(_) | Leaf::Json) && !written.is_collection || expected == Expected::Anything {
        return Ok(Fit::Yes);
    }
    let write = rust(&expected, &ty.name);
    let no = |what: &str, write: &str| Fit::No(format!("{who} returns {what}; write `{write}`"));
    if expected == Expected::Primitive("Stream".to_owned()) {
        return Ok(no("a stream of bytes", "Content"));
    }
    Ok(match (&written.leaf, ty.is_collection) {
        (Leaf::Wrapper("Page", inside), true) => inner(index, who, inside.first(), &TypeRef::one(&*ty.name))?,
        (Leaf::Wrapper("Value", inside), _) => match inside.first() {
            Some(value)
                if ty.is_collection && !value.is_collection && !matches!(value.leaf, Leaf::Named(_) | Leaf::Json) =>
            {
                no(&format!("a collection of `{}`", ty.name), &format!("Page<{write}>"))
            }
            value => inner(index, who, value, ty)?,
        },
        (Leaf::Wrapper("Page", _), false) => {
            let is_wrapped = !matches!(expected, Expected::Object);
            let write = if is_wrapped { format!("Value<{write}>") } else { write };
            no(&format!("one `{}`, no collection", ty.name), &write)
        }
        (_, true) => no(&format!("a collection of `{}`, which OData wraps", ty.name), &format!("Page<{write}>")),
        (Leaf::Map, false) if expected == Expected::Object => Fit::Yes,
        (_, false) => match expected {
            Expected::Object => no(&format!("the object `{}`", ty.name), &write),
            _ => no(&format!("`{}`, which OData wraps in {{\"value\": …}}", ty.name), &format!("Value<{write}>")),
        },
    })
}

/// What is in a wrapper, against a type.
fn inner(index: &Index, who: &str, written: Option<&Written>, ty: &TypeRef) -> Result<Fit, Fault> {
    let Some(written) = written else { return Ok(Fit::Yes) };
    fit(index, &format!("what {who} returns"), written, ty)
}
