//! A service small enough to be seen at once, with one of everything that a path can meet.

use std::collections::BTreeMap;

use graph_action_metadata::model::{
    Deprecation, Enumeration, Member, MemberKind, Navigation, Object, Operation, OperationKind, Parameter, Property,
    Returns, Shape, Type, TypeRef,
};
use graph_action_metadata::{Index, Schema};

/// The index of [`schema`].
pub(crate) fn index() -> Index {
    Index::of(&schema())
}

/// A part of Graph, with real names where Graph has the thing, and of `ns.sub` where a sub-namespace is needed.
pub(crate) fn schema() -> Schema {
    let mut schema = Schema { types: types(), operations: operations(), members: members(), docs: BTreeMap::new() };
    for ty in &mut schema.types {
        if let Shape::Object(object) = &mut ty.shape {
            match ty.name.as_str() {
                "microsoft.graph.application" => object.alternate_keys = vec![vec!["appId".to_owned()]],
                "microsoft.graph.entity" => object.key = vec!["id".to_owned()],
                _ => {}
            }
        }
    }
    schema.sort();
    schema
}

/// The types.
fn types() -> Vec<Type> {
    vec![
        entity("entity", "", "abstract", &["id String"]),
        entity("directoryObject", "entity", "", &["deletedDateTime DateTimeOffset"]),
        entity(
            "user",
            "directoryObject",
            "open",
            &[
                "displayName String",
                "messages *message c",
                "events *event c",
                "calendar calendar c",
                "calendars *calendar c",
                "drive drive c",
                "photo profilePhoto c",
                "photos *profilePhoto c",
                "manager directoryObject v",
                "memberOf *directoryObject v",
                "mailboxSettings mailboxSettings",
                "otherMails *String",
                "userType kind",
                "old String !",
                "stranger elsewhere.stranger v",
            ],
        ),
        entity(
            "group",
            "directoryObject",
            "",
            &["members *directoryObject v", "events *event c", "calendar calendar c"],
        ),
        entity("application", "directoryObject", "", &["appId String"]),
        entity(
            "message",
            "entity",
            "open",
            &["subject String", "attachments *attachment c", "extensions *extension c"],
        ),
        entity("calendarSharingMessage", "message", "", &[]),
        entity("extension", "entity", "", &[]),
        entity("attachment", "entity", "abstract", &["name String"]),
        entity("fileAttachment", "attachment", "stream", &["contentBytes Binary"]),
        entity("itemAttachment", "attachment", "", &["item entity c"]),
        entity("calendar", "entity", "", &["name String", "events *event c", "calendarView *event c"]),
        entity("event", "entity", "", &["subject String", "calendar calendar v"]),
        entity("profilePhoto", "entity", "stream", &[]),
        entity("drive", "entity", "", &["root driveItem c", "items *driveItem c"]),
        entity(
            "driveItem",
            "entity",
            "open",
            &["name String", "root rootFacet", "content Stream", "children *driveItem c", "workbook workbook c"],
        ),
        entity("workbook", "entity", "", &["sheets *sheet c"]),
        entity("sheet", "entity", "", &["name String"]),
        entity("range", "entity", "", &["address String", "format format c"]),
        entity("format", "entity", "", &[]),
        entity("site", "entity", "", &["root rootFacet", "drive drive c"]),
        entity("sub.scan", "entity", "", &[]),
        entity("retired", "entity", "!", &[]),
        complex("rootFacet", &[]),
        complex("mailboxSettings", &["timeZone String", "rules *rule"]),
        complex("rule", &["name String"]),
        Type { name: name("kind"), shape: Shape::Enum(Enumeration::default()), deprecated: None },
    ]
}

/// The operations.
fn operations() -> Vec<Operation> {
    vec![
        action("user", "sendMail", ""),
        action("user", "microsoft.graph.changePassword", "old:String"),
        action("directoryObject", "checkMemberGroups", ""),
        action("*directoryObject", "getByIds", ""),
        function("*user", "delta", "", "*user"),
        function("user", "reminderView", "StartDateTime:String EndDateTime:String", "*event"),
        action("message", "reply", ""),
        action("calendarSharingMessage", "accept", ""),
        action("event", "accept", ""),
        function("*event", "delta", "", "*event"),
        function("attachment", "size", "", "Int64"),
        function("fileAttachment", "scan", "", "Boolean"),
        function("driveItem", "search", "q:String", "*driveItem"),
        function("driveItem", "delta", "", "*driveItem"),
        function("driveItem", "delta", "token:String", "*driveItem"),
        function("driveItem", "download", "", "Stream"),
        function("sheet", "range", "", "range"),
        function("sheet", "range", "address:String", "range"),
        function("sheet", "image", "width:Int32? height:Int32?", "String"),
        function("sheet", "image", "width:Int32", "String"),
        action("format", "autofit", ""),
        action("sub.scan", "microsoft.graph.sub.start", ""),
        function("*sub.scan", "microsoft.graph.sub.count", "type:String", "Int32"),
        action("sub.scan", "microsoft.graph.sub.twice", ""),
        action("sub.scan", "microsoft.graph.other.twice", ""),
        action("*sub.scan", "microsoft.graph.sub.stop", ""),
        function("", "find", "id:String", "*user"),
        action("", "resetAll", ""),
    ]
}

