//! `#[graph_type]` on an enum: known values whatever their case, unknown ones as they are.

use graph_action::graph_type;

#[graph_type]
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Status {
    NotStarted,
    Running,
    #[graph(name = "completed_with_errors")]
    Partly,
    #[graph(other)]
    Other(String),
}

#[test]
fn known_values_are_read_whatever_their_case() {
    for (text, status) in [
        ("notStarted", Status::NotStarted),
        ("NotStarted", Status::NotStarted),
        ("NOTSTARTED", Status::NotStarted),
        ("running", Status::Running),
        ("Completed_With_Errors", Status::Partly),
        ("partly", Status::Other("partly".to_owned())),
    ] {
        assert_eq!(serde_json::from_value::<Status>(text.into()).unwrap(), status, "{text}");
    }
}

#[test]
fn known_values_are_written_as_graph_has_them() {
    for (status, text) in
        [(Status::NotStarted, "notStarted"), (Status::Running, "running"), (Status::Partly, "completed_with_errors")]
    {
        assert_eq!(serde_json::to_value(&status).unwrap(), text);
        assert_eq!(status.as_str(), text);
        assert_eq!(status.to_string(), text);
        assert_eq!(format!("{status:>25}"), format!("{text:>25}"));
    }
}

#[test]
fn unknown_values_are_kept_as_they_are() {
    for text in ["unknownFutureValue", "", "New Value", "é"] {
        let status: Status = serde_json::from_value(text.into()).unwrap();
        assert_eq!(status, Status::Other(text.to_owned()));
        assert_eq!((status.as_str(), status.to_string().as_str()), (text, text));
        assert_eq!(serde_json::to_value(&status).unwrap(), text);
    }
}

#[test]
fn a_number_is_an_unknown_value_and_anything_else_an_error() {
    assert_eq!(serde_json::from_str::<Status>("5").unwrap(), Status::Other("5".to_owned()));
    assert_eq!(serde_json::from_str::<Status>("-5").unwrap(), Status::Other("-5".to_owned()));
    for text in ["null", "{}", "[]", "true"] {
        assert!(serde_json::from_str::<Status>(text).is_err(), "{text}");
    }
}

#[test]
fn values_are_read_from_text_with_escapes_and_from_readers() {
    assert_eq!(serde_json::from_str::<Status>(r#""runn\u0069ng""#).unwrap(), Status::Running);
    assert_eq!(serde_json::from_reader::<_, Status>(&br#""running""#[..]).unwrap(), Status::Running);
}
