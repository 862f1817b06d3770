//! What the page says and what it should say.

use serde_json::Value;

use super::Example;

/// A place where the page is wrong.
#[must_use = "say what it should say"]
pub(crate) struct Correction {
    /// The example.
    example: Example,
    /// `request` or `response`.
    message: &'static str,
    /// Where in it, as a JSON pointer.
    pointer: String,
}

impl Example {
    /// The page leaves out `@odata.type` in its request where the declaration writes it. Graph takes either.
    pub(crate) fn leaves_out_types(self) -> Self {
        Self { untyped: true, ..self }
    }

    /// The page's URL says this.
    #[track_caller]
    pub(crate) fn url_says(self, says: &str) -> Correction {
        self.wrong("request", "/url", says)
    }

    /// The page's request body says this at a place; the empty pointer is the whole.
    #[track_caller]
    pub(crate) fn request_says(self, pointer: &str, says: impl Into<Value>) -> Correction {
        self.wrong("request", &format!("/body{pointer}"), says)
    }

    /// The page's response body says this at a place; the empty pointer is the whole.
    #[track_caller]
    pub(crate) fn response_says(self, pointer: &str, says: impl Into<Value>) -> Correction {
        self.wrong("response", &format!("/body{pointer}"), says)
    }

    /// The page's request has this header, which is not part of the operation.
    #[track_caller]
    pub(crate) fn without_header(mut self, name: &str) -> Self {
        if let Some(headers) = self.documented.as_mut().and_then(|example| example["request"]["headers"].as_array_mut())
        {
            let before = headers.len();
            headers.retain(|header| !header[0].as_str().is_some_and(|own| own.eq_ignore_ascii_case(name)));
            assert_ne!(before, headers.len(), "{}: there is no header {name}", self.name);
        }
        self
    }

    /// What is at a place must be this.
    #[track_caller]
    fn wrong(self, message: &'static str, pointer: &str, says: impl Into<Value>) -> Correction {
        let says = says.into();
        if let Some(documented) = &self.documented {
            let found = documented[message].pointer(pointer);
            assert_eq!(found, Some(&says), "{}: the {message} at `{pointer}`", self.name);
        }
        Correction { example: self, message, pointer: pointer.to_owned() }
    }
}

impl Correction {
    /// What it should say.
    #[track_caller]
    pub(crate) fn should_say(mut self, should: impl Into<Value>) -> Example {
        let should = should.into();
        if let Some(documented) = &mut self.example.documented {
            let place = documented[self.message].pointer_mut(&self.pointer).expect("a place that was found");
            assert_ne!(*place, should, "{}: a correction that corrects nothing", self.example.name);
            *place = should;
        }
        self.example
    }

    /// It should not be there.
    #[track_caller]
    pub(crate) fn should_be_absent(mut self) -> Example {
        if let Some(documented) = &mut self.example.documented {
            let (object, member) = self.pointer.rsplit_once('/').expect("a place has a name");
            let object = documented[self.message].pointer_mut(object).and_then(Value::as_object_mut);
            object.and_then(|object| object.remove(member)).expect("a place that was found");
        }
        self.example
    }
}
