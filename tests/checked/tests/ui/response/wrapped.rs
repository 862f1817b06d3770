use graph_action::{Page, Value, graph_action};

#[graph_action(POST "/me/revokeSignInSessions" -> bool)]
pub struct Bare {}

#[graph_action(POST "/me/revokeSignInSessions" -> Value<String>)]
pub struct AnotherType {}

#[graph_action(POST "/me/getMemberGroups" -> Vec<String>)]
pub struct Unwrapped {}

#[graph_action(GET "/users/<id>" -> Page<serde_json::Value>)]
pub struct OneAsMany {
    pub id: String,
}

#[graph_action(GET "/reports/getTeamsTeamCounts(period='<period>')" -> Value<String>)]
pub struct Stream {
    pub period: String,
}

fn main() {}
