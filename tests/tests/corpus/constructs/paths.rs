//! Resources with several paths: each documented path of a page is a variant, or variants one in another.

use graph_action::{graph_action, graph_path, graph_type};
use serde_json::{Map, Value};

use crate::harness::page;

#[graph_path]
enum MessagePath {
    #[graph("/me/messages/<id>")]
    Mine { id: &'static str },
    #[graph("/users/<user>/messages/<id>")]
    OfUser { user: &'static str, id: &'static str },
    #[graph("/me/mailFolders/<folder>/messages/<id>")]
    InMyFolder { folder: &'static str, id: &'static str },
    #[graph("/users/<user>/mailFolders/<folder>/messages/<id>")]
    InFolder { user: &'static str, folder: &'static str, id: &'static str },
}

impl MessagePath {
    /// The paths in the order of the pages.
    fn documented() -> [Self; 4] {
        let (user, folder, id) = ("{id | userPrincipalName}", "{id}", "{id}");
        [
            Self::Mine { id },
            Self::OfUser { user, id },
            Self::InMyFolder { folder, id },
            Self::InFolder { user, folder, id },
        ]
    }
}

#[graph_type("microsoft.graph.message")]
struct Message {
    id: String,
    /// What this test is not about.
    #[graph(extra)]
    extra: Map<String, Value>,
}

#[graph_action(POST "<message>/move" -> Message)]
struct Move {
    message: MessagePath,
    destination_id: &'static str,
}

#[test]
fn moves_a_message() {
    let moving = |message| Move { message, destination_id: "deleteditems" };
    page("message-move").example(0).check(&moving(MessagePath::Mine { id: "AAMkADhAAATs28OAAA=" }));
    for (index, message) in MessagePath::documented().into_iter().enumerate() {
        page("message-move").check_path(index, &moving(message));
    }
}

#[graph_action(POST "<message>/replyAll")]
struct ReplyAll {
    message: MessagePath,
    comment: Option<&'static str>,
}

/// The page has `me` for the name of a user.
#[test]
fn replies_to_all() {
    let reply = |message| ReplyAll { message, comment: Some("comment-value") };
    page("message-replyall").example(0).check(&reply(MessagePath::Mine { id: "{id}" }));
    page("message-replyall").check_path(0, &reply(MessagePath::OfUser { user: "me", id: "{id}" }));
    for (index, message) in MessagePath::documented().into_iter().enumerate().skip(1) {
        page("message-replyall").check_path(index, &reply(message));
    }
}

#[graph_path]
enum WorkbookPath {
    #[graph("/me/drive/items/<id>/workbook")]
    ById { id: &'static str },
    #[graph("/me/drive/root:/<path..>:/workbook")]
    ByPath { path: &'static str },
}

/// Two paths to the workbook, three from there to the range: six.
#[graph_path]
enum RangePath {
    #[graph("<workbook>/names/<name>/range")]
    Named { workbook: WorkbookPath, name: &'static str },
    #[graph("<workbook>/worksheets/<sheet>/range(address='<address>')")]
    InSheet { workbook: WorkbookPath, sheet: &'static str, address: &'static str },
    #[graph("<workbook>/tables/<table>/columns/<column>/range")]
    OfColumn { workbook: WorkbookPath, table: &'static str, column: &'static str },
}

impl RangePath {
    /// The range of the examples.
    const EXAMPLE: Self = Self::Named { workbook: WorkbookPath::ById { id: "{id}" }, name: "{name}" };

    /// The paths in the order of the pages.
    fn documented() -> impl Iterator<Item = Self> {
        let workbooks =
            || [WorkbookPath::ById { id: "{id}" }, WorkbookPath::ByPath { path: "{item-path}" }].into_iter();
        let named = workbooks().map(|workbook| Self::Named { workbook, name: "{name}" });
        let in_sheet = workbooks().map(|workbook| Self::InSheet { workbook, sheet: "{id|name}", address: "<address>" });
        let of_column =
            workbooks().map(|workbook| Self::OfColumn { workbook, table: "{id|name}", column: "{id|name}" });
        named.chain(in_sheet).chain(of_column)
    }
}

#[graph_action(POST "<range>/format/autofitColumns")]
struct AutofitColumns {
    range: RangePath,
}

#[graph_action(POST "<range>/format/fill/clear")]
struct ClearFill {
    range: RangePath,
}

#[test]
fn formats_a_range() {
    page("rangeformat-autofitcolumns").example(0).check(&AutofitColumns { range: RangePath::EXAMPLE });
    page("rangefill-clear").example(0).check(&ClearFill { range: RangePath::EXAMPLE });
    for (index, range) in RangePath::documented().enumerate() {
        page("rangeformat-autofitcolumns").check_path(index, &AutofitColumns { range });
    }
    for (index, range) in RangePath::documented().enumerate() {
        page("rangefill-clear").check_path(index, &ClearFill { range });
    }
}

#[graph_path]
enum ItemPath {
    #[graph("/drives/<drive>/items/<id>")]
    InDrive { drive: &'static str, id: &'static str },
    #[graph("/groups/<group>/drive/items/<id>")]
    OfGroup { group: &'static str, id: &'static str },
    #[graph("/me/drive/items/<id>")]
    Mine { id: &'static str },
    #[graph("/sites/<site>/drive/items/<id>")]
    OfSite { site: &'static str, id: &'static str },
    #[graph("/users/<user>/drive/items/<id>")]
    OfUser { user: &'static str, id: &'static str },
}

#[graph_action(POST "<item>/versions/<version>/restoreVersion")]
struct RestoreVersion {
    item: ItemPath,
    version: &'static str,
}

#[test]
fn restores_a_version() {
    let restore = |item| RestoreVersion { item, version: "{version-id}" };
    let pages = page("driveitemversion-restore");
    pages.example(0).check(&restore(ItemPath::InDrive { drive: "{drive-id}", id: "{item-id}" }));
    for (index, item) in [
        ItemPath::InDrive { drive: "{driveId}", id: "{itemId}" },
        ItemPath::OfGroup { group: "{groupId}", id: "{itemId}" },
        ItemPath::Mine { id: "{item-id}" },
        ItemPath::OfSite { site: "{siteId}", id: "{itemId}" },
        ItemPath::OfUser { user: "{userId}", id: "{itemId}" },
    ]
    .into_iter()
    .enumerate()
    {
        pages.check_path(index, &restore(item));
    }
}
