//! Education: long paths, and successes without content.

use graph_action::{ResourcePath, graph_action};
use serde_json::{Value, json};

use crate::harness::{page, resource};

macro_rules! submissions {
    ($($name:ident $template:literal $page:literal $test:ident),* $(,)?) => {$(
        #[graph_action(POST $template)]
        struct $name {
            submission: ResourcePath,
        }

        /// The page shows an empty object behind a 204, which has no content.
        #[test]
        fn $test() {
            let submission = resource(
                "/education/classes/acdefc6b-2dc6-4e71-b1e9-6d9810ab1793/assignments/\
                 ad8afb28-c138-4ad7-b7f5-a6986c2655a8/submissions/fbe51c90-78b7-418a-b5f3-871bf8d8d21e",
            );
            page($page).example(0).response_says("", json!({})).should_say(Value::Null).check(&$name { submission });
        }
    )*};
}

submissions! {
    Return "<submission>/return" "educationsubmission-return" returns,
    Submit "<submission>/submit" "educationsubmission-submit" submits,
    Unsubmit "<submission>/unsubmit" "educationsubmission-unsubmit" unsubmits,
}
