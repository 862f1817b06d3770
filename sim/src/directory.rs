//! The users of the embedded Graph: who there is, who has changed since when, and the tokens by which a query goes on.
//!
//! Nothing of HTTP is here; [`directory_query`](crate::directory_query) reads requests and words replies.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{Graph, state::lock};

/// The users, and the places that queries have come to.
#[derive(Default)]
pub(crate) struct Directory(Mutex<Users>);

/// What the lock guards.
#[derive(Default)]
struct Users {
    /// Everybody there ever was, in the order in which they came.
    all: Vec<User>,
    /// How many changes there have been.
    version: u64,
    /// The places that tokens stand for.
    tokens: HashMap<String, Place>,
    /// The delta tokens that are too old.
    expired: HashSet<String>,
}

/// A user.
#[derive(Debug, Clone)]
pub(crate) struct User {
    /// The id.
    pub(crate) id: Uuid,
    /// The name.
    pub(crate) display_name: String,
    /// The version of the last change.
    changed: u64,
    /// Why there is no such user any more.
    removed: Option<&'static str>,
}

/// The properties that a query can select.
pub(crate) const PROPERTIES: [&str; 2] = ["id", "displayName"];

impl User {
    /// The entity with these properties; all, where none is named. A removal has its id alone.
    pub(crate) fn entity(&self, select: &[String]) -> Value {
        if let Some(reason) = self.removed {
            return json!({ "id": self.id.to_string(), "@removed": { "reason": reason } });
        }
        let all = [("id", self.id.to_string()), ("displayName", self.display_name.clone())];
        // The id comes along whether it is wanted or not.
        let wanted = |name: &str| select.is_empty() || name == "id" || select.iter().any(|wanted| wanted == name);
        let entity = all.into_iter().filter(|(name, _)| wanted(name));
        Value::Object(entity.map(|(name, value)| (name.to_owned(), json!(value))).collect::<Map<_, _>>())
    }
}

/// Where a query goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the list of users.
    List {
        /// Behind so many of them.
        behind: usize,
        /// So many on a page.
        top: usize,
        /// Whether it is a query that only `ConsistencyLevel: eventual` allows.
        is_advanced: bool,
        /// The properties that are wanted.
        select: Vec<String>,
    },
    /// In the changes.
    Changes {
        /// Behind the one of this version.
        behind: u64,
        /// Up to this version, where the round has begun.
        up_to: Option<u64>,
        /// Whether it is the first round, in which nobody is missed who is gone.
        is_first: bool,
        /// The properties that are wanted.
        select: Vec<String>,
    },
}

/// What a token stands for.
pub(crate) enum Known {
    /// This place.
    Place(Place),
    /// Something too old.
    Expired,
    /// Nothing.
    Unknown,
}

/// A page of changes.
pub(crate) struct Changes {
    /// What has changed.
    pub(crate) users: Vec<User>,
    /// Where the next page begins, or the next round.
    pub(crate) next: Place,
    /// Whether this was the last page of the round.
    pub(crate) is_last: bool,
}

impl Directory {
    /// So many users behind so many others, and how many there are.
    pub(crate) fn list(&self, behind: usize, top: usize) -> (Vec<User>, usize) {
        let users = lock(&self.0);
        let present: Vec<&User> = users.all.iter().filter(|user| user.removed.is_none()).collect();
        (present.iter().skip(behind).take(top).copied().cloned().collect(), present.len())
    }

    /// So many changes from a place on. What changes meanwhile belongs to the next round.
    pub(crate) fn changes(
        &self,
        behind: u64,
        up_to: Option<u64>,
        is_first: bool,
        select: Vec<String>,
        most: usize,
    ) -> Changes {
        let users = lock(&self.0);
        let up_to = up_to.unwrap_or(users.version);
        let mut changed: Vec<&User> =
            users.all.iter().filter(|user| user.changed > behind && user.changed <= up_to).collect();
        changed.retain(|user| !(is_first && user.removed.is_some()));
        changed.sort_by_key(|user| user.changed);
        let is_last = changed.len() <= most;
        changed.truncate(most);
        let last = changed.last().map_or(up_to, |user| user.changed);
        let next = if is_last {
            Place::Changes { behind: up_to, up_to: None, is_first: false, select }
        } else {
            Place::Changes { behind: last, up_to: Some(up_to), is_first, select }
        };
        Changes { users: changed.into_iter().cloned().collect(), next, is_last }
    }

    /// The version that the next change comes behind.
    pub(crate) fn version(&self) -> u64 {
        lock(&self.0).version
    }

    /// A token for a place: with characters that mean something else once a client has decoded or encoded them again.
    pub(crate) fn token(&self, place: Place) -> String {
        let token = format!("RFNwdAoA!{}+%2F'|", Uuid::new_v4().simple());
        lock(&self.0).tokens.insert(token.clone(), place);
        token
    }

