//! The long-running operations that were begun, and what each look at one of them finds.

use std::{
    collections::{HashMap, VecDeque},
    sync::Mutex,
};

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{Course, state::lock};

/// The operations, by id.
#[derive(Default)]
pub(crate) struct Jobs {
    /// Those that were begun.
    jobs: Mutex<HashMap<Uuid, Job>>,
    /// How the next ones are to go.
    courses: Mutex<VecDeque<Course>>,
}

/// One operation.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    /// Its id.
    pub(crate) id: Uuid,
    /// What its monitor is opened by.
    pub(crate) key: Uuid,
    /// The id of what it makes.
    pub(crate) resource: Uuid,
    /// What it is one of, and where: the path without the version.
    pub(crate) kind: Kind,
    /// How it goes.
    pub(crate) course: Course,
    /// How often it was looked at.
    looks: u32,
}

/// What an operation is one of, with the paths that belong to it, none of which has a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The copy of an item of the drive at this path.
    Copy(String),
    /// The creation of a team.
    Team,
    /// A session of the workbook at this path.
    Session(String),
    /// The copy of a notebook below this path.
    Notebook(String),
}

/// What a look at an operation finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing yet.
    Nothing,
    /// That it is under way: the first look says that it has not started.
    UnderWay,
    /// That it is over.
    Over,
}

impl Jobs {
    /// Says how the next operation is to go.
    pub(crate) fn script(&self, course: Course) {
        lock(&self.courses).push_back(course);
    }

    /// Begins an operation.
    pub(crate) fn begin(&self, kind: Kind) -> Job {
        let course = lock(&self.courses).pop_front().unwrap_or_else(Course::completing);
        let [id, key, resource] = std::array::from_fn(|_| Uuid::new_v4());
        let job = Job { id, key, resource, kind, course, looks: 0 };
        lock(&self.jobs).insert(id, job.clone());
        job
    }

    /// Looks at the operation with this id, if it is one that the caller asks for.
    pub(crate) fn look(&self, id: &str, is_asked_for: impl Fn(&Job) -> bool) -> Option<(Job, Found)> {
        let id = Uuid::parse_str(id).ok()?;
        let mut jobs = lock(&self.jobs);
        let job = jobs.get_mut(&id).filter(|job| is_asked_for(job))?;
        job.looks = job.looks.saturating_add(1);
        Some((job.clone(), job.found()))
    }

    /// Whether some operation of this kind that has succeeded has made the resource with this id.
    pub(crate) fn has_made(&self, resource: &str, kind: &Kind) -> bool {
        let made = |job: &Job| {
            job.resource.to_string() == resource
                && job.kind == *kind
                && job.found() == Found::Over
                && job.course.failure.is_none()
        };
        lock(&self.jobs).values().any(made)
    }
}

impl Job {
    /// What the look that was counted last finds.
    fn found(&self) -> Found {
        let Course { missing, under_way, .. } = self.course;
        match self.looks.checked_sub(missing) {
            None | Some(0) => Found::Nothing,
            Some(looks) if looks <= under_way => Found::UnderWay,
            Some(_) => Found::Over,
        }
    }

    /// How much of it is done, in percent.
    fn percent(&self) -> f64 {
        let done = self.looks.saturating_sub(self.course.missing);
        (100.0 * f64::from(done) / f64::from(self.course.under_way.saturating_add(1))).min(100.0)
    }

