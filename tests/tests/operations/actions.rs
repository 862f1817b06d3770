//! The declarations that these tests call, one for each dialect, and a wait for their end.

use std::time::Duration;

use graph_action::{Client, Operation, Result, graph_action, graph_type};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::common::soon;

/// The copy of an item: a monitor on another host.
#[graph_action(POST "/drives/<drive>/items/<id>/copy" -> Operation<Copied>)]
#[derive(Debug, Clone)]
pub(crate) struct CopyItem {
    pub(crate) drive: String,
    pub(crate) id: String,
    pub(crate) name: Option<String>,
}

/// What the monitor of a copy says, or the copy itself.
#[graph_type]
#[derive(Debug, Clone)]
pub(crate) struct Copied {
    pub(crate) id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) resource_id: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) percentage_complete: Option<f64>,
}

/// The creation of a team: a relative `Location` without a version.
#[graph_action(POST "/teams" -> Operation<TeamsOperation>)]
#[derive(Debug, Clone)]
pub(crate) struct CreateTeam {
    #[graph(name = "template@odata.bind")]
    pub(crate) template: String,
    pub(crate) display_name: String,
}

/// What becomes of a team.
#[graph_type("microsoft.graph.teamsAsyncOperation")]
#[derive(Debug, Clone)]
pub(crate) struct TeamsOperation {
    pub(crate) id: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) target_resource_id: Option<String>,
    #[graph(extra)]
    pub(crate) extra: Map<String, Value>,
}

/// A workbook's session, made while one waits.
#[graph_action(
    POST "/drives/<drive>/items/<id>/workbook/createSession" -> Operation<Session>,
    headers("Prefer" = "respond-async")
)]
#[derive(Debug, Clone)]
pub(crate) struct CreateSession {
    pub(crate) drive: String,
    pub(crate) id: String,
    pub(crate) persist_changes: bool,
}

/// A workbook's session, made at once.
#[graph_action(POST "/drives/<drive>/items/<id>/workbook/createSession" -> Operation<Session>)]
#[derive(Debug, Clone)]
pub(crate) struct CreateSessionAtOnce {
    pub(crate) drive: String,
    pub(crate) id: String,
    pub(crate) persist_changes: bool,
}

/// A session; both members have to be there, as neither is in the state of an operation.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) persist_changes: bool,
}

/// The copy of a notebook: an `Operation-Location`.
#[graph_action(POST "/me/onenote/notebooks/<id>/copyNotebook" -> Operation<Notebook>)]
#[derive(Debug, Clone)]
pub(crate) struct CopyNotebook {
    pub(crate) id: String,
    pub(crate) rename_as: Option<String>,
}

/// A notebook.
#[graph_type("microsoft.graph.notebook")]
#[derive(Debug, Clone)]
pub(crate) struct Notebook {
    pub(crate) id: Option<String>,
    pub(crate) display_name: Option<String>,
}

/// An operation of whatever kind a server makes of it.
#[graph_action(POST "/things/<id>/begin" -> Operation<Value>)]
#[derive(Debug, Clone)]
pub(crate) struct Begin {
    pub(crate) id: String,
}

/// A copy of one item.
pub(crate) fn copy() -> CopyItem {
    CopyItem { drive: "b!7f".into(), id: "01ABC".into(), name: Some("Copy.docx".into()) }
}

/// A team.
pub(crate) fn team() -> CreateTeam {
    CreateTeam {
        template: "https://graph.microsoft.com/v1.0/teamsTemplates('standard')".into(),
        display_name: "Flight 157".into(),
    }
}

/// A session of one workbook.
pub(crate) fn session() -> CreateSession {
    CreateSession { drive: "b!7f".into(), id: "01XLS".into(), persist_changes: true }
}

/// An operation of the thing whose id would show if ids showed.
pub(crate) fn thing() -> Begin {
    Begin { id: "secret-id".into() }
}

/// The end of an operation that is looked at again and again without much of a wait.
pub(crate) async fn end<T: DeserializeOwned + Send>(operation: Operation<T>, client: &Client) -> Result<Option<T>> {
    soon(operation.waiting(client).every(Duration::from_millis(2)).into_future()).await
}
