//! Text of items, laid out as rustfmt lays it out with its own settings. No decisions: what stands where was decided before.

use std::collections::BTreeSet;

use super::docs;

/// How wide a line is at most.
const WIDTH: usize = 100;

/// The crates that a module may name besides, and the runtime's feature for each.
const CRATES: [(&str, Option<&str>); 6] = [
    ("chrono", Some("chrono")),
    ("jiff", Some("jiff")),
    ("rust_decimal", Some("decimal")),
    ("serde_json", None),
    ("time", Some("time")),
    ("uuid", Some("uuid")),
];

/// How wide the arguments of an attribute are at most on one line, where there is more than one.
const ARGUMENTS: usize = 70;

/// What a module may import from the runtime, module by module.
const IMPORTS: [(&str, &[&str]); 2] = [
    ("graph_action::odata", &["Edm", "Flags", "Query"]),
    (
        "graph_action",
        &[
            "Bytes",
            "Content",
            "Operation",
            "Page",
            "Reply",
            "ResourcePath",
            "Value",
            "graph_action",
            "graph_path",
            "graph_response",
            "graph_type",
        ],
    ),
];

/// A field of a struct or of a variant.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// What it is, in paragraphs.
    pub(crate) docs: Vec<String>,
    /// What stands in `#[graph(…)]`.
    pub(crate) mark: Option<String>,
    /// Its name.
    pub(crate) name: String,
    /// Its type.
    pub(crate) ty: String,
}

/// The items of a module, and what they import.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    /// The items.
    text: String,
    /// What they name of the runtime.
    imports: BTreeSet<&'static str>,
    /// The other crates that they name.
    crates: BTreeSet<&'static str>,
}

impl Writer {
    /// The beginning of an item: an empty line, its documentation, its attribute with what stands in the parentheses.
    pub(crate) fn begin(&mut self, docs: &[String], attribute: &'static str, arguments: &[&str]) {
        self.text.push('\n');
        self.docs(0, docs);
        self.uses(attribute);
        self.attribute(0, attribute, arguments);
    }

    /// The beginning of an action. What stands in the parentheses follows no grammar of Rust, and rustfmt leaves it alone.
    pub(crate) fn begin_action(&mut self, docs: &[String], declaration: &str, response: &str) {
        self.text.push('\n');
        self.docs(0, docs);
        self.uses("graph_action");
        self.uses(response);
        self.line(0, &format!("#[graph_action({declaration})]"));
    }

    /// The traits that an item derives.
    pub(crate) fn derives(&mut self, traits: &str) {
        self.line(0, &format!("#[derive({traits})]"));
    }

    /// That an item is silent on what the service deprecates of it, of which the check would warn.
    pub(crate) fn allows_deprecated(&mut self) {
        self.line(0, "#[allow(deprecated, reason = \"the service deprecates a part of it\")]");
    }

    /// An attribute, on one line where it fits.
    fn attribute(&mut self, indent: usize, name: &str, arguments: &[&str]) {
        if arguments.is_empty() {
            return self.line(indent, &format!("#[{name}]"));
        }
        let inside = arguments.join(", ");
        let line = format!("#[{name}({inside})]");
        let is_list = arguments.len() > 1 && inside.chars().count() > ARGUMENTS;
        if indent + line.chars().count() <= WIDTH && !is_list {
            return self.line(indent, &line);
        }
        self.line(indent, &format!("#[{name}("));
        for (number, argument) in arguments.iter().enumerate() {
            let comma = if number + 1 < arguments.len() { "," } else { "" };
            self.line(indent + 4, &format!("{argument}{comma}"));
        }
        self.line(indent, ")]");
    }

    /// A struct behind its attributes.
    pub(crate) fn structure(&mut self, name: &str, fields: &[Field]) {
        if fields.is_empty() {
            return self.line(0, &format!("pub struct {name} {{}}"));
        }
        self.line(0, &format!("pub struct {name} {{"));
        self.fields(4, "pub ", fields);
        self.line(0, "}");
    }

    /// Fields, each with its documentation.
    pub(crate) fn fields(&mut self, indent: usize, visibility: &str, fields: &[Field]) {
        for Field { docs, mark, name, ty } in fields {
            self.docs(indent, docs);
            if let Some(mark) = mark {
                self.attribute(indent, "graph", &[mark]);
            }
            self.uses(ty);
            let line = format!("{visibility}{name}: {ty},");
            if indent + line.chars().count() <= WIDTH {
                self.line(indent, &line);
            } else {
                self.line(indent, &format!("{visibility}{name}:"));
                self.line(indent + 4, &format!("{ty},"));
            }
        }
    }

