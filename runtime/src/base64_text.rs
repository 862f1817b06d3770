//! Bytes as text: base64, which services write in either alphabet, with padding and without. Nothing here knows what the
//! bytes are.

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
#[cfg(any(feature = "base64", feature = "certificate"))]
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Padding may be there or not, and the bits that it leaves over may be anything.
const LOOSE: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
/// Reads and writes the alphabet of JSON.
const PLAIN: GeneralPurpose = GeneralPurpose::new(&STANDARD, LOOSE);
/// Reads the alphabet of a URL.
const URL: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, LOOSE);

/// The bytes that a text of either alphabet stands for.
pub(crate) fn decode(text: &str) -> Result<Vec<u8>, base64::DecodeError> {
    let engine = if text.contains(['-', '_']) { URL } else { PLAIN };
    engine.decode(text)
}

/// Bytes as they stand in JSON.
pub(crate) fn encode(bytes: &[u8]) -> String {
    PLAIN.encode(bytes)
}

/// Bytes as they stand in a URL.
#[cfg(any(feature = "base64", feature = "certificate"))]
pub(crate) fn encode_for_url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
