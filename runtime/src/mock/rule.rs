//! What a request is to be: a target, and rules about the rest. Pure: an expectation and a request in, differences out.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, CONNECTION, HeaderName, USER_AGENT};
use http::{HeaderMap, Method, Uri};
use serde_json::Value;

use super::diff;
use super::request::MockRequest;
use super::template::{Template, Values};
use crate::Action;

/// Which requests an expectation is about.
#[derive(Debug, Clone)]
pub(super) enum Target {
    /// Those below the service's root and version, such as an action's.
    Path {
        /// The method.
        method: Method,
        /// The template, as declared.
        path: Cow<'static, str>,
        /// The same, read.
        template: Template,
        /// The version, where the declaration names one.
        version: Option<&'static str>,
    },
    /// Those to one address.
    Address {
        /// The method.
        method: Method,
        /// The whole address.
        uri: Uri,
    },
}

/// What is asked of a request beside its target.
#[derive(Clone)]
pub(super) enum Rule {
    /// The value of a field of the template; none if it must be left out.
    Value(String, Option<String>),
    /// A query option.
    Query(String, String),
    /// All query options.
    WholeQuery(Vec<(String, String)>),
    /// A header.
    Header(String, String),
    /// All headers that an action sets.
    WholeHead(HeaderMap),
    /// The JSON body; whether it may have more members.
    Json(Value, bool),
    /// The body, byte for byte.
    Bytes(Bytes),
    /// What a closure says, and what it looks for in words.
    Closure(String, Arc<Closure>),
}

/// A test of a request.
pub(super) type Closure = dyn Fn(&MockRequest) -> bool + Send + Sync;

/// How a request fits an expectation.
#[derive(Debug)]
pub(super) struct Fit {
    /// The values of the fields, where the target is the request's.
    pub(super) values: Option<Values>,
    /// What is not as expected, a line each; none if it fits.
    pub(super) differences: Vec<String>,
}

impl Fit {
    /// How far off it is, for the closest to be found: first the target, then how much differs.
    pub(super) fn distance(&self) -> (bool, usize) {
        (self.values.is_none(), self.differences.len())
    }
}

impl Target {
    /// The requests of an action.
    pub(super) fn action<A: Action>() -> Self {
        let version = A::VERSION_IS_DECLARED.then_some(A::VERSION);
        Self::Path { method: A::METHOD, path: Cow::Borrowed(A::PATH), template: Template::read(A::PATH), version }
    }

    /// The requests to an address, or to a path below the service's root and version; or why there is no such address.
    pub(super) fn address(method: Method, address: &str) -> Result<Self, http::uri::InvalidUri> {
        Ok(if address.starts_with('/') {
            let template = Template::read(address);
            Self::Path { method, path: Cow::Owned(address.to_owned()), template, version: None }
        } else {
            Self::Address { method, uri: address.parse()? }
        })
    }

    /// The fields of the template.
    pub(super) fn fields(&self) -> Vec<&str> {
        match self {
            Self::Path { template, .. } => template.fields(),
            Self::Address { .. } => Vec::new(),
        }
    }

    /// How a request fits it and the rules.
    pub(super) fn fit(&self, rules: &[Rule], request: &MockRequest) -> Fit {
        match self.values(request) {
            Err(differences) => Fit { values: None, differences },
            Ok(values) => {
                let request = request.read_as(values.clone());
                let differences = rules.iter().flat_map(|rule| rule.differences(&request)).collect();
                Fit { values: Some(values), differences }
            }
        }
    }

    /// The values of the template's fields, or why the request is for another target.
    fn values(&self, request: &MockRequest) -> Result<Values, Vec<String>> {
        let (wanted, other_method) = match self {
            Self::Path { method, .. } | Self::Address { method, .. } => (method, method != request.method()),
        };
        let mut differences = Vec::new();
        if other_method {
            differences.push(diff::line("method", wanted.as_str(), request.method().as_str()));
        }
        let mut values = Values::new();
        match self {
            Self::Address { uri, .. } if uri == request.uri() => {}
            Self::Address { uri, .. } => {
                differences.push(diff::line("address", &uri.to_string(), &request.uri().to_string()));
            }
            Self::Path { path, template, version, .. } => {
                let (sent, below) = split_version(request.uri().path(), *version);
                if let Some(version) = version.filter(|version| *version != sent) {
                    differences.push(diff::line("version", version, sent));
                }
                if let Some(found) = template.values(below, request.options()) {
                    values = found;
                } else {
                    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
                    differences.push(diff::line("path", path, &format!("{below}{query}")));
                }
            }
        }
        if differences.is_empty() { Ok(values) } else { Err(differences) }
    }
}

