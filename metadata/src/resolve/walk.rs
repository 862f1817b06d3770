//! The walk along a path: where it stands, and what a segment leads to from there.

mod call;
mod name;

use super::view::{View, object};
use super::{Note, Origin, Place, Problem, Resolved, Step, StepKind, Target, advice, arguments};
use crate::index::Index;
use crate::model::{Deprecation, MemberKind, TypeRef};
use crate::path::{Argument, Path, SegmentKind};

/// A walk along one path.
struct Walk<'a> {
    /// The index.
    view: View<'a>,
    /// The path.
    path: &'a Path,
    /// The number of the segment that is being looked at.
    at: usize,
    /// What it is on, before that segment.
    on: Option<TypeRef>,
    /// What was found.
    steps: Vec<Step>,
    /// What is worth knowing.
    notes: Vec<Note>,
}

/// Resolves a path.
pub(super) fn walk(index: &Index, path: &Path, start: Option<&TypeRef>) -> Result<Resolved, Problem> {
    let mut walk = Walk { view: View::of(index), path, at: 0, on: None, steps: Vec::new(), notes: Vec::new() };
    let mut target = match start {
        Some(start) => Target::Resource { ty: start.clone(), origin: Origin::Start },
        None if path.start.is_some() => Target::Unknown,
        None => Target::Root,
    };
    for (number, segment) in path.segments.iter().enumerate() {
        walk.at = number;
        target = walk.segment(target, &segment.kind)?;
        if segment.address.is_some() && !is_addressable(&target) {
            return Err(Problem::NotAddressed { place: walk.place() });
        }
    }
    Ok(Resolved { target, on: walk.on, steps: walk.steps, notes: walk.notes })
}

/// Whether a path in colons may follow.
fn is_addressable(target: &Target) -> bool {
    match target {
        Target::Resource { ty, .. } => !ty.is_collection && ty.primitive().is_none(),
        Target::Unknown => true,
        _ => false,
    }
}

/// Whether a value is bytes.
fn is_stream(ty: &TypeRef) -> bool {
    ty.primitive() == Some("Stream") && !ty.is_collection
}

