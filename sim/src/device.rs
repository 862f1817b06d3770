//! The device endpoint, and the grant that comes of it: a code for a person, and how often a client may ask what became of it.
//!
//! The pace is one second here, so that tests need not wait for five; a client that asks sooner is told to slow down, and then
//! has to wait five seconds more from then on (RFC 8628, section 3.5).

use std::{
    collections::HashMap,
    sync::Mutex,
    time::{Duration, Instant},
};

use bytes::Bytes;
use http::{Method, StatusCode, request::Parts};
use serde_json::json;
use uuid::Uuid;

use crate::{
    correlation::Correlation,
    entra_error::{EntraError, entra_json},
    form::Form,
    grant::{Given, Grant, wants_refresh_token},
    reply::Reply,
    state::{State, lock},
};

/// The pause between two questions, as the endpoint names it.
const INTERVAL: Duration = Duration::from_secs(1);

/// What `slow_down` adds.
const SLOWER: Duration = Duration::from_secs(5);

/// How much too early a question may come: a pause is counted by two clocks.
const TOLERANCE: Duration = Duration::from_millis(50);

/// The tenant of a device endpoint's path; `None` for any other path.
pub(crate) fn tenant(path: &str) -> Option<&str> {
    path.strip_prefix('/')?.strip_suffix("/oauth2/v2.0/devicecode").filter(|tenant| !tenant.contains('/'))
}

/// The codes that people are to enter.
#[derive(Default)]
pub(crate) struct Devices {
    /// By the device code.
    devices: Mutex<HashMap<String, Device>>,
}

/// One of them.
struct Device {
    /// What the person enters.
    user_code: String,
    /// What they have made of it.
    verdict: Verdict,
    /// Whether a refresh token was asked for.
    wants_refresh_token: bool,
    /// When it expires.
    expiry: Option<Instant>,
    /// When the client may ask next, and how long it is to wait then.
    pace: (Instant, Duration),
}

/// What a person has made of a code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing yet.
    Pending,
    /// They have signed in.
    Approved,
    /// They have declined.
    Declined,
}

/// The endpoint's reply.
pub(crate) fn answer(state: &State, tenant: &str, parts: &Parts, body: &Bytes) -> Reply {
    let correlation = Correlation::of(&parts.headers);
    match begin(state, tenant, parts, body) {
        Ok(answer) => entra_json(StatusCode::OK, &answer, &correlation),
        Err(error) => error.reply(&correlation, &state.base_url),
    }
}

