//! `#[graph_type(["qualified.name"] [, flags] [, unchecked] [, crate = path])]`, and the arguments of the attributes that have fewer.

use proc_macro2::{Span, TokenStream};
use syn::parse::ParseStream;
use syn::{LitInt, LitStr, Path, Token};

use super::{alone, any_word, comma_separated, once};
use crate::errors::{Errors, did_you_mean};

/// What `#[graph_type(..)]` says, as far as it could be read.
#[derive(Default)]
pub(crate) struct TypeAttr {
    /// The type's qualified name, sent as `@odata.type`.
    pub(crate) name: Option<LitStr>,
    /// `flags`: an enum of which several values are sent together.
    pub(crate) flags: Option<Span>,
    /// `unchecked`: not held against the service's metadata.
    pub(crate) unchecked: Option<Span>,
    /// `crate = ::path`.
    pub(crate) runtime: Option<Path>,
}

impl TypeAttr {
    /// Reads the arguments; what is wrong with them goes to `errors`.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut attr = Self::default();
        comma_separated(tokens, errors, |input, errors| {
            if input.peek(LitStr) {
                let name: LitStr = input.parse()?;
                if attr.name.is_some() {
                    errors.on(&name, "a type has one name; keep one");
                } else if let Some(problem) = wrong_name(&name.value()) {
                    errors.on(&name, problem);
                }
                attr.name = Some(name);
                return Ok(());
            }
            let key = any_word(input, "the type's name in Graph: `#[graph_type(\"microsoft.graph.commsOperation\")]`")?;
            if key != "crate" {
                if key == "flags" {
                    once(&mut attr.flags, &key, alone(input, &key)?, errors);
                    return Ok(());
                }
                if key == "unchecked" {
                    once(&mut attr.unchecked, &key, alone(input, &key)?, errors);
                    return Ok(());
                }
                let unknown = key.to_string();
                if input.peek(Token![.]) {
                    let message = "the type's name is a text: `#[graph_type(\"microsoft.graph.user\")]`";
                    return Err(syn::Error::new(key.span(), message));
                }
                let message = format!(
                    "there is no option `{unknown}`{}",
                    did_you_mean(&unknown, &["crate", "flags", "unchecked"])
                );
                return Err(syn::Error::new(key.span(), message));
            }
            let path = runtime_crate(input)?;
            once(&mut attr.runtime, &key, path, errors);
            Ok(())
        });
        attr
    }
}

/// The arguments of `#[graph_path]` and `#[graph_response]`: nothing but `crate = path` and, where `may_be_unchecked`,
/// `unchecked`, both of which are read elsewhere.
pub(crate) fn few_options(tokens: TokenStream, may_be_unchecked: bool, misplaced: &str, errors: &mut Errors) {
    let mut runtime: Option<Path> = None;
    let mut unchecked: Option<Span> = None;
    let (options, wanted): (&[&str], &str) = if may_be_unchecked {
        (&["crate", "unchecked"], "`crate = ::path` or `unchecked`")
    } else {
        (&["crate"], "`crate = ::path`, the only option here")
    };
    comma_separated(tokens, errors, |input, errors| {
        if input.peek(LitStr) || input.peek(LitInt) {
            return Err(input.error(misplaced));
        }
        let key = any_word(input, wanted)?;
        if may_be_unchecked && key == "unchecked" {
            once(&mut unchecked, &key, alone(input, &key)?, errors);
            return Ok(());
        }
        if key != "crate" {
            let unknown = key.to_string();
            let message = format!("there is no option `{unknown}`{}", did_you_mean(&unknown, options));
            return Err(syn::Error::new(key.span(), message));
        }
        let path = runtime_crate(input)?;
        once(&mut runtime, &key, path, errors);
        Ok(())
    });
}

/// `= ::path` behind `crate`.
fn runtime_crate(input: ParseStream<'_>) -> syn::Result<Path> {
    let wrong = |error: syn::Error| {
        syn::Error::new(error.span(), "`crate` takes the path of the runtime crate: `crate = ::graph_action`")
    };
    input.parse::<Token![=]>().map_err(wrong)?;
    input.parse().map_err(wrong)
}

/// What is wrong with a qualified type name.
pub(crate) fn wrong_name(name: &str) -> Option<String> {
    let bare = name.trim_start_matches('#');
    let qualified = bare.contains('.')
        && bare.split('.').all(|part| {
            !part.is_empty() && part.chars().all(|character| character == '_' || character.is_alphanumeric())
        });
    if !qualified {
        return Some(format!("`{name}` is no qualified name; write the namespace too: \"microsoft.graph.{bare}\""));
    }
    (bare.len() != name.len()).then(|| format!("leave the `#` out; it is added where the wire has it: \"{bare}\""))
}

#[cfg(test)]
mod tests {
    use super::wrong_name;

    #[test]
    fn a_type_name_is_qualified_and_has_no_hash() {
        for (name, problem) in [
            ("microsoft.graph.commsOperation", None),
            ("microsoft.graph.callRecords.callRecord", None),
            ("commsOperation", Some("\"microsoft.graph.commsOperation\"")),
            ("#microsoft.graph.commsOperation", Some("leave the `#` out")),
            ("microsoft..x", Some("no qualified name")),
            ("", Some("no qualified name")),
        ] {
            match (wrong_name(name), problem) {
                (None, None) => {}
                (Some(found), Some(words)) => assert!(found.contains(words), "{name}: {found}"),
                (found, _) => panic!("{name}: {found:?}"),
            }
        }
    }
}
