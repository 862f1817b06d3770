//! How far an operation is, in whichever of Graph's dialects it is said. Pure: a status and a body in, a reading out.
//!
//! One reader for all of them: the dialects differ in where they say it and in their words, and never contradict each other.
//! What is not known is no error: an unknown word is an operation that has not ended.

use bytes::Bytes;
use http::StatusCode;
use serde_json::{Map, Value};

use crate::error::{member, text_of};

/// How far an operation is. The words that Graph's services have for it are
/// [kept as sent](crate::Progress::status_text).
///
/// | state | said as, in any case |
/// | --- | --- |
/// | `NotStarted` | `notStarted`, `waiting`, `queued`, `scheduled`, `pending` |
/// | `Running` | `running`, `inProgress`, `updating`, `deletePending`; `202 Accepted` without a word |
/// | `Succeeded` | `succeeded`, `completed`, `complete`, `success`, `successful`; in part: `partiallySucceeded`, `partiallySuccessful`, `completedWithErrors`; any other success without a word |
/// | `Failed` | `failed`, `deleteFailed`, `submissionFailed`, `invalid`; an `error` without a word |
/// | `Cancelled` | `cancelled`, `canceled`, `aborted`, `abandoned`, `skipped` |
/// | `Unknown` | any other word |
///
/// Sources: [long-running actions](https://learn.microsoft.com/graph/long-running-actions-overview),
/// [teamsAsyncOperation](https://learn.microsoft.com/graph/api/resources/teamsasyncoperation),
/// [commsOperation](https://learn.microsoft.com/graph/api/resources/commsoperation), and the `…OperationStatus` types of the
/// metadata.
///
/// ```
/// use graph_action::OperationState;
///
/// assert!(OperationState::Cancelled.is_final());
/// assert!(!OperationState::Unknown.is_final());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OperationState {
    /// It waits for its turn.
    NotStarted,
    /// It is under way.
    Running,
    /// It has ended with success, all of it or a part.
    Succeeded,
    /// It has ended without success.
    Failed,
    /// It was ended by somebody.
    Cancelled,
    /// The service has a word for it that this crate does not know: it is taken to be under way.
    Unknown,
}

impl OperationState {
    /// Whether nothing more will come of the operation.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Cancelled)
    }

    /// Whether it has ended otherwise than it should have.
    #[must_use]
    pub fn is_failure(self) -> bool {
        matches!(self, Self::Failed | Self::Cancelled)
    }

    /// The state that a word stands for.
    fn of(word: &str) -> Self {
        match word.trim().to_ascii_lowercase().as_str() {
            "notstarted" | "waiting" | "queued" | "scheduled" | "pending" => Self::NotStarted,
            "running" | "inprogress" | "updating" | "deletepending" => Self::Running,
            "succeeded"
            | "completed"
            | "complete"
            | "success"
            | "successful"
            | "partiallysucceeded"
            | "partiallysuccessful"
            | "completedwitherrors" => Self::Succeeded,
            "failed" | "deletefailed" | "submissionfailed" | "invalid" => Self::Failed,
            "cancelled" | "canceled" | "aborted" | "abandoned" | "skipped" => Self::Cancelled,
            _ => Self::Unknown,
        }
    }
}

/// What one response says of an operation.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    /// How far it is.
    pub(super) state: OperationState,
    /// The word for it, as sent.
    pub(super) word: Option<String>,
    /// How much of it is done, from 0 to 100.
    pub(super) percent: Option<f64>,
    /// The id of what it makes or changes.
    pub(super) resource_id: Option<String>,
    /// Where its result can be read.
    pub(super) result: Option<String>,
    /// Where what it makes or changes can be read, where that is not its result.
    pub(super) target: Option<String>,
}

/// The members that say how much is done.
const PERCENT: [&str; 5] =
    ["percentageComplete", "percentComplete", "percentageCompleted", "percentProgress", "progress"];

impl Reading {
    /// Reads a response whose status is a success, or that redirects to the result.
    pub(super) fn of(status: StatusCode, body: &Bytes) -> Self {
        let json: Map<String, Value> = serde_json::from_slice(body).unwrap_or_default();
        let text = |name: &str| text_of(&json, name).filter(|text| !text.trim().is_empty());
        let word = word(&json);
        let state = match word.as_deref().map(OperationState::of) {
            // The redirect is the end, and `201 Created` is what was created: a status of its own is no operation's.
            Some(OperationState::Unknown) | None if status.is_redirection() || status == StatusCode::CREATED => {
                OperationState::Succeeded
            }
            Some(state) => state,
            None if member(&json, "error").is_some_and(Value::is_object) => OperationState::Failed,
            None if status == StatusCode::ACCEPTED => OperationState::Running,
            None => OperationState::Succeeded,
        };
        Self {
            state,
            percent: PERCENT.into_iter().find_map(&text).and_then(|number| percent(&number)),
            resource_id: text("resourceId").or_else(|| text("targetResourceId")),
            result: text("resourceLocation"),
            target: text("targetResourceLocation"),
            word,
        }
    }
}