    /// What a token stands for.
    pub(crate) fn place(&self, token: &str) -> Known {
        let users = lock(&self.0);
        match users.tokens.get(token) {
            Some(place) => Known::Place(place.clone()),
            None if users.expired.contains(token) => Known::Expired,
            None => Known::Unknown,
        }
    }

    /// Changes the user of this id, if there is one; `None` makes a new one.
    fn change(&self, id: Option<&str>, change: impl FnOnce(&mut User)) -> Option<Uuid> {
        let mut users = lock(&self.0);
        let version = users.version + 1;
        let user = match id {
            None => {
                let new = User { id: Uuid::new_v4(), display_name: String::new(), changed: 0, removed: None };
                users.all.push(new);
                users.all.last_mut()?
            }
            Some(id) => {
                let id = Uuid::parse_str(id).ok()?;
                users.all.iter_mut().find(|user| user.id == id)?
            }
        };
        user.changed = version;
        change(user);
        let id = user.id;
        users.version = version;
        Some(id)
    }

    /// Makes all tokens of delta queries too old.
    fn expire(&self) {
        let mut users = lock(&self.0);
        let users = &mut *users;
        let old = users.tokens.extract_if(|_, place| matches!(place, Place::Changes { .. }));
        users.expired.extend(old.map(|(token, _)| token));
    }
}

/// What a test can do to the directory.
impl Graph {
    /// Makes a user and returns its id, a lower-case GUID with hyphens.
    #[must_use = "the id is the only way to the user"]
    pub fn create_user(&self, display_name: &str) -> String {
        let id = self.state.directory.change(None, |user| display_name.clone_into(&mut user.display_name));
        id.unwrap_or_default().to_string()
    }

    /// Renames a user, if there is one of this id; one that was deleted is there again.
    pub fn rename_user(&self, id: &str, display_name: &str) {
        self.state.directory.change(Some(id), |user| {
            display_name.clone_into(&mut user.display_name);
            user.removed = None;
        });
    }

    /// Deletes a user, if there is one of this id: it may come back, and a delta query says `changed`.
    pub fn delete_user(&self, id: &str) {
        self.state.directory.change(Some(id), |user| user.removed = Some("changed"));
    }

    /// Deletes a user for good, if there is one of this id: a delta query says `deleted`.
    pub fn purge_user(&self, id: &str) {
        self.state.directory.change(Some(id), |user| user.removed = Some("deleted"));
    }

    /// Makes every link that a delta query has given out too old: it is answered with `410`.
    pub fn expire_delta_links(&self) {
        self.state.directory.expire();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names in a round from a place on, with `-` for those who are gone, and where the next round begins.
    fn round(directory: &Directory, from: Place, most: usize) -> (Vec<String>, Place) {
        let (mut place, mut names) = (from, Vec::new());
        loop {
            let Place::Changes { behind, up_to, is_first, select } = place else { panic!("{place:?}") };
            let page = directory.changes(behind, up_to, is_first, select, most);
            assert!(page.users.len() <= most);
            names.extend(
                page.users
                    .iter()
                    .map(|user| format!("{}{}", if user.removed.is_some() { "-" } else { "" }, user.display_name)),
            );
            place = page.next;
            if page.is_last {
                return (names, place);
            }
        }
    }

    fn named(directory: &Directory, name: &str) -> String {
        directory.change(None, |user| name.clone_into(&mut user.display_name)).unwrap().to_string()
    }

    #[test]
    fn a_round_has_what_changed_since_the_last_one_and_each_once() {
        let start = Place::Changes { behind: 0, up_to: None, is_first: true, select: Vec::new() };
        for most in 1..6 {
            let directory = Directory::default();
            let ids = ["a", "b", "c"].map(|name| named(&directory, name));
            directory.change(Some(&ids[1]), |user| user.removed = Some("changed"));
            let (names, next) = round(&directory, start.clone(), most);
            assert_eq!(names, ["a", "c"]);
            let (names, next) = round(&directory, next, most);
            assert!(names.is_empty());
            directory.change(Some(&ids[2]), |user| user.removed = Some("deleted"));
            directory.change(Some(&ids[0]), |user| user.display_name.push('2'));
            directory.change(Some(&ids[0]), |user| user.display_name.push('3'));
            named(&directory, "d");
            assert_eq!(round(&directory, next, most).0, ["-c", "a23", "d"]);
        }
    }

    #[test]
    fn what_changes_during_a_round_comes_in_the_next_one() {
        let directory = Directory::default();
        let ids = ["a", "b", "c"].map(|name| named(&directory, name));
        let first = directory.changes(0, None, true, Vec::new(), 1);
        directory.change(Some(&ids[1]), |user| user.display_name.push('2'));
        let (names, next) = round(&directory, first.next, 1);
        assert_eq!(names, ["c"]);
        assert_eq!(round(&directory, next, 1).0, ["b2"]);
    }
}
