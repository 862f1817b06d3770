//! Fields that are the whole body: `#[graph(body)]`.

use graph_action::request::Media;
use graph_action::{Bytes, graph_action, graph_type};
use serde_json::{Value, json};

use super::{body, refusal, request};

#[graph_type("microsoft.graph.user")]
struct User {
    display_name: Option<String>,
}

#[graph_action(POST "/users")]
struct CreateUser {
    #[graph(body)]
    user: User,
}

#[graph_action(PATCH "/anything/<id>")]
struct Anything {
    id: String,
    #[graph(body)]
    json: Option<Value>,
}

/// The same action as JSON and as MIME: two declarations of one path.
#[graph_action(POST "/me/sendMail")]
struct SendMime {
    #[graph(body = "text/plain")]
    mime: String,
}

#[graph_action(PUT "/me/drive/root:/<path..>:/content")]
struct Upload {
    path: String,
    #[graph(header = "Content-Type")]
    kind: Option<String>,
    #[graph(body)]
    content: Bytes,
}

#[graph_action(PUT "/me/photo/$value")]
struct SetPhoto<B> {
    #[graph(body = "image/jpeg")]
    photo: B,
}

fn content_type(action: &impl graph_action::Action) -> String {
    request(action).headers().get("content-type").map_or(String::new(), |kind| kind.to_str().unwrap().to_owned())
}

#[test]
fn a_type_or_a_value_is_sent_as_json() {
    let action = CreateUser { user: User { display_name: Some("A".to_owned()) } };
    assert_eq!(body(&action), r##"{"@odata.type":"#microsoft.graph.user","displayName":"A"}"##);
    assert_eq!(content_type(&action), "application/json");
    let action = Anything { id: "a".to_owned(), json: Some(json!([1, null])) };
    assert_eq!(body(&action), "[1,null]");
    let action = Anything { id: "a".to_owned(), json: None };
    assert_eq!((body(&action), content_type(&action)), (String::new(), String::new()));
}

#[test]
fn a_text_is_sent_as_the_type_that_the_declaration_names() {
    let action = SendMime { mime: "RnJvbTo=".to_owned() };
    assert_eq!((body(&action).as_str(), content_type(&action).as_str()), ("RnJvbTo=", "text/plain"));
}

#[test]
fn bytes_are_sent_as_they_are() {
    let mut action = Upload { path: "a.bin".to_owned(), kind: None, content: Bytes::from_static(b"\x00\xff") };
    assert_eq!(request(&action).body(), &Bytes::from_static(b"\x00\xff"));
    assert_eq!(content_type(&action), "application/octet-stream");
    action.kind = Some("text/csv".to_owned());
    assert_eq!(content_type(&action), "text/csv");
    assert_eq!(content_type(&SetPhoto { photo: Bytes::from_static(b"x") }), "image/jpeg");
    assert_eq!(content_type(&SetPhoto { photo: Media::new("image/png", "x") }), "image/png");
}

#[test]
fn what_the_type_cannot_carry_is_refused() {
    let refused = refusal(&SetPhoto { photo: json!({}) });
    assert!(refused.contains("`photo` cannot be sent as image/jpeg"), "{refused}");
    let refused = refusal(&SetPhoto { photo: Media::new("a\nb", "x") });
    assert!(refused.contains("`photo` has the content type"), "{refused}");
}
