//! The scopes that a program chose for its users' tokens.

use std::sync::Arc;

use super::cache::Key;

/// Scopes as they are sent; none where the program chose none.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scopes(Option<Arc<str>>);

impl Scopes {
    /// These scopes.
    pub(crate) fn of<S: AsRef<str>>(scopes: impl IntoIterator<Item = S>) -> Self {
        let mut text = String::new();
        for scope in scopes {
            for scope in scope.as_ref().split_whitespace() {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(scope);
            }
        }
        Self((!text.is_empty()).then(|| text.into()))
    }

    /// These scopes, or else those.
    pub(crate) fn or<'a>(&'a self, others: &'a str) -> &'a str {
        self.0.as_deref().unwrap_or(others)
    }

    /// The key of a token with these scopes.
    pub(crate) fn key<'a>(&'a self, key: Key<'a>) -> Key<'a> {
        Key { scope: self.or(key.scope), ..key }
    }
}

#[cfg(test)]
mod tests {
    use super::Scopes;

    #[test]
    fn scopes_are_joined_by_one_space_or_are_the_others() {
        for (scopes, text) in [
            (vec![], "others"),
            (vec![" "], "others"),
            (vec!["User.Read"], "User.Read"),
            (vec!["User.Read", " Mail.Read  offline_access "], "User.Read Mail.Read offline_access"),
        ] {
            assert_eq!(Scopes::of(&scopes).or("others"), text, "{scopes:?}");
        }
    }
}
