//! The login service's document of keys (JWKS, RFC 7517), as far as it is of use: RSA keys for signatures, by their ids.

use std::collections::HashMap;
use std::sync::Arc;

use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256;
use serde::Deserialize;
use serde_json::Value;

use crate::base64_text;

/// A public key. Clones share it.
#[derive(Clone)]
pub(super) struct Key(Arc<Inner>);

/// What is known of a key.
struct Inner {
    /// Whose tokens it may sign, where the document says so; `{tenantid}` stands for any tenant.
    issuer: Option<String>,
    /// The numbers.
    public: PublicKeyComponents<Vec<u8>>,
}

/// The keys, by their ids.
pub(super) type Keys = HashMap<String, Key>;

/// The document.
#[derive(Deserialize)]
struct Document {
    /// The keys, of any kind.
    keys: Vec<Value>,
}

/// A key in the document.
#[derive(Deserialize)]
struct Entry {
    /// Its kind.
    kty: String,
    /// What it is for; anything, where that is not said.
    #[serde(rename = "use")]
    purpose: Option<String>,
    /// The algorithm, where it is for one alone.
    alg: Option<String>,
    /// Its id.
    kid: String,
    /// Whose tokens it may sign.
    issuer: Option<String>,
    /// The modulus.
    n: String,
    /// The exponent.
    e: String,
}

/// The keys of a document that are of use. None where it is no such document, or has none: then it is not to take the place of
/// one that was good.
pub(super) fn read(body: &[u8]) -> Option<Keys> {
    let Document { keys } = serde_json::from_slice(body).ok()?;
    let keys: Keys = keys.into_iter().filter_map(|key| Entry::deserialize(key).ok()?.into_key()).collect();
    (!keys.is_empty()).then_some(keys)
}

impl Entry {
    /// The key with its id, if it is RSA for RS256.
    fn into_key(self) -> Option<(String, Key)> {
        let is_for = |value: &Option<String>, wanted| value.as_deref().is_none_or(|value| value == wanted);
        if self.kty != "RSA" || !is_for(&self.purpose, "sig") || !is_for(&self.alg, "RS256") || self.kid.is_empty() {
            return None;
        }
        let public = PublicKeyComponents { n: number(&self.n)?, e: number(&self.e)? };
        Some((self.kid, Key(Arc::new(Inner { issuer: self.issuer, public }))))
    }
}

/// A number: some write zeros in front, which the library refuses.
fn number(text: &str) -> Option<Vec<u8>> {
    let bytes = base64_text::decode(text).ok()?;
    let first = bytes.iter().position(|byte| *byte != 0)?;
    bytes.get(first..).map(<[u8]>::to_vec)
}

impl Key {
    /// Whose tokens it may sign, where that is said.
    pub(super) fn issuer(&self) -> Option<&str> {
        self.0.issuer.as_deref()
    }

    /// Whether it has signed this with RS256. A key of less than 2048 bits never has.
    pub(super) fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.public.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_of_no_use_is_passed_over() {
        let n = "A".repeat(340);
        let good = json!({"kty": "RSA", "use": "sig", "kid": "a", "n": format!("{n}AQAB"), "e": "AQAB"});
        let with = |name: &str, value: Value| {
            let mut key = good.clone();
            key[name] = value;
            key
        };
        for (key, is_read) in [
            (good.clone(), true),
            (with("use", Value::Null), true),
            (with("alg", json!("RS256")), true),
            (with("issuer", json!("https://login.microsoftonline.com/{tenantid}/v2.0")), true),
            (with("new", json!([1])), true),
            (with("alg", json!("RS512")), false),
            (with("use", json!("enc")), false),
            (with("kty", json!("EC")), false),
            (with("kid", json!("")), false),
            (with("kid", Value::Null), false),
            (with("n", json!("*")), false),
            (with("n", json!("AAAA")), false),
            (with("e", json!("")), false),
            (json!("key"), false),
        ] {
            assert_eq!(read(json!({ "keys": [key] }).to_string().as_bytes()).is_some(), is_read, "{key}");
            let beside = read(json!({ "keys": [key, with("kid", json!("b"))] }).to_string().as_bytes()).unwrap();
            assert!(beside.contains_key("b"), "{key}");
        }
        for body in ["", "{}", "[]", r#"{"keys": []}"#, r#"{"keys": null}"#, "<html>"] {
            assert!(read(body.as_bytes()).is_none(), "{body}");
        }
    }

    #[test]
    fn zeros_in_front_are_no_part_of_a_number() {
        assert_eq!(number("AAEAAQ"), Some(vec![1, 0, 1]));
        assert_eq!(number("AQAB"), Some(vec![1, 0, 1]));
        assert_eq!(number("AAAA"), None);
    }
}
