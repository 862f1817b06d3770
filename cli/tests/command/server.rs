//! A server on this machine that answers each connection with what it was given, well or badly.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// An answer with a length.
pub(crate) fn answer(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

/// An answer that breaks off: it says that it is longer than it is.
pub(crate) fn cut_off(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len() + 1)
}

/// A server; its connections are answered in turn, and it ends with the last answer.
pub(crate) struct Server {
    /// Where it is.
    pub(crate) address: String,
    /// The requests, once all answers were given.
    thread: thread::JoinHandle<Vec<String>>,
}

impl Server {
    /// Starts a server that gives these answers. `HOST` in one of them is the server itself.
    pub(crate) fn start(answers: Vec<String>) -> Self {
        Self::start_slow(answers, Duration::ZERO)
    }

    /// The same, with a pause before the end of each connection.
    pub(crate) fn start_slow(answers: Vec<String>, pause: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let address = format!("http://{host}/v1.0/$metadata");
        let answer = move |text: &String| {
            let (mut stream, _) = listener.accept().unwrap();
            let request = request(&mut stream);
            // The client may have gone away, which is for the test to judge.
            drop(stream.write_all(text.replace("HOST", &host).as_bytes()));
            thread::sleep(pause);
            request
        };
        Self { address, thread: thread::spawn(move || answers.iter().map(answer).collect()) }
    }

    /// The requests that came.
    pub(crate) fn requests(self) -> Vec<String> {
        self.thread.join().unwrap()
    }
}

/// Reads the head of a request.
fn request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while !bytes.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) > 0 {
        bytes.push(byte[0]);
    }
    String::from_utf8(bytes).unwrap()
}
