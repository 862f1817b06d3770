//! Generated code is clean under every lint that a user may turn on: what this file denies, and all of `clippy::pedantic`
//! and `clippy::nursery`, would show here as an error of the user's, in code the user did not write.

#![deny(
    warnings,
    future_incompatible,
    keyword_idents,
    let_underscore,
    nonstandard_style,
    refining_impl_trait,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    unused,
    ambiguous_negative_literals,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    let_underscore_drop,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_abi,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    non_local_definitions,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unsafe_code,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery, clippy::cargo)]
// Lints of clippy's that libraries turn on one by one.
#![deny(
    clippy::absolute_paths,
    clippy::allow_attributes_without_reason,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::clone_on_ref_ptr,
    clippy::default_numeric_fallback,
    clippy::disallowed_script_idents,
    clippy::else_if_without_else,
    clippy::empty_structs_with_brackets,
    clippy::exhaustive_enums,
    clippy::exhaustive_structs,
    clippy::expect_used,
    clippy::impl_trait_in_params,
    clippy::indexing_slicing,
    clippy::let_underscore_untyped,
    clippy::min_ident_chars,
    clippy::missing_docs_in_private_items,
    clippy::missing_inline_in_public_items,
    clippy::missing_trait_methods,
    clippy::module_name_repetitions,
    clippy::multiple_inherent_impl,
    clippy::panic,
    clippy::partial_pub_fields,
    clippy::pattern_type_mismatch,
    clippy::pub_with_shorthand,
    clippy::question_mark_used,
    clippy::ref_patterns,
    clippy::same_name_method,
    clippy::self_named_module_files,
    clippy::shadow_reuse,
    clippy::shadow_same,
    clippy::shadow_unrelated,
    clippy::single_call_fn,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    clippy::unreachable,
    clippy::unwrap_in_result,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm
)]
#![allow(clippy::multiple_crate_versions, clippy::cargo_common_metadata, reason = "about the package, not the code")]
#![allow(clippy::exhaustive_structs, clippy::exhaustive_enums, reason = "about the user's own items")]
#![allow(clippy::single_call_fn, unused_crate_dependencies, reason = "about this test, not the code it declares")]

/// Declarations as a library has them.
pub mod declared {
    extern crate alloc;

    use alloc::borrow::Cow;
    use alloc::collections::BTreeMap;
    use core::marker::PhantomData;

    use graph_action::odata::{Flags, Query};
    use graph_action::{Operation, Reply, ResourcePath, graph_action, graph_path, graph_response, graph_type};

