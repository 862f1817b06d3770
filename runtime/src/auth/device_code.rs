//! The device code grant: a person signs in on another device, with a code that the program shows them.
//!
//! [`prompt`] is what they are shown, [`polling`] how their answer is waited for. The device code never leaves this module.

mod polling;
mod prompt;

use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::time::Instant;

pub use prompt::DevicePrompt;

use self::polling::Pace;
use super::app::{App, Proof};
use super::delegated::{Delegated, SignIn, Wanted, of_person};
use super::endpoint::{self, Form, Grant, Granted};
use super::{AccessToken, Secret, TokenProvider, TokenRequest, entra};
use crate::transport::BoxFuture;
use crate::{Error, Result};

/// The kind of the grant.
const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// Shows a prompt to the person.
type Show = dyn Fn(DevicePrompt) + Send + Sync;

/// A person signs in on another device: for programs without a browser, such as those on a server's terminal.
///
/// The first call shows the person an address and a code, and waits until they have entered it there; from then on a refresh
/// token does, and nobody is asked again while it lasts. Only one prompt is shown at a time, however many calls wait. Where
/// a call has a time limit, that ends the sign-in too: give none to the first. Clones share the session.
///
/// The app registration has to allow public client flows. With a browser on the same machine `AuthorizationCode` (feature
/// `interactive`) is the safer way: people can be talked into entering a stranger's code, so that some tenants forbid this.
///
/// Sources: [the device code flow](https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code),
/// [RFC 8628](https://www.rfc-editor.org/rfc/rfc8628).
///
/// ```
/// use graph_action::{Client, auth::DeviceCode};
///
/// let credential = DeviceCode::new("contoso.onmicrosoft.com", "11111111-2222-…", |prompt| println!("{prompt}"))
///     .scopes(["User.Read", "Mail.Send"]);
/// let client = Client::new(credential)?;
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Clone)]
pub struct DeviceCode {
    /// Who has signed in.
    person: Delegated,
    /// How the person is told.
    show: Arc<Show>,
}

impl DeviceCode {
    /// A credential: the tenant's id or domain (`organizations` for any, `common` for personal accounts too), the app's
    /// client id, and what shows a prompt to the person.
    ///
    /// `show` is called each time that somebody has to sign in. It should return soon, since the waiting begins behind it.
    pub fn new(
        tenant: impl Into<String>,
        client_id: impl Into<String>,
        show: impl Fn(DevicePrompt) + Send + Sync + 'static,
    ) -> Self {
        Self { person: Delegated::new(App::new(tenant, client_id, Proof::None)), show: Arc::new(show) }
    }
}

of_person!(DeviceCode);

impl TokenProvider for DeviceCode {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>> {
        self.person.token(request, || Arc::new(Way { show: Arc::clone(&self.show) }))
    }

    fn kept(&self, request: &TokenRequest<'_>) -> Option<AccessToken> {
        self.person.kept(request)
    }

    fn reject(&self, token: &AccessToken) {
        self.person.reject(token);
    }

    fn validate(&self) -> Result<()> {
        self.person.app.validate()
    }
}

impl std::fmt::Debug for DeviceCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("DeviceCode").field("person", &self.person).finish_non_exhaustive()
    }
}

/// Signs a person in by a device code.
struct Way {
    /// How the person is told.
    show: Arc<Show>,
}

impl SignIn for Way {
    fn sign_in<'a>(&'a self, wanted: &'a Wanted) -> BoxFuture<'a, Result<Granted>> {
        async move {
            let (device, prompt) = begin(wanted).await?;
            (self.show)(prompt);
            device.answer(wanted).await
        }
        .boxed()
    }
}

/// What the device endpoint answers.
#[derive(serde::Deserialize)]
struct DeviceResponse {
    /// What the program asks for the token with.
    device_code: String,
    /// What the person enters.
    user_code: String,
    /// Where they enter it.
    verification_uri: String,
    /// The same with the code in it.
    #[serde(default)]
    verification_uri_complete: Option<String>,
    /// All of it in words, in the person's language.
    #[serde(default)]
    message: Option<String>,
    /// How long the code is good for, in seconds.
    #[serde(default, deserialize_with = "entra::seconds")]
    expires_in: Option<u64>,
    /// How long to wait between two questions, in seconds.
    #[serde(default, deserialize_with = "entra::seconds")]
    interval: Option<u64>,
}

/// A code that a person was asked to enter.
struct Device {
    /// What the program asks for the token with.
    code: Secret,
    /// When it ends.
    deadline: Instant,
    /// How often to ask.
    pace: Pace,
}

/// Asks for a code.
async fn begin(wanted: &Wanted) -> Result<(Device, DevicePrompt)> {
    let address = endpoint::address(&wanted.at.authority, &wanted.at.tenant, "devicecode")?;
    let mut form = Form::of(&wanted.at.app);
    form.push("scope", &wanted.scope);
    if let Some(claims) = &wanted.at.claims {
        form.push("claims", claims);
    }
    let (parts, body) = endpoint::post(&*wanted.at.transport, &address, &form).await?;
    if !parts.status.is_success() {
        return Err(entra::error(parts.status, parts.headers, body));
    }
    // What does not parse may still hold a code: nothing of it is kept.
    let Ok(response) = serde_json::from_slice::<DeviceResponse>(&body) else {
        return Err(Error::token("the login service answered with success, but not with a code for a device"));
    };
    let lifetime = Duration::from_secs(response.expires_in.unwrap_or(900));
    let device = Device {
        code: Secret::new(response.device_code),
        // A lifetime that no clock can hold is as good as a day.
        deadline: Instant::now() + lifetime.min(Duration::from_hours(24)),
        pace: Pace::new(response.interval),
    };
    let prompt = DevicePrompt {
        message: response.message.unwrap_or_else(|| {
            let (uri, code) = (&response.verification_uri, &response.user_code);
            format!("To sign in, open the page {uri} in a web browser and enter the code {code}.")
        }),
        user_code: response.user_code,
        verification_uri: response.verification_uri,
        verification_uri_complete: response.verification_uri_complete,
        expires_in: lifetime,
    };
    Ok((device, prompt))
}

impl Device {
    /// Asks until the person has answered, or the code has expired.
    async fn answer(mut self, wanted: &Wanted) -> Result<Granted> {
        loop {
            let next = Instant::now() + self.pace.wait();
            tokio::time::sleep_until(next.min(self.deadline)).await;
            // The pace decides when to ask again, whatever the answer.
            let grant = Grant::new(GRANT).once().with_secret("device_code", self.code.clone());
            match wanted.at.redeem(grant).await {
                Err(error) if next < self.deadline => self.pace.go_on_after(error)?,
                Err(error) => return Err(self.pace.go_on_after(error).err().unwrap_or_else(polling::expired)),
                granted => return granted,
            }
        }
    }
}

#[cfg(test)]
mod tests;
