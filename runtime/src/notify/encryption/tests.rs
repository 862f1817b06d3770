//! A content that other code encrypted, and what becomes of it when a part is another.

use std::sync::OnceLock;

use aws_lc_rs::cipher::{DecryptionContext, EncryptionContext, PaddedBlockEncryptingKey};
use aws_lc_rs::rsa::{OAEP_SHA256_MGF1SHA256, OaepAlgorithm, OaepPublicEncryptingKey};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use super::*;

/// The certificate of the test data.
fn certificate() -> &'static [EncryptionCertificate] {
    static CERTIFICATE: OnceLock<[EncryptionCertificate; 1]> = OnceLock::new();
    CERTIFICATE.get_or_init(|| {
        let (certificate, key) = (include_str!("testdata/certificate.pem"), include_str!("testdata/key.pem"));
        [EncryptionCertificate::new("vector", Certificate::from_pem_pair(certificate, key).unwrap()).unwrap()]
    })
}

/// The content that other code encrypted.
fn vector() -> EncryptedContent {
    serde_json::from_str(include_str!("testdata/content.json")).unwrap()
}

/// A content encrypted here, with this key and plaintext, however wrong.
fn encrypted(algorithm: &'static OaepAlgorithm, key: &[u8], sign: &[u8], data: &[u8]) -> EncryptedContent {
    let der = certificate()[0].certificate.key().as_der().unwrap();
    let public =
        OaepPublicEncryptingKey::new(PrivateDecryptingKey::from_pkcs8(der.as_ref()).unwrap().public_key()).unwrap();
    let mut room = vec![0; public.ciphertext_size()];
    let data_key = public.encrypt(algorithm, key, &mut room, None).unwrap();
    let signature = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, sign), data);
    let text = |bytes: &[u8]| Some(BASE64_STANDARD.encode(bytes));
    EncryptedContent {
        data: text(data),
        data_signature: text(signature.as_ref()),
        data_key: text(data_key),
        ..vector()
    }
}

/// AES-256-CBC of a text with this vector.
fn cipher(key: &[u8; 32], iv: &[u8; 16], text: &str) -> Vec<u8> {
    let mut data = text.as_bytes().to_vec();
    let cipher = PaddedBlockEncryptingKey::cbc_pkcs7(UnboundCipherKey::new(&AES_256, key).unwrap()).unwrap();
    let context = EncryptionContext::Iv128(FixedLength::from(*iv));
    let used = cipher.less_safe_encrypt(&mut data, context).unwrap();
    assert!(matches!(used, DecryptionContext::Iv128(_)));
    data
}

#[test]
fn what_other_code_encrypted_is_decrypted() {
    let content = decrypt_for(certificate(), &vector()).unwrap();
    let resource: Value = content.read().unwrap();
    assert_eq!(resource, json!({"@odata.type": "#Microsoft.Graph.Message", "id": "AAMk", "subject": "Grüße aus Łódź"}));
    assert_eq!(serde_json::from_slice::<Value>(content.as_bytes()).unwrap(), resource);
}

#[test]
fn each_part_has_to_be_the_right_one() {
    use ContentFlaw::{Encoding, Key, Signature};
    let cut = |text: &Option<String>, by: usize| text.as_deref().map(|text| text[..text.len() - by].to_owned());
    let turned = |text: &Option<String>| {
        let mut bytes = BASE64_STANDARD.decode(text.as_deref().unwrap()).unwrap();
        *bytes.first_mut().unwrap() ^= 1;
        Some(BASE64_STANDARD.encode(bytes))
    };
    let good = vector();
    let other = encrypted(&OAEP_SHA1_MGF1SHA1, &[7; 32], &[7; 32], &cipher(&[7; 32], &[7; 16], "{}"));
    for (what, content, flaw) in [
        ("data is missing", EncryptedContent { data: None, ..good.clone() }, Encoding),
        ("the signature is missing", EncryptedContent { data_signature: None, ..good.clone() }, Encoding),
        ("the key is missing", EncryptedContent { data_key: None, ..good.clone() }, Encoding),
        ("data is no base64", EncryptedContent { data: Some("*".into()), ..good.clone() }, Encoding),
        ("data is cut within four", EncryptedContent { data: cut(&good.data, 7), ..good.clone() }, Encoding),
        ("data is cut", EncryptedContent { data: cut(&good.data, 8), ..good.clone() }, Signature),
        ("data is empty", EncryptedContent { data: Some(String::new()), ..good.clone() }, Signature),
        ("data is changed", EncryptedContent { data: turned(&good.data), ..good.clone() }, Signature),
        (
            "the signature is changed",
            EncryptedContent { data_signature: turned(&good.data_signature), ..good.clone() },
            Signature,
        ),
        (
            "the signature is cut",
            EncryptedContent { data_signature: cut(&good.data_signature, 4), ..good.clone() },
            Signature,
        ),
        ("the signature is empty", EncryptedContent { data_signature: Some(String::new()), ..good.clone() }, Signature),
        ("the key is cut", EncryptedContent { data_key: cut(&good.data_key, 8), ..good.clone() }, Key),
        ("the key is changed", EncryptedContent { data_key: turned(&good.data_key), ..good.clone() }, Key),
        ("the key is another's", EncryptedContent { data_key: other.data_key.clone(), ..good.clone() }, Signature),
        ("the content is another's", EncryptedContent { data: other.data.clone(), ..good.clone() }, Signature),
    ] {
        assert_eq!(decrypt_for(certificate(), &content).unwrap_err(), DropReason::Content(flaw), "{what}");
    }
}

