//! What is refused, and in which words: the place, the element, what to do.

use graph_action_metadata::csdl;

use super::{COMMUNICATIONS, document, refusal, schema};

/// Asserts what a refusal says.
#[track_caller]
fn refused(text: impl AsRef<[u8]>, words: &[&str]) {
    let refused = refusal(text);
    for word in words {
        assert!(refused.contains(word), "{word:?} is missing in {refused:?}");
    }
}

#[test]
fn what_is_no_csdl_is_told_by_its_beginning() {
    for (text, words) in [
        ("", &["line 1, column 1", "empty", "cut off?"][..]),
        (" \r\n\t", &["empty"]),
        ("\u{feff}", &["empty"]),
        ("<html><head>", &["<html>", "was the download a login page?"]),
        ("<!DOCTYPE html>\n<html>", &["DOCTYPE", "login page?"]),
        (r#"{"$Version":"4.01","n":{}}"#, &["CSDL as JSON", "`Accept: application/xml`"]),
        (r#"  {"error":{"code":"InvalidAuthenticationToken"}}"#, &["JSON", "an error of the service"]),
        (r#"[{"a":1}]"#, &["JSON", "download the service's `$metadata`"]),
        ("HTTP/1.1 200 OK", &["no XML", "begins with no `<`"]),
        ("<m:error xmlns:m=\"m\"><m:code/></m:error>", &["an error of the service"]),
        ("<app:service xmlns:app=\"a\" />", &["<service>", "ask the service for `$metadata`"]),
        ("<Schema Namespace=\"n\" />", &["<Schema> alone", "<edmx:Edmx> is due around it"]),
        ("<project/>", &["begins with <project>", "<edmx:Edmx> is due"]),
        ("<!-- only this -->", &["no element"]),
        ("<Edmx Version=\"4.0\" />", &["there is no <Schema>"]),
        ("<Edmx Version=\"4.0\"><DataServices /></Edmx>", &["<Edmx>", "there is no <Schema>"]),
        (
            "<Edmx Version=\"4.0\"><DataServices><Schema /></DataServices></Edmx>",
            &["in <Schema>: it has no attribute `Namespace`"],
        ),
        (
            "<Edmx Version=\"4.0\"><DataServices><Schema Namespace=\"a b\" /></DataServices></Edmx>",
            &["<Schema Namespace=\"a b\">", "is no namespace"],
        ),
    ] {
        refused(text, words);
    }
}

#[test]
fn only_utf_8_is_read() {
    let utf_16 = |text: &str, bom: bool| -> Vec<u8> {
        bom.then_some(0xFEFF).into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let text = schema("");
    refused(utf_16(&text, true), &["UTF-16", "save it as UTF-8"]);
    refused(utf_16(&text, false), &["UTF-16"]);
    refused(text.replace("utf-8", "iso-8859-1"), &["says that it is iso-8859-1", "UTF-8"]);
    refused([&b"\x1f\x8b"[..], text.as_bytes()].concat(), &["gzip", "unpack it"]);
    refused([text.as_bytes(), b"<!-- \xE4 -->"].concat(), &["no UTF-8"]);
    refused(
        schema("<EntityType Name=\"e\" />")
            .into_bytes()
            .into_iter()
            .map(|byte| if byte == b'e' { 0xE4 } else { byte })
            .collect::<Vec<_>>(),
        &["no UTF-8"],
    );
    assert!(csdl::read(format!("\u{feff}{text}").as_bytes()).is_ok(), "with a byte order mark");
    assert!(csdl::read(text.replace("utf-8", "UTF-8").as_bytes()).is_ok());
}

#[test]
fn a_document_that_breaks_off_says_where() {
    refused(
        "<edmx:Edmx Version=\"4.0\">\n<edmx:DataServices>\n<Schema Namespace=\"n\">\n",
        &["line 4, column 1", "in <Schema Namespace=\"n\"> of line 3", "cut off"],
    );
    refused("<edmx:Edmx Version=\"4.0\">\n<edmx:DataServices>\n<Schema Name", &["line 3, column 1", "cut off"]);
    for length in 0..COMMUNICATIONS.trim_ascii_end().len() {
        if length % 499 == 0 {
            assert!(csdl::read(&COMMUNICATIONS[..length]).is_err(), "after {length} bytes");
        }
    }
}

#[test]
fn a_malformed_document_is_told_as_such() {
    let text = |elements: &str| schema(elements);
    refused(
        text("<EntityType Name=\"e\"></ComplexType>"),
        &["line 5, column 22", "in <EntityType Name=\"e\">", "`</ComplexType>` where `</EntityType>` is due"],
    );
    refused(text("<EntityType Name=\"e\" Name=\"f\" />"), &["the attribute `Name` twice"]);
    refused(text("<EntityType Name=e />"), &["well-formed"]);
    refused(text("<EntityType Name=\"&unknown;\" />"), &["unknown", "`&amp;`"]);
    refused(text("<EntityType Name=\"e\">&unknown;</EntityType>"), &["unknown", "`&amp;`"]);
    refused(text("<EntityType Name=\"e\"> & </EntityType>"), &["well-formed"]);
    refused(document("<!DOCTYPE x>"), &["DOCTYPE"]);
    refused(format!("{}<more />", schema("")), &["a second document begins here"]);
    refused(format!("{}more", schema("")), &["text behind the end"]);
    assert!(csdl::read(format!("{}<!-- more --><?more?>\n", schema("")).as_bytes()).is_ok());
}

#[test]
fn what_an_element_lacks_is_named() {
    for (elements, words) in [
        ("<EntityType />", &["line 5, column 1: in <EntityType>: it has no attribute `Name`"][..]),
        ("<ComplexType Name=\"\" />", &["its Name is none"]),
        ("<EnumType Name=\"e\"><Member Value=\"1\" /></EnumType>", &["in <Member>", "`Name`"]),
        (
            "<EnumType Name=\"e\"><Member Name=\"m\" Value=\"one\" /></EnumType>",
            &["<Member Name=\"m\">", "no whole number"],
        ),
        ("<EnumType Name=\"e\"><Member Name=\"m\" Value=\"9223372036854775808\" /></EnumType>", &["no whole number"]),
        (
            "<EnumType Name=\"e\"><Member Name=\"m\" Value=\"9223372036854775807\" /><Member Name=\"n\" /></EnumType>",
            &["<Member Name=\"n\">", "no whole number"],
        ),
        ("<TypeDefinition Name=\"d\" />", &["`UnderlyingType`"]),
        (
            "<EntityType Name=\"e\">\n  <Property Name=\"p\" />\n</EntityType>",
            &["line 6, column 3: in <Property Name=\"p\">: it has no attribute `Type`"],
        ),
        (
            "<EntityType Name=\"e\"><Property Name=\"p\" Type=\"String\" /></EntityType>",
            &["`String` is no type", "`Edm.String`"],
        ),
        ("<EntityType Name=\"e\"><Property Name=\"p\" Type=\"Collection(Edm.String\" /></EntityType>", &["is no type"]),
        (
            "<EntityType Name=\"e\"><Property Name=\"p\" Type=\"Edm.String\" Nullable=\"maybe\" /></EntityType>",
            &["`Nullable` is `maybe`", "true or false"],
        ),
        ("<EntityType Name=\"e\" BaseType=\"Collection(x.e)\" />", &["is no name with its namespace"]),
        ("<EntityType Name=\"e\"><Key><PropertyRef Name=\"a b\" /></Key></EntityType>", &["is no name of a property"]),
        ("<Action Name=\"a\"><Parameter Name=\"p\" /></Action>", &["<Parameter Name=\"p\">", "`Type`"]),
        ("<Action Name=\"a\" IsBound=\"true\" />", &["<Action Name=\"a\">", "no parameter that it could be bound to"]),
        ("<Function Name=\"f\"><ReturnType /></Function>", &["<ReturnType>", "`Type`"]),
        (
            "<EntityContainer Name=\"c\"><EntitySet Name=\"s\" /></EntityContainer>",
            &["<EntitySet Name=\"s\">", "`EntityType`"],
        ),
        ("<EntityContainer Name=\"c\"><Singleton Type=\"x.e\" /></EntityContainer>", &["<Singleton>", "`Name`"]),
        ("<Annotations />", &["<Annotations>", "`Target`"]),
        ("<Annotations Target=\"x.e\"><Annotation /></Annotations>", &["<Annotation>", "`Term`"]),
    ] {
        refused(schema(elements), words);
    }
}

#[test]
fn a_name_has_letters_digits_and_underscores() {
    let long = "n".repeat(129);
    for name in
        ["a b", "a\tb", "a/b", "a.b", "a-b", "1a", "a'b", "a(b)", "a&#10;b", "a&lt;b", "a\u{202e}b", long.as_str()]
    {
        for element in ["EntityType", "ComplexType", "EnumType", "Action", "Function", "EntityContainer"] {
            refused(schema(&format!("<{element} Name=\"{name}\" />")), &["its Name is none", "at most 128 characters"]);
        }
        refused(
            schema(&format!("<EntityType Name=\"e\"><Property Name=\"{name}\" Type=\"Edm.String\" /></EntityType>")),
            &["its Name is none"],
        );
        refused(
            schema(&format!("<Action Name=\"a\"><Parameter Name=\"{name}\" Type=\"Edm.String\" /></Action>")),
            &["its Name is none"],
        );
        refused(schema(&format!("<EnumType Name=\"e\"><Member Name=\"{name}\" /></EnumType>")), &["its Name is none"]);
    }
    for name in ["_a1", "Straße", "日本", &"n".repeat(128)] {
        assert!(csdl::read(schema(&format!("<EntityType Name=\"{name}\" />")).as_bytes()).is_ok(), "{name}");
    }
}

#[test]
fn a_message_is_one_short_line_that_no_terminal_obeys() {
    let message = refusal(schema(&format!("<EntityType Name=\"&#27;[2J&#10;\u{202e}{}\" />", "long ".repeat(1000))));
    assert!(message.chars().all(|c| !c.is_control() && c != '\u{202e}'), "{message:?}");
    assert!(message.len() < 400, "{message}");
}

#[test]
fn two_things_of_one_name_are_refused() {
    for (elements, words) in [
        (
            "<EntityType Name=\"e\" />\n<ComplexType Name=\"e\" />",
            &["line 6", "two types of the name example.v1.e, the first in line 5"][..],
        ),
        (
            "<EntityType Name=\"e\"><Property Name=\"p\" Type=\"Edm.String\" /><NavigationProperty Name=\"p\" Type=\"x.e\" /></EntityType>",
            &["<NavigationProperty Name=\"p\">", "already"],
        ),
        ("<EnumType Name=\"e\"><Member Name=\"m\" /><Member Name=\"m\" /></EnumType>", &["already"]),
        (
            "<Action Name=\"a\"><Parameter Name=\"p\" Type=\"Edm.String\" /><Parameter Name=\"p\" Type=\"Edm.String\" /></Action>",
            &["already"],
        ),
        ("<Action Name=\"a\" />\n<Action Name=\"a\" />", &["line 6", "two overloads example.v1.a()", "line 5"]),
        (
            "<EntityContainer Name=\"c\"><Singleton Name=\"s\" Type=\"x.e\" /><EntitySet Name=\"s\" EntityType=\"x.e\" /></EntityContainer>",
            &["two members of the name s"],
        ),
        (
            "<EntityContainer Name=\"c\"><Singleton Name=\"s\" Type=\"x.e\" /></EntityContainer><EntityContainer Name=\"d\" Extends=\"x.c\"><Singleton Name=\"s\" Type=\"x.f\" /></EntityContainer>",
            &["two members of the name s"],
        ),
    ] {
        refused(schema(elements), words);
    }
    let overloads = "<Function Name=\"f\"><Parameter Name=\"a\" Type=\"Edm.String\" /></Function><Function Name=\"f\"><Parameter Name=\"b\" Type=\"Edm.String\" /></Function>";
    assert_eq!(csdl::read(schema(overloads).as_bytes()).unwrap().operations.len(), 2);
}

#[test]
fn a_type_that_is_its_own_base_is_refused() {
    for elements in [
        "<EntityType Name=\"a\" BaseType=\"x.a\" />",
        "<EntityType Name=\"c\" BaseType=\"x.a\" /><EntityType Name=\"a\" BaseType=\"x.b\" /><EntityType Name=\"b\" BaseType=\"x.a\" />",
    ] {
        refused(schema(elements), &["line 5", "is derived from itself"]);
    }
    let tree = "<EntityType Name=\"a\" BaseType=\"x.c\" /><EntityType Name=\"b\" BaseType=\"x.c\" /><EntityType Name=\"c\" BaseType=\"x.d\" />";
    assert!(csdl::read(schema(tree).as_bytes()).is_ok(), "x.d is in no document that we have");
}
