//! Which bytes a download still needs, and whether an answer holds them. Pure: headers in, a part or a reason out.

#[cfg(test)]
mod tests;

use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, ETAG, HeaderName, IF_RANGE, RANGE};
use http::{HeaderMap, HeaderValue, Request, StatusCode};

use super::content_range::{ContentRange, number};
use super::etag;
use crate::response::Origin;

/// What is asked for, and how much of it is there.
pub(super) struct Plan {
    /// The action's request, for all of the file.
    request: Request<Bytes>,
    /// What it answers.
    origin: Origin,
    /// The byte that the download began with.
    start: u64,
    /// The byte that is needed next.
    position: u64,
    /// The byte behind the last one that is wanted; none for all.
    wanted_end: Option<u64>,
    /// The tag of the file that the bytes are of.
    etag: Option<String>,
    /// Whether the tag was given, and not read off the first answer.
    is_expected: bool,
    /// How many bytes the whole file has.
    total: Option<u64>,
}

/// Where the body of an answer stands in the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// How many of its first bytes are there already, or not wanted.
    pub(super) skip: u64,
    /// The byte of the file behind its last one, where that is known.
    pub(super) end: Option<u64>,
}

/// Why an answer is not what was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Mismatch {
    /// It is of another file than the bytes that are there.
    Changed(String),
    /// It holds other bytes than it should.
    Misfit(String),
}

impl Plan {
    /// All that a request asks for.
    pub(super) fn new(request: Request<Bytes>, origin: Origin) -> Self {
        Self { request, origin, start: 0, position: 0, wanted_end: None, etag: None, is_expected: false, total: None }
    }

    /// Only these bytes.
    pub(super) fn with_range(self, start: u64, wanted_end: Option<u64>) -> Self {
        Self { start, position: start, wanted_end, ..self }
    }

    /// Only of the file with this tag.
    pub(super) fn with_etag(self, etag: String) -> Self {
        Self { etag: Some(etag), is_expected: true, ..self }
    }

    /// What the request answers.
    pub(super) fn origin(&self) -> &Origin {
        &self.origin
    }

    /// See [`Downloading::position`](super::Downloading::position).
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// See [`Downloading::etag`](super::Downloading::etag).
    pub(super) fn etag(&self) -> Option<&str> {
        self.etag.as_deref()
    }

    /// See [`Downloading::total`](super::Downloading::total).
    pub(super) fn total(&self) -> Option<u64> {
        self.total
    }

    /// So many more bytes are there.
    pub(super) fn advance(&mut self, bytes: u64) {
        self.position += bytes;
    }

    /// The byte behind the last one that is wanted, as far as it is known.
    pub(super) fn end(&self) -> Option<u64> {
        match (self.wanted_end, self.total) {
            (Some(wanted), Some(total)) => Some(wanted.min(total)),
            (wanted, total) => wanted.or(total),
        }
    }

    /// Whether nothing more is needed.
    pub(super) fn is_complete(&self) -> bool {
        self.end() == Some(self.position)
    }

    /// Whether a body that was not cut has brought all that is needed: one of unknown length ends where the file does.
    pub(super) fn is_completed_by(&self, part: &Part) -> bool {
        self.is_complete() || (part.end.is_none() && part.skip == 0 && self.total.is_none())
    }

    /// Whether the rest can be asked for such that it is sure to fit: nothing is there that it would have to fit, or the tag
    /// names exact bytes.
    pub(super) fn is_resumable(&self) -> bool {
        self.position == self.start || self.strong_etag().is_some()
    }

    /// The tag, where it names exact bytes.
    fn strong_etag(&self) -> Option<&str> {
        self.etag().filter(|tag| etag::is_strong(tag))
    }