/// A path's version and what is below it. The root of a gateway has a path of its own in front of the version.
pub(super) fn split_version<'a>(path: &'a str, declared: Option<&str>) -> (&'a str, &'a str) {
    let mut starts = path.match_indices('/').map(|(start, _)| start);
    let segment = |start: usize| {
        let (version, below) = path.get(start + 1..)?.split_at_checked(path.get(start + 1..)?.find('/')?)?;
        Some((version, below))
    };
    let is_version = |version: &str| matches!(version, "v1.0" | "beta") || declared == Some(version);
    let known = starts.find_map(|start| segment(start).filter(|(version, _)| is_version(version)));
    // A client may have a version of its own.
    known.or_else(|| segment(0)).unwrap_or(("", path))
}

impl Rule {
    /// What a request, read by the template, has otherwise.
    fn differences(&self, request: &MockRequest) -> Vec<String> {
        let one = |difference: Option<String>| difference.into_iter().collect();
        match self {
            Self::Value(field, value) => {
                one(diff::text(&format!("path value `{field}`"), value.as_deref(), request.path_value(field)))
            }
            Self::Query(name, value) => {
                one(diff::text(&format!("query option `{name}`"), Some(value), request.query(name)))
            }
            Self::WholeQuery(options) => diff::options(options, request.options()),
            Self::Header(name, value) => {
                one(diff::text(&format!("header `{name}`"), Some(value), request.header(name)))
            }
            Self::WholeHead(headers) => whole_head(headers, request),
            Self::Json(expected, may_have_more) => match request.json::<Value>() {
                Ok(got) => diff::json("body", expected, &got, *may_have_more),
                Err(_) => vec![diff::line("body", &diff::shown(expected), &request.body_kind())],
            },
            Self::Bytes(bytes) if bytes == request.body() => Vec::new(),
            Self::Bytes(bytes) => {
                vec![diff::line("body", &format!("{} other bytes", bytes.len()), &request.body_kind())]
            }
            Self::Closure(what, test) => one((!test(request)).then(|| format!("expected a request that {what}"))),
        }
    }
}

/// The headers that a client adds to what an action sets, and what a repetition adds.
const OF_THE_CLIENT: [HeaderName; 5] = [
    ACCEPT,
    USER_AGENT,
    CONNECTION,
    HeaderName::from_static("client-request-id"),
    HeaderName::from_static("retry-attempt"),
];

/// The headers that differ; of those that a client adds, only what the action sets itself.
fn whole_head(expected: &HeaderMap, request: &MockRequest) -> Vec<String> {
    let mut names: Vec<&HeaderName> = expected.keys().collect();
    names
        .extend(request.headers().keys().filter(|name| !expected.contains_key(*name) && !OF_THE_CLIENT.contains(name)));
    let of = |name: &HeaderName| expected.get(name).and_then(|value| value.to_str().ok());
    let differences =
        names.into_iter().map(|name| diff::text(&format!("header `{name}`"), of(name), request.header(name.as_str())));
    differences.flatten().collect()
}

/// The target and the rules of the very request that was encoded: its values by name, so that a difference has one.
pub(super) fn same_as(mut target: Target, encoded: http::Request<Bytes>) -> (Target, Vec<Rule>) {
    let encoded = MockRequest::new(encoded);
    let mut rules = Vec::new();
    if let Some(values) = target.fit(&[], &encoded).values {
        let value = |field: &str| values.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone());
        rules.extend(target.fields().into_iter().map(|field| Rule::Value(field.to_owned(), value(field))));
    } else if let Target::Path { template, version, .. } = &mut target {
        // A template that was written by hand need not be what its action sends.
        *template = Template::verbatim(split_version(encoded.uri().path(), *version).1);
    }
    rules.push(Rule::WholeQuery(encoded.options().to_vec()));
    rules.push(Rule::WholeHead(encoded.headers().clone()));
    rules.push(match encoded.json() {
        Ok(json) => Rule::Json(json, false),
        Err(_) => Rule::Bytes(encoded.body().clone()),
    });
    (target, rules)
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { method, path, version: Some(version), .. } => {
                write!(formatter, "{method} {path} ({version})")
            }
            Self::Path { method, path, version: None, .. } => write!(formatter, "{method} {path}"),
            Self::Address { method, uri } => write!(formatter, "{method} {uri}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::split_version;

    #[test]
    fn the_version_is_found_below_any_root() {
        for (path, declared, split) in [
            ("/v1.0/users/a", None, ("v1.0", "/users/a")),
            ("/graph/v1.0/users/a", None, ("v1.0", "/users/a")),
            ("/graph/beta/users", None, ("beta", "/users")),
            ("/v2.0/users", None, ("v2.0", "/users")),
            ("/x/testing/users", Some("testing"), ("testing", "/users")),
            ("/v1.0/users/beta/x", None, ("v1.0", "/users/beta/x")),
            ("/v1.0", None, ("", "/v1.0")),
            ("/", None, ("", "/")),
            ("", None, ("", "")),
        ] {
            assert_eq!(split_version(path, declared), split, "{path}");
        }
    }
}
