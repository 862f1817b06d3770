//! Calls that are made: to one, to several, into a meeting, to a telephone.

use graph_action::{Nullable, Reply, graph_action};
use serde::Serialize;

use super::models::{
    AppHosted, Call, ChatInfo, Identity, IdentitySet, Invitation, Modality, OrganizerMeetingInfo, ParticipantInfo,
    ServiceHosted, media,
};
use crate::harness::page;

/// The body is a call; its members are the fields here.
#[graph_action(POST "/communications/calls" -> Reply<Call>)]
struct CreateCall<M: Serialize> {
    #[graph(name = "@odata.type")]
    kind: &'static str,
    callback_uri: &'static str,
    direction: Option<&'static str>,
    subject: Option<&'static str>,
    source: Option<ParticipantInfo>,
    targets: Option<Vec<Invitation>>,
    requested_modalities: Vec<Modality>,
    media_config: M,
    chat_info: Option<ChatInfo>,
    meeting_info: Option<OrganizerMeetingInfo>,
    tenant_id: Option<&'static str>,
}

fn call<M: Serialize>(media_config: M) -> CreateCall<M> {
    CreateCall {
        kind: "#microsoft.graph.call",
        callback_uri: "https://bot.contoso.com/callback",
        direction: None,
        subject: None,
        source: None,
        targets: None,
        requested_modalities: vec![Modality::Audio],
        media_config,
        chat_info: None,
        meeting_info: None,
        tenant_id: None,
    }
}

fn john() -> Vec<Invitation> {
    vec![Invitation::of(IdentitySet::user("John", "112f7296-5fa4-42ca-bae8-6a692b15d4b8"))]
}

fn session() -> AppHosted {
    AppHosted { blob: Some("<Media Session Configuration>".to_owned()), ..AppHosted::default() }
}

#[test]
fn calls_a_user() {
    page("application-post-calls")
        .example(0)
        .check_reply(&CreateCall { targets: Some(john()), ..call(ServiceHosted::default()) });
    let bot = IdentitySet::application("Calling Bot", "2891555a-92ff-42e6-80fa-6e1300c6b5c6");
    page("application-post-calls").example(1).check_reply(&CreateCall {
        source: Some(ParticipantInfo {
            identity: bot,
            region: Nullable::Null,
            language_id: Nullable::Null,
            ..ParticipantInfo::default()
        }),
        targets: Some(john()),
        ..call(session())
    });
}

fn group_call<M: Serialize>(subject: &'static str, media_config: M) -> CreateCall<M> {
    let bot = IdentitySet::application("TestBot", "dd3885da-f9ab-486b-bfae-85de3d445555");
    let users = [
        IdentitySet::user("user1", "98da8a1a-1b87-452c-a713-65d3f10b5555"),
        IdentitySet::user("user2", "bf5aae9a-d11d-47a8-93b1-782504c95555"),
    ];
    CreateCall {
        direction: Some("outgoing"),
        subject: Some(subject),
        source: Some(ParticipantInfo { identity: bot, ..ParticipantInfo::default() }),
        targets: Some(users.map(Invitation::of).to_vec()),
        ..call(media_config)
    }
}

/// The page shows no response to a group call.
#[test]
fn calls_a_group() {
    let remove_from_default_audio_group = Some(false);
    page("application-post-calls").example(2).check_request(&group_call(
        "Create a group call with service hosted media",
        ServiceHosted { remove_from_default_audio_group, ..ServiceHosted::default() },
    ));
    page("application-post-calls").example(3).check_request(&group_call(
        "Create a group call with application hosted media",
        AppHosted { remove_from_default_audio_group, ..AppHosted::default() },
    ));
}

fn meeting_call<M: Serialize>(tenant_id: Option<&str>, media_config: M) -> CreateCall<M> {
    let bob = Identity {
        tenant_id: tenant_id.map(str::to_owned),
        ..Identity::named("Bob", "5810cede-f3cc-42eb-b2c1-e9bd5d53ec96")
    };
    CreateCall {
        chat_info: Some(ChatInfo {
            thread_id: "19:meeting_Win6Ydo4wsMijFjZS00ZGVjLTk5MGUtOTRjNWY2NmNkYTFm@thread.v2".to_owned(),
            message_id: Some("0".to_owned()),
            reply_chain_message_id: None,
        }),
        meeting_info: Some(OrganizerMeetingInfo {
            organizer: IdentitySet { user: Some(bob), ..IdentitySet::default() },
            allow_conversation_without_host: Some(true),
        }),
        ..call(media_config)
    }
}

#[test]
fn joins_a_meeting() {
    let beep = media("beep.wav", "f8971b04-b53e-418c-9222-c82ce681a582");
    let cool = media("cool.wav", "86dc814b-c172-4428-9112-60f8ecae1edb");
    let tenant_id = Some("86dc81db-c112-4228-9222-63f3esaa1edb");
    let hosted = ServiceHosted { pre_fetch_media: Some(vec![beep, cool]), ..ServiceHosted::default() };
    // The page leaves out the type of the files to fetch.
    page("application-post-calls")
        .example(4)
        .leaves_out_types()
        .check_reply(&CreateCall { tenant_id, ..meeting_call(tenant_id, hosted) });
    page("application-post-calls")
        .example(5)
        .check_request(&CreateCall { direction: Some("outgoing"), ..meeting_call(None, AppHosted::default()) });
}

fn telephone_call<M: Serialize>(media_config: M) -> CreateCall<M> {
    let bot = Identity::named("Calling Bot", "3d913abb-aec0-4964-8fa6-3c6850c4f278");
    CreateCall {
        source: Some(ParticipantInfo {
            identity: IdentitySet { application_instance: Some(bot), ..IdentitySet::default() },
            country_code: Nullable::Null,
            endpoint_type: Nullable::Null,
            region: Nullable::Null,
            language_id: Nullable::Null,
            ..ParticipantInfo::default()
        }),
        targets: Some(vec![Invitation::of(IdentitySet::phone("+12345678901"))]),
        tenant_id: Some("aa67bd4c-8475-432d-bd41-39f255720e0a"),
        ..call(media_config)
    }
}

#[test]
fn calls_a_telephone() {
    page("application-post-calls").example(6).check_reply(&telephone_call(ServiceHosted::default()));
    page("application-post-calls").example(7).check_reply(&telephone_call(session()));
}