    /// Its state as the kind of operation has it, in the words of that kind. `root` is the service root with the version.
    pub(crate) fn state(&self, found: Found, root: &str) -> Map<String, Value> {
        let (id, resource) = (self.id.to_string(), self.resource.to_string());
        let failure = self.course.failure.as_ref().filter(|_| found == Found::Over);
        let has_succeeded = found == Found::Over && failure.is_none();
        let word = |under_way: &'static str, succeeded: &'static str, failed: &'static str| match (found, failure) {
            (Found::Over, None) => succeeded,
            (Found::Over, Some(_)) => failed,
            _ => under_way,
        };
        let error = failure.map(|(code, message)| json!({ "code": code, "message": message }));
        let state = match &self.kind {
            Kind::Copy(_) => json!({
                "operation": "ItemCopy",
                "percentageComplete": self.percent(),
                "status": word("inProgress", "completed", "failed"),
                "resourceId": has_succeeded.then_some(&resource),
                "errorCode": failure.map(|(code, _)| code),
                "statusDescription": failure.map(|(_, message)| message),
            }),
            Kind::Team => json!({
                "id": id,
                "operationType": "createTeam",
                "status": word("inProgress", "succeeded", "failed"),
                "attemptsCount": 1,
                "targetResourceId": resource,
                "targetResourceLocation": format!("/teams('{resource}')"),
                "error": error,
            }),
            Kind::Session(workbook) => json!({
                "id": id,
                "status": word("running", "succeeded", "failed"),
                "resourceLocation": has_succeeded
                    .then(|| format!("{root}{workbook}/sessionInfoResource(key='{resource}')")),
                "error": error,
            }),
            Kind::Notebook(onenote) => json!({
                "id": id,
                "status": word("Running", "Completed", "Failed"),
                "percentComplete": format!("{:.0}", self.percent()),
                "resourceId": has_succeeded.then_some(&resource),
                "resourceLocation": has_succeeded.then(|| format!("{root}{onenote}/notebooks/{resource}")),
                "error": error,
            }),
        };
        // An unset property of a drive's or a notebook's state is left out; the other services say null.
        let leaves_out = matches!(self.kind, Kind::Copy(_) | Kind::Notebook(_));
        let mut state = match state {
            Value::Object(state) => state,
            _ => Map::new(),
        };
        state.retain(|_, value| !(leaves_out && value.is_null()));
        state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_is_missing_then_under_way_then_over() {
        let jobs = Jobs::default();
        jobs.script(Course::completing().missing(1).after(2));
        let job = jobs.begin(Kind::Team);
        let look = || jobs.look(&job.id.to_string(), |job| job.kind == Kind::Team).unwrap().1;
        let looks: Vec<Found> = std::iter::repeat_with(look).take(5).collect();
        assert_eq!(looks, [Found::Nothing, Found::UnderWay, Found::UnderWay, Found::Over, Found::Over]);
        assert!(jobs.look(&job.id.to_string(), |_| false).is_none());
        assert!(jobs.look("x", |_| true).is_none());
    }

    #[test]
    fn what_an_operation_makes_is_there_when_it_has_succeeded() {
        let jobs = Jobs::default();
        for (course, is_made) in [(Course::completing().after(0), true), (Course::failing("a", "b").after(0), false)] {
            jobs.script(course);
            let job = jobs.begin(Kind::Copy("/me/drive".to_owned()));
            let made = || jobs.has_made(&job.resource.to_string(), &job.kind);
            assert!(!made());
            jobs.look(&job.id.to_string(), |_| true).unwrap();
            assert_eq!(made(), is_made);
            assert!(!jobs.has_made(&job.resource.to_string(), &Kind::Copy("/drives/other".to_owned())));
        }
    }

    #[test]
    fn each_kind_says_it_in_its_own_words() {
        for (kind, words) in [
            (Kind::Copy(String::new()), ["inProgress", "completed", "failed"]),
            (Kind::Team, ["inProgress", "succeeded", "failed"]),
            (Kind::Session(String::new()), ["running", "succeeded", "failed"]),
            (Kind::Notebook(String::new()), ["Running", "Completed", "Failed"]),
        ] {
            let job = |course| {
                let jobs = Jobs::default();
                jobs.script(course);
                jobs.begin(kind.clone())
            };
            let (good, bad) = (job(Course::completing()), job(Course::failing("a", "b")));
            let said = [good.state(Found::UnderWay, ""), good.state(Found::Over, ""), bad.state(Found::Over, "")];
            assert_eq!(said.each_ref().map(|state| state["status"].as_str().unwrap()), words);
            let code = said[2].get("errorCode").unwrap_or_else(|| &said[2]["error"]["code"]);
            assert_eq!(code, "a");
        }
    }
}
