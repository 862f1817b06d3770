//! One call: an action is made of its fields, its request written, its responses bound and written again.

use graph_action::{Action, Bytes, Content, Operation, Page, ResourcePath};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// What is made of JSON that is not its own: actions and paths.
pub trait Given: Sized {
    /// Makes one.
    fn given(json: &Value) -> Result<Self, String>;
}

impl Given for ResourcePath {
    fn given(json: &Value) -> Result<Self, String> {
        Self::try_from(json.as_str().ok_or("no path")?).map_err(|error| error.to_string())
    }
}

/// A field that reads JSON itself; one that is not there is null.
pub fn take<T: DeserializeOwned>(json: &Value, name: &str) -> Result<T, String> {
    serde_json::from_str(&json[name].to_string()).map_err(|error| format!("{name}: {error}"))
}

/// The path that an action begins with.
pub fn at<T: Given>(json: &Value, name: &str) -> Result<T, String> {
    T::given(&json[name]).map_err(|error| format!("{name}: {error}"))
}

/// A call of one action.
pub fn run<A: Action + Given>(call: &Value, write: fn(A::Response) -> Result<Value, String>) -> Value {
    let request = A::given(&call["fields"])
        .and_then(|action| action.request("https://graph.microsoft.com").map_err(|error| error.to_string()));
    let responses = call["responses"].as_array().into_iter().flatten();
    let bound = responses.map(|given| A::response(response(given)).map_err(|error| told(&error)).and_then(write));
    reply(request, bound.collect())
}

/// A response as it would arrive: text is the body as it is, anything else is JSON.
fn response(given: &Value) -> http::Response<Bytes> {
    let status = given["status"].as_u64().expect("a status");
    let mut response = http::Response::builder().status(u16::try_from(status).expect("a status"));
    for header in given["headers"].as_array().into_iter().flatten() {
        response = response.header(header[0].as_str().expect("a name"), header[1].as_str().expect("a value"));
    }
    let body = match &given["body"] {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        json => json.to_string(),
    };
    response.body(body.into()).expect("a response")
}

/// What was written.
fn reply(request: Result<http::Request<Bytes>, String>, bound: Vec<Result<Value, String>>) -> Value {
    let request = match request {
        Ok(request) => {
            let body = String::from_utf8_lossy(request.body());
            json!({ "method": request.method().as_str(), "url": request.uri().to_string(), "body": body })
        }
        Err(error) => json!({ "error": error }),
    };
    let bound = bound.into_iter().map(|bound| match bound {
        Ok(value) => json!({ "body": value }),
        Err(error) => json!({ "error": error }),
    });
    json!({ "request": request, "responses": bound.collect::<Vec<_>>() })
}

/// An error and what it comes from.
fn told(error: &graph_action::Error) -> String {
    let sources = std::iter::successors(std::error::Error::source(error), |error| error.source());
    sources.fold(error.to_string(), |told, source| format!("{told}: {source}"))
}

/// Writes a response without a body.
pub fn nothing((): ()) -> Result<Value, String> {
    Ok(Value::Null)
}

/// Writes a response that is JSON.
pub fn json<T: Serialize>(body: T) -> Result<Value, String> {
    serde_json::to_value(&body).map_err(|error| error.to_string())
}

/// Writes a page of a collection with its links.
pub fn page<T: Serialize + DeserializeOwned>(page: Page<T>) -> Result<Value, String> {
    let mut written = json!({ "value": json(page.items())? });
    for (name, link) in [("@odata.nextLink", page.next_link()), ("@odata.deltaLink", page.delta_link())] {
        if let Some(link) = link {
            written[name] = link.into();
        }
    }
    if let Some(count) = page.count() {
        written["@odata.count"] = count.into();
    }
    Ok(written)
}

/// Writes the first state of a long-running operation.
pub fn operation<T: Serialize + DeserializeOwned>(operation: Operation<T>) -> Result<Value, String> {
    json(operation.body())
}

/// Writes bytes, which are all there already.
pub fn content(content: Content) -> Result<Value, String> {
    let mut bytes = std::pin::pin!(content.bytes());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match bytes.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Ok(bytes)) => Ok(String::from_utf8_lossy(&bytes).into()),
        std::task::Poll::Ready(Err(error)) => Err(told(&error)),
        std::task::Poll::Pending => Err("the content has not arrived".to_owned()),
    }
}