    /// A variant that holds one value, or none.
    pub(crate) fn variant(&mut self, docs: &[String], mark: Option<&str>, name: &str, held: Option<&str>) {
        self.docs(4, docs);
        if let Some(mark) = mark {
            self.attribute(4, "graph", &[mark]);
        }
        let Some(held) = held else { return self.line(4, &format!("{name},")) };
        self.uses(held);
        let line = format!("{name}({held}),");
        if 4 + line.chars().count() <= WIDTH {
            return self.line(4, &line);
        }
        self.line(4, &format!("{name}("));
        self.line(8, &format!("{held},"));
        self.line(4, "),");
    }

    /// A variant of an enum of paths, with a field for each key.
    pub(crate) fn path(&mut self, docs: &[String], template: &str, name: &str, fields: &[Field]) {
        self.docs(4, docs);
        self.attribute(4, "graph", &[&format!("{template:?}")]);
        if fields.is_empty() {
            return self.line(4, &format!("{name},"));
        }
        if 4 + name.chars().count() + 2 <= WIDTH {
            self.line(4, &format!("{name} {{"));
        } else {
            self.line(4, name);
            self.line(4, "{");
        }
        self.fields(8, "", fields);
        self.line(4, "},");
    }

    /// Comment lines of documentation.
    pub(crate) fn docs(&mut self, indent: usize, paragraphs: &[String]) {
        self.text.push_str(&docs::comment(indent, "///", paragraphs));
    }

    /// A comment for who reads the text alone.
    pub(crate) fn remark(&mut self, indent: usize, text: &str) {
        self.text.push_str(&docs::comment(indent, "//", &[text.to_owned()]));
    }

    /// One line.
    pub(crate) fn line(&mut self, indent: usize, text: &str) {
        self.text.extend(std::iter::repeat_n(' ', indent));
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// Notes what a type names of the runtime.
    fn uses(&mut self, ty: &str) {
        let is_word = |character: char| character == '_' || character.is_alphanumeric();
        let mut before = "";
        for word in ty.split_inclusive(|character| !is_word(character)) {
            let name = word.trim_end_matches(|character| !is_word(character));
            // A longer path is written out.
            if !before.ends_with(':') {
                let known = IMPORTS.iter().flat_map(|(_, names)| names.iter().copied());
                self.imports.extend(known.filter(|known| *known == name));
                let crates = CRATES.iter().map(|(known, _)| *known);
                self.crates.extend(crates.filter(|known| *known == name && word.ends_with(':')));
            }
            before = word;
        }
    }

    /// The crates that the items name, and the features of the runtime that they need.
    pub(crate) fn needs(&self) -> (Vec<&'static str>, Vec<&'static str>) {
        let crates: Vec<&str> = self.crates.iter().copied().collect();
        let of_crates =
            CRATES.iter().filter(|(name, _)| self.crates.contains(name)).filter_map(|(_, feature)| *feature);
        let bytes = self.imports.contains("Bytes").then_some("base64");
        (crates, bytes.into_iter().chain(of_crates).collect())
    }

    /// The items alone.
    pub(crate) fn items(&self) -> &str {
        self.text.trim_matches('\n')
    }

    /// The whole module: its documentation, its imports, its items.
    pub(crate) fn module(self, header: &[String]) -> String {
        let mut text = docs::comment(0, "//!", header);
        let uses = IMPORTS.iter().filter_map(|(module, names)| {
            let used: Vec<&str> = names.iter().copied().filter(|name| self.imports.contains(name)).collect();
            import(module, &used)
        });
        let uses: String = uses.collect();
        if !uses.is_empty() {
            text.push('\n');
            text.push_str(&uses);
        }
        text + &self.text
    }
}

/// A `use` of some names, which are sorted: capitals first.
fn import(module: &str, names: &[&str]) -> Option<String> {
    match names {
        [] => None,
        [name] => Some(format!("use {module}::{name};\n")),
        names => {
            let names = names.join(", ");
            let line = format!("use {module}::{{{names}}};\n");
            // The newline is not counted.
            let fits = line.chars().count() <= WIDTH + 1;
            Some(if fits { line } else { format!("use {module}::{{\n    {names},\n}};\n") })
        }
    }
}
