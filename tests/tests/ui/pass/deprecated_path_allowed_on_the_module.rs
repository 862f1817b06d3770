//! `#[allow(deprecated)]` on a module silences the warnings in it, before or behind the attribute.

#![deny(warnings)]

#[allow(deprecated)]
mod old {
    use graph_action::graph_action;

    #[graph_action(POST "/app/calls/<id>/cancelMediaProcessing")]
    pub struct CancelMediaProcessing {
        pub id: String,
    }

    pub mod deeper {
        use graph_action::graph_action;

        #[graph_action(GET "/app/onlineMeetings/<id>")]
        pub struct GetOnlineMeeting {
            pub id: String,
        }
    }
}

fn main() {
    use graph_action::Action;

    let action = old::CancelMediaProcessing { id: "a".to_owned() };
    assert!(action.request("https://graph.microsoft.com").is_ok());
    let action = old::deeper::GetOnlineMeeting { id: "a".to_owned() };
    assert!(action.request("https://graph.microsoft.com").is_ok());
}
