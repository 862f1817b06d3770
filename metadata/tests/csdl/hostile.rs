//! Documents that are made to cost time or memory. Each is 100 MB, or asks for more than it is long.

use std::io::{self, BufRead, Read};

use graph_action_metadata::csdl;

use super::endless::Endless;
use super::{COMMUNICATIONS, refusal, schema};

/// As long as the junk is.
const LENGTH: usize = 100 << 20;

/// Reads 100 MB of a piece within a schema: what is said, and how much was read.
fn junk(start: &str, piece: &str) -> (String, usize) {
    let schema = schema("@");
    let (before, after) = schema.split_once('@').unwrap();
    let mut text = Endless::new(&format!("{before}{start}"), piece, after, LENGTH);
    let outcome = csdl::read(&mut text);
    (outcome.map_or_else(|error| error.to_string(), |_| "it was read".to_owned()), text.read)
}

#[test]
fn a_single_piece_without_end_is_given_up_early() {
    for (start, piece) in [
        ("", "text "),
        ("<!--", "text "),
        ("<![CDATA[", "text "),
        ("<?pi ", "text "),
        ("<EntityType Name=\"", "name"),
        ("<EntityType ", "a=\"\" "),
        ("<", "name"),
        ("<EntityType Name=\"e\"><Annotation Term=\"Org.OData.Core.V1.Description\"><String>", "text "),
    ] {
        let (said, read) = junk(start, piece);
        assert!(said.contains("longer than 1 MiB"), "{start}: {said}");
        assert!(read < 2 << 20, "{start}: {read} bytes were read");
    }
}

#[test]
fn nesting_is_given_up_early() {
    for piece in
        ["<a>", "<EntityType Name=\"e\"><Annotation Term=\"Org.OData.Core.V1.Revisions\"><Collection>", "<Collection>"]
    {
        let (said, read) = junk("", piece);
        assert!(said.contains("deeper than 64 levels"), "{piece}: {said}");
        assert!(read < 2 << 20, "{piece}: {read} bytes were read");
    }
}

#[test]
fn very_long_documents_are_given_up() {
    // Fewer pieces than are allowed, and more bytes.
    let piece = format!("<!--{}-->", " ".repeat(100 << 10));
    let schema = schema("@");
    let (before, after) = schema.split_once('@').unwrap();
    let mut text = Endless::new(before, &piece, after, 200 << 20);
    let error = csdl::read(&mut text).unwrap_err().to_string();
    assert!(error.contains("longer than 128 MiB"), "{error}");
    assert!(text.read < 130 << 20);
}

#[test]
fn junk_that_is_no_xml_is_not_read_at_all() {
    let mut text = Endless::new("", "junk ", "", LENGTH);
    assert!(csdl::read(&mut text).unwrap_err().to_string().contains("no XML"));
    assert!(text.read <= 1024);
}

#[test]
fn entities_are_not_expanded() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
        <edmx:Edmx Version="4.0"><edmx:DataServices><Schema Namespace="n"><EntityType Name="&lol2;" /></Schema></edmx:DataServices></edmx:Edmx>"#;
    assert!(refusal(bomb).contains("Entities are not expanded"));
    let outside = r#"<!DOCTYPE x SYSTEM "file:///etc/passwd"><x />"#;
    assert!(refusal(outside).contains("DOCTYPE"));
}

#[test]
fn an_alias_for_a_long_namespace_does_not_multiply_it() {
    let namespace = vec!["n".repeat(120); 16].join(".");
    let property = |number: usize| format!("<Property Name=\"p{number}\" Type=\"g.t\" />");
    let properties: String = (0..40_000).map(property).collect();
    let text = super::document(&format!(
        "<Schema Namespace=\"{namespace}\" Alias=\"g\"><EntityType Name=\"t\">{properties}</EntityType></Schema>"
    ));
    let refused = refusal(&text);
    assert!(refused.contains("more than 64 MiB"), "{} bytes: {refused}", text.len());
}

