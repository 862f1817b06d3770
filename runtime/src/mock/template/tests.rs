use super::*;

/// The values that a template finds in a path and query as sent.
fn values(template: &str, sent: &str) -> Option<Vec<(String, String)>> {
    let (path, query) = sent.split_once('?').unwrap_or((sent, ""));
    let query = query.split('&').filter_map(|option| option.split_once('='));
    let query: Vec<_> = query.map(|(name, value)| (decoded(name), decoded(value))).collect();
    Template::read(template).values(path, &query)
}

#[test]
fn every_form_of_the_grammar_is_read_back() {
    for (template, sent, expected) in [
        ("/users", "/users", &[][..]),
        ("/users/<id>/sendMail", "/users/a%2Fb%27/sendMail", &[("id", "a/b'")]),
        ("/users/<id>", "/users/19:a@thread.v2", &[("id", "19:a@thread.v2")]),
        ("/chats/<chat>/messages/<id>", "/chats/a/messages/b", &[("chat", "a"), ("id", "b")]),
        ("/users('<id>')", "/users('o%27%27neil')", &[("id", "o'neil")]),
        ("/users('<id>')/drive", "/users('a,b=c%28')/drive", &[("id", "a,b=c(")]),
        ("/users/delta()", "/users/delta()", &[]),
        ("/a/delta()/<b>", "/a/delta()/c", &[("b", "c")]),
        ("/a(appId='<app>')/b", "/a(appId='x')/b", &[("app", "x")]),
        ("/v(s=<start>,e=<end>)", "/v(s='1',e=2)", &[("start", "1"), ("end", "2")]),
        ("/v(s=<start>,e=<end>)", "/v(e=2)", &[("end", "2")]),
        ("/v(s=<start>,e=<end>)", "/v(e=2,s=1)", &[("start", "1"), ("end", "2")]),
        ("/v(s=<start>)", "/v()", &[]),
        ("/v(z=<zone>)", "/v(z=microsoft.graph.zone'iana')", &[("zone", "iana")]),
        ("/v(z=<zones>)", "/v(z=@z)?@z=%5B1,2%5D", &[("zones", "[1,2]")]),
        ("/v(a='x,y''z',b=<b>)", "/v(a='x,y%27%27z',b=1)", &[("b", "1")]),
        ("/r(a='<a>')/s(b='<b>')", "/r(a='1')/s(b='2')", &[("a", "1"), ("b", "2")]),
        ("/root:/<path..>:/content", "/root:/a%20b/c:/content", &[("path", "a b/c")]),
        ("/root:/<path..>:", "/root:/a:b/c%3A:", &[("path", "a:b/c:")]),
        ("/root:/<path..>", "/root:/a/b", &[("path", "a/b")]),
        ("/items/<id>:/<path..>:/x", "/items/a:/b/c:/x", &[("id", "a"), ("path", "b/c")]),
        ("/items/<id>:", "/items/a:b:", &[("id", "a:b")]),
        ("<event>/accept", "/me/events/a%27/accept", &[("event", "/me/events/a'")]),
        ("<item>:/<path..>", "/drives/a/root:/b", &[("item", "/drives/a/root"), ("path", "b")]),
        ("<link>", "/users('a')/x", &[("link", "/users('a')/x")]),
        ("/ü/<id>", "/%C3%BC/a", &[("id", "a")]),
        ("/u?$select=id,b&$top=<top>", "/u?$select=id,b&$top=5&c=d", &[("top", "5")]),
        ("/u?$top=<top>", "/u", &[]),
        ("/u?$filter=a eq 'b'", "/u?$filter=a%20eq%20'b'", &[]),
    ] {
        let expected = expected.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        assert_eq!(values(template, sent), Some(expected), "{template} {sent}");
    }
}

#[test]
fn the_path_of_another_template_does_not_fit() {
    for (template, sent) in [
        ("/users", "/users/a"),
        ("/users", "/user"),
        ("/users/<id>", "/users/"),
        ("/users/<id>", "/users/a/b"),
        ("/users/<id>", "/users/delta()"),
        ("/users/<id>/x", "/users/a/y"),
        ("/drive/<id>", "/drive/root:"),
        ("/drive/<id>/children", "/drive/root:/children"),
        ("/users('<id>')", "/users/a"),
        ("/users('<id>')", "/users()"),
        ("/a(appId='<app>')", "/a(uniqueName='x')"),
        ("/v(s=<start>)", "/v(s=1,e=2)"),
        ("/v(s='a')", "/v(s='b')"),
        ("/v(s='a')", "/v()"),
        ("/root:/<path..>:/content", "/root:/a/content"),
        ("/root:/<path..>:/content", "/root:/:/content"),
        ("<event>/accept", "/accept"),
        ("<event>/accept", "/me/events/a/decline"),
        ("/u?$select=id", "/u"),
        ("/u?$select=id", "/u?$select=name"),
    ] {
        assert_eq!(values(template, sent), None, "{template} {sent}");
    }
}

#[test]
fn fields_are_listed_in_order_and_a_text_that_is_no_template_is_text() {
    let template = Template::read("<a>/b/<c>/d(e='<f>',g=<h>,i=1)/<j..>?k=<l>&m=n");
    assert_eq!(template.fields(), ["a", "c", "f", "h", "j", "l"]);
    for text in ["", "/a(b", "/a<b", "a)>b", "/numbers"] {
        assert!(Template::read(text).fields().is_empty());
        assert_eq!(values(text, text), Some(Vec::new()), "{text}");
    }
}