    /// Everything that an action can have.
    #[graph_action(
        POST "/users/<id>/sendMail(to='<to>',top=<top>)/<path..>?$search=<search>&$select=id" -> Reply<Option<Message>>,
        version = "beta",
        name = mail,
        permissions(application = ["Mail.Send"], delegated = unsupported),
        headers("ConsistencyLevel" = "eventual", "Prefer" = "a"),
        idempotent,
        unchecked
    )]
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    #[must_use]
    #[non_exhaustive]
    pub struct SendMail {
        /// In the path.
        pub id: String,
        /// Quoted.
        pub to: String,
        /// A path.
        pub path: String,
        /// A literal.
        pub top: Option<u32>,
        /// In the query.
        pub search: Option<String>,
        /// Marked.
        #[graph(query = "$skip")]
        pub skip: Option<u32>,
        /// A header.
        #[graph(header = "Prefer")]
        pub prefer: Vec<String>,
        /// A member.
        #[graph(name = "topic", max_chars = 9)]
        pub subject: Option<String>,
        /// More members.
        #[graph(max_items = 9)]
        pub tags: Vec<String>,
        /// A small member.
        pub flag: bool,
        /// Nowhere.
        #[graph(skip)]
        pub note: u8,
    }

    /// Several paths.
    #[graph_path]
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum EventPath<'a, K: Clone> {
        /// No key.
        #[graph("/me/calendar")]
        Mine,
        /// Keys of every kind.
        #[graph("/users/<user>/x(a='<quoted>',b=<literal>)/<path..>")]
        Keys {
            /// A key.
            user: K,
            /// Quoted.
            quoted: &'a str,
            /// A literal.
            literal: Option<u32>,
            /// A path.
            path: Cow<'a, str>,
        },
        /// What Graph named.
        #[graph("<path>/events/<id>")]
        Named {
            /// The resource.
            path: ResourcePath,
            /// A key.
            id: String,
        },
    }

    /// Several statuses.
    #[graph_response]
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Followed<T> {
        /// A body.
        #[graph(status = 200 | 201)]
        Now(T),
        /// No body.
        #[graph(status = 204)]
        Empty,
        /// All else.
        #[graph(other)]
        Other(Option<Size>),
    }

    /// A resource, a whole body and a whole query.
    #[graph_action(PUT "<event>/photo" -> Followed<Message>)]
    #[derive(Debug, Clone)]
    pub struct SetPhoto<'a> {
        /// The resource.
        pub event: EventPath<'a, String>,
        /// The body.
        #[graph(body = "image/png")]
        pub photo: Vec<u8>,
        /// The query.
        #[graph(query_all)]
        pub query: Query,
    }

    /// One of several types.
    #[graph_type]
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Item {
        /// A type with a name.
        Message(Message),
        /// A type that is named here.
        #[graph(name = "microsoft.graph.size")]
        Size(Size),
        /// Any other.
        #[graph(other)]
        Other(serde_json::Value),
    }

    /// Several values at once.
    #[graph_type("microsoft.graph.days", flags)]
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum Day {
        /// One.
        Monday,
        /// Any other.
        #[graph(other)]
        Other(String),
    }

    /// Uses both.
    #[graph_type]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Plan {
        /// One of several types.
        pub item: Item,
        /// Several values.
        pub days: Flags<Day>,
    }

    /// A lifetime.
    #[graph_action(POST "/users/<id>/follow" -> Operation<Message>)]
    #[derive(Debug, Clone, Copy)]
    pub struct Follow<'a> {
        /// In the path.
        pub id: &'a str,
        /// A member.
        pub note: Option<&'a str>,
    }

    /// Parameters of every kind.
    #[graph_action(POST "/users/<id>/follow" -> R)]
    #[derive(Debug, Clone)]
    pub struct Generic<'a, K: Clone, R, const N: usize = 1>
    where
        R: Clone,
    {
        /// In the path.
        pub id: K,
        /// A member.
        pub note: Option<Cow<'a, str>>,
        /// A size.
        #[graph(skip)]
        pub size: PhantomData<[R; N]>,
    }

    /// No fields.
    #[graph_action(GET "/me" -> Message)]
    #[derive(Debug, Clone, Copy, Default)]
    pub struct GetMe;

    /// Everything that an object can have.
    #[graph_type("microsoft.graph.message")]
    #[derive(Debug, Clone, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Message {
        /// Required.
        pub id: String,
        /// Optional.
        pub state: Option<State>,
        /// Not on the wire.
        #[graph(skip)]
        pub note: u8,
        /// What else there is.
        #[graph(extra)]
        pub extra: BTreeMap<String, serde_json::Value>,
    }

    /// Optional members only.
    #[graph_type]
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub struct Size {
        /// A number.
        pub width: Option<u32>,
        /// Another.
        pub height: Option<u32>,
    }

    /// A generic object.
    #[graph_type]
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct List<'a, T> {
        /// Items.
        pub value: Vec<T>,
        /// A text.
        pub text: Option<Cow<'a, str>>,
    }

    /// Everything that an enum can have.
    #[graph_type]
    #[derive(Debug, Clone, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum State {
        /// One.
        Draft,
        /// Another, called otherwise.
        #[graph(name = "gone")]
        Sent,
        /// Any other.
        #[graph(other)]
        Other(String),
    }
}

/// Declarations that nobody but this module sees, and of which none is called.
mod private {
    use graph_action::{graph_action, graph_type};

    /// Read by generated code only.
    #[graph_type]
    struct Answer {
        /// Optional.
        value: Option<u8>,
    }

    /// Made here, never sent.
    #[graph_action(POST "/private/<id>" -> Answer)]
    struct Unsent {
        /// In the path.
        id: String,
        /// A member.
        value: u8,
    }

    /// Never matched.
    #[graph_type]
    enum State {
        /// Known.
        Up,
        /// Any other.
        #[graph(other)]
        Other(String),
    }

    #[test]
    fn what_is_generated_for_private_items_is_not_unused() {
        let unsent = Unsent { id: String::new(), value: 1 };
        let answer = Answer { value: Some(unsent.value) };
        assert!(matches!([State::Up, State::Other(unsent.id)], [State::Up, State::Other(_)]));
        assert_eq!(answer.value, Some(1));
    }
}

/// A path that Graph deprecates, allowed: its warning is the only one there is.
pub mod deprecated_path {
    use graph_action::graph_action;

    /// Moved.
    #[graph_action(POST "/app/calls/<id>/keepAlive")]
    #[allow(deprecated, reason = "a test of the old path")]
    #[derive(Debug)]
    pub struct KeepAlive {
        /// In the path.
        pub id: String,
    }
}
