//! The writer that generated code calls, one line for each part of the declaration.
//!
//! A step that fails keeps its error and lets the others go on, so that generated code needs no branches; the first
//! error is what [`Encoder::request`] returns.

mod body;
mod relative;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};

use self::body::Body;
pub(crate) use self::relative::Relative;
use self::relative::Service;
use super::body::RequestBody;
use super::encoding::{self, NoSegment};
use super::limits::{CharCount, ItemCount};
use super::options::{self, QueryOptions};
use super::probe::is_absent;
use super::resource::{Resource, ResourcePath};
use super::value::{Literal, LiteralText, Member, OptionalText, PathKey};
use crate::error::{Error, Problem};
use crate::{Action, Result};

/// Writes one request: path, query, headers and body, in that order.
#[derive(Debug)]
pub struct Encoder {
    /// The URL so far.
    url: String,
    /// How much of it is the service root.
    root: usize,
    /// Whether the query has begun.
    in_query: bool,
    /// Whether an argument has been written since the parenthesis was opened.
    in_arguments: bool,
    /// Values that stand in the query behind an alias: the alias, and its JSON.
    aliases: Vec<(String, String)>,
    /// The headers so far.
    headers: HeaderMap,
    /// The body so far, where the action has one.
    body: Option<Body>,
    /// The field whose path is being written, while it is.
    resource: Option<&'static str>,
    /// What is known of the service; and where nothing is, the resource that it has to be the host of.
    service: Service,
    /// The first thing that was wrong.
    problem: Option<Problem>,
}

impl Encoder {
    /// The request of an action to the service at `root`.
    pub(crate) fn request<A: Action>(action: &A, root: &str, version: &str) -> Result<http::Request<Bytes>> {
        let root = root.trim_end_matches('/');
        let mut encoder = Self::at(root, version);
        action.encode(&mut encoder);
        encoder.finish(&A::METHOD).map_err(|problem| Error::refused(problem, A::METHOD, A::PATH))
    }

    /// An encoder whose path begins at a service root and version.
    fn at(root: &str, version: &str) -> Self {
        let mut url = String::with_capacity(root.len() + version.len() + 96);
        url.push_str(root);
        url.push('/');
        url.push_str(version);
        Self {
            root: root.len(),
            url,
            in_query: false,
            in_arguments: false,
            aliases: Vec::new(),
            // Room for those that every request carries, so that it grows no more.
            headers: HeaderMap::with_capacity(8),
            body: None,
            resource: None,
            service: Service::Known,
            problem: None,
        }
    }

    /// Text of the path, as it is.
    pub fn text(&mut self, text: &'static str) {
        self.url.push_str(text);
    }

    /// `<field>` at the start: a resource. One of another host is refused.
    pub fn resource<T: Resource + ?Sized>(&mut self, field: &'static str, value: &T) {
        // A path may begin with another one: the action's own field is the one to name.
        let outer = self.resource;
        self.resource = outer.or(Some(field));
        value.write_path(self);
        self.resource = outer;
    }

    /// The path of a resource that Graph named.
    pub(super) fn resource_path(&mut self, path: &ResourcePath) {
        match &mut self.service {
            Service::Unknown(resource) => {
                self.url.push_str(path.as_str());
                *resource = path.has_host().then(|| (self.resource, path.clone()));
            }
            Service::Known => match path.below(self.url.get(..self.root).unwrap_or_default()) {
                Some(below) => self.url.push_str(below),
                None => self.refuse(Problem::other_host()),
            },
        }
    }

    /// `<field>`: one segment. Empty, `.` and `..` are refused.
    pub fn key<T: PathKey + ?Sized>(&mut self, field: &'static str, value: &T) {
        let written = encoding::push_segment(&mut self.url, &value.path_text());
        self.segment_written(field, written);
    }

    /// `<field..>`: several segments.
    pub fn path<T: PathKey + ?Sized>(&mut self, field: &'static str, value: &T) {
        let written = encoding::push_path(&mut self.url, &value.path_text());
        self.segment_written(field, written);
    }

