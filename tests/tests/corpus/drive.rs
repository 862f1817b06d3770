//! `OneDrive` and `SharePoint`: items by several paths, searches with a quoted argument, links, sites.

use graph_action::{Operation, Page, ResourcePath, graph_action, graph_type};

use crate::harness::{page, resource};

/// The item of the examples.
const ITEM: &str = "/me/drive/items/{item-id}";

#[graph_type]
#[derive(Debug)]
struct Item {
    id: String,
    name: Option<String>,
    size: Option<i64>,
    last_modified_date_time: Option<String>,
    folder: Option<Facet>,
    file: Option<Facet>,
    parent_reference: Option<Reference>,
    remote_item: Option<Box<Item>>,
    search_result: Option<SearchResult>,
    file_system_info: Option<FileSystemInfo>,
}

/// A facet whose members the pages do not show.
#[graph_type]
#[derive(Debug)]
struct Facet;

#[graph_type]
#[derive(Debug)]
struct Reference {
    drive_id: Option<String>,
    id: Option<String>,
}

#[graph_type]
#[derive(Debug)]
struct SearchResult {
    on_click_telemetry_url: String,
}

#[graph_type]
#[derive(Debug)]
struct FileSystemInfo {
    last_accessed_date_time: String,
}

#[graph_action(GET "/me/drive/recent" -> Page<Item>)]
struct Recent;

#[test]
fn lists_recent_items() {
    page("drive-recent").example(0).check_page(&Recent);
}

#[graph_action(GET "<place>/search(q='<text>')" -> Page<Item>)]
struct Search {
    place: ResourcePath,
    text: &'static str,
}

#[test]
fn searches() {
    let search = |place| Search { place: resource(place), text: "Contoso Project" };
    page("driveitem-search").example(0).check_page(&search("/me/drive/root"));
    page("driveitem-search").example(1).check_page(&search("/me/drive"));
    page("driveitem-search")
        .check_every_path("/search(q='{search-text}')", |place| Search { place, text: "{search-text}" });
}

#[graph_action(POST "<item>/checkout")]
struct CheckOut {
    item: ResourcePath,
}

#[test]
fn checks_out() {
    let item = resource("/drives/{drive-id}/items/{item-id}");
    page("driveitem-checkout").example(0).check(&CheckOut { item });
    page("driveitem-checkout").check_every_path("/checkout", |item| CheckOut { item });
}

/// The operation is watched at another host; the driveItem that the metadata promises does not come.
#[graph_action(POST "<item>/copy" -> Operation<Item>)]
struct Copy {
    item: ResourcePath,
    parent_reference: Option<Reference>,
    name: Option<&'static str>,
}

#[test]
fn copies() {
    let copy = |item| Copy {
        item,
        parent_reference: Some(Reference {
            drive_id: Some("6F7D00BF-FC4D-4E62-9769-6AEA81F3A21B".to_owned()),
            id: Some("DCD0D3AD-8989-4F23-A5A2-2C086050513F".to_owned()),
        }),
        name: Some("contoso plan (copy).txt"),
    };
    page("driveitem-copy").example(0).check_operation(&copy(resource(ITEM)));
    page("driveitem-copy").check_every_path("/copy", copy);
}

#[graph_type]
struct Permission {
    id: String,
    roles: Vec<String>,
    link: Option<Link>,
    has_password: Option<bool>,
}

#[graph_type]
struct Link {
    r#type: String,
    scope: Option<String>,
    web_url: Option<String>,
    web_html: Option<String>,
    prevents_download: Option<bool>,
    application: Option<Application>,
}

#[graph_type]
struct Application {
    id: String,
    display_name: String,
}

#[graph_action(POST "<item>/createLink" -> Permission)]
struct CreateLink {
    item: ResourcePath,
    r#type: &'static str,
    scope: Option<&'static str>,
    password: Option<&'static str>,
}

#[test]
fn creates_links() {
    let link = |r#type, scope, password| CreateLink { item: resource(ITEM), r#type, scope, password };
    let pages = page("driveitem-createlink");
    pages.example(0).check(&link("view", Some("anonymous"), Some("ThisIsMyPrivatePassword")));
    pages.example(1).check(&link("edit", Some("organization"), None));
    pages.example(2).check(&link("embed", None, None));
    pages.check_every_path("/createLink", |item| CreateLink { item, ..link("embed", None, None) });
}

