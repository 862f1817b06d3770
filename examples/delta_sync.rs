//! Keeps a local copy of the directory's users up to date with delta queries: a first round, changes, removals, and a place that
//! the service no longer knows.
//!
//! ```text
//! cargo run --example delta_sync
//! ```
//!
//! runs against an embedded Graph: no account, no network. What is saved between two rounds is the copy and one line of JSON.

use std::collections::BTreeMap;

use futures_util::TryStreamExt;
use graph_action::auth::ClientSecret;
use graph_action::paging::{Bookmark, Change, Delta, ResyncKind};
use graph_action::{Client, Page, graph_action, graph_type};
use graph_action_sim::Graph;

/// The users that are new, have changed or are gone.
#[graph_action(
    GET "/users/delta" -> Page<Change<User>>,
    permissions(application = ["User.Read.All"], delegated = ["User.Read.All"])
)]
#[derive(Debug, Clone, Default)]
pub struct UserDelta {
    /// The properties that are wanted.
    #[graph(query = "$select")]
    pub select: Vec<String>,
    /// How many on a page, for one.
    #[graph(header = "Prefer")]
    pub prefer: Option<String>,
}

/// A user.
#[graph_type("microsoft.graph.user")]
#[derive(Debug, Clone)]
pub struct User {
    /// The user.
    pub id: String,
    /// The name; left out where it has not changed.
    pub display_name: Option<String>,
}

/// What is kept from one round to the next.
#[derive(Default)]
struct Copy {
    /// The users by id.
    users: BTreeMap<String, String>,
    /// Where the next round starts, as it is saved.
    bookmark: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let graph = Graph::start().await?;
    let credential = ClientSecret::new(graph.tenant_id(), graph.client_id(), graph.client_secret());
    let client = Client::builder(credential.authority(graph.authority())).base_url(graph.base_url()).build()?;
    let [adele, alex, diego] = ["Adele", "Alex", "Diego"].map(|name| graph.create_user(name));
    let mut copy = Copy::default();

    println!("first round");
    copy.update(&client).await?;

    graph.rename_user(&adele, "Adele Vance");
    graph.delete_user(&alex);
    let _ = graph.create_user("Megan");
    println!("\nsecond round");
    copy.update(&client).await?;

    graph.expire_delta_links();
    graph.purge_user(&diego);
    println!("\nthird round, after a long time");
    copy.update(&client).await?;

    println!("\nthe copy     {}", copy.users.values().map(String::as_str).collect::<Vec<_>>().join(", "));
    println!("saved        {}", copy.bookmark.as_deref().unwrap_or("(nothing)"));
    Ok(())
}

impl Copy {
    /// One round, however it has to begin.
    async fn update(&mut self, client: &Client) -> Result<(), Box<dyn std::error::Error>> {
        let first =
            UserDelta { select: vec!["displayName".to_owned()], prefer: Some("odata.maxpagesize=2".to_owned()) };
        let saved: Option<Bookmark> = self.bookmark.as_deref().map(serde_json::from_str).transpose()?;
        let round = match &saved {
            Some(bookmark) => Delta::resume(client, bookmark),
            None => Delta::first(client, user_delta(client, &first)),
        };
        let Err(error) = self.apply(round).await else { return Ok(()) };
        let Some(resync) = error.resync() else { return Err(error.into()) };
        println!("  resync     {:?}", resync.kind());
        if resync.kind() != ResyncKind::UploadDifferences {
            // What does not come again is gone.
            self.users.clear();
        }
        let again = match resync.bookmark() {
            Some(bookmark) => Delta::resume(client, bookmark),
            None => Delta::first(client, user_delta(client, &first)),
        };
        Ok(self.apply(again).await?)
    }

    /// Applies what comes, and keeps the place behind it: first the one, then the other.
    async fn apply(&mut self, mut round: Delta<Change<User>>) -> graph_action::Result<()> {
        while let Some(change) = round.try_next().await? {
            match change {
                Change::Item(User { id, display_name: Some(name) }) => {
                    println!("  keep       {name}");
                    self.users.insert(id, name);
                }
                Change::Item(User { id, display_name: None }) => println!("  unchanged  {id}"),
                Change::Removed(removal) => {
                    let known = removal.id().and_then(|id| self.users.remove(id));
                    println!("  forget     {} ({:?})", known.as_deref().unwrap_or("(unknown)"), removal.reason());
                }
            }
            self.bookmark = round.bookmark().and_then(|bookmark| serde_json::to_string(bookmark).ok());
        }
        self.bookmark = round.bookmark().and_then(|bookmark| serde_json::to_string(bookmark).ok());
        Ok(())
    }
}
