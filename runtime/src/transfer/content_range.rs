//! The header `Content-Range`, in both directions: which bytes a body holds. Pure.
//!
//! Source: [RFC 9110, section 14.4](https://www.rfc-editor.org/rfc/rfc9110#section-14.4).

/// What a response says about the bytes that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ContentRange {
    /// The first byte, and the one behind the last; none where the range asked for could not be had.
    pub(super) bytes: Option<(u64, u64)>,
    /// How many bytes the whole file has, where that is said.
    pub(super) total: Option<u64>,
}

impl ContentRange {
    /// Reads the header's value; none where it is not one of bytes, or contradicts itself.
    pub(super) fn read(value: &str) -> Option<Self> {
        let (unit, rest) = value.trim().split_once(' ')?;
        let (range, total) = rest.trim().split_once('/')?;
        if !unit.eq_ignore_ascii_case("bytes") {
            return None;
        }
        let total = match total.trim() {
            "*" => None,
            total => Some(number(total)?),
        };
        let bytes = match range.trim() {
            "*" => None,
            range => {
                let (first, last) = range.split_once('-')?;
                let (first, end) = (number(first)?, number(last)?.checked_add(1)?);
                (first < end && total.is_none_or(|total| end <= total)).then_some(())?;
                Some((first, end))
            }
        };
        Some(Self { bytes, total })
    }
}

/// A number of digits alone.
pub(super) fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_range_of_bytes_is_none() {
        let read = |value| ContentRange::read(value).map(|range| (range.bytes, range.total));
        for (value, range) in [
            ("bytes 0-9/10", Some((Some((0, 10)), Some(10)))),
            ("bytes 5-9/*", Some((Some((5, 10)), None))),
            (" Bytes  5-5/10 ", Some((Some((5, 6)), Some(10)))),
            ("bytes */10", Some((None, Some(10)))),
            ("bytes 5-10/10", None),
            ("bytes 5-4/10", None),
            ("bytes 0-18446744073709551615/*", None),
            ("bytes +0-9/10", None),
            ("bytes -9/10", None),
            ("bytes 0-/10", None),
            ("lines 0-9/10", None),
            ("bytes 0-9", None),
            ("0-9/10", None),
            ("", None),
        ] {
            assert_eq!(read(value), range, "{value}");
        }
    }
}
