//! Why a path leads nowhere, and in which words that is told.
//!
//! The words are the reader's: each is one sentence that names the segment, says what is there instead, and what to write.

use std::fmt;

use crate::index::Fault;
use crate::model::{Operation, OperationKind, TypeRef};
use crate::words::{list, nearest, recased, some};

/// How many names a message lists.
const LISTED: usize = 8;

/// A segment that a message is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The number of the segment, from zero.
    pub segment: usize,
    /// The segment as it was written.
    pub text: String,
    /// The path before it.
    pub before: String,
}

/// The name that was probably meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slip {
    /// The same name with other capitals.
    Casing(String),
    /// A name that is near.
    Near(String),
}

/// That a value has no such property or operation, or a collection no such operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    /// The segment.
    pub place: Place,
    /// What it was looked for on.
    pub on: TypeRef,
    /// What was probably meant.
    pub slip: Option<Slip>,
    /// What operations of this name are bound to.
    pub elsewhere: Vec<TypeRef>,
    /// What can follow instead.
    pub offered: Vec<String>,
}

/// Why a path leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The index cannot be read.
    Index(Fault),
    /// The path begins with nothing that the service has.
    NotInContainer {
        /// The segment.
        place: Place,
        /// What was probably meant.
        slip: Option<Slip>,
    },
    /// A value has no such property or operation, or a collection no such operation.
    NotFound(Box<NotFound>),
    /// A collection is followed by what only one of its items has.
    KeyMissing {
        /// The segment.
        place: Place,
        /// What the items are.
        of: TypeRef,
    },
    /// A key follows what is no collection.
    KeyUnexpected {
        /// The segment.
        place: Place,
        /// The value.
        on: TypeRef,
    },
    /// An operation is called on one item, and belongs on the collection.
    OnCollection {
        /// The segment.
        place: Place,
        /// The path to the collection.
        collection: String,
    },
    /// A collection whose items have no keys is followed by one.
    NoKeys {
        /// The segment.
        place: Place,
        /// The collection.
        on: TypeRef,
    },
    /// A key in parentheses has names that no key of the type has.
    KeyNames {
        /// The segment.
        place: Place,
        /// The type.
        on: TypeRef,
        /// Its keys and alternate keys.
        keys: Vec<Vec<String>>,
    },
    /// A type's name without its namespace stands where a cast was meant.
    CastUnqualified {
        /// The segment.
        place: Place,
        /// The qualified name.
        ty: String,
    },
    /// A cast to a type that the value cannot have.
    CastUnrelated {
        /// The segment.
        place: Place,
        /// What is cast.
        on: TypeRef,
        /// The types that it can be cast to.
        derived: Vec<String>,
    },
    /// Only derived types have the segment.
    CastMissing {
        /// The segment.
        place: Place,
        /// What it was looked for on.
        on: TypeRef,
        /// The types that have it.
        types: Vec<String>,
    },
    /// Operations of several namespaces have the name.
    Ambiguous {
        /// The segment.
        place: Place,
        /// Their qualified names.
        names: Vec<String>,
    },
    /// No overload of an operation takes the arguments.
    Arguments {
        /// The segment.
        place: Place,
        /// The names of the arguments; empty for one without.
        given: Vec<String>,
        /// The overloads that there are.
        overloads: Vec<Operation>,
    },
    /// Something follows a primitive value or a stream.
    NoMembers {
        /// The segment.
        place: Place,
        /// The value.
        on: TypeRef,
    },
    /// `$count` follows what is no collection.
    NotCounted {
        /// The segment.
        place: Place,
        /// The value.
        on: TypeRef,
    },
    /// A path in colons follows a collection, or nothing.
    NotAddressed {
        /// The segment.
        place: Place,
    },
    /// Something follows what ends a path.
    BehindEnd {
        /// The segment.
        place: Place,
        /// What ends the path, in words.
        end: String,
    },
}

impl Problem {
    /// The segment that it is about; nothing where the index itself is at fault.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Index(_) => None,
            Self::NotFound(not_found) => Some(&not_found.place),
            Self::NotInContainer { place, .. }
            | Self::KeyMissing { place, .. }
            | Self::KeyUnexpected { place, .. }
            | Self::OnCollection { place, .. }
            | Self::NoKeys { place, .. }
            | Self::KeyNames { place, .. }
            | Self::CastUnqualified { place, .. }
            | Self::CastUnrelated { place, .. }
            | Self::CastMissing { place, .. }
            | Self::Ambiguous { place, .. }
            | Self::Arguments { place, .. }
            | Self::NoMembers { place, .. }
            | Self::NotCounted { place, .. }
            | Self::NotAddressed { place, .. }
            | Self::BehindEnd { place, .. } => Some(place),
        }
    }
}

