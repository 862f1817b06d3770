//! Sessions: made at once or as a long-running operation, named in a header, closed.

use graph_action::{Operation, ResourcePath, graph_action, graph_type};
use serde_json::{Value, json};

use crate::harness::{page, resource};

#[graph_type]
struct SessionInfo {
    id: Option<String>,
    persist_changes: Option<bool>,
}

#[graph_action(POST "<item>/workbook/createSession" -> Operation<SessionInfo>)]
struct CreateSession {
    item: ResourcePath,
    persist_changes: bool,
    #[graph(header = "Prefer")]
    prefer: Option<&'static str>,
}

#[test]
fn creates_a_session() {
    let create = |item, prefer| CreateSession { item, persist_changes: true, prefer };
    let pages = page("workbook-createsession");
    pages.example(0).check_operation(&create(resource("/me/drive/items/{id}"), None));
    // A session belongs to the workbook, not to a worksheet.
    pages
        .example(1)
        .url_says(
            "https://graph.microsoft.com/v1.0/me/drive/items/{drive-item-id}/workbook/worksheets({id})/createSession",
        )
        .should_say("/me/drive/items/{drive-item-id}/workbook/createSession")
        .check_operation(&create(resource("/me/drive/items/{drive-item-id}"), Some("respond-async")));
    pages.check_every_path("/workbook/createSession", |item| create(item, None));
}

#[graph_action(POST "/me/drive/items/<id>/workbook/closeSession")]
struct CloseSession {
    id: &'static str,
    #[graph(header = "Workbook-Session-Id")]
    session: &'static str,
}

/// The page shows an empty object and says that the content has no length.
#[test]
fn closes_a_session() {
    page("workbook-closesession")
        .example(0)
        .request_says("", json!({}))
        .should_say(Value::Null)
        .check(&CloseSession { id: "{id}", session: "{session-id}" });
}

#[graph_action(POST "<item>/workbook/application/calculate")]
struct Calculate {
    item: ResourcePath,
    #[graph(header = "Workbook-Session-Id")]
    session: Option<&'static str>,
    calculation_type: &'static str,
}

#[test]
fn calculates() {
    let calculate = |item| Calculate { item, session: None, calculation_type: "calculationType-value" };
    page("workbookapplication-calculate").example(0).check(&calculate(resource("/me/drive/items/{id}")));
    page("workbookapplication-calculate").check_every_path("/workbook/application/calculate", calculate);
}
