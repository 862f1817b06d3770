//! 9 and 10: where the next page is asked for and how, and where the token does not go.

use futures_util::TryStreamExt;
use graph_action::{Content, Page, graph_action};

use crate::common::raw::{Act, RawServer, reply};
use crate::common::{client_of, shown, soon};
use crate::request_line;

#[graph_action(GET "/users" -> Page<u8>, headers("ConsistencyLevel" = "eventual"))]
struct ListUsers {
    #[graph(header = "Prefer")]
    prefer: Option<&'static str>,
}

#[graph_action(GET "/me/drive/items/<id>/content" -> Content)]
struct Download {
    id: String,
}

/// A page, and where the one behind it is.
fn page(items: &str, next_link: Option<&str>) -> Act {
    let link = next_link.map(|link| format!(r#", "@odata.nextLink": "{link}""#)).unwrap_or_default();
    reply("200 OK", "Content-Type: application/json\r\n", &format!(r#"{{"value": {items}{link}}}"#))
}

#[tokio::test]
async fn g09_a_next_link_is_sent_verbatim_with_the_first_requests_headers_and_an_empty_page_is_no_end() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let odd = "/v1.0/users/$/a//b?$skiptoken=RFNwd%2FAJ'x|y&$skip=%20+1&%24top=2";
    let server = RawServer::on(
        listener,
        [
            page("[1]", Some(&format!("{url}{odd}"))),
            page("[]", Some(&format!("{url}/v1.0/users?$skiptoken=2"))),
            page("null", Some(&format!("{url}/v1.0/users?$skiptoken=3"))),
            page("[2]", None),
        ],
    );
    let client = client_of(&url);
    let action = ListUsers { prefer: Some("odata.maxpagesize=1, outlook.timezone=\"UTC\"") };
    let first = soon(action.send(&client)).await.unwrap();
    let items: Vec<u8> = soon(first.stream(&client).try_collect()).await.unwrap();
    assert_eq!(items, [1, 2]);
    let requests = server.requests();
    assert_eq!(requests.len(), 4);
    assert_eq!(request_line(&requests[1]), format!("GET {odd} HTTP/1.1"));
    for request in &requests {
        for header in [
            "consistencylevel: eventual\r\n",
            "prefer: odata.maxpagesize=1, outlook.timezone=\"UTC\"\r\n",
            "authorization: Bearer token\r\n",
        ] {
            assert!(request.contains(header), "{header} {request}");
        }
    }
}

#[tokio::test]
async fn g10_the_token_goes_to_the_service_alone() {
    let secret = "tempauth=x1y2";
    let elsewhere = RawServer::start([reply("200 OK", "Content-Type: image/png\r\n", "file")]).await;
    let address = format!("{}/f?{secret}", elsewhere.url());
    // Where a download is redirected to is asked, without the token.
    for status in ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"] {
        let graph = RawServer::start([reply(status, &format!("Location: {address}\r\n"), "")]).await;
        let content = soon(Download { id: "a".into() }.send(&client_of(&graph.url()))).await.unwrap();
        assert_eq!(soon(content.bytes()).await.unwrap(), "file");
        assert!(graph.requests()[0].contains("authorization: Bearer token"));
    }
    for request in elsewhere.requests() {
        let request = request.to_lowercase();
        assert!(request.starts_with(&format!("get /f?{secret}")) && !request.contains("token\r\n"), "{request}");
        assert!(!request.contains("authorization"), "{request}");
    }
    // A next link to another host, or to another port of this one, is not followed at all.
    let before = elsewhere.requests().len();
    let graph = RawServer::start([page("[1]", Some(&address))]).await;
    let client = client_of(&graph.url());
    let first = soon(ListUsers { prefer: None }.send(&client)).await.unwrap();
    let error = soon(first.next_page(&client)).await.unwrap_err();
    assert!(error.to_string().contains("the next link leads to `127.0.0.1`"), "{error}");
    assert!(!shown(&error).contains(secret), "{error:?}");
    assert_eq!(elsewhere.requests().len(), before);
}
