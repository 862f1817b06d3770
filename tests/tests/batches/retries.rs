//! What is sent again: the items that the service did not take, alone, and when it asked for it.

use std::time::{Duration, Instant};

use graph_action::{Batch, ErrorKind, RetryPolicy};
use graph_action_sim::{Failure, Graph};

use crate::actions::batches;
use crate::common::actions::{CancelAgain, cancel, get};
use crate::common::{builder, client, soon};

#[tokio::test]
async fn only_what_was_throttled_is_sent_again_after_the_longest_wait() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    graph.fail_next_item(Failure::new(200).body("{}"));
    graph.fail_next_item(Failure::new(429).header("Retry-After", "0.1"));
    graph.fail_next_item(Failure::new(429).header("Retry-After", "0.35"));
    let mut batch = Batch::new();
    let tickets: Vec<_> = (0..5).map(|_| batch.add(&get(&call)).unwrap()).collect();
    let started = Instant::now();
    let mut answers = soon(batch.send(&client(&graph))).await.unwrap();
    assert!(started.elapsed() >= Duration::from_millis(350));
    assert!(tickets.into_iter().all(|ticket| answers.take(ticket).is_ok()));
    assert_eq!(batches(&graph), [vec!["0", "1", "2", "3", "4"], vec!["1", "2"]]);
}

#[tokio::test]
async fn each_answer_repeats_what_it_may() {
    let (post, get_it, again) = (1, 2, 3);
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    let at_once = |status| Failure::new(status).header("Retry-After", "0");
    for (failure, repeated) in [
        (Failure::new(429), vec![post, get_it, again]),
        (at_once(429), vec![post, get_it, again]),
        (at_once(509), vec![post, get_it, again]),
        (at_once(503), vec![post, get_it, again]),
        (Failure::new(503), vec![get_it, again]),
        (Failure::new(504), vec![get_it, again]),
        (at_once(500), vec![]),
        (Failure::new(502), vec![]),
        (Failure::new(424), vec![]),
        (Failure::new(401), vec![]),
        (Failure::new(400), vec![]),
    ] {
        for kind in [post, get_it, again] {
            let before = batches(&graph).len();
            graph.fail_next_item(failure.clone());
            let mut batch = Batch::new();
            let ended = match kind {
                1 => {
                    let ticket = batch.add(&cancel(&call)).unwrap();
                    soon(batch.send(&client)).await.unwrap().take(ticket).map(drop)
                }
                2 => {
                    let ticket = batch.add(&get(&call)).unwrap();
                    soon(batch.send(&client)).await.unwrap().take(ticket).map(drop)
                }
                _ => {
                    let ticket = batch.add(&CancelAgain { id: call.clone(), client_context: None }).unwrap();
                    soon(batch.send(&client)).await.unwrap().take(ticket).map(drop)
                }
            };
            assert_eq!(ended.is_ok(), repeated.contains(&kind), "{kind} {failure:?}");
            let tries = batches(&graph).len() - before;
            assert_eq!(tries, if repeated.contains(&kind) { 2 } else { 1 }, "{kind} {failure:?}");
        }
    }
}

#[tokio::test]
async fn the_rest_does_not_wait_for_what_was_throttled() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    graph.fail_next_item(Failure::new(429).header("Retry-After", "0.3"));
    let mut batch = Batch::new();
    let tickets: Vec<_> = (0..60).map(|_| batch.add(&get(&call)).unwrap()).collect();
    let mut answers = soon(batch.send(&client(&graph))).await.unwrap();
    assert!(tickets.into_iter().all(|ticket| answers.take(ticket).is_ok()));
    let sent = batches(&graph);
    assert_eq!((sent.len(), &sent[1][0], &sent[2][0]), (4, &"20".to_owned(), &"40".to_owned()));
    assert_eq!(sent[3], ["0"]);
}

#[tokio::test]
async fn retries_are_bounded_and_then_the_items_error() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let two = RetryPolicy { most_retries: 2, ..crate::common::quick() };
    for (policy, wait, tries) in [(two, "0", 3), (RetryPolicy::never(), "0", 1), (two, "3600", 1)] {
        let before = batches(&graph).len();
        for _ in 0..tries {
            graph.fail_item(
                format!("/communications/calls/{call}"),
                Failure::graph(429, "TooManyRequests", "slow down").header("Retry-After", wait),
            );
        }
        let mut batch = Batch::new();
        let (throttled, beside) = (batch.add(&get(&call)).unwrap(), batch.add(&cancel(&call)).unwrap());
        let client = builder(&graph).retry(policy).build().unwrap();
        let mut answers = soon(batch.send(&client)).await.unwrap();
        let error = answers.take(throttled).unwrap_err();
        assert!(error.is_throttled() && error.code() == Some("TooManyRequests"), "{error}");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(wait.parse().unwrap())));
        assert!(answers.take(beside).is_ok());
        assert_eq!(batches(&graph).len() - before, tries);
    }
}

#[tokio::test]
async fn direct_calls_keep_to_what_an_item_was_told() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    graph.fail_next_item(Failure::new(429).header("Retry-After", "3600"));
    let mut batch = Batch::new();
    let throttled = batch.add(&get(&call)).unwrap();
    assert!(soon(batch.send(&client)).await.unwrap().take(throttled).unwrap_err().is_throttled());
    let error = soon(get(&call).send(&client)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Throttled, "{error}");
    assert!(error.retry_after().unwrap() > Duration::from_mins(59), "{error}");
    // The next batch is another scope.
    let mut batch = Batch::new();
    let ticket = batch.add(&cancel(&call)).unwrap();
    assert!(soon(batch.send(&client)).await.unwrap().take(ticket).is_ok());
}

#[tokio::test]
async fn a_batch_that_was_not_taken_is_sent_again_whole() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let at_once = |status| Failure::new(status).header("Retry-After", "0");
    for (failure, posts, is_repeated) in [
        (at_once(429), true, true),
        (at_once(503), true, true),
        (Failure::new(503), true, false),
        (Failure::new(503), false, true),
        (Failure::new(504), true, false),
        (Failure::new(504), false, true),
    ] {
        let before = batches(&graph).len();
        graph.fail_next(failure.clone());
        let mut batch = Batch::new();
        let _ = batch.add(&get(&call)).unwrap();
        if posts {
            let _ = batch.add(&cancel(&call)).unwrap();
        }
        let ended = soon(batch.send(&client(&graph))).await;
        assert_eq!(ended.is_ok(), is_repeated, "{failure:?}");
        assert_eq!(batches(&graph).len() - before, if is_repeated { 2 } else { 1 }, "{failure:?}");
    }
}
