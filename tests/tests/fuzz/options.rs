//! Query options: as many as were said, each with its own name and value.

use std::collections::BTreeMap;

use graph_action::graph_action;
use graph_action::odata::{Query, quoted};
use serde_json::{Value, json};

use crate::random::Random;
use crate::reader::{Fault, pair, wire};

#[graph_action(GET "/me/messages?$select=id,subject&$filter=<filter>")]
struct Options {
    filter: String,
    #[graph(query = "$search")]
    search: Option<String>,
    #[graph(query)]
    skip_token: Option<String>,
    #[graph(query = "$expand")]
    expand: Vec<String>,
    #[graph(query = "$top")]
    top: Option<u32>,
}

#[graph_action(GET "/me/events?fixed=a")]
struct All<Q> {
    #[graph(query_all)]
    query: Q,
    #[graph(query)]
    last: Option<String>,
}

/// Options of fields.
pub(crate) fn any_options(random: &mut Random) {
    let (filter, search, skip_token) = (random.text(), random.option(), random.option());
    let (expand, top) = (random.list(), random.one_in(2).then_some(12));
    let mut expected = vec![pair("$select", "id,subject"), pair("$filter", filter.clone())];
    expected.extend(search.clone().map(|search| pair("$search", search)));
    expected.extend(skip_token.clone().map(|token| pair("skipToken", token)));
    expected.extend((!expand.is_empty()).then(|| pair("$expand", expand.join(","))));
    expected.extend(top.map(|top: u32| pair("$top", top.to_string())));
    let Some(sent) = wire(random, &Options { filter, search, skip_token, expand, top }, &[]) else { return };
    assert_eq!(sent.segments, ["me", "messages"]);
    assert_eq!(sent.options, expected);
    assert!(sent.headers.is_empty() && sent.body.is_empty(), "{sent:?}");
}

/// OData's own options, and one whose name is any text.
pub(crate) fn any_odata_query(random: &mut Random) {
    let (name, search, select) = (random.text(), random.text(), random.list());
    let (other, value) = (random.text(), random.text());
    let filter = format!("name eq {}", quoted(&name));
    let query = Query::new().filter(&filter).search(&search).select(select.clone()).option(&other, &value);
    let last = random.option();
    let Some(sent) = wire(random, &All { query: Some(query), last: last.clone() }, &[]) else { return };
    assert_eq!(sent.segments, ["me", "events"]);
    // The order of the attribute's own, the fields' and the object's options is no matter of safety.
    let mut expected = vec![pair("fixed", "a"), pair("$filter", filter), pair("$search", search)];
    expected.extend((!select.is_empty()).then(|| pair("$select", select.join(","))));
    expected.push((other, value));
    expected.extend(last.map(|last| pair("last", last)));
    let mut options = sent.options.clone();
    options.sort();
    expected.sort();
    assert_eq!(options, expected);
    // The one literal in the filter ends where it should.
    let filter = &sent.options.iter().find(|(name, _)| name == "$filter").unwrap().1;
    let literal = filter.strip_prefix("name eq '").and_then(|rest| rest.strip_suffix('\'')).unwrap();
    assert_eq!(literal.replace("''", "").find('\''), None, "{filter}");
    assert_eq!(literal.replace("''", "'"), name);
    assert!(sent.headers.is_empty() && sent.body.is_empty(), "{sent:?}");
}

/// A map whose names and values are any text; a value may be a list, none or an object, which is refused.
pub(crate) fn any_map_of_options(random: &mut Random) {
    let mut map = BTreeMap::new();
    let mut expected = vec![pair("fixed", "a")];
    let mut fault: Fault = None;
    for _ in 0..random.below(4) {
        let name = random.text();
        if map.contains_key(&name) {
            continue;
        }
        let value = match random.below(12) {
            0 => Value::Null,
            1 => json!(random.below(99)),
            2 => json!({ "a": random.text() }),
            3..=5 => json!(random.list()),
            _ => json!(random.text()),
        };
        match &value {
            Value::String(text) => expected.push((name.clone(), text.clone())),
            Value::Number(number) => expected.push((name.clone(), number.to_string())),
            Value::Array(items) if !items.is_empty() => {
                let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                expected.push((name.clone(), items.join(",")));
            }
            Value::Object(_) => fault = Some(("query", "has an object as its member")),
            _ => {}
        }
        map.insert(name, value);
    }
    let last = random.option();
    expected.extend(last.clone().map(|last| pair("last", last)));
    let Some(mut sent) = wire(random, &All { query: map, last }, &[fault]) else { return };
    assert_eq!(sent.segments, ["me", "events"]);
    sent.options.sort();
    expected.sort();
    assert_eq!(sent.options, expected);
    assert!(sent.headers.is_empty() && sent.body.is_empty(), "{sent:?}");
}
