//! 68 actions of `microsoft.graph`, version v1.0, and 71 types that they need.
//!
//! Made from the service's metadata by `cargo graph-action generate --all`, and meant to be edited:
//! the command makes it anew.
//!
//! Needs `serde_json` beside `graph-action`.

use graph_action::odata::{Edm, Flags};
use graph_action::{
    Content, Operation, Page, ResourcePath, Value, graph_action, graph_path, graph_type,
};

/// Calls `answer` on the `call`.
#[graph_action(POST "/communications/calls/<id>/answer")]
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerCall {
    /// The key of the call.
    pub id: String,
    /// Callback uri.
    pub callback_uri: String,
    /// Media config.
    pub media_config: MediaConfig,
    /// Accepted modalities.
    pub accepted_modalities: Option<Vec<Modality>>,
    /// Participant capacity.
    pub participant_capacity: Option<i32>,
    /// Call options.
    pub call_options: Option<IncomingCallOptions>,
}

/// Stops what a call is playing or recording.
#[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing" -> Operation<CancelMediaProcessingOperation>)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CancelMediaProcessing {
    /// The key of the call.
    pub id: String,
    /// Comes back in the operation, at most 256 characters.
    pub client_context: Option<String>,
}

/// Calls `changeScreenSharingRole` on the `call`.
#[graph_action(POST "/communications/calls/<id>/changeScreenSharingRole")]
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeScreenSharingRole {
    /// The key of the call.
    pub id: String,
    /// Role.
    pub role: ScreenSharingRole,
}

/// Calls `keepAlive` on the `call`.
#[graph_action(POST "/communications/calls/<id>/keepAlive")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KeepAlive {
    /// The key of the call.
    pub id: String,
}

/// Calls `mute` on the `call`.
#[graph_action(POST "/communications/calls/<id>/mute" -> Operation<MuteParticipantOperation>)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MuteCall {
    /// The key of the call.
    pub id: String,
    /// Client context.
    pub client_context: Option<String>,
}

/// Calls `playPrompt` on the `call`.
#[graph_action(POST "/communications/calls/<id>/playPrompt" -> Operation<PlayPromptOperation>)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlayPrompt {
    /// The key of the call.
    pub id: String,
    /// Prompts.
    pub prompts: Vec<Prompt>,
    /// Client context.
    pub client_context: Option<String>,
}

/// Calls `recordResponse` on the `call`.
#[graph_action(POST "/communications/calls/<id>/recordResponse" -> Operation<RecordOperation>)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RecordResponse {
    /// The key of the call.
    pub id: String,
    /// Prompts.
    pub prompts: Option<Vec<Prompt>>,
    /// Barge in allowed.
    pub barge_in_allowed: Option<bool>,
    /// Initial silence timeout in seconds.
    pub initial_silence_timeout_in_seconds: Option<i32>,
    /// Max silence timeout in seconds.
    pub max_silence_timeout_in_seconds: Option<i32>,
    /// Max record duration in seconds.
    pub max_record_duration_in_seconds: Option<i32>,
    /// Play beep.
    pub play_beep: Option<bool>,
    /// Stop tones.
    pub stop_tones: Option<Vec<String>>,
    /// Client context.
    pub client_context: Option<String>,
}

/// Calls `redirect` on the `call`.
#[graph_action(POST "/communications/calls/<id>/redirect")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RedirectCall {
    /// The key of the call.
    pub id: String,
    /// Targets.
    pub targets: Vec<InvitationParticipantInfo>,
    /// Timeout.
    pub timeout: Option<i32>,
    /// Callback uri.
    pub callback_uri: Option<String>,
}

/// Calls `reject` on the `call`.
#[graph_action(POST "/communications/calls/<id>/reject")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RejectCall {
    /// The key of the call.
    pub id: String,
    /// Reason.
    pub reason: Option<RejectReason>,
    /// Callback uri.
    pub callback_uri: Option<String>,
}

/// Calls `sendDtmfTones` on the `call`.
#[graph_action(POST "/communications/calls/<id>/sendDtmfTones" -> Operation<SendDtmfTonesOperation>)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SendDtmfTones {
    /// The key of the call.
    pub id: String,
    /// Tones.
    pub tones: Vec<Tone>,
    /// Delay between tones ms.
    pub delay_between_tones_ms: Option<i32>,
    /// Client context.
    pub client_context: Option<String>,
}

/// Calls `subscribeToTone` on the `call`.
#[graph_action(POST "/communications/calls/<id>/subscribeToTone" -> Operation<SubscribeToToneOperation>)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SubscribeToTone {
    /// The key of the call.
    pub id: String,
    /// Client context.
    pub client_context: Option<String>,
}

/// Calls `transfer` on the `call`.
#[graph_action(POST "/communications/calls/<id>/transfer")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TransferCall {
    /// The key of the call.
    pub id: String,
    /// Transfer target.
    pub transfer_target: InvitationParticipantInfo,
    /// Transferee.
    pub transferee: Option<ParticipantInfo>,
}

/// Calls `unmute` on the `call`.
#[graph_action(POST "/communications/calls/<id>/unmute" -> Operation<UnmuteParticipantOperation>)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnmuteCall {
    /// The key of the call.
    pub id: String,
    /// Client context.
    pub client_context: Option<String>,
}

/// Calls `updateRecordingStatus` on the `call`.
#[graph_action(POST "/communications/calls/<id>/updateRecordingStatus" -> Operation<UpdateRecordingStatusOperation>)]
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateRecordingStatus {
    /// The key of the call.
    pub id: String,
    /// Status.
    pub status: RecordingStatus,
    /// Client context.
    pub client_context: Option<String>,
}

/// Where the collection of `callRecording` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum CallRecordingCollectionPath {
    /// `/communications/onlineMeetings/<id>/recordings`.
    #[graph("/communications/onlineMeetings/<id>/recordings")]
    CommunicationsOnlineMeetingsRecordings {
        /// The key of the online meeting.
        id: String,
    },
    /// `/me/onlineMeetings/<id>/recordings`.
    #[graph("/me/onlineMeetings/<id>/recordings")]
    MeOnlineMeetingsRecordings {
        /// The key of the online meeting.
        id: String,
    },
    /// `/users/<user>/onlineMeetings/<id>/recordings`.
    #[graph("/users/<user>/onlineMeetings/<id>/recordings")]
    UsersOnlineMeetingsRecordings {
        /// The key of the user.
        user: String,
        /// The key of the online meeting.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
}

/// Calls `delta` on the collection of `callRecording`.
#[graph_action(GET "<call_recording>/delta()" -> Page<CallRecording>)]
#[derive(Debug, Clone, PartialEq)]
pub struct DeltaCallRecording {
    /// Where the collection of `callRecording` is.
    pub call_recording: CallRecordingCollectionPath,
}

/// Calls `getPstnCalls` on the collection of `callRecord`.
#[graph_action(GET "/communications/callRecords/microsoft.graph.callRecords.getPstnCalls(fromDateTime=<from_date_time>,toDateTime=<to_date_time>)" -> Page<PstnCallLogRow>)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetPstnCalls {
    /// From date time.
    pub from_date_time: Edm<String>,
    /// To date time.
    pub to_date_time: Edm<String>,
}

/// Calls `getPresencesByUserId` on the `cloudCommunications`.
#[graph_action(POST "/communications/getPresencesByUserId" -> Page<Presence>)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetPresencesByUserId {
    /// Ids.
    pub ids: Vec<String>,
}

/// Where the `directoryObject` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum DirectoryObjectPath {
    /// `/me`.
    #[graph("/me")]
    Me,
    /// `/directoryObjects/<id>`.
    #[graph("/directoryObjects/<id>")]
    DirectoryObjects {
        /// The key of the directory object.
        id: String,
    },
    /// `/groups/<id>`.
    #[graph("/groups/<id>")]
    Groups {
        /// The key of the group.
        id: String,
    },
    /// `/users/<id>`.
    #[graph("/users/<id>")]
    Users {
        /// The key of the user.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
}

/// Calls `checkMemberGroups` on the `directoryObject`.
#[graph_action(POST "<directory_object>/checkMemberGroups" -> Value<Vec<String>>)]
#[derive(Debug, Clone, PartialEq)]
pub struct CheckMemberGroups {
    /// Where the `directoryObject` is.
    pub directory_object: DirectoryObjectPath,
    /// Group ids.
    pub group_ids: Vec<String>,
}

/// Calls `getMemberGroups` on the `directoryObject`.
#[graph_action(POST "<directory_object>/getMemberGroups" -> Value<Vec<String>>)]
#[derive(Debug, Clone, PartialEq)]
pub struct GetMemberGroups {
    /// Where the `directoryObject` is.
    pub directory_object: DirectoryObjectPath,
    /// Security enabled only.
    pub security_enabled_only: Option<bool>,
}

/// Calls `restore` on the `directoryObject`.
#[graph_action(POST "<directory_object>/restore" -> Option<DirectoryObject>)]
#[derive(Debug, Clone, PartialEq)]
pub struct RestoreDirectoryObject {
    /// Where the `directoryObject` is.
    pub directory_object: DirectoryObjectPath,
    /// Auto reconcile proxy conflict.
    pub auto_reconcile_proxy_conflict: Option<bool>,
    /// New user principal name.
    pub new_user_principal_name: Option<String>,
}

/// Where the collection of `directoryObject` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum DirectoryObjectCollectionPath {
    /// `/directoryObjects`.
    #[graph("/directoryObjects")]
    DirectoryObjects,
    /// `/groups`.
    #[graph("/groups")]
    Groups,
    /// `/users`.
    #[graph("/users")]
    Users,
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
}

/// Calls `delta` on the collection of `directoryObject`.
#[graph_action(GET "<directory_object>/delta()" -> Page<DirectoryObject>)]
#[derive(Debug, Clone, PartialEq)]
pub struct DeltaDirectoryObject {
    /// Where the collection of `directoryObject` is.
    pub directory_object: DirectoryObjectCollectionPath,
}

