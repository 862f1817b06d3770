//! The template of a declaration and the fields that it names: every key gets a name and a field of its own.

use super::parameters::Parameter;
use super::path::{Segment, Value};
use super::types::singular;
use crate::generate::names::{self, Taken};
use crate::generate::writer::Field;

/// Names in placeholders that say nothing of what they are the key of.
const GENERIC: [&str; 8] = ["id", "name", "key", "index", "n", "value", "itemid", "objectid"];

/// A template, and the fields of its keys.
#[derive(Debug, Default)]
pub(super) struct Template {
    /// The template.
    pub(super) text: String,
    /// The fields, each of type `String`.
    pub(super) fields: Vec<Field>,
    /// How many keys the page shows with the id of an example.
    pub(super) examples: usize,
}

/// Writes the template of some segments; what is known of the keys comes from the page's tables.
pub(super) fn of(segments: &[Segment], taken: &mut Taken, known: &[Parameter]) -> Template {
    let keys = segments.iter().filter(|segment| matches!(segment, Segment::Key(_))).count();
    let mut template = Template::default();
    let mut seen = 0;
    let mut owner = String::new();
    for segment in segments {
        template.text.push('/');
        match segment {
            Segment::Text(text) => {
                template.text.push_str(text);
                text.trim_end_matches(':').clone_into(&mut owner);
            }
            Segment::Path(ends_in_colon) => {
                let name = taken.first_free(["path".to_owned(), "item_path".to_owned()]);
                template.text.extend(["<", names::unraw(&name), "..>", if *ends_in_colon { ":" } else { "" }]);
                template.fields.push(field(name, "The path below it, its segments parted by `/`.".to_owned()));
            }
            Segment::Key(names) => {
                seen += 1;
                template.examples += usize::from(names.is_empty());
                let name = key_name(names, &owner, seen == keys, taken);
                template.text.extend(["<", names::unraw(&name), ">"]);
                template.fields.push(field(name, key_docs(names, &owner, known)));
            }
            Segment::Call(name, arguments) => {
                let arguments = arguments.iter().map(|argument| {
                    let prefix = argument.name.as_ref().map(|name| format!("{name}=")).unwrap_or_default();
                    match &argument.value {
                        Value::Literal(text) => format!("{prefix}{text}"),
                        Value::Placeholder(names, is_quoted) => {
                            let wire = argument.name.as_ref().or_else(|| names.first()).map_or("id", String::as_str);
                            let own = taken.first_free([names::field(wire)]);
                            let word = names::unraw(&own);
                            // A lone key and a text stand in quotes; what else there is in mid-path is read as a text too.
                            let text = if *is_quoted || argument.name.is_none() {
                                format!("'<{word}>'")
                            } else {
                                format!("<{word}>")
                            };
                            let docs = docs_of(wire, known).unwrap_or_else(|| format!("The {}.", names::words(wire)));
                            template.fields.push(field(own, docs));
                            format!("{prefix}{text}")
                        }
                    }
                });
                let arguments: Vec<String> = arguments.collect();
                template.text.extend([name.as_str(), "(", &arguments.join(","), ")"]);
                owner.clone_from(name);
            }
        }
    }
    template
}

/// The field of a key.
fn field(name: String, docs: String) -> Field {
    Field { docs: vec![docs], mark: None, name, ty: "String".to_owned() }
}

/// What a key is called: `id` where it is the last one, else by what it is the key of; or as the page says, if that says anything.
fn key_name(written: &[String], owner: &str, is_last: bool, taken: &mut Taken) -> String {
    let of_owner = names::field(&singular(owner));
    let by_owner = if owner.is_empty() { "id".to_owned() } else { of_owner };
    let said = written
        .first()
        .filter(|name| !is_generic(name) && name.len() <= 40)
        .map(|name| names::field(name.trim_start_matches('@')));
    let own = match said {
        Some(said) => said,
        None if is_last && written.first().is_none_or(|name| name.to_lowercase().ends_with("id")) => "id".to_owned(),
        None if is_last => names::field(written.first().map_or("id", String::as_str)),
        None => by_owner.clone(),
    };
    let long = format!("{}_id", names::unraw(&by_owner));
    taken.first_free([own, by_owner, long])
}

/// Whether a placeholder says nothing of what it is the key of.
fn is_generic(name: &str) -> bool {
    let lower: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    GENERIC.contains(&lower.to_lowercase().as_str())
}

/// What a key is for: as the page says, else what it is the key of.
fn key_docs(written: &[String], owner: &str, known: &[Parameter]) -> String {
    if let Some(docs) = written.iter().find_map(|name| docs_of(name, known)) {
        return docs;
    }
    let of = names::words(&singular(owner));
    match written {
        [_, _, ..] => {
            let names: Vec<String> = written.iter().map(|name| format!("`{name}`")).collect();
            format!("The {of}, by {}.", names.join(" or "))
        }
        _ => format!("The {of}."),
    }
}

/// What the page says of a name.
fn docs_of(name: &str, known: &[Parameter]) -> Option<String> {
    let same = |parameter: &&Parameter| parameter.name.trim_matches(['{', '}']).eq_ignore_ascii_case(name);
    known.iter().find(same).map(|parameter| parameter.docs.clone()).filter(|docs| !docs.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::findings::Findings;
    use crate::import::path;

    #[test]
    fn every_key_has_a_name_of_its_own() {
        for (path, text) in [
            ("/communications/calls/{id}", "/communications/calls/<id>"),
            (
                "/me/calendargroups/{id}/calendars/{id}/events/{id}",
                "/me/calendargroups/<calendargroup>/calendars/<calendar>/events/<id>",
            ),
            ("/users/{id | userPrincipalName}/messages/{id}", "/users/<user>/messages/<id>"),
            ("/teams/{team-id}/channels/{channel-id}", "/teams/<team_id>/channels/<channel_id>"),
            (
                "/me/drive/root:/{item-path}:/workbook/worksheets/{id|name}/charts/{name}",
                "/me/drive/root:/<path..>:/workbook/worksheets/<worksheet>/charts/<name>",
            ),
            ("/drive/root:/{item-path}", "/drive/root:/<path..>"),
            (
                "/workbook/worksheets/{id|name}/range(address='<address>')",
                "/workbook/worksheets/<id>/range(address='<address>')",
            ),
            ("/range(address={address})/visibleView", "/range(address=<address>)/visibleView"),
            ("/users('{id}')/a(b=1)", "/users('<id>')/a(b=1)"),
            ("/education/classes/acdefc6b-2dc6-4e71-b1e9-6d9810ab1793", "/education/classes/<id>"),
            ("/tables/{id}/rows/{index}", "/tables/<table>/rows/<index>"),
            ("/a/{type}/b/{type}", "/a/<type>/b/<b>"),
        ] {
            let request = path::request(1, &format!("GET {path}"), &mut Findings::default()).unwrap();
            let template = of(&request.segments, &mut Taken::default(), &[]);
            assert_eq!(template.text, text);
        }
    }

    #[test]
    fn a_key_is_said_by_the_page_or_by_its_owner() {
        let request =
            path::request(1, "GET /users/{id | userPrincipalName}/jobs/{job-id}", &mut Findings::default()).unwrap();
        let job = Parameter {
            line: 1,
            name: "job-id".to_owned(),
            kind: None,
            is_required: None,
            docs: "Which job.".to_owned(),
        };
        let template = of(&request.segments, &mut Taken::default(), &[job]);
        let docs: Vec<_> = template.fields.iter().map(|field| field.docs.concat()).collect();
        assert_eq!(docs, ["The user, by `id` or `userPrincipalName`.", "Which job."]);
    }
}
