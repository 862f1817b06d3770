//! The tables of parameters, headers and properties: names, types, what they are for. Where each goes is decided elsewhere.

use super::findings::Findings;
use super::inline;
use super::kinds::Kind;
use super::markdown::{Block, Table};
use super::page::{Page, Zone};

/// A row of a table of parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parameter {
    /// Its line.
    pub(super) line: usize,
    /// Its name.
    pub(super) name: String,
    /// Its type, where the table has one.
    pub(super) kind: Option<Kind>,
    /// Whether it must be there, or need not be, where the page says.
    pub(super) is_required: Option<bool>,
    /// What it is for.
    pub(super) docs: String,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    /// The name.
    Name,
    /// The type.
    Type,
    /// What it is for, or what it may be.
    Docs,
    /// Whether it must be there.
    Required,
    /// Something else.
    Unknown,
}

/// The parameters that the tables of a zone name.
pub(super) fn read(page: &Page, zone: Zone, findings: &mut Findings) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    let tables = page.blocks(zone).filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    for table in tables {
        for parameter in read_table(table, zone, findings) {
            match parameters.iter().find(|known| known.name == parameter.name) {
                Some(known) if *known == (Parameter { line: known.line, ..parameter.clone() }) => {}
                Some(known) => {
                    let message =
                        format!("`{}` is there already, in line {}; that one was taken", known.name, known.line);
                    findings.warn(parameter.line, message);
                }
                None => parameters.push(parameter),
            }
        }
    }
    parameters
}

/// The parameters that a table names.
fn read_table(table: &Table, zone: Zone, findings: &mut Findings) -> Vec<Parameter> {
    let mut columns: Vec<Column> = table.header.iter().map(|title| column(title, zone)).collect();
    if !columns.contains(&Column::Name)
        && let Some(first) = columns.first_mut()
    {
        *first = Column::Name;
    }
    for (column, title) in columns.iter().zip(&table.header) {
        if *column == Column::Unknown && !title.is_empty() {
            findings
                .warn(table.line, format!("this table has a column that is not known, and was not read: `{title}`"));
        }
    }
    let rows = table.rows.iter();
    rows.filter_map(|row| {
        let cell = |wanted: Column| {
            let mut cells = row.cells.iter().zip(&columns);
            cells.find(|(cell, column)| **column == wanted && !cell.is_empty()).map(|(cell, _)| cell.as_str())
        };
        let Some(name) = cell(Column::Name) else {
            findings.warn(row.line, format!("this row has no name: {}", row.cells.join(", ")));
            return None;
        };
        let all: Vec<&str> = row
            .cells
            .iter()
            .zip(&columns)
            .filter(|(_, column)| **column == Column::Docs)
            .map(|(cell, _)| cell.as_str())
            .collect();
        let docs = inline::plain(&all.join(" "));
        let bare = inline::bare(name);
        let kind = cell(Column::Type).and_then(Kind::of);
        let says = [cell(Column::Required), Some(name), cell(Column::Type), Some(docs.as_str())];
        let is_required = says.into_iter().flatten().find_map(is_required);
        let name = bare.split(['(', ' ', '=']).next().unwrap_or_default().trim_end_matches([':', '*']).to_owned();
        let docs = if docs.eq_ignore_ascii_case("not yet documented") { String::new() } else { docs };
        Some(Parameter { line: row.line, name, kind, is_required, docs })
    })
    .filter(|parameter| !parameter.name.is_empty())
    .collect()
}

/// What a column holds, by its title.
fn column(title: &str, zone: Zone) -> Column {
    match inline::bare(title).to_lowercase().as_str() {
        "name" | "parameter" | "property" | "header" | "parameter name" | "query parameter" | "header name" => {
            Column::Name
        }
        // A header's "type" is often what it may say.
        "type" | "value" if zone == Zone::Headers => Column::Docs,
        "type" | "data type" => Column::Type,
        "description" | "value" | "values" | "comments" | "details" | "default" | "example" => Column::Docs,
        "required" | "required?" | "required or optional" => Column::Required,
        _ => Column::Unknown,
    }
}

/// Whether a text says that something must be there.
fn is_required(text: &str) -> Option<bool> {
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["optional", "not required", "isn't required", "can be omitted"]) || lower == "no" {
        Some(false)
    } else if lower.trim_end_matches([')', '.']).ends_with("required")
        || lower.starts_with("required.")
        || lower == "yes"
    {
        Some(true)
    } else {
        None
    }
}

