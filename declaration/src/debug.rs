//! `Debug` of the models, with syntax shown as the user wrote it.
//!
//! syn implements `Debug` for what it reads behind the feature `extra-traits`, which would cost every user build time.

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
    item = item.ident,
    runtime = Tokens(runtime),
    method,
    path = Tokens(path),
    response = response.as_ref().map(Tokens),
    function
});
debug_struct!(Declaration {
    signature,
    template,
    version = version.as_ref().map(Tokens),
    permissions,
    headers = headers.iter().map(|(name, value)| (Tokens(name), Tokens(value))).collect::<Vec<_>>(),
    idempotent,
    unchecked,
    fields
});
debug_struct!(Field { name, ty = Tokens(ty), place, limits = second(limits) });
debug_struct!(PathVariant { name, literal = Tokens(literal), template, fields = second(fields) });
debug_struct!(ResponseEnum { variants, other = other.map(|(name, binding)| (name, binding.map(Tokens))) });
debug_struct!(ResponseVariant { name, statuses, binding = binding.as_ref().map(Tokens) });
debug_struct!(Object { name = name.as_ref().map(Tokens), members, extra, skipped });
debug_struct!(Member { field, ty = Tokens(ty), wire });
debug_struct!(StringEnum { name = name.as_ref().map(Tokens), flags, known, other });
debug_struct!(Union { known, other = (other.0, Tokens(other.1)) });
debug_struct!(UnionVariant { name, ty = Tokens(ty), type_name = type_name.as_ref().map(Tokens) });

impl fmt::Debug for GrantAttr {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OneOf(names) => formatter.debug_list().entries(names.iter().map(Tokens)).finish(),
            Self::Unsupported => formatter.write_str("Unsupported"),
        }
    }
}
