//! Arguments of functions, each written by its type: enums, sets of flags, objects and collections.

use graph_action::odata::Flags;
use graph_action::{graph_action, graph_type};

use super::{body, url};

#[graph_type("microsoft.graph.timeZoneStandard")]
#[derive(Debug, Clone, PartialEq)]
enum TimeZoneStandard {
    Windows,
    Iana,
    #[graph(other)]
    Other(String),
}

#[graph_type("microsoft.graph.weekdays", flags)]
#[derive(Debug, Clone, PartialEq)]
enum Weekday {
    Monday,
    Friday,
    #[graph(other)]
    Other(String),
}

#[graph_type(flags)]
#[derive(Debug, Clone, PartialEq)]
enum Unnamed {
    A,
    #[graph(other)]
    Other(String),
}

#[graph_type]
struct Window {
    start: String,
    end: Option<String>,
}

#[graph_action(GET "/me/outlook/supportedTimeZones(TimeZoneStandard=<standard>)")]
struct ZonesOf {
    standard: TimeZoneStandard,
}

#[graph_action(GET "/me/f(days=<days>,window=<window>,ids=<ids>,last=<last>)/g")]
struct Objects {
    days: Option<Flags<Weekday>>,
    window: Option<Window>,
    ids: Option<Vec<u8>>,
    last: &'static str,
}

#[graph_action(POST "/me/h")]
struct Send {
    days: Flags<Weekday>,
    #[graph(query)]
    unnamed: Option<Flags<Unnamed>>,
}

#[test]
fn an_enum_is_written_with_its_name() {
    let path = "/me/outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'iana')";
    assert_eq!(url(&ZonesOf { standard: TimeZoneStandard::Iana }), path);
    let other = TimeZoneStandard::Other("o'neil".to_owned());
    assert!(url(&ZonesOf { standard: other }).ends_with("timeZoneStandard'o%27%27neil')"));
}

#[test]
fn objects_and_collections_go_behind_an_alias() {
    let window = Window { start: "a&b".to_owned(), end: None };
    let action = Objects {
        days: Some(Flags::from([Weekday::Monday, Weekday::Friday])),
        window: Some(window),
        ids: Some(vec![1, 2]),
        last: "x",
    };
    assert_eq!(
        url(&action),
        "/me/f(days=microsoft.graph.weekdays'monday,friday',window=@window,ids=@ids,last='x')/g\
         ?@window=%7B%22start%22:%22a%26b%22%7D&@ids=%5B1,2%5D"
    );
    assert_eq!(url(&Objects { days: None, window: None, ids: None, last: "" }), "/me/f(last='')/g");
}

#[test]
fn flags_are_one_text_in_a_body_and_read_whatever_they_say() {
    let action = Send { days: Flags::from([Weekday::Friday]), unnamed: Some(Flags::from([Unnamed::A])) };
    assert_eq!((body(&action).as_str(), url(&action).as_str()), (r#"{"days":"friday"}"#, "/me/h?unnamed=a"));
    for (json, flags, back) in [
        ("\"monday, FRIDAY\"", vec![Weekday::Monday, Weekday::Friday], "\"monday,friday\""),
        ("\"\"", vec![], "\"\""),
        ("\"sunday,monday\"", vec![Weekday::Other("sunday".to_owned()), Weekday::Monday], "\"sunday,monday\""),
        ("5", vec![Weekday::Other("5".to_owned())], "\"5\""),
    ] {
        let read: Flags<Weekday> = serde_json::from_str(json).unwrap();
        assert_eq!(read, flags.into_iter().collect());
        assert_eq!(serde_json::to_string(&read).unwrap(), back);
    }
}
