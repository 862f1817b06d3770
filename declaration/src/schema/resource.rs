//! A resource that is read, made, changed or deleted by the plain methods of HTTP.

use graph_action_metadata::Index;
use graph_action_metadata::index::Fault;
use graph_action_metadata::model::TypeRef;

use super::written::{Leaf, Written};
use super::{Findings, response};
use crate::model::Declaration;

/// Checks the method and the response against a value or a collection.
pub(super) fn check(
    index: &Index,
    declaration: &Declaration<'_>,
    ty: &TypeRef,
    findings: &mut Findings,
) -> Result<(), Fault> {
    let signature = &declaration.signature;
    let method = signature.method.to_string();
    let path = signature.path.value();
    let path = path.split('?').next().unwrap_or_default();
    let wrong = match (method.as_str(), ty.is_collection) {
        ("POST", false) => Some(format!(
            "`{path}` is one `{}`, and POST makes a new item of a collection; PATCH changes this one, and an action has a \
             name behind it",
            ty.name
        )),
        ("PATCH" | "PUT", true) => {
            Some(format!("`{path}` is a collection, and {method} changes one item; name it: `{path}/<id>`"))
        }
        _ => None,
    };
    if let Some(message) = wrong {
        findings.errors.at(signature.method.span(), message);
        return Ok(());
    }
    let Some(written) = &signature.response else { return Ok(()) };
    let returned = match method.as_str() {
        "GET" => ty.clone(),
        "POST" | "PATCH" | "PUT" => TypeRef::one(&*ty.name),
        _ => return Ok(()),
    };
    response::check(index, &format!("{method} of this path"), written, Some(&returned), findings)
}

/// Checks the response of a stream that is read.
pub(super) fn stream(declaration: &Declaration<'_>, findings: &mut Findings) {
    let signature = &declaration.signature;
    let Some(written) = signature.response.as_ref().filter(|_| signature.method == "GET") else { return };
    if let Leaf::Wrapper(wrapper @ ("Page" | "Value"), _) = Written::of(written).leaf {
        let message = format!("this path is a stream of bytes, no `{wrapper}`; write `Content`");
        findings.errors.on(written, message);
    }
}
