//! One expected request: what it is to be, how often it is to come, and what it is answered with.

use std::fmt;
use std::sync::Arc;

use http::StatusCode;
use serde::Serialize;

use super::answer::Answer;
use super::book::Book;
use super::request::MockRequest;
use super::rule::{Fit, Rule, Target};

/// An expected request of a [`Mock`](super::Mock), which expects it from the moment that it is made; what is said of it
/// further holds from then on.
///
/// It is to come once, or as often as there are answers; [`times`](Self::times) and its like say otherwise. What comes is
/// answered with 204 and no body as long as no [`answer`](Self::answer) is given.
///
/// ```
/// use graph_action::{Value, graph_action, mock::{Answer, Mock}};
/// use serde_json::json;
///
/// #[graph_action(POST "/users/<id>/checkMemberGroups?$count=<count>" -> Value<Vec<String>>)]
/// struct CheckMemberGroups { id: String, count: Option<bool>, group_ids: Vec<String> }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mock = Mock::new();
/// mock.expect::<CheckMemberGroups>()
///     .path("id", "adele@contoso.com")
///     .query("$count", true)
///     .body(json!({"groupIds": ["a", "b"]}))
///     .matching("asks for at most 20 groups", |request| request.json().is_ok_and(|body: serde_json::Value| {
///         body["groupIds"].as_array().is_some_and(|ids| ids.len() <= 20)
///     }))
///     .answer(Answer::status(429).header("Retry-After", "0.01"))
///     .then_answer(Answer::value(["a"]));
///
/// let check = CheckMemberGroups { id: "adele@contoso.com".into(), count: Some(true), group_ids: vec!["a".into(), "b".into()] };
/// assert_eq!(check.send(&mock.client()?).await?.0, ["a"]);
/// mock.verify()?;
/// # Ok(()) }
/// ```
pub struct Expectation<'a> {
    /// What the mock has written down.
    book: &'a Book,
    /// Which of its expectations this is.
    index: usize,
}

/// An expectation as the mock keeps it.
#[derive(Clone)]
pub(super) struct Expected {
    /// Which requests it is about.
    pub(super) target: Target,
    /// What they are to be.
    rules: Vec<Rule>,
    /// What they are answered with, in turn; the last one again and again.
    answers: Vec<Source>,
    /// How often they are to come, where that was said.
    times: Option<Times>,
    /// Whether it has a place in the order.
    pub(super) is_in_order: bool,
    /// How many have come.
    pub(super) count: usize,
    /// What is wrong with it.
    pub(super) mistakes: Vec<String>,
}

/// How often a request is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times {
    /// At least.
    pub(super) least: usize,
    /// At most.
    pub(super) most: usize,
}

/// Where an answer comes from.
#[derive(Clone)]
pub(super) enum Source {
    /// It is the same whatever is asked.
    Fixed(Answer),
    /// It is made of the request.
    Made(Arc<dyn Fn(&MockRequest) -> Answer + Send + Sync>),
}

impl Source {
    /// What is answered where nothing was said: 204 and no body.
    pub(super) fn nothing() -> Self {
        Self::Fixed(Answer::new(StatusCode::NO_CONTENT))
    }
}

#[allow(
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    reason = "what is said has been written down; `Self` is for saying more"
)]
impl<'a> Expectation<'a> {
    /// The handle of an expectation.
    pub(super) fn new(book: &'a Book, index: usize) -> Self {
        Self { book, index }
    }

    /// The template's field of this name is to have this value: a key, a path, an argument or a query option, not encoded.
    /// A name that the template does not have is a mistake, which [`verify`](super::Mock::verify) tells.
    pub fn path(self, field: &str, value: impl fmt::Display) -> Self {
        let value = value.to_string();
        self.change(|expected| {
            let fields = expected.target.fields();
            if !fields.contains(&field) {
                let known = if fields.is_empty() { "none".to_owned() } else { format!("`{}`", fields.join("`, `")) };
                let mistake = format!("asks for the path value `{field}`, and its template has {known}");
                expected.mistakes.push(mistake);
            }
            expected.rules.push(Rule::Value(field.to_owned(), Some(value)));
        })
    }

    /// The query option is to have this value, not encoded.
    pub fn query(self, name: &str, value: impl fmt::Display) -> Self {
        self.rule(Rule::Query(name.to_owned(), value.to_string()))
    }

    /// The header is to have this value.
    pub fn header(self, name: &str, value: impl fmt::Display) -> Self {
        self.rule(Rule::Header(name.to_ascii_lowercase(), value.to_string()))
    }

