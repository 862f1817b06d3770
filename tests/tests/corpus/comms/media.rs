//! Media in a call: played, recorded, listened to, shared, cancelled.

use graph_action::{Operation, graph_action, graph_type};

use super::models::{CommsOperation, MediaPrompt, media};
use crate::harness::page;

/// The mark that most of these pages give an operation.
const MARK: &str = "d45324c1-fcb5-430a-902c-f20af696537c";

fn beep() -> Vec<MediaPrompt> {
    vec![MediaPrompt { media_info: media("beep.wav", "1D6DE2D4-CD51-4309-8DAA-70768651088E") }]
}

#[graph_action(POST "/communications/calls/<id>/playPrompt" -> Operation<CommsOperation>)]
struct PlayPrompt {
    id: String,
    prompts: Vec<MediaPrompt>,
    client_context: Option<String>,
}

#[test]
fn plays_a_prompt() {
    page("call-playprompt").example(0).check_operation(&PlayPrompt {
        id: "57dab8b1-894c-409a-b240-bd8beae78896".to_owned(),
        prompts: beep(),
        client_context: Some(MARK.to_owned()),
    });
}

#[graph_action(POST "/communications/calls/<id>/recordResponse" -> Operation<CommsOperation>)]
struct RecordResponse {
    id: String,
    prompts: Vec<MediaPrompt>,
    barge_in_allowed: Option<bool>,
    initial_silence_timeout_in_seconds: Option<u32>,
    max_silence_timeout_in_seconds: Option<u32>,
    max_record_duration_in_seconds: Option<u32>,
    play_beep: Option<bool>,
    stop_tones: Vec<&'static str>,
    client_context: Option<String>,
}

/// The second example is a download from another host, with a token of its own.
#[test]
fn records_a_response() {
    page("call-record").example(0).leaves_out_types().check_operation(&RecordResponse {
        id: "{id}".to_owned(),
        prompts: beep(),
        barge_in_allowed: Some(true),
        initial_silence_timeout_in_seconds: Some(5),
        max_silence_timeout_in_seconds: Some(2),
        max_record_duration_in_seconds: Some(10),
        play_beep: Some(true),
        stop_tones: vec!["#", "1", "*"],
        client_context: Some(MARK.to_owned()),
    });
}

#[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing" -> Operation<CommsOperation>)]
struct CancelMediaProcessing {
    id: String,
    client_context: Option<String>,
}

#[test]
fn cancels_media_processing() {
    let client_context = Some("clientContext-value".to_owned());
    page("call-cancelmediaprocessing")
        .example(0)
        .check_operation(&CancelMediaProcessing { id: "{id}".to_owned(), client_context });
}

#[graph_action(POST "/communications/calls/<id>/subscribeToTone" -> Operation<CommsOperation>)]
struct SubscribeToTone {
    id: String,
    client_context: Option<String>,
}

#[test]
fn subscribes_to_tones() {
    let client_context = Some("fd1c7836-4d84-4e24-b6aa-23188688cc54".to_owned());
    page("call-subscribetotone").example(0).check_operation(&SubscribeToTone { id: "{id}".to_owned(), client_context });
}

#[graph_type]
enum RecordingStatus {
    NotRecording,
    Recording,
    Failed,
    #[graph(other)]
    Other(String),
}

#[graph_action(POST "/communications/calls/<id>/updateRecordingStatus" -> Operation<CommsOperation>)]
struct UpdateRecordingStatus {
    id: String,
    client_context: Option<String>,
    status: RecordingStatus,
}

/// The page lists the values where one is due.
#[test]
fn updates_the_recording_status() {
    for (status, text) in [
        (RecordingStatus::NotRecording, "notRecording"),
        (RecordingStatus::Recording, "recording"),
        (RecordingStatus::Failed, "failed"),
        (RecordingStatus::Other("paused".to_owned()), "paused"),
    ] {
        let client_context = Some("clientContext-value".to_owned());
        page("call-updaterecordingstatus")
            .example(0)
            .request_says("/status", "notRecording | recording | failed")
            .should_say(text)
            .check_operation(&UpdateRecordingStatus { id: "{id}".to_owned(), client_context, status });
    }
}

#[graph_type]
enum ScreenSharingRole {
    Viewer,
    Sharer,
    #[graph(other)]
    Other(String),
}

#[graph_action(POST "/communications/calls/<id>/changeScreenSharingRole")]
struct ChangeScreenSharingRole {
    id: String,
    role: ScreenSharingRole,
}

#[test]
fn changes_the_screen_sharing_role() {
    let example = || page("call-changescreensharingrole").example(0);
    let change = |role| ChangeScreenSharingRole { id: "{id}".to_owned(), role };
    example().check(&change(ScreenSharingRole::Viewer));
    example().request_says("/role", "viewer").should_say("sharer").check(&change(ScreenSharingRole::Sharer));
}
