//! The types that the pages share: identities, participants, media, calls and operations.

use graph_action::{Nullable, graph_type};
use serde_json::{Map, Value};

#[graph_type("microsoft.graph.identity")]
#[derive(Debug, Clone, Default)]
pub(crate) struct Identity {
    pub(crate) id: Option<String>,
    pub(crate) display_name: Option<String>,
    pub(crate) tenant_id: Option<String>,
}

#[graph_type("microsoft.graph.identitySet")]
#[derive(Debug, Clone, Default)]
pub(crate) struct IdentitySet {
    pub(crate) user: Option<Identity>,
    pub(crate) application: Option<Identity>,
    pub(crate) device: Option<Identity>,
    // Graph sends these four in an open type.
    pub(crate) application_instance: Option<Identity>,
    pub(crate) phone: Option<Identity>,
    pub(crate) guest: Option<Identity>,
    pub(crate) encrypted: Option<Identity>,
}

#[graph_type("microsoft.graph.participantInfo")]
#[derive(Debug, Clone, Default)]
pub(crate) struct ParticipantInfo {
    pub(crate) identity: IdentitySet,
    pub(crate) country_code: Nullable<String>,
    pub(crate) endpoint_type: Nullable<EndpointType>,
    pub(crate) region: Nullable<String>,
    pub(crate) language_id: Nullable<String>,
    /// Also the type's name, where Graph sends a participant as an invitation.
    #[graph(extra)]
    pub(crate) extra: Map<String, Value>,
}

#[graph_type]
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum EndpointType {
    Default,
    Voicemail,
    SkypeForBusiness,
    #[graph(other)]
    Other(String),
}

#[graph_type("microsoft.graph.invitationParticipantInfo")]
#[derive(Debug, Clone, Default)]
pub(crate) struct Invitation {
    pub(crate) endpoint_type: Option<EndpointType>,
    pub(crate) identity: IdentitySet,
    pub(crate) replaces_call_id: Option<String>,
    /// Members of a participant that the pages show in invitations too, and the name of that type.
    #[graph(extra)]
    pub(crate) extra: Map<String, Value>,
}

#[graph_type("microsoft.graph.mediaInfo")]
#[derive(Debug, Clone)]
pub(crate) struct MediaInfo {
    pub(crate) uri: String,
    pub(crate) resource_id: Option<String>,
}

#[graph_type("microsoft.graph.mediaPrompt")]
#[derive(Debug, Clone)]
pub(crate) struct MediaPrompt {
    pub(crate) media_info: MediaInfo,
}

#[graph_type("microsoft.graph.serviceHostedMediaConfig")]
#[derive(Debug, Clone, Default)]
pub(crate) struct ServiceHosted {
    pub(crate) pre_fetch_media: Option<Vec<MediaInfo>>,
    pub(crate) remove_from_default_audio_group: Option<bool>,
}

#[graph_type("microsoft.graph.appHostedMediaConfig")]
#[derive(Debug, Clone, Default)]
pub(crate) struct AppHosted {
    pub(crate) blob: Option<String>,
    pub(crate) remove_from_default_audio_group: Option<bool>,
}

/// Either configuration, as it comes back: which one it is stands in `extra`.
#[graph_type]
#[derive(Debug, Clone)]
pub(crate) struct MediaConfig {
    pub(crate) pre_fetch_media: Option<Vec<MediaInfo>>,
    pub(crate) blob: Option<String>,
    #[graph(extra)]
    pub(crate) extra: Map<String, Value>,
}

#[graph_type("microsoft.graph.chatInfo")]
#[derive(Debug, Clone)]
pub(crate) struct ChatInfo {
    pub(crate) thread_id: String,
    pub(crate) message_id: Option<String>,
    pub(crate) reply_chain_message_id: Option<String>,
}

#[graph_type("microsoft.graph.organizerMeetingInfo")]
#[derive(Debug, Clone)]
pub(crate) struct OrganizerMeetingInfo {
    pub(crate) organizer: IdentitySet,
    pub(crate) allow_conversation_without_host: Option<bool>,
}

#[graph_type("microsoft.graph.resultInfo")]
#[derive(Debug, Clone)]
pub(crate) struct ResultInfo {
    pub(crate) code: i32,
    pub(crate) subcode: Option<i32>,
    pub(crate) message: Option<String>,
    #[graph(extra)]
    pub(crate) extra: Map<String, Value>,
}

#[graph_type]
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CallState {
    Incoming,
    Establishing,
    Established,
    Transferring,
    TransferAccepted,
    Terminating,
    Terminated,
    #[graph(other)]
    Other(String),
}

