//! What the answer to a range says: whether the upload has ended, goes on, or is over for good. Pure.
//!
//! Source: [upload bytes to the upload session](https://learn.microsoft.com/graph/api/driveitem-createuploadsession#upload-bytes-to-the-upload-session)
//! and, for Outlook, [attach large files](https://learn.microsoft.com/graph/outlook-large-attachments).

use bytes::Bytes;
use http::StatusCode;

use super::status::{Expected, UploadStatus};

/// What an answer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// All bytes are there, and this is what became of them.
    Finished,
    /// The range was taken; this is expected next.
    Taken(Expected),
    /// The service expects other bytes, and has to be asked which.
    Misplaced,
    /// Something went wrong that may go well later; the range may have arrived.
    Unsure,
    /// The session is no more.
    Gone,
    /// Anything else: the upload cannot go on.
    Refused,
}

/// Judges the answer to a range. A throttled one does not come so far, unless it is to end the upload.
pub(super) fn judge(status: StatusCode, asks_to_wait: bool, body: &Bytes) -> Verdict {
    match status.as_u16() {
        // Outlook's 200 means that more is expected, a drive's that all is done: the body tells.
        200 | 201 => match expected(body) {
            Expected::From(first, end) => Verdict::Taken(Expected::From(first, end)),
            Expected::Unsaid | Expected::Nothing => Verdict::Finished,
        },
        202 => Verdict::Taken(expected(body)),
        200..=299 => Verdict::Finished,
        404 | 410 => Verdict::Gone,
        416 => Verdict::Misplaced,
        // With advice it was not taken, and the pipeline has been as patient as it may.
        503 if asks_to_wait => Verdict::Refused,
        500 | 502 | 503 | 504 => Verdict::Unsure,
        _ => Verdict::Refused,
    }
}

/// What a body says is expected next; what is no session's status says nothing.
pub(super) fn expected(body: &[u8]) -> Expected {
    serde_json::from_slice(body).map_or(Expected::Unsaid, |status: UploadStatus| status.expected())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_answer_says_how_the_upload_goes_on() {
        let from = |first| Verdict::Taken(Expected::From(first, None));
        for (status, waits, body, verdict) in [
            (202, false, r#"{"expirationDateTime": "z", "nextExpectedRanges": ["26-"]}"#, from(26)),
            (202, false, "", Verdict::Taken(Expected::Unsaid)),
            (202, false, r#"{"nextExpectedRanges": []}"#, Verdict::Taken(Expected::Nothing)),
            (200, false, r#"{"ExpirationDateTime": "z", "NextExpectedRanges": ["2097152"]}"#, from(2_097_152)),
            (200, false, r#"{"id": "01NKD", "size": 128}"#, Verdict::Finished),
            (201, false, r#"{"id": "01NKD", "size": 128}"#, Verdict::Finished),
            (201, false, "", Verdict::Finished),
            (204, false, "", Verdict::Finished),
            (404, false, "", Verdict::Gone),
            (410, false, "", Verdict::Gone),
            (416, false, "", Verdict::Misplaced),
            (500, true, "", Verdict::Unsure),
            (502, false, "<h1>", Verdict::Unsure),
            (503, false, "", Verdict::Unsure),
            (503, true, "", Verdict::Refused),
            (504, false, "", Verdict::Unsure),
            (507, false, "", Verdict::Refused),
            (429, true, "", Verdict::Refused),
            (409, false, "", Verdict::Refused),
            (401, false, "", Verdict::Refused),
            (302, false, "", Verdict::Refused),
        ] {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(judge(status, waits, &Bytes::from(body)), verdict, "{status} {body}");
        }
    }
}
