//! What only a look at the whole index tells.

use super::schema::{index, ty};

#[test]
fn derived_types_are_found_at_any_depth() {
    let index = index();
    let derived = |name: &str| -> Vec<String> {
        let names = index.derived(&format!("microsoft.graph.{name}")).unwrap();
        names.iter().map(|name| name.replace("microsoft.graph.", "")).collect()
    };
    assert_eq!(derived("directoryObject"), ["application", "group", "user"]);
    assert!(derived("entity").contains(&"calendarSharingMessage".to_owned()), "two steps away");
    assert_eq!(derived("user"), [] as [String; 0]);
    assert_eq!(derived("nothing"), [] as [String; 0]);
}

#[test]
fn operations_are_found_by_their_short_names() {
    let index = index();
    let bindings: Vec<_> = index.bound_elsewhere("delta").unwrap().into_iter().map(|(binding, _)| binding).collect();
    assert_eq!(bindings, [ty("driveItem"), ty("*event"), ty("*user")]);
    assert_eq!(index.bound_elsewhere("find").unwrap(), [], "it is bound to nothing");

    let named = |on: &str, name: &str| index.operations_named(Some(&ty(on)), name).unwrap();
    assert_eq!(named("driveItem", "delta").len(), 2);
    assert_eq!(named("sub.scan", "twice").len(), 2, "of two namespaces");
    assert_eq!(named("user", "checkMemberGroups"), [], "that is its base's");
    assert_eq!(index.operations_named(None, "resetAll").unwrap().len(), 1);
}
