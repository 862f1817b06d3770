//! The actions that begin a long-running operation, and where such an operation and its result are read: four of Graph's
//! dialects. What is read where is for `jobs.rs` to say; the monitor of a copy is not here, but at another host.

use bytes::Bytes;
use http::{
    HeaderMap, Method, StatusCode,
    header::{CONTENT_LOCATION, LOCATION, RETRY_AFTER},
    request::Parts,
};
use serde_json::{Map, Value, json};

use crate::{
    body,
    cancel::with_context,
    error::{Fault, GRAPH_JSON},
    jobs::{Found, Job, Kind},
    reply::{self, Reply, set_header},
    state::State,
};

/// What a path names. Ids are as sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// The action `copy` on an item of the drive at this path.
    CopyItem(String),
    /// An item of the drive at this path.
    Item(String, String),
    /// The teams, where one is created.
    Teams,
    /// An operation of a team.
    TeamOperation(String, String),
    /// The action `createSession` on the workbook at this path.
    CreateSession(String),
    /// An operation of the workbook at this path.
    WorkbookOperation(String, String),
    /// A session that an operation of the workbook at this path has made, and its key.
    Session(String, String),
    /// The action `copyNotebook` on a notebook below this path.
    CopyNotebook(String),
    /// An operation of OneNote below this path.
    OnenoteOperation(String, String),
    /// A notebook below this path.
    Notebook(String, String),
}

/// What the segments of a path name, if it is something here.
pub(crate) fn target(segments: &[&str]) -> Option<Target> {
    let id = |id: &&str| (**id).to_owned();
    Some(match segments {
        ["teams"] => Target::Teams,
        ["teams", team, "operations", operation] => Target::TeamOperation(id(team), id(operation)),
        ["me", "onenote", "notebooks", _, "copyNotebook"] => Target::CopyNotebook("/me/onenote".to_owned()),
        ["me", "onenote", "notebooks", notebook] => Target::Notebook("/me/onenote".to_owned(), id(notebook)),
        ["me", "onenote", "operations", operation] => Target::OnenoteOperation("/me/onenote".to_owned(), id(operation)),
        ["me", "drive", rest @ ..] => of_drive("/me/drive".to_owned(), rest)?,
        ["drives", drive, rest @ ..] => of_drive(format!("/drives/{drive}"), rest)?,
        _ => return None,
    })
}

/// What the segments behind a drive's path name.
fn of_drive(drive: String, segments: &[&str]) -> Option<Target> {
    let ["items", item, rest @ ..] = segments else { return None };
    let workbook = || format!("{drive}/items/{item}/workbook");
    Some(match rest {
        [] => Target::Item(drive, (*item).to_owned()),
        ["copy"] => Target::CopyItem(drive),
        ["workbook", "createSession"] => Target::CreateSession(workbook()),
        ["workbook", "operations", operation] => Target::WorkbookOperation(workbook(), (*operation).to_owned()),
        ["workbook", session] => {
            let key = session.strip_prefix("sessionInfoResource(key='")?.strip_suffix("')")?;
            Target::Session(workbook(), key.to_owned())
        }
        _ => return None,
    })
}

impl Target {
    /// The one method that it has here.
    pub(crate) fn method(&self) -> Method {
        match self {
            Self::CopyItem(_) | Self::Teams | Self::CreateSession(_) | Self::CopyNotebook(_) => Method::POST,
            _ => Method::GET,
        }
    }
}

