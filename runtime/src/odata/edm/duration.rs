//! `Edm.Duration`: its text as seconds and nanoseconds, and `std::time::Duration`.
//!
//! With the feature `jiff`, jiff reads the text; without it a small reader does, so that no program pays for a crate of
//! dates in order to read a length of time. Both are held to one table of tests; jiff stops at some twenty thousand years.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::time::Duration;

use super::EdmValue;

/// What the types for durations are called in errors.
pub(super) const EXPECTED: &str = "an Edm.Duration";
/// What stands before a duration in a URL.
pub(super) const PREFIX: &str = "duration";
/// The seconds of a day: an `Edm.Duration` knows no other length.
const DAY: u64 = 86_400;

/// A length of time, split as every crate can take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Length {
    /// Whether it is less than nothing.
    pub(super) negative: bool,
    /// Whole seconds.
    pub(super) seconds: u64,
    /// What is left, less than a second.
    pub(super) nanos: u32,
}

impl Length {
    /// From signed parts, of which both have the same sign.
    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    pub(super) fn signed(seconds: i64, nanos: i32) -> Self {
        Self { negative: seconds < 0 || nanos < 0, seconds: seconds.unsigned_abs(), nanos: nanos.unsigned_abs() }
    }

    /// The seconds and nanoseconds, both with the sign; none if a crate with 64 bits for it cannot say it.
    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    pub(super) fn parts(self) -> Result<(i64, i32), Cow<'static, str>> {
        let nanos = i32::try_from(self.nanos).map_err(|_| TOO_LONG)?;
        if self.negative {
            Ok((0_i64.checked_sub_unsigned(self.seconds).ok_or(TOO_LONG)?, -nanos))
        } else {
            Ok((i64::try_from(self.seconds).map_err(|_| TOO_LONG)?, nanos))
        }
    }

    /// The text: days, hours, minutes and seconds, each where there is one.
    pub(super) fn text(self) -> String {
        let mut text = String::from(if self.negative { "-P" } else { "P" });
        let (days, rest) = (self.seconds / DAY, self.seconds % DAY);
        let (hours, minutes, seconds) = (rest / 3600, rest / 60 % 60, rest % 60);
        push(&mut text, days, 'D');
        if rest > 0 || self.nanos > 0 || days == 0 {
            text.push('T');
        }
        push(&mut text, hours, 'H');
        push(&mut text, minutes, 'M');
        if self.nanos > 0 {
            let digits = format!("{:09}", self.nanos);
            // Writing to a string does not fail.
            _ = write!(text, "{seconds}.{}S", digits.trim_end_matches('0'));
        } else if seconds > 0 || self.seconds == 0 {
            _ = write!(text, "{seconds}S");
        }
        text
    }
}

/// Appends a number and its unit, unless it is nothing.
fn push(text: &mut String, number: u64, unit: char) {
    if number > 0 {
        _ = write!(text, "{number}{unit}");
    }
}

/// Why a duration with years or months is refused.
const NO_LENGTH: &str = "years and months have no fixed length";
/// What the text must look like.
const SHAPE: &str = "it must be like P1DT2H3M4.5S";
/// Why a long duration is refused.
pub(super) const TOO_LONG: &str = "it is too long";

/// Reads a duration with jiff.
#[cfg(feature = "jiff")]
pub(super) fn read(text: &str) -> Result<Length, Cow<'static, str>> {
    // jiff reads more than OData allows: small letters, a plus, a decimal comma, and fractions of hours.
    let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'-' | b'.'));
    if !plain || (text.contains('.') && !text.ends_with('S')) {
        return Err(SHAPE.into());
    }
    let span = super::jiff::span(text)?;
    if span.get_years() != 0 || span.get_months() != 0 {
        return Err(NO_LENGTH.into());
    }
    let length = span.to_duration(::jiff::SpanRelativeTo::days_are_24_hours()).map_err(|_| TOO_LONG)?;
    Ok(Length::signed(length.as_secs(), length.subsec_nanos()))
}

/// Reads a duration.
#[cfg(not(feature = "jiff"))]
pub(super) use reader::read;

/// The reader without jiff.
#[cfg(not(feature = "jiff"))]
mod reader {
    use std::borrow::Cow;

    use super::{DAY, Length, NO_LENGTH, SHAPE, TOO_LONG};

    /// The units before the `T`, with their seconds; those of no fixed length have none.
    const DATE: [(u8, u64); 4] = [(b'Y', 0), (b'M', 0), (b'W', 7 * DAY), (b'D', DAY)];
    /// The units behind the `T`.
    const TIME: [(u8, u64); 3] = [(b'H', 3600), (b'M', 60), (b'S', 1)];

