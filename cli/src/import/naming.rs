//! What the items of a declaration are called, by the page's title and the operation. No types here.

use super::path::Segment;
use super::target::Target;
use super::types::singular;
use crate::generate::names;

/// Words of a title that no name needs.
const SMALL: [&str; 12] = ["a", "an", "the", "in", "of", "for", "to", "on", "from", "with", "by", "function"];

/// What an action is called: as the operation, where that says enough, `CancelMediaProcessing`; else with what it is done to,
/// `DeclineEvent`; and as the title says it where the path ends in no operation, `GetCall`.
pub(super) fn action(target: &Target, title: &str) -> String {
    let last = target.operation.as_deref().map(|operation| operation.rsplit('.').next().unwrap_or(operation));
    let name = match last {
        Some(last) if last.starts_with('$') => {
            let of = before(target).map(|of| names::pascal(&of)).unwrap_or_default();
            format!("{}{of}{}", verb(&target.method), names::pascal(last.trim_start_matches('$')))
        }
        Some(last) if names::is_one_word(last) => one_word(last, target, title),
        Some(last) => names::pascal(last),
        None => titled(title).unwrap_or_else(|| {
            let of = before(target).map(|of| names::pascal(&singular(&of))).unwrap_or_default();
            format!("{}{of}", verb(&target.method))
        }),
    };
    let distinction = target.distinction.iter().map(|word| names::pascal(word));
    std::iter::once(name).chain(distinction).collect()
}

/// What the resource is called that several paths lead to: as the title says, `event: decline`, else by the path.
pub(super) fn resource(target: &Target, title: &str) -> String {
    let titled = title.split_once(':').map(|(of, _)| of.trim()).filter(|of| !of.contains(' ') && !of.is_empty());
    titled
        .map(str::to_owned)
        .or_else(|| before(target).map(|of| singular(&of)))
        .unwrap_or_else(|| "resource".to_owned())
}

/// What an operation of one word is called.
fn one_word(operation: &str, target: &Target, title: &str) -> String {
    let name = names::pascal(operation);
    let of = match title.split_once(':') {
        Some((of, _)) => names::pascal(of.trim()),
        None => match titled(title) {
            Some(title) if title.to_lowercase().contains(&operation.to_lowercase()) && title != name => return title,
            _ => before(target).map(|of| names::pascal(&singular(&of))).unwrap_or_default(),
        },
    };
    // A function is what it gives, an action what it does.
    if target.method == "GET" { format!("{of}{name}") } else { format!("{name}{of}") }
}

/// A title as a name.
fn titled(title: &str) -> Option<String> {
    let words = title
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty() && !SMALL.contains(&word.to_lowercase().as_str()));
    let name: String = words.map(names::pascal).collect();
    (!name.is_empty() && name.starts_with(|first: char| first.is_alphabetic())).then_some(name)
}

/// The last word of the path before the operation.
fn before(target: &Target) -> Option<String> {
    let resource = target.resources.first()?;
    resource.iter().rev().find_map(Segment::name).map(|name| name.rsplit('.').next().unwrap_or(name).to_owned())
}

/// What a method does.
fn verb(method: &str) -> &'static str {
    match method {
        "GET" | "HEAD" => "Get",
        "POST" => "Create",
        "PATCH" => "Update",
        "PUT" => "Put",
        _ => "Delete",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::findings::Findings;
    use crate::import::{path, target};

    #[test]
    fn a_name_says_what_is_done_to_what() {
        for (title, line, name) in [
            (
                "call: cancelMediaProcessing",
                "POST /communications/calls/{id}/cancelMediaProcessing",
                "CancelMediaProcessing",
            ),
            ("event: decline", "POST /me/events/{id}/decline", "DeclineEvent"),
            ("todoTask: delta", "GET /me/todo/lists/{id}/tasks/delta", "TodoTaskDelta"),
            ("Archive team", "POST /teams/{id}/archive", "ArchiveTeam"),
            ("Send mail", "POST /me/sendMail", "SendMail"),
            ("Get call", "GET /communications/calls/{id}", "GetCall"),
            ("assignLicense", "POST /users/{id}/assignLicense", "AssignLicense"),
            (
                "getPstnCalls",
                "GET /communications/callRecords/microsoft.graph.callRecords.getPstnCalls(a={b})",
                "GetPstnCalls",
            ),
            ("Get photo", "GET /me/photo/$value", "GetPhotoValue"),
            ("", "DELETE /policies/{id}", "DeletePolicy"),
            ("Add a row", "POST /tables/{id}/rows/add", "AddRow"),
        ] {
            let mut findings = Findings::default();
            let requests = path::request(1, line, &mut findings).into_iter().collect();
            let targets = target::targets(requests, title, &mut findings);
            assert_eq!(action(&targets[0], title), name, "{title} {line}");
        }
    }
}
