//! Whether a request is the answer of the sign-in, and what it says. Nothing is read or written here.

use std::borrow::Cow;

use url::form_urlencoded;

use super::page;
use crate::auth::Secret;
use crate::{Error, Result};

/// The most of the login service's words that an error repeats.
const LONGEST_WORDS: usize = 1000;

/// What a request gets, and what it says.
pub(super) struct Judged {
    /// The whole reply.
    pub(super) page: String,
    /// The code, or why there is none; nothing if it was not the answer.
    pub(super) answer: Option<Result<Secret>>,
}

/// The parameters of an answer.
#[derive(Default)]
struct Parameters<'a> {
    /// Which sign-in it answers.
    state: Option<Cow<'a, str>>,
    /// What is redeemed for tokens.
    code: Option<Cow<'a, str>>,
    /// Why there is no code.
    error: Option<Cow<'a, str>>,
    /// The same in words.
    error_description: Option<Cow<'a, str>>,
}

/// Judges a request by its head.
pub(super) fn judge(head: &str, path: &str, state: &Secret) -> Judged {
    let stray = |status, words| Judged { page: page::stray(status, words), answer: None };
    let mut line = head.lines().next().unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some("HTTP/1.1" | "HTTP/1.0"), None) =
        (line.next(), line.next(), line.next(), line.next())
    else {
        return stray("400 Bad Request", "This is no request.");
    };
    let (own, query) = target.split_once('?').unwrap_or((target, ""));
    if own != path {
        return stray("404 Not Found", "There is nothing here.");
    }
    if method != "GET" {
        return stray("405 Method Not Allowed", "The answer of a sign-in comes by GET.");
    }
    let Some(parameters) = Parameters::read(query).filter(|parameters| parameters.are_of(state)) else {
        // Any page can make a browser ask this: it must not end the sign-in.
        return stray("400 Bad Request", "This is not the answer of the sign-in that is under way.");
    };
    match parameters.outcome() {
        Ok(code) => Judged { page: page::done(), answer: Some(Ok(code)) },
        Err((code, words)) => Judged { page: page::refused(&code, &words), answer: Some(Err(refused(&code, &words))) },
    }
}

impl<'a> Parameters<'a> {
    /// Reads a query; nothing where one of them is there twice.
    fn read(query: &'a str) -> Option<Self> {
        let mut read = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let place = match &*name {
                "state" => &mut read.state,
                "code" => &mut read.code,
                "error" => &mut read.error,
                "error_description" => &mut read.error_description,
                _ => continue,
            };
            if place.replace(value).is_some() {
                return None;
            }
        }
        Some(read)
    }

    /// Whether they are of the sign-in with this `state`. How long this takes tells nothing about it.
    fn are_of(&self, state: &Secret) -> bool {
        self.state.as_ref().is_some_and(|said| {
            aws_lc_rs::constant_time::verify_slices_are_equal(said.as_bytes(), state.expose().as_bytes()).is_ok()
        })
    }

    /// The code, or error and description.
    fn outcome(self) -> Result<Secret, (String, String)> {
        match (self.error, self.code) {
            (Some(error), _) => Err((shortened(&error), shortened(&self.error_description.unwrap_or_default()))),
            (None, Some(code)) if !code.is_empty() => Ok(Secret::new(code)),
            (None, _) => Err(("no code".to_owned(), "The login service sent neither a code nor an error.".to_owned())),
        }
    }
}

/// The error of a sign-in that the login service ended.
fn refused(code: &str, words: &str) -> Error {
    let separator = if words.is_empty() { "" } else { ": " };
    Error::token(format!("the sign-in in the browser did not succeed: {code}{separator}{words}"))
}

/// The words on one line, and no more than an error should have.
fn shortened(words: &str) -> String {
    let line: String = words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The status of the reply, and the code or the error.
    fn judged(head: &str) -> (u16, Option<Result<String, String>>) {
        let Judged { page, answer } = judge(head, "/", &Secret::new("the state"));
        let status = page.split(' ').nth(1).unwrap().parse().unwrap();
        let answer =
            answer.map(|answer| answer.map(|code| code.expose().to_owned()).map_err(|error| error.to_string()));
        (status, answer)
    }

    #[test]
    fn the_answer_names_the_state_and_everything_else_ends_nothing() {
        for (head, status, code) in [
            ("GET /?code=a%2Bb+c&state=the+state HTTP/1.1\r\nHost: localhost\r\n\r\n", 200, Some("a+b c")),
            ("GET /?state=the%20state&code=x&session_state=y&iss=z HTTP/1.1\r\n\r\n", 200, Some("x")),
            ("GET /?code=x HTTP/1.1\r\n\r\n", 400, None),
            ("GET /?code=x&state= HTTP/1.1\r\n\r\n", 400, None),
            ("GET /?code=x&state=another HTTP/1.1\r\n\r\n", 400, None),
            ("GET /?code=x&state=the+statf HTTP/1.1\r\n\r\n", 400, None),
            ("GET /?code=x&code=y&state=the+state HTTP/1.1\r\n\r\n", 400, None),
            ("GET /?code=x&state=no&state=the+state HTTP/1.1\r\n\r\n", 400, None),
            ("GET /?error=access_denied&state=no HTTP/1.1\r\n\r\n", 400, None),
            ("GET / HTTP/1.1\r\n\r\n", 400, None),
            ("GET /favicon.ico HTTP/1.1\r\n\r\n", 404, None),
            ("GET /other?code=x&state=the+state HTTP/1.1\r\n\r\n", 404, None),
            ("GET http://localhost/?code=x&state=the+state HTTP/1.1\r\n\r\n", 404, None),
            ("POST /?code=x&state=the+state HTTP/1.1\r\n\r\n", 405, None),
            ("HEAD /?code=x&state=the+state HTTP/1.1\r\n\r\n", 405, None),
            ("GET /?code=x&state=the+state HTTP/2\r\n\r\n", 400, None),
            ("GET /?code=x&state=the+state\r\n\r\n", 400, None),
            ("\r\n\r\n", 400, None),
        ] {
            assert_eq!(judged(head), (status, code.map(|code| Ok(code.to_owned()))), "{head}");
        }
    }

    #[test]
    fn a_refusal_is_passed_on_on_one_line() {
        for (query, words) in [
            ("error=access_denied", "did not succeed: access_denied"),
            ("error=access_denied&error_description=AADSTS65004%3A+no%0D%0Aconsent.", ": AADSTS65004: no consent."),
            ("code=x&error=server_error", "did not succeed: server_error"),
            ("code=", "neither a code nor an error"),
            ("session_state=x", "neither a code nor an error"),
        ] {
            let (status, answer) = judged(&format!("GET /?{query}&state=the+state HTTP/1.1\r\n\r\n"));
            let error = answer.unwrap().unwrap_err();
            assert!(status == 200 && error.contains(words), "{query}: {error}");
        }
        let long = format!("GET /?error=x&error_description={}&state=the+state HTTP/1.1\r\n\r\n", "é".repeat(9000));
        assert!(judged(&long).1.unwrap().unwrap_err().chars().count() < 1100);
    }
}
