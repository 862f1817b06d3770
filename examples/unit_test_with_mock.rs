//! A unit test of code that calls Graph: no network, no account, no server.
//!
//! ```text
//! cargo run --example unit_test_with_mock
//! ```
//!
//! A program of your own switches the mock on for its tests alone:
//!
//! ```toml
//! [dev-dependencies]
//! graph-action = { version = "0.1", features = ["mock"] }
//! ```

use graph_action::mock::{Answer, Mock, MockError};
use graph_action::{Client, Result, Value, graph_action, graph_type};
use serde_json::json;

/// Which of some groups a user is a member of, groups in groups included.
#[graph_action(POST "/users/<id>/checkMemberGroups" -> Value<Vec<String>>)]
pub struct CheckMemberGroups {
    /// The user.
    pub id: String,
    /// The groups.
    #[graph(max_items = 20)]
    pub group_ids: Vec<String>,
}

/// Ends all sessions of a user.
#[graph_action(POST "/users/<id>/revokeSignInSessions" -> Value<bool>)]
pub struct RevokeSignInSessions {
    /// The user.
    pub id: String,
}

/// A user.
#[graph_type]
#[derive(Debug, Default)]
pub struct User {
    /// The user.
    pub id: Option<String>,
    /// The name that people see.
    pub display_name: Option<String>,
}

/// Reads a user.
#[graph_action(GET "/users/<id>?$select=id,displayName" -> User)]
pub struct GetUser {
    /// The user.
    pub id: String,
}

/// The code that is tested: it signs a user out everywhere, unless they are an administrator.
async fn sign_out(client: &Client, user: &str) -> Result<String> {
    let found = GetUser { id: user.to_owned() }.send(client).await?;
    let name = found.display_name.unwrap_or_else(|| user.to_owned());
    let check = CheckMemberGroups { id: user.to_owned(), group_ids: vec!["administrators".to_owned()] };
    if !check.send(client).await?.0.is_empty() {
        return Ok(format!("{name} is an administrator"));
    }
    RevokeSignInSessions { id: user.to_owned() }.send(client).await?;
    Ok(format!("{name} is signed out"))
}

/// With `#[tokio::test]` in front: the first try is throttled, and the real retries of the client see to it.
async fn a_user_is_signed_out() -> std::result::Result<String, MockError> {
    let mock = Mock::new();
    mock.expect::<GetUser>()
        .path("id", "adele@contoso.com")
        .answer(Answer::status(429).header("Retry-After", "0.1"))
        .then_answer(&User { display_name: Some("Adele".to_owned()), ..Default::default() });
    mock.expect::<CheckMemberGroups>()
        .body(json!({"groupIds": ["administrators"]}))
        .answer(Answer::value(Vec::<String>::new()));
    mock.expect_action(&RevokeSignInSessions { id: "adele@contoso.com".to_owned() }).answer(Answer::value(true));
    mock.run(async |client| sign_out(&client, "adele@contoso.com").await.unwrap_or_else(|error| error.to_string()))
        .await
}

/// A test that fails: it expects that an administrator is signed out too.
async fn an_administrator_is_signed_out() -> std::result::Result<String, MockError> {
    let mock = Mock::new();
    mock.expect::<GetUser>().answer(&User::default());
    mock.expect::<CheckMemberGroups>().body(json!({"groupIds": ["owners"]})).answer(Answer::value(["owners"]));
    mock.expect::<RevokeSignInSessions>().path("id", "megan@contoso.com").answer(Answer::value(true));
    mock.run(async |client| sign_out(&client, "megan@contoso.com").await.unwrap_or_else(|error| error.to_string()))
        .await
}

#[tokio::main]
async fn main() {
    for (name, result) in [
        ("a user is signed out", a_user_is_signed_out().await),
        ("an administrator is signed out", an_administrator_is_signed_out().await),
    ] {
        match result {
            Ok(said) => println!("{name}: ok\n  {said}\n"),
            Err(report) => println!("{name}: failed, as it should here\n{report}\n"),
        }
    }
}
