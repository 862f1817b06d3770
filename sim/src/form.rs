//! What a request to the token endpoint says: the form's parameters, and the client's credentials from the form or from
//! HTTP Basic.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use bytes::Bytes;
use http::{
    HeaderMap,
    header::{AUTHORIZATION, CONTENT_TYPE},
};
use percent_encoding::percent_decode_str;
use url::form_urlencoded;

use crate::{assertion, entra_error::EntraError};

/// The form's parameters, none of them twice. It holds the secret and therefore has no `Debug`.
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// Reads the body. One that is not said to be a form has no parameters, so that the first one that is asked for is
    /// missing: this is what Entra says of JSON.
    pub(crate) fn read(headers: &HeaderMap, body: &Bytes) -> Result<Self, EntraError> {
        let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Ok(Self(Vec::new()));
        }
        let parameters: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
        for (index, (name, _)) in parameters.iter().enumerate() {
            if parameters.iter().take(index).any(|(earlier, _)| earlier == name) {
                return Err(EntraError::malformed());
            }
        }
        Ok(Self(parameters))
    }

    /// The parameter of this name, unless it is empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// The parameter of this name; it has to be there.
    pub(crate) fn require(&self, name: &str) -> Result<&str, EntraError> {
        self.get(name).ok_or_else(|| EntraError::missing_parameter(name))
    }
}

/// Who the client says it is, and how it proves it.
pub(crate) struct Credentials {
    /// The application's id.
    pub(crate) client_id: String,
    /// The secret, if one was sent.
    pub(crate) client_secret: Option<String>,
    /// The signed statement, if one was sent.
    pub(crate) client_assertion: Option<String>,
    /// Whether they came by HTTP Basic.
    pub(crate) basic: bool,
}

impl Credentials {
    /// Takes them from `Authorization` or from the form; it must not be both (RFC 6749, section 2.3).
    pub(crate) fn read(headers: &HeaderMap, form: &Form) -> Result<Self, EntraError> {
        let Some(authorization) = headers.get(AUTHORIZATION) else {
            let client_id = form.require("client_id")?.to_owned();
            let client_secret = form.get("client_secret").map(str::to_owned);
            let client_assertion = form.get("client_assertion").map(str::to_owned);
            if client_assertion.is_some() {
                let kind = form.require("client_assertion_type")?;
                // One proof, not two (RFC 6749, section 2.3), and of the one kind that there is.
                if kind != assertion::JWT_BEARER || client_secret.is_some() {
                    return Err(EntraError::malformed());
                }
            }
            return Ok(Self { client_id, client_secret, client_assertion, basic: false });
        };
        let (client_id, client_secret) =
            authorization.to_str().ok().and_then(basic).ok_or_else(EntraError::malformed)?;
        let form_agrees = form.get("client_id").is_none_or(|other| other.eq_ignore_ascii_case(&client_id));
        if !form_agrees || form.get("client_secret").or(form.get("client_assertion")).is_some() {
            return Err(EntraError::malformed());
        }
        Ok(Self { client_id, client_secret: Some(client_secret), client_assertion: None, basic: true })
    }
}

/// Id and secret of `Basic …`: each is encoded as in a form before both are joined (RFC 6749, section 2.3.1).
fn basic(authorization: &str) -> Option<(String, String)> {
    let (scheme, encoded) = authorization.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("Basic") {
        return None;
    }
    let joined = String::from_utf8(BASE64_STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = joined.split_once(':')?;
    Some((form_decoded(id)?, form_decoded(secret)?))
}

/// One value of a form, decoded.
fn form_decoded(encoded: &str) -> Option<String> {
    let spaced = encoded.replace('+', " ");
    Some(percent_decode_str(&spaced).decode_utf8().ok()?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::set_header;

    /// The headers of a form, with or without `Authorization`.
    fn headers(authorization: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        set_header(&mut headers, CONTENT_TYPE, "application/x-www-form-urlencoded; charset=utf-8");
        if let Some(value) = authorization {
            set_header(&mut headers, AUTHORIZATION, value);
        }
        headers
    }

    /// Who the client of such a request is.
    fn credentials(authorization: Option<&str>, body: &str) -> Result<(String, Option<String>), u32> {
        let headers = headers(authorization);
        let form = Form::read(&headers, &Bytes::copy_from_slice(body.as_bytes())).map_err(|error| error.number)?;
        let read = Credentials::read(&headers, &form).map_err(|error| error.number)?;
        assert_eq!(read.basic, authorization.is_some());
        Ok((read.client_id, read.client_secret))
    }

    #[test]
    fn credentials_come_from_the_form_or_from_basic_but_not_from_both() {
        // `i d:s+e%c`, each part encoded as in a form.
        let basic = format!("Basic {}", BASE64_STANDARD.encode("i+d:s%2Be%25c"));
        let pair = |id: &str, secret: Option<&str>| Ok((id.to_owned(), secret.map(str::to_owned)));
        assert_eq!(credentials(None, "client_id=i+d&client_secret=s%2Be"), pair("i d", Some("s+e")));
        assert_eq!(credentials(None, "client_id=i"), pair("i", None));
        assert_eq!(credentials(None, "client_secret=s"), Err(900_144));
        assert_eq!(credentials(None, "client_id=&client_secret=s"), Err(900_144));
        assert_eq!(credentials(None, "client_id=i&client_id=i"), Err(9_002_313));
        assert_eq!(credentials(Some(&basic), ""), pair("i d", Some("s+e%c")));
        assert_eq!(credentials(Some(&basic), "client_id=I+D"), pair("i d", Some("s+e%c")));
        assert_eq!(credentials(Some(&basic), "client_id=other"), Err(9_002_313));
        assert_eq!(credentials(Some(&basic), "client_secret=s"), Err(9_002_313));
        let assertion = "client_id=i&client_assertion=a&client_assertion_type=";
        let kind = assertion::JWT_BEARER;
        assert_eq!(credentials(None, &format!("{assertion}{kind}")), pair("i", None));
        assert_eq!(credentials(None, assertion), Err(900_144));
        assert_eq!(credentials(None, &format!("{assertion}other")), Err(9_002_313));
        assert_eq!(credentials(None, &format!("{assertion}{kind}&client_secret=s")), Err(9_002_313));
        assert_eq!(credentials(Some(&basic), &format!("{assertion}{kind}")), Err(9_002_313));
        for malformed in ["Basic", "Basic ?", "Basic aQ==", "Bearer aTpz"] {
            assert_eq!(credentials(Some(malformed), ""), Err(9_002_313), "{malformed}");
        }
    }

    #[test]
    fn what_is_not_said_to_be_a_form_has_no_parameters() {
        let mut headers = HeaderMap::new();
        let body = Bytes::from_static(b"client_id=i");
        assert!(Form::read(&headers, &body).ok().unwrap().get("client_id").is_none());
        set_header(&mut headers, CONTENT_TYPE, "application/json");
        assert!(Form::read(&headers, &body).ok().unwrap().get("client_id").is_none());
    }
}
