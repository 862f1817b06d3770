//! Small services, and the declarations that are written of them.

mod actions;
mod deprecated;
mod names;
mod types;

use graph_action_metadata::{Index, csdl};

use super::{Error, Options, select, text};

/// An index of a service with these elements in `microsoft.graph`, and a container.
fn index(elements: &str, container: &str) -> Index {
    index_of(&format!(r#"<Schema Namespace="microsoft.graph" Alias="graph">{elements}{}</Schema>"#, members(container)))
}

/// The container with these members.
fn members(container: &str) -> String {
    format!(r#"<EntityContainer Name="GraphService">{container}</EntityContainer>"#)
}

/// An index of some schemas.
fn index_of(schemas: &str) -> Index {
    let document = format!(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>{}</edmx:DataServices></edmx:Edmx>"#,
        schemas.replace("<Schema ", r#"<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" "#)
    );
    Index::of(&csdl::read(document.as_bytes()).unwrap())
}

/// The module for all operations of a service.
fn module(index: &Index, options: &Options) -> String {
    text(index, &select(index, &["*".to_owned()]).unwrap(), options).unwrap()
}

/// The item of a name, from its documentation on.
fn item<'a>(module: &'a str, name: &str) -> &'a str {
    let items = module.split("\n\n");
    let is_it = |item: &&str| {
        item.lines().any(|line| {
            let line = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum ")).unwrap_or_default();
            line.split(' ').next() == Some(name)
        })
    };
    items.filter(is_it).last().map_or_else(|| panic!("no `{name}` in\n{module}"), str::trim_end)
}

/// An action on an entity `event`, with parameters and a return type.
fn action(name: &str, inside: &str) -> String {
    format!(
        r#"<Action Name="{name}" IsBound="true"><Parameter Name="bindingParameter" Type="graph.event" />{inside}</Action>"#
    )
}

/// A function on an entity `event`, with parameters and a return type.
fn function(name: &str, inside: &str) -> String {
    action(name, inside).replace("Action", "Function")
}

/// The entity `event`, and where it is.
const EVENT: &str = r#"<EntityType Name="event"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" Nullable="false" /></EntityType>"#;

/// One set of events.
const EVENTS: &str = r#"<EntitySet Name="events" EntityType="microsoft.graph.event" />"#;

/// A service with operations on an event, and other elements.
fn on_event(operations: &[String], elements: &str) -> Index {
    index(&format!("{EVENT}{elements}{}", operations.concat()), EVENTS)
}
