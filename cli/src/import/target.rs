//! Which requests of a page are one declaration, and the template that it has.
//!
//! Requests of one method that end in the same operation are one: on one path with the path in the template, on several with an
//! enum of the paths. Requests that differ in the arguments of a function are one where each only leaves some out, else several.

use super::findings::Findings;
use super::path::{Argument, Request, Segment, Value};

/// The requests of one declaration.
#[derive(Debug)]
pub(super) struct Target {
    /// Its method.
    pub(super) method: String,
    /// The name of the operation that the paths end in; none where they end in keys or differently.
    pub(super) operation: Option<String>,
    /// The paths, without the operation; each once. Of a path without operation the whole.
    pub(super) resources: Vec<Vec<Segment>>,
    /// The operation's arguments, and whether each may be left out.
    pub(super) arguments: Vec<(Argument, bool)>,
    /// Whether the operation stands in the page with parentheses.
    pub(super) is_call: bool,
    /// The options behind the question mark.
    pub(super) query: Vec<(String, Value)>,
    /// What tells this from another declaration of the page; nothing where there is no other one.
    pub(super) distinction: Vec<String>,
    /// The requests.
    pub(super) requests: Vec<Request>,
}

/// Puts the requests together.
pub(super) fn targets(mut requests: Vec<Request>, title: &str, findings: &mut Findings) -> Vec<Target> {
    if requests.iter().any(|request| !request.is_replaced()) {
        requests.retain(|request| {
            if request.is_replaced() {
                findings.note(request.line, "this path has been replaced, as the page says; it was left out");
            }
            !request.is_replaced()
        });
    }
    let mut groups: Vec<Group> = Vec::new();
    for request in &requests {
        let is_keyed = requests
            .iter()
            .any(|other| other.method == request.method && other.last().is_some_and(|last| last.name().is_none()));
        let operation = operation(request, title).filter(|_| !is_keyed).map(str::to_owned);
        let alike = |group: &&mut Group| group.method == request.method && group.operation == operation;
        match groups.iter_mut().find(alike) {
            Some(group) => group.requests.push(request.clone()),
            None => groups.push(Group { method: request.method.clone(), operation, requests: vec![request.clone()] }),
        }
    }
    let mut targets: Vec<Target> = groups.into_iter().flat_map(by_arguments).collect();
    distinguish(&mut targets);
    targets
}

/// Requests of one operation, or of one method that end in none.
struct Group {
    /// Their method.
    method: String,
    /// The operation that they end in.
    operation: Option<String>,
    /// The requests.
    requests: Vec<Request>,
}

/// The operation that a request may end in: the name that the title says, or that no collection of a GET would have.
fn operation<'a>(request: &'a Request, title: &str) -> Option<&'a str> {
    let name = request.last()?.name()?;
    let is_called = !request.arguments().is_empty() || matches!(request.last(), Some(Segment::Call(..)));
    let last = name.rsplit('.').next().unwrap_or(name);
    let is_titled = title.split([':', ' ']).any(|word| word.eq_ignore_ascii_case(last));
    let joined: String = title.split([':', ' ']).collect();
    let is_joined = joined.to_lowercase().ends_with(&last.to_lowercase());
    (is_called || is_titled || is_joined || request.method == "POST" || name.starts_with('$')).then_some(name)
}

/// One target of requests that differ in arguments that each may leave out, or several.
fn by_arguments(group: Group) -> Vec<Target> {
    if group.operation.is_none() {
        return vec![whole(group.requests)];
    }
    let mut sets: Vec<(Vec<Argument>, Vec<Request>)> = Vec::new();
    for request in group.requests {
        let names = |arguments: &[Argument]| arguments.iter().map(|argument| argument.name.clone()).collect::<Vec<_>>();
        let of_request = names(request.arguments());
        match sets.iter_mut().find(|(arguments, _)| names(arguments) == of_request) {
            Some((_, requests)) => requests.push(request),
            None => sets.push((request.arguments().to_vec(), vec![request])),
        }
    }
    if sets.len() == 1 {
        return sets.into_iter().map(|(arguments, requests)| one(&[arguments], requests)).collect();
    }
    let resources = |requests: &[Request]| requests.iter().map(resource).collect::<Vec<_>>();
    let first = sets.first().map(|(_, requests)| resources(requests)).unwrap_or_default();
    if sets.iter().any(|(_, requests)| resources(requests) != first) {
        // Here a function of one resource, there of another: each path has its own arguments.
        return vec![whole(sets.into_iter().flat_map(|(_, requests)| requests).collect())];
    }
    sets.sort_by_key(|(arguments, _)| arguments.len());
    let is_chain = sets.windows(2).all(|pair| match pair {
        [(fewer, _), (more, _)] => fewer.iter().all(|argument| more.iter().any(|other| other.name == argument.name)),
        _ => true,
    });
    if is_chain {
        let arguments: Vec<Vec<Argument>> = sets.iter().map(|(arguments, _)| arguments.clone()).collect();
        return vec![one(&arguments, sets.into_iter().flat_map(|(_, requests)| requests).collect())];
    }
    sets.into_iter().map(|(arguments, requests)| one(&[arguments], requests)).collect()
}

/// The path without its last segment.
fn resource(request: &Request) -> Vec<Segment> {
    request.segments.iter().take(request.segments.len().saturating_sub(1)).cloned().collect()
}

