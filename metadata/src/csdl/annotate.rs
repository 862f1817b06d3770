//! What annotations say, put where it belongs: the words into the documentation, the rest into the model.
//!
//! Terms of the [Core vocabulary] alone are known. An annotation of something that the document does not have is passed over. Of
//! two that say different things about one element the first counts, and one without a qualifier before one with.
//!
//! [Core vocabulary]: https://docs.oasis-open.org/odata/odata-vocabularies/v4.0/odata-vocabularies-v4.0.html

mod targets;
mod terms;

use std::collections::BTreeMap;

use super::document::{About, Document, Element, Note};
use super::error::{At, Error};
use super::resolve::Names;
use crate::model::{Deprecation, Object, Operation, Parameter, Property, Shape, Type};
use targets::Targets;
use terms::Term;

/// The most that names and words of the documentation may come to, in bytes. A short document can ask for much: the name of
/// a parameter has the types of all others in it.
const MOST_WORDS: usize = 64 << 20;

/// Puts what the annotations of a document say where it belongs, and returns the words.
pub(super) fn document(document: &mut Document, names: &Names) -> Result<BTreeMap<String, String>, Error> {
    let mut notes = std::mem::take(&mut document.notes);
    notes.sort_by_key(|note| note.is_qualified);
    let mut pairs = Vec::new();
    let mut targets = Targets::of(document, names);
    for note in &notes {
        let Some(term) = Term::of(names, note) else { continue };
        match &note.about {
            About::This(element) => pairs.push((*element, term, note)),
            About::Target(target) => targets.add(target, term, note),
        }
    }
    pairs.extend(targets.found());
    let mut writer = Writer { document, docs: BTreeMap::new(), id: None, spent: 0 };
    for (element, term, note) in pairs {
        writer.write(element, term, note)?;
    }
    Ok(writer.docs.into_iter().map(|(name, words)| (name, words.joined())).collect())
}

/// What the document says about an element in words.
#[derive(Default)]
struct Words {
    /// Core.Description.
    short: Option<String>,
    /// Core.LongDescription.
    long: Option<String>,
}

impl Words {
    /// Both, with an empty line between them.
    fn joined(self) -> String {
        self.short.into_iter().chain(self.long).collect::<Vec<_>>().join("\n\n")
    }
}

/// What writes into the model.
struct Writer<'d> {
    /// The declarations.
    document: &'d mut Document,
    /// The words so far.
    docs: BTreeMap<String, Words>,
    /// The id of the operation that was written about last, since it is long and parameters follow each other.
    id: Option<(usize, String)>,
    /// How many bytes the words come to.
    spent: usize,
}

impl Writer<'_> {
    /// Writes what an annotation says of an element.
    fn write(&mut self, element: Element, term: Term, note: &Note) -> Result<(), Error> {
        let value = &note.value;
        match term {
            Term::Description | Term::LongDescription => {
                let Some(text) = value.text().map(str::trim).filter(|text| !text.is_empty()) else { return Ok(()) };
                return self.describe(element, term, text);
            }
            Term::Revisions => {
                if let (Some(place), Some(said)) = (self.deprecation(element), terms::deprecation(value))
                    && place.is_none()
                {
                    *place = Some(said);
                }
            }
            Term::OptionalParameter => {
                if let Some(parameter) = self.parameter(element) {
                    parameter.is_optional = true;
                }
            }
            Term::Computed | Term::Permissions => {
                if let Some(property) = self.property(element)
                    && terms::is_read_only(term, value)
                {
                    property.is_read_only = true;
                }
            }
            Term::AlternateKeys => {
                if let Some(object) = self.object(element)
                    && object.alternate_keys.is_empty()
                {
                    object.alternate_keys = terms::alternate_keys(value);
                }
            }
        }
        Ok(())
    }

    /// Writes words down.
    fn describe(&mut self, element: Element, term: Term, text: &str) -> Result<(), Error> {
        let Some(key) = self.key(element) else { return Ok(()) };
        self.spent = self.spent.saturating_add(key.len()).saturating_add(text.len());
        if self.spent > MOST_WORDS {
            return Err(Error::new(
                At::START,
                "the descriptions in the document come to more than 64 MiB: that is no metadata",
            ));
        }
        let words = self.docs.entry(key).or_default();
        let place = if term == Term::Description { &mut words.short } else { &mut words.long };
        place.get_or_insert_with(|| text.to_owned());
        Ok(())
    }

    /// What the documentation calls an element.
    fn key(&mut self, element: Element) -> Option<String> {
        let owner = match element {
            Element::Type(number) | Element::Part(number, _) => self.document.types.get(number)?.item.name.clone(),
            Element::Operation(number) | Element::Parameter(number, _) | Element::Returned(number) => {
                self.id(number)?.to_owned()
            }
            Element::Member(number) => {
                let (container, _) = self.document.members.get(number)?;
                self.document.containers.get(*container)?.clone()
            }
        };
        Some(match targets::part_name(self.document, element) {
            Some(part) => format!("{owner}/{part}"),
            None => owner,
        })
    }

    /// The id of an operation.
    fn id(&mut self, number: usize) -> Option<&str> {
        if self.id.as_ref().is_none_or(|(last, _)| *last != number) {
            self.id = Some((number, self.operation(number)?.id()));
        }
        self.id.as_ref().map(|(_, id)| id.as_str())
    }

    /// Where it is written that an element will go away.
    fn deprecation(&mut self, element: Element) -> Option<&mut Option<Deprecation>> {
        match element {
            Element::Type(number) => Some(&mut self.type_(number)?.deprecated),
            Element::Part(number, part) => match &mut self.type_(number)?.shape {
                Shape::Object(object) => Some(&mut object.properties.get_mut(part)?.deprecated),
                Shape::Enum(enumeration) => Some(&mut enumeration.members.get_mut(part)?.deprecated),
                Shape::Definition(_) => None,
            },
            Element::Operation(number) => Some(&mut self.operation(number)?.deprecated),
            Element::Parameter(..) => Some(&mut self.parameter(element)?.deprecated),
            Element::Returned(_) => None,
            Element::Member(number) => Some(&mut self.document.members.get_mut(number)?.1.item.deprecated),
        }
    }

    /// A type.
    fn type_(&mut self, number: usize) -> Option<&mut Type> {
        Some(&mut self.document.types.get_mut(number)?.item)
    }

    /// An operation.
    fn operation(&mut self, number: usize) -> Option<&mut Operation> {
        Some(&mut self.document.operations.get_mut(number)?.item)
    }

    /// A type, if it is an object.
    fn object(&mut self, element: Element) -> Option<&mut Object> {
        let (Element::Type(number) | Element::Part(number, _)) = element else { return None };
        match &mut self.type_(number)?.shape {
            Shape::Object(object) => Some(object),
            Shape::Enum(_) | Shape::Definition(_) => None,
        }
    }

    /// A property.
    fn property(&mut self, element: Element) -> Option<&mut Property> {
        let Element::Part(_, part) = element else { return None };
        self.object(element)?.properties.get_mut(part)
    }

    /// A parameter.
    fn parameter(&mut self, element: Element) -> Option<&mut Parameter> {
        let Element::Parameter(number, parameter) = element else { return None };
        self.operation(number)?.parameters.get_mut(parameter)
    }
}