    /// The request for what is needed.
    pub(super) fn request(&self) -> Request<Bytes> {
        let mut request = self.request.clone();
        // Positions count the bytes of the file, and not those of a compressed one.
        request.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        if !self.asks_for_part() {
            return request;
        }
        let first = self.position;
        let range = match self.wanted_end {
            Some(end) => format!("bytes={first}-{}", end.saturating_sub(1)),
            None => format!("bytes={first}-"),
        };
        let headers = [(RANGE, Some(range)), (IF_RANGE, self.strong_etag().map(str::to_owned))];
        for (name, value) in headers {
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
                request.headers_mut().insert(name, value);
            }
        }
        request
    }

    /// Whether the request is for less than all.
    fn asks_for_part(&self) -> bool {
        self.position > 0 || self.wanted_end.is_some()
    }

    /// Takes an answer in whose status is a success: what of the file it holds.
    pub(super) fn answer(&mut self, status: StatusCode, headers: &HeaderMap) -> Result<Part, Mismatch> {
        let is_part = status == StatusCode::PARTIAL_CONTENT;
        if self.position == self.start {
            // An earlier answer of which nothing was handed on binds nobody.
            self.total = None;
            self.etag = self.etag.take().filter(|_| self.is_expected);
        }
        // Another file's length would be no news, so the tag comes first.
        self.compare_etag(text(headers, &ETAG), is_part)?;
        let (part, total) = if is_part { self.part(headers)? } else { self.whole(headers)? };
        match (self.total, total) {
            (Some(before), Some(now)) if before != now => {
                return Err(Mismatch::Changed(format!("the file has {now} bytes now, and had {before} before")));
            }
            (before, now) => self.total = before.or(now),
        }
        Ok(part)
    }

    /// Takes in that the range cannot be had: whether that is because nothing is missing.
    pub(super) fn is_at_end(&self, headers: &HeaderMap) -> bool {
        let total = text(headers, &CONTENT_RANGE).and_then(ContentRange::read).and_then(|range| range.total);
        let is_same = match (self.etag(), text(headers, &ETAG)) {
            (Some(before), Some(now)) => etag::is_same(before, now),
            _ => true,
        };
        total == Some(self.position) && is_same
    }

    /// Compares the tag of an answer with that of the bytes that are there.
    fn compare_etag(&mut self, now: Option<&str>, is_part: bool) -> Result<(), Mismatch> {
        match (self.etag(), now) {
            (Some(before), Some(now)) if !etag::is_same(before, now) => {
                Err(Mismatch::Changed(format!("its ETag is {now} now, and was {before}")))
            }
            // With `If-Range` a part is one of the file that was named, even where it is not named again.
            (Some(_), None) if is_part && self.strong_etag().is_some() => Ok(()),
            (Some(before), None) => {
                Err(Mismatch::Changed(format!("the answer has no ETag, and may be of another file than {before}")))
            }
            (_, now) => {
                self.etag = now.map(str::to_owned);
                Ok(())
            }
        }
    }

    /// An answer that is a part of the file, and how much the whole is.
    fn part(&self, headers: &HeaderMap) -> Result<(Part, Option<u64>), Mismatch> {
        let sent = text(headers, &CONTENT_RANGE).unwrap_or("(none)");
        let position = self.position;
        let misfit = |why: &str| Err(Mismatch::Misfit(format!("{why}: Content-Range is {sent}")));
        match ContentRange::read(sent) {
            Some(ContentRange { bytes: Some((first, end)), total }) if first == position => {
                if self.wanted_end.is_some_and(|wanted| end > wanted) {
                    return misfit("it holds more bytes than were asked for");
                }
                if length(headers).is_some_and(|length| length != end - first) {
                    return misfit("its length contradicts its range");
                }
                Ok((Part { skip: 0, end: Some(end) }, total))
            }
            Some(ContentRange { bytes: Some(_), .. }) => misfit(&format!("it does not begin with byte {position}")),
            _ => misfit("it does not say which bytes it holds"),
        }
    }

    /// An answer that is all of the file, whatever was asked for.
    fn whole(&self, headers: &HeaderMap) -> Result<(Part, Option<u64>), Mismatch> {
        let total = length(headers);
        match total {
            Some(total) if total < self.position => Err(Mismatch::Misfit(format!(
                "the file has {total} bytes only, and none from byte {} on",
                self.position
            ))),
            _ => Ok((Part { skip: self.position, end: total }, total)),
        }
    }
}

/// A header as text.
pub(super) fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// How long a body is to be.
fn length(headers: &HeaderMap) -> Option<u64> {
    number(text(headers, &CONTENT_LENGTH)?)
}

impl std::fmt::Debug for Plan {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { origin, position, wanted_end, etag, total, .. } = self;
        formatter
            .debug_struct("Plan")
            .field("path", &origin.path)
            .field("position", position)
            .field("wanted_end", wanted_end)
            .field("etag", etag)
            .field("total", total)
            .finish_non_exhaustive()
    }
}
