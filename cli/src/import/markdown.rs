//! The Markdown of Graph's pages as headings, tables, code and text, each with its line.
//!
//! Only what the pages' template uses is told apart; whatever else there is, is text. A reader of lines and not a parser of
//! `CommonMark`: the pages have comments that describe the code below them, tabs of which one counts, and mistakes (a table
//! without its outer bars, a row with a cell too many) that a parser would turn into text without telling.

use super::findings::Findings;

/// A heading and what stands under it.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// Its line; 0 for what stands before the first heading.
    pub(super) line: usize,
    /// How many `#` it has; 0 for what stands before the first heading.
    pub(super) level: usize,
    /// Its text.
    pub(super) title: String,
    /// What stands under it.
    pub(super) blocks: Vec<Block>,
}

/// Something under a heading.
#[derive(Debug)]
pub(super) enum Block {
    /// A paragraph, an item of a list, or a quotation.
    Text(Text),
    /// A table.
    Table(Table),
    /// Code between fences.
    Code(Code),
    /// Another file that belongs here.
    Include(Text),
}

/// Text on one line, its markup included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    /// The line where it begins.
    pub(super) line: usize,
    /// The text; of an include the file.
    pub(super) text: String,
}

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    /// Its line.
    pub(super) line: usize,
    /// The names of its columns.
    pub(super) header: Vec<String>,
    /// Its rows, each with as many cells as there are columns.
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug)]
pub(super) struct Row {
    /// Its line.
    pub(super) line: usize,
    /// Its cells.
    pub(super) cells: Vec<String>,
}

/// Code between fences.
#[derive(Debug)]
pub(super) struct Code {
    /// The line of its first line of code.
    pub(super) line: usize,
    /// The comment that describes it, `{ "blockType": "request" }`; empty without one.
    pub(super) meta: String,
    /// Its lines.
    pub(super) lines: Vec<String>,
}

/// Lines that can be looked at before they are taken.
struct Lines<'a> {
    /// All of them.
    lines: Vec<&'a str>,
    /// How many have been taken.
    taken: usize,
}

impl<'a> Lines<'a> {
    /// The next line, not yet taken.
    fn peek(&self) -> Option<&'a str> {
        self.lines.get(self.taken).copied()
    }

    /// Takes the next line.
    fn next(&mut self) -> Option<&'a str> {
        let line = self.peek();
        self.taken += usize::from(line.is_some());
        line
    }

    /// The line behind the next one.
    fn second(&self) -> Option<&'a str> {
        self.lines.get(self.taken + 1).copied()
    }

    /// The number of the line that was taken last.
    fn number(&self) -> usize {
        self.taken
    }
}

/// The members of the block between `---` at the start of a page, and the sections behind it.
pub(super) fn read(page: &str, findings: &mut Findings) -> (Vec<(String, String)>, Vec<Section>) {
    let page = page.strip_prefix('\u{feff}').unwrap_or(page);
    let mut lines = Lines { lines: page.lines().collect(), taken: 0 };
    let front = front_matter(&mut lines);
    let mut reader = Reader { sections: vec![Section::default()], meta: String::new(), skips: false, findings };
    while let Some(line) = lines.peek() {
        reader.block(line, &mut lines);
    }
    (front, reader.sections)
}

/// `key: value` between two `---`; the value without quotes.
fn front_matter(lines: &mut Lines<'_>) -> Vec<(String, String)> {
    let start = lines.lines.iter().position(|line| !line.trim().is_empty()).unwrap_or_default();
    if lines.lines.get(start).is_none_or(|line| line.trim() != "---") {
        return Vec::new();
    }
    let Some(length) = lines.lines.iter().skip(start + 1).position(|line| line.trim() == "---") else {
        return Vec::new();
    };
    let block = lines.lines.iter().skip(start + 1).take(length);
    let members = block.filter_map(|line| line.split_once(':'));
    let unquoted = |text: &str| text.trim().trim_matches(['"', '\'']).to_owned();
    let front = members.map(|(key, value)| (key.trim().to_owned(), unquoted(value))).collect();
    lines.taken = start + length + 2;
    front
}

/// Where the reading stands.
struct Reader<'a> {
    /// What has been read.
    sections: Vec<Section>,
    /// The last comment, if nothing but empty lines followed it.
    meta: String,
    /// Whether this is a tab with the sample of a library.
    skips: bool,
    /// What could not be read.
    findings: &'a mut Findings,
}

