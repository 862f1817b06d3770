//! Upload sessions as data: read from whatever a service answers, and never shown.

use graph_action::transfer::UploadSession;
use graph_action::{Action, Reply, graph_action};

use crate::{CreateUploadSession, DriveItem};

/// A session with what HTTP says around it.
#[graph_action(POST "/me/messages/<id>/attachments/createUploadSession" -> Reply<UploadSession>)]
struct AttachLarge {
    id: String,
}

/// A response of the service.
fn answer(body: &'static str) -> http::Response<graph_action::Bytes> {
    http::Response::builder().status(200).body(body.into()).unwrap()
}

#[test]
fn a_session_is_what_an_action_answers() {
    let body = r#"{"@odata.context": "x", "uploadUrl": "https://a/b", "expirationDateTime": "z", "nextExpectedRanges": ["0-"]}"#;
    let session = CreateUploadSession::response(answer(body)).unwrap();
    assert_eq!((session.upload_url(), session.known_status().expiration_date_time()), ("https://a/b", Some("z")));
    let body = r#"{"UploadUrl": "https://a/b", "NextExpectedRanges": ["0-"]}"#;
    let reply = AttachLarge::response(answer(body)).unwrap();
    assert_eq!((reply.status().as_u16(), reply.body().upload_url()), (200, "https://a/b"));
    let error = CreateUploadSession::response(answer("{}")).unwrap_err();
    assert!(error.to_string().contains("uploadUrl"), "{error}");
}

#[test]
fn an_upload_can_be_sent_to_another_thread() {
    fn assert<T: Send>(_: &T) {}
    let client = crate::common::client_of("http://127.0.0.1:1");
    let session = UploadSession::new("https://a/b");
    let upload = session.upload(&client, graph_action::Bytes::from_static(b"a")).send::<DriveItem>();
    assert(&upload);
    assert(&session.status(&client));
    assert(&session.upload(&client, &b"a"[..]).send_uncommitted());
}
