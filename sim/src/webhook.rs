//! Posting a notification to a callback: to loopback alone, and again where the callback cannot take it yet.

use std::{
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use http::StatusCode;
use reqwest::{Client, redirect::Policy};
use serde_json::Value;
use url::{Host, Url};
use uuid::Uuid;

use crate::DeliveredNotification;

/// The waits between the attempts; there is one attempt more than there are waits.
const WAITS: [Duration; 3] = [Duration::from_millis(100), Duration::from_millis(200), Duration::from_millis(400)];

/// How long a callback may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The client that posts notifications. It goes neither through a proxy nor after a redirect, and takes `localhost` for
/// what it says: either could lead elsewhere.
pub(crate) fn client() -> reqwest::Result<Client> {
    let localhost: [SocketAddr; 2] = [(Ipv4Addr::LOCALHOST, 0).into(), (Ipv6Addr::LOCALHOST, 0).into()];
    Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .resolve_to_addrs("localhost", &localhost)
        .timeout(PATIENCE)
        .build()
}

/// Posts until the callback answers with something other than a server error or a throttle, or the attempts are used up.
pub(crate) async fn deliver(client: &Client, callback_uri: &str, body: Value) -> DeliveredNotification {
    let mut ended =
        DeliveredNotification { url: callback_uri.to_owned(), body, status: None, attempts: 0, error: None };
    let Some(url) = loopback(callback_uri) else {
        ended.error = Some("the callback is not an http or https address on loopback: nothing was sent".to_owned());
        return ended;
    };
    let scenario = Uuid::new_v4().to_string();
    let mut waits = WAITS.iter();
    loop {
        ended.attempts += 1;
        let sent = client
            .post(url.clone())
            .header("client-request-id", Uuid::new_v4().to_string())
            .header("scenario-id", &scenario)
            .json(&ended.body)
            .send()
            .await;
        (ended.status, ended.error) = match sent {
            Ok(answer) => (Some(answer.status()), None),
            Err(error) => (None, Some(error.to_string())),
        };
        match waits.next() {
            Some(wait) if is_passing(ended.status) => tokio::time::sleep(*wait).await,
            _ => return ended,
        }
    }
}

/// Whether the same notification may be taken later.
fn is_passing(status: Option<StatusCode>) -> bool {
    status.is_none_or(|status| status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS)
}

/// The address, if it is one on this machine.
pub(crate) fn loopback(uri: &str) -> Option<Url> {
    let url = Url::parse(uri).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let local = match url.host()? {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    local.then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_is_sent_to() {
        for local in [
            "http://127.0.0.1:8080/api/calls",
            "https://127.1.2.3/",
            "http://localhost:1/",
            "http://LOCALHOST/",
            "http://[::1]:8080/",
            "http://2130706433/",
        ] {
            assert!(loopback(local).is_some(), "{local}");
        }
        for elsewhere in [
            "https://bot.contoso.com/api/calls",
            "http://localhost.contoso.com/",
            "http://contoso.localhost/",
            "http://127.0.0.1@contoso.com/",
            "http://10.0.0.1/",
            "http://0.0.0.0/",
            "http://[::]/",
            "ftp://127.0.0.1/",
            "file:///etc/passwd",
            "/api/calls",
            "",
        ] {
            assert!(loopback(elsewhere).is_none(), "{elsewhere}");
        }
    }

    #[test]
    fn a_callback_that_cannot_take_it_yet_is_tried_again() {
        assert!(is_passing(None));
        for (status, passing) in [(200, false), (202, false), (302, false), (400, false), (429, true), (503, true)] {
            assert_eq!(is_passing(StatusCode::from_u16(status).ok()), passing, "{status}");
        }
    }
}
