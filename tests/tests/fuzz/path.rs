//! Keys and paths: as many segments as the template says, each what went in.

use graph_action::graph_action;

use crate::random::Random;
use crate::reader::{decoded, no_key, no_path, segments_of, wire};

#[graph_action(GET "/users/<user>/messages/<message>/attachments")]
struct Keys<'a> {
    user: &'a str,
    message: String,
}

#[graph_action(GET "/drives/<drive>/root:/<path..>:/content")]
struct Path {
    drive: String,
    path: String,
}

#[graph_action(GET "/drives/<drive>/special/<path..>?$select=id")]
struct OpenPath {
    drive: u32,
    path: String,
}

/// Keys between fixed segments.
pub(crate) fn any_keys(random: &mut Random) {
    let (user, message) = (random.key(), random.key());
    let faults = [no_key("user", &user), no_key("message", &message)];
    let action = Keys { user: &user, message: message.clone() };
    let Some(sent) = wire(random, &action, &faults) else { return };
    let [users, first, messages, second, attachments] = &*sent.segments else { panic!("{sent:?}") };
    assert_eq!([&**users, messages, attachments], ["users", "messages", "attachments"]);
    assert_eq!([decoded(first), decoded(second)], [user, message]);
    for key in [first, second] {
        assert!(!key.starts_with([':', '$']) && !key.ends_with(':'), "{key} has a meaning of its own");
        assert!(!key.contains(['(', ')', '\'']), "{key} may be read as a function");
    }
    assert!(sent.options.is_empty() && sent.headers.is_empty() && sent.body.is_empty(), "{sent:?}");
}

/// The path of a file, between colons.
pub(crate) fn any_path(random: &mut Random) {
    let (drive, path) = (random.key(), random.key());
    let faults = [no_key("drive", &drive), no_path("path", &path)];
    let Some(sent) = wire(random, &Path { drive: drive.clone(), path: path.clone() }, &faults) else { return };
    let [drives, first, root, own @ .., last, content] = &*sent.segments else { panic!("{sent:?}") };
    assert_eq!([&**drives, root, content], ["drives", "root:", "content"]);
    assert_eq!(decoded(first), drive);
    let last = last.strip_suffix(':').unwrap();
    let own: Vec<&str> = own.iter().map(String::as_str).chain([last]).collect();
    assert!(own.iter().all(|segment| !segment.starts_with(':') && !segment.ends_with(':')), "{own:?}");
    let read: Vec<String> = own.iter().map(|segment| decoded(segment)).collect();
    assert_eq!(read, segments_of(&path));
    assert!(sent.options.is_empty() && sent.headers.is_empty() && sent.body.is_empty(), "{sent:?}");
}

/// A path at the template's end, with an option behind it.
pub(crate) fn any_open_path(random: &mut Random) {
    let path = random.key();
    let action = OpenPath { drive: 7, path: path.clone() };
    let Some(sent) = wire(random, &action, &[no_path("path", &path)]) else { return };
    let [drives, drive, special, own @ ..] = &*sent.segments else { panic!("{sent:?}") };
    assert_eq!([&**drives, drive, special], ["drives", "7", "special"]);
    let read: Vec<String> = own.iter().map(|segment| decoded(segment)).collect();
    assert_eq!(read, segments_of(&path));
    assert_eq!(sent.options, [("$select".to_owned(), "id".to_owned())]);
    assert!(sent.headers.is_empty() && sent.body.is_empty(), "{sent:?}");
}
