//! A call of an operation: which overload is meant, and what it leads to.

use super::Walk;
use crate::model::{Operation, OperationKind, TypeRef, namespace};
use crate::path::Argument;
use crate::resolve::{Note, Problem, StepKind, Target, arguments};

impl Walk<'_> {
    /// The operation of that name on a type, where there is one.
    pub(super) fn called(
        &mut self,
        ty: &TypeRef,
        name: &str,
        arguments: Option<&[Argument]>,
    ) -> Result<Option<Target>, Problem> {
        let given = arguments.unwrap_or_default();
        let mut others = Vec::new();
        let mut fitting = Vec::new();
        for operations in self.view.operations(ty, name) {
            let operations = operations?;
            fitting = arguments::fitting(&operations, given);
            if !fitting.is_empty() {
                break;
            }
            others.extend(operations);
        }
        if fitting.is_empty() {
            // A key in parentheses behind a cast is no argument, and a literal key no operation: only a name tells.
            return if others.is_empty() { Ok(None) } else { Err(arguments::misfit(self.place(), &others, given)) };
        }
        if !name.contains('.') {
            self.unqualified(&mut fitting)?;
        }
        Ok(Some(self.operation(fitting, given)))
    }

    /// An operation was called by its short name: leaves those of one namespace, the default one if it is among them.
    fn unqualified(&mut self, overloads: &mut Vec<Operation>) -> Result<(), Problem> {
        let own = self.view.index.namespace();
        if overloads.iter().any(|operation| namespace(&operation.name) == own) {
            overloads.retain(|operation| namespace(&operation.name) == own);
            return Ok(());
        }
        let mut names: Vec<String> = overloads.iter().map(|operation| operation.name.clone()).collect();
        names.dedup();
        match names.as_slice() {
            [name] => {
                let note = Note::Unqualified { place: self.place(), name: name.clone() };
                self.notes.push(note);
                Ok(())
            }
            _ => Err(Problem::Ambiguous { place: self.place(), names }),
        }
    }

    /// An operation was called.
    pub(super) fn operation(&mut self, overloads: Vec<Operation>, given: &[Argument]) -> Target {
        // One that is deprecated in some of its overloads only is told where the arguments tell them apart.
        if overloads.iter().all(|operation| operation.deprecated.is_some())
            && let Some(first) = overloads.first()
        {
            self.deprecation(&first.id(), first.deprecated.clone());
        }
        let returned = overloads.first().and_then(|operation| operation.returns.as_ref()).map(|it| it.ty.clone());
        self.step(StepKind::Operation, returned.as_ref());
        let arguments = given.iter().filter_map(|argument| argument.name.clone()).collect();
        Target::Operation { overloads, arguments }
    }

    /// What an operation leads to in mid-path.
    ///
    /// OData lets a path go on behind a composable function only; Graph's own paths do so behind others too.
    pub(super) fn returned(&self, overloads: &[Operation]) -> Result<TypeRef, Problem> {
        let function = overloads.iter().find(|operation| operation.kind == OperationKind::Function);
        let Some(function) = function else { return Err(self.behind_end("an action")) };
        match &function.returns {
            Some(returns) => Ok(returns.ty.clone()),
            None => Err(self.behind_end("a function that returns nothing")),
        }
    }
}
