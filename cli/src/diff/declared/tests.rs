//! Which changes of a service concern which declarations, and where.

use graph_action_metadata::csdl;

use super::*;
use crate::check::tests::{Crate, DOCUMENT};

/// The declarations that everything here is about.
const DECLARATIONS: &str = r#"
#[graph_path] enum MessagePath { #[graph("/me/messages/<id>")] Mine { id: String } }
#[graph_action(POST "<message>/move")] struct Move { message: MessagePath, #[graph(name = "DestinationId")] to: String }
#[graph_action(POST "/communications/calls/<id>/mute" -> Operation<Muted>)] struct Mute { id: String, client_context: Option<String> }
#[graph_action(GET "/reports/getEmailActivityUserDetail(date=<date>)" -> Content)] struct UserDetail { date: Edm<String> }
#[graph_action(POST "/communications/calls/<id>/keepAlive", version = "beta")] struct KeepAlive { id: String }
#[graph_type("microsoft.graph.commsOperation")] struct Muted { id: String, status: Option<String>, result_info: Option<ResultInfo> }
#[graph_type("microsoft.graph.tone")] enum Tone { Tone0, Tone1, #[graph(other)] Other(String) }
#[graph_type("microsoft.graph.nothingLikeIt")] struct Unknown { id: String }
"#;

/// The document, changed so.
fn changed(replacements: &[(&str, &str)]) -> Schema {
    let mut text = DOCUMENT.to_owned();
    for (from, to) in replacements {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    csdl::read(text.as_bytes()).unwrap()
}

/// What concerns the declarations when the document changes so: severity, declaration, the text at the place, and what it is.
fn lines(replacements: &[(&str, &str)], api: Option<&str>) -> Vec<String> {
    let sources = Crate::of(&[("src/lib.rs", DECLARATIONS)]).read(&["src/lib.rs"]);
    let api = api.map(|api| api.parse::<Api>().unwrap());
    let concerns = concerns(&sources, &changed(&[]), &changed(replacements), api.as_ref()).unwrap();
    let line = |concern: &Concern| {
        let Concern { severity, declaration, place, about } = concern;
        let about = match about {
            About::Finding(message) => message.clone(),
            About::Change(Change { element, what: What::Added, .. }) => format!("+ {element}"),
            About::Change(Change { element, what: What::Removed, .. }) => format!("- {element}"),
            About::Change(Change { element, what: What::Deprecated(_), .. }) => format!("! {element}"),
            About::Change(Change { element, what: What::Changed { aspect, .. }, .. }) => {
                format!("~ {element} {}", aspect.word())
            }
        };
        format!("{severity} {declaration} {}: {about}", &place.source.text[place.range.clone()])
    };
    concerns.iter().map(line).collect()
}

/// An action, changed so that it has another parameter.
const MUTE: &str =
    "<Action Name=\"mute\" IsBound=\"true\">\n        <Parameter Name=\"bindingParameter\" Type=\"graph.call\" />";

#[test]
fn what_nobody_declares_concerns_nobody() {
    for (from, to) in [
        ("", ""),
        ("<Property Name=\"callChainId\" Type=\"Edm.String\" />", ""),
        ("Action Name=\"playPrompt\"", "Action Name=\"playAll\""),
        ("<Property Name=\"clientContext\" Type=\"Edm.String\" />", ""),
        ("<EntityType Name=\"drive\"", "<EntityType Name=\"new\" /><EntityType Name=\"drive\""),
        // A number behind a name never goes over the wire.
        ("<Member Name=\"tone0\" Value=\"0\" />", "<Member Name=\"tone0\" Value=\"100\" />"),
    ] {
        assert_eq!(lines(&[(from, to)], None), [""; 0], "{from}");
    }
}

#[test]
fn what_breaks_is_said_once_at_the_token() {
    for (from, to, expected) in [
        // The type is open, so that the check believes what it does not know.
        (
            "<Property Name=\"status\" Type=\"graph.operationStatus\" Nullable=\"false\" />",
            "",
            "breaks Muted status: Option<String>: - microsoft.graph.commsOperation/status",
        ),
        (
            "<Property Name=\"status\" Type=\"graph.operationStatus\" Nullable=\"false\" />",
            "<Property Name=\"status\" Type=\"Edm.Int32\" Nullable=\"false\" />",
            "breaks Muted Option<String>: the property `status` of `microsoft.graph.commsOperation` is an `Edm.Int32`",
        ),
        // The check believes a type of one's own, and only the comparison knows.
        (
            "<Property Name=\"resultInfo\" Type=\"graph.resultInfo\" />\n        <Property Name=\"status\"",
            "<Property Name=\"resultInfo\" Type=\"graph.callOptions\" />\n        <Property Name=\"status\"",
            "breaks Muted result_info: Option<ResultInfo>: ~ microsoft.graph.commsOperation/resultInfo type",
        ),
        (
            MUTE,
            "<Action Name=\"mute\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"graph.call\" /><Parameter Name=\"now\" Type=\"Edm.Boolean\" Nullable=\"false\" />",
            "breaks Mute Mute: the action `mute` needs the parameter `now`; add a field for it, `pub now: bool`",
        ),
        (
            "<ReturnType Type=\"graph.muteParticipantOperation\" />",
            "<ReturnType Type=\"graph.call\" />",
            "breaks Mute POST \"/communications/calls/<id>/mute\" -> Operation<Muted>: ~ microsoft.graph.mute(microsoft.graph.call) returns",
        ),
        (
            "<Parameter Name=\"DestinationId\" Type=\"Edm.String\"",
            "<Parameter Name=\"DestinationId\" Type=\"Edm.Boolean\"",
            "breaks Move String: the parameter `DestinationId` of the action `move` is an `Edm.Boolean`; write `bool`",
        ),
        (
            "<Member Name=\"tone1\" Value=\"1\" />",
            "",
            "breaks Tone Tone1: `microsoft.graph.tone` has no value `tone1`; did you mean",
        ),
    ] {
        let found = lines(&[(from, to)], None);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].starts_with(expected), "{}", found[0]);
    }
}

