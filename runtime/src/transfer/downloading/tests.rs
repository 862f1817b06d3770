//! What no server can send through a transport that minds lengths, but a transport of a user's own may hand on.

use futures_util::{StreamExt, TryStreamExt};
use http_body_util::StreamBody;

use super::*;
use crate::auth::StaticToken;
use crate::transport::{Body, Transport, TransportError};

/// Answers with pieces that are one more than the length says.
struct Overlong;

impl Transport for Overlong {
    fn send(
        &self,
        _: http::Request<Bytes>,
    ) -> BoxFuture<'_, std::result::Result<http::Response<Body>, TransportError>> {
        let pieces = ["01", "23", "4"].map(|piece| Ok(http_body::Frame::data(Bytes::from(piece))));
        let body = Body::new(StreamBody::new(futures_util::stream::iter(pieces)));
        let response = http::Response::builder().header("Content-Length", "4").body(body).unwrap();
        Box::pin(async { Ok(response) })
    }
}

#[tokio::test]
async fn a_piece_behind_the_end_is_an_error_and_not_handed_on() {
    let client = Client::builder(StaticToken::new("token")).transport(Overlong).build().unwrap();
    let request = http::Request::get("https://graph.microsoft.com/v1.0/files/a").body(Bytes::new()).unwrap();
    let plan = Plan::new(request, client.origin(http::Method::GET, "/files/<id>"));
    let pace = Pace::new(client.clone(), None);
    let mut pieces = Downloading::new(plan, None, pace, client, None);
    assert_eq!(pieces.try_next().await.unwrap().unwrap(), "01");
    assert_eq!(pieces.try_next().await.unwrap().unwrap(), "23");
    let error = pieces.try_next().await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Response, Some("/files/<id>")));
    assert!(pieces.next().await.is_none());
    assert_eq!(pieces.position(), 4);
}
