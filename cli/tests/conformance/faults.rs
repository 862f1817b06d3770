//! The documented examples that do not come out as they are printed, and why: each by the page, and what is wrong with it.
//!
//! An example that is listed and comes out is an error as well, so that the list is what it says.

/// A request, or a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// The request.
    Request,
    /// The response.
    Response,
}

/// The service takes them either way, and the declarations write them as the metadata has them.
const CAPITALS: &str = "parameters with other capitals than the metadata has";

/// What the service makes of it is not known.
const UNKNOWN: &str = "a parameter that the metadata does not have";

/// Of `operationStatus` the metadata has other members than the service sends; they are read whatever their capitals.
const STATUS: &str = "`completed` where the metadata has `Completed`";

/// It is read without it.
const HASH: &str = "`@odata.type` without its `#`";

/// The same path has another declaration for it.
const NO_JSON: &str = "a body that is no JSON";

/// A literal of `Edm.Date` stands without quotes.
const QUOTED: &str = "a date in quotes";

/// A function takes its arguments in its path.
const IN_BODY: &str = "arguments of a function in a body";

/// Another host, an operation that is bound to something else, or one that there is no more.
const ELSEWHERE: &str = "a URL that leads to no such operation";

/// They are no values of the parameter.
const PLACEHOLDER: &str = "a placeholder of another type than the value has";

/// It is read whatever its capitals.
const ENUM: &str = "a member of an enum with other capitals than the metadata has";

/// Page and metadata disagree on what is returned.
const NO_BODY: &str = "no body where the metadata has one";

/// The page and the number of the example on it, the side, and what is wrong with it.
pub(crate) const FAULTS: &[(&str, Side, &str)] = &[
    ("calendar-getschedule 1", Side::Request, CAPITALS),
    ("call-cancelmediaprocessing 1", Side::Response, STATUS),
    ("call-mute 1", Side::Response, STATUS),
    ("call-playprompt 1", Side::Response, STATUS),
    ("call-record 1", Side::Response, STATUS),
    ("call-record 2", Side::Request, ELSEWHERE),
    ("call-redirect 2", Side::Request, UNKNOWN),
    ("call-subscribetotone 1", Side::Response, STATUS),
    ("call-transfer 3", Side::Request, UNKNOWN),
    ("call-transfer 4", Side::Request, UNKNOWN),
    ("call-unmute 1", Side::Response, STATUS),
    ("call-updaterecordingstatus 1", Side::Response, STATUS),
    ("chartcollection-itemat 1", Side::Request, IN_BODY),
    ("chartseriescollection-itemat 1", Side::Request, IN_BODY),
    ("conversationthread-reply 1", Side::Request, CAPITALS),
    ("directory-deleteditems-user-owned 1", Side::Request, ELSEWHERE),
    ("event-decline 1", Side::Request, CAPITALS),
    ("event-snoozereminder 1", Side::Request, CAPITALS),
    ("filter-apply 1", Side::Request, PLACEHOLDER),
    ("intune-apps-manageddevicemobileappconfiguration-assign 1", Side::Request, HASH),
    ("intune-deviceconfig-devicecompliancepolicy-assign 1", Side::Request, HASH),
    ("intune-deviceconfig-devicecompliancepolicy-assign 1", Side::Response, HASH),
    ("intune-deviceconfig-deviceconfiguration-assign 1", Side::Request, HASH),
    ("intune-deviceconfig-deviceconfiguration-assign 1", Side::Response, HASH),
    ("intune-mam-managedapppolicy-targetapps 1", Side::Request, HASH),
    ("intune-mam-managedappprotection-targetapps 1", Side::Request, HASH),
    ("mailfolder-copy 1", Side::Request, CAPITALS),
    ("message-forward 1", Side::Request, CAPITALS),
    ("message-move 1", Side::Request, CAPITALS),
    ("message-replyall 1", Side::Request, CAPITALS),
    ("outlookuser-supportedtimezones 2", Side::Request, ENUM),
    ("participant-mute 1", Side::Response, STATUS),
    ("post-forward 1", Side::Request, CAPITALS),
    ("range-boundingrect 1", Side::Request, IN_BODY),
    ("range-intersection 1", Side::Request, IN_BODY),
    ("range-offsetrange 1", Side::Request, IN_BODY),
    ("rangebordercollection-itemat 1", Side::Request, IN_BODY),
    ("reportroot-getyammeractivityuserdetail 2", Side::Request, QUOTED),
    ("reportroot-getyammerdeviceusageuserdetail 2", Side::Request, QUOTED),
    ("reportroot-getyammergroupsactivitydetail 2", Side::Request, QUOTED),
    ("site-unfollow 1", Side::Response, NO_BODY),
    ("team-sendactivitynotification 1", Side::Request, HASH),
    ("user-reminderview 1", Side::Request, CAPITALS),
    ("user-sendmail 1", Side::Request, CAPITALS),
    ("user-sendmail 2", Side::Request, CAPITALS),
    ("user-sendmail 3", Side::Request, CAPITALS),
    ("user-sendmail 4", Side::Request, NO_JSON),
    ("workbook-createsession 2", Side::Request, ELSEWHERE),
    ("workbookrangeview-itemat 1", Side::Request, ELSEWHERE),
    ("worksheet-cell 1", Side::Request, PLACEHOLDER),
];
