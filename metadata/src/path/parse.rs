//! From text to [`Path`]: pieces between slashes, then what is in each.
//!
//! Brackets and quotes are balanced or the path is refused; beyond that nothing is judged here.

use super::{Argument, Path, Segment, SegmentKind};

/// Reads a path.
pub(super) fn path(text: &str) -> Result<Path, String> {
    let text = without_root(text.trim());
    let (text, _) = split_once(text, '?')?;
    let (start, mut rest) = match text.strip_prefix('/') {
        Some(rest) => (None, rest),
        None if text.starts_with(['<', '{']) => {
            let (first, rest) = split_once(text, '/')?;
            match placeholder(first) {
                Some(SegmentKind::Value(field)) => (Some(field), rest.unwrap_or_default()),
                _ => (None, text),
            }
        }
        None => (None, text),
    };
    let mut path = Path { start, segments: Vec::new() };
    while !rest.is_empty() {
        let (piece, more) = split_once(rest, '/')?;
        rest = more.unwrap_or_default();
        if piece.is_empty() {
            return Err("the path has an empty segment, `//`".to_owned());
        }
        let (piece, address) = match piece.strip_suffix(':') {
            Some(piece) => {
                let (address, behind) = address(rest)?;
                rest = behind;
                (piece, Some(address.to_owned()))
            }
            None => (piece, None),
        };
        path.segments.push(Segment { text: piece.to_owned(), kind: kind(piece)?, address });
    }
    Ok(path)
}

/// The path of a URL or of a version: what follows `https://graph.microsoft.com/v1.0`.
fn without_root(text: &str) -> &str {
    let path = match text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) {
        Some(rest) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default(),
        None => text,
    };
    let versioned = path.strip_prefix("/v1.0").or_else(|| path.strip_prefix("/beta"));
    versioned.filter(|rest| rest.is_empty() || rest.starts_with('/')).unwrap_or(path)
}

/// A path between colons, behind the first one, and what follows it.
fn address(text: &str) -> Result<(&str, &str), String> {
    let mut end = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, more) = split_once(rest, '/')?;
        end += piece.len();
        rest = more.unwrap_or_default();
        if piece.ends_with(':') {
            return Ok((text.get(..end - 1).unwrap_or_default(), rest));
        }
        end += usize::from(more.is_some());
    }
    Ok((text, ""))
}

/// What a segment is written as.
fn kind(piece: &str) -> Result<SegmentKind, String> {
    if let Some(placeholder) = placeholder(piece) {
        return Ok(placeholder);
    }
    let (name, inside) = split_once(piece, '(')?;
    if name.contains(['<', '{']) {
        return Ok(SegmentKind::Value(piece.to_owned()));
    }
    let Some(inside) = inside else {
        return Ok(SegmentKind::Name { name: name.to_owned(), arguments: None });
    };
    if name.is_empty() {
        return Err(format!("`{piece}` has no name before its `(`"));
    }
    let Some(mut inside) = inside.strip_suffix(')') else {
        return Err(format!("`{piece}` goes on behind its `)`; a segment ends there"));
    };
    let mut arguments = Vec::new();
    while !inside.is_empty() {
        let (argument, more) = split_once(inside, ',')?;
        arguments.push(read_argument(argument));
        inside = more.unwrap_or_default();
    }
    Ok(SegmentKind::Name { name: name.to_owned(), arguments: Some(arguments) })
}

/// A segment that is a placeholder and nothing else.
fn placeholder(piece: &str) -> Option<SegmentKind> {
    let inside = match (piece.strip_prefix('<'), piece.strip_prefix('{')) {
        (Some(rest), _) => rest.strip_suffix('>')?,
        (_, Some(rest)) => rest.strip_suffix('}')?,
        _ => return None,
    };
    if inside.contains(['<', '>', '{', '}']) {
        return None;
    }
    Some(match inside.strip_suffix("..") {
        Some(field) => SegmentKind::Values(field.to_owned()),
        None => SegmentKind::Value(inside.to_owned()),
    })
}

/// One value in parentheses.
fn read_argument(text: &str) -> Argument {
    let text = text.trim();
    match text.split_once('=') {
        Some((name, value)) if !name.contains(['\'', '<', '{']) => {
            Argument { name: Some(name.trim().to_owned()), value: value.trim().to_owned() }
        }
        _ => Argument { name: None, value: text.to_owned() },
    }
}

