//! Worksheets and what is on them: neighbours of ranges, visible views, charts, protection.

use graph_action::{ResourcePath, Value, graph_action, graph_type};

use super::Range;
use crate::harness::{page, resource};

macro_rules! neighbours {
    ($($name:ident $template:literal),* $(,)?) => {$(
        #[graph_action(GET $template -> Range)]
        struct $name {
            sheet: &'static str,
            count: Option<u32>,
        }
    )*};
}

neighbours! {
    RowsAbove "/me/drive/root/workbook/worksheets/<sheet>/range/rowsAbove(count=<count>)",
    RowsBelow "/me/drive/root/workbook/worksheets/<sheet>/range/rowsBelow(count=<count>)",
    ColumnsAfter "/me/drive/root/workbook/worksheets/<sheet>/range/columnsAfter(count=<count>)",
    ColumnsBefore "/me/drive/root/workbook/worksheets/<sheet>/range/columnsBefore(count=<count>)",
}

/// Without arguments the pages leave out the parentheses, which a function may have.
#[test]
fn gets_the_neighbours_of_a_range() {
    let sheet = "{id}";
    let url = "https://graph.microsoft.com/v1.0/me/drive/root/workbook/worksheets/{id}/range";
    page("workbookrange-rowsabove").example(0).check(&RowsAbove { sheet, count: Some(2) });
    page("workbookrange-rowsabove")
        .example(1)
        .url_says(&format!("{url}/rowsAbove"))
        .should_say(format!("{url}/rowsAbove()"))
        .check(&RowsAbove { sheet, count: None });
    page("workbookrange-rowsbelow").example(0).check(&RowsBelow { sheet, count: Some(2) });
    page("workbookrange-rowsbelow")
        .example(1)
        .url_says(&format!("{url}/rowsBelow"))
        .should_say(format!("{url}/rowsBelow()"))
        .check(&RowsBelow { sheet, count: None });
    page("workbookrange-columnsafter").example(0).check(&ColumnsAfter { sheet, count: Some(2) });
    page("workbookrange-columnsbefore").example(0).check(&ColumnsBefore { sheet, count: Some(2) });
}

/// What of a range is visible.
#[graph_type]
struct RangeView {
    cell_addresses: Option<serde_json::Value>,
    column_count: Option<i32>,
    formulas: Option<serde_json::Value>,
    formulas_local: Option<serde_json::Value>,
    #[graph(name = "formulasR1C1")]
    formulas_r1c1: Option<serde_json::Value>,
    index: Option<i32>,
}

#[graph_action(GET "/me/drive/root/workbook/worksheets/<sheet>/range(address='<address>')/visibleView" -> RangeView)]
struct VisibleView {
    sheet: &'static str,
    address: &'static str,
}

#[graph_action(GET "/me/drive/root/workbook/worksheets/<sheet>/range(address=<address>)/visibleView/itemAt(index=<index>)" -> RangeView)]
struct VisibleRow {
    sheet: &'static str,
    address: &'static str,
    index: u32,
}

#[test]
fn gets_what_is_visible() {
    let (sheet, address) = ("{id}", "A1:Z10");
    page("workbookrange-visibleview").example(0).check(&VisibleView { sheet, address });
    page("workbookrangeview-itemat").example(0).check(&VisibleRow { sheet, address, index: 0 });
}

#[graph_action(GET "<item>/workbook/worksheets/<sheet>/usedRange(valuesOnly=<values_only>)" -> Range)]
struct UsedRange {
    item: ResourcePath,
    sheet: &'static str,
    values_only: Option<bool>,
}

#[test]
fn gets_the_used_range_of_a_sheet() {
    let url = "https://graph.microsoft.com/v1.0/me/drive/items/{id}/workbook/worksheets/{id|name}/usedRange";
    let used = |values_only| UsedRange { item: resource("/me/drive/items/{id}"), sheet: "{id|name}", values_only };
    page("worksheet-usedrange").example(0).url_says(url).should_say(format!("{url}()")).check(&used(None));
    page("worksheet-usedrange").example(1).check(&used(Some(true)));
}

