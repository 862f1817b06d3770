//! A template that is spelt as something else is: a URL, a path of Graph's pages, a path of the file system.

/// What is wrong with how the template starts.
pub(super) fn mistaken_start(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some(
            "the template is empty; write the path as Graph's page has it, \"/users/<id>/sendMail\"".to_owned(),
        );
    }
    if let Some((_, rest)) = text.split_once("://") {
        let path = rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or("/…");
        let path = ["/v1.0/", "/beta/"].iter().find_map(|version| path.strip_prefix(version)).unwrap_or(path);
        return Some(format!(
            "the template starts at the service root, and the client knows the host; write \"/{}\"",
            in_angle_brackets(path.trim_start_matches('/'))
        ));
    }
    for version in ["v1.0", "beta"] {
        if let Some(path) = text.strip_prefix('/').unwrap_or(text).strip_prefix(version)
            && path.starts_with('/')
        {
            return Some(format!(
                "the version is no part of the template; write \"{}\" and, unless it is the default v1.0, \
                 `version = \"{version}\"`",
                in_angle_brackets(path)
            ));
        }
    }
    if !text.starts_with(['/', '<']) {
        let text = text.trim_start().replace('\\', "/");
        return Some(format!(
            "a template starts with `/`; write \"/{}\"",
            in_angle_brackets(text.trim_start_matches('/'))
        ));
    }
    None
}

/// A character that no template has, and what the person meant.
pub(super) fn mistaken_spelling(text: &str) -> Option<String> {
    if text.contains('{') {
        return Some(format!("a field stands in angle brackets; write \"{}\"", in_angle_brackets(text)));
    }
    let path = text.find('?').and_then(|end| text.get(..end)).unwrap_or(text);
    let wrong = path
        .chars()
        .find(|character| character.is_whitespace() || character.is_control() || "\\\"#%^`|}".contains(*character));
    let wrong = wrong.or_else(|| text.chars().find(|character| character.is_control() || "#%\\".contains(*character)));
    wrong.map(|character| match character {
        '%' => "the template has a `%`; write text as it is read, it is encoded when it is sent".to_owned(),
        '#' => "the template has a `#`; what follows one is never sent to a server".to_owned(),
        '\\' => "the template has a `\\`; segments are separated by `/`".to_owned(),
        ' ' => "the template has a space; Graph's paths have none".to_owned(),
        other => format!("the template has a {other:?}, which no path of Graph has"),
    })
}

/// Whether a word can name a field.
pub(super) fn is_identifier(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(|first| first == '_' || first.is_alphabetic())
        && characters.all(|character| character == '_' || character.is_alphanumeric())
}

/// A template with `<id>` where Graph's pages have `{id}`; a name that comes again is numbered.
fn in_angle_brackets(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut names: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('{') {
        let end = inside.find('}').or_else(|| inside.find('/')).unwrap_or(inside.len());
        let (name, behind) = inside.split_at(end);
        let name = identifier_like(name);
        let same = names.iter().filter(|other| **other == name).count();
        written.push_str(before);
        let number = if same == 0 { String::new() } else { (same + 1).to_string() };
        written.extend(["<", &name, &number, ">"]);
        names.push(name);
        rest = behind.strip_prefix('}').unwrap_or(behind);
    }
    written + rest
}

/// `user-id`, `id | userPrincipalName` or `userId` as a field would be called.
pub(super) fn identifier_like(word: &str) -> String {
    let first = word.split(['|', ',']).next().unwrap_or(word).trim();
    let words: String =
        first.chars().map(|character| if character.is_alphanumeric() { character } else { '_' }).collect();
    let name = crate::names::snake(words.trim_matches('_'));
    if is_identifier(&name) { name } else { "id".to_owned() }
}
