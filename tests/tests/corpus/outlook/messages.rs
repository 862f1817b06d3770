//! Messages: sent, forwarded, moved, followed.

use graph_action::{Page, ResourcePath, graph_action, graph_type};

use super::Recipient;
use crate::harness::{page, resource};

#[graph_type]
#[derive(Debug)]
enum BodyType {
    Text,
    Html,
    #[graph(other)]
    Other(String),
}

#[graph_type]
#[derive(Debug)]
struct Body {
    content_type: BodyType,
    content: String,
}

#[graph_type]
#[derive(Debug)]
struct InternetHeader {
    name: String,
    value: String,
}

#[graph_type("microsoft.graph.fileAttachment")]
#[derive(Debug)]
struct FileAttachment {
    name: String,
    content_type: String,
    content_bytes: String,
}

#[graph_type]
#[derive(Debug)]
struct Draft {
    subject: String,
    body: Body,
    to_recipients: Vec<Recipient>,
    cc_recipients: Option<Vec<Recipient>>,
    internet_message_headers: Option<Vec<InternetHeader>>,
    attachments: Option<Vec<FileAttachment>>,
}

#[graph_action(POST "/me/sendMail")]
struct SendMail {
    message: Draft,
    save_to_sent_items: Option<bool>,
}

fn mail(subject: &str, content_type: BodyType, content: &str, to: &str) -> SendMail {
    let message = Draft {
        subject: subject.to_owned(),
        body: Body { content_type, content: content.to_owned() },
        to_recipients: vec![Recipient::of(None, to)],
        cc_recipients: None,
        internet_message_headers: None,
        attachments: None,
    };
    SendMail { message, save_to_sent_items: None }
}

/// The page writes the body's type in upper or mixed case; Graph reads any, and its metadata has lower case. The fourth
/// example is a message in MIME.
#[test]
fn sends_mail() {
    let type_of_body = "/message/body/contentType";
    let lunch = |to| mail("Meet for lunch?", BodyType::Text, "The new cafeteria is open.", to);
    let mut action = lunch("fannyd@contoso.onmicrosoft.com");
    action.message.cc_recipients = Some(vec![Recipient::of(None, "danas@contoso.onmicrosoft.com")]);
    page("user-sendmail")
        .example(0)
        .request_says(type_of_body, "Text")
        .should_say("text")
        // A Boolean.
        .request_says("/saveToSentItems", "false")
        .should_say(false)
        .check(&SendMail { save_to_sent_items: Some(false), ..action });

    let text = "The group represents Nevada.";
    let mut action = mail("9/9/2018: concert", BodyType::Html, text, "AlexW@contoso.OnMicrosoft.com");
    let headers = [("x-custom-header-group-name", "Nevada"), ("x-custom-header-group-id", "NV001")];
    action.message.internet_message_headers =
        Some(headers.map(|(name, value)| InternetHeader { name: name.to_owned(), value: value.to_owned() }).into());
    page("user-sendmail").example(1).request_says(type_of_body, "HTML").should_say("html").check(&action);

    let mut action = lunch("meganb@contoso.onmicrosoft.com");
    action.message.attachments = Some(vec![FileAttachment {
        name: "attachment.txt".to_owned(),
        content_type: "text/plain".to_owned(),
        content_bytes: "SGVsbG8gV29ybGQh".to_owned(),
    }]);
    page("user-sendmail").example(2).request_says(type_of_body, "Text").should_say("text").check(&action);
}

#[graph_action(POST "<message>/forward")]
struct Forward {
    message: ResourcePath,
    comment: Option<&'static str>,
    to_recipients: Vec<Recipient>,
}

#[test]
fn forwards() {
    let forward = |message| Forward {
        message,
        comment: Some("comment-value"),
        to_recipients: vec![Recipient::of(Some("name-value"), "address-value")],
    };
    page("message-forward").example(0).check(&forward(resource("/me/messages/{id}")));
    page("message-forward").check_every_path("/forward", forward);
    page("post-forward").example(0).check(&forward(resource("/groups/{id}/threads/{id}/posts/{id}")));
    page("post-forward").check_every_path("/forward", forward);
}

#[graph_type]
struct MailFolder {
    id: String,
    display_name: Option<String>,
    parent_folder_id: Option<String>,
    child_folder_count: Option<i32>,
    unread_item_count: Option<i32>,
    total_item_count: Option<i32>,
}

#[graph_action(POST "<folder>/copy" -> MailFolder)]
struct CopyFolder {
    folder: ResourcePath,
    #[graph(name = "destinationId")]
    to: &'static str,
}

#[test]
fn copies_a_folder() {
    let copy = |folder| CopyFolder { folder, to: "destinationId-value" };
    page("mailfolder-copy").example(0).check(&copy(resource("/me/mailFolders/{id}")));
    page("mailfolder-copy").check_every_path("/copy", copy);
}

#[graph_type]
struct Message {
    received_date_time: Option<String>,
    sent_date_time: Option<String>,
    has_attachments: Option<bool>,
    internet_message_id: Option<String>,
    subject: Option<String>,
    body: Option<Body>,
}

#[graph_action(GET "/me/mailFolders/<folder>/messages/delta" -> Page<Message>)]
struct MessageDelta {
    folder: &'static str,
    #[graph(header = "Prefer")]
    page_size: Option<&'static str>,
}

#[test]
fn follows_messages() {
    page("message-delta")
        .example(0)
        .check_page(&MessageDelta { folder: "{id}", page_size: Some("odata.maxpagesize=2") });
}
