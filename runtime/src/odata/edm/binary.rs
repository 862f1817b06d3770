//! `Edm.Binary`: bytes in base64, which services write in either alphabet, with padding and without.

use std::borrow::Cow;

use bytes::Bytes;

use super::EdmValue;
use crate::base64_text;

/// Types that are bytes.
macro_rules! bytes {
    ($($kind:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl EdmValue for $kind {
            const EXPECTED: &'static str = "an Edm.Binary";
            const PREFIX: &'static str = "binary";

            fn from_text(text: &str) -> Result<Self, Cow<'static, str>> {
                base64_text::decode(text).map(Self::from).map_err(|error| error.to_string().into())
            }

            fn text(&self) -> Cow<'_, str> {
                base64_text::encode(self).into()
            }

            fn url_text(&self) -> Cow<'_, str> {
                base64_text::encode_for_url(self).into()
            }
        }
    )*};
}

bytes!(Bytes, Vec<u8>);

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::super::tests::{reads, refuses, round_trips};

    #[test]
    fn both_alphabets_are_read_and_the_right_one_is_written() {
        for (bytes, text, literal) in [
            (&b""[..], "", "binary''"),
            (b"f", "Zg==", "binary'Zg'"),
            (b"fo", "Zm8=", "binary'Zm8'"),
            (b"foo", "Zm9v", "binary'Zm9v'"),
            (b"\xfb\xff\xfe", "+//+", "binary'-__-'"),
        ] {
            round_trips(bytes.to_vec(), text, literal);
            round_trips(Bytes::from(bytes), text, literal);
        }
        reads(r#""-__-""#, b"\xfb\xff\xfe".to_vec());
        reads(r#""Zg""#, b"f".to_vec());
        reads(r#""Zg=""#, b"f".to_vec());
        refuses::<Bytes>(r#""+_""#, "`+_` is not an Edm.Binary");
        refuses::<Vec<u8>>(r#""a b""#, "`a b` is not an Edm.Binary");
        refuses::<Vec<u8>>("[1]", "sequence, expected an Edm.Binary");
    }
}
