//! What comes back: each action's own type, whatever the others are, in whichever order the service answers.

use graph_action::{Answers, Batch, Client, ErrorKind, Ticket};
use graph_action_sim::{CancelReply, Failure, Graph};
use serde_json::json;

use crate::actions::{CountThings, DeleteThing, GetOutcome, ListThings, Outcome, batches, create, responses, thing};
use crate::common::actions::{CancelInBeta, CancelWithReply, cancel, get};
use crate::common::raw::RawServer;
use crate::common::{builder, client, client_of, soon};

#[tokio::test]
async fn any_mix_of_actions_comes_back_typed() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    let mut batch = Batch::new();
    let cancelled = batch
        .add(&crate::common::actions::CancelMediaProcessing { client_context: Some("mine".into()), ..cancel(&call) })
        .unwrap();
    let read = batch.add(&get(&call)).unwrap();
    let unknown = batch.add(&get("no-such-call")).unwrap();
    let replied = batch
        .add(&CancelWithReply {
            id: call.clone(),
            client_context: None,
            request_id: Some("9c5af5c8-9e0c-4d4b-8f5b-4c1c8e0d1a11".into()),
        })
        .unwrap();
    assert_eq!((batch.len(), batch.is_empty()), (4, false));

    let mut answers = soon(batch.send(&client)).await.unwrap();
    assert_eq!((answers.len(), answers.is_empty()), (4, false));
    let operation = answers.take(cancelled).unwrap();
    assert_eq!(operation.client_context(), Some("mine"));
    assert!(operation.location().unwrap().as_str().starts_with(&format!("{}/v1.0/communications", graph.base_url())));
    assert_eq!(answers.take(read).unwrap()["id"], call);
    let error = answers.take(unknown).unwrap_err();
    assert!(error.is_not_found() && error.code() == Some("8522") && error.request_id().is_some());
    assert!(error.to_string().starts_with("GET /communications/calls/<id> failed: 404 Not Found, 8522"), "{error}");
    let reply = answers.take(replied).unwrap();
    assert_eq!(reply.client_request_id(), Some("9c5af5c8-9e0c-4d4b-8f5b-4c1c8e0d1a11"));
    assert!(reply.body().location().is_some());
    assert_eq!((answers.len(), answers.is_empty()), (0, true));

    let requests = graph.requests();
    assert_eq!((requests.len(), requests[0].path()), (1, "/v1.0/$batch"));
    assert_eq!(batches(&graph), [["0", "1", "2", "3"]]);
    assert!(graph.batch_items().iter().all(|item| item.header("authorization").is_none()));
    assert_eq!(graph.batch_items()[0].json(), Some(json!({ "clientContext": "mine" })));
}

#[tokio::test]
async fn a_thousand_actions_are_fifty_requests() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    for (concurrency, count) in [(1, 1000), (4, 1000), (0, 41)] {
        let before = graph.requests().len();
        let mut batch = Batch::new().concurrency(concurrency);
        let tickets: Vec<_> = (0..count)
            .map(|number| {
                let client_context = Some(number.to_string());
                let action = crate::common::actions::CancelMediaProcessing { client_context, ..cancel(&call) };
                batch.add(&action).unwrap()
            })
            .collect();
        let mut answers = soon(batch.send(&client(&graph))).await.unwrap();
        assert_eq!(answers.len(), count);
        for (number, ticket) in tickets.into_iter().enumerate() {
            assert_eq!(answers.take(ticket).unwrap().client_context(), Some(&*number.to_string()));
        }
        assert_eq!(graph.requests().len() - before, count.div_ceil(20));
    }
}

