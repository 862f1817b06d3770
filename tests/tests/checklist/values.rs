//! 13 and 14: what Graph writes in more than one way is read in each.

use graph_action::odata::Edm;
use graph_action::{graph_action, graph_type};
use serde_json::{Value, json};

use crate::common::actions::OperationStatus;
use crate::common::client_of;
use crate::common::raw::{RawServer, reply};

#[graph_type]
#[derive(Debug, Clone, PartialEq)]
struct Statuses {
    statuses: Vec<OperationStatus>,
}

#[graph_action(GET "/statuses" -> Statuses)]
struct GetStatuses {}

#[graph_action(POST "/statuses" -> Statuses)]
struct Echo {
    status: OperationStatus,
}

/// A server that answers with one JSON body.
async fn answering(body: &Value) -> RawServer {
    RawServer::start([reply("200 OK", "Content-Type: application/json\r\n", &body.to_string())]).await
}

#[tokio::test]
async fn g13_a_members_case_does_not_matter_and_an_unknown_one_is_kept() {
    let server =
        answering(&json!({"statuses": ["running", "Running", "RUNNING", "notStarted", "NotStarted", "paused"]})).await;
    let client = client_of(&server.url());
    let read = GetStatuses {}.send(&client).await.unwrap().statuses;
    let other = || OperationStatus::Other("paused".to_owned());
    let (running, not_started) = (OperationStatus::Running, OperationStatus::NotStarted);
    assert_eq!(read, [running.clone(), running.clone(), running, not_started.clone(), not_started.clone(), other()]);
    // Written, each is what Graph wrote.
    for (status, text) in [(not_started, "notStarted"), (other(), "paused")] {
        Echo { status }.send(&client).await.unwrap();
        assert!(server.requests().pop().unwrap().ends_with(&format!(r#"{{"status":"{text}"}}"#)));
    }
}

#[graph_type]
#[derive(Debug, Clone)]
struct Numbers {
    ratios: Vec<Edm<f64>>,
    sizes: Vec<Edm<i64>>,
    unsigned: Vec<Edm<u64>>,
}

#[graph_action(GET "/numbers" -> Numbers)]
struct GetNumbers {}

#[graph_action(POST "/numbers" -> Numbers)]
struct SendNumbers {
    ratios: Vec<Edm<f64>>,
    sizes: Vec<Edm<i64>>,
}

#[tokio::test]
async fn g14_numbers_may_be_infinite_none_or_text() {
    let server = answering(&json!({
        "ratios": ["INF", "-INF", "NaN", 1.5, 2],
        "sizes": [i64::MAX, "9223372036854775807", "-9223372036854775808", 0],
        "unsigned": [u64::MAX, "18446744073709551615"]
    }))
    .await;
    let client = client_of(&server.url());
    let Numbers { ratios, sizes, unsigned } = GetNumbers {}.send(&client).await.unwrap();
    assert!(ratios[2].0.is_nan());
    let known: Vec<f64> = ratios.iter().map(|ratio| ratio.0).filter(|ratio| !ratio.is_nan()).collect();
    assert_eq!(known, [f64::INFINITY, f64::NEG_INFINITY, 1.5, 2.0]);
    assert_eq!(sizes.iter().map(|size| size.0).collect::<Vec<_>>(), [i64::MAX, i64::MAX, i64::MIN, 0]);
    assert_eq!(unsigned.iter().map(|size| size.0).collect::<Vec<_>>(), [u64::MAX, u64::MAX]);
    // Written, a word is a word and a number a number: never null, and with no digit lost.
    SendNumbers { ratios, sizes }.send(&client).await.unwrap();
    let body = r#"{"ratios":["INF","-INF","NaN",1.5,2.0],"sizes":[9223372036854775807,9223372036854775807,-9223372036854775808,0]}"#;
    assert!(server.requests().pop().unwrap().ends_with(body), "{:?}", server.requests().pop());
}
