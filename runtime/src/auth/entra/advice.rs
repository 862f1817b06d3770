//! What to do about an error of the login service: by Entra's number, which says most, or by OAuth's name.
//!
//! For people alone: Microsoft may change numbers and texts at any time, so that no decision stands on one. Each advice goes on
//! after `no token, since`.
//!
//! Sources: [error codes](https://learn.microsoft.com/entra/identity-platform/reference-error-codes) and
//! [RFC 6749, section 5.2](https://www.rfc-editor.org/rfc/rfc6749#section-5.2).

use serde_json::Value;

/// What a user who has to do more than prove a second time who they are has to do.
const MFA: &str =
    "the user has to prove with a second factor who they are: sign the user in again, with the error's claims";
/// What a policy asks of a device.
const DEVICE: &str =
    "a conditional access policy asks for a managed device: sign in from one, or have the policy changed";
/// What a sign-in that has ended leaves to do.
const SIGN_IN_AGAIN: &str = "the sign-in has expired or was revoked: sign the user in again";

/// By Entra's number.
const BY_NUMBER: &[(u64, &str)] = &[
    // The app's proof.
    (7_000_215, "the client secret is wrong: it is the secret's value, not its id"),
    (7_000_222, "the client secret has expired: add a new one to the app registration"),
    (7_000_216, "nothing proves that the app is itself: give its credential a secret, a certificate or an assertion"),
    (7_000_218, "the app proves nothing, but is no public client: give it a proof, or allow public client flows"),
    (700_025, "the app is a public client, which must not prove who it is: take a credential without a secret"),
    (700_027, "the certificate is not one of the app registration, or has expired: upload the one that is used"),
    (700_024, "the assertion is not valid at this time: check this machine's clock, and how long the assertion lives"),
    (50_012, "the certificate or its signature was not accepted: upload to the app registration the one that is used"),
    (50_027, "the assertion is no token that is accepted: check its issuer, audience, lifetime and signature"),
    (700_211, "no federated credential of the app has the assertion's issuer: compare them"),
    (700_212, "no federated credential of the app has the assertion's audience: compare them"),
    (700_213, "no federated credential of the app has the assertion's subject: compare them"),
    // The app and its tenant.
    (700_016, "the tenant has no such app: check the client id, and that the app was consented to in this tenant"),
    (7_000_112, "the app is disabled in the tenant: have an administrator enable it"),
    (7_000_229, "the tenant has no service principal for the app: have an administrator consent to it"),
    (500_011, "the tenant does not know the resource of the scope: check the scope, the tenant and the cloud"),
    (90_002, "there is no such tenant: check the tenant id, and that the cloud is the right one"),
    (90_038, "the tenant is in another cloud: name it on the client's builder"),
    (900_382, "the tenant is in another cloud: name it on the client's builder"),
    (900_432, "the tenant is in another cloud: name it on the client's builder"),
    (50_194, "the app is of one tenant alone: name that tenant in place of `common`"),
    (9_001_023, "this grant needs a tenant's id or domain in place of `common` or `consumers`"),
    (50_196, "the app asks too often for the same token: share one credential, and see why tokens are not kept"),
    (90_055, "the tenant asks for too many tokens: share credentials, and wait"),
    // The scope and what was consented to.
    (1_002_012, "the scope of an app on its own ends in `/.default`"),
    (70_011, "the scope is not valid in this cloud"),
    (65_001, "nobody has consented to the app's permissions: have the user or an administrator consent"),
    (65_004, "the user declined to consent"),
    (90_094, "the permissions need an administrator's consent"),
    (90_095, "the permissions need an administrator's consent, which has been asked for"),
    (50_105, "the user is not assigned to the app, which asks for it: have an administrator assign the user"),
    // The user.
    (50_076, MFA),
    (50_072, MFA),
    (50_074, MFA),
    (50_078, MFA),
    (50_079, "the user has to set a second factor up: sign the user in again, with the error's claims"),
    (50_158, "a policy asks for a proof by another service: sign the user in again, with the error's claims"),
    (50_057, "the user's account is disabled"),
    (50_034, "the tenant has no such user: check the tenant"),
    (50_020, "the user is not of this tenant: check the tenant, or have the user invited"),
    (50_126, "the user's name or password is wrong"),
    (50_055, "the user's password has expired: sign the user in again"),
    (50_144, "the user's password has expired: sign the user in again"),
    (50_173, SIGN_IN_AGAIN),
    (50_132, SIGN_IN_AGAIN),
    (50_133, SIGN_IN_AGAIN),
    (50_089, SIGN_IN_AGAIN),
    (70_043, SIGN_IN_AGAIN),
    (70_008, SIGN_IN_AGAIN),
    (700_081, SIGN_IN_AGAIN),
    (700_082, "the sign-in has not been used for too long: sign the user in again"),
    (700_084, SIGN_IN_AGAIN),
    (54_005, "the authorization code was used before: each is good for one token"),
    (501_481, "the authorization code was asked for by another program than this one: begin the sign-in anew"),
    (50_011, "the redirect address is not one of the app registration: add it there, as it is used"),
    (500_133, "the user's token has expired: the one who sent it has to get a new one"),
    (50_013, "the user's token is not accepted: it has to be meant for this app, and still be good"),
    // Policies.
    (53_000, DEVICE),
    (53_001, DEVICE),
    (53_002, "a conditional access policy allows approved apps only"),
    (53_003, "a conditional access policy forbids the token"),
    (530_032, "a security policy of the tenant forbids the token"),
    (530_035, "the tenant's security defaults forbid the token"),
    (50_131, "a conditional access policy forbids the token"),
    (50_053, "the account is locked, or the address is one that attacks came from"),
    // The login service.
    (90_033, "the login service has a fault for now: try again"),
    (90_006, "the login service has a fault for now: try again"),
    (90_024, "the login service has a fault for now: try again"),
];

