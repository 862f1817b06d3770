//! 11, 12 and 20: what goes on the wire.

use graph_action::auth::ClientSecret;
use graph_action::{Client, Nullable, Page, graph_action};

use crate::common::actions::get;
use crate::common::client_of;
use crate::common::raw::{RawServer, fine, reply};
use crate::request_line;

#[graph_action(GET "/me/reminderView(startDateTime=<start>,endDateTime='<end>',count=<count>)?$filter=<filter>")]
struct ReminderView {
    start: String,
    end: String,
    count: Option<i32>,
    filter: Option<String>,
}

#[tokio::test]
async fn g11_a_quote_and_a_plus_in_an_argument_arrive_as_they_are() {
    let server = RawServer::start([fine()]).await;
    let client = client_of(&server.url());
    let view = ReminderView {
        start: "2026-01-01T00:00:00+02:00".into(),
        end: "o'neil, a=b) & 100%/?#".into(),
        count: Some(-1),
        filter: Some("name eq 'o''neil+co'".into()),
    };
    view.send(&client).await.unwrap();
    let sent = "GET /v1.0/me/reminderView(startDateTime='2026-01-01T00:00:00%2B02:00',\
                endDateTime='o%27%27neil,%20a=b%29%20%26%20100%25%2F%3F%23',count=-1)\
                ?$filter=name%20eq%20'o''neil%2Bco' HTTP/1.1";
    assert_eq!(request_line(&server.requests()[0]), sent);
}

#[graph_action(PATCH "/me/events/<id>")]
#[derive(Default)]
struct UpdateEvent {
    id: String,
    subject: Nullable<String>,
    location: Nullable<String>,
    body: Option<String>,
    is_all_day: Nullable<bool>,
}

#[tokio::test]
async fn g12_null_clears_absent_keeps_and_a_value_sets() {
    let server = RawServer::start([fine()]).await;
    let client = client_of(&server.url());
    for (update, body) in [
        (UpdateEvent { id: "a".into(), ..Default::default() }, "{}"),
        (
            UpdateEvent {
                id: "a".into(),
                subject: Nullable::Null,
                location: Nullable::Value("here".into()),
                is_all_day: Some(false).into(),
                ..Default::default()
            },
            r#"{"subject":null,"location":"here","isAllDay":false}"#,
        ),
        (
            UpdateEvent { id: "a".into(), subject: Nullable::Value(String::new()), ..Default::default() },
            r#"{"subject":""}"#,
        ),
        (UpdateEvent { id: "a".into(), body: Some("x".into()), ..Default::default() }, r#"{"body":"x"}"#),
    ] {
        update.send(&client).await.unwrap();
        let sent = server.requests().pop().unwrap();
        assert_eq!(sent.split("\r\n\r\n").nth(1), Some(body));
    }
}

#[graph_action(GET "/users" -> Page<u8>)]
struct ListUsers {}

#[tokio::test]
async fn g20_microsofts_own_telemetry_header_is_never_sent() {
    let is_clean = |names: &[String]| !names.iter().any(|name| name.eq_ignore_ascii_case("SdkVersion"));
    // A call, a repetition of it, a further page.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let next = format!(r#"{{"value": [], "@odata.nextLink": "{url}/next"}}"#);
    let busy = reply("429 Too Many Requests", "Retry-After: 0\r\n", "");
    let server = RawServer::on(listener, [busy, reply("200 OK", "", &next), fine()]);
    let client = client_of(&url);
    let first = ListUsers {}.send(&client).await.unwrap();
    first.next_page(&client).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for request in requests {
        let names = header_names(&request);
        assert!(names.iter().any(|name| name == "user-agent") && is_clean(&names), "{request}");
        assert!(request.contains("user-agent: graph-action/"), "{request}");
    }
    // The request for a token, and the call that it is for.
    let token = reply("200 OK", "", r#"{"token_type": "Bearer", "expires_in": 3599, "access_token": "token"}"#);
    let server = RawServer::start([token, fine()]).await;
    let credential = ClientSecret::new("contoso.onmicrosoft.com", "client", "secret").authority(server.url());
    get("a").send(&Client::builder(credential).base_url(server.url()).build().unwrap()).await.unwrap();
    let requests = server.requests();
    assert!(requests[0].starts_with("POST /contoso.onmicrosoft.com/oauth2/v2.0/token"), "{requests:?}");
    assert!(requests.iter().all(|request| is_clean(&header_names(request))), "{requests:?}");
}

/// The names of a request's headers.
fn header_names(request: &str) -> Vec<String> {
    let head = request.split("\r\n\r\n").next().unwrap_or_default().lines().skip(1);
    head.filter_map(|line| Some(line.split_once(':')?.0.to_owned())).collect()
}
