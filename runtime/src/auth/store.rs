//! Tokens that several processes share: the seams, which are a place to keep bytes, and a key to seal them with.
//!
//! There is no way to keep a token unsealed. What is sealed, and when, is the cache's affair.

use std::time::Duration;

use crate::transport::BoxFuture;

/// Why a store or a seal failed. It is logged, and the login service is asked instead: it must not show what was sealed.
pub type StoreError = Box<dyn std::error::Error + Send + Sync>;

/// A place where several processes keep tokens, such as a Redis or a table: many replicas of one app then ask the login
/// service once, not each for itself, which it throttles.
///
/// Values are [sealed](Seal) before they are handed over, and keys name no secret: they are made of login host, tenant, app id
/// and scope. A store that fails or takes longer than two seconds costs a request for a token, and never a call. Tokens of
/// users whom an app acts for are not stored.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::Mutex;
/// use std::time::Duration;
///
/// use graph_action::auth::{StoreError, TokenStore};
/// use graph_action::transport::BoxFuture;
///
/// /// A store of one process, where a real one has a connection to a server.
/// #[derive(Default)]
/// struct InMemory(Mutex<HashMap<String, Vec<u8>>>);
///
/// impl TokenStore for InMemory {
///     fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>, StoreError>> {
///         Box::pin(async move { Ok(self.0.lock().map_err(|error| error.to_string())?.get(key).cloned()) })
///     }
///
///     fn save<'a>(&'a self, key: &'a str, sealed: Vec<u8>, _: Duration) -> BoxFuture<'a, Result<(), StoreError>> {
///         Box::pin(async move {
///             self.0.lock().map_err(|error| error.to_string())?.insert(key.to_owned(), sealed);
///             Ok(())
///         })
///     }
/// }
/// ```
pub trait TokenStore: Send + Sync + 'static {
    /// The value that was saved last under a key, if there is one.
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>, StoreError>>;

    /// Keeps a value under a key, in place of any other. After `lifetime` it is of no more use, and may be dropped.
    fn save<'a>(&'a self, key: &'a str, sealed: Vec<u8>, lifetime: Duration) -> BoxFuture<'a, Result<(), StoreError>>;
}

/// Encrypts what goes into a [`TokenStore`], with a key of the program's own.
///
/// Take an authenticated cipher (AES-GCM, ChaCha20-Poly1305) of a crate that you trust, a new nonce for each value, and the
/// store's key as associated data, so that nobody who writes to the store can pass one value off as another.
///
/// ```
/// use graph_action::auth::{Seal, StoreError};
///
/// # struct Cipher;
/// # impl Cipher {
/// #     fn encrypt(&self, _associated: &[u8], plain: &[u8]) -> Result<Vec<u8>, StoreError> { Ok(plain.to_vec()) }
/// #     fn decrypt(&self, _associated: &[u8], sealed: &[u8]) -> Result<Vec<u8>, StoreError> { Ok(sealed.to_vec()) }
/// # }
/// /// An authenticated cipher with the program's key, and a random nonce in front of each value.
/// struct Sealed(Cipher);
///
/// impl Seal for Sealed {
///     fn seal(&self, key: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
///         self.0.encrypt(key.as_bytes(), plain)
///     }
///
///     fn open(&self, key: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
///         self.0.decrypt(key.as_bytes(), sealed)
///     }
/// }
/// ```
pub trait Seal: Send + Sync + 'static {
    /// Encrypts what is to be kept under a key.
    fn seal(&self, key: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError>;

    /// Decrypts what was kept under a key; an error where it is not as it was sealed.
    fn open(&self, key: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError>;
}
