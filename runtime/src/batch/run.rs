//! Sends the requests of a batch, a few at a time, until each item is answered. The only part of a batch that waits.
//!
//! Every request goes down the client's pipeline, which repeats it as a whole where that is right. What is inside an answer
//! the pipeline does not see: here single items are repeated, redirected and given up. Nothing is spawned: whoever drops the
//! future drops everything.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::{FuturesUnordered, StreamExt};
use http::{Request, Response, StatusCode};
use tokio::time::Instant;

use super::exchange::{self, Ended};
use super::item::Item;
use super::outcome;
use super::plan::{Plan, Round, Stage, Step};
use super::wire;
use crate::error::ErrorKind;
use crate::response::Received;
use crate::transport::BoxFuture;
use crate::{Client, Error, Result};

/// What arrived for each item; none where nothing has yet.
type Answers = Vec<Option<Result<Received>>>;

/// Sends all items, at most so many requests at once. An error only where not one item was answered.
pub(super) async fn all(client: &Client, items: Vec<Item>, concurrency: usize) -> Result<Answers> {
    let mut run = Run::new(client, items);
    let mut under_way = FuturesUnordered::new();
    loop {
        while under_way.len() < concurrency
            && let Some(exchange) = run.next()
        {
            under_way.push(exchange);
        }
        let wake = run.plan.next_wake(Instant::now()).filter(|_| under_way.len() < concurrency);
        let ended = match (under_way.is_empty(), wake) {
            (true, None) => return run.into_answers(),
            (true, Some(wake)) => {
                tokio::time::sleep_until(wake).await;
                None
            }
            (false, None) => under_way.next().await,
            (false, Some(wake)) => tokio::time::timeout_at(wake, under_way.next()).await.unwrap_or_default(),
        };
        match ended {
            Some(Ended::Batch(round, answer)) => run.answered(&round, answer),
            Some(Ended::Redirect(index, answer)) => run.keep(index, answer),
            None => {}
        }
    }
}

/// How often an item was sent again, and since when.
#[derive(Debug, Clone, Copy, Default)]
struct Tries {
    /// How often it was sent again.
    retries: u32,
    /// When it was sent first.
    first: Option<Instant>,
}

/// A batch on its way.
struct Run<'a> {
    /// The client.
    client: &'a Client,
    /// What is sent when.
    plan: Plan<Cow<'static, str>>,
    /// The items.
    items: Vec<Item>,
    /// How often each was sent.
    tries: Vec<Tries>,
    /// What arrived for each.
    answers: Answers,
    /// What items were redirected to, still to be fetched.
    redirects: VecDeque<(usize, Request<Bytes>)>,
    /// Whether the service has answered any item.
    is_answered: bool,
    /// Why the first request failed that failed as a whole.
    failure: Option<Error>,
}

impl<'a> Run<'a> {
    /// A batch before anything is sent.
    fn new(client: &'a Client, mut items: Vec<Item>) -> Self {
        let steps = items.iter_mut().map(|item| Step {
            version: item.version(client),
            bytes: item.len(),
            after: std::mem::take(&mut item.after),
            stage: Stage::Waiting,
        });
        let plan = Plan::new(steps.collect());
        let tries = vec![Tries::default(); items.len()];
        let answers = items.iter().map(|_| None).collect();
        let redirects = VecDeque::new();
        let mut run = Self { client, plan, items, tries, answers, redirects, is_answered: false, failure: None };
        run.refuse();
        run
    }

    /// Refuses what leads to another host than the client's service, before anything is sent.
    fn refuse(&mut self) {
        for index in 0..self.items.len() {
            if let Some(item) = self.item(index)
                && let Err(problem) = item.url(self.client.root().as_str())
            {
                let error = Error::refused(problem, item.declared.method.clone(), item.declared.path);
                self.fail(index, Err(error));
            }
        }
    }

