//! The files that a crate is made of: from the roots of its targets along `mod` to every declaration in them.
//!
//! A file is read once, however many targets and modules lead to it. Where a module's file may lie is decided in [`directory`];
//! what `cfg` leaves out is not known here, so everything is read that is there. Nothing is compiled: what a macro generates or
//! `include!` brings is not seen.
//!
//! See <https://doc.rust-lang.org/reference/items/modules.html>.

mod directory;

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use graph_action_declaration::read::{Written, written};
use syn::visit::{self, Visit};
use syn::{Attribute, DeriveInput, ItemEnum, ItemMod, ItemStruct, ItemUnion};

use super::report::{Finding, Level};
use super::source::{Place, Source};
use directory::Directory;

/// The declarations of a crate, as they stand in its files.
///
/// ```
/// use cargo_graph_action::check::Sources;
///
/// let sources = Sources::read(&[], std::path::Path::new("."));
/// assert!(sources.is_empty());
/// ```
#[derive(Debug, Default)]
pub struct Sources {
    /// Each file by its number: the numbers of those that its modules lead to.
    files: Vec<Vec<usize>>,
    /// The numbers of the files, by their paths without links.
    by_path: HashMap<PathBuf, usize>,
    /// The files of each target.
    targets: Vec<BTreeSet<usize>>,
    /// The declarations.
    pub(super) items: Vec<Item>,
    /// Files that cannot be found, read or parsed.
    pub(super) broken: Vec<Finding>,
    /// Files that are not there, and need not be.
    pub(super) passed_over: Vec<Finding>,
}

/// A declaration in a file.
pub(super) struct Item {
    /// The struct or enum.
    pub(super) input: DeriveInput,
    /// The attribute on it.
    pub(super) written: Written,
    /// The file.
    pub(super) source: Arc<Source>,
    /// The number of the file.
    file: usize,
    /// The modules that it is in, the outermost first.
    module: Vec<String>,
    /// Whether its author wants to hear nothing of what is deprecated.
    pub(super) allows_deprecated: bool,
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, kind) = (self.input.ident.to_string(), self.written.kind.attribute());
        f.debug_struct("Item").field("name", &name).field("kind", &kind).finish_non_exhaustive()
    }
}

/// What holds where an item stands.
#[derive(Debug, Clone)]
struct Scope {
    /// Where the files of modules lie.
    directory: Directory,
    /// The modules.
    module: Vec<String>,
    /// Whether it is compiled under a condition.
    is_conditional: bool,
    /// Whether `deprecated` is allowed.
    allows_deprecated: bool,
}

impl Sources {
    /// Reads the files that the `roots` of targets lead to. Paths are shown as seen from the directory `from`.
    ///
    /// What cannot be found, read or parsed is no error of this: the check tells it among what it finds.
    #[must_use]
    pub fn read(roots: &[PathBuf], from: &Path) -> Self {
        let mut sources = Self::default();
        let from = fs::canonicalize(from).unwrap_or_else(|_| from.to_owned());
        for root in roots {
            let scope = Scope {
                directory: Directory::of_root(root),
                module: Vec::new(),
                is_conditional: false,
                allows_deprecated: false,
            };
            match sources.file(root, &from, scope) {
                Ok(number) => {
                    let files = sources.reached(number);
                    sources.targets.push(files);
                }
                Err(error) => {
                    let source = Arc::new(Source::new(shown(root, &from), String::new()));
                    let message = format!("the file that a target begins with cannot be read: {error}");
                    sources.broken.push(finding(Level::Error, Place { source, range: 0..0 }, message));
                }
            }
        }
        sources
    }

    /// Whether nothing is declared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Whether two declarations are seen by one target.
    pub(super) fn share_target(&self, one: &Item, other: &Item) -> bool {
        self.targets.iter().any(|files| files.contains(&one.file) && files.contains(&other.file))
    }

    /// Whether two declarations stand in the same module.
    pub(super) fn share_module(one: &Item, other: &Item) -> bool {
        one.file == other.file && one.module == other.module
    }

    /// Takes in a file and those that it leads to, and yields its number.
    fn file(&mut self, path: &Path, from: &Path, mut scope: Scope) -> std::io::Result<usize> {
        let key = fs::canonicalize(path)?;
        if let Some(number) = self.by_path.get(&key) {
            return Ok(*number);
        }
        let source = Arc::new(Source::read(&key, shown(&key, from))?);
        let number = self.files.len();
        self.files.push(Vec::new());
        self.by_path.insert(key, number);
        match source.parse() {
            Ok(parsed) => {
                scope.enter(&parsed.attrs);
                Collector { sources: self, from, file: number, source, scope }.visit_file(&parsed);
            }
            Err(error) => {
                let range = source.range(error.span()).unwrap_or_default();
                let message = format!("this file cannot be parsed, and nothing in it is checked: {error}");
                self.broken.push(finding(Level::Error, Place { source, range }, message));
            }
        }
        Ok(number)
    }

