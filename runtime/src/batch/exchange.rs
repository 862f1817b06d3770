//! The exchanges of a batch with the service, each a future that goes down the client's pipeline: a `$batch` request, and what
//! an item is redirected to. What an answer means is not known here.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, Uri};

use super::item::Item;
use super::plan::Round;
use crate::action::Permissions;
use crate::client::redirect;
use crate::error::ErrorKind;
use crate::response::{FromResponse, Origin, Received};
use crate::transport::BoxFuture;
use crate::{Call, Client, Error, Result};

/// An exchange with the service that has ended.
pub(super) enum Ended {
    /// A `$batch` request with these items.
    Batch(Round, Result<Received>),
    /// What an item was redirected to.
    Redirect(usize, Result<Received>),
}

/// Sends a `$batch` request with these items: its body, and whether a repetition does no harm. `origin` is that of any of the
/// items.
pub(super) fn batch(
    client: &Client,
    round: Round,
    (body, is_repeatable): (Bytes, bool),
    origin: Origin,
) -> BoxFuture<'static, Ended> {
    let origin = Origin {
        method: Method::POST,
        path: "/$batch",
        permissions: Permissions::UNDECLARED,
        page_headers: HeaderMap::new(),
        ..origin
    };
    let request = post(&origin, body).map(|request| (request, is_repeatable));
    let call: Call<Whole> = Call::of_request(client, request, origin);
    Box::pin(async move { Ended::Batch(round, call.await.map(|Whole(received)| received)) })
}

/// Fetches what an item is redirected to.
pub(super) fn redirect(
    client: &Client,
    index: usize,
    request: Request<Bytes>,
    origin: Origin,
) -> BoxFuture<'static, Ended> {
    let call: Call<Fetched> = Call::of_request(client, Ok((request, true)), origin);
    Box::pin(async move { Ended::Redirect(index, call.await.map(|Fetched(received)| received)) })
}

/// The request that an item's redirect asks for: the same as behind a direct call.
pub(super) fn redirected(
    client: &Client,
    item: &Item,
    answer: &Response<Bytes>,
    origin: &Origin,
) -> Result<Request<Bytes>> {
    let url = item.url(client.root().as_str()).unwrap_or_default();
    let mut request = Request::new(Bytes::new());
    *request.method_mut() = item.declared.method.clone();
    *request.uri_mut() = address(origin, &url)?;
    *request.headers_mut() = item.headers().clone();
    if (item.declared.streams)(StatusCode::OK) {
        request.headers_mut().entry(ACCEPT).or_insert(HeaderValue::from_static("*/*"));
    }
    redirect::follow(&request, answer, origin, 0)
}

/// The `$batch` request with this body.
fn post(origin: &Origin, body: Bytes) -> Result<Request<Bytes>> {
    let mut request = Request::new(body);
    *request.method_mut() = Method::POST;
    *request.uri_mut() = address(origin, "/$batch")?;
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(request)
}

/// The address of what is below a service and version.
fn address(origin: &Origin, url: &str) -> Result<Uri> {
    let address = format!("{}/{}{url}", origin.root.as_str(), origin.version);
    Uri::try_from(address)
        .map_err(|error| Error::new(ErrorKind::InvalidRequest, "its URL is not legal").of(origin).with_source(error))
}

/// Any response, as it arrived.
struct Whole(Received);

#[diagnostic::do_not_recommend]
impl FromResponse for Whole {
    fn accepts(_: StatusCode) -> bool {
        true
    }

    fn from_response(received: Received) -> Result<Self> {
        Ok(Self(received))
    }
}

/// What redirects lead to, as it arrived, whatever it is.
struct Fetched(Received);

#[diagnostic::do_not_recommend]
impl FromResponse for Fetched {
    const FOLLOWS_REDIRECTS: bool = true;

    fn accepts(status: StatusCode) -> bool {
        !redirect::is_for(&Method::GET, status)
    }

    fn from_response(received: Received) -> Result<Self> {
        Ok(Self(received))
    }
}
