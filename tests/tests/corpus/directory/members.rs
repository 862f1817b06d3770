//! Membership: lists of ids in, lists of ids out.

use graph_action::{Page, graph_action};

use crate::harness::page;

#[graph_action(POST "/directoryObjects/<id>/checkMemberGroups" -> Page<String>)]
struct CheckMemberGroups {
    id: String,
    group_ids: Vec<String>,
}

#[test]
fn checks_member_groups() {
    let ids = ["fee2c45b-915a-4a64b130f4eb9e75525e", "4fe90ae065a-478b9400e0a0e1cbd540"];
    let action = CheckMemberGroups { id: "{id}".to_owned(), group_ids: ids.map(str::to_owned).to_vec() };
    page("directoryobject-checkmembergroups").example(0).check_page(&action);
}

#[graph_action(POST "/me/getMemberGroups" -> Page<String>)]
struct GetMemberGroups {
    security_enabled_only: bool,
}

#[test]
fn gets_member_groups() {
    page("user-getmembergroups").example(0).check_page(&GetMemberGroups { security_enabled_only: true });
}
