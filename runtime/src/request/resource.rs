//! Resources, for templates that begin with one; above all the paths that Graph handed over.

use std::fmt;
use std::str::FromStr;

use super::Encoder;

/// A resource as Graph itself names it: an `@odata.id`, a `resourceUrl`, a `Location`.
///
/// It goes out as it came in, less host and version: those are the client's and the declaration's. A path that would lead
/// elsewhere (`..`, an empty segment, a query) is refused when it is read; one of another host, when it is sent.
///
/// ```
/// use graph_action::{Action, graph_action, request::ResourcePath};
///
/// #[graph_action(POST "<event>/accept")]
/// struct AcceptEvent { event: ResourcePath, #[graph(name = "Comment")] comment: Option<String> }
///
/// let event = ResourcePath::try_from("https://graph.microsoft.com/v1.0/users/a%20b/events/c")?;
/// let request = AcceptEvent { event, comment: None }.request("https://graph.microsoft.com")?;
/// assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/users/a%20b/events/c/accept");
/// assert!(ResourcePath::try_from("/me/events/../messages").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ResourcePath {
    /// Scheme, host and port, where it came with them.
    origin: Option<String>,
    /// The path with its leading slash, without the version.
    path: String,
}

/// Why a text is no resource path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidResourcePath {
    /// The reason, as the end of a sentence.
    why: &'static str,
}

/// A value that a template can begin with: `<event>/accept`. [`#[graph_path]`](macro@crate::graph_path) implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the resource that a template begins with",
    label = "a resource is a path",
    note = "use `graph_action::ResourcePath` for one that Graph handed over, an enum with `#[graph_path]` for one of several \
            paths, or write the path out in the template: `/me/events/<id>/accept`"
)]
pub trait Resource {
    /// What the paths lead to, where the declaration was checked against the service's metadata: for each path the type's
    /// name, and those that it extends. Nothing is known where it is empty.
    #[doc(hidden)]
    const LEADS_TO: &'static [&'static [&'static str]] = &[];

    /// Writes the path, with its leading slash, without host and version.
    fn write_path(&self, request: &mut Encoder);
}

#[diagnostic::do_not_recommend]
impl Resource for ResourcePath {
    fn write_path(&self, request: &mut Encoder) {
        request.resource_path(self);
    }
}

#[diagnostic::do_not_recommend]
impl<T: Resource + ?Sized> Resource for &T {
    const LEADS_TO: &'static [&'static [&'static str]] = T::LEADS_TO;

    fn write_path(&self, request: &mut Encoder) {
        (**self).write_path(request);
    }
}

#[diagnostic::do_not_recommend]
impl<T: Resource + ?Sized> Resource for Box<T> {
    const LEADS_TO: &'static [&'static [&'static str]] = T::LEADS_TO;

    fn write_path(&self, request: &mut Encoder) {
        (**self).write_path(request);
    }
}

impl ResourcePath {
    /// The path with its leading slash, without host and version.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.path
    }

    /// Whether it came with a host, which then has to be the client's.
    pub(super) fn has_host(&self) -> bool {
        self.origin.is_some()
    }

    /// The path below the service at `root` and its version; nothing if it came with another host than that one.
    pub(crate) fn below(&self, root: &str) -> Option<&str> {
        let (host, folder) = origin_of(root.trim_end_matches('/'));
        let Some(origin) = &self.origin else { return Some(&self.path) };
        if !without_default_port(origin).eq_ignore_ascii_case(without_default_port(host)) {
            return None;
        }
        // A gateway's root has a path of its own, and what the gateway names begins with it.
        match self.path.strip_prefix(folder) {
            Some(path) if path.starts_with('/') && !folder.is_empty() => Some(without_version(path)),
            _ => Some(&self.path),
        }
    }
}

/// A path without the version that it begins with.
fn without_version(path: &str) -> &str {
    let mut rests = ["/v1.0", "/beta"].into_iter().filter_map(|version| path.strip_prefix(version));
    rests.find(|rest| rest.starts_with('/')).unwrap_or(path)
}

/// Scheme and authority without a port that the scheme implies.
fn without_default_port(origin: &str) -> &str {
    let port = if origin.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:")) { ":443" } else { ":80" };
    origin.strip_suffix(port).unwrap_or(origin)
}

/// Scheme and authority of a URL, and what follows them.
fn origin_of(url: &str) -> (&str, &str) {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(host..).and_then(|rest| rest.find(['/', '?', '#'])).map_or(url.len(), |at| host + at);
    url.split_at_checked(end).unwrap_or((url, ""))
}

/// What is wrong with a path without its leading slash.
fn fault(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("is empty");
    }
    if !path.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\\"<>^`{}|?#".contains(&byte)) {
        return Some("has a character that no path has; a query or fragment belongs elsewhere");
    }
    let mut percents = path.split('%').skip(1);
    if !percents.all(|rest| rest.get(..2).is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))) {
        return Some("has a `%` that encodes nothing");
    }
    path.split('/').find_map(|segment| match segment.to_ascii_lowercase().replace("%2e", ".").as_str() {
        "" => Some("has an empty segment"),
        "." | ".." => Some("has a segment `.` or `..`, which would lead to another path"),
        _ => None,
    })
}