#[test]
fn the_algorithms_are_graphs_and_no_others() {
    let (key, mut iv) = ([7; 32], [7; 16]);
    let sha1 = &OAEP_SHA1_MGF1SHA1;
    let data = cipher(&key, &iv, r#"{"id": "a"}"#);
    assert_eq!(decrypt_for(certificate(), &encrypted(sha1, &key, &key, &data)).unwrap().as_bytes(), br#"{"id": "a"}"#);
    let flaw = |content: &EncryptedContent| decrypt_for(certificate(), content).map(|_| ()).unwrap_err();
    assert_eq!(flaw(&encrypted(&OAEP_SHA256_MGF1SHA256, &key, &key, &data)), DropReason::Content(ContentFlaw::Key),);
    assert_eq!(flaw(&encrypted(sha1, &key[..16], &key[..16], &data)), DropReason::Content(ContentFlaw::Key));
    assert_eq!(flaw(&encrypted(sha1, &key, &[8; 32], &data)), DropReason::Content(ContentFlaw::Signature));
    // Signed, but no whole number of blocks, and padded wrongly: a whole block of what is no padding.
    assert_eq!(flaw(&encrypted(sha1, &key, &key, &data[1..])), DropReason::Content(ContentFlaw::Cipher));
    let unpadded = cipher(&key, &iv, "0123456789abcdef")[..16].to_vec();
    assert_eq!(flaw(&encrypted(sha1, &key, &key, &unpadded)), DropReason::Content(ContentFlaw::Cipher));
    // With another vector the first block is another one.
    iv[0] ^= 1;
    let content =
        decrypt_for(certificate(), &encrypted(sha1, &key, &key, &cipher(&key, &iv, r#"{"id": "a"}"#))).unwrap();
    assert_ne!(content.as_bytes().first(), Some(&b'{'));
}

#[test]
fn a_certificate_that_is_not_there_is_named() {
    for (id, named) in [(Some("2025"), "2025"), (Some("Vector"), "Vector"), (Some(""), ""), (None, "")] {
        let content = EncryptedContent { encryption_certificate_id: id.map(str::to_owned), ..vector() };
        let reason = decrypt_for(certificate(), &content).unwrap_err();
        assert_eq!(reason, DropReason::UnknownCertificate { id: named.to_owned() });
        assert!(reason.to_string().contains(&format!("{named:?}")), "{reason}");
    }
}

#[test]
fn an_id_is_one_that_graph_takes() {
    let of = |id: &str| {
        let (certificate, key) = (include_str!("testdata/certificate.pem"), include_str!("testdata/key.pem"));
        EncryptionCertificate::new(id, Certificate::from_pem_pair(certificate, key).unwrap()).map(|made| made.encoded())
    };
    let pem =
        include_str!("testdata/certificate.pem").lines().filter(|line| !line.starts_with('-')).collect::<String>();
    assert_eq!(of(&"x".repeat(128)).unwrap(), pem);
    for wrong in ["", &"x".repeat(129)] {
        assert!(of(wrong).unwrap_err().to_string().contains("1 to 128 characters"));
    }
}

#[test]
fn neither_key_nor_plaintext_shows() {
    let certificate = &certificate()[0];
    let content = certificate.decrypt(&vector()).unwrap();
    let misfit = content.read::<Vec<u8>>().unwrap_err();
    let other = content.read::<std::collections::HashMap<String, u8>>().unwrap_err();
    let shown = format!("{certificate:?} {certificate:#?} {content:?} {misfit} {misfit:?} {other} {other:?}");
    let key = include_str!("testdata/key.pem").lines().nth(1).unwrap();
    for secret in ["AAMk", "Message", "subject", &key[..16]] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(misfit.to_string().contains("line 1, column"), "{misfit}");
}
