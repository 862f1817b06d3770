//! Teams: long-running operations without a body, shifts, presences, delta queries.

use graph_action::{Operation, Page, graph_action, graph_type};
use serde_json::{Map, Value};

use crate::harness::page;

#[graph_action(POST "/teams/<id>/archive" -> Operation<Value>)]
struct Archive {
    id: &'static str,
    should_set_spo_site_read_only_for_members: Option<bool>,
}

/// The page shows no body; a declaration with an optional member sends an object without it, which says the same.
#[test]
fn archives_a_team() {
    page("team-archive")
        .example(0)
        .request_says("", Value::Null)
        .should_say(serde_json::json!({}))
        .check_operation(&Archive { id: "{id}", should_set_spo_site_read_only_for_members: None });
}

#[graph_action(POST "/teams/<id>/unarchive" -> Operation<Value>)]
struct Unarchive {
    id: &'static str,
}

#[test]
fn unarchives_a_team() {
    page("team-unarchive").example(0).check_operation(&Unarchive { id: "{id}" });
}

#[graph_action(POST "/teams/<id>/clone" -> Operation<Value>)]
struct CloneTeam {
    id: &'static str,
    display_name: &'static str,
    description: Option<&'static str>,
    mail_nickname: &'static str,
    parts_to_clone: &'static str,
    visibility: Option<&'static str>,
}

#[test]
fn clones_a_team() {
    page("team-clone").example(0).check_operation(&CloneTeam {
        id: "{id}",
        display_name: "Library Assist",
        description: Some("Self help community for library"),
        mail_nickname: "libassist",
        parts_to_clone: "apps,tabs,settings,channels,members",
        visibility: Some("public"),
    });
}

#[graph_action(POST "/teams/<team>/installedApps/<installation>/upgrade")]
struct UpgradeApp {
    team: &'static str,
    installation: &'static str,
}

#[test]
fn upgrades_an_app() {
    page("team-teamsappinstallation-upgrade").example(0).check(&UpgradeApp {
        team: "db5e04be-daa2-4a35-beb1-5e73cc381599",
        installation: "NjkwM2ZhOTMtNjA1Yi00M2VmLTkyMGUtNzdjNDcyOWY4MjU4IyMwMjQwYTM2OC0yNWUwLTQ1NjktOGViZS0xMzYwMWNiNTVhMTg=",
    });
}

#[graph_action(POST "/teams/<team>/schedule/share")]
struct ShareSchedule {
    team: &'static str,
    notify_team: bool,
    start_date_time: &'static str,
    end_date_time: &'static str,
}

#[test]
fn shares_a_schedule() {
    page("schedule-share").example(0).check(&ShareSchedule {
        team: "{teamId}",
        notify_team: true,
        start_date_time: "2018-10-08T00:00:00.000Z",
        end_date_time: "2018-10-15T00:00:00.000Z",
    });
}

/// Requests of every kind are approved alike.
#[graph_action(POST "/teams/<team>/schedule/<kind>/<request>/approve")]
struct Approve {
    team: &'static str,
    kind: &'static str,
    request: &'static str,
    message: Option<&'static str>,
}

#[graph_action(POST "/teams/<team>/schedule/swapShiftsChangeRequests/<request>/decline")]
struct Decline {
    team: &'static str,
    request: &'static str,
    message: Option<&'static str>,
}

#[test]
fn approves_and_declines_changes_of_shifts() {
    let approve = |kind, request| Approve { team: "{teamId}", kind, request, message: Some("message-value") };
    page("swapshiftschangerequest-approve")
        .example(0)
        .check(&approve("swapShiftsChangeRequests", "{swapShiftChangeRequestId}"));
    page("timeoffrequest-approve").example(0).check(&approve("timeOffRequests", "{timeOffRequestId}"));
    page("openshiftchangerequest-approve")
        .example(0)
        .check(&Approve { team: "{id}", ..approve("openShiftChangeRequests", "{openShiftChangeRequestId}") });
    let decline = Decline { team: "{teamId}", request: "{swapShiftChangeRequestId}", message: Some("message-value") };
    page("swapshiftschangerequest-decline").example(0).check(&decline);
}

#[graph_type]
struct Presence {
    id: String,
    availability: String,
    activity: String,
}

#[graph_action(POST "/communications/getPresencesByUserId" -> Page<Presence>)]
struct GetPresences {
    #[graph(max_items = 650)]
    ids: Vec<&'static str>,
}

#[test]
fn gets_presences() {
    let ids = vec!["fa8bf3dc-eca7-46b7-bad1-db199b62afc3", "66825e03-7ef5-42da-9069-724602c31f6b"];
    page("cloudcommunications-getpresencesbyuserid").example(0).check_page(&GetPresences { ids });
}

#[graph_type("microsoft.graph.chatMessage")]
struct ChatMessage {
    id: String,
    message_type: String,
    /// What this test is not about.
    #[graph(extra)]
    extra: Map<String, Value>,
}

#[graph_action(GET "/teams/<team>/channels/<channel>/messages/delta?$top=<top>&$skiptoken=<skip>&$deltatoken=<delta>" -> Page<ChatMessage>)]
struct MessageDelta {
    team: &'static str,
    channel: &'static str,
    top: Option<u32>,
    skip: Option<&'static str>,
    delta: Option<&'static str>,
}

/// The tokens are opaque and come in a link; that they can be written out shows that they go out as they came in.
#[test]
fn follows_messages() {
    let messages = |top, skip, delta| MessageDelta {
        team: "fbe2bf47-16c8-47cf-b4a5-4b9b187c508b",
        channel: "19:4a95f7d8db4c4e7fae857bcebe0623e6@thread.tacv2",
        top,
        skip,
        delta,
    };
    let first = "-FG3FPHv7HuyuazNLuy3eXlzQGbEjYLUsW9-pYkmXgn5KGsaOwrCoor2W23dGNNM1KtAX4AyvpFQNVsBgsEwUOX9lw8x9zDumgJy-C-UbjZLlZDQACyC9FyrVelZus9n.--rshdLwy_WBFJd8anPXJPbSUtUD7r3V4neB5tcrG58";
    let second = "8UusBixEHS9UUau6uGcryrA6FpnWwMJbuTYILM1PArHxnZzDVcsHQrijNzCyIVeEauMQsKUfMhNjLWFs1o4sBS_LofJ7xMftZUfec_pijuT6cAk5ugcWCca9RCjK7iVj.DKZ9w4bX9vCR7Sj9P0_qxjLAAPiEZgxlOxxmCLMzHJ4";
    let delta = "aQdvS1VwGCSRxVmZJqykmDik_JIC44iCZpv-GLiA2VnFuE5yG-kCEBROb2iaPT_y_eMWVQtBO_ejzzyIxl00ji-tQ3HzAbW4liZAVG88lO3nG_6-MBFoHY1n8y21YUzjocG-Cn1tCNeeLPLTzIe5Dw.EP9gLiCoF2CE_e6l_m1bTk2aokD9KcgfgfcLGqd1r_4";
    let pages = page("chatmessage-delta");
    pages.example(0).check_page(&messages(Some(2), None, None));
    pages.example(1).check_page(&messages(None, Some(first), None));
    pages.example(2).check_page(&messages(None, Some(second), None));
    pages.example(3).check_page(&messages(None, None, Some(delta)));
}
