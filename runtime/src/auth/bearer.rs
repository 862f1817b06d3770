//! A bearer token as it goes on the wire, made once: one copy of the token in memory, wiped when the last user drops it.

use bytes::Bytes;
use http::HeaderValue;
use zeroize::Zeroizing;

/// `Bearer`, and what stands between it and the token.
const SCHEME: &str = "Bearer ";

/// A token and the `Authorization` header that carries it, which share their bytes.
#[derive(Debug)]
pub(super) struct Bearer {
    /// The header; none if the token has characters that no header can carry.
    header: Option<HeaderValue>,
    /// The bytes of the header.
    bytes: Hidden,
}

/// Bytes that are not shown.
struct Hidden(Bytes);

impl Bearer {
    /// The header of a token.
    pub(super) fn new(token: impl Into<String>) -> Self {
        let token = Zeroizing::new(token.into());
        let mut text = Zeroizing::new(Vec::with_capacity(SCHEME.len() + token.len()));
        text.extend_from_slice(SCHEME.as_bytes());
        text.extend_from_slice(token.as_bytes());
        let bytes = Bytes::from_owner(text);
        let header = HeaderValue::from_maybe_shared(bytes.clone()).ok().map(|mut header| {
            header.set_sensitive(true);
            header
        });
        Self { header, bytes: Hidden(bytes) }
    }

    /// The header.
    pub(super) fn header(&self) -> Option<&HeaderValue> {
        self.header.as_ref()
    }

    /// The token itself, for comparison and the wire alone.
    pub(super) fn token(&self) -> &[u8] {
        self.bytes.0.get(SCHEME.len()..).unwrap_or_default()
    }
}

impl std::fmt::Debug for Hidden {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("[secret]")
    }
}

#[cfg(test)]
mod tests {
    use super::Bearer;

    #[test]
    fn a_token_becomes_a_header_and_is_not_shown() {
        let bearer = Bearer::new("hunter2");
        assert_eq!(bearer.header().unwrap(), "Bearer hunter2");
        assert!(bearer.header().unwrap().is_sensitive());
        assert_eq!(bearer.token(), b"hunter2");
        assert!(!format!("{bearer:?} {bearer:#?}").contains("hunter2"));
        for token in ["a\nb", "a\r", "a\0"] {
            assert!(Bearer::new(token).header().is_none(), "{token:?}");
        }
        assert_eq!(Bearer::new("").token(), b"");
    }
}
