//! Cloud communications: every page of calls and their participants, and the notifications on them.
//!
//! Sources: the pages `application-post-calls`, `call-*` and `participant-*` of the Graph API reference.

mod answer;
mod control;
mod create;
mod invite;
mod media;
mod models;
mod notifications;
mod quality;
mod transfer;

use crate::harness::pages;

/// The pages that the modules here go through, example by example.
const PAGES: [&str; 22] = [
    "application-post-calls",
    "call-answer",
    "call-cancelmediaprocessing",
    "call-changescreensharingrole",
    "call-delete",
    "call-get",
    "call-keepalive",
    "call-list-participants",
    "call-logteleconferencedevicequality",
    "call-mute",
    "call-playprompt",
    "call-record",
    "call-redirect",
    "call-reject",
    "call-subscribetotone",
    "call-transfer",
    "call-unmute",
    "call-updaterecordingstatus",
    "participant-delete",
    "participant-get",
    "participant-invite",
    "participant-mute",
];

/// Whether a page is one of cloud communications.
fn is_communications(page: &str) -> bool {
    ["call-", "participant-", "application-post-calls"].iter().any(|prefix| page.starts_with(prefix))
}

#[test]
fn no_page_is_left_out() {
    let Some(pages) = pages() else { return };
    let found: Vec<_> = pages.keys().filter(|page| is_communications(page)).collect();
    assert_eq!(found, PAGES);
}
