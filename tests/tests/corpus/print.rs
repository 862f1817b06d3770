//! Universal Print: jobs with a configuration, archived jobs between two points in time.

use graph_action::request::{Literal, LiteralText};
use graph_action::{Nullable, Page, graph_action, graph_type};

use crate::harness::page;

#[graph_action(POST "/print/printers/<printer>/restoreFactoryDefaults")]
struct RestoreFactoryDefaults {
    printer: &'static str,
}

#[graph_action(POST "/print/printers/<printer>/jobs/<job>/abort")]
struct Abort {
    printer: &'static str,
    job: &'static str,
    reason: Option<&'static str>,
}

#[test]
fn controls_a_printer() {
    let (printer, job) = ("{printerId}", "{printJobId}");
    page("printer-restorefactorydefaults").example(0).check(&RestoreFactoryDefaults { printer });
    page("printjob-abort").example(0).check(&Abort { printer, job, reason: Some("String") });
}

#[graph_type]
#[derive(Clone)]
struct Configuration {
    feed_orientation: String,
    page_ranges: Vec<Range>,
    quality: String,
    dpi: i32,
    orientation: String,
    copies: i32,
    duplex_mode: String,
    color_mode: String,
    input_bin: String,
    output_bin: String,
    media_size: String,
    margin: Margin,
    media_type: String,
    /// A collection, null where there is none.
    finishings: Nullable<Vec<String>>,
    pages_per_sheet: i32,
    multipage_layout: String,
    collate: bool,
    scaling: String,
    fit_pdf_to_page: bool,
}

#[graph_type]
#[derive(Clone)]
struct Range {
    start: i64,
    end: i64,
}

#[graph_type]
#[derive(Clone)]
struct Margin {
    top: i32,
    bottom: i32,
    left: i32,
    right: i32,
}

#[graph_type]
struct Job {
    id: String,
    created_date_time: String,
    created_by: User,
    status: Status,
    configuration: Configuration,
}

#[graph_type]
struct User {
    id: Option<String>,
    display_name: Option<String>,
    user_principal_name: Option<String>,
}

#[graph_type]
struct Status {
    state: String,
    description: String,
    details: Vec<String>,
}

#[graph_action(POST "/print/printers/<printer>/jobs/<job>/redirect" -> Job)]
struct Redirect {
    printer: &'static str,
    job: &'static str,
    destination_printer_id: &'static str,
    configuration: Option<Configuration>,
}

#[test]
fn redirects_a_job() {
    let text = str::to_owned;
    page("printjob-redirect").example(0).check(&Redirect {
        printer: "{printerId}",
        job: "{printJobId}",
        destination_printer_id: "9a3b3956-ce5b-4d06-a605-5b0bd3e9ddea",
        configuration: Some(Configuration {
            feed_orientation: text("longEdgeFirst"),
            page_ranges: vec![Range { start: 1, end: 1 }],
            quality: text("medium"),
            dpi: 600,
            orientation: text("landscape"),
            copies: 1,
            duplex_mode: text("oneSided"),
            color_mode: text("blackAndWhite"),
            input_bin: text("by-pass-tray"),
            output_bin: text("output-tray"),
            media_size: text("A4"),
            margin: Margin { top: 0, bottom: 0, left: 0, right: 0 },
            media_type: text("stationery"),
            finishings: Nullable::Null,
            pages_per_sheet: 1,
            multipage_layout: text("clockwiseFromBottomLeft"),
            collate: false,
            scaling: text("shrinkToFit"),
            fit_pdf_to_page: false,
        }),
    });
}

#[graph_type]
struct UploadProperties {
    document_name: String,
    content_type: String,
    size: i64,
}

#[graph_type]
struct UploadSession {
    upload_url: String,
    expiration_date_time: Option<String>,
    next_expected_ranges: Option<Vec<String>>,
}

#[graph_action(POST "/print/printers/<printer>/jobs/<job>/documents/<document>/createUploadSession" -> UploadSession)]
struct CreateUploadSession {
    printer: &'static str,
    job: &'static str,
    document: &'static str,
    properties: UploadProperties,
}

#[test]
fn creates_an_upload_session() {
    page("printdocument-createuploadsession").example(0).check(&CreateUploadSession {
        printer: "{printerId}",
        job: "{printJobId}",
        document: "{printDocumentId}",
        properties: UploadProperties {
            document_name: "TestFile.pdf".to_owned(),
            content_type: "application/pdf".to_owned(),
            size: 4_533_322,
        },
    });
}

/// A point in time: a literal without quotes.
struct Timestamp(&'static str);

impl Literal for Timestamp {
    fn literal(&self) -> Option<LiteralText<'_>> {
        Some(LiteralText::Bare(self.0.into()))
    }
}

#[graph_type]
struct ArchivedJob {
    id: String,
    printer_id: String,
    created_by: User,
    processing_state: String,
}

#[graph_action(GET "/reports/getUserArchivedPrintJobs(userId=<user>,startDateTime=<start>,endDateTime=<end>)" -> Page<ArchivedJob>)]
struct UserArchivedJobs {
    user: &'static str,
    start: Option<Timestamp>,
    end: Option<Timestamp>,
}

#[test]
fn lists_archived_jobs() {
    page("reports-getuserarchivedprintjobs").example(0).check_page(&UserArchivedJobs {
        user: "{id}",
        start: Some(Timestamp("<timestamp>")),
        end: Some(Timestamp("<timestamp>")),
    });
}
