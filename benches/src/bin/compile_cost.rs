//! What a declaration costs to compile: `cargo check` of crates with N declarations each, in one run.
//!
//! The time, and the lines, of a crate of plain structs, which any program has, are taken off each figure.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// A way to write the same thing.
struct Peer {
    /// Its name in the table.
    name: &'static str,
    /// One declaration; `{i}` stands for its number.
    declaration: &'static str,
    /// The dependencies it needs; `{runtime}` stands for the path of the runtime crate.
    dependencies: &'static str,
}

/// The peers; the first is what is taken off, the second what is compared with.
const PEERS: [Peer; 5] = [
    Peer {
        name: "plain struct (taken off the others)",
        declaration: "
            #[derive(Debug, Clone)] pub struct T{i} { pub id: Option<String>, pub status: Option<String>, pub client_context: Option<String>, pub count: Option<i64> }
            #[derive(Debug, Clone)] pub struct A{i} { pub id: String, pub client_context: Option<String> }",
        dependencies: "",
    },
    Peer {
        name: "hand-written endpoint",
        declaration: r#"
            #[derive(Debug, Clone, serde::Deserialize)] #[serde(rename_all = "camelCase")]
            pub struct T{i} { pub id: Option<String>, pub status: Option<String>, pub client_context: Option<String>, pub count: Option<i64> }
            #[derive(Debug, Clone, serde::Serialize)] #[serde(rename_all = "camelCase")]
            pub struct A{i} { #[serde(skip)] pub id: String, #[serde(skip_serializing_if = "Option::is_none")] pub client_context: Option<String> }
            pub async fn send_{i}(client: &reqwest::Client, root: &str, token: &str, a: &A{i}) -> Result<T{i}, reqwest::Error> {
                let url = format!("{root}/v1.0/communications/calls/{}/action{i}", a.id);
                client.post(url).bearer_auth(token).json(a).send().await?.error_for_status()?.json().await
            }"#,
        dependencies: "reqwest = { version = \"0.13\", features = [\"json\"] }\nserde = { version = \"1\", features = [\"derive\"] }",
    },
    Peer {
        name: "graph_action + graph_type",
        declaration: r#"
            #[graph_action::graph_type("microsoft.graph.t{i}")] #[derive(Debug, Clone)]
            pub struct T{i} { pub id: Option<String>, pub status: Option<String>, pub client_context: Option<String>, pub count: Option<i64> }
            #[graph_action::graph_action(POST "/communications/calls/<id>/action{i}" -> T{i})] #[derive(Debug, Clone)]
            pub struct A{i} { pub id: String, pub client_context: Option<String> }"#,
        dependencies: "graph-action = { path = \"{runtime}\" }",
    },
    Peer {
        name: "serde Serialize + Deserialize alone",
        declaration: r#"
            #[derive(Debug, Clone, serde::Serialize, serde::Deserialize)] #[serde(rename_all = "camelCase")]
            pub struct T{i} { pub id: Option<String>, pub status: Option<String>, pub client_context: Option<String>, pub count: Option<i64> }
            #[derive(Debug, Clone)] pub struct A{i} { pub id: String, pub client_context: Option<String> }"#,
        dependencies: "serde = { version = \"1\", features = [\"derive\"] }",
    },
    Peer {
        name: "graph_type alone",
        declaration: r#"
            #[graph_action::graph_type("microsoft.graph.t{i}")] #[derive(Debug, Clone)]
            pub struct T{i} { pub id: Option<String>, pub status: Option<String>, pub client_context: Option<String>, pub count: Option<i64> }
            #[derive(Debug, Clone)] pub struct A{i} { pub id: String, pub client_context: Option<String> }"#,
        dependencies: "graph-action = { path = \"{runtime}\" }",
    },
];

/// How often each peer is measured; the fastest counts.
const ROUNDS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let count: u32 = std::env::args().nth(1).map_or(Ok(500), |count| count.parse())?;
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let scratch = here.join("target/compile_cost");
    let runtime = here.join("../runtime").canonicalize()?;
    let mut best = [Duration::MAX; PEERS.len()];
    for (index, peer) in PEERS.iter().enumerate() {
        write_crate(&scratch.join(index.to_string()), peer, count, &runtime)?;
        check(&scratch.join(index.to_string()))?;
    }
    // Interleaved, so that a busy moment of the machine hits all peers alike.
    for _ in 0..ROUNDS {
        for (index, best) in best.iter_mut().enumerate() {
            let folder = scratch.join(index.to_string());
            touch(&folder.join("src/lib.rs"))?;
            *best = check(&folder)?.min(*best);
        }
    }
    let each = |time: Duration| time.saturating_sub(best[0]).as_secs_f64() * 1000.0 / f64::from(count);
    let mut lines = [0; PEERS.len()];
    for (index, lines) in lines.iter_mut().enumerate() {
        *lines = expanded_lines(&scratch.join(index.to_string()))?;
    }
    let plain = lines[0];
    let lines_each = |all: usize| all.saturating_sub(plain) / usize::try_from(count).unwrap_or(usize::MAX).max(1);
    println!("{count} declarations, ms each, and lines expanded for each\n");
    for ((peer, time), lines) in PEERS.iter().zip(best).zip(lines) {
        let ratio = each(time) / each(best[1]);
        println!("{:<40} {:>7.2} ms  {:>5.2} x  {:>5} lines", peer.name, each(time), ratio, lines_each(lines));
    }
    Ok(())
}

/// Writes the crate of one peer.
fn write_crate(folder: &Path, peer: &Peer, count: u32, runtime: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder.join("src"))?;
    let dependencies = peer.dependencies.replace("{runtime}", &runtime.display().to_string());
    let manifest = format!(
        "[workspace]\n[package]\nname = \"peer\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n{dependencies}\n"
    );
    std::fs::write(folder.join("Cargo.toml"), manifest)?;
    let mut code = String::new();
    for number in 0..count {
        writeln!(code, "{}", peer.declaration.replace("{i}", &number.to_string()))?;
    }
    std::fs::write(folder.join("src/lib.rs"), code)?;
    Ok(())
}

/// Checks a crate, and says how long it took.
fn check(folder: &Path) -> Result<Duration, Box<dyn Error>> {
    let started = Instant::now();
    let output = Command::new("cargo")
        .args(["check", "--quiet"])
        .current_dir(folder)
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("CARGO_TARGET_DIR")
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(started.elapsed())
}

/// How many lines the compiler sees of a crate once its macros are expanded.
fn expanded_lines(folder: &Path) -> Result<usize, Box<dyn Error>> {
    let output = Command::new("cargo")
        .args(["rustc", "--quiet", "--profile", "check", "--lib", "--", "-Zunpretty=expanded"])
        .current_dir(folder)
        // The one way to see the expansion with a stable compiler.
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("CARGO_TARGET_DIR")
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count())
}

/// Makes a file new, so that its crate is checked again.
fn touch(file: &Path) -> std::io::Result<()> {
    std::fs::File::options().append(true).open(file)?.set_modified(std::time::SystemTime::now())
}
