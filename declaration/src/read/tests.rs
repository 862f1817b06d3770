//! Each kind of declaration as it stands in a source file, right and wrong.

use quote::quote;
use syn::parse_quote;

use super::*;
use crate::model::Place;

/// The one attribute that declares something on `item`.
fn attribute(item: &DeriveInput) -> Written {
    let mut attributes = written(&item.attrs);
    let first = attributes.next().expect("an attribute");
    assert!(attributes.next().is_none(), "a second attribute");
    first
}

/// The mistakes, as a person reads them.
fn messages(errors: Errors) -> Vec<String> {
    errors.into_iter().map(|error| error.to_string()).collect()
}

/// Holds that the mistakes are as many as `words`, and that each has its words.
fn assert_told(errors: Errors, words: &[&str]) {
    let told = messages(errors);
    assert_eq!(told.len(), words.len(), "{told:?}");
    for (told, words) in told.iter().zip(words) {
        assert!(told.contains(words), "{told} has no {words}");
    }
}

#[test]
fn an_action_is_read_as_the_user_wrote_it() {
    let item: DeriveInput = parse_quote! {
        /// Sends a mail.
        #[graph_action(POST "/users/<id>/sendMail?$top=<top>" -> Reply<()>, version = "beta", idempotent, unchecked,
            headers("Prefer" = "x"), name = send, crate = ::renamed)]
        #[derive(Debug)]
        pub struct SendMail {
            id: String,
            top: Option<u32>,
            #[graph(header = "If-Match")]
            tag: Option<String>,
            #[graph(max_chars = 9)]
            save_to_sent_items: Option<bool>,
        }
    };
    let Written { kind, arguments, .. } = attribute(&item);
    assert_eq!(kind, Kind::Action);
    let declaration = action(&item, arguments).expect("a declaration without mistakes");
    assert_eq!(declaration.signature.method, "POST");
    assert_eq!(declaration.signature.path.value(), "/users/<id>/sendMail?$top=<top>");
    assert_eq!(declaration.signature.function, "send");
    assert_eq!(declaration.signature.runtime.to_string(), quote!(::renamed).to_string());
    assert_eq!(declaration.version.as_ref().map(syn::LitStr::value).as_deref(), Some("beta"));
    assert!(declaration.idempotent && declaration.unchecked && declaration.permissions.is_none());
    let places: Vec<&Place> = declaration.fields.iter().map(|field| &field.place).collect();
    assert!(matches!(places[..2], [Place::Template(_), Place::Template(_)]), "{places:?}");
    assert_eq!(places[2..], [&Place::Header("If-Match".into()), &Place::Member("saveToSentItems".into())]);
    let shown = format!("{declaration:?}");
    for words in ["item: SendMail", "response: Some(Reply < () >)", "ty: Option < bool >"] {
        assert!(shown.contains(words), "{shown} has no {words}");
    }
}

#[test]
fn a_wrong_action_is_told_of_with_every_mistake_and_keeps_its_outside() {
    let item: DeriveInput = parse_quote! {
        #[graph_action(POTS "/users/<di>/sendMail" -> Mail, versoin = "beta")]
        struct SendMail { id: String }
    };
    let wrong = action(&item, attribute(&item).arguments).expect_err("a mistake");
    assert_eq!(wrong.signature.function, "send_mail");
    assert_eq!(wrong.signature.method, "POST");
    assert!(wrong.signature.response.is_some());
    assert_told(wrong.errors, &["did you mean `version`?", "did you mean `POST`?", "did you mean `<id>`?"]);
    let nothing: DeriveInput = parse_quote! {
        #[graph_action]
        struct SendMail;
    };
    let wrong = action(&nothing, attribute(&nothing).arguments).expect_err("a mistake");
    assert_told(wrong.errors, &["say what this calls"]);
}

