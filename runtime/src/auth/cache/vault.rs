//! A store of the caller's with a seal before it: tokens in and out, and nothing that fails a call.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tokio::time::{Instant, timeout};
use zeroize::Zeroizing;

use super::key::Key;
use crate::auth::{AccessToken, Life, Seal, StoreError, TokenStore};

/// How long the store may take: a call waits for it.
const PATIENCE: Duration = Duration::from_secs(2);
/// The first line of what is sealed; another one is of another version, and is not read.
const VERSION: &str = "graph-action token 1";

/// A store and what it is sealed with.
pub(super) struct Vault {
    /// The store.
    store: Box<dyn TokenStore>,
    /// The seal.
    seal: Box<dyn Seal>,
}

impl Vault {
    /// A store behind a seal.
    pub(super) fn new(store: impl TokenStore, seal: impl Seal) -> Self {
        Self { store: Box::new(store), seal: Box::new(seal) }
    }

    /// The token of a key, if there is one that can be read.
    pub(super) async fn load(&self, key: &Key<'_>) -> Option<AccessToken> {
        let name = name(key);
        let loaded = patiently(self.store.load(&name)).await;
        let read = loaded.and_then(|sealed| {
            let Some(sealed) = sealed else { return Ok(None) };
            let plain = Zeroizing::new(self.seal.open(&name, &sealed)?);
            Ok(read(&name, &plain, (Instant::now(), seconds_now())))
        });
        read.inspect_err(|error| warn("the token store could not be read", error)).ok().flatten()
    }

    /// Keeps the token of a key, unless it is good for good.
    pub(super) async fn save(&self, key: &Key<'_>, token: &AccessToken) {
        let name = name(key);
        let Some((plain, lifetime)) = written(&name, token, (Instant::now(), seconds_now())) else { return };
        let saved = match self.seal.seal(&name, &plain) {
            Ok(sealed) => patiently(self.store.save(&name, sealed, lifetime)).await,
            Err(error) => Err(error),
        };
        if let Err(error) = saved {
            warn("the token store could not be written", &error);
        }
    }
}

/// Tells those who run the program; the call goes on.
fn warn(what: &str, error: &StoreError) {
    tracing::warn!(target: "graph_action", %error, "{what}; each process asks for tokens of its own");
}

/// What a store does, within the time that it has.
async fn patiently<T>(store: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    timeout(PATIENCE, store).await.unwrap_or_else(|elapsed| Err(elapsed.into()))
}

/// The name of a key in the store: of visible ASCII, and without a user's secret in it.
fn name(key: &Key<'_>) -> String {
    let Key { subject: _, scope, tenant, client, authority, continuous_access, claims } = key;
    let encoded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
    let (authority, tenant, client, scope) = (encoded(authority), encoded(tenant), encoded(client), encoded(scope));
    let claims = encoded(claims.unwrap_or_default());
    format!("graph-action/{authority}/{tenant}/{client}/{scope}/{}/{claims}", u8::from(*continuous_access))
}

/// The seconds since 1970.
fn seconds_now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// A token as it is sealed, and how long it is still good for.
fn written(name: &str, token: &AccessToken, (now, clock): (Instant, u64)) -> Option<(Zeroizing<Vec<u8>>, Duration)> {
    let Life { since, lifetime, refresh_in } = token.life()?;
    let age = now.saturating_duration_since(since);
    let issued = clock.saturating_sub(age.as_secs());
    let refresh_in = refresh_in.unwrap_or(lifetime).as_secs();
    let head = format!("{VERSION}\n{name}\n{issued}\n{}\n{refresh_in}\n", lifetime.as_secs());
    let mut plain = Zeroizing::new(Vec::with_capacity(head.len() + token.bytes().len()));
    plain.extend_from_slice(head.as_bytes());
    plain.extend_from_slice(token.bytes());
    Some((plain, lifetime.saturating_sub(age)))
}

