//! What a path leads to: from the entity container, segment by segment, by the rules of OData's URLs and of Graph's own.
//!
//! Where all is well this costs a handful of look-ups, since each macro does it once for each path. Only where something is
//! wrong, or left to the service, is more of the index looked at, for the sake of advice. What a method, a body or a response
//! has to be is not judged here: that is the check's, which stands on what this finds.
//!
//! See <https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html>.

mod advice;
mod arguments;
mod offered;
mod problem;
mod view;
mod walk;

pub use offered::{Offered, operations_of};
pub use problem::{NotFound, Place, Problem, Slip};

use crate::index::{Fault, Index};
use crate::model::{Deprecation, MemberKind, Navigation, Operation, TypeRef};
use crate::path::Path;

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// What it leads to.
    pub target: Target,
    /// The type of what stands before the last step: what an operation is called on. Nothing at the root.
    pub on: Option<TypeRef>,
    /// What each segment is; a segment with a key in parentheses is two steps.
    pub steps: Vec<Step>,
    /// What is worth knowing about the path, though it resolves.
    pub notes: Vec<Note>,
}

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The service itself.
    Root,
    /// A value, an entity or a collection.
    Resource {
        /// Its type.
        ty: TypeRef,
        /// How the path comes to it.
        origin: Origin,
    },
    /// An action or function.
    Operation {
        /// The overloads that the path may mean: more than one only where its arguments do not tell them apart.
        overloads: Vec<Operation>,
        /// The names of the arguments in the path, in its order.
        arguments: Vec<String>,
    },
    /// Bytes: a stream property, or `$value`.
    Stream,
    /// The number of items, `$count`.
    Count,
    /// The references to what the path leads to, `$ref`.
    References(TypeRef),
    /// Something that the metadata says nothing about.
    Unknown,
}

/// How a path comes to a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// By an entity set.
    EntitySet,
    /// By a singleton.
    Singleton,
    /// By a navigation property.
    Navigation(Navigation),
    /// By a structural property.
    Property,
    /// As what a function returned.
    Returned,
    /// As the resource that the path was said to begin with.
    Start,
}

/// What one segment is, or one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The number of the segment, from zero.
    pub segment: usize,
    /// What it is.
    pub kind: StepKind,
    /// The type of what it leads to; nothing where that is unknown, or no value.
    pub ty: Option<TypeRef>,
}

/// What a segment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// A member of the entity container.
    Member(MemberKind),
    /// The key of an entity.
    Key,
    /// A navigation property.
    Navigation(Navigation),
    /// A structural property.
    Property,
    /// The name of a derived type, or of a base.
    Cast,
    /// An action or function.
    Operation,
    /// A segment that OData itself defines: `$count`.
    System,
    /// Something that the metadata says nothing about.
    Unknown,
}

/// Something worth knowing about a path that resolves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// An operation outside of the default namespace is called by its short name; the service may want the qualified one.
    Unqualified {
        /// The segment.
        place: Place,
        /// The qualified name.
        name: String,
    },
    /// A word behind a collection is taken for a key, since no operation of the collection is called so or nearly so.
    FixedKey {
        /// The segment.
        place: Place,
    },
    /// Only derived types have the segment, and no cast says so; Graph lets that pass in places.
    WithoutCast {
        /// The segment.
        place: Place,
        /// The derived types that have it.
        types: Vec<String>,
    },
    /// The type is open, so the service may know the segment though the metadata does not. What would be wrong if it were
    /// not open: an operation, unlike a property, is always declared.
    Undeclared(Box<Problem>),
    /// An element on the way, or its type, will go away.
    Deprecated {
        /// The segment.
        place: Place,
        /// Its element, as documentation names it: `microsoft.graph.user/messages`.
        element: String,
        /// What the document says about it.
        deprecation: Deprecation,
    },
}

/// What `path` leads to from the entity container.
///
/// Of a path that begins with a resource nothing can be known, since a resource may be anything: see [`resolve_from`].
///
/// ```
/// use graph_action_metadata::model::{Member, MemberKind, TypeRef};
/// use graph_action_metadata::path::Path;
/// use graph_action_metadata::resolve::{Origin, Target, resolve};
/// use graph_action_metadata::{Index, Schema};
///
/// let me = Member {
///     name: "me".to_owned(),
///     kind: MemberKind::Singleton,
///     target: "microsoft.graph.user".to_owned(),
///     deprecated: None,
/// };
/// let index = Index::of(&Schema { members: vec![me], ..Schema::default() });
///
/// let found = resolve(&index, &Path::parse("/me").unwrap()).unwrap();
/// let ty = TypeRef::one("microsoft.graph.user");
/// assert_eq!(found.target, Target::Resource { ty, origin: Origin::Singleton });
///
/// let problem = resolve(&index, &Path::parse("/Me").unwrap()).unwrap_err();
/// assert!(problem.to_string().ends_with("its capitals differ: write `me`"), "{problem}");
/// ```
pub fn resolve(index: &Index, path: &Path) -> Result<Resolved, Problem> {
    walk::walk(index, path, None)
}

/// What `path` leads to from a resource of type `start`, as `<event>/accept` does from an event.
pub fn resolve_from(index: &Index, start: &TypeRef, path: &Path) -> Result<Resolved, Problem> {
    walk::walk(index, path, Some(start))
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self::Index(fault)
    }
}
