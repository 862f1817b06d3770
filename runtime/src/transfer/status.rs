//! How far an upload session is, as the service says it: members in either case, ranges with an end or without.
//!
//! Read as leniently as can be. The same JSON may hold the session's URL, and an error of what does not fit would show it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::content_range::number;

/// How far an upload session is.
///
/// ```
/// use graph_action::transfer::UploadStatus;
///
/// let status: UploadStatus = serde_json::from_str(
///     r#"{"ExpirationDateTime": "2026-01-29T09:21:55.523Z", "NextExpectedRanges": ["327680-"]}"#)?;
/// assert_eq!(status.expiration_date_time(), Some("2026-01-29T09:21:55.523Z"));
/// assert_eq!(status.next_expected_ranges(), ["327680-"]);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Source: [uploadSession](https://learn.microsoft.com/graph/api/resources/uploadsession).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadStatus {
    /// See [`Self::expiration_date_time`].
    pub(super) expiration_date_time: Option<String>,
    /// The ranges, where any were named.
    pub(super) next_expected_ranges: Option<Vec<String>>,
}

/// What a service expects next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// It does not say.
    Unsaid,
    /// Nothing.
    Nothing,
    /// The bytes from this one on, up to another one where it has those behind it already.
    From(u64, Option<u64>),
}

impl UploadStatus {
    /// Until when the session is kept: UTC, as sent, `2026-01-29T09:21:55.523Z`. Each range that arrives may put it off.
    #[must_use]
    pub fn expiration_date_time(&self) -> Option<&str> {
        self.expiration_date_time.as_deref()
    }

    /// The ranges that the service still misses, as sent: `26-`, `12345-55232`; Outlook sends the first byte alone, `26`.
    /// None where it misses nothing, or does not say.
    #[must_use]
    pub fn next_expected_ranges(&self) -> &[String] {
        self.next_expected_ranges.as_deref().unwrap_or_default()
    }

    /// The first range that the service misses.
    pub(super) fn expected(&self) -> Expected {
        match self.next_expected_ranges.as_deref() {
            None => Expected::Unsaid,
            Some([]) => Expected::Nothing,
            // Text that is no range says no more than none would: the service judges what it is sent.
            Some(ranges) => ranges
                .iter()
                .filter_map(|range| first_and_end(range))
                .min_by_key(|(first, _)| *first)
                .map_or(Expected::Unsaid, |(first, end)| Expected::From(first, end)),
        }
    }
}

/// A range's first byte, and the one behind its last.
fn first_and_end(range: &str) -> Option<(u64, Option<u64>)> {
    let (first, last) = range.split_once('-').unwrap_or((range, ""));
    let (first, last) = (number(first)?, last.trim());
    if last.is_empty() {
        return Some((first, None));
    }
    let end = number(last)?.checked_add(1)?;
    (first < end).then_some((first, Some(end)))
}

/// The members of a session or its status.
#[derive(Default)]
pub(super) struct Members {
    /// The session's URL.
    pub(super) upload_url: Option<String>,
    /// The rest.
    pub(super) expiration_date_time: Option<String>,
    /// The ranges, where any were named.
    pub(super) next_expected_ranges: Option<Vec<String>>,
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

impl<'de> Deserialize<'de> for UploadStatus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Members { expiration_date_time, next_expected_ranges, .. } = Members::deserialize(deserializer)?;
        Ok(Self { expiration_date_time, next_expected_ranges })
    }
}

/// Reads them.
struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an upload session")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Members::default();
        while let Some((name, value)) = map.next_entry::<String, Value>()? {
            match value {
                Value::String(url) if name.eq_ignore_ascii_case("uploadUrl") => members.upload_url = Some(url),
                Value::String(date) if name.eq_ignore_ascii_case("expirationDateTime") => {
                    members.expiration_date_time = Some(date);
                }
                Value::Array(ranges) if name.eq_ignore_ascii_case("nextExpectedRanges") => {
                    members.next_expected_ranges = Some(ranges.into_iter().map(range).collect());
                }
                _ => {}
            }
        }
        Ok(members)
    }
}

/// A range, which is text, or may be a number where it is the first byte alone.
fn range(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_say_what_is_missing_is_understood() {
        for (json, expected) in [
            (r#"{"nextExpectedRanges": ["0-"]}"#, Expected::From(0, None)),
            (r#"{"NextExpectedRanges": ["26-"]}"#, Expected::From(26, None)),
            (r#"{"nextExpectedRanges": ["2097152"]}"#, Expected::From(2_097_152, None)),
            (r#"{"nextExpectedRanges": [2097152]}"#, Expected::From(2_097_152, None)),
            (r#"{"nextExpectedRanges": ["72797-4533321"]}"#, Expected::From(72_797, Some(4_533_322))),
            (r#"{"nextExpectedRanges": ["77829-99375", "12345-55232"]}"#, Expected::From(12_345, Some(55_233))),
            (r#"{"nextExpectedRanges": ["soon", "7-"]}"#, Expected::From(7, None)),
            (r#"{"nextExpectedRanges": []}"#, Expected::Nothing),
            (r#"{"nextExpectedRanges": null}"#, Expected::Unsaid),
            (r#"{"nextExpectedRanges": ["soon"]}"#, Expected::Unsaid),
            (r#"{"nextExpectedRanges": ["9-3"]}"#, Expected::Unsaid),
            (r#"{"nextExpectedRanges": ["99999999999999999999-"]}"#, Expected::Unsaid),
            (r#"{"id": "01NKD", "size": 128}"#, Expected::Unsaid),
            ("{}", Expected::Unsaid),
        ] {
            let status: UploadStatus = serde_json::from_str(json).unwrap();
            assert_eq!(status.expected(), expected, "{json}");
        }
    }
}
