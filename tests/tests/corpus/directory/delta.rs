//! Delta queries: options, a preference, links.

use graph_action::{Page, graph_action, graph_type};
use serde_json::Value;

use crate::harness::page;

#[graph_type]
struct Contact {
    id: Option<String>,
    company_name: Option<String>,
    department: Option<String>,
    display_name: Option<String>,
    given_name: Option<String>,
    job_title: Option<String>,
    mail: Option<String>,
    mail_nickname: Option<String>,
    surname: Option<String>,
}

#[graph_action(GET "/contacts/delta" -> Page<Contact>)]
#[derive(Default)]
struct ContactDelta {
    #[graph(query = "$select")]
    select: Vec<&'static str>,
    #[graph(header = "Prefer")]
    prefer: Option<&'static str>,
}

#[test]
fn follows_contacts() {
    let select = || vec!["displayName", "jobTitle", "mail"];
    page("orgcontact-delta").example(0).check_page(&ContactDelta::default());
    page("orgcontact-delta").example(1).check_page(&ContactDelta { select: select(), prefer: None });
    page("orgcontact-delta").example(2).check_page(&ContactDelta { select: select(), prefer: Some("return=minimal") });
}

#[graph_type]
struct Application {
    api: Option<Value>,
    allow_public_client: Option<bool>,
    application_aliases: Option<Vec<String>>,
    created_date_time: Option<String>,
    installed_clients: Option<Value>,
}

#[graph_action(GET "/applications/delta" -> Page<Application>)]
struct ApplicationDelta;

#[test]
fn follows_applications() {
    page("application-delta").example(0).check_page(&ApplicationDelta);
}

#[graph_type]
struct Task {
    #[graph(name = "@odata.etag")]
    etag: String,
    id: String,
    title: String,
    importance: String,
    status: String,
    is_reminder_on: bool,
    created_date_time: String,
    last_modified_date_time: String,
    body: Value,
}

#[graph_action(GET "/me/todo/lists/<list>/tasks/delta?$deltatoken=<token>" -> Page<Task>, headers("Prefer" = "odata.maxpagesize=2"))]
struct TaskDelta {
    list: &'static str,
    token: Option<&'static str>,
}

#[test]
fn follows_tasks() {
    let token = Some("w0vf2jHg2mBXU-I2AK0FSWl0dopNtG8u5YoM");
    page("todotask-delta").example(0).check_page(&TaskDelta { list: "gDbc8U7HGwADDZocJgAAAA==", token });
}

#[graph_type]
struct TaskList {
    #[graph(name = "@odata.etag")]
    etag: String,
    id: String,
    display_name: String,
    is_owner: bool,
    is_shared: bool,
    wellknown_list_name: String,
}

#[graph_action(GET "/me/todo/lists/delta" -> Page<TaskList>, headers("Prefer" = "odata.maxpagesize=2"))]
struct TaskListDelta;

#[test]
fn follows_task_lists() {
    page("todotasklist-delta").example(0).check_page(&TaskListDelta);
}
