//! The calls that exist and the operations that they have had.

use std::{collections::HashMap, sync::Mutex};

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{error::Fault, state::lock};

/// The calls, by id.
#[derive(Default)]
pub(crate) struct Calls {
    /// A call that has ended is not kept.
    calls: Mutex<HashMap<Uuid, Call>>,
}

/// One established call.
struct Call {
    /// Where its notifications go.
    callback_uri: Option<String>,
    /// What was begun on it, by id.
    operations: HashMap<Uuid, Operation>,
}

/// One operation on a call, as far as the service shows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Operation {
    /// Its id.
    pub(crate) id: Uuid,
    /// The call it is on.
    pub(crate) call: Uuid,
    /// What the caller sent to know it again by.
    pub(crate) client_context: Option<String>,
    /// Whether it is over.
    pub(crate) completed: bool,
}

impl Operation {
    /// The entity, without the annotations that depend on where it is read.
    pub(crate) fn entity(&self) -> Map<String, Value> {
        let mut entity = Map::new();
        entity.insert("@odata.type".to_owned(), json!("#microsoft.graph.cancelMediaProcessingOperation"));
        entity.insert("id".to_owned(), json!(self.id.to_string()));
        entity.insert("status".to_owned(), json!(if self.completed { "completed" } else { "running" }));
        if let Some(context) = &self.client_context {
            entity.insert("clientContext".to_owned(), json!(context));
        }
        if self.completed {
            entity.insert("resultInfo".to_owned(), json!({ "code": 200, "subcode": 0, "message": "" }));
        }
        entity
    }
}

impl Calls {
    /// A new call.
    pub(crate) fn create(&self, callback_uri: Option<&str>) -> Uuid {
        let id = Uuid::new_v4();
        let call = Call { callback_uri: callback_uri.map(str::to_owned), operations: HashMap::new() };
        lock(&self.calls).insert(id, call);
        id
    }

    /// Forgets a call.
    pub(crate) fn end(&self, id: &str) {
        if let Some(id) = key(id) {
            lock(&self.calls).remove(&id);
        }
    }

    /// The call with this id as an entity.
    pub(crate) fn read(&self, id: &str) -> Result<Map<String, Value>, Fault> {
        self.with(id, |id, call| {
            let mut entity = Map::new();
            entity.insert("id".to_owned(), json!(id.to_string()));
            entity.insert("state".to_owned(), json!("established"));
            entity.insert("callbackUri".to_owned(), json!(call.callback_uri));
            entity
        })
    }

    /// Begins an operation on the call with this id.
    pub(crate) fn begin(&self, id: &str, client_context: Option<String>) -> Result<Operation, Fault> {
        self.with(id, |call_id, call| {
            let operation = Operation { id: Uuid::new_v4(), call: call_id, client_context, completed: false };
            call.operations.insert(operation.id, operation.clone());
            operation
        })
    }

    /// The operation with this id on the call with this id.
    pub(crate) fn operation(&self, id: &str, operation: &str) -> Result<Operation, Fault> {
        let found = self.with(id, |_, call| key(operation).and_then(|key| call.operations.get(&key).cloned()))?;
        found.ok_or_else(Fault::operation_not_found)
    }

    /// Completes an operation: what it has become, and where to say so. `None` where the call has ended meanwhile.
    pub(crate) fn complete(&self, operation: &Operation) -> Option<(Operation, Option<String>)> {
        let mut calls = lock(&self.calls);
        let call = calls.get_mut(&operation.call)?;
        let kept = call.operations.get_mut(&operation.id)?;
        kept.completed = true;
        Some((kept.clone(), call.callback_uri.clone()))
    }

    /// Does something with the call of this id.
    fn with<T>(&self, id: &str, act: impl FnOnce(Uuid, &mut Call) -> T) -> Result<T, Fault> {
        let id = key(id).ok_or_else(Fault::call_not_found)?;
        lock(&self.calls).get_mut(&id).map(|call| act(id, call)).ok_or_else(Fault::call_not_found)
    }
}

/// An id as it is compared: case and hyphens make no difference, and what is no GUID is nobody's id.
fn key(id: &str) -> Option<Uuid> {
    // Braces and the `urn:uuid:` prefix, which the parser takes as well, are other lengths.
    matches!(id.len(), 32 | 36).then(|| Uuid::parse_str(id).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_same_in_either_case_with_or_without_hyphens() {
        let calls = Calls::default();
        let id = calls.create(None);
        let written = id.to_string();
        for same in [written.clone(), written.to_uppercase(), id.simple().to_string()] {
            assert_eq!(calls.read(&same).unwrap()["id"], json!(written), "{same}");
        }
        for other in [format!("{{{written}}}"), format!("urn:uuid:{written}"), format!("{written}0"), String::new()] {
            assert_eq!(calls.read(&other).unwrap_err().code, "8522", "{other}");
        }
    }

    #[test]
    fn an_operation_belongs_to_its_call_alone() {
        let calls = Calls::default();
        let (one, other) = (calls.create(None).to_string(), calls.create(None).to_string());
        let operation = calls.begin(&one, None).unwrap();
        let id = operation.id.simple().to_string().to_uppercase();
        assert_eq!(calls.operation(&one, &id).unwrap(), operation);
        assert_eq!(calls.operation(&other, &id).unwrap_err().code, "NotFound");
        assert_eq!(calls.operation(&one, "x").unwrap_err().code, "NotFound");
    }

    #[test]
    fn an_entity_shows_a_result_only_when_completed_and_a_context_only_when_sent() {
        let running = Operation { id: Uuid::nil(), call: Uuid::nil(), client_context: None, completed: false };
        let members = |operation: &Operation| operation.entity().into_iter().collect::<Value>();
        assert_eq!(
            members(&running),
            json!({
                "@odata.type": "#microsoft.graph.cancelMediaProcessingOperation",
                "id": "00000000-0000-0000-0000-000000000000",
                "status": "running",
            })
        );
        let completed = Operation { client_context: Some("c".to_owned()), completed: true, ..running };
        assert_eq!(
            members(&completed),
            json!({
                "@odata.type": "#microsoft.graph.cancelMediaProcessingOperation",
                "id": "00000000-0000-0000-0000-000000000000",
                "status": "completed",
                "clientContext": "c",
                "resultInfo": { "code": 200, "subcode": 0, "message": "" },
            })
        );
    }

    #[test]
    fn a_call_that_has_ended_is_unknown_and_completes_nothing() {
        let calls = Calls::default();
        let id = calls.create(Some("http://localhost/")).to_string();
        let operation = calls.begin(&id, None).unwrap();
        calls.end(&id.to_uppercase());
        assert!(calls.read(&id).is_err());
        assert_eq!(calls.complete(&operation), None);
    }
}
