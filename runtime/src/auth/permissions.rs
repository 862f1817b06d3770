//! What a token says that it allows, against what an action needs.
//!
//! A help for people, and nothing more: the token is decoded and not trusted, a token that cannot be read says nothing, and no
//! call is held back. The service alone decides. The token itself never leaves this place, only the names of permissions do.
//!
//! Source: [access token claims](https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference).

use std::fmt;

use zeroize::Zeroizing;

use super::AccessToken;
use crate::action::{Grant, Permissions};
use crate::base64_text;
use crate::response::Origin;

/// The most names that are shown.
const MOST_NAMES: usize = 20;

/// The permissions that a token says it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    /// Of which kind they are.
    kind: Kind,
    /// Their names.
    names: Vec<String>,
}

/// The kinds of permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An app on its own.
    Application,
    /// An app on behalf of a user.
    Delegated,
}

/// What is read of a token.
#[derive(serde::Deserialize)]
struct Claims {
    /// What an app on its own was granted.
    #[serde(default)]
    roles: Option<Vec<String>>,
    /// What an app on behalf of a user was granted.
    #[serde(default)]
    scp: Option<String>,
    /// `app`, where there is no user.
    #[serde(default)]
    idtyp: Option<String>,
}

impl Held {
    /// What a token says; nothing where it cannot be read, or does not say.
    pub(crate) fn of(token: &[u8]) -> Option<Self> {
        let parts: Vec<&str> = std::str::from_utf8(token).ok()?.split('.').collect();
        // Five parts are an encrypted token, and one is none of the kind.
        let [_, payload, _] = parts.as_slice() else { return None };
        let payload = Zeroizing::new(base64_text::decode(payload).ok()?);
        let claims: Claims = serde_json::from_slice(&payload).ok()?;
        match (claims.scp, claims.roles) {
            // A user's token may have the user's roles beside, which are not the app's.
            (Some(scopes), _) => {
                let names = scopes.split_whitespace().map(str::to_owned).collect();
                Some(Self { kind: Kind::Delegated, names })
            }
            (None, Some(names)) => Some(Self { kind: Kind::Application, names }),
            (None, None) => (claims.idtyp? == "app").then_some(Self { kind: Kind::Application, names: Vec::new() }),
        }
    }

    /// Whether an action can be called with it; nothing where the declaration does not say.
    pub(crate) fn is_enough_for(&self, permissions: &Permissions) -> Option<bool> {
        match self.needed(permissions) {
            Grant::Undeclared => None,
            Grant::Unsupported => Some(false),
            Grant::OneOf([]) => Some(true),
            Grant::OneOf(names) => {
                let has = |needed: &&str| self.names.iter().any(|name| name.eq_ignore_ascii_case(needed));
                Some(names.iter().any(has))
            }
        }
    }

    /// What an action needs of its kind.
    fn needed(&self, permissions: &Permissions) -> Grant {
        match self.kind {
            Kind::Application => permissions.application,
            Kind::Delegated => permissions.delegated,
        }
    }
}

impl fmt::Display for Held {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Kind::Application => "application",
            Kind::Delegated => "delegated",
        };
        if self.names.is_empty() {
            return write!(formatter, "no {kind} permissions");
        }
        write!(formatter, "the {kind} permissions ")?;
        for (number, name) in self.names.iter().take(MOST_NAMES).enumerate() {
            write!(formatter, "{}{}", if number == 0 { "" } else { ", " }, name.escape_debug())?;
        }
        match self.names.len().saturating_sub(MOST_NAMES) {
            0 => Ok(()),
            more => write!(formatter, " and {more} more"),
        }
    }
}

/// Warns of a token that does not have what an action needs: once for each action and token, and only where somebody listens.
pub(crate) fn warn_of_missing(token: &AccessToken, origin: &Origin) {
    let is_declared = origin.permissions != Permissions::UNDECLARED;
    if !is_declared || !tracing::enabled!(target: "graph_action", tracing::Level::WARN) {
        return;
    }
    if !token.is_first_use(&origin.method, origin.path) {
        return;
    }
    if let Some(held) = token.held()
        && held.is_enough_for(&origin.permissions) == Some(false)
    {
        let (method, template, needed) = (&origin.method, origin.path, held.needed(&origin.permissions));
        tracing::warn!(
            target: "graph_action",
            %method, template, %held, %needed,
            "the token does not have the permission that the action needs"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A token with these claims.
    fn token(claims: &str) -> Vec<u8> {
        format!(
            "{}.{}.{}",
            base64_text::encode(b"{}"),
            base64_text::encode(claims.as_bytes()).trim_end_matches('='),
            "sig"
        )
        .into()
    }

    fn held(claims: &str) -> Option<String> {
        Held::of(&token(claims)).map(|held| held.to_string())
    }

    #[test]
    fn a_token_says_what_it_allows_if_it_can_be_read() {
        for (claims, says) in [
            (
                r#"{"roles":["Calls.Read.All","User.Read.All"]}"#,
                Some("the application permissions Calls.Read.All, User.Read.All"),
            ),
            (r#"{"roles":[],"idtyp":"app"}"#, Some("no application permissions")),
            (r#"{"idtyp":"app"}"#, Some("no application permissions")),
            (r#"{"scp":"User.Read Mail.Read","roles":["x"]}"#, Some("the delegated permissions User.Read, Mail.Read")),
            (r#"{"scp":""}"#, Some("no delegated permissions")),
            (r#"{"roles":["a\nb"]}"#, Some(r"the application permissions a\nb")),
            ("{}", None),
            (r#"{"roles":7}"#, None),
            ("[]", None),
            ("no JSON", None),
        ] {
            assert_eq!(held(claims).as_deref(), says, "{claims}");
        }
        for unread in [&b""[..], b"opaque", b"a.b", b"a.%%.c", b"a.b.c.d.e", b"\xff.\xff.\xff", b".."] {
            assert_eq!(Held::of(unread), None, "{unread:?}");
        }
        let many: Vec<String> = (0..25).map(|number| format!("\"P{number}\"")).collect();
        let text = held(&format!(r#"{{"roles":[{}]}}"#, many.join(","))).unwrap();
        assert!(text.ends_with("P19 and 5 more"), "{text}");
    }

    #[test]
    fn one_of_the_permissions_is_enough() {
        let permissions = |application, delegated| Permissions { application, delegated };
        let (app, user) = (r#"{"roles":["Calls.Read.All"]}"#, r#"{"scp":"calls.read.all"}"#);
        let needed = Grant::OneOf(&["Calls.ReadWrite.All", "Calls.Read.All"]);
        for (claims, permissions, is_enough) in [
            (app, permissions(needed, Grant::Unsupported), Some(true)),
            (user, permissions(needed, Grant::Unsupported), Some(false)),
            (user, permissions(Grant::Unsupported, needed), Some(true)),
            (app, permissions(Grant::Undeclared, needed), None),
            (app, permissions(Grant::OneOf(&[]), needed), Some(true)),
            (app, permissions(Grant::OneOf(&["Other"]), needed), Some(false)),
        ] {
            let held = Held::of(&token(claims)).unwrap();
            assert_eq!(held.is_enough_for(&permissions), is_enough, "{claims} {permissions:?}");
        }
    }
}