/// Calls `getByIds` on the collection of `directoryObject`.
#[graph_action(POST "<directory_object>/getByIds" -> Page<DirectoryObject>)]
#[derive(Debug, Clone, PartialEq)]
pub struct GetByIds {
    /// Where the collection of `directoryObject` is.
    pub directory_object: DirectoryObjectCollectionPath,
    /// Ids.
    pub ids: Vec<String>,
    /// Types.
    pub types: Option<Vec<String>>,
}

/// Where the `drive` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum DrivePath {
    /// `/drives/<id>`.
    #[graph("/drives/<id>")]
    Drives {
        /// The key of the drive.
        id: String,
    },
    /// `/me/drive`.
    #[graph("/me/drive")]
    MeDrive,
    /// `/groups/<id>/drive`.
    #[graph("/groups/<id>/drive")]
    GroupsDrive {
        /// The key of the group.
        id: String,
    },
    /// `/users/<id>/drive`.
    #[graph("/users/<id>/drive")]
    UsersDrive {
        /// The key of the user.
        id: String,
    },
    /// `/me/drives/<id>`.
    #[graph("/me/drives/<id>")]
    MeDrives {
        /// The key of the drive.
        id: String,
    },
    /// `/groups/<group>/drives/<id>`.
    #[graph("/groups/<group>/drives/<id>")]
    GroupsDrives {
        /// The key of the group.
        group: String,
        /// The key of the drive.
        id: String,
    },
    /// `/users/<user>/drives/<id>`.
    #[graph("/users/<user>/drives/<id>")]
    UsersDrives {
        /// The key of the user.
        user: String,
        /// The key of the drive.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
}

/// Calls `recent` on the `drive`.
///
/// Deprecated since 2025-11-13, removed on 2027-11-01: Nothing takes its place; list the children
/// of a folder.
#[graph_action(GET "<drive>/recent()" -> Page<DriveItem>)]
#[derive(Debug, Clone, PartialEq)]
#[allow(deprecated, reason = "the service deprecates a part of it")]
pub struct RecentDrive {
    /// Where the `drive` is.
    pub drive: DrivePath,
}

/// Calls `search` on the `drive`.
#[graph_action(GET "<drive>/search(q=<q>)" -> Page<DriveItem>)]
#[derive(Debug, Clone, PartialEq)]
pub struct SearchDrive {
    /// Where the `drive` is.
    pub drive: DrivePath,
    /// Q.
    pub q: String,
}

/// Where the `driveItem` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum DriveItemPath {
    /// `/drives/<id>/root`.
    #[graph("/drives/<id>/root")]
    DrivesRoot {
        /// The key of the drive.
        id: String,
    },
    /// `/me/drive/root`.
    #[graph("/me/drive/root")]
    MeDriveRoot,
    /// `/drives/<drive>/items/<id>`.
    #[graph("/drives/<drive>/items/<id>")]
    DrivesItems {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        id: String,
    },
    /// `/drives/<drive>/special/<id>`.
    #[graph("/drives/<drive>/special/<id>")]
    DrivesSpecial {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        id: String,
    },
    /// `/groups/<id>/drive/root`.
    #[graph("/groups/<id>/drive/root")]
    GroupsDriveRoot {
        /// The key of the group.
        id: String,
    },
    /// `/users/<id>/drive/root`.
    #[graph("/users/<id>/drive/root")]
    UsersDriveRoot {
        /// The key of the user.
        id: String,
    },
    /// `/me/drive/items/<id>`.
    #[graph("/me/drive/items/<id>")]
    MeDriveItems {
        /// The key of the drive item.
        id: String,
    },
    /// `/me/drive/special/<id>`.
    #[graph("/me/drive/special/<id>")]
    MeDriveSpecial {
        /// The key of the drive item.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
    // 13 more paths lead here; add one as a variant with its template.
}

/// Calls `checkin` on the `driveItem`.
#[graph_action(POST "<drive_item>/checkin")]
#[derive(Debug, Clone, PartialEq)]
pub struct CheckinDriveItem {
    /// Where the `driveItem` is.
    pub drive_item: DriveItemPath,
    /// Check in as.
    pub check_in_as: Option<String>,
    /// Comment.
    pub comment: Option<String>,
}

/// Calls `checkout` on the `driveItem`.
#[graph_action(POST "<drive_item>/checkout")]
#[derive(Debug, Clone, PartialEq)]
pub struct CheckoutDriveItem {
    /// Where the `driveItem` is.
    pub drive_item: DriveItemPath,
}

/// Calls `createUploadSession` on the `driveItem`.
#[graph_action(POST "<drive_item>/createUploadSession" -> Option<UploadSession>)]
#[derive(Debug, Clone, PartialEq)]
pub struct CreateUploadSession {
    /// Where the `driveItem` is.
    pub drive_item: DriveItemPath,
    /// Item.
    pub item: Option<DriveItemUploadableProperties>,
    /// Defer commit.
    pub defer_commit: Option<bool>,
}

/// Calls `delta` on the `driveItem`.
#[graph_action(GET "<drive_item>/delta(token=<token>)" -> Page<DriveItem>)]
#[derive(Debug, Clone, PartialEq)]
pub struct DeltaDriveItem {
    /// Where the `driveItem` is.
    pub drive_item: DriveItemPath,
    /// Token.
    pub token: Option<String>,
}

/// Calls `follow` on the `driveItem`.
#[graph_action(POST "<drive_item>/follow" -> Option<DriveItem>)]
#[derive(Debug, Clone, PartialEq)]
pub struct FollowDriveItem {
    /// Where the `driveItem` is.
    pub drive_item: DriveItemPath,
}

/// Calls `invite` on the `driveItem`.
#[graph_action(POST "<drive_item>/invite" -> Page<Permission>)]
#[derive(Debug, Clone, PartialEq)]
pub struct InviteDriveItem {
    /// Where the `driveItem` is.
    pub drive_item: DriveItemPath,
    /// Require sign in.
    pub require_sign_in: Option<bool>,
    /// Roles.
    pub roles: Option<Vec<String>>,
    /// Send invitation.
    pub send_invitation: Option<bool>,
    /// Message.
    pub message: Option<String>,
    /// Recipients.
    pub recipients: Vec<DriveRecipient>,
    /// Retain inherited permissions.
    pub retain_inherited_permissions: Option<bool>,
    /// Expiration date time.
    pub expiration_date_time: Option<String>,
    /// Password.
    pub password: Option<String>,
}

/// Calls `restore` on the `driveItem`.
#[graph_action(POST "<drive_item>/restore" -> Option<DriveItem>)]
#[derive(Debug, Clone, PartialEq)]
pub struct RestoreDriveItem {
    /// Where the `driveItem` is.
    pub drive_item: DriveItemPath,
    /// Parent reference.
    pub parent_reference: Option<ItemReference>,
    /// Name.
    pub name: Option<String>,
}

/// Calls `search` on the `driveItem`.
#[graph_action(GET "<drive_item>/search(q=<q>)" -> Page<DriveItem>)]
#[derive(Debug, Clone, PartialEq)]
pub struct SearchDriveItem {
    /// Where the `driveItem` is.
    pub drive_item: DriveItemPath,
    /// Q.
    pub q: String,
}

/// Calls `delta` on the collection of `group`.
#[graph_action(GET "/groups/delta()" -> Page<Group>)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeltaGroup {}

/// Where the `message` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum MessagePath {
    /// `/me/messages/<id>`.
    #[graph("/me/messages/<id>")]
    MeMessages {
        /// The key of the message.
        id: String,
    },
    /// `/users/<user>/messages/<id>`.
    #[graph("/users/<user>/messages/<id>")]
    UsersMessages {
        /// The key of the user.
        user: String,
        /// The key of the message.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
}

/// Calls `forward` on the `message`.
#[graph_action(POST "<message_path>/forward")]
#[derive(Debug, Clone, PartialEq)]
pub struct ForwardMessage {
    /// Where the `message` is.
    pub message_path: MessagePath,
    /// To recipients.
    #[graph(name = "ToRecipients")]
    pub to_recipients: Option<Vec<Recipient>>,
    /// Message.
    #[graph(name = "Message")]
    pub message: Option<Message>,
    /// Comment.
    #[graph(name = "Comment")]
    pub comment: Option<String>,
}

/// Calls `move` on the `message`.
#[graph_action(POST "<message>/move" -> Option<Message>)]
#[derive(Debug, Clone, PartialEq)]
pub struct MoveMessage {
    /// Where the `message` is.
    pub message: MessagePath,
    /// Destination id.
    #[graph(name = "DestinationId")]
    pub destination_id: String,
}

/// Calls `reply` on the `message`.
#[graph_action(POST "<message_path>/reply")]
#[derive(Debug, Clone, PartialEq)]
pub struct ReplyMessage {
    /// Where the `message` is.
    pub message_path: MessagePath,
    /// Message.
    #[graph(name = "Message")]
    pub message: Option<Message>,
    /// Comment.
    #[graph(name = "Comment")]
    pub comment: Option<String>,
}

/// Calls `send` on the `message`.
#[graph_action(POST "<message>/send")]
#[derive(Debug, Clone, PartialEq)]
pub struct SendMessage {
    /// Where the `message` is.
    pub message: MessagePath,
}

/// Where the collection of `message` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum MessageCollectionPath {
    /// `/me/messages`.
    #[graph("/me/messages")]
    MeMessages,
    /// `/users/<id>/messages`.
    #[graph("/users/<id>/messages")]
    UsersMessages {
        /// The key of the user.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
}

/// Calls `delta` on the collection of `message`.
#[graph_action(GET "<message>/delta()" -> Page<Message>)]
#[derive(Debug, Clone, PartialEq)]
pub struct DeltaMessage {
    /// Where the collection of `message` is.
    pub message: MessageCollectionPath,
}

