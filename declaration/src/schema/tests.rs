//! What the check says beyond errors, and what it lets pass: the errors themselves are the catalogue in `tests/checked`.

use std::path::Path;

use graph_action_metadata::Index;
use quote::quote;
use syn::{DeriveInput, parse_quote};

use super::Findings;
use super::action::Checked;
use crate::read;

/// The index of the small service that the tests share.
fn index() -> Index {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Index::open(&root.join("../tests/checked/graph-metadata/v1.0.index")).unwrap()
}

/// What is found of an action.
fn action(arguments: proc_macro2::TokenStream, item: &DeriveInput) -> Checked {
    let declaration = read::action(item, arguments).unwrap();
    super::action::check(&index(), &declaration).unwrap()
}

/// What is found of a type.
fn graph_type(arguments: proc_macro2::TokenStream, item: &DeriveInput) -> Findings {
    let model = read::graph_type(item, arguments).unwrap();
    super::types::check(&[&index()], &item.ident, &model).unwrap()
}

/// The messages of each severity.
fn messages(findings: Findings) -> [Vec<String>; 3] {
    [
        findings.errors.into_iter().map(|error| error.to_string()).collect(),
        findings.warnings.into_iter().map(|warning| warning.message).collect(),
        findings.notes.into_iter().map(|note| note.message).collect(),
    ]
}

/// Nothing at all.
const NOTHING: [Vec<String>; 3] = [Vec::new(), Vec::new(), Vec::new()];

#[test]
fn a_number_of_another_width_is_a_note() {
    let item: DeriveInput = parse_quote! {
        struct SendTones { id: String, tones: Vec<Tone>, delay_between_tones_ms: Option<i64> }
    };
    let [errors, warnings, notes] =
        messages(action(quote!(POST "/communications/calls/<id>/sendDtmfTones"), &item).findings);
    assert_eq!((errors.len(), warnings.len()), (0, 0), "{errors:?} {warnings:?}");
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].contains("is an `Edm.Int32`; `i64` holds more, `i32` is what it is"), "{notes:?}");
}

#[test]
fn what_is_declared_as_its_base_may_be_sent_as_something_more() {
    let item: DeriveInput = parse_quote! {
        struct Member { id: Option<String>, display_name: Option<String>, group_types: Option<Vec<String>> }
    };
    assert_eq!(messages(graph_type(quote!("microsoft.graph.directoryObject"), &item)), NOTHING);
    let item: DeriveInput = parse_quote!(
        struct Member {
            display_name: Option<i32>,
        }
    );
    let [errors, ..] = messages(graph_type(quote!("microsoft.graph.directoryObject"), &item));
    assert!(errors[0].contains("the property `displayName` is an `Edm.String`; write `String`"), "{errors:?}");
}

#[test]
fn an_open_type_may_have_members_that_nobody_declared() {
    let item: DeriveInput = parse_quote!(
        struct User {
            extension_abc_cost_centre: Option<String>,
        }
    );
    assert_eq!(messages(graph_type(quote!("microsoft.graph.user"), &item)), NOTHING);
    // Its capitals are known all the same.
    let item: DeriveInput = parse_quote!(
        struct User {
            #[graph(name = "DisplayName")]
            name: Option<String>,
        }
    );
    let [errors, ..] = messages(graph_type(quote!("microsoft.graph.user"), &item));
    assert_eq!(errors, ["there is no `DisplayName`: `microsoft.graph.user` writes it `displayName`"]);
}

#[test]
fn annotations_and_types_of_the_users_own_are_believed() {
    let item: DeriveInput = parse_quote! {
        struct Call {
            #[graph(name = "@odata.etag")]
            etag: Option<String>,
            state: Option<MyState>,
            result_info: Option<serde_json::Value>,
            targets: Option<MyTargets>,
            tenant_id: Option<uuid::Uuid>,
        }
    };
    assert_eq!(messages(graph_type(quote!("microsoft.graph.call"), &item)), NOTHING);
}

