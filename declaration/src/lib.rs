//! How graph-action reads a declaration: the attributes on a struct or an enum in, a checked model out, or every
//! mistake at its own place.
//!
//! An implementation detail of the attribute macros, which write code from the model, and of the command, which reads
//! declarations without compiling them. It has no stability of its own: depend on
//! [`graph-action`](https://docs.rs/graph-action).
//!
//! [`read`] is the way in. Behind it, in the order of the work: `attr` reads what is written in the attributes,
//! [`template`] reads the path, [`model`], [`types`], [`paths`] and [`responses`] put them together into declarations
//! that cannot be wrong in shape, and `check` holds the rules. Mistakes are collected in [`errors::Errors`] all the way,
//! so that one reading tells all of them. What belongs here ends at the model: no code is written here, and no file or
//! network is touched.
//!
//! ```
//! use graph_action_declaration::read;
//!
//! let item: syn::DeriveInput = syn::parse_quote! {
//!     #[graph_action(POST "/users/<id>/sendMail")]
//!     struct SendMail { id: String, save_to_sent_items: Option<bool> }
//! };
//! let attribute = read::written(&item.attrs).next().expect("the attribute");
//! let declaration = read::action(&item, attribute.arguments).expect("a declaration without mistakes");
//! assert_eq!(declaration.signature.method, "POST");
//! assert_eq!(declaration.fields.len(), 2);
//! ```

mod attr;
mod check;
mod debug;
pub mod errors;
pub mod model;
pub mod names;
pub mod paths;
pub mod read;
pub mod responses;
pub mod schema;
pub mod template;
pub mod types;
