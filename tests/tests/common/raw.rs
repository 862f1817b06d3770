//! A server that does what no HTTP library would: cuts off, lies, resets, says nothing.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What is done on one connection once a request has arrived whole.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// These bytes, then the end of the connection.
    Say(Vec<u8>),
    /// These bytes, and then nothing more on an open connection.
    Stall(Vec<u8>),
    /// Nothing, and a reset.
    Reset,
    /// A reset before the request was read.
    ResetBefore,
}

/// A reply with a length, and the connection closed behind it.
pub(crate) fn reply(status: &str, headers: &str, body: &str) -> Act {
    Act::Say(
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
            .into_bytes(),
    )
}

/// The reply that everybody is happy with.
pub(crate) fn fine() -> Act {
    reply("200 OK", "Content-Type: application/json\r\n", "{}")
}

/// What server and test share.
#[derive(Default)]
struct Seen {
    /// The requests as they arrived.
    requests: Mutex<Vec<String>>,
    /// How many connections were made.
    connections: AtomicUsize,
    /// How many connections have ended.
    ended: AtomicUsize,
}

/// The running server; it ends when dropped.
pub(crate) struct RawServer {
    address: SocketAddr,
    seen: Arc<Seen>,
    task: JoinHandle<()>,
}

impl RawServer {
    /// Starts one that performs these acts, one a connection, the last one again and again.
    pub(crate) async fn start(acts: impl IntoIterator<Item = Act>) -> Self {
        Self::on(TcpListener::bind("127.0.0.1:0").await.unwrap(), acts)
    }

    /// The same behind a listener of the test's.
    pub(crate) fn on(listener: TcpListener, acts: impl IntoIterator<Item = Act>) -> Self {
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Seen::default());
        let (shared, mut acts) = (Arc::clone(&seen), acts.into_iter().collect::<VecDeque<_>>());
        let task = tokio::spawn(async move {
            let mut connections = tokio::task::JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let act = if acts.len() > 1 { acts.pop_front() } else { acts.front().cloned() };
                let shared = Arc::clone(&shared);
                connections.spawn(async move {
                    perform(stream, act.expect("a server has something to do"), &shared).await;
                    shared.ended.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        Self { address, seen, task }
    }

    /// Its root.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Head and body of each request, in order.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.seen.requests.lock().unwrap().clone()
    }

    /// How many connections were made.
    pub(crate) fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    /// How many connections have ended, by whichever side.
    pub(crate) fn ended(&self) -> usize {
        self.seen.ended.load(Ordering::SeqCst)
    }
}

impl Drop for RawServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Reads one request and acts.
async fn perform(mut stream: TcpStream, act: Act, seen: &Seen) {
    if matches!(act, Act::ResetBefore) {
        let _ = stream.set_zero_linger();
        return;
    }
    let Some(request) = read(&mut stream).await else { return };
    seen.requests.lock().unwrap().push(request);
    match act {
        Act::Say(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
        Act::Stall(bytes) => {
            let _ = stream.write_all(&bytes).await;
            // Ends when the client does.
            let _ = stream.read(&mut [0; 64]).await;
        }
        Act::Reset | Act::ResetBefore => {
            let _ = stream.set_zero_linger();
        }
    }
}

/// A request, its body included; nothing if the client leaves before that.
pub(crate) async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length =
                head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
            if body.len() >= length.unwrap_or(0_usize) {
                return Some(text.into_owned());
            }
        }
        let mut piece = [0; 4096];
        match stream.read(&mut piece).await {
            Ok(0) | Err(_) => return None,
            Ok(length) => bytes.extend_from_slice(&piece[..length]),
        }
    }
}
