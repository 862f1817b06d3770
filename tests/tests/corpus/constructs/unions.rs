//! One of several types, in what is sent.
//!
//! Pages name a type in a member without the `#` that JSON has before it, `microsoft.graph.user`; Graph takes either.

use graph_action::{Page, ResourcePath, graph_action, graph_type};
use serde_json::Value;

use crate::harness::{page, resource};

#[graph_type("microsoft.graph.aadUserNotificationRecipient")]
struct UserRecipient {
    user_id: String,
}

#[graph_type("microsoft.graph.chatMembersNotificationRecipient")]
struct ChatRecipient {
    chat_id: String,
}

#[graph_type]
enum Recipient {
    User(UserRecipient),
    Chat(ChatRecipient),
    #[graph(other)]
    Other(Value),
}

#[graph_type]
enum TopicSource {
    EntityUrl,
    Text,
    #[graph(other)]
    Other(String),
}

#[graph_type]
struct Topic {
    source: TopicSource,
    value: String,
    web_url: Option<String>,
}

#[graph_type]
struct Preview {
    content: String,
}

#[graph_type]
struct Parameter {
    name: String,
    value: String,
}

#[graph_action(POST "/teams/<team>/sendActivityNotification")]
struct SendActivityNotification {
    team: &'static str,
    topic: Topic,
    activity_type: &'static str,
    preview_text: Preview,
    recipient: Recipient,
    template_parameters: Vec<Parameter>,
}

/// Two examples name the type in a namespace that Graph does not have.
#[test]
fn notifies_of_activities() {
    let notify = |(source, value, web_url): (_, &str, Option<&str>), activity_type, preview: &str, parameters: &[_]| {
        let parameter = |(name, value): &(&str, &str)| Parameter { name: (*name).into(), value: (*value).into() };
        SendActivityNotification {
            team: "{teamId}",
            topic: Topic { source, value: value.into(), web_url: web_url.map(Into::into) },
            activity_type,
            preview_text: Preview { content: preview.into() },
            recipient: Recipient::User(UserRecipient { user_id: "569363e2-4e49-4661-87f2-16f245c5d66a".into() }),
            template_parameters: parameters.iter().map(parameter).collect(),
        }
    };
    let team = "https://graph.microsoft.com/v1.0/teams/{teamId}";
    let tab = format!("{team}/channels/{{channelId}}/tabs/{{tabId}}");
    let link = "https://teams.microsoft.com/l/message/19:448cfd2ac2a7490a9084a9ed14cttr78c@thread.skype/1605223780000\
                ?tenantId=c8b1bf45-3834-4ecf-971a-b4c755ee677d&groupId=d4c2a937-f097-435a-bc91-5c1683ca7245\
                &parentMessageId=1605223771864&teamName=Approvals&channelName=Azure%20DevOps&createdTime=1605223780000";
    let actions = [
        notify(
            (TopicSource::EntityUrl, team, None),
            "pendingFinanceApprovalRequests",
            "Internal spending team has a pending finance approval requests",
            &[("pendingRequestCount", "5")],
        ),
        notify(
            (TopicSource::EntityUrl, &tab, None),
            "reservationUpdated",
            "You have moved up the queue",
            &[("reservationId", "TREEE433"), ("currentSlot", "23")],
        ),
        notify(
            (TopicSource::Text, "Deployment Approvals Channel", Some(link)),
            "deploymentApprovalRequired",
            "New deployment requires your approval",
            &[("deploymentId", "6788662")],
        ),
    ];
    let namespaces = ["microsoft.graph", "Microsoft.Teams.GraphSvc", "Microsoft.Teams.GraphSvc"];
    for (index, (action, namespace)) in actions.iter().zip(namespaces).enumerate() {
        page("team-sendactivitynotification")
            .example(index)
            .request_says("/recipient/@odata.type", format!("{namespace}.aadUserNotificationRecipient"))
            .should_say("#microsoft.graph.aadUserNotificationRecipient")
            .check(action);
    }
}

