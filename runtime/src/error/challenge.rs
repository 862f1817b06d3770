//! What a service asks for in `WWW-Authenticate`: the parameters of its challenges. Nothing here answers one.
//!
//! Sources: [RFC 9110, section 11.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1), and
//! [claims challenges](https://learn.microsoft.com/entra/identity-platform/claims-challenge).

use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;

/// The claims that a challenge asks for, as sent.
pub(super) fn claims(headers: &HeaderMap) -> Option<String> {
    values(headers).find_map(|value| parameter(value, "claims"))
}

/// The claims request that a service answers a token with whose claims are not enough, as JSON. Nothing, where it is none that
/// a login service could be asked with.
pub(crate) fn insufficient_claims(headers: &HeaderMap) -> Option<String> {
    let mut challenges = values(headers);
    let claims = challenges.find_map(|value| {
        let error = parameter(value, "error")?;
        parameter(value, "claims").filter(|_| error.eq_ignore_ascii_case("insufficient_claims"))
    })?;
    let json = String::from_utf8(crate::base64_text::decode(&claims).ok()?).ok()?;
    serde_json::from_str::<serde_json::Map<_, _>>(&json).ok().map(|_| json)
}

/// The header's values.
fn values(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers.get_all(WWW_AUTHENTICATE).iter().filter_map(|value| value.to_str().ok())
}

/// The first parameter of this name in any of a value's challenges, if it says anything. What stands in quotes is no name.
fn parameter(value: &str, name: &str) -> Option<String> {
    let mut rest = value;
    while let Some((before, behind)) = rest.split_once('=') {
        let is_it = before.rsplit([' ', ',', '\t']).find(|word| !word.is_empty())?.eq_ignore_ascii_case(name);
        let (text, next) = if let Some(quoted) = behind.trim_start().strip_prefix('"') {
            unquoted(quoted)?
        } else {
            let end = behind.find([',', ' ']).unwrap_or(behind.len());
            let (token, next) = behind.split_at_checked(end)?;
            (token.to_owned(), next)
        };
        if is_it {
            return (!text.is_empty()).then_some(text);
        }
        rest = next;
    }
    None
}

/// A quoted text, behind its first quote, and what follows it; nothing where its end is missing.
fn unquoted(quoted: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((text, quoted.get(at + 1..)?)),
            '\\' => text.extend(characters.next().map(|(_, escaped)| escaped)),
            _ => text.push(character),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(values: &[&str]) -> HeaderMap {
        values.iter().map(|value| (WWW_AUTHENTICATE, value.parse().unwrap())).collect()
    }

    #[test]
    fn parameters_are_found_wherever_they_stand() {
        for (value, error) in [
            (r#"Bearer realm="", error="a", claims="b""#, Some("a")),
            (r#"Bearer error="a""#, Some("a")),
            ("Bearer error=a, claims=b", Some("a")),
            (r#"Basic realm="x", Bearer realm="",ERROR="a""#, Some("a")),
            (r#"Bearer error= "a \"b\" c""#, Some(r#"a "b" c"#)),
            (r#"Bearer error_description="no, error=x", error="a""#, Some("a")),
            (r#"Bearer error_description="error=x""#, None),
            (r#"Bearer error="""#, None),
            (r#"Bearer error="a"#, None),
            ("Bearer", None),
            ("Bearer =", None),
            ("=", None),
            ("", None),
        ] {
            assert_eq!(parameter(value, "error").as_deref(), error, "{value}");
        }
    }

    #[test]
    fn only_claims_that_a_login_service_could_be_asked_with_are_a_request() {
        let json = r#"{"access_token":{"nbf":{"essential":true,"value":"1"}}}"#;
        let encoded = crate::base64_text::encode(json.as_bytes());
        let challenge = |error: &str, claims: &str| {
            headers(&["Basic realm=\"x\"", &format!(r#"Bearer realm="", error="{error}", claims="{claims}""#)])
        };
        assert_eq!(insufficient_claims(&challenge("insufficient_claims", &encoded)).as_deref(), Some(json));
        let without_padding = encoded.trim_end_matches('=');
        assert_eq!(insufficient_claims(&challenge("insufficient_claims", without_padding)).as_deref(), Some(json));
        assert_eq!(claims(&challenge("anything", "e30=")).as_deref(), Some("e30="));
        for (error, claims) in [
            ("invalid_token", &*encoded),
            ("insufficient_claims", ""),
            ("insufficient_claims", "%%%"),
            ("insufficient_claims", "W10="),
        ] {
            assert_eq!(insufficient_claims(&challenge(error, claims)), None, "{error} {claims}");
        }
        assert_eq!(insufficient_claims(&HeaderMap::new()), None);
    }
}