#[test]
fn descriptions_of_many_parameters_do_not_multiply_the_signature() {
    let parameter = |number: usize| {
        format!(
            "<Parameter Name=\"p{number}\" Type=\"Edm.DateTimeOffset\"><Annotation Term=\"Org.OData.Core.V1.Description\" String=\"d\" /></Parameter>"
        )
    };
    let parameters: String = (0..6_000).map(parameter).collect();
    let refused = refusal(schema(&format!("<Function Name=\"f\">{parameters}</Function>")));
    assert!(refused.contains("more than 64 MiB"), "{refused}");
}

#[test]
fn many_annotations_of_many_overloads_take_no_longer_than_their_number() {
    let overload = |number: usize| {
        format!(
            "<EntityType Name=\"e{number}\" /><Action Name=\"a\" IsBound=\"true\"><Parameter Name=\"b\" Type=\"x.e{number}\" /><Parameter Name=\"p{number}\" Type=\"Edm.String\" /></Action>"
        )
    };
    let note = |number: usize| {
        format!(
            "<Annotations Target=\"x.a/p{number}\"><Annotation Term=\"Org.OData.Core.V1.OptionalParameter\" /></Annotations>"
        )
    };
    let text: String = (0..4_000).map(overload).chain((0..4_000).map(note)).collect();
    let schema = csdl::read(schema(&text).as_bytes()).unwrap();
    assert!(schema.operations.iter().all(|operation| operation.parameters[0].is_optional));
}

#[test]
fn a_long_line_of_bases_is_followed_once() {
    let ty = |number: usize| format!("<EntityType Name=\"e{number}\" BaseType=\"x.e{}\" />", number + 1);
    let text: String = (0..20_000).map(ty).collect();
    assert_eq!(csdl::read(schema(&text).as_bytes()).unwrap().types.len(), 20_000);
}

/// Hands out one byte at a time, with an interruption before each.
struct Slow<'t> {
    /// What is left.
    text: &'t [u8],
    /// Whether it is interrupted next.
    is_interrupted: bool,
}

impl Read for Slow<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let amount = self.fill_buf()?.read(into)?;
        self.consume(amount);
        Ok(amount)
    }
}

impl BufRead for Slow<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.is_interrupted = !self.is_interrupted;
        if self.is_interrupted {
            Err(io::ErrorKind::Interrupted.into())
        } else {
            Ok(&self.text[..self.text.len().min(1)])
        }
    }

    fn consume(&mut self, amount: usize) {
        self.text = &self.text[amount..];
    }
}

#[test]
fn how_the_bytes_come_makes_no_difference() {
    let whole = csdl::read(COMMUNICATIONS).unwrap();
    assert_eq!(csdl::read(Slow { text: COMMUNICATIONS, is_interrupted: false }).unwrap(), whole);
    let wrong = schema("<!-- ü -->\n  <EntityType Name=\"ä b\" />");
    let places = [csdl::read(wrong.as_bytes()), csdl::read(Slow { text: wrong.as_bytes(), is_interrupted: false })]
        .map(|outcome| {
            let error = outcome.unwrap_err();
            (error.line(), error.column())
        });
    assert_eq!(places, [(6, 3); 2]);
}

/// Fails after some bytes.
struct Failing<'t>(&'t [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.0.read(into)? {
            0 => Err(io::Error::new(io::ErrorKind::ConnectionReset, "the cable was pulled")),
            read => Ok(read),
        }
    }
}

#[test]
fn a_reader_that_fails_is_quoted() {
    for length in [0, 10, 5_000] {
        let error = csdl::read(io::BufReader::new(Failing(&COMMUNICATIONS[..length]))).unwrap_err();
        assert!(error.to_string().contains("could not be read: the cable was pulled"), "{error}");
        assert!(std::error::Error::source(&error).is_some());
    }
}
