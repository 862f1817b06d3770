//! How a long-running operation goes, as a test wants it.

/// How a long-running operation goes that is looked at until it has ended: the copy of a drive item, the creation of a team,
/// a workbook's session, the copy of a notebook.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> std::io::Result<()> {
/// use graph_action_sim::Course;
///
/// let graph = graph_action_sim::Graph::start().await?;
/// graph.next_operation(Course::completing().after(3).retry_after("0.5"));
/// graph.next_operation(Course::failing("nameAlreadyExists", "The name is taken."));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a course does nothing before it is handed to `next_operation`"]
pub struct Course {
    /// How many looks do not find it.
    pub(crate) missing: u32,
    /// How many looks after those find it under way.
    pub(crate) under_way: u32,
    /// The code and the message with which it fails, if it does.
    pub(crate) failure: Option<(String, String)>,
    /// The `Retry-After` of everything that says that it is under way.
    pub(crate) retry_after: Option<String>,
    /// Whether its monitor redirects to the result.
    pub(crate) redirects: bool,
}

impl Course {
    /// One that two looks find under way, and the third one completed: what an operation does that nobody dictates.
    pub fn completing() -> Self {
        Self { missing: 0, under_way: 2, failure: None, retry_after: None, redirects: false }
    }

    /// One that two looks find under way, and the third one failed for this reason.
    pub fn failing(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { failure: Some((code.into(), message.into())), ..Self::completing() }
    }

    /// How many looks find it under way.
    pub fn after(mut self, looks: u32) -> Self {
        self.under_way = looks;
        self
    }

    /// How many looks before those find nothing, and get `404`: servers that have not heard of it yet.
    pub fn missing(mut self, looks: u32) -> Self {
        self.missing = looks;
        self
    }

    /// The `Retry-After` of its first response, and of every look that finds it under way.
    pub fn retry_after(mut self, value: impl Into<String>) -> Self {
        self.retry_after = Some(value.into());
        self
    }

    /// A monitor answers the last look with `303 See Other` and the address of the copy, in place of its last state.
    pub fn redirecting(mut self) -> Self {
        self.redirects = true;
        self
    }
}
