//! What can be done with a call that comes in: it is answered, redirected, rejected.

use graph_action::{graph_action, graph_type};

use super::models::{AppHosted, IdentitySet, Invitation, Modality, ServiceHosted, media};
use crate::harness::page;

/// The media configuration is one of several types: a parameter of the declaration.
#[graph_action(POST "/communications/calls/<id>/answer")]
struct Answer<M: serde::Serialize> {
    id: String,
    callback_uri: &'static str,
    media_config: M,
    accepted_modalities: Vec<Modality>,
    participant_capacity: Option<i32>,
}

#[test]
fn answers() {
    let blob = Some("<Media Session Configuration Blob>".to_owned());
    page("call-answer").example(0).check(&Answer {
        id: "{id}".to_owned(),
        callback_uri: "callbackUri-value",
        media_config: AppHosted { blob, ..AppHosted::default() },
        accepted_modalities: vec![Modality::Audio],
        participant_capacity: Some(200),
    });
}

#[test]
fn answers_a_peer() {
    let beep = media("beep.wav", "1D6DE2D4-CD51-4309-8DAA-70768651088E");
    let cool = media("cool.wav", "1D6DE2D4-CD51-4309-8DAA-70768651088F");
    // The page leaves out the type of the files to fetch.
    page("call-answer").example(1).leaves_out_types().check(&Answer {
        id: "57DAB8B1894C409AB240BD8BEAE78896".to_owned(),
        callback_uri: "https://bot.contoso.com/api/calls",
        media_config: ServiceHosted { pre_fetch_media: Some(vec![beep, cool]), ..ServiceHosted::default() },
        accepted_modalities: vec![Modality::Audio],
        participant_capacity: None,
    });
    let blob = Some("<Media Session Configuration Blob>".to_owned());
    page("call-answer").example(2).check(&Answer {
        id: "57DAB8B1894C409AB240BD8BEAE78896".to_owned(),
        callback_uri: "https://bot.contoso.com/api/calls",
        media_config: AppHosted { blob, ..AppHosted::default() },
        accepted_modalities: vec![Modality::Audio],
        participant_capacity: None,
    });
}

#[graph_action(POST "/communications/calls/<id>/redirect")]
struct Redirect {
    id: &'static str,
    targets: Vec<Invitation>,
    /// Not in Graph's metadata, and in one of the examples.
    routing_policies: Option<Vec<&'static str>>,
    callback_uri: Option<&'static str>,
}

fn redirecting(id: &'static str, targets: Vec<Invitation>) -> Redirect {
    let callback_uri = Some("https://bot.contoso.com/api/calls/24701998-1a73-4d42-8085-bf46ed0ae039");
    Redirect { id, targets, routing_policies: None, callback_uri }
}

#[test]
fn redirects() {
    let bot = IdentitySet::application("test bot 2", "22bfd41f-550e-477d-8789-f6f7bd2a5e8b");
    let id = "491f0b00-ffff-4bc9-a43e-b226498ec22a";
    page("call-redirect").example(0).check(&redirecting(id, vec![Invitation::of(bot)]));
    let users = [
        IdentitySet::user("test user", "98da8a1a-1b87-452c-a713-65d3f10b1253"),
        IdentitySet::user("test user 2", "bf5aae9a-d11d-47a8-93b1-782504c9c3f3"),
    ];
    page("call-redirect").example(1).check(&Redirect {
        routing_policies: Some(vec!["disableForwarding"]),
        ..redirecting("481f0b00-ffff-4ca1-8c67-a5f1e31e8e82", users.map(Invitation::of).to_vec())
    });
    let phone = IdentitySet::phone("+12345678901");
    page("call-redirect").example(2).check(&redirecting(id, vec![Invitation::of(phone)]));
}

#[graph_type]
enum RejectReason {
    None,
    Busy,
    #[graph(other)]
    Other(String),
}

#[graph_action(POST "/communications/calls/<id>/reject")]
struct Reject {
    id: &'static str,
    reason: Option<RejectReason>,
}

#[test]
fn rejects() {
    let id = "57dab8b1-894c-409a-b240-bd8beae78896";
    page("call-reject").example(0).check(&Reject { id, reason: Some(RejectReason::Busy) });
    page("call-reject").example(1).check(&Reject { id, reason: Some(RejectReason::None) });
}
