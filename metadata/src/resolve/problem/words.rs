//! In which words it is told that a path leads nowhere.
//!
//! They are the reader's: each is one sentence that names the segment, says what is there instead, and what to write.

use std::fmt;

use super::{NotFound, Place, Problem, Slip};
use crate::model::{Operation, OperationKind};
use crate::words::{list, nearest, recased, some};

/// How many names a message lists.
const LISTED: usize = 8;

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
