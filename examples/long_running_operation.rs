//! Waits for long-running operations: a copy with its progress, a team that another process waits for, a failure.
//!
//! ```text
//! cargo run --example long_running_operation
//! ```
//!
//! runs against an embedded Graph: no account, no network. Two things are only for its sake: how the operations are to go, and
//! the short pause between two looks. Without the pause each is looked at as often as the service wants it.

use std::process::ExitCode;
use std::time::Duration;

use graph_action::auth::ClientSecret;
use graph_action::{Client, ErrorKind, Operation, OperationHandle, Progress, graph_action, graph_type};
use graph_action_sim::{Course, Graph};

/// Copies an item of a drive.
#[graph_action(POST "/drives/<drive>/items/<id>/copy" -> Operation<Copied>)]
#[derive(Debug, Clone)]
pub struct CopyItem {
    /// The drive.
    pub drive: String,
    /// The file or folder.
    pub id: String,
    /// What the copy is called.
    pub name: Option<String>,
}

/// What the monitor of a copy says in the end.
#[graph_type]
#[derive(Debug, Clone)]
pub struct Copied {
    /// The copy's id.
    pub resource_id: Option<String>,
}

/// Creates a team.
#[graph_action(POST "/teams" -> Operation<TeamsOperation>)]
#[derive(Debug, Clone)]
pub struct CreateTeam {
    /// The address of a template.
    #[graph(name = "template@odata.bind")]
    pub template: String,
    /// The team's name.
    pub display_name: String,
}

/// What becomes of a team.
#[graph_type("microsoft.graph.teamsAsyncOperation")]
#[derive(Debug, Clone)]
pub struct TeamsOperation {
    /// The team's id.
    pub target_resource_id: Option<String>,
}

/// The pause between two looks.
const PAUSE: Duration = Duration::from_millis(100);

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("failed       {error}");
            ExitCode::FAILURE
        }
    }
}

/// The three operations.
async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let graph = Graph::start().await?;
    let credential = ClientSecret::new(graph.tenant_id(), graph.client_id(), graph.client_secret());
    let credential = credential.authority(graph.authority());
    let client = Client::builder(credential).base_url(graph.base_url()).build()?;

    // A copy is looked at on another host, which must not see the token.
    graph.next_operation(Course::completing().after(3));
    let copy = CopyItem { drive: "b!7f".into(), id: "01ABC".into(), name: Some("Copy of Plans".into()) };
    let operation = copy.send(&client).await?;
    println!(
        "copy         {:?}, monitored by {:?}",
        operation.state(),
        operation.location().and_then(|at| at.host_str())
    );
    let told = |progress: &Progress<Copied>| {
        let percent = progress.percent().unwrap_or_default();
        println!("             {:>5.1} % {}", percent, progress.status_text().unwrap_or_default());
    };
    let copied = operation.waiting(&client).every(PAUSE).at_most(Duration::from_mins(10)).on_progress(told).await?;
    println!("copied       {}", copied.and_then(|copied| copied.resource_id).unwrap_or_default());

    // One process begins a team, and saves the operation: a database or a queue would do as well.
    let template = "https://graph.microsoft.com/v1.0/teamsTemplates('standard')".to_owned();
    let team = CreateTeam { template, display_name: "Flight 157".into() };
    let saved = serde_json::to_string(&team.send(&client).await?.handle())?;
    println!("\nsaved        {saved}");

    // Another one takes it up again.
    let handle: OperationHandle = serde_json::from_str(&saved)?;
    println!("resumed      {}", handle.action());
    let ended = Operation::<TeamsOperation>::resume(handle).waiting(&client).every(PAUSE).await?;
    println!("created      {}", ended.and_then(|ended| ended.target_resource_id).unwrap_or_default());

    // An operation that fails is an error, with the service's own code.
    graph.next_operation(Course::failing("nameAlreadyExists", "The name is taken.").after(1));
    match copy.send(&client).await?.waiting(&client).every(PAUSE).await {
        Ok(_) => println!("\nThe copy was made after all."),
        Err(error) if error.kind() == ErrorKind::Operation && error.code() == Some("nameAlreadyExists") => {
            println!("\nas expected  {error}");
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
