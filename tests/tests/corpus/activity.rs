//! Activity: notifications in Teams to a recipient of several types, search, posts in groups.

use graph_action::{Page, ResourcePath, graph_action, graph_type};
use serde_json::Value;

use crate::harness::{page, resource};

#[graph_type]
struct Topic {
    source: String,
    value: String,
    web_url: Option<String>,
}

#[graph_type]
struct Preview {
    content: String,
}

#[graph_type("microsoft.graph.aadUserNotificationRecipient")]
struct Recipient {
    user_id: String,
}

#[graph_type]
struct Parameter {
    name: String,
    value: String,
}

#[graph_action(POST "/teams/<team>/sendActivityNotification")]
struct SendActivity {
    team: &'static str,
    topic: Topic,
    activity_type: &'static str,
    preview_text: Preview,
    recipient: Recipient,
    template_parameters: Vec<Parameter>,
}

fn activity(topic: [&str; 2], activity_type: &'static str, preview: &str, parameters: &[[&str; 2]]) -> SendActivity {
    let text = |text: &str| text.to_owned();
    let parameter = |[name, value]: &[&str; 2]| Parameter { name: text(name), value: text(value) };
    SendActivity {
        team: "{teamId}",
        topic: Topic { source: text(topic[0]), value: text(topic[1]), web_url: None },
        activity_type,
        preview_text: Preview { content: text(preview) },
        recipient: Recipient { user_id: text("569363e2-4e49-4661-87f2-16f245c5d66a") },
        template_parameters: parameters.iter().map(parameter).collect(),
    }
}

/// The page leaves out the `#` of the recipient's type, and in two examples it has another namespace.
#[test]
fn sends_activities() {
    let example = |index, says: &str| {
        let type_of_recipient = "/recipient/@odata.type";
        let should_say = "#microsoft.graph.aadUserNotificationRecipient";
        let example = page("team-sendactivitynotification").example(index);
        example.request_says(type_of_recipient, says).should_say(should_say)
    };
    example(0, "microsoft.graph.aadUserNotificationRecipient").check(&activity(
        ["entityUrl", "https://graph.microsoft.com/v1.0/teams/{teamId}"],
        "pendingFinanceApprovalRequests",
        "Internal spending team has a pending finance approval requests",
        &[["pendingRequestCount", "5"]],
    ));
    let other = "Microsoft.Teams.GraphSvc.aadUserNotificationRecipient";
    example(1, other).check(&activity(
        ["entityUrl", "https://graph.microsoft.com/v1.0/teams/{teamId}/channels/{channelId}/tabs/{tabId}"],
        "reservationUpdated",
        "You have moved up the queue",
        &[["reservationId", "TREEE433"], ["currentSlot", "23"]],
    ));
    let mut approval = activity(
        ["text", "Deployment Approvals Channel"],
        "deploymentApprovalRequired",
        "New deployment requires your approval",
        &[["deploymentId", "6788662"]],
    );
    approval.topic.web_url = Some(
        "https://teams.microsoft.com/l/message/19:448cfd2ac2a7490a9084a9ed14cttr78c@thread.skype/1605223780000?\
         tenantId=c8b1bf45-3834-4ecf-971a-b4c755ee677d&groupId=d4c2a937-f097-435a-bc91-5c1683ca7245&\
         parentMessageId=1605223771864&teamName=Approvals&channelName=Azure%20DevOps&createdTime=1605223780000"
            .to_owned(),
    );
    example(2, other).check(&approval);
}

#[graph_type]
struct SearchRequest {
    entity_types: Vec<String>,
    query: SearchQuery,
    from: Option<u32>,
    size: Option<u32>,
}

#[graph_type]
struct SearchQuery {
    query_string: String,
}

#[graph_type]
struct SearchResponse {
    search_terms: Vec<String>,
    hits_containers: Vec<HitsContainer>,
}

#[graph_type]
struct HitsContainer {
    hits: Vec<Hit>,
    total: u64,
    more_results_available: bool,
}

#[graph_type]
struct Hit {
    hit_id: String,
    rank: u32,
    summary: String,
    /// An entity of any type.
    resource: Value,
}

#[graph_action(POST "/search/query" -> Page<SearchResponse>)]
struct Search {
    requests: Vec<SearchRequest>,
}

#[test]
fn searches() {
    page("search-query").example(0).check_page(&Search {
        requests: vec![SearchRequest {
            entity_types: vec!["message".to_owned()],
            query: SearchQuery { query_string: "contoso".to_owned() },
            from: Some(0),
            size: Some(25),
        }],
    });
}

#[graph_type]
struct Post {
    body: Body,
}

#[graph_type]
struct Body {
    content_type: String,
    content: String,
}

#[graph_action(POST "<thread>/reply")]
struct Reply {
    thread: ResourcePath,
    post: Post,
}

/// The type of a body is `text` or `html`; the page shows neither.
#[test]
fn replies_to_a_thread() {
    let reply = |thread| Reply {
        thread,
        post: Post { body: Body { content_type: "text".to_owned(), content: "content-value".to_owned() } },
    };
    page("conversationthread-reply")
        .example(0)
        .request_says("/post/body/contentType", "")
        .should_say("text")
        .check(&reply(resource("/groups/{id}/threads/{id}")));
    page("conversationthread-reply").check_every_path("/reply", reply);
}

#[graph_action(POST "/groups/<id>/validateProperties")]
struct ValidateProperties {
    id: &'static str,
    display_name: &'static str,
    mail_nickname: &'static str,
    on_behalf_of_user_id: Option<&'static str>,
}

#[test]
fn validates_a_group() {
    let validate = |name, on_behalf_of_user_id| ValidateProperties {
        id: "{id}",
        display_name: name,
        mail_nickname: name,
        on_behalf_of_user_id,
    };
    let pages = page("group-validateproperties");
    pages.example(0).check(&validate("Myprefix_test_mysuffix", Some("onBehalfOfUserId-value")));
    let error = pages.example(1).check_error(&validate("MyPrefix_test_mysuffix", None));
    let Some(error) = error else { return };
    assert_eq!(error.code(), Some("Request_UnprocessableEntity"));
}
