//! A schema as a map: what a path can stand on, and the steps between.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

use crate::model::{
    Member, MemberKind, Navigation, Object, Operation, OperationKind, Property, Schema, Shape, Type, TypeRef, short,
};

/// What one more segment costs.
const SEGMENT: u32 = 10;
/// What a property costs that is not named after its type: `/me/events` reads better than `/me/calendarView`.
const OTHER_NAME: u32 = 1;
/// What a cast costs. Everything from here on sets a path apart from those that do without.
const CAST: u32 = 1_000;
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
#[derive(Debug, Clone)]
pub(super) struct Arrival<'a> {
    /// Where from; nothing for the entity container.
    pub(super) from: Option<TypeRef>,
    /// By which step.
    pub(super) step: Step<'a>,
    /// What it costs.
    pub(super) cost: u32,
}

/// What a path can stand on, and the steps between.
#[derive(Debug)]
pub(super) struct Map<'a> {
    /// The types by name.
    types: HashMap<&'a str, &'a Type>,
    /// The names of the types that extend a type directly.
    children: BTreeMap<&'a str, Vec<&'a str>>,
    /// The functions by what they are bound to.
    functions: HashMap<&'a TypeRef, Vec<&'a Operation>>,
    /// What a path may begin with.
    members: &'a [Member],
    /// The namespace whose operations are called by their short names.
    pub(super) namespace: &'a str,
    /// What leads to each thing that a path can stand on.
    arrivals: HashMap<TypeRef, Vec<Arrival<'a>>>,
    /// What the cheapest path to each thing costs.
    costs: HashMap<TypeRef, u32>,
}

impl<'a> Map<'a> {
    /// The map of a schema.
    pub(super) fn of(schema: &'a Schema) -> Self {
        let mut children: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for ty in &schema.types {
            if let Some(base) = object(ty).and_then(|object| object.base.as_deref()) {
                children.entry(base).or_default().push(&ty.name);
            }
        }
        let mut functions: HashMap<&TypeRef, Vec<&Operation>> = HashMap::new();
        for operation in schema.operations.iter().filter(|operation| operation.kind == OperationKind::Function) {
            if let Some(binding) = &operation.binding {
                functions.entry(binding).or_default().push(operation);
            }
        }
        let mut map = Self {
            types: schema.types.iter().map(|ty| (ty.name.as_str(), ty)).collect(),
            children,
            functions,
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
        let mut next: BinaryHeap<Reverse<(u32, TypeRef)>> = BinaryHeap::new();
        let mut done: BTreeSet<TypeRef> = BTreeSet::new();
        for member in self.members {
            let ty = match member.kind {
                MemberKind::EntitySet => TypeRef::collection(&member.target),
                MemberKind::Singleton => TypeRef::one(&member.target),
                MemberKind::ActionImport | MemberKind::FunctionImport => continue,
            };
            let arrival = Arrival { from: None, step: Step::Member(member), cost: SEGMENT + named(&member.name, &ty) };
            self.arrive(&mut next, 0, ty, arrival);
        }
        while let Some(Reverse((cost, place))) = next.pop() {
            if done.insert(place.clone()) {
                for (ty, step, step_cost) in self.steps_from(&place) {
                    let arrival = Arrival { from: Some(place.clone()), step, cost: step_cost };
                    self.arrive(&mut next, cost, ty, arrival);
                }
            }
        }
    }

    /// Records that something can be reached.
    fn arrive(
        &mut self,
        next: &mut BinaryHeap<Reverse<(u32, TypeRef)>>,
        cost_before: u32,
        ty: TypeRef,
        arrival: Arrival<'a>,
    ) {
        let cost = cost_before + arrival.cost;
        let cheapest = self.costs.entry(ty.clone()).or_insert(u32::MAX);
        if cost < *cheapest {
            *cheapest = cost;
            next.push(Reverse((cost, ty.clone())));
        }
        self.arrivals.entry(ty).or_default().push(arrival);
    }

    /// The steps that go on from something, and where they lead.
    fn steps_from(&self, place: &TypeRef) -> Vec<(TypeRef, Step<'a>, u32)> {
        let mut steps = Vec::new();
        let Some(object) = self.object(&place.name) else { return steps };
        if place.is_collection && object.is_entity {
            steps.push((TypeRef::one(&place.name), Step::Key, SEGMENT));
        }
        for derived in self.derived(&place.name) {
            let ty = TypeRef { name: derived.to_owned(), is_collection: place.is_collection };
            steps.push((ty, Step::Cast, SEGMENT + CAST));
        }
        for ty in self.lineage(&place.name) {
            if !place.is_collection {
                for property in self.object(&ty.name).into_iter().flat_map(|object| &object.properties) {
                    if self.object(&property.ty.name).is_some() {
                        let kind = match property.navigation {
                            Some(Navigation::Contained) => 0,
                            Some(Navigation::Reference) => REFERENCE,
                            None => STRUCTURAL,
                        };
                        let cost = SEGMENT + named(&property.name, &property.ty) + kind;
                        steps.push((property.ty.clone(), Step::Property(property), cost));
                    }
                }
            }
            let on = TypeRef { name: ty.name.clone(), is_collection: place.is_collection };
            for function in self.functions.get(&on).into_iter().flatten() {
                if let Some(returns) = function.returns.as_ref().filter(|it| self.object(&it.ty.name).is_some()) {
                    let needs_none = function.parameters.iter().all(|parameter| parameter.is_optional);
                    let cost = if needs_none { FUNCTION } else { FUNCTION_WITH_ARGUMENTS };
                    steps.push((returns.ty.clone(), Step::Function(function), SEGMENT + cost));
                }
            }
        }
        steps
    }

    /// What leads to something.
    pub(super) fn arrivals(&self, ty: &TypeRef) -> &[Arrival<'a>] {
        self.arrivals.get(ty).map(Vec::as_slice).unwrap_or_default()
    }

    /// What the cheapest path to something costs; nothing where no path leads there.
    pub(super) fn cost(&self, ty: &TypeRef) -> Option<u32> {
        self.costs.get(ty).copied()
    }

    /// The members of the entity container that import an operation.
    pub(super) fn imports_of(&self, operation: &str) -> Vec<&'a Member> {
        let is_import = |member: &&Member| matches!(member.kind, MemberKind::ActionImport | MemberKind::FunctionImport);
        self.members.iter().filter(is_import).filter(|member| member.target == operation).collect()
    }

