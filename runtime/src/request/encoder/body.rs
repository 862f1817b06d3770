//! The body, as the encoder writes it: an object member by member, or a whole one.

use http::HeaderValue;

use super::Encoder;
use crate::error::Problem;
use crate::request::body::{EncodedBody, RequestBody};
use crate::request::probe::is_absent;
use crate::request::value::Member;

/// A body on its way.
#[derive(Debug)]
pub(super) enum Body {
    /// An object whose members are being written; not yet closed.
    Object(Vec<u8>),
    /// A whole one, and its content type.
    Whole(Vec<u8>, HeaderValue),
}

impl Body {
    /// The bytes and the content type.
    pub(super) fn finish(self) -> (Vec<u8>, HeaderValue) {
        match self {
            Body::Object(mut bytes) => {
                bytes.push(b'}');
                (bytes, HeaderValue::from_static("application/json"))
            }
            Body::Whole(bytes, kind) => (bytes, kind),
        }
    }
}

impl Encoder {
    /// `#[graph(body)]`: the whole body.
    pub fn body<T: RequestBody + ?Sized>(&mut self, field: &'static str, value: &T) {
        self.whole_body(field, value.encode_body(None));
    }

    /// `#[graph(body = "text/plain")]`: the whole body, of a content type that the declaration names.
    pub fn body_as<T: RequestBody + ?Sized>(&mut self, kind: &'static str, field: &'static str, value: &T) {
        self.whole_body(field, value.encode_body(Some(kind)));
    }

    /// Keeps the whole body, or why there is none.
    fn whole_body(&mut self, field: &'static str, content: Result<Option<EncodedBody>, String>) {
        match content {
            Ok(None) => {}
            Ok(Some(EncodedBody { bytes, kind })) => match HeaderValue::from_str(&kind) {
                Ok(kind) => self.body = Some(Body::Whole(bytes, kind)),
                Err(_) => self.refuse(Problem::field(field, format!("has the content type {kind:?}, which is none"))),
            },
            Err(why) => self.refuse(Problem::field(field, why)),
        }
    }

    /// Begins the JSON body: an object, empty as long as no member is there.
    pub fn object(&mut self) {
        let mut body = Vec::with_capacity(128);
        body.push(b'{');
        self.body = Some(Body::Object(body));
    }

    /// A member of the JSON body; an absent value leaves it out.
    pub fn member<T: Member + ?Sized>(&mut self, name: &'static str, field: &'static str, value: &T) {
        if is_absent(value) {
            return;
        }
        let Some(Body::Object(body)) = &mut self.body else { return };
        if body.len() > 1 {
            body.push(b',');
        }
        let written = serde_json::to_writer(&mut *body, name).and_then(|()| {
            body.push(b':');
            serde_json::to_writer(&mut *body, value)
        });
        if let Err(error) = written {
            self.refuse(Problem::field(field, format!("cannot be written as JSON: {error}")));
        }
    }
}
