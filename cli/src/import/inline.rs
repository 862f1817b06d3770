//! The markup inside a line of text: what is read of it, and what a comment of Rust keeps. No meaning of any sentence here.

/// A link in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link<'a> {
    /// Where it begins in the text.
    pub(super) at: usize,
    /// What is shown.
    pub(super) text: &'a str,
    /// Where it leads.
    pub(super) target: &'a str,
}

/// The links of a text, in order.
pub(super) fn links(text: &str) -> Vec<Link<'_>> {
    let mut links = Vec::new();
    let mut from = 0;
    while let Some(link) = next_link(text, from) {
        from = link.at + link.text.len() + link.target.len() + 4;
        links.push(link);
    }
    links
}

/// The first link that begins at `from` or behind it.
fn next_link(text: &str, from: usize) -> Option<Link<'_>> {
    let mut from = from;
    loop {
        let middle = from + text.get(from..)?.find("](")?;
        let start = text.get(..middle)?.rfind('[').filter(|start| *start >= from);
        let target = text.get(middle + 2..)?.split(')').next()?;
        match start {
            Some(at) => return Some(Link { at, text: text.get(at + 1..middle)?, target }),
            None => from = middle + 2,
        }
    }
}

/// A text without its markup: links as what they show, no bold and italics, no HTML, code still between backticks.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    for link in links(text) {
        let behind = text.len() - rest.len();
        let before = link.at.checked_sub(behind).and_then(|length| rest.get(..length)).unwrap_or_default();
        out.extend([before, link.text]);
        let end = link.at + link.text.len() + link.target.len() + 4;
        rest = text.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    words(&without_emphasis(&without_html(&out)))
}

/// A text without any markup, backticks included.
pub(super) fn bare(text: &str) -> String {
    words(&plain(text).replace('`', ""))
}

/// A text with one space between its words.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text without tags; `<br>` parts words, and what is no tag (`<address>`) stays.
fn without_html(text: &str) -> String {
    const TAGS: [&str; 14] = ["br", "b", "i", "em", "strong", "p", "ul", "ol", "li", "code", "a", "sub", "sup", "span"];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        out.push_str(before);
        let name: String = behind.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let tag = behind.split_once('>').filter(|_| TAGS.contains(&name.to_ascii_lowercase().as_str()));
        rest = if let Some((_, behind)) = tag {
            out.push(' ');
            behind
        } else {
            out.push('<');
            behind
        };
    }
    out.push_str(rest);
    for (entity, character) in [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        out = out.replace(entity, character);
    }
    out
}

/// A text without `**`, `_x_`, and the backslashes in front of signs; code stays as it is.
fn without_emphasis(text: &str) -> String {
    let pieces = text.split('`').enumerate().map(|(number, piece)| {
        if number % 2 == 1 {
            return piece.to_owned();
        }
        let piece = piece.replace("**", "").replace("__", "");
        let words = piece.split_inclusive(char::is_whitespace).map(|word| {
            let trimmed = word.trim_end();
            let marked = |sign: char| trimmed.starts_with(sign) && trimmed.trim_end_matches(['.', ',']).ends_with(sign);
            if trimmed.len() > 2 && (marked('*') || marked('_')) {
                word.replace(['*', '_'], "")
            } else {
                word.to_owned()
            }
        });
        unescaped(&words.collect::<String>())
    });
    pieces.collect::<Vec<_>>().join("`")
}

/// A text without the backslashes in front of signs.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let escapes = character == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        out.extend(if escapes { characters.next() } else { Some(character) });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        for (text, read) in [
            ("A [call](../resources/call.md) and [a](b) c.", "A call and a c."),
            ("Set **sendResponse** to `true`; _optional_.", "Set sendResponse to `true`; optional."),
            ("One<br/>two</br> three&nbsp;four", "One two three four"),
            ("range(address='<address>')", "range(address='<address>')"),
            ("`a_b_c` and x_y_z and \\{id\\}", "`a_b_c` and x_y_z and {id}"),
            ("[not a link] (x)", "[not a link] (x)"),
            ("[[x](y)", "[x"),
            ("ends in ](", "ends in ]("),
        ] {
            assert_eq!(plain(text), read, "{text}");
        }
        assert_eq!(bare("a `200 OK` code"), "a 200 OK code");
    }

    #[test]
    fn links_say_where_they_lead() {
        let found = links("a [range](../resources/range.md), [b](c)");
        assert_eq!(found.first(), Some(&Link { at: 2, text: "range", target: "../resources/range.md" }));
        assert_eq!(found.len(), 2);
    }
}
