//! Policies, reviews and licences, and what the directory finds wrong with a name.

use graph_action::{Value, graph_action, graph_type};

use crate::harness::page;

#[graph_action(POST "/groupLifecyclePolicies/<id>/addGroup" -> Value<bool>)]
struct AddGroup {
    id: &'static str,
    group_id: &'static str,
}

#[graph_action(POST "/groupLifecyclePolicies/<id>/removeGroup" -> Value<bool>)]
struct RemoveGroup {
    id: &'static str,
    group_id: &'static str,
}

#[test]
fn adds_and_removes_a_group() {
    let (id, group_id) = ("{id}", "ffffffff-ffff-ffff-ffff-ffffffffffff");
    page("grouplifecyclepolicy-addgroup").example(0).check(&AddGroup { id, group_id });
    page("grouplifecyclepolicy-removegroup").example(0).check(&RemoveGroup { id, group_id });
}

#[graph_action(POST "/directoryObjects/validateProperties")]
struct ValidateProperties {
    entity_type: &'static str,
    display_name: &'static str,
    mail_nickname: &'static str,
    on_behalf_of_user_id: &'static str,
}

fn validate(name: &'static str) -> ValidateProperties {
    ValidateProperties {
        entity_type: "Group",
        display_name: name,
        mail_nickname: name,
        on_behalf_of_user_id: "onBehalfOfUserId-value",
    }
}

#[test]
fn validates_names() {
    page("directoryobject-validateproperties").example(0).check(&validate("Myprefix_test_mysuffix"));
    let error = page("directoryobject-validateproperties").example(1).check_error(&validate("test"));
    let Some(error) = error else { return };
    assert_eq!((error.status().unwrap().as_u16(), error.code()), (422, Some("Request_UnprocessableEntity")));
    let details = &error.service().unwrap().json().unwrap()["error"]["details"];
    assert_eq!(details[1]["target"], "mailNickname");
}

#[graph_action(POST "/identityProtection/riskyUsers/dismiss")]
struct DismissRisk {
    #[graph(max_items = 60)]
    user_ids: Vec<&'static str>,
}

#[test]
fn dismisses_risks() {
    let user_ids = vec!["04487ee0-f4f6-4e7f-8999-facc5a30e232", "13387ee0-f4f6-4e7f-8999-facc5120e345"];
    page("riskyuser-dismiss").example(0).check(&DismissRisk { user_ids });
}

#[graph_action(POST "/identityGovernance/accessReviews/definitions/<definition>/instances/<instance>/applyDecisions")]
struct ApplyDecisions {
    definition: &'static str,
    instance: &'static str,
}

#[graph_action(POST "/identityGovernance/accessReviews/definitions/<definition>/instances/<instance>/batchRecordDecisions")]
struct RecordDecisions {
    definition: &'static str,
    instance: &'static str,
    decision: &'static str,
    justification: Option<&'static str>,
    resource_id: Option<&'static str>,
}

#[test]
fn decides_reviews() {
    let definition = "e6cafba0-cbf0-4748-8868-0810c7f4cc06";
    page("accessreviewinstance-applydecisions")
        .example(0)
        .check(&ApplyDecisions { definition, instance: "1234fba0-cbf0-5678-8868-0810c7f49101" });
    page("accessreviewinstance-batchrecorddecisions").example(0).check(&RecordDecisions {
        definition,
        instance: "1234fba0-cbf0-6778-8868-9999c7f4cc06",
        decision: "Approve",
        justification: Some(
            "All principals with access need continued access to the resource (Marketing Group) as all the principals \
             are on the marketing team",
        ),
        resource_id: Some("a5c51e59-3fcd-4a37-87a1-835c0c21488a"),
    });
}

#[graph_type]
struct License {
    disabled_plans: Vec<String>,
    sku_id: String,
}

#[graph_type]
struct Plan {
    assigned_date_time: String,
    capability_status: String,
    service: String,
    service_plan_id: String,
}

#[graph_type]
struct User {
    account_enabled: Option<bool>,
    assigned_licenses: Vec<License>,
    assigned_plans: Vec<Plan>,
    business_phones: Vec<String>,
    city: Option<String>,
    company_name: Option<String>,
}

#[graph_action(POST "/me/assignLicense" -> User)]
struct AssignLicense {
    add_licenses: Vec<License>,
    remove_licenses: Vec<&'static str>,
}

#[graph_action(POST "/users/<id>/reprocessLicenseAssignment" -> User)]
struct ReprocessLicenses {
    id: &'static str,
}

#[test]
fn assigns_licenses() {
    page("user-assignlicense").example(0).check(&AssignLicense {
        add_licenses: vec![License {
            disabled_plans: vec!["11b0131d-43c8-4bbb-b2c8-e80f9a50834a".to_owned()],
            sku_id: "guid".to_owned(),
        }],
        remove_licenses: vec!["bea13e0c-3828-4daa-a392-28af7ff61a0f"],
    });
    let id = "047dd774-f1c4-40f2-82f0-278de79f9b83";
    page("user-reprocesslicenseassignment").example(0).check(&ReprocessLicenses { id });
}
