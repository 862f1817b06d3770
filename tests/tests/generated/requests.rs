//! Requests: paths of every kind, arguments, and bodies.

use graph_action::odata::Flags;
use graph_action::{Action, ResourcePath};
use serde_json::{Value, json};

use crate::communications::{
    AbsWorkbookFunctions, CallRecordingCollectionPath, CheckMemberGroups, DeltaCallRecording, DeltaDriveItem,
    DeltaGroup, DirectoryObjectPath, DriveItemPath, GetEmailActivityUserDetailWithDate, GetMailTips, GetPstnCalls,
    MailTipsType, MediaInfo, MediaPrompt, Message, PlayPrompt, Prompt, SendMail, UserPath, WorkbookFunctionsPath,
};

/// The path of an action's request, its query included, and its body.
fn sent<A: Action>(action: &A) -> (String, Option<Value>) {
    let request = action.request("https://graph.microsoft.com").unwrap();
    let path = request.uri().path_and_query().unwrap().to_string();
    (path.replacen("/v1.0", "", 1), serde_json::from_slice(request.body()).ok())
}

#[test]
fn a_resource_is_on_any_of_its_paths() {
    let ids = || vec!["a".to_owned()];
    for (directory_object, path) in [
        (DirectoryObjectPath::Me, "/me"),
        (DirectoryObjectPath::Users { id: "a b".to_owned() }, "/users/a%20b"),
        (DirectoryObjectPath::At { path: ResourcePath::try_from("/groups/c/owners/d").unwrap() }, "/groups/c/owners/d"),
    ] {
        let (sent, body) = sent(&CheckMemberGroups { directory_object, group_ids: ids() });
        assert_eq!(sent, format!("{path}/checkMemberGroups"));
        assert_eq!(body, Some(json!({"groupIds": ["a"]})));
    }
    let call_recording = CallRecordingCollectionPath::MeOnlineMeetingsRecordings { id: "m".to_owned() };
    assert_eq!(sent(&DeltaCallRecording { call_recording }).0, "/me/onlineMeetings/m/recordings/delta()");
    assert_eq!(sent(&DeltaGroup {}).0, "/groups/delta()");
}

#[test]
fn arguments_are_written_by_their_type() {
    let action = GetPstnCalls {
        from_date_time: "2026-01-01T00:00:00Z".to_owned().into(),
        to_date_time: "2026-02-01T00:00:00+01:00".to_owned().into(),
    };
    let path = "/communications/callRecords/microsoft.graph.callRecords.getPstnCalls(fromDateTime=2026-01-01T00:00:00Z,toDateTime=2026-02-01T00:00:00%2B01:00)";
    assert_eq!(sent(&action).0, path);
    let action = GetEmailActivityUserDetailWithDate { date: "2026-01-01".to_owned().into() };
    assert_eq!(sent(&action).0, "/reports/getEmailActivityUserDetail(date=2026-01-01)");
}

#[test]
fn an_argument_that_is_left_out_chooses_the_overload() {
    let item = || DriveItemPath::At { path: ResourcePath::try_from("/me/drive/root").unwrap() };
    assert_eq!(sent(&DeltaDriveItem { drive_item: item(), token: None }).0, "/me/drive/root/delta()");
    let token = Some("it's".to_owned());
    assert_eq!(sent(&DeltaDriveItem { drive_item: item(), token }).0, "/me/drive/root/delta(token='it%27%27s')");
}

#[test]
fn bodies_have_the_names_and_the_types_of_the_wire() {
    let media_info = Some(MediaInfo { uri: Some("https://a/b.wav".to_owned()), ..Default::default() });
    let prompts = vec![Prompt::MediaPrompt(MediaPrompt { media_info, ..Default::default() })];
    let (_, body) = sent(&PlayPrompt { id: "a".to_owned(), prompts, ..Default::default() });
    let expected = json!({"prompts": [{
        "@odata.type": "#microsoft.graph.mediaPrompt",
        "mediaInfo": {"@odata.type": "#microsoft.graph.mediaInfo", "uri": "https://a/b.wav"},
    }]});
    assert_eq!(body, Some(expected));

    let message = Message { subject: Some("Hello".to_owned()), ..Default::default() };
    let (_, body) = sent(&SendMail { user: UserPath::Me, message, save_to_sent_items: Some(false) });
    let message = json!({"@odata.type": "#microsoft.graph.message", "subject": "Hello"});
    assert_eq!(body, Some(json!({"Message": message, "SaveToSentItems": false})));

    let mail_tips_options = Some(Flags::from([MailTipsType::CustomMailTip, MailTipsType::MaxMessageSize]));
    let (_, body) =
        sent(&GetMailTips { user: UserPath::Me, email_addresses: vec!["a@b.c".to_owned()], mail_tips_options });
    assert_eq!(body, Some(json!({"EmailAddresses": ["a@b.c"], "MailTipsOptions": "customMailTip,maxMessageSize"})));

    let workbook_functions =
        WorkbookFunctionsPath::At { path: ResourcePath::try_from("/a/workbook/functions").unwrap() };
    let (_, body) = sent(&AbsWorkbookFunctions { workbook_functions, number: Some(json!(-1.5)) });
    assert_eq!(body, Some(json!({"number": -1.5})));
}
