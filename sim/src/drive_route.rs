//! What Graph itself answers below `/drives`: a file's entity, the redirect to its content, a small upload, and the upload
//! sessions, whose content goes to `storage.rs`.

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, header::LOCATION, request::Parts};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::{
    body,
    cancel::with_context,
    drive::{Conflict, File},
    error::{Fault, GRAPH_JSON},
    reply::{self, Reply, set_header},
    state::State,
};

/// The action's name in messages.
const CREATE_UPLOAD_SESSION: &str = "createUploadSession";

/// What a path below `/drives/{id}` names.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    /// A file.
    Item(String),
    /// The content of a file.
    Content(String),
    /// The content of the file at a path.
    ContentAt(String),
    /// The action `createUploadSession`, bound to a path.
    CreateUploadSession(String),
}

impl Target {
    /// The one method that it has here.
    fn method(&self) -> Method {
        match self {
            Self::Item(_) | Self::Content(_) => Method::GET,
            Self::ContentAt(_) => Method::PUT,
            Self::CreateUploadSession(_) => Method::POST,
        }
    }
}

/// Answers what is below `/drives`; nothing for any other path, and for what `long_running.rs` answers. `body` is `None`
/// where it is larger than Graph reads.
pub(crate) fn answer(
    state: &State,
    version: &str,
    path: &str,
    parts: &Parts,
    body: Option<&Bytes>,
) -> Result<Option<Reply>, Fault> {
    let Some(path) = path.strip_prefix("drives/") else { return Ok(None) };
    let (drive, path) = path.split_once('/').ok_or_else(|| Fault::unknown_segment("drives"))?;
    if is_long_running(path) || (is_item(path) && decode(drive)? != state.drive.id) {
        return Ok(None);
    }
    let target = target(path)?;
    if parts.method != target.method() {
        return Err(Fault::method_not_allowed(target.method()));
    }
    let body = body.ok_or_else(Fault::too_large)?;
    if decode(drive)? != state.drive.id {
        return Err(Fault::item_not_found());
    }
    let entity = |status, file: &File| {
        let context = format!("{}/{version}/$metadata#drives('{drive}')/items/$entity", state.base_url);
        reply::json(status, GRAPH_JSON, &with_context(&context, file.entity()))
    };
    match target {
        Target::Item(id) => Ok(entity(StatusCode::OK, &state.drive.read(&id)?)),
        Target::Content(id) => {
            let mut reply = reply::empty(StatusCode::FOUND);
            let address = state.storage.download_url(&state.drive.read(&id)?);
            set_header(reply.headers_mut(), LOCATION, &address);
            Ok(reply)
        }
        Target::ContentAt(path) => {
            let (file, is_new) = state.drive.write(&path, body.clone(), Conflict::Replace)?;
            Ok(entity(if is_new { StatusCode::CREATED } else { StatusCode::OK }, &file))
        }
        Target::CreateUploadSession(path) => {
            let (conflict, is_deferred) = parameters(&parts.headers, body)?;
            let session = state.storage.create_session(path, conflict, is_deferred);
            let context = format!("{}/{version}/$metadata#microsoft.graph.uploadSession", state.base_url);
            Ok(reply::json(StatusCode::OK, GRAPH_JSON, &with_context(&context, session)))
        }
    }
    .map(Some)
}

/// Whether a path names an item and nothing below it. That of another drive may be a copy.
fn is_item(path: &str) -> bool {
    path.strip_prefix("items/").is_some_and(|id| !id.contains('/'))
}

/// Whether a path names an action on an item that takes its time, or an item's workbook.
fn is_long_running(path: &str) -> bool {
    let below = path.strip_prefix("items/").and_then(|path| path.split_once('/')).map(|(_, below)| below);
    below.is_some_and(|below| matches!(below.split('/').next(), Some("copy" | "microsoft.graph.copy" | "workbook")))
}

