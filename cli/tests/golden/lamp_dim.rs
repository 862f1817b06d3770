//! Imported from Graph's page `lamp: dim`, version v1.0.

use graph_action::{Operation, ResourcePath, graph_action, graph_path, graph_response, graph_type};

/// Where the lamp is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names)]
pub enum LampPath {
    /// `/me/rooms/<room_id>/lamps/<lamp_id>`.
    #[graph("/me/rooms/<room_id>/lamps/<lamp_id>")]
    MeRoomsLamps {
        /// The room.
        room_id: String,
        /// The lamp.
        lamp_id: String,
    },
    /// `/users/<user>/rooms/<room>/lamps/<id>`.
    #[graph("/users/<user>/rooms/<room>/lamps/<id>")]
    UsersRoomsLamps {
        /// The user, by `id` or `userPrincipalName`.
        user: String,
        /// The room.
        room: String,
        /// The lamp.
        id: String,
    },
    /// Where Graph says that it is.
    #[graph("<path>")]
    At {
        /// An `@odata.id`, a `Location`, or any other path.
        path: ResourcePath,
    },
}

/// Dims a lamp that hangs in a room, or all of its kind; see rooms.
///
/// Graph's page: <https://learn.microsoft.com/graph/api/lamp-dim?view=graph-rest-1.0>.
#[graph_action(
    POST "<lamp>/dim" -> DimLampResponse,
    permissions(
        application = ["Lamp.ReadWrite.All"],
        delegated = ["Lamp.ReadWrite", "Lamp.ReadWrite.All", "Room.ReadWrite.All"],
    ),
)]
#[derive(Debug, Clone, PartialEq)]
pub struct DimLamp {
    /// Where the lamp is.
    pub lamp: LampPath,
    /// From 0 to 100. Required.
    pub level: i32,
    /// Up to 4 values. Optional.
    #[graph(name = "Colours", max_items = 4)]
    pub colours: Option<Vec<String>>,
    /// At most 64 characters.
    #[graph(max_chars = 64)]
    pub note: Option<String>,
    /// When to dim it. Optional.
    pub schedule: Option<LampSchedule>,
    /// The etag of the lamp. Optional.
    #[graph(header = "If-Match")]
    pub if_match: Option<String>,
}

/// What the service answers, by its status.
#[graph_response]
#[derive(Debug)]
pub enum DimLampResponse {
    /// 200 ok.
    #[graph(status = 200)]
    Ok(Lamp),
    /// 202 accepted.
    #[graph(status = 202)]
    Accepted(Operation<serde_json::Value>),
}

/// `lampSchedule`, as far as the page's examples show it.
#[graph_type]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LampSchedule {
    /// The from.
    pub from: Option<String>,
    /// The days.
    pub days: Option<Vec<String>>,
    /// The repeat.
    pub repeat: Option<Repeat>,
}

/// `repeat`, as far as the page's examples show it.
#[graph_type]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Repeat {
    /// The every.
    pub every: Option<i64>,
}

/// `microsoft.graph.lamp`, as far as the page's examples show it.
#[graph_type("microsoft.graph.lamp")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lamp {
    /// The id.
    pub id: Option<String>,
    /// The level.
    pub level: Option<i64>,
    /// The power.
    pub power: Option<f64>,
    /// The is on.
    pub is_on: Option<bool>,
    /// The room.
    pub room: Option<Room>,
    /// What else there is.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// `room`, as far as the page's examples show it.
#[graph_type]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Room {
    /// The id.
    pub id: Option<String>,
    /// What else there is.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}