/// The text before and behind the first `separator` that is neither in brackets nor, in parentheses, in quotes.
///
/// An opening bracket may be the separator. Brackets that are not closed are an error.
fn split_once(text: &str, separator: char) -> Result<(&str, Option<&str>), String> {
    let mut closing: Vec<char> = Vec::new();
    let mut is_quoted = false;
    // Behind the separator `,` stand arguments, which are in parentheses already.
    let may_quote = separator == ',';
    for (at, character) in text.char_indices() {
        if is_quoted {
            is_quoted = character != '\'';
        } else if character == separator && closing.is_empty() {
            return Ok((text.get(..at).unwrap_or_default(), text.get(at + character.len_utf8()..)));
        } else if closing.last() == Some(&character) {
            closing.pop();
        } else {
            match character {
                '\'' if closing.contains(&')') || may_quote => is_quoted = true,
                '(' if !matches!(closing.last(), Some('>' | '}')) => closing.push(')'),
                '<' if closing.last() != Some(&'}') => closing.push('>'),
                '{' if closing.last() != Some(&'>') => closing.push('}'),
                _ => {}
            }
        }
    }
    if is_quoted {
        return Err(format!("a quote of `{text}` is not closed"));
    }
    match closing.last() {
        Some(bracket) => Err(format!("`{text}` lacks a `{bracket}`")),
        None => Ok((text, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A path in the words of the tables below: `name`, `=value`, `*values`, `name(argument;…)`, `@address` behind.
    fn told(text: &str) -> String {
        let path = match Path::parse(text) {
            Ok(path) => path,
            Err(error) => return format!("error: {error}"),
        };
        let start = path.start.map(|start| format!("!{start}"));
        let segments = path.segments.into_iter().map(|segment| {
            let kind = match segment.kind {
                SegmentKind::Value(value) => format!("={value}"),
                SegmentKind::Values(value) => format!("*{value}"),
                SegmentKind::Name { name, arguments: None } => name,
                SegmentKind::Name { name, arguments: Some(arguments) } => {
                    let arguments: Vec<String> = arguments
                        .into_iter()
                        .map(|argument| match argument.name {
                            Some(name) => format!("{name} is {}", argument.value),
                            None => argument.value,
                        })
                        .collect();
                    format!("{name}({})", arguments.join("; "))
                }
            };
            segment.address.iter().fold(kind, |kind, address| format!("{kind} @{address}"))
        });
        start.into_iter().chain(segments).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn every_spelling_is_read() {
        for (text, expected) in [
            ("/", ""),
            ("", ""),
            ("/users/<id>/sendMail", "users | =id | sendMail"),
            ("users/{user-id}/sendMail/", "users | =user-id | sendMail"),
            ("/users/{id | userPrincipalName}/x", "users | =id | userPrincipalName | x"),
            ("/users('<id>')", "users('<id>')"),
            ("/applications(appId='{app(id)}')/x", "applications(appId is '{app(id)}') | x"),
            ("/a(key=<id>,b='<x>')", "a(key is <id>; b is '<x>')"),
            ("/f(a=<x>, b='li/t,e(r''al?')", "f(a is <x>; b is 'li/t,e(r''al?')"),
            ("/f(a=@a)?@a=['x']&$top='", "f(a is @a)"),
            ("/f()/$count", "f() | $count"),
            ("/me/drive/root:/<path..>:/content", "me | drive | root @<path..> | content"),
            ("/me/drive/root:/{item-path}:/content", "me | drive | root @{item-path} | content"),
            ("/drive/items/<id>:/<path..>", "drive | items | =id @<path..>"),
            ("/drive/root:/a/b c/d.txt", "drive | root @a/b c/d.txt"),
            ("/drive/root:/a/b:/c", "drive | root @a/b | c"),
            ("/drive/root:/:/children", "drive | root @ | children"),
            ("/drive/root:", "drive | root @"),
            ("/sites/<host>:/<path..>:", "sites | =host @<path..>"),
            ("/sites/{host},{a},{b}/lists", "sites | ={host},{a},{b} | lists"),
            ("/x/<rest..>", "x | *rest"),
            ("<event>/accept", "!event | accept"),
            ("{event}", "!event"),
            ("/users/O'Brien/x", "users | O'Brien | x"),
            ("/teams/19:a@thread/x", "teams | 19:a@thread | x"),
            ("https://graph.microsoft.com/v1.0/me?$select=id", "me"),
            ("https://graph.microsoft.com/beta", ""),
            ("/v1.0/me", "me"),
            ("/v1.01/me", "v1.01 | me"),
            ("/f(a=microsoft.graph.b'{c}')", "f(a is microsoft.graph.b'{c}')"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (text, part) in [
            ("/users//x", "//"),
            ("//", "//"),
            ("/users/<id", "`/users/<id` lacks a `>`"),
            ("/users/{id", "lacks a `}`"),
            ("/f(a=1", "lacks a `)`"),
            ("/f(a='1)", "quote"),
            ("/f(a=1)b", "`f(a=1)b` goes on behind"),
            ("/(a=1)", "no name"),
        ] {
            let told = told(text);
            assert!(told.starts_with("error: ") && told.contains(part), "{text}: {told}");
        }
    }

    #[test]
    fn a_path_is_shown_as_it_was_written() {
        for text in ["/users/<id>/sendMail", "/drive/root:/a/b:/c", "<event>/accept", "/f(a=<x>,b='y')", "/"] {
            assert_eq!(Path::parse(text).unwrap().to_string(), text);
        }
    }
}