impl FromStr for ResourcePath {
    type Err = InvalidResourcePath;

    fn from_str(text: &str) -> Result<Self, InvalidResourcePath> {
        let wrong = |why| InvalidResourcePath { why };
        let (origin, path) = if text.contains("://") && !text.starts_with('/') {
            let (origin, path) = origin_of(text);
            if origin.contains('@') {
                return Err(wrong("has a user in its host"));
            }
            (Some(origin.to_owned()), path)
        } else {
            (None, text)
        };
        let path = format!("/{}", path.strip_prefix('/').unwrap_or(path));
        let path = without_version(&path);
        match fault(path.strip_prefix('/').unwrap_or(path)) {
            Some(why) => Err(wrong(why)),
            None => Ok(Self { origin, path: path.to_owned() }),
        }
    }
}

impl TryFrom<&str> for ResourcePath {
    type Error = InvalidResourcePath;

    fn try_from(text: &str) -> Result<Self, InvalidResourcePath> {
        text.parse()
    }
}

impl TryFrom<String> for ResourcePath {
    type Error = InvalidResourcePath;

    fn try_from(text: String) -> Result<Self, InvalidResourcePath> {
        text.parse()
    }
}

impl fmt::Display for ResourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.path)
    }
}

impl fmt::Display for InvalidResourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the resource path {}", self.why)
    }
}

impl std::error::Error for InvalidResourcePath {}

#[cfg(test)]
mod tests {
    use super::ResourcePath;

    #[test]
    fn a_path_goes_out_as_it_came_in() {
        for (text, path) in [
            ("/me/events/a", Ok("/me/events/a")),
            ("me/events/a", Ok("/me/events/a")),
            ("/v1.0/me/events/a", Ok("/me/events/a")),
            ("https://graph.microsoft.com/beta/users('a%27b')/events/c%2Fd", Ok("/users('a%27b')/events/c%2Fd")),
            ("/communications/calls/57DAB8B1/operations/0FE0", Ok("/communications/calls/57DAB8B1/operations/0FE0")),
            ("drives/a/root:/b.txt:", Ok("/drives/a/root:/b.txt:")),
            ("", Err("empty")),
            ("/", Err("empty")),
            ("https://graph.microsoft.com", Err("empty")),
            ("/a//b", Err("empty segment")),
            ("/a/", Err("empty segment")),
            ("//other.example/a", Err("empty segment")),
            ("/a/../b", Err("`..`")),
            ("/a/%2e%2E/b", Err("`..`")),
            ("/a/.%2e", Err("`..`")),
            ("/a?b=c", Err("no path has")),
            ("/a#b", Err("no path has")),
            ("/a b", Err("no path has")),
            ("/a\\b", Err("no path has")),
            ("/a\r\nb", Err("no path has")),
            ("/ä", Err("no path has")),
            ("/a%2", Err("encodes nothing")),
            ("/a%zz", Err("encodes nothing")),
            ("https://u@graph.microsoft.com/a", Err("user in its host")),
        ] {
            match (ResourcePath::try_from(text), path) {
                (Ok(found), Ok(path)) => assert_eq!(found.as_str(), path),
                (Err(error), Err(words)) => assert!(error.to_string().contains(words), "{text}: {error}"),
                (found, _) => panic!("{text}: {found:?}"),
            }
        }
    }

    #[test]
    fn a_path_of_another_host_is_not_this_services() {
        const GRAPH: &str = "https://graph.microsoft.com";
        const GATEWAY: &str = "https://gateway.example/graph/";
        for (text, root, below) in [
            ("/me/events/a", GRAPH, Some("/me/events/a")),
            ("https://graph.microsoft.com/v1.0/me", "https://graph.microsoft.com/", Some("/me")),
            ("https://GRAPH.microsoft.com/v1.0/me", GRAPH, Some("/me")),
            ("https://graph.microsoft.com:443/v1.0/me", GRAPH, Some("/me")),
            ("http://127.0.0.1/v1.0/me", "http://127.0.0.1:80", Some("/me")),
            ("https://gateway.example/graph/v1.0/me/a", GATEWAY, Some("/me/a")),
            ("https://gateway.example/graph/me/a", GATEWAY, Some("/me/a")),
            ("https://gateway.example/graphs/a", GATEWAY, Some("/graphs/a")),
            ("/graph/a", GATEWAY, Some("/graph/a")),
            ("https://graph.microsoft.us/v1.0/me", GRAPH, None),
            ("http://graph.microsoft.com/v1.0/me", GRAPH, None),
            ("https://graph.microsoft.com:80/v1.0/me", GRAPH, None),
            ("http://127.0.0.1:1/v1.0/me", "http://127.0.0.1:2", None),
        ] {
            assert_eq!(ResourcePath::try_from(text).unwrap().below(root), below, "{text}");
        }
    }
}
