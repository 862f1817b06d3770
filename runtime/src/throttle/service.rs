//! Which of Graph's services a path leads to, and whose data there: limits are counted by service, and often by holder.
//!
//! Pure, on borrowed slices, since every request comes by here. What is not known is its first segment's own service: two
//! services taken for one would hold back what was not throttled.
//!
//! Source: the lists of resources in the [limits of each service](https://learn.microsoft.com/graph/throttling-limits).

/// Where a path leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// The service: `outlook`, `directory`, or the first segment, as it is written in the path.
    pub(super) service: &'a str,
    /// Whose data it is, where the path names one.
    pub(super) holder: Option<Holder<'a>>,
    /// Whether it is a mailbox, which takes few requests at once.
    pub(super) is_mailbox: bool,
}

/// A user, a group, a team, a site: what a path begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Holder<'a> {
    /// The collection, or `me`.
    pub(super) collection: &'a str,
    /// The key as it is written in the path; nothing for `me`.
    pub(super) key: &'a str,
}

impl Holder<'_> {
    /// Whether it is a user.
    pub(super) fn is_user(self) -> bool {
        self.collection.eq_ignore_ascii_case("me") || self.collection.eq_ignore_ascii_case("users")
    }
}

/// What a user's mailbox holds, by the segment behind the user.
const MAILBOX: [&str; 22] = [
    "messages",
    "events",
    "mailFolders",
    "calendar",
    "calendarView",
    "calendars",
    "calendarGroups",
    "contacts",
    "contactFolders",
    "sendMail",
    "outlook",
    "todo",
    "people",
    "mailboxSettings",
    "inferenceClassification",
    "findMeetingTimes",
    "getMailTips",
    "reminderView",
    "translateExchangeIds",
    "findRooms",
    "findRoomLists",
    "convertId",
];

/// What a group's mailbox holds, by the segment behind the group.
const GROUP_MAILBOX: [&str; 5] = ["conversations", "threads", "events", "calendar", "calendarView"];

/// The service of a segment behind a user, a group or a site; the directory, or the site's own, where it is none of these.
const BEHIND: [(&str, &str); 17] = [
    ("drive", "files"),
    ("drives", "files"),
    ("followedSites", "files"),
    ("sites", "files"),
    ("lists", "files"),
    ("chats", "teams"),
    ("joinedTeams", "teams"),
    ("team", "teams"),
    ("teamwork", "teams"),
    ("onlineMeetings", "communications"),
    ("presence", "communications"),
    ("onenote", "onenote"),
    ("planner", "planner"),
    ("insights", "insights"),
    ("activities", "activities"),
    ("managedDevices", "deviceManagement"),
    ("employeeExperience", "employeeExperience"),
];

/// The service of a first segment, where several have one.
const FIRST: [(&str, &str); 28] = [
    ("me", "directory"),
    ("users", "directory"),
    ("groups", "directory"),
    ("applications", "directory"),
    ("servicePrincipals", "directory"),
    ("directoryObjects", "directory"),
    ("directoryRoles", "directory"),
    ("directoryRoleTemplates", "directory"),
    ("directory", "directory"),
    ("administrativeUnits", "directory"),
    ("contacts", "directory"),
    ("contracts", "directory"),
    ("devices", "directory"),
    ("domains", "directory"),
    ("organization", "directory"),
    ("oauth2PermissionGrants", "directory"),
    ("subscribedSkus", "directory"),
    ("groupSettings", "directory"),
    ("drive", "files"),
    ("drives", "files"),
    ("sites", "files"),
    ("shares", "files"),
    ("teams", "teams"),
    ("chats", "teams"),
    ("teamwork", "teams"),
    ("appCatalogs", "teams"),
    ("app", "communications"),
    ("communications", "communications"),
];

impl<'a> Place<'a> {
    /// Whether a path leads to a mailbox. Most do not, which their first segment tells.
    pub(super) fn is_mailbox(path: &'a str) -> bool {
        let (first, _) = split_key(Segments::below_version(path).0);
        let may_be = ["me", "users", "groups", "solutions"].iter().any(|name| name.eq_ignore_ascii_case(first));
        may_be && Self::of(path).is_mailbox
    }

    /// Where a path below the service root leads, its version included or not.
    pub(super) fn of(path: &'a str) -> Self {
        let (first, mut segments) = Segments::below_version(path);
        let (first, key) = split_key(first);
        let is = |name: &str| first.eq_ignore_ascii_case(name);
        if is("me") {
            return Self::behind(Holder { collection: first, key: "" }, segments.next(), &MAILBOX);
        }
        if is("solutions") {
            return Self::bookings(segments);
        }
        let Some(key) = key.or_else(|| segments.next()) else {
            return Self { service: service(first), holder: None, is_mailbox: false };
        };
        let holder = Holder { collection: first, key };
        match () {
            () if is("users") => Self::behind(holder, segments.next(), &MAILBOX),
            () if is("groups") => Self::behind(holder, segments.next(), &GROUP_MAILBOX),
            () if is("sites") => Self::behind(holder, segments.next(), &[]),
            () => Self { service: service(first), holder: Some(holder), is_mailbox: false },
        }
    }

