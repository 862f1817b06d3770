//! Client assertions: what the token endpoint checks of a statement with which an application proves that it is itself, and
//! in which order.

use std::{
    collections::{HashMap, HashSet},
    sync::Mutex,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::json;
use uuid::Uuid;

use crate::{builder::Config, certificate::Doubt, entra_error::EntraError, jwt::Jwt, state::lock};

/// The only kind of statement.
pub(crate) const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What Entra ID lets a clock be wrong by.
const SKEW: u64 = 300;

/// The audience of statements that another identity provider signs.
const EXCHANGE: &str = "api://AzureADTokenExchange";

/// The statements of the past, and those of the other identity provider.
#[derive(Default)]
pub(crate) struct Assertions {
    /// The ids of those that were taken.
    taken: Mutex<HashSet<String>>,
    /// What the other identity provider gave out, by its text, with the moment it expires.
    federated: Mutex<HashMap<String, Option<Instant>>>,
}

impl Assertions {
    /// A statement of the other identity provider, which this value plays: good for so long.
    pub(crate) fn issue(&self, issuer: &str, lifetime: Duration) -> String {
        let part = |json: serde_json::Value| BASE64_URL_SAFE_NO_PAD.encode(json.to_string());
        let claims = json!({ "iss": issuer, "sub": "workload", "aud": EXCHANGE, "jti": Uuid::new_v4().to_string() });
        let signature = BASE64_URL_SAFE_NO_PAD.encode(Uuid::new_v4().as_bytes());
        let token = format!("{}.{}.{signature}", part(json!({ "alg": "RS256", "typ": "JWT" })), part(claims));
        lock(&self.federated).insert(token.clone(), Instant::now().checked_add(lifetime));
        token
    }

    /// Whether a statement proves that it is the application's, sent to the token endpoint at this address.
    pub(crate) fn check(&self, config: &Config, assertion: &str, endpoint: &str) -> Result<(), EntraError> {
        let jwt = Jwt::read(assertion).ok_or_else(EntraError::malformed_assertion)?;
        if jwt.claim("iss").is_some_and(|issuer| issuer.eq_ignore_ascii_case(&config.client_id)) {
            self.check_own(config, &jwt, endpoint)
        } else {
            self.check_federated(&jwt, assertion)
        }
    }

    /// One that the application signed itself.
    fn check_own(&self, config: &Config, jwt: &Jwt<'_>, endpoint: &str) -> Result<(), EntraError> {
        if jwt.header.get("typ").is_some_and(|kind| kind != "JWT") {
            return Err(EntraError::malformed_assertion());
        }
        config.registered.check(jwt).map_err(|doubt| match doubt {
            Doubt::Algorithm => EntraError::malformed_assertion(),
            Doubt::Unknown => EntraError::unknown_certificate(&config.client_id),
            Doubt::Name => EntraError::wrong_certificate_name(),
            Doubt::Signature => EntraError::wrong_signature(&config.client_id),
        })?;
        if !jwt.claim("sub").is_some_and(|subject| subject.eq_ignore_ascii_case(&config.client_id)) {
            return Err(EntraError::other_subject());
        }
        if !jwt.claim("aud").is_some_and(|audience| audience.eq_ignore_ascii_case(endpoint)) {
            return Err(EntraError::other_audience());
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        match (jwt.moment("nbf"), jwt.moment("exp")) {
            (Some(from), Some(until)) if from <= now + SKEW && now < until + SKEW && from < until => {}
            _ => return Err(EntraError::outside_lifetime()),
        }
        let id = jwt.claim("jti").filter(|id| !id.is_empty()).ok_or_else(EntraError::malformed_assertion)?;
        // Entra ID reserves the right to refuse a second use; here it is always refused.
        if lock(&self.taken).insert(id.to_owned()) { Ok(()) } else { Err(EntraError::replayed_assertion()) }
    }

    /// One that the other identity provider signed; its signature is that it is known here.
    fn check_federated(&self, jwt: &Jwt<'_>, assertion: &str) -> Result<(), EntraError> {
        match lock(&self.federated).get(assertion) {
            None => Err(EntraError::unknown_issuer(jwt.claim("iss").unwrap_or_default())),
            Some(Some(expiry)) if *expiry <= Instant::now() => Err(EntraError::outside_lifetime()),
            Some(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, SigningKey as _};
    use serde_json::Value;

    use super::*;
    use crate::Graph;

    /// Where the statements are sent.
    const ENDPOINT: &str = "http://127.0.0.1:1/t/oauth2/v2.0/token";

    /// An application with a key.
    struct App {
        key: KeyPair,
        config: Config,
        assertions: Assertions,
    }

    impl App {
        fn new() -> Self {
            let key = KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap();
            let certificate = CertificateParams::default().self_signed(&key).unwrap();
            let config = Graph::builder().client("app", "secret").certificate(certificate.der().to_vec()).into_config();
            Self { key, config, assertions: Assertions::default() }
        }

        /// What a statement should be, with some members of its parts changed; `null` takes one out.
        fn statement(&self, header: &Value, claims: &Value) -> String {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
            let thumbprint = ring::digest::digest(&ring::digest::SHA256, &self.config.registered.certificates[0]);
            let thumbprint = BASE64_URL_SAFE_NO_PAD.encode(thumbprint);
            let jti = Uuid::new_v4().to_string();
            let signed = [
                (json!({ "alg": "RS256", "typ": "JWT", "x5t#S256": thumbprint }), header),
                (
                    json!({ "aud": ENDPOINT, "iss": "app", "sub": "app", "jti": jti, "nbf": now, "exp": now + 600 }),
                    claims,
                ),
            ]
            .map(|(mut part, changes)| {
                part.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
                part.as_object_mut().unwrap().retain(|_, value| !value.is_null());
                BASE64_URL_SAFE_NO_PAD.encode(part.to_string())
            })
            .join(".");
            let signature = self.key.sign(signed.as_bytes()).unwrap();
            format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
        }

        fn refusal(&self, statement: &str) -> Option<u32> {
            self.assertions.check(&self.config, statement, ENDPOINT).err().map(|error| error.number)
        }
    }

    #[test]
    fn each_part_of_a_statement_is_judged() {
        let app = App::new();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        for (header, claims, number) in [
            (json!({}), json!({}), None),
            (json!({ "typ": null }), json!({ "sub": "APP", "iss": "App", "aud": ENDPOINT.to_uppercase() }), None),
            (json!({ "alg": "none" }), json!({}), Some(50_027)),
            (json!({ "alg": null }), json!({}), Some(50_027)),
            (json!({ "typ": "JOSE" }), json!({}), Some(50_027)),
            (json!({ "x5t#S256": null }), json!({}), Some(700_027)),
            (json!({ "x5t#S256": "AAAA" }), json!({}), Some(700_027)),
            // Signed as RS256 says.
            (json!({ "alg": "PS256" }), json!({}), Some(700_027)),
            (json!({}), json!({ "iss": "other" }), Some(700_211)),
            (json!({}), json!({ "iss": null }), Some(700_211)),
            (json!({}), json!({ "sub": "other" }), Some(700_021)),
            (json!({}), json!({ "aud": "http://127.0.0.1:1" }), Some(700_023)),
            (json!({}), json!({ "exp": now - 301, "nbf": now - 900 }), Some(700_024)),
            (json!({}), json!({ "exp": now - 290, "nbf": now - 900 }), None),
            (json!({}), json!({ "nbf": now + 320 }), Some(700_024)),
            (json!({}), json!({ "nbf": now + 290 }), None),
            (json!({}), json!({ "nbf": null }), Some(700_024)),
            (json!({}), json!({ "exp": (now + 600).to_string() }), Some(700_024)),
            (json!({}), json!({ "jti": null }), Some(50_027)),
            (json!({}), json!({ "jti": "" }), Some(50_027)),
        ] {
            assert_eq!(app.refusal(&app.statement(&header, &claims)), number, "{header} {claims}");
        }
    }

    #[test]
    fn a_statement_is_taken_once_and_only_as_it_was_signed() {
        let app = App::new();
        let statement = app.statement(&json!({}), &json!({}));
        assert_eq!((app.refusal(&statement), app.refusal(&statement)), (None, Some(50_027)));
        // The claims of one under the signature of another.
        let (one, other) = (app.statement(&json!({}), &json!({})), app.statement(&json!({}), &json!({})));
        let mixed = format!("{}.{}", one.rsplit_once('.').unwrap().0, other.rsplit_once('.').unwrap().1);
        assert_eq!(app.refusal(&mixed), Some(700_027));
        for broken in ["", "a.b", "a.b.c", &one[1..], &format!("{one}."), &format!("{one}=")] {
            assert_eq!(app.refusal(broken), Some(50_027), "{broken}");
        }
    }

    #[test]
    fn a_statement_of_the_other_identity_provider_is_known_until_it_expires() {
        let app = App::new();
        let good = app.assertions.issue("https://issuer.example", Duration::from_mins(1));
        let late = app.assertions.issue("https://issuer.example", Duration::ZERO);
        assert_eq!(app.refusal(&good), None);
        assert_eq!(app.refusal(&late), Some(700_024));
        assert_eq!(app.refusal(&format!("{good}AAAA")), Some(700_211));
    }
}