#[graph_type("microsoft.graph.allLicensedUsersAssignmentTarget")]
struct AllLicensedUsers;

#[graph_type("microsoft.graph.configurationManagerCollectionAssignmentTarget")]
struct ManagedCollection {
    collection_id: String,
}

/// What a policy is assigned to.
#[graph_type]
enum Target {
    AllLicensedUsers(AllLicensedUsers),
    Collection(ManagedCollection),
    #[graph(other)]
    Other(Value),
}

#[graph_type("microsoft.graph.deviceConfigurationAssignment")]
struct ConfigurationAssignment {
    id: String,
    target: Target,
}

#[graph_action(POST "/deviceManagement/deviceConfigurations/<id>/assign" -> Page<ConfigurationAssignment>)]
struct AssignConfiguration {
    id: &'static str,
    assignments: Vec<ConfigurationAssignment>,
}

#[graph_type("microsoft.graph.managedDeviceMobileAppConfigurationAssignment")]
struct AppConfigurationAssignment {
    id: String,
    target: Target,
}

#[graph_action(POST "/deviceAppManagement/mobileAppConfigurations/<id>/assign")]
struct AssignAppConfiguration {
    id: &'static str,
    assignments: Vec<AppConfigurationAssignment>,
}

#[test]
fn assigns_configurations() {
    let named = "microsoft.graph.configurationManagerCollectionAssignmentTarget";
    page("intune-deviceconfig-deviceconfiguration-assign")
        .example(0)
        .request_says("/assignments/0/target/@odata.type", named)
        .should_say(format!("#{named}"))
        .response_says("/value/0/target/@odata.type", named)
        .should_say(format!("#{named}"))
        .check_page(&AssignConfiguration {
            id: "{deviceConfigurationId}",
            assignments: vec![ConfigurationAssignment {
                id: "d59b6342-6342-d59b-4263-9bd542639bd5".into(),
                target: Target::Collection(ManagedCollection { collection_id: "Collection Id value".into() }),
            }],
        });
    let named = "microsoft.graph.allLicensedUsersAssignmentTarget";
    let assign = |target| AssignAppConfiguration {
        id: "{managedDeviceMobileAppConfigurationId}",
        assignments: vec![AppConfigurationAssignment { id: "4df81c9c-1c9c-4df8-9c1c-f84d9c1cf84d".into(), target }],
    };
    let pages = page("intune-apps-manageddevicemobileappconfiguration-assign");
    pages
        .example(0)
        .request_says("/assignments/0/target/@odata.type", named)
        .should_say(format!("#{named}"))
        .check(&assign(Target::AllLicensedUsers(AllLicensedUsers)));
    // What no type is declared for goes out as it is.
    pages.example(0).check(&assign(Target::Other(serde_json::json!({ "@odata.type": named }))));
}

#[graph_type("microsoft.graph.androidMobileAppIdentifier")]
struct AndroidApp {
    package_id: String,
}

#[graph_type("microsoft.graph.iosMobileAppIdentifier")]
struct IosApp {
    bundle_id: String,
}

#[graph_type]
enum AppIdentifier {
    Android(AndroidApp),
    Ios(IosApp),
    #[graph(other)]
    Other(Value),
}

#[graph_type("microsoft.graph.managedMobileApp")]
struct ManagedApp {
    mobile_app_identifier: AppIdentifier,
    id: String,
    version: String,
}

#[graph_action(POST "<policy>/targetApps")]
struct TargetApps {
    policy: ResourcePath,
    apps: Vec<ManagedApp>,
}

#[test]
fn targets_apps() {
    let target = |policy| {
        let mobile_app_identifier = AppIdentifier::Android(AndroidApp { package_id: "Package Id value".into() });
        let id = "0a129715-9715-0a12-1597-120a1597120a".into();
        TargetApps { policy, apps: vec![ManagedApp { mobile_app_identifier, id, version: "Version value".into() }] }
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
