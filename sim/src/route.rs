//! From a request's path to what it names. Ids are only cut out and decoded here; whether there is such a call is for
//! `calls.rs` to say.

use std::borrow::Cow;

use http::Method;
use percent_encoding::percent_decode_str;

use crate::{error::Fault, long_running};

/// What a path names, below the version.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A call.
    Call {
        /// The call's id, as sent.
        call: String,
    },
    /// The action `cancelMediaProcessing`, bound to a call.
    CancelMediaProcessing {
        /// The call's id, as sent.
        call: String,
    },
    /// An operation of a call.
    Operation {
        /// The call's id, as sent.
        call: String,
        /// The operation's id, as sent.
        operation: String,
    },
    /// Something that begins a long-running operation which is looked at, such an operation, or what it has made.
    LongRunning(long_running::Target),
}

impl Target {
    /// The one method that it has here.
    pub(crate) fn method(&self) -> Method {
        match self {
            Self::CancelMediaProcessing { .. } => Method::POST,
            Self::Call { .. } | Self::Operation { .. } => Method::GET,
            Self::LongRunning(target) => target.method(),
        }
    }
}

/// Takes the version off a path: what is before the next `/`, and what is after it.
pub(crate) fn version(path: &str) -> Result<(&'static str, &str), Fault> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let (version, rest) = path.split_once('/').unwrap_or((path, ""));
    match version {
        "v1.0" => Ok(("v1.0", rest)),
        "beta" => Ok(("beta", rest)),
        other => Err(Fault::bad_request(format!("Invalid version: {other}"))),
    }
}

/// What a path names, the version taken off.
pub(crate) fn target(path: &str) -> Result<Target, Fault> {
    let segments = segments(path)?;
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let target = match *segments.as_slice() {
        ["communications" | "app", "calls", call] => Target::Call { call: call.to_owned() },
        [
            "communications" | "app",
            "calls",
            call,
            "cancelMediaProcessing" | "microsoft.graph.cancelMediaProcessing",
        ] => Target::CancelMediaProcessing { call: call.to_owned() },
        ["communications" | "app", "calls", call, "operations", operation] => {
            Target::Operation { call: call.to_owned(), operation: operation.to_owned() }
        }
        ref other => match long_running::target(other) {
            Some(target) => Target::LongRunning(target),
            None => return Err(Fault::unknown_segment(stray(other))),
        },
    };
    Ok(target)
}

/// The first segment that leads nowhere; the last one where the path merely ends too early.
fn stray<'a>(segments: &[&'a str]) -> &'a str {
    match *segments {
        [root, ..] if !matches!(root, "communications" | "app") => root,
        [_, collection, ..] if collection != "calls" => collection,
        [_, _, _, member, ..] if member != "operations" => member,
        [.., last] => last,
        [] => "",
    }
}

/// The segments, decoded one by one so that an encoded `/` stays within its own, and a key in parentheses made a
/// segment of its own, as OData has it.
fn segments(path: &str) -> Result<Vec<String>, Fault> {
    let mut segments = Vec::new();
    for encoded in path.split('/') {
        let decoded = percent_decode_str(encoded).decode_utf8();
        let segment: Cow<'_, str> = decoded.map_err(|_| Fault::bad_request("Malformed request URL."))?;
        if segment.is_empty() {
            return Err(Fault::unknown_segment(""));
        }
        match parenthesized(&segment) {
            Some((name, key)) => segments.extend([name.to_owned(), key.replace("''", "'")]),
            None => segments.push(segment.into_owned()),
        }
    }
    Ok(segments)
}

/// The name and the still quoted key of `name('key')`.
fn parenthesized(segment: &str) -> Option<(&str, &str)> {
    segment.strip_suffix("')")?.split_once("('").filter(|(name, key)| !name.is_empty() && !key.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The call of this id.
    fn call(call: &str) -> Target {
        Target::Call { call: call.to_owned() }
    }

    /// The action on the call of this id.
    fn cancel(call: &str) -> Target {
        Target::CancelMediaProcessing { call: call.to_owned() }
    }

    #[test]
    fn a_path_names_a_call_its_action_or_its_operation() {
        let operation = Target::Operation { call: "a".to_owned(), operation: "b".to_owned() };
        for (path, expected) in [
            ("communications/calls/a", call("a")),
            ("app/calls/a", call("a")),
            ("communications/calls/a%2Fb", call("a/b")),
            ("communications/calls/%C3%A9", call("é")),
            ("communications/calls('a')", call("a")),
            ("communications/calls(%27it''s%27)", call("it's")),
            ("communications/calls/a/cancelMediaProcessing", cancel("a")),
            ("app/calls/a/cancelMediaProcessing", cancel("a")),
            ("communications/calls('a')/microsoft.graph.cancelMediaProcessing", cancel("a")),
            ("communications/calls/a/operations/b", operation),
        ] {
            assert_eq!(target(path).unwrap(), expected, "{path}");
        }
    }

    #[test]
    fn the_first_segment_that_leads_nowhere_is_named() {
        for (path, segment) in [
            ("me", "me"),
            ("me/messages", "me"),
            ("Communications/calls/a", "Communications"),
            ("communications", "communications"),
            ("communications/callz/a", "callz"),
            ("communications/calls", "calls"),
            ("communications/calls/", ""),
            ("communications/calls//cancelMediaProcessing", ""),
            ("communications/calls/a/cancelmediaprocessing", "cancelmediaprocessing"),
            ("communications/calls/a/operations", "operations"),
            ("communications/calls/a/operations/b/c", "c"),
            ("communications/calls/a/cancelMediaProcessing/b", "cancelMediaProcessing"),
            ("", ""),
        ] {
            let message = target(path).unwrap_err().message;
            assert_eq!(message, format!("Resource not found for the segment '{segment}'."), "{path}");
        }
    }

    #[test]
    fn a_path_that_is_not_utf_8_is_refused() {
        assert_eq!(target("communications/calls/%FF").unwrap_err().message, "Malformed request URL.");
    }

    #[test]
    fn the_version_is_one_of_two() {
        assert_eq!(version("/v1.0/a/b").unwrap(), ("v1.0", "a/b"));
        assert_eq!(version("/beta/a").unwrap(), ("beta", "a"));
        assert_eq!(version("/beta").unwrap(), ("beta", ""));
        for unknown in ["/v2.0/a", "/communications/calls/a", "/", "/V1.0/a", "//v1.0/a"] {
            assert!(version(unknown).unwrap_err().message.starts_with("Invalid version: "), "{unknown}");
        }
    }
}
