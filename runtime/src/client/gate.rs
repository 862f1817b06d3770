//! The throttle gate's place in the pipeline: leave to send one try, and what the gate hears of its answer.
//!
//! Requests to other addresses than the service's, such as storages, pass by.

use http::{HeaderMap, Method, StatusCode};

use super::exchange::{Answer, heard};
use super::prepared::Prepared;
use super::{Client, Shared};
use crate::Result;
use crate::throttle::{GateRequest, Permit, Report};

/// Leave to send one try: at once, mostly.
pub(super) async fn enter(shared: &Shared, prepared: &Prepared) -> Result<Permit> {
    let Some(request) = request(shared, prepared) else { return Ok(Permit::free()) };
    match shared.gate.try_enter(&request) {
        Some(permit) => Ok(permit),
        None => shared.gate.enter(request).await,
    }
}

/// Tells the gate of an answer.
pub(super) fn report(shared: &Shared, prepared: &Prepared, answer: &Answer) {
    if let (Some((status, headers)), Some(request)) = (heard(answer), request(shared, prepared)) {
        shared.gate.report(&request, &Report::new(status, headers));
    }
}

impl Client {
    /// Tells the gate of an answer inside another one, to a request with this method and path, which begins with the version.
    pub(crate) fn report_inside(&self, (method, path): (&Method, &str), (status, headers): (StatusCode, &HeaderMap)) {
        let Shared { gate, retry, .. } = &*self.shared;
        gate.report(&GateRequest::new(method, path, retry.longest_wait()), &Report::new(status, headers));
    }
}

/// The request as a gate sees it; none where it goes to another address than the service's.
fn request<'a>(shared: &Shared, prepared: &'a Prepared) -> Option<GateRequest<'a>> {
    let longest_wait = prepared.retry(shared).longest_wait();
    GateRequest::of(&shared.root, prepared.request.method(), prepared.request.uri(), longest_wait)
}