/// The token that was sealed; nothing where it is none, or that of another key.
fn read(name: &str, plain: &[u8], (now, clock): (Instant, u64)) -> Option<AccessToken> {
    let mut lines = std::str::from_utf8(plain).ok()?.splitn(6, '\n');
    if lines.next()? != VERSION || lines.next()? != name {
        return None;
    }
    let [issued, lifetime, refresh_in] = [lines.next()?, lines.next()?, lines.next()?].map(str::parse::<u64>);
    let (issued, lifetime, refresh_in) = (issued.ok()?, lifetime.ok()?, refresh_in.ok()?);
    let token = lines.next().filter(|token| !token.is_empty())?;
    // A clock that is ahead of this one does not make a token live longer.
    let age = Duration::from_secs(clock.saturating_sub(issued));
    let (since, lifetime) = match now.checked_sub(age) {
        Some(since) => (since, lifetime),
        // This machine's clock began after the token did.
        None => (now, lifetime.saturating_sub(age.as_secs())),
    };
    let refresh_in = (refresh_in < lifetime).then(|| Duration::from_secs(refresh_in));
    Some(AccessToken::with_life(token, Some(Life { since, lifetime: Duration::from_secs(lifetime), refresh_in })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_comes_back_with_its_life() {
        let now = Instant::now() + Duration::from_hours(24);
        let life = |age, lifetime, refresh_in: Option<u64>| Life {
            since: now.checked_sub(Duration::from_secs(age)).unwrap(),
            lifetime: Duration::from_secs(lifetime),
            refresh_in: refresh_in.map(Duration::from_secs),
        };
        for (age, lifetime, refresh_in) in [(0, 3600, None), (600, 3600, None), (600, 86_400, Some(43_200))] {
            let token = AccessToken::with_life("a\nb.c", Some(life(age, lifetime, refresh_in)));
            let (plain, left) = written("name", &token, (now, 1_000_000)).unwrap();
            assert_eq!(left.as_secs(), lifetime - age);
            let back = read("name", &plain, (now, 1_000_000)).unwrap();
            assert!(back.is_same(&token));
            assert_eq!(back.life(), token.life());
            // Ten minutes later, by a clock that is a minute behind: what is left of it is counted by that clock.
            let later = now + Duration::from_mins(10);
            let back = read("name", &plain, (later, 1_000_540)).unwrap();
            assert_eq!(back.life().unwrap().since, life(age, 0, None).since + Duration::from_mins(1));
            // By one that is a day behind, it began just now, and no later.
            assert_eq!(read("name", &plain, (now, 900_000)).unwrap().life().unwrap().since, now);
        }
        assert!(written("name", &AccessToken::new("token", None), (now, 0)).is_none());
    }

    #[test]
    fn what_is_no_token_of_this_key_is_not_read() {
        let now = Instant::now();
        let read = |plain: &str| read("name", plain.as_bytes(), (now, 100));
        assert!(read("graph-action token 1\nname\n100\n60\n60\ntoken").is_some());
        for plain in [
            "",
            "graph-action token 2\nname\n100\n60\n60\ntoken",
            "graph-action token 1\nother\n100\n60\n60\ntoken",
            "graph-action token 1\nname\nsoon\n60\n60\ntoken",
            "graph-action token 1\nname\n100\n60\n60\n",
            "graph-action token 1\nname\n100\n60",
        ] {
            assert!(read(plain).is_none(), "{plain}");
        }
    }

    #[test]
    fn a_name_tells_keys_apart_and_shows_no_user() {
        let key = Key {
            subject: "a user's token",
            scope: "https://graph.microsoft.com/.default",
            tenant: "a/b",
            client: "c",
            authority: "https://login.example.org",
            continuous_access: false,
            claims: None,
        };
        let plain = name(&key);
        assert!(plain.is_ascii() && !plain.contains("user"), "{plain}");
        let others = [
            Key { tenant: "a", client: "b/c", ..key },
            Key { continuous_access: true, ..key },
            Key { claims: Some("{}"), ..key },
        ];
        assert!(others.iter().all(|other| name(other) != plain));
    }
}
