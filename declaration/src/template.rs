//! The path template's grammar: text in, parts out. No tokens, no fields, no types: tested alone.
//!
//! ```text
//! template  = [ resource ] *( "/" segment ) [ "?" option *( "&" option ) ]
//! resource  = "<" field ">"                             ; instead of a service root
//! segment   = "<" field ">" [ ":" ]                     ; a key
//!           / "<" field ".." ">" [ ":" ]                ; a path of several segments
//!           / name [ "(" [ argument *( "," argument ) ] ")" ] [ ":" ]
//! argument  = [ name "=" ] ( "'" "<" field ">" "'" / "<" field ">" / literal )
//! option    = name "=" ( "<" field ">" / literal )
//! ```

#[cfg(test)]
mod fuzz;
mod scan;
mod spelling;

pub(crate) use scan::parse;

/// A template that follows the grammar.
#[derive(Debug, Default, PartialEq)]
pub struct Template {
    /// What the path is made of, in order; neighbouring texts are one.
    pub parts: Vec<Part>,
    /// The query options, in order.
    pub query: Vec<QueryOption>,
}

/// A piece of the path.
#[derive(Debug, PartialEq)]
pub enum Part {
    /// Text that goes out as it is.
    Text(String),
    /// `<field>` at the start: a resource that Graph named.
    Resource(String),
    /// `<field>`: one segment.
    Key(String),
    /// `<field..>`: several segments.
    Path(String),
    /// `(…)`: the arguments of a function, or a key in parentheses.
    Arguments(Vec<Argument>),
}

/// One of the values in parentheses.
#[derive(Debug, PartialEq)]
pub struct Argument {
    /// The parameter, or nothing for a lone key.
    pub name: Option<String>,
    /// What it is given.
    pub value: ArgumentValue,
}

/// Where an argument's value comes from.
#[derive(Debug, PartialEq)]
pub enum ArgumentValue {
    /// A literal of the declaration, quotes included.
    Fixed(String),
    /// `'<field>'`: the field's text, quoted.
    Quoted(String),
    /// `<field>`: a literal written by the field's type.
    Literal(String),
}

/// One `name=value` behind the question mark.
#[derive(Debug, PartialEq)]
pub struct QueryOption {
    /// The option's name, `$` included.
    pub name: String,
    /// Its value.
    pub value: QueryValue,
}

/// Where an option's value comes from.
#[derive(Debug, PartialEq)]
pub enum QueryValue {
    /// Text of the declaration, not yet encoded.
    Fixed(String),
    /// A field.
    Field(String),
}

/// How a template uses a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A piece of the path.
    Path,
    /// The value of a query option.
    Query,
}

impl Template {
    /// Every field that the template names, in order, with how it is used; a field named twice is there twice.
    pub fn fields(&self) -> impl Iterator<Item = (&str, Use)> {
        let path = self.parts.iter().flat_map(|part| -> Vec<&str> {
            match part {
                Part::Text(_) => Vec::new(),
                Part::Resource(field) | Part::Key(field) | Part::Path(field) => vec![field],
                Part::Arguments(arguments) => arguments.iter().filter_map(Argument::field).collect(),
            }
        });
        let query = self.query.iter().filter_map(|option| match &option.value {
            QueryValue::Field(field) => Some(field.as_str()),
            QueryValue::Fixed(_) => None,
        });
        path.map(|field| (field, Use::Path)).chain(query.map(|field| (field, Use::Query)))
    }

    /// The text at the start of the path, up to the first field.
    pub(crate) fn leading_text(&self) -> &str {
        match self.parts.first() {
            Some(Part::Text(text)) => text,
            _ => "",
        }
    }
}

impl Argument {
    /// The field that the value comes from.
    fn field(&self) -> Option<&str> {
        match &self.value {
            ArgumentValue::Fixed(_) => None,
            ArgumentValue::Quoted(field) | ArgumentValue::Literal(field) => Some(field),
        }
    }
}
