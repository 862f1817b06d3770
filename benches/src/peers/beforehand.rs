//! What the tuned peers make beforehand, and what is left for each call.

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

use super::wire::CancelMediaProcessing;
use crate::Failure;
use crate::call::TOKEN;

/// The id by which a caller finds a request in Graph's logs.
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// The headers that all calls have.
pub(super) fn headers() -> Result<HeaderMap, Failure> {
    let mut token = HeaderValue::from_str(&format!("Bearer {TOKEN}"))?;
    token.set_sensitive(true);
    let mut headers = HeaderMap::with_capacity(8);
    headers.insert(AUTHORIZATION, token);
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(headers)
}

/// The headers of one call.
pub(super) fn headers_of_one(all: &HeaderMap) -> Result<HeaderMap, Failure> {
    let mut headers = all.clone();
    let mut id = Uuid::encode_buffer();
    let id = Uuid::new_v4().hyphenated().encode_lower(&mut id);
    headers.insert(CLIENT_REQUEST_ID, HeaderValue::from_str(id)?);
    Ok(headers)
}

/// The body of one call.
pub(super) fn body(client_context: &str) -> Result<Bytes, Failure> {
    Ok(serde_json::to_vec(&CancelMediaProcessing { client_context })?.into())
}
