//! What is believed, clause by clause. The statements here are signed by aws-lc; end-to-end tests have others.

use std::sync::OnceLock;
use std::time::Duration;

use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use serde_json::{Value, json};

use super::*;
use crate::auth::jwt::{Algorithm, sign};
use crate::base64_text::encode_for_url;
use crate::notify::jwks;

const APP: &str = "0a1b2c3d-5e6f-4a7b-8c9d-e0f1a2b3c4d5";
const TID: &str = "84bd8158-6d4d-4958-8b9f-9d6445542f95";
const PUBLISHER: &str = "0bf30f3b-4a52-48df-9a82-234910c4a086";
/// The moment of these tests.
const NOW: u64 = 1_800_000_000;

fn key() -> &'static KeyPair {
    static KEY: OnceLock<KeyPair> = OnceLock::new();
    KEY.get_or_init(|| KeyPair::generate(KeySize::Rsa2048).unwrap())
}

/// The modulus: behind the headers of a sequence and of a number of 257 bytes, in DER.
fn modulus() -> String {
    encode_for_url(&key().public_key().as_ref()[9..9 + 256])
}

fn public(issuer: &Value) -> Key {
    let document = json!({"keys": [{"kty": "RSA", "kid": "k", "n": modulus(), "e": "AQAB", "issuer": issuer}]});
    jwks::read(document.to_string().as_bytes()).unwrap().remove("k").unwrap()
}

fn expected() -> Expected {
    Expected {
        apps: vec!["another".to_owned(), APP.to_uppercase()],
        tenants: vec![],
        issuers: ["https://sts.windows.net/{tenantid}/", "https://login.microsoftonline.com/{tenantid}/v2.0"]
            .map(str::to_owned)
            .to_vec(),
        publisher: PUBLISHER.to_owned(),
    }
}

/// A good token of version 1 with changes; `null` takes a claim out.
fn token(header: &Value, changes: &Value) -> String {
    let mut all = [
        json!({"typ": "JWT", "alg": "RS256", "kid": "k"}),
        json!({
            "aud": APP, "iss": format!("https://sts.windows.net/{TID}/"), "tid": TID, "appid": PUBLISHER,
            "iat": NOW - 60, "nbf": NOW - 60, "exp": NOW + 3600, "ver": "1.0", "new": [1],
        }),
    ];
    for (all, changes) in all.iter_mut().zip([header, changes]) {
        let all = all.as_object_mut().unwrap();
        all.extend(changes.as_object().unwrap().clone());
        all.retain(|_, value| !value.is_null());
    }
    let [header, claims] = all;
    sign(key(), Algorithm::Rs256, &header, &claims).unwrap().expose().to_owned()
}

/// Whether a token is believed, at the moment of these tests.
fn judge(text: &str, expected: &Expected, key: &Key) -> Result<(), TokenFlaw> {
    let token = ValidationToken::read(text)?;
    token.check(expected, UNIX_EPOCH + Duration::from_secs(NOW))?;
    token.check_signature(key, expected)
}

#[test]
fn every_clause_is_judged() {
    let v2 = format!("https://login.microsoftonline.com/{TID}/v2.0");
    let other = "11111111-6d4d-4958-8b9f-9d6445542f95";
    let any = public(&Value::Null);
    for (header, claims, flaw) in [
        (json!({}), json!({}), None),
        (json!({"typ": null}), json!({}), None),
        (json!({}), json!({"aud": APP.to_uppercase(), "appid": PUBLISHER.to_uppercase()}), None),
        (json!({}), json!({"iss": v2, "ver": "2.0", "appid": null, "azp": PUBLISHER}), None),
        (json!({}), json!({"appid": PUBLISHER, "azp": PUBLISHER}), None),
        (json!({}), json!({"nbf": null}), None),
        (json!({}), json!({"exp": NOW - 299}), None),
        (json!({}), json!({"nbf": NOW + 299}), None),
        (json!({}), json!({"exp": 1_800_003_600.5}), None),
        (json!({"alg": "none"}), json!({}), Some(TokenFlaw::Algorithm)),
        (json!({"alg": "HS256"}), json!({}), Some(TokenFlaw::Algorithm)),
        (json!({"alg": "PS256"}), json!({}), Some(TokenFlaw::Algorithm)),
        (json!({"alg": "rs256"}), json!({}), Some(TokenFlaw::Algorithm)),
        (json!({"alg": null}), json!({}), Some(TokenFlaw::Unreadable)),
        (json!({"crit": ["exp"]}), json!({}), Some(TokenFlaw::Unreadable)),
        (json!({}), json!({"exp": NOW - 300}), Some(TokenFlaw::Expired)),
        (json!({}), json!({"exp": null}), Some(TokenFlaw::Expired)),
        (json!({}), json!({"exp": 0}), Some(TokenFlaw::Expired)),
        (json!({}), json!({"exp": -1}), Some(TokenFlaw::Expired)),
        (json!({}), json!({"exp": "9999999999"}), Some(TokenFlaw::Unreadable)),
        (json!({}), json!({"nbf": NOW + 301}), Some(TokenFlaw::NotYet)),
        (json!({}), json!({"aud": "00000003-0000-0000-c000-000000000000"}), Some(TokenFlaw::Audience)),
        (json!({}), json!({"aud": null}), Some(TokenFlaw::Audience)),
        (json!({}), json!({"aud": ""}), Some(TokenFlaw::Audience)),
        (json!({}), json!({"aud": [APP]}), Some(TokenFlaw::Unreadable)),
        (json!({}), json!({"iss": "https://sts.windows.net/"}), Some(TokenFlaw::Issuer)),
        (json!({}), json!({"iss": null}), Some(TokenFlaw::Issuer)),
        (json!({}), json!({"iss": format!("https://sts.windows.net/{other}/")}), Some(TokenFlaw::Issuer)),
        (json!({}), json!({"tid": other}), Some(TokenFlaw::Issuer)),
        (json!({}), json!({"tid": null}), Some(TokenFlaw::Issuer)),
        (json!({}), json!({"tid": "", "iss": "https://sts.windows.net//"}), Some(TokenFlaw::Issuer)),
        (
            json!({}),
            json!({"tid": "{tenantid}", "iss": "https://sts.windows.net/{tenantid}/"}),
            Some(TokenFlaw::Issuer),
        ),
        (json!({}), json!({"iss": format!("http://sts.windows.net/{TID}/")}), Some(TokenFlaw::Issuer)),
        (json!({}), json!({"iss": format!("https://login.microsoftonline.com/{TID}/v2.0/x")}), Some(TokenFlaw::Issuer)),
        (json!({}), json!({"appid": null}), Some(TokenFlaw::Publisher)),
        (json!({}), json!({"appid": other}), Some(TokenFlaw::Publisher)),
        (json!({}), json!({"appid": other, "azp": PUBLISHER}), Some(TokenFlaw::Publisher)),
        (json!({}), json!({"appid": PUBLISHER, "azp": other}), Some(TokenFlaw::Publisher)),
    ] {
        let outcome = judge(&token(&header, &claims), &expected(), &any);
        assert_eq!(outcome.err(), flaw, "{header} {claims}");
    }
}

