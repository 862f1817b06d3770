//! Outlook: events, calendars, messages.

mod events;
mod messages;
mod settings;

use graph_action::graph_type;

#[graph_type]
#[derive(Debug, Clone)]
pub(crate) struct DateTimeTimeZone {
    date_time: String,
    time_zone: Option<String>,
}

#[graph_type]
#[derive(Debug, Clone, Default)]
pub(crate) struct EmailAddress {
    name: Option<String>,
    address: Option<String>,
}

#[graph_type]
#[derive(Debug, Clone)]
pub(crate) struct Recipient {
    email_address: EmailAddress,
}

impl DateTimeTimeZone {
    /// A time where most pages are.
    fn pacific(date_time: &str) -> Self {
        Self { date_time: date_time.to_owned(), time_zone: Some("Pacific Standard Time".to_owned()) }
    }
}

impl Recipient {
    /// A recipient with a name, or without.
    fn of(name: Option<&str>, address: &str) -> Self {
        Self { email_address: EmailAddress { name: name.map(str::to_owned), address: Some(address.to_owned()) } }
    }
}
