//! The two ways to make the call: `send` and the free function.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::model::Signature;

/// `impl X { fn send }` and `fn x`, documented with `docs`.
pub(crate) fn calls(signature: &Signature<'_>, docs: &TokenStream) -> TokenStream {
    let Signature { item, runtime, response, function, .. } = signature;
    let name = &item.ident;
    let vis = &item.vis;
    let (impl_generics, type_generics, where_clause) = item.generics.split_for_impl();
    let bounds = super::request::bounds_of_call(signature, where_clause);
    let response = response.as_ref().map_or_else(|| quote!(()), |response| quote!(#response));
    // A struct that its author deprecated warns where it is used, not where we mention it; and the functions of a
    // private struct are not dead for not being called.
    quote_spanned! {Span::mixed_site()=>
        #[allow(deprecated, dead_code)]
        impl #impl_generics #name #type_generics #bounds {
            #docs
            #vis fn send(&self, client: &#runtime::Client) -> #runtime::Call<#response> {
                #runtime::Call::new(client, self)
            }
        }

        #docs
        #[allow(deprecated, dead_code, clippy::needless_lifetimes)]
        #vis fn #function #impl_generics(
            client: &#runtime::Client,
            action: &#name #type_generics,
        ) -> #runtime::Call<#response> #bounds {
            #runtime::Call::new(client, action)
        }
    }
}