#[tokio::test]
async fn each_version_has_requests_of_its_own() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    for (version, paths) in [("v1.0", ["/v1.0/$batch", "/beta/$batch"]), ("beta", ["/beta/$batch", ""])] {
        let before = graph.requests().len();
        let mut batch = Batch::new();
        let (first, beta, last) = (
            batch.add(&cancel(&call)).unwrap(),
            batch.add(&CancelInBeta { id: call.clone(), all: Some(true) }).unwrap(),
            batch.add(&get(&call)).unwrap(),
        );
        let client = builder(&graph).version(version).build().unwrap();
        let mut answers = soon(batch.send(&client)).await.unwrap();
        let location = |operation: graph_action::Operation<_>| operation.location().unwrap().path().to_owned();
        assert!(location(answers.take(first).unwrap()).starts_with(&format!("/{version}/")));
        assert!(location(answers.take(beta).unwrap()).starts_with("/beta/"));
        assert_eq!(answers.take(last).unwrap()["id"], call);
        let sent: Vec<_> = graph.requests()[before..].iter().map(|request| request.path().to_owned()).collect();
        assert_eq!(sent, paths.iter().filter(|path| !path.is_empty()).copied().collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn answers_are_bound_as_direct_ones_are() {
    let server = RawServer::start([responses(
        r#"{"id": "5", "status": 201, "headers": {"content-type": "application/json"}, "body": {"n": 12345678901234567890}},
            {"id": 4, "status": "200", "headers": {"CONTENT-TYPE": "text/plain"}, "body": "NDI="},
            {"id": "2", "status": 204, "body": null, "headers": {"ETag": "\"a\"", "Location": "/things('b')"}},
            {"id": "99", "status": 200, "body": {}}, {"id": "0", "status": 200, "body": {"first": true}},
            {"id": "0", "status": 500, "body": {"second": true}},
            {"id": "1", "status": 200, "headers": {}, "body": {"value": [1, 2], "@odata.nextLink": "https://elsewhere.example/next"}},
            {"id": "3", "status": 200, "body": {"value": [[]]}},
            {"id": "6", "status": 302, "headers": {"location": "/things/7"}}"#,
    )])
    .await;
    let mut batch = Batch::new();
    let one = batch.add(&thing("a")).unwrap();
    let page = batch.add(&ListThings {}).unwrap();
    let deleted = batch.add(&DeleteThing { id: "a".into() }).unwrap();
    let misfit = batch.add(&ListThings {}).unwrap();
    let count = batch.add(&CountThings {}).unwrap();
    let created = batch.add(&GetOutcome { id: "a".into() }).unwrap();
    let elsewhere = batch.add(&GetOutcome { id: "a".into() }).unwrap();
    let client = client_of(&server.url());
    let mut answers = soon(batch.send(&client)).await.unwrap();

    assert_eq!(answers.take(one).unwrap(), json!({ "first": true }));
    let page = answers.take(page).unwrap();
    assert_eq!((page.items(), page.next_link()), (&[1, 2][..], Some("https://elsewhere.example/next")));
    assert!(page.next_page(&client).await.unwrap_err().to_string().contains("leads to `elsewhere.example`"));
    let deleted = answers.take(deleted).unwrap();
    assert_eq!((deleted.status().as_u16(), &deleted.headers()["etag"]), (204, &"\"a\"".parse().unwrap()));
    assert_eq!(deleted.location().unwrap().as_str(), format!("{}/v1.0/things('b')", server.url()));
    assert_eq!(deleted.request_id(), Some("of-the-batch"));
    let error = answers.take(misfit).unwrap_err();
    assert!(
        error.to_string().contains("GET /things succeeded, but its response does not fit: at `value[0]`"),
        "{error}"
    );
    assert_eq!(error.body(), br#"{"value": [[]]}"#);
    assert_eq!(answers.take(count).unwrap(), 42);
    assert!(
        matches!(answers.take(created).unwrap(), Outcome::Created(body) if body["n"] == 12_345_678_901_234_567_890_u64)
    );
    let Outcome::Elsewhere(elsewhere) = answers.take(elsewhere).unwrap() else { panic!("it was not redirected") };
    assert!(elsewhere.location().unwrap().path().ends_with("/v1.0/things/7"));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_pages_behind_the_first_one_keep_its_headers() {
    let page = |link: &str| {
        responses(&format!(r#"{{"id": "0", "status": 200, "body": {{"value": [1], "@odata.nextLink": "{link}"}}}}"#))
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let last = crate::common::raw::reply("200 OK", "", r#"{"value": [2]}"#);
    let server = RawServer::on(listener, [page(&format!("{url}/v1.0/things?$skiptoken=a")), last]);
    let client = client_of(&url);
    let mut batch = Batch::new();
    let ticket = batch.add(&ListThings {}).unwrap();
    let page = soon(batch.send(&client)).await.unwrap().take(ticket).unwrap();
    assert_eq!(page.next_page(&client).await.unwrap().unwrap().items(), [2]);
    let requests = server.requests();
    assert!(requests[0].contains(r#""consistencylevel":"eventual""#), "{requests:?}");
    assert!(!requests[0].to_lowercase().contains("\r\nconsistencylevel"), "{requests:?}");
    assert!(requests[1].contains("consistencylevel: eventual"), "{requests:?}");
}

#[tokio::test]
async fn an_item_without_ids_has_those_of_its_batch() {
    let graph = Graph::start().await.unwrap();
    graph.fail_next_item(Failure::graph(409, "Conflict", "busy").bare());
    graph.fail_next_item(Failure::new(500).bare());
    let mut batch = Batch::new();
    let (own, none) = (batch.add(&get("a")).unwrap(), batch.add(&get("b")).unwrap());
    let mut answers = soon(batch.send(&client(&graph))).await.unwrap();
    let (own, none) = (answers.take(own).unwrap_err(), answers.take(none).unwrap_err());
    let sent = graph.requests()[0].header("client-request-id").unwrap().to_owned();
    for error in [&own, &none] {
        assert_eq!(error.client_request_id(), Some(&*sent));
        assert!(error.to_string().contains("[request-id "), "{error}");
    }
    // The one says in its body which one it was; the other has to be looked for by the batch's.
    assert!(own.is_conflict() && none.status().unwrap() == 500);
    assert_eq!(own.request_id(), own.service().unwrap().json().unwrap()["error"]["innerError"]["request-id"].as_str());
    assert_ne!(own.request_id(), none.request_id());
}

#[tokio::test]
async fn an_operation_may_be_a_location_alone() {
    let graph = Graph::builder().cancel_reply(CancelReply::LocationOnly).start().await.unwrap();
    let mut batch = Batch::new();
    let ticket = batch.add(&cancel(graph.create_call(None))).unwrap();
    let operation = soon(batch.send(&client(&graph))).await.unwrap().take(ticket).unwrap();
    assert_eq!((operation.status().as_u16(), operation.body().is_none()), (202, true));
    assert!(operation.location().is_some());
}

#[tokio::test]
async fn an_empty_batch_asks_for_nothing() {
    let graph = Graph::start().await.unwrap();
    let answers = Batch::default().send(&client(&graph)).await.unwrap();
    assert!(answers.is_empty());
    assert_eq!((graph.requests().len(), graph.token_requests()), (0, 0));
}

#[tokio::test]
async fn a_ticket_is_good_for_its_own_batch_only() {
    let graph = Graph::start().await.unwrap();
    let (mut one, mut other) = (Batch::new(), Batch::new());
    let (mine, theirs) = (one.add(&get("a")).unwrap(), other.add(&get("a")).unwrap());
    let mut answers = soon(one.send(&client(&graph))).await.unwrap();
    let error = answers.take(theirs).unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::InvalidRequest, Some("/communications/calls/<id>")));
    assert!(error.to_string().contains("its ticket is of another batch"), "{error}");
    assert!(answers.take(mine).unwrap_err().is_not_found());
}

#[test]
fn a_batch_can_be_sent_to_another_thread_whatever_is_in_it() {
    fn is_send<T: Send>(_: &T) {}
    fn is_send_and_sync<T: Send + Sync>() {}
    fn is_static<T: 'static>(_: &T) {}
    /// An action that can go nowhere itself.
    #[graph_action::graph_action(GET "/pinned/<id>")]
    struct Pinned {
        id: String,
        #[graph(skip)]
        _nowhere: std::marker::PhantomData<*const u8>,
    }
    is_send_and_sync::<Ticket<Pinned>>();
    is_send_and_sync::<Batch>();
    let client: Client = client_of("http://127.0.0.1:1");
    let mut batch = Batch::new();
    is_static(&Batch::new().send(&client));
    let ticket = batch.add(&Pinned { id: "a".into(), _nowhere: std::marker::PhantomData }).unwrap();
    is_send(&async move {
        let mut answers: Answers = batch.send(&client).await?;
        answers.take(ticket)
    });
}

#[tokio::test]
async fn nothing_that_is_shown_holds_what_was_sent_or_came() {
    let server = RawServer::start([responses(r#"{"id": "0", "status": 201, "body": {"secret": "hunter2"}}"#)]).await;
    let mut batch = Batch::new();
    let ticket = batch.add(&create(r#"{"secret": "hunter2"}"#)).unwrap();
    let before = format!("{batch:?} {ticket:?}");
    let mut answers = soon(batch.send(&client_of(&server.url()))).await.unwrap();
    let text = format!("{before} {answers:?}");
    assert!(!text.contains("hunter2"), "{text}");
    assert_eq!(answers.take(ticket).unwrap().into_body().unwrap()["secret"], "hunter2");
}