/// The limit that a text documents, as the field's attribute says it.
pub(super) fn limit(docs: &str, is_text: bool, is_list: bool) -> Option<String> {
    let words: Vec<&str> =
        docs.split_whitespace().map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric())).collect();
    let announces = |before: &[&str]| {
        let before = before.join(" ").to_lowercase();
        [
            "maximum of",
            "maximum is",
            "max",
            "max length is",
            "maximum length is",
            "at most",
            "up to",
            "limit is",
            "limited to",
            "no more than",
            "maximum length of",
        ]
        .iter()
        .any(|words| before.ends_with(words))
    };
    words.windows(2).enumerate().find_map(|(at, pair)| {
        let [number, unit] = pair else { return None };
        let number: u32 = number.replace(',', "").parse().ok()?;
        let before = words.get(at.saturating_sub(4)..at).unwrap_or_default();
        if !announces(before) {
            return None;
        }
        let unit = unit.to_lowercase();
        if is_text && unit.starts_with("character") {
            return Some(format!("max_chars = {number}"));
        }
        let counts =
            ["item", "object", "id", "user", "group", "element", "entr", "prompt", "participant", "value", "recipient"];
        (is_list && counts.iter().any(|word| unit.starts_with(word))).then(|| format!("max_items = {number}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::kinds::Element;

    /// The parameters of a section, and what was told.
    fn read_section(title: &str, zone: Zone, table: &str) -> (Vec<Parameter>, Vec<String>) {
        let mut findings = Findings::default();
        let page = Page::read(&format!("# a\n## {title}\n{table}"), &mut findings);
        let parameters = read(&page, zone, &mut findings);
        (parameters, findings.sorted().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_row_is_a_parameter() {
        let (parameters, told) = read_section(
            "Request body",
            Zone::Body,
            "|Parameter|Type|Description|\n|-|-|-|\n|comment|String|Text [x](y). Optional.|\n|ids (Required)|String collection|Not yet documented|\n\
             |**all**|Boolean|All of **them**.|\n",
        );
        assert!(told.is_empty());
        let read: Vec<_> = parameters
            .iter()
            .map(|parameter| (parameter.name.as_str(), parameter.is_required, parameter.docs.as_str()))
            .collect();
        assert_eq!(
            read,
            [("comment", Some(false), "Text x. Optional."), ("ids", Some(true), ""), ("all", None, "All of them.")]
        );
        assert_eq!(parameters[1].kind, Some(Kind { element: Element::Edm("String"), is_collection: true }));
    }

    #[test]
    fn the_type_of_a_header_is_what_it_says() {
        let (parameters, _) = read_section(
            "Request headers",
            Zone::Headers,
            "|Name|Type|Description|\n|-|-|-|\n|Prefer|return=minimal. Optional.||\n",
        );
        assert_eq!((parameters[0].kind.clone(), parameters[0].docs.as_str()), (None, "return=minimal. Optional."));
    }

    #[test]
    fn what_a_table_has_beside_is_told() {
        let (parameters, told) = read_section(
            "Request body",
            Zone::Body,
            "|Property|Colour|\n|-|-|\n|a|red|\n||blue|\n|a|red|\n|a (optional)|red|\n",
        );
        assert_eq!(parameters.len(), 1);
        assert_eq!(
            told,
            [
                "line 3: this table has a column that is not known, and was not read: `Colour`",
                "line 6: this row has no name: , blue",
                "line 8: `a` is there already, in line 5; that one was taken",
            ]
        );
    }

    #[test]
    fn documented_limits_are_declared() {
        for (docs, is_text, is_list, mark) in [
            ("Unique string. Can have a maximum of 256 characters.", true, false, Some("max_chars = 256")),
            ("Up to 20 objects.", false, true, Some("max_items = 20")),
            ("You can specify up to 1,000 IDs.", false, true, Some("max_items = 1000")),
            ("Up to 20 objects.", true, false, None),
            ("Lasts up to 20 seconds; 256 characters.", true, false, None),
            ("", true, true, None),
        ] {
            assert_eq!(limit(docs, is_text, is_list).as_deref(), mark, "{docs}");
        }
    }
}
