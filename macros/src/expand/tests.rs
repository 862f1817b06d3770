//! Whatever is written, the macros say so and keep the names alive: they never panic, and never leave a call without a
//! function to call.

use proc_macro2::TokenStream;
use quote::quote;

/// What may be written behind `#[graph_action` and is wrong.
const BROKEN_ARGUMENTS: &[&str] = &[
    "",
    ",",
    ",,,,",
    "=",
    "->",
    "POST",
    "POST ->",
    "POST,",
    "POST POST \"/x\"",
    "\"/x\"",
    "\"/x\" POST",
    "5",
    "'a' 'b'",
    "()",
    "[] {} ()",
    "POST 5",
    "POST \"\"",
    "POST \"x\"",
    "POST \"//\"",
    "POST \"/<\"",
    "POST \"/>\"",
    "POST \"/<>\"",
    "POST \"/<..>\"",
    "POST \"/<a..\"",
    "POST \"/<a><b>\"",
    "POST \"/(\"",
    "POST \"/()\"",
    "POST \"/a(')\"",
    "POST \"/a(<id>\"",
    "POST \"/a('<id>,<id>')\"",
    "POST \"?\"",
    "POST \"/a?&\"",
    "POST \"/a?=\"",
    "POST \"/a?<id>=<id>\"",
    "POST \"/\\u{0}\"",
    "POST \"/{\"",
    "POST \"/}{\"",
    "POST \"/é{é}\"",
    "POST \"://\"",
    "POST \"https://\"",
    "POST \"/v1.0/\"",
    "POST b\"/x\"",
    "POST \"/x\" ->",
    "POST \"/x\" -> ,",
    "POST \"/x\" -> 5",
    "POST \"/x\" -> &str",
    "POST \"/x\" -> fn(",
    "POST \"/x\" => T",
    "POST \"/x\" version",
    "POST \"/x\", version",
    "POST \"/x\", version =",
    "POST \"/x\", version = =",
    "POST \"/x\", name = _",
    "POST \"/x\", name = crate",
    "POST \"/x\", name = a::b",
    "POST \"/x\", crate =",
    "POST \"/x\", crate = ,",
    "POST \"/x\", crate = 5",
    "POST \"/x\", headers",
    "POST \"/x\", headers()=",
    "POST \"/x\", headers(\"\" = \"\")",
    "POST \"/x\", headers(\"a\" =)",
    "POST \"/x\", headers(\"a\" = 5)",
    "POST \"/x\", headers[]",
    "POST \"/x\", permissions",
    "POST \"/x\", permissions(application)",
    "POST \"/x\", permissions(application = [,])",
    "POST \"/x\", permissions(application = [5])",
    "POST \"/x\", permissions(application = (\"a\"))",
    "POST \"/x\", idempotent idempotent",
    "POST \"/x\", idempotent()",
    "POST \"/x\", #",
    "POST \"/x\", query = 5",
];

/// What may be written inside `#[graph(..)]` and is wrong, on an action and on a type.
const BROKEN_WORDS: &[&str] = &[
    "=",
    ",",
    "5",
    "\"x\"",
    "a::b",
    "query =",
    "query = =",
    "query()",
    "header",
    "header = 5",
    "header = \"\"",
    "name",
    "name = \"\"",
    "name = a b c",
    "skip skip",
    "skip, skip",
    "skip()",
    "max_chars = 99999999999999999999999999999999",
    "max_chars = -1",
    "max_chars = 1.5",
    "max_items = 1usize",
    "type",
    "crate",
    "_",
    "#",
    "__action",
    "other, extra",
    "query_all = 5",
    "body =",
    "body = text/plain",
    "body = \"\"",
    "status",
    "status =",
    "status = 0",
    "status = 200 |",
    "status = 200 || 201",
    "status = 200u16",
    "status = -200",
    "status = [200]",
];

fn parse(text: &str) -> Option<TokenStream> {
    // Text that is no sequence of tokens never reaches a macro.
    text.parse().ok()
}

#[test]
fn a_broken_action_is_told_of_and_keeps_its_names() {
    for arguments in BROKEN_ARGUMENTS {
        let Some(tokens) = parse(arguments) else { continue };
        let code = super::action(quote!(
            #[graph(__action(#tokens))]
            struct Broken {
                id: String,
            }
        ))
        .to_string();
        assert!(code.contains("compile_error"), "{arguments}: nothing is said");
        for name in [":: Action for Broken", "fn send", "fn "] {
            assert!(code.contains(name), "{arguments}: `{name}` is missing in {code}");
        }
    }
}

#[test]
fn a_broken_word_on_a_field_is_told_of_and_the_action_keeps_its_names() {
    for words in BROKEN_WORDS {
        let Some(tokens) = parse(words) else { continue };
        let item = quote!(
            #[graph(__action(POST "/x"))]
            struct Broken {
                #[graph(#tokens)]
                id: String,
            }
        );
        let code = super::action(item).to_string();
        assert!(code.contains("compile_error"), "{words}: nothing is said");
        assert!(code.contains(":: Action for Broken") && code.contains("fn broken"), "{words}: {code}");
    }
}

