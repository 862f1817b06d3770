//! What the service asked to rest does rest, and nothing else does.

use std::time::Duration;

use futures_util::future::join_all;
use graph_action::RetryPolicy;

use crate::common::soon;
use crate::service::{GetGroup, ListMessages, Service};

const ADELE: &str = "/v1.0/users/adele/messages";

fn messages(user: &str) -> ListMessages {
    ListMessages { user: user.to_owned() }
}

#[tokio::test]
async fn one_429_holds_back_its_mailbox_and_no_other() {
    for (scope, holds_alex) in [(None, false), (Some("Application/ReadWrite/app/tenant"), true)] {
        let service = Service::start().await;
        let client = service.builder().retry(RetryPolicy::never()).build().unwrap();
        let mut headers = vec![("Retry-After", "60")];
        headers.extend(scope.map(|scope| ("x-ms-throttle-scope", scope)));
        service.answer_next(429, &headers);
        let error = soon(messages("adele").send(&client)).await.unwrap_err();
        assert!(error.is_throttled());
        let (adele, alex) = (messages("adele"), messages("alex"));
        let held = tokio::spawn(join_all((0..6).map(|_| adele.send(&client)).collect::<Vec<_>>()));
        let alex = tokio::spawn(alex.send(&client));
        for _ in 0..3 {
            soon(GetGroup { id: "a".to_owned() }.send(&client)).await.unwrap();
        }
        if holds_alex {
            assert!(!alex.is_finished());
            alex.abort();
        } else {
            soon(alex).await.unwrap().unwrap();
        }
        assert!(!held.is_finished());
        held.abort();
        assert_eq!(service.arrivals(ADELE).len(), 1);
        assert_eq!(service.arrivals("/v1.0/users/alex/messages").len(), usize::from(!holds_alex));
    }
}

#[tokio::test]
async fn when_the_rest_is_over_all_are_sent_and_none_before() {
    let service = Service::start().await;
    let client = service.builder().retry(RetryPolicy::never()).build().unwrap();
    service.answer_next(429, &[("Retry-After", "0.3")]);
    soon(messages("adele").send(&client)).await.unwrap_err();
    let adele = messages("adele");
    for ended in soon(join_all((0..6).map(|_| adele.send(&client)))).await {
        ended.unwrap();
    }
    let adele = service.arrivals(ADELE);
    assert_eq!(adele.len(), 7);
    assert!(adele[1] >= adele[0] + Duration::from_millis(300), "sent before its time");
}

#[tokio::test]
async fn a_repetition_waits_for_the_rest_of_its_scope_and_holds_no_place_meanwhile() {
    let service = Service::start().await;
    let client = service.client();
    service.answer_next(429, &[("Retry-After", "0.2")]);
    service.answer_next(503, &[("Retry-After", "0.2")]);
    soon(messages("adele").send(&client)).await.unwrap();
    let adele = service.arrivals(ADELE);
    assert_eq!(adele.len(), 3);
    assert!(adele.windows(2).all(|pair| pair[1] >= pair[0] + Duration::from_millis(200)));
}

#[tokio::test]
async fn without_advice_nothing_rests_but_the_call_itself() {
    let service = Service::start().await;
    let client = service.builder().retry(RetryPolicy::never()).build().unwrap();
    service.answer_next(429, &[]);
    soon(messages("adele").send(&client)).await.unwrap_err();
    soon(messages("adele").send(&client)).await.unwrap();
}

#[tokio::test]
async fn a_rest_that_is_too_long_is_refused_before_sending_with_the_services_advice() {
    let service = Service::start().await;
    let client = service.client();
    service.answer_next(429, &[("Retry-After", "7200")]);
    let first = soon(messages("adele").send(&client)).await.unwrap_err();
    assert_eq!((first.status().unwrap().as_u16(), first.retry_after()), (429, Some(Duration::from_hours(2))));
    let second = soon(messages("adele").send(&client)).await.unwrap_err();
    assert!(second.is_throttled() && second.status().is_none());
    let advice = second.retry_after().unwrap();
    assert!(advice > Duration::from_mins(118) && advice <= Duration::from_hours(2), "{advice:?}");
    assert_eq!(service.arrivals(ADELE).len(), 1);
    soon(messages("alex").send(&client)).await.unwrap();
}

#[tokio::test]
async fn an_answer_without_its_body_is_heard_too() {
    use crate::common::raw::{Act, RawServer, fine};
    let cut_off = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7200\r\nContent-Length: 9\r\n\r\n{".to_vec();
    let server = RawServer::start([Act::Say(cut_off), fine()]).await;
    let client = crate::common::client_of(&server.url());
    for _ in 0..2 {
        let error = soon(messages("adele").send(&client)).await.unwrap_err();
        assert!(error.retry_after().is_some_and(|advice| advice > Duration::from_mins(118)), "{error:?}");
    }
    assert_eq!(server.connections(), 1);
}
