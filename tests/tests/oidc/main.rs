//! The credentials against a login service that this project did not write, and that is certified: npm's `oidc-provider`, which
//! the tests start with Node. Where there is no Node, or `npm ci` was not run in `tests/oidc`, they say so and pass.

#[path = "../common/mod.rs"]
mod common;

mod apps;
mod authorization_code;
mod browser;
mod device_code;
mod provider;
