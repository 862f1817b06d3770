//! A schema as a map: what a path can stand on, and the steps between.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use crate::model::{
    Member, MemberKind, Navigation, Object, Operation, OperationKind, Property, Schema, Shape, Type, TypeRef, short,
};

/// What one more segment costs.
const SEGMENT: u32 = 10;
/// What a property costs that is not named after its type: `/me/events` reads better than `/me/calendarView`.
const OTHER_NAME: u32 = 1;
/// What a cast costs. Everything from here on sets a path apart from those that do without.
const CAST: u32 = 1_000;
/// What a cast costs from a type that extends none: anything may hide behind `microsoft.graph.entity`.
const CAST_FROM_ANYTHING: u32 = 200_000;
/// What a structural property costs, behind which operations are rare.
const STRUCTURAL: u32 = 2_000;
/// What a reference costs to what has a path of its own.
const REFERENCE: u32 = 10_000;
/// What a function in mid-path costs.
const FUNCTION: u32 = 100_000;
/// What a function in mid-path costs that needs an argument.
const FUNCTION_WITH_ARGUMENTS: u32 = 150_000;

/// Paths whose costs divided by this are the same are alike but for their length.
pub(super) const CLASS: u32 = CAST;

/// What a path can stand on: a value of a type, or a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    /// The number of the type in the schema.
    pub(super) ty: usize,
    /// Whether a collection is meant.
    pub(super) is_collection: bool,
}

/// A step of a path.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step<'a> {
    /// A member of the entity container.
    Member(&'a Member),
    /// A key.
    Key,
    /// A property.
    Property(&'a Property),
    /// A cast to a derived type.
    Cast,
    /// A function.
    Function(&'a Operation),
}

/// A way to arrive at something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrival<'a> {
    /// Where from; nothing for the entity container.
    pub(super) from: Option<Place>,
    /// By which step.
    pub(super) step: Step<'a>,
    /// What it costs.
    pub(super) cost: u32,
}

/// What a path can stand on, and the steps between.
#[derive(Debug)]
pub(super) struct Map<'a> {
    /// The types.
    types: &'a [Type],
    /// Their numbers by name.
    numbers: HashMap<&'a str, usize>,
    /// The numbers of the types that extend a type directly.
    children: HashMap<&'a str, Vec<usize>>,
    /// The operations by what they are bound to.
    operations: HashMap<&'a TypeRef, Vec<&'a Operation>>,
    /// What a path may begin with.
    members: &'a [Member],
    /// The namespace whose operations are called by their short names.
    pub(super) namespace: &'a str,
    /// What leads to each place.
    arrivals: HashMap<Place, Vec<Arrival<'a>>>,
    /// What the cheapest path to each place costs.
    costs: HashMap<Place, u32>,
}

/// Places that are explored next, the cheapest first.
type Frontier = BinaryHeap<Reverse<(u32, Place)>>;

