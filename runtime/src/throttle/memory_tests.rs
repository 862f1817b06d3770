//! The gate of one process with a clock that stands still: who is let in when, and what is left behind.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::FutureExt;
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use tokio::task::JoinHandle;
use tokio::time::sleep;

use super::*;

const SECOND: Duration = Duration::from_secs(1);
const ADELE: &str = "/v1.0/users/adele/messages";
const ALEX: &str = "/v1.0/users/alex/messages";
const DIRECTORY: &str = "/v1.0/groups/a";
const REPORTS: &str = "/v1.0/reports/a";

/// A request that may wait for three minutes.
fn request(path: &str) -> GateRequest<'_> {
    GateRequest::new(&Method::GET, path, 180 * SECOND)
}

/// The way of a client: at once, or with a wait.
async fn enter(gate: &MemoryGate, request: GateRequest<'_>) -> Result<Permit> {
    match gate.try_enter(&request) {
        Some(permit) => Ok(permit),
        None => gate.enter(request).await,
    }
}

/// The same as a task of its own.
fn spawn(gate: &MemoryGate, path: &'static str) -> JoinHandle<Result<Permit>> {
    let gate = gate.clone();
    tokio::spawn(async move { enter(&gate, request(path)).await })
}

/// A permit that is there at once, if it is.
fn now(gate: &MemoryGate, path: &str) -> Option<Permit> {
    enter(gate, request(path)).now_or_never().map(Result::unwrap)
}

/// An answer with these headers.
fn answer(gate: &MemoryGate, path: &str, status: u16, pairs: &[(&'static str, &'static str)]) {
    let pairs = pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)));
    let headers: HeaderMap = pairs.collect();
    gate.report(&request(path), &Report::new(StatusCode::from_u16(status).unwrap(), &headers));
}

/// How many mailboxes and how many paces are known.
fn entries(gate: &MemoryGate) -> (usize, usize) {
    gate.inner.entries()
}

