//! Bodies that are no object of arguments: MIME as text or as bytes, and a type that several operations share.

use graph_action::request::RequestBody;
use graph_action::{Action, Bytes, graph_action, graph_type};
use serde_json::{Map, Value};

use super::{bound, raw};
use crate::harness::{loses_nothing, page};

#[graph_action(POST "/me/sendMail")]
struct SendMime<B: RequestBody> {
    #[graph(body = "text/plain")]
    mime: B,
}

#[graph_action(POST "/me/messages/<id>/forward")]
struct ForwardMime {
    id: &'static str,
    #[graph(body = "text/plain")]
    mime: String,
}

#[graph_action(POST "/me/messages/<id>/replyAll")]
struct ReplyAllMime {
    id: &'static str,
    #[graph(body = "text/plain")]
    mime: String,
}

#[graph_action(POST "/me/messages/<id>/createReplyAll" -> Draft)]
struct CreateReplyAllMime {
    id: &'static str,
    #[graph(body = "text/plain")]
    mime: String,
}

#[graph_type]
struct Draft {
    id: String,
    is_draft: bool,
    body: ItemBody,
    /// What this test is not about.
    #[graph(extra)]
    extra: Map<String, Value>,
}

#[graph_type]
struct ItemBody {
    content_type: String,
    content: String,
}

/// Builds an action with the text of an example, whose request must be that of the page, and holds against it what the
/// page says of its responses. The harness knows bodies that are JSON; here the text is compared as it is.
fn check<A: Action>(name: &str, index: usize, action: impl FnOnce(String) -> A) -> Option<A::Response> {
    let documented = raw(name, index)?;
    let request = &documented["request"];
    let text = request["body_raw"].as_str().expect("a text").to_owned();
    let action = action(text.clone());
    let built = action.request("https://graph.microsoft.com").expect("a request");
    assert_eq!(built.method().as_str(), request["method"], "{name}");
    assert_eq!(built.uri().to_string(), request["url"], "{name}");
    assert_eq!(built.headers()["content-type"], "text/plain", "{name}");
    assert_eq!(request["headers"], serde_json::json!([["Content-type", "text/plain"]]), "{name}");
    assert_eq!(built.body(), &text, "{name}");

    let refused = &documented["more_responses"][0];
    let error = bound(&action, refused).err().expect("an error");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400), "{name}");
    assert_eq!(error.code(), Some("ErrorMimeContentInvalidBase64String"), "{name}");
    Some(bound(&action, &documented["response"]).expect("a response"))
}

#[test]
fn sends_mime() {
    check("user-sendmail", 3, |mime| SendMime { mime });
    check("user-sendmail", 3, |mime| SendMime { mime: Bytes::from(mime) });
    check("user-sendmail", 3, |mime| SendMime { mime: Some(mime) });
}

#[test]
fn forwards_and_answers_mime() {
    check("message-forward", 1, |mime| ForwardMime { id: "AAMkADA1MTAAAAqldOAAA=", mime });
    check("message-replyall", 1, |mime| ReplyAllMime { id: "AAMkADA1MTAAAAqldOAAA=", mime });
    let name = "message-createreplyall";
    let draft = check(name, 1, |mime| CreateReplyAllMime { id: "AAMkADA1MTAAAH5JaLAAA=", mime });
    if let (Some(draft), Some(documented)) = (draft, raw(name, 1)) {
        assert!(draft.is_draft);
        loses_nothing(name, &documented["response"]["body"], &draft);
    }
}

/// What the reports of Intune are asked for: one type for all of them.
#[graph_type]
#[derive(Default)]
struct ReportQuery {
    id: Option<String>,
    name: Option<String>,
    select: Option<Vec<String>>,
    search: Option<String>,
    group_by: Option<Vec<String>>,
    order_by: Option<Vec<String>>,
    skip: Option<i32>,
    top: Option<i32>,
    session_id: Option<String>,
    filter: Option<String>,
}

#[graph_type]
struct Report {
    value: String,
}

#[graph_action(POST "/deviceManagement/reports/getCachedReport" -> Report)]
struct GetCachedReport<'a> {
    #[graph(body)]
    query: &'a ReportQuery,
}

#[graph_action(POST "/deviceManagement/reports/getHistoricalReport" -> Report)]
struct GetHistoricalReport<'a> {
    #[graph(body)]
    query: &'a ReportQuery,
}

#[graph_action(POST "/deviceManagement/reports/getReportFilters" -> Report)]
struct GetReportFilters {
    #[graph(body)]
    query: Box<ReportQuery>,
}

#[test]
fn gets_reports_of_intune() {
    let text = |text: &str| Some(text.to_owned());
    let texts = |text: &str| Some(vec![text.to_owned()]);
    let query = || ReportQuery {
        select: texts("Select value"),
        search: text("Search value"),
        group_by: texts("Group By value"),
        order_by: texts("Order By value"),
        skip: Some(4),
        top: Some(3),
        ..ReportQuery::default()
    };
    let cached = ReportQuery { id: text("Id value"), ..query() };
    page("intune-reporting-devicemanagementreports-getcachedreport")
        .example(0)
        .check(&GetCachedReport { query: &cached });
    let historical = ReportQuery { name: text("Name value"), filter: text("Filter value"), ..query() };
    page("intune-reporting-devicemanagementreports-gethistoricalreport")
        .example(0)
        .check(&GetHistoricalReport { query: &historical });
    let filters = ReportQuery { session_id: text("Session Id value"), ..historical };
    page("intune-reporting-devicemanagementreports-getreportfilters")
        .example(0)
        .check(&GetReportFilters { query: Box::new(filters) });
}