    /// Keeps why a segment could not be written.
    fn segment_written(&mut self, field: &'static str, written: std::result::Result<(), NoSegment>) {
        if let Err(why) = written {
            self.refuse(Problem::field(
                field,
                match why {
                    NoSegment::Empty => "is empty, and a key names something".to_owned(),
                    NoSegment::Dots => "is `.` or `..`, which would lead to another path".to_owned(),
                },
            ));
        }
    }

    /// `(`.
    pub fn open(&mut self) {
        self.url.push('(');
        self.in_arguments = false;
    }

    /// `)`.
    pub fn close(&mut self) {
        self.url.push(')');
    }

    /// `name=`, or nothing for a lone key, behind a comma where one is due.
    fn argument_name(&mut self, name: &str) {
        if std::mem::replace(&mut self.in_arguments, true) {
            self.url.push(',');
        }
        if !name.is_empty() {
            self.url.push_str(name);
            self.url.push('=');
        }
    }

    /// An argument that the declaration fixes.
    pub fn argument_text(&mut self, name: &'static str, text: &'static str) {
        self.argument_name(name);
        match text.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')) {
            // Written doubled in the template, as OData has it.
            Some(inside) => encoding::push_quoted(&mut self.url, &inside.replace("''", "'")),
            None => encoding::push_bare(&mut self.url, text),
        }
    }

    /// `name='<field>'`: a text in quotes. An empty one is refused where it is the whole key.
    pub fn quoted<T: PathKey + ?Sized>(&mut self, name: &'static str, field: &'static str, value: &T) {
        self.argument_name(name);
        let text = value.path_text();
        if name.is_empty() && text.is_empty() {
            self.segment_written(field, Err(NoSegment::Empty));
        }
        encoding::push_quoted(&mut self.url, &text);
    }

    /// `name=<field>`: a literal written by the field's type; an absent value leaves the parameter out.
    pub fn argument<T: Literal + ?Sized>(&mut self, name: &'static str, field: &'static str, value: &T) {
        let Some(literal) = value.literal() else { return };
        self.argument_name(name);
        match literal {
            LiteralText::Quoted(text) => encoding::push_quoted(&mut self.url, &text),
            LiteralText::Bare(text) if text.is_empty() => self.segment_written(field, Err(NoSegment::Empty)),
            LiteralText::Bare(text) => encoding::push_bare(&mut self.url, &text),
            LiteralText::Member(kind, text) => {
                self.url.push_str(kind);
                encoding::push_quoted(&mut self.url, &text);
            }
            LiteralText::Json(json) => {
                let alias = format!("@{}", if name.is_empty() { field } else { name });
                self.url.push_str(&alias);
                self.aliases.push((alias, json));
            }
        }
    }

    /// `name=value` in the query, fixed by the declaration.
    pub fn query_text(&mut self, name: &'static str, text: &'static str) {
        self.option(name, text);
    }

    /// `name=value` in the query; an absent value leaves the option out.
    pub fn query<T: OptionalText + ?Sized>(&mut self, name: &'static str, _field: &'static str, value: &T) {
        if let Some(text) = value.optional_text() {
            self.option(name, &text);
        }
    }

    /// Each member of a value as a query option; an absent one is left out.
    pub fn query_all<T: QueryOptions + ?Sized>(&mut self, field: &'static str, value: &T) {
        match options::of(value) {
            Ok(options) => {
                for (name, text) in options {
                    if self.has_option(&name) {
                        let what = format!("has the query option `{name}`, which is there already");
                        self.refuse(Problem::field(field, what));
                    }
                    self.option(&name, &text);
                }
            }
            Err(why) => self.refuse(Problem::field(field, why)),
        }
    }

    /// Whether there is a query option of this name.
    fn has_option(&self, name: &str) -> bool {
        let mut written = String::new();
        encoding::push_option(&mut written, name, "");
        let query = self.url.split_once('?').map_or("", |(_, query)| query);
        query.split('&').any(|option| option.starts_with(&written))
    }

    /// One query option.
    fn option(&mut self, name: &str, value: &str) {
        self.url.push(if std::mem::replace(&mut self.in_query, true) { '&' } else { '?' });
        encoding::push_option(&mut self.url, name, value);
    }

    /// A header that the declaration fixes.
    pub fn header_text(&mut self, name: &'static str, text: &'static str) {
        self.header(name, name, text);
    }

    /// A header; an absent value leaves it out. Several `Prefer` become one list.
    pub fn header<T: OptionalText + ?Sized>(&mut self, name: &'static str, field: &'static str, value: &T) {
        let Some(text) = value.optional_text() else { return };
        let merged = match self.headers.get(name).and_then(|before| before.to_str().ok()) {
            Some(before) if name == "prefer" => Some(format!("{before}, {text}")),
            _ => None,
        };
        let text = merged.as_deref().unwrap_or(&text);
        // The type takes any UTF-8; services read it each in their own way.
        let value = if text.is_ascii() { HeaderValue::from_str(text).ok() } else { None };
        match (HeaderName::try_from(name), value) {
            (Ok(name), Some(value)) => {
                self.headers.insert(name, value);
            }
            (Ok(_), None) => {
                let problem = format!("cannot be sent in the header `{name}`, which takes printable ASCII only");
                self.refuse(Problem::field(field, problem));
            }
            (Err(_), _) => self.refuse(Problem::field(field, format!("goes into `{name}`, which is no header name"))),
        }
    }

    /// `#[graph(body)]`: the whole body.
    pub fn body<T: RequestBody + ?Sized>(&mut self, field: &'static str, value: &T) {
        self.whole_body(field, value.encode_body(None));
    }

    /// `#[graph(body = "text/plain")]`: the whole body, of a content type that the declaration names.
    pub fn body_as<T: RequestBody + ?Sized>(&mut self, kind: &'static str, field: &'static str, value: &T) {
        self.whole_body(field, value.encode_body(Some(kind)));
    }

    /// Begins the JSON body: an object, empty as long as no member is there.
    pub fn object(&mut self) {
        self.body = Some(Body::object());
    }

    /// A member of the JSON body; an absent value leaves it out.
    pub fn member<T: Member + ?Sized>(&mut self, name: &'static str, field: &'static str, value: &T) {
        if !is_absent(value) {
            self.write_member(name, field, value);
        }
    }

    /// `#[graph(max_chars = most)]`.
    pub fn max_chars<T: CharCount + ?Sized>(&mut self, most: usize, field: &'static str, value: &T) {
        self.limit("characters", most, field, value.char_count());
    }

    /// `#[graph(max_items = most)]`.
    pub fn max_items<T: ItemCount + ?Sized>(&mut self, most: usize, field: &'static str, value: &T) {
        self.limit("items", most, field, value.item_count());
    }

    /// Refuses a value that has too many of what is counted.
    fn limit(&mut self, what: &str, most: usize, field: &'static str, count: Option<usize>) {
        if let Some(count) = count.filter(|count| *count > most) {
            self.refuse(Problem::field(field, format!("has {count} {what}, and Graph takes at most {most}")));
        }
    }

    /// Keeps the first problem; one inside a resource's path is told as one of the action's own field.
    fn refuse(&mut self, problem: Problem) {
        let resource = self.resource;
        self.problem.get_or_insert_with(|| match resource {
            Some(field) => problem.within(field),
            None => problem,
        });
    }

    /// The request, or what was wrong first.
    fn finish(mut self, method: &http::Method) -> std::result::Result<http::Request<Bytes>, Problem> {
        for (alias, json) in std::mem::take(&mut self.aliases) {
            self.option(&alias, &json);
        }
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let uri = http::Uri::try_from(self.url)
            .map_err(|error| Problem::general(format!("the URL of the request is not legal: {error}")))?;
        let mut request = http::Request::new(Bytes::new());
        let (bytes, kind) = self.body.map(Body::finish).unzip();
        if let Some(kind) = kind {
            self.headers.entry(CONTENT_TYPE).or_insert(kind);
        }
        *request.body_mut() = bytes.unwrap_or_default().into();
        *request.method_mut() = method.clone();
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        Ok(request)
    }
}
