//! Which overload of an operation a segment means: the names of its arguments tell.

use super::Problem;
use super::problem::Place;
use crate::model::{Operation, OperationKind};
use crate::path::Argument;

/// The overloads that the arguments fit; those that they fit exactly, where there are any.
///
/// An action's parameters are in its body, so that nothing stands in its parentheses.
pub(super) fn fitting(operations: &[Operation], arguments: &[Argument]) -> Vec<Operation> {
    let fits = |operation: &Operation, may_leave_out: bool| {
        if operation.kind == OperationKind::Action {
            return arguments.is_empty();
        }
        let is_given = |name: &str| arguments.iter().any(|argument| argument.name.as_deref() == Some(name));
        arguments.iter().all(|argument| {
            argument.name.as_ref().is_some_and(|name| operation.parameters.iter().any(|it| it.name == *name))
        }) && operation
            .parameters
            .iter()
            .all(|parameter| is_given(&parameter.name) || (may_leave_out && parameter.is_optional))
    };
    let fitting = |may_leave_out| -> Vec<Operation> {
        operations.iter().filter(|operation| fits(operation, may_leave_out)).cloned().collect()
    };
    let exact = fitting(false);
    if exact.is_empty() { fitting(true) } else { exact }
}

/// That no overload takes the arguments.
pub(super) fn misfit(place: Place, operations: &[Operation], arguments: &[Argument]) -> Problem {
    let given = arguments.iter().map(|argument| argument.name.clone().unwrap_or_default()).collect();
    Problem::Arguments { place, given, overloads: operations.to_vec() }
}
