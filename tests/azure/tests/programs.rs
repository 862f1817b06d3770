//! The program in environments of its own: as App Service sets them, and with a stand-in for the Azure CLI.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use graph_action_sim::{Failure, Graph};

/// A folder that is removed again.
struct Folder(PathBuf);

impl Folder {
    /// An empty folder of this name.
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Puts a stand-in for the Azure CLI there, which writes down what it is asked.
    fn with_cli(self, script: &str) -> Self {
        let path = self.0.join("az");
        let asked = self.0.join("asked");
        fs::write(&path, format!("#!/bin/sh\necho \"$@\" >> '{}'\n{script}\n", asked.display())).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        self
    }

    /// What the stand-in was asked, a line each time.
    fn asked(&self) -> Vec<String> {
        fs::read_to_string(self.0.join("asked")).unwrap_or_default().lines().map(str::to_owned).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the program says, with only these variables.
fn run(graph: &Graph, credential: &str, variables: &[(&str, &str)], path: &Folder) -> Vec<String> {
    let call = graph.create_call(None);
    let mut command = Command::new(env!("CARGO_BIN_EXE_graph-action-tests-azure"));
    command.args([credential, graph.base_url(), &call]).env_clear().env("PATH", &path.0);
    command.envs(variables.iter().copied());
    let output = command.output().unwrap();
    assert!(output.stderr.is_empty() && output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// What it says where all is well.
const FINE: [&str; 2] = ["the call is \"established\""; 2];

/// A script that answers as the Azure CLI does.
fn token(graph: &Graph) -> String {
    format!(
        r#"/bin/echo '{{"accessToken": "{}", "expires_on": 4102444800, "tokenType": "Bearer", "tenant": "contoso"}}'"#,
        graph.issue_token()
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_managed_identity_of_app_service() {
    let (graph, empty) = (Graph::start().await.unwrap(), Folder::new("app-service"));
    let endpoint = graph.identity_endpoint();
    let variables = [("IDENTITY_ENDPOINT", &*endpoint), ("IDENTITY_HEADER", graph.identity_header())];
    assert_eq!(run(&graph, "managed-identity", &variables, &empty), FINE);
    let requests = graph.identity_requests();
    assert_eq!(requests.len(), 1, "the second call has the first one's token");
    assert!(requests[0].options().contains(&("resource".to_owned(), "https://graph.microsoft.com".to_owned())));
    assert_eq!((graph.requests().len(), graph.token_requests()), (2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_managed_identity_that_is_refused() {
    let (graph, empty) = (Graph::start().await.unwrap(), Folder::new("refused"));
    let endpoint = graph.identity_endpoint();
    let variables = [("IDENTITY_ENDPOINT", &*endpoint), ("IDENTITY_HEADER", "unmistakable-header")];
    let said = run(&graph, "managed-identity", &variables, &empty);
    let expected = "GET /communications/calls/<id> failed: ManagedIdentityCredential authentication failed. The request \
        failed: 401 Unauthorized";
    assert!(said.iter().all(|line| line.starts_with(expected) && !line.contains("unmistakable-header")), "{said:?}");
    assert!(graph.requests().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_azure_cli_is_asked_once_for_the_clouds_scope() {
    let graph = Graph::start().await.unwrap();
    let folder = Folder::new("cli").with_cli(&token(&graph));
    assert_eq!(run(&graph, "azure-cli", &[], &folder), FINE);
    assert_eq!(folder.asked(), ["account get-access-token -o json --scope https://graph.microsoft.com/.default"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_azure_cli_without_a_login_or_that_is_missing_says_so() {
    let graph = Graph::start().await.unwrap();
    let nobody =
        Folder::new("nobody").with_cli("/bin/echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1");
    let old =
        Folder::new("old").with_cli(r#"/bin/echo '{"accessToken": "unmistakable-token", "tokenType": "Bearer"}'"#);
    for (folder, words) in [
        (nobody, "AzureCliCredential authentication failed. ERROR: Please run 'az login' to setup account."),
        (Folder::new("missing"), "AzureCliCredential authentication failed. az not found on PATH"),
        (old, "Please use Azure CLI 2.54.0 or newer"),
    ] {
        let said = run(&graph, "azure-cli", &[], &folder);
        assert!(said.iter().all(|line| line.contains(words) && !line.contains("unmistakable-token")), "{said:?}");
        assert_eq!(said.len(), 2, "an error is one line: {said:?}");
    }
    assert!(graph.requests().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_program_for_the_developers_machine_the_pipeline_and_azure() {
    let graph = Graph::start().await.unwrap();
    let (endpoint, bare) = (graph.identity_endpoint(), Folder::new("bare"));
    let in_azure = [("IDENTITY_ENDPOINT", &*endpoint), ("IDENTITY_HEADER", graph.identity_header())];
    assert_eq!(run(&graph, "chain", &in_azure, &bare), FINE);
    assert_eq!((graph.identity_requests().len(), graph.token_requests()), (1, 0));

    let laptop = Folder::new("laptop").with_cli(&token(&graph));
    assert_eq!(run(&graph, "chain", &in_azure, &laptop), FINE);
    assert_eq!((graph.identity_requests().len(), graph.token_requests(), laptop.asked().len()), (1, 0, 1));

    let in_pipeline = [
        ("AZURE_TENANT_ID", graph.tenant_id()),
        ("AZURE_CLIENT_ID", graph.client_id()),
        ("AZURE_CLIENT_SECRET", graph.client_secret()),
        ("AZURE_AUTHORITY_HOST", graph.authority()),
    ];
    assert_eq!(run(&graph, "chain", &in_pipeline, &laptop), FINE);
    assert_eq!((graph.identity_requests().len(), graph.token_requests(), laptop.asked().len()), (1, 1, 1));

    // A secret that is refused is not replaced by whoever is logged in.
    graph.fail_next_token(Failure::new(401).body(r#"{"error": "invalid_client"}"#));
    graph.fail_next_token(Failure::new(401).body(r#"{"error": "invalid_client"}"#));
    let said = run(&graph, "chain", &in_pipeline, &laptop);
    assert!(
        said.iter()
            .all(|line| line.contains("credential 1 (Environment) of the chain") && line.contains("invalid_client"))
    );
    assert_eq!(laptop.asked().len(), 1);
}
