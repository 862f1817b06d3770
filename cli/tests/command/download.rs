//! What comes over the network, well and badly.

use std::net::TcpListener;
use std::time::Duration;

use cargo_graph_action::download::{self, Limits};

use crate::place::{DOCUMENT, Place};
use crate::server::{Server, answer, cut_off};

/// The error of `metadata --url` at a server with these answers.
fn error(answers: Vec<String>) -> String {
    let (place, server) = (Place::of_crate(), Server::start(answers));
    let error = place.run(&["metadata", "--url", &server.address]).failed(3);
    assert!(!place.path("graph-metadata").exists());
    error.replace(server.address.split('/').nth(2).unwrap(), "HOST")
}

#[test]
fn a_document_is_asked_for_without_a_token() {
    let server = Server::start(vec![answer("200 OK", "Content-Type: application/xml\r\n", DOCUMENT)]);
    let place = Place::of_crate();
    let out = place.run(&["metadata", "--url", &server.address]).fine();
    assert!(out.starts_with("wrote DIR/graph-metadata/v1.0.index: "), "{out}");
    let request = server.requests().remove(0).to_ascii_lowercase();
    assert!(request.starts_with("get /v1.0/$metadata http/1.1\r\n"), "{request}");
    assert!(request.contains("\r\naccept: application/xml\r\n"), "{request}");
    assert!(request.contains("\r\nuser-agent: cargo-graph-action/"), "{request}");
    assert!(!request.contains("authorization"), "{request}");
}

#[test]
fn a_redirect_is_followed_on_the_same_host_alone() {
    let here = answer("301 Moved Permanently", "Location: http://HOST/beta/$metadata\r\n", "");
    let server = Server::start(vec![here, answer("200 OK", "", DOCUMENT)]);
    let place = Place::of_crate();
    place.run(&["metadata", "--url", &server.address]).fine();
    assert!(server.requests()[1].starts_with("GET /beta/$metadata "));

    let error = error(vec![answer("302 Found", "Location: https://login.example.org/sign-in?state=secret\r\n", "")]);
    assert_eq!(
        error,
        "error: http://HOST/v1.0/$metadata redirects to https://login.example.org/sign-in, which was not followed; a login page, \
         perhaps: save the document with a browser and use --from FILE, or name the right address with --url\n"
    );
}

#[test]
fn redirects_without_an_end_end() {
    let again = answer("302 Found", "Location: http://HOST/v1.0/$metadata\r\n", "");
    let error = error(vec![again; 6]);
    assert!(error.contains("redirects to http://HOST/v1.0/$metadata, which was not followed"), "{error}");
}

#[test]
fn what_is_no_document_is_told_from_one() {
    let page = error(vec![answer("200 OK", "Content-Type: text/html; charset=utf-8\r\n", "<html>Sign in</html>")]);
    assert!(
        page.contains("answered with a web page instead of metadata; a login or a proxy stands in between"),
        "{page}"
    );
    let unmarked = error(vec![answer("200 OK", "", "<html>Sign in</html>")]);
    assert!(
        unmarked.starts_with("error: what was downloaded is no metadata document\n  caused by: line 1"),
        "{unmarked}"
    );
    let empty = error(vec![answer("200 OK", "", "")]);
    assert!(empty.starts_with("error: what was downloaded is no metadata document\n"), "{empty}");
}

#[test]
fn a_refusal_says_what_to_do() {
    for (status, fix) in [
        ("404 Not Found", "look at --api, --cloud and --url"),
        ("407 Proxy Authentication Required", "put the name and password into HTTPS_PROXY"),
        ("401 Unauthorized", "no token is needed for metadata, so something in between asks for one: use --from FILE"),
        ("503 Service Unavailable", "try again later, or use --from FILE"),
        ("429 Too Many Requests", "try again later, or use --from FILE"),
    ] {
        let error = error(vec![answer(status, "", "")]);
        assert!(error.starts_with(&format!("error: http://HOST/v1.0/$metadata answered {status}; {fix}")), "{error}");
    }
}

#[test]
fn a_download_that_breaks_off_is_no_document() {
    let error = error(vec![cut_off(DOCUMENT)]);
    let start =
        format!("error: the download from http://HOST/v1.0/$metadata broke off after {} bytes; ", DOCUMENT.len());
    assert!(error.starts_with(&start), "{error}");
    assert!(error.contains("try again, or use --from FILE\n  caused by: "), "{error}");
}

#[test]
fn nobody_there_says_how_to_do_without() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}/$metadata");
    let error = Place::of_crate().run(&["metadata", "--url", &url]).failed(3);
    let start =
        format!("error: {url} could not be fetched; look at the network and at HTTPS_PROXY, or save the document");
    assert!(error.starts_with(&start), "{error}");
    assert!(error.contains("--from FILE\n  caused by: "), "{error}");
}

#[test]
fn each_cloud_is_asked_where_it_is_and_through_the_proxy() {
    for (arguments, host) in [
        (&["metadata"][..], "graph.microsoft.com"),
        (&["metadata", "--api", "beta", "--cloud", "global"], "graph.microsoft.com"),
        (&["metadata", "--cloud", "usgov"], "graph.microsoft.us"),
        (&["metadata", "--cloud", "usgov-dod"], "dod-graph.microsoft.us"),
        (&["metadata", "--cloud", "china"], "microsoftgraph.chinacloudapi.cn"),
    ] {
        let proxy = Server::start(vec![answer("407 Proxy Authentication Required", "", "")]);
        let error = Place::of_crate().run_through(&proxy.address.replace("/v1.0/$metadata", ""), arguments).failed(3);
        let start = format!(
            "error: https://{host}/{}/$metadata could not be fetched; ",
            if arguments.len() == 5 { "beta" } else { "v1.0" }
        );
        assert!(error.starts_with(&start), "{error}");
        assert!(proxy.requests()[0].starts_with(&format!("CONNECT {host}:443 HTTP/1.1\r\n")));
    }
}

#[test]
fn only_https_leaves_this_machine() {
    let error = Place::of_crate().run(&["metadata", "--url", "http://graph.microsoft.com/v1.0/$metadata"]).failed(3);
    assert_eq!(error, "error: metadata is not fetched over http; use https, or --from FILE for a file\n");
    let error = Place::of_crate().run(&["metadata", "--url", "graph.microsoft.com"]).failed(3);
    assert!(error.starts_with("error: `graph.microsoft.com` is no address\n  caused by: "), "{error}");
}

#[test]
fn bytes_and_silence_are_bounded() {
    let limits = Limits { bytes: 10, silence: Duration::from_millis(200), total: Duration::from_secs(20) };
    let fetch = |answers: Vec<String>, pause| {
        let server = Server::start_slow(answers, pause);
        let url = download::address(&server.address).unwrap();
        download::fetch(&url, limits).map_err(|error| error.to_string())
    };
    let none = Duration::ZERO;
    assert_eq!(fetch(vec![answer("200 OK", "", "0123456789")], none).unwrap(), b"0123456789");
    let announced = fetch(vec![answer("200 OK", "", "0123456789a")], none).unwrap_err();
    assert!(announced.contains("is longer than 10 bytes; this is no metadata"), "{announced}");
    let unannounced = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n0123456789a".to_owned();
    let unannounced = fetch(vec![unannounced], none).unwrap_err();
    assert!(unannounced.contains("is longer than 10 bytes"), "{unannounced}");
    let silent = fetch(vec!["HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n0123".to_owned()], Duration::from_secs(1));
    let silent = silent.unwrap_err();
    assert!(silent.contains("broke off after 4 bytes; try again, or use --from FILE"), "{silent}");
}