#[tokio::test(start_paused = true)]
async fn a_mailbox_takes_four_and_the_others_wait_in_order() {
    let gate = MemoryGate::new();
    let mut inside: Vec<Permit> = (0..4).map(|_| now(&gate, ADELE).unwrap()).collect();
    assert!(now(&gate, ADELE).is_none());
    let mut waiting = VecDeque::new();
    for _ in 0..8 {
        waiting.push_back(spawn(&gate, ADELE));
        tokio::task::yield_now().await;
    }
    // Another mailbox, and what is no mailbox, do not wait.
    let others = [ALEX, "/v1.0/me/events", DIRECTORY, "/v1.0/users/adele"].map(|path| now(&gate, path).unwrap());
    for _ in 0..8 {
        assert!(waiting.iter().all(|waiting| !waiting.is_finished()));
        drop(inside.remove(0));
        inside.push(waiting.pop_front().unwrap().await.unwrap().unwrap());
        sleep(SECOND).await;
    }
    drop((inside, others));
    assert_eq!(entries(&gate), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn who_gives_up_is_passed_over_and_leaves_nothing() {
    let gate = MemoryGate::new().concurrent_per_mailbox(1);
    let holder = now(&gate, ADELE).unwrap();
    let (first, second, third) = (spawn(&gate, ADELE), spawn(&gate, ADELE), spawn(&gate, ADELE));
    sleep(SECOND).await;
    first.abort();
    drop(holder);
    let permit = second.await.unwrap().unwrap();
    sleep(SECOND).await;
    assert!(!third.is_finished());
    // Let in and dropped before it could notice.
    third.abort();
    drop(permit);
    assert!(third.await.unwrap_err().is_cancelled());
    assert_eq!(entries(&gate), (0, 0));
    assert!(now(&gate, ADELE).is_some());
}

#[tokio::test(start_paused = true)]
async fn a_line_is_bounded_in_number_and_time() {
    let gate = MemoryGate::new().concurrent_per_mailbox(0).most_waiting(2);
    let holder = now(&gate, ADELE).unwrap();
    let waiting = [spawn(&gate, ADELE), spawn(&gate, ADELE)];
    sleep(SECOND).await;
    let error = enter(&gate, request(ADELE)).await.unwrap_err();
    assert!(error.is_throttled() && error.retry_after().is_none());
    assert_eq!(
        error.to_string(),
        "2 requests wait for this mailbox already, and no more may; send fewer at once, or allow more with \
         `MemoryGate::most_waiting`"
    );
    sleep(179 * SECOND).await;
    for waiting in waiting {
        let error = waiting.await.unwrap().unwrap_err();
        assert!(error.is_throttled() && error.to_string().contains("`longest_wait`"), "{error}");
    }
    drop(holder);
    assert_eq!(entries(&gate), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_429_holds_back_its_scope_and_no_other() {
    for (path, scope, held, free) in [
        (ADELE, None, vec![ADELE, "/v1.0/users/ADELE/events"], vec![ALEX, DIRECTORY, REPORTS, "/v1.0/me/events"]),
        (DIRECTORY, None, vec![DIRECTORY, "/v1.0/users/adele"], vec![ADELE, REPORTS, "/v1.0/teams/a"]),
        (REPORTS, None, vec![REPORTS, "/beta/Reports/b"], vec![ADELE, DIRECTORY]),
        (ADELE, Some("Application/ReadWrite/a/t"), vec![ADELE, ALEX, "/v1.0/me/events"], vec![DIRECTORY, REPORTS]),
        (ADELE, Some("User/Write/a/u"), vec![ADELE], vec![ALEX, DIRECTORY]),
    ] {
        let gate = MemoryGate::new();
        let mut headers = vec![("retry-after", "10")];
        headers.extend(scope.map(|scope| ("x-ms-throttle-scope", scope)));
        answer(&gate, path, 429, &headers);
        for path in free {
            assert!(now(&gate, path).is_some(), "{path} {scope:?}");
        }
        for path in held {
            assert!(now(&gate, path).is_none(), "{path} {scope:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_limit_of_writes_leaves_reads_alone() {
    let gate = MemoryGate::new();
    let headers = [("retry-after", "10"), ("x-ms-throttle-scope", "Tenant_Application/Write/a/t")];
    let post = GateRequest::new(&Method::POST, DIRECTORY, 180 * SECOND);
    let headers: HeaderMap =
        headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
    gate.report(&post, &Report::new(StatusCode::TOO_MANY_REQUESTS, &headers));
    assert!(now(&gate, DIRECTORY).is_some());
    assert!(enter(&gate, post).now_or_never().is_none());
}

#[tokio::test(start_paused = true)]
async fn after_a_hold_they_go_one_by_one_in_order() {
    let gate = MemoryGate::new();
    answer(&gate, REPORTS, 429, &[("retry-after", "2.5")]);
    let started = Instant::now();
    let order = Arc::new(Mutex::new(Vec::new()));
    let mut tasks = Vec::new();
    for index in 0..100 {
        let (gate, order) = (gate.clone(), Arc::clone(&order));
        tasks.push(tokio::spawn(async move {
            drop(enter(&gate, request(REPORTS)).await.unwrap());
            order.lock().unwrap().push((index, started.elapsed()));
        }));
        tokio::task::yield_now().await;
    }
    for task in tasks {
        task.await.unwrap();
    }
    let order = std::mem::take(&mut *order.lock().unwrap());
    assert!(order.is_sorted(), "{order:?}");
    let (first, second, last) = (order[0].1, order[1].1, order[99].1);
    assert!(first >= Duration::from_millis(2500), "{first:?}");
    assert!(second >= first + Duration::from_millis(99), "{second:?}");
    assert!(last < Duration::from_secs(4), "{last:?}");
    sleep(SECOND).await;
    assert!(now(&gate, REPORTS).is_some());
    assert_eq!(entries(&gate), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_hold_that_comes_up_holds_those_who_wait_for_the_mailbox() {
    let gate = MemoryGate::new().concurrent_per_mailbox(1);
    let holder = now(&gate, ADELE).unwrap();
    let waiting = [spawn(&gate, ADELE), spawn(&gate, ADELE)];
    sleep(SECOND).await;
    answer(&gate, ADELE, 429, &[("retry-after", "5")]);
    drop(holder);
    sleep(4 * SECOND).await;
    assert!(waiting.iter().all(|waiting| !waiting.is_finished()));
    sleep(2 * SECOND).await;
    assert_eq!(waiting.each_ref().map(JoinHandle::is_finished), [true, false]);
    for waiting in waiting {
        drop(waiting.await.unwrap().unwrap());
    }
    sleep(20 * SECOND).await;
    assert!(now(&gate, ADELE).is_some());
    assert_eq!(entries(&gate), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_rest_that_is_too_long_is_refused_at_once_with_the_advice() {
    let gate = MemoryGate::new();
    answer(&gate, REPORTS, 429, &[("retry-after", "181")]);
    let error = enter(&gate, request(REPORTS)).now_or_never().unwrap().unwrap_err();
    assert!(error.is_throttled() && error.status().is_none());
    assert_eq!(error.retry_after(), Some(181 * SECOND));
    assert!(error.to_string().ends_with("; send it again in 181.0 s"), "{error}");
    // One that began to wait before it got so long, too.
    let gate = MemoryGate::new();
    answer(&gate, REPORTS, 429, &[("retry-after", "10")]);
    let waiting = spawn(&gate, REPORTS);
    sleep(SECOND).await;
    answer(&gate, REPORTS, 429, &[("retry-after", "1000")]);
    sleep(10 * SECOND).await;
    assert!(waiting.await.unwrap().unwrap_err().retry_after().unwrap() > 980 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn near_the_limit_requests_are_spread_and_then_free_again() {
    let gate = MemoryGate::new();
    answer(&gate, DIRECTORY, 200, &[("x-ms-throttle-limit-percentage", "0.7"), ("x-ms-resource-unit", "2")]);
    assert_eq!((entries(&gate), gate.resource_units()), ((0, 0), 2));
    answer(&gate, DIRECTORY, 200, &[("x-ms-throttle-limit-percentage", "1.2"), ("x-ms-resource-unit", "5")]);
    assert_eq!((entries(&gate), gate.resource_units()), ((0, 1), 7));
    assert!(now(&gate, REPORTS).is_some());
    let started = Instant::now();
    for _ in 0..3 {
        drop(enter(&gate, request(DIRECTORY)).await.unwrap());
    }
    let took = started.elapsed();
    assert!(took > Duration::from_millis(90) && took < Duration::from_millis(130), "{took:?}");
    sleep(15 * SECOND).await;
    assert!(now(&gate, DIRECTORY).is_some());
    assert_eq!(entries(&gate), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn waiters_for_a_rest_that_are_dropped_leave_nothing() {
    let gate = MemoryGate::new();
    answer(&gate, ADELE, 503, &[("retry-after", "5")]);
    let waiting: Vec<_> = (0..5).map(|_| spawn(&gate, ADELE)).collect();
    sleep(SECOND).await;
    for waiting in waiting {
        waiting.abort();
        assert!(waiting.await.unwrap_err().is_cancelled());
    }
    sleep(20 * SECOND).await;
    assert!(now(&gate, ALEX).is_some());
    assert_eq!(entries(&gate), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn many_mailboxes_that_were_throttled_are_all_forgotten() {
    let gate = MemoryGate::new();
    for index in 0..1000 {
        answer(&gate, &format!("/v1.0/users/{index}/messages"), 429, &[("retry-after", "5")]);
    }
    assert_eq!(entries(&gate), (0, 1000));
    sleep(16 * SECOND).await;
    assert!(now(&gate, DIRECTORY).is_some());
    assert_eq!(entries(&gate), (0, 0));
    assert!(gate.inner.is_calm());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn on_many_threads_nobody_is_forgotten_and_no_place_is_lost() {
    /// Counts who is inside, for as long as it lives.
    struct Inside<'a>(&'a AtomicUsize);
    impl Drop for Inside<'_> {
        fn drop(&mut self) {
            self.0.fetch_sub(1, Ordering::SeqCst);
        }
    }
    let gate = MemoryGate::new();
    let inside = Arc::new(AtomicUsize::new(0));
    let mut tasks = tokio::task::JoinSet::new();
    for index in 0..500 {
        let (gate, inside) = (gate.clone(), Arc::clone(&inside));
        let task = tasks.spawn(async move {
            let _permit = enter(&gate, request(ADELE)).await.unwrap();
            assert!(inside.fetch_add(1, Ordering::SeqCst) < 4);
            let _inside = Inside(&inside);
            tokio::task::yield_now().await;
        });
        // Some are dropped before they come, some in the line, some who have just been let in.
        if index % 3 == 0 {
            tokio::spawn(async move { task.abort() });
        }
    }
    while let Some(ended) = tokio::time::timeout(30 * SECOND, tasks.join_next()).await.expect("somebody was forgotten")
    {
        assert!(ended.is_ok() || ended.unwrap_err().is_cancelled());
    }
    assert_eq!(entries(&gate), (0, 0));
}
