//! Intune: actions without parameters at many paths, functions, assignments to targets of several types.

use graph_action::{Page, ResourcePath, Value, graph_action, graph_type};

use crate::harness::{page, resource};

/// The device of the examples.
const DEVICE: &str = "/users/{usersId}/managedDevices/{managedDeviceId}";

/// Actions of a device that have no parameters, each with its page.
macro_rules! without_parameters {
    ($($name:ident $template:literal $page:literal $test:ident),* $(,)?) => {$(
        #[graph_action(POST $template)]
        struct $name {
            device: ResourcePath,
        }

        #[test]
        fn $test() {
            page($page).example(0).check(&$name { device: resource(DEVICE) });
            let operation = $template.strip_prefix("<device>").unwrap();
            page($page).check_every_path(operation, |device| $name { device });
        }
    )*};
}

without_parameters! {
    Reboot "<device>/rebootNow" "intune-devices-manageddevice-rebootnow" reboots,
    Retire "<device>/retire" "intune-devices-manageddevice-retire" retires,
    ShutDown "<device>/shutDown" "intune-devices-manageddevice-shutdown" shuts_down,
    Sync "<device>/syncDevice" "intune-devices-manageddevice-syncdevice" syncs,
    Locate "<device>/locateDevice" "intune-devices-manageddevice-locatedevice" locates,
    DisableLostMode "<device>/disableLostMode" "intune-devices-manageddevice-disablelostmode" disables_lost_mode,
}

#[graph_action(POST "<device>/cleanWindowsDevice")]
struct Clean {
    device: ResourcePath,
    keep_user_data: bool,
}

#[graph_action(POST "<device>/windowsDefenderScan")]
struct Scan {
    device: ResourcePath,
    quick_scan: bool,
}

#[test]
fn cleans_and_scans() {
    let clean = |device| Clean { device, keep_user_data: true };
    page("intune-devices-manageddevice-cleanwindowsdevice").example(0).check(&clean(resource(DEVICE)));
    page("intune-devices-manageddevice-cleanwindowsdevice").check_every_path("/cleanWindowsDevice", clean);
    let scan = |device| Scan { device, quick_scan: true };
    page("intune-devices-manageddevice-windowsdefenderscan").example(0).check(&scan(resource(DEVICE)));
    page("intune-devices-manageddevice-windowsdefenderscan").check_every_path("/windowsDefenderScan", scan);
}

#[graph_action(GET "/deviceManagement/auditEvents/getAuditCategories" -> Page<String>)]
struct AuditCategories;

#[test]
fn lists_audit_categories() {
    page("intune-auditing-auditevent-getauditcategories").example(0).check_page(&AuditCategories);
}

#[graph_action(GET "/deviceManagement/deviceConfigurations/<id>/getOmaSettingPlainTextValue(secretReferenceValueId=<secret>)" -> Value<String>)]
struct PlainText {
    id: &'static str,
    secret: &'static str,
}

#[graph_action(GET "/deviceManagement/verifyWindowsEnrollmentAutoDiscovery(domainName='<domain>')" -> Value<bool>)]
struct VerifyAutoDiscovery {
    domain: &'static str,
}

#[test]
fn gets_primitive_values() {
    let secret = PlainText { id: "{deviceConfigurationId}", secret: "parameterValue" };
    page("intune-deviceconfig-deviceconfiguration-getomasettingplaintextvalue").example(0).check(&secret);
    page("intune-onboarding-devicemanagement-verifywindowsenrollmentautodiscovery")
        .example(0)
        .check(&VerifyAutoDiscovery { domain: "parameterValue" });
}

#[graph_type("microsoft.graph.deviceCompliancePolicyAssignment")]
struct Assignment {
    id: Option<String>,
    target: CollectionTarget,
}

#[graph_type("microsoft.graph.configurationManagerCollectionAssignmentTarget")]
struct CollectionTarget {
    collection_id: Option<String>,
}

#[graph_action(POST "/deviceManagement/deviceCompliancePolicies/<id>/assign" -> Page<Assignment>)]
struct Assign {
    id: &'static str,
    assignments: Vec<Assignment>,
}

/// Intune's pages leave out the `#` of nested types, which OData wants before every type that is not built in.
#[test]
fn assigns_a_policy() {
    let says = "microsoft.graph.configurationManagerCollectionAssignmentTarget";
    let should_say = format!("#{says}");
    page("intune-deviceconfig-devicecompliancepolicy-assign")
        .example(0)
        .request_says("/assignments/0/target/@odata.type", says)
        .should_say(should_say.clone())
        .response_says("/value/0/target/@odata.type", says)
        .should_say(should_say)
        .check_page(&Assign {
            id: "{deviceCompliancePolicyId}",
            assignments: vec![Assignment {
                id: Some("92dc3fef-3fef-92dc-ef3f-dc92ef3fdc92".to_owned()),
                target: CollectionTarget { collection_id: Some("Collection Id value".to_owned()) },
            }],
        });
}

#[graph_type("microsoft.graph.managedMobileApp")]
struct ManagedApp {
    id: Option<String>,
    version: Option<String>,
    mobile_app_identifier: AndroidApp,
}

#[graph_type("microsoft.graph.androidMobileAppIdentifier")]
struct AndroidApp {
    package_id: String,
}

#[graph_action(POST "<policy>/targetApps")]
struct TargetApps {
    policy: ResourcePath,
    apps: Vec<ManagedApp>,
}

/// Two pages, for a type and for its base.
#[test]
fn targets_apps() {
    let target = |policy| TargetApps {
        policy,
        apps: vec![ManagedApp {
            id: Some("0a129715-9715-0a12-1597-120a1597120a".to_owned()),
            version: Some("Version value".to_owned()),
            mobile_app_identifier: AndroidApp { package_id: "Package Id value".to_owned() },
        }],
    };
    for name in ["intune-mam-managedapppolicy-targetapps", "intune-mam-managedappprotection-targetapps"] {
        page(name)
            .example(0)
            .request_says("/apps/0/mobileAppIdentifier/@odata.type", "microsoft.graph.androidMobileAppIdentifier")
            .should_say("#microsoft.graph.androidMobileAppIdentifier")
            .check(&target(resource("/deviceAppManagement/managedAppPolicies/{managedAppPolicyId}")));
        page(name).check_every_path("/targetApps", target);
    }
}

#[graph_type("microsoft.graph.report")]
struct Report {
    content: String,
}

#[graph_action(GET "/reports/deviceConfigurationUserActivity" -> Value<Report>)]
struct ConfigurationActivity;

#[test]
fn gets_a_complex_value() {
    page("intune-deviceconfig-reportroot-deviceconfigurationuseractivity")
        .example(0)
        .response_says("/value/@odata.type", "microsoft.graph.report")
        .should_say("#microsoft.graph.report")
        .check(&ConfigurationActivity);
}

#[graph_action(POST "/deviceManagement/reports/getCachedReport" -> Value<String>)]
struct CachedReport {
    id: &'static str,
    select: Vec<&'static str>,
    search: Option<&'static str>,
    group_by: Vec<&'static str>,
    order_by: Vec<&'static str>,
    skip: Option<u32>,
    top: Option<u32>,
}

/// A stream comes as text within JSON.
#[test]
fn gets_a_cached_report() {
    page("intune-reporting-devicemanagementreports-getcachedreport").example(0).check(&CachedReport {
        id: "Id value",
        select: vec!["Select value"],
        search: Some("Search value"),
        group_by: vec!["Group By value"],
        order_by: vec!["Order By value"],
        skip: Some(4),
        top: Some(3),
    });
}
