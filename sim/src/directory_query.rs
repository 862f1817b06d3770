//! `GET /users` and `GET /users/delta`: their options, their pages, and the links between them.
//!
//! A link is good for one thing: to be sent back as it is. One that was decoded, or encoded once more, has another token, and the
//! headers of the first request are not remembered, as with the service.

use http::{HeaderMap, Method, StatusCode, request::Parts};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::{
    directory::{Directory, Known, PROPERTIES, Place},
    error::{Fault, GRAPH_JSON},
    reply::{self, Reply},
    state::State,
};

/// How many users are on a page where nobody says.
const PAGE: usize = 100;
/// How many there may be.
const PAGE_MAX: usize = 999;

/// The query options that a request has.
#[derive(Debug, Default, PartialEq, Eq)]
struct Query {
    /// `$top`.
    top: Option<usize>,
    /// `$count`.
    count: bool,
    /// `$select`.
    select: Vec<String>,
    /// `$skiptoken`.
    skip_token: Option<String>,
    /// `$deltatoken`.
    delta_token: Option<String>,
}

/// The reply to a request for users; none where the path is another one.
pub(crate) fn answer(state: &State, version: &str, path: &str, parts: &Parts) -> Option<Result<Reply, Fault>> {
    let is_delta = match path {
        "users" => false,
        "users/delta" | "users/delta()" | "users/microsoft.graph.delta" | "users/microsoft.graph.delta()" => true,
        _ => return None,
    };
    if parts.method != Method::GET {
        return Some(Err(Fault::method_not_allowed(Method::GET)));
    }
    let root = format!("{}/{version}", state.base_url);
    let query = Query::read(parts.uri.query().unwrap_or_default());
    Some(query.and_then(|query| {
        let answer = if is_delta { delta } else { list };
        answer(&state.directory, &root, query, &parts.headers)
    }))
}

impl Query {
    /// Reads the options; one that the service does not have here is refused, one without `$` is a client's own.
    fn read(query: &str) -> Result<Self, Fault> {
        let mut options = Self::default();
        for option in query.split('&').filter(|option| !option.is_empty()) {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            // A plus stands for a space, as in a form.
            let spaced = value.replace('+', " ");
            let decoded = percent_decode_str(&spaced).decode_utf8_lossy();
            match &*percent_decode_str(name).decode_utf8_lossy() {
                "$top" => options.top = Some(top(&decoded)?),
                "$count" => options.count = boolean(&decoded)?,
                "$select" => options.select = select(&decoded)?,
                "$skiptoken" => options.skip_token = Some(decoded.into_owned()),
                "$deltatoken" | "$deltaToken" => options.delta_token = Some(decoded.into_owned()),
                unknown if unknown.starts_with('$') => {
                    return Err(Fault::bad_request(format!("The query option '{unknown}' is not supported.")));
                }
                _ => {}
            }
        }
        Ok(options)
    }
}

/// A page size.
fn top(value: &str) -> Result<usize, Fault> {
    value.parse().ok().filter(|top| (1..=PAGE_MAX).contains(top)).ok_or_else(|| {
        Fault::bad_request(format!(
            "Invalid page size specified: '{value}'. Must be between 1 and {PAGE_MAX} inclusive."
        ))
    })
}

/// A Boolean.
fn boolean(value: &str) -> Result<bool, Fault> {
    match value {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Fault::bad_request(format!("Invalid value '{value}' for $count query option found."))),
    }
}

/// The properties that are wanted.
fn select(value: &str) -> Result<Vec<String>, Fault> {
    let names = value.split(',').map(str::trim);
    names
        .map(|name| {
            let known = PROPERTIES.contains(&name).then(|| name.to_owned());
            known.ok_or_else(|| {
                let what = format!("Could not find a property named '{name}' on type 'microsoft.graph.user'.");
                Fault::bad_request(format!("Parsing OData Select and Expand failed: {what}"))
            })
        })
        .collect()
}

/// Whether a request says `ConsistencyLevel: eventual`.
fn is_eventual(headers: &HeaderMap) -> bool {
    headers.get("consistencylevel").is_some_and(|level| level.as_bytes().eq_ignore_ascii_case(b"eventual"))
}

/// The page size that a request prefers.
fn max_page_size(headers: &HeaderMap) -> usize {
    let values = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    let mut preferences = values.flat_map(|value| value.split([',', ';'])).filter_map(|one| one.trim().split_once('='));
    let size = preferences.find(|(name, _)| name.trim().eq_ignore_ascii_case("odata.maxpagesize"));
    size.and_then(|(_, size)| size.trim().parse().ok()).filter(|size| (1..=PAGE_MAX).contains(size)).unwrap_or(PAGE)
}

