//! [`Edm`](super::Edm) among the members of a type and the arguments of an action.
//!
//! A documentation test, since what the macros generate names this crate from outside; it needs every feature.
//!
//! ```
//! use std::time::Duration;
//! use bytes::Bytes;
//! use graph_action::odata::Edm;
//! use graph_action::{Action, Value, graph_action, graph_type};
//! use jiff::{Timestamp, civil::Date};
//! use rust_decimal::Decimal;
//! use uuid::Uuid;
//!
//! #[graph_type]
//! #[derive(Debug)]
//! struct Event {
//!     start: Option<Timestamp>,
//!     tidy_start: Option<Edm<Timestamp>>,
//!     day: Option<Date>,
//!     length: Option<Edm<Duration>>,
//!     size: Option<Edm<u64>>,
//!     ratio: Option<Edm<f64>>,
//!     price: Option<Edm<Decimal>>,
//!     content: Option<Edm<Bytes>>,
//!     id: Option<Uuid>,
//!     every: Vec<Edm<Duration>>,
//! }
//!
//! let json = concat!(
//!     r#"{"start":"2026-01-02T03:04:05.1234567Z","tidyStart":"2026-01-02T03:04:05Z","day":"2026-01-02","#,
//!     r#""length":"PT1H","size":18446744073709551615,"ratio":"-INF","price":79228162514264337593543950335,"#,
//!     r#""content":"+//+","id":"6e7b768e-07e2-4810-8459-485f84f8f204","every":["P1D","PT0.5S"]}"#
//! );
//! let event: Event = serde_json::from_str(json).unwrap();
//! assert_eq!(serde_json::to_string(&event).unwrap(), json);
//!
//! // Null and nothing are no value, and a wrong one is an error.
//! let event: Event = serde_json::from_str(r#"{"price": null, "length": null, "every": []}"#).unwrap();
//! assert_eq!((event.price, event.length, event.ratio), (None, None, None));
//! let wrong = serde_json::from_str::<Event>(r#"{"length": "1h", "every": []}"#).unwrap_err().to_string();
//! assert!(wrong.contains("`1h` is not an Edm.Duration"), "{wrong}");
//!
//! #[graph_action(GET "/events/<id>/between(start=<start>,day=<day>,length=<length>,price=<price>)?from=<from>" -> Value<Edm<Decimal>>)]
//! struct Between {
//!     id: Uuid,
//!     start: chrono::DateTime<chrono::FixedOffset>,
//!     day: Edm<time::Date>,
//!     length: Edm<Duration>,
//!     price: Option<Edm<Decimal>>,
//!     from: Option<Edm<Timestamp>>,
//! }
//!
//! let action = Between {
//!     id: Uuid::nil(),
//!     start: "2026-01-02T03:04:05+02:00".parse().unwrap(),
//!     day: "2026-01-02".parse().unwrap(),
//!     length: Duration::from_secs(5400).into(),
//!     price: Some(Edm("1.50".parse().unwrap())),
//!     from: Some("2026-01-02T03:04Z".parse().unwrap()),
//! };
//! let request = action.request("https://graph.microsoft.com").unwrap();
//! assert_eq!(
//!     request.uri().path_and_query().unwrap().as_str(),
//!     "/v1.0/events/00000000-0000-0000-0000-000000000000/between(start=2026-01-02T03:04:05%2B02:00,day=2026-01-02,\
//!      length=duration%27PT1H30M%27,price=1.50)?from=2026-01-02T03:04:00Z"
//! );
//!
//! // Through the whole reader of a response, which no digit is lost in.
//! let response = http::Response::new(r#"{"value": 79228162514264337593543950335}"#.into());
//! assert_eq!(Between::response(response).unwrap().0.0, Decimal::MAX);
//! ```
