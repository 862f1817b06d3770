//! What the endpoint of a subscription is told: changes, with the resource encrypted where that was asked for, and news of the
//! subscription itself.

use aws_lc_rs::{
    cipher::{AES_256, EncryptionContext, PaddedBlockEncryptingKey, UnboundCipherKey},
    iv::FixedLength,
    rand,
    rsa::{OAEP_SHA1_MGF1SHA1, OaepPublicEncryptingKey, PublicEncryptingKey},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use ring::hmac;
use serde_json::{Value, json};

use crate::{members::merge, subscription::Subscription};

/// The notification of a change of `resource`, which has an `id` and perhaps an `@odata.type`.
pub(crate) fn of_resource(subscription: &Subscription, tenant: &str, change_type: &str, resource: &Value) -> Value {
    // What is selected is no part of a resource's address.
    let collection = subscription.text("resource").split('?').next().unwrap_or_default();
    let path = format!("{collection}/{}", resource["id"].as_str().unwrap_or_default());
    let content = subscription.encrypted_for.as_ref().and_then(|key| encrypt(key, &resource.to_string()));
    let content = content.map(|mut content| {
        merge(&mut content, &json!({ "encryptionCertificateId": subscription.text("encryptionCertificateId") }));
        content
    });
    let mut notification = common(subscription, tenant);
    let change = json!({
        "changeType": change_type,
        "resource": path,
        "resourceData": {
            "@odata.type": resource["@odata.type"],
            "@odata.id": path,
            "@odata.etag": "W/\"CQAAABYAAADkrWGo7bouTKlsgTZMr9KwAAAUWRHf\"",
            "id": resource["id"],
        },
        "encryptedContent": content,
    });
    merge(&mut notification, &change);
    notification
}

/// The notification of what happened to a subscription.
pub(crate) fn of_lifecycle(subscription: &Subscription, tenant: &str, event: &str) -> Value {
    let mut notification = common(subscription, tenant);
    merge(&mut notification, &json!({ "lifecycleEvent": event }));
    notification
}

/// What every notification has.
fn common(subscription: &Subscription, tenant: &str) -> Value {
    json!({
        "subscriptionId": subscription.id.to_string(),
        "subscriptionExpirationDateTime": subscription.text("expirationDateTime"),
        "clientState": Some(subscription.text("clientState")).filter(|state| !state.is_empty()),
        "tenantId": tenant,
    })
}

/// Encrypts a text for a public key as Graph does: a new key for AES-256 in CBC mode, whose first half is the initialisation
/// vector too; a signature over what was encrypted; the key itself by RSA-OAEP with SHA-1.
fn encrypt(public_key: &[u8], text: &str) -> Option<Value> {
    let mut key = [0; 32];
    rand::fill(&mut key).ok()?;
    let vector: [u8; 16] = key.first_chunk().copied()?;
    let cipher = PaddedBlockEncryptingKey::cbc_pkcs7(UnboundCipherKey::new(&AES_256, &key).ok()?).ok()?;
    let mut data = text.as_bytes().to_vec();
    cipher.less_safe_encrypt(&mut data, EncryptionContext::Iv128(FixedLength::from(vector))).ok()?;
    let signature = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), &data);
    let wrapping = OaepPublicEncryptingKey::new(PublicEncryptingKey::from_der(public_key).ok()?).ok()?;
    let mut room = vec![0; wrapping.ciphertext_size()];
    let wrapped = wrapping.encrypt(&OAEP_SHA1_MGF1SHA1, &key, &mut room, None).ok()?;
    Some(json!({
        "data": BASE64_STANDARD.encode(&data),
        "dataSignature": BASE64_STANDARD.encode(signature),
        "dataKey": BASE64_STANDARD.encode(wrapped),
    }))
}
