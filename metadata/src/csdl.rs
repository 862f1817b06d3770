//! Reading CSDL, the XML in which an OData service says what it has: its `$metadata`.
//!
//! Four steps, each in a module of its own: [`source`] hands out bytes within limits and knows the line, [`xml`] makes elements of
//! them, [`parse`] makes a [`document`] of the elements, as it stands, and [`resolve`], [`check`] and [`annotate`] make
//! a [`Schema`] of that, with every name qualified. The document is read once, front to back; what is in it that [`Schema`] has no
//! place for is passed over, and costs no memory.
//!
//! Nothing of any one service is known here. Nothing here trusts a document: time and memory are bounded, whatever it holds.

mod annotate;
mod check;
mod document;
mod error;
mod names;
mod parse;
mod resolve;
mod source;
mod tag;
mod xml;

use std::io::BufRead;

pub use error::Error;

use crate::Schema;
use parse::Parser;
use resolve::Names;

/// Reads the metadata of an OData service: CSDL 4.0 or 4.01 as XML, in UTF-8.
///
/// Takes bytes (`&[u8]`) or anything that is buffered. What the document says and [`Schema`] has no place for is passed over; a
/// type that it names and does not define stays a name. The `$metadata` of other services than Microsoft Graph, of its beta and of
/// national clouds are as good.
///
/// # Errors
///
/// Says the line, the column and the element, and what to do: the text is no CSDL or that of an older OData, is no
/// well-formed XML, breaks off, contradicts itself (two types of one name, a type derived from itself), or goes beyond the limits
/// that keep a hostile document harmless: 128 MiB, 4 million pieces of markup, 1 MiB for one of them, 64 levels.
/// A `DOCTYPE` is refused.
///
/// See [Common Schema Definition Language](https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html) and
/// [Microsoft Graph's `$metadata`](https://learn.microsoft.com/graph/traverse-the-graph#microsoft-graph-api-metadata).
///
/// ```
/// let text = br#"
///     <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
///       <edmx:DataServices>
///         <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
///           <EntityType Name="call" />
///           <Action Name="keepAlive" IsBound="true">
///             <Parameter Name="bindingParameter" Type="graph.call" />
///           </Action>
///         </Schema>
///       </edmx:DataServices>
///     </edmx:Edmx>"#;
/// let schema = graph_action_metadata::csdl::read(&text[..])?;
/// assert_eq!(schema.operations[0].id(), "microsoft.graph.keepAlive(microsoft.graph.call)");
///
/// let error = graph_action_metadata::csdl::read(&b"<html><title>Sign in</title></html>"[..]).unwrap_err();
/// assert_eq!((error.line(), error.column()), (1, 1));
/// assert!(error.to_string().contains("was the download a login page?"), "{error}");
/// # Ok::<(), graph_action_metadata::csdl::Error>(())
/// ```
pub fn read(mut text: impl BufRead) -> Result<Schema, Error> {
    read_from(&mut text)
}

/// [`read`], compiled once for all readers.
fn read_from(text: &mut dyn BufRead) -> Result<Schema, Error> {
    let mut document = Parser::new(text)?.document()?;
    let names = Names::of(&document);
    names.replace_all(&mut document)?;
    check::document(&document)?;
    let docs = annotate::document(&mut document, &names)?;
    Ok(document.into_schema(docs))
}
