//! What is sent to this machine stays on it, whatever proxy the environment names: over http, a proxy would read the token.

use std::process::Command;

use graph_action::Client;
use graph_action::auth::ClientSecret;

use crate::common::actions::get;
use crate::common::raw::{RawServer, fine};
use crate::common::soon;

/// Where the inner test finds its service.
const SERVICE: &str = "GRAPH_ACTION_TEST_SERVICE";

/// Runs in a process of its own, whose environment names a proxy.
#[tokio::test]
#[ignore = "run by the test below"]
async fn inner() {
    let service = std::env::var(SERVICE).unwrap();
    let client = Client::builder(ClientSecret::new("tenant", "client", "secret").authority(&service))
        .base_url(&service)
        .build()
        .unwrap();
    let _ = get("a").send(&client).await;
}

#[tokio::test]
async fn the_environments_proxy_does_not_see_what_is_sent_to_this_machine() {
    let (proxy, service) = (RawServer::start([fine()]).await, RawServer::start([fine()]).await);
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "proxy::inner", "--ignored"]).env(SERVICE, service.url()).env_remove("NO_PROXY");
    command.env_remove("no_proxy").env_remove("REQUEST_METHOD");
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(name, proxy.url());
    }
    let output = soon(tokio::task::spawn_blocking(move || command.output())).await.unwrap().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!((proxy.requests(), service.requests().len()), (Vec::new(), 1));
}