impl<'a> Map<'a> {
    /// The map of a schema.
    pub(super) fn of(schema: &'a Schema) -> Self {
        let mut children: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, ty) in schema.types.iter().enumerate() {
            if let Some(base) = object(ty).and_then(|object| object.base.as_deref()) {
                children.entry(base).or_default().push(number);
            }
        }
        let mut operations: HashMap<&TypeRef, Vec<&Operation>> = HashMap::new();
        for operation in &schema.operations {
            if let Some(binding) = &operation.binding {
                operations.entry(binding).or_default().push(operation);
            }
        }
        let mut map = Self {
            types: &schema.types,
            numbers: schema.types.iter().enumerate().map(|(number, ty)| (ty.name.as_str(), number)).collect(),
            children,
            operations,
            members: &schema.members,
            namespace: crate::index::most_used_namespace(schema),
            arrivals: HashMap::new(),
            costs: HashMap::new(),
        };
        map.explore();
        map
    }

    /// Walks everything that can be reached, the cheapest first.
    fn explore(&mut self) {
        let mut next = Frontier::new();
        let mut done: HashSet<Place> = HashSet::new();
        for member in self.members {
            let is_collection = match member.kind {
                MemberKind::EntitySet => true,
                MemberKind::Singleton => false,
                MemberKind::ActionImport | MemberKind::FunctionImport => continue,
            };
            if let Some(place) = self.place(&member.target, is_collection) {
                let cost = SEGMENT + named(&member.name, &member.target);
                self.arrive(&mut next, 0, place, Arrival { from: None, step: Step::Member(member), cost });
            }
        }
        while let Some(Reverse((cost, place))) = next.pop() {
            if done.insert(place) {
                for (to, step, step_cost) in self.steps_from(place) {
                    self.arrive(&mut next, cost, to, Arrival { from: Some(place), step, cost: step_cost });
                }
            }
        }
    }

    /// Records that a place can be reached.
    fn arrive(&mut self, next: &mut Frontier, cost_before: u32, place: Place, arrival: Arrival<'a>) {
        let cost = cost_before.saturating_add(arrival.cost);
        let cheapest = self.costs.entry(place).or_insert(u32::MAX);
        if cost < *cheapest {
            *cheapest = cost;
            next.push(Reverse((cost, place)));
        }
        self.arrivals.entry(place).or_default().push(arrival);
    }

    /// The steps that go on from a place, where they lead, and what they cost.
    fn steps_from(&self, place: Place) -> Vec<(Place, Step<'a>, u32)> {
        let mut steps = Vec::new();
        let Some(object) = self.types.get(place.ty).and_then(object) else { return steps };
        if place.is_collection && object.is_entity {
            steps.push((Place { is_collection: false, ..place }, Step::Key, SEGMENT));
        }
        let cast = SEGMENT + if object.base.is_some() { CAST } else { CAST_FROM_ANYTHING };
        steps.extend(self.derived(place.ty).into_iter().map(|ty| (Place { ty, ..place }, Step::Cast, cast)));
        for ty in self.lineage(place.ty) {
            if !place.is_collection {
                steps.extend(self.properties_of(ty));
            }
            let on = TypeRef { name: ty.name.clone(), is_collection: place.is_collection };
            steps.extend(self.functions_on(&on));
        }
        steps
    }

    /// The steps that the properties are that a type declares itself.
    fn properties_of(&self, ty: &'a Type) -> impl Iterator<Item = (Place, Step<'a>, u32)> {
        object(ty).into_iter().flat_map(|object| &object.properties).filter_map(|property| {
            let kind = match property.navigation {
                Some(Navigation::Contained) => 0,
                Some(Navigation::Reference) => REFERENCE,
                None => STRUCTURAL,
            };
            let cost = SEGMENT + named(&property.name, &property.ty.name) + kind;
            Some((self.place_of(&property.ty)?, Step::Property(property), cost))
        })
    }

    /// The steps that the functions are that are bound to just this.
    fn functions_on(&self, on: &TypeRef) -> impl Iterator<Item = (Place, Step<'a>, u32)> {
        self.operations.get(on).into_iter().flatten().filter_map(|function| {
            let returns = function.returns.as_ref().filter(|_| function.kind == OperationKind::Function)?;
            let needs_none = function.parameters.iter().all(|parameter| parameter.is_optional);
            let cost = SEGMENT + if needs_none { FUNCTION } else { FUNCTION_WITH_ARGUMENTS };
            Some((self.place_of(&returns.ty)?, Step::Function(function), cost))
        })
    }

    /// What leads to a place.
    pub(super) fn arrivals(&self, place: Place) -> &[Arrival<'a>] {
        self.arrivals.get(&place).map(Vec::as_slice).unwrap_or_default()
    }

    /// What the cheapest path to a place costs; nothing where no path leads there.
    pub(super) fn cost(&self, place: Place) -> Option<u32> {
        self.costs.get(&place).copied()
    }

    /// The members of the entity container that import an operation.
    pub(super) fn imports_of(&self, operation: &str) -> Vec<&'a Member> {
        let is_import = |member: &&Member| matches!(member.kind, MemberKind::ActionImport | MemberKind::FunctionImport);
        self.members.iter().filter(is_import).filter(|member| member.target == operation).collect()
    }

    /// The place that an object or a collection of objects is.
    pub(super) fn place_of(&self, ty: &TypeRef) -> Option<Place> {
        self.place(&ty.name, ty.is_collection)
    }

    /// The place that an object or a collection of objects is.
    fn place(&self, ty: &str, is_collection: bool) -> Option<Place> {
        let ty = *self.numbers.get(ty)?;
        self.types.get(ty).and_then(object).map(|_| Place { ty, is_collection })
    }

    /// The name of the type of a place.
    pub(super) fn name(&self, place: Place) -> &'a str {
        self.types.get(place.ty).map_or("", |ty| &ty.name)
    }

    /// The properties that are the key of an entity.
    pub(super) fn key_of(&self, place: Place) -> &'a [String] {
        let keys = self.lineage(place.ty).filter_map(|ty| object(ty).map(|object| object.key.as_slice()));
        keys.into_iter().find(|key| !key.is_empty()).unwrap_or_default()
    }

    /// The types that extend a type, directly or not, in the order of the schema.
    pub(super) fn derived(&self, ty: usize) -> Vec<usize> {
        let children = |ty: usize| {
            let name = self.types.get(ty).map_or("", |ty| ty.name.as_str());
            self.children.get(name).into_iter().flatten().copied()
        };
        let mut found: Vec<usize> = Vec::new();
        let mut next: Vec<usize> = children(ty).collect();
        while let Some(child) = next.pop() {
            if child != ty && !found.contains(&child) {
                found.push(child);
                next.extend(children(child));
            }
        }
        found.sort_unstable();
        found
    }

    /// Whether a type or one that it extends has a property with this name.
    pub(super) fn has_property(&self, ty: usize, name: &str) -> bool {
        self.lineage(ty).filter_map(object).any(|object| object.properties.iter().any(|property| property.name == name))
    }

    /// Whether a path that calls `operation` on a place would mean another one, bound to a type between.
    pub(super) fn is_hidden(&self, operation: &Operation, place: Place) -> bool {
        let between = self
            .lineage(place.ty)
            .take_while(|ty| operation.binding.as_ref().is_some_and(|binding| binding.name != ty.name));
        between.into_iter().any(|ty| {
            let on = TypeRef { name: ty.name.clone(), is_collection: place.is_collection };
            self.operations.get(&on).into_iter().flatten().any(|other| {
                other.name == operation.name && (other.kind == OperationKind::Action || takes_all_of(other, operation))
            })
        })
    }

    /// A type and those that it extends.
    fn lineage(&self, ty: usize) -> impl Iterator<Item = &'a Type> {
        let base = |ty: &&'a Type| self.types.get(*self.numbers.get(object(ty)?.base.as_deref()?)?);
        // A circle ends here.
        std::iter::successors(self.types.get(ty), base).take(100)
    }
}

/// Whether a call that gives all parameters of one function is a call of the other one as well.
fn takes_all_of(function: &Operation, other: &Operation) -> bool {
    let has = |operation: &Operation, name: &str| operation.parameters.iter().any(|parameter| parameter.name == name);
    other.parameters.iter().all(|parameter| has(function, &parameter.name))
        && function.parameters.iter().all(|parameter| parameter.is_optional || has(other, &parameter.name))
}

/// The object that a type is.
fn object(ty: &Type) -> Option<&Object> {
    match &ty.shape {
        Shape::Object(object) => Some(object),
        Shape::Enum(_) | Shape::Definition(_) => None,
    }
}

/// What it costs that a property or an entity set is not named after its type.
fn named(name: &str, ty: &str) -> u32 {
    let stem = short(ty).to_ascii_lowercase();
    // The `y` of a plural is gone.
    let stem = stem.strip_suffix('y').unwrap_or(&stem);
    if name.to_ascii_lowercase().contains(stem) { 0 } else { OTHER_NAME }
}