#[graph_type]
struct Chart {
    id: Option<String>,
    height: Option<f64>,
    left: Option<f64>,
}

#[graph_action(POST "<item>/workbook/worksheets/<sheet>/charts/add" -> Chart)]
struct AddChart {
    item: ResourcePath,
    sheet: &'static str,
    r#type: &'static str,
    source_data: &'static str,
    series_by: &'static str,
}

#[test]
fn adds_a_chart() {
    let add =
        |item| AddChart { item, sheet: "{id|name}", r#type: "ColumnStacked", source_data: "A1:B1", series_by: "Auto" };
    page("chartcollection-add").example(0).check(&add(resource("/me/drive/items/{id}")));
    page("chartcollection-add").check_every_path("/workbook/worksheets/{id|name}/charts/add", add);
}

#[graph_action(GET "/me/drive/items/<item>/workbook/worksheets/<sheet>/charts/<name>/image(width=<width>,height=<height>,fittingMode=<fitting_mode>)" -> Value<String>)]
struct ChartImage {
    item: &'static str,
    sheet: &'static str,
    name: &'static str,
    width: Option<u32>,
    height: Option<u32>,
    fitting_mode: Option<&'static str>,
}

#[test]
fn draws_a_chart() {
    let image = |height, fitting_mode| ChartImage {
        item: "{id}",
        sheet: "{id|name}",
        name: "{name}",
        width: Some(640),
        height,
        fitting_mode,
    };
    page("chart-image").example(0).check(&image(Some(480), Some("fit")));
    page("chart-image").check_path(2, &image(None, None));
}

#[graph_type]
struct ProtectionOptions {
    allow_format_cells: bool,
    allow_format_columns: bool,
    allow_format_rows: bool,
    allow_insert_columns: bool,
    allow_insert_rows: bool,
    allow_insert_hyperlinks: bool,
    allow_delete_columns: bool,
    allow_delete_rows: bool,
    allow_sort: bool,
    allow_auto_filter: bool,
    allow_pivot_tables: bool,
}

#[graph_action(POST "<sheet>/protection/protect")]
struct Protect {
    sheet: ResourcePath,
    options: Option<ProtectionOptions>,
}

#[test]
fn protects_a_sheet() {
    let protect = |sheet| Protect {
        sheet,
        options: Some(ProtectionOptions {
            allow_format_cells: true,
            allow_format_columns: true,
            allow_format_rows: true,
            allow_insert_columns: true,
            allow_insert_rows: true,
            allow_insert_hyperlinks: true,
            allow_delete_columns: true,
            allow_delete_rows: true,
            allow_sort: true,
            allow_auto_filter: true,
            allow_pivot_tables: true,
        }),
    };
    let sheet = "/me/drive/items/{id}/workbook/worksheets/{id|name}";
    page("worksheetprotection-protect").example(0).check(&protect(resource(sheet)));
    page("worksheetprotection-protect").check_every_path("/protection/protect", protect);
}

#[graph_action(GET "<item>/workbook/worksheets/<sheet>/cell(row=<row>,column=<column>)" -> Range)]
struct Cell {
    item: ResourcePath,
    sheet: &'static str,
    row: u32,
    column: u32,
}

/// Numbers stand where the page has placeholders for them.
#[test]
fn gets_a_cell_of_a_sheet() {
    let url = |row: &str, column: &str| {
        let sheet = "https://graph.microsoft.com/v1.0/me/drive/items/{id}/workbook/worksheets/{id|name}";
        format!("{sheet}/cell(row={row},column={column})")
    };
    page("worksheet-cell").example(0).url_says(&url("<row>", "<column>")).should_say(url("1", "2")).check(&Cell {
        item: resource("/me/drive/items/{id}"),
        sheet: "{id|name}",
        row: 1,
        column: 2,
    });
}