/// Where the `onlineMeeting` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum OnlineMeetingPath {
    /// `/communications/onlineMeetings/<id>`.
    #[graph("/communications/onlineMeetings/<id>")]
    CommunicationsOnlineMeetings {
        /// The key of the online meeting.
        id: String,
    },
    /// `/me/onlineMeetings/<id>`.
    #[graph("/me/onlineMeetings/<id>")]
    MeOnlineMeetings {
        /// The key of the online meeting.
        id: String,
    },
    /// `/users/<user>/onlineMeetings/<id>`.
    #[graph("/users/<user>/onlineMeetings/<id>")]
    UsersOnlineMeetings {
        /// The key of the user.
        user: String,
        /// The key of the online meeting.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
}

/// Calls `getVirtualAppointmentJoinWebUrl` on the `onlineMeeting`.
#[graph_action(GET "<online_meeting>/getVirtualAppointmentJoinWebUrl()" -> Value<String>)]
#[derive(Debug, Clone, PartialEq)]
pub struct GetVirtualAppointmentJoinWebUrl {
    /// Where the `onlineMeeting` is.
    pub online_meeting: OnlineMeetingPath,
}

/// Where the collection of `onlineMeeting` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum OnlineMeetingCollectionPath {
    /// `/communications/onlineMeetings`.
    #[graph("/communications/onlineMeetings")]
    CommunicationsOnlineMeetings,
    /// `/me/onlineMeetings`.
    #[graph("/me/onlineMeetings")]
    MeOnlineMeetings,
    /// `/users/<id>/onlineMeetings`.
    #[graph("/users/<id>/onlineMeetings")]
    UsersOnlineMeetings {
        /// The key of the user.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
}

/// Calls `createOrGet` on the collection of `onlineMeeting`.
#[graph_action(POST "<online_meeting>/createOrGet" -> Option<OnlineMeeting>)]
#[derive(Debug, Clone, PartialEq)]
pub struct CreateOrGet {
    /// Where the collection of `onlineMeeting` is.
    pub online_meeting: OnlineMeetingCollectionPath,
    /// Chat info.
    pub chat_info: Option<ChatInfo>,
    /// End date time.
    pub end_date_time: Option<String>,
    /// External id.
    pub external_id: String,
    /// Participants.
    pub participants: Option<MeetingParticipants>,
    /// Start date time.
    pub start_date_time: Option<String>,
    /// Subject.
    pub subject: Option<String>,
}

/// Calls `getAllRecordings` on the collection of `onlineMeeting`.
#[graph_action(GET "<online_meeting>/getAllRecordings(meetingOrganizerUserId=<meeting_organizer_user_id>,startDateTime=<start_date_time>,endDateTime=<end_date_time>)" -> Page<CallRecording>)]
#[derive(Debug, Clone, PartialEq)]
pub struct GetAllRecordings {
    /// Where the collection of `onlineMeeting` is.
    pub online_meeting: OnlineMeetingCollectionPath,
    /// Meeting organizer user id.
    pub meeting_organizer_user_id: Option<String>,
    /// Start date time.
    pub start_date_time: Option<Edm<String>>,
    /// End date time.
    pub end_date_time: Option<Edm<String>>,
}

/// Calls `mute` on the `participant`.
#[graph_action(POST "/communications/calls/<call>/participants/<id>/mute" -> Operation<MuteParticipantOperation>)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MuteParticipant {
    /// The key of the call.
    pub call: String,
    /// The key of the participant.
    pub id: String,
    /// Client context.
    pub client_context: Option<String>,
}

/// Calls `startHoldMusic` on the `participant`.
#[graph_action(POST "/communications/calls/<call>/participants/<id>/startHoldMusic" -> Operation<StartHoldMusicOperation>)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StartHoldMusic {
    /// The key of the call.
    pub call: String,
    /// The key of the participant.
    pub id: String,
    /// Custom prompt.
    pub custom_prompt: Option<Prompt>,
    /// Client context.
    pub client_context: Option<String>,
}

/// Calls `invite` on the collection of `participant`.
#[graph_action(POST "/communications/calls/<id>/participants/invite" -> Operation<InviteParticipantsOperation>)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InviteParticipant {
    /// The key of the call.
    pub id: String,
    /// Participants.
    pub participants: Vec<InvitationParticipantInfo>,
    /// Client context.
    pub client_context: Option<String>,
}

/// Calls `getEmailActivityCounts` on the `reportRoot`.
#[graph_action(GET "/reports/getEmailActivityCounts(period=<period>)" -> Content)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetEmailActivityCounts {
    /// Period.
    pub period: String,
}

/// Calls `getEmailActivityUserDetail` on the `reportRoot`.
#[graph_action(GET "/reports/getEmailActivityUserDetail(date=<date>)" -> Content)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetEmailActivityUserDetailWithDate {
    /// Date.
    pub date: Edm<String>,
}

/// Calls `getEmailActivityUserDetail` on the `reportRoot`.
#[graph_action(GET "/reports/getEmailActivityUserDetail(period=<period>)" -> Content)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetEmailActivityUserDetailWithPeriod {
    /// Period.
    pub period: String,
}

/// Calls `getTeamsTeamCounts` on the `reportRoot`.
#[graph_action(GET "/reports/getTeamsTeamCounts(period=<period>)" -> Content)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetTeamsTeamCounts {
    /// Period.
    pub period: String,
}

/// Where the `user` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum UserPath {
    /// `/me`.
    #[graph("/me")]
    Me,
    /// `/users/<id>`.
    #[graph("/users/<id>")]
    Users {
        /// The key of the user.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
}

/// Calls `getMailTips` on the `user`.
#[graph_action(POST "<user>/getMailTips" -> Page<MailTips>)]
#[derive(Debug, Clone, PartialEq)]
pub struct GetMailTips {
    /// Where the `user` is.
    pub user: UserPath,
    /// Email addresses.
    #[graph(name = "EmailAddresses")]
    pub email_addresses: Vec<String>,
    /// Mail tips options.
    #[graph(name = "MailTipsOptions")]
    pub mail_tips_options: Option<Flags<MailTipsType>>,
}

/// Calls `revokeSignInSessions` on the `user`.
#[graph_action(POST "<user>/revokeSignInSessions" -> Value<bool>)]
#[derive(Debug, Clone, PartialEq)]
pub struct RevokeSignInSessions {
    /// Where the `user` is.
    pub user: UserPath,
}

/// Calls `sendMail` on the `user`.
#[graph_action(POST "<user>/sendMail")]
#[derive(Debug, Clone, PartialEq)]
pub struct SendMail {
    /// Where the `user` is.
    pub user: UserPath,
    /// Message.
    #[graph(name = "Message")]
    pub message: Message,
    /// Save to sent items.
    #[graph(name = "SaveToSentItems")]
    pub save_to_sent_items: Option<bool>,
}

/// Calls `delta` on the collection of `user`.
#[graph_action(GET "/users/delta()" -> Page<User>)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeltaUser {}

/// Where the `workbookApplication` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum WorkbookApplicationPath {
    /// `/drives/<id>/root/workbook/application`.
    #[graph("/drives/<id>/root/workbook/application")]
    DrivesRootWorkbookApplication {
        /// The key of the drive.
        id: String,
    },
    /// `/me/drive/root/workbook/application`.
    #[graph("/me/drive/root/workbook/application")]
    MeDriveRootWorkbookApplication,
    /// `/drives/<drive>/items/<id>/workbook/application`.
    #[graph("/drives/<drive>/items/<id>/workbook/application")]
    DrivesItemsWorkbookApplication {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        id: String,
    },
    /// `/drives/<drive>/special/<id>/workbook/application`.
    #[graph("/drives/<drive>/special/<id>/workbook/application")]
    DrivesSpecialWorkbookApplication {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        id: String,
    },
    /// `/groups/<id>/drive/root/workbook/application`.
    #[graph("/groups/<id>/drive/root/workbook/application")]
    GroupsDriveRootWorkbookApplication {
        /// The key of the group.
        id: String,
    },
    /// `/users/<id>/drive/root/workbook/application`.
    #[graph("/users/<id>/drive/root/workbook/application")]
    UsersDriveRootWorkbookApplication {
        /// The key of the user.
        id: String,
    },
    /// `/me/drive/items/<id>/workbook/application`.
    #[graph("/me/drive/items/<id>/workbook/application")]
    MeDriveItemsWorkbookApplication {
        /// The key of the drive item.
        id: String,
    },
    /// `/me/drive/special/<id>/workbook/application`.
    #[graph("/me/drive/special/<id>/workbook/application")]
    MeDriveSpecialWorkbookApplication {
        /// The key of the drive item.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
    // 13 more paths lead here; add one as a variant with its template.
}

/// Calls `calculate` on the `workbookApplication`.
#[graph_action(POST "<workbook_application>/calculate")]
#[derive(Debug, Clone, PartialEq)]
pub struct CalculateWorkbookApplication {
    /// Where the `workbookApplication` is.
    pub workbook_application: WorkbookApplicationPath,
    /// Calculation type.
    pub calculation_type: String,
}