#[test]
fn an_operation_on_a_resource_says_what_it_is_called_on() {
    let item: DeriveInput = parse_quote!(
        struct Mute {
            target: Target,
            client_context: Option<String>,
        }
    );
    let checked = action(quote!(POST "<target>/mute"), &item);
    assert_eq!(messages(checked.findings), NOTHING);
    let binding = checked.binding.unwrap();
    assert_eq!(binding.field, "target");
    assert_eq!(binding.types, ["microsoft.graph.call", "microsoft.graph.participant"]);
    // A property, or what stands behind one, may be anything.
    let item: DeriveInput = parse_quote!(
        struct Read {
            drive: DrivePath,
        }
    );
    let checked = action(quote!(GET "<drive>/root/children" -> graph_action::Page<Item>), &item);
    assert!(checked.binding.is_none());
    assert_eq!(messages(checked.findings), NOTHING);
}

#[test]
fn of_operations_with_one_name_any_may_be_meant() {
    // `restore` of a directory object has other parameters than that of an item.
    let item: DeriveInput = parse_quote!(
        struct Restore {
            object: ObjectPath,
            new_user_principal_name: Option<String>,
        }
    );
    assert_eq!(messages(action(quote!(POST "<object>/restore"), &item).findings), NOTHING);
    let item: DeriveInput = parse_quote!(
        struct Restore {
            item: ItemPath,
            name: Option<String>,
        }
    );
    assert_eq!(messages(action(quote!(POST "<item>/restore"), &item).findings), NOTHING);
    let item: DeriveInput = parse_quote!(
        struct Restore {
            item: ItemPath,
            title: Option<String>,
        }
    );
    let [errors, ..] = messages(action(quote!(POST "<item>/restore"), &item).findings);
    assert!(errors[0].contains("has no parameter `title`"), "{errors:?}");
}

#[test]
fn arguments_that_exclude_each_other_are_several_calls_in_one_template() {
    let template =
        quote!(GET "/reports/getEmailActivityUserDetail(period=<period>,date=<date>)" -> graph_action::Content);
    let item: DeriveInput = parse_quote!(
        struct Detail {
            period: Option<String>,
            date: Option<Edm<String>>,
        }
    );
    assert_eq!(messages(action(template.clone(), &item).findings), NOTHING);
    let item: DeriveInput = parse_quote!(
        struct Detail {
            period: Option<String>,
            date: Option<i32>,
        }
    );
    let [errors, ..] = messages(action(template.clone(), &item).findings);
    assert!(errors[0].contains("is an `Edm.Date`"), "{errors:?}");
    // Both at once are no call.
    let item: DeriveInput = parse_quote!(
        struct Detail {
            period: String,
            date: Option<Edm<String>>,
        }
    );
    let [errors, ..] = messages(action(template, &item).findings);
    assert_eq!(errors.len(), 1, "{errors:?}");
}

#[test]
fn the_method_tells_an_action_from_a_function_of_the_same_name() {
    let mut schema = index().schema().unwrap();
    let mut function = schema.operations.iter().find(|it| it.short_name() == "mute").unwrap().clone();
    function.kind = graph_action_metadata::model::OperationKind::Function;
    schema.operations.push(function);
    let index = Index::of(&schema);
    for template in [quote!(POST "<call>/mute"), quote!(GET "<call>/mute(clientContext=<client_context>)")] {
        let item: DeriveInput = parse_quote!(
            struct Mute {
                call: CallPath,
                client_context: String,
            }
        );
        let declaration = read::action(&item, template).unwrap();
        assert_eq!(messages(super::action::check(&index, &declaration).unwrap().findings), NOTHING);
    }
}

#[test]
fn an_argument_that_may_be_absent_needs_an_overload_without_it() {
    let item: DeriveInput = parse_quote!(
        struct Used {
            item: String,
            sheet: String,
            values_only: Option<bool>,
        }
    );
    let template = quote! {
        GET "/me/drive/items/<item>/workbook/worksheets/<sheet>/usedRange(valuesOnly=<values_only>)" -> Range
    };
    assert_eq!(messages(action(template, &item).findings), NOTHING);
}