#[test]
fn a_tenant_has_to_be_allowed_where_tenants_are_given() {
    for (tenants, flaw) in
        [(vec![], None), (vec![TID.to_uppercase()], None), (vec!["11111111".to_owned()], Some(TokenFlaw::Tenant))]
    {
        let expected = Expected { tenants, ..expected() };
        assert_eq!(judge(&token(&json!({}), &json!({})), &expected, &public(&Value::Null)).err(), flaw);
    }
}

#[test]
fn a_key_may_sign_for_its_issuer_alone() {
    let v2 = format!("https://login.microsoftonline.com/{TID}/v2.0");
    for (issuer, flaw) in [
        (Value::Null, None),
        (json!("https://login.microsoftonline.com/{tenantid}/v2.0"), None),
        (json!("https://sts.windows.net/{tenantid}/"), None),
        (json!(v2), None),
        (
            json!("https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"),
            Some(TokenFlaw::KeyIssuer),
        ),
        (json!("https://login.microsoftonline.us/{tenantid}/v2.0"), Some(TokenFlaw::KeyIssuer)),
        (json!(""), Some(TokenFlaw::KeyIssuer)),
    ] {
        for claims in [json!({}), json!({"iss": v2, "appid": null, "azp": PUBLISHER})] {
            assert_eq!(judge(&token(&json!({}), &claims), &expected(), &public(&issuer)).err(), flaw, "{issuer}");
        }
    }
}

#[test]
fn only_what_was_signed_is_believed() {
    let (good, any) = (token(&json!({}), &json!({})), public(&Value::Null));
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let other = token(&json!({}), &json!({"new": 2}));
    let mixed = format!("{}.{signature}", other.rsplit_once('.').unwrap().0);
    let [header, claims] = [signed.split_once('.').unwrap().0, signed.split_once('.').unwrap().1];
    // The public key, which everybody has, as the secret of an HMAC.
    let public_der = key().public_key().as_ref();
    let hs = format!("{}.{claims}", encode_for_url(br#"{"alg":"HS256","kid":"k"}"#));
    let hmac = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, public_der);
    let hs = format!("{hs}.{}", encode_for_url(aws_lc_rs::hmac::sign(&hmac, hs.as_bytes()).as_ref()));
    let none = format!("{}.{claims}.", encode_for_url(br#"{"alg":"none"}"#));
    for (text, flaw) in [
        (good.clone(), None),
        (mixed, Some(TokenFlaw::Signature)),
        (format!("{signed}."), Some(TokenFlaw::Signature)),
        (format!("{signed}.{}", &signature[4..]), Some(TokenFlaw::Signature)),
        (hs, Some(TokenFlaw::Algorithm)),
        (none, Some(TokenFlaw::Algorithm)),
        (format!("{header}.{claims}"), Some(TokenFlaw::Unreadable)),
        (format!("{good}.x"), Some(TokenFlaw::Unreadable)),
        (format!("{header}..{signature}"), Some(TokenFlaw::Unreadable)),
        (String::new(), Some(TokenFlaw::Unreadable)),
        ("..".to_owned(), Some(TokenFlaw::Unreadable)),
    ] {
        assert_eq!(judge(&text, &expected(), &any).err(), flaw, "{text}");
    }
}

#[test]
fn a_clock_before_1970_believes_nothing_that_is_not_valid_yet() {
    let text = token(&json!({}), &json!({}));
    let token = ValidationToken::read(&text).unwrap();
    assert_eq!(token.check(&expected(), UNIX_EPOCH - Duration::from_secs(1)), Err(TokenFlaw::NotYet));
}
