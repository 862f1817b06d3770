//! What the generator wrote, called: the requests that its declarations make, and the responses that they bind.

#![allow(clippy::unwrap_used)] // A test may stop at the first surprise.

use graph_action::odata::Edm;
use graph_action::{Action, http};
use graph_action_tests_checked::generated::{
    DirectoryObjectPath, ForwardMessage, GetEmailActivityUserDetailWithDate, GetMemberGroups, GetPstnCalls, MediaInfo,
    MediaPrompt, MessagePath, PlayPrompt, Prompt, RangeWorkbookWorksheet, SendDtmfTones, Tone, WorkbookWorksheetPath,
};
use serde_json::{Value, json};

const ROOT: &str = "https://graph.microsoft.com";

/// Method, path with its query, and body of an action's request.
fn sent<A: Action>(action: &A) -> (String, String, Value) {
    let request = action.request(ROOT).unwrap();
    let path = request.uri().path_and_query().unwrap().as_str().to_owned();
    let body = request.body();
    let body = if body.is_empty() { Value::Null } else { serde_json::from_slice(body).unwrap() };
    (request.method().to_string(), path, body)
}

/// A response with a body.
fn response(body: &Value) -> http::Response<graph_action::Bytes> {
    http::Response::new(body.to_string().into())
}

#[test]
fn members_arguments_and_keys_go_where_the_service_looks_for_them() {
    let media = MediaInfo { uri: Some("https://a/b.wav".to_owned()), ..MediaInfo::default() };
    let prompt = MediaPrompt { media_info: Some(media), ..MediaPrompt::default() };
    let play = PlayPrompt { id: "c".to_owned(), prompts: vec![Prompt::MediaPrompt(prompt)], client_context: None };
    let body = json!({"prompts": [{"@odata.type": "#microsoft.graph.mediaPrompt", "mediaInfo": {"@odata.type": "#microsoft.graph.mediaInfo", "uri": "https://a/b.wav"}}]});
    assert_eq!(sent(&play), ("POST".to_owned(), "/v1.0/communications/calls/c/playPrompt".to_owned(), body));

    let tones = SendDtmfTones { id: "c".to_owned(), tones: vec![Tone::Star, Tone::Tone1], ..SendDtmfTones::default() };
    assert_eq!(sent(&tones).2, json!({"tones": ["star", "tone1"]}));

    let message = MessagePath::UsersMessages { user: "adele".to_owned(), id: "a/b".to_owned() };
    let forward =
        ForwardMessage { message_path: message, to_recipients: None, message: None, comment: Some("x".to_owned()) };
    let (_, path, body) = sent(&forward);
    assert_eq!((path.as_str(), body), ("/v1.0/users/adele/messages/a%2Fb/forward", json!({"Comment": "x"})));

    let calls =
        GetPstnCalls { from_date_time: Edm("2026-01-02".to_owned()), to_date_time: Edm("2026-02-03".to_owned()) };
    let path = "/v1.0/communications/callRecords/microsoft.graph.callRecords.getPstnCalls(fromDateTime=2026-01-02,toDateTime=2026-02-03)";
    assert_eq!(sent(&calls), ("GET".to_owned(), path.to_owned(), Value::Null));

    let detail = GetEmailActivityUserDetailWithDate { date: Edm("2026-01-02".to_owned()) };
    assert_eq!(sent(&detail).1, "/v1.0/reports/getEmailActivityUserDetail(date=2026-01-02)");

    let workbook_worksheet =
        WorkbookWorksheetPath::At { path: "/me/drive/items/a/workbook/worksheets/b".parse().unwrap() };
    let mut range = RangeWorkbookWorksheet { workbook_worksheet, address: Some("A1:B2".to_owned()) };
    assert_eq!(sent(&range).1, "/v1.0/me/drive/items/a/workbook/worksheets/b/range(address='A1:B2')");
    range.address = None;
    assert_eq!(sent(&range).1, "/v1.0/me/drive/items/a/workbook/worksheets/b/range()");
}

#[test]
fn responses_are_bound_with_all_that_they_have() {
    let row = json!({"@odata.type": "#microsoft.graph.callRecords.pstnCallLogRow", "id": "a", "charge": 0.25, "duration": 4, "callDurationSource": "operator", "new": [1]});
    let page = GetPstnCalls::response(response(&json!({"value": [row]}))).unwrap();
    assert_eq!(serde_json::to_value(page.items()).unwrap(), json!([row]));

    let groups = GetMemberGroups::response(response(&json!({"value": ["a", "b"]}))).unwrap();
    assert_eq!(groups.0, ["a", "b"]);
    let action = GetMemberGroups {
        directory_object: DirectoryObjectPath::At { path: "/me".parse().unwrap() },
        security_enabled_only: Some(true),
    };
    assert_eq!(sent(&action).2, json!({"securityEnabledOnly": true}));

    let operation = json!({"@odata.type": "#microsoft.graph.playPromptOperation", "id": "o", "status": "Running"});
    let bound = PlayPrompt::response(response(&operation)).unwrap();
    assert_eq!(serde_json::to_value(bound.body().unwrap()).unwrap(), operation);
}
