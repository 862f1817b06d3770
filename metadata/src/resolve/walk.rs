//! The walk along a path: where it stands, and what a segment leads to from there.

use super::view::{View, object};
use super::{Note, Origin, Place, Problem, Resolved, Step, StepKind, Target, advice, arguments};
use crate::index::Index;
use crate::model::{Deprecation, MemberKind, Operation, OperationKind, TypeRef, namespace};
use crate::path::{Argument, Path, SegmentKind};
use crate::words::nearest;

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
            SegmentKind::Value(_) => self.key(&ty, origin),
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
        if !is_one_value {
            let keys = advice::keys(&self.view, &ty.name)?;
            let is_key =
                |key: &Vec<String>| key.len() == names.len() && key.iter().all(|it| names.contains(&it.as_str()));
            if !keys.is_empty() && !keys.iter().any(is_key) {
                return Err(advice::key_names(&self.view, self.place(), &ty)?);
            }
        }
        self.key(&ty, origin)
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

    /// A qualified name: an operation, a cast, or a key that looks like one.
    fn qualified(
        &mut self,
        ty: &TypeRef,
        origin: Origin,
        name: &str,
        arguments: Option<&[Argument]>,
    ) -> Result<Target, Problem> {
        if let Some(target) = self.called(ty, name, arguments)? {
            return Ok(target);
        }
        if let Some(found) = self.view.ty(name)? {
            if !self.view.extends(name, &ty.name)? && !self.view.extends(&ty.name, name)? {
                let mut derived = self.view.index.derived(&ty.name)?;
                derived.retain(|it| it != name);
                return Err(Problem::CastUnrelated { place: self.place(), on: ty.clone(), derived });
            }
            self.deprecation(name, found.deprecated.clone());
            let cast = TypeRef { name: name.to_owned(), is_collection: ty.is_collection };
            self.step(StepKind::Cast, Some(&cast));
            return self.resource(cast, origin, arguments);
        }
        // Hosts and addresses have dots as well: `/sites/contoso.sharepoint.com`.
        let namespaces = [self.view.index.namespace(), namespace(&ty.name)];
        let is_within = |space: &str| name.strip_prefix(space).is_some_and(|rest| rest.starts_with('.'));
        let is_meant = namespaces.into_iter().any(is_within) || nearest(namespace(name), namespaces).is_some();
        if ty.is_collection && !is_meant {
            return self.key(ty, origin);
        }
        Err(self.not_found(ty, name)?)
    }

    /// A name behind a collection: an operation, or a key that is written out.
    fn in_collection(
        &mut self,
        ty: &TypeRef,
        origin: Origin,
        name: &str,
        arguments: Option<&[Argument]>,
    ) -> Result<Target, Problem> {
        if let Some(target) = self.called(ty, name, arguments)? {
            return Ok(target);
        }
        let one = TypeRef::one(&ty.name);
        let property = self.view.property(&ty.name, name)?.map(|(property, _)| property);
        // A structural property may lend its name to a key: `/sites/root`, and a site has a property `root`.
        let is_of_one =
            property.is_some_and(|property| property.navigation.is_some()) || self.view.has_operation(&one, name)?;
        if is_of_one {
            return Err(Problem::KeyMissing { place: self.place(), of: one });
        }
        if let Some(ty) = advice::cast_meant(&self.view, ty, name)? {
            return Err(Problem::CastUnqualified { place: self.place(), ty });
        }
        if arguments.is_some() || self.is_meant_as_operation(ty, name)? {
            return Err(self.not_found(ty, name)?);
        }
        self.key(ty, origin)
    }

    /// Whether a word behind a collection is an operation of it that is misspelt, rather than a key.
    fn is_meant_as_operation(&self, ty: &TypeRef, name: &str) -> Result<bool, Problem> {
        let offered = super::operations_of(self.view.index, ty)?;
        let names = offered.operation_names(self.view.index.namespace());
        Ok(advice::slip(name, names.iter().map(String::as_str)).is_some())
    }

    /// A name behind one value: a property or an operation.
    fn member(&mut self, ty: &TypeRef, name: &str, arguments: Option<&[Argument]>) -> Result<Target, Problem> {
        let Some(found) = self.view.ty(&ty.name)? else {
            return if ty.primitive().is_some() {
                Err(Problem::NoMembers { place: self.place(), on: ty.clone() })
            } else {
                Ok(self.unknown())
            };
        };
        let Some(object) = object(&found) else {
            return Err(Problem::NoMembers { place: self.place(), on: ty.clone() });
        };
        if arguments.is_some()
            && let Some(target) = self.called(ty, name, arguments)?
        {
            return Ok(target);
        }
        if let Some((property, declared_on)) = self.view.property(&ty.name, name)? {
            self.deprecation(&format!("{declared_on}/{name}"), property.deprecated);
            let (kind, origin) = match property.navigation {
                Some(navigation) => (StepKind::Navigation(navigation), Origin::Navigation(navigation)),
                None => (StepKind::Property, Origin::Property),
            };
            self.step(kind, Some(&property.ty));
            return self.resource(property.ty, origin, arguments);
        }
        if arguments.is_none()
            && let Some(target) = self.called(ty, name, None)?
        {
            return Ok(target);
        }
        if object.is_abstract
            && let Some(target) = self.of_derived(ty, name, arguments)?
        {
            return Ok(target);
        }
        let problem = self.not_found(ty, name)?;
        // An open type may have any property, and no undeclared operation: parentheses tell, and that it is one of the collection.
        let is_certain = matches!(problem, Problem::OnCollection { .. } | Problem::CastUnqualified { .. });
        if object.is_open && arguments.is_none() && !is_certain {
            self.notes.push(Note::Undeclared(Box::new(problem)));
            return Ok(self.unknown());
        }
        Err(problem)
    }

    /// A name that only types derived from an abstract one have, all of them with one meaning.
    fn of_derived(
        &mut self,
        ty: &TypeRef,
        name: &str,
        arguments: Option<&[Argument]>,
    ) -> Result<Option<Target>, Problem> {
        let types = advice::derived_with(&self.view, ty, name)?;
        let mut found: Option<Target> = None;
        let (steps, notes) = (self.steps.len(), self.notes.len());
        for derived in &types {
            self.steps.truncate(steps);
            self.notes.truncate(notes);
            let target = self.member(&TypeRef::one(derived), name, arguments)?;
            match &found {
                // Types that disagree need the cast.
                Some(before) if *before != target && !matches!(target, Target::Operation { .. }) => return Ok(None),
                _ => found = Some(target),
            }
        }
        if found.is_some() {
            self.notes.push(Note::WithoutCast { place: self.place(), types });
        }
        Ok(found)
    }

    /// The operation of that name on a type, where there is one.
    fn called(&mut self, ty: &TypeRef, name: &str, arguments: Option<&[Argument]>) -> Result<Option<Target>, Problem> {
        let given = arguments.unwrap_or_default();
        let mut others = Vec::new();
        let mut fitting = Vec::new();
        for operations in self.view.operations(ty, name) {
            let operations = operations?;
            fitting = arguments::fitting(&operations, given);
            if !fitting.is_empty() {
                break;
            }
            others.extend(operations);
        }
        if fitting.is_empty() {
            // A key in parentheses behind a cast is no argument, and a literal key no operation: only a name tells.
            return if others.is_empty() { Ok(None) } else { Err(arguments::misfit(self.place(), &others, given)) };
        }
        if !name.contains('.') {
            self.unqualified(&mut fitting)?;
        }
        Ok(Some(self.operation(fitting, given)))
    }

    /// An operation was called by its short name: leaves those of one namespace, the default one if it is among them.
    fn unqualified(&mut self, overloads: &mut Vec<Operation>) -> Result<(), Problem> {
        let own = self.view.index.namespace();
        if overloads.iter().any(|operation| namespace(&operation.name) == own) {
            overloads.retain(|operation| namespace(&operation.name) == own);
            return Ok(());
        }
        let mut names: Vec<String> = overloads.iter().map(|operation| operation.name.clone()).collect();
        names.dedup();
        match names.as_slice() {
            [name] => {
                let note = Note::Unqualified { place: self.place(), name: name.clone() };
                self.notes.push(note);
                Ok(())
            }
            _ => Err(Problem::Ambiguous { place: self.place(), names }),
        }
    }

    /// An operation was called.
    fn operation(&mut self, overloads: Vec<Operation>, given: &[Argument]) -> Target {
        // One that is deprecated in some of its overloads only is told where the arguments tell them apart.
        if overloads.iter().all(|operation| operation.deprecated.is_some())
            && let Some(first) = overloads.first()
        {
            self.deprecation(&first.id(), first.deprecated.clone());
        }
        let returned = overloads.first().and_then(|operation| operation.returns.as_ref()).map(|it| it.ty.clone());
        self.step(StepKind::Operation, returned.as_ref());
        let arguments = given.iter().filter_map(|argument| argument.name.clone()).collect();
        Target::Operation { overloads, arguments }
    }

    /// What an operation leads to in mid-path.
    ///
    /// OData lets a path go on behind a composable function only; Graph's own paths do so behind others too.
    fn returned(&self, overloads: &[Operation]) -> Result<TypeRef, Problem> {
        let function = overloads.iter().find(|operation| operation.kind == OperationKind::Function);
        let Some(function) = function else { return Err(self.behind_end("an action")) };
        match &function.returns {
            Some(returns) => Ok(returns.ty.clone()),
            None => Err(self.behind_end("a function that returns nothing")),
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
