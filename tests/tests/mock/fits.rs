//! What an expectation asks of a request: each rule alone, with a request that fits it and one that does not.

use graph_action::mock::{Expectation, Mock};
use graph_action::request::Encoder;
use graph_action::{Action, Bytes, Nullable, graph_action, graph_path, graph_type};
use serde_json::json;

use crate::common::actions::{CancelInBeta, CancelMediaProcessing, GetCall, cancel, get};
use crate::{report, send, unexpected};

/// Something with a part everywhere.
#[graph_action(PATCH "/users/<user>/events('<id>')/view(start=<start>,end=<end>)?$top=<top>&$select=id")]
#[derive(Debug, Clone, Default)]
struct Everything {
    user: String,
    id: String,
    start: String,
    end: Option<u32>,
    top: Option<u32>,
    #[graph(query)]
    zone: Option<String>,
    #[graph(header = "If-Match")]
    if_match: Option<String>,
    subject: Option<String>,
    place: Nullable<String>,
}

/// One with all of it said.
fn full() -> Everything {
    Everything {
        user: "o'neil/a b".into(),
        id: "it's".into(),
        start: "a,b=c)".into(),
        end: Some(7),
        top: Some(5),
        zone: Some("a&b+c".into()),
        if_match: Some("W/\"1\"".into()),
        subject: Some("x".into()),
        place: Nullable::Null,
    }
}

