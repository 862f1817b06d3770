//! What the tests of collections share: the declarations, and servers whose pages lead to themselves.

use futures_util::TryStreamExt;
use graph_action::paging::{Change, Delta};
use graph_action::{Page, graph_action, graph_type};
use tokio::net::TcpListener;

use crate::common::raw::{Act, RawServer, reply};
use crate::common::soon;

/// A user.
#[graph_type]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct User {
    pub(crate) id: Option<String>,
    pub(crate) display_name: Option<String>,
}

/// The users.
#[graph_action(GET "/users" -> Page<User>)]
#[derive(Default)]
pub(crate) struct ListUsers {
    #[graph(query = "$top")]
    pub(crate) top: Option<u32>,
    #[graph(query = "$count")]
    pub(crate) count: Option<bool>,
    #[graph(header = "ConsistencyLevel")]
    pub(crate) consistency_level: Option<&'static str>,
}

/// The users that have changed.
#[graph_action(GET "/users/delta" -> Page<Change<User>>)]
#[derive(Default)]
pub(crate) struct UserDelta {
    #[graph(header = "Prefer")]
    pub(crate) prefer: Option<String>,
}

/// Numbers, for servers that make their own pages.
#[graph_action(GET "/numbers" -> Page<u8>, headers("Prefer" = "odata.maxpagesize=2"))]
pub(crate) struct ListNumbers;

/// A page of numbers with a link, whose name is its annotation's.
pub(crate) fn page(items: &str, link: Option<(&str, &str)>) -> Act {
    let link = link.map_or(String::new(), |(name, link)| format!(r#", "@odata.{name}": "{link}""#));
    reply("200 OK", "Content-Type: application/json\r\n", &format!(r#"{{"value": {items}{link}}}"#))
}

/// A server whose pages lead to itself: the listener first, since they name its address.
pub(crate) async fn server(pages: impl FnOnce(&str) -> Vec<Act>) -> RawServer {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    RawServer::on(listener, pages(&url))
}

/// The changes of a whole round, in words.
pub(crate) async fn round(delta: &mut Delta<Change<User>>) -> graph_action::Result<Vec<String>> {
    let changes: Vec<Change<User>> = soon(delta.try_collect()).await?;
    Ok(changes.into_iter().map(|change| words(&change)).collect())
}

/// A change in words: a name, or why it is gone.
pub(crate) fn words(change: &Change<User>) -> String {
    match change {
        Change::Item(user) => user.display_name.clone().unwrap_or_default(),
        Change::Removed(removal) => format!("{:?}", removal.reason()),
    }
}