/// Answers a request whose path, method and token are good.
pub(crate) fn answer(
    state: &State,
    version: &str,
    target: Target,
    parts: &Parts,
    body: &Bytes,
) -> Result<Reply, Fault> {
    let root = format!("{}/{version}", state.base_url);
    match target {
        Target::CopyItem(drive) => {
            copy_parameters(&parts.headers, body)?;
            let job = state.jobs.begin(Kind::Copy(drive));
            Ok(accepted(&job, LOCATION.as_str(), &format!("{}/monitor/{}?key={}", state.monitor_url, job.id, job.key)))
        }
        Target::Teams => {
            team(&parts.headers, body)?;
            let job = state.jobs.begin(Kind::Team);
            let team = format!("/teams('{}')", job.resource);
            let mut reply = accepted(&job, LOCATION.as_str(), &format!("{team}/operations('{}')", job.id));
            set_header(reply.headers_mut(), CONTENT_LOCATION, &team);
            Ok(reply)
        }
        Target::CreateSession(workbook) => create_session(state, &root, workbook, &parts.headers, body),
        Target::CopyNotebook(onenote) => {
            if !body.is_empty() {
                text_parameters("copyNotebook", NOTEBOOK_PARAMETERS, &parts.headers, body)?;
            }
            let location = format!("{root}{onenote}/operations/");
            let job = state.jobs.begin(Kind::Notebook(onenote));
            Ok(accepted(&job, "operation-location", &format!("{location}{}", job.id)))
        }
        Target::TeamOperation(team, operation) => {
            look(state, &root, &operation, |job| job.kind == Kind::Team && job.resource.to_string() == team)
        }
        Target::WorkbookOperation(workbook, operation) => {
            let kind = Kind::Session(workbook);
            look(state, &root, &operation, |job| job.kind == kind)
        }
        Target::OnenoteOperation(onenote, operation) => {
            let kind = Kind::Notebook(onenote);
            look(state, &root, &operation, |job| job.kind == kind)
        }
        Target::Session(workbook, key) => made(state, &root, &key, &Kind::Session(workbook), session(&key, true)),
        Target::Item(drive, id) => {
            let item = json!({ "id": id, "name": "Copy", "parentReference": { "path": format!("{drive}/root:") } });
            made(state, &root, &id, &Kind::Copy(drive), item)
        }
        Target::Notebook(onenote, id) => {
            let notebook = json!({ "id": id, "displayName": "Copy", "isDefault": false });
            made(state, &root, &id, &Kind::Notebook(onenote), notebook)
        }
    }
}

/// `202 Accepted` with the operation's address in this header.
fn accepted(job: &Job, header: &'static str, location: &str) -> Reply {
    let mut reply = reply::empty(StatusCode::ACCEPTED);
    set_header(reply.headers_mut(), header, location);
    ask_to_wait(&mut reply, job);
    reply
}

/// Adds `Retry-After`, where the course has one.
pub(crate) fn ask_to_wait(reply: &mut Reply, job: &Job) {
    if let Some(wait) = &job.course.retry_after {
        set_header(reply.headers_mut(), RETRY_AFTER, wait);
    }
}

/// Looks at an operation of Graph's own.
fn look(state: &State, root: &str, id: &str, is_asked_for: impl Fn(&Job) -> bool) -> Result<Reply, Fault> {
    let (job, found) = state.jobs.look(id, is_asked_for).ok_or_else(Fault::operation_not_found)?;
    if found == Found::Nothing {
        return Err(Fault::operation_not_found());
    }
    let mut reply = entity(root, job.state(found, root));
    if found == Found::UnderWay {
        ask_to_wait(&mut reply, &job);
    }
    Ok(reply)
}

/// What an operation has made, or `404`.
fn made(state: &State, root: &str, id: &str, kind: &Kind, value: Value) -> Result<Reply, Fault> {
    match value {
        Value::Object(value) if state.jobs.has_made(id, kind) => Ok(entity(root, value)),
        _ => Err(Fault::item_not_found()),
    }
}

/// `200 OK` with an entity.
fn entity(root: &str, value: Map<String, Value>) -> Reply {
    let context = format!("{root}/$metadata#$entity");
    reply::json(StatusCode::OK, GRAPH_JSON, &with_context(&context, value))
}

/// A workbook's session.
fn session(key: &str, persists: bool) -> Value {
    json!({ "id": format!("cluster=sim&session={key}"), "persistChanges": persists })
}

