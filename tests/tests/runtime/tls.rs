//! The default transport where it matters most: encrypted, over both versions of HTTP, and through a proxy.

use std::convert::Infallible;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use graph_action::auth::StaticToken;
use graph_action::transport::HyperTransport;
use graph_action::{Client, ErrorKind, RetryPolicy};
use http::{Request, Response, Version};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::common::actions::get;
use crate::common::raw::{RawServer, reply};
use crate::common::soon;

/// A service that speaks TLS, and what was asked of it.
struct Service {
    /// Its port.
    port: u16,
    /// Its certificate, which nobody has signed.
    certificate: String,
    /// The versions of HTTP in which requests came, and whether they had the token.
    seen: Arc<Mutex<Vec<(Version, bool)>>>,
}

/// The only provider that is built in, named since there could be two.
fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(rustls::crypto::aws_lc_rs::default_provider())
}

impl Service {
    /// A service that offers these protocols.
    async fn start(protocols: &[&str]) -> Self {
        let signed = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::from_pem_slice(signed.signing_key.serialize_pem().as_bytes()).unwrap();
        let config = rustls::ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
        let config = config.unwrap().with_no_client_auth();
        let mut config = config.with_single_cert(vec![signed.cert.der().clone()], key).unwrap();
        config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
        let (acceptor, listener) =
            (TlsAcceptor::from(Arc::new(config)), TcpListener::bind("127.0.0.1:0").await.unwrap());
        let (port, seen) = (listener.local_addr().unwrap().port(), Arc::default());
        let service = Self { port, certificate: signed.cert.pem(), seen: Arc::clone(&seen) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, seen) = (acceptor.clone(), Arc::clone(&seen));
                tokio::spawn(async move { serve(acceptor, stream, seen).await });
            }
        });
        service
    }

    /// Its root.
    fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }
}

/// Serves one connection in the protocol that was agreed upon.
async fn serve(acceptor: TlsAcceptor, stream: TcpStream, seen: Arc<Mutex<Vec<(Version, bool)>>>) {
    let Ok(stream) = acceptor.accept(stream).await else { return };
    let is_http2 = stream.get_ref().1.alpn_protocol() == Some(b"h2");
    let answer = service_fn(move |request: Request<Incoming>| {
        let has_token = request.headers().get("authorization").is_some_and(|token| token == "Bearer token");
        seen.lock().unwrap().push((request.version(), has_token));
        async { Ok::<_, Infallible>(Response::new(http_body_util::Full::new(Bytes::from_static(b"{}")))) }
    });
    let stream = TokioIo::new(stream);
    let _ = if is_http2 {
        hyper::server::conn::http2::Builder::new(TokioExecutor::new()).serve_connection(stream, answer).await
    } else {
        hyper::server::conn::http1::Builder::new().serve_connection(stream, answer).await
    };
}

/// A client that trusts a certificate.
fn client(url: &str, certificate: &str) -> Client {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap()).unwrap();
    let tls = rustls::ClientConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
    let tls = tls.unwrap().with_root_certificates(roots).with_no_client_auth();
    over(url, HyperTransport::with_tls(tls, Duration::from_secs(5), Duration::from_secs(5)))
}

/// A client over a transport, which repeats nothing.
fn over(url: &str, transport: HyperTransport) -> Client {
    let builder = Client::builder(StaticToken::new("token")).base_url(url).transport(transport);
    builder.retry(RetryPolicy::never()).build().unwrap()
}

