//! The permissions table: who may call the operation, with what.
//!
//! Source: the tables of Graph's pages, whose names are those of the
//! [permissions reference](https://learn.microsoft.com/graph/permissions-reference).

use super::findings::Findings;
use super::inline;
use super::markdown::{Block, Table};
use super::page::{Page, Zone};

/// What one kind of caller needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Grant {
    /// It cannot call the operation.
    Unsupported,
    /// One of these; an empty list: nothing.
    OneOf(Vec<String>),
}

/// What callers need.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Permissions {
    /// An app on its own.
    pub(super) application: Option<Grant>,
    /// An app on behalf of a user.
    pub(super) delegated: Option<Grant>,
}

impl Permissions {
    /// The option of the attribute; nothing where the page says nothing.
    pub(super) fn option(&self) -> Option<String> {
        let sides = [("application", &self.application), ("delegated", &self.delegated)];
        let sides: Vec<(&str, String)> =
            sides.into_iter().filter_map(|(side, grant)| grant.as_ref().map(|grant| (side, grant.text()))).collect();
        if sides.is_empty() {
            return None;
        }
        let line = sides.iter().map(|(side, grant)| format!("{side} = {grant}")).collect::<Vec<_>>().join(", ");
        if line.len() <= 70 {
            return Some(format!("permissions({line})"));
        }
        let lines = sides.iter().map(|(side, grant)| format!("        {side} = {grant},\n"));
        Some(format!("permissions(\n{}    )", lines.collect::<String>()))
    }
}

impl Grant {
    /// As the attribute has it.
    fn text(&self) -> String {
        match self {
            Self::Unsupported => "unsupported".to_owned(),
            Self::OneOf(names) => {
                let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
                format!("[{}]", names.join(", "))
            }
        }
    }

    /// Both: what helps either.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::OneOf(mut names), Self::OneOf(more)) => {
                for name in more {
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                Self::OneOf(names)
            }
            (Self::Unsupported, grant) | (grant, Self::Unsupported) => grant,
        }
    }
}

/// Who calls, as a row or a column names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Caller {
    /// An app on its own.
    Application,
    /// An app on behalf of a user, of either kind of account.
    Delegated,
}

/// Reads the permissions of a page.
pub(super) fn read(page: &Page, findings: &mut Findings) -> Permissions {
    let mut permissions = Permissions::default();
    let mut tables = 0;
    let mut is_elsewhere = false;
    for block in page.blocks(Zone::Permissions) {
        match block {
            Block::Table(table) if is_of_permissions(table) => {
                tables += 1;
                if tables > 1 {
                    let message = "there is another table of permissions; the declaration has what any of them names";
                    findings.warn(table.line, message);
                }
                read_table(table, &mut permissions, findings);
            }
            Block::Table(table) => {
                let columns = table.header.join("`, `");
                findings.warn(table.line, format!("this table is not one of permissions, by its columns: `{columns}`"));
            }
            Block::Include(file) if file.text.contains("permissions") => {
                is_elsewhere = true;
                let message = format!("the permissions are in another file, which was not read: {}", file.text);
                findings.note(file.line, message);
            }
            Block::Include(_) | Block::Text(_) | Block::Code(_) => {}
        }
    }
    if tables == 0 && !is_elsewhere {
        match page.line(Zone::Permissions) {
            Some(line) => findings.warn(line, "there is no table of permissions in this section"),
            None => findings.note(0, "the page has no section `Permissions`"),
        }
    }
    permissions
}

/// Where the page keeps its permissions, if they are in another file.
pub(super) fn elsewhere(page: &Page) -> Option<&str> {
    page.blocks(Zone::Permissions).find_map(|block| match block {
        Block::Include(file) if file.text.contains("permissions") => Some(file.text.as_str()),
        _ => None,
    })
}

/// Whether a table's columns are those of permissions.
fn is_of_permissions(table: &Table) -> bool {
    table.header.iter().any(|column| column.to_lowercase().contains("permission") || caller(column).is_some())
}

/// Who a row or a column is about.
fn caller(name: &str) -> Option<Caller> {
    let name = inline::bare(name).to_lowercase();
    if name.starts_with("delegated") {
        Some(Caller::Delegated)
    } else if name.starts_with("application") {
        Some(Caller::Application)
    } else {
        None
    }
}