    /// Reads a duration.
    pub(in super::super) fn read(text: &str) -> Result<Length, Cow<'static, str>> {
        let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let rest = rest.strip_prefix('P').ok_or(SHAPE)?;
        let (date, time) = rest.split_once('T').map_or((rest, None), |(date, time)| (date, Some(time)));
        if time.unwrap_or(date).is_empty() {
            return Err(SHAPE.into());
        }
        let mut length = Length { negative, seconds: 0, nanos: 0 };
        add(&mut length, date, &DATE)?;
        add(&mut length, time.unwrap_or_default(), &TIME)?;
        Ok(length)
    }

    /// Adds up numbers with their units, which come in order and once each.
    fn add(length: &mut Length, mut text: &str, units: &[(u8, u64)]) -> Result<(), Cow<'static, str>> {
        let mut units = units.iter();
        while let Some(end) = text.find(|letter: char| letter.is_ascii_alphabetic()) {
            let (number, tail) = text.split_at(end);
            let unit = tail.bytes().next();
            let &(name, seconds) = units.find(|(name, _)| Some(*name) == unit).ok_or(SHAPE)?;
            let whole = match number.split_once('.') {
                Some((whole, fraction)) if name == b'S' => {
                    length.nanos = nanos(fraction)?;
                    whole
                }
                _ => number,
            };
            let count = digits(whole)?;
            if seconds == 0 && count != 0 {
                return Err(NO_LENGTH.into());
            }
            let more = count.checked_mul(seconds).ok_or(TOO_LONG)?;
            length.seconds = length.seconds.checked_add(more).ok_or(TOO_LONG)?;
            text = tail.get(1..).unwrap_or_default();
        }
        if text.is_empty() { Ok(()) } else { Err(SHAPE.into()) }
    }

    /// A whole number, without the sign that Rust would read.
    fn digits(text: &str) -> Result<u64, Cow<'static, str>> {
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(SHAPE.into());
        }
        text.parse().map_err(|_| TOO_LONG.into())
    }

    /// The nanoseconds of a fraction; further digits are dropped.
    fn nanos(fraction: &str) -> Result<u32, Cow<'static, str>> {
        if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(SHAPE.into());
        }
        let padded = format!("{fraction:0<9}");
        padded.get(..9).and_then(|nine| nine.parse().ok()).ok_or_else(|| SHAPE.into())
    }
}

#[diagnostic::do_not_recommend]
impl EdmValue for Duration {
    const EXPECTED: &'static str = EXPECTED;
    const PREFIX: &'static str = PREFIX;

    fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
        let length = read(text)?;
        if length.negative && (length.seconds, length.nanos) != (0, 0) {
            return Err("it is negative, which a std::time::Duration cannot be".into());
        }
        Ok(Self::new(length.seconds, length.nanos))
    }

    fn text(&self) -> Cow<'_, str> {
        Length { negative: false, seconds: self.as_secs(), nanos: self.subsec_nanos() }.text().into()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::Edm;
    use super::super::tests::{reads, refuses, round_trips};
    use super::{DAY, read};

    #[test]
    fn durations_are_read_and_written() {
        for (text, seconds, nanos) in [
            ("PT0S", 0, 0),
            ("PT1H", 3600, 0),
            ("PT8H30M", 30_600, 0),
            ("P1D", DAY, 0),
            ("P1DT2H3M4.5S", 93_784, 500_000_000),
            ("PT0.000000001S", 0, 1),
            ("P30DT1S", 30 * DAY + 1, 0),
        ] {
            round_trips(Duration::new(seconds, nanos), text, &format!("duration'{text}'"));
        }
        for (text, seconds, nanos) in [
            ("PT36H", 129_600, 0),
            ("PT90M", 5400, 0),
            ("P2W", 14 * DAY, 0),
            ("P0D", 0, 0),
            ("-PT0S", 0, 0),
            ("PT1.123456789012S", 1, 123_456_789),
            ("P0Y0M1DT0S", DAY, 0),
        ] {
            reads(&format!("\"{text}\""), Duration::new(seconds, nanos));
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        // Every size up to what jiff reads, around each power of two, where digits and units change.
        for seconds in (0..39).flat_map(|power| [(1_u64 << power) - 1, 1 << power, (1 << power) + 59]) {
            for nanos in [0, 1, 999_999_999, 120_000_000] {
                let length = Duration::new(seconds, nanos);
                assert_eq!(Edm(length).to_string().parse(), Ok(Edm(length)));
            }
        }
    }

    #[test]
    fn what_is_no_duration_is_refused_by_name() {
        for (text, why) in [
            ("P1Y", "years and months have no fixed length"),
            ("P2M", "years and months have no fixed length"),
            ("-PT1H", "it is negative"),
            ("", ""),
            ("P", ""),
            ("PT", ""),
            ("P1DT", ""),
            ("1H", ""),
            ("PT1", ""),
            ("PTH", ""),
            ("PT1M1H", ""),
            ("PT1H1H", ""),
            ("P1H", ""),
            ("PT+1H", ""),
            ("PT.S", ""),
            ("P1.5D", ""),
            ("PT99999999999999999999S", ""),
            ("pt1h", ""),
            ("+PT1H", ""),
            ("PT1.5H", ""),
            ("PT1,5S", ""),
            ("1 hour", ""),
            ("é", ""),
        ] {
            refuses::<Duration>(&format!("\"{text}\""), &format!("`{text}` is not an Edm.Duration: {why}"));
        }
        refuses::<Duration>("3600", "the number `3600` is not an Edm.Duration");
        assert!(read("-PT1S").unwrap().negative);
    }
}
