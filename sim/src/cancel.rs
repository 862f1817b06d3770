//! The action `cancelMediaProcessing`: its parameters, its two replies, and the operation that it begins.

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header::LOCATION};
use serde_json::{Map, Value, json};

use crate::{
    CancelReply, body,
    calls::Operation,
    error::{Fault, GRAPH_JSON},
    notification,
    reply::{self, Reply, set_header},
    state::State,
    webhook,
};

/// The action's name in paths and messages.
const ACTION: &str = "cancelMediaProcessing";

/// The longest client context, in characters.
const CLIENT_CONTEXT_MAX: usize = 256;

/// Begins the operation on a call and says where it can be read. The body is judged before the call: the service reads
/// it before it knows which call it is for.
pub(crate) fn act(
    state: &Arc<State>,
    version: &str,
    call: &str,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Reply, Fault> {
    let client_context = client_context(headers, body)?;
    let operation = state.calls.begin(call, client_context)?;
    let root = format!("{}/{version}", state.base_url);
    let location = format!("{root}/communications/calls/{}/operations/{}", operation.call, operation.id);
    let mut reply = match state.config.cancel_reply {
        CancelReply::Body => {
            let context = format!("{root}/$metadata#microsoft.graph.cancelMediaProcessingOperation");
            reply::json(StatusCode::OK, GRAPH_JSON, &with_context(&context, operation.entity()))
        }
        CancelReply::LocationOnly => reply::empty(StatusCode::ACCEPTED),
    };
    set_header(reply.headers_mut(), LOCATION, &location);
    tokio::spawn(run(Arc::clone(state), operation));
    Ok(reply)
}

/// An entity as a reply's body: what it is comes first.
pub(crate) fn with_context(context: &str, entity: Map<String, Value>) -> Value {
    let mut body = Map::new();
    body.insert("@odata.context".to_owned(), json!(context));
    body.extend(entity);
    Value::Object(body)
}

/// The one parameter that leaves a trace. `all` is of either version here, and is looked at for its type alone: there is
/// no media to stop.
fn client_context(headers: &HeaderMap, body: &Bytes) -> Result<Option<String>, Fault> {
    let mut client_context = None;
    for (name, value) in body::parameters(ACTION, headers, body)? {
        match name.as_str() {
            "all" => {
                body::boolean(&value)?;
            }
            "clientContext" => client_context = body::string(value)?,
            unknown => return Err(body::unknown_parameter(ACTION, unknown)),
        }
    }
    match client_context {
        Some(context) if context.chars().count() > CLIENT_CONTEXT_MAX => Err(Fault::bad_request(format!(
            "The value of the parameter 'clientContext' is longer than {CLIENT_CONTEXT_MAX} characters."
        ))),
        context => Ok(context),
    }
}

/// An operation's life after the reply: it runs, completes, and its call's callback is told.
async fn run(state: Arc<State>, operation: Operation) {
    tokio::time::sleep(state.config.operation_duration).await;
    let Some((operation, Some(callback_uri))) = state.calls.complete(&operation) else { return };
    let ended = webhook::deliver(&state.webhook, &callback_uri, notification::body(&operation)).await;
    state.notifications.send_modify(|notifications| notifications.push(ended));
}

#[cfg(test)]
mod tests {
    use http::{HeaderValue, header::CONTENT_TYPE};

    use super::*;

    /// Reads a body.
    fn read(body: &Value) -> Result<Option<String>, Fault> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        client_context(&headers, &Bytes::from(body.to_string()))
    }

    #[test]
    fn both_parameters_may_be_absent_or_null() {
        for body in [json!({}), json!({ "all": null }), json!({ "all": true, "clientContext": null })] {
            assert_eq!(read(&body).unwrap(), None, "{body}");
        }
        assert_eq!(read(&json!({ "clientContext": "c", "all": false })).unwrap().as_deref(), Some("c"));
        assert_eq!(read(&json!({ "clientContext": "" })).unwrap().as_deref(), Some(""));
    }

    #[test]
    fn a_wrong_type_or_an_unknown_parameter_is_refused() {
        for (body, part) in [
            (json!({ "all": "true" }), "'Edm.Boolean'"),
            (json!({ "clientContext": 1 }), "'Edm.String'"),
            (json!({ "clientContext": {} }), "'StartObject'"),
            (json!({ "client_context": "c" }), "'client_context' in the request payload is not a valid parameter"),
            (json!({ "id": "i" }), "'id' in the request payload is not a valid parameter"),
        ] {
            let fault = read(&body).unwrap_err();
            assert_eq!((fault.status.as_u16(), fault.code), (400, "BadRequest"), "{body}");
            assert!(fault.message.contains(part), "{body}: {}", fault.message);
        }
    }

    #[test]
    fn a_client_context_has_256_characters_at_most_however_many_bytes_they_take() {
        assert!(read(&json!({ "clientContext": "é".repeat(256) })).is_ok());
        assert_eq!(read(&json!({ "clientContext": "é".repeat(257) })).unwrap_err().status, 400);
    }
}
