//! What the service deprecates: told in the documentation, and silenced on the item, since the check would warn of it.

use super::*;

/// That an element is deprecated.
const REVISION: &str = r#"<Annotation Term="Org.OData.Core.V1.Revisions"><Collection><Record><PropertyValue Property="Date" Date="2026-01-02" /><PropertyValue Property="Kind"><EnumMember>Org.OData.Core.V1.RevisionKind/Deprecated</EnumMember></PropertyValue><PropertyValue Property="Description" String="Use the new one" /></Record></Collection></Annotation>"#;

/// Whether an item of a module is silent on deprecation.
fn is_silent(module: &str, name: &str) -> bool {
    item(module, name).contains("#[allow(deprecated, reason = ")
}

#[test]
fn an_operation_a_parameter_and_a_member_are_silenced_and_nothing_else() {
    let old = action("forwardOld", REVISION);
    let parameter = action(
        "forwardPart",
        &format!(
            r#"<Parameter Name="comment" Type="Edm.String">{REVISION}</Parameter><ReturnType Type="graph.note" />"#
        ),
    );
    let note = format!(
        r#"<ComplexType Name="note"><Property Name="text" Type="Edm.String">{REVISION}</Property><Property Name="state" Type="graph.state" /><Property Name="other" Type="graph.other" /></ComplexType><EnumType Name="state"><Member Name="on">{REVISION}</Member></EnumType><ComplexType Name="other" />"#
    );
    let index = on_event(&[old, parameter, action("forwardNew", "")], &note);
    let module = module(&index, &Options::default());
    for (name, silent) in [
        ("ForwardOld", true),
        ("ForwardPart", true),
        ("ForwardNew", false),
        ("Note", true),
        ("State", true),
        ("Other", false),
    ] {
        assert_eq!(is_silent(&module, name), silent, "{name} in\n{module}");
    }
    assert!(item(&module, "ForwardOld").contains("/// Deprecated since 2026-01-02: Use the new one."), "{module}");
}

#[test]
fn an_action_along_a_deprecated_path_is_silenced() {
    let container = r#"<EntitySet Name="oldEvents" EntityType="microsoft.graph.event">REVISION</EntitySet>"#;
    let container = container.replace("REVISION", REVISION);
    let index = index(&format!("{EVENT}{}", action("forwardEvent", "")), &container);
    let module = module(&index, &Options::default());
    assert!(item(&module, "ForwardEvent").contains("\"/oldEvents/<id>/forwardEvent\""), "{module}");
    assert!(is_silent(&module, "ForwardEvent"), "{module}");
    let told = "/// On its path `oldEvents` is deprecated since 2026-01-02: Use the new one.\n";
    assert!(item(&module, "ForwardEvent").contains(told), "{module}");
}

#[test]
fn a_deprecated_path_among_several_is_told_at_its_variant() {
    let container =
        format!(r#"{EVENTS}<EntitySet Name="oldEvents" EntityType="microsoft.graph.event">{REVISION}</EntitySet>"#);
    let index = index(&format!("{EVENT}{}", action("forwardEvent", "")), &container);
    let module = module(&index, &Options::default());
    let told = "    /// `/oldEvents/<id>`.\n    ///\n    /// On its path `oldEvents` is deprecated since 2026-01-02: Use the new one.\n";
    assert!(item(&module, "EventPath").contains(told), "{module}");
    assert!(is_silent(&module, "EventPath") && !is_silent(&module, "ForwardEvent"), "{module}");
}
