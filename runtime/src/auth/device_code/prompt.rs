//! What a person is shown. Whoever reads it can sign in, or be made to: it is for their eyes, never for a log.

use std::fmt;
use std::time::Duration;

/// What a person needs to sign in: where to go, and what to enter there.
///
/// `Display` is the whole message; `Debug` shows no code.
///
/// Source: [the device authorization response](https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code#device-authorization-response).
///
/// ```
/// use graph_action::auth::{DeviceCode, DevicePrompt};
///
/// let credential = DeviceCode::new("organizations", "11111111-2222-…", |prompt: DevicePrompt| {
///     println!("Open {} and enter {}", prompt.verification_uri, prompt.user_code);
/// });
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct DevicePrompt {
    /// The code that the person enters: short, and the same in upper and lower case.
    pub user_code: String,
    /// The page to enter it on.
    pub verification_uri: String,
    /// The same page with the code filled in, for a QR code. Entra ID gives none.
    pub verification_uri_complete: Option<String>,
    /// All of it in words.
    pub message: String,
    /// How long the code is good for.
    pub expires_in: Duration,
}

impl fmt::Display for DevicePrompt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl fmt::Debug for DevicePrompt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DevicePrompt")
            .field("verification_uri", &self.verification_uri)
            .field("expires_in", &self.expires_in)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_is_for_people_and_not_for_logs() {
        let prompt = DevicePrompt {
            user_code: "HUNTER2".to_owned(),
            verification_uri: "https://microsoft.com/devicelogin".to_owned(),
            verification_uri_complete: Some("https://microsoft.com/devicelogin?c=HUNTER2".to_owned()),
            message: "Enter HUNTER2.".to_owned(),
            expires_in: Duration::from_mins(15),
        };
        assert_eq!(prompt.to_string(), "Enter HUNTER2.");
        let shown = format!("{prompt:?} {prompt:#?}");
        assert!(shown.contains("devicelogin") && !shown.contains("HUNTER2"), "{shown}");
    }
}