#[test]
fn an_operation_that_is_gone_is_missed_by_those_who_call_it() {
    let found = lines(&[("Action Name=\"move\"", "Action Name=\"carry\"")], None);
    assert!(
        found[0].starts_with("breaks Move \"<message>/move\": nothing in the service is called `move`"),
        "{found:#?}"
    );
    assert!(found.iter().all(|line| line.starts_with("breaks Move ")), "{found:#?}");
    let found = lines(&[("Action Name=\"keepAlive\"", "Action Name=\"stayAlive\"")], None);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("breaks KeepAlive \"/communications"), "{found:#?}");
}

#[test]
fn actions_of_another_version_are_not_concerned() {
    let gone = [("Action Name=\"keepAlive\"", "Action Name=\"stayAlive\"")];
    assert_eq!(lines(&gone, Some("v1.0")), [""; 0]);
    assert_eq!(lines(&gone, Some("beta")).len(), 1);
    // A type has no version.
    let member = [("<Member Name=\"tone1\" Value=\"1\" />", "")];
    assert_eq!((lines(&member, Some("v1.0")).len(), lines(&member, Some("beta")).len()), (1, 1));
}

#[test]
fn what_is_new_is_told_where_the_name_is() {
    for (from, to, expected) in [
        (
            MUTE,
            "<Action Name=\"mute\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"graph.call\" /><Parameter Name=\"softly\" Type=\"Edm.Boolean\" />",
            "adds Mute Mute: + microsoft.graph.mute(microsoft.graph.call)/softly",
        ),
        (
            "<EntityType Name=\"commsOperation\" BaseType=\"graph.entity\" OpenType=\"true\">",
            "<EntityType Name=\"commsOperation\" BaseType=\"graph.entity\" OpenType=\"true\"><Property Name=\"until\" Type=\"Edm.Date\" />",
            "adds Muted Muted: + microsoft.graph.commsOperation/until",
        ),
        (
            "<Member Name=\"tone1\" Value=\"1\" />",
            "<Member Name=\"tone1\" Value=\"1\" /><Member Name=\"hum\" Value=\"99\" />",
            "adds Tone Tone: + microsoft.graph.tone/hum",
        ),
        (
            "<Function Name=\"getEmailActivityUserDetail\" IsBound=\"true\">",
            "<Function Name=\"getEmailActivityUserDetail\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"graph.reportRoot\" />\
             <Parameter Name=\"all\" Type=\"Edm.Boolean\" /><ReturnType Type=\"Edm.Stream\" /></Function>\
             <Function Name=\"getEmailActivityUserDetail\" IsBound=\"true\">",
            "adds UserDetail UserDetail: + microsoft.graph.getEmailActivityUserDetail(microsoft.graph.reportRoot,Edm.Boolean)",
        ),
    ] {
        assert_eq!(lines(&[(from, to)], None), [expected]);
    }
}

#[test]
fn what_is_newly_deprecated_is_said_once() {
    let deprecated = |target: &str| {
        format!(
            "<Annotations Target=\"{target}\"><Annotation Term=\"Org.OData.Core.V1.Revisions\"><Collection><Record>\
             <PropertyValue Property=\"Kind\"><EnumMember>Org.OData.Core.V1.RevisionKind/Deprecated</EnumMember></PropertyValue>\
             <PropertyValue Property=\"RemovalDate\" Date=\"2030-01-01\" /></Record></Collection></Annotation></Annotations>\
             <EntityContainer"
        )
    };
    for (target, expected) in [
        (
            "microsoft.graph.commsOperation/status",
            "deprecates Muted status: the service has deprecated the property `status`",
        ),
        ("microsoft.graph.tone/tone1", "deprecates Tone Tone1: the service has deprecated the value `tone1`"),
        (
            "microsoft.graph.keepAlive(microsoft.graph.call)",
            "deprecates KeepAlive \"/communications/calls/<id>/keepAlive\": the service has",
        ),
        // The check takes any resource for right, and only the comparison knows what is called.
        (
            "microsoft.graph.move(microsoft.graph.message)",
            "deprecates Move POST \"<message>/move\": ! microsoft.graph.move(",
        ),
    ] {
        let found = lines(&[("<EntityContainer", &deprecated(target))], None);
        assert_eq!(found.len(), 1, "{target}: {found:#?}");
        assert!(found[0].starts_with(expected), "{}", found[0]);
    }
}