    /// The body is to be this JSON and nothing more.
    pub fn body(self, body: impl Serialize) -> Self {
        self.json(body, false)
    }

    /// The body is to have these members; its objects may have more.
    pub fn body_including(self, body: impl Serialize) -> Self {
        self.json(body, true)
    }

    /// The closure is to say yes. The words tell what it looks for, as the end of a sentence that begins with "a request that".
    pub fn matching(self, what: &str, test: impl Fn(&MockRequest) -> bool + Send + Sync + 'static) -> Self {
        self.rule(Rule::Closure(what.to_owned(), Arc::new(test)))
    }

    /// It is answered with this, in place of all answers that were given before.
    pub fn answer(self, answer: impl Into<Answer>) -> Self {
        let answer = answer.into();
        self.change(|expected| {
            expected.answers.clear();
            expected.push_answer(answer);
        })
    }

    /// The request behind those that have had their answers is answered with this.
    pub fn then_answer(self, answer: impl Into<Answer>) -> Self {
        let answer = answer.into();
        self.change(|expected| expected.push_answer(answer))
    }

    /// It is answered with what the closure makes of it, in place of all answers that were given before.
    pub fn answer_with(self, make: impl Fn(&MockRequest) -> Answer + Send + Sync + 'static) -> Self {
        self.change(|expected| expected.answers = vec![Source::Made(Arc::new(make))])
    }

    /// It is to come so often; the last answer is given to all that have none of their own. Each try counts: the mock
    /// stands below the client's retries.
    pub fn times(self, times: usize) -> Self {
        self.change(|expected| expected.times = Some(Times { least: times, most: times }))
    }

    /// It is to come so often or more; with 0, it may come and need not.
    pub fn at_least(self, times: usize) -> Self {
        self.change(|expected| expected.times = Some(Times { least: times, most: usize::MAX }))
    }

    /// It is not to come at all, whatever else is expected.
    pub fn never(self) -> Self {
        self.times(0)
    }

    /// It is to come in the order of all expectations that say so: not before those made earlier have come as often as they
    /// are to, and not after one made later has.
    pub fn in_order(self) -> Self {
        self.change(|expected| expected.is_in_order = true)
    }

    /// A JSON body.
    fn json(self, body: impl Serialize, may_have_more: bool) -> Self {
        match serde_json::to_value(body) {
            Ok(body) => self.rule(Rule::Json(body, may_have_more)),
            Err(error) => self.change(|expected| {
                expected.mistakes.push(format!("asks for a body that cannot be written as JSON: {error}"));
            }),
        }
    }

    /// One more rule.
    fn rule(self, rule: Rule) -> Self {
        self.change(|expected| expected.rules.push(rule))
    }

    /// Changes what the mock has written down.
    fn change(self, change: impl FnOnce(&mut Expected)) -> Self {
        self.book.change(self.index, change);
        self
    }
}

impl Expected {
    /// A request with this target.
    pub(super) fn new(target: Target, rules: Vec<Rule>) -> Self {
        let (answers, mistakes) = (Vec::new(), Vec::new());
        Self { target, rules, answers, times: None, is_in_order: false, count: 0, mistakes }
    }

    /// How a request fits it.
    pub(super) fn fit(&self, request: &MockRequest) -> Fit {
        self.target.fit(&self.rules, request)
    }

    /// How often it is to come.
    pub(super) fn times(&self) -> Times {
        let answers = self.answers.len().max(1);
        self.times.unwrap_or(Times { least: answers, most: answers })
    }

    /// Whether it has come as often as it is to, or more.
    pub(super) fn is_met(&self) -> bool {
        self.count >= self.times().least
    }

    /// The answer for the next request, which is counted.
    pub(super) fn next_answer(&mut self) -> Source {
        let answer = self.answers.get(self.count).or(self.answers.last()).cloned();
        self.count += 1;
        answer.unwrap_or_else(Source::nothing)
    }

    /// One more answer, and what is wrong with it.
    fn push_answer(&mut self, answer: Answer) {
        self.mistakes.extend(answer.mistake().map(|mistake| format!("has an answer that {mistake}")));
        self.answers.push(Source::Fixed(answer));
    }
}

impl fmt::Display for Times {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least, self.most) {
            (0, 0) => formatter.write_str("never"),
            (least, most) if least == most => formatter.write_str(&times(least)),
            (0, _) => formatter.write_str("any number of times"),
            (least, _) => write!(formatter, "at least {}", times(least)),
        }
    }
}

/// A number of times in words.
pub(super) fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        count => format!("{count} times"),
    }
}

impl fmt::Debug for Expectation<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Expectation({})", self.index + 1)
    }
}
