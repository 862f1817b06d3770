//! Entry points only: each hands its tokens to a stage and returns what comes back.
//!
//! The pipeline is two crates. `graph-action-declaration` reads an item and its attributes into a checked model, or tells
//! every mistake. Here is what writes code: `expand` turns the model into implementations and calls and decides nothing,
//! [`fallback`] keeps the names of a wrong declaration alive, [`schema`] finds the service's metadata that a declaration is
//! checked against.
//!
//! Each attribute is a thin shell over a hidden derive ([`shell`]): the derive sees the fields after `cfg` has been
//! applied, may own the helper attribute `#[graph(..)]`, and cannot change the item.

mod expand;
mod fallback;
mod schema;
mod shell;

use proc_macro::TokenStream;

// Documented at its re-export in the runtime crate, where users look.
#[allow(missing_docs)]
#[proc_macro_attribute]
pub fn graph_action(arguments: TokenStream, item: TokenStream) -> TokenStream {
    shell::wrap(&shell::ACTION, &arguments.into(), &item.into()).into()
}

// Documented at its re-export in the runtime crate, where users look.
#[allow(missing_docs)]
#[proc_macro_attribute]
pub fn graph_type(arguments: TokenStream, item: TokenStream) -> TokenStream {
    shell::wrap(&shell::TYPE, &arguments.into(), &item.into()).into()
}

// Documented at its re-export in the runtime crate, where users look.
#[allow(missing_docs)]
#[proc_macro_attribute]
pub fn graph_path(arguments: TokenStream, item: TokenStream) -> TokenStream {
    shell::wrap(&shell::PATH, &arguments.into(), &item.into()).into()
}

// Documented at its re-export in the runtime crate, where users look.
#[allow(missing_docs)]
#[proc_macro_attribute]
pub fn graph_response(arguments: TokenStream, item: TokenStream) -> TokenStream {
    shell::wrap(&shell::RESPONSE, &arguments.into(), &item.into()).into()
}

#[doc(hidden)]
#[proc_macro_derive(GraphAction, attributes(graph))]
pub fn derive_graph_action(item: TokenStream) -> TokenStream {
    expand::action(item.into()).into()
}

#[doc(hidden)]
#[proc_macro_derive(GraphType, attributes(graph))]
pub fn derive_graph_type(item: TokenStream) -> TokenStream {
    expand::graph_type(item.into()).into()
}

#[doc(hidden)]
#[proc_macro_derive(GraphPath, attributes(graph))]
pub fn derive_graph_path(item: TokenStream) -> TokenStream {
    expand::graph_path(item.into()).into()
}

#[doc(hidden)]
#[proc_macro_derive(GraphResponse, attributes(graph))]
pub fn derive_graph_response(item: TokenStream) -> TokenStream {
    expand::graph_response(item.into()).into()
}
