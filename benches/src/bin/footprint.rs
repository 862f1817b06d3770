//! What a program with one call costs: a clean release build, the crates that it is made of, the stripped binary.
//!
//! `footprint [PEER…]`, all of them if none is named. The programs are in the folder `footprint`; each is built in a folder
//! of its own, with everything downloaded beforehand.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use graph_action_benches::figures::count;
use graph_action_benches::{Failure, usage};

/// A program with one call.
struct Program {
    /// The library that makes it.
    name: &'static str,
    /// The program.
    code: &'static str,
    /// The types of its call, in a module of its own: its name, and its code.
    types: (&'static str, &'static str),
    /// What it depends on, beside tokio; `{runtime}` stands for the path of the runtime crate.
    dependencies: &'static str,
}

/// The types of the call, declared for this crate.
const DECLARATION: (&str, &str) = ("declaration", include_str!("../../footprint/declaration.rs"));
/// The types of the call, written by hand.
const WIRE: (&str, &str) = ("wire", include_str!("../../footprint/wire.rs"));

/// The programs, in the order of the table.
const PROGRAMS: [Program; 5] = [
    Program {
        name: "graph_action",
        code: include_str!("../../footprint/graph_action.rs"),
        types: DECLARATION,
        dependencies: "graph-action = { path = \"{runtime}\" }",
    },
    Program {
        name: "graph_action_reqwest",
        code: include_str!("../../footprint/graph_action_reqwest.rs"),
        types: DECLARATION,
        dependencies: "graph-action = { path = \"{runtime}\", default-features = false, features = [\"reqwest\"] }",
    },
    Program {
        name: "reqwest",
        code: include_str!("../../footprint/reqwest.rs"),
        types: WIRE,
        dependencies: "reqwest = { version = \"0.13\", features = [\"json\"] }
            serde = { version = \"1\", features = [\"derive\"] }
            uuid = { version = \"1\", features = [\"v4\"] }",
    },
    Program {
        name: "graph_rs_sdk",
        code: include_str!("../../footprint/graph_rs_sdk.rs"),
        types: WIRE,
        dependencies: "graph-rs-sdk = { version = \"3\", default-features = false, features = [\"rustls-tls\"] }
            serde = { version = \"1\", features = [\"derive\"] }
            uuid = { version = \"1\", features = [\"v4\"] }",
    },
    Program {
        name: "hyper",
        code: include_str!("../../footprint/hyper.rs"),
        types: WIRE,
        dependencies: "bytes = \"1\"
            http = \"1\"
            http-body-util = \"0.1\"
            hyper-util = { version = \"0.1\", features = [\"client-legacy\", \"http1\", \"tokio\"] }
            serde = { version = \"1\", features = [\"derive\"] }
            serde_json = \"1\"
            uuid = { version = \"1\", features = [\"v4\"] }",
    },
];

fn main() -> Result<(), Failure> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = wanted.iter().find(|name| !PROGRAMS.iter().any(|program| program.name == **name)) {
        return Err(format!("there is no program `{unknown}`").into());
    }
    println!("| program | clean build, s of CPU | s | crates | binary, KiB |\n| --- | --- | --- | --- | --- |");
    for program in PROGRAMS.iter().filter(|program| wanted.is_empty() || wanted.iter().any(|name| name == program.name))
    {
        let folder = write(program)?;
        cargo(&folder, &["fetch", "--quiet"])?;
        let crates = crates(&folder)?;
        let (time, processor) = build(&folder)?;
        let size = std::fs::metadata(folder.join("target/release/program"))?.len();
        println!(
            "| {} | {:.0} | {:.0} | {crates} | {:.0} |",
            program.name,
            processor.as_secs_f64(),
            time.as_secs_f64(),
            count(size) / 1024.0
        );
        std::fs::remove_dir_all(folder.join("target"))?;
    }
    Ok(())
}

/// Writes a program, and returns its folder.
fn write(program: &Program) -> Result<PathBuf, Failure> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = here.join("target/footprint").join(program.name);
    let runtime = here.join("../runtime").canonicalize()?;
    std::fs::create_dir_all(folder.join("src"))?;
    let dependencies = program.dependencies.replace("{runtime}", &runtime.display().to_string());
    let manifest = format!(
        "[workspace]\n[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [profile.release]\nstrip = true\n\
         [dependencies]\ntokio = {{ version = \"1\", features = [\"macros\", \"rt\", \"time\", \"net\"] }}\n{dependencies}\n"
    );
    std::fs::write(folder.join("Cargo.toml"), manifest)?;
    std::fs::write(folder.join("src/main.rs"), program.code)?;
    let (module, types) = program.types;
    std::fs::write(folder.join(format!("src/{module}.rs")), types)?;
    // The versions that the other benchmarks measure, as far as they go.
    std::fs::copy(here.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(folder)
}

/// How many crates a program is made of, on this machine, besides itself; procedural macros and build scripts count.
fn crates(folder: &Path) -> Result<usize, Failure> {
    let tree = cargo(folder, &["tree", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"])?;
    let crates: BTreeSet<&str> = tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    Ok(crates.len().saturating_sub(1))
}

/// Builds a program with nothing built beforehand, and says how long that took, and how much of the processors' time: on a
/// busy machine only the latter says something.
fn build(folder: &Path) -> Result<(Duration, Duration), Failure> {
    if folder.join("target").exists() {
        std::fs::remove_dir_all(folder.join("target"))?;
    }
    let (started, processor) = (Instant::now(), usage::processor_time_of_children()?);
    cargo(folder, &["build", "--release", "--quiet", "--offline"])?;
    Ok((started.elapsed(), usage::processor_time_of_children()?.saturating_sub(processor)))
}

/// Runs cargo in a folder, and returns what it prints.
fn cargo(folder: &Path, arguments: &[&str]) -> Result<String, Failure> {
    let output = Command::new("cargo").args(arguments).current_dir(folder).env_remove("CARGO_TARGET_DIR").output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