/// The word for the state: the member `status`, or the `state` in it (print operations).
fn word(json: &Map<String, Value>) -> Option<String> {
    match member(json, "status")? {
        Value::String(word) => Some(word.clone()),
        Value::Object(status) => text_of(status, "state"),
        _ => None,
    }
}

/// A number from 0 to 100; OneNote sends it as text.
fn percent(number: &str) -> Option<f64> {
    let percent: f64 = number.trim().parse().ok()?;
    (0.0..=100.0).contains(&percent).then_some(percent)
}

#[cfg(test)]
mod tests {
    use OperationState::{Cancelled, Failed, NotStarted, Running, Succeeded, Unknown};

    use super::*;

    /// What a response says.
    fn read(status: u16, body: &str) -> Reading {
        Reading::of(StatusCode::from_u16(status).unwrap(), &Bytes::copy_from_slice(body.as_bytes()))
    }

    #[test]
    fn every_dialects_words_are_known_in_any_case() {
        for (words, state) in [
            (&["notStarted", "NotStarted", "NOTSTARTED", "waiting", "queued", "scheduled", "pending"][..], NotStarted),
            (&["running", "Running", "inProgress", "inprogress", "updating", "deletePending"], Running),
            (&["completed", "Completed", "complete", "succeeded", "Succeeded", "success", " completed "], Succeeded),
            (&["successful", "partiallySucceeded", "partiallySuccessful", "completedWithErrors"], Succeeded),
            (&["failed", "FAILED", "deleteFailed", "submissionFailed", "invalid"], Failed),
            (&["cancelled", "canceled", "Cancelled", "aborted", "abandoned", "skipped"], Cancelled),
            (&["unknownFutureValue", "canceling", "paused", "", "complet"], Unknown),
        ] {
            for word in words {
                for status in [200, 202] {
                    let reading = read(status, &format!(r#"{{"status": "{word}"}}"#));
                    assert_eq!(reading.state, state, "{status} {word}");
                    assert_eq!(reading.word.as_deref(), Some(*word));
                }
            }
            assert_eq!(state.is_final(), [Succeeded, Failed, Cancelled].contains(&state));
        }
    }

    #[test]
    fn without_a_word_the_status_of_http_speaks() {
        for (status, body, state) in [
            (202, "", Running),
            (202, "accepted", Running),
            (202, r#"{"percentageComplete": 100}"#, Running),
            (200, "", Succeeded),
            (200, r#"{"id": "a"}"#, Succeeded),
            (200, "[1]", Succeeded),
            (200, r#"{"status": null}"#, Succeeded),
            (200, r#"{"status": 7}"#, Succeeded),
            (201, r#"{"id": "a"}"#, Succeeded),
            (201, r#"{"status": "active"}"#, Succeeded),
            (201, r#"{"status": "notStarted"}"#, NotStarted),
            (204, "", Succeeded),
            (303, "", Succeeded),
            (303, "<a>", Succeeded),
            (302, r#"{"status": "completed"}"#, Succeeded),
            (303, r#"{"status": "failed"}"#, Failed),
            (200, r#"{"error": {"code": "x"}}"#, Failed),
            (202, r#"{"error": null}"#, Running),
            (200, r#"{"status": {"state": "running", "description": "x"}}"#, Running),
            (200, r#"{"Status": "Failed"}"#, Failed),
        ] {
            assert_eq!(read(status, body).state, state, "{status} {body}");
        }
    }

    #[test]
    fn how_much_is_done_is_a_number_by_any_name() {
        for (body, percent) in [
            (r#"{"percentageComplete": 27.8}"#, Some(27.8)),
            (r#"{"percentComplete": "50"}"#, Some(50.0)),
            (r#"{"percentageCompleted": 0}"#, Some(0.0)),
            (r#"{"percentProgress": 100}"#, Some(100.0)),
            (r#"{"progress": 1.5}"#, Some(1.5)),
            (r#"{"percentComplete": ""}"#, None),
            (r#"{"percentComplete": "half"}"#, None),
            (r#"{"percentageComplete": -1}"#, None),
            (r#"{"percentageComplete": 100.1}"#, None),
            (r#"{"percentageComplete": "NaN"}"#, None),
            (r#"{"percentageComplete": null}"#, None),
            ("{}", None),
        ] {
            assert_eq!(read(202, body).percent, percent, "{body}");
        }
    }

    #[test]
    fn a_result_and_a_target_are_two_things() {
        let reading = read(200, r#"{"status": "succeeded", "resourceLocation": "/a", "resourceId": "b"}"#);
        assert_eq!((reading.result.as_deref(), reading.resource_id.as_deref()), (Some("/a"), Some("b")));
        let reading = read(200, r#"{"targetResourceLocation": "/c", "targetResourceId": "d", "resourceLocation": ""}"#);
        assert_eq!((reading.result, reading.target.as_deref()), (None, Some("/c")));
        assert_eq!(reading.resource_id.as_deref(), Some("d"));
    }
}
