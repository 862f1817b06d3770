//! What the token endpoint is asked to redeem: an application's own standing, a user's token, a refresh token, what came of a
//! sign-in.

use crate::{entra_error::EntraError, form::Form, state::State};

/// A grant that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grant {
    /// The application on its own.
    ClientCredentials,
    /// The application for a user, whose client sent a token along.
    OnBehalfOf,
    /// The application for a user who signed in before.
    RefreshToken,
    /// The application for a user who has signed in on another device.
    DeviceCode,
    /// The application for a user who has signed in on the page.
    AuthorizationCode,
}

/// What a grant gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Given {
    /// Whether a refresh token comes along.
    pub(crate) has_refresh_token: bool,
}

impl Grant {
    /// The grant of this name.
    pub(crate) fn of(grant_type: &str) -> Result<Self, EntraError> {
        match grant_type {
            "client_credentials" => Ok(Self::ClientCredentials),
            "urn:ietf:params:oauth:grant-type:jwt-bearer" => Ok(Self::OnBehalfOf),
            "refresh_token" => Ok(Self::RefreshToken),
            "urn:ietf:params:oauth:grant-type:device_code" => Ok(Self::DeviceCode),
            "authorization_code" => Ok(Self::AuthorizationCode),
            _ => Err(EntraError::unsupported_grant_type(grant_type)),
        }
    }

    /// Whether a scope is one that the grant takes.
    pub(crate) fn check_scope(self, scope: &str) -> Result<(), EntraError> {
        match self {
            Self::ClientCredentials => check_own_scope(scope),
            Self::OnBehalfOf | Self::RefreshToken | Self::DeviceCode | Self::AuthorizationCode => {
                check_users_scope(scope)
            }
        }
    }

    /// Whether the request for the token has to name the scope: what came of a sign-in has it already.
    pub(crate) fn needs_scope(self) -> bool {
        !matches!(self, Self::DeviceCode | Self::AuthorizationCode)
    }

    /// Whether a public application may ask for it.
    pub(crate) fn check_public(self) -> Result<(), EntraError> {
        match self {
            Self::ClientCredentials => Err(EntraError::missing_secret()),
            Self::OnBehalfOf => Err(EntraError::missing_proof()),
            Self::RefreshToken | Self::DeviceCode | Self::AuthorizationCode => Ok(()),
        }
    }

    /// What the client, which is known to be itself, gets for it.
    pub(crate) fn redeem(self, form: &Form, state: &State) -> Result<Given, EntraError> {
        let (sign_ins, client_id) = (&state.sign_ins, &state.config.client_id);
        match self {
            Self::ClientCredentials => Ok(Given { has_refresh_token: false }),
            Self::OnBehalfOf => {
                if form.require("requested_token_use")? != "on_behalf_of" {
                    return Err(EntraError::malformed());
                }
                sign_ins.check_assertion(form.require("assertion")?, client_id)?;
                Ok(Given { has_refresh_token: wants_refresh_token(form) })
            }
            Self::RefreshToken => {
                sign_ins.check_refresh_token(form.require("refresh_token")?, client_id)?;
                Ok(Given { has_refresh_token: true })
            }
            Self::DeviceCode => state.devices.redeem(form.require("device_code")?),
            Self::AuthorizationCode => state.page.codes.redeem(form),
        }
    }
}

/// Whether a form asks for a refresh token.
pub(crate) fn wants_refresh_token(form: &Form) -> bool {
    form.get("scope").is_some_and(|scope| scope.split(' ').any(|scope| scope == "offline_access"))
}

/// The scope of an application on its own has to be all that one resource grants: `https://graph.microsoft.com/.default`. Which
/// resource it is does not matter here, since clouds differ in it.
fn check_own_scope(scope: &str) -> Result<(), EntraError> {
    let mut scopes = scope.split_whitespace();
    match (scopes.next(), scopes.next()) {
        (Some(one), None) if is_default(one) => Ok(()),
        (Some(_), None) => Err(EntraError::scope_without_default(scope)),
        _ => Err(EntraError::invalid_scope(scope)),
    }
}

/// The scopes of a user are all that one resource grants, or some of it by name; not both.
fn check_users_scope(scope: &str) -> Result<(), EntraError> {
    let of_openid = ["openid", "profile", "email", "offline_access"];
    let of_resource: Vec<&str> = scope.split_whitespace().filter(|scope| !of_openid.contains(scope)).collect();
    let defaults = of_resource.iter().filter(|scope| is_default(scope)).count();
    if of_resource.is_empty() || (defaults > 0 && of_resource.len() > 1) {
        return Err(EntraError::invalid_scope(scope));
    }
    Ok(())
}

/// Whether a scope is all that a resource grants.
fn is_default(scope: &str) -> bool {
    scope.strip_suffix("/.default").is_some_and(|resource| !resource.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_applications_scope_is_one_resources_default() {
        for (scope, number) in [
            ("https://graph.microsoft.com/.default", None),
            ("http://127.0.0.1:8080/.default", None),
            ("https://graph.microsoft.com/User.Read", Some(1_002_012)),
            (".default", Some(1_002_012)),
            ("/.default", Some(1_002_012)),
            ("a/.default b/.default", Some(70_011)),
            (" ", Some(70_011)),
        ] {
            let refused = Grant::ClientCredentials.check_scope(scope).err();
            assert_eq!(refused.map(|error| error.number), number, "{scope}");
        }
    }

    #[test]
    fn a_users_scopes_are_one_resources_default_or_some_by_name() {
        for (scope, is_taken) in [
            ("https://graph.microsoft.com/.default", true),
            ("https://graph.microsoft.com/.default offline_access", true),
            ("User.Read Mail.Read offline_access openid", true),
            ("https://graph.microsoft.com/.default User.Read", false),
            ("a/.default b/.default", false),
            ("offline_access", false),
            ("", false),
        ] {
            let refused = Grant::RefreshToken.check_scope(scope).err();
            assert_eq!(refused.map(|error| error.number), (!is_taken).then_some(70_011), "{scope}");
        }
    }
}
