//! What comes after what: stated where the service takes it, kept by more requests where it does not.

use graph_action::{AnyTicket, Batch};
use graph_action_sim::{Failure, Graph};
use serde_json::json;

use crate::actions::{GetOutcome, Outcome, batches};
use crate::common::actions::{CancelInBeta, GetCall, cancel, get};
use crate::common::{client, soon};

/// A chain of calls, each of which comes after the one before it.
fn chain(batch: &mut Batch, call: &str, length: usize) -> Vec<graph_action::Ticket<GetCall>> {
    let mut tickets: Vec<graph_action::Ticket<GetCall>> = Vec::new();
    for _ in 0..length {
        let last: Vec<&dyn AnyTicket> = tickets.last().into_iter().map(|last| last as &dyn AnyTicket).collect();
        let next = batch.add_after(&get(call), &last).unwrap();
        tickets.push(next);
    }
    tickets
}

#[tokio::test]
async fn an_order_that_the_service_knows_is_one_request() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let mut serial = Batch::new();
    let tickets = chain(&mut serial, &call, 3);
    let mut answers = soon(serial.send(&client(&graph))).await.unwrap();
    for ticket in tickets {
        assert_eq!(answers.take(ticket).unwrap()["id"], call);
    }
    let mut same = Batch::new();
    let (hub, loose) = (same.add(&get(&call)).unwrap(), same.add(&get(&call)).unwrap());
    let left = same.add_after(&get(&call), &[&hub]).unwrap();
    let right = same.add_after(&cancel(&call), &[&hub, &hub]).unwrap();
    let mut answers = soon(same.send(&client(&graph))).await.unwrap();
    for ticket in [hub, loose, left] {
        assert!(answers.take(ticket).is_ok());
    }
    assert!(answers.take(right).is_ok());
    assert_eq!(batches(&graph), [vec!["0", "1<0", "2<1"], vec!["0", "1", "2<0", "3<0"]]);
}

#[tokio::test]
async fn an_order_is_kept_across_the_split() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let mut batch = Batch::new();
    let tickets = chain(&mut batch, &call, 45);
    let mut answers = soon(batch.send(&client(&graph))).await.unwrap();
    assert!(tickets.into_iter().all(|ticket| answers.take(ticket).is_ok()));
    let sent = batches(&graph);
    assert_eq!(sent.iter().map(Vec::len).collect::<Vec<_>>(), [20, 20, 5]);
    // What was answered before need not be stated again.
    assert_eq!((&*sent[1][0], &*sent[1][1], &*sent[2][0]), ("20", "21<20", "40"));
}

#[tokio::test]
async fn an_order_that_fits_no_shape_takes_more_requests() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let mut batch = Batch::new();
    let (top, beta) = (batch.add(&get(&call)).unwrap(), CancelInBeta { id: call.clone(), all: None });
    let left = batch.add_after(&get(&call), &[&top]).unwrap();
    let right = batch.add_after(&get(&call), &[&top]).unwrap();
    let foot = batch.add_after(&cancel(&call), &[&right, &left]).unwrap();
    // Another version is another request, and comes after the one that it depends on.
    let beta = batch.add_after(&beta, &[&foot]).unwrap();
    let mut answers = soon(batch.send(&client(&graph))).await.unwrap();
    assert!([top, left, right].into_iter().all(|ticket| answers.take(ticket).is_ok()));
    assert!(answers.take(foot).is_ok() && answers.take(beta).is_ok());
    assert_eq!(batches(&graph), [vec!["0", "1<0", "2<0"], vec!["3"], vec!["4"]]);
}

#[tokio::test]
async fn what_comes_after_a_failure_is_not_carried_out() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    let mut batch = Batch::new();
    let fails = batch.add(&get("no-such-call")).unwrap();
    let beside = batch.add(&get(&call)).unwrap();
    let same = batch.add_after(&cancel(&call), &[&fails]).unwrap();
    // The service never sees these two: they would have come in a later request.
    let later = batch.add_after(&cancel(&call), &[&same]).unwrap();
    let wanted = batch.add_after(&GetOutcome { id: "a".into() }, &[&beside, &later]).unwrap();
    let mut answers = soon(batch.send(&client(&graph))).await.unwrap();
    assert!(answers.take(fails).unwrap_err().is_not_found() && answers.take(beside).is_ok());
    for ticket in [same, later] {
        let error = answers.take(ticket).unwrap_err();
        assert_eq!((error.status().unwrap().as_u16(), error.code()), (424, Some("FailedDependency")));
        assert!(
            error
                .to_string()
                .starts_with("POST /communications/calls/<id>/cancelMediaProcessing failed: 424 Failed Dependency"),
            "{error}"
        );
    }
    // It is an answer like any other.
    let Outcome::NotCarriedOut(body) = answers.take(wanted).unwrap() else { panic!("it was carried out") };
    let message =
        "It was not sent: POST /communications/calls/<id>/cancelMediaProcessing, which it comes after, failed.";
    assert_eq!(body, json!({ "error": { "code": "FailedDependency", "message": message } }));
    assert_eq!(batches(&graph), [["0", "1", "2<0"]]);
    assert_eq!(graph.batch_items().len(), 2);
}

#[tokio::test]
async fn what_comes_after_something_throttled_waits_for_it() {
    let graph = Graph::start().await.unwrap();
    let call = graph.create_call(None);
    for (failures, ends_well) in [(1, true), (4, false)] {
        let before = graph.requests().len();
        for _ in 0..failures {
            graph.fail_item(format!("/communications/calls/{call}"), Failure::new(429).header("Retry-After", "0"));
        }
        let mut batch = Batch::new();
        let throttled = batch.add(&get(&call)).unwrap();
        let beside = batch.add(&get("other")).unwrap();
        let next = batch.add_after(&cancel(&call), &[&throttled]).unwrap();
        let mut answers = soon(batch.send(&client(&graph))).await.unwrap();
        assert!(answers.take(beside).unwrap_err().is_not_found());
        let (throttled, next) = (answers.take(throttled), answers.take(next));
        if ends_well {
            assert!(throttled.is_ok() && next.is_ok());
        } else {
            assert!(throttled.unwrap_err().is_throttled());
            assert_eq!(next.unwrap_err().status().unwrap().as_u16(), 424);
        }
        // The service said 424 to the second one: it did not carry it out, so both come again, and nothing else.
        let again = vec!["0".to_owned(), "2<0".to_owned()];
        let expected: Vec<_> = std::iter::once(vec!["0".to_owned(), "1".to_owned(), "2<0".to_owned()])
            .chain(std::iter::repeat_n(again, failures.min(3)))
            .collect();
        assert_eq!(batches(&graph)[before..], expected);
    }
}

#[tokio::test]
async fn a_ticket_of_another_batch_is_no_order() {
    let (mut one, mut other) = (Batch::new(), Batch::new());
    let theirs = other.add(&get("a")).unwrap();
    let error = one.add_after(&get("b"), &[&theirs]).unwrap_err();
    assert!(error.is_invalid_request() && one.is_empty());
    assert!(error.to_string().contains("was not sent: it comes after an action of another batch"), "{error}");
}
