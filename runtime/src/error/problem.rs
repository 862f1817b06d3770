//! What is wrong with a request before the action is known that it is one of.

/// What a step found wrong with a value; becomes an [`Error`] where the action is known.
#[derive(Debug)]
pub(crate) struct Problem {
    /// The field, where it is one field's.
    pub(super) field: Option<&'static str>,
    /// What is wrong with it, as the end of a sentence that begins with the field.
    pub(super) what: String,
}

impl Problem {
    /// A problem of one field.
    pub(crate) fn field(field: &'static str, what: String) -> Self {
        Self { field: Some(field), what }
    }

    /// The same problem, of a value inside this field.
    pub(crate) fn within(self, field: &'static str) -> Self {
        let what = match self.field {
            Some(inner) => format!("is a path whose `{inner}` {}", self.what),
            None => self.what,
        };
        Self { field: Some(field), what }
    }

    /// A problem of a resource that the service handed over, but not this one.
    pub(crate) fn other_host() -> Self {
        Self::general("is a resource of another host than the client's service, which is not asked".to_owned())
    }

    /// A problem of the request as a whole.
    pub(crate) fn general(what: String) -> Self {
        Self { field: None, what }
    }
}
