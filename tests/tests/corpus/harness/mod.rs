//! Holds a declaration against the documented example of its page.
//!
//! ```text
//! page("call-mute").example(0).check(&MuteCall { … });
//! ```
//!
//! **The request** that the declaration builds must be the documented one: the method; the path, segment by segment after
//! percent-decoding, and the query options as a set; the headers that mean something (not the token, the host, the length,
//! nor the media type where it is JSON); and the JSON body, member by member, nulls included, numbers by value. Pages print the address with
//! or without host and version, and `{id}` where an id is due: the latter is then simply the id that the test gives.
//!
//! **The response** must bind, and written again it must have lost nothing. Three things are no loss: a member that is
//! null (an `Option` does not tell null from absent), the `@odata.context` around the whole (it tells where the metadata
//! is), and an `@odata.type` that is written where the page has none. Everything else that is new is an error as well.
//!
//! **Where the page is wrong**, the test says what it says and what it should say. A correction that corrects nothing is
//! an error, and so are a page, an example or a place in it that is not there.

mod compare;
mod corpus;
mod correct;
mod paths;
mod selftest;

use std::fmt::Debug;

use bytes::Bytes;
use graph_action::{Action, Operation, Page, Reply};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) use corpus::{page, pages};
pub(crate) use paths::resource;

/// One documented example, as corrected so far; nothing where there is no corpus.
#[must_use = "an example proves nothing until it is checked"]
pub(crate) struct Example {
    /// What it is called in messages.
    name: String,
    /// The documented request and response.
    documented: Option<Value>,
    /// Whether the page leaves out `@odata.type` in its request where the declaration has it.
    untyped: bool,
}

impl Example {
    /// The request and the response, which the declaration binds to what can be written again.
    #[track_caller]
    pub(crate) fn check<A: Action>(self, action: &A)
    where
        A::Response: Serialize,
    {
        self.check_by(action, |response| to_json(&response));
    }

    /// The same for a page of a collection: its items and its links.
    #[track_caller]
    pub(crate) fn check_page<A: Action<Response = Page<T>>, T: Serialize + DeserializeOwned>(self, action: &A) {
        self.check_by(action, |page| {
            let mut written = serde_json::json!({ "value": to_json(page.items()) });
            for (name, link) in [("@odata.nextLink", page.next_link()), ("@odata.deltaLink", page.delta_link())] {
                if let Some(link) = link {
                    written[name] = link.into();
                }
            }
            if let Some(count) = page.count() {
                written["@odata.count"] = count.into();
            }
            written
        });
    }

    /// The same for a long-running operation: its first state, and its `Location` where the page has one.
    #[track_caller]
    pub(crate) fn check_operation<A: Action<Response = Operation<T>>, T: Serialize + DeserializeOwned>(
        self,
        action: &A,
    ) {
        let (status, location) = self.around();
        self.check_by(action, |operation| {
            let bound = operation.location().map(|location| compare::path_of(location.as_str()));
            assert_eq!((operation.status().as_u16(), bound), (status, location), "the status and location");
            to_json(&operation.body())
        });
    }

    /// The same for a response with what is around it: its status and its `Location`.
    #[track_caller]
    pub(crate) fn check_reply<A: Action<Response = Reply<T>>, T: Serialize>(self, action: &A) {
        let (status, location) = self.around();
        self.check_by(action, |reply| {
            let bound = reply.location().map(|location| compare::path_of(location.as_str()));
            assert_eq!((reply.status().as_u16(), bound), (status, location), "the status and location");
            to_json(reply.body())
        });
    }

    /// The request alone: for an example without a response.
    #[track_caller]
    pub(crate) fn check_request<A: Action>(self, action: &A) {
        let request = action.request("https://graph.microsoft.com").expect("a request");
        self.report(&self.request_differences(&request));
    }

    /// The error that the declaration makes of a documented error response.
    #[track_caller]
    pub(crate) fn check_error<A: Action<Response: Debug>>(self, action: &A) -> Option<graph_action::Error> {
        let request = action.request("https://graph.microsoft.com").expect("a request");
        self.report(&self.request_differences(&request));
        let documented = self.documented.as_ref()?;
        Some(A::response(corpus::response(&documented["response"])).expect_err("an error"))
    }

    /// The documented response, bound; nothing where there is no corpus.
    #[track_caller]
    pub(crate) fn bind<A: Action>(self) -> Option<A::Response> {
        let response = self.documented.as_ref().map(|example| corpus::response(&example["response"]))?;
        Some(A::response(response).expect("a response that binds"))
    }

    /// What the page has around the body of the response: the status, and the path of the `Location`.
    fn around(&self) -> (u16, Option<Vec<String>>) {
        let Some(response) = self.documented.as_ref().map(|example| &example["response"]) else { return (0, None) };
        let status = response["status"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or_default();
        (status, corpus::header(response, "location").map(|location| compare::path_of(&location)))
    }

    /// Compares both, where the response is written again by `rewrite`.
    #[track_caller]
    fn check_by<A: Action>(self, action: &A, rewrite: impl FnOnce(A::Response) -> Value) {
        let found = self.differences(action, rewrite);
        self.report(&found);
    }

    /// What differs.
    #[track_caller]
    fn differences<A: Action>(&self, action: &A, rewrite: impl FnOnce(A::Response) -> Value) -> Vec<String> {
        let request: http::Request<Bytes> = action.request("https://graph.microsoft.com").expect("a request");
        let Some(documented) = &self.documented else { return Vec::new() };
        let mut found = self.request_differences(&request);
        let response = &documented["response"];
        if response.is_null() {
            found.push("the page has no response: use `check_request`".to_owned());
            return found;
        }
        match A::response(corpus::response(response)) {
            Ok(bound) => found.extend(compare::rewritten(&response["body"], &rewrite(bound))),
            Err(error) => found.push(format!("the response does not bind: {error}")),
        }
        found
    }

    /// What differs in the request.
    fn request_differences(&self, request: &http::Request<Bytes>) -> Vec<String> {
        let Some(documented) = self.documented.as_ref().map(|example| &example["request"]) else { return Vec::new() };
        let mut found = compare::request(documented, request, self.untyped);
        if self.untyped && compare::request(documented, request, false).is_empty() {
            found.push("the page leaves out no type".to_owned());
        }
        found
    }

    /// Fails where something differs.
    #[track_caller]
    fn report(&self, found: &[String]) {
        assert!(found.is_empty(), "{}:\n  {}", self.name, found.join("\n  "));
    }
}

/// Holds a documented value against what is left of it after it was read and written.
#[track_caller]
pub(crate) fn loses_nothing<T: Serialize + ?Sized>(name: &str, documented: &Value, read: &T) {
    let found = compare::rewritten(documented, &to_json(read));
    assert!(found.is_empty(), "{name}:\n  {}", found.join("\n  "));
}

/// A value as JSON.
#[track_caller]
fn to_json<T: Serialize + ?Sized>(value: &T) -> Value {
    serde_json::to_value(value).expect("JSON")
}