/// What a path names.
fn target(path: &str) -> Result<Target, Fault> {
    if let Some(path) = path.strip_prefix("items/") {
        return match path.split_once('/') {
            None => Ok(Target::Item(decode(path)?)),
            Some((id, "content")) => Ok(Target::Content(decode(id)?)),
            Some((_, stray)) => Err(Fault::unknown_segment(stray)),
        };
    }
    let at_root = path.strip_prefix("root:/").and_then(|path| path.rsplit_once(":/"));
    match at_root {
        Some((path, _)) if path.is_empty() || path.split('/').any(str::is_empty) => Err(Fault::unknown_segment("")),
        Some((path, "content")) => Ok(Target::ContentAt(decode(path)?)),
        Some((path, "createUploadSession" | "microsoft.graph.createUploadSession")) => {
            Ok(Target::CreateUploadSession(decode(path)?))
        }
        Some((_, stray)) => Err(Fault::unknown_segment(stray)),
        None => Err(Fault::unknown_segment(path.split('/').next().unwrap_or_default())),
    }
}

/// A part of a path as text.
fn decode(part: &str) -> Result<String, Fault> {
    let decoded = percent_decode_str(part).decode_utf8();
    decoded.map(Into::into).map_err(|_| Fault::bad_request("Malformed request URL."))
}

/// What an upload session is to do at its end, and whether it waits for a word then. Here the body may be left out.
fn parameters(headers: &HeaderMap, body: &Bytes) -> Result<(Conflict, bool), Fault> {
    let (mut conflict, mut is_deferred) = (Conflict::default(), false);
    if body.is_empty() {
        return Ok((conflict, is_deferred));
    }
    for (name, value) in body::parameters(CREATE_UPLOAD_SESSION, headers, body)? {
        match name.as_str() {
            "item" => conflict = conflict_behavior(&value)?,
            "deferCommit" => is_deferred = body::boolean(&value)?.unwrap_or_default(),
            unknown => return Err(body::unknown_parameter(CREATE_UPLOAD_SESSION, unknown)),
        }
    }
    Ok((conflict, is_deferred))
}

/// What an item says about a name that is taken.
fn conflict_behavior(item: &Value) -> Result<Conflict, Fault> {
    let behavior = item.get("@microsoft.graph.conflictBehavior").cloned().unwrap_or_else(|| json!("fail"));
    match behavior.as_str() {
        Some("fail") => Ok(Conflict::Fail),
        Some("replace") => Ok(Conflict::Replace),
        Some("rename") => Ok(Conflict::Rename),
        _ => Err(Fault::bad_request(format!("'{behavior}' is no conflict behavior."))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_a_file_its_content_or_an_upload() {
        for (path, expected) in [
            ("items/a%20b", Ok(Target::Item("a b".into()))),
            ("items/a/content", Ok(Target::Content("a".into()))),
            ("root:/a/b.txt:/content", Ok(Target::ContentAt("a/b.txt".into()))),
            ("root:/a%20b.txt:/createUploadSession", Ok(Target::CreateUploadSession("a b.txt".into()))),
            ("items/a/contents", Err("contents")),
            ("root:/a:/b", Err("b")),
            ("root:/:/content", Err("")),
            ("root:/a//b:/content", Err("")),
            ("root/children", Err("root")),
        ] {
            let segment = |fault: Fault| fault.message;
            let expected = expected.map_err(|stray| format!("Resource not found for the segment '{stray}'."));
            assert_eq!(target(path).map_err(segment), expected, "{path}");
        }
    }

    #[test]
    fn an_upload_says_what_becomes_of_a_name_that_is_taken() {
        let mut headers = HeaderMap::new();
        set_header(&mut headers, http::header::CONTENT_TYPE, "application/json");
        let read =
            |body: &str| parameters(&headers, &Bytes::from(body.to_owned())).map_err(|fault| fault.status.as_u16());
        for (body, expected) in [
            ("", Ok((Conflict::Fail, false))),
            ("{}", Ok((Conflict::Fail, false))),
            (r#"{"item": {"@microsoft.graph.conflictBehavior": "rename"}}"#, Ok((Conflict::Rename, false))),
            (r#"{"item": {"name": "a"}, "deferCommit": true}"#, Ok((Conflict::Fail, true))),
            (r#"{"item": {"@microsoft.graph.conflictBehavior": "ask"}}"#, Err(400)),
            (r#"{"defer": true}"#, Err(400)),
        ] {
            assert_eq!(read(body), expected, "{body}");
        }
    }
}