    /// The next exchange, if there is one to begin now.
    fn next(&mut self) -> Option<BoxFuture<'static, Ended>> {
        if let Some((index, request)) = self.redirects.pop_front() {
            let origin = self.item(index)?.origin(self.client);
            return Some(exchange::redirect(self.client, index, request, origin));
        }
        let now = Instant::now();
        let round = self.plan.next(now);
        let (first, _) = round.first()?;
        let origin = self.item(*first)?.origin(self.client);
        let mut body = Vec::new();
        let mut is_repeatable = true;
        for (index, after) in &round {
            if let Some(item) = self.item(*index)
                && let Ok(url) = item.url(self.client.root().as_str())
            {
                wire::write(&mut body, (*index, *after), &url, item);
                is_repeatable &= item.declared.is_repeatable;
            }
            if let Some(tries) = self.tries.get_mut(*index) {
                tries.first.get_or_insert(now);
            }
        }
        Some(exchange::batch(self.client, round, (wire::finish(body), is_repeatable), origin))
    }

    /// Takes in the answer to a request.
    fn answered(&mut self, round: &Round, answer: Result<Received>) {
        let read = answer.and_then(|received| {
            let is_error = !received.status().is_success();
            match wire::read(received.body()) {
                Ok(answers) => Ok((received, answers)),
                // The service's own error, with all that it says.
                Err(_) if is_error => Err(received.into_error(ErrorKind::Service, "")),
                Err(error) => Err(received.does_not_fit("it is no answer to a batch").with_source(error)),
            }
        });
        match read {
            Ok((batch, answers)) => self.read(round, &batch, answers),
            Err(error) => self.failed(round, &error),
        }
    }

    /// Takes in the answers to the items of a request. Those that nobody asked for are ignored.
    fn read(&mut self, round: &Round, batch: &Received, mut answers: Vec<(usize, Response<Bytes>)>) {
        let waits: Vec<Option<Duration>> = round
            .iter()
            .map(|(index, _)| {
                let (_, answer) = answers.iter().find(|(answered, _)| answered == index)?;
                self.wait(*index, answer)
            })
            .collect();
        let again = Instant::now() + waits.iter().flatten().max().copied().unwrap_or_default();
        self.is_answered |= round.iter().any(|(index, _)| answers.iter().any(|(answered, _)| answered == index));
        for ((index, _), wait) in round.iter().zip(waits) {
            let Some(item) = self.item(*index) else { continue };
            let Some(at) = answers.iter().position(|(answered, _)| answered == index) else {
                let error = outcome::missing(batch, &item.origin(self.client));
                self.fail(*index, Err(error));
                continue;
            };
            let (_, answer) = answers.remove(at);
            self.report(item, &answer);
            if let Some(wait) = wait {
                let template = item.declared.path;
                tracing::debug!(target: "graph_action", template, ?wait, "repeating an item of a batch");
                if let Some(tries) = self.tries.get_mut(*index) {
                    tries.retries += 1;
                }
                self.plan.enter(*index, Stage::Resting(again));
            } else if answer.status() == StatusCode::FAILED_DEPENDENCY && self.plan.is_held_up(*index) {
                // Not carried out, since what it depends on is to be repeated: so it comes after that.
                self.plan.enter(*index, Stage::Waiting);
            } else {
                self.read_one(*index, batch, answer);
            }
        }
    }

    /// Tells the throttle gate of an answer that asks for a rest, so that direct calls keep to it too.
    fn report(&self, item: &Item, answer: &Response<Bytes>) {
        if matches!(answer.status().as_u16(), 429 | 503 | 509)
            && let Ok(url) = item.url(self.client.root().as_str())
        {
            let path = format!("/{}{}", item.version(self.client), url.split('?').next().unwrap_or_default());
            self.client.report_inside((&item.declared.method, &path), (answer.status(), answer.headers()));
        }
    }

    /// How long to wait before an item is sent again, if it is to be.
    fn wait(&self, index: usize, answer: &Response<Bytes>) -> Option<Duration> {
        let tries = self.tries.get(index).copied().unwrap_or_default();
        let elapsed = tries.first.map(|first| first.elapsed()).unwrap_or_default();
        let is_repeatable = self.item(index)?.declared.is_repeatable;
        self.client.wait_before_repeating((answer.status(), answer.headers()), is_repeatable, (tries.retries, elapsed))
    }

    /// Takes in the answer to an item, which is its last unless it leads elsewhere.
    fn read_one(&mut self, index: usize, batch: &Received, answer: Response<Bytes>) {
        let Some(item) = self.item(index) else { return };
        let origin = item.origin(self.client);
        if !item.declared.is_redirected_by(answer.status()) {
            let received = outcome::received(batch, answer, origin, item.client_request_id());
            return self.settle(index, Ok(received));
        }
        let request = exchange::redirected(self.client, item, &answer, &origin);
        // For what comes after it, it has succeeded: the service has carried it out, whatever becomes of the file.
        self.plan.enter(index, Stage::Succeeded);
        match request {
            Ok(request) => self.redirects.push_back((index, request)),
            Err(error) => self.keep(index, Err(error.of(&origin))),
        }
    }

    /// Keeps what an item ends with.
    fn settle(&mut self, index: usize, answer: Result<Received>) {
        if answer.as_ref().is_ok_and(|received| received.status().as_u16() < 400) {
            self.plan.enter(index, Stage::Succeeded);
            self.keep(index, answer);
        } else {
            self.fail(index, answer);
        }
    }

    /// Keeps what an item ends with, which is no success, and gives up what was to come after it.
    fn fail(&mut self, index: usize, answer: Result<Received>) {
        let given_up = self.plan.fail(index);
        for (waiting, failed) in given_up {
            let first = self.item(failed).map(|item| (item.declared.method.clone(), item.declared.path));
            if let (Some(item), Some((method, path))) = (self.item(waiting), first) {
                let answer = outcome::dependency(item.origin(self.client), &method, path);
                self.keep(waiting, Ok(answer));
            }
        }
        self.keep(index, answer);
    }

    /// Keeps what an item ends with, and of its request nothing.
    fn keep(&mut self, index: usize, answer: Result<Received>) {
        if let Some(slot) = self.answers.get_mut(index) {
            *slot = Some(answer);
        }
        if let Some(item) = self.items.get_mut(index) {
            item.forget();
        }
    }

    /// Takes in that a request failed as a whole.
    fn failed(&mut self, round: &Round, error: &Error) {
        for (index, _) in round {
            if let Some(item) = self.item(*index) {
                let error = outcome::of_batch(error, &item.origin(self.client));
                self.fail(*index, Err(error));
            }
        }
        if outcome::is_everyones(error) {
            for index in self.plan.give_up() {
                if let Some(item) = self.item(index) {
                    let error = outcome::not_sent(error, &item.origin(self.client));
                    self.keep(index, Err(error));
                }
            }
        }
        self.failure.get_or_insert_with(|| error.clone());
    }

    /// An item.
    fn item(&self, index: usize) -> Option<&Item> {
        self.items.get(index)
    }

    /// What arrived; the error of the first request that failed, where nothing did.
    fn into_answers(self) -> Result<Answers> {
        match self.failure {
            Some(error) if !self.is_answered => Err(error),
            _ => Ok(self.answers),
        }
    }
}