#[test]
fn a_broken_type_is_told_of_and_keeps_its_names() {
    for words in BROKEN_WORDS {
        let Some(tokens) = parse(words) else { continue };
        for item in [
            quote!(
                #[graph(__type())]
                struct Broken {
                    #[graph(#tokens)]
                    id: String,
                }
            ),
            quote!(
                #[graph(__type())]
                enum Broken {
                    #[graph(#tokens)]
                    A,
                    #[graph(other)]
                    Other(String),
                }
            ),
            quote!(
                #[graph(__type(#tokens))]
                struct Broken {}
            ),
        ] {
            // A name of the member is right on a field and wrong elsewhere; nothing else here is right anywhere.
            let code = super::graph_type(item).to_string();
            assert!(code.contains("compile_error"), "{words}: nothing is said");
            assert!(code.contains("Serialize for Broken") && code.contains("Deserialize <"), "{words}: {code}");
        }
    }
}

/// What may be written on the variant of a path and is wrong.
const BROKEN_PATHS: &[&str] = &[
    "#[graph]",
    "#[graph()]",
    "#[graph(5)]",
    "#[graph(\"\")]",
    "#[graph(\"/<\")]",
    "#[graph(\"/a/<other>\")]",
    "#[graph(\"/a/<id>\" \"/b\")]",
    "#[graph(\"/a/<id>\", \"/b/<id>\")]",
    "#[graph(\"/a/<id>?b=c\")]",
    "#[graph(\"/a/{id}\")]",
    "#[graph(\"a/<id>\")]",
    "#[graph(\"/a\")]",
    "#[graph(\"/<id>/<id>\")]",
    "#[graph(name = \"x\")]",
    "#[graph(\"/a/<id>\", status = 5)]",
];

#[test]
fn a_broken_path_or_response_is_told_of_and_keeps_its_implementation() {
    for words in BROKEN_PATHS {
        let attribute = parse(words).unwrap_or_default();
        let code =
            super::graph_path(quote!(#[graph(__path())] enum Broken { #attribute A { id: String } })).to_string();
        assert!(code.contains("compile_error"), "{words}: nothing is said");
        assert!(code.contains("Resource for Broken"), "{words}: {code}");
    }
    for words in BROKEN_WORDS {
        let Some(tokens) = parse(words) else { continue };
        let code = super::graph_response(quote! {
            #[graph(__response())] enum Broken { #[graph(#tokens)] A(u8) }
        });
        let code = code.to_string();
        assert!(code.contains("compile_error"), "{words}: nothing is said");
        assert!(code.contains("FromResponse for Broken"), "{words}: {code}");
        let code = super::graph_path(quote!(
            #[graph(__path(#tokens))]
            enum Broken {}
        ))
        .to_string();
        assert!(code.contains("compile_error") && code.contains("Resource for Broken"), "{words}: {code}");
    }
}

#[test]
fn an_item_of_any_shape_is_answered() {
    for item in [
        quote!(
            enum Broken {}
        ),
        quote!(
            enum Broken {
                A(u8),
                B { c: u8 },
            }
        ),
        quote!(
            union Broken {
                a: u8,
            }
        ),
        quote!(
            struct Broken(String);
        ),
        quote!(
            struct Broken<'a, T: ?Sized, const N: usize>(&'a T)
            where
                T: Clone;
        ),
    ] {
        let action = super::action(quote!(#[graph(__action(POST "/x/<id>"))] #item)).to_string();
        assert!(action.contains("compile_error") && action.contains("fn broken"), "{action}");
        let path = super::graph_path(quote!(#[graph(__path())] #item)).to_string();
        assert!(path.contains("compile_error") && path.contains("Resource for Broken"), "{path}");
        let response = super::graph_response(quote!(#[graph(__response())] #item)).to_string();
        assert!(response.contains("compile_error") && response.contains("FromResponse for Broken"), "{response}");
        let type_ = super::graph_type(quote!(#[graph(__type())] #item)).to_string();
        assert!(type_.contains("compile_error") && type_.contains("Serialize for Broken"), "{type_}");
    }
}

#[test]
fn tokens_that_are_no_item_are_answered_with_an_error() {
    for tokens in ["", "5", "struct", "struct A", "fn f() {}", "impl A {}", "{ }"] {
        let Some(tokens) = parse(tokens) else { continue };
        let answers = [super::action, super::graph_type, super::graph_path, super::graph_response];
        for code in answers.map(|answer| answer(tokens.clone())) {
            assert!(code.to_string().contains("compile_error"), "{tokens}");
        }
        for shell in [crate::shell::ACTION, crate::shell::TYPE, crate::shell::PATH, crate::shell::RESPONSE] {
            let _ = crate::shell::wrap(&shell, &tokens, &tokens).to_string();
        }
    }
}
