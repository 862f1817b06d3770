//! What stands in parentheses: quoted keys, arguments of every kind, and values behind an alias.

use graph_action::{graph_action, graph_type};
use serde_json::{Value, json};

use crate::random::Random;
use crate::reader::{arguments as read, decoded, no_key, pair, unquoted, wire};

#[graph_action(GET "/users('<user>')/drives(name='<drive>',kind='x')/items")]
struct QuotedKeys {
    user: String,
    drive: String,
}

#[graph_action(GET "/me/find(start=<start>,end=<end>,count=<count>,kind=<kind>)/rows/<row>/last(fixed='a',text=<text>)")]
struct Arguments {
    start: String,
    end: Option<String>,
    count: Option<i64>,
    kind: Kind,
    row: String,
    text: String,
}

#[graph_type("microsoft.graph.kind")]
enum Kind {
    Known,
    #[graph(other)]
    Other(String),
}

#[graph_action(GET "/reports/all(ids=<ids>,shape=<shape>,name=<name>)/rows?$top=<top>")]
struct Aliases {
    ids: Option<Vec<String>>,
    shape: Option<Shape>,
    name: String,
    top: Option<u8>,
    #[graph(query)]
    note: Option<String>,
}

#[graph_type]
struct Shape {
    label: Option<String>,
    parts: Vec<String>,
    inner: Option<Box<Shape>>,
}

/// Keys in quotes; an empty one is refused where it is the whole key.
pub(crate) fn any_quoted_keys(random: &mut Random) {
    let (user, drive) = (random.key(), random.text());
    let fault = no_key("user", &user).filter(|_| user.is_empty());
    let action = QuotedKeys { user: user.clone(), drive: drive.clone() };
    let Some(sent) = wire(random, &action, &[fault]) else { return };
    let [first, second, items] = &*sent.segments else { panic!("{sent:?}") };
    assert_eq!(items, "items");
    let [(name, literal)] = &*read(first, "users") else { panic!("{first}") };
    assert_eq!((&**name, unquoted(literal)), ("", user));
    let [(name, literal), kind] = &*read(second, "drives") else { panic!("{second}") };
    assert_eq!((&**name, unquoted(literal)), ("name", drive));
    assert_eq!(*kind, pair("kind", "'x'"));
    assert!(sent.options.is_empty() && sent.headers.is_empty() && sent.body.is_empty(), "{sent:?}");
}

/// Calls in the middle and at the end of a path.
pub(crate) fn any_arguments(random: &mut Random) {
    let (start, end, row, text) = (random.text(), random.option(), random.key(), random.text());
    let count = random.one_in(2).then(|| random.next().cast_signed());
    let other = random.option().filter(|other| !other.eq_ignore_ascii_case("known"));
    let kind = other.clone().map_or(Kind::Known, Kind::Other);
    let action =
        Arguments { start: start.clone(), end: end.clone(), count, kind, row: row.clone(), text: text.clone() };
    let Some(sent) = wire(random, &action, &[no_key("row", &row)]) else { return };
    let [me, find, rows, key, last] = &*sent.segments else { panic!("{sent:?}") };
    assert_eq!([&**me, rows], ["me", "rows"]);
    assert_eq!(decoded(key), row);
    let sent_arguments = read(find, "find").into_iter().map(|(name, value)| {
        let value = match &*name {
            "count" => value,
            "kind" => unquoted(value.strip_prefix("microsoft.graph.kind").unwrap()),
            _ => unquoted(&value),
        };
        (name, value)
    });
    let mut expected = vec![pair("start", start)];
    expected.extend(end.map(|end| pair("end", end)));
    expected.extend(count.map(|count| pair("count", count.to_string())));
    expected.push(pair("kind", other.unwrap_or_else(|| "known".to_owned())));
    assert_eq!(sent_arguments.collect::<Vec<_>>(), expected);
    let [fixed, (name, literal)] = &*read(last, "last") else { panic!("{last}") };
    assert_eq!((fixed, &**name, unquoted(literal)), (&pair("fixed", "'a'"), "text", text));
    assert!(sent.options.is_empty() && sent.headers.is_empty() && sent.body.is_empty(), "{sent:?}");
}

/// An object of some depth, and the JSON that it must be.
fn shape(random: &mut Random, depth: usize) -> (Shape, Value) {
    let (label, parts) = (random.option(), random.list());
    let mut json = json!({ "parts": parts });
    if let Some(label) = &label {
        json["label"] = label.as_str().into();
    }
    let inner = (depth > 0 && random.one_in(2)).then(|| shape(random, depth - 1)).map(|(inner, inner_json)| {
        json["inner"] = inner_json;
        Box::new(inner)
    });
    (Shape { label, parts, inner }, json)
}

/// Collections and objects: JSON behind an alias in the query.
pub(crate) fn any_aliases(random: &mut Random) {
    let ids = random.one_in(2).then(|| random.list());
    let (shape, shape_json) = random.one_in(2).then(|| shape(random, 2)).unzip();
    let (name, note) = (random.text(), random.option());
    let top = random.one_in(2).then_some(9);
    let action = Aliases { ids: ids.clone(), shape, name: name.clone(), top, note: note.clone() };
    let Some(sent) = wire(random, &action, &[]) else { return };
    let [reports, all, rows] = &*sent.segments else { panic!("{sent:?}") };
    assert_eq!([&**reports, rows], ["reports", "rows"]);
    let mut given = read(all, "all");
    let (own, literal) = given.pop().unwrap();
    assert_eq!((&*own, unquoted(&literal)), ("name", name));
    let mut aliases = Vec::new();
    aliases.extend(ids.is_some().then(|| pair("ids", "@ids")));
    aliases.extend(shape_json.is_some().then(|| pair("shape", "@shape")));
    assert_eq!(given, aliases);
    let mut options = sent.options.iter();
    let mut next =
        |name: &str| options.next().filter(|(sent, _)| sent == name).map(|(_, value)| value.clone()).unwrap();
    let as_json = |text: String| serde_json::from_str::<Value>(&text).unwrap();
    if let Some(top) = top {
        assert_eq!(next("$top"), top.to_string());
    }
    if let Some(note) = note {
        assert_eq!(next("note"), note);
    }
    if let Some(ids) = ids {
        assert_eq!(as_json(next("@ids")), json!(ids));
    }
    if let Some(shape) = shape_json {
        assert_eq!(as_json(next("@shape")), shape);
    }
    assert_eq!(options.next(), None);
    assert!(sent.headers.is_empty() && sent.body.is_empty(), "{sent:?}");
}
