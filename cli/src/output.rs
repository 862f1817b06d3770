//! How an answer looks: the styles, the width of the terminal, columns that line up, names without what goes without saying.
//!
//! Colours are always written; the stream that `main` hands out drops them where nobody wants them.

use std::fmt::{self, Display};
use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style, Styles};
use console::measure_text_width;
use graph_action_metadata::model::TypeRef;
use serde::Serialize;

use crate::error::Error;

/// Something that is wrong, and what breaks.
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
/// Something to look at, and what is deprecated.
pub const WARNING: Style = AnsiColor::Yellow.on_default();
/// What is new, and what went well.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// What was asked for: a name.
pub const NAME: Style = Style::new().bold();
/// A type, a method.
pub const TYPE: Style = AnsiColor::Cyan.on_default();
/// What explains, and is not what was asked for.
pub const QUIET: Style = Style::new().dimmed();

/// How clap's own texts look.
pub const HELP: Styles =
    Styles::styled().header(NAME.underline()).usage(NAME.underline()).literal(TYPE.bold()).placeholder(TYPE);

/// A text in a style.
#[derive(Debug, Clone, Copy)]
pub struct Painted<T> {
    /// The style.
    style: Style,
    /// The text.
    text: T,
}

/// A text in a style.
///
/// ```
/// use cargo_graph_action::output::{NAME, paint};
///
/// assert_eq!(paint(NAME, "call").to_string(), "\u{1b}[1mcall\u{1b}[0m");
/// ```
pub const fn paint<T>(style: Style, text: T) -> Painted<T> {
    Painted { style, text }
}

impl<T: Display> Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { style, text } = self;
        write!(f, "{style}{text}{style:#}")
    }
}

/// The columns that a line may have; no bound where the output is no terminal.
#[must_use]
pub fn width() -> Option<usize> {
    console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns))
}

/// Writes a line that ends where the terminal does.
///
/// ```
/// use cargo_graph_action::output::line;
///
/// let mut out = Vec::new();
/// line(&mut out, Some(10), "cancelMediaProcessing")?;
/// line(&mut out, None, "cancelMediaProcessing  ")?;
/// assert_eq!(String::from_utf8_lossy(&out), "cancelMed…\ncancelMediaProcessing\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn line(out: &mut dyn Write, width: Option<usize>, text: &str) -> io::Result<()> {
    let text = text.trim_end();
    match width {
        Some(width) => writeln!(out, "{}", console::truncate_str(text, width, "…")),
        None => writeln!(out, "{text}"),
    }
}

/// The rows with their columns lined up, two spaces between; what stands in the last column stays as it is.
///
/// ```
/// use cargo_graph_action::output::columns;
///
/// let rows = vec![vec!["name".to_owned(), "type".to_owned()], vec!["id".to_owned(), "String".to_owned()]];
/// assert_eq!(columns(&rows), ["name  type", "id    String"]);
/// ```
#[must_use]
pub fn columns(rows: &[Vec<String>]) -> Vec<String> {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(measure_text_width(cell));
        }
    }
    let line = |row: &Vec<String>| {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width + 2 - measure_text_width(cell)));
        }
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// Writes an answer for a machine: JSON, indented, with a line end.
pub fn json(out: &mut dyn Write, answer: &impl Serialize) -> Result<(), Error> {
    let text =
        serde_json::to_string_pretty(answer).map_err(|error| Error::new("the answer is no JSON").because(error))?;
    writeln!(out, "{text}")?;
    Ok(())
}

/// A name without what goes without saying: the default namespace, and OData's own.
///
/// ```
/// use cargo_graph_action::output::short_name;
///
/// assert_eq!(short_name("microsoft.graph.call", "microsoft.graph"), "call");
/// assert_eq!(short_name("microsoft.graph.callRecords.session", "microsoft.graph"), "callRecords.session");
/// assert_eq!(short_name("Edm.String", "microsoft.graph"), "String");
/// ```
#[must_use]
pub fn short_name<'a>(name: &'a str, namespace: &str) -> &'a str {
    let behind = |space: &str| name.strip_prefix(space).and_then(|rest| rest.strip_prefix('.'));
    behind(namespace).or_else(|| behind("Edm")).unwrap_or(name)
}

/// A type without what goes without saying.
#[must_use]
pub fn short_type(ty: &TypeRef, namespace: &str) -> String {
    let name = short_name(&ty.name, namespace);
    if ty.is_collection { format!("Collection({name})") } else { name.to_owned() }
}

/// A number and its noun: `1 type`, `2 types`.
///
/// ```
/// use cargo_graph_action::output::count;
///
/// assert_eq!((count(1, "type"), count(1182, "type")), ("1 type".to_owned(), "1182 types".to_owned()));
/// assert_eq!(count(2, "property"), "2 properties");
/// ```
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {noun}s"),
    }
}

/// The first line of a text, and no control character of it: a document must not drive a terminal.
#[must_use]
pub fn first_line(text: &str) -> String {
    text.trim().lines().next().unwrap_or_default().chars().filter(|char| !char.is_control()).collect()
}
