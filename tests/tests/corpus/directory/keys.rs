//! Passwords and keys of users and applications.

use graph_action::{Nullable, graph_action, graph_type};

use crate::harness::page;

#[graph_type]
struct KeyCredential {
    r#type: Option<String>,
    usage: Option<String>,
    key: Option<String>,
}

#[graph_type]
struct PasswordCredential {
    secret_text: Option<String>,
}

#[graph_action(POST "/applications/<id>/addKey" -> KeyCredential)]
struct AddKey {
    id: String,
    key_credential: KeyCredential,
    password_credential: Nullable<PasswordCredential>,
    proof: String,
}

fn adding(kind: &str, usage: &str, password_credential: Nullable<PasswordCredential>) -> AddKey {
    AddKey {
        id: "{id}".to_owned(),
        key_credential: KeyCredential {
            r#type: Some(kind.to_owned()),
            usage: Some(usage.to_owned()),
            key: Some("MIIDYDCCAki...".to_owned()),
        },
        password_credential,
        proof: "eyJ0eXAiOiJ...".to_owned(),
    }
}

/// The page says that `passwordCredential` is required and may be null: absent would not do.
#[test]
fn adds_a_key() {
    let pages = page("application-addkey");
    pages.example(0).check(&adding("AsymmetricX509Cert", "Verify", Nullable::Null));
    let password = PasswordCredential { secret_text: Some("MKTr0w1...".to_owned()) };
    pages.example(1).check(&adding("X509CertAndPassword", "Sign", Nullable::Value(password)));
}

#[graph_action(POST "/applications/<id>/removeKey")]
struct RemoveKey {
    id: String,
    key_id: String,
    proof: String,
}

#[test]
fn removes_a_key() {
    page("application-removekey").example(0).check(&RemoveKey {
        id: "{id}".to_owned(),
        key_id: "f0b0b335-1d71-4883-8f98-567911bfdca6".to_owned(),
        proof: "eyJ0eXAiOiJ...".to_owned(),
    });
}

#[graph_action(POST "/me/changePassword")]
struct ChangePassword {
    current_password: String,
    new_password: String,
}

#[test]
fn changes_a_password() {
    page("user-changepassword").example(0).check(&ChangePassword {
        current_password: "xWwvJ]6NMw+bWH-d".to_owned(),
        new_password: "0eM85N54wFxWwvJ]".to_owned(),
    });
}
