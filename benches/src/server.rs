//! The server that every peer calls, in a process of its own: it checks each request and gives the one answer. What it does
//! costs every peer the same, and is not counted.

use std::convert::Infallible;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Collected, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::Failure;
use crate::call::{ANSWER, BODY, PATH, TOKEN};

/// Prints its root, and serves until its standard input ends: so it never outlives the benchmark.
pub fn run() -> Result<(), Failure> {
    // The other thread of the process; all the connections are served by one.
    std::thread::spawn(|| {
        let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        std::process::exit(0);
    });
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(serve())
}

/// Accepts connections.
async fn serve() -> Result<(), Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    // By name, as Graph is: an address in numbers costs a URL parser more.
    println!("http://localhost:{}", listener.local_addr()?.port());
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(answer));
        tokio::spawn(async move {
            // A client that hangs up has what it wanted.
            let _ = connection.await;
        });
    }
}

/// The answer, or what is wrong with the request.
async fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let wrong = match body.collect().await.map(Collected::to_bytes) {
        _ if head.method != Method::POST || head.uri.path() != PATH => format!("{} {}", head.method, head.uri),
        Err(error) => error.to_string(),
        Ok(body) if *body != *BODY.as_bytes() => "the body".to_owned(),
        Ok(_) => match wrong_header(&head.headers) {
            Some(name) => format!("the header {name}"),
            None => return Ok(right()),
        },
    };
    let mut response = Response::new(Full::new(format!("this server knows another request: {wrong}").into()));
    *response.status_mut() = StatusCode::BAD_REQUEST;
    Ok(response)
}

/// The first header that is not as Graph wants it.
fn wrong_header(headers: &HeaderMap) -> Option<&'static str> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if text("authorization").strip_prefix("Bearer ") != Some(TOKEN) {
        return Some("authorization");
    }
    if !text("content-type").starts_with("application/json") {
        return Some("content-type");
    }
    (text("client-request-id").len() != 36).then_some("client-request-id")
}

/// The one answer.
fn right() -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(ANSWER.body.as_bytes())));
    for &(name, value) in ANSWER.headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
