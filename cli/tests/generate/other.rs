//! A service that is not Graph: operations that are bound to nothing, keys of several parts, flags, another namespace.

use cargo_graph_action::generate::{self, Options};
use cargo_graph_action::{lookup, search};
use graph_action_metadata::path::Path;
use graph_action_metadata::resolve::{Target, resolve};
use graph_action_metadata::{Index, csdl};

use crate::formatted::assert_formatted;
use crate::service::{cargo, crate_of};

/// A small library.
const LIBRARY: &str = r#"<?xml version="1.0"?>
<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Example.Library" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EnumType Name="Genres" IsFlags="true"><Member Name="None" Value="0" /><Member Name="Crime" Value="1" /><Member Name="Travel" Value="2" /></EnumType>
  <TypeDefinition Name="Isbn" UnderlyingType="Edm.String" />
  <ComplexType Name="Place"><Property Name="Shelf" Type="Edm.Int16" Nullable="false" /><Property Name="type" Type="Edm.String" /></ComplexType>
  <ComplexType Name="Vault" BaseType="Example.Library.Place"><Property Name="Lock" Type="Edm.Guid" /></ComplexType>
  <EntityType Name="Book">
    <Key><PropertyRef Name="Isbn" /><PropertyRef Name="Copy" /></Key>
    <Property Name="Isbn" Type="Example.Library.Isbn" Nullable="false" /><Property Name="Copy" Type="Edm.Int32" Nullable="false" />
    <Property Name="Genres" Type="Example.Library.Genres" /><Property Name="Place" Type="Example.Library.Place" />
    <Property Name="Bought" Type="Edm.Date" /><Property Name="Price" Type="Edm.Decimal" />
    <NavigationProperty Name="Readers" Type="Collection(Example.Library.Reader)" />
  </EntityType>
  <EntityType Name="Reader"><Key><PropertyRef Name="Name" /></Key><Property Name="Name" Type="Edm.String" Nullable="false" />
    <NavigationProperty Name="Books" Type="Collection(Example.Library.Book)" /></EntityType>
  <Action Name="Lend" IsBound="true"><Parameter Name="book" Type="Example.Library.Book" /><Parameter Name="To" Type="Edm.String" Nullable="false" /><Parameter Name="Days" Type="Edm.Byte" /></Action>
  <Action Name="CloseAll"><Parameter Name="Until" Type="Edm.DateTimeOffset" /></Action>
  <Function Name="NearestBook"><Parameter Name="lat" Type="Edm.Double" Nullable="false" /><Parameter Name="lon" Type="Edm.Double" Nullable="false" /><ReturnType Type="Example.Library.Book" /></Function>
  <Function Name="CountBy" IsBound="true"><Parameter Name="books" Type="Collection(Example.Library.Book)" /><Parameter Name="genre" Type="Example.Library.Genres" Nullable="false" /><ReturnType Type="Edm.Int64" /></Function>
  <EntityContainer Name="Container">
    <EntitySet Name="Books" EntityType="Example.Library.Book" /><Singleton Name="Librarian" Type="Example.Library.Reader" />
    <ActionImport Name="CloseAll" Action="Example.Library.CloseAll" /><FunctionImport Name="Nearest" Function="Example.Library.NearestBook" />
  </EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;

/// Its index.
fn index() -> Index {
    Index::of(&csdl::read(LIBRARY.as_bytes()).unwrap())
}

#[test]
fn a_service_that_is_not_graph_compiles_and_agrees_with_its_own_metadata() {
    let index = index();
    let operations = generate::select(&index, &["*".to_owned()]).unwrap();
    assert_eq!(operations.len(), 4);
    let text = generate::text(&index, &operations, &Options::default()).unwrap();
    assert!(!text.contains("microsoft"), "{text}");
    for line in [
        "#[graph_action(POST \"/CloseAll\")]",
        "#[graph_action(GET \"/Nearest(lat=<lat>,lon=<lon>)\" -> Option<Book>)]",
        "#[graph_action(POST \"/Books(Isbn=<isbn>,Copy=<copy>)/Lend\")]",
        "    pub copy: i32,",
        "pub struct LendBook {",
        "#[graph_type(\"Example.Library.Genres\", flags)]",
        "    #[graph(name = \"To\")]",
    ] {
        assert!(text.contains(line), "no `{line}` in\n{text}");
    }
    assert_formatted(&text);
    let root = crate_of("other-service", &index, &[("library", text)]);
    cargo(&root, &["check", "--quiet"]);
}

#[test]
fn its_paths_lead_where_its_metadata_says() {
    let index = index();
    for (path, operation) in [
        ("/Books(Isbn=<isbn>,Copy=<copy>)/Example.Library.Lend", Some("Example.Library.Lend")),
        ("/Librarian/Books/CountBy(genre=<genre>)", Some("Example.Library.CountBy")),
        ("/Nearest(lat=<lat>,lon=<lon>)", Some("Example.Library.NearestBook")),
        ("/CloseAll", Some("Example.Library.CloseAll")),
        ("/Books(Isbn=<isbn>,Copy=<copy>)/Readers/<name>", None),
    ] {
        let target =
            resolve(&index, &Path::parse(path).unwrap()).unwrap_or_else(|error| panic!("{path}: {error}")).target;
        let found = match &target {
            Target::Operation { overloads, .. } => overloads.first().map(|operation| operation.name.as_str()),
            _ => None,
        };
        assert_eq!(found, operation, "{path}");
    }
    let error = resolve(&index, &Path::parse("/Books/<isbn>").unwrap()).unwrap_err().to_string();
    assert_eq!(error, "`<isbn>` names no key of `Example.Library.Book`, whose key is `Isbn,Copy`");
    let operations = index.operations().unwrap();
    let hits = search::operations(&operations, |_| None, &["lend".to_owned(), "days".to_owned()]);
    assert_eq!(hits.first().map(|hit| hit.operation.name.as_str()), Some("Example.Library.Lend"));
    assert_eq!(lookup::name(&index, "reader").unwrap().types.len(), 1);
}