#[test]
fn what_a_text_may_be_in_a_url_is_a_bare_one() {
    let item: DeriveInput = parse_quote!(
        struct Calls {
            from: Edm<String>,
            to: jiff::Timestamp,
        }
    );
    let template = quote! {
        GET "/communications/callRecords/microsoft.graph.callRecords.getPstnCalls(fromDateTime=<from>,toDateTime=<to>)"
            -> graph_action::Page<Row>
    };
    assert_eq!(messages(action(template, &item).findings), NOTHING);
}

#[test]
fn an_operation_outside_of_the_main_namespace_wants_its_full_name() {
    let item: DeriveInput = parse_quote!(
        struct Calls {
            from: Edm<String>,
            to: Edm<String>,
        }
    );
    let template = quote!(GET "/communications/callRecords/getPstnCalls(fromDateTime=<from>,toDateTime=<to>)" -> Rows);
    let [errors, warnings, notes] = messages(action(template, &item).findings);
    assert_eq!((errors.len(), warnings.len()), (0, 0), "{errors:?} {warnings:?}");
    assert!(notes[0].contains("write `microsoft.graph.callRecords.getPstnCalls`"), "{notes:?}");
}

#[test]
fn an_open_type_may_have_a_property_in_a_path_but_no_operation() {
    let item: DeriveInput = parse_quote!(
        struct Read {
            id: String,
        }
    );
    assert!(action(quote!(GET "/users/<id>/extensionOfMine" -> serde_json::Value), &item).findings.errors.is_empty());
    for (template, message) in [
        (quote!(POST "/users/<id>/extensionOfMine"), "is not a property or operation of `microsoft.graph.user`"),
        (
            quote!(GET "/users/<id>/extensionOfMine()" -> Mine),
            "is not a property or operation of `microsoft.graph.user`",
        ),
        (quote!(GET "/users/<id>/mesages" -> Mine), "did you mean `messages`?"),
    ] {
        let [errors, ..] = messages(action(template, &item).findings);
        assert!(errors.iter().any(|error| error.contains(message)), "{errors:?}");
    }
}

#[test]
fn a_response_that_is_ignored_or_raw_is_never_wrong() {
    let item: DeriveInput = parse_quote!(
        struct Read {
            id: String,
        }
    );
    for response in [
        quote!(),
        quote!(-> ()),
        quote!(-> Content),
        quote!(-> Reply<Content>),
        quote!(-> MyUser),
        quote!(-> Option<serde_json::Value>),
    ] {
        assert_eq!(messages(action(quote!(GET "/users/<id>" #response), &item).findings), NOTHING, "{response}");
    }
}

#[test]
fn what_is_damaged_is_told_and_not_guessed_at() {
    let text = index().to_text().replace("clientContext:String:n:", "clientContext:String:q:");
    let damaged = Index::parse(text).unwrap();
    let item: DeriveInput = parse_quote!(
        struct Mute {
            id: String,
        }
    );
    let declaration = read::action(&item, quote!(POST "/communications/calls/<id>/mute")).unwrap();
    assert!(super::action::check(&damaged, &declaration).is_err());
}

#[test]
fn the_bytes_of_what_is_no_entity_are_in_its_json() {
    use graph_action_metadata::Schema;
    use graph_action_metadata::model::{Object, Property, Shape, Type, TypeRef};

    let item: DeriveInput = parse_quote!(
        struct Item {
            data: Option<serde_json::Value>,
        }
    );
    for is_entity in [true, false] {
        let data = Property {
            name: "data".to_owned(),
            ty: TypeRef::one("Edm.Stream"),
            is_nullable: true,
            is_read_only: false,
            navigation: None,
            deprecated: None,
        };
        let object = Object { is_entity, properties: vec![data], ..Object::default() };
        let ty = Type { name: "service.item".to_owned(), shape: Shape::Object(object), deprecated: None };
        let index = Index::of(&Schema { types: vec![ty], ..Schema::default() });
        let model = read::graph_type(&item, quote!("service.item")).unwrap();
        let [errors, ..] = messages(super::types::check(&[&index], &item.ident, &model).unwrap());
        assert_eq!(errors.len(), usize::from(is_entity), "{errors:?}");
    }
}
