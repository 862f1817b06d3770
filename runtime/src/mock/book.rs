//! What a mock has written down: what it expects, what came, and the report on both.
//!
//! Closures of the test's are never called while the book is locked, so that they may look into the mock.

use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::answer::Answer;
use super::expectation::{Expected, Source, times};
use super::request::MockRequest;
use super::rule::Fit;
use super::template::Values;

/// The book.
#[derive(Default)]
pub(super) struct Book {
    /// The pages, one writer at a time.
    pages: Mutex<Pages>,
}

/// What the book holds.
#[derive(Default)]
struct Pages {
    /// What is expected, in the order in which it was said.
    expectations: Vec<Expected>,
    /// What came, in order.
    requests: Vec<Seen>,
    /// Whether the report has been read since the last change.
    is_read: bool,
}

/// A request that came.
struct Seen {
    /// The request.
    request: MockRequest,
    /// Why it was not expected, where it was not.
    unexpected: Option<Unexpected>,
}

/// A request that an expectation has taken.
struct Taken {
    /// The expectation.
    index: usize,
    /// Where its answer comes from.
    source: Source,
    /// The request, as the expectation reads it.
    request: MockRequest,
}

/// Why a request was not expected.
struct Unexpected {
    /// The expectation that it comes closest to.
    closest: Option<usize>,
    /// Why it is none of that expectation's, a line each.
    why: Vec<String>,
}

impl Book {
    /// The pages. A test that has panicked elsewhere spoils nothing that is written here.
    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes an expectation down and returns its number.
    pub(super) fn expect(&self, expected: Expected) -> usize {
        let mut pages = self.pages();
        pages.is_read = false;
        pages.expectations.push(expected);
        pages.expectations.len() - 1
    }

    /// Changes an expectation.
    pub(super) fn change(&self, index: usize, change: impl FnOnce(&mut Expected)) {
        let mut pages = self.pages();
        pages.is_read = false;
        if let Some(expected) = pages.expectations.get_mut(index) {
            change(expected);
        }
    }

    /// What came, in order.
    pub(super) fn requests(&self) -> Vec<MockRequest> {
        self.pages().requests.iter().map(|seen| seen.request.clone()).collect()
    }

    /// Whether an expectation is about this very request, whatever it asks of it.
    pub(super) fn is_about(&self, request: &MockRequest) -> bool {
        let expectations = self.pages().expectations.clone();
        expectations.iter().any(|expected| expected.fit(request).values.is_some())
    }

    /// Writes a request down, and says what it is answered with.
    pub(super) fn answer(&self, request: &MockRequest) -> Answer {
        let expectations = self.pages().expectations.clone();
        let fits: Vec<Fit> = expectations.iter().map(|expected| expected.fit(request)).collect();
        let Taken { index, source, request } = match self.take(request, &fits) {
            Ok(taken) => taken,
            Err(diff) => return Answer::error(501, UNEXPECTED, &diff),
        };
        let (answer, is_made) = match source {
            Source::Fixed(answer) => (answer, false),
            Source::Made(make) => (make(&request), true),
        };
        let Some(mistake) = answer.mistake() else { return answer };
        // What is wrong with one that was given beforehand has been written down then.
        if is_made {
            self.change(index, |expected| expected.mistakes.push(format!("has an answer that {mistake}")));
        }
        Answer::error(501, UNEXPECTED, &format!("the mock expects {request}, but its answer {mistake}"))
    }

    /// Counts a request for the expectation that it is answered by, or says why there is none.
    fn take(&self, request: &MockRequest, fits: &[Fit]) -> Result<Taken, String> {
        let mut pages = self.pages();
        pages.is_read = false;
        let number = pages.requests.len() + 1;
        match pages.choose(fits) {
            Ok((index, values)) => {
                let request = request.read_as(values);
                pages.requests.push(Seen { request: request.clone(), unexpected: None });
                let source = pages.expectations.get_mut(index).map(Expected::next_answer);
                Ok(Taken { index, source: source.unwrap_or_else(Source::nothing), request })
            }
            Err(unexpected) => {
                let diff = pages.unexpected(number, request, &unexpected);
                pages.requests.push(Seen { request: request.clone(), unexpected: Some(unexpected) });
                Err(diff)
            }
        }
    }

    /// What is not as expected; nothing if all is. Marks the book as read.
    pub(super) fn read(&self) -> Option<String> {
        let mut pages = self.pages();
        pages.is_read = true;
        pages.report()
    }

    /// What is not as expected and nobody has read.
    pub(super) fn unread(&self) -> Option<String> {
        let pages = self.pages();
        if pages.is_read { None } else { pages.report() }
    }
}

/// The code of the error that an unexpected request is answered with.
const UNEXPECTED: &str = "unexpectedRequest";

