//! `Debug` of the models, with syntax shown as the user wrote it.
//!
//! syn implements `Debug` for what it reads behind the feature `extra-traits`, which would cost every user build time. A word is
//! shown as its text as well: what `proc_macro2` shows of one depends on its features.

use std::fmt;

use quote::ToTokens;

use crate::model::{Declaration, Field, GrantAttr, Signature};
use crate::paths::PathVariant;
use crate::responses::{ResponseEnum, ResponseVariant};
use crate::types::{Member, Object, StringEnum, Union, UnionVariant};

/// Syntax, shown as its tokens.
struct Tokens<T>(T);

impl<T: ToTokens> fmt::Debug for Tokens<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.to_token_stream(), formatter)
    }
}

/// Pairs of which the second is syntax.
fn second<A, T: ToTokens>(pairs: &[(A, T)]) -> Vec<(&A, Tokens<&T>)> {
    pairs.iter().map(|(first, syntax)| (first, Tokens(syntax))).collect()
}

/// Pairs of which the first is syntax.
fn first<T: ToTokens, B>(pairs: &[(T, B)]) -> Vec<(Tokens<&T>, &B)> {
    pairs.iter().map(|(syntax, second)| (Tokens(syntax), second)).collect()
}

/// Pairs of syntax.
fn both<T: ToTokens, U: ToTokens>(pairs: &[(T, U)]) -> Vec<(Tokens<&T>, Tokens<&U>)> {
    pairs.iter().map(|(first, second)| (Tokens(first), Tokens(second))).collect()
}

/// `Debug` of a struct: each field as it is, or as the expression behind it.
macro_rules! debug_struct {
    ($name:ident { $($field:ident $(= $shown:expr)?),* }) => {
        impl fmt::Debug for $name<'_> {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                let Self { $($field),* } = self;
                formatter
                    .debug_struct(stringify!($name))
                    $(.field(stringify!($field), debug_struct!(@shown $field $(= $shown)?)))*
                    .finish()
            }
        }
    };
    (@shown $field:ident) => { $field };
    (@shown $field:ident = $shown:expr) => { &$shown };
}

debug_struct!(Signature {
    item = Tokens(&item.ident),
    runtime = Tokens(runtime),
    method = Tokens(method),
    path = Tokens(path),
    response = response.as_ref().map(Tokens),
    function = Tokens(function)
});
debug_struct!(Declaration {
    signature,
    template,
    version = version.as_ref().map(Tokens),
    permissions,
    headers = both(headers),
    idempotent,
    unchecked,
    fields
});
debug_struct!(Field { name = Tokens(name), ty = Tokens(ty), place, limits = second(limits) });
debug_struct!(PathVariant { name = Tokens(name), literal = Tokens(literal), template, fields = both(fields) });
debug_struct!(ResponseEnum { variants, other = other.map(|(name, binding)| (Tokens(name), binding.map(Tokens))) });
debug_struct!(ResponseVariant { name = Tokens(name), statuses, binding = binding.as_ref().map(Tokens) });
debug_struct!(Object { name = name.as_ref().map(Tokens), members, extra, skipped });
debug_struct!(Member { field = Tokens(field), ty = Tokens(ty), wire });
debug_struct!(StringEnum { name = name.as_ref().map(Tokens), flags, known = first(known), other = Tokens(other) });
debug_struct!(Union { known, other = (Tokens(other.0), Tokens(other.1)) });
debug_struct!(UnionVariant { name = Tokens(name), ty = Tokens(ty), type_name = type_name.as_ref().map(Tokens) });

impl fmt::Debug for GrantAttr {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OneOf(names) => formatter.debug_list().entries(names.iter().map(Tokens)).finish(),
            Self::Unsupported => formatter.write_str("Unsupported"),
        }
    }
}
