//! The two ways in which the service and the login host write the time. Both are UTC and whole seconds.

use std::{
    fmt,
    time::{SystemTime, UNIX_EPOCH},
};

/// A moment as the calendar and the clock show it.
#[derive(Clone, Copy)]
pub(crate) struct Timestamp {
    /// Days since the first of January 1970.
    days: u64,
    /// Seconds since midnight.
    seconds: u64,
}

impl Timestamp {
    /// The present; 1970 where the clock stands before that.
    pub(crate) fn now() -> Self {
        Self::at(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs())
    }

    /// So many seconds after the beginning of 1970.
    fn at(seconds: u64) -> Self {
        Self { days: seconds / 86_400, seconds: seconds % 86_400 }
    }

    /// As in `innerError`'s `date`: `2021-07-14T12:34:56`.
    pub(crate) fn graph(self) -> String {
        format!("{}T{}", self.date(), self.time())
    }

    /// As in the token endpoint's `timestamp`: `2021-07-14 12:34:56Z`.
    pub(crate) fn entra(self) -> String {
        format!("{} {}Z", self.date(), self.time())
    }

    /// The date in the proleptic Gregorian calendar. The year begins in March here, so that the leap day is its last
    /// one and the months' lengths repeat.
    fn date(self) -> impl fmt::Display {
        let days = self.days + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = era * 400 + year_of_era + u64::from(month <= 2);
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// The time of day.
    fn time(self) -> impl fmt::Display {
        let seconds = self.seconds;
        format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_graph_and_as_entra_write_it() {
        for (seconds, graph) in [
            (0, "1970-01-01T00:00:00"),
            (951_782_399, "2000-02-28T23:59:59"),
            (951_782_400, "2000-02-29T00:00:00"),
            (951_868_800, "2000-03-01T00:00:00"),
            (1_445_784_990, "2015-10-25T14:56:30"),
            (1_704_067_199, "2023-12-31T23:59:59"),
            (4_107_542_400, "2100-03-01T00:00:00"),
        ] {
            assert_eq!(Timestamp::at(seconds).graph(), graph, "{seconds}");
        }
        assert_eq!(Timestamp::at(1_445_784_990).entra(), "2015-10-25 14:56:30Z");
    }
}