    /// The part of a holder that the next segment names.
    fn behind(holder: Holder<'a>, next: Option<&'a str>, mailbox: &[&str]) -> Self {
        let holder_of = |service, is_mailbox| Self { service, holder: Some(holder), is_mailbox };
        let Some(next) = next.map(|next| split_key(next).0) else {
            return holder_of(service(holder.collection), false);
        };
        let next = next.strip_prefix("microsoft.graph.").unwrap_or(next);
        if mailbox.iter().any(|name| name.eq_ignore_ascii_case(next)) {
            return holder_of("outlook", true);
        }
        holder_of(find(&BEHIND, next).unwrap_or_else(|| service(holder.collection)), false)
    }

    /// A booking business is a mailbox, too.
    fn bookings(mut segments: impl Iterator<Item = &'a str>) -> Self {
        let Some((collection, key)) = segments.next().map(split_key) else {
            return Self { service: "solutions", holder: None, is_mailbox: false };
        };
        let key = key.or_else(|| segments.next());
        let is_mailbox = collection.eq_ignore_ascii_case("bookingBusinesses") && key.is_some();
        Self { service: collection, holder: key.map(|key| Holder { collection, key }), is_mailbox }
    }
}

/// The segments of a path, empty ones left out.
struct Segments<'a>(&'a str);

impl<'a> Segments<'a> {
    /// The first segment behind the version, if there is one, and those behind it.
    fn below_version(path: &'a str) -> (&'a str, Self) {
        let mut segments = Self(path);
        let first = segments.next().unwrap_or_default();
        let first = if is_version(first) { segments.next().unwrap_or_default() } else { first };
        (first, segments)
    }
}

impl<'a> Iterator for Segments<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        // Segments are short: a plain loop is faster than a search that is made for long texts.
        let start = self.0.bytes().position(|byte| byte != b'/')?;
        let rest = self.0.get(start..)?;
        let end = rest.bytes().position(|byte| byte == b'/').unwrap_or(rest.len());
        let (segment, rest) = rest.split_at_checked(end)?;
        self.0 = rest;
        Some(segment)
    }
}

/// Whether a first segment is the API's version.
fn is_version(segment: &str) -> bool {
    let digit = segment.strip_prefix(['v', 'V']).and_then(|rest| rest.bytes().next());
    digit.is_some_and(|digit| digit.is_ascii_digit()) || segment.eq_ignore_ascii_case("beta")
}

/// The service of a first segment.
fn service(first: &str) -> &str {
    find(&FIRST, first).unwrap_or(first)
}

/// The service that a table has for a segment.
fn find(table: &[(&str, &'static str)], segment: &str) -> Option<&'static str> {
    table.iter().find(|(name, _)| name.eq_ignore_ascii_case(segment)).map(|(_, service)| *service)
}

/// A segment's name, and the key that it has in parentheses.
fn split_key(segment: &str) -> (&str, Option<&str>) {
    let open = segment.bytes().position(|byte| byte == b'(');
    match open.and_then(|open| segment.split_at_checked(open)) {
        Some((name, key)) => (name, Some(key.trim_start_matches('(').trim_end_matches(')'))),
        None => (segment, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_a_service_and_perhaps_to_a_mailbox() {
        for (path, service, holder, is_mailbox) in [
            ("/v1.0/me/messages", "outlook", Some(("me", "")), true),
            ("/beta/ME/Events/a/accept", "outlook", Some(("ME", "")), true),
            ("/v1.0/users/a%40b/mailFolders/c/messages", "outlook", Some(("users", "a%40b")), true),
            ("/v1.0/users('a')/calendarView/delta", "outlook", Some(("users", "'a'")), true),
            ("/v1.0/me/reminderView(startDateTime='a',endDateTime='b')", "outlook", Some(("me", "")), true),
            ("/v1.0/me/microsoft.graph.sendMail", "outlook", Some(("me", "")), true),
            ("/v1.0/groups/a/threads/b", "outlook", Some(("groups", "a")), true),
            ("/v1.0/groups/a/messages", "directory", Some(("groups", "a")), false),
            (
                "/v1.0/solutions/bookingBusinesses/a/services",
                "bookingBusinesses",
                Some(("bookingBusinesses", "a")),
                true,
            ),
            ("/v1.0/solutions/bookingBusinesses", "bookingBusinesses", None, false),
            ("/v1.0/solutions", "solutions", None, false),
            ("/v1.0/users", "directory", None, false),
            ("/v1.0/users/a", "directory", Some(("users", "a")), false),
            ("/v1.0/users/a/memberOf", "directory", Some(("users", "a")), false),
            ("/v1.0/users/a/drive/root", "files", Some(("users", "a")), false),
            ("/v1.0/me/chats", "teams", Some(("me", "")), false),
            ("/v1.0/me", "directory", Some(("me", "")), false),
            ("/v1.0/sites/a/onenote", "onenote", Some(("sites", "a")), false),
            ("/v1.0/sites/a/lists/b", "files", Some(("sites", "a")), false),
            ("/v1.0/communications/calls/a", "communications", Some(("communications", "calls")), false),
            ("/v1.0/contacts/a", "directory", Some(("contacts", "a")), false),
            ("/v1.0/$batch", "$batch", None, false),
            ("/reports/getA(period='D7')", "reports", Some(("reports", "getA(period='D7')")), false),
            ("//v1.0//me//messages/", "outlook", Some(("me", "")), true),
            ("/v1.0", "", None, false),
            ("", "", None, false),
        ] {
            let holder = holder.map(|(collection, key)| Holder { collection, key });
            assert_eq!(Place::of(path), Place { service, holder, is_mailbox }, "{path}");
            assert_eq!(Place::is_mailbox(path), is_mailbox, "{path}");
        }
    }
}
