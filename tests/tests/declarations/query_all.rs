//! Fields whose members are query options: `#[graph(query_all)]`.

use std::collections::BTreeMap;

use graph_action::odata::Query;
use graph_action::{graph_action, graph_type};
use serde_json::json;

use super::{refusal, url};

#[graph_type]
struct Window {
    start_date_time: String,
    end_date_time: Option<String>,
    #[graph(name = "$top")]
    top: Option<u32>,
}

#[graph_action(GET "/me/calendarView?$count=true")]
struct View<Q> {
    #[graph(query_all)]
    window: Q,
    #[graph(query = "$skip")]
    skip: Option<u32>,
}

#[test]
fn members_of_a_type_of_ones_own_are_options() {
    let window = Window { start_date_time: "2026-01-01T00:00:00+01:00".to_owned(), end_date_time: None, top: Some(3) };
    let options = "/me/calendarView?$count=true&$skip=1&startDateTime=2026-01-01T00:00:00%2B01:00&$top=3";
    assert_eq!(url(&View { window, skip: Some(1) }), options);
}

#[test]
fn odatas_options_arrive_whatever_their_values_say() {
    let query = Query::new().filter("a eq 'b&c' or d eq '#+ '").search("\"x\"").select(["id", "é"]);
    assert_eq!(
        url(&View { window: Some(query), skip: None }),
        "/me/calendarView?$count=true&$filter=a%20eq%20'b%26c'%20or%20d%20eq%20'%23%2B%20'&$search=%22x%22&$select=id,%C3%A9"
    );
    assert_eq!(url(&View { window: None::<Query>, skip: None }), "/me/calendarView?$count=true");
    let map = BTreeMap::from([("$a&b", "c=d"), ("e", "f")]);
    assert_eq!(url(&View { window: map, skip: None }), "/me/calendarView?$count=true&$a%26b=c%3Dd&e=f");
}

#[test]
fn what_has_no_members_or_too_many_levels_is_refused() {
    let refused = refusal(&View { window: json!({"a": {"b": 1}}), skip: None });
    assert!(refused.contains("`window` has an object as its member `a`"), "{refused}");
    let refused = refusal(&View { window: Query::new().count(false), skip: None });
    assert!(refused.contains("`window` has the query option `$count`, which is there already"), "{refused}");
    let refused = refusal(&View { window: "a", skip: None });
    assert!(refused.contains("`window` has no members"), "{refused}");
}
