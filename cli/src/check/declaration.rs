//! One declaration against the index that is meant for it, as the macros do it.

use graph_action_declaration::errors::Errors;
use graph_action_declaration::model::Declaration;
use graph_action_declaration::paths::PathEnum;
use graph_action_declaration::read::{self, Kind};
use graph_action_declaration::schema::{self, Findings};
use graph_action_declaration::types::TypeModel;
use graph_action_metadata::index::Fault;
use proc_macro2::Span;

use super::bound::{self, Bound, Resource};
use super::indexes::DEFAULT_VERSION;
use super::modules::{Item, Sources};
use super::{Finding, Indexes, Level, Place, Report};

/// Checks declarations one by one, and keeps what is to be compared across them.
#[derive(Debug)]
pub(super) struct Checker<'a> {
    /// All of them.
    sources: &'a Sources,
    /// What they are held against.
    indexes: &'a Indexes,
    /// What was found.
    report: Report,
    /// What the resources lead to.
    resources: Vec<Resource<'a>>,
    /// The actions that are called on a resource.
    bound: Vec<Bound<'a>>,
}

impl<'a> Checker<'a> {
    /// Begins.
    pub(super) fn new(sources: &'a Sources, indexes: &'a Indexes) -> Self {
        Self { sources, indexes, report: Report::default(), resources: Vec::new(), bound: Vec::new() }
    }

    /// Checks one.
    pub(super) fn item(&mut self, item: &'a Item) -> Result<(), Fault> {
        let arguments = item.written.arguments.clone();
        match item.written.kind {
            Kind::Action => match read::action(&item.input, arguments) {
                Ok(declaration) => self.action(item, &declaration)?,
                Err(wrong) => {
                    self.report.checked.actions += 1;
                    self.mistakes(item, wrong.errors);
                }
            },
            Kind::Type => match read::graph_type(&item.input, arguments) {
                Ok(model) => self.graph_type(item, &model)?,
                Err(errors) => {
                    self.report.checked.types += 1;
                    self.mistakes(item, errors);
                }
            },
            Kind::Path => match read::graph_path(&item.input, arguments) {
                Ok(paths) => self.graph_path(item, &paths)?,
                Err(errors) => {
                    self.report.checked.paths += 1;
                    self.mistakes(item, errors);
                    self.resources.push(Resource::unknown(item));
                }
            },
            Kind::Response => {
                self.report.checked.responses += 1;
                if let Err(errors) = read::graph_response(&item.input, arguments) {
                    self.mistakes(item, errors);
                }
            }
        }
        Ok(())
    }

    /// Compares what was kept, and yields all that was found.
    pub(super) fn finish(mut self) -> Report {
        for (item, level, span, message) in bound::compare(self.sources, &self.resources, &self.bound) {
            self.tell(item, level, span, message);
        }
        self.report
    }

    /// Checks an action.
    fn action(&mut self, item: &'a Item, declaration: &Declaration<'a>) -> Result<(), Fault> {
        if let Some((old, new)) = declaration.deprecated_path() {
            let path = &declaration.signature.path;
            let message = format!("Graph deprecates `{old}`; write \"{}\"", path.value().replacen(old, new, 1));
            self.tell(item, Level::Warning, path.span(), message);
        }
        if declaration.unchecked {
            self.report.unchecked += 1;
            return Ok(());
        }
        let version = version(declaration);
        let Some(index) = self.indexes.of(&version) else {
            self.without_index(version);
            return Ok(());
        };
        self.report.checked.actions += 1;
        let checked = schema::action::check(index, declaration)?;
        self.found(item, checked.findings);
        self.bound.extend(checked.binding.and_then(|binding| Bound::of(item, declaration, binding)));
        Ok(())
    }

    /// Checks a type. One without a name is nobody's in particular: it is read, and that is all.
    fn graph_type(&mut self, item: &Item, model: &TypeModel<'_>) -> Result<(), Fault> {
        if read::unchecked(&item.written.arguments) {
            self.report.unchecked += 1;
            return Ok(());
        }
        if schema::types::name(model).is_some() && self.indexes.is_empty() {
            self.without_index(DEFAULT_VERSION.to_owned());
            return Ok(());
        }
        self.report.checked.types += 1;
        let findings = schema::types::check(&self.indexes.all(), &item.input.ident, model)?;
        self.found(item, findings);
        Ok(())
    }

    /// Checks the paths of a resource, and keeps what they lead to.
    fn graph_path(&mut self, item: &'a Item, paths: &PathEnum<'_>) -> Result<(), Fault> {
        if read::unchecked(&item.written.arguments) {
            self.report.unchecked += 1;
            self.resources.push(Resource::unknown(item));
            return Ok(());
        }
        if self.indexes.is_empty() {
            self.without_index(DEFAULT_VERSION.to_owned());
            return Ok(());
        }
        self.report.checked.paths += 1;
        let (findings, leads_to) = schema::path::check(&self.indexes.all(), paths)?;
        self.found(item, findings);
        self.resources.push(Resource { item, leads_to });
        Ok(())
    }

    /// Counts a declaration that cannot be checked.
    fn without_index(&mut self, version: String) {
        *self.report.without_index.entry(version).or_default() += 1;
    }

    /// Takes in the mistakes of a declaration.
    fn mistakes(&mut self, item: &Item, errors: Errors) {
        for error in errors.into_iter().flatten() {
            self.tell(item, Level::Error, error.span(), error.to_string());
        }
    }

    /// Takes in what was found against an index.
    fn found(&mut self, item: &Item, findings: Findings) {
        self.mistakes(item, findings.errors);
        for (level, findings) in [(Level::Warning, findings.warnings), (Level::Note, findings.notes)] {
            for finding in findings {
                self.tell(item, level, finding.span, finding.message);
            }
        }
    }

    /// Takes in one finding. A warning is of something deprecated, and heard by who wants to hear of it.
    fn tell(&mut self, item: &Item, level: Level, span: Span, message: String) {
        if level == Level::Warning && item.allows_deprecated {
            return;
        }
        let declaration = Some(item.input.ident.to_string());
        self.report.findings.push(Finding { level, place: item.place(span), message, declaration });
    }
}

/// The version that an action is of.
pub(super) fn version(declaration: &Declaration<'_>) -> String {
    declaration.version.as_ref().map_or_else(|| DEFAULT_VERSION.to_owned(), syn::LitStr::value)
}

impl Item {
    /// Where something of the declaration stands; the attribute, where it stands nowhere.
    pub(super) fn place(&self, span: Span) -> Place {
        let range = self.source.range(span).or_else(|| self.source.range(self.written.span));
        Place { source: self.source.clone(), range: range.unwrap_or_default() }
    }
}
