//! Lines of requests, and what is read of them.

use super::*;

/// A request that can be read.
fn read(text: &str) -> Request {
    let mut findings = Findings::default();
    let request = request(7, text, &mut findings);
    request.unwrap_or_else(|| panic!("{text}: {:?}", findings.sorted()))
}

/// A path as a line.
fn shown(request: &Request) -> String {
    let shown = request.segments.iter().map(|segment| match segment {
        Segment::Text(text) => text.clone(),
        Segment::Key(names) => format!("<{}>", names.join("|")),
        Segment::Path(colon) => format!("<..>{}", if *colon { ":" } else { "" }),
        Segment::Call(name, arguments) => format!("{name}({})", arguments.len()),
    });
    shown.collect::<Vec<_>>().join("/")
}

#[test]
fn the_placeholders_of_pages_are_keys() {
    for (text, path) in [
        ("POST /me/events/{id}/accept", "me/events/<id>/accept"),
        ("POST /users/{id | userPrincipalName}/sendMail", "users/<id|userPrincipalName>/sendMail"),
        ("POST /users/{id}|{userPrincipalName}/sendMail", "users/<id|userPrincipalName>/sendMail"),
        ("GET /workbook/worksheets/{id|name}/range(address='<address>')", "workbook/worksheets/<id|name>/range(1)"),
        ("GET /me/drive/root:/{item-path}:/workbook/tables", "me/drive/root:/<..>:/workbook/tables"),
        ("PUT /me/drive/root:/{item-path}", "me/drive/root:/<..>"),
        ("GET https://graph.microsoft.com/v1.0/users/{id}/photo/$value HTTP/1.1", "users/<id>/photo/$value"),
        ("GET /drives/{drive-id}/root/search(q='{a/b}')", "drives/<drive-id>/root/search(1)"),
        ("GET /education/classes/acdefc6b-2dc6-4e71-b1e9-6d9810ab1793/members", "education/classes/<>/members"),
        ("GET /reports/getOffice365ActivationCounts", "reports/getOffice365ActivationCounts"),
        ("GET /users('{id}')/messages/", "users(1)/messages"),
        (
            "GET /communications/callRecords/microsoft.graph.callRecords.getPstnCalls(a={b},c={d})",
            "communications/callRecords/microsoft.graph.callRecords.getPstnCalls(2)",
        ),
    ] {
        assert_eq!(shown(&read(text)), path, "{text}");
    }
}

#[test]
fn arguments_and_options_are_taken_apart() {
    let request = read("GET /a/b(c='{d}',e={f},g=640,'x,y',{id})?startDateTime={start}&$top=5");
    let values: Vec<_> =
        request.arguments().iter().map(|argument| (argument.name.as_deref(), argument.value.clone())).collect();
    let names = |name: &str| vec![name.to_owned()];
    assert_eq!(
        values,
        [
            (Some("c"), Value::Placeholder(names("d"), true)),
            (Some("e"), Value::Placeholder(names("f"), false)),
            (Some("g"), Value::Literal("640".to_owned())),
            (None, Value::Literal("'x,y'".to_owned())),
            (None, Value::Placeholder(names("id"), false)),
        ]
    );
    assert_eq!(request.query[0], ("startDateTime".to_owned(), Value::Placeholder(names("start"), false)));
    assert_eq!(request.query[1], ("$top".to_owned(), Value::Literal("5".to_owned())));
}

#[test]
fn the_version_is_that_of_the_url() {
    assert_eq!(read("GET https://graph.microsoft.com/beta/me").version.as_deref(), Some("beta"));
    assert_eq!(read("GET /v1.0/me").version.as_deref(), Some("v1.0"));
    assert_eq!(read("GET /vaults/x").version, None);
}

#[test]
fn what_cannot_be_a_path_is_told_with_its_line() {
    for (text, why) in [
        ("GET /a//b", "line 7: this request was not read: it has an empty segment, `//`"),
        ("GET /a b/c", "line 7: this request was not read: `a b` has a ` `"),
        ("GET /a(b", "line 7: this request was not read: `a(b` has a bracket that is not closed"),
        ("GET /x{id}/c", "line 7: this request was not read: `x{id}` has a `{`"),
    ] {
        let mut findings = Findings::default();
        assert_eq!(request(7, text, &mut findings), None);
        assert_eq!(findings.sorted()[0].to_string(), why);
    }
    assert_eq!(request(7, "workbook-session-id: {id}", &mut Findings::default()), None);
}

#[test]
fn an_example_is_like_the_path_it_fills_in() {
    for (path, example, like) in [
        ("GET /users/{id}/events/{id}", "GET https://graph.microsoft.com/v1.0/users/adele/events/AAMk", true),
        ("GET /users/{id}/events/{id}", "GET /users/adele/events", false),
        ("GET /me/drive/root:/{path}:/content", "GET /me/drive/root:/a/b.txt:/content", true),
        ("GET /a/b(c={d})", "GET /a/b(c=5)", true),
        ("GET /a/b(c={d})", "GET /a/b", false),
        ("GET /a/charts/{name}/image", "GET /a/charts/{id}/image", true),
    ] {
        assert_eq!(read(path).is_like(&read(example)), like, "{path} {example}");
    }
    assert!(read("POST /app/calls/{id}/mute").is_replaced() && !read("POST /app/other").is_replaced());
}
