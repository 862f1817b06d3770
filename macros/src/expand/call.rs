//! The two ways to make the call: `send` and the free function.

use graph_action_declaration::model::Signature;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

/// `impl X { fn send }` and `fn x`, documented with `docs`.
pub(crate) fn calls(signature: &Signature<'_>, docs: &TokenStream) -> TokenStream {
    let Signature { item, runtime, response, function, .. } = signature;
    let name = &item.ident;
    let vis = &item.vis;
    let (impl_generics, type_generics, where_clause) = item.generics.split_for_impl();
    // Without the struct's own span, which would have the compiler correct the struct for the function's sake.
    let mut function = function.clone();
    function.set_span(Span::call_site());
    let bounds = super::request::bounds_of_call(signature, where_clause);
    let response = response.as_ref().map_or_else(|| quote!(()), |response| quote!(#response));
    let quiet_calls = super::quiet_calls();
    quote_spanned! {Span::mixed_site()=>
        #quiet_calls
        impl #impl_generics #name #type_generics #bounds {
            #docs
            #vis fn send(&self, client: &#runtime::Client) -> #runtime::Call<#response> {
                #runtime::Call::new(client, self)
            }
        }

        #docs
        #quiet_calls
        #vis fn #function #impl_generics(
            client: &#runtime::Client,
            action: &#name #type_generics,
        ) -> #runtime::Call<#response> #bounds {
            #runtime::Call::new(client, action)
        }
    }
}