impl Reader<'_> {
    /// The block that begins with `line`, which is not yet taken.
    fn block(&mut self, line: &str, lines: &mut Lines<'_>) {
        let text = line.trim();
        let at = lines.number() + 1;
        if let Some(fence) = fence(text) {
            let meta = std::mem::take(&mut self.meta);
            let code = self.code(fence, meta, lines);
            return self.push(Block::Code(code));
        }
        if text.starts_with("<!--") {
            return self.comment(lines);
        }
        lines.next();
        if text.is_empty() {
            return;
        }
        self.meta.clear();
        if text.chars().all(|character| character == '-') && text.len() >= 3 {
            self.skips = false;
        } else if let Some((level, title)) = heading(text) {
            // `# [C#](#tab/csharp)`: the same sample once more, in another language.
            if let Some((_, tab)) = title.split_once("](#tab/") {
                self.skips = !tab.trim_end_matches(')').eq_ignore_ascii_case("http");
                return;
            }
            self.skips = false;
            self.sections.push(Section { line: at, level, title: title.to_owned(), blocks: Vec::new() });
        } else if let Some(file) = include(text) {
            self.push(Block::Include(Text { line: at, text: file.to_owned() }));
        } else if text.contains('|') && lines.peek().is_some_and(is_delimiter) {
            let table = self.table(text, at, lines);
            self.push(Block::Table(table));
        } else {
            let text = paragraph(text, lines);
            self.push(Block::Text(Text { line: at, text }));
        }
    }

    /// Adds a block to the section.
    fn push(&mut self, block: Block) {
        if let (false, Some(section)) = (self.skips, self.sections.last_mut()) {
            section.blocks.push(block);
        }
    }

    /// Code, its fence not yet taken.
    fn code(&mut self, fence: &str, meta: String, lines: &mut Lines<'_>) -> Code {
        lines.next();
        let line = lines.number() + 1;
        let mut code = Code { line, meta, lines: Vec::new() };
        while let Some(line) = lines.next() {
            if line.trim().starts_with(fence) && line.trim().trim_start_matches(['`', '~']).is_empty() {
                return code;
            }
            code.lines.push(line.to_owned());
        }
        self.findings.warn(line - 1, "the code that begins here is not closed; it was read to the end of the page");
        code
    }

    /// A comment; what follows it on its last line is left out.
    fn comment(&mut self, lines: &mut Lines<'_>) {
        let at = lines.number() + 1;
        let mut comment = String::new();
        while let Some(line) = lines.next() {
            comment.push_str(line);
            comment.push('\n');
            if let Some((inside, _)) = comment.split_once("-->") {
                inside.trim().trim_start_matches("<!--").trim().clone_into(&mut self.meta);
                return;
            }
        }
        self.findings.warn(at, "the comment that begins here is not closed; what follows it was not read");
    }

    /// A table, of which the first line has been taken.
    fn table(&mut self, first: &str, line: usize, lines: &mut Lines<'_>) -> Table {
        lines.next();
        let header = cells(first);
        let mut rows = Vec::new();
        while let Some(row) = lines.peek().filter(|row| row.contains('|') && fence(row.trim()).is_none()) {
            lines.next();
            let line = lines.number();
            let mut cells = cells(row.trim());
            if cells.len() > header.len() && cells.iter().skip(header.len()).any(|cell| !cell.is_empty()) {
                let message = format!("the row has {} cells for {} columns", cells.len(), header.len());
                self.findings.warn(line, format!("{message}; what is too much was added to the last one"));
                let rest = cells.split_off(header.len()).join(" ");
                if let Some(last) = cells.last_mut() {
                    last.extend([" ", &rest]);
                }
            }
            cells.resize(header.len(), String::new());
            if cells.iter().any(|cell| !cell.is_empty()) {
                rows.push(Row { line, cells });
            }
        }
        Table { line, header, rows }
    }
}

/// The fence that a line is, without the language.
fn fence(line: &str) -> Option<&'static str> {
    ["```", "~~~"].into_iter().find(|fence| line.starts_with(fence) && !line.get(3..).unwrap_or("`").contains('`'))
}

/// The level and the text of a heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    ((1..=6).contains(&level) && !title.trim().is_empty()).then(|| (level, title.trim().trim_end_matches('#').trim()))
}

/// The file of `[!INCLUDE [name](file)]`.
fn include(line: &str) -> Option<&str> {
    let (_, rest) = line.trim_start_matches(['>', ' ']).strip_prefix("[!INCLUDE")?.split_once("](")?;
    rest.split(')').next()
}

/// Whether a line parts a table's header from its rows.
fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.contains('-') && line.contains('|') && line.chars().all(|character| " \t|:-".contains(character))
}

/// The cells of a row; `\|` is no border.
fn cells(row: &str) -> Vec<String> {
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for character in row.chars() {
        match (character, cells.last_mut()) {
            ('|', _) if !escaped => cells.push(String::new()),
            (_, Some(cell)) => {
                if character == '|' {
                    cell.pop();
                }
                cell.push(character);
            }
            (_, None) => {}
        }
        escaped = character == '\\' && !escaped;
    }
    if cells.len() > 1 && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// A paragraph on one line, of which the first line has been taken.
fn paragraph(first: &str, lines: &mut Lines<'_>) -> String {
    let mut text = first.to_owned();
    while let Some(line) = lines.peek() {
        let next = line.trim();
        let begins = |starts: &[&str]| starts.iter().any(|start| next.starts_with(start));
        let is_table = next.contains('|') && lines.second().is_some_and(is_delimiter);
        let is_other = next.is_empty() || begins(&["<!--", "[!INCLUDE", "- ", "* ", "> ", ">["]) || is_table;
        if is_other && !(begins(&["> "]) && text.starts_with('>')) || heading(next).is_some() || fence(next).is_some() {
            break;
        }
        lines.next();
        text.push(' ');
        text.push_str(next.trim_start_matches('>').trim());
    }
    text
}

#[cfg(test)]
mod tests;
