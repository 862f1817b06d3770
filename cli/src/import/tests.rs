//! Whole pages: what is written of them, and what is told.

use super::*;

/// The text of a page's declarations, and what is told.
fn imported(page: &str, options: &Options) -> (String, Vec<String>) {
    let imported = super::page(page, options).unwrap();
    (imported.text, imported.findings.iter().map(ToString::to_string).collect())
}

/// A page of a request, with more sections.
fn of(request: &str, more: &str) -> String {
    format!(
        "# lamp: dim\nDims.\n## Permissions\n|Permission type|Permissions|\n|-|-|\n|Application|None.|\n## HTTP request\n```http\n{request}\n```\n\
         ## Response\nReturns `204 No Content`.\n{more}"
    )
}

#[test]
fn a_request_goes_on_in_the_next_line_and_a_header_may_stand_among_requests() {
    let page = of("GET /lamps/{id}/dim?from={from}\n&to={to}\nlamp-session: {id}\n\n// a remark\nwhatever", "");
    let (text, told) = imported(&page, &Options::default());
    assert!(text.contains("GET \"/lamps/<id>/dim?from=<from>&to=<to>\""), "{text}");
    assert!(text.contains("#[graph(header = \"lamp-session\")]"), "{text}");
    assert_eq!(told, ["line 14: this line is neither a request nor a header: whatever"]);
}

#[test]
fn different_operations_of_a_page_are_declarations_of_their_own() {
    let page = of(
        "GET /lamps/usage(period='{p}')\nGET /lamps/usage(date={d})",
        "## Function parameters\n|Name|Type|Description|\n|-|-|-|\n|period|String|a|\n|date|Date|b|\n",
    );
    let (text, told) = imported(&page, &Options::default());
    assert!(text.contains("pub struct LampUsageByPeriod {") && text.contains("pub struct LampUsageByDate {"), "{text}");
    assert!(text.contains("pub date: Edm<String>,"), "{text}");
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn the_version_is_asked_for_or_the_pages() {
    let beta =
        of("POST /lamps/{id}/dim", "## Example\n```http\nPOST https://graph.microsoft.com/beta/lamps/1/dim\n```\n");
    assert!(imported(&beta, &Options::default()).0.contains("version = \"beta\""));
    let asked = Options { api: Some("v1.0".to_owned()), ..Options::default() };
    let (text, told) = imported(&beta, &asked);
    assert!(!text.contains("version ="), "{text}");
    assert!(told.contains(&"the page is about the version beta, and v1.0 was asked for".to_owned()), "{told:?}");
}

#[test]
fn what_an_example_alone_has_is_a_field_and_is_told() {
    let page = of(
        "POST /lamps/{id}/dim",
        "## Request body\n|Name|Type|Description|\n|-|-|-|\n|level|Int32|a|\n## Examples\n```http\nPOST https://graph.microsoft.com/v1.0/lamps/1/dim\n\
         Lamp-Session: a\n\n{\"Level\": 1, \"speed\": 2}\n```\n",
    );
    let (text, told) = imported(&page, &Options::default());
    for field in ["pub level: Option<i32>,", "pub speed: Option<i64>,", "pub lamp_session: Option<String>,"] {
        assert!(text.contains(field), "{field} {text}");
    }
    assert_eq!(
        told,
        [
            "line 20: the example sends the header `Lamp-Session`, which no table describes; it is a field",
            "line 22: the example writes `Level`, where the table has `level`; that one was taken",
            "line 22: the example sends `speed`, which no table describes; it is a field nevertheless",
        ]
    );
}

#[test]
fn a_body_that_is_no_json_is_told() {
    let page = of(
        "POST /lamps/{id}/dim",
        "## Examples\n```http\nPOST https://graph.microsoft.com/v1.0/lamps/1/dim\nContent-Type: text/plain\n\nRnJvbTo=\n```\n",
    );
    let (_, told) = imported(&page, &Options::default());
    assert!(told.iter().any(|told| told.starts_with("line 18: this body is no JSON")), "{told:?}");
}

#[test]
fn a_key_and_a_member_of_one_name_are_two_fields() {
    let page = of(
        "POST /rooms/{id}/lamps/{id}/dim",
        "## Request body\n|Name|Type|Description|\n|-|-|-|\n|id|String|a|\n|room|String|b|\n",
    );
    let (text, _) = imported(&page, &Options::default());
    assert!(text.contains("POST \"/rooms/<room_id>/lamps/<lamp>/dim\""), "{text}");
    assert!(text.contains("    pub id: Option<String>,"), "{text}");
}

#[test]
fn any_text_is_read_or_refused_but_never_lost_in_a_panic() {
    let page = of(
        "POST /lamps/{id}/dim",
        "## Request body\n|Name|Type|\n|-|-|\n|a|b|\n## Examples\n```\nHTTP/1.1 200\n\n{\"a\": [1]}\n```\n",
    );
    for end in 0..page.len() {
        if let Some(part) = page.get(..end) {
            drop(super::page(part, &Options::default()));
        }
        if let Some(part) = page.get(end..) {
            drop(super::page(part, &Options::default()));
        }
    }
    for text in ["", "---", "```", "<!--", "|", "|-|", "#", "## HTTP request\n```\nGET \u{2028}/ä{\n```", "](](]("] {
        drop(super::page(text, &Options::default()));
    }
}
