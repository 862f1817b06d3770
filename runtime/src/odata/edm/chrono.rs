//! chrono's types.
//!
//! A point in time, a date and a time of day have OData's form in serde, and stand in a URL as they are;
//! [`Edm`](super::Edm) around a point reads one without seconds, too (and around a time, whatever the version of chrono).
//! A `TimeDelta` is two numbers in serde: it needs the wrapper.

use std::borrow::Cow;

use ::chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SecondsFormat, TimeDelta, Utc};

use super::{EdmValue, as_it_is, clock, duration};

as_it_is! {
    DateTime<Utc> => |time| time.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    DateTime<FixedOffset> => |time| time.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    NaiveDate => |date| date.to_string();
    NaiveTime => |time| time.to_string();
}

/// What chrono reads from a text, or what it says of it.
fn read<T: std::str::FromStr<Err = ::chrono::ParseError>>(text: &str) -> Result<T, Cow<'static, str>> {
    text.parse().map_err(|error: ::chrono::ParseError| error.to_string().into())
}

#[diagnostic::do_not_recommend]
impl EdmValue for DateTime<Utc> {
    const EXPECTED: &'static str = "an Edm.DateTimeOffset";

    fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
        DateTime::<FixedOffset>::from_text(text).map(|time| time.to_utc())
    }

    fn text(&self) -> Cow<'_, str> {
        self.to_rfc3339_opts(SecondsFormat::AutoSi, true).into()
    }
}

#[diagnostic::do_not_recommend]
impl EdmValue for DateTime<FixedOffset> {
    const EXPECTED: &'static str = "an Edm.DateTimeOffset";

    fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
        read(&clock::instant(text))
    }

    fn text(&self) -> Cow<'_, str> {
        self.to_rfc3339_opts(SecondsFormat::AutoSi, true).into()
    }
}

#[diagnostic::do_not_recommend]
impl EdmValue for NaiveTime {
    const EXPECTED: &'static str = "an Edm.TimeOfDay";

    fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
        read(&clock::time_of_day(text))
    }

    fn text(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

#[diagnostic::do_not_recommend]
impl EdmValue for TimeDelta {
    const EXPECTED: &'static str = duration::EXPECTED;
    const PREFIX: &'static str = duration::PREFIX;

    fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
        let (seconds, nanos) = duration::read(text)?.parts()?;
        Self::try_seconds(seconds)
            .and_then(|whole| whole.checked_add(&Self::nanoseconds(nanos.into())))
            .ok_or_else(|| duration::TOO_LONG.into())
    }

    fn text(&self) -> Cow<'_, str> {
        duration::Length::signed(self.num_seconds(), self.subsec_nanos()).text().into()
    }
}

#[cfg(test)]
mod tests {
    use ::chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};

    use super::super::tests::{reads, refuses, round_trips};
    use crate::request::{Literal, LiteralText, PathValue};

    #[test]
    fn chronos_own_form_is_odatas() {
        for (text, written) in [
            ("2026-01-02T03:04:05.1234567Z", "2026-01-02T03:04:05.123456700Z"),
            ("2026-01-02T03:04:05+00:00", "2026-01-02T03:04:05Z"),
            ("2026-01-02T03:04:05.123456789012Z", "2026-01-02T03:04:05.123456789Z"),
        ] {
            let time: DateTime<Utc> = serde_json::from_str(&format!("\"{text}\"")).unwrap();
            assert_eq!(serde_json::to_string(&time).unwrap(), format!("\"{written}\""));
            assert_eq!(time.literal(), Some(LiteralText::Bare(written.into())));
        }
        let time: DateTime<FixedOffset> = serde_json::from_str(r#""2026-01-02T03:04:05+02:00""#).unwrap();
        assert_eq!(serde_json::to_string(&time).unwrap(), r#""2026-01-02T03:04:05+02:00""#);
        assert_eq!(time.path_text(), "2026-01-02T03:04:05+02:00");
        let date: NaiveDate = serde_json::from_str(r#""2026-01-02""#).unwrap();
        assert_eq!(serde_json::to_string(&date).unwrap(), r#""2026-01-02""#);
        assert_eq!(date.path_text(), "2026-01-02");
        let time: NaiveTime = serde_json::from_str(r#""23:59:00""#).unwrap();
        assert_eq!(serde_json::to_string(&time).unwrap(), r#""23:59:00""#);
        assert_eq!(time.path_text(), "23:59:00");
    }

    #[test]
    fn points_and_times_are_read_without_seconds() {
        let time = DateTime::<Utc>::from_timestamp(1_767_323_040, 0).unwrap();
        round_trips(time, "2026-01-02T03:04:00Z", "2026-01-02T03:04:00Z");
        reads(r#""2026-01-02T05:04+02:00""#, time);
        let time = DateTime::parse_from_rfc3339("2026-01-02T03:04:00-08:00").unwrap();
        round_trips(time, "2026-01-02T03:04:00-08:00", "2026-01-02T03:04:00-08:00");
        round_trips(NaiveTime::from_hms_opt(8, 30, 0).unwrap(), "08:30:00", "08:30:00");
        reads(r#""08:30""#, NaiveTime::from_hms_opt(8, 30, 0).unwrap());
        reads(r#""08:30:00.0000000""#, NaiveTime::from_hms_opt(8, 30, 0).unwrap());
        refuses::<DateTime<Utc>>(r#""today""#, "`today` is not an Edm.DateTimeOffset");
        refuses::<DateTime<FixedOffset>>(r#""2026-01-02T03:04:05""#, "is not an Edm.DateTimeOffset");
        refuses::<NaiveTime>(r#""25:00""#, "`25:00` is not an Edm.TimeOfDay");
    }

    #[test]
    fn deltas_are_durations_with_a_sign() {
        round_trips(TimeDelta::seconds(90_000), "P1DT1H", "duration'P1DT1H'");
        round_trips(TimeDelta::milliseconds(-1500), "-PT1.5S", "duration'-PT1.5S'");
        round_trips(TimeDelta::milliseconds(-500), "-PT0.5S", "duration'-PT0.5S'");
        refuses::<TimeDelta>(r#""P1Y""#, "years and months have no fixed length");
        refuses::<TimeDelta>(r#""PT9223372036854775807S""#, "`PT9223372036854775807S` is not an Edm.Duration");
    }
}
