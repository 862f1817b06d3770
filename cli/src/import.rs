//! Declarations from the pages of Graph's documentation: what `cargo graph-action import` prints.
//!
//! A page is Markdown in one template. `markdown` reads its blocks, `page` knows what a section is for; `permissions`, `path`,
//! `parameters`, `response` and `examples` each read one kind of section. `target` decides which requests are one declaration,
//! `template`, `fields`, `types` and `reply` make its parts, `declare` puts them together, `check` holds the page against its own
//! examples. Everything that could not be read, or that the page says in two ways, is a [`Finding`] with its line.
//!
//! The same page gives the same text. Nothing here reads files, and nothing knows of one operation by its name.

mod check;
mod declare;
mod examples;
mod fields;
mod findings;
mod http;
mod inline;
mod json;
mod kinds;
mod markdown;
mod metadata;
mod naming;
mod page;
mod parameters;
mod path;
mod permissions;
mod reply;
mod response;
mod target;
mod template;
mod types;

pub use findings::{Finding, Severity};

use graph_action_metadata::Index;

use crate::error::Error;
use crate::generate::writer::Writer;
use declare::{Material, Tables};
use findings::Findings;
use markdown::Block;
use page::{Page, Zone};
use parameters::Parameter;
use path::Request;
use types::Types;

/// What may be said of a page beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The version of the declarations; without it what the page says, else `v1.0`.
    pub api: Option<String>,
    /// The name of the page's file, `call-mute.md`, from which its address follows.
    pub file_name: Option<String>,
}

/// What became of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The declarations, as the text of one module.
    pub text: String,
    /// What a person should know, in the order of the page's lines.
    pub findings: Vec<Finding>,
}

/// The declarations of a page.
///
/// A page without a request is an error, which says what was looked for.
///
/// ````
/// use cargo_graph_action::import::{Options, page};
///
/// let text = "\
/// ## call: keepAlive
/// Tells that the call goes on.
/// ## HTTP request
/// ```http
/// POST /communications/calls/{id}/keepAlive
/// ```
/// ## Response
/// Returns a `200 OK` response code. It does not return anything in the response body.
/// ";
/// let imported = page(text, &Options::default())?;
/// assert!(imported.text.contains("#[graph_action(POST \"/communications/calls/<id>/keepAlive\")]"));
/// assert!(imported.text.contains("pub struct KeepAlive {"));
/// # Ok::<(), cargo_graph_action::error::Error>(())
/// ````
pub fn page(text: &str, options: &Options) -> Result<Imported, Error> {
    import(text, options, None)
}

/// The declarations of a page that was held against the metadata.
///
/// Where the metadata has the operations they are the generator's, with the page's permissions; what both say in two ways is told.
/// Else they are those of [`page`].
pub fn page_against(text: &str, options: &Options, index: &Index) -> Result<Imported, Error> {
    import(text, options, Some(index))
}

/// The version that a page's declarations are for.
///
/// ```
/// use cargo_graph_action::import::{Options, version_of};
///
/// let page = "## HTTP request\n```\nGET https://graph.microsoft.com/beta/me\n```\n";
/// assert_eq!(version_of(page, &Options::default()), "beta");
/// ```
#[must_use]
pub fn version_of(text: &str, options: &Options) -> String {
    let mut findings = Findings::default();
    let page = Page::read(text, &mut findings);
    let requests = requests(&page, &mut Vec::new(), &mut findings);
    let exchanges = examples::read(&page, &mut findings);
    version(&page, &exchanges, &requests, options, &mut findings)
}

/// The declarations of a page, by the metadata where there is any.
fn import(text: &str, options: &Options, index: Option<&Index>) -> Result<Imported, Error> {
    let mut findings = Findings::default();
    let page = Page::read(text, &mut findings);
    let mut headers = Vec::new();
    let requests = requests(&page, &mut headers, &mut findings);
    if requests.is_empty() {
        return Err(nothing_to_import(&page, findings));
    }
    let exchanges = examples::read(&page, &mut findings);
    let version = version(&page, &exchanges, &requests, options, &mut findings);
    let permissions = permissions::read(&page, &mut findings);
    let responses: Vec<&http::Message> = exchanges.iter().filter_map(|exchange| exchange.response.as_ref()).collect();
    let successes = response::read(&page, &responses, &mut findings);
    check::examples(&exchanges, &requests, &version, &mut findings);
    if let Some(text) = page.deprecation() {
        findings.warn(text.line, "the page says that this is deprecated");
    }
    let targets = target::targets(requests, &page.title, &mut findings);
    let tables = tables(&page, headers, targets.iter().all(|target| target.method == "GET"), &mut findings);
    let namespace = namespace(&page);
    let link = options.file_name.as_deref().map(|file| link(file, &version));
    let material = Material {
        page: &page,
        namespace: &namespace,
        version: Some(version.as_str()).filter(|version| *version != "v1.0"),
        link: link.as_deref(),
        permissions: &permissions,
        tables,
        exchanges: &exchanges,
        successes: &successes,
    };
    if let Some(index) = index
        && let Some(text) = metadata::text(index, &targets, &material, &version, &mut findings)?
    {
        return Ok(Imported { text, findings: findings.sorted() });
    }
    let (mut writer, mut types) = (Writer::default(), Types::default());
    for target in &targets {
        declare::write(&mut writer, &mut types, &material, target, &mut findings);
    }
    types.write(&mut writer);
    Ok(Imported { text: writer.module(&header(&page, &version)), findings: findings.sorted() })
}

