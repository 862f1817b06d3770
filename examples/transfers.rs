//! Uploads a large file through an upload session and downloads it again, over a connection that breaks both times.
//!
//! ```text
//! cargo run --example transfers
//! ```
//!
//! runs against an embedded Graph: no account, no network. With the real one nothing changes but the credential, the drive's
//! id, and that connections break by themselves.

use std::error::Error;

use futures_util::TryStreamExt;
use graph_action::auth::ClientSecret;
use graph_action::transfer::{Download, UploadSession};
use graph_action::{Bytes, Client, Content, graph_action, graph_type};
use graph_action_sim::{Graph, Mishap};
use serde_json::{Value, json};

/// Begins the upload of a large file.
#[graph_action(POST "/drives/<drive>/root:/<path..>:/createUploadSession" -> UploadSession)]
pub struct CreateUploadSession {
    /// The drive.
    pub drive: String,
    /// The file's path below the drive's root.
    pub path: String,
    /// What becomes of a file that is there already.
    pub item: Option<Value>,
}

/// The content of a file.
#[graph_action(GET "/drives/<drive>/items/<item>/content" -> Content)]
pub struct GetContent {
    /// The drive.
    pub drive: String,
    /// The file.
    pub item: String,
}

/// A file in a drive.
#[graph_type("microsoft.graph.driveItem")]
pub struct DriveItem {
    /// The file's id.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its length.
    pub size: Option<i64>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let graph = Graph::start().await?;
    let credential =
        ClientSecret::new(graph.tenant_id(), graph.client_id(), graph.client_secret()).authority(graph.authority());
    let client = Client::builder(credential).base_url(graph.base_url()).build()?;
    let film: Bytes = (0..5_000_000_u32).map(|index| index.to_le_bytes()[index as usize % 3]).collect();

    let item = upload(&graph, &client, film.clone()).await?;
    println!("uploaded     {} of {} bytes", item.name.unwrap_or_default(), item.size.unwrap_or_default());
    let received = download(&graph, &client, item.id.ok_or("the file has no id")?).await?;
    if film != received {
        return Err("what came back is another film".into());
    }
    println!("\nWhat came back is what was sent.");
    Ok(())
}

/// Uploads a file, range by range.
async fn upload(graph: &Graph, client: &Client, film: Bytes) -> Result<DriveItem, Box<dyn Error>> {
    let item = json!({ "@microsoft.graph.conflictBehavior": "replace" });
    let action =
        CreateUploadSession { drive: graph.drive_id().to_owned(), path: "films/one.mp4".to_owned(), item: Some(item) };
    let session = create_upload_session(client, &action).await?;
    println!("session      until {}", session.known_status().expiration_date_time().unwrap_or("(unsaid)"));

    // Another process could go on with this. It holds the upload URL, and belongs where secrets are kept.
    let saved = serde_json::to_string(&session)?;
    let session: UploadSession = serde_json::from_str(&saved)?;

    // The second range will arrive, but not the answer: the service is asked, and the upload goes on behind it.
    graph.mishap(Mishap::KeepPart(usize::MAX));
    graph.mishap(Mishap::LoseAnswer);
    let upload = session.upload(client, film).chunk_size(5 * 327_680);
    let upload = upload.on_progress(|at| println!("uploading    {} of {}", at.done, at.total.unwrap_or_default()));
    Ok(upload.send().await?)
}

/// Downloads a file, piece by piece.
async fn download(graph: &Graph, client: &Client, item: String) -> Result<Vec<u8>, Box<dyn Error>> {
    // The connection will break in the middle: what is missing is asked for, if the file is still the same.
    graph.mishap(Mishap::CutDownload(2_000_000));
    let file = GetContent { drive: graph.drive_id().to_owned(), item };
    let mut pieces = Download::of(client, &file).stream();
    let mut received = Vec::new();
    while let Some(piece) = pieces.try_next().await? {
        received.extend_from_slice(&piece);
    }
    println!("downloaded   {} bytes, {}", pieces.position(), pieces.etag().unwrap_or("(no ETag)"));
    for request in graph.storage_requests().iter().filter(|request| request.path().starts_with("/download/")) {
        println!("asked for    {}", request.header("range").unwrap_or("all"));
    }
    Ok(received)
}
