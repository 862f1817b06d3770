//! Calls that are transferred.

use graph_action::graph_action;
use serde_json::{Map, Value};

use super::models::{EndpointType, Identity, IdentitySet, Invitation};
use crate::harness::page;

#[graph_action(POST "/communications/calls/<id>/transfer")]
struct Transfer {
    id: &'static str,
    transfer_target: Invitation,
    /// Not in Graph's metadata, and in two of the examples.
    client_context: Option<&'static str>,
}

fn target(identity: IdentitySet, replaces_call_id: Option<&str>) -> Invitation {
    Invitation {
        endpoint_type: Some(EndpointType::Default),
        replaces_call_id: replaces_call_id.map(str::to_owned),
        ..Invitation::of(identity)
    }
}

/// The language and the region are no members of an invitation in Graph's metadata.
fn place(language_id: &str, region: &str) -> Map<String, Value> {
    let members = [("languageId", language_id), ("region", region)];
    members.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect()
}

#[test]
fn transfers_to_a_user() {
    let heidi = || {
        let id = "550fae72-d251-43ec-868c-373732c2704f";
        IdentitySet { user: Some(Identity::named("Heidi Steen", id)), ..IdentitySet::default() }
    };
    page("call-transfer").example(0).leaves_out_types().check(&Transfer {
        id: "{id}",
        transfer_target: target(heidi(), Some("replacesCallId-value")),
        client_context: None,
    });
    page("call-transfer").example(1).check(&Transfer {
        id: "341a0500-d4bf-4224-8b19-1581168d328b",
        transfer_target: target(heidi(), Some("e5d39592-99bd-4db8-bca8-30fb894ec51d")),
        client_context: None,
    });
}

#[test]
fn transfers_to_a_telephone() {
    let phone = || IdentitySet::phone("+12345678901");
    page("call-transfer").example(2).leaves_out_types().check(&Transfer {
        id: "{id}",
        transfer_target: Invitation { extra: place("languageId-value", "region-value"), ..target(phone(), None) },
        client_context: Some("9e90d1c1-f61e-43e7-9f75-d420159aae08"),
    });
    page("call-transfer").example(3).check(&Transfer {
        id: "341a0500-d4bf-4224-8b19-1581168d328b",
        transfer_target: Invitation {
            extra: place("en-us", "amer"),
            ..target(phone(), Some("e5d39592-99bd-4db8-bca8-30fb894ec51d"))
        },
        client_context: Some("9e90d1c1-f61e-43e7-9f75-d420159aae08"),
    });
}
