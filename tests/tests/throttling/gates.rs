//! Gates of a user's own: what they see, and what they can say.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::throttle::{GateRequest, Permit, Report, ThrottleGate};
use graph_action::transport::BoxFuture;
use graph_action::{Content, Error, Result, graph_action};

use crate::common::raw::{Act, RawServer, reply};
use crate::common::{quick, soon, until};
use crate::service::{GetGroup, Service};

/// A gate that writes down what happens at it.
#[derive(Clone, Default)]
struct Diary(Arc<Mutex<Vec<String>>>);

impl Diary {
    fn write(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }
}

/// Says when a permit is given back.
struct Given(Diary);

impl Drop for Given {
    fn drop(&mut self) {
        self.0.write("back".to_owned());
    }
}

impl ThrottleGate for Diary {
    fn enter<'a>(&'a self, request: GateRequest<'a>) -> BoxFuture<'a, Result<Permit>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            self.write(format!("enter {} {} {:?}", request.method(), request.service(), request.longest_wait()));
            Ok(Permit::holding(Given(self.clone())))
        })
    }

    fn report(&self, _: &GateRequest<'_>, report: &Report<'_>) {
        self.write(format!("report {} {:?}", report.status().as_u16(), report.resource_units()));
    }
}

#[tokio::test]
async fn every_try_is_let_in_and_reported() {
    let service = Service::start().await;
    let diary = Diary::default();
    let client = service.builder().throttle(diary.clone()).build().unwrap();
    service.answer_next(429, &[("Retry-After", "0")]);
    service.answer_next(200, &[("x-ms-resource-unit", "3")]);
    soon(GetGroup { id: "a".to_owned() }.send(&client)).await.unwrap();
    let enter = format!("enter GET directory {:?}", quick().longest_wait);
    let expected = [&enter, "report 429 None", "back", &enter, "report 200 Some(3)", "back"];
    assert_eq!(*diary.0.lock().unwrap(), expected);
}

/// A gate that lets nobody in.
struct Closed;

impl ThrottleGate for Closed {
    fn enter<'a>(&'a self, _: GateRequest<'a>) -> BoxFuture<'a, Result<Permit>> {
        Box::pin(async { Err(Error::throttled("the budget of this hour is spent", Some(Duration::from_mins(1)))) })
    }
}

#[tokio::test]
async fn a_refusal_ends_the_call_before_sending_and_names_the_action() {
    let service = Service::start().await;
    let client = service.builder().throttle(Arc::new(Closed)).build().unwrap();
    let error = soon(GetGroup { id: "a".to_owned() }.send(&client)).await.unwrap_err();
    let text = error.to_string();
    let start = "GET /groups/<id> was not sent: the budget of this hour is spent; send it again in 60.0 s";
    assert!(text.starts_with(start), "{text}");
    assert!(service.arrivals("/v1.0/groups/a").is_empty());
}

/// A photo.
#[graph_action(GET "/me/photo/$value" -> Content)]
struct GetPhoto;

#[tokio::test]
async fn a_storage_has_no_gate() {
    let storage = RawServer::start([reply("200 OK", "", "x")]).await;
    let location = format!("Location: {}/photo\r\n", storage.url());
    let service = RawServer::start([reply("302 Found", &location, "")]).await;
    let diary = Diary::default();
    let client = graph_action::Client::builder(graph_action::auth::StaticToken::new("token"));
    let client = client.base_url(service.url()).throttle(diary.clone()).build().unwrap();
    assert_eq!(soon(soon(GetPhoto.send(&client)).await.unwrap().bytes()).await.unwrap(), "x");
    assert_eq!((service.connections(), storage.connections()), (1, 1));
    assert_eq!(diary.0.lock().unwrap().len(), 3, "{:?}", diary.0.lock().unwrap());
}

#[tokio::test]
async fn a_permit_is_held_until_the_answer_is_whole_or_is_handed_on_or_given_up() {
    let begun = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{".to_vec();
    let server = RawServer::start([Act::Stall(begun)]).await;
    let diary = Diary::default();
    let client = graph_action::Client::builder(graph_action::auth::StaticToken::new("token"));
    let client = client.base_url(server.url()).throttle(diary.clone()).build().unwrap();
    let is_back = || diary.0.lock().unwrap().last().is_some_and(|line| line == "back");

    let photo = soon(GetPhoto.send(&client)).await.unwrap();
    assert!(is_back(), "held for the time of a download");
    drop(photo);

    let call = tokio::spawn(GetGroup { id: "a".to_owned() }.send(&client));
    until(|| server.requests().len() == 2).await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(!is_back(), "given back before the answer is whole");
    call.abort();
    until(is_back).await;
}
