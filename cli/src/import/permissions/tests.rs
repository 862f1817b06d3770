//! Tables of permissions, and what is read of them.

use super::*;

/// The permissions of a section, and what was told.
fn read_section(section: &str) -> (Permissions, Vec<String>) {
    let mut findings = Findings::default();
    let page = Page::read(&format!("# a\n## Permissions\n{section}"), &mut findings);
    let permissions = read(&page, &mut findings);
    (permissions, findings.sorted().iter().map(ToString::to_string).collect())
}

/// The permissions of a table with one column of them.
fn table(work: &str, personal: &str, application: &str) -> (Permissions, Vec<String>) {
    read_section(&format!(
        "|Permission type|Permissions (from least to most privileged)|\n|:-|:-|\n|Delegated (work or school account)|{work}|\n\
         |Delegated (personal Microsoft account)|{personal}|\n|Application|{application}|\n"
    ))
}

/// A list of names.
#[allow(clippy::unnecessary_wraps, reason = "it is compared with what may be missing")]
fn one_of(names: &[&str]) -> Option<Grant> {
    Some(Grant::OneOf(names.iter().map(|name| (*name).to_owned()).collect()))
}

#[test]
fn cells_are_read_as_people_write_them() {
    for (cell, grant) in [
        ("Not supported.", Some(Grant::Unsupported)),
        ("Not Supported", Some(Grant::Unsupported)),
        ("Not applicable", Some(Grant::Unsupported)),
        ("None.", one_of(&[])),
        ("Mail.ReadBasic.All , Mail.Read", one_of(&["Mail.ReadBasic.All", "Mail.Read"])),
        ("A.B or C.D.E", one_of(&["A.B", "C.D.E"])),
        ("Team.Read.Group*, Team.Read.All", one_of(&["Team.Read.Group", "Team.Read.All"])),
        ("`User.Read`<br/>User.Read.All", one_of(&["User.Read", "User.Read.All"])),
        ("[User.Read](/graph/permissions-reference), openid", one_of(&["User.Read", "openid"])),
        ("", None),
    ] {
        let (permissions, told) = table("Not supported.", "Not supported.", cell);
        assert_eq!(permissions.application, grant, "{cell}");
        assert!(told.is_empty(), "{told:?}");
    }
}

#[test]
fn work_and_personal_accounts_are_both_delegated() {
    let (permissions, _) = table("Files.Read, Files.ReadWrite", "Files.ReadWrite, Files.Own", "Not supported.");
    assert_eq!(permissions.delegated, one_of(&["Files.Read", "Files.ReadWrite", "Files.Own"]));
    assert_eq!(table("Not supported.", "User.Read", "None").0.delegated, one_of(&["User.Read"]));
}

#[test]
fn least_and_higher_privileged_are_one_list() {
    let (permissions, told) = read_section(
        "|Permission type|Least privileged permissions|Higher privileged permissions|Role|\n|-|-|-|-|\n\
         |Delegated (work or school account)|Calls.Read|Calls.ReadWrite, Calls.All|x|\n|Application|Calls.Read|Not available.|x|\n\
         |Guest|a|b|c|\n",
    );
    assert_eq!(permissions.delegated, one_of(&["Calls.Read", "Calls.ReadWrite", "Calls.All"]));
    assert_eq!(permissions.application, one_of(&["Calls.Read"]));
    assert_eq!(
        told,
        [
            "line 3: the permissions table has a column that is not known, and was not read: `Role`",
            "line 7: this row of the permissions table is about nobody who is known: `Guest`",
        ]
    );
}

#[test]
fn callers_may_be_columns() {
    let (permissions, told) = read_section(
        "|Supported resource|Delegated (work or school account)|Delegated (personal Microsoft account)|Application|\n|-|-|-|-|\n\
         |user|User.Read|Not supported|User.Read.All|\n|group|Group.Read.All|Not supported|Group.Read.All|\n",
    );
    assert_eq!(permissions.delegated, one_of(&["User.Read", "Group.Read.All"]));
    assert_eq!(permissions.application, one_of(&["User.Read.All", "Group.Read.All"]));
    assert_eq!(told, ["line 3: permissions differ by row; the declaration has what any of the rows names"]);
}

#[test]
fn what_is_elsewhere_or_unreadable_is_told() {
    let (permissions, told) = read_section("[!INCLUDE [permissions-table](../includes/permissions/call-mute.md)]\n");
    assert_eq!(permissions, Permissions::default());
    assert_eq!(
        told,
        ["line 3: the permissions are in another file, which was not read: ../includes/permissions/call-mute.md"]
    );
    let told = table("Depends on the tenant", "User.Read and Group.Read.All", "User.Read (see below)").1;
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].starts_with("line 5: there are no permissions in this cell"));
    assert_eq!(read_section("Anybody.\n").1, ["line 2: there is no table of permissions in this section"]);
    let told = read_section("|A|B|\n|-|-|\n|1|2|\n").1;
    assert!(told.iter().any(|told| told.contains("not one of permissions")), "{told:?}");
}

#[test]
fn the_option_is_written_on_one_line_where_it_fits() {
    let (permissions, _) = table("Not supported.", "Not supported.", "None.");
    assert_eq!(permissions.option().as_deref(), Some("permissions(application = [], delegated = unsupported)"));
    let (permissions, _) = table("Files.ReadWrite.All, Sites.ReadWrite.All", "Not supported.", "Sites.ReadWrite.All");
    let long = "permissions(\n        application = [\"Sites.ReadWrite.All\"],\n        delegated = [\"Files.ReadWrite.All\", \
                \"Sites.ReadWrite.All\"],\n    )";
    assert_eq!(permissions.option().as_deref(), Some(long));
    assert_eq!(Permissions::default().option(), None);
}
