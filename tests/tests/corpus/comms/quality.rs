//! The quality of a teleconference device: a deep body with three types of one family.

use graph_action::{graph_action, graph_type};

use crate::harness::page;

#[graph_action(POST "/communications/calls/logTeleconferenceDeviceQuality")]
struct LogQuality {
    quality: Quality,
}

#[graph_type("microsoft.graph.teleconferenceDeviceQuality")]
struct Quality {
    call_chain_id: String,
    participant_id: String,
    media_leg_id: String,
    device_name: Option<String>,
    device_description: Option<String>,
    media_quality_list: Vec<Media>,
}

/// What all media have in common; the type's name makes it one of them.
#[graph_type]
#[derive(Clone)]
struct Media {
    #[graph(name = "@odata.type")]
    kind: String,
    channel_index: i32,
    media_duration: String,
    network_link_speed_in_bytes: i64,
    #[graph(name = "localIPAddress")]
    local_ip_address: String,
    local_port: i32,
    #[graph(name = "remoteIPAddress")]
    remote_ip_address: String,
    remote_port: i32,
    inbound_packets: i64,
    outbound_packets: i64,
    average_inbound_packet_loss_rate_in_percentage: f64,
    average_outbound_packet_loss_rate_in_percentage: f64,
    maximum_inbound_packet_loss_rate_in_percentage: f64,
    maximum_outbound_packet_loss_rate_in_percentage: f64,
    average_inbound_round_trip_delay: String,
    average_outbound_round_trip_delay: String,
    maximum_inbound_round_trip_delay: String,
    maximum_outbound_round_trip_delay: String,
    average_inbound_jitter: String,
    average_outbound_jitter: String,
    maximum_inbound_jitter: String,
    maximum_outbound_jitter: String,
}

fn media(kind: &str) -> Media {
    let text = str::to_owned;
    Media {
        kind: format!("#microsoft.graph.teleconferenceDevice{kind}Quality"),
        channel_index: 1,
        media_duration: text("PT20M"),
        network_link_speed_in_bytes: 13000,
        local_ip_address: text("127.0.0.1"),
        local_port: 6300,
        remote_ip_address: text("102.1.1.101"),
        remote_port: 6301,
        inbound_packets: 5500,
        outbound_packets: 5400,
        average_inbound_packet_loss_rate_in_percentage: 0.01,
        average_outbound_packet_loss_rate_in_percentage: 0.02,
        maximum_inbound_packet_loss_rate_in_percentage: 0.05,
        maximum_outbound_packet_loss_rate_in_percentage: 0.06,
        average_inbound_round_trip_delay: text("PT0.03S"),
        average_outbound_round_trip_delay: text("PT0.04S"),
        maximum_inbound_round_trip_delay: text("PT0.13S"),
        maximum_outbound_round_trip_delay: text("PT0.14S"),
        average_inbound_jitter: text("PT0.01S"),
        average_outbound_jitter: text("PT0.015S"),
        maximum_inbound_jitter: text("PT0.023S"),
        maximum_outbound_jitter: text("PT0.024S"),
    }
}

#[test]
fn logs_the_quality_of_a_device() {
    page("call-logteleconferencedevicequality").example(0).check(&LogQuality {
        quality: Quality {
            call_chain_id: "0622673d-9f69-49b3-9d4f-5ec64f42ecce".to_owned(),
            participant_id: "ea078406-b5d4-4d3c-b85e-90103dcec7f6".to_owned(),
            media_leg_id: "bd9ee398-4b9d-42c7-8b8d-4e8efad9435f".to_owned(),
            device_name: Some("TestAgent".to_owned()),
            device_description: Some("TestDescription".to_owned()),
            media_quality_list: ["Audio", "Video", "ScreenSharing"].map(media).to_vec(),
        },
    });
}
