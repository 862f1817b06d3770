//! What a mailbox supports: functions without arguments, with a Boolean, with a member of an enum.

use graph_action::{Page, graph_action, graph_type};

use crate::harness::page;

#[graph_type]
struct Locale {
    locale: String,
    display_name: String,
}

#[graph_action(GET "/me/outlook/supportedLanguages" -> Page<Locale>)]
struct SupportedLanguages;

#[test]
fn lists_languages() {
    page("outlookuser-supportedlanguages").example(0).check_page(&SupportedLanguages);
}

/// In a URL a member of an enum has the name of its type before it; the page writes members as the metadata does.
#[graph_type("microsoft.graph.timeZoneStandard")]
enum TimeZoneStandard {
    #[graph(name = "Windows")]
    Windows,
    #[graph(name = "Iana")]
    Iana,
    #[allow(dead_code)]
    #[graph(other)]
    Other(String),
}

#[graph_type]
struct TimeZone {
    alias: String,
    display_name: String,
}

#[graph_action(GET "/me/outlook/supportedTimeZones(TimeZoneStandard=<standard>)" -> Page<TimeZone>)]
struct SupportedTimeZones {
    standard: Option<TimeZoneStandard>,
}

/// Without arguments the page leaves out the parentheses, which a function may have.
#[test]
fn lists_time_zones() {
    let url = "https://graph.microsoft.com/v1.0/me/outlook/supportedTimeZones";
    page("outlookuser-supportedtimezones")
        .example(0)
        .url_says(url)
        .should_say(format!("{url}()"))
        .check_page(&SupportedTimeZones { standard: None });
    let in_standard = |name: &str| format!("{url}(TimeZoneStandard=microsoft.graph.timeZoneStandard'{name}')");
    let example = || page("outlookuser-supportedtimezones").example(1);
    example().check_page(&SupportedTimeZones { standard: Some(TimeZoneStandard::Iana) });
    example()
        .url_says(&in_standard("Iana"))
        .should_say(in_standard("Windows"))
        .check_page(&SupportedTimeZones { standard: Some(TimeZoneStandard::Windows) });
}

#[graph_type]
struct Notebook {
    display_name: String,
    last_accessed_time: String,
    links: Links,
    source_service: String,
}

#[graph_type]
struct Links {
    one_note_client_url: Link,
    one_note_web_url: Link,
}

#[graph_type]
struct Link {
    href: String,
}

#[graph_action(GET "/me/onenote/notebooks/getRecentNotebooks(includePersonalNotebooks=<personal>)" -> Page<Notebook>)]
struct RecentNotebooks {
    personal: bool,
}

#[test]
fn lists_notebooks() {
    page("notebook-getrecentnotebooks").example(0).check_page(&RecentNotebooks { personal: true });
}

#[graph_action(POST "/me/onenote/sections/<section>/copyToNotebook")]
struct CopySection {
    section: &'static str,
    #[graph(name = "id")]
    notebook: &'static str,
    group_id: Option<&'static str>,
    rename_as: Option<&'static str>,
}

/// `id` is a placeholder of the path and a member of the body.
#[test]
fn copies_a_section() {
    page("section-copytonotebook").example(0).check(&CopySection {
        section: "{id}",
        notebook: "id-value",
        group_id: Some("groupId-value"),
        rename_as: Some("renameAs-value"),
    });
}
