//! A transport for a program's own unit tests: it is told which actions to expect and what to answer, and reports what came
//! otherwise. Behind the feature `mock`, which a program switches on among its `dev-dependencies`.
//!
//! [`Mock`] is what a test holds, [`expectation`] what is asked of a request, [`answer`] what it gets, [`book`] what has
//! been written down of both; [`batch`] takes a batch apart. It stands at the bottom, in place of the network: encoding,
//! retries, tokens and bindings are the client's real ones. It never opens a socket, never sees a token longer than it
//! takes to drop it, and never panics: what went wrong is an error that the test unwraps, since a panic on another task, or
//! in a `drop`, fails no test that one can rely on.
//!
//! ```
//! use graph_action::{Client, Operation, Result, graph_action, graph_type, mock::{Answer, Mock}};
//! use serde_json::json;
//!
//! #[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing" -> Operation<CommsOperation>)]
//! struct CancelMediaProcessing { id: String, client_context: Option<String> }
//!
//! #[graph_type("microsoft.graph.commsOperation")]
//! struct CommsOperation { id: Option<String>, status: Option<String> }
//!
//! /// What is to be tested: a program's own code.
//! async fn hush(client: &Client, call: &str) -> Result<Option<String>> {
//!     let action = CancelMediaProcessing { id: call.into(), client_context: Some("hush".into()) };
//!     Ok(action.send(client).await?.into_body().and_then(|operation| operation.status))
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
//! let mock = Mock::new();
//! mock.expect::<CancelMediaProcessing>()
//!     .path("id", "57dab8b1")
//!     .body(json!({"clientContext": "hush"}))
//!     .answer(&CommsOperation { id: Some("17e3b46c".into()), status: Some("completed".into()) });
//!
//! assert_eq!(hush(&mock.client()?, "57dab8b1").await?, Some("completed".into()));
//! mock.verify()?;
//! # Ok(()) }
//! ```

mod answer;
mod batch;
mod book;
mod diff;
mod expectation;
mod request;
mod rule;
mod template;
mod transport;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Uri};

pub use answer::Answer;
pub use expectation::Expectation;
pub use request::MockRequest;
pub use transport::MockTransport;

use self::book::Book;
use self::expectation::Expected;
use self::rule::Target;
use crate::auth::StaticToken;
use crate::request::Encoder;
use crate::{Action, Client, ClientBuilder, Result, RetryPolicy};

/// What a test expects of the code under test, and what it has seen of it.
///
/// Requests may come in any order, unless expectations say [`in_order`](Expectation::in_order). A request is answered by the
/// first expectation that it fits and that has not had all its requests yet. One that is not expected is answered with an
/// error that says what differs (501, code `unexpectedRequest`, which the client does not repeat), so that the code under test
/// fails visibly too, and [`verify`](Self::verify) tells it again.
///
/// Actions that are sent in a [`Batch`](crate::Batch) are expected like those that are sent alone: the mock takes a batch apart.
///
/// ```
/// use graph_action::{graph_action, mock::Mock};
/// use serde_json::json;
///
/// #[graph_action(POST "/communications/calls/<id>/mute")]
/// struct Mute { id: String, client_context: Option<String> }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> graph_action::Result<()> {
/// let mock = Mock::new();
/// mock.expect::<Mute>().path("id", "a").body(json!({"clientContext": "x"}));
/// let error = Mute { id: "a".into(), client_context: Some("y".into()) }.send(&mock.client()?).await.unwrap_err();
/// assert!(error.to_string().contains(r#"body.clientContext: expected "x", got "y""#));
///
/// // In a test of yours: `mock.verify().unwrap()`.
/// assert_eq!(mock.verify().unwrap_err().to_string(), r#"the mock was not used as expected
/// request 1, POST https://graph.microsoft.com/v1.0/communications/calls/a/mute, was not expected
///   closest is expectation 1, POST /communications/calls/<id>/mute
///     body.clientContext: expected "x", got "y"
/// expectation 1, POST /communications/calls/<id>/mute was to come once, and did not come
///   what came instead is request 1"#);
/// # Ok(()) }
/// ```
#[derive(Default)]
pub struct Mock {
    /// What it has written down.
    book: Arc<Book>,
}

/// What was not as a mock expected, as a text of several lines. `Debug` is the same, so that a test that unwraps it shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct MockError {
    /// The text.
    report: String,
}

/// The service whose requests are compared with an action's; the path is looked at below it only.
const ROOT: &str = "https://graph.microsoft.com";

