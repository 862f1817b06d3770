//! The crate that is compiled: the generated module, the metadata beside it, and the driver with a table of all actions.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::declared::{Action, Field, Module, unraw};
use crate::service::Service;

/// A crate of a generated module.
pub(crate) struct Scratch {
    /// Where it is.
    root: PathBuf,
    /// What it was made of.
    service: &'static Service,
}

impl Scratch {
    /// Writes the crate of a service; what is there already is not written again, so that cargo need not compile it again.
    pub(crate) fn of(service: &'static Service, name: &str) -> Self {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance").join(name);
        let manifest = format!(
            r#"[package]
name = "conformance-{name}"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
graph-action = {{ path = "{}", default-features = false }}
http = "1"
serde = "1"
serde_json = "1"

[profile.dev]
debug = false
incremental = false
"#,
            workspace.join("runtime").display()
        );
        for (file, text) in [
            ("Cargo.toml", manifest.as_str()),
            ("graph-metadata/v1.0.index", &service.index.to_text()),
            ("src/main.rs", include_str!("driver/main.rs")),
            ("src/driver.rs", include_str!("driver/driver.rs")),
            ("src/graph.rs", &service.text),
            ("src/table.rs", &table(&service.module)),
        ] {
            write(&root.join(file), text);
        }
        if !root.join("Cargo.lock").exists() {
            std::fs::copy(workspace.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
        }
        Self { root, service }
    }

    /// A command in the crate. The crates share what they stand on.
    pub(crate) fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.root);
        command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance/target"));
        command
    }

    /// Touches the generated module, so that it is compiled anew.
    pub(crate) fn touch(&self) {
        std::fs::write(self.root.join("src/graph.rs"), &self.service.text).unwrap();
    }

    /// Calls actions: each a JSON object with `action`, `fields` and `responses`.
    pub(crate) fn call(&self, calls: &[Value]) -> Vec<Value> {
        let name = self.root.file_name().unwrap().to_str().unwrap();
        // Cargo itself lets one build after another; of what is built already there is nothing to do.
        let output = self.command(env!("CARGO"), &["build", "--quiet", "--offline"]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut lines = String::new();
        for call in calls {
            writeln!(lines, "{call}").unwrap();
        }
        // A file for each thread: tests run beside each other.
        let file = self.root.join(format!("calls-{:?}.jsonl", std::thread::current().id()));
        std::fs::File::create(&file).unwrap().write_all(lines.as_bytes()).unwrap();
        let driver =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("conformance/target/debug/conformance-{name}"));
        let output = Command::new(driver).arg(file).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let replies = String::from_utf8(output.stdout).unwrap();
        let replies: Vec<Value> = replies.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(replies.len(), calls.len());
        replies
    }
}

/// Writes a file, unless it is there as it is.
fn write(path: &Path, text: &str) {
    if std::fs::read_to_string(path).is_ok_and(|there| there == text) {
        return;
    }
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// How each action and each path is made of JSON, and how its response is written.
fn table(module: &Module) -> String {
    let mut text = "//! Every action of the module.\n\nuse serde_json::Value;\n\n\
                    #[allow(unused_imports)]\nuse crate::driver::{Given, at, content, json, nothing, operation, page, run, take};\n\
                    use crate::graph::*;\n\n\
                    /// A call of an action.\npub type Run = fn(&Value) -> Value;\n\n"
        .to_owned();
    for (name, variants) in &module.paths {
        given(&mut text, name, |text| {
            text.push_str("match json[\"variant\"].as_str() {\n");
            for variant in variants {
                let fields = fields(&variant.fields, |field| field.ty == "ResourcePath");
                writeln!(text, "Some({:?}) => Ok(Self::{} {{ {fields} }}),", variant.name, variant.name).unwrap();
            }
            text.push_str("_ => Err(\"no variant\".to_owned()),\n}");
        });
    }
    for (name, action) in &module.actions {
        let resource = action.resource().map(|field| &field.name);
        let fields = fields(&action.fields, |field| Some(&field.name) == resource);
        given(&mut text, name, |text| write!(text, "Ok(Self {{ {fields} }})").unwrap());
    }
    text.push_str("/// All of them.\npub const ACTIONS: &[(&str, Run)] = &[\n");
    for (name, action) in &module.actions {
        writeln!(text, "({name:?}, |call| run::<{name}>(call, {})),", written(action)).unwrap();
    }
    text.push_str("];\n");
    text
}

/// How one thing is made.
fn given(text: &mut String, name: &str, body: impl FnOnce(&mut String)) {
    write!(text, "impl Given for {name} {{\n#[allow(unused_variables)]\n").unwrap();
    text.push_str("fn given(json: &Value) -> Result<Self, String> {\n");
    body(text);
    text.push_str("\n}\n}\n\n");
}

/// How fields are made.
fn fields(fields: &[Field], is_path: impl Fn(&Field) -> bool) -> String {
    let how = |field: &Field| if is_path(field) { "at" } else { "take" };
    let one = |field: &Field| format!("{}: {}(json, {:?})?", field.name, how(field), unraw(&field.name));
    fields.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What writes the response.
fn written(action: &Action) -> &'static str {
    match action.response.as_deref() {
        None => "nothing",
        Some("Content") => "content",
        Some(response) if response.starts_with("Page<") => "page",
        Some(response) if response.starts_with("Operation<") => "operation",
        Some(_) => "json",
    }
}
