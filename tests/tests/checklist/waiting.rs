//! 1 and 2: when a request is sent again, and which one is.

use std::time::{Duration, Instant};

use graph_action_sim::{Failure, Graph};

use crate::common::actions::{CancelAgain, cancel, get};
use crate::common::raw::{Act, RawServer, fine, reply};
use crate::common::{client, client_of};

/// A date as headers have it, far ahead.
const FAR_AHEAD: &str = "Fri, 31 Dec 2100 23:59:59 GMT";

#[tokio::test]
async fn g01_retry_after_may_be_a_fraction_a_date_absent_or_huge() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    // A fraction is waited out, of several values the longest; never less than it says.
    for (values, asked) in [(&["0.35"][..], 350), (&["0.05", "0.2"], 200), (&["0,0.15"], 150)] {
        graph.fail_next(values.iter().fold(Failure::new(429), |failure, value| failure.header("Retry-After", value)));
        let started = Instant::now();
        cancel(&call).send(&client).await.unwrap();
        assert!(started.elapsed() >= Duration::from_millis(asked), "{values:?}");
    }
    // A date that has passed asks for nothing, and so does a header that is not there or says nothing.
    for value in [Some("Wed, 21 Oct 2015 07:28:00 GMT"), Some("soon"), None] {
        let throttled = Failure::new(429);
        graph.fail_next(value.iter().fold(throttled, |failure, value| failure.header("Retry-After", value)));
        cancel(&call).send(&client).await.unwrap();
    }
    // More than one would wait for is an error at once, which says how long; a date ahead is one of these. The client keeps to
    // it, so each needs one of its own.
    for (value, at_least) in [("3600", 3600.0), ("86400.5", 86400.5), ("1e300", 4e9), (FAR_AHEAD, 1e8)] {
        let before = graph.requests().len();
        graph.fail_next(Failure::graph(429, "TooManyRequests", "slow down").header("Retry-After", value));
        let error = cancel(&call).send(&crate::common::client(&graph)).await.unwrap_err();
        assert!(error.is_throttled());
        assert!(error.retry_after().unwrap().as_secs_f64() >= at_least, "{value} {error}");
        assert!(error.to_string().contains("the service asks to wait"), "{error}");
        assert_eq!(graph.requests().len(), before + 1);
    }
}

#[tokio::test]
async fn g02_a_post_is_not_repeated_where_it_may_have_had_an_effect() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    let tries = |before: usize| graph.requests().len() - before;
    for (status, headers, post, others) in [
        (504, &[][..], 1, 2),
        (504, &["0"], 1, 2),
        (503, &[], 1, 2),
        (503, &["0"], 2, 2),
        (429, &[], 2, 2),
        (500, &["0"], 1, 1),
    ] {
        let failure = headers.iter().fold(Failure::new(status), |failure, wait| failure.header("Retry-After", wait));
        let before = graph.requests().len();
        graph.fail_next(failure.clone());
        assert_eq!(cancel(&call).send(&client).await.is_ok(), post == 2, "{status} {headers:?}");
        assert_eq!(tries(before), post);
        // A GET, and a POST whose declaration says that a second one does no harm.
        let before = graph.requests().len();
        graph.fail_next(failure.clone());
        assert_eq!(get(&call).send(&client).await.is_ok(), others == 2, "{status} {headers:?}");
        assert_eq!(tries(before), others);
        let before = graph.requests().len();
        graph.fail_next(failure);
        let again = CancelAgain { id: call.clone(), client_context: None };
        assert_eq!(again.send(&client).await.is_ok(), others == 2, "{status} {headers:?}");
        assert_eq!(tries(before), others);
    }
    // No answer at all, once the request was there, or half of one.
    let half = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{".to_vec();
    for act in [Act::Reset, Act::Say(Vec::new()), Act::Say(half), reply("504 Gateway Timeout", "", "")] {
        let server = RawServer::start([act.clone(), fine()]).await;
        cancel("a").send(&client_of(&server.url())).await.unwrap_err();
        assert_eq!(server.requests().len(), 1, "{act:?}");
        let server = RawServer::start([act.clone(), fine()]).await;
        get("a").send(&client_of(&server.url())).await.unwrap();
        assert_eq!(server.requests().len(), 2, "{act:?}");
    }
}
