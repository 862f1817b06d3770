//! The one percent-encoder: text that may say anything becomes text that cannot leave its place.
//!
//! Every reserved character that could end a segment, an option or a quoted literal is encoded. A colon is left as it is
//! inside a segment (Teams ids have them) but not at its ends, where it would begin or end OneDrive's path addressing.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a path segment may say as it is: RFC 3986's `pchar` less what OData and OneDrive give a meaning to.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b',')
    .remove(b'=')
    .remove(b'@')
    .remove(b':');
/// What an argument in parentheses may say as it is: a comma or `=` would begin another one, an `@` names an alias.
const ARGUMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');
/// What the value of a query option may say as it is.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b':')
    .remove(b'@')
    .remove(b'/')
    .remove(b'$');
/// What the name of a query option may say as it is: `$` stays `$`, since services do not decode names.
const QUERY_NAME: &AsciiSet = &QUERY.add(b'\'').add(b'/').add(b'(').add(b')');

/// Why a text cannot be a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoSegment {
    /// It is empty: the path would lose a segment.
    Empty,
    /// It is `.` or `..`: the path would become another one on its way.
    Dots,
}

/// Appends a text as one segment.
pub(crate) fn push_segment(url: &mut String, text: &str) -> Result<(), NoSegment> {
    match text {
        "" => return Err(NoSegment::Empty),
        "." | ".." => return Err(NoSegment::Dots),
        _ => {}
    }
    let inner = text.trim_matches(':');
    let start = text.len() - text.trim_start_matches(':').len();
    for _ in 0..start {
        url.push_str("%3A");
    }
    url.extend(utf8_percent_encode(inner, SEGMENT));
    for _ in 0..(text.len() - inner.len() - start) {
        url.push_str("%3A");
    }
    Ok(())
}

/// Appends a text as several segments, `/` between them; a leading or trailing `/` has no meaning.
pub(crate) fn push_path(url: &mut String, text: &str) -> Result<(), NoSegment> {
    let text = text.strip_prefix('/').unwrap_or(text);
    let text = text.strip_suffix('/').unwrap_or(text);
    for (index, segment) in text.split('/').enumerate() {
        if index > 0 {
            url.push('/');
        }
        push_segment(url, segment)?;
    }
    Ok(())
}

/// Appends a quoted string literal: `'` doubled, then encoded.
pub(crate) fn push_quoted(url: &mut String, text: &str) {
    url.push('\'');
    for (index, piece) in text.split('\'').enumerate() {
        if index > 0 {
            url.push_str("%27%27");
        }
        url.extend(utf8_percent_encode(piece, SEGMENT));
    }
    url.push('\'');
}

/// Appends a literal without quotes.
pub(crate) fn push_bare(url: &mut String, text: &str) {
    url.extend(utf8_percent_encode(text, ARGUMENT));
}

/// Appends `name=value`.
pub(crate) fn push_option(url: &mut String, name: &str, value: &str) {
    url.extend(utf8_percent_encode(name, QUERY_NAME));
    url.push('=');
    url.extend(utf8_percent_encode(value, QUERY));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(text: &str) -> String {
        let mut url = String::new();
        push_segment(&mut url, text).expect("a segment");
        url
    }

    #[test]
    fn a_segment_stays_one_segment_whatever_it_says() {
        for (text, encoded) in [
            ("57dab8b1-894c-409a-b240-bd8beae78896", "57dab8b1-894c-409a-b240-bd8beae78896"),
            ("a/b", "a%2Fb"),
            ("a%2Fb", "a%252Fb"),
            ("100%", "100%25"),
            ("a\\b", "a%5Cb"),
            ("a?b=c", "a%3Fb=c"),
            ("a#b", "a%23b"),
            ("o'neil", "o%27neil"),
            ("a+b", "a%2Bb"),
            ("a b", "a%20b"),
            ("a&b;c", "a%26b%3Bc"),
            ("a(b)", "a%28b%29"),
            ("$value", "%24value"),
            ("...", "..."),
            (".a", ".a"),
            ("adele@contoso.com", "adele@contoso.com"),
            ("contoso.sharepoint.com,2C712604,2D2244C3", "contoso.sharepoint.com,2C712604,2D2244C3"),
            ("AAMkAGI2TG93AAA=", "AAMkAGI2TG93AAA="),
            ("19:abc@thread.v2", "19:abc@thread.v2"),
            ("root:", "root%3A"),
            (":x", "%3Ax"),
            (":", "%3A"),
            ("::a:b::", "%3A%3Aa:b%3A%3A"),
            ("é", "%C3%A9"),
            ("日本", "%E6%97%A5%E6%9C%AC"),
            ("a\0b\n\r\t", "a%00b%0A%0D%09"),
            ("\u{7f}\u{85}", "%7F%C2%85"),
        ] {
            assert_eq!(segment(text), encoded, "{text:?}");
        }
    }

    #[test]
    fn what_would_change_the_path_is_no_segment() {
        for (text, why) in [("", NoSegment::Empty), (".", NoSegment::Dots), ("..", NoSegment::Dots)] {
            assert_eq!(push_segment(&mut String::new(), text), Err(why));
        }
    }

    #[test]
    fn a_path_keeps_its_slashes_and_nothing_else() {
        for (text, encoded) in [
            ("a/b.txt", Ok("a/b.txt")),
            ("/a/b/", Ok("a/b")),
            ("a b/c#d", Ok("a%20b/c%23d")),
            ("a:/b", Ok("a%3A/b")),
            ("a/../b", Err(NoSegment::Dots)),
            ("a//b", Err(NoSegment::Empty)),
            ("", Err(NoSegment::Empty)),
            ("/", Err(NoSegment::Empty)),
        ] {
            let mut url = String::new();
            assert_eq!(push_path(&mut url, text).map(|()| url.as_str()), encoded, "{text:?}");
        }
    }

    #[test]
    fn a_quoted_literal_cannot_end_early() {
        for (text, encoded) in [
            ("o'neil", "'o%27%27neil'"),
            ("'", "'%27%27'"),
            ("", "''"),
            ("a,b=c)d(", "'a,b=c%29d%28'"),
            ("a/b?c#d+e", "'a%2Fb%3Fc%23d%2Be'"),
        ] {
            let mut url = String::new();
            push_quoted(&mut url, text);
            assert_eq!(url, encoded, "{text:?}");
        }
    }

    #[test]
    fn a_query_option_ends_where_it_should() {
        for (name, value, encoded) in [
            ("$select", "id,subject", "$select=id,subject"),
            ("$filter", "name eq 'a&b' or x eq 'c+d'", "$filter=name%20eq%20'a%26b'%20or%20x%20eq%20'c%2Bd'"),
            ("$search", "\"#a;b=c?\"", "$search=%22%23a%3Bb%3Dc%3F%22"),
            ("a&b=c", "d", "a%26b%3Dc=d"),
            ("$top", "5", "$top=5"),
        ] {
            let mut url = String::new();
            push_option(&mut url, name, value);
            assert_eq!(url, encoded);
        }
    }
}
