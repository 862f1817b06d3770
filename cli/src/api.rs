//! The version of a service's interface, which names the index: `v1.0`, `beta`. Nothing here knows what a version has.

use std::fmt;
use std::str::FromStr;

/// A version as it stands in a path of Graph: `v1.0`, `beta`, or any `v` with two numbers.
///
/// Source: [Versioning and support](https://learn.microsoft.com/graph/versioning-and-support).
///
/// ```
/// use cargo_graph_action::api::Api;
///
/// let api: Api = "v1.0".parse()?;
/// assert_eq!(api, Api::default());
/// assert_eq!(api.file_name(), "v1.0.index");
/// assert!("../v1.0".parse::<Api>().is_err());
/// # Ok::<(), cargo_graph_action::api::NotAnApi>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Api(String);

/// That a text is no version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnApi;

impl Api {
    /// The name of the file that its index is in.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{self}.index")
    }
}

impl Default for Api {
    fn default() -> Self {
        Self("v1.0".to_owned())
    }
}

impl FromStr for Api {
    type Err = NotAnApi;

    fn from_str(text: &str) -> Result<Self, NotAnApi> {
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_version = text.strip_prefix('v').and_then(|numbers| numbers.split_once('.'));
        if text == "beta" || is_version.is_some_and(|(major, minor)| is_number(major) && is_number(minor)) {
            return Ok(Self(text.to_owned()));
        }
        Err(NotAnApi)
    }
}

impl fmt::Display for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Display for NotAnApi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a version is `v1.0`, `beta`, or another `v` with two numbers")
    }
}

impl std::error::Error for NotAnApi {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_told_from_other_texts() {
        for (text, is_version) in [
            ("v1.0", true),
            ("beta", true),
            ("v4.01", true),
            ("v1", false),
            ("1.0", false),
            ("V1.0", false),
            ("v.0", false),
            ("v1.", false),
            ("v1.0/../x", false),
            ("", false),
        ] {
            assert_eq!(text.parse::<Api>().is_ok(), is_version, "{text}");
        }
    }
}