/// Reads a table: a caller in each row, or in each column.
fn read_table(table: &Table, permissions: &mut Permissions, findings: &mut Findings) {
    let columns: Vec<Option<Caller>> = table.header.iter().map(|column| caller(column)).collect();
    if columns.iter().any(Option::is_some) {
        for row in &table.rows {
            for (cell, caller) in row.cells.iter().zip(&columns) {
                if let Some(caller) = caller {
                    add(permissions, *caller, grant(cell, row.line, findings));
                }
            }
        }
        if table.rows.len() > 1 {
            findings.note(table.line, "permissions differ by row; the declaration has what any of the rows names");
        }
        return;
    }
    let known = ["permission", "privileged"];
    for column in table.header.iter().skip(1) {
        if !known.iter().any(|word| column.to_lowercase().contains(word)) {
            let message = format!("the permissions table has a column that is not known, and was not read: `{column}`");
            findings.warn(table.line, message);
        }
    }
    for row in &table.rows {
        let name = row.cells.first().map(String::as_str).unwrap_or_default();
        let Some(caller) = caller(name) else {
            findings
                .warn(row.line, format!("this row of the permissions table is about nobody who is known: `{name}`"));
            continue;
        };
        let cells = row.cells.iter().zip(&table.header).skip(1);
        let cells = cells.filter(|(_, column)| known.iter().any(|word| column.to_lowercase().contains(word)));
        // "Not available" as the higher privileged ones says that there are no others.
        let grants: Vec<Option<Grant>> = cells.map(|(cell, _)| grant(cell, row.line, findings)).collect();
        let grant = grants.into_iter().flatten().reduce(Grant::or);
        add(permissions, caller, grant);
    }
}

/// Adds what a caller needs.
fn add(permissions: &mut Permissions, caller: Caller, grant: Option<Grant>) {
    let slot = match caller {
        Caller::Application => &mut permissions.application,
        Caller::Delegated => &mut permissions.delegated,
    };
    *slot = match (slot.take(), grant) {
        (Some(before), Some(grant)) => Some(before.or(grant)),
        (before, grant) => before.or(grant),
    };
}

/// What a cell says; nothing where it is empty.
fn grant(cell: &str, line: usize, findings: &mut Findings) -> Option<Grant> {
    let text = inline::bare(&cell.replace("<br", ", <br"));
    let whole = text.trim_matches([' ', '.', '*', ',']).to_lowercase();
    if whole.is_empty() {
        return None;
    }
    if ["not supported", "not applicable", "not available", "n/a", "unsupported"].contains(&whole.as_str()) {
        return Some(Grant::Unsupported);
    }
    if ["none", "no permission required", "no permissions required"].contains(&whole.as_str()) {
        return Some(Grant::OneOf(Vec::new()));
    }
    let mut names: Vec<String> = Vec::new();
    let mut strange: Vec<&str> = Vec::new();
    for word in text.split([' ', ',', ';', '+']) {
        let word = word.trim_matches(|character: char| !character.is_ascii_alphanumeric());
        if is_permission(word) {
            if !names.iter().any(|name| name == word) {
                names.push(word.to_owned());
            }
        } else if word.eq_ignore_ascii_case("and") {
            let message = format!("the page asks for several of these at once, which a declaration cannot say: {text}");
            findings.warn(line, message);
        } else if !["", "or", "not", "supported", "with", "one", "of", "both"].contains(&word.to_lowercase().as_str()) {
            strange.push(word);
        }
    }
    if names.is_empty() {
        findings.warn(line, format!("there are no permissions in this cell: {text}"));
        return None;
    }
    if !strange.is_empty() {
        findings.warn(line, format!("these words beside the permissions were not read: {}", strange.join(" ")));
    }
    Some(Grant::OneOf(names))
}

/// Whether a word is the name of a permission: `User.Read`, `Calls.Initiate.All`, or one of `OpenID` Connect.
fn is_permission(word: &str) -> bool {
    let legal = |part: &str| {
        !part.is_empty() && part.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character))
    };
    let is_openid = ["openid", "profile", "email", "offline_access"].contains(&word);
    is_openid
        || (word.contains('.')
            && word.starts_with(|first: char| first.is_ascii_uppercase())
            && word.split('.').all(legal))
}

#[cfg(test)]
mod tests;
