//! The whole query in one field, and what comes back of it.

use graph_action::odata::{Query, quoted};
use graph_action::{Nullable, Page, graph_action, graph_type};
use serde_json::{Map, Value};

use crate::harness::page;

#[graph_type]
struct Contact {
    display_name: Option<String>,
    job_title: Option<String>,
    mail: Nullable<String>,
    /// What this test is not about.
    #[graph(extra)]
    extra: Map<String, Value>,
}

#[graph_action(GET "/contacts/delta" -> Page<Contact>)]
struct ContactDelta {
    #[graph(query_all)]
    query: Query,
    #[graph(header = "Prefer")]
    prefer: Option<&'static str>,
}

#[test]
fn selects() {
    let contacts = |query, prefer| ContactDelta { query, prefer };
    let pages = page("orgcontact-delta");
    pages.example(0).check_page(&contacts(Query::new(), None));
    pages.example(1).check_page(&contacts(Query::new().select(["displayName", "jobTitle", "mail"]), None));
    // What is selected later is added.
    let query = Query::new().select(["displayName", "jobTitle"]).select(["mail"]);
    pages.example(2).check_page(&contacts(query, Some("return=minimal")));
}

#[graph_type]
struct ConsentRequest {
    id: String,
    reason: String,
    status: String,
    completed_date_time: Nullable<String>,
    approval: Approval,
    /// What this test is not about.
    #[graph(extra)]
    extra: Map<String, Value>,
}

#[graph_type]
struct Approval {
    id: String,
    stages: Vec<Stage>,
    /// Annotations.
    #[graph(extra)]
    extra: Map<String, Value>,
}

#[graph_type]
struct Stage {
    id: String,
    display_name: Nullable<String>,
    status: String,
    #[graph(extra)]
    extra: Map<String, Value>,
}

/// Who asks.
#[graph_type]
enum On {
    Reviewer,
    #[graph(other)]
    Other(String),
}

#[graph_action(GET "/identityGovernance/appConsent/appConsentRequests/<id>/userConsentRequests/filterByCurrentUser(on='<on>')" -> Page<ConsentRequest>)]
struct FilterConsentRequests<'a> {
    id: &'static str,
    on: On,
    #[graph(query_all)]
    query: &'a Query,
}

/// The page has a space before the condition.
#[test]
fn filters() {
    let url = "https://graph.microsoft.com/v1.0/identityGovernance/appConsent/appConsentRequests/\
               ee245379-e3bb-4944-a997-24115f0b8b5e/userConsentRequests/filterByCurrentUser(on='reviewer')?$filter=";
    let query = Query::new().filter(format!("(status eq {})", quoted("Completed")));
    page("userconsentrequest-filterbycurrentuser")
        .example(0)
        .url_says(&format!("{url} (status eq 'Completed')"))
        .should_say(format!("{url}(status eq 'Completed')"))
        .check_page(&FilterConsentRequests {
            id: "ee245379-e3bb-4944-a997-24115f0b8b5e",
            on: On::Reviewer,
            query: &query,
        });
}

#[graph_type]
struct Message {
    id: String,
    #[graph(extra)]
    extra: Map<String, Value>,
}

#[graph_action(GET "/teams/<team>/channels/<channel>/messages/delta" -> Page<Message>)]
struct MessageDelta {
    team: &'static str,
    channel: &'static str,
    #[graph(query_all)]
    query: Option<Query>,
}

#[test]
fn takes_the_first_ones() {
    page("chatmessage-delta").example(0).check_page(&MessageDelta {
        team: "fbe2bf47-16c8-47cf-b4a5-4b9b187c508b",
        channel: "19:4a95f7d8db4c4e7fae857bcebe0623e6@thread.tacv2",
        query: Some(Query::new().top(2)),
    });
}

#[graph_type]
struct Task {
    id: String,
    title: String,
    #[graph(extra)]
    extra: Map<String, Value>,
}

#[graph_action(GET "/me/todo/lists/<list>/tasks/delta" -> Page<Task>, headers("Prefer" = "odata.maxpagesize=2"))]
struct TaskDelta {
    list: &'static str,
    #[graph(query_all)]
    query: Query,
}

#[test]
fn goes_on_from_a_token() {
    page("todotask-delta").example(0).check_page(&TaskDelta {
        list: "gDbc8U7HGwADDZocJgAAAA==",
        query: Query::new().option("$deltatoken", "w0vf2jHg2mBXU-I2AK0FSWl0dopNtG8u5YoM"),
    });
}
