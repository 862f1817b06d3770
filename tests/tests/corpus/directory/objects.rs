//! Objects of any type, what an object is a member of, what one may decide.

use graph_action::{Page, ResourcePath, graph_action, graph_type};
use serde_json::{Map, Value};

use crate::harness::{page, resource};

/// Any object: its type, and what that has, stand in `extra`.
#[graph_type("microsoft.graph.directoryObject")]
struct DirectoryObject {
    id: String,
    #[graph(extra)]
    extra: Map<String, Value>,
}

#[graph_action(POST "/directoryObjects/getByIds" -> Page<DirectoryObject>)]
struct GetByIds {
    #[graph(max_items = 1000)]
    ids: Vec<&'static str>,
    types: Option<Vec<&'static str>>,
}

#[test]
fn gets_objects_by_ids() {
    page("directoryobject-getbyids").example(0).check_page(&GetByIds {
        ids: vec!["84b80893874940a3-97b7-68513b600544", "5d6059b6368d-45f8-91e18e07d485f1d0"],
        types: Some(vec!["user"]),
    });
}

#[graph_action(POST "<object>/getMemberObjects" -> Page<String>)]
struct GetMemberObjects {
    object: ResourcePath,
    security_enabled_only: bool,
}

#[graph_action(POST "<object>/getMemberGroups" -> Page<String>)]
struct GetMemberGroups {
    object: ResourcePath,
    security_enabled_only: bool,
}

#[graph_action(POST "<object>/checkMemberObjects" -> Page<String>)]
struct CheckMemberObjects {
    object: ResourcePath,
    #[graph(max_items = 20)]
    ids: Vec<&'static str>,
}

/// One declaration for users, groups, contacts and service principals, which have a page each.
#[test]
fn gets_what_an_object_is_a_member_of() {
    for (name, object, security_enabled_only) in [
        ("directoryobject-getmemberobjects", "/directoryObjects/{object-id}", true),
        ("group-getmemberobjects", "/groups/{id}", false),
        ("orgcontact-getmemberobjects", "/contacts/{id}", false),
    ] {
        page(name).example(0).check_page(&GetMemberObjects { object: resource(object), security_enabled_only });
    }
    for (name, object, security_enabled_only) in [
        ("serviceprincipal-getmembergroups", "/servicePrincipals/{id}", true),
        ("orgcontact-getmembergroups", "/contacts/{id}", false),
    ] {
        page(name).example(0).check_page(&GetMemberGroups { object: resource(object), security_enabled_only });
    }
}

#[test]
fn checks_what_an_object_is_a_member_of() {
    for (name, object) in [
        ("group-checkmemberobjects", "/groups/{id}"),
        ("serviceprincipal-checkmemberobjects", "/servicePrincipals/{id}"),
        ("user-checkmemberobjects", "/me"),
    ] {
        let ids = vec![
            "80a963dd-84af-4eb8-b2a6-781e444d4fb0",
            "62e90394-69f5-4237-9190-012177145e10",
            "86a64f51-3a64-4cc6-a8c8-6b8f000c0f52",
            "ac38546e-ddf3-437a-ac5c-27a94cd7a0f1",
        ];
        page(name).example(0).check_page(&CheckMemberObjects { object: resource(object), ids });
    }
}

#[graph_action(GET "/identityGovernance/accessReviews/definitions/filterByCurrentUser(on='<on>')" -> Page<DirectoryObject>)]
struct ReviewsOfUser {
    on: &'static str,
}

#[graph_action(GET "/identityGovernance/appConsent/appConsentRequests/<id>/userConsentRequests/filterByCurrentUser(on='reviewer')" -> Page<DirectoryObject>)]
struct ConsentsOfUser {
    id: &'static str,
    #[graph(query = "$filter")]
    filter: Option<&'static str>,
}

#[test]
fn filters_by_the_current_user() {
    page("accessreviewscheduledefinition-filterbycurrentuser").example(0).check_page(&ReviewsOfUser { on: "reviewer" });
    page("userconsentrequest-filterbycurrentuser").example(0).check_page(&ConsentsOfUser {
        id: "ee245379-e3bb-4944-a997-24115f0b8b5e",
        // The page has a space too much.
        filter: Some(" (status eq 'Completed')"),
    });
}

#[graph_action(POST "/applications/<id>/setVerifiedPublisher")]
struct SetVerifiedPublisher {
    id: &'static str,
    verified_publisher_id: &'static str,
}

#[graph_action(POST "/users/<id>/exportPersonalData")]
struct ExportPersonalData {
    id: &'static str,
    storage_location: &'static str,
}

#[graph_action(POST "/domains/<id>/forceDelete")]
struct ForceDelete {
    id: &'static str,
    disable_user_accounts: Option<bool>,
}

#[test]
fn succeeds_without_content() {
    let id = "{id}";
    page("application-setverifiedpublisher")
        .example(0)
        .check(&SetVerifiedPublisher { id, verified_publisher_id: "1234567" });
    page("user-exportpersonaldata")
        .example(0)
        .check(&ExportPersonalData { id, storage_location: "storageLocation-value" });
    page("domain-forcedelete").example(0).check(&ForceDelete { id, disable_user_accounts: Some(true) });
}