/// Says one thing of an expectation.
type Say = fn(Expectation<'_>) -> Expectation<'_>;

#[tokio::test]
async fn each_rule_takes_what_fits_and_says_what_does_not() {
    let rules: [(Say, Say, &str); 11] = [
        (
            |it| it.path("user", "o'neil/a b"),
            |it| it.path("user", "x"),
            r#"path value `user`: expected "x", got "o'neil/a b""#,
        ),
        (|it| it.path("id", "it's"), |it| it.path("id", "it"), r#"path value `id`: expected "it", got "it's""#),
        (
            |it| it.path("start", "a,b=c)"),
            |it| it.path("start", ""),
            r#"path value `start`: expected "", got "a,b=c)""#,
        ),
        (|it| it.path("end", 7), |it| it.path("end", 8), r#"path value `end`: expected "8", got "7""#),
        (|it| it.path("top", 5), |it| it.path("top", 6), r#"path value `top`: expected "6", got "5""#),
        (
            |it| it.query("zone", "a&b+c"),
            |it| it.query("zone", "UTC"),
            r#"query option `zone`: expected "UTC", got "a&b+c""#,
        ),
        (|it| it.query("$top", 5), |it| it.query("$skip", 1), r#"query option `$skip`: expected "1", got nothing"#),
        (
            |it| it.header("If-Match", "W/\"1\""),
            |it| it.header("IF-match", "*"),
            r#"header `if-match`: expected "*", got "W/\"1\"""#,
        ),
        (
            |it| it.body(json!({"subject": "x", "place": null})),
            |it| it.body(json!({"subject": "x"})),
            "body.place: expected nothing, got null",
        ),
        (
            |it| it.body_including(json!({"subject": "x"})),
            |it| it.body_including(json!({"subject": "y", "to": []})),
            r#"body.subject: expected "y", got "x""#,
        ),
        (
            |it| it.matching("has a subject", |request| request.path_value("id") == Some("it's")),
            |it| it.matching("has no subject", |_| false),
            "expected a request that has no subject",
        ),
    ];
    for (fits, does_not, says) in rules {
        let mock = Mock::new();
        fits(mock.expect::<Everything>());
        send(&mock, &full()).await.unwrap();
        mock.verify().unwrap();

        let mock = Mock::new();
        does_not(mock.expect::<Everything>());
        let told = unexpected(send(&mock, &full()).await);
        assert!(told.lines().any(|line| line.trim() == says), "{told}\nlacks\n{says}");
        assert!(report(&mock).iter().any(|line| line.trim() == says));
    }
}

#[tokio::test]
async fn a_whole_action_is_the_very_request() {
    type Change = fn(&mut Everything);
    let changes: [(Change, &str); 8] = [
        (|it| it.user = "b".into(), r#"path value `user`: expected "o'neil/a b", got "b""#),
        (|it| it.end = None, r#"path value `end`: expected "7", got nothing"#),
        (|it| it.top = None, r#"path value `top`: expected "5", got nothing"#),
        (|it| it.zone = None, r#"query option `zone`: expected "a&b+c", got nothing"#),
        (|it| it.if_match = None, r#"header `if-match`: expected "W/\"1\"", got nothing"#),
        (|it| it.subject = None, r#"body.subject: expected "x", got nothing"#),
        (|it| it.place = Nullable::Absent, "body.place: expected null, got nothing"),
        (|it| it.place = Nullable::Value("y".into()), r#"body.place: expected null, got "y""#),
    ];
    let mock = Mock::new();
    mock.expect_action(&full());
    send(&mock, &full()).await.unwrap();
    mock.verify().unwrap();
    for (change, says) in changes {
        let mut other = full();
        change(&mut other);
        let mock = Mock::new();
        mock.expect_action(&full());
        let told = unexpected(send(&mock, &other).await);
        assert!(told.lines().any(|line| line.trim() == says), "{told}\nlacks\n{says}");
        // And what the other one has more is seen as well.
        let mock = Mock::new();
        mock.expect_action(&other);
        unexpected(send(&mock, &full()).await);
    }
}

#[tokio::test]
async fn method_path_and_version_are_the_actions() {
    let mock = Mock::new();
    mock.expect::<CancelInBeta>();
    mock.expect::<GetCall>().path("id", "other").at_least(0);
    let told = unexpected(send(&mock, &cancel("a")).await);
    assert!(told.ends_with(
        "closest is expectation 1, POST /communications/calls/<id>/cancelMediaProcessing (beta)\n    version: expected beta, got v1.0"
    ));
    send(&mock, &CancelInBeta { id: "a".into(), all: None }).await.unwrap();
    // A declaration without a version takes the client's.
    for version in ["v1.0", "beta"] {
        let client = mock.builder().base_url("https://gateway.example/graph").version(version).build().unwrap();
        mock.expect::<GetCall>().path("id", version).answer(&json!({}));
        get(version).send(&client).await.unwrap();
        assert_eq!(mock.requests().last().unwrap().path_value("id"), Some(version));
    }
}

#[graph_path]
enum EventPath {
    #[graph("/me/events/<id>")]
    Mine { id: String },
}

#[graph_action(POST "<event>/accept")]
struct AcceptEvent {
    event: EventPath,
}

#[tokio::test]
async fn a_resource_is_read_as_its_path() {
    let mock = Mock::new();
    mock.expect::<AcceptEvent>().path("event", "/me/events/a/b");
    send(&mock, &AcceptEvent { event: EventPath::Mine { id: "a/b".into() } }).await.unwrap();
    mock.expect_action(&AcceptEvent { event: EventPath::Mine { id: "c".into() } });
    send(&mock, &AcceptEvent { event: EventPath::Mine { id: "c".into() } }).await.unwrap();
    mock.verify().unwrap();
}

#[graph_type("microsoft.graph.zone")]
#[derive(Debug, Clone)]
enum Zone {
    Iana,
    #[graph(other)]
    Other(String),
}

#[graph_action(GET "/me/zones(kind=<kind>,ids=<ids>)")]
struct Zones {
    kind: Zone,
    ids: Vec<u8>,
}

#[tokio::test]
async fn arguments_are_read_as_what_their_literals_say() {
    let mock = Mock::new();
    mock.expect::<Zones>().path("kind", "iana").path("ids", "[1,2]").times(2);
    mock.expect::<Zones>().path("kind", "o'ther");
    for kind in [Zone::Iana, Zone::Iana, Zone::Other("o'ther".into())] {
        send(&mock, &Zones { kind, ids: vec![1, 2] }).await.unwrap();
    }
    mock.verify().unwrap();
}

#[graph_action(PUT "/me/photo/$value")]
struct SetPhoto {
    #[graph(body = "image/jpeg")]
    photo: Bytes,
}

#[tokio::test]
async fn a_body_that_is_no_json_is_compared_and_not_shown() {
    let photo = |photo: &'static [u8]| SetPhoto { photo: Bytes::from_static(photo) };
    let mock = Mock::new();
    mock.expect_action(&photo(b"\xff\xd8"));
    send(&mock, &photo(b"\xff\xd8")).await.unwrap();
    mock.verify().unwrap();

    mock.expect_action(&photo(b"\xff\xd8"));
    mock.expect::<SetPhoto>().body(json!({}));
    let told = unexpected(send(&mock, &photo(b"secret")).await);
    assert!(told.contains("got 6 bytes of image/jpeg") && !told.contains("secret"), "{told}");
    assert!(!format!("{:?}", mock.requests()).contains("secret"));
}

/// An action that was written by hand, with a template that says less than it sends.
struct ByHand {
    id: &'static str,
}

impl Action for ByHand {
    const METHOD: http::Method = http::Method::GET;
    const PATH: &'static str = "some call";
    type Response = ();

    fn encode(&self, request: &mut Encoder) {
        request.text("/calls/");
        request.key("id", self.id);
    }
}

#[tokio::test]
async fn an_action_written_by_hand_is_compared_by_what_it_sends() {
    let mock = Mock::new();
    mock.expect_action(&ByHand { id: "a" });
    send(&mock, &ByHand { id: "a" }).await.unwrap();
    mock.verify().unwrap();
    mock.expect_action(&ByHand { id: "a" });
    let told = unexpected(send(&mock, &ByHand { id: "b" }).await);
    assert!(told.ends_with("path: expected some call, got /calls/b"), "{told}");
}

#[tokio::test]
async fn what_cannot_be_expected_is_told() {
    let mock = Mock::new();
    mock.expect::<CancelMediaProcessing>().path("call", "a").at_least(0);
    mock.expect_action(&cancel("")).at_least(0);
    mock.expect_request(http::Method::GET, "not an address").at_least(0);
    mock.expect::<GetCall>().body(std::collections::BTreeMap::from([((1, 2), 3)])).at_least(0);
    let report = report(&mock);
    for (line, says) in report.iter().skip(1).zip([
        "asks for the path value `call`, and its template has `id`",
        "is an action that cannot be sent: POST /communications/calls/<id>/cancelMediaProcessing was not sent: `id` is empty",
        "asks for the address `not an address`",
        "asks for a body that cannot be written as JSON",
    ]) {
        assert!(line.contains(says), "{line}");
    }
    assert_eq!(report.len(), 5);
}
