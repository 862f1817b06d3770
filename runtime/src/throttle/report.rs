//! What an answer says about throttling: how long to rest, what for, and how near the limit is.

use std::fmt;
use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, StatusCode};

use super::{GateRequest, Scope};

/// The longest hold: what a mistaken `Retry-After` of years does must end without a restart.
const LONGEST_HOLD: Duration = Duration::from_hours(24);

/// How much of a limit is used.
static LIMIT_PERCENTAGE: HeaderName = HeaderName::from_static("x-ms-throttle-limit-percentage");
/// What a request cost.
static RESOURCE_UNIT: HeaderName = HeaderName::from_static("x-ms-resource-unit");
/// What was throttled.
static THROTTLE_SCOPE: HeaderName = HeaderName::from_static("x-ms-throttle-scope");

/// How a try was answered, for a [`ThrottleGate`](super::ThrottleGate).
///
/// Source: the response headers in the [limits of the identity service](https://learn.microsoft.com/graph/throttling-limits).
///
/// ```
/// use std::time::Duration;
/// use graph_action::http::{HeaderMap, HeaderValue, Method, StatusCode};
/// use graph_action::throttle::{GateRequest, Report};
///
/// let mut headers = HeaderMap::new();
/// headers.insert("Retry-After", HeaderValue::from_static("2.128"));
/// headers.insert("x-ms-throttle-scope", HeaderValue::from_static("Tenant_Application/ReadWrite/0a1b2c3d/6f1d2c3b"));
/// let report = Report::new(StatusCode::TOO_MANY_REQUESTS, &headers);
///
/// let request = GateRequest::new(&Method::GET, "/v1.0/users/57dab8b1", Duration::from_secs(180));
/// let (scope, rest) = report.hold(&request).unwrap();
/// assert_eq!((scope.as_str(), rest), ("directory", Duration::from_secs_f64(2.128)));
/// ```
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// The status.
    status: StatusCode,
    /// The headers, which are read when they are asked for: most answers say nothing.
    headers: &'a HeaderMap,
}

impl<'a> Report<'a> {
    /// The report of an answer with this status and these headers.
    #[must_use]
    pub fn new(status: StatusCode, headers: &'a HeaderMap) -> Self {
        Self { status, headers }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// How long the service asks to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        crate::client::retry_after(self.headers, SystemTime::now())
    }

    /// How much of its limit the app has used, where the service says so, which it does above 0.8: `1.0` is all of it
    /// (`x-ms-throttle-limit-percentage`).
    #[must_use]
    pub fn limit_percentage(&self) -> Option<f64> {
        self.header(&LIMIT_PERCENTAGE)?.parse().ok().filter(|share: &f64| share.is_finite())
    }

    /// What the request cost, in resource units of the identity service (`x-ms-resource-unit`).
    #[must_use]
    pub fn resource_units(&self) -> Option<u32> {
        self.header(&RESOURCE_UNIT)?.parse().ok()
    }

    /// What was throttled, in the service's words (`x-ms-throttle-scope`).
    #[must_use]
    pub fn throttle_scope(&self) -> Option<ThrottleScope<'a>> {
        self.header(&THROTTLE_SCOPE).map(|text| ThrottleScope { text })
    }

    /// What is to rest, and how long, where the service asks for it: with 429, 509 or 503 and a `Retry-After`.
    ///
    /// It is what the service names in `x-ms-throttle-scope`, or else the mailbox, or else the service that the request was
    /// for. More than a day is taken for a day.
    #[must_use]
    pub fn hold(&self, request: &GateRequest<'_>) -> Option<(Scope, Duration)> {
        if !matches!(self.status.as_u16(), 429 | 503 | 509) {
            return None;
        }
        let rest = self.retry_after().filter(|rest| !rest.is_zero())?;
        Some((self.scope(request), rest.min(LONGEST_HOLD)))
    }

    /// What the answer is about.
    #[must_use]
    pub fn scope(&self, request: &GateRequest<'_>) -> Scope {
        let named = self.throttle_scope();
        let access = named.map(|named| named.limit().to_ascii_lowercase());
        // A limit of reads that a write has met says nothing that could be believed.
        let is_of_access = match access.as_deref() {
            Some("read") => request.reads(),
            Some("write") => !request.reads(),
            _ => false,
        };
        let is_narrow = match named.map(|named| named.scope().to_ascii_lowercase()).as_deref() {
            Some("user") => request.is_for_user(),
            Some("resource" | "mailbox") => true,
            Some("tenant" | "application" | "tenant_application") => false,
            _ => request.is_for_mailbox(),
        };
        let narrow = if is_narrow { request.narrow(is_of_access) } else { None };
        narrow.unwrap_or_else(|| request.wide(is_of_access))
    }

    /// A header as text.
    fn header(&self, name: &HeaderName) -> Option<&'a str> {
        self.headers.get(name)?.to_str().ok().map(str::trim)
    }
}

impl fmt::Debug for Report<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Report")
            .field("status", &self.status)
            .field("retry_after", &self.retry_after())
            .field("limit_percentage", &self.limit_percentage())
            .field("resource_units", &self.resource_units())
            .field("throttle_scope", &self.throttle_scope())
            .finish_non_exhaustive()
    }
}

/// The parts of `x-ms-throttle-scope`: `Tenant_Application/ReadWrite/<app id>/<tenant id>`. A part that is not there is empty.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ThrottleScope<'a> {
    /// The whole.
    text: &'a str,
}

