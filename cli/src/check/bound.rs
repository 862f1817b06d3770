//! Actions that are called on a resource of another declaration: what the resource leads to against what the operation is bound
//! to.
//!
//! The macros leave this to the compiler, which knows the type of the field. Here the resource is found by its name, and where
//! that could be several nothing is claimed.

use graph_action_declaration::model::Declaration;
use graph_action_declaration::names;
use graph_action_declaration::schema::action::Binding;
use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::{Ident, Type};

use super::Level;
use super::modules::{Item, Sources};

/// A `#[graph_path]`.
#[derive(Debug)]
pub(super) struct Resource<'a> {
    /// The declaration.
    pub(super) item: &'a Item,
    /// What each of its paths leads to, a type with those that it extends; nothing where that is not known.
    pub(super) leads_to: Vec<Vec<String>>,
}

/// An action whose path begins with a resource.
#[derive(Debug)]
pub(super) struct Bound<'a> {
    /// The declaration.
    item: &'a Item,
    /// The name of the field's type.
    name: &'a Ident,
    /// Where the field's type stands.
    span: Span,
    /// What the resource has to be.
    binding: Binding,
}

/// What a comparison found: of which declaration, how bad, where and what.
type Found<'a> = (&'a Item, Level, Span, String);

impl<'a> Resource<'a> {
    /// One of which nothing is known.
    pub(super) fn unknown(item: &'a Item) -> Self {
        Self { item, leads_to: Vec::new() }
    }
}

impl<'a> Bound<'a> {
    /// What is to be compared of an action; nothing where its field's type has no name, or is a parameter.
    pub(super) fn of(item: &'a Item, declaration: &Declaration<'a>, binding: Binding) -> Option<Self> {
        let ty = declaration.fields.iter().find(|field| names::unraw(field.name) == binding.field)?.ty;
        let name = name_of(ty)?;
        let is_parameter = item.input.generics.type_params().any(|parameter| parameter.ident == *name);
        (!is_parameter).then(|| Self { item, name, span: ty.span(), binding })
    }
}

/// The last word of a type's path, references and parentheses left out.
pub(super) fn name_of(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Group(group) => name_of(&group.elem),
        Type::Paren(paren) => name_of(&paren.elem),
        Type::Reference(reference) => name_of(&reference.elem),
        Type::Path(path) => path.path.segments.last().map(|segment| &segment.ident),
        _ => None,
    }
}

/// Compares each action with the resource that it is called on.
pub(super) fn compare<'a>(sources: &Sources, resources: &[Resource<'a>], bound: &[Bound<'a>]) -> Vec<Found<'a>> {
    bound.iter().filter_map(|bound| compare_one(sources, resources, bound)).collect()
}

/// Compares one action.
fn compare_one<'a>(sources: &Sources, resources: &[Resource<'a>], bound: &Bound<'a>) -> Option<Found<'a>> {
    let found = |level, message| Some((bound.item, level, bound.span, message));
    match named(sources, resources, bound.item, bound.name).as_slice() {
        // Every path may be what the runtime's own type holds; what another crate declares is that crate's.
        [] => None,
        [resource] => {
            let fits = |types: &Vec<String>| types.iter().any(|ty| bound.binding.types.contains(ty));
            let is_right = resource.leads_to.iter().all(fits);
            if is_right { None } else { found(Level::Error, bound.binding.message.clone()) }
        }
        several => found(
            Level::Note,
            format!(
                "{} resources are called `{}`; what this one leads to is left to the compiler",
                several.len(),
                bound.name
            ),
        ),
    }
}

/// The resources that a name may mean where `user` says it: the one in its module, else those of its target, else those of the
/// crate.
pub(super) fn named<'r, 'a>(
    sources: &Sources,
    resources: &'r [Resource<'a>],
    user: &Item,
    name: &Ident,
) -> Vec<&'r Resource<'a>> {
    let all: Vec<&Resource<'_>> = resources.iter().filter(|resource| resource.item.input.ident == *name).collect();
    let near = |is_near: &dyn Fn(&Item) -> bool| -> Vec<&'r Resource<'a>> {
        all.iter().filter(|resource| is_near(resource.item)).copied().collect()
    };
    let in_module = near(&|item| Sources::share_module(item, user));
    let in_target = near(&|item| sources.share_target(item, user));
    [in_module, in_target].into_iter().find(|found| !found.is_empty()).unwrap_or(all)
}