/// By OAuth's name, where the number says nothing.
const BY_NAME: &[(&str, &str)] = &[
    ("invalid_client", "the app did not prove that it is itself: check its secret, certificate or assertion"),
    ("unauthorized_client", "the app may not get a token in this way: check its registration"),
    ("interaction_required", "the user has to be asked: sign the user in again"),
    ("login_required", "the user has to be asked: sign the user in again"),
    ("consent_required", "nobody has consented to the app's permissions: have the user or an administrator consent"),
    ("invalid_grant", "what was redeemed is no longer good: begin the sign-in anew"),
    ("invalid_scope", "the scope is not valid"),
    (
        "invalid_resource",
        "the tenant does not know the resource of the scope: check the scope, the tenant and the cloud",
    ),
    ("access_denied", "the user or a policy declined"),
    ("temporarily_unavailable", "the login service is busy: try again"),
];

/// What to do about an error with this body.
pub(super) fn advice(body: &[u8]) -> Option<&'static str> {
    let json: Value = serde_json::from_slice(body).ok()?;
    let text = |member: &str| json.get(member).and_then(Value::as_str).unwrap_or_default();
    let listed = json.get("error_codes").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_u64);
    let mut numbers = listed.chain(number_in(text("error_description")));
    let by_number = numbers.find_map(|number| find(BY_NUMBER, &number));
    by_number.or_else(|| find(BY_NAME, &text("error")))
}

/// The advice of a table.
fn find<K: PartialEq>(table: &[(K, &'static str)], key: &K) -> Option<&'static str> {
    table.iter().find(|(known, _)| known == key).map(|(_, advice)| *advice)
}

/// The number that a description begins with.
fn number_in(description: &str) -> Option<u64> {
    let digits = description.trim_start().strip_prefix("AADSTS")?;
    digits.split(|character: char| !character.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_number_says_more_than_the_name() {
        for (body, says) in [
            (r#"{"error":"invalid_client","error_codes":[7000222]}"#, Some("the client secret has expired")),
            (
                r#"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid"}"#,
                Some("the client secret is wrong"),
            ),
            (r#"{"error":"invalid_client","error_codes":[1,7000222]}"#, Some("the client secret has expired")),
            (r#"{"error":"invalid_client","error_codes":[1]}"#, Some("the app did not prove")),
            (
                r#"{"error":"invalid_client","error_codes":"no","error_description":"AADSTS: x"}"#,
                Some("the app did not prove"),
            ),
            (
                r#"{"error":"interaction_required","suberror":"basic_action","error_codes":[50076]}"#,
                Some("the user has to prove"),
            ),
            (r#"{"error":"something_else"}"#, None),
            ("{}", None),
            ("<html>AADSTS7000222: no</html>", None),
        ] {
            let advice = advice(body.as_bytes());
            assert_eq!(advice.is_some(), says.is_some(), "{body}");
            assert!(advice.unwrap_or_default().starts_with(says.unwrap_or_default()), "{body}: {advice:?}");
        }
    }

    #[test]
    fn each_key_is_there_once() {
        assert_eq!(BY_NUMBER.iter().map(|(number, _)| number).collect::<HashSet<_>>().len(), BY_NUMBER.len());
        assert_eq!(BY_NAME.iter().map(|(name, _)| name).collect::<HashSet<_>>().len(), BY_NAME.len());
    }
}
