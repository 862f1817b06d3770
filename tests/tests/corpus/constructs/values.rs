//! Arguments by their type: enums with their name, sets of flags, bare and quoted values.

use graph_action::odata::Flags;
use graph_action::{Operation, Page, graph_action, graph_path, graph_type};
use serde_json::Value;

use crate::harness::page;

#[graph_path]
enum OutlookPath {
    #[graph("/me/outlook")]
    Mine,
    #[graph("/users/<user>/outlook")]
    OfUser { user: &'static str },
}

#[graph_type("microsoft.graph.timeZoneStandard")]
enum TimeZoneStandard {
    #[graph(name = "Iana")]
    Iana,
    #[graph(other)]
    Other(String),
}

#[graph_type]
struct TimeZone {
    alias: String,
    display_name: String,
}

#[graph_action(GET "<outlook>/supportedTimeZones" -> Page<TimeZone>)]
struct TimeZones {
    outlook: OutlookPath,
}

#[graph_action(GET "<outlook>/supportedTimeZones(TimeZoneStandard=<standard>)" -> Page<TimeZone>)]
struct TimeZonesOf {
    outlook: OutlookPath,
    standard: TimeZoneStandard,
}

#[test]
fn lists_time_zones() {
    let pages = page("outlookuser-supportedtimezones");
    pages.example(0).check_page(&TimeZones { outlook: OutlookPath::Mine });
    pages.example(1).check_page(&TimeZonesOf { outlook: OutlookPath::Mine, standard: TimeZoneStandard::Iana });
    let user = "{id|userPrincipalName}";
    pages.check_path(0, &TimeZones { outlook: OutlookPath::Mine });
    pages.check_path(1, &TimeZones { outlook: OutlookPath::OfUser { user } });
    let standard = || TimeZoneStandard::Other("{timezone_format}".to_owned());
    pages.check_path(2, &TimeZonesOf { outlook: OutlookPath::Mine, standard: standard() });
    pages.check_path(3, &TimeZonesOf { outlook: OutlookPath::OfUser { user }, standard: standard() });
}

#[graph_type]
struct Language {
    locale: String,
    display_name: String,
}

#[graph_action(GET "<outlook>/supportedLanguages" -> Page<Language>)]
struct Languages {
    outlook: OutlookPath,
}

#[test]
fn lists_languages() {
    let pages = page("outlookuser-supportedlanguages");
    pages.example(0).check_page(&Languages { outlook: OutlookPath::Mine });
    pages.check_path(0, &Languages { outlook: OutlookPath::Mine });
    pages.check_path(1, &Languages { outlook: OutlookPath::OfUser { user: "{id|userPrincipalName}" } });
}

#[graph_type]
struct RecentNotebook {
    display_name: String,
    last_accessed_time: String,
    links: Value,
    source_service: String,
}

#[graph_action(GET "/me/onenote/notebooks/getRecentNotebooks(includePersonalNotebooks=<personal>)" -> Page<RecentNotebook>)]
struct RecentNotebooks {
    personal: bool,
}

#[test]
fn lists_recent_notebooks() {
    page("notebook-getrecentnotebooks").example(0).check_page(&RecentNotebooks { personal: true });
}

#[graph_type("microsoft.graph.clonableTeamParts", flags)]
enum Part {
    Apps,
    Tabs,
    Settings,
    Channels,
    Members,
    #[graph(other)]
    Other(String),
}

#[graph_type]
enum Visibility {
    Public,
    #[graph(other)]
    Other(String),
}

#[graph_action(POST "/teams/<id>/clone" -> Operation<Value>)]
struct CloneTeam {
    id: &'static str,
    display_name: &'static str,
    description: Option<&'static str>,
    mail_nickname: &'static str,
    parts_to_clone: Flags<Part>,
    visibility: Option<Visibility>,
}

#[test]
fn clones_parts_of_a_team() {
    page("team-clone").example(0).check_operation(&CloneTeam {
        id: "{id}",
        display_name: "Library Assist",
        description: Some("Self help community for library"),
        mail_nickname: "libassist",
        parts_to_clone: Flags::from([Part::Apps, Part::Tabs, Part::Settings, Part::Channels, Part::Members]),
        visibility: Some(Visibility::Public),
    });
}

#[graph_type]
struct Range {
    address: String,
    address_local: String,
    cell_count: i32,
    column_count: i32,
    column_index: i32,
    value_types: String,
}

#[graph_action(GET "/me/drive/items/<id>/workbook/names/<name>/range/boundingRect(anotherRange=<other>)" -> Range)]
struct BoundingRect {
    id: &'static str,
    name: &'static str,
    other: &'static str,
}

#[graph_action(GET "/me/drive/items/<id>/workbook/names/<name>/range/intersection(anotherRange='<other>')" -> Range)]
struct Intersection {
    id: &'static str,
    name: &'static str,
    other: &'static str,
}

/// The pages have the argument of a function in a body, which a GET does not have.
#[test]
fn bounds_and_intersects_ranges() {
    let (id, name, other) = ("{id}", "{name}", "anotherRange-value");
    let corrected = |page_name, function| {
        let url =
            format!("https://graph.microsoft.com/v1.0/me/drive/items/{{id}}/workbook/names/{{name}}/range/{function}");
        page(page_name)
            .example(0)
            .url_says(&url)
            .should_say(format!("{url}(anotherRange='anotherRange-value')"))
            .request_says("", serde_json::json!({ "anotherRange": "anotherRange-value" }))
            .should_say(Value::Null)
    };
    corrected("range-boundingrect", "boundingRect").check(&BoundingRect { id, name, other });
    corrected("range-intersection", "intersection").check(&Intersection { id, name, other });
}
