//! What `cargo graph-action import` writes, compiled and called: declarations from pages that were written for the purpose.

// As they were written, in another layout than this project's; not all of them is used here.
#[allow(dead_code)]
#[rustfmt::skip]
#[path = "../../../cli/tests/golden/lamp_dim.rs"]
mod lamp_dim;
#[allow(dead_code)]
#[rustfmt::skip]
#[path = "../../../cli/tests/golden/lamp_usage.rs"]
mod lamp_usage;

use graph_action::odata::{Edm, Query};
use graph_action::{Action, Grant};
use lamp_dim::{DimLamp, DimLampResponse, LampPath, LampSchedule};
use lamp_usage::LampUsage;
use serde_json::json;

const ROOT: &str = "https://graph.microsoft.com";

#[test]
fn an_imported_action_sends_what_its_page_shows() {
    let lamp = LampPath::MeRoomsLamps { room_id: "kitchen".to_owned(), lamp_id: "1".to_owned() };
    let schedule = LampSchedule { from: Some("18:00".to_owned()), ..LampSchedule::default() };
    let action = DimLamp {
        lamp,
        level: 40,
        colours: Some(vec!["red".to_owned()]),
        note: None,
        schedule: Some(schedule),
        if_match: Some("\"a\"".to_owned()),
    };
    let request = action.request(ROOT).unwrap();
    assert_eq!(request.uri().path(), "/v1.0/me/rooms/kitchen/lamps/1/dim");
    assert_eq!(request.headers()["if-match"], "\"a\"");
    let body: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
    assert_eq!(body, json!({"level": 40, "Colours": ["red"], "schedule": {"from": "18:00"}}));
    assert_eq!(DimLamp::PERMISSIONS.application, Grant::OneOf(&["Lamp.ReadWrite.All"]));

    let body = r##"{"@odata.type": "#microsoft.graph.lamp", "id": "1", "power": 3.5, "new": true}"##;
    let response = http::Response::builder().status(200).body(body.into()).unwrap();
    let DimLampResponse::Ok(lamp) = DimLamp::response(response).unwrap() else { panic!("a lamp") };
    assert_eq!((lamp.power, &lamp.extra["new"]), (Some(3.5), &json!(true)));
    let too_long = DimLamp { note: Some("a".repeat(65)), ..action };
    assert!(too_long.request(ROOT).is_err(), "the page's limit holds");
}

#[test]
fn an_imported_function_is_called_as_its_page_shows() {
    let action = LampUsage {
        since: Edm("2026-01-01T00:00:00Z".to_owned()),
        count: None,
        orderby: None,
        query: Query::new().select(["id"]),
    };
    let request = action.request(ROOT).unwrap();
    assert_eq!(
        request.uri().to_string(),
        "https://graph.microsoft.com/beta/reports/lampUsage(since=2026-01-01T00:00:00Z)?$select=id"
    );
    let response = http::Response::new(r#"{"value": [{"id": "1", "hours": 1.5}]}"#.into());
    let page = LampUsage::response(response).unwrap();
    assert_eq!(page.items()[0].hours, Some(1.5));
}