/// Where the `workbookFunctions` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum WorkbookFunctionsPath {
    /// `/drives/<id>/root/workbook/functions`.
    #[graph("/drives/<id>/root/workbook/functions")]
    DrivesRootWorkbookFunctions {
        /// The key of the drive.
        id: String,
    },
    /// `/me/drive/root/workbook/functions`.
    #[graph("/me/drive/root/workbook/functions")]
    MeDriveRootWorkbookFunctions,
    /// `/drives/<drive>/items/<id>/workbook/functions`.
    #[graph("/drives/<drive>/items/<id>/workbook/functions")]
    DrivesItemsWorkbookFunctions {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        id: String,
    },
    /// `/drives/<drive>/special/<id>/workbook/functions`.
    #[graph("/drives/<drive>/special/<id>/workbook/functions")]
    DrivesSpecialWorkbookFunctions {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        id: String,
    },
    /// `/groups/<id>/drive/root/workbook/functions`.
    #[graph("/groups/<id>/drive/root/workbook/functions")]
    GroupsDriveRootWorkbookFunctions {
        /// The key of the group.
        id: String,
    },
    /// `/users/<id>/drive/root/workbook/functions`.
    #[graph("/users/<id>/drive/root/workbook/functions")]
    UsersDriveRootWorkbookFunctions {
        /// The key of the user.
        id: String,
    },
    /// `/me/drive/items/<id>/workbook/functions`.
    #[graph("/me/drive/items/<id>/workbook/functions")]
    MeDriveItemsWorkbookFunctions {
        /// The key of the drive item.
        id: String,
    },
    /// `/me/drive/special/<id>/workbook/functions`.
    #[graph("/me/drive/special/<id>/workbook/functions")]
    MeDriveSpecialWorkbookFunctions {
        /// The key of the drive item.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
    // 13 more paths lead here; add one as a variant with its template.
}

/// Calls `abs` on the `workbookFunctions`.
#[graph_action(POST "<workbook_functions>/abs" -> Option<WorkbookFunctionResult>)]
#[derive(Debug, Clone, PartialEq)]
pub struct AbsWorkbookFunctions {
    /// Where the `workbookFunctions` is.
    pub workbook_functions: WorkbookFunctionsPath,
    /// Number.
    pub number: Option<serde_json::Value>,
}

/// Calls `delta` on the `workbookFunctions`.
#[graph_action(POST "<workbook_functions>/delta" -> Option<WorkbookFunctionResult>)]
#[derive(Debug, Clone, PartialEq)]
pub struct DeltaWorkbookFunctions {
    /// Where the `workbookFunctions` is.
    pub workbook_functions: WorkbookFunctionsPath,
    /// Number1.
    pub number1: Option<serde_json::Value>,
    /// Number2.
    pub number2: Option<serde_json::Value>,
}

/// Calls `rows` on the `workbookFunctions`.
#[graph_action(POST "<workbook_functions>/rows" -> Option<WorkbookFunctionResult>)]
#[derive(Debug, Clone, PartialEq)]
pub struct RowsWorkbookFunctions {
    /// Where the `workbookFunctions` is.
    pub workbook_functions: WorkbookFunctionsPath,
    /// Array.
    pub array: Option<serde_json::Value>,
}

/// Where the `workbookRange` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum WorkbookRangePath {
    /// `/drives/<drive>/root/workbook/tables/<id>/range`.
    #[graph("/drives/<drive>/root/workbook/tables/<id>/range")]
    DrivesRootWorkbookTablesRange {
        /// The key of the drive.
        drive: String,
        /// The key of the workbook table.
        id: String,
    },
    /// `/drives/<drive>/root/workbook/worksheets/<id>/range`.
    #[graph("/drives/<drive>/root/workbook/worksheets/<id>/range")]
    DrivesRootWorkbookWorksheetsRange {
        /// The key of the drive.
        drive: String,
        /// The key of the workbook worksheet.
        id: String,
    },
    /// `/drives/<drive>/root/workbook/worksheets/<id>/usedRange`.
    #[graph("/drives/<drive>/root/workbook/worksheets/<id>/usedRange")]
    DrivesRootWorkbookWorksheetsUsedRange {
        /// The key of the drive.
        drive: String,
        /// The key of the workbook worksheet.
        id: String,
    },
    /// `/me/drive/root/workbook/tables/<id>/range`.
    #[graph("/me/drive/root/workbook/tables/<id>/range")]
    MeDriveRootWorkbookTablesRange {
        /// The key of the workbook table.
        id: String,
    },
    /// `/me/drive/root/workbook/worksheets/<id>/range`.
    #[graph("/me/drive/root/workbook/worksheets/<id>/range")]
    MeDriveRootWorkbookWorksheetsRange {
        /// The key of the workbook worksheet.
        id: String,
    },
    /// `/me/drive/root/workbook/worksheets/<id>/usedRange`.
    #[graph("/me/drive/root/workbook/worksheets/<id>/usedRange")]
    MeDriveRootWorkbookWorksheetsUsedRange {
        /// The key of the workbook worksheet.
        id: String,
    },
    /// `/drives/<drive>/items/<drive_item>/workbook/tables/<id>/range`.
    #[graph("/drives/<drive>/items/<drive_item>/workbook/tables/<id>/range")]
    DrivesItemsWorkbookTablesRange {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        drive_item: String,
        /// The key of the workbook table.
        id: String,
    },
    /// `/drives/<drive>/items/<drive_item>/workbook/worksheets/<id>/range`.
    #[graph("/drives/<drive>/items/<drive_item>/workbook/worksheets/<id>/range")]
    DrivesItemsWorkbookWorksheetsRange {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        drive_item: String,
        /// The key of the workbook worksheet.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
    // At least 92 more paths lead here; add one as a variant with its template.
}

/// Calls `cell` on the `workbookRange`.
#[graph_action(GET "<workbook_range>/cell(row=<row>,column=<column>)" -> Option<WorkbookRange>)]
#[derive(Debug, Clone, PartialEq)]
pub struct CellWorkbookRange {
    /// Where the `workbookRange` is.
    pub workbook_range: WorkbookRangePath,
    /// Row.
    pub row: i32,
    /// Column.
    pub column: i32,
}

/// Calls `clear` on the `workbookRange`.
#[graph_action(POST "<workbook_range>/clear")]
#[derive(Debug, Clone, PartialEq)]
pub struct ClearWorkbookRange {
    /// Where the `workbookRange` is.
    pub workbook_range: WorkbookRangePath,
    /// Apply to.
    pub apply_to: String,
}

/// Calls `merge` on the `workbookRange`.
#[graph_action(POST "<workbook_range>/merge")]
#[derive(Debug, Clone, PartialEq)]
pub struct MergeWorkbookRange {
    /// Where the `workbookRange` is.
    pub workbook_range: WorkbookRangePath,
    /// Across.
    pub across: bool,
}

/// Calls `offsetRange` on the `workbookRange`.
#[graph_action(GET "<workbook_range>/offsetRange(rowOffset=<row_offset>,columnOffset=<column_offset>)" -> Option<WorkbookRange>)]
#[derive(Debug, Clone, PartialEq)]
pub struct OffsetRange {
    /// Where the `workbookRange` is.
    pub workbook_range: WorkbookRangePath,
    /// Row offset.
    pub row_offset: i32,
    /// Column offset.
    pub column_offset: i32,
}

/// Calls `usedRange` on the `workbookRange`.
#[graph_action(GET "<workbook_range>/usedRange(valuesOnly=<values_only>)" -> Option<WorkbookRange>)]
#[derive(Debug, Clone, PartialEq)]
pub struct UsedRangeWorkbookRange {
    /// Where the `workbookRange` is.
    pub workbook_range: WorkbookRangePath,
    /// Values only.
    pub values_only: Option<bool>,
}

/// Where the `workbookRangeSort` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum WorkbookRangeSortPath {
    /// `/drives/<drive>/root/workbook/tables/<id>/range/sort`.
    #[graph("/drives/<drive>/root/workbook/tables/<id>/range/sort")]
    DrivesRootWorkbookTablesRangeSort {
        /// The key of the drive.
        drive: String,
        /// The key of the workbook table.
        id: String,
    },
    /// `/drives/<drive>/root/workbook/worksheets/<id>/range/sort`.
    #[graph("/drives/<drive>/root/workbook/worksheets/<id>/range/sort")]
    DrivesRootWorkbookWorksheetsRangeSort {
        /// The key of the drive.
        drive: String,
        /// The key of the workbook worksheet.
        id: String,
    },
    /// `/drives/<drive>/root/workbook/worksheets/<id>/usedRange/sort`.
    #[graph("/drives/<drive>/root/workbook/worksheets/<id>/usedRange/sort")]
    DrivesRootWorkbookWorksheetsUsedRangeSort {
        /// The key of the drive.
        drive: String,
        /// The key of the workbook worksheet.
        id: String,
    },
    /// `/me/drive/root/workbook/tables/<id>/range/sort`.
    #[graph("/me/drive/root/workbook/tables/<id>/range/sort")]
    MeDriveRootWorkbookTablesRangeSort {
        /// The key of the workbook table.
        id: String,
    },
    /// `/me/drive/root/workbook/worksheets/<id>/range/sort`.
    #[graph("/me/drive/root/workbook/worksheets/<id>/range/sort")]
    MeDriveRootWorkbookWorksheetsRangeSort {
        /// The key of the workbook worksheet.
        id: String,
    },
    /// `/me/drive/root/workbook/worksheets/<id>/usedRange/sort`.
    #[graph("/me/drive/root/workbook/worksheets/<id>/usedRange/sort")]
    MeDriveRootWorkbookWorksheetsUsedRangeSort {
        /// The key of the workbook worksheet.
        id: String,
    },
    /// `/drives/<drive>/items/<drive_item>/workbook/tables/<id>/range/sort`.
    #[graph("/drives/<drive>/items/<drive_item>/workbook/tables/<id>/range/sort")]
    DrivesItemsWorkbookTablesRangeSort {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        drive_item: String,
        /// The key of the workbook table.
        id: String,
    },
    /// `/drives/<drive>/items/<drive_item>/workbook/worksheets/<id>/range/sort`.
    #[graph("/drives/<drive>/items/<drive_item>/workbook/worksheets/<id>/range/sort")]
    DrivesItemsWorkbookWorksheetsRangeSort {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        drive_item: String,
        /// The key of the workbook worksheet.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
    // At least 92 more paths lead here; add one as a variant with its template.
}

