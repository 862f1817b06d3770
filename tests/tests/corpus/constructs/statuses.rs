//! Responses of several shapes by their status, and what headers say of a response.

use graph_action::{Content, Page, Reply, graph_action, graph_path, graph_response, graph_type};
use serde_json::{Value, json};

use super::{bound, raw};
use crate::harness::{loses_nothing, page};

#[graph_type]
struct Session {
    id: String,
    persist_changes: bool,
}

#[graph_response]
enum Started {
    #[graph(status = 201)]
    Created(Session),
    #[graph(status = 202)]
    Accepted(Reply<()>),
}

#[graph_action(POST "/me/drive/items/<id>/workbook/createSession" -> Started)]
struct CreateSession {
    id: &'static str,
    persist_changes: bool,
    #[graph(header = "Prefer")]
    prefer: Option<&'static str>,
}

/// The second example names a worksheet, where a session belongs to the workbook.
#[test]
fn a_session_is_there_or_on_its_way() {
    let name = "workbook-createsession";
    let now = CreateSession { id: "{id}", persist_changes: true, prefer: None };
    page(name).example(0).check_request(&now);
    let later = CreateSession { id: "{drive-item-id}", prefer: Some("respond-async"), ..now };
    page(name)
        .example(1)
        .url_says(
            "https://graph.microsoft.com/v1.0/me/drive/items/{drive-item-id}/workbook/worksheets({id})/createSession",
        )
        .should_say("/me/drive/items/{drive-item-id}/workbook/createSession")
        .check_request(&later);
    let (Some(created), Some(accepted)) = (raw(name, 0), raw(name, 1)) else { return };
    let Ok(Started::Created(session)) = bound(&now, &created["response"]) else { panic!("a session") };
    loses_nothing(name, &created["response"]["body"], &session);
    let Ok(Started::Accepted(reply)) = bound(&later, &accepted["response"]) else { panic!("a promise") };
    let location = reply.location().expect("a location").path();
    assert_eq!(location, "/v1.0/me/drive/items/%7Bdrive-item-id%7D/workbook/operations/%7Boperation-id%7D");
}

#[graph_type]
struct SiteId {
    id: String,
}

/// A site, or why there is none.
#[graph_type]
struct Site {
    id: String,
    web_url: Option<String>,
    name: Option<String>,
    sharepoint_ids: Option<Value>,
    site_collection: Option<Value>,
    error: Option<SiteError>,
}

#[graph_type("oneDrive.error")]
struct SiteError {
    code: String,
    message: String,
    inner_error: Option<Value>,
}

#[graph_response]
enum Followed {
    #[graph(status = 200)]
    All(Page<Site>),
    #[graph(status = 207)]
    NotAll(Page<Site>),
}

#[graph_response]
enum Unfollowed {
    #[graph(status = 204)]
    All,
    #[graph(status = 207)]
    NotAll(Page<Site>),
}

#[graph_action(POST "/users/<user>/followedSites/add" -> Followed)]
struct Follow {
    user: &'static str,
    value: [SiteId; 2],
}

#[graph_action(POST "/users/<user>/followedSites/remove" -> Unfollowed)]
struct Unfollow {
    user: &'static str,
    value: [SiteId; 2],
}

/// The sites of both pages.
fn sites() -> [SiteId; 2] {
    let webs = ["712a596e-90a1-49e3-9b48-bfa80bee8740", "0271110f-634f-4300-a841-3a8a2e851851"];
    webs.map(|web| SiteId { id: format!("contoso.sharepoint.com,da60e844-ba1d-49bc-b4d4-d5e36bae9019,{web}") })
}

#[test]
fn sites_are_followed_or_some_of_them_are_not() {
    let follow = Follow { user: "{user-id}", value: sites() };
    page("site-follow").example(0).check_request(&follow);
    let Some(documented) = raw("site-follow", 0) else { return };
    let Ok(Followed::All(all)) = bound(&follow, &documented["response"]) else { panic!("all sites") };
    loses_nothing("all", &documented["response"]["body"]["value"], all.items());
    let mixed = &documented["more_responses"][0];
    let Ok(Followed::NotAll(sites)) = bound(&follow, mixed) else { panic!("not all sites") };
    loses_nothing("some", &mixed["body"]["value"], sites.items());
    let failed: Vec<_> = sites.items().iter().map(|site| site.error.as_ref().map(|error| &*error.code)).collect();
    assert_eq!(failed, [Some("invalidRequest"), None]);
}

#[test]
fn sites_are_followed_no_more_or_some_of_them_are() {
    let unfollow = Unfollow { user: "{user-id}", value: sites() };
    page("site-unfollow").example(0).check_request(&unfollow);
    let Some(documented) = raw("site-unfollow", 0) else { return };
    assert!(matches!(bound(&unfollow, &documented["response"]), Ok(Unfollowed::All)));
    let mixed = &documented["more_responses"][0];
    let Ok(Unfollowed::NotAll(sites)) = bound(&unfollow, mixed) else { panic!("not all sites") };
    loses_nothing("some", &mixed["body"]["value"], sites.items());
}

