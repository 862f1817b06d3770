//! Tables: added, sorted, filtered; rows and columns with values of any shape.

use graph_action::{ResourcePath, graph_action, graph_type};
use serde_json::{Value, json};

use crate::harness::{page, resource};

/// The table of the examples.
const TABLE: &str = "/me/drive/items/{id}/workbook/tables/{id|name}";

#[graph_type]
struct Table {
    id: String,
    name: Option<String>,
    show_headers: Option<bool>,
    show_totals: Option<bool>,
    style: Option<String>,
}

#[graph_action(POST "<place>/tables/add" -> Table)]
struct AddTable {
    place: ResourcePath,
    address: &'static str,
    has_headers: bool,
}

#[test]
fn adds_a_table() {
    let add = |place| AddTable { place, address: "Sheet1!A1:D5", has_headers: true };
    page("tablecollection-add").example(0).check(&add(resource("/me/drive/items/{id}/workbook")));
    page("tablecollection-add").check_every_path("/tables/add", add);
}

#[graph_type]
struct Row {
    index: i32,
    values: Value,
}

#[graph_action(POST "<table>/rows/add" -> Row)]
struct AddRows {
    table: ResourcePath,
    index: Option<i32>,
    values: Vec<Vec<i64>>,
}

#[test]
fn adds_rows() {
    let add = |table| AddRows { table, index: None, values: vec![vec![1, 2, 3], vec![4, 5, 6]] };
    page("table-post-rows").example(0).check(&add(resource(TABLE)));
    page("table-post-rows").check_every_path("/rows/add", add);
}

#[graph_type]
struct Column {
    id: String,
    name: Option<String>,
    index: Option<i32>,
    values: Value,
}

#[graph_action(POST "<table>/columns/add" -> Column)]
struct AddColumn {
    table: ResourcePath,
    index: Option<i32>,
    values: Value,
}

#[test]
fn adds_a_column() {
    let add = |table| AddColumn { table, index: Some(3), values: json!([{}]) };
    page("tablecolumncollection-add").example(0).check(&add(resource(TABLE)));
    page("tablecolumncollection-add").check_every_path("/columns/add", add);
}

#[graph_type]
struct Icon {
    set: String,
    index: i32,
}

#[graph_type]
struct SortField {
    key: i32,
    sort_on: Option<String>,
    ascending: Option<bool>,
    color: Option<String>,
    data_option: Option<String>,
    icon: Option<Icon>,
}

#[graph_action(POST "<table>/sort/apply")]
struct Sort {
    table: ResourcePath,
    fields: Vec<SortField>,
    match_case: Option<bool>,
    method: Option<&'static str>,
}

#[test]
fn sorts_a_table() {
    let text = |text: &str| Some(text.to_owned());
    let sort = |table| Sort {
        table,
        fields: vec![SortField {
            key: 99,
            sort_on: text("sortOn-value"),
            ascending: Some(true),
            color: text("color-value"),
            data_option: text("dataOption-value"),
            icon: Some(Icon { set: "set-value".to_owned(), index: 99 }),
        }],
        match_case: Some(true),
        method: Some("method-value"),
    };
    page("tablesort-apply").example(0).check(&sort(resource(TABLE)));
    page("tablesort-apply").check_every_path("/sort/apply", sort);
}

#[graph_action(POST "<table>/clearFilters")]
struct ClearFilters {
    table: ResourcePath,
}

#[test]
fn clears_filters() {
    page("table-clearfilters").example(0).check(&ClearFilters { table: resource(TABLE) });
    page("table-clearfilters").check_every_path("/clearFilters", |table| ClearFilters { table });
}

#[graph_action(GET "<part>/range" -> super::Range)]
struct RangeOf {
    part: ResourcePath,
}

#[graph_action(GET "<part>/headerRowRange" -> super::Range)]
struct HeaderRow {
    part: ResourcePath,
}

#[graph_action(POST "<table>/convertToRange" -> super::Range)]
struct ConvertToRange {
    table: ResourcePath,
}

/// Columns and rows have a range each, tables and columns a header.
#[test]
fn gets_the_ranges_of_a_table() {
    let part = |path: &str| resource(&format!("{TABLE}{path}"));
    page("tablecolumn-range").example(0).check(&RangeOf { part: part("/columns/{id|name}") });
    page("tablecolumn-range").check_every_path("/range", |part| RangeOf { part });
    page("tablerow-range").example(0).check(&RangeOf { part: part("/rows/{index}") });
    page("tablerow-range").check_every_path("/range", |part| RangeOf { part });
    page("table-headerrowrange").example(0).check(&HeaderRow { part: part("") });
    page("table-headerrowrange").check_every_path("/headerRowRange", |part| HeaderRow { part });
    page("tablecolumn-headerrowrange").example(0).check(&HeaderRow { part: part("/columns/{id|name}") });
    page("tablecolumn-headerrowrange").check_every_path("/headerRowRange", |part| HeaderRow { part });
    page("table-converttorange").example(0).check(&ConvertToRange { table: part("") });
    page("table-converttorange").check_every_path("/convertToRange", |table| ConvertToRange { table });
}
