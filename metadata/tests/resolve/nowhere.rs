//! Paths that lead nowhere, and what is said of them.

use graph_action_metadata::path::Path;
use graph_action_metadata::resolve::{Problem, resolve};

use super::schema::index;

/// Why a path leads nowhere, without the prefix of most names, which makes the table hard to read.
fn told(path: &str) -> String {
    match resolve(&index(), &Path::parse(path).unwrap()) {
        Ok(resolved) => panic!("{path} leads to {:?}", resolved.target),
        Err(problem) => problem.to_string().replace("microsoft.graph.", "~"),
    }
}

/// Paths, and what is wrong with each; `~` stands for the namespace.
const MISTAKES: &[(&str, &str)] = &[
    (
        "/user/<id>",
        "the service has no `/user`: a path begins with an entity set or a singleton; did you mean `users`?",
    ),
    (
        "/Users",
        "the service has no `/Users`: a path begins with an entity set or a singleton; its capitals differ: write `users`",
    ),
    (
        "/colours",
        "the service has no `/colours`: a path begins with an entity set or a singleton, such as `/users` or `/me`",
    ),
    (
        "/<id>/x",
        "the service has no `/<id>`: a path begins with an entity set or a singleton, such as `/users` or `/me`",
    ),
    // Words that are near, and words that are there.
    ("/groups/<id>/evnts", "`evnts` is not a property or operation of `~group`; did you mean `events`?"),
    ("/groups/<id>/Events", "`Events` is not a property or operation of `~group`; its capitals differ: write `events`"),
    ("/users/detla", "`detla` is not an operation of a collection of `~user`; did you mean `delta`?"),
    ("/users/Delta", "`Delta` is not an operation of a collection of `~user`; its capitals differ: write `delta`"),
    (
        "/groups/<id>/reply",
        "`reply` is not a property or operation of `~group` but of `~message`; there is `checkMemberGroups`",
    ),
    (
        "/me/calendar/nothing",
        "`nothing` is not a property or operation of `~calendar`; there are `events` and `calendarView`",
    ),
    ("/me/sendMail2()", "`sendMail2()` is not a property or operation of `~user`; did you mean `sendMail`?"),
    (
        "/users/microsoft.graph.dleta()",
        "`~dleta()` is not an operation of a collection of `~user`; did you mean `delta`?",
    ),
    ("/users/<id>/$cuont", "`$cuont` is not a property or operation of `~user`; did you mean `$count`?"),
    (
        "/me/mailboxSettings/zone/x",
        "`zone` is not a property or operation of `~mailboxSettings`; there are `timeZone` and `rules`",
    ),
    // Keys.
    ("/users/sendMail", "`/users` is a collection of `~user`: a key must follow, `/users/<id>/sendMail`"),
    ("/users/messages", "`/users` is a collection of `~user`: a key must follow, `/users/<id>/messages`"),
    ("/users/$value", "`/users` is a collection of `~user`: a key must follow, `/users/<id>/$value`"),
    ("/me/<id>/messages", "`/me` is one `~user` and no collection: leave the key `<id>` out"),
    ("/me('x')", "`me` is one `~user` and no collection: leave the key `('x')` out"),
    ("/users/<id>/<key>", "`/users/<id>` is one `~user` and no collection: leave the key `<key>` out"),
    (
        "/users/<id>/getByIds",
        "`getByIds` is called on the collection, not on one of its items: leave the key out, `/users/getByIds`",
    ),
    (
        "/me/mailboxSettings/rules/<id>",
        "the items of `/me/mailboxSettings/rules` have no keys, since they are no entities but `~rule`: nothing like `<id>` can follow",
    ),
    (
        "/me/otherMails/<id>",
        "the items of `/me/otherMails` have no keys, since they are no entities but `Edm.String`: nothing like `<id>` can follow",
    ),
    (
        "/applications(applicationId='<x>')",
        "`applications(applicationId='<x>')` names no key of `~application`, whose keys are `appId` and `id`",
    ),
    ("/groups(appId='<x>')", "`groups(appId='<x>')` names no key of `~group`, whose key is `id`"),
    // Casts.
    ("/directoryObjects/user", "`user` is the name of a type: a cast is written with its namespace, `/~user`"),
    ("/directoryObjects/<id>/user", "`user` is the name of a type: a cast is written with its namespace, `/~user`"),
    (
        "/directoryObjects/<id>/microsoft.graph.message",
        "`~message` neither extends `~directoryObject` nor is its base, so nothing can be cast to it; it can be cast to `~application`, `~group` and `~user`",
    ),
    (
        "/me/events/<id>/microsoft.graph.message",
        "`~message` neither extends `~event` nor is its base, so nothing can be cast to it",
    ),
    (
        "/directoryObjects/<id>/members",
        "`members` is no property or operation of `~directoryObject` but of `~group`: add the cast, `/directoryObjects/<id>/~group/members`",
    ),
    (
        "/directoryObjects/<id>/events",
        "`events` is no property or operation of `~directoryObject` but of `~group` and `~user`: add the cast, `/directoryObjects/<id>/~group/events`",
    ),
    (
        "/directoryObjects/microsoft.graph.gruop",
        "`~gruop` is not an operation of a collection of `~directoryObject`; did you mean `~group`?",
    ),
    // Operations and their arguments.
    (
        "/scans/<id>/twice",
        "several operations are called `twice`: write the one that you mean with its namespace, `~other.twice` or `~sub.twice`",
    ),
    (
        "/scans/<id>/microsoft.graph.start",
        "`~start` is not a property or operation of `~sub.scan`; did you mean `~sub.start`?",
    ),
    (
        "/me/sendMail(a=1)",
        "`sendMail` is an action: its parameters are members of the body, so leave the parentheses out",
    ),
    ("/me/drive/root/search", "`search` does not give what `search` needs; write `search(q=<…>)`"),
    ("/me/drive/root/search(Q='x')", "`search` has the parameter `q`, whose capitals differ from those of `Q`"),
    ("/me/drive/root/search('x')", "`search('x')`: an argument is written with its name; write `search(q=<…>)`"),
    ("/me/drive/root/search(q='x',colour=1)", "`search` has no parameter `colour`; write `search(q=<…>)`"),
    ("/me/drive/root/delta(tokne='x')", "`delta` has no parameter `tokne`; did you mean `token`?"),
    (
        "/me/reminderView(startDateTime=<a>,EndDateTime=<b>)",
        "`reminderView` has the parameter `StartDateTime`, whose capitals differ from those of `startDateTime`",
    ),
    (
        "/me/reminderView(StartDateTime=<a>)",
        "`reminderView(StartDateTime=<a>)` does not give what `reminderView` needs; write `reminderView(StartDateTime=<…>,EndDateTime=<…>)`",
    ),
    // Ends.
    ("/me/sendMail/x", "`x` cannot follow: an action ends the path `/me/sendMail`"),
    ("/me/drive/root/content/x", "`x` cannot follow: a stream ends the path `/me/drive/root/content`"),
    ("/me/drive/root/download/x", "`x` cannot follow: a stream ends the path `/me/drive/root/download`"),
    ("/users/$count/x", "`x` cannot follow: `$count` ends the path `/users/$count`"),
    ("/me/manager/$ref/x", "`x` cannot follow: `$ref` ends the path `/me/manager/$ref`"),
    ("/me/displayName/x", "`/me/displayName` is a value of `Edm.String`, which has no members: `x` cannot follow"),
    ("/me/userType/x", "`/me/userType` is a value of `~kind`, which has no members: `x` cannot follow"),
    ("/me/$count", "`/me` is one `~user` and no collection: `$count` has nothing to count there"),
    ("/users:/<path..>:/x", "a path in colons follows one item: `users:` leads to none that has paths below it"),
];

#[test]
fn each_mistake_is_told_in_one_sentence_with_its_fix() {
    for (path, message) in MISTAKES {
        assert_eq!(told(path), *message, "{path}");
    }
}

#[test]
fn a_damaged_index_is_told_as_that() {
    let index = index();
    let text = index.to_text().replace("messages:*", "massages:*");
    let index = graph_action_metadata::Index::parse(text).unwrap();
    let problem = resolve(&index, &Path::parse("/me/messages").unwrap()).unwrap_err();
    assert!(matches!(problem, Problem::Index(_)));
    assert!(problem.to_string().contains("cargo graph-action metadata"), "{problem}");
    assert_eq!(problem.place(), None);
}