/// Calls `apply` on the `workbookRangeSort`.
#[graph_action(POST "<workbook_range_sort>/apply")]
#[derive(Debug, Clone, PartialEq)]
pub struct ApplyWorkbookRangeSort {
    /// Where the `workbookRangeSort` is.
    pub workbook_range_sort: WorkbookRangeSortPath,
    /// Fields.
    pub fields: Option<Vec<WorkbookSortField>>,
    /// Match case.
    pub match_case: bool,
    /// Has headers.
    pub has_headers: bool,
    /// Orientation.
    pub orientation: String,
    /// Method.
    pub method: String,
}

/// Where the `workbookTable` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum WorkbookTablePath {
    /// `/drives/<drive>/root/workbook/tables/<id>`.
    #[graph("/drives/<drive>/root/workbook/tables/<id>")]
    DrivesRootWorkbookTables {
        /// The key of the drive.
        drive: String,
        /// The key of the workbook table.
        id: String,
    },
    /// `/me/drive/root/workbook/tables/<id>`.
    #[graph("/me/drive/root/workbook/tables/<id>")]
    MeDriveRootWorkbookTables {
        /// The key of the workbook table.
        id: String,
    },
    /// `/drives/<drive>/items/<drive_item>/workbook/tables/<id>`.
    #[graph("/drives/<drive>/items/<drive_item>/workbook/tables/<id>")]
    DrivesItemsWorkbookTables {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        drive_item: String,
        /// The key of the workbook table.
        id: String,
    },
    /// `/drives/<drive>/special/<drive_item>/workbook/tables/<id>`.
    #[graph("/drives/<drive>/special/<drive_item>/workbook/tables/<id>")]
    DrivesSpecialWorkbookTables {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        drive_item: String,
        /// The key of the workbook table.
        id: String,
    },
    /// `/groups/<group>/drive/root/workbook/tables/<id>`.
    #[graph("/groups/<group>/drive/root/workbook/tables/<id>")]
    GroupsDriveRootWorkbookTables {
        /// The key of the group.
        group: String,
        /// The key of the workbook table.
        id: String,
    },
    /// `/users/<user>/drive/root/workbook/tables/<id>`.
    #[graph("/users/<user>/drive/root/workbook/tables/<id>")]
    UsersDriveRootWorkbookTables {
        /// The key of the user.
        user: String,
        /// The key of the workbook table.
        id: String,
    },
    /// `/me/drive/items/<drive_item>/workbook/tables/<id>`.
    #[graph("/me/drive/items/<drive_item>/workbook/tables/<id>")]
    MeDriveItemsWorkbookTables {
        /// The key of the drive item.
        drive_item: String,
        /// The key of the workbook table.
        id: String,
    },
    /// `/me/drive/special/<drive_item>/workbook/tables/<id>`.
    #[graph("/me/drive/special/<drive_item>/workbook/tables/<id>")]
    MeDriveSpecialWorkbookTables {
        /// The key of the drive item.
        drive_item: String,
        /// The key of the workbook table.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
    // 34 more paths lead here; add one as a variant with its template.
}

/// Calls `range` on the `workbookTable`.
#[graph_action(GET "<workbook_table>/range()" -> Option<WorkbookRange>)]
#[derive(Debug, Clone, PartialEq)]
pub struct RangeWorkbookTable {
    /// Where the `workbookTable` is.
    pub workbook_table: WorkbookTablePath,
}

/// Where the collection of `workbookTable` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum WorkbookTableCollectionPath {
    /// `/drives/<id>/root/workbook/tables`.
    #[graph("/drives/<id>/root/workbook/tables")]
    DrivesRootWorkbookTables {
        /// The key of the drive.
        id: String,
    },
    /// `/me/drive/root/workbook/tables`.
    #[graph("/me/drive/root/workbook/tables")]
    MeDriveRootWorkbookTables,
    /// `/drives/<drive>/items/<id>/workbook/tables`.
    #[graph("/drives/<drive>/items/<id>/workbook/tables")]
    DrivesItemsWorkbookTables {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        id: String,
    },
    /// `/drives/<drive>/special/<id>/workbook/tables`.
    #[graph("/drives/<drive>/special/<id>/workbook/tables")]
    DrivesSpecialWorkbookTables {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        id: String,
    },
    /// `/groups/<id>/drive/root/workbook/tables`.
    #[graph("/groups/<id>/drive/root/workbook/tables")]
    GroupsDriveRootWorkbookTables {
        /// The key of the group.
        id: String,
    },
    /// `/users/<id>/drive/root/workbook/tables`.
    #[graph("/users/<id>/drive/root/workbook/tables")]
    UsersDriveRootWorkbookTables {
        /// The key of the user.
        id: String,
    },
    /// `/me/drive/items/<id>/workbook/tables`.
    #[graph("/me/drive/items/<id>/workbook/tables")]
    MeDriveItemsWorkbookTables {
        /// The key of the drive item.
        id: String,
    },
    /// `/me/drive/special/<id>/workbook/tables`.
    #[graph("/me/drive/special/<id>/workbook/tables")]
    MeDriveSpecialWorkbookTables {
        /// The key of the drive item.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
    // 34 more paths lead here; add one as a variant with its template.
}

/// Calls `add` on the collection of `workbookTable`.
#[graph_action(POST "<workbook_table>/add" -> Option<WorkbookTable>)]
#[derive(Debug, Clone, PartialEq)]
pub struct AddWorkbookTable {
    /// Where the collection of `workbookTable` is.
    pub workbook_table: WorkbookTableCollectionPath,
    /// Address.
    pub address: Option<String>,
    /// Has headers.
    pub has_headers: bool,
}

/// Where the `workbookWorksheet` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum WorkbookWorksheetPath {
    /// `/drives/<drive>/root/workbook/worksheets/<id>`.
    #[graph("/drives/<drive>/root/workbook/worksheets/<id>")]
    DrivesRootWorkbookWorksheets {
        /// The key of the drive.
        drive: String,
        /// The key of the workbook worksheet.
        id: String,
    },
    /// `/me/drive/root/workbook/worksheets/<id>`.
    #[graph("/me/drive/root/workbook/worksheets/<id>")]
    MeDriveRootWorkbookWorksheets {
        /// The key of the workbook worksheet.
        id: String,
    },
    /// `/drives/<drive>/items/<drive_item>/workbook/worksheets/<id>`.
    #[graph("/drives/<drive>/items/<drive_item>/workbook/worksheets/<id>")]
    DrivesItemsWorkbookWorksheets {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        drive_item: String,
        /// The key of the workbook worksheet.
        id: String,
    },
    /// `/drives/<drive>/special/<drive_item>/workbook/worksheets/<id>`.
    #[graph("/drives/<drive>/special/<drive_item>/workbook/worksheets/<id>")]
    DrivesSpecialWorkbookWorksheets {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        drive_item: String,
        /// The key of the workbook worksheet.
        id: String,
    },
    /// `/groups/<group>/drive/root/workbook/worksheets/<id>`.
    #[graph("/groups/<group>/drive/root/workbook/worksheets/<id>")]
    GroupsDriveRootWorkbookWorksheets {
        /// The key of the group.
        group: String,
        /// The key of the workbook worksheet.
        id: String,
    },
    /// `/users/<user>/drive/root/workbook/worksheets/<id>`.
    #[graph("/users/<user>/drive/root/workbook/worksheets/<id>")]
    UsersDriveRootWorkbookWorksheets {
        /// The key of the user.
        user: String,
        /// The key of the workbook worksheet.
        id: String,
    },
    /// `/drives/<drive>/root/workbook/tables/<id>/worksheet`.
    #[graph("/drives/<drive>/root/workbook/tables/<id>/worksheet")]
    DrivesRootWorkbookTablesWorksheet {
        /// The key of the drive.
        drive: String,
        /// The key of the workbook table.
        id: String,
    },
    /// `/me/drive/items/<drive_item>/workbook/worksheets/<id>`.
    #[graph("/me/drive/items/<drive_item>/workbook/worksheets/<id>")]
    MeDriveItemsWorkbookWorksheets {
        /// The key of the drive item.
        drive_item: String,
        /// The key of the workbook worksheet.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
    // 34 more paths lead here; add one as a variant with its template.
}

/// Calls `cell` on the `workbookWorksheet`.
#[graph_action(GET "<workbook_worksheet>/cell(row=<row>,column=<column>)" -> Option<WorkbookRange>)]
#[derive(Debug, Clone, PartialEq)]
pub struct CellWorkbookWorksheet {
    /// Where the `workbookWorksheet` is.
    pub workbook_worksheet: WorkbookWorksheetPath,
    /// Row.
    pub row: i32,
    /// Column.
    pub column: i32,
}

/// Calls `range` on the `workbookWorksheet`.
#[graph_action(GET "<workbook_worksheet>/range(address=<address>)" -> Option<WorkbookRange>)]
#[derive(Debug, Clone, PartialEq)]
pub struct RangeWorkbookWorksheet {
    /// Where the `workbookWorksheet` is.
    pub workbook_worksheet: WorkbookWorksheetPath,
    /// Address.
    pub address: Option<String>,
}

/// Calls `usedRange` on the `workbookWorksheet`.
#[graph_action(GET "<workbook_worksheet>/usedRange(valuesOnly=<values_only>)" -> Option<WorkbookRange>)]
#[derive(Debug, Clone, PartialEq)]
pub struct UsedRangeWorkbookWorksheet {
    /// Where the `workbookWorksheet` is.
    pub workbook_worksheet: WorkbookWorksheetPath,
    /// Values only.
    pub values_only: Option<bool>,
}

