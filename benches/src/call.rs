//! The call that every peer makes, and the answer that it gets: an action of Graph's communications API with a body, whose
//! answer has a `Location` and an object.
//!
//! Source: [call: cancelMediaProcessing](https://learn.microsoft.com/graph/api/call-cancelmediaprocessing).

/// The token that every request has to carry.
pub const TOKEN: &str =
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.eyJhdWQiOiJodHRwczovL2dyYXBoLm1pY3Jvc29mdC5jb20ifQ.c2lnbmF0dXJl";

/// The path that every request has to go to.
pub const PATH: &str = "/v1.0/communications/calls/57dab8b1-894c-409a-b240-bd8beae78896/cancelMediaProcessing";

/// The body that every request has to have.
pub const BODY: &str = r#"{"clientContext":"d45324c1-fcb5-430a-902c-f20af696537c"}"#;

/// The headers and the body of the answer, without a date: as Graph sends them.
pub const ANSWER: Answer = Answer {
    headers: &[
        ("content-type", "application/json"),
        (
            "location",
            "https://graph.microsoft.com/v1.0/communications/calls/57dab8b1-894c-409a-b240-bd8beae78896/operations/17e3b46c-f61d-4f4d-9635-c626ef18e6ad",
        ),
        ("request-id", "2e0b1b2f-8b0f-4c3c-9a0d-1c1a3c4d5e6f"),
        ("client-request-id", "8d1b0e0c-6c1c-4c0e-9d8b-3c2a1b0f9e8d"),
    ],
    body: r##"{"@odata.type":"#microsoft.graph.cancelMediaProcessingOperation","id":"0fe0623f-d628-42ed-b4bd-8ac290072cc5","status":"completed","clientContext":"d45324c1-fcb5-430a-902c-f20af696537c","resultInfo":{"code":200,"subcode":0,"message":""}}"##,
};

/// What the server answers.
#[derive(Debug)]
pub struct Answer {
    /// The headers.
    pub headers: &'static [(&'static str, &'static str)],
    /// The body.
    pub body: &'static str,
}

/// What the caller has in hand when it makes the call.
#[derive(Debug)]
pub struct Arguments {
    /// The call whose media is to be stopped.
    pub id: String,
    /// The caller's own mark, which comes back.
    pub client_context: String,
}

impl Default for Arguments {
    fn default() -> Self {
        Self {
            id: "57dab8b1-894c-409a-b240-bd8beae78896".to_owned(),
            client_context: "d45324c1-fcb5-430a-902c-f20af696537c".to_owned(),
        }
    }
}