/// A new code, in the order in which a request for it is judged.
fn begin(state: &State, tenant: &str, parts: &Parts, body: &Bytes) -> Result<serde_json::Value, EntraError> {
    if parts.method != Method::POST {
        return Err(EntraError::only_post(&parts.method));
    }
    let form = Form::read(&parts.headers, body)?;
    state.check_app(tenant, form.require("client_id")?)?;
    Grant::DeviceCode.check_scope(form.require("scope")?)?;
    let lifetime = state.config.device_code_lifetime;
    let device_code = format!("D{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
    let user_code: String = Uuid::new_v4().simple().to_string().to_uppercase().chars().take(9).collect();
    let verification_uri = format!("{}/common/oauth2/deviceauth", state.base_url);
    let device = Device {
        user_code: user_code.clone(),
        verdict: Verdict::Pending,
        wants_refresh_token: wants_refresh_token(&form),
        expiry: Instant::now().checked_add(lifetime),
        pace: (Instant::now() + INTERVAL, INTERVAL),
    };
    lock(&state.devices.devices).insert(device_code.clone(), device);
    let message = format!(
        "To sign in, use a web browser to open the page {verification_uri} and enter the code {user_code} to authenticate."
    );
    Ok(json!({
        "user_code": user_code,
        "device_code": device_code,
        "verification_uri": verification_uri,
        "expires_in": lifetime.as_secs(),
        "interval": INTERVAL.as_secs(),
        "message": message,
    }))
}

impl Devices {
    /// The codes that nobody has entered yet and that are still good.
    pub(crate) fn pending(&self) -> Vec<String> {
        let devices = lock(&self.devices);
        let pending = devices.values().filter(|device| device.verdict == Verdict::Pending && !device.has_expired());
        pending.map(|device| device.user_code.clone()).collect()
    }

    /// A person enters a code. Whether that is one that can be entered.
    pub(crate) fn enter(&self, user_code: &str, verdict: Verdict) -> bool {
        let mut devices = lock(&self.devices);
        let device = devices.values_mut().find(|device| device.user_code.eq_ignore_ascii_case(user_code));
        match device.filter(|device| device.verdict == Verdict::Pending && !device.has_expired()) {
            Some(device) => {
                device.verdict = verdict;
                true
            }
            None => false,
        }
    }

    /// What a client gets for a device code.
    pub(crate) fn redeem(&self, device_code: &str) -> Result<Given, EntraError> {
        let mut devices = lock(&self.devices);
        let device = devices.get_mut(device_code).ok_or_else(unknown_code)?;
        let now = Instant::now();
        let (next, interval) = device.pace;
        let is_early = now + TOLERANCE < next;
        let interval = if is_early { interval + SLOWER } else { interval };
        device.pace = (now + interval, interval);
        if device.has_expired() {
            return Err(expired_code());
        }
        match device.verdict {
            _ if is_early => Err(too_fast()),
            Verdict::Pending => Err(pending()),
            Verdict::Declined => Err(declined()),
            Verdict::Approved => {
                let given = Given { has_refresh_token: device.wants_refresh_token };
                devices.remove(device_code);
                Ok(given)
            }
        }
    }
}

impl Device {
    /// Whether its time is over.
    fn has_expired(&self) -> bool {
        self.expiry.is_some_and(|expiry| expiry <= Instant::now())
    }
}

/// No code of this host's, or one that was redeemed.
fn unknown_code() -> EntraError {
    EntraError::new("bad_verification_code", 70_018, "Invalid verification code.")
}

/// Nobody has entered it yet.
fn pending() -> EntraError {
    let message = "OAuth 2.0 device flow error. Authorization is pending. Continue polling.";
    EntraError::new("authorization_pending", 70_016, message)
}

/// The person has declined. The number is that of a consent that was declined.
fn declined() -> EntraError {
    EntraError::new("authorization_declined", 65_004, "User declined to consent to access the app.")
}

/// Nobody has entered it in time.
fn expired_code() -> EntraError {
    EntraError::new("expired_token", 70_019, "Verification code expired. Have the user retry the sign-in.")
}

/// Asked sooner than was agreed. The number is the general one, since none is documented for it.
fn too_fast() -> EntraError {
    EntraError::new("slow_down", 70_016, "OAuth 2.0 device flow error. Authorization is pending. Slow down.")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A code that is good for so long, and may be asked about at once.
    fn devices(lifetime: Duration) -> Devices {
        let now = Instant::now();
        let device = Device {
            user_code: "ABC".to_owned(),
            verdict: Verdict::Pending,
            wants_refresh_token: true,
            expiry: now.checked_add(lifetime),
            pace: (now, Duration::ZERO),
        };
        Devices { devices: Mutex::new(HashMap::from([("code".to_owned(), device)])) }
    }

    /// What the client is told.
    fn told(devices: &Devices) -> Result<Given, &'static str> {
        devices.redeem("code").map_err(|error| error.error)
    }

    #[test]
    fn a_code_is_pending_until_it_is_entered_and_good_for_one_token() {
        let devices = devices(Duration::MAX);
        assert_eq!(told(&devices), Err("authorization_pending"));
        assert_eq!(devices.pending(), ["ABC"]);
        assert!(!devices.enter("ABD", Verdict::Approved));
        assert!(devices.enter("abc", Verdict::Approved));
        assert!(!devices.enter("ABC", Verdict::Declined));
        assert_eq!(told(&devices), Ok(Given { has_refresh_token: true }));
        assert_eq!(told(&devices), Err("bad_verification_code"));
    }

    #[test]
    fn a_code_is_declined_or_expires() {
        let declined = devices(Duration::MAX);
        assert!(declined.enter("ABC", Verdict::Declined));
        assert_eq!(told(&declined), Err("authorization_declined"));
        let expired = devices(Duration::ZERO);
        assert!(!expired.enter("ABC", Verdict::Approved) && expired.pending().is_empty());
        assert_eq!(told(&expired), Err("expired_token"));
    }

    #[test]
    fn who_asks_too_soon_has_to_slow_down_for_good() {
        let devices = devices(Duration::MAX);
        lock(&devices.devices).get_mut("code").unwrap().pace = (Instant::now() + INTERVAL, INTERVAL);
        assert!(devices.enter("ABC", Verdict::Approved));
        for slower in [1, 2] {
            assert_eq!(told(&devices), Err("slow_down"));
            assert_eq!(lock(&devices.devices)["code"].pace.1, INTERVAL + SLOWER * slower);
        }
    }
}
