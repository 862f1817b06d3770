//! One look at an operation, and the fetching of its result: which address is asked, and what its answer says.
//!
//! The addresses come from responses. Each is one of the client's own service, which gets the token (the pipeline sees to
//! that), or of another host, which gets neither a token nor an id; and nothing is sent to one that is not safe. A monitor
//! of another host may say that the result is at the service: Graph itself chose the monitor, a `GET` changes nothing, and
//! what it brings goes to the caller alone. Nothing here is generic: binding is for `progress.rs`.

use bytes::Bytes;
use http::header::LOCATION;
use http::{Method, Request, StatusCode, Uri};

use super::state::Reading;
use crate::client::unsafe_because;
use crate::error::ErrorKind;
use crate::response::{FromResponse, Origin, Received, location};
use crate::{Call, Client, Error, Result, Url};

/// Who was asked.
pub(super) struct Asked {
    /// The address.
    address: Url,
    /// Whether it is one of the client's own service.
    is_own: bool,
}

impl Asked {
    /// Asks this address.
    fn new(client: &Client, address: Url) -> Self {
        Self { is_own: client.root().is_origin_of_url(&address), address }
    }

    /// An error of what was answered, without the secret that the address of another host is.
    pub(super) fn explain(&self, error: Error) -> Error {
        if self.is_own { error } else { error.without_token(&self.address) }
    }
}

/// What one look at an operation brought.
pub(super) struct Look {
    /// Who was asked.
    pub(super) asked: Asked,
    /// The answer.
    pub(super) received: Received,
    /// What it says.
    pub(super) reading: Reading,
    /// Where the result is, if it is elsewhere: the answer names it, or redirects to it.
    pub(super) result: Option<Url>,
    /// Where the resource is that the operation makes or changes; the same as the result where there is one.
    pub(super) resource: Option<Url>,
}

/// An answer about an operation. A `302` or `303` is one: the operation has ended, and its result is there. Another redirect
/// says that the operation is looked at elsewhere.
struct Answer(Received);

#[diagnostic::do_not_recommend]
impl FromResponse for Answer {
    const FOLLOWS_REDIRECTS: bool = true;

    fn accepts(status: StatusCode) -> bool {
        status.is_success() || matches!(status.as_u16(), 302 | 303)
    }

    fn from_response(received: Received) -> Result<Self> {
        Ok(Self(received))
    }
}

/// The result of an operation.
struct Fetched(Received);

#[diagnostic::do_not_recommend]
impl FromResponse for Fetched {
    const FOLLOWS_REDIRECTS: bool = true;

    fn from_response(received: Received) -> Result<Self> {
        Ok(Self(received))
    }
}

/// Looks at the operation that is at an address.
pub(super) async fn look(client: Client, at: Url, origin: Origin) -> Result<Look> {
    let request = request(&client, &at, &origin)?;
    let asked = Asked::new(&client, at);
    let call = Call::<Answer>::of_request(&client, Ok((request, true)), of_client(&client, origin.clone()));
    let Answer(received) = call.await.map_err(|error| {
        let place = if asked.is_own { None } else { asked.address.host_str() };
        let place = place.map(|host| format!(" on `{host}`")).unwrap_or_default();
        asked.explain(error.in_words(&format!("its operation could not be looked at{place}")))
    })?;
    let mut reading = Reading::of(received.status(), received.body());
    if received.status().is_redirection() {
        reading.result = received.headers().get(LOCATION).and_then(|link| link.to_str().ok()).map(str::to_owned);
    }
    // What another host says is relative to itself; Graph's own links lack the version.
    let resolve = |link: &String| {
        if asked.is_own {
            location::resolve(link, origin.root.as_str(), &origin.version)
        } else {
            asked.address.join(link).ok()
        }
    };
    let result = reading.result.as_ref().and_then(resolve);
    if received.status().is_redirection() && result.is_none() {
        let error = received.does_not_fit("its operation redirects to its result, but names no address");
        return Err(asked.explain(error));
    }
    let resource = result.clone().or_else(|| reading.target.as_ref().and_then(resolve));
    Ok(Look { asked, received, reading, result, resource })
}

/// Fetches the result of an operation.
pub(super) async fn fetch(client: Client, result: Url, origin: Origin) -> Result<(Asked, Received)> {
    let request = request(&client, &result, &origin)?;
    let asked = Asked::new(&client, result);
    let call = Call::<Fetched>::of_request(&client, Ok((request, true)), of_client(&client, origin));
    match call.await {
        Ok(Fetched(received)) => Ok((asked, received)),
        Err(error) => {
            let what = "its operation succeeded, but the result could not be fetched";
            Err(asked.explain(error.in_words(what)))
        }
    }
}

/// The GET of an address that a response named, if it may be sent.
fn request(client: &Client, address: &Url, origin: &Origin) -> Result<Request<Bytes>> {
    let refused = |why: &str| {
        let message =
            format!("its operation, or the result of it, is at an address that {why}, to which nothing is sent");
        Error::new(ErrorKind::Response, message).of(origin)
    };
    if let Some(why) = unsafe_because(address) {
        return Err(refused(why));
    }
    let uri = Uri::try_from(address.as_str()).map_err(|_| refused("no request can carry"))?;
    if origin.root.is_origin_of(&uri) && !client.root().is_origin_of(&uri) {
        let (method, path, service) = (&origin.method, origin.path, origin.root.as_str());
        let message = format!(
            "the operation of `{method} {path}` was begun at `{service}`, and this client is one of `{}`: \
             use a client of the service that began it",
            client.root().as_str()
        );
        return Err(Error::new(ErrorKind::InvalidRequest, message));
    }
    let mut request = Request::new(Bytes::new());
    *request.method_mut() = Method::GET;
    *request.uri_mut() = uri;
    Ok(request)
}

/// The same origin, at the client's own service: another one never gets the client's token.
fn of_client(client: &Client, origin: Origin) -> Origin {
    Origin { root: client.root().clone(), ..origin }
}
