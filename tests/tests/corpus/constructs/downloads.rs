//! Reports: the service redirects to a file, and the file is handed on as it is.

use graph_action::request::{Literal, LiteralText};
use graph_action::{Action, Content, ErrorKind, graph_action, graph_type};

use super::{bound, raw};
use crate::harness::{Example, page};

/// How far a report goes back.
#[graph_type]
enum Period {
    #[graph(name = "D7")]
    Week,
    #[graph(other)]
    Other(String),
}

/// The request is the documented one; the redirect leads elsewhere, so that without a client it is an error; what the
/// page shows behind it is the content, byte for byte.
async fn check<A: Action<Response = Content>>(name: &'static str, index: usize, example: Example, action: &A) {
    example.check_request(action);
    let Some(documented) = raw(name, index) else { return };
    let redirect = &documented["response"];
    assert_eq!(redirect["status"], 302, "{name}");
    let error = bound(action, redirect).expect_err("a redirect that nobody followed");
    assert_eq!(
        (error.kind(), error.status().map(|status| status.as_u16())),
        (ErrorKind::Service, Some(302)),
        "{error}"
    );

    let file = &documented["more_responses"][0];
    let content = bound(action, file).expect("content");
    let text = file["body_raw"].as_str().expect("a text");
    assert_eq!(content.content_type(), Some("application/octet-stream"), "{name}");
    assert_eq!(content.content_length(), u64::try_from(text.len()).ok(), "{name}");
    assert_eq!(content.bytes().await.expect("all of it"), text, "{name}");
}

#[graph_action(GET "/reports/getEmailActivityCounts(period='<period>')" -> Content)]
struct EmailActivityCounts {
    period: Period,
}

#[graph_action(GET "/reports/getOneDriveUsageStorage(period='<period>')" -> Content)]
struct OneDriveUsageStorage {
    period: &'static str,
}

#[tokio::test]
async fn reports_of_a_period() {
    for (period, written) in [(Period::Week, "D7"), (Period::Other("D270".to_owned()), "D270")] {
        let action = EmailActivityCounts { period };
        let request = action.request("https://graph.microsoft.com").expect("a request");
        assert_eq!(request.uri().path(), format!("/v1.0/reports/getEmailActivityCounts(period='{written}')"));
    }
    let name = "reportroot-getemailactivitycounts";
    check(name, 0, page(name).example(0), &EmailActivityCounts { period: Period::Week }).await;
    let name = "reportroot-getonedriveusagestorage";
    check(name, 0, page(name).example(0), &OneDriveUsageStorage { period: "D7" }).await;
}

#[graph_action(GET "/reports/getOffice365ActivationCounts" -> Content)]
struct ActivationCounts;

#[tokio::test]
async fn a_report_without_a_period() {
    let name = "reportroot-getoffice365activationcounts";
    check(name, 0, page(name).example(0), &ActivationCounts).await;
}

/// A report of a period or of a day: one declaration, of whose arguments one is left out.
#[graph_action(GET "/reports/getYammerActivityUserDetail(period=<period>,date=<date>)" -> Content)]
struct YammerActivity {
    period: Option<&'static str>,
    date: Option<Date>,
}

/// A day, whose literal has no quotes.
struct Date(&'static str);

impl Literal for Date {
    fn literal(&self) -> Option<LiteralText<'_>> {
        Some(LiteralText::Bare(self.0.into()))
    }
}

/// The page's first example shows nothing behind the redirect; its second one quotes a date, as its paths do not.
#[tokio::test]
async fn a_report_of_a_period_or_a_day() {
    let name = "reportroot-getyammeractivityuserdetail";
    let pages = page(name);
    let week = || YammerActivity { period: Some("D7"), date: None };
    let day = |date| YammerActivity { period: None, date: Some(Date(date)) };
    pages.example(0).check_request(&week());
    let example = pages
        .example(1)
        .url_says("https://graph.microsoft.com/v1.0/reports/getYammerActivityUserDetail(date='2018-03-05')")
        .should_say("https://graph.microsoft.com/v1.0/reports/getYammerActivityUserDetail(date=2018-03-05)");
    check(name, 1, example, &day("2018-03-05")).await;
    pages.check_path(0, &YammerActivity { period: Some("{period_value}"), date: None });
    pages.check_path(1, &day("{date_value}"));
}
