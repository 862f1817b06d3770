//! Reads a mailbox with many calls at once, and is throttled on the way: the client keeps the limits by itself.
//!
//! ```text
//! cargo run --example throttling
//! ```
//!
//! runs against a small service in this process, which takes 4 requests at once for a mailbox, as Outlook does, answers the
//! fifth with 429, and asks once for a rest.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph_action::auth::StaticToken;
use graph_action::throttle::{MemoryGate, NoGate, ThrottleGate};
use graph_action::{Client, Page, RetryPolicy, graph_action, graph_type};

/// Lists the messages of a user.
#[graph_action(GET "/users/<user>/messages" -> Page<Message>)]
#[derive(Debug, Clone)]
pub struct ListMessages {
    /// Whose messages.
    pub user: String,
}

/// A message.
#[graph_type("microsoft.graph.message")]
#[derive(Debug, Clone)]
pub struct Message {
    /// What it is about.
    pub subject: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let service = Arc::new(Mailbox::default());
    let url = serve(Arc::clone(&service)).await?;

    println!("without a gate");
    read(&url, &service, NoGate).await?;
    println!("\nwith the gate that every client has");
    read(&url, &service, MemoryGate::new()).await?;

    println!("\na rest of two hours");
    service.rest.store(7200, Ordering::SeqCst);
    let client = Client::builder(StaticToken::new("token")).base_url(&url).build()?;
    let adele = ListMessages { user: "adele@contoso.com".to_owned() };
    for call in ["first call ", "second call"] {
        if let Err(error) = list_messages(&client, &adele).await {
            println!("{call}     {error}");
        }
    }
    println!(
        "other mailbox   {:?}",
        list_messages(&client, &ListMessages { user: "alex@contoso.com".to_owned() }).await.is_ok()
    );
    Ok(())
}

/// Twenty calls at once, none of them repeated.
async fn read(url: &str, service: &Mailbox, gate: impl ThrottleGate) -> graph_action::Result<()> {
    let client = Client::builder(StaticToken::new("token")).base_url(url).retry(RetryPolicy::never());
    let client = client.throttle(gate).build()?;
    let action = ListMessages { user: "adele@contoso.com".to_owned() };
    let started = Instant::now();
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(action.send(&client))).collect();
    let (mut answered, mut throttled) = (0, 0);
    for call in calls {
        match call.await {
            Ok(Ok(_)) => answered += 1,
            Ok(Err(error)) if error.is_throttled() => throttled += 1,
            Ok(Err(error)) => return Err(error),
            Err(error) => println!("a task failed: {error}"),
        }
    }
    println!("answered        {answered} of 20 in {:?}", started.elapsed());
    println!("throttled       {throttled}");
    println!("most at once    {}", service.most.swap(0, Ordering::SeqCst));
    Ok(())
}

/// A mailbox that takes 4 requests at once.
#[derive(Default)]
struct Mailbox {
    /// How many are there now.
    now: AtomicUsize,
    /// How many were there at most.
    most: AtomicUsize,
    /// How many seconds of rest the next answer asks for.
    rest: AtomicUsize,
}

/// Starts the service.
async fn serve(mailbox: Arc<Mailbox>) -> std::io::Result<String> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let app = Router::new().fallback(answer).with_state(mailbox);
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(url)
}

/// One request for messages.
async fn answer(State(mailbox): State<Arc<Mailbox>>) -> Response {
    let now = mailbox.now.fetch_add(1, Ordering::SeqCst) + 1;
    mailbox.most.fetch_max(now, Ordering::SeqCst);
    tokio::time::sleep(Duration::from_millis(50)).await;
    mailbox.now.fetch_sub(1, Ordering::SeqCst);
    let throttled =
        |rest: usize| (axum::http::StatusCode::TOO_MANY_REQUESTS, [("Retry-After", rest.to_string())]).into_response();
    match mailbox.rest.swap(0, Ordering::SeqCst) {
        0 if now > 4 => throttled(0),
        0 => r#"{"value": [{"subject": "Hello"}]}"#.into_response(),
        rest => throttled(rest),
    }
}
