//! The documentation of what is generated: method and path, version, permissions, Graph's own page.

use graph_action_declaration::errors::list;
use graph_action_declaration::model::{Declaration, GrantAttr};
use graph_action_declaration::template::Part;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, ExprLit, Lit, Meta};

/// The `#[doc]` lines of `send` and of the free function.
pub(crate) fn call(declaration: &Declaration<'_>) -> TokenStream {
    let signature = &declaration.signature;
    let mut lines = own_docs(&signature.item.attrs);
    if lines.is_empty() {
        lines.push(format!(" Calls [`{}`] and returns what Graph answers.", signature.item.ident));
    }
    lines.push(String::new());
    let version = declaration.version.as_ref().map_or_else(
        || "the client's version (v1.0 unless it was built with another)".to_owned(),
        |version| format!("version {}", version.value()),
    );
    lines.push(format!(" `{} {}`, {version}.", signature.method, signature.path.value()));
    if let Some(permissions) = &declaration.permissions {
        lines.push(String::new());
        for (kind, grant) in [("Application", &permissions.application), ("Delegated", &permissions.delegated)] {
            if let Some(grant) = grant {
                lines.push(format!(" * {kind} permissions: {}", words(grant)));
            }
        }
    }
    lines.push(String::new());
    lines.push(format!(" See [Graph's documentation]({}).", page(declaration)));
    let hidden = hidden(&signature.item.attrs);
    quote!(#(#[doc = #lines])* #hidden)
}

/// The first paragraph of what the user wrote on the struct; an example further down would be tested three times.
fn own_docs(attributes: &[syn::Attribute]) -> Vec<String> {
    let docs = attributes.iter().filter(|attribute| attribute.path().is_ident("doc"));
    docs.filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
    .flat_map(|text| text.split('\n').map(str::to_owned).collect::<Vec<_>>())
    .skip_while(|line| line.trim().is_empty())
    .take_while(|line| !line.trim().is_empty())
    .collect()
}

/// `#[doc(hidden)]`, where the struct has it.
fn hidden(attributes: &[syn::Attribute]) -> Option<TokenStream> {
    let is_hidden = |attribute: &syn::Attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("doc") && list.tokens.to_string() == "hidden",
        _ => false,
    };
    attributes.iter().any(is_hidden).then(|| quote!(#[doc(hidden)]))
}

/// A grant as a sentence says it.
fn words(grant: &GrantAttr) -> String {
    match grant {
        GrantAttr::Unsupported => "not supported".to_owned(),
        GrantAttr::OneOf(names) if names.is_empty() => "none needed".to_owned(),
        GrantAttr::OneOf(names) => {
            let names: Vec<String> = names.iter().map(syn::LitStr::value).collect();
            list(names.iter().map(String::as_str), "or")
        }
    }
}

/// Where Graph documents the action: a search for its words, since page names do not follow from paths.
fn page(declaration: &Declaration<'_>) -> String {
    let mut words: Vec<String> = Vec::new();
    for part in &declaration.template.parts {
        let Part::Text(text) = part else { continue };
        for segment in text.split('/').filter(|segment| !segment.is_empty()) {
            let name = segment.trim_end_matches(['(', ')', ':']).rsplit('.').next().unwrap_or(segment);
            words.push(name.trim_start_matches('$').to_owned());
        }
    }
    let last = words.split_off(words.len().saturating_sub(2)).join("%20");
    format!("https://learn.microsoft.com/search/?scope=Graph&terms={last}")
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    /// The documentation of the generated functions, as text; the same on both.
    fn docs(item: TokenStream) -> Vec<String> {
        let code = crate::expand::action(item).to_string();
        let lines = code.split("# [doc = \"").skip(1).filter_map(|rest| rest.split_once("\"]"));
        let lines: Vec<String> = lines.map(|(line, _)| line.trim().to_owned()).collect();
        let (send, function) = lines.split_at(lines.len() / 2);
        assert_eq!(send, function);
        send.to_vec()
    }

    #[test]
    fn the_functions_say_what_they_call_and_who_may() {
        let lines = docs(quote! {
            #[graph(__action(POST "/users/<id>/sendMail", version = "beta",
                permissions(application = ["Mail.Send", "Mail.All"], delegated = unsupported)))]
            #[doc = " Sends a mail,"]
            #[doc = " soon."]
            #[doc = ""]
            #[doc = " ```"]
            #[doc = " not_repeated();"]
            #[doc = " ```"]
            struct SendMail { id: String }
        });
        let expected = [
            "Sends a mail,",
            "soon.",
            "",
            "`POST /users/<id>/sendMail`, version beta.",
            "",
            "* Application permissions: `Mail.Send` or `Mail.All`",
            "* Delegated permissions: not supported",
            "",
            "See [Graph's documentation](https://learn.microsoft.com/search/?scope=Graph&terms=users%20sendMail).",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn an_action_without_documentation_has_documented_functions() {
        let lines = docs(quote!(
            #[graph(__action(GET "/me"))]
            struct GetMe;
        ));
        assert_eq!(lines[0], "Calls [`GetMe`] and returns what Graph answers.");
        assert_eq!(lines[2], "`GET /me`, the client's version (v1.0 unless it was built with another).");
    }

    #[test]
    fn what_is_hidden_stays_hidden() {
        let code = crate::expand::action(quote!(
            #[graph(__action(GET "/me"))]
            #[doc(hidden)]
            struct GetMe;
        ));
        assert_eq!(code.to_string().matches("# [doc (hidden)]").count(), 2);
    }
}