    /// The files that one leads to, itself among them.
    fn reached(&self, root: usize) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut open = vec![root];
        while let Some(number) = open.pop() {
            if reached.insert(number) {
                open.extend(self.files.get(number).map(Vec::as_slice).unwrap_or_default());
            }
        }
        reached
    }
}

/// A path as it is shown.
fn shown(path: &Path, from: &Path) -> PathBuf {
    path.strip_prefix(from).unwrap_or(path).to_owned()
}

/// A finding that is about a file.
fn finding(level: Level, place: Place, message: String) -> Finding {
    Finding { level, place, message, declaration: None }
}

impl Scope {
    /// Goes inside of something with these attributes.
    fn enter(&mut self, attributes: &[Attribute]) {
        self.is_conditional |= attributes.iter().any(|attribute| attribute.path().is_ident("cfg"));
        self.allows_deprecated = allows_deprecated(attributes).unwrap_or(self.allows_deprecated);
    }
}

/// Whether attributes allow the use of what is deprecated; nothing where they do not speak of it.
fn allows_deprecated(attributes: &[Attribute]) -> Option<bool> {
    let mut allows = None;
    for attribute in attributes {
        let is_allowed = ["allow", "expect"].iter().any(|level| attribute.path().is_ident(level));
        let is_told = ["warn", "deny", "forbid"].iter().any(|level| attribute.path().is_ident(level));
        if !is_allowed && !is_told {
            continue;
        }
        // What cannot be read here the compiler tells.
        let _ = attribute.parse_nested_meta(|lint| {
            if lint.path.is_ident("deprecated") || lint.path.is_ident("warnings") {
                allows = Some(is_allowed);
            }
            Ok(())
        });
    }
    allows
}

/// Goes through the items of a file.
struct Collector<'a> {
    /// Where declarations and files go.
    sources: &'a mut Sources,
    /// What paths are shown from.
    from: &'a Path,
    /// The number of the file.
    file: usize,
    /// The file.
    source: Arc<Source>,
    /// What holds here.
    scope: Scope,
}

impl Collector<'_> {
    /// Takes in the declarations on an item.
    fn item(&mut self, attributes: &[Attribute], item: impl Fn() -> DeriveInput) {
        for written in written(attributes) {
            self.sources.items.push(Item {
                input: item(),
                written,
                source: self.source.clone(),
                file: self.file,
                module: self.scope.module.clone(),
                allows_deprecated: allows_deprecated(attributes).unwrap_or(self.scope.allows_deprecated),
            });
        }
    }

    /// Follows `mod name;` to its file, or to its files where a condition decides.
    fn follow(&mut self, item: &ItemMod) {
        let candidates = self.scope.directory.files_of(item);
        let mut is_found = false;
        for candidate in candidates.iter().filter(|candidate| candidate.path.is_file()) {
            is_found = true;
            let scope = Scope { directory: candidate.directory.clone(), ..self.scope.clone() };
            match self.sources.file(&candidate.path, self.from, scope) {
                Ok(number) => {
                    if let Some(leads_to) = self.sources.files.get_mut(self.file) {
                        leads_to.push(number);
                    }
                }
                Err(error) => {
                    let message = format!("{} cannot be read: {error}", shown(&candidate.path, self.from).display());
                    self.tell(item, Level::Error, message);
                }
            }
        }
        if !is_found {
            let paths = candidates.iter().map(|candidate| shown(&candidate.path, self.from).display().to_string());
            let paths: Vec<String> = paths.collect();
            let message =
                format!("there is no file for the module `{}`: looked for {}", item.ident, paths.join(" and "));
            let level = if self.scope.is_conditional { Level::Note } else { Level::Error };
            self.tell(item, level, message);
        }
    }

    /// Tells something of a module.
    fn tell(&mut self, item: &ItemMod, level: Level, message: String) {
        let range = self.source.range(item.ident.span()).unwrap_or_default();
        let finding = finding(level, Place { source: self.source.clone(), range }, message);
        let findings = if level == Level::Note { &mut self.sources.passed_over } else { &mut self.sources.broken };
        findings.push(finding);
    }
}

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_item_struct(&mut self, item: &'ast ItemStruct) {
        self.item(&item.attrs, || item.clone().into());
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
        self.item(&item.attrs, || item.clone().into());
        visit::visit_item_enum(self, item);
    }

    fn visit_item_union(&mut self, item: &'ast ItemUnion) {
        self.item(&item.attrs, || item.clone().into());
        visit::visit_item_union(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let outside = self.scope.clone();
        self.scope.enter(&item.attrs);
        self.scope.module.push(item.ident.to_string());
        if item.content.is_some() {
            self.scope.directory = self.scope.directory.inside(item);
            visit::visit_item_mod(self, item);
        } else {
            self.follow(item);
        }
        self.scope = outside;
    }
}

#[cfg(test)]
mod tests;
