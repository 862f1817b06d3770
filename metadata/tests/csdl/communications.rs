//! The document that the tests of this project stand on says what they expect of it.

use graph_action_metadata::csdl;
use graph_action_metadata::model::{MemberKind, Navigation, Shape, TypeRef};

use super::{COMMUNICATIONS, member, object, operation, property, type_of};

#[test]
fn it_is_whole() {
    let schema = csdl::read(COMMUNICATIONS).unwrap();
    assert_eq!((schema.types.len(), schema.operations.len(), schema.members.len()), (114, 72, 7));
    assert!(schema.types.is_sorted_by(|a, b| a.name < b.name));
    let member = member(&schema, "communications");
    assert_eq!((member.kind, member.target.as_str()), (MemberKind::Singleton, "microsoft.graph.cloudCommunications"));
    let calls = property(&schema, "microsoft.graph.cloudCommunications", "calls");
    assert_eq!(
        (&calls.ty, calls.navigation),
        (&TypeRef::collection("microsoft.graph.call"), Some(Navigation::Contained))
    );
    assert_eq!(object(&schema, "microsoft.graph.mediaPrompt").base.as_deref(), Some("microsoft.graph.prompt"));
    assert_eq!(object(&schema, "microsoft.graph.user").alternate_keys, [["userPrincipalName"]]);
    let Shape::Enum(modality) = &type_of(&schema, "microsoft.graph.onlineMeetingVideoDisabledReason").shape else {
        panic!()
    };
    assert!(modality.is_flags && modality.members.iter().any(|member| member.name == "unknownFutureValue"));
}

#[test]
fn its_operations_are_those_of_graph() {
    let schema = csdl::read(COMMUNICATIONS).unwrap();
    let cancel = operation(&schema, "microsoft.graph.cancelMediaProcessing(microsoft.graph.call)");
    assert_eq!(cancel.returns.as_ref().unwrap().ty, TypeRef::one("microsoft.graph.cancelMediaProcessingOperation"));
    let answer = operation(&schema, "microsoft.graph.answer(microsoft.graph.call)");
    let optional: Vec<_> =
        answer.parameters.iter().map(|parameter| (parameter.name.as_str(), parameter.is_optional)).collect();
    assert_eq!(
        optional,
        [
            ("callbackUri", false),
            ("mediaConfig", false),
            ("acceptedModalities", false),
            ("participantCapacity", false),
            ("callOptions", true)
        ]
    );
    let calls = "microsoft.graph.callRecords.getPstnCalls(Collection(microsoft.graph.callRecords.callRecord),Edm.DateTimeOffset,Edm.DateTimeOffset)";
    assert_eq!(
        operation(&schema, calls).returns.as_ref().unwrap().ty,
        TypeRef::collection("microsoft.graph.callRecords.pstnCallLogRow")
    );
    assert!(operation(&schema, "microsoft.graph.range(microsoft.graph.workbookWorksheet,Edm.String)").is_composable);
    assert!(operation(&schema, "microsoft.graph.recent(microsoft.graph.drive)").deprecated.is_some());
    assert_eq!(
        property(&schema, "microsoft.graph.callRecords.callRecord", "organizer")
            .deprecated
            .as_ref()
            .unwrap()
            .removal
            .as_deref(),
        Some("2026-11-06")
    );
    assert!(property(&schema, "microsoft.graph.commsOperation", "status").is_read_only);
    assert_eq!(
        schema.docs["microsoft.graph.call"],
        "A call that a bot takes part in.\n\nIt lives for as long as the bot is in it."
    );
    assert!(schema.docs.contains_key("microsoft.graph.cancelMediaProcessing(microsoft.graph.call)/clientContext"));
}
