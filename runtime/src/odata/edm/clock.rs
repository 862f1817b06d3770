//! Texts of points in time and times of day, tidied for parsers that want seconds and no more than nine digits of them.
//!
//! OData lets a time end after its minutes, and have up to twelve digits of a second; the crates are stricter.

/// A point in time with seconds, and no more than nine digits of a fraction.
pub(super) fn instant(text: &str) -> String {
    match text.split_once(['T', 't']) {
        Some((date, time)) => format!("{date}T{}", time_of_day(time)),
        // Left to the parser to refuse.
        None => text.to_owned(),
    }
}

/// A time of day with seconds, and no more than nine digits of a fraction; an offset is kept.
pub(super) fn time_of_day(text: &str) -> String {
    let end = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let (time, offset) = text.split_at(end);
    let seconds = if time.matches(':').count() == 1 { ":00" } else { "" };
    nine_digits(&format!("{time}{seconds}{offset}"))
}

/// Cuts a fraction of seconds after nine digits.
pub(super) fn nine_digits(text: &str) -> String {
    let Some((whole, rest)) = text.split_once('.') else { return text.to_owned() };
    let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, tail) = rest.split_at(end);
    format!("{whole}.{}{tail}", digits.get(..9).unwrap_or(digits))
}

#[cfg(test)]
mod tests {
    use super::{instant, time_of_day};

    #[test]
    fn seconds_are_added_and_digits_are_dropped() {
        for (text, tidy) in [
            ("2026-01-02T03:04Z", "2026-01-02T03:04:00Z"),
            ("2026-01-02T03:04+05:30", "2026-01-02T03:04:00+05:30"),
            ("2026-01-02T03:04:05.1234567Z", "2026-01-02T03:04:05.1234567Z"),
            ("2026-01-02T03:04:05.123456789012-01:00", "2026-01-02T03:04:05.123456789-01:00"),
            ("2026-01-02", "2026-01-02"),
            ("é", "é"),
        ] {
            assert_eq!(instant(text), tidy);
        }
        for (text, tidy) in [
            ("23:59", "23:59:00"),
            ("23:59:01", "23:59:01"),
            ("23:59:01.1234567890123", "23:59:01.123456789"),
            ("noon", "noon"),
        ] {
            assert_eq!(time_of_day(text), tidy);
        }
    }
}
