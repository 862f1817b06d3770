//! The pages that a person sees in the browser behind a sign-in: whole replies, with no script and nothing to load.
//!
//! What the login service said is shown as text only.

use std::fmt::Write as _;

/// The sign-in has come to its end.
pub(super) fn done() -> String {
    reply("200 OK", "You have signed in", "The program goes on by itself. You may close this page.", "")
}

/// The login service refused.
pub(super) fn refused(code: &str, words: &str) -> String {
    let detail = if words.is_empty() { code.to_owned() } else { format!("{code}: {words}") };
    reply("200 OK", "You have not signed in", "The program has been told why. You may close this page.", &detail)
}

/// Nothing to do with a sign-in.
pub(super) fn stray(status: &str, words: &str) -> String {
    reply(status, "Not the answer of a sign-in", words, "")
}

/// A whole reply. The address of the page may have a code in it, so that nothing is to keep it or pass it on.
fn reply(status: &str, title: &str, words: &str, detail: &str) -> String {
    let mut html = String::with_capacity(512);
    let _ = write!(
        html,
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title><h1>{title}</h1><p>{words}</p>"
    );
    if !detail.is_empty() {
        html.push_str("<pre>");
        push_escaped(&mut html, detail);
        html.push_str("</pre>");
    }
    let length = html.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n\
         Connection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n\
         X-Content-Type-Options: nosniff\r\nContent-Security-Policy: default-src 'none'\r\n\r\n{html}"
    )
}

/// Text as text in HTML.
fn push_escaped(html: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_service_said_is_text() {
        let page = refused("<script>", "a & b \"c\" 'd' </pre>");
        let html = page.split_once("\r\n\r\n").unwrap().1;
        assert!(html.contains("<pre>&lt;script&gt;: a &amp; b &quot;c&quot; &#39;d&#39; &lt;/pre&gt;</pre>"), "{html}");
    }

    #[test]
    fn the_length_is_that_of_the_body_and_the_address_goes_nowhere() {
        for page in [done(), refused("é", "ü"), stray("404 Not Found", "Nothing.")] {
            let (head, body) = page.split_once("\r\n\r\n").unwrap();
            assert!(head.contains(&format!("Content-Length: {}\r\n", body.len())), "{head}");
            assert!(head.contains("no-referrer") && head.contains("no-store"), "{head}");
        }
    }
}