/// The session at once, or, for those who prefer that, an operation that makes it.
fn create_session(
    state: &State,
    root: &str,
    workbook: String,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Reply, Fault> {
    let mut persists = None;
    for (name, value) in body::parameters("createSession", headers, body)? {
        match name.as_str() {
            "persistChanges" => persists = body::boolean(&value)?,
            unknown => return Err(body::unknown_parameter("createSession", unknown)),
        }
    }
    let persists = persists.ok_or_else(|| Fault::bad_request("The parameter 'persistChanges' is required."))?;
    let preferences = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    let is_async = preferences.flat_map(|value| value.split(',')).any(|one| one.trim() == "respond-async");
    let location = format!("{root}{workbook}/operations/");
    if is_async {
        let job = state.jobs.begin(Kind::Session(workbook));
        return Ok(accepted(&job, LOCATION.as_str(), &format!("{location}{}", job.id)));
    }
    let Value::Object(session) = session("at-once", persists) else { return Err(Fault::item_not_found()) };
    let mut reply = entity(root, session);
    *reply.status_mut() = StatusCode::CREATED;
    Ok(reply)
}

/// The parameters of `copyNotebook`, all of which are text.
const NOTEBOOK_PARAMETERS: &[&str] = &["groupId", "notebookFolder", "renameAs", "siteCollectionId", "siteId"];

/// Checks parameters that are all text.
fn text_parameters(action: &str, known: &[&str], headers: &HeaderMap, body: &Bytes) -> Result<(), Fault> {
    for (name, value) in body::parameters(action, headers, body)? {
        if !known.contains(&name.as_str()) {
            return Err(body::unknown_parameter(action, &name));
        }
        body::string(value)?;
    }
    Ok(())
}

/// Checks the parameters of `copy`.
fn copy_parameters(headers: &HeaderMap, body: &Bytes) -> Result<(), Fault> {
    for (name, value) in body::parameters("copy", headers, body)? {
        match name.as_str() {
            "name" => drop(body::string(value)?),
            "childrenOnly" | "includeAllVersionHistory" => drop(body::boolean(&value)?),
            "parentReference" if value.is_object() || value.is_null() => {}
            "parentReference" => return Err(Fault::bad_request("The parameter 'parentReference' is not an object.")),
            unknown => return Err(body::unknown_parameter("copy", unknown)),
        }
    }
    Ok(())
}

/// Checks a new team: a template and a name are all that it has to have.
fn team(headers: &HeaderMap, body: &Bytes) -> Result<(), Fault> {
    let members = body::parameters("team", headers, body)?;
    let name = members.into_iter().find(|(name, _)| name == "displayName").map(|(_, value)| body::string(value));
    let has_name = name.transpose()?.flatten().is_some_and(|name| !name.is_empty());
    let json: Value = serde_json::from_slice(body).unwrap_or_default();
    let has_template = json.get("template@odata.bind").is_some_and(Value::is_string);
    match (has_name, has_template) {
        (true, true) => Ok(()),
        (false, _) => Err(Fault::bad_request("Team display name required.")),
        (_, false) => Err(Fault::bad_request("A team is created from a template: 'template@odata.bind' is required.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_an_action_an_operation_or_what_it_made() {
        let text = str::to_owned;
        for (path, expected) in [
            ("teams", Some(Target::Teams)),
            ("teams/a/operations/b", Some(Target::TeamOperation(text("a"), text("b")))),
            ("me/drive/items/a/copy", Some(Target::CopyItem(text("/me/drive")))),
            ("drives/d/items/a/copy", Some(Target::CopyItem(text("/drives/d")))),
            ("drives/d/items/a", Some(Target::Item(text("/drives/d"), text("a")))),
            (
                "drives/d/items/a/workbook/createSession",
                Some(Target::CreateSession(text("/drives/d/items/a/workbook"))),
            ),
            (
                "me/drive/items/a/workbook/operations/o",
                Some(Target::WorkbookOperation(text("/me/drive/items/a/workbook"), text("o"))),
            ),
            (
                "me/drive/items/a/workbook/sessionInfoResource(key='k')",
                Some(Target::Session(text("/me/drive/items/a/workbook"), text("k"))),
            ),
            ("me/onenote/notebooks/n/copyNotebook", Some(Target::CopyNotebook(text("/me/onenote")))),
            ("me/onenote/operations/o", Some(Target::OnenoteOperation(text("/me/onenote"), text("o")))),
            ("teams/a", None),
            ("drives/d", None),
            ("drives/d/items/a/workbook", None),
            ("me", None),
        ] {
            let segments: Vec<&str> = path.split('/').collect();
            assert_eq!(target(&segments), expected, "{path}");
        }
    }
}