#[graph_type]
struct DriveRecipient {
    email: String,
}

#[graph_action(POST "/shares/<share>/permission/grant" -> Page<Permission>)]
struct Grant {
    share: &'static str,
    recipients: Vec<DriveRecipient>,
    roles: Vec<&'static str>,
}

#[test]
fn grants() {
    let recipients = ["john@contoso.com", "ryan@external.com"];
    page("permission-grant").example(0).check_page(&Grant {
        share: "{encoded-sharing-url}",
        recipients: recipients.map(|email| DriveRecipient { email: email.to_owned() }).into(),
        roles: vec!["read"],
    });
}

#[graph_action(POST "<item>/follow" -> Item)]
struct Follow {
    item: ResourcePath,
}

#[test]
fn follows() {
    page("driveitem-follow").example(0).check(&Follow { item: resource(ITEM) });
    page("driveitem-follow").check_every_path("/follow", |item| Follow { item });
}

#[graph_action(POST "/me/drive/items/<item>/restore" -> Item)]
struct Restore {
    item: &'static str,
    parent_reference: Option<Reference>,
    name: Option<&'static str>,
}

#[test]
fn restores() {
    page("driveitem-restore")
        .example(0)
        // A page of v1.0.
        .url_says("https://graph.microsoft.com/beta/me/drive/items/{item-id}/restore")
        .should_say("https://graph.microsoft.com/v1.0/me/drive/items/{item-id}/restore")
        .check(&Restore {
            item: "{item-id}",
            parent_reference: Some(Reference { drive_id: None, id: Some("String".to_owned()) }),
            name: Some("String"),
        });
}

#[graph_type]
struct Statistics {
    start_date_time: String,
    end_date_time: String,
    access: Option<Counts>,
    delete: Option<Counts>,
    edit: Option<Counts>,
}

#[graph_type]
struct Counts {
    action_count: i32,
    actor_count: i32,
}

#[graph_action(GET "<place>/getActivitiesByInterval(startDateTime=<start>,endDateTime=<end>,interval=<interval>)" -> Page<Statistics>)]
struct Activities {
    place: ResourcePath,
    start: &'static str,
    end: &'static str,
    interval: &'static str,
}

#[test]
fn counts_activities() {
    let activities = |place, start, end, interval| Activities { place: resource(place), start, end, interval };
    let pages = page("itemactivitystat-getactivitybyinterval");
    let item = "/drives/{drive-id}/items/{item-id}";
    pages.example(0).check_page(&activities(item, "2017-01-01", "2017-01-3", "day"));
    pages.check_path(0, &activities(item, "2017-01-01", "2017-01-10", "day"));
    pages.check_path(1, &activities("/sites/{site-id}", "2016-01-01", "2017-05-20", "month"));
}

#[graph_type]
struct Site {
    id: String,
    web_url: Option<String>,
    name: Option<String>,
    sharepoint_ids: Option<SharepointIds>,
    site_collection: Option<SiteCollection>,
}

#[graph_type]
struct SharepointIds {
    site_id: String,
    site_url: String,
    web_id: String,
}

#[graph_type]
struct SiteCollection {
    hostname: String,
}

#[graph_action(POST "/users/<user>/followedSites/add" -> Page<Site>)]
struct FollowSites {
    user: &'static str,
    value: Vec<Site>,
}

/// The answer that the metadata promises does not come.
#[graph_action(POST "/users/<user>/followedSites/remove")]
struct UnfollowSites {
    user: &'static str,
    value: Vec<Site>,
}

#[test]
fn follows_sites() {
    let sites = || {
        let webs = ["712a596e-90a1-49e3-9b48-bfa80bee8740", "0271110f-634f-4300-a841-3a8a2e851851"];
        let id = |web| format!("contoso.sharepoint.com,da60e844-ba1d-49bc-b4d4-d5e36bae9019,{web}");
        webs.map(|web| Site { id: id(web), web_url: None, name: None, sharepoint_ids: None, site_collection: None })
            .into()
    };
    page("site-follow").example(0).check_page(&FollowSites { user: "{user-id}", value: sites() });
    page("site-unfollow").example(0).check(&UnfollowSites { user: "{user-id}", value: sites() });
}