/// A page of the list.
fn list(directory: &Directory, root: &str, query: Query, headers: &HeaderMap) -> Result<Reply, Fault> {
    if query.delta_token.is_some() {
        return Err(Fault::bad_request("The query option '$deltatoken' is not supported."));
    }
    let is_first = query.skip_token.is_none();
    let place = match query.skip_token {
        None => {
            // Without the header the service counts nothing, and does not say so.
            let is_advanced = query.count && is_eventual(headers);
            Place::List { behind: 0, top: query.top.unwrap_or(PAGE), is_advanced, select: query.select }
        }
        Some(token) => match directory.place(&token) {
            Known::Place(place @ Place::List { .. }) => place,
            _ => return Err(bad_token()),
        },
    };
    let Place::List { behind, top, is_advanced, select } = place else { return Err(bad_token()) };
    if is_advanced && !is_eventual(headers) {
        return Err(Fault::unsupported_query(
            "Request with $count query parameter only works through MSGraph with ConsistencyLevel set to eventual.",
        ));
    }
    let (users, count) = directory.list(behind, top);
    let mut body = json!({ "@odata.context": format!("{root}/$metadata#users") });
    if is_advanced && is_first {
        add(&mut body, "@odata.count", json!(count));
    }
    let next = behind + users.len();
    if next < count {
        let token = encoded(&directory.token(Place::List { behind: next, top, is_advanced, select: select.clone() }));
        add(&mut body, "@odata.nextLink", json!(format!("{root}/users?$top={top}&$skiptoken={token}")));
    }
    add(&mut body, "value", users.iter().map(|user| user.entity(&select)).collect());
    Ok(reply::json(StatusCode::OK, GRAPH_JSON, &body))
}

/// A page of the changes.
fn delta(directory: &Directory, root: &str, query: Query, headers: &HeaderMap) -> Result<Reply, Fault> {
    if query.top.is_some() || query.count {
        return Err(Fault::unsupported_query("The query option is not supported by a delta query."));
    }
    let changes = |behind, is_first, select| Place::Changes { behind, up_to: None, is_first, select };
    let place = match query.skip_token.or(query.delta_token) {
        None => changes(0, true, query.select),
        Some(token) if token.is_empty() => changes(0, true, query.select),
        Some(token) if token == "latest" => {
            let latest = changes(directory.version(), false, query.select);
            return Ok(page(root, directory, &[], latest, true));
        }
        Some(token) => match directory.place(&token) {
            Known::Place(place @ Place::Changes { .. }) => place,
            // The start, with an empty token.
            Known::Expired => return Err(Fault::resync_required(format!("{root}/users/delta?$deltatoken="))),
            _ => return Err(bad_token()),
        },
    };
    let Place::Changes { behind, up_to, is_first, select } = place else { return Err(bad_token()) };
    let found = directory.changes(behind, up_to, is_first, select.clone(), max_page_size(headers));
    let users: Vec<Value> = found.users.iter().map(|user| user.entity(&select)).collect();
    Ok(page(root, directory, &users, found.next, found.is_last))
}

/// The page of these changes, with the link to what comes next.
fn page(root: &str, directory: &Directory, users: &[Value], next: Place, is_last: bool) -> Reply {
    let (name, option) = if is_last { ("@odata.deltaLink", "$deltatoken") } else { ("@odata.nextLink", "$skiptoken") };
    let link = format!("{root}/users/delta?{option}={}", encoded(&directory.token(next)));
    let body = json!({ "@odata.context": format!("{root}/$metadata#users"), name: link, "value": users });
    reply::json(StatusCode::OK, GRAPH_JSON, &body)
}

/// A token in a link: only what must be is encoded.
fn encoded(token: &str) -> String {
    token.replace('%', "%25").replace('+', "%2B")
}

/// A token that the service did not give out, or that was touched.
fn bad_token() -> Fault {
    Fault::bad_request("The provided skip or delta token is not valid.")
}

/// Adds a member to a body.
fn add(body: &mut Value, name: &str, value: Value) {
    if let Value::Object(body) = body {
        body.insert(name.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_and_unknown_ones_refused() {
        let read =
            Query::read("$top=2&%24count=true&$select=id,%20displayName&mine=1&$skiptoken=a%252Fb|%2B+").unwrap();
        let select = vec!["id".to_owned(), "displayName".to_owned()];
        let skip_token = Some("a%2Fb|+ ".to_owned());
        assert_eq!(read, Query { top: Some(2), count: true, select, skip_token, delta_token: None });
        for (query, part) in [
            ("$top=0", "Invalid page size specified: '0'"),
            ("$top=1000", "between 1 and 999"),
            ("$top=a", "'a'"),
            ("$count=yes", "'yes' for $count"),
            ("$select=name", "a property named 'name'"),
            ("$skip=1", "'$skip' is not supported"),
            ("$", "'$' is not supported"),
        ] {
            let fault = Query::read(query).unwrap_err();
            assert!(fault.status == 400 && fault.message.contains(part), "{query}: {}", fault.message);
        }
    }

    #[test]
    fn the_page_size_is_what_the_request_prefers() {
        for (prefer, size) in [
            (&["odata.maxpagesize=3"][..], 3),
            (&["return=minimal, odata.MaxPageSize = 7"], 7),
            (&["return=minimal", "odata.maxpagesize=9"], 9),
            (&["odata.maxpagesize=0"], PAGE),
            (&["maxpagesize"], PAGE),
            (&[], PAGE),
        ] {
            let mut headers = HeaderMap::new();
            for value in prefer {
                headers.append("prefer", value.parse().unwrap());
            }
            assert_eq!(max_page_size(&headers), size, "{prefer:?}");
        }
    }
}