#[graph_type]
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Modality {
    Audio,
    Video,
    VideoBasedScreenSharing,
    Data,
    #[graph(other)]
    Other(String),
}

#[graph_type("microsoft.graph.call")]
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) id: Option<String>,
    pub(crate) state: Option<CallState>,
    pub(crate) direction: Option<String>,
    pub(crate) subject: Option<String>,
    pub(crate) callback_uri: Option<String>,
    pub(crate) call_chain_id: Option<String>,
    pub(crate) call_routes: Option<Vec<Value>>,
    pub(crate) source: Option<ParticipantInfo>,
    pub(crate) targets: Option<Vec<Invitation>>,
    pub(crate) answered_by: Option<ParticipantInfo>,
    pub(crate) requested_modalities: Option<Vec<Modality>>,
    pub(crate) media_config: Option<MediaConfig>,
    pub(crate) chat_info: Option<ChatInfo>,
    pub(crate) meeting_info: Option<OrganizerMeetingInfo>,
    pub(crate) transcription: Option<Transcription>,
    pub(crate) result_info: Option<ResultInfo>,
    pub(crate) tone_info: Option<ToneInfo>,
    pub(crate) tenant_id: Option<String>,
    pub(crate) my_participant_id: Option<String>,
    #[graph(extra)]
    pub(crate) extra: Map<String, Value>,
}

#[graph_type("microsoft.graph.callTranscriptionInfo")]
#[derive(Debug, Clone)]
pub(crate) struct Transcription {
    pub(crate) state: Option<String>,
    pub(crate) last_modified_date_time: Option<String>,
}

#[graph_type("microsoft.graph.toneInfo")]
#[derive(Debug, Clone)]
pub(crate) struct ToneInfo {
    pub(crate) sequence_id: i64,
    pub(crate) tone: String,
}

#[graph_type("microsoft.graph.participant")]
#[derive(Debug, Clone)]
pub(crate) struct Participant {
    pub(crate) id: Option<String>,
    pub(crate) info: Option<ParticipantInfo>,
    pub(crate) media_streams: Option<Vec<MediaStream>>,
    pub(crate) is_muted: Option<bool>,
    pub(crate) is_in_lobby: Option<bool>,
    pub(crate) metadata: Option<String>,
}

#[graph_type("microsoft.graph.mediaStream")]
#[derive(Debug, Clone)]
pub(crate) struct MediaStream {
    pub(crate) media_type: Modality,
    pub(crate) source_id: String,
    pub(crate) direction: String,
    pub(crate) label: Option<String>,
    pub(crate) server_muted: Option<bool>,
}

#[graph_type]
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OperationStatus {
    NotStarted,
    Running,
    Completed,
    Failed,
    #[graph(other)]
    Other(String),
}

/// Every operation of calls; which one it is, and what it has of its own, stand in `extra`.
#[graph_type("microsoft.graph.commsOperation")]
#[derive(Debug, Clone)]
pub(crate) struct CommsOperation {
    pub(crate) id: Option<String>,
    pub(crate) status: Option<OperationStatus>,
    pub(crate) client_context: Option<String>,
    pub(crate) result_info: Option<ResultInfo>,
    #[graph(extra)]
    pub(crate) extra: Map<String, Value>,
}

impl Identity {
    /// An identity that the pages name by display name and id.
    pub(crate) fn named(display_name: &str, id: &str) -> Self {
        Self { display_name: Some(display_name.to_owned()), ..Self::of(id) }
    }

    /// An identity that is an id alone.
    pub(crate) fn of(id: &str) -> Self {
        Self { id: Some(id.to_owned()), ..Self::default() }
    }
}

impl IdentitySet {
    /// A user.
    pub(crate) fn user(display_name: &str, id: &str) -> Self {
        Self { user: Some(Identity::named(display_name, id)), ..Self::default() }
    }

    /// An application.
    pub(crate) fn application(display_name: &str, id: &str) -> Self {
        Self { application: Some(Identity::named(display_name, id)), ..Self::default() }
    }

    /// A telephone.
    pub(crate) fn phone(number: &str) -> Self {
        Self { phone: Some(Identity::of(number)), ..Self::default() }
    }
}

impl Invitation {
    /// An invitation of this identity and nothing else.
    pub(crate) fn of(identity: IdentitySet) -> Self {
        Self { identity, ..Self::default() }
    }
}

/// What to fetch before it is played.
pub(crate) fn media(file: &str, resource_id: &str) -> MediaInfo {
    MediaInfo { uri: format!("https://cdn.contoso.com/{file}"), resource_id: Some(resource_id.to_owned()) }
}
