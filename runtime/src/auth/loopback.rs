//! Where a browser brings the answer of a sign-in: a listener on this machine, for one answer.
//!
//! It is bound to the loopback addresses alone, answers with pages of a few lines ([`page`]), and takes for an answer only what
//! names the secret `state` of the sign-in ([`answer`]). Whatever else a browser, or another program, sends here is told to
//! go away and ends nothing. A browser may hold connections open on which it never asks: each connection is on its own.

mod answer;
mod page;
mod redirect_uri;

use std::future::poll_fn;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(super) use redirect_uri::RedirectUri;

use self::answer::{Judged, judge};
use super::Secret;
use crate::{Error, Result};

/// How long one connection may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest head of a request that is read.
const LONGEST_HEAD: usize = 64 << 10;

/// How many connections are served at once.
const MOST_CONNECTIONS: usize = 32;

/// How often a free port is looked for on which both loopback addresses are free.
const MOST_PORTS: usize = 16;

/// Listens for one answer.
pub(super) struct Listener {
    /// One for each loopback address.
    sockets: Vec<TcpListener>,
    /// Where the browser is to bring the answer.
    uri: String,
    /// The path of that.
    path: String,
}

/// What happened next.
enum Event {
    /// A connection was made, or could not be.
    Accepted(std::io::Result<TcpStream>),
    /// One has ended, with an answer or without.
    Ended(Option<Result<Secret>>),
}

impl Listener {
    /// Listens where a redirect URI leads.
    pub(super) fn bind(redirect_uri: &RedirectUri) -> Result<Self> {
        let mut failure = None;
        for _ in 0..MOST_PORTS {
            match bind(redirect_uri) {
                Ok((port, sockets)) => {
                    let (uri, path) = (redirect_uri.with_port(port), redirect_uri.path().to_owned());
                    return Ok(Self { sockets, uri, path });
                }
                Err(error) => failure = Some(error),
            }
            if redirect_uri.port().is_some() {
                break;
            }
        }
        let error = Error::token("no port of this machine could be listened on for the answer of the sign-in");
        Err(match failure {
            Some(failure) => error.with_source(failure),
            None => error,
        })
    }

    /// Where the browser is to bring the answer: the redirect URI with its port.
    pub(super) fn uri(&self) -> &str {
        &self.uri
    }

    /// Waits for the answer of the sign-in with this `state`.
    pub(super) async fn code(&self, state: &Secret) -> Result<Secret> {
        let mut connections = FuturesUnordered::new();
        loop {
            let event = poll_fn(|context| {
                if connections.len() < MOST_CONNECTIONS
                    && let Poll::Ready(accepted) = self.poll_accept(context)
                {
                    return Poll::Ready(Event::Accepted(accepted));
                }
                match connections.poll_next_unpin(context) {
                    Poll::Ready(Some(answer)) => Poll::Ready(Event::Ended(answer)),
                    Poll::Ready(None) | Poll::Pending => Poll::Pending,
                }
            });
            match event.await {
                Event::Accepted(Ok(stream)) => connections.push(self.serve(stream, state)),
                // The machine has no more sockets for now, or the connection is gone already.
                Event::Accepted(Err(_)) => tokio::time::sleep(Duration::from_millis(50)).await,
                Event::Ended(Some(answer)) => return answer,
                Event::Ended(None) => {}
            }
        }
    }

    /// The next connection to any of the addresses.
    fn poll_accept(&self, context: &mut Context<'_>) -> Poll<std::io::Result<TcpStream>> {
        for socket in &self.sockets {
            if let Poll::Ready(accepted) = socket.poll_accept(context) {
                return Poll::Ready(accepted.map(|(stream, _)| stream));
            }
        }
        Poll::Pending
    }

    /// Answers one request; gives back the sign-in's answer if it was that.
    async fn serve(&self, mut stream: TcpStream, state: &Secret) -> Option<Result<Secret>> {
        let head = tokio::time::timeout(PATIENCE, read_head(&mut stream)).await.ok()??;
        let Judged { page, answer } = judge(head.expose(), &self.path, state);
        // A browser that does not wait for the page has brought the answer all the same.
        let _ = tokio::time::timeout(PATIENCE, async {
            stream.write_all(page.as_bytes()).await?;
            stream.shutdown().await
        })
        .await;
        answer
    }
}

/// The sockets of a redirect URI, all on one port.
fn bind(redirect_uri: &RedirectUri) -> std::io::Result<(u16, Vec<TcpListener>)> {
    let first = listen(IpAddr::V4(Ipv4Addr::LOCALHOST), redirect_uri.port().unwrap_or(0))?;
    let port = first.local_addr()?.port();
    let mut sockets = vec![first];
    if redirect_uri.is_by_name() {
        // A browser may take `localhost` for either address. Somebody else's listener on the other one would get the answer.
        match listen(IpAddr::V6(Ipv6Addr::LOCALHOST), port) {
            Ok(second) => sockets.push(second),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => return Err(error),
            // A machine without IPv6.
            Err(_) => {}
        }
    }
    Ok((port, sockets))
}

/// A socket that listens on one address.
fn listen(address: IpAddr, port: u16) -> std::io::Result<TcpListener> {
    let socket = std::net::TcpListener::bind(SocketAddr::new(address, port))?;
    socket.set_nonblocking(true)?;
    TcpListener::from_std(socket)
}

/// The head of a request; nothing where it does not come, or is too long. There may be a code in it.
async fn read_head(stream: &mut TcpStream) -> Option<Secret> {
    let mut bytes = zeroize::Zeroizing::new(Vec::with_capacity(LONGEST_HEAD));
    while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
        let room = LONGEST_HEAD.checked_sub(bytes.len()).filter(|room| *room > 0)?;
        let read = stream.take(u64::try_from(room).unwrap_or(u64::MAX)).read_buf(&mut *bytes).await.ok()?;
        if read == 0 {
            return None;
        }
    }
    std::str::from_utf8(&bytes).ok().map(Secret::new)
}
