//! The mock as a program's own unit tests use it: what fits, what does not, and what is said of it.

#[path = "../common/mod.rs"]
mod common;

mod answers;
mod batches;
mod client;
mod fits;
mod order;
mod reports;
mod round_trips;

use std::fmt::Debug;

use graph_action::mock::Mock;
use graph_action::{Action, Error};

/// Sends an action through a mock's client, whatever the end.
async fn send<A: Action>(mock: &Mock, action: &A) -> Result<A::Response, Error> {
    mock.client().unwrap().send(action).await
}

/// What a mock reports, as the lines that a person sees.
#[track_caller]
fn report(mock: &Mock) -> Vec<String> {
    mock.verify().expect_err("something was not as expected").to_string().lines().map(str::to_owned).collect()
}

/// The error of a call that was not expected.
#[track_caller]
fn unexpected<R: Debug>(result: Result<R, Error>) -> String {
    let error = result.expect_err("it was not expected");
    assert_eq!(error.code(), Some("unexpectedRequest"), "{error}");
    assert_eq!(error.status().unwrap(), 501);
    error.service().unwrap().message().unwrap().to_owned()
}
