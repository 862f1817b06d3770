//! What an error body says that is no JSON: a proxy's page by its title, anything else by its first words.

/// The most characters of a summary.
const MOST: usize = 200;
/// The most bytes that are looked at.
const LOOKED_AT: usize = 4096;

/// A page's title or heading, or the beginning of a text; nothing where there are no words.
pub(super) fn summary(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body.get(..LOOKED_AT).unwrap_or(body));
    let heading = ["title", "h1"].into_iter().find_map(|name| element(&text, name));
    let is_page = text.trim_start().starts_with('<');
    let words = match heading {
        Some(heading) => words(&heading),
        None if is_page => words(&without_tags(&text)),
        None => words(&text),
    };
    let short: String = words.chars().take(MOST).collect();
    match (short.is_empty(), short.len() < words.len()) {
        (true, _) => None,
        (false, true) => Some(format!("{short}…")),
        (false, false) => Some(short),
    }
}

/// What the first element of this name holds, tags inside it left out; nothing if it is empty.
fn element(text: &str, name: &str) -> Option<String> {
    let (lower, tag) = (text.to_ascii_lowercase(), format!("<{name}"));
    let tags = lower.match_indices(&tag).map(|(at, tag)| at + tag.len());
    // `<titles>` is another one.
    let mut opening = tags.filter(|end| lower.get(*end..).is_some_and(|rest| rest.starts_with(['>', ' ', '\n', '\t'])));
    let start = opening.next()?;
    let start = start + lower.get(start..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find(&format!("</{name}"))?;
    let inside = without_tags(text.get(start..end)?);
    (!words(&inside).is_empty()).then_some(inside)
}

/// A page's text: a tag counts as a space.
fn without_tags(text: &str) -> String {
    let mut is_tag = false;
    let visible = text.chars().map(|character| match character {
        '<' => {
            is_tag = true;
            ' '
        }
        '>' if is_tag => {
            is_tag = false;
            ' '
        }
        _ if is_tag => ' ',
        other => other,
    });
    visible.collect()
}

/// A text on one line.
fn words(text: &str) -> String {
    text.split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn a_body_says_what_it_can() {
        for (body, says) in [
            (&b""[..], None),
            (b"  \r\n\0", None),
            (b"Service Unavailable", Some("Service Unavailable")),
            (b"<html><head><TITLE>502 Bad\n Gateway</title></head>", Some("502 Bad Gateway")),
            (b"<title lang=\"en\">a <b>b</b></title>", Some("a b")),
            (b"<title></title><h1>503 Busy</h1><p>later", Some("503 Busy")),
            (b"<html><body>The <i>service</i> is busy</body></html>", Some("The service is busy")),
            (b"<title></title>", None),
            (b"</title><title>", None),
            (b"a < b and c > d", Some("a < b and c > d")),
            (b"<titles>x</titles>", Some("x")),
            (b"\xff\xfe{\0}", Some("\u{fffd}\u{fffd}{ }")),
            (b"not\0 text", Some("not text")),
        ] {
            assert_eq!(summary(body).as_deref(), says, "{}", String::from_utf8_lossy(body));
        }
        assert_eq!(summary("ä".repeat(1000).as_bytes()).map(|text| text.chars().count()), Some(201));
    }
}
