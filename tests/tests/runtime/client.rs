//! What is configured once: the base URL, the version, the user agent, timeouts; and how a client is shared.

use std::time::{Duration, Instant};

use graph_action::auth::{ClientSecret, StaticToken};
use graph_action::{Call, Client, ClientBuilder, Cloud, Error, ErrorKind, Operation, RetryPolicy};
use graph_action_sim::{Failure, Graph};

use crate::common::actions::{CommsOperation, cancel, get};
use crate::common::raw::{Act, RawServer, fine};
use crate::common::{builder, client};

#[test]
fn what_is_shared_between_tasks_is_send_and_sync() {
    const fn shared<T: Send + Sync + 'static>() {}
    const fn sent<T: Send + 'static>() {}
    const {
        shared::<Client>();
        shared::<Error>();
        shared::<ClientSecret>();
        shared::<Operation<CommsOperation>>();
        sent::<Call<Operation<CommsOperation>>>();
        sent::<ClientBuilder>();
    }
}

#[tokio::test]
async fn clones_share_one_token_and_one_pointer() {
    assert_eq!(size_of::<Client>(), size_of::<usize>());
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    for _ in 0..3 {
        client.clone().send(&get(&call)).await.unwrap();
    }
    assert_eq!((graph.requests().len(), graph.token_requests()), (3, 1));
}

#[tokio::test]
async fn a_base_url_may_have_a_path_and_a_slash_at_its_end() {
    let server = RawServer::start([fine()]).await;
    for (path, line) in [
        ("", "GET /v1.0/communications/calls/a HTTP/1.1"),
        ("/", "GET /v1.0/communications/calls/a HTTP/1.1"),
        ("/gateway/graph/", "GET /gateway/graph/v1.0/communications/calls/a HTTP/1.1"),
    ] {
        let client =
            Client::builder(StaticToken::new("token")).base_url(format!("{}{path}", server.url())).build().unwrap();
        get("a").send(&client).await.unwrap();
        let request = server.requests().pop().unwrap();
        assert!(request.starts_with(line), "{request}");
        assert!(request.to_lowercase().contains("authorization: bearer token\r\n"), "{request}");
    }
}

#[tokio::test]
async fn the_user_agent_names_the_product_in_front_of_this_crate() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    get(&call).send(&client(&graph)).await.unwrap();
    get(&call).send(&builder(&graph).user_agent("contoso-bot/2.1").build().unwrap()).await.unwrap();
    let requests = graph.requests();
    let own = requests[0].header("user-agent").unwrap();
    assert!(own.starts_with("graph-action/") && !own.contains(' '), "{own}");
    assert_eq!(requests[1].header("user-agent"), Some(&*format!("contoso-bot/2.1 {own}")));
    assert!(requests.iter().all(|request| request.header("sdkversion").is_none()));
}

#[tokio::test]
async fn a_slow_service_is_an_error_in_time_and_a_post_is_not_repeated() {
    let graph = Graph::start().await.unwrap();
    let client = builder(&graph).timeout(Duration::from_millis(200)).build().unwrap();
    graph.fail_next(Failure::new(200).after(Duration::from_secs(5)));
    let started = Instant::now();
    let error = cancel("a").send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_timeout() && !error.is_connect() && error.status().is_none());
    assert!(started.elapsed() < Duration::from_secs(2));
    assert_eq!(graph.requests().len(), 1);
}

#[tokio::test]
async fn a_body_that_stalls_is_an_error_in_time() {
    let stalled = Act::Stall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":".to_vec());
    let server = RawServer::start([stalled]).await;
    let client = Client::builder(StaticToken::new("token"))
        .base_url(server.url())
        .timeout(Duration::from_millis(200))
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let error = get("a").send(&client).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_slow_login_service_is_an_error_in_time() {
    let graph = Graph::start().await.unwrap();
    graph.delay_tokens(Duration::from_secs(5));
    let client = builder(&graph).timeout(Duration::from_millis(200)).build().unwrap();
    let error = get("a").send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token);
    assert!(graph.requests().is_empty());
}

#[test]
fn settings_that_cannot_work_are_refused_when_the_client_is_built() {
    let builder = || Client::builder(StaticToken::new("token"));
    for (what, built) in [
        ("newline in the user agent", builder().user_agent("a\nb").build()),
        ("letters of no header in the user agent", builder().user_agent("bötchen").build()),
        ("empty version", builder().version("").build()),
        ("version with a slash", builder().version("v1.0/me").build()),
        ("version that leads up", builder().version("..").build()),
        ("version that leads nowhere", builder().version(".").build()),
        ("version in the base URL", builder().base_url("https://graph.microsoft.com/v1.0").build()),
        ("two clouds", builder().cloud(Cloud::China).base_url("https://graph.microsoft.us").build()),
        ("no secret", Client::new(ClientSecret::new("tenant", "client", " "))),
        ("no tenant", Client::new(ClientSecret::new("", "client", "secret"))),
        ("no client id", Client::new(ClientSecret::new("tenant", "", "secret"))),
    ] {
        assert_eq!(built.expect_err(what).kind(), ErrorKind::Configuration, "{what}");
    }
    assert!(builder().version("beta").cloud(Cloud::China).build().is_ok());
}
