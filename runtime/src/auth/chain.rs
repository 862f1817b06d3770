//! Several credentials as one: the first that is there, and that one from then on.
//!
//! Only a credential that is not there is passed over. One that is there and was refused ends the search: the next one may
//! be another identity, with other permissions, and nobody would notice that it took over.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use futures_util::FutureExt;
use futures_util::future::{Shared, WeakShared};

use super::{AccessToken, OwnedTokenRequest, TokenProvider, TokenRequest};
use crate::error::ErrorKind;
use crate::transport::BoxFuture;
use crate::{Error, Result};

/// The first of several credentials that is there: one program for the machine of its developer, the pipeline that tests it
/// and the place where it runs.
///
/// The credentials are asked in their order until one gives a token; that one is asked alone from then on, by this chain and
/// its clones, for as long as they live. Until then,
///
/// - a credential that [is not there](Error::is_credential_unavailable), because nothing is configured or what it stands on is
///   not on this machine, is passed over;
/// - a credential that is there and was refused, or whose login service could not be reached, ends the search with its error:
///   another identity must not take its place unnoticed. The next request begins at the first credential again.
///
/// Where none is there, the error says of each one why. A `debug` event of the target `graph_action` tells which credential
/// was taken. Microsoft's own chains end at a refusal too, and the one of its library for Go stays with its choice as this one
/// does.
///
/// Source: [credential chains](https://learn.microsoft.com/azure/developer/python/sdk/authentication/credential-chains).
///
/// ```
/// use graph_action::auth::{Chain, Environment, from_fn};
/// use graph_action::{Client, Error};
///
/// // What the environment says, or whoever is logged in at this machine.
/// let of_machine = from_fn(|_| async { Err(Error::credential_unavailable("nobody is logged in here")) });
/// let client = Client::new(Chain::new(Environment::new()).then(of_machine))?;
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone)]
#[must_use = "a chain is a credential, to be handed to a client"]
pub struct Chain {
    /// What clones share.
    links: Arc<Links>,
}

/// The credentials of a chain, and which of them was taken.
struct Links {
    /// The credentials, in their order.
    all: Vec<Link>,
    /// The place of the one that was taken.
    taken: OnceLock<usize>,
    /// The search under way, while somebody waits for it.
    under_way: Mutex<Option<WeakShared<BoxFuture<'static, Result<()>>>>>,
}

/// A search that several callers wait for.
type Search = Shared<BoxFuture<'static, Result<()>>>;

/// One credential of a chain.
#[derive(Clone)]
struct Link {
    /// Its place and its type, as errors call it.
    name: String,
    /// The credential.
    provider: Arc<dyn TokenProvider>,
}

impl Chain {
    /// A chain of one credential.
    pub fn new<P: TokenProvider>(first: P) -> Self {
        Self::of(vec![Link::new(1, first)])
    }

    /// The chain with one more credential, which is asked where those before it are not there.
    pub fn then<P: TokenProvider>(self, next: P) -> Self {
        let mut links = self.links.all.clone();
        links.push(Link::new(links.len() + 1, next));
        Self::of(links)
    }

    /// A chain that has taken none of these yet.
    fn of(links: Vec<Link>) -> Self {
        Self { links: Arc::new(Links { all: links, taken: OnceLock::new(), under_way: Mutex::default() }) }
    }
}

impl Link {
    /// The credential at this place, counted from one.
    fn new<P: TokenProvider>(place: usize, provider: P) -> Self {
        let path = std::any::type_name::<P>();
        let path = path.split('<').next().unwrap_or(path);
        let name = path.rsplit("::").next().unwrap_or(path);
        Self { name: format!("{place} ({name})"), provider: Arc::new(provider) }
    }

    /// A token of this credential.
    async fn token(&self, request: TokenRequest<'_>) -> Result<AccessToken> {
        self.provider.token(request).await.map_err(|error| self.explain(error))
    }

    /// The same error, of this credential.
    fn explain(&self, error: Error) -> Error {
        error.in_words(&format!("credential {} of the chain", self.name))
    }
}

impl Links {
    /// The credential that was taken.
    fn taken(&self) -> Option<&Link> {
        self.all.get(*self.taken.get()?)
    }

    /// Takes the first credential that is there.
    async fn search(&self, request: TokenRequest<'_>) -> Result<()> {
        let mut missing = Vec::new();
        for (place, link) in self.all.iter().enumerate() {
            match link.token(request).await {
                Ok(_) => {
                    self.taken.get_or_init(|| place);
                    tracing::debug!(target: "graph_action", credential = link.name, "the chain takes this credential");
                    return Ok(());
                }
                Err(error) if error.is_credential_unavailable() => missing.push(error),
                Err(error) => return Err(error),
            }
        }
        Err(none_is_there(&missing, ErrorKind::Token))
    }
}

impl Chain {
    /// The search under way, or a new one. Whoever asks while it goes on waits for it, and is told how it ended.
    fn search(&self, request: TokenRequest<'_>) -> Search {
        let mut under_way = self.links.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(search) = under_way.as_ref().and_then(WeakShared::upgrade) {
            return search;
        }
        let (links, request) = (Arc::clone(&self.links), OwnedTokenRequest::from(request));
        let search = async move { links.search(request.as_request()).await }.boxed().shared();
        *under_way = search.downgrade();
        search
    }
}

/// None of the credentials of a chain is there, for these reasons.
fn none_is_there(missing: &[Error], kind: ErrorKind) -> Error {
    let reasons: Vec<String> = missing.iter().map(ToString::to_string).collect();
    Error::new(kind, format!("no credential of the chain is there: {}", reasons.join("; "))).without_credential()
}

impl TokenProvider for Chain {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>> {
        async move {
            loop {
                match self.links.taken() {
                    Some(link) => return link.token(request).await,
                    None => self.search(request).await?,
                }
            }
        }
        .boxed()
    }

    fn kept(&self, request: &TokenRequest<'_>) -> Option<AccessToken> {
        self.links.taken()?.provider.kept(request)
    }

    fn reject(&self, token: &AccessToken) {
        for link in &self.links.all {
            link.provider.reject(token);
        }
    }

    fn validate(&self) -> Result<()> {
        let mut missing = Vec::new();
        for link in &self.links.all {
            match link.provider.validate() {
                Ok(()) => {}
                Err(error) if error.is_credential_unavailable() => missing.push(link.explain(error)),
                Err(error) => return Err(link.explain(error)),
            }
        }
        if missing.len() == self.links.all.len() {
            return Err(none_is_there(&missing, ErrorKind::Configuration));
        }
        Ok(())
    }
}

impl std::fmt::Debug for Chain {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&str> = self.links.all.iter().map(|link| &*link.name).collect();
        let taken = self.links.taken().map(|link| &*link.name);
        formatter.debug_struct("Chain").field("credentials", &names).field("taken", &taken).finish_non_exhaustive()
    }
}