/// The target of requests that end in an operation, by the sets of arguments from the smallest on.
fn one(sets: &[Vec<Argument>], requests: Vec<Request>) -> Target {
    let named_by_all = |argument: &Argument| sets.iter().all(|set| set.iter().any(|other| other.name == argument.name));
    let arguments = sets
        .last()
        .map(|set| set.iter().map(|argument| (argument.clone(), !named_by_all(argument))))
        .into_iter()
        .flatten();
    let mut resources: Vec<Vec<Segment>> = Vec::new();
    for request in &requests {
        let resource = resource(request);
        if !resources.contains(&resource) {
            resources.push(resource);
        }
    }
    let first = requests.first();
    Target {
        method: first.map(|request| request.method.clone()).unwrap_or_default(),
        operation: first.and_then(Request::last).and_then(Segment::name).map(str::to_owned),
        resources,
        arguments: arguments.collect(),
        is_call: requests.iter().any(|request| matches!(request.last(), Some(Segment::Call(..)))),
        query: query(&requests),
        distinction: Vec::new(),
        requests,
    }
}

/// The target of requests each of which is a resource.
fn whole(requests: Vec<Request>) -> Target {
    let mut resources: Vec<Vec<Segment>> = Vec::new();
    for request in &requests {
        if !resources.contains(&request.segments) {
            resources.push(request.segments.clone());
        }
    }
    let method = requests.first().map(|request| request.method.clone()).unwrap_or_default();
    let query = query(&requests);
    let (arguments, distinction) = (Vec::new(), Vec::new());
    Target { method, operation: None, resources, arguments, is_call: false, query, distinction, requests }
}

/// The options of any of some requests.
fn query(requests: &[Request]) -> Vec<(String, Value)> {
    let mut query: Vec<(String, Value)> = Vec::new();
    for option in requests.iter().flat_map(|request| &request.query) {
        if !query.iter().any(|(name, _)| *name == option.0) {
            query.push(option.clone());
        }
    }
    query
}

/// Says of targets of one name what tells them apart: the arguments, the operation, or the method.
fn distinguish(targets: &mut [Target]) {
    let keys: Vec<(Option<String>, String)> =
        targets.iter().map(|target| (target.operation.clone(), target.method.clone())).collect();
    for (number, target) in targets.iter_mut().enumerate() {
        let others = keys.iter().enumerate().filter(|(other, _)| *other != number);
        let same: Vec<_> = others.filter(|(_, (operation, _))| *operation == target.operation).collect();
        if same.iter().any(|(_, (_, method))| *method == target.method) {
            let names = target.arguments.iter().filter_map(|(argument, _)| argument.name.clone());
            target.distinction = std::iter::once("by".to_owned()).chain(names).collect();
        } else if !same.is_empty() {
            target.distinction = vec![target.method.to_lowercase()];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::path;

    /// The operation of a target, its number of paths and its arguments.
    type Shown = (Option<String>, usize, Vec<(String, bool)>);

    /// The targets of some requests.
    fn read(title: &str, lines: &[&str]) -> Vec<Shown> {
        let mut findings = Findings::default();
        let requests = lines.iter().filter_map(|line| path::request(1, line, &mut findings)).collect();
        let targets = targets(requests, title, &mut findings);
        let shown = targets.into_iter().map(|target| {
            let arguments =
                target.arguments.into_iter().map(|(argument, optional)| (argument.name.unwrap_or_default(), optional));
            (target.operation, target.resources.len(), arguments.collect())
        });
        shown.collect()
    }

    #[test]
    fn paths_to_one_operation_are_one_declaration() {
        let read = read("event: decline", &["POST /me/events/{id}/decline", "POST /users/{id}/events/{id}/decline"]);
        assert_eq!(read, [(Some("decline".to_owned()), 2, vec![])]);
    }

    #[test]
    fn a_replaced_path_is_left_out() {
        let both = ["POST /app/calls/{id}/mute", "POST /communications/calls/{id}/mute"];
        assert_eq!(read("call: mute", &both), [(Some("mute".to_owned()), 1, vec![])]);
        assert_eq!(read("call: mute", &both[..1]), [(Some("mute".to_owned()), 1, vec![])]);
    }

    #[test]
    fn arguments_that_may_be_left_out_are_optional() {
        let lines = ["GET /a/{id}/image", "GET /a/{id}/image(width=640)", "GET /a/{id}/image(width=640,height=480)"];
        let arguments = vec![("width".to_owned(), true), ("height".to_owned(), true)];
        assert_eq!(read("Chart: Image", &lines), [(Some("image".to_owned()), 1, arguments)]);
    }

    #[test]
    fn overloads_are_declarations_of_their_own() {
        let lines = ["GET /reports/getDetail(period='{p}')", "GET /reports/getDetail(date={d})"];
        let mut findings = Findings::default();
        let requests = lines.iter().filter_map(|line| path::request(1, line, &mut findings)).collect();
        let targets = targets(requests, "reportRoot: getDetail", &mut findings);
        let distinctions: Vec<_> = targets.iter().map(|target| target.distinction.join(" ")).collect();
        assert_eq!(distinctions, ["by period", "by date"]);
    }

    #[test]
    fn resources_of_different_shapes_are_paths() {
        let lines = ["GET /a/worksheets/{id}/range(address='<address>')", "GET /a/columns/{id}/range"];
        assert_eq!(read("Get Range", &lines), [(None, 2, vec![])]);
        assert_eq!(read("Get call", &["GET /communications/calls/{id}"]), [(None, 1, vec![])]);
        assert_eq!(read("Get calendar", &["GET /me/calendar", "GET /me/calendars/{id}"]), [(None, 2, vec![])]);
    }

    #[test]
    fn different_operations_are_different_declarations() {
        let lines = ["POST /me/getMemberObjects", "POST /groups/{id}/getMemberGroups"];
        assert_eq!(read("directoryObject: getMemberObjects", &lines).len(), 2);
    }
}
