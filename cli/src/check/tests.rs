//! What a check finds that no macro can see: several declarations at once, and what it does without an index.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use graph_action_metadata::{Index, csdl};

use super::*;

/// The document that the tests check against: a part of Graph.
pub(crate) const DOCUMENT: &str = include_str!("../../../metadata/tests/communications.csdl");

/// The files of a crate, on disk and removed when dropped.
pub(crate) struct Crate(PathBuf);

impl Crate {
    /// A crate of these files.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let directory = std::env::temp_dir().join(format!("graph-action-modules-{}-{number}", std::process::id()));
        for (name, text) in files {
            let path = directory.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(directory)
    }

    /// Reads it from these roots.
    pub(crate) fn read(&self, roots: &[&str]) -> Sources {
        let roots: Vec<PathBuf> = roots.iter().map(|root| self.0.join(root)).collect();
        Sources::read(&roots, &self.0)
    }
}

impl Drop for Crate {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// What is found in these files, the roots `src/lib.rs` and `src/main.rs` among them.
fn report(files: &[(&str, &str)]) -> Report {
    let roots: Vec<&str> = files.iter().map(|(name, _)| *name).filter(|name| name.matches('/').count() == 1).collect();
    let index = Index::of(&csdl::read(DOCUMENT.as_bytes()).unwrap());
    package(&Crate::of(files).read(&roots), &Indexes::one(index)).unwrap()
}

/// The messages of a report, each with its level and the text that it is about.
fn lines(report: &Report) -> Vec<String> {
    let line = |finding: &Finding| {
        let at = &finding.place.source.text[finding.place.range.clone()];
        format!("{:?} {at}: {}", finding.level, finding.message)
    };
    report.findings.iter().map(line).collect()
}

/// Resources of two kinds, one of them by two paths.
const PATHS: &str = "#[graph_path] pub enum MessagePath { #[graph(\"/me/messages/<id>\")] Mine { id: String }, \
    #[graph(\"/users/<user>/messages/<id>\")] OfUser { user: String, id: String } }\n\
    #[graph_path] pub enum CallPath { #[graph(\"/communications/calls/<id>\")] Call { id: String } }\n\
    #[graph_path] pub enum Mixed { #[graph(\"/me/messages/<id>\")] Message { id: String }, \
    #[graph(\"/communications/calls/<id>\")] Call { id: String } }\n";

/// What is said of a resource that no operation `move` is called on.
const ELSEWHERE: &str = "`move` is called on `microsoft.graph.message`; the paths of `it` lead to none of these";

/// An action on a resource of this type.
fn action(name: &str, ty: &str) -> String {
    format!(
        "#[graph_action(POST \"<it>/move\")] struct {name} {{ it: {ty}, #[graph(name = \"DestinationId\")] to: String }}\n"
    )
}

#[test]
fn what_a_resource_leads_to_is_compared_with_what_is_called_on_it() {
    let error = |ty: &str| vec![format!("Error {ty}: {ELSEWHERE}")];
    for (ty, expected) in [
        ("MessagePath", vec![]),
        ("paths::MessagePath", vec![]),
        ("CallPath", error("CallPath")),
        ("crate::paths::CallPath", error("crate::paths::CallPath")),
        ("&'static CallPath", error("&'static CallPath")),
        // One path that leads elsewhere is enough.
        ("Mixed", error("Mixed")),
        ("ResourcePath", vec![]),
    ] {
        let text = format!("mod paths; {}", action("Move", ty));
        assert_eq!(lines(&report(&[("src/lib.rs", &text), ("src/paths/mod.rs", PATHS)])), expected, "{ty}");
    }
    let generic = format!("{PATHS} {}", action("Move<CallPath>", "CallPath"));
    assert_eq!(lines(&report(&[("src/lib.rs", &generic)])), [""; 0], "a parameter is no type of that name");
}

#[test]
fn nothing_is_claimed_of_a_resource_that_is_not_known() {
    let unchecked = PATHS.replace("#[graph_path] pub enum CallPath", "#[graph_path(unchecked)] pub enum CallPath");
    let wrong =
        PATHS.replace("pub enum CallPath { #[graph(\"/communications/calls", "pub enum CallPath { #[graph(\"/calls");
    let call = action("Move", "CallPath");
    assert_eq!(lines(&report(&[("src/lib.rs", &format!("{unchecked}{call}"))])), [""; 0]);
    let found = lines(&report(&[("src/lib.rs", &format!("{wrong}{call}"))]));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("Error \"/calls/<id>\": the service has no `/calls`"), "{found:?}");
}