/// A report whose redirect the caller wants to see: a redirect is a response like others if a variant is for it.
#[graph_response]
enum Download {
    #[graph(status = 200)]
    Here(Content),
    #[graph(status = 302)]
    Elsewhere(Reply<()>),
}

#[graph_action(GET "/reports/getMailboxUsageStorage(period='<period>')" -> Download)]
struct MailboxUsageStorage {
    period: &'static str,
}

#[tokio::test]
async fn a_report_is_here_or_elsewhere() {
    let name = "reportroot-getmailboxusagestorage";
    let action = MailboxUsageStorage { period: "D7" };
    page(name).example(0).check_request(&action);
    let Some(documented) = raw(name, 0) else { return };
    let Ok(Download::Elsewhere(reply)) = bound(&action, &documented["response"]) else { panic!("a redirect") };
    let location = reply.location().expect("a location");
    assert_eq!(location.as_str(), "https://reports.office.com/data/download/JDFKdf2_eJXKS034dbc7e0t__XDe");
    let file = &documented["more_responses"][0];
    let Ok(Download::Here(content)) = bound(&action, file) else { panic!("content") };
    assert_eq!(content.bytes().await.expect("all of it"), file["body_raw"].as_str().expect("a text"));
}

#[graph_path]
enum OnenotePath {
    #[graph("/me/onenote")]
    Mine,
    #[graph("/users/<user>/onenote")]
    OfUser { user: &'static str },
    #[graph("/groups/<group>/onenote")]
    OfGroup { group: &'static str },
}

impl OnenotePath {
    /// The paths in the order of the pages.
    fn documented() -> [Self; 3] {
        [Self::Mine, Self::OfUser { user: "{id | userPrincipalName}" }, Self::OfGroup { group: "{id}" }]
    }
}

#[graph_action(POST "<onenote>/notebooks/<id>/copyNotebook" -> Reply<()>)]
struct CopyNotebook {
    onenote: OnenotePath,
    id: &'static str,
    group_id: Option<&'static str>,
    rename_as: Option<&'static str>,
}

#[graph_action(POST "<onenote>/sections/<section>/copyToNotebook" -> Reply<()>)]
struct CopyToNotebook {
    onenote: OnenotePath,
    section: &'static str,
    id: &'static str,
    group_id: Option<&'static str>,
    rename_as: Option<&'static str>,
}

/// What the pages say and their examples do not show: where the copy can be watched.
fn with_operation(documented: &Value, location: &str) -> Value {
    let mut documented = documented.clone();
    documented["headers"] = json!([["Operation-Location", location]]);
    documented
}

#[test]
fn copies_a_notebook() {
    let (name, group_id, rename_as) = ("notebook-copynotebook", Some("groupId-value"), Some("renameAs-value"));
    let copy = |onenote| CopyNotebook { onenote, id: "{id}", group_id, rename_as };
    page(name).example(0).check_request(&copy(OnenotePath::Mine));
    for (index, onenote) in OnenotePath::documented().into_iter().enumerate() {
        page(name).check_path(index, &copy(onenote));
    }
    let Some(documented) = raw(name, 0) else { return };
    let reply = bound(&copy(OnenotePath::Mine), &documented["response"]).expect("a response");
    assert_eq!((reply.status().as_u16(), reply.operation_location(), reply.location()), (202, None, None));
    let promised = with_operation(&documented["response"], "https://graph.microsoft.com/v1.0/me/onenote/operations/1");
    let reply = bound(&copy(OnenotePath::Mine), &promised).expect("a response");
    let location = reply.operation_location().expect("a location");
    assert_eq!(location.as_str(), "https://graph.microsoft.com/v1.0/me/onenote/operations/1");
    assert_eq!(reply.location(), None);
}

#[test]
fn copies_a_section() {
    let (name, group_id, rename_as) = ("section-copytonotebook", Some("groupId-value"), Some("renameAs-value"));
    let copy = |onenote| CopyToNotebook { onenote, section: "{id}", id: "id-value", group_id, rename_as };
    page(name).example(0).check_request(&copy(OnenotePath::Mine));
    for (index, onenote) in OnenotePath::documented().into_iter().enumerate() {
        page(name).check_path(index, &copy(onenote));
    }
    let Some(documented) = raw(name, 0) else { return };
    let promised = with_operation(&documented["response"], "/me/onenote/operations/1");
    let reply = bound(&copy(OnenotePath::Mine), &promised).expect("a response");
    let location = reply.operation_location().expect("a location");
    // A relative link lacks the version.
    assert_eq!(location.as_str(), "https://graph.microsoft.com/v1.0/me/onenote/operations/1");
}
