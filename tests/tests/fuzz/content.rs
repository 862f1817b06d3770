//! Headers and bodies: no value is a second header or another member, and what no header can carry is refused.

use graph_action::{Nullable, graph_action, graph_type};
use serde_json::{Map, Value, json};

use crate::random::Random;
use crate::reader::{Fault, decoded, no_key, pair, wire};

#[graph_action(DELETE "/me/messages/<id>?$x=<x>", headers("ConsistencyLevel" = "eventual", "Prefer" = "a"))]
struct Headers {
    id: String,
    x: Option<String>,
    #[graph(header = "If-Match")]
    etag: Option<String>,
    #[graph(header = "Prefer")]
    prefer: Option<String>,
    #[graph(header = "Prefer")]
    more: Vec<String>,
}

#[graph_action(PATCH "/me/all/<id>")]
struct Members {
    id: String,
    text: String,
    optional: Option<String>,
    nullable: Nullable<String>,
    list: Vec<String>,
    inner: Option<Inner>,
    #[graph(name = "@odata.bind")]
    renamed: Option<String>,
    #[graph(header = "If-Match")]
    etag: Option<String>,
}

#[graph_type("microsoft.graph.inner")]
struct Inner {
    some_name: Option<String>,
    #[graph(extra)]
    extra: Map<String, Value>,
}

#[graph_action(POST "/me/sendMail", headers("Prefer" = "a"))]
struct TextBody {
    #[graph(body = "text/plain")]
    mime: Option<String>,
    #[graph(query)]
    x: Option<String>,
}

/// A text of which half are such as a header can carry.
fn header_text(random: &mut Random) -> String {
    let text = random.text();
    if random.one_in(2) {
        text.chars().filter(|character| matches!(character, ' '..='~' | '\t')).collect()
    } else {
        text
    }
}

/// Why a text is no header.
fn no_header(field: &'static str, text: Option<&String>) -> Fault {
    let is_legal = text.is_none_or(|text| text.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte)));
    (!is_legal).then_some((field, "which takes printable ASCII only"))
}

/// Headers of the declaration and of fields; several `Prefer` are one list.
pub(crate) fn any_headers(random: &mut Random) {
    let (id, x) = (random.key(), random.option());
    let etag = random.one_in(2).then(|| header_text(random));
    let prefer = random.one_in(2).then(|| header_text(random));
    let more: Vec<String> = (0..random.below(3)).map(|_| header_text(random)).collect();
    let joined = (!more.is_empty()).then(|| more.join(","));
    let faults = [
        no_key("id", &id),
        no_header("etag", etag.as_ref()),
        no_header("prefer", prefer.as_ref()),
        no_header("more", joined.as_ref()),
    ];
    let action = Headers { id: id.clone(), x: x.clone(), etag: etag.clone(), prefer: prefer.clone(), more };
    let Some(sent) = wire(random, &action, &faults) else { return };
    let [me, messages, key] = &*sent.segments else { panic!("{sent:?}") };
    assert_eq!((&**me, &**messages, decoded(key)), ("me", "messages", id));
    assert_eq!(sent.options, Vec::from_iter(x.map(|x| pair("$x", x))));
    let mut preferences = "a".to_owned();
    for text in [prefer, joined].into_iter().flatten() {
        preferences = format!("{preferences}, {text}");
    }
    let mut expected = vec![pair("consistencylevel", "eventual"), pair("prefer", preferences)];
    expected.extend(etag.map(|etag| pair("if-match", etag)));
    expected.sort();
    assert_eq!(sent.headers, expected);
    assert!(sent.body.is_empty(), "{sent:?}");
}

/// An object with members of any name, and the JSON that it must be.
fn inner(random: &mut Random) -> (Inner, Value) {
    let some_name = random.option();
    let mut json = json!({ "@odata.type": "#microsoft.graph.inner" });
    if let Some(name) = &some_name {
        json["someName"] = name.as_str().into();
    }
    let mut extra = Map::new();
    for _ in 0..random.below(3) {
        let (name, value) = (random.text(), json!(random.list()));
        json[&*name] = value.clone();
        extra.insert(name, value);
    }
    (Inner { some_name, extra }, json)
}

/// Members of a JSON body.
pub(crate) fn any_members(random: &mut Random) {
    let (id, text, optional, list) = (random.key(), random.text(), random.option(), random.list());
    let nullable = match random.below(3) {
        0 => Nullable::Absent,
        1 => Nullable::Null,
        _ => Nullable::Value(random.text()),
    };
    let (inner, inner_json) = random.one_in(2).then(|| inner(random)).unzip();
    let renamed = random.option();
    let etag = random.one_in(2).then(|| header_text(random));
    let mut expected = json!({ "text": text, "list": list });
    let mut member = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            expected[name] = value;
        }
    };
    member("optional", optional.clone().map(Value::from));
    member("nullable", (!nullable.is_absent()).then(|| nullable.as_value().cloned().into()));
    member("inner", inner_json);
    member("@odata.bind", renamed.clone().map(Value::from));
    let faults = [no_key("id", &id), no_header("etag", etag.as_ref())];
    let action = Members { id: id.clone(), text, optional, nullable, list, inner, renamed, etag: etag.clone() };
    let Some(sent) = wire(random, &action, &faults) else { return };
    let [me, all, key] = &*sent.segments else { panic!("{sent:?}") };
    assert_eq!((&**me, &**all, decoded(key)), ("me", "all", id));
    assert_eq!(serde_json::from_slice::<Value>(&sent.body).unwrap(), expected);
    let mut expected = vec![pair("content-type", "application/json")];
    expected.extend(etag.map(|etag| pair("if-match", etag)));
    assert_eq!(sent.headers, expected);
    assert!(sent.options.is_empty(), "{sent:?}");
}

/// A text that is the whole body, byte for byte.
pub(crate) fn any_text_body(random: &mut Random) {
    let (mime, x) = (random.option(), random.option());
    let Some(sent) = wire(random, &TextBody { mime: mime.clone(), x: x.clone() }, &[]) else { return };
    assert_eq!(sent.segments, ["me", "sendMail"]);
    assert_eq!(sent.options, Vec::from_iter(x.map(|x| pair("x", x))));
    let mut expected = Vec::new();
    expected.extend(mime.is_some().then(|| pair("content-type", "text/plain")));
    expected.push(pair("prefer", "a"));
    assert_eq!(sent.headers, expected);
    assert_eq!(sent.body, mime.unwrap_or_default().into_bytes());
}