#[test]
fn of_several_resources_of_one_name_the_nearest_is_meant() {
    // Its own module first.
    let near = format!("{PATHS}{} mod other {{ {PATHS} }}", action("Move", "CallPath"));
    assert_eq!(lines(&report(&[("src/lib.rs", &near)])), [format!("Error CallPath: {ELSEWHERE}")]);
    // Then its own target.
    let other = PATHS
        .replace("enum CallPath { #[graph(\"/communications/calls/<id>", "enum CallPath { #[graph(\"/me/messages/<id>");
    let target = format!("mod other {{ {PATHS} }} {}", action("Move", "CallPath"));
    let found = lines(&report(&[("src/lib.rs", &other), ("src/main.rs", &target)]));
    assert_eq!(found, [format!("Error CallPath: {ELSEWHERE}")]);
    // Then the crate: a binary names what its library has.
    let found = lines(&report(&[("src/lib.rs", PATHS), ("src/main.rs", &action("Move", "bot::CallPath"))]));
    assert_eq!(found, [format!("Error bot::CallPath: {ELSEWHERE}")]);
    let several = format!("mod a {{ {PATHS} }} mod b {{ {other} }} {}", action("Move", "a::CallPath"));
    assert_eq!(
        lines(&report(&[("src/lib.rs", &several)])),
        ["Note a::CallPath: 2 resources are called `CallPath`; what this one leads to is left to the compiler"]
    );
}

#[test]
fn without_an_index_only_what_is_written_is_read() {
    let text = "#[graph_action(GET \"/nowhere\")] struct A; #[graph_action(GET \"/me\", version = \"beta\")] struct B; \
        #[graph_action(GET \"/nowhere\", unchecked)] struct C; #[graph_type] struct D { a: u8 } \
        #[graph_type(\"no.such\")] struct E { a: u8 } #[graph_action(FETCH \"/me\")] struct F; #[graph_response] enum G { A }";
    let files = Crate::of(&[("src/lib.rs", &format!("{PATHS}{text}"))]);
    let none = Indexes::find([std::path::Path::new("/no/such/directory")]).unwrap();
    let report = package(&files.read(&["src/lib.rs"]), &none).unwrap();
    assert_eq!(report.checked, Counts { actions: 1, types: 1, paths: 0, responses: 1 });
    assert_eq!(report.unchecked, 1);
    let missing: Vec<(&str, usize)> =
        report.without_index.iter().map(|(api, number)| (api.as_str(), *number)).collect();
    assert_eq!(missing, [("beta", 1), ("v1.0", 5)]);
    let found = lines(&report);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("Error FETCH: "), "{found:?}");
    assert!(found[1].starts_with("Error A: "), "{found:?}");
}

#[test]
fn what_is_deprecated_is_told_to_those_who_want_to_hear_it() {
    let permission =
        "#[graph_type(\"microsoft.graph.permission\")] struct Permission { granted_to: Option<Identities> }";
    let found = lines(&report(&[("src/lib.rs", permission)]));
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("Warning granted_to: the service has deprecated the property `grantedTo`"),
        "{found:?}"
    );
    let allowed = format!("#[allow(deprecated)] mod old {{ {permission} }}");
    assert_eq!(lines(&report(&[("src/lib.rs", &allowed)])), [""; 0]);
}
