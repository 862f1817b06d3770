//! Events and calendars: many paths to one resource, parameters in Pascal case.

use graph_action::{Page, ResourcePath, graph_action, graph_type};

use super::{DateTimeTimeZone, Recipient};
use crate::harness::{page, resource};

/// The event of the examples.
const EVENT: &str = "/me/events/{id}";

#[graph_type]
struct TimeSlot {
    start: DateTimeTimeZone,
    end: DateTimeTimeZone,
}

#[graph_action(POST "<event>/decline")]
struct Decline {
    event: ResourcePath,
    comment: Option<&'static str>,
    send_response: Option<bool>,
    proposed_new_time: Option<TimeSlot>,
}

/// The metadata has the parameters in Pascal case; Graph takes either.
#[test]
fn declines() {
    let decline = |event| Decline {
        event,
        comment: Some("I won't be able to make this week. How about next week?"),
        send_response: Some(true),
        proposed_new_time: Some(TimeSlot {
            start: DateTimeTimeZone::pacific("2019-12-02T18:00:00"),
            end: DateTimeTimeZone::pacific("2019-12-02T19:00:00"),
        }),
    };
    page("event-decline").example(0).check(&decline(resource(EVENT)));
    page("event-decline").check_every_path("/decline", decline);
}

#[graph_action(POST "<event>/forward")]
struct Forward {
    event: ResourcePath,
    #[graph(name = "ToRecipients")]
    to_recipients: Vec<Recipient>,
    #[graph(name = "Comment")]
    comment: Option<&'static str>,
}

#[test]
fn forwards() {
    let forward = |event| Forward {
        event,
        to_recipients: vec![Recipient::of(Some("Dana Swope"), "danas@contoso.onmicrosoft.com")],
        comment: Some("Dana, hope you can make this meeting."),
    };
    page("event-forward").example(0).check(&forward(resource(EVENT)));
    page("event-forward").check_every_path("/forward", forward);
}

#[graph_action(POST "<event>/snoozeReminder")]
struct SnoozeReminder {
    event: ResourcePath,
    new_reminder_time: DateTimeTimeZone,
}

#[test]
fn snoozes() {
    let snooze = |event| SnoozeReminder {
        event,
        new_reminder_time: DateTimeTimeZone {
            date_time: "dateTime-value".to_owned(),
            time_zone: Some("timeZone-value".to_owned()),
        },
    };
    page("event-snoozereminder").example(0).check(&snooze(resource(EVENT)));
    page("event-snoozereminder").check_every_path("/snoozeReminder", snooze);
}

#[graph_type]
struct Reminder {
    event_id: String,
    change_key: Option<String>,
    event_subject: Option<String>,
    event_web_link: Option<String>,
    event_start_time: Option<DateTimeTimeZone>,
    event_end_time: Option<DateTimeTimeZone>,
    event_location: Option<Location>,
    reminder_fire_time: Option<DateTimeTimeZone>,
}

#[graph_type]
struct Location {
    display_name: String,
}

#[graph_action(GET "/me/reminderView(startDateTime=<start>,endDateTime=<end>)" -> Page<Reminder>)]
struct ReminderView {
    start: &'static str,
    end: &'static str,
}

#[test]
fn views_reminders() {
    page("user-reminderview")
        .example(0)
        .check_page(&ReminderView { start: "2017-06-05T10:00:00.0000000", end: "2017-06-11T11:00:00.0000000" });
}

#[graph_type]
struct Schedule {
    schedule_id: String,
    availability_view: Option<String>,
    schedule_items: Vec<ScheduleItem>,
    working_hours: Option<WorkingHours>,
}

#[graph_type]
struct ScheduleItem {
    is_private: Option<bool>,
    status: Option<FreeBusy>,
    subject: Option<String>,
    location: Option<String>,
    start: DateTimeTimeZone,
    end: DateTimeTimeZone,
}

#[graph_type]
enum FreeBusy {
    Free,
    Tentative,
    Busy,
    Oof,
    WorkingElsewhere,
    #[graph(other)]
    Other(String),
}

#[graph_type]
struct WorkingHours {
    days_of_week: Vec<String>,
    start_time: String,
    end_time: String,
    time_zone: TimeZone,
}

#[graph_type]
struct TimeZone {
    name: String,
    /// A custom time zone has more, and says so in its type.
    #[graph(extra)]
    extra: serde_json::Map<String, serde_json::Value>,
}

#[graph_action(POST "/me/calendar/getSchedule" -> Page<Schedule>)]
struct GetSchedule {
    schedules: Vec<&'static str>,
    start_time: DateTimeTimeZone,
    end_time: DateTimeTimeZone,
    availability_view_interval: Option<u32>,
    #[graph(header = "Prefer")]
    prefer: Option<&'static str>,
}

#[test]
fn gets_schedules() {
    page("calendar-getschedule").example(0).check_page(&GetSchedule {
        schedules: vec!["adelev@contoso.onmicrosoft.com", "meganb@contoso.onmicrosoft.com"],
        start_time: DateTimeTimeZone::pacific("2019-03-15T09:00:00"),
        end_time: DateTimeTimeZone::pacific("2019-03-15T18:00:00"),
        availability_view_interval: Some(60),
        prefer: Some("outlook.timezone=\"Pacific Standard Time\""),
    });
}
