//! The body, as the encoder writes it: an object member by member, or a whole one.

use http::HeaderValue;
use serde::Serialize;

use super::Encoder;
use crate::error::Problem;
use crate::request::body::EncodedBody;

/// A body on its way.
#[derive(Debug)]
pub(super) enum Body {
    /// An object whose members are being written; not yet closed.
    Object(Vec<u8>),
    /// A whole one, and its content type.
    Whole(Vec<u8>, HeaderValue),
}

impl Body {
    /// An object without members yet.
    pub(super) fn object() -> Self {
        let mut body = Vec::with_capacity(128);
        body.push(b'{');
        Self::Object(body)
    }

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
    /// Keeps the whole body, or why there is none.
    pub(super) fn whole_body(&mut self, field: &'static str, content: Result<Option<EncodedBody>, String>) {
        match content {
            Ok(None) => {}
            Ok(Some(EncodedBody { bytes, kind })) => match HeaderValue::from_str(&kind) {
                Ok(kind) => self.body = Some(Body::Whole(bytes, kind)),
                Err(_) => self.refuse(Problem::field(field, format!("has the content type {kind:?}, which is none"))),
            },
            Err(why) => self.refuse(Problem::field(field, why)),
        }
    }

    /// Writes a member of the JSON body.
    pub(super) fn write_member<T: Serialize + ?Sized>(&mut self, name: &str, field: &'static str, value: &T) {
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
