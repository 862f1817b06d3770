//! A managed identity without an SDK: App Service's endpoint asked by a closure, whose tokens are kept and renewed.
//!
//! ```text
//! cargo run --example managed_identity
//! ```
//!
//! The embedded Graph stands for App Service here. With the feature `azure` and the crate `azure_identity`, all of Azure's kinds
//! of managed identity are `Azure::new(ManagedIdentityCredential::new(None)?)`.

use std::error::Error;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use futures_util::TryStreamExt;
use graph_action::auth::{AccessToken, OwnedTokenRequest, from_fn};
use graph_action::{Bytes, Client, graph_action, http};
use graph_action_sim::{Failure, Graph};
use serde_json::Value;

/// A call.
#[graph_action(GET "/communications/calls/<id>" -> Value)]
pub struct GetCall {
    /// The call.
    pub id: String,
}

/// Where App Service gives out tokens, and what it has to be told: `IDENTITY_ENDPOINT` and `IDENTITY_HEADER` of the environment.
#[derive(Clone)]
struct AppService {
    /// The endpoint.
    endpoint: String,
    /// What only this program was told.
    header: String,
}

impl AppService {
    /// A token, by the client's own transport.
    async fn token(self, request: OwnedTokenRequest) -> graph_action::Result<AccessToken> {
        let wrong = |what: &'static str| graph_action::Error::token(what);
        // The endpoint is older than scopes, and knows resources.
        let resource = request.scope.trim_end_matches("/.default");
        let asked = http::Request::get(format!("{}?api-version=2019-08-01&resource={resource}", self.endpoint))
            .header("X-IDENTITY-HEADER", self.header)
            .body(Bytes::new())
            .map_err(|error| wrong("the identity endpoint is no address").with_source(error))?;
        let unreachable = |error| wrong("the identity endpoint could not be reached").with_source(error);
        let answer = request.transport.send(asked).await.map_err(unreachable)?;
        let status = answer.status();
        let body: Vec<Bytes> = answer.into_body().try_collect().await.map_err(unreachable)?;
        // What it says goes into no error: with success, it has the token in it.
        let told: Option<Value> = serde_json::from_slice(&body.concat()).ok().filter(|_| status.is_success());
        let member = |name: &str| told.as_ref().and_then(|told| told.get(name)?.as_str());
        let (Some(token), Some(expires)) = (member("access_token"), member("expires_on")) else {
            return Err(graph_action::Error::token(format!(
                "the identity endpoint gave no token, but status {status}"
            )));
        };
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let left = Duration::from_secs(expires.parse().unwrap_or_default()).saturating_sub(now);
        Ok(AccessToken::new(token, Some(left)))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let graph = Graph::start().await?;
    let service = AppService { endpoint: graph.identity_endpoint(), header: graph.identity_header().to_owned() };
    let credential = from_fn(move |request| service.clone().token(request));
    let client = Client::builder(credential).base_url(graph.base_url()).build()?;
    let call = GetCall { id: graph.create_call(None) };

    graph.fail_next_identity(Failure::new(500));
    println!("{}\n", get_call(&client, &call).await.err().ok_or("no error")?);

    for _ in 0..3 {
        get_call(&client, &call).await?;
    }
    println!("three calls: {} requests for a token, the failed one included", graph.identity_requests().len());
    // Revoked, say: the call goes on with another token.
    graph.expire_tokens();
    get_call(&client, &call).await?;
    println!("one with a token that was refused: {} requests for a token", graph.identity_requests().len());
    for request in graph.identity_requests() {
        println!("  {} {}", request.method(), request.path());
    }
    Ok(())
}