#[test]
fn a_type_is_read_as_the_user_wrote_it() {
    let object: DeriveInput = parse_quote! {
        #[graph_action::graph_type("microsoft.graph.resultInfo")]
        struct ResultInfo {
            code: Option<i32>,
            #[graph(name = "@odata.etag")]
            tag: String,
            #[graph(extra)]
            extra: Map,
        }
    };
    let Written { kind, arguments, .. } = attribute(&object);
    assert_eq!(kind, Kind::Type);
    let Ok(TypeModel::Object(model)) = graph_type(&object, arguments) else { panic!("no object") };
    assert_eq!(model.name.as_ref().map(syn::LitStr::value).as_deref(), Some("microsoft.graph.resultInfo"));
    let members: Vec<(&str, bool)> =
        model.members.iter().map(|member| (member.wire.as_str(), member.is_option())).collect();
    assert_eq!(members, [("code", true), ("@odata.etag", false)]);
    assert!(model.extra.is_some() && model.skipped.is_empty());

    let text: DeriveInput = parse_quote! {
        #[graph_type(flags)]
        enum Day { Monday, #[graph(name = "TUE")] Tuesday, #[graph(other)] Other(String) }
    };
    let Ok(TypeModel::StringEnum(model)) = graph_type(&text, attribute(&text).arguments) else { panic!("no text") };
    let known: Vec<&str> = model.known.iter().map(|(_, wire)| wire.as_str()).collect();
    assert_eq!((known.as_slice(), model.flags), (["monday", "TUE"].as_slice(), true));

    let union: DeriveInput = parse_quote! {
        #[graph_type]
        enum Prompt { Media(MediaPrompt), #[graph(other)] Other(Value) }
    };
    let Ok(TypeModel::Union(model)) = graph_type(&union, attribute(&union).arguments) else { panic!("no union") };
    assert_eq!((model.known.len(), model.other.0.to_string().as_str()), (1, "Other"));
    assert!(format!("{model:?}").contains("ty: MediaPrompt"), "{model:?}");
}

#[test]
fn a_wrong_type_is_told_of_with_every_mistake() {
    let item: DeriveInput = parse_quote! {
        #[graph_type("resultInfo")]
        struct ResultInfo { #[graph(rename = "x")] code: i32, text: &'static str }
    };
    let errors = graph_type(&item, attribute(&item).arguments).expect_err("a mistake");
    assert_told(errors, &["no qualified name", "there is no `rename`", "owns what it is read from"]);
}

#[test]
fn the_paths_of_a_resource_are_read_as_the_user_wrote_them() {
    let item: DeriveInput = parse_quote! {
        #[graph_path]
        enum EventPath {
            #[graph("/me/events/<id>")]
            Mine { id: String },
            #[graph("/me/event")]
            Only,
        }
    };
    let Written { kind, arguments, .. } = attribute(&item);
    assert_eq!(kind, Kind::Path);
    let paths = graph_path(&item, arguments).expect("paths without mistakes");
    let fields: Vec<usize> = paths.variants.iter().map(|variant| variant.fields.len()).collect();
    assert_eq!(fields, [1, 0]);
    assert!(format!("{paths:?}").contains("(id, String)"), "{paths:?}");
}

#[test]
fn wrong_paths_are_told_of_with_every_mistake() {
    let item: DeriveInput = parse_quote! {
        #[graph_path("/me/events/<id>")]
        enum EventPath {
            Mine { id: String },
            #[graph("me/events")]
            Only,
        }
    };
    let errors = graph_path(&item, attribute(&item).arguments).expect_err("a mistake");
    assert_told(errors, &["the path goes on a variant", "`Mine` has no path", "a template starts with `/`"]);
}

#[test]
fn the_shapes_of_a_response_are_read_as_the_user_wrote_them() {
    let item: DeriveInput = parse_quote! {
        #[graph_response(crate = graph)]
        enum Uploaded {
            #[graph(status = 200 | 201)]
            Done(DriveItem),
            #[graph(status = 202)]
            Going,
            #[graph(other)]
            Other(Content),
        }
    };
    let Written { kind, arguments, .. } = attribute(&item);
    assert_eq!(kind, Kind::Response);
    assert_eq!(runtime(&arguments).to_string(), "graph");
    let responses = graph_response(&item, arguments).expect("responses without mistakes");
    let variants: Vec<(&[u16], bool)> =
        responses.variants.iter().map(|variant| (variant.statuses.as_slice(), variant.binding.is_some())).collect();
    assert_eq!(variants, [([200, 201].as_slice(), true), ([202].as_slice(), false)]);
    let shown = format!("{responses:?}");
    for words in ["binding: Some(DriveItem)", "other: Some((Other, Some(Content)))"] {
        assert!(shown.contains(words), "{shown} has no {words}");
    }
}

#[test]
fn a_wrong_response_is_told_of_with_every_mistake() {
    let item: DeriveInput = parse_quote! {
        #[graph_response(201)]
        enum Uploaded { Done(DriveItem), #[graph(status = 9)] Going }
    };
    let errors = graph_response(&item, attribute(&item).arguments).expect_err("a mistake");
    let words = ["the status goes on a variant", "say which status `Done`", "takes the number of an HTTP status"];
    assert_told(errors, &words);
}

#[test]
fn an_attribute_is_known_by_the_last_word_of_its_path() {
    let item: DeriveInput = parse_quote! {
        #[graph_action(GET "/a")]
        #[graph_action::graph_action(GET "/b")]
        #[::renamed::graph_action[GET "/c"]]
        #[derive(Debug)]
        #[graph(__action(GET "/d"))]
        #[graph_action::other(GET "/e")]
        #[cfg_attr(feature = "x", graph_action(GET "/f"))]
        #[graph_path]
        struct Get;
    };
    let found: Vec<(Kind, String)> =
        written(&item.attrs).map(|attribute| (attribute.kind, attribute.arguments.to_string())).collect();
    let found: Vec<(Kind, &str)> = found.iter().map(|(kind, arguments)| (*kind, arguments.as_str())).collect();
    let expected =
        [(Kind::Action, "GET \"/a\""), (Kind::Action, "GET \"/b\""), (Kind::Action, "GET \"/c\""), (Kind::Path, "")];
    assert_eq!(found, expected);
}

#[test]
fn an_attribute_with_a_value_is_told_of_by_every_kind() {
    let item: DeriveInput = parse_quote! {
        #[graph_action = "GET /me"]
        enum Get { #[graph("/me", status = 200)] A }
    };
    let arguments = attribute(&item).arguments;
    let words = ["expected a method and a path", "expected the type's name", "expected `crate =", "expected `crate ="];
    let errors = [
        action(&item, arguments.clone()).expect_err("a mistake").errors,
        graph_type(&item, arguments.clone()).expect_err("a mistake"),
        graph_path(&item, arguments.clone()).expect_err("a mistake"),
        graph_response(&item, arguments).expect_err("a mistake"),
    ];
    for (errors, words) in errors.into_iter().zip(words) {
        let told = messages(errors);
        assert!(told.first().is_some_and(|told| told.contains(words)), "{told:?} has no {words}");
    }
}

#[test]
fn the_derive_finds_what_its_own_shell_carried() {
    let item: DeriveInput = parse_quote! {
        #[graph(skip)]
        #[graph(__type("microsoft.graph.user"))]
        #[graph(__action(GET "/me"))]
        struct Get;
    };
    let found = |kind| carried(&item.attrs, kind).map(|arguments| arguments.to_string());
    assert_eq!(found(Kind::Action).as_deref(), Some("GET \"/me\""));
    assert_eq!(found(Kind::Type).as_deref(), Some("\"microsoft.graph.user\""));
    assert_eq!(found(Kind::Path), None);
    assert!(action(&item, carried(&item.attrs, Kind::Action).unwrap_or_default()).is_err(), "`skip` is no word there");
}

#[test]
fn the_runtime_path_is_found_wherever_it_stands() {
    for (arguments, path) in [
        (quote!(POST "/x" -> T, crate = ::a::b), quote!(::a::b)),
        (quote!(POST "/x", crate = renamed, idempotent), quote!(renamed)),
        (quote!(crate = crate::graph), quote!(crate::graph)),
        (quote!(POST "/x" -> crate::T), quote!(::graph_action)),
        (quote!(POST "/x", crate =), quote!(::graph_action)),
        (quote!(), quote!(::graph_action)),
    ] {
        assert_eq!(runtime(&arguments).to_string(), path.to_string());
    }
}
