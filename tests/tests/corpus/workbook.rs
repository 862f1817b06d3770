//! Excel: sessions, ranges, tables, charts; functions with arguments, in mid-path too, and a header for the session.
//!
//! A workbook is addressed by its drive item, and that by id or by path: the declarations here begin with the item, or with
//! the range or table in it.

mod formats;
mod ranges;
mod sessions;
mod sheets;
mod tables;

use graph_action::graph_type;

/// A range, less the members that no page shows.
#[graph_type]
#[derive(Debug)]
pub(crate) struct Range {
    address: Option<String>,
    address_local: Option<String>,
    cell_count: Option<i32>,
    column_count: Option<i32>,
    column_hidden: Option<bool>,
    column_index: Option<i32>,
    value_types: Option<serde_json::Value>,
}