impl Pages {
    /// The expectation that a request is answered by, the first that it fits and that still waits for one; and the values
    /// that it reads in the request.
    fn choose(&self, fits: &[Fit]) -> Result<(usize, Values), Unexpected> {
        let fitting = fits.iter().enumerate().filter(|(_, fit)| fit.differences.is_empty());
        let (mut chosen, mut refused) = (None, None);
        for (index, fit) in fitting {
            match self.refusal(index) {
                None => chosen = chosen.or(Some((index, fit))),
                Some(why) => {
                    let is_never = self.is_never(index);
                    refused = Some(Unexpected { closest: Some(index), why: vec![why] });
                    // Whatever else is expected, this is not to come.
                    if is_never {
                        chosen = None;
                        break;
                    }
                }
            }
        }
        if let Some((index, fit)) = chosen {
            return Ok((index, fit.values.clone().unwrap_or_default()));
        }
        if let Some(refused) = refused {
            return Err(refused);
        }
        // Of two that are as close, the one that still waits is the one that was meant.
        let closest =
            fits.iter().enumerate().min_by_key(|(index, fit)| (fit.distance(), self.refusal(*index).is_some()));
        Err(match closest {
            Some((index, fit)) => Unexpected { closest: Some(index), why: fit.differences.clone() },
            None => Unexpected { closest: None, why: Vec::new() },
        })
    }

    /// Whether an expectation is that nothing comes.
    fn is_never(&self, index: usize) -> bool {
        self.expectations.get(index).is_some_and(|expected| expected.times().most == 0)
    }

    /// Why an expectation takes no request now, if it takes none.
    fn refusal(&self, index: usize) -> Option<String> {
        let expected = self.expectations.get(index)?;
        if self.is_never(index) {
            return Some("it is never to come".to_owned());
        }
        if expected.count >= expected.times().most {
            return Some(format!("it was to come {}, and has come so often", expected.times()));
        }
        if !expected.is_in_order {
            return None;
        }
        let in_order = || self.expectations.iter().enumerate().filter(|(_, expected)| expected.is_in_order);
        let before = in_order().find(|(other, expected)| *other < index && !expected.is_met());
        if let Some((other, earlier)) = before {
            return Some(format!("it is to come in order, behind {}", named(other, earlier)));
        }
        let behind = in_order().find(|(other, expected)| *other > index && expected.count > 0);
        behind.map(|(other, later)| format!("it is to come in order, before {}", named(other, later)))
    }

    /// What is to be said of an unexpected request.
    fn unexpected(&self, number: usize, request: &MockRequest, unexpected: &Unexpected) -> String {
        let mut text = format!("request {number}, {request}, was not expected");
        let closest = unexpected.closest.and_then(|index| self.expectations.get(index).map(|found| (index, found)));
        match closest {
            None => text.push_str("\n  nothing is expected of this mock"),
            Some((index, expected)) => {
                let _ = write!(text, "\n  closest is {}", named(index, expected));
                push_lines(&mut text, &unexpected.why);
            }
        }
        text
    }

    /// What is to be said of an expectation that was not met.
    fn unmet(&self, index: usize, expected: &Expected) -> String {
        let came =
            if expected.count == 0 { "did not come".to_owned() } else { format!("came {}", times(expected.count)) };
        let mut text = format!("{} was to come {}, and {came}", named(index, expected), expected.times());
        let others = self.requests.iter().enumerate().filter(|(_, seen)| seen.unexpected.is_some());
        let closest = others
            .map(|(number, seen)| (number + 1, seen, expected.fit(&seen.request)))
            .min_by_key(|(_, _, fit)| fit.distance());
        match closest {
            None if self.requests.is_empty() => text.push_str("\n  no request came at all"),
            None => text.push_str("\n  every request that came was another expectation's"),
            // Told with the request.
            Some((number, seen, _)) if seen.unexpected.as_ref().is_some_and(|why| why.closest == Some(index)) => {
                let _ = write!(text, "\n  what came instead is request {number}");
            }
            Some((_, _, fit)) if fit.values.is_none() => text.push_str("\n  no other request that it could be came"),
            Some((number, seen, fit)) => {
                let _ = write!(text, "\n  what came instead is request {number}, {}", seen.request);
                push_lines(&mut text, &fit.differences);
            }
        }
        text
    }

    /// What is not as expected, if anything.
    fn report(&self) -> Option<String> {
        let mut parts = Vec::new();
        for (index, expected) in self.expectations.iter().enumerate() {
            let name = named(index, expected);
            parts.extend(expected.mistakes.iter().map(|mistake| format!("{name}, {mistake}")));
        }
        for (index, seen) in self.requests.iter().enumerate() {
            parts.extend(seen.unexpected.as_ref().map(|why| self.unexpected(index + 1, &seen.request, why)));
        }
        let unmet = self.expectations.iter().enumerate().filter(|(_, expected)| !expected.is_met());
        parts.extend(unmet.map(|(index, expected)| self.unmet(index, expected)));
        (!parts.is_empty()).then(|| parts.join("\n"))
    }
}

/// An expectation by its number and target.
fn named(index: usize, expected: &Expected) -> String {
    format!("expectation {}, {}", index + 1, expected.target)
}

/// Adds lines, one below the other.
fn push_lines(text: &mut String, lines: &[String]) {
    for line in lines {
        let _ = write!(text, "\n    {line}");
    }
}
