//! Templates that begin with a resource: enums of paths, one in another, and paths that somebody handed over.

use graph_action::{ResourcePath, graph_action, graph_path};

use crate::random::{Outcome, Random};
use crate::reader::{Fault, arguments, decoded, no_key, no_path, segments_of, unquoted, wire};

#[graph_path]
enum CalendarPath {
    #[graph("/me/calendar")]
    Mine,
    #[graph("/users/<user>/calendars('<id>')")]
    OfUser { user: String, id: String },
    #[graph("<path>")]
    Named { path: ResourcePath },
}

#[graph_path]
enum EventPath {
    #[graph("<calendar>/events/<id>")]
    InCalendar { calendar: CalendarPath, id: String },
    #[graph("/drive/root:/<path..>:")]
    ByPath { path: String },
}

#[graph_action(GET "<event>/instances(a=<a>)/<last>?b=<b>")]
struct Instances {
    event: EventPath,
    a: String,
    last: String,
    b: Option<String>,
}

#[graph_action(DELETE "<path>")]
struct Delete {
    path: ResourcePath,
}

/// What a segment must be.
enum Expected {
    /// This, as it is.
    Fixed(String),
    /// One that says this when it is decoded.
    Key(String),
    /// A key in quotes of this name.
    Quoted(&'static str, String),
}

impl Expected {
    /// Checks one segment.
    fn check(&self, sent: &str) {
        match self {
            Self::Fixed(text) => assert_eq!(sent, text),
            Self::Key(text) => assert_eq!(&decoded(sent), text),
            Self::Quoted(name, text) => {
                let [(none, literal)] = &*arguments(sent, name) else { panic!("{sent}") };
                assert_eq!((&**none, &unquoted(literal)), ("", text));
            }
        }
    }
}

/// A fixed segment.
fn fixed(text: &str) -> Expected {
    Expected::Fixed(text.to_owned())
}

/// A text that may be a resource's path: of this host, of another, of none, or anything.
fn path_text(random: &mut Random) -> String {
    let before = ["", "/", "/v1.0/", "beta/", "https://gateway.example/", "https://evil.example/v1.0/", "https://"];
    let before = before[random.below(before.len())];
    let after = ["", "me/events/", "a%2Fb/", "users('a')/"];
    let after = after[random.below(after.len())];
    // Most texts are refused; those of harmless pieces are not.
    if random.one_in(2) { format!("{before}{after}{}", random.text()) } else { format!("{before}{after}c%20d") }
}

/// Whether what is said against a path can be said of this text.
fn is_true_of(why: &str, text: &str) -> bool {
    let odd = |character: char| !character.is_ascii_graphic() || "\\\"<>^`{}|?#".contains(character);
    [
        ("is empty", true),
        ("has an empty segment", text.contains("//") || text.ends_with('/')),
        ("has a character that no path has", text.contains(odd)),
        ("has a `%` that encodes nothing", text.contains('%')),
        ("has a segment `.` or `..`", text.contains('.') || text.to_lowercase().contains("%2e")),
        ("has a user in its host", text.contains('@')),
    ]
    .into_iter()
    .any(|(reason, is_true)| is_true && why.contains(reason))
}

/// A path somebody handed over, and whether it is of another host; none where the text is refused when it is read.
fn handed_over(random: &mut Random, text: &str) -> Option<(ResourcePath, bool)> {
    let path = match text.parse::<ResourcePath>() {
        Ok(path) => path,
        Err(error) => {
            assert!(is_true_of(&error.to_string(), text), "{text:?}: {error}");
            random.tell(Outcome::Refused);
            return None;
        }
    };
    // The reader's own idea of a host: what stands between `://` and the next slash, unless the text begins with a slash.
    let host = text.split_once("://").filter(|_| !text.starts_with('/'));
    let elsewhere = host.is_some_and(|(scheme, rest)| {
        !scheme.eq_ignore_ascii_case("https")
            || !rest.split('/').next().unwrap_or_default().eq_ignore_ascii_case("gateway.example")
    });
    assert!(text.ends_with(&path.as_str()[1..]), "{text} became {path}");
    Some((path, elsewhere))
}

/// Enums of paths, one in another.
pub(crate) fn any_path_enums(random: &mut Random) {
    let mut faults: Vec<Fault> = Vec::new();
    let mut expected = Vec::new();
    let event = if random.one_in(3) {
        let path = random.key();
        faults.push(no_path("event", &path));
        expected.extend([fixed("drive"), fixed("root:")]);
        let own = segments_of(&path).into_iter().map(|segment| Expected::Key(segment.to_owned()));
        expected.extend(own);
        // The colon is the template's.
        if let Some(Expected::Key(last)) = expected.last_mut() {
            last.push(':');
        }
        EventPath::ByPath { path }
    } else {
        let calendar = match random.below(3) {
            0 => {
                expected.extend([fixed("me"), fixed("calendar")]);
                CalendarPath::Mine
            }
            1 => {
                let (user, id) = (random.key(), random.key());
                faults.extend([no_key("event", &user), no_key("event", &id).filter(|_| id.is_empty())]);
                expected.extend([fixed("users"), Expected::Key(user.clone())]);
                expected.push(Expected::Quoted("calendars", id.clone()));
                CalendarPath::OfUser { user, id }
            }
            _ => {
                let text = path_text(random);
                let Some((path, elsewhere)) = handed_over(random, &text) else { return };
                faults.push(elsewhere.then_some(("event", "is a resource of another host")));
                expected.extend(path.as_str()[1..].split('/').map(fixed));
                CalendarPath::Named { path }
            }
        };
        let id = random.key();
        faults.push(no_key("event", &id));
        expected.extend([fixed("events"), Expected::Key(id.clone())]);
        EventPath::InCalendar { calendar, id }
    };
    let (a, last, b) = (random.text(), random.key(), random.option());
    faults.push(no_key("last", &last));
    let action = Instances { event, a: a.clone(), last: last.clone(), b: b.clone() };
    let Some(mut sent) = wire(random, &action, &faults) else { return };
    assert_eq!(sent.segments.len(), expected.len() + 2, "{sent:?}");
    assert_eq!(decoded(&sent.segments.pop().unwrap()), last);
    let [(name, literal)] = &*arguments(&sent.segments.pop().unwrap(), "instances") else { panic!("{sent:?}") };
    assert_eq!((&**name, unquoted(literal)), ("a", a));
    expected.iter().zip(&sent.segments).for_each(|(expected, segment)| expected.check(segment));
    assert_eq!(sent.options, Vec::from_iter(b.map(|b| ("b".to_owned(), b))));
    assert!(sent.headers.is_empty() && sent.body.is_empty(), "{sent:?}");
}

/// A path that somebody handed over goes out as it came in, to this host or to none.
pub(crate) fn any_resource_paths(random: &mut Random) {
    let text = path_text(random);
    let Some((path, elsewhere)) = handed_over(random, &text) else { return };
    let segments: Vec<String> = path.as_str()[1..].split('/').map(str::to_owned).collect();
    let fault = elsewhere.then_some(("path", "is a resource of another host"));
    let Some(sent) = wire(random, &Delete { path }, &[fault]) else { return };
    assert_eq!(sent.segments, segments);
    assert!(sent.options.is_empty() && sent.headers.is_empty() && sent.body.is_empty(), "{sent:?}");
}