/// What a path may begin with.
fn members() -> Vec<Member> {
    vec![
        member("users", MemberKind::EntitySet, "user"),
        member("groups", MemberKind::EntitySet, "group"),
        member("applications", MemberKind::EntitySet, "application"),
        member("directoryObjects", MemberKind::EntitySet, "directoryObject"),
        member("sites", MemberKind::EntitySet, "site"),
        member("scans", MemberKind::EntitySet, "sub.scan"),
        member("retireds", MemberKind::EntitySet, "retired"),
        member("me", MemberKind::Singleton, "user"),
        member("find", MemberKind::FunctionImport, "find"),
        member("resetAll", MemberKind::ActionImport, "resetAll"),
    ]
}

/// What the document says of what goes away.
fn deprecation() -> Deprecation {
    Deprecation { date: Some("2024-01-01".to_owned()), ..Deprecation::default() }
}

/// The qualified name of a type of the tests.
fn name(short: &str) -> String {
    match short {
        _ if short.starts_with("microsoft.") || short.starts_with("elsewhere.") => short.to_owned(),
        _ if short.starts_with(char::is_uppercase) => format!("Edm.{short}"),
        _ => format!("microsoft.graph.{short}"),
    }
}

/// A type, a star in front of which means a collection.
pub(crate) fn ty(text: &str) -> TypeRef {
    text.strip_prefix('*').map_or_else(|| TypeRef::one(name(text)), |one| TypeRef::collection(name(one)))
}

/// An entity type; each property is its name, its type, and `c` for containment, `v` for a reference, `!` for deprecated.
fn entity(short: &str, base: &str, flags: &str, properties: &[&str]) -> Type {
    let object = Object {
        is_entity: true,
        base: Some(base).filter(|base| !base.is_empty()).map(name),
        is_abstract: flags == "abstract",
        is_open: flags == "open",
        has_stream: flags == "stream",
        properties: properties.iter().map(|text| property(text)).collect(),
        ..Object::default()
    };
    Type { name: name(short), shape: Shape::Object(object), deprecated: (flags == "!").then(deprecation) }
}

/// A complex type.
fn complex(short: &str, properties: &[&str]) -> Type {
    let object = Object { properties: properties.iter().map(|text| property(text)).collect(), ..Object::default() };
    Type { name: name(short), shape: Shape::Object(object), deprecated: None }
}

/// A property.
fn property(text: &str) -> Property {
    let words: Vec<&str> = text.split(' ').collect();
    let flag = words.get(2).copied().unwrap_or_default();
    Property {
        name: words[0].to_owned(),
        ty: ty(words[1]),
        is_nullable: true,
        is_read_only: false,
        navigation: match flag {
            "c" => Some(Navigation::Contained),
            "v" => Some(Navigation::Reference),
            _ => None,
        },
        deprecated: (flag == "!").then(deprecation),
    }
}

/// An action.
fn action(on: &str, short: &str, parameters: &str) -> Operation {
    operation(OperationKind::Action, on, short, parameters, None)
}

/// A function.
fn function(on: &str, short: &str, parameters: &str, returns: &str) -> Operation {
    operation(OperationKind::Function, on, short, parameters, Some(returns))
}

/// An operation; each parameter is `name:Type`, and optional with a `?` behind.
fn operation(kind: OperationKind, on: &str, short: &str, parameters: &str, returns: Option<&str>) -> Operation {
    Operation {
        name: name(short),
        kind,
        binding: Some(on).filter(|on| !on.is_empty()).map(ty),
        parameters: parameters
            .split_whitespace()
            .map(|text| {
                let (name, of) = text.split_once(':').unwrap();
                Parameter {
                    name: name.to_owned(),
                    ty: ty(of.trim_end_matches('?')),
                    is_nullable: false,
                    is_optional: of.ends_with('?'),
                    deprecated: None,
                }
            })
            .collect(),
        returns: returns.map(|returns| Returns { ty: ty(returns), is_nullable: false }),
        is_composable: false,
        deprecated: None,
    }
}

/// A member of the entity container.
fn member(member: &str, kind: MemberKind, target: &str) -> Member {
    Member { name: member.to_owned(), kind, target: name(target), deprecated: None }
}
