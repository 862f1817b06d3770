//! Four requests at once for a mailbox, however many are wanted, and no wait for anything else.

use std::time::Duration;

use futures_util::future::join_all;
use graph_action::RetryPolicy;
use graph_action::throttle::{MemoryGate, NoGate};

use crate::common::{soon, until};
use crate::service::{GetGroup, ListEvents, ListMessages, SendMail, Service};

fn messages(user: &str) -> ListMessages {
    ListMessages { user: user.to_owned() }
}

#[tokio::test]
async fn a_mailbox_never_has_more_than_four_at_once() {
    let service = Service::start().await;
    let client = service.client();
    let (adele, alex) = (messages("adele@contoso.com"), messages("alex@contoso.com"));
    let calls = (0..40).map(|index| if index % 2 == 0 { adele.send(&client) } else { alex.send(&client) });
    for ended in soon(join_all(calls)).await {
        ended.unwrap();
    }
    for user in ["adele@contoso.com", "alex@contoso.com"] {
        let path = format!("/v1.0/users/{user}/messages");
        assert_eq!(service.arrivals(&path).len(), 20, "{path}");
        assert!((2..=4).contains(&service.most_at_once(&path)), "{path}: {}", service.most_at_once(&path));
    }
}

#[tokio::test]
async fn all_that_a_mailbox_is_asked_counts_together() {
    let service = Service::start().await;
    let client = service.client();
    let (list, mail) = (messages("adele"), SendMail { user: "Adele".to_owned() });
    let lists = join_all((0..10).map(|_| list.send(&client)));
    let mails = join_all((0..10).map(|_| mail.send(&client)));
    let (lists, mails) = soon(futures_util::future::join(lists, mails)).await;
    assert!(lists.iter().all(Result::is_ok) && mails.iter().all(Result::is_ok));
    // The lists came first, so that the mails had to wait for them.
    let (list, mail) = (service.arrivals("/v1.0/users/adele/messages"), service.arrivals("/v1.0/users/Adele/sendMail"));
    assert!(mail[0] > list[5], "a mail did not wait");
    assert!(service.most_at_once("/v1.0/users/adele/messages") <= 4);
}

#[tokio::test]
async fn what_is_no_mailbox_is_not_counted() {
    let service = Service::start().await;
    let client = service.client();
    let group = GetGroup { id: "a".to_owned() };
    for ended in soon(join_all((0..20).map(|_| group.send(&client)))).await {
        ended.unwrap();
    }
    assert!(service.most_at_once("/v1.0/groups/a") > 4);
}

#[tokio::test]
async fn without_a_gate_all_are_sent_at_once() {
    let service = Service::start().await;
    let client = service.builder().throttle(NoGate).build().unwrap();
    for ended in soon(join_all((0..20).map(|_| ListEvents.send(&client)))).await {
        ended.unwrap();
    }
    assert!(service.most_at_once("/beta/me/events") > 4);
}

#[tokio::test]
async fn clients_can_share_one_gate() {
    let service = Service::start().await;
    let gate = MemoryGate::new().concurrent_per_mailbox(2);
    let clients = [0, 1].map(|_| service.builder().throttle(gate.clone()).build().unwrap());
    for ended in soon(join_all((0..20).map(|index| ListEvents.send(&clients[index % 2])))).await {
        ended.unwrap();
    }
    assert!(service.most_at_once("/beta/me/events") <= 2);
}

#[tokio::test]
async fn a_call_that_is_dropped_gives_its_place_back() {
    let service = Service::start().await;
    let client = service.builder().throttle(MemoryGate::new().concurrent_per_mailbox(1)).build().unwrap();
    let list = messages("adele");
    let calls: Vec<_> = (0..3).map(|_| tokio::spawn(list.send(&client))).collect();
    until(|| service.arrivals("/v1.0/users/adele/messages").len() == 1).await;
    for call in calls {
        call.abort();
    }
    soon(list.send(&client)).await.unwrap();
}

#[tokio::test]
async fn a_line_that_is_too_long_is_an_error_that_says_what_to_do() {
    let service = Service::start().await;
    let client = service.builder().throttle(MemoryGate::new().most_waiting(3)).build().unwrap();
    let list = messages("adele");
    let ended = soon(join_all((0..10).map(|_| list.send(&client)))).await;
    let errors: Vec<_> = ended.into_iter().filter_map(Result::err).collect();
    assert_eq!(errors.len(), 3);
    for error in errors {
        assert!(error.is_throttled() && error.status().is_none() && error.client_request_id().is_some());
        let text = error.to_string();
        assert!(text.starts_with("GET /users/<user>/messages was not sent: 3 requests wait"), "{text}");
        assert!(text.contains("`MemoryGate::most_waiting`") && !text.contains("adele"), "{text}");
    }
}

#[tokio::test]
async fn a_turn_that_does_not_come_in_time_is_an_error() {
    let service = Service::start().await;
    let policy = RetryPolicy { longest_wait: Duration::ZERO, ..crate::common::quick() };
    let gate = MemoryGate::new().concurrent_per_mailbox(1);
    let client = service.builder().retry(policy).throttle(gate).build().unwrap();
    let ended = soon(join_all((0..3).map(|_| ListEvents.send(&client)))).await;
    let refused = ended.iter().filter_map(|ended| ended.as_ref().err()).filter(|error| error.is_throttled());
    assert_eq!(refused.count(), 2);
}