/// Where the collection of `workbookWorksheet` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum WorkbookWorksheetCollectionPath {
    /// `/drives/<id>/root/workbook/worksheets`.
    #[graph("/drives/<id>/root/workbook/worksheets")]
    DrivesRootWorkbookWorksheets {
        /// The key of the drive.
        id: String,
    },
    /// `/me/drive/root/workbook/worksheets`.
    #[graph("/me/drive/root/workbook/worksheets")]
    MeDriveRootWorkbookWorksheets,
    /// `/drives/<drive>/items/<id>/workbook/worksheets`.
    #[graph("/drives/<drive>/items/<id>/workbook/worksheets")]
    DrivesItemsWorkbookWorksheets {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        id: String,
    },
    /// `/drives/<drive>/special/<id>/workbook/worksheets`.
    #[graph("/drives/<drive>/special/<id>/workbook/worksheets")]
    DrivesSpecialWorkbookWorksheets {
        /// The key of the drive.
        drive: String,
        /// The key of the drive item.
        id: String,
    },
    /// `/groups/<id>/drive/root/workbook/worksheets`.
    #[graph("/groups/<id>/drive/root/workbook/worksheets")]
    GroupsDriveRootWorkbookWorksheets {
        /// The key of the group.
        id: String,
    },
    /// `/users/<id>/drive/root/workbook/worksheets`.
    #[graph("/users/<id>/drive/root/workbook/worksheets")]
    UsersDriveRootWorkbookWorksheets {
        /// The key of the user.
        id: String,
    },
    /// `/me/drive/items/<id>/workbook/worksheets`.
    #[graph("/me/drive/items/<id>/workbook/worksheets")]
    MeDriveItemsWorkbookWorksheets {
        /// The key of the drive item.
        id: String,
    },
    /// `/me/drive/special/<id>/workbook/worksheets`.
    #[graph("/me/drive/special/<id>/workbook/worksheets")]
    MeDriveSpecialWorkbookWorksheets {
        /// The key of the drive item.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
    // 13 more paths lead here; add one as a variant with its template.
}

/// Calls `add` on the collection of `workbookWorksheet`.
#[graph_action(POST "<workbook_worksheet>/add" -> Option<WorkbookWorksheet>)]
#[derive(Debug, Clone, PartialEq)]
pub struct AddWorkbookWorksheet {
    /// Where the collection of `workbookWorksheet` is.
    pub workbook_worksheet: WorkbookWorksheetCollectionPath,
    /// Name.
    pub name: Option<String>,
}

/// App hosted media config.
#[graph_type("microsoft.graph.appHostedMediaConfig")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AppHostedMediaConfig {
    /// Blob.
    pub blob: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Automatic replies mail tips.
#[graph_type("microsoft.graph.automaticRepliesMailTips")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AutomaticRepliesMailTips {
    /// Message.
    pub message: Option<String>,
    /// Message language.
    pub message_language: Option<LocaleInfo>,
    /// Scheduled end time.
    pub scheduled_end_time: Option<DateTimeTimeZone>,
    /// Scheduled start time.
    pub scheduled_start_time: Option<DateTimeTimeZone>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Body type.
#[graph_type("microsoft.graph.bodyType")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BodyType {
    /// Text.
    Text,
    /// Html.
    Html,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Call recording.
#[graph_type("microsoft.graph.callRecording")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CallRecording {
    /// Id.
    pub id: Option<String>,
    /// Call id.
    pub call_id: Option<String>,
    /// Created date time.
    pub created_date_time: Option<String>,
    /// End date time.
    pub end_date_time: Option<String>,
    /// Meeting id.
    pub meeting_id: Option<String>,
    /// Recording content url.
    pub recording_content_url: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Cancel media processing operation.
#[graph_type("microsoft.graph.cancelMediaProcessingOperation")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CancelMediaProcessingOperation {
    /// Id.
    pub id: Option<String>,
    /// Client context.
    pub client_context: Option<String>,
    /// Result info.
    pub result_info: Option<ResultInfo>,
    /// Status.
    pub status: Option<OperationStatus>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Chat info.
#[graph_type("microsoft.graph.chatInfo")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChatInfo {
    /// Message id.
    pub message_id: Option<String>,
    /// Reply chain message id.
    pub reply_chain_message_id: Option<String>,
    /// Thread id.
    pub thread_id: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Date time time zone.
#[graph_type("microsoft.graph.dateTimeTimeZone")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DateTimeTimeZone {
    /// Date time.
    pub date_time: Option<String>,
    /// Time zone.
    pub time_zone: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Directory object.
///
/// Also holds what is derived from it, with its own members and `@odata.type` in `extra`: `group`,
/// `user`.
#[graph_type("microsoft.graph.directoryObject")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DirectoryObject {
    /// Id.
    pub id: Option<String>,
    /// Deleted date time.
    pub deleted_date_time: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Drive item.
#[graph_type("microsoft.graph.driveItem")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DriveItem {
    /// Id.
    pub id: Option<String>,
    /// Created by.
    pub created_by: Option<IdentitySet>,
    /// Created date time.
    pub created_date_time: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// E tag.
    pub e_tag: Option<String>,
    /// Last modified by.
    pub last_modified_by: Option<IdentitySet>,
    /// Last modified date time.
    pub last_modified_date_time: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Parent reference.
    pub parent_reference: Option<ItemReference>,
    /// Web url.
    pub web_url: Option<String>,
    /// C tag.
    pub c_tag: Option<String>,
    /// Size.
    pub size: Option<i64>,
    /// Web dav url.
    pub web_dav_url: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Drive item uploadable properties.
#[graph_type("microsoft.graph.driveItemUploadableProperties")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DriveItemUploadableProperties {
    /// Description.
    pub description: Option<String>,
    /// File size.
    pub file_size: Option<i64>,
    /// Name.
    pub name: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Drive recipient.
#[graph_type("microsoft.graph.driveRecipient")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DriveRecipient {
    /// Alias.
    pub alias: Option<String>,
    /// Email.
    pub email: Option<String>,
    /// Object id.
    pub object_id: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Email address.
#[graph_type("microsoft.graph.emailAddress")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EmailAddress {
    /// Address.
    pub address: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Endpoint type.
#[graph_type("microsoft.graph.endpointType")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum EndpointType {
    /// Default.
    Default,
    /// Voicemail.
    Voicemail,
    /// Skype for business.
    SkypeForBusiness,
    /// Skype for business voip phone.
    SkypeForBusinessVoipPhone,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Group.
#[graph_type("microsoft.graph.group")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    /// Id.
    pub id: Option<String>,
    /// Deleted date time.
    pub deleted_date_time: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Display name.
    pub display_name: Option<String>,
    /// Group types.
    pub group_types: Option<Vec<String>>,
    /// Mail enabled.
    pub mail_enabled: Option<bool>,
    /// Mail nickname.
    pub mail_nickname: Option<String>,
    /// Security enabled.
    pub security_enabled: Option<bool>,
    /// Unique name.
    pub unique_name: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Identity.
#[graph_type("microsoft.graph.identity")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Identity {
    /// Display name.
    pub display_name: Option<String>,
    /// Id.
    pub id: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Identity set.
///
/// Also holds what is derived from it, with its own members and `@odata.type` in `extra`:
/// `communicationsIdentitySet`.
#[graph_type("microsoft.graph.identitySet")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IdentitySet {
    /// Application.
    pub application: Option<Identity>,
    /// Device.
    pub device: Option<Identity>,
    /// User.
    pub user: Option<Identity>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Importance.
#[graph_type("microsoft.graph.importance")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Importance {
    /// Low.
    Low,
    /// Normal.
    Normal,
    /// High.
    High,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Incoming call options.
#[graph_type("microsoft.graph.incomingCallOptions")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IncomingCallOptions {
    /// Hide bot after escalation.
    pub hide_bot_after_escalation: Option<bool>,
    /// Is content sharing notification enabled.
    pub is_content_sharing_notification_enabled: Option<bool>,
    /// Is delta roster enabled.
    pub is_delta_roster_enabled: Option<bool>,
    /// Is interactive roster enabled.
    pub is_interactive_roster_enabled: Option<bool>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Internet message header.
#[graph_type("microsoft.graph.internetMessageHeader")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InternetMessageHeader {
    /// Name.
    pub name: Option<String>,
    /// Value.
    pub value: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Invitation participant info.
#[graph_type("microsoft.graph.invitationParticipantInfo")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InvitationParticipantInfo {
    /// Hidden.
    pub hidden: Option<bool>,
    /// Identity.
    pub identity: Option<IdentitySet>,
    /// Participant id.
    pub participant_id: Option<String>,
    /// Remove from default audio routing group.
    pub remove_from_default_audio_routing_group: Option<bool>,
    /// Replaces call id.
    pub replaces_call_id: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Invite participants operation.
#[graph_type("microsoft.graph.inviteParticipantsOperation")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InviteParticipantsOperation {
    /// Id.
    pub id: Option<String>,
    /// Client context.
    pub client_context: Option<String>,
    /// Result info.
    pub result_info: Option<ResultInfo>,
    /// Status.
    pub status: Option<OperationStatus>,
    /// Participants.
    pub participants: Option<Vec<InvitationParticipantInfo>>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Item body.
#[graph_type("microsoft.graph.itemBody")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ItemBody {
    /// Content.
    pub content: Option<String>,
    /// Content type.
    pub content_type: Option<BodyType>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Item reference.
#[graph_type("microsoft.graph.itemReference")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ItemReference {
    /// Drive id.
    pub drive_id: Option<String>,
    /// Drive type.
    pub drive_type: Option<String>,
    /// Id.
    pub id: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Path.
    pub path: Option<String>,
    /// Share id.
    pub share_id: Option<String>,
    /// Site id.
    pub site_id: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Lobby bypass scope.
#[graph_type("microsoft.graph.lobbyBypassScope")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LobbyBypassScope {
    /// Organizer.
    Organizer,
    /// Organization.
    Organization,
    /// Organization and federated.
    OrganizationAndFederated,
    /// Everyone.
    Everyone,
    /// Invited.
    Invited,
    /// Organization excluding guests.
    OrganizationExcludingGuests,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Lobby bypass settings.
#[graph_type("microsoft.graph.lobbyBypassSettings")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LobbyBypassSettings {
    /// Is dial in bypass enabled.
    pub is_dial_in_bypass_enabled: Option<bool>,
    /// Scope.
    pub scope: Option<LobbyBypassScope>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Locale info.
