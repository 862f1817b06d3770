//! One of several types, told apart by `@odata.type`.

use graph_action::{graph_action, graph_type};
use serde_json::{Map, Value, json};

use super::body;

#[graph_type("microsoft.graph.mediaPrompt")]
#[derive(Debug, Clone, PartialEq)]
struct MediaPrompt {
    media_info: Option<String>,
}

#[graph_type("microsoft.graph.tonePrompt")]
#[derive(Debug, Clone, PartialEq)]
struct TonePrompt {
    tones: Vec<u8>,
    #[graph(extra)]
    extra: Map<String, Value>,
}

#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
struct Foreign {
    x: u8,
}

#[graph_type]
#[derive(Debug, Clone, PartialEq)]
enum Prompt {
    Media(MediaPrompt),
    Tone(Box<TonePrompt>),
    #[graph(name = "microsoft.graph.foreignPrompt")]
    Foreign(Foreign),
    #[graph(other)]
    Other(Value),
}

#[graph_type]
#[derive(Debug, Clone, PartialEq)]
enum Generic<T> {
    Media(MediaPrompt),
    #[graph(other)]
    Other(T),
}

#[graph_action(POST "/communications/calls/<id>/playPrompt")]
struct PlayPrompt {
    id: String,
    prompts: Vec<Prompt>,
}

fn media(info: &str) -> MediaPrompt {
    MediaPrompt { media_info: Some(info.to_owned()) }
}

#[test]
fn the_types_name_chooses_the_variant_wherever_it_stands_and_however_it_is_spelt() {
    for json in [
        r##"{"@odata.type": "#microsoft.graph.mediaPrompt", "mediaInfo": "a"}"##,
        r#"{"@odata.type": "microsoft.graph.mediaPrompt", "mediaInfo": "a"}"#,
        r##"{"mediaInfo": "a", "@odata.type": "#Microsoft.Graph.MediaPrompt", "new": 1}"##,
    ] {
        assert_eq!(serde_json::from_str::<Prompt>(json).unwrap(), Prompt::Media(media("a")), "{json}");
    }
    let foreign: Prompt =
        serde_json::from_value(json!({"x": 1, "@odata.type": "#microsoft.graph.foreignPrompt"})).unwrap();
    assert_eq!(foreign, Prompt::Foreign(Foreign { x: 1 }));
    let tone = json!({"@odata.type": "#microsoft.graph.tonePrompt", "tones": [1], "new": true});
    let Prompt::Tone(read) = serde_json::from_value(tone.clone()).unwrap() else { panic!("a tone") };
    assert_eq!(read.extra.len(), 1);
    assert_eq!(serde_json::to_value(Prompt::Tone(read)).unwrap(), tone);
}

#[test]
fn an_unknown_type_is_kept_whole() {
    for json in [json!({"@odata.type": "#microsoft.graph.newPrompt", "a": {"b": 1}}), json!({"a": 1}), json!({})] {
        let prompt: Prompt = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(prompt, Prompt::Other(json.clone()));
        assert_eq!(serde_json::to_value(&prompt).unwrap(), json);
    }
    let generic: Generic<Foreign> = serde_json::from_str(r#"{"x": 3}"#).unwrap();
    assert_eq!(generic, Generic::Other(Foreign { x: 3 }));
}

#[test]
fn the_name_is_written_first() {
    let prompts = vec![Prompt::Media(media("a")), Prompt::Foreign(Foreign { x: 1 })];
    let expected = r##"{"prompts":[{"@odata.type":"#microsoft.graph.mediaPrompt","mediaInfo":"a"},{"@odata.type":"#microsoft.graph.foreignPrompt","x":1}]}"##;
    assert_eq!(body(&PlayPrompt { id: "a".to_owned(), prompts }), expected);
}

#[test]
fn what_does_not_fit_its_type_is_an_error() {
    let error = serde_json::from_str::<Prompt>(r##"{"@odata.type": "#microsoft.graph.tonePrompt"}"##).unwrap_err();
    assert!(error.to_string().contains("`tones` is missing"), "{error}");
    let error = serde_json::from_str::<Prompt>("[1]").unwrap_err();
    assert!(error.to_string().contains("an object"), "{error}");
}