    /// The names of the types that extend a type, directly or not.
    pub(super) fn derived(&self, ty: &str) -> Vec<&'a str> {
        let mut found: Vec<&str> = Vec::new();
        let mut next: Vec<&str> = self.children.get(ty).cloned().unwrap_or_default();
        while let Some(child) = next.pop() {
            if child != ty && !found.contains(&child) {
                found.push(child);
                next.extend(self.children.get(child).into_iter().flatten());
            }
        }
        found.sort_unstable();
        found
    }

    /// Whether a type or one that it extends has a property with this name.
    pub(super) fn has_property(&self, ty: &str, name: &str) -> bool {
        self.lineage(ty).filter_map(object).any(|object| object.properties.iter().any(|property| property.name == name))
    }

    /// A type and those that it extends.
    fn lineage(&self, ty: &str) -> impl Iterator<Item = &'a Type> {
        let first = self.types.get(ty).copied();
        // A circle ends here.
        std::iter::successors(first, |ty| self.types.get(object(ty)?.base.as_deref()?).copied()).take(100)
    }

    /// The object that the type of this name is.
    fn object(&self, ty: &str) -> Option<&'a Object> {
        self.types.get(ty).copied().and_then(object)
    }
}

/// The object that a type is.
fn object(ty: &Type) -> Option<&Object> {
    match &ty.shape {
        Shape::Object(object) => Some(object),
        Shape::Enum(_) | Shape::Definition(_) => None,
    }
}

/// What it costs that a property or an entity set is not named after its type.
fn named(name: &str, ty: &TypeRef) -> u32 {
    let stem = short(&ty.name).to_ascii_lowercase();
    // The `y` of a plural is gone.
    let stem = stem.strip_suffix('y').unwrap_or(&stem);
    if name.to_ascii_lowercase().contains(stem) { 0 } else { OTHER_NAME }
}
