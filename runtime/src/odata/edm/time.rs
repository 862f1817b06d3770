//! time's types, whose own serde form is a list of numbers: each needs the wrapper.
//!
//! They are written by hand rather than by time's formatter, which fails where a year is negative or an offset has
//! seconds, and which would be more to build.

use std::borrow::Cow;

use ::time::error::Parse;
use ::time::format_description::well_known::{Iso8601, Rfc3339};
use ::time::{Date, Duration, OffsetDateTime, Time, UtcOffset};

use super::{EdmValue, clock, duration};

/// What time said of a text.
fn why(error: Parse) -> Cow<'static, str> {
    error.to_string().into()
}

/// The text of a date.
fn date_text(date: Date) -> String {
    let (sign, year) = (if date.year() < 0 { "-" } else { "" }, date.year().unsigned_abs());
    format!("{sign}{year:04}-{:02}-{:02}", u8::from(date.month()), date.day())
}

/// The text of a time of day, with as much of a fraction as there is.
fn time_text(time: Time) -> String {
    let (hour, minute, second, nanos) = time.as_hms_nano();
    let text = format!("{hour:02}:{minute:02}:{second:02}.{nanos:09}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[diagnostic::do_not_recommend]
impl EdmValue for OffsetDateTime {
    const EXPECTED: &'static str = "an Edm.DateTimeOffset";

    fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
        Self::parse(&clock::instant(text), &Rfc3339).map_err(why)
    }

    fn text(&self) -> Cow<'_, str> {
        // An offset in OData has no seconds; the point in time is the same in another one.
        let (time, offset) = match self.offset().as_hms() {
            (_, _, 0) => (*self, self.offset()),
            _ => (self.to_offset(UtcOffset::UTC), UtcOffset::UTC),
        };
        let text = format!("{}T{}", date_text(time.date()), time_text(time.time()));
        if offset.is_utc() {
            return format!("{text}Z").into();
        }
        let (hours, minutes, _) = offset.as_hms();
        let sign = if offset.is_negative() { '-' } else { '+' };
        format!("{text}{sign}{:02}:{:02}", hours.unsigned_abs(), minutes.unsigned_abs()).into()
    }
}

#[diagnostic::do_not_recommend]
impl EdmValue for Date {
    const EXPECTED: &'static str = "an Edm.Date";

    fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
        Self::parse(text, &Iso8601::DATE).map_err(why)
    }

    fn text(&self) -> Cow<'_, str> {
        date_text(*self).into()
    }
}

#[diagnostic::do_not_recommend]
impl EdmValue for Time {
    const EXPECTED: &'static str = "an Edm.TimeOfDay";

    fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
        Self::parse(&clock::time_of_day(text), &Iso8601::TIME).map_err(why)
    }

    fn text(&self) -> Cow<'_, str> {
        time_text(*self).into()
    }
}

#[diagnostic::do_not_recommend]
impl EdmValue for Duration {
    const EXPECTED: &'static str = duration::EXPECTED;
    const PREFIX: &'static str = duration::PREFIX;

    fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
        let (seconds, nanos) = duration::read(text)?.parts()?;
        Ok(Self::new(seconds, nanos))
    }

    fn text(&self) -> Cow<'_, str> {
        duration::Length::signed(self.whole_seconds(), self.subsec_nanoseconds()).text().into()
    }
}

#[cfg(test)]
mod tests {
    use ::time::{Date, Duration, Month, OffsetDateTime, Time, UtcOffset};

    use super::super::tests::{reads, refuses, round_trips, writes};

    #[test]
    fn points_in_time_are_rfc_3339() {
        let time = OffsetDateTime::from_unix_timestamp(1_767_323_045).unwrap();
        round_trips(time, "2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z");
        let fraction = time + Duration::nanoseconds(123_456_700);
        round_trips(fraction, "2026-01-02T03:04:05.1234567Z", "2026-01-02T03:04:05.1234567Z");
        reads(r#""2026-01-02T03:04:05.123456700999Z""#, fraction);
        reads(r#""2026-01-02T03:04Z""#, time - Duration::seconds(5));
        for (hours, minutes, seconds, text) in [
            (5, 30, 0, "2026-01-02T08:34:05+05:30"),
            (-8, 0, 0, "2026-01-01T19:04:05-08:00"),
            (0, -30, 0, "2026-01-02T02:34:05-00:30"),
        ] {
            let time = time.to_offset(UtcOffset::from_hms(hours, minutes, seconds).unwrap());
            round_trips(time, text, text);
        }
        let odd = time.to_offset(UtcOffset::from_hms(0, 53, 28).unwrap());
        writes(odd, r#""2026-01-02T03:04:05Z""#, "2026-01-02T03:04:05Z");
        refuses::<OffsetDateTime>(r#""today""#, "`today` is not an Edm.DateTimeOffset");
        refuses::<OffsetDateTime>(r#""2026-01-02T03:04:05""#, "`2026-01-02T03:04:05` is not an Edm.DateTimeOffset");
    }

    #[test]
    fn dates_and_times_are_read_and_written() {
        let date = Date::from_calendar_date(2026, Month::January, 2).unwrap();
        round_trips(date, "2026-01-02", "2026-01-02");
        round_trips(Time::from_hms(10, 30, 0).unwrap(), "10:30:00", "10:30:00");
        round_trips(Time::from_hms_nano(0, 0, 0, 500_000_000).unwrap(), "00:00:00.5", "00:00:00.5");
        reads(r#""10:30""#, Time::from_hms(10, 30, 0).unwrap());
        refuses::<Date>(r#""2026-13-01""#, "`2026-13-01` is not an Edm.Date");
        refuses::<Time>(r#""25:00""#, "`25:00` is not an Edm.TimeOfDay");
    }

    #[test]
    fn durations_keep_their_sign() {
        round_trips(Duration::seconds(90_000), "P1DT1H", "duration'P1DT1H'");
        round_trips(Duration::milliseconds(-1500), "-PT1.5S", "duration'-PT1.5S'");
        refuses::<Duration>(r#""P1Y""#, "years and months have no fixed length");
    }
}
