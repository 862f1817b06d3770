//! The paths that a page documents besides those of its examples.

use graph_action::{Action, ResourcePath};
use serde_json::Value;

use super::compare;
use super::corpus::Documented;

impl Documented {
    /// Holds the path that the declaration builds against the documented one, counted from 0. Placeholders are the ids.
    #[track_caller]
    pub(crate) fn check_path<A: Action>(&self, index: usize, action: &A) {
        let built = action.request("https://graph.microsoft.com").expect("a request");
        let Some(documented) = self.paths().map(|paths| paths[index].clone()) else { return };
        assert_eq!(documented["method"], built.method().as_str(), "the method of path {index}");
        let path = documented["path"].as_str().expect("a path");
        assert_eq!(compare::path_of(path), compare::path_of(&built.uri().to_string()), "path {index}");
    }

    /// The same for every documented path: they differ in the resource before the name of the operation alone.
    #[track_caller]
    pub(crate) fn check_every_path<A: Action>(&self, operation: &str, action: impl Fn(ResourcePath) -> A) {
        for (index, documented) in self.paths().into_iter().flatten().enumerate() {
            let path = documented["path"].as_str().expect("a path");
            let prefix = path.strip_suffix(operation).expect("a path that ends in the operation's name");
            self.check_path(index, &action(resource(prefix)));
        }
    }

    /// The documented paths, more than one.
    #[track_caller]
    fn paths(&self) -> Option<&'static Vec<Value>> {
        let paths = self.data.map(|data| data["http_requests"].as_array().expect("paths"));
        assert!(paths.is_none_or(|paths| paths.len() > 1), "`{}` has no other path", self.name);
        paths
    }
}

/// A resource by a path of the documentation, placeholders and all.
#[track_caller]
pub(crate) fn resource(documented: &str) -> ResourcePath {
    let kept = |character: char| character.is_ascii_graphic() && !"\\\"<>^`{}|?#%".contains(character);
    let encoded: String = documented
        .chars()
        .map(|character| if kept(character) { character.to_string() } else { format!("%{:02X}", u32::from(character)) })
        .collect();
    encoded.parse().expect("a resource path")
}