#[graph_type("microsoft.graph.localeInfo")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LocaleInfo {
    /// Display name.
    pub display_name: Option<String>,
    /// Locale.
    pub locale: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Mail tips.
#[graph_type("microsoft.graph.mailTips")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MailTips {
    /// Automatic replies.
    pub automatic_replies: Option<AutomaticRepliesMailTips>,
    /// Custom mail tip.
    pub custom_mail_tip: Option<String>,
    /// Delivery restricted.
    pub delivery_restricted: Option<bool>,
    /// Email address.
    pub email_address: Option<EmailAddress>,
    /// Error.
    pub error: Option<MailTipsError>,
    /// External member count.
    pub external_member_count: Option<i32>,
    /// Is moderated.
    pub is_moderated: Option<bool>,
    /// Mailbox full.
    pub mailbox_full: Option<bool>,
    /// Max message size.
    pub max_message_size: Option<i32>,
    /// Recipient suggestions.
    pub recipient_suggestions: Option<Vec<Recipient>>,
    /// Total member count.
    pub total_member_count: Option<i32>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Mail tips error.
#[graph_type("microsoft.graph.mailTipsError")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MailTipsError {
    /// Code.
    pub code: Option<String>,
    /// Message.
    pub message: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Mail tips type.
#[graph_type("microsoft.graph.mailTipsType", flags)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MailTipsType {
    /// Automatic replies.
    AutomaticReplies,
    /// Mailbox full status.
    MailboxFullStatus,
    /// Custom mail tip.
    CustomMailTip,
    /// External member count.
    ExternalMemberCount,
    /// Total member count.
    TotalMemberCount,
    /// Max message size.
    MaxMessageSize,
    /// Delivery restriction.
    DeliveryRestriction,
    /// Moderation status.
    ModerationStatus,
    /// Recipient scope.
    RecipientScope,
    /// Recipient suggestions.
    RecipientSuggestions,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Media config.
#[graph_type]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "one of them is there at a time")]
pub enum MediaConfig {
    /// App hosted media config.
    AppHostedMediaConfig(AppHostedMediaConfig),
    /// Service hosted media config.
    ServiceHostedMediaConfig(ServiceHostedMediaConfig),
    /// Any other type.
    #[graph(other)]
    Other(serde_json::Value),
}

/// Media info.
#[graph_type("microsoft.graph.mediaInfo")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MediaInfo {
    /// Resource id.
    pub resource_id: Option<String>,
    /// Uri.
    pub uri: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Media prompt.
#[graph_type("microsoft.graph.mediaPrompt")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MediaPrompt {
    /// Media info.
    pub media_info: Option<MediaInfo>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Meeting chat mode.
#[graph_type("microsoft.graph.meetingChatMode")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MeetingChatMode {
    /// Enabled.
    Enabled,
    /// Disabled.
    Disabled,
    /// Limited.
    Limited,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Meeting participant info.
#[graph_type("microsoft.graph.meetingParticipantInfo")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MeetingParticipantInfo {
    /// Identity.
    pub identity: Option<IdentitySet>,
    /// Role.
    pub role: Option<OnlineMeetingRole>,
    /// Upn.
    pub upn: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Meeting participants.
#[graph_type("microsoft.graph.meetingParticipants")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MeetingParticipants {
    /// Attendees.
    pub attendees: Option<Vec<MeetingParticipantInfo>>,
    /// Organizer.
    pub organizer: Option<MeetingParticipantInfo>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Message.
#[graph_type("microsoft.graph.message")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Message {
    /// Id.
    pub id: Option<String>,
    /// Categories.
    pub categories: Option<Vec<String>>,
    /// Change key.
    pub change_key: Option<String>,
    /// Created date time.
    pub created_date_time: Option<String>,
    /// Last modified date time.
    pub last_modified_date_time: Option<String>,
    /// Bcc recipients.
    pub bcc_recipients: Option<Vec<Recipient>>,
    /// Body.
    pub body: Option<ItemBody>,
    /// Body preview.
    pub body_preview: Option<String>,
    /// Cc recipients.
    pub cc_recipients: Option<Vec<Recipient>>,
    /// From.
    pub from: Option<Recipient>,
    /// Has attachments.
    pub has_attachments: Option<bool>,
    /// Importance.
    pub importance: Option<Importance>,
    /// Internet message headers.
    pub internet_message_headers: Option<Vec<InternetMessageHeader>>,
    /// Internet message id.
    pub internet_message_id: Option<String>,
    /// Is draft.
    pub is_draft: Option<bool>,
    /// Is read.
    pub is_read: Option<bool>,
    /// Received date time.
    pub received_date_time: Option<String>,
    /// Sender.
    pub sender: Option<Recipient>,
    /// Subject.
    pub subject: Option<String>,
    /// To recipients.
    pub to_recipients: Option<Vec<Recipient>>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Modality.
#[graph_type("microsoft.graph.modality")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Modality {
    /// Audio.
    Audio,
    /// Video.
    Video,
    /// Video based screen sharing.
    VideoBasedScreenSharing,
    /// Data.
    Data,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Mute participant operation.
#[graph_type("microsoft.graph.muteParticipantOperation")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MuteParticipantOperation {
    /// Id.
    pub id: Option<String>,
    /// Client context.
    pub client_context: Option<String>,
    /// Result info.
    pub result_info: Option<ResultInfo>,
    /// Status.
    pub status: Option<OperationStatus>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Online meeting.
#[graph_type("microsoft.graph.onlineMeeting")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OnlineMeeting {
    /// Id.
    pub id: Option<String>,
    /// Allowed presenters.
    pub allowed_presenters: Option<OnlineMeetingPresenters>,
    /// Allow meeting chat.
    pub allow_meeting_chat: Option<MeetingChatMode>,
    /// Allow recording.
    pub allow_recording: Option<bool>,
    /// Chat info.
    pub chat_info: Option<ChatInfo>,
    /// Join information.
    pub join_information: Option<ItemBody>,
    /// Join web url.
    pub join_web_url: Option<String>,
    /// Lobby bypass settings.
    pub lobby_bypass_settings: Option<LobbyBypassSettings>,
    /// Record automatically.
    pub record_automatically: Option<bool>,
    /// Subject.
    pub subject: Option<String>,
    /// Video teleconference id.
    pub video_teleconference_id: Option<String>,
    /// Creation date time.
    pub creation_date_time: Option<String>,
    /// End date time.
    pub end_date_time: Option<String>,
    /// External id.
    pub external_id: Option<String>,
    /// Is broadcast.
    pub is_broadcast: Option<bool>,
    /// Meeting template id.
    pub meeting_template_id: Option<String>,
    /// Participants.
    pub participants: Option<MeetingParticipants>,
    /// Start date time.
    pub start_date_time: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Online meeting presenters.
#[graph_type("microsoft.graph.onlineMeetingPresenters")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OnlineMeetingPresenters {
    /// Everyone.
    Everyone,
    /// Organization.
    Organization,
    /// Role is presenter.
    RoleIsPresenter,
    /// Organizer.
    Organizer,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Online meeting role.
#[graph_type("microsoft.graph.onlineMeetingRole")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OnlineMeetingRole {
    /// Attendee.
    Attendee,
    /// Presenter.
    Presenter,
    /// Producer.
    Producer,
    /// Coorganizer.
    Coorganizer,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Operation status.
#[graph_type("microsoft.graph.operationStatus")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OperationStatus {
    /// Not started.
    #[graph(name = "NotStarted")]
    NotStarted,
    /// Running.
    #[graph(name = "Running")]
    Running,
    /// Completed.
    #[graph(name = "Completed")]
    Completed,
    /// Failed.
    #[graph(name = "Failed")]
    Failed,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Participant info.
#[graph_type("microsoft.graph.participantInfo")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParticipantInfo {
    /// Country code.
    pub country_code: Option<String>,
    /// Endpoint type.
    pub endpoint_type: Option<EndpointType>,
    /// Identity.
    pub identity: Option<IdentitySet>,
    /// Language id.
    pub language_id: Option<String>,
    /// Participant id.
    pub participant_id: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Permission.
