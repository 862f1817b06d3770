//! jiff's types.
//!
//! A `Timestamp`, a date and a time of day have OData's form in serde, and stand in a URL as they are; [`Edm`](super::Edm)
//! around a point or time reads what jiff is too strict for. Durations need the wrapper: serde writes a span's weeks, which
//! OData has no unit for, and a `SignedDuration` reads no days.

use std::borrow::Cow;

use ::jiff::civil::{Date, Time};
use ::jiff::fmt::temporal::SpanParser;
use ::jiff::{SignedDuration, Span, Timestamp};

use super::{EdmValue, as_it_is, clock, duration};

as_it_is! {
    Timestamp => |time| time.to_string();
    Date => |date| date.to_string();
    Time => |time| time.to_string();
}

/// Reads a span; further digits than nanoseconds have are dropped.
pub(super) fn span(text: &str) -> Result<Span, Cow<'static, str>> {
    SpanParser::new().parse_span(clock::nine_digits(text)).map_err(|error| error.to_string().into())
}

#[diagnostic::do_not_recommend]
impl EdmValue for Timestamp {
    const EXPECTED: &'static str = "an Edm.DateTimeOffset";

    fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
        clock::instant(text).parse().map_err(|error: ::jiff::Error| error.to_string().into())
    }

    fn text(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

#[diagnostic::do_not_recommend]
impl EdmValue for Time {
    const EXPECTED: &'static str = "an Edm.TimeOfDay";

    fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
        clock::time_of_day(text).parse().map_err(|error: ::jiff::Error| error.to_string().into())
    }

    fn text(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

#[diagnostic::do_not_recommend]
impl EdmValue for SignedDuration {
    const EXPECTED: &'static str = duration::EXPECTED;
    const PREFIX: &'static str = duration::PREFIX;

    fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
        let (seconds, nanos) = duration::read(text)?.parts()?;
        Ok(Self::new(seconds, nanos))
    }

    fn text(&self) -> Cow<'_, str> {
        duration::Length::signed(self.as_secs(), self.subsec_nanos()).text().into()
    }
}

/// A span keeps its units, and may have years and months, which Graph uses here and there although OData has none.
#[diagnostic::do_not_recommend]
impl EdmValue for Span {
    const EXPECTED: &'static str = duration::EXPECTED;
    const PREFIX: &'static str = duration::PREFIX;

    fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
        span(text)
    }

    fn text(&self) -> Cow<'_, str> {
        // OData has no weeks; a span of more days than it can say keeps them.
        let days = i64::from(self.get_weeks()) * 7 + i64::from(self.get_days());
        self.try_weeks(0).and_then(|span| span.try_days(days)).unwrap_or(*self).to_string().into()
    }
}

#[cfg(test)]
mod tests {
    use ::jiff::civil::{Date, Time};
    use ::jiff::{SignedDuration, Span, Timestamp};

    use super::super::Edm;
    use super::super::tests::{reads, refuses, round_trips, writes};
    use crate::request::{Literal, LiteralText, PathValue};

    #[test]
    fn jiffs_own_form_is_odatas() {
        let time: Timestamp = serde_json::from_str(r#""2026-01-02T03:04:05.1234567+00:00""#).unwrap();
        assert_eq!(serde_json::to_string(&time).unwrap(), r#""2026-01-02T03:04:05.1234567Z""#);
        assert_eq!(time.literal(), Some(LiteralText::Bare("2026-01-02T03:04:05.1234567Z".into())));
        let date: Date = serde_json::from_str(r#""2026-01-02""#).unwrap();
        assert_eq!(
            (serde_json::to_string(&date).unwrap(), date.path_text()),
            (r#""2026-01-02""#.into(), "2026-01-02".into())
        );
        let time: Time = serde_json::from_str(r#""23:59""#).unwrap();
        assert_eq!(
            (serde_json::to_string(&time).unwrap(), time.path_text()),
            (r#""23:59:00""#.into(), "23:59:00".into())
        );
    }

    #[test]
    fn points_and_times_are_read_as_loosely_as_odata_has_them() {
        let time = Timestamp::new(1_767_323_045, 0).unwrap();
        round_trips(time, "2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z");
        reads(r#""2026-01-02T03:04:05.000000000999Z""#, time);
        reads(r#""2026-01-02T05:04:05+02:00""#, time);
        reads(r#""2026-01-02T03:04Z""#, Timestamp::new(1_767_323_040, 0).unwrap());
        reads(r#""23:59:01.000000000999""#, Time::new(23, 59, 1, 0).unwrap());
        refuses::<Timestamp>(r#""2026-01-02T03:04:05""#, "`2026-01-02T03:04:05` is not an Edm.DateTimeOffset");
        refuses::<Timestamp>(r#""today""#, "`today` is not an Edm.DateTimeOffset");
        refuses::<Time>(r#""24:01""#, "`24:01` is not an Edm.TimeOfDay");
    }

    #[test]
    fn durations_keep_their_sign_and_spans_their_units() {
        round_trips(SignedDuration::new(-90_000, 0), "-P1DT1H", "duration'-P1DT1H'");
        round_trips(SignedDuration::new(0, -500_000_000), "-PT0.5S", "duration'-PT0.5S'");
        refuses::<SignedDuration>(r#""P1M""#, "years and months have no fixed length");
        for (text, written) in
            [("PT36H", "PT36H"), ("P1Y2M3DT4H5M6.7S", "P1Y2M3DT4H5M6.7S"), ("P2W1D", "P15D"), ("-P1D", "-P1D")]
        {
            let span: Edm<Span> = serde_json::from_str(&format!("\"{text}\"")).unwrap();
            writes(span.0, &format!("\"{written}\""), &format!("duration'{written}'"));
        }
        refuses::<Span>(r#""an hour""#, "`an hour` is not an Edm.Duration");
    }
}
