//! The contract between a declaration and everything that can be done with it.
//!
//! An [`Action`] is data and two pure steps, self → request and response → value. Nothing here waits or does I/O: sending,
//! batching, mocking and other transports all stand on this. `#[graph_action]` implements it; so may anyone by hand.

use bytes::Bytes;
use http::Method;

use crate::Result;
use crate::request::Encoder;
use crate::response::{FromResponse, Origin, Received};

/// One Graph operation with its parameters: what [`#[graph_action]`](macro@crate::graph_action) makes of a struct.
///
/// ```
/// use graph_action::{Action, graph_action};
///
/// #[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing")]
/// struct CancelMediaProcessing { id: String, client_context: Option<String> }
///
/// let action = CancelMediaProcessing { id: "57dab8b1".into(), client_context: Some("a".into()) };
/// let request = action.request("https://graph.microsoft.com")?;
/// assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/communications/calls/57dab8b1/cancelMediaProcessing");
/// assert_eq!(request.body(), r#"{"clientContext":"a"}"#);
/// # Ok::<(), graph_action::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no Graph action",
    label = "not declared with `#[graph_action]`",
    note = "put `#[graph_action(METHOD \"/path\" -> Response)]` on the struct"
)]
pub trait Action {
    /// The HTTP method.
    const METHOD: Method;
    /// The path template as declared; error messages and traces show it in place of the ids.
    const PATH: &'static str;
    /// The API version that the declaration names, or the default.
    const VERSION: &'static str = "v1.0";
    /// Whether the declaration names a version, which then holds whatever the client's is.
    const VERSION_IS_DECLARED: bool = false;
    /// The permissions that the declaration states.
    const PERMISSIONS: Permissions = Permissions::UNDECLARED;
    /// Whether the declaration says that a repeated call does no harm; only a POST or PATCH needs to say so.
    const IDEMPOTENT: bool = false;

    /// What a successful response is bound to.
    type Response: FromResponse;

    /// Writes the parameters into a request. What is wrong with them, the encoder keeps.
    fn encode(&self, request: &mut Encoder);

    /// The whole request, without a token, as it goes to the service at `root` (without the version).
    ///
    /// The root is not judged here; a [`Client`](crate::Client) accepts https or loopback only.
    fn request(&self, root: impl AsRef<str>) -> Result<http::Request<Bytes>>
    where
        Self: Sized,
    {
        Encoder::request(self, root.as_ref(), Self::VERSION)
    }

    /// Binds a response, or makes the error of it. Relative links are resolved against the global service.
    ///
    /// ```
    /// # use graph_action::{Action, graph_action};
    /// #[graph_action(GET "/me/mailFolders/<id>/messages/$count" -> u64)]
    /// struct CountMessages { id: String }
    ///
    /// let response = http::Response::builder().status(200).body("42".into()).unwrap();
    /// assert_eq!(CountMessages::response(response)?, 42);
    /// # Ok::<(), graph_action::Error>(())
    /// ```
    fn response(response: http::Response<Bytes>) -> Result<Self::Response>
    where
        Self: Sized,
    {
        let root = crate::client::ServiceRoot::of_cloud(crate::Cloud::Global);
        Received::new(response, Origin::of::<Self>(root, Self::VERSION.into())).bind()
    }
}

/// What a caller must have been granted, by kind of permission.
///
/// Source: the permissions table of the operation's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permissions {
    /// For an app on its own.
    pub application: Grant,
    /// For an app on behalf of a user.
    pub delegated: Grant,
}

impl Permissions {
    /// A declaration that says nothing of permissions.
    pub const UNDECLARED: Self = Self { application: Grant::Undeclared, delegated: Grant::Undeclared };
}

/// What a declaration says of one kind of permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Grant {
    /// Nothing.
    Undeclared,
    /// The operation cannot be called this way.
    Unsupported,
    /// One of these is needed, least privileged first; none if there are none.
    OneOf(&'static [&'static str]),
}

impl std::fmt::Display for Grant {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Grant::Undeclared => formatter.write_str("not declared"),
            Grant::Unsupported => formatter.write_str("not supported"),
            Grant::OneOf([]) => formatter.write_str("none needed"),
            Grant::OneOf(names) => formatter.write_str(&names.join(" or ")),
        }
    }
}
