//! What is seen from outside: one span for each try, with OpenTelemetry's names for an HTTP client.
//!
//! Source: [HTTP client spans](https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span). The template
//! stands for the path: ids, query values and bodies are never recorded.

use http::{HeaderMap, Request};
use tracing::Span;

use super::prepared::RequestId;
use super::retry::Outcome;
use super::root::port;
use crate::response::Origin;
use crate::transport::TransportErrorKind;

/// The span of one try. Behind a redirect its address is another one than the service's.
pub(super) fn span<B>(origin: &Origin, request: &Request<B>, client_request_id: &RequestId, retries: u32) -> Span {
    let address = request.uri();
    tracing::info_span!(
        target: "graph_action",
        "graph_request",
        "otel.name" = %format_args!("{} {}", origin.method, origin.path),
        "otel.kind" = "client",
        "otel.status_code" = tracing::field::Empty,
        "http.request.method" = %request.method(),
        "url.template" = origin.path,
        "url.scheme" = address.scheme_str().unwrap_or_default(),
        "server.address" = address.host().unwrap_or_default(),
        "server.port" = port(address),
        "http.request.resend_count" = (retries > 0).then_some(retries),
        "http.response.status_code" = tracing::field::Empty,
        "error.type" = tracing::field::Empty,
        "graph.version" = &*origin.version,
        "graph.client_request_id" = client_request_id.as_str(),
        "graph.request_id" = tracing::field::Empty,
    )
}

/// Records how a try ended.
pub(crate) fn record(span: &Span, outcome: Outcome, headers: Option<&HeaderMap>) {
    if span.is_disabled() {
        return;
    }
    match outcome {
        Outcome::Answered(status, _) => {
            span.record("http.response.status_code", status.as_u16());
            if status.is_client_error() || status.is_server_error() {
                span.record("error.type", status.as_str());
                span.record("otel.status_code", "ERROR");
            }
        }
        Outcome::Failed(kind) => {
            span.record("otel.status_code", "ERROR");
            span.record(
                "error.type",
                match kind {
                    TransportErrorKind::Connect => "connect",
                    TransportErrorKind::Timeout => "timeout",
                    TransportErrorKind::Other => "transport",
                },
            );
        }
    }
    if let Some(id) = headers.and_then(|headers| headers.get("request-id")).and_then(|id| id.to_str().ok()) {
        span.record("graph.request_id", id);
    }
}
