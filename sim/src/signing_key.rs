//! The login service's keys: what tokens for others are signed with, and the document by which anybody checks them.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rsa::{KeyPair, KeySize},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use bytes::Bytes;
use http::{Method, StatusCode, request::Parts};
use ring::{
    rand::SystemRandom,
    rsa::PublicKeyComponents,
    signature::{RSA_PKCS1_SHA256, RsaKeyPair},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    correlation::Correlation,
    members::merge,
    reply::{self, Reply},
    script::Script,
    state::{State, lock},
};

/// The key pairs of this process: the first of every embedded Graph, the second, and so on. It takes a while to make one.
static PAIRS: Mutex<Vec<Arc<RsaKeyPair>>> = Mutex::new(Vec::new());

/// The one key that there is at a time, and what is asked of it.
#[derive(Default)]
pub(crate) struct SigningKeys {
    /// The key; made when it is first needed.
    current: Mutex<Option<SigningKey>>,
    /// How many there were before it.
    rotations: AtomicUsize,
    /// What the test wants the next replies to be.
    pub(crate) script: Script,
    /// How often the document was asked for.
    requests: AtomicUsize,
}

/// A key and its id.
struct SigningKey {
    /// The id.
    id: String,
    /// The key.
    pair: Arc<RsaKeyPair>,
}

impl SigningKey {
    /// The one after so many others, under an id that no other has.
    fn after(rotations: usize) -> Option<Self> {
        let mut pairs = lock(&PAIRS);
        while pairs.len() <= rotations {
            let der: Pkcs8V1Der<'_> = KeyPair::generate(KeySize::Rsa2048).ok()?.as_der().ok()?;
            pairs.push(Arc::new(RsaKeyPair::from_pkcs8(der.as_ref()).ok()?));
        }
        Some(Self { id: Uuid::new_v4().simple().to_string(), pair: Arc::clone(pairs.get(rotations)?) })
    }
}

impl SigningKeys {
    /// Takes the key away: the next one is another.
    pub(crate) fn rotate(&self) {
        self.rotations.fetch_add(1, Ordering::SeqCst);
        lock(&self.current).take();
    }

    /// How often the document was asked for.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    /// A signed statement. The header names the key, unless it says otherwise.
    pub(crate) fn sign(&self, header: &Value, claims: &Value) -> Option<String> {
        let mut current = lock(&self.current);
        let key = self.made(&mut current)?;
        let mut all = json!({ "typ": "JWT", "alg": "RS256", "kid": key.id });
        merge(&mut all, header);
        let signed = [&all, claims].map(|part| BASE64_URL_SAFE_NO_PAD.encode(part.to_string())).join(".");
        let mut signature = vec![0; key.pair.public().modulus_len()];
        key.pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature).ok()?;
        Some(format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature)))
    }

    /// The key, made if there is none.
    fn made<'a>(&self, current: &'a mut Option<SigningKey>) -> Option<&'a SigningKey> {
        if current.is_none() {
            *current = SigningKey::after(self.rotations.load(Ordering::SeqCst));
        }
        current.as_ref()
    }

    /// The document: the key, beside one of a kind that is of no use here.
    fn document(&self, authority: &str) -> Option<Value> {
        let mut current = lock(&self.current);
        let key = self.made(&mut current)?;
        let numbers: PublicKeyComponents<Vec<u8>> = key.pair.public().into();
        let [n, e] = [numbers.n, numbers.e].map(|number| BASE64_URL_SAFE_NO_PAD.encode(number));
        let issuer = format!("{authority}/{{tenantid}}/v2.0");
        Some(json!({ "keys": [
            { "kty": "EC", "use": "sig", "kid": "elliptic", "crv": "P-256", "x": "AA", "y": "AA" },
            { "kty": "RSA", "use": "sig", "kid": key.id, "x5t": key.id, "n": n, "e": e, "issuer": issuer },
        ] }))
    }
}

/// The document, if that is what is asked for.
pub(crate) async fn answer(state: &State, parts: &Parts) -> Option<Reply> {
    let tenant = parts.uri.path().strip_prefix('/')?.strip_suffix("/discovery/v2.0/keys")?;
    if parts.method != Method::GET || tenant.contains('/') {
        return None;
    }
    let keys = &state.signing_keys;
    keys.requests.fetch_add(1, Ordering::SeqCst);
    if parts.headers.contains_key(http::header::AUTHORIZATION) {
        let body = Bytes::from_static(b"graph-action-sim: a token has no business here");
        return Some(reply::with_body(StatusCode::BAD_REQUEST, body));
    }
    if let Some(failure) = keys.script.next() {
        return Some(failure.bare().play(&Correlation::of(&parts.headers)).await);
    }
    Some(match keys.document(&state.base_url) {
        Some(document) => reply::json(StatusCode::OK, "application/json; charset=utf-8", &document),
        None => reply::empty(StatusCode::INTERNAL_SERVER_ERROR),
    })
}