impl<'a> ThrottleScope<'a> {
    /// What the limit is counted by: `Tenant_Application`, `Tenant`, `Application`, `User`.
    #[must_use]
    pub fn scope(&self) -> &'a str {
        self.part(0)
    }

    /// Which requests it counts: `Read`, `Write`, `ReadWrite`.
    #[must_use]
    pub fn limit(&self) -> &'a str {
        self.part(1)
    }

    /// The app.
    #[must_use]
    pub fn app_id(&self) -> &'a str {
        self.part(2)
    }

    /// The tenant, user or resource.
    #[must_use]
    pub fn subject(&self) -> &'a str {
        self.part(3)
    }

    /// One part.
    fn part(&self, index: usize) -> &'a str {
        self.text.splitn(4, '/').nth(index).unwrap_or_default()
    }
}

/// Without the ids.
impl fmt::Debug for ThrottleScope<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ThrottleScope({}/{}/…)", self.scope(), self.limit())
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderValue, Method};

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)));
        pairs.collect()
    }

    /// What rests after a 429.
    fn held(method: &Method, path: &str, scope: Option<&'static str>) -> String {
        let mut headers = headers(&[("retry-after", "1")]);
        if let Some(scope) = scope {
            headers.insert("x-ms-throttle-scope", HeaderValue::from_static(scope));
        }
        let request = GateRequest::new(method, path, Duration::ZERO);
        let report = Report::new(StatusCode::TOO_MANY_REQUESTS, &headers);
        report.hold(&request).unwrap().0.as_str().to_owned()
    }

    #[test]
    fn a_hold_is_of_what_the_service_names_or_of_the_mailbox_or_of_the_service() {
        for (path, scope, get, post) in [
            ("/v1.0/me/messages", None, "outlook/me", "outlook/me"),
            ("/v1.0/users/A/messages", None, "outlook/users/a", "outlook/users/a"),
            ("/v1.0/users/A", None, "directory", "directory"),
            ("/v1.0/teams/A/channels", None, "teams", "teams"),
            ("/v1.0/reports/x", None, "reports", "reports"),
            ("/v1.0/users/A", Some("Tenant_Application/ReadWrite/a/t"), "directory", "directory"),
            ("/v1.0/users/A", Some("Tenant_Application/Read/a/t"), "directory:read", "directory"),
            ("/v1.0/users/A", Some("tenant/Write/a/t"), "directory", "directory:write"),
            ("/v1.0/users/A/messages", Some("Application/ReadWrite/a/t"), "outlook", "outlook"),
            ("/v1.0/users/A", Some("User/Read/a/u"), "directory/users/a:read", "directory/users/a"),
            ("/v1.0/teams/A", Some("User/ReadWrite/a/u"), "teams", "teams"),
            ("/v1.0/teams/A", Some("Resource/ReadWrite/a/r"), "teams/teams/a", "teams/teams/a"),
            ("/v1.0/teams", Some("Resource/ReadWrite/a/r"), "teams", "teams"),
            ("/v1.0/users/A/messages", Some("Something"), "outlook/users/a", "outlook/users/a"),
            ("/v1.0/users/A", Some(""), "directory", "directory"),
        ] {
            assert_eq!(held(&Method::GET, path, scope), get, "{path} {scope:?}");
            assert_eq!(held(&Method::POST, path, scope), post, "{path} {scope:?}");
        }
    }

    #[test]
    fn nothing_rests_unless_the_service_says_how_long() {
        let request = GateRequest::new(&Method::GET, "/v1.0/me", Duration::ZERO);
        for (status, retry_after, rest) in [
            (429, Some("2.5"), Some(2.5)),
            (509, Some("1"), Some(1.0)),
            (503, Some("1"), Some(1.0)),
            (429, Some("1e9"), Some(86400.0)),
            (429, Some("0"), None),
            (429, None, None),
            (503, None, None),
            (504, Some("1"), None),
            (202, Some("1"), None),
        ] {
            let headers = retry_after.map(|value| headers(&[("retry-after", value)])).unwrap_or_default();
            let report = Report::new(StatusCode::from_u16(status).unwrap(), &headers);
            let hold = report.hold(&request).map(|(_, rest)| rest);
            assert_eq!(hold, rest.map(Duration::from_secs_f64), "{status} {retry_after:?}");
        }
    }

    #[test]
    fn headers_that_make_no_sense_say_nothing() {
        for (percentage, units, read) in
            [("0.85", "3", (Some(0.85), Some(3))), ("NaN", "-1", (None, None)), ("much", "", (None, None))]
        {
            let headers = headers(&[("x-ms-throttle-limit-percentage", percentage), ("x-ms-resource-unit", units)]);
            let report = Report::new(StatusCode::OK, &headers);
            assert_eq!((report.limit_percentage(), report.resource_units()), read);
        }
    }

    #[test]
    fn no_id_is_shown() {
        let headers = headers(&[("x-ms-throttle-scope", "User/Read/the-app/the-user")]);
        let report = Report::new(StatusCode::OK, &headers);
        let named = report.throttle_scope().unwrap();
        assert_eq!((named.app_id(), named.subject()), ("the-app", "the-user"));
        assert!(!format!("{report:?}").contains("the-"), "{report:?}");
    }
}