#[graph_type("microsoft.graph.permission")]
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(deprecated, reason = "the service deprecates a part of it")]
pub struct Permission {
    /// Id.
    pub id: Option<String>,
    /// Expiration date time.
    pub expiration_date_time: Option<String>,
    /// Granted to.
    ///
    /// Deprecated since 2021-09-03, removed on 2023-10-01: Use grantedToV2.
    pub granted_to: Option<IdentitySet>,
    /// Granted to identities.
    ///
    /// Deprecated since 2021-09-03, removed on 2023-10-01: Use grantedToIdentitiesV2.
    pub granted_to_identities: Option<Vec<IdentitySet>>,
    /// Has password.
    pub has_password: Option<bool>,
    /// Link.
    pub link: Option<SharingLink>,
    /// Roles.
    pub roles: Option<Vec<String>>,
    /// Share id.
    pub share_id: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Play prompt operation.
#[graph_type("microsoft.graph.playPromptOperation")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlayPromptOperation {
    /// Id.
    pub id: Option<String>,
    /// Client context.
    pub client_context: Option<String>,
    /// Result info.
    pub result_info: Option<ResultInfo>,
    /// Status.
    pub status: Option<OperationStatus>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Presence.
#[graph_type("microsoft.graph.presence")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Presence {
    /// Id.
    pub id: Option<String>,
    /// Activity.
    pub activity: Option<String>,
    /// Availability.
    pub availability: Option<String>,
    /// Sequence number.
    pub sequence_number: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Something to play to those in a call.
#[graph_type]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "one of them is there at a time")]
pub enum Prompt {
    /// Media prompt.
    MediaPrompt(MediaPrompt),
    /// Any other type.
    #[graph(other)]
    Other(serde_json::Value),
}

/// Pstn call duration source.
#[graph_type("microsoft.graph.callRecords.pstnCallDurationSource")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PstnCallDurationSource {
    /// Microsoft.
    Microsoft,
    /// Operator.
    Operator,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Pstn call log row.
#[graph_type("microsoft.graph.callRecords.pstnCallLogRow")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PstnCallLogRow {
    /// Call duration source.
    pub call_duration_source: Option<PstnCallDurationSource>,
    /// Callee number.
    pub callee_number: Option<String>,
    /// Caller number.
    pub caller_number: Option<String>,
    /// Call id.
    pub call_id: Option<String>,
    /// Call type.
    pub call_type: Option<String>,
    /// Charge.
    pub charge: Option<serde_json::Number>,
    /// Conference id.
    pub conference_id: Option<String>,
    /// Connection charge.
    pub connection_charge: Option<serde_json::Number>,
    /// Currency.
    pub currency: Option<String>,
    /// Destination context.
    pub destination_context: Option<String>,
    /// Destination name.
    pub destination_name: Option<String>,
    /// Duration.
    pub duration: Option<i32>,
    /// End date time.
    pub end_date_time: Option<String>,
    /// Id.
    pub id: Option<String>,
    /// Inventory type.
    pub inventory_type: Option<String>,
    /// License capability.
    pub license_capability: Option<String>,
    /// Operator.
    pub operator: Option<String>,
    /// Start date time.
    pub start_date_time: Option<String>,
    /// Tenant country code.
    pub tenant_country_code: Option<String>,
    /// Usage country code.
    pub usage_country_code: Option<String>,
    /// User display name.
    pub user_display_name: Option<String>,
    /// User id.
    pub user_id: Option<String>,
    /// User principal name.
    pub user_principal_name: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Recipient.
#[graph_type("microsoft.graph.recipient")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recipient {
    /// Email address.
    pub email_address: Option<EmailAddress>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Record operation.
#[graph_type("microsoft.graph.recordOperation")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RecordOperation {
    /// Id.
    pub id: Option<String>,
    /// Client context.
    pub client_context: Option<String>,
    /// Result info.
    pub result_info: Option<ResultInfo>,
    /// Status.
    pub status: Option<OperationStatus>,
    /// Recording access token.
    pub recording_access_token: Option<String>,
    /// Recording location.
    pub recording_location: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Recording status.
#[graph_type("microsoft.graph.recordingStatus")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RecordingStatus {
    /// Unknown.
    Unknown,
    /// Not recording.
    NotRecording,
    /// Recording.
    Recording,
    /// Failed.
    Failed,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Reject reason.
#[graph_type("microsoft.graph.rejectReason")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RejectReason {
    /// None.
    None,
    /// Busy.
    Busy,
    /// Forbidden.
    Forbidden,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Result info.
#[graph_type("microsoft.graph.resultInfo")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResultInfo {
    /// Code.
    pub code: Option<i32>,
    /// Message.
    pub message: Option<String>,
    /// Subcode.
    pub subcode: Option<i32>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Screen sharing role.
#[graph_type("microsoft.graph.screenSharingRole")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ScreenSharingRole {
    /// Viewer.
    Viewer,
    /// Sharer.
    Sharer,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Send dtmf completion reason.
#[graph_type("microsoft.graph.sendDtmfCompletionReason")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SendDtmfCompletionReason {
    /// Unknown.
    Unknown,
    /// Completed successfully.
    CompletedSuccessfully,
    /// Media operation canceled.
    MediaOperationCanceled,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Send dtmf tones operation.
#[graph_type("microsoft.graph.sendDtmfTonesOperation")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SendDtmfTonesOperation {
    /// Id.
    pub id: Option<String>,
    /// Client context.
    pub client_context: Option<String>,
    /// Result info.
    pub result_info: Option<ResultInfo>,
    /// Status.
    pub status: Option<OperationStatus>,
    /// Completion reason.
    pub completion_reason: Option<SendDtmfCompletionReason>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Service hosted media config.
#[graph_type("microsoft.graph.serviceHostedMediaConfig")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ServiceHostedMediaConfig {
    /// Pre fetch media.
    pub pre_fetch_media: Option<Vec<MediaInfo>>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Sharing link.
#[graph_type("microsoft.graph.sharingLink")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SharingLink {
    /// Application.
    pub application: Option<Identity>,
    /// Prevents download.
    pub prevents_download: Option<bool>,
    /// Scope.
    pub scope: Option<String>,
    /// Type.
    pub r#type: Option<String>,
    /// Web html.
    pub web_html: Option<String>,
    /// Web url.
    pub web_url: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Start hold music operation.
#[graph_type("microsoft.graph.startHoldMusicOperation")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StartHoldMusicOperation {
    /// Id.
    pub id: Option<String>,
    /// Client context.
    pub client_context: Option<String>,
    /// Result info.
    pub result_info: Option<ResultInfo>,
    /// Status.
    pub status: Option<OperationStatus>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Subscribe to tone operation.
#[graph_type("microsoft.graph.subscribeToToneOperation")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SubscribeToToneOperation {
    /// Id.
    pub id: Option<String>,
    /// Client context.
    pub client_context: Option<String>,
    /// Result info.
    pub result_info: Option<ResultInfo>,
    /// Status.
    pub status: Option<OperationStatus>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Tone.
#[graph_type("microsoft.graph.tone")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Tone0.
    Tone0,
    /// Tone1.
    Tone1,
    /// Tone2.
    Tone2,
    /// Tone3.
    Tone3,
    /// Tone4.
    Tone4,
    /// Tone5.
    Tone5,
    /// Tone6.
    Tone6,
    /// Tone7.
    Tone7,
    /// Tone8.
    Tone8,
    /// Tone9.
    Tone9,
    /// Star.
    Star,
    /// Pound.
    Pound,
    /// A.
    A,
    /// B.
    B,
    /// C.
    C,
    /// D.
    D,
    /// Flash.
    Flash,
    /// Any other value.
    #[graph(other)]
    Other(String),
}

/// Unmute participant operation.
#[graph_type("microsoft.graph.unmuteParticipantOperation")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnmuteParticipantOperation {
    /// Id.
    pub id: Option<String>,
    /// Client context.
    pub client_context: Option<String>,
    /// Result info.
    pub result_info: Option<ResultInfo>,
    /// Status.
    pub status: Option<OperationStatus>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Update recording status operation.
#[graph_type("microsoft.graph.updateRecordingStatusOperation")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateRecordingStatusOperation {
    /// Id.
    pub id: Option<String>,
    /// Client context.
    pub client_context: Option<String>,
    /// Result info.
    pub result_info: Option<ResultInfo>,
    /// Status.
    pub status: Option<OperationStatus>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Upload session.
#[graph_type("microsoft.graph.uploadSession")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UploadSession {
    /// Expiration date time.
    pub expiration_date_time: Option<String>,
    /// Next expected ranges.
    pub next_expected_ranges: Option<Vec<String>>,
    /// Upload url.
    pub upload_url: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// User.
#[graph_type("microsoft.graph.user")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct User {
    /// Id.
    pub id: Option<String>,
    /// Deleted date time.
    pub deleted_date_time: Option<String>,
    /// Account enabled.
    pub account_enabled: Option<bool>,
    /// Age group.
    pub age_group: Option<String>,
    /// Business phones.
    pub business_phones: Option<Vec<String>>,
    /// Created date time.
    pub created_date_time: Option<String>,
    /// Display name.
    pub display_name: Option<String>,
    /// Mail.
    pub mail: Option<String>,
    /// User principal name.
    pub user_principal_name: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Workbook function result.
#[graph_type("microsoft.graph.workbookFunctionResult")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WorkbookFunctionResult {
    /// Id.
    pub id: Option<String>,
    /// Error.
    pub error: Option<String>,
    /// Value.
    pub value: Option<serde_json::Value>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Workbook range.
#[graph_type("microsoft.graph.workbookRange")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WorkbookRange {
    /// Id.
    pub id: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Address local.
    pub address_local: Option<String>,
    /// Cell count.
    pub cell_count: Option<i32>,
    /// Column count.
    pub column_count: Option<i32>,
    /// Column hidden.
    pub column_hidden: Option<bool>,
    /// Column index.
    pub column_index: Option<i32>,
    /// Formulas.
    pub formulas: Option<serde_json::Value>,
    /// Formulas local.
    pub formulas_local: Option<serde_json::Value>,
    /// Formulas r1 c1.
    pub formulas_r1_c1: Option<serde_json::Value>,
    /// Hidden.
    pub hidden: Option<bool>,
    /// Number format.
    pub number_format: Option<serde_json::Value>,
    /// Row count.
    pub row_count: Option<i32>,
    /// Row hidden.
    pub row_hidden: Option<bool>,
    /// Row index.
    pub row_index: Option<i32>,
    /// Text.
    pub text: Option<serde_json::Value>,
    /// Values.
    pub values: Option<serde_json::Value>,
    /// Value types.
    pub value_types: Option<serde_json::Value>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Workbook sort field.
#[graph_type("microsoft.graph.workbookSortField")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WorkbookSortField {
    /// Ascending.
    pub ascending: Option<bool>,
    /// Color.
    pub color: Option<String>,
    /// Data option.
    pub data_option: Option<String>,
    /// Key.
    pub key: Option<i32>,
    /// Sort on.
    pub sort_on: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Workbook table.
#[graph_type("microsoft.graph.workbookTable")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WorkbookTable {
    /// Id.
    pub id: Option<String>,
    /// Highlight first column.
    pub highlight_first_column: Option<bool>,
    /// Name.
    pub name: Option<String>,
    /// Show headers.
    pub show_headers: Option<bool>,
    /// Show totals.
    pub show_totals: Option<bool>,
    /// Style.
    pub style: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Workbook worksheet.
#[graph_type("microsoft.graph.workbookWorksheet")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WorkbookWorksheet {
    /// Id.
    pub id: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Position.
    pub position: Option<i32>,
    /// Visibility.
    pub visibility: Option<String>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}
