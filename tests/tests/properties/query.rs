//! Query options: each value is one option's, and no value adds another.

use graph_action::graph_action;
use proptest::prelude::*;

use crate::{decoded, options, request, segments, text};

#[graph_action(GET "/me/messages?$select=id,subject&$filter=<filter>")]
struct Messages {
    filter: String,
    #[graph(query = "$search")]
    search: Option<String>,
    #[graph(query)]
    skip_token: Option<String>,
    #[graph(query = "$expand")]
    expand: Vec<String>,
    #[graph(query = "$top")]
    top: Option<u32>,
}

#[graph_action(GET "/reports/all(ids=<ids>)")]
struct Aliased {
    ids: Vec<String>,
    #[graph(query)]
    note: Option<String>,
}

proptest! {
    #[test]
    fn each_value_is_one_option(
        filter in text(),
        search in proptest::option::of(text()),
        skip_token in proptest::option::of(text()),
        expand in proptest::collection::vec(text(), 0..3),
        top in proptest::option::of(any::<u32>()),
    ) {
        let action = Messages {
            filter: filter.clone(), search: search.clone(), skip_token: skip_token.clone(), expand: expand.clone(), top,
        };
        let request = request(&action).unwrap();
        prop_assert_eq!(segments(&request), ["me", "messages"]);
        prop_assert!(request.headers().is_empty());
        let mut expected = vec![("$select".to_owned(), "id,subject".to_owned()), ("$filter".to_owned(), filter)];
        expected.extend(search.map(|search| ("$search".to_owned(), search)));
        expected.extend(skip_token.map(|token| ("skipToken".to_owned(), token)));
        expected.extend((!expand.is_empty()).then(|| ("$expand".to_owned(), expand.join(","))));
        expected.extend(top.map(|top| ("$top".to_owned(), top.to_string())));
        let sent: Vec<_> =
            options(&request).into_iter().map(|(name, value)| (name, decoded(&value))).collect();
        prop_assert_eq!(sent, expected.clone());
        // A form decoder, for which `+` is a space, reads the same.
        let url = url::Url::parse(&request.uri().to_string()).unwrap();
        let read: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn a_collection_is_json_behind_an_alias(
        ids in proptest::collection::vec(text(), 0..4),
        note in proptest::option::of(text()),
    ) {
        let request = request(&Aliased { ids: ids.clone(), note: note.clone() }).unwrap();
        prop_assert_eq!(segments(&request), ["reports", "all(ids=@ids)"]);
        let options = options(&request);
        prop_assert_eq!(options.len(), 1 + usize::from(note.is_some()));
        let (_, json) = options.iter().find(|(name, _)| name == "@ids").unwrap();
        prop_assert_eq!(serde_json::from_str::<Vec<String>>(&decoded(json)).unwrap(), ids);
    }
}