impl Place {
    /// The name in the segment, without what stands in parentheses.
    fn name(&self) -> &str {
        self.text.split('(').next().unwrap_or_default()
    }
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Casing(name) => write!(f, "; its capitals differ: write `{name}`"),
            Self::Near(name) => write!(f, "; did you mean `{name}`?"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(fault) => write!(f, "{fault}; write it anew with `cargo graph-action metadata`"),
            Self::NotInContainer { place, slip } => {
                write!(f, "the service has no `/{}`: a path begins with an entity set or a singleton", place.text)?;
                match slip {
                    Some(slip) => write!(f, "{slip}"),
                    None => f.write_str(", such as `/users` or `/me`"),
                }
            }
            Self::NotFound(not_found) => not_found.fmt(f),
            Self::KeyMissing { place, of } => write!(
                f,
                "`{before}` is a collection of `{}`: a key must follow, `{before}/<id>/{}`",
                of.name,
                place.text,
                before = place.before
            ),
            Self::KeyUnexpected { place, on } => match place.text.strip_prefix(place.name()) {
                Some(key) if !key.is_empty() => {
                    write!(f, "`{}` is one `{}` and no collection: leave the key `{key}` out", place.name(), on.name)
                }
                _ => write!(
                    f,
                    "`{}` is one `{}` and no collection: leave the key `{}` out",
                    place.before, on.name, place.text
                ),
            },
            Self::OnCollection { place, collection } => write!(
                f,
                "`{text}` is called on the collection, not on one of its items: leave the key out, `{collection}/{text}`",
                text = place.text
            ),
            Self::NoKeys { place, on } => write!(
                f,
                "the items of `{}` have no keys, since they are no entities but `{}`: nothing like `{}` can follow",
                place.before, on.name, place.text
            ),
            Self::KeyNames { place, on, keys } => {
                let keys: Vec<String> = keys.iter().map(|key| key.join(",")).collect();
                let (nouns, verb) = if keys.len() == 1 { ("key", "is") } else { ("keys", "are") };
                write!(
                    f,
                    "`{}` names no key of `{}`, whose {nouns} {verb} {}",
                    place.text,
                    on.name,
                    list(keys.iter().map(String::as_str), "and")
                )
            }
            Self::CastUnqualified { place, ty } => {
                write!(f, "`{}` is the name of a type: a cast is written with its namespace, `/{ty}`", place.text)
            }
            Self::CastUnrelated { place, on, derived } => {
                write!(
                    f,
                    "`{}` neither extends `{}` nor is its base, so nothing can be cast to it",
                    place.text, on.name
                )?;
                if derived.is_empty() { Ok(()) } else { write!(f, "; it can be cast to {}", some(derived, LISTED)) }
            }
            Self::CastMissing { place, on, types } => {
                let (names, casts) = (some(types, LISTED), types.first().map_or("", String::as_str));
                write!(
                    f,
                    "`{text}` is no property or operation of `{}` but of {names}: add the cast, `{}/{casts}/{text}`",
                    on.name,
                    place.before,
                    text = place.text
                )
            }
            Self::Ambiguous { place, names } => write!(
                f,
                "several operations are called `{}`: write the one that you mean with its namespace, {}",
                place.text,
                list(names.iter().map(String::as_str), "or")
            ),
            Self::Arguments { place, given, overloads } => arguments(f, place, given, overloads),
            Self::NoMembers { place, on } => {
                write!(
                    f,
                    "`{}` is a value of `{on}`, which has no members: `{}` cannot follow",
                    place.before, place.text
                )
            }
            Self::NotCounted { place, on } => write!(
                f,
                "`{}` is one `{}` and no collection: `{}` has nothing to count there",
                place.before, on.name, place.text
            ),
            Self::NotAddressed { place } => {
                write!(f, "a path in colons follows one item: `{}:` leads to none that has paths below it", place.text)
            }
            Self::BehindEnd { place, end } => {
                write!(f, "`{}` cannot follow: {end} ends the path `{}`", place.text, place.before)
            }
        }
    }
}

impl std::error::Error for Problem {}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.on.is_collection { "an operation of a collection of" } else { "a property or operation of" };
        write!(f, "`{}` is not {what} `{}`", self.place.text, self.on.name)?;
        if let Some(slip) = &self.slip {
            return write!(f, "{slip}");
        }
        if !self.elsewhere.is_empty() {
            let names: Vec<String> = self.elsewhere.iter().map(ToString::to_string).collect();
            write!(f, " but of {}", some(&names, 3))?;
        }
        match self.offered.as_slice() {
            [] => Ok(()),
            [one] => write!(f, "; there is `{one}`"),
            several => write!(f, "; there are {}", some(several, LISTED)),
        }
    }
}

/// That no overload takes the arguments.
fn arguments(f: &mut fmt::Formatter<'_>, place: &Place, given: &[String], overloads: &[Operation]) -> fmt::Result {
    let name = place.name();
    if !given.is_empty() && overloads.iter().all(|operation| operation.kind == OperationKind::Action) {
        return write!(
            f,
            "`{name}` is an action: its parameters are members of the body, so leave the parentheses out"
        );
    }
    let known = || overloads.iter().flat_map(|operation| operation.parameters.iter().map(|it| it.name.as_str()));
    for argument in given {
        if argument.is_empty() {
            continue;
        }
        if let Some(right) = recased(argument, known()).filter(|_| !known().any(|it| it == argument)) {
            return write!(f, "`{name}` has the parameter `{right}`, whose capitals differ from those of `{argument}`");
        }
        if !known().any(|it| it == argument) {
            write!(f, "`{name}` has no parameter `{argument}`")?;
            if let Some(near) = nearest(argument, known()) {
                return write!(f, "; did you mean `{near}`?");
            }
            return write!(f, "; write {}", calls(name, overloads));
        }
    }
    if given.iter().any(String::is_empty) {
        return write!(f, "`{}`: an argument is written with its name; write {}", place.text, calls(name, overloads));
    }
    write!(f, "`{}` does not give what `{name}` needs; write {}", place.text, calls(name, overloads))
}

/// How an operation may be called.
fn calls(name: &str, overloads: &[Operation]) -> String {
    let mut calls: Vec<String> = overloads
        .iter()
        .map(|operation| {
            let needed: Vec<String> = operation
                .parameters
                .iter()
                .filter(|parameter| !parameter.is_optional)
                .map(|parameter| format!("{}=<…>", parameter.name))
                .collect();
            if needed.is_empty() { name.to_owned() } else { format!("{name}({})", needed.join(",")) }
        })
        .collect();
    calls.sort();
    calls.dedup();
    list(calls.iter().map(String::as_str), "or")
}
