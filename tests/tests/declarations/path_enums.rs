//! Resources of several paths: `#[graph_path]`.

use graph_action::{ResourcePath, graph_action, graph_path};

use super::{body, refusal, url};

#[graph_path]
enum CalendarPath {
    #[graph("/me/calendar")]
    Mine,
    #[graph("/users/<user>/calendars/<id>")]
    OfUser { user: String, id: String },
    #[graph("<path>")]
    Named { path: ResourcePath },
}

#[graph_path]
enum EventPath {
    #[graph("/me/events/<id>")]
    Mine { id: String },
    #[graph("<calendar>/events('<id>')")]
    InCalendar { calendar: CalendarPath, id: String },
    #[graph("/me/drive/root:/<path..>:")]
    ByPath { path: &'static str },
    #[graph("/users/<type>/events/x(at=<at>,to=<to>)/y")]
    Called { r#type: u64, at: String, to: Option<i32> },
}

#[graph_action(POST "<event>/accept")]
struct Accept {
    event: EventPath,
    comment: Option<String>,
}

#[graph_action(GET "<calendar>/events?$top=<top>")]
struct List<P> {
    calendar: P,
    top: u32,
}

fn accepting(event: EventPath) -> Accept {
    Accept { event, comment: Some("yes".to_owned()) }
}

#[test]
fn each_variant_is_its_own_path() {
    let user = CalendarPath::OfUser { user: "a/b".to_owned(), id: "c d".to_owned() };
    for (event, expected) in [
        (EventPath::Mine { id: "a/b".to_owned() }, "/me/events/a%2Fb/accept"),
        (
            EventPath::InCalendar { calendar: CalendarPath::Mine, id: "o'neil".to_owned() },
            "/me/calendar/events('o%27%27neil')/accept",
        ),
        (
            EventPath::InCalendar { calendar: user, id: "1".to_owned() },
            "/users/a%2Fb/calendars/c%20d/events('1')/accept",
        ),
        (EventPath::ByPath { path: "a/b c.txt" }, "/me/drive/root:/a/b%20c.txt:/accept"),
        (EventPath::Called { r#type: 7, at: "x".to_owned(), to: None }, "/users/7/events/x(at='x')/y/accept"),
    ] {
        let action = accepting(event);
        assert_eq!(url(&action), expected);
        assert_eq!(body(&action), r#"{"comment":"yes"}"#);
    }
}

#[test]
fn a_path_that_graph_named_may_be_one_of_the_variants() {
    let path = ResourcePath::try_from("https://graph.microsoft.com/v1.0/users('a')/calendars/b").unwrap();
    assert_eq!(url(&List { calendar: &CalendarPath::Named { path }, top: 2 }), "/users('a')/calendars/b/events?$top=2");
    let elsewhere = ResourcePath::try_from("https://graph.microsoft.us/v1.0/me/calendar").unwrap();
    let refused = refusal(&List { calendar: CalendarPath::Named { path: elsewhere.clone() }, top: 2 });
    assert!(refused.contains("`calendar`") && refused.contains("another host"), "{refused}");
    let calendar = CalendarPath::Named { path: elsewhere };
    let refused = refusal(&accepting(EventPath::InCalendar { calendar, id: "1".to_owned() }));
    assert!(refused.contains("`event`") && refused.contains("another host"), "{refused}");
}

#[test]
fn what_is_wrong_inside_a_path_is_told_at_the_field_of_the_action() {
    let refused = refusal(&accepting(EventPath::Mine { id: String::new() }));
    assert!(refused.contains("`event` is a path whose `id` is empty"), "{refused}");
    let calendar = CalendarPath::OfUser { user: "..".to_owned(), id: "a".to_owned() };
    let refused = refusal(&accepting(EventPath::InCalendar { calendar, id: "a".to_owned() }));
    assert!(refused.contains("`event` is a path whose `user` is `.` or `..`"), "{refused}");
}
