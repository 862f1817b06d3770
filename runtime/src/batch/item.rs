//! What is kept of an action from the moment it is added until it is answered: its request, written once, and what its
//! answer needs to be told by. It is not generic: one kind of item for all actions.

use std::borrow::Cow;

use http::{HeaderMap, Method, StatusCode};

use super::body;
use crate::action::Permissions;
use crate::client::{RequestId, redirect};
use crate::error::Problem;
use crate::request::Relative;
use crate::response::{FromResponse, Origin};
use crate::{Action, Client};

/// The most bytes of one `$batch` request: what Graph takes in a request.
pub(super) const MOST_BYTES: usize = 4_000_000;
/// The bytes of a request around its items, at most.
pub(super) const FRAME: usize = 64;
/// The bytes of an item around what it says, at most: the names of its members, its id, the id that it depends on.
const ITEM_FRAME: usize = 160;

/// An action on its way.
#[derive(Debug)]
pub(super) struct Item {
    /// What its declaration says.
    pub(super) declared: Declared,
    /// The request without its body.
    request: Relative,
    /// The body as it stands in a batch, where there is one.
    body: Option<Vec<u8>>,
    /// The items that come before it.
    pub(super) after: Vec<usize>,
}

/// What a declaration says, in so far as a batch has to know it.
#[derive(Debug, Clone)]
pub(super) struct Declared {
    /// The method.
    pub(super) method: Method,
    /// The path template.
    pub(super) path: &'static str,
    /// The permissions.
    permissions: Permissions,
    /// The version, where it names one.
    version: Option<&'static str>,
    /// Whether a repetition does no harm.
    pub(super) is_repeatable: bool,
    /// Whether a redirect is followed.
    follows_redirects: bool,
    /// Whether a response with this status is what the caller wants.
    accepts: fn(StatusCode) -> bool,
    /// Whether the body of such a response is a file, and not JSON.
    pub(super) streams: fn(StatusCode) -> bool,
}

impl Item {
    /// An action whose request is written, to be sent after others.
    pub(super) fn new<A: Action>(request: Relative, after: Vec<usize>) -> Result<Self, Problem> {
        let declared = Declared {
            method: A::METHOD,
            path: A::PATH,
            permissions: A::PERMISSIONS,
            version: A::VERSION_IS_DECLARED.then_some(A::VERSION),
            is_repeatable: A::IDEMPOTENT || A::METHOD.is_idempotent(),
            follows_redirects: A::Response::FOLLOWS_REDIRECTS,
            accepts: A::Response::accepts,
            streams: A::Response::streams,
        };
        Self::checked(declared, request, after)
    }

    /// The item, unless it could not be part of a batch.
    fn checked(declared: Declared, mut request: Relative, after: Vec<usize>) -> Result<Self, Problem> {
        if request.request.uri().path() == "/$batch" {
            return Err(Problem::general("a batch cannot be an item of a batch".to_owned()));
        }
        let bytes = std::mem::take(request.request.body_mut());
        let body = if bytes.is_empty() {
            None
        } else {
            Some(body::to_json(request.request.headers(), &bytes).map_err(Problem::general)?)
        };
        let item = Self { declared, request, body, after };
        if item.len() + FRAME > MOST_BYTES {
            let what =
                format!("it is {} bytes as an item of a batch, and Graph takes at most 4 MB in a request", item.len());
            return Err(Problem::general(what));
        }
        Ok(item)
    }

    /// Frees what it was sent with; its method and path template stay, by which errors name it.
    pub(super) fn forget(&mut self) {
        self.body = None;
        self.request.request = http::Request::default();
    }

    /// The version that it is sent to.
    pub(super) fn version(&self, client: &Client) -> Cow<'static, str> {
        self.declared.version.map_or_else(|| client.version().clone(), Cow::Borrowed)
    }

    /// How many bytes it is, at most.
    pub(super) fn len(&self) -> usize {
        let headers: usize = self.headers().iter().map(|(name, value)| name.as_str().len() + 2 * value.len() + 6).sum();
        let url = self.request.request.uri().path_and_query().map_or(0, |url| url.as_str().len());
        ITEM_FRAME + url + headers + self.body.as_ref().map_or(0, Vec::len)
    }

    /// The headers of the action.
    pub(super) fn headers(&self) -> &HeaderMap {
        self.request.request.headers()
    }

    /// The id by which the caller wants it to be found in Graph's logs, where the action has one.
    pub(super) fn client_request_id(&self) -> Option<RequestId> {
        RequestId::given_in(self.headers())
    }

    /// The body as it stands in a batch.
    pub(super) fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }

    /// Path and query below the version at the service with this root, unless they lead to another host.
    pub(super) fn url(&self, root: &str) -> Result<String, Problem> {
        self.request.url(root)
    }

    /// What its answer will be the answer to.
    pub(super) fn origin(&self, client: &Client) -> Origin {
        let Declared { method, path, permissions, .. } = &self.declared;
        Origin {
            root: client.root().clone(),
            version: self.version(client),
            method: method.clone(),
            path,
            permissions: *permissions,
            page_headers: HeaderMap::new(),
        }
        .sent_with(self.headers())
    }
}

impl Declared {
    /// Whether a response with this status leads to the one that is wanted.
    pub(super) fn is_redirected_by(&self, status: StatusCode) -> bool {
        self.follows_redirects && redirect::is_for(&self.method, status) && !(self.accepts)(status)
    }
}