#[tokio::test]
async fn the_newest_version_that_both_sides_speak_is_spoken() {
    for (protocols, version) in
        [(&["h2", "http/1.1"][..], Version::HTTP_2), (&["http/1.1"], Version::HTTP_11), (&[], Version::HTTP_11)]
    {
        let service = Service::start(protocols).await;
        let client = client(&service.url(), &service.certificate);
        for _ in 0..3 {
            soon(get("a").send(&client)).await.unwrap();
        }
        assert_eq!(*service.seen.lock().unwrap(), [(version, true); 3], "{protocols:?}");
    }
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_gets_nothing() {
    let service = Service::start(&["h2"]).await;
    let platform = HyperTransport::new(Duration::from_secs(5), Duration::from_secs(5)).unwrap();
    let error = soon(get("a").send(&over(&service.url(), platform))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error:?}");
    let other = Service::start(&["h2"]).await;
    let error = soon(get("a").send(&client(&service.url(), &other.certificate))).await.unwrap_err();
    assert!(format!("{error:?}").to_lowercase().contains("certificate"), "{error:?}");
    assert!(service.seen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn the_limit_for_a_connection_holds_for_its_encryption_too() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://localhost:{}", silent.local_addr().unwrap().port());
    let transport = HyperTransport::new(Duration::from_millis(200), Duration::from_mins(1)).unwrap();
    let error = soon(get("a").send(&over(&url, transport))).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
}

/// Where the inner tests find their service, and the certificate to trust.
const SERVICE: &str = "GRAPH_ACTION_TEST_TLS_SERVICE";
/// See [`SERVICE`].
const CERTIFICATE: &str = "GRAPH_ACTION_TEST_CERTIFICATE";

/// Runs in a process of its own, whose environment names a proxy.
#[tokio::test]
#[ignore = "run by the tests below"]
async fn inner() {
    let client = client(&std::env::var(SERVICE).unwrap(), &std::env::var(CERTIFICATE).unwrap());
    match soon(get("a").send(&client)).await {
        Ok(_) => println!("answered"),
        Err(error) => println!("{:?} {error:?}", error.kind()),
    }
}

/// What the call in a process with this proxy printed.
async fn behind(proxy: String, service: &Service) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "tls::inner", "--ignored", "--nocapture"]);
    command.env(SERVICE, service.url()).env(CERTIFICATE, &service.certificate);
    for name in ["NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy", "REQUEST_METHOD"] {
        command.env_remove(name);
    }
    for name in ["HTTPS_PROXY", "https_proxy"] {
        command.env(name, &proxy);
    }
    let output = soon(tokio::task::spawn_blocking(move || command.output())).await.unwrap().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[tokio::test]
async fn a_proxy_sees_the_hosts_name_and_passes_the_rest_on() {
    let service = Service::start(&["h2"]).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = format!("http://someone:hunter2@{}", listener.local_addr().unwrap());
    let port = service.port;
    let tunnel = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let asked = crate::common::raw::read(&mut stream).await.unwrap();
        stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.unwrap();
        let mut there = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let _ = tokio::io::copy_bidirectional(&mut stream, &mut there).await;
        asked
    });
    let printed = behind(proxy, &service).await;
    assert!(printed.contains("answered"), "{printed}");
    assert_eq!(*service.seen.lock().unwrap(), [(Version::HTTP_2, true)]);
    let asked = soon(tunnel).await.unwrap().to_lowercase();
    assert!(asked.starts_with(&format!("connect localhost:{port} http/1.1\r\n")), "{asked}");
    assert!(asked.contains("proxy-authorization: basic ") && !asked.contains("bearer"), "{asked}");
}

#[tokio::test]
async fn a_proxy_that_refuses_or_is_of_another_kind_is_an_error_that_shows_no_password() {
    let service = Service::start(&["h2"]).await;
    let refusing = RawServer::start([reply("407 Proxy Authentication Required", "", "")]).await;
    let address = refusing.url().replace("http://", "");
    for (proxy, why) in [
        (format!("http://someone:hunter2@{address}"), "Connect"),
        (format!("socks5://someone:hunter2@{address}"), "the kind `socks5`"),
        (format!("https://someone:hunter2@{address}"), "the kind `https`"),
    ] {
        let printed = behind(proxy.clone(), &service).await;
        assert!(printed.contains(why) && printed.contains("Connect"), "{proxy} {printed}");
        assert!(!printed.contains("hunter2") && !printed.contains("answered"), "{printed}");
    }
    assert_eq!(refusing.requests().len(), 1);
    assert!(service.seen.lock().unwrap().is_empty());
}