impl Walk<'_> {
    /// The segment that is being looked at.
    fn place(&self) -> Place {
        let text = self.path.segments.get(self.at).map(|segment| segment.text.clone()).unwrap_or_default();
        Place { segment: self.at, text, before: self.path.before(self.at) }
    }

    /// Records a step.
    fn step(&mut self, kind: StepKind, ty: Option<&TypeRef>) {
        self.steps.push(Step { segment: self.at, kind, ty: ty.cloned() });
    }

    /// Where a segment leads.
    fn segment(&mut self, target: Target, kind: &SegmentKind) -> Result<Target, Problem> {
        let (ty, origin) = match target {
            Target::Root => {
                self.on = None;
                return self.root(kind);
            }
            Target::Resource { ty, origin } => (ty, origin),
            Target::Operation { overloads, .. } => match self.returned(&overloads)? {
                ty if is_stream(&ty) => return self.stream(kind),
                ty => (ty, Origin::Returned),
            },
            Target::Stream => return self.stream(kind),
            Target::Count => return Err(self.behind_end("`$count`")),
            Target::References(_) => return Err(self.behind_end("`$ref`")),
            Target::Unknown => return Ok(self.unknown()),
        };
        self.on = Some(ty.clone());
        match kind {
            SegmentKind::Values(_) => Ok(self.unknown()),
            SegmentKind::Value(_) => {
                self.one_value(&ty)?;
                self.key(&ty, origin)
            }
            SegmentKind::Name { name, arguments } => {
                let arguments = arguments.as_deref();
                if name.starts_with('$') {
                    self.system(&ty, origin, name)
                } else if name.contains('.') {
                    self.qualified(&ty, origin, name, arguments)
                } else if ty.is_collection {
                    self.in_collection(&ty, origin, name, arguments)
                } else {
                    self.member(&ty, name, arguments)
                }
            }
        }
    }

    /// Something that the metadata says nothing about.
    fn unknown(&mut self) -> Target {
        self.on = None;
        self.step(StepKind::Unknown, None);
        Target::Unknown
    }

    /// That the path should have ended.
    fn behind_end(&self, end: &str) -> Problem {
        Problem::BehindEnd { place: self.place(), end: end.to_owned() }
    }

    /// The first segment.
    fn root(&mut self, kind: &SegmentKind) -> Result<Target, Problem> {
        let SegmentKind::Name { name, arguments } = kind else {
            return Err(Problem::NotInContainer { place: self.place(), slip: None });
        };
        // `$batch`, `$metadata` and their like stand in no container.
        if name.starts_with('$') {
            return Ok(self.unknown());
        }
        let Some(member) = self.view.index.member(name)? else {
            return Err(advice::not_in_container(&self.view, self.place(), name)?);
        };
        self.deprecation(&member.name, member.deprecated);
        let arguments = arguments.as_deref();
        let (ty, origin) = match member.kind {
            MemberKind::EntitySet => (TypeRef::collection(member.target), Origin::EntitySet),
            MemberKind::Singleton => (TypeRef::one(member.target), Origin::Singleton),
            MemberKind::ActionImport | MemberKind::FunctionImport => {
                let operations = self.view.index.overloads(None, &member.target)?;
                let given = arguments.unwrap_or_default();
                let overloads = arguments::fitting(&operations, given);
                if overloads.is_empty() {
                    return Err(arguments::misfit(self.place(), &operations, given));
                }
                return Ok(self.operation(overloads, given));
            }
        };
        self.step(StepKind::Member(member.kind), Some(&ty));
        self.resource(ty, origin, arguments)
    }

    /// A resource, and the key behind it where there is one in parentheses.
    fn resource(&mut self, ty: TypeRef, origin: Origin, key: Option<&[Argument]>) -> Result<Target, Problem> {
        let Some(key) = key.filter(|key| !key.is_empty()) else { return self.target(ty, origin) };
        if !ty.is_collection {
            return Err(Problem::KeyUnexpected { place: self.place(), on: ty });
        }
        let names: Vec<&str> = key.iter().filter_map(|argument| argument.name.as_deref()).collect();
        let is_one_value = names.is_empty() && key.len() == 1;
        if is_one_value {
            self.one_value(&ty)?;
        } else {
            let keys = advice::keys(&self.view, &ty.name)?;
            let is_key =
                |key: &Vec<String>| key.len() == names.len() && key.iter().all(|it| names.contains(&it.as_str()));
            if !keys.is_empty() && !keys.iter().any(is_key) {
                return Err(advice::key_names(&self.view, self.place(), &ty)?);
            }
        }
        self.key(&ty, origin)
    }

    /// That a key which is one value is enough: one of several properties is written with their names.
    fn one_value(&mut self, ty: &TypeRef) -> Result<(), Problem> {
        let keys = advice::keys(&self.view, &ty.name)?;
        if ty.is_collection && keys.first().is_some_and(|key| key.len() > 1) {
            return Err(advice::key_names(&self.view, self.place(), ty)?);
        }
        Ok(())
    }

    /// The target that a value is.
    fn target(&mut self, ty: TypeRef, origin: Origin) -> Result<Target, Problem> {
        if is_stream(&ty) {
            return Ok(Target::Stream);
        }
        if let Some(found) = self.view.ty(&ty.name)? {
            self.deprecation(&found.name, found.deprecated.clone());
        }
        Ok(Target::Resource { ty, origin })
    }

    /// A key.
    fn key(&mut self, ty: &TypeRef, origin: Origin) -> Result<Target, Problem> {
        if !ty.is_collection {
            return Err(Problem::KeyUnexpected { place: self.place(), on: ty.clone() });
        }
        let one = TypeRef::one(&ty.name);
        match self.view.ty(&ty.name)? {
            None if ty.primitive().is_none() => return Ok(self.unknown()),
            Some(found) if object(&found).is_some_and(|object| object.is_entity) => {}
            _ => return Err(Problem::NoKeys { place: self.place(), on: ty.clone() }),
        }
        self.step(StepKind::Key, Some(&one));
        self.target(one, origin)
    }

    /// A segment that OData itself defines.
    fn system(&mut self, ty: &TypeRef, origin: Origin, name: &str) -> Result<Target, Problem> {
        self.step(StepKind::System, None);
        match name {
            "$count" if ty.is_collection => Ok(Target::Count),
            "$count" => Err(Problem::NotCounted { place: self.place(), on: ty.clone() }),
            "$value" if ty.is_collection => {
                Err(Problem::KeyMissing { place: self.place(), of: TypeRef::one(&ty.name) })
            }
            "$value" => Ok(Target::Stream),
            "$ref" if origin == Origin::Property => Err(self.not_found(ty, name)?),
            "$ref" => Ok(Target::References(ty.clone())),
            "$query" => Ok(Target::Resource { ty: ty.clone(), origin }),
            _ => Err(self.not_found(ty, name)?),
        }
    }

    /// What follows a stream.
    fn stream(&mut self, kind: &SegmentKind) -> Result<Target, Problem> {
        match kind {
            SegmentKind::Name { name, .. }
                if name == "$value" && self.steps.last().is_some_and(|step| step.kind != StepKind::System) =>
            {
                self.step(StepKind::System, None);
                Ok(Target::Stream)
            }
            _ => Err(self.behind_end("a stream")),
        }
    }

    /// Notes that an element will go away.
    fn deprecation(&mut self, element: &str, deprecation: Option<Deprecation>) {
        if let Some(deprecation) = deprecation {
            let is_told = |note: &Note| matches!(note, Note::Deprecated { element: told, .. } if told == element);
            if !self.notes.iter().any(is_told) {
                self.notes.push(Note::Deprecated { place: self.place(), element: element.to_owned(), deprecation });
            }
        }
    }

    /// That a name is not there.
    fn not_found(&self, ty: &TypeRef, name: &str) -> Result<Problem, Problem> {
        let is_item = self.steps.last().is_some_and(|step| step.kind == StepKind::Key && step.segment + 1 == self.at);
        let collection = is_item.then(|| self.path.before(self.at - 1));
        Ok(advice::not_found(&self.view, self.place(), ty, name, collection)?)
    }
}