impl Mock {
    /// A mock that expects nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Expects a request of this action, whatever its values; the [`Expectation`] narrows that down.
    #[allow(clippy::must_use_candidate, reason = "what is expected has been written down")]
    pub fn expect<A: Action>(&self) -> Expectation<'_> {
        self.add(Expected::new(Target::action::<A>(), Vec::new()))
    }

    /// Expects the very request that this action sends: path, query, headers and body.
    ///
    /// ```
    /// # use graph_action::{graph_action, mock::Mock};
    /// #[graph_action(DELETE "/users/<id>")]
    /// struct DeleteUser { id: String, #[graph(header = "If-Match")] if_match: Option<String> }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let mock = Mock::new();
    /// mock.expect_action(&DeleteUser { id: "a".into(), if_match: Some("W/\"1\"".into()) });
    /// DeleteUser { id: "a".into(), if_match: Some("W/\"1\"".into()) }.send(&mock.client()?).await?;
    /// mock.verify()?;
    /// # Ok(()) }
    /// ```
    pub fn expect_action<A: Action>(&self, action: &A) -> Expectation<'_> {
        self.add_encoded(Target::action::<A>(), Encoder::request(action, ROOT, A::VERSION))
    }

    /// Expects a request that no declaration makes: for a next link, an operation's `Location`, an upload's part.
    ///
    /// An address with a host is compared whole, its query included. One that begins with `/` is a template below the
    /// service's root and version, as in a declaration: `/teams('<team>')/operations('<id>')`.
    ///
    /// ```
    /// # use graph_action::{Page, graph_action, http::Method, mock::{Answer, Mock}};
    /// # use futures_util::TryStreamExt;
    /// #[graph_action(GET "/me/mailFolders/<id>/messages/delta()" -> Page<String>)]
    /// struct Changes { id: String }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// const NEXT: &str = "https://graph.microsoft.com/v1.0/me/mailFolders/a/messages/delta()?$skiptoken=b";
    /// let mock = Mock::new();
    /// mock.expect::<Changes>().path("id", "a").in_order().answer(Answer::page(["first"]).next_link(NEXT));
    /// mock.expect_request(Method::GET, NEXT).in_order().answer(Answer::page(["last"]));
    ///
    /// let client = mock.client()?;
    /// let items: Vec<String> = Changes { id: "a".into() }.send(&client).await?.stream(&client).try_collect().await?;
    /// assert_eq!(items, ["first", "last"]);
    /// mock.verify()?;
    /// # Ok(()) }
    /// ```
    #[allow(clippy::must_use_candidate, reason = "what is expected has been written down")]
    pub fn expect_request(&self, method: Method, address: &str) -> Expectation<'_> {
        match Target::address(method.clone(), address) {
            Ok(target) => self.add(Expected::new(target, Vec::new())),
            Err(error) => {
                let mut expected = Expected::new(Target::Address { method, uri: Uri::default() }, Vec::new());
                expected.mistakes.push(format!("asks for the address `{address}`: {error}"));
                self.add(expected)
            }
        }
    }

    /// A client whose requests come here: of the global cloud, with a token that is never shown, and with waits of a few
    /// milliseconds where the service does not say how long.
    pub fn client(&self) -> Result<Client> {
        self.builder().build()
    }

    /// The same client before it is built, for settings of the program's own.
    pub fn builder(&self) -> ClientBuilder {
        let retry = RetryPolicy { first_step: Duration::from_millis(1), ..RetryPolicy::default() };
        Client::builder(StaticToken::new("mock")).transport(self.transport()).retry(retry)
    }

    /// The transport alone, for a client with a credential of its own. Requests for tokens come here as well, then.
    #[must_use]
    pub fn transport(&self) -> MockTransport {
        MockTransport::new(Arc::clone(&self.book))
    }

    /// The requests that came, expected or not, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<MockRequest> {
        self.book.requests()
    }

    /// Whether everything came that was expected, and nothing else; may be asked as often as one likes.
    ///
    /// A mock that is dropped without having been asked, although something was not as expected, reports it as an event of
    /// `tracing`: it could do no more, since a `drop` that panics takes the whole process down where the test is already
    /// failing. [`run`](Self::run) asks in any case.
    pub fn verify(&self) -> Result<(), MockError> {
        match self.book.read() {
            None => Ok(()),
            Some(differences) => Err(MockError::new(&differences)),
        }
    }

    /// Runs a test with a client of this mock and verifies it afterwards; what the test returned, or what was not as expected.
    ///
    /// ```
    /// # use graph_action::{Value, graph_action, mock::{Answer, Mock, MockError}};
    /// #[graph_action(GET "/users/$count" -> u64)]
    /// struct CountUsers {}
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), MockError> {
    /// let mock = Mock::new();
    /// mock.expect::<CountUsers>().answer(Answer::content("text/plain", "7"));
    /// mock.run(async |client| {
    ///     assert_eq!(CountUsers {}.send(&client).await.unwrap(), 7);
    /// })
    /// .await
    /// # }
    /// ```
    pub async fn run<T>(self, test: impl AsyncFnOnce(Client) -> T) -> Result<T, MockError> {
        let client = self.client().map_err(|error| MockError::new(&error.to_string()))?;
        let result = test(client).await;
        self.verify().map(|()| result)
    }

    /// Writes an expectation down.
    fn add(&self, expected: Expected) -> Expectation<'_> {
        Expectation::new(&self.book, self.book.expect(expected))
    }

    /// Expects a request that has been encoded, if it could be.
    fn add_encoded(&self, target: Target, encoded: Result<http::Request<Bytes>>) -> Expectation<'_> {
        match encoded {
            Ok(encoded) => {
                let (target, rules) = rule::same_as(target, encoded);
                self.add(Expected::new(target, rules))
            }
            Err(error) => {
                let mut expected = Expected::new(target, Vec::new());
                expected.mistakes.push(format!("is an action that cannot be sent: {error}"));
                self.add(expected)
            }
        }
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        if let Some(report) = self.book.unread() {
            tracing::error!(target: "graph_action", %report, "a mock was dropped without `verify`");
        }
    }
}

impl MockError {
    /// The error for these differences.
    fn new(differences: &str) -> Self {
        Self { report: format!("the mock was not used as expected\n{differences}") }
    }
}

impl fmt::Display for MockError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.report)
    }
}

impl fmt::Debug for MockError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl std::error::Error for MockError {}

impl fmt::Debug for Mock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Mock").field("requests", &self.requests()).finish_non_exhaustive()
    }
}
