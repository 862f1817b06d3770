//! Whatever values an action has, the mock reads them back, and the whole action is the request that it sends.

use graph_action::mock::{Answer, Mock};
use graph_action::{Action, graph_action};
use proptest::prelude::*;
use proptest::string::string_regex;

#[graph_action(POST "/users/<user>/events('<id>')/view(start=<start>,end=<end>)/x?$top=<top>")]
#[derive(Debug, Clone)]
struct Keys {
    user: String,
    id: String,
    start: String,
    end: Option<String>,
    top: Option<String>,
    text: Option<String>,
}

#[graph_action(GET "/me/drive/items/<item>:/<path..>:/content")]
#[derive(Debug, Clone)]
struct Path {
    item: String,
    path: String,
}

/// Texts of every kind, and above all those that mean something in a URL.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), string_regex("[/?#&=%.:;@'\"()\\\\$+, a-c<>\r\n\u{0}é]{1,8}").unwrap()]
}

/// Sends an action through a mock that expects it as a whole, and returns the values that the mock read, if it can be sent.
fn read<A: Action>(action: &A, fields: &[&str]) -> Option<Vec<Option<String>>> {
    action.request("https://graph.microsoft.com").ok()?;
    let mock = Mock::new();
    mock.expect_action(action).answer(Answer::status(204));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let client = mock.client().unwrap();
    let sent = runtime.block_on(async { client.send(action).await.map(drop) });
    assert!(sent.is_ok(), "{sent:?}");
    mock.verify().unwrap();
    let request = mock.requests().pop().unwrap();
    Some(fields.iter().map(|field| request.path_value(field).map(str::to_owned)).collect())
}

proptest! {
    #[test]
    fn keys_arguments_and_options_are_read_back(
        [user, id, start] in [text(), text(), text()],
        [end, top, text] in [
            proptest::option::of(text()), proptest::option::of(text()), proptest::option::of(text())
        ],
    ) {
        let action = Keys { user, id, start, end, top, text };
        if let Some(values) = read(&action, &["user", "id", "start", "end", "top"]) {
            let Keys { user, id, start, end, top, .. } = action;
            prop_assert_eq!(values, [Some(user), Some(id), Some(start), end, top]);
        }
    }

    #[test]
    fn paths_are_read_back(item in text(), path in text()) {
        let action = Path { item, path };
        if let Some(values) = read(&action, &["item", "path"]) {
            let path = action.path.strip_prefix('/').unwrap_or(&action.path);
            let path = path.strip_suffix('/').unwrap_or(path);
            prop_assert_eq!(values, [Some(action.item), Some(path.to_owned())]);
        }
    }
}
