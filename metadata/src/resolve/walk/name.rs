//! What a name leads to: a property, an operation, a cast, or a key that is written out.

use super::Walk;
use crate::model::{TypeRef, namespace};
use crate::path::Argument;
use crate::resolve::view::object;
use crate::resolve::{Note, Origin, Problem, StepKind, Target, advice, operations_of};
use crate::words::nearest;

impl Walk<'_> {
    /// A qualified name: an operation, a cast, or a key that looks like one.
    pub(super) fn qualified(
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
            return self.fixed_key(ty, origin);
        }
        Err(self.not_found(ty, name)?)
    }

    /// A name behind a collection: an operation, or a key that is written out.
    pub(super) fn in_collection(
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
        self.fixed_key(ty, origin)
    }

    /// A key that is written out, without parentheses.
    fn fixed_key(&mut self, ty: &TypeRef, origin: Origin) -> Result<Target, Problem> {
        let target = self.key(ty, origin)?;
        let note = Note::FixedKey { place: self.place() };
        self.notes.push(note);
        Ok(target)
    }

    /// Whether a word behind a collection is an operation of it that is misspelt, rather than a key.
    fn is_meant_as_operation(&self, ty: &TypeRef, name: &str) -> Result<bool, Problem> {
        let offered = operations_of(self.view.index, ty)?;
        let names = offered.operation_names(self.view.index.namespace());
        Ok(advice::slip(name, names.iter().map(String::as_str)).is_some())
    }

    /// A name behind one value: a property or an operation.
    pub(super) fn member(
        &mut self,
        ty: &TypeRef,
        name: &str,
        arguments: Option<&[Argument]>,
    ) -> Result<Target, Problem> {
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
        if (object.is_abstract || object.is_open)
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

    /// A name that only derived types have, all of them with one meaning.
    ///
    /// Graph lets that pass where nothing but derived types has values, and where a type is open.
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
}
