//! Ranges: functions with arguments and without, bound to a range however it is named.

use graph_action::{ResourcePath, graph_action, graph_type};

use super::Range;
use crate::harness::{page, resource};

/// The range of the examples.
const NAMED: &str = "/me/drive/items/{id}/workbook/names/{name}/range";

#[graph_action(GET "/me/drive/items/<item>/workbook/names/<name>/range" -> Range)]
struct GetNamedRange {
    item: &'static str,
    name: &'static str,
}

#[graph_action(GET "/me/drive/items/<item>/workbook/worksheets/<sheet>/range(address='<address>')" -> Range)]
struct GetRange {
    item: &'static str,
    sheet: &'static str,
    address: &'static str,
}

#[graph_action(GET "/me/drive/root:/<path..>:/workbook/worksheets/<sheet>/range(address='<address>')" -> Range)]
struct GetRangeByPath {
    path: &'static str,
    sheet: &'static str,
    address: &'static str,
}

#[test]
fn gets_a_range() {
    page("range-get").example(0).check(&GetNamedRange { item: "{id}", name: "{name}" });
    page("nameditem-range").example(0).check(&GetNamedRange { item: "{id}", name: "{name}" });
    page("range-get").check_path(0, &GetRange { item: "{id}", sheet: "{id|name}", address: "<address>" });
    let by_path = GetRangeByPath { path: "{item-path}", sheet: "{id|name}", address: "<address>" };
    page("range-get").check_path(1, &by_path);
}

#[graph_action(GET "<range>/cell(row=<row>,column=<column>)" -> Range)]
struct Cell {
    range: ResourcePath,
    row: u32,
    column: u32,
}

#[test]
fn gets_a_cell() {
    page("range-cell").example(0).check(&Cell { range: resource(NAMED), row: 5, column: 6 });
}

#[graph_action(GET "<range>/column(column=<column>)" -> Range)]
struct Column {
    range: ResourcePath,
    column: u32,
}

#[test]
fn gets_a_column() {
    page("range-column").example(0).check(&Column { range: resource(NAMED), column: 5 });
}

#[graph_action(GET "<range>/lastColumn" -> Range)]
struct LastColumn {
    range: ResourcePath,
}

#[graph_action(GET "<range>/lastRow" -> Range)]
struct LastRow {
    range: ResourcePath,
}

#[test]
fn gets_the_last_column_and_row() {
    page("range-lastcolumn").example(0).check(&LastColumn { range: resource(NAMED) });
    page("range-lastcolumn").check_every_path("/lastColumn", |range| LastColumn { range });
    page("range-lastrow").example(0).check(&LastRow { range: resource(NAMED) });
    page("range-lastrow").check_every_path("/lastRow", |range| LastRow { range });
}

#[graph_action(GET "<range>/usedRange(valuesOnly=<values_only>)" -> Range)]
struct UsedRange {
    range: ResourcePath,
    values_only: Option<bool>,
}

/// Without arguments the page leaves out the parentheses, which a function may have.
#[test]
fn gets_the_used_range() {
    page("range-usedrange")
        .example(0)
        .url_says("https://graph.microsoft.com/v1.0/me/drive/items/{id}/workbook/names/{name}/range/usedRange")
        .should_say("/me/drive/items/{id}/workbook/names/{name}/range/usedRange()")
        .check(&UsedRange { range: resource(NAMED), values_only: None });
    page("range-usedrange").example(1).check(&UsedRange { range: resource(NAMED), values_only: Some(true) });
}

#[graph_action(GET "<range>/boundingRect(anotherRange='<another_range>')" -> Range)]
struct BoundingRect {
    range: ResourcePath,
    another_range: &'static str,
}

#[graph_action(GET "<range>/intersection(anotherRange='<another_range>')" -> Range)]
struct Intersection {
    range: ResourcePath,
    another_range: &'static str,
}

#[graph_action(GET "<range>/offsetRange(rowOffset=<row_offset>,columnOffset=<column_offset>)" -> Range)]
struct OffsetRange {
    range: ResourcePath,
    row_offset: i32,
    column_offset: i32,
}

/// A function has its parameters in the URL; these pages show a GET with a body.
#[test]
fn functions_with_a_body_on_the_page() {
    let url = |operation: &str| format!("https://graph.microsoft.com/v1.0{NAMED}/{operation}");
    let another_range = "anotherRange-value";
    for (name, operation) in [("range-boundingrect", "boundingRect"), ("range-intersection", "intersection")] {
        let example = page(name)
            .example(0)
            .url_says(&url(operation))
            .should_say(url(&format!("{operation}(anotherRange='anotherRange-value')")))
            .request_says("", serde_json::json!({ "anotherRange": another_range }))
            .should_say(serde_json::Value::Null);
        match operation {
            "boundingRect" => example.check(&BoundingRect { range: resource(NAMED), another_range }),
            _ => example.check(&Intersection { range: resource(NAMED), another_range }),
        }
    }
    page("range-offsetrange")
        .example(0)
        .url_says(&url("offsetRange"))
        .should_say(url("offsetRange(rowOffset=3,columnOffset=5)"))
        .request_says("", serde_json::json!({ "rowOffset": 3, "columnOffset": 5 }))
        .should_say(serde_json::Value::Null)
        .check(&OffsetRange { range: resource(NAMED), row_offset: 3, column_offset: 5 });
}

#[graph_action(POST "<range>/merge")]
struct Merge {
    range: ResourcePath,
    #[graph(header = "Workbook-Session-Id")]
    session: Option<&'static str>,
    across: Option<bool>,
}

#[graph_action(POST "<range>/unmerge")]
struct Unmerge {
    range: ResourcePath,
    #[graph(header = "Workbook-Session-Id")]
    session: Option<&'static str>,
}

#[test]
fn merges_and_unmerges() {
    let merge = |range| Merge { range, session: None, across: Some(true) };
    page("range-merge").example(0).check(&merge(resource(NAMED)));
    page("range-merge").check_every_path("/merge", merge);
    page("range-unmerge").example(0).check(&Unmerge { range: resource(NAMED), session: None });
    page("range-unmerge").check_every_path("/unmerge", |range| Unmerge { range, session: None });
}

#[graph_type]
struct Border {
    id: Option<String>,
    color: Option<String>,
    style: Option<String>,
    side_index: Option<String>,
    weight: Option<String>,
}

#[graph_action(POST "<range>/format/borders/itemAt" -> Border)]
struct BorderAt {
    range: ResourcePath,
    index: u32,
}

#[test]
fn gets_a_border() {
    let border = |range| BorderAt { range, index: 1 };
    page("rangebordercollection-itemat").example(0).check(&border(resource(NAMED)));
    page("rangebordercollection-itemat").check_every_path("/format/borders/itemAt", border);
}
