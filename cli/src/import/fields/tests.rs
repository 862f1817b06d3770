//! Rows of tables, and the fields that they become.

use super::*;

/// A row of a table.
fn row(name: &str, kind: &str, docs: &str, is_required: Option<bool>) -> Parameter {
    Parameter { line: 3, name: name.to_owned(), kind: Kind::of(kind), is_required, docs: docs.to_owned() }
}

/// A field on one line.
fn shown(field: &Field) -> String {
    let mark = field.mark.as_ref().map(|mark| format!("#[{mark}] ")).unwrap_or_default();
    format!("{mark}{}: {}", field.name, field.ty)
}

#[test]
fn members_have_the_tables_types() {
    for (name, kind, docs, required, sample, field) in [
        (
            "clientContext",
            "String",
            "At most 256 characters.",
            None,
            "\"a\"",
            "#[max_chars = 256] client_context: Option<String>",
        ),
        (
            "ToRecipients",
            "recipient collection",
            "",
            Some(true),
            "[{\"emailAddress\": {\"address\": \"a\"}}]",
            "#[name = \"ToRecipients\"] to_recipients: Vec<Recipient>",
        ),
        ("type", "Boolean", "", Some(false), "true", "r#type: Option<bool>"),
        ("start", "dateTimeTimeZone", "", None, "{\"dateTime\": \"a\"}", "start: Option<DateTimeTimeZone>"),
        ("role", "screenSharingRole", "", Some(true), "\"viewer\"", "role: String"),
        ("when", "DateTimeOffset", "", None, "\"2020\"", "when: Option<String>"),
        ("values", "Json", "", None, "[[1]]", "values: Option<serde_json::Value>"),
        ("share", "Double", "", None, "1", "share: Option<Edm<f64>>"),
    ] {
        let (mut types, mut findings) = (Types::default(), Findings::default());
        let sample: Json = serde_json::from_str(sample).unwrap();
        let made = member(names::field(name), &row(name, kind, docs, required), &[&sample], &mut types, &mut findings);
        assert_eq!(shown(&made), field);
        assert!(findings.sorted().is_empty(), "{name}");
    }
}

#[test]
fn an_example_of_another_type_is_told() {
    for (kind, sample, told) in [
        (
            "String",
            "[\"a\"]",
            "line 3: `x` is a list in the example, where the table has something else; the table's was taken",
        ),
        (
            "String collection",
            "\"a\"",
            "line 3: `x` is a text in the example, where the table has a collection; the table's was taken",
        ),
        (
            "Int32",
            "\"5\"",
            "line 3: `x` is a text in the example, where the table has something else; the table's was taken",
        ),
    ] {
        let (mut types, mut findings) = (Types::default(), Findings::default());
        let sample: Json = serde_json::from_str(sample).unwrap();
        member("x".to_owned(), &row("x", kind, "", None), &[&sample], &mut types, &mut findings);
        assert_eq!(findings.sorted()[0].to_string(), told);
    }
    let (mut types, mut findings) = (Types::default(), Findings::default());
    let made = member("x".to_owned(), &row("x", "timeSlot", "", None), &[], &mut types, &mut findings);
    assert_eq!(shown(&made), "x: Option<serde_json::Value>");
    assert_eq!(
        findings.sorted()[0].to_string(),
        "line 3: there is no example of `x`, a `timeSlot`: it is any JSON in the declaration"
    );
}

#[test]
fn arguments_are_literals_of_their_types() {
    let argument = |name: &str, value: Value| Argument { name: Some(name.to_owned()), value };
    let placeholder = |quoted| Value::Placeholder(vec!["v".to_owned()], quoted);
    let known = [
        row("period", "string", "", None),
        row("date", "Date", "", None),
        row("count", "Int32", "Optional.", Some(false)),
        row("on", "options", "", None),
    ];
    for (value, optional, text, field) in [
        (argument("period", placeholder(true)), false, "(period='<period>')", "period: String"),
        (argument("period", placeholder(true)), true, "(period=<period>)", "period: Option<String>"),
        (argument("date", placeholder(false)), false, "(date=<date>)", "date: Edm<String>"),
        (argument("count", Value::Literal("n".to_owned())), false, "(count=<count>)", "count: Option<i32>"),
        (argument("on", Value::Literal("'reviewer'".to_owned())), false, "(on='<on>')", "on: String"),
        (argument("width", Value::Literal("640".to_owned())), true, "(width=<width>)", "width: Option<i32>"),
        (argument("address", placeholder(false)), false, "(address=<address>)", "address: String"),
    ] {
        let (written, fields) =
            arguments(&[(value, optional)], &known, &mut Taken::default(), 1, &mut Findings::default());
        assert_eq!((written.as_str(), shown(&fields[0]).as_str()), (text, field));
    }
    let mut findings = Findings::default();
    let fixed = argument("on2", Value::Literal("'reviewer'".to_owned()));
    let (written, fields) = arguments(&[(fixed, false)], &known, &mut Taken::default(), 7, &mut findings);
    assert_eq!((written.as_str(), fields.len()), ("(on2='reviewer')", 0));
    assert_eq!(
        findings.sorted()[0].to_string(),
        "line 7: no table describes `on2`; the declaration has the page's own value, 'reviewer'"
    );
}
