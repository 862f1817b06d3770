//! The options of the attribute, as constants and in the URL.

use graph_action::{Action, Call, Client, Grant, Permissions, graph_action};

use super::ROOT;

#[graph_action(POST "/me/x")]
struct Plain;

#[graph_action(PATCH "/me/x?a=b", version = "beta", name = r#do, idempotent, unchecked)]
struct Beta;

#[graph_action(
    PUT "/me/x",
    version = "v2.0",
    name = move,
    permissions(application = ["A", "B"], delegated = unsupported),
)]
struct Granted;

#[graph_action(DELETE "/me/x", permissions(delegated = []), headers())]
struct NoneNeeded;

#[graph_action(HEAD "/me/x")]
struct GetPSTNCalls {}

#[test]
fn an_action_says_what_it_declares() {
    assert_eq!((Plain::METHOD, Plain::PATH, Plain::VERSION), (http::Method::POST, "/me/x", "v1.0"));
    assert_eq!((Beta::METHOD, Beta::PATH, Beta::VERSION), (http::Method::PATCH, "/me/x?a=b", "beta"));
    assert_eq!((Granted::METHOD, Granted::VERSION), (http::Method::PUT, "v2.0"));
    assert_eq!(NoneNeeded::METHOD, http::Method::DELETE);
    assert_eq!(GetPSTNCalls::METHOD, http::Method::HEAD);
    assert_eq!([Plain::VERSION_IS_DECLARED, Beta::VERSION_IS_DECLARED], [false, true]);
    assert_eq!([Plain::IDEMPOTENT, Beta::IDEMPOTENT], [false, true]);
}

#[test]
fn permissions_are_constants() {
    assert_eq!(Plain::PERMISSIONS, Permissions::UNDECLARED);
    let granted = Permissions { application: Grant::OneOf(&["A", "B"]), delegated: Grant::Unsupported };
    assert_eq!(Granted::PERMISSIONS, granted);
    let none_needed = Permissions { application: Grant::Undeclared, delegated: Grant::OneOf(&[]) };
    assert_eq!(NoneNeeded::PERMISSIONS, none_needed);
}

#[test]
fn the_version_is_in_the_url() {
    assert_eq!(Plain.request(ROOT).unwrap().uri(), "https://graph.microsoft.com/v1.0/me/x");
    assert_eq!(Beta.request(ROOT).unwrap().uri(), "https://graph.microsoft.com/beta/me/x?a=b");
    assert_eq!(Granted.request("http://127.0.0.1:1/").unwrap().uri(), "http://127.0.0.1:1/v2.0/me/x");
}

#[test]
fn functions_are_named_after_the_struct_or_as_declared() {
    let _: [fn(&Client, &Plain) -> Call<()>; 2] = [plain, |client, action| action.send(client)];
    let _: fn(&Client, &Beta) -> Call<()> = r#do;
    let _: fn(&Client, &Granted) -> Call<()> = r#move;
    let _: fn(&Client, &NoneNeeded) -> Call<()> = none_needed;
    let _: fn(&Client, &GetPSTNCalls) -> Call<()> = get_pstn_calls;
}

#[test]
fn a_call_can_be_sent_to_another_thread() {
    fn is_send<T: Send + 'static>(_: fn(&Client, &Plain) -> T) {}
    is_send(plain);
}
