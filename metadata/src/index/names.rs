//! Operations by their names alone, for who does not know what they are called on.
//!
//! A template that begins with a resource, `<event>/accept`, says the name and no type. Each name has a line of its own, so
//! that this is a look-up as any other.

use super::line::{expanded, expanded_type};
use super::{Fault, Index};
use crate::model::{Operation, short};

impl Index {
    /// The operations of a name, short or qualified, whatever they are bound to; overloads stand together.
    pub fn operations_called(&self, name: &str) -> Result<Vec<Operation>, Fault> {
        let entries = self.record(&format!("n {}", short(name)), |line, _| {
            Ok(line.from(1).map(str::to_owned).collect::<Vec<String>>())
        })?;
        let mut operations = Vec::new();
        for entry in entries.unwrap_or_default() {
            let (binding, qualified) = entry.split_once(' ').unwrap_or_default();
            let qualified = expanded(qualified, &self.namespace);
            if name.contains('.') && qualified != name {
                continue;
            }
            let binding = (binding != "-").then(|| expanded_type(binding, &self.namespace));
            operations.extend(self.overloads(binding.as_ref(), &qualified)?);
        }
        Ok(operations)
    }

    /// The short names of all operations, each once, sorted.
    #[must_use]
    pub fn operation_names(&self) -> Vec<&str> {
        self.lines("n ").filter_map(|line| line.strip_prefix("n ")?.split('\t').next()).collect()
    }

    /// Whether any type may have a property of this name. It may say yes where there is none, and never no where there is.
    #[must_use]
    pub fn has_property(&self, name: &str) -> bool {
        let property = format!("\t{name}:");
        self.lines("t ").any(|line| line.contains(&property))
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{OperationKind, Schema, TypeRef};

    use super::*;

    #[test]
    fn operations_are_found_by_name_whatever_they_are_bound_to() {
        let operation = |name: &str, binding: Option<TypeRef>| Operation {
            name: name.to_owned(),
            kind: OperationKind::Action,
            binding,
            parameters: Vec::new(),
            returns: None,
            is_composable: false,
            deprecated: None,
        };
        let mut schema = Schema {
            operations: vec![
                operation("a.b.accept", Some(TypeRef::one("a.b.event"))),
                operation("a.b.accept", Some(TypeRef::collection("a.b.event"))),
                operation("a.b.c.accept", Some(TypeRef::one("a.b.event"))),
                operation("a.b.acceptAll", None),
            ],
            ..Schema::default()
        };
        schema.sort();
        let index = Index::of(&schema);
        assert_eq!(index.operations_called("accept").unwrap().len(), 3);
        assert_eq!(index.operations_called("a.b.c.accept").unwrap().len(), 1);
        assert_eq!(index.operations_called("acceptAll").unwrap().len(), 1);
        assert_eq!(index.operations_called("accep").unwrap().len(), 0);
        assert_eq!(index.operation_names(), ["accept", "acceptAll"]);
        assert_eq!(Index::parse(index.to_text()).unwrap().schema().unwrap(), schema);
    }
}
