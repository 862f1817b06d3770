//! Texts of the metadata as comments of documentation: plain words, of which rustdoc makes nothing but words.

/// How wide a line of a comment is at most, its indentation included.
const WIDTH: usize = 100;

/// The lines of a comment, each with its `///`, of paragraphs with an empty line between them.
pub(crate) fn comment(indent: usize, marker: &str, paragraphs: &[String]) -> String {
    let pad = " ".repeat(indent);
    let width = WIDTH.saturating_sub(indent + marker.len() + 1);
    let mut text = String::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if number > 0 {
            text.extend([&pad, marker, "\n"]);
        }
        for line in wrapped(paragraph, width) {
            text.extend([&pad, marker, " ", &line, "\n"]);
        }
    }
    text
}

/// A text of the metadata as one paragraph: on one line, closed by a full stop, without markup.
pub(crate) fn plain(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(word).collect();
    let mut text = words.join(" ");
    if text.matches('`').count() % 2 == 1 {
        text = text.replace('`', "\\`");
    }
    if text.ends_with(|last: char| last.is_alphanumeric() || last == ')' || last == '`' || last == '>') {
        text.push('.');
    }
    text
}

/// A word without the characters that mean something to rustdoc; an address in angle brackets.
fn word(word: &str) -> String {
    if let Some(start) = ["https://", "http://"].iter().find_map(|scheme| word.find(scheme)) {
        let (before, rest) = word.split_at(start);
        let end = rest.find(|character: char| "<>\"'()[]{}`\\|^".contains(character)).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let end = address.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let after = format!("{}{after}", address.strip_prefix(end).unwrap_or_default());
        return format!("{}<{end}>{}", escaped(before), self::word(&after));
    }
    escaped(word)
}

/// A word with its brackets and the like escaped.
fn escaped(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for character in word.chars() {
        if "\\[]<>*_~&".contains(character) {
            // Inside a word an underscore is one.
            if character != '_' || out.is_empty() || word.ends_with('_') {
                out.push('\\');
            }
        }
        if !character.is_control() {
            out.push(character);
        }
    }
    out
}

/// A paragraph in lines of at most so many characters, of which none begins as a list or a heading does.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    // A name may have anything in it, and a comment must not end within.
    let is_space = |character: char| character.is_whitespace() || character.is_control();
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(std::mem::take(&mut line));
        }
        if line.is_empty() {
            line = unmarked(word);
        } else {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.push(line);
    lines
}

/// The first word of a line, escaped where markdown would take it for the beginning of something.
fn unmarked(word: &str) -> String {
    let number = word.trim_end_matches(['.', ')']);
    let is_list = number.len() < word.len() && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_list {
        let (number, mark) = word.split_at(number.len());
        return format!("{number}\\{mark}");
    }
    if word.starts_with(['-', '+', '#', '=', '|', ':']) || word.starts_with("```") {
        return format!("\\{word}");
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        for (text, written) in [
            ("A call.", "A call."),
            ("  Two\n  lines ", "Two lines."),
            ("See https://a.b/c_d?e=1, please", "See <https://a.b/c_d?e=1>, please."),
            ("(https://a.b)", "(<https://a.b>)."),
            ("[1] Vec<T> & `x` *b*", "\\[1\\] Vec\\<T\\> \\& `x` \\*b\\*"),
            ("a`b", "a\\`b."),
            ("one_two _three_", "one_two \\_three\\_"),
            ("", ""),
        ] {
            assert_eq!(plain(text), written, "{text}");
        }
    }

    #[test]
    fn lines_are_wrapped_and_begin_with_words() {
        let text = comment(4, "///", &["a ".repeat(60), "- b 1. c".to_owned()]);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.iter().all(|line| line.len() <= WIDTH), "{text}");
        assert_eq!(lines[2..], ["    ///", "    /// \\- b 1. c"]);
        assert_eq!(wrapped("ab 1. c", 2), ["ab", "1\\.", "c"]);
        assert_eq!(comment(0, "//", &[]), "");
    }
}