/// The error of a page without a request.
fn nothing_to_import(page: &Page, findings: Findings) -> Error {
    let told: Vec<String> = findings
        .sorted()
        .iter()
        .filter(|finding| finding.severity == Severity::Warning)
        .map(ToString::to_string)
        .collect();
    let titles = page.titles();
    let sections = if titles.is_empty() {
        "the page has no section at all".to_owned()
    } else {
        format!("the page has `{}`", titles.join("`, `"))
    };
    let error = Error::new(format!("there is no request to import: a section `HTTP request` was looked for, with code such as `GET /me`; {sections}"))
        .fix("give it a page of an operation, of Graph's `api-reference/*/api/`, as Markdown");
    if told.is_empty() { error } else { error.because(told.join("\n")) }
}

/// The requests of the page; headers that stand among them are added to `headers`.
fn requests(page: &Page, headers: &mut Vec<Parameter>, findings: &mut Findings) -> Vec<Request> {
    let mut requests: Vec<Request> = Vec::new();
    for block in page.blocks(Zone::Request) {
        let Block::Code(code) = block else { continue };
        let mut lines: Vec<(usize, String)> = Vec::new();
        for (number, text) in code.lines.iter().enumerate() {
            let text = text.trim();
            match lines.last_mut() {
                // A request that goes on in the next line.
                Some((_, before)) if text.starts_with(['?', '&']) => before.push_str(text),
                _ if text.is_empty() || text.starts_with("//") => {}
                _ => lines.push((code.line + number, text.to_owned())),
            }
        }
        for (line, text) in lines {
            if http::request_line(&text).is_some() {
                requests.extend(path::request(line, &text, findings));
            } else if let Some((name, _)) = http::header(&text) {
                let name = name.to_owned();
                headers.push(Parameter { line, name, kind: None, is_required: None, docs: String::new() });
            } else {
                findings.warn(line, format!("this line is neither a request nor a header: {text}"));
            }
        }
    }
    requests
}

/// The version: as asked for, else as the page says.
fn version(
    page: &Page,
    exchanges: &[examples::Exchange],
    requests: &[Request],
    options: &Options,
    findings: &mut Findings,
) -> String {
    let of_examples = exchanges.iter().filter_map(declare::request_of).find_map(|request| request.version);
    let of_requests = requests.iter().find_map(|request| request.version.clone());
    let said = if page.is_beta() { Some("beta".to_owned()) } else { of_requests.or(of_examples) };
    match (&options.api, said) {
        (Some(asked), said) => {
            if let Some(said) = said.filter(|said| said != asked) {
                findings.warn(0, format!("the page is about the version {said}, and {asked} was asked for"));
            }
            asked.clone()
        }
        (None, said) => said.unwrap_or_else(|| "v1.0".to_owned()),
    }
}

/// The tables of the page.
fn tables(page: &Page, mut headers: Vec<Parameter>, has_no_body: bool, findings: &mut Findings) -> Tables {
    let mut path = parameters::read(page, Zone::FunctionParameters, findings);
    path.extend(parameters::read(page, Zone::PathParameters, findings));
    let mut body = parameters::read(page, Zone::Body, findings);
    if has_no_body && !body.is_empty() {
        findings.note(
            page.line(Zone::Body).unwrap_or_default(),
            "a GET has no body; the parameters described here were read as those of the function",
        );
        path.append(&mut body);
    }
    for header in parameters::read(page, Zone::Headers, findings) {
        let known = headers.iter().position(|known| known.name.eq_ignore_ascii_case(&header.name));
        match known.and_then(|known| headers.get_mut(known)) {
            Some(known) => *known = header,
            None if fields::is_own_header(&header.name) => {}
            None if header.name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-') => headers.push(header),
            None => findings.warn(header.line, format!("`{}` is no name of a header", header.name)),
        }
    }
    let query = parameters::read(page, Zone::QueryParameters, findings);
    let mut takes_any_query = false;
    for text in page.texts(Zone::QueryParameters) {
        let words = inline::bare(&text.text).to_lowercase();
        let is_refused =
            ["not support", "n't support", "not currently support"].iter().any(|refusal| words.contains(refusal));
        takes_any_query |= !is_refused && words.contains("support") && (words.contains("odata") || words.contains('$'));
    }
    Tables { path, query, takes_any_query, headers, body }
}

/// The namespace of the page's types.
fn namespace(page: &Page) -> String {
    let said = page.texts(Zone::Introduction).find_map(|text| text.text.strip_prefix("Namespace:"));
    let first = said.and_then(|said| said.split_whitespace().next()).unwrap_or_default();
    let is_name = !first.is_empty() && first.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '.');
    if is_name { first.to_owned() } else { "microsoft.graph".to_owned() }
}

/// The address of a page.
fn link(file: &str, version: &str) -> String {
    let view = if version == "v1.0" { "graph-rest-1.0" } else { "graph-rest-beta" };
    format!("https://learn.microsoft.com/graph/api/{}?view={view}", file.trim_end_matches(".md"))
}

/// What the module says of itself.
fn header(page: &Page, version: &str) -> Vec<String> {
    let title = page.title.replace('`', "");
    let mut header = vec![format!("Imported from Graph's page `{title}`, version {version}.")];
    header.extend(permissions::elsewhere(page).map(|file| {
        let file = file.replace('`', "");
        format!(
            "The page keeps its permissions in another file, `{file}`; add them to the attribute as `permissions(…)`."
        )
    }));
    header
}

#[cfg(test)]
mod tests;
