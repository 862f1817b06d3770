//! From text to [`Template`]: a scanner over characters that words each mistake for the person who made it.

use super::spelling::{identifier_like, is_identifier, mistaken_spelling, mistaken_start};
use super::{Argument, ArgumentValue, Part, QueryOption, QueryValue, Template};

/// Reads a template, or says all that is wrong with it.
pub(crate) fn parse(text: &str) -> Result<Template, Vec<String>> {
    let mut scanner = Scanner { rest: text, template: Template::default(), mistakes: Vec::new() };
    scanner.template(text);
    if scanner.mistakes.is_empty() { Ok(scanner.template) } else { Err(scanner.mistakes) }
}

/// Where the reading stands.
struct Scanner<'a> {
    /// What has not been read yet.
    rest: &'a str,
    /// What has been read.
    template: Template,
    /// What was wrong with it.
    mistakes: Vec<String>,
}

/// A placeholder as written between `<` and `>`.
struct Placeholder<'a> {
    /// The field.
    field: &'a str,
    /// Whether `..` follows it.
    is_path: bool,
}

impl<'a> Scanner<'a> {
    /// The whole template. Mistakes of its start and its spelling are told alone: the rest would only repeat them.
    fn template(&mut self, text: &str) {
        self.mistakes.extend(mistaken_start(text));
        // The start's fix spells the rest as well.
        if self.mistakes.is_empty() {
            self.mistakes.extend(mistaken_spelling(text));
        }
        if !self.mistakes.is_empty() {
            return;
        }
        if self.rest.starts_with('<') {
            match self.placeholder() {
                Some(Placeholder { field, is_path: false }) => {
                    self.template.parts.push(Part::Resource(field.to_owned()));
                }
                Some(Placeholder { field, is_path: true }) => {
                    self.mistakes
                        .push(format!("a template cannot begin with a path of segments; write `/<{field}..>`"));
                }
                None => return,
            }
        }
        while let Some(rest) = self.rest.strip_prefix('/') {
            self.rest = rest;
            self.text("/");
            if !self.segment() {
                return;
            }
        }
        if let Some(rest) = self.rest.strip_prefix('?') {
            self.rest = "";
            self.query(rest);
        } else if !self.rest.is_empty() {
            let what = self.rest.to_owned();
            self.mistakes
                .push(format!("`{what}` cannot follow here; a segment ends at `/`, `?` or the template's end"));
        }
    }

    /// One segment; false where reading on makes no sense.
    fn segment(&mut self) -> bool {
        if self.rest.starts_with('<') {
            let Some(placeholder) = self.placeholder() else { return false };
            let field = placeholder.field.to_owned();
            self.template.parts.push(if placeholder.is_path { Part::Path(field) } else { Part::Key(field) });
        } else {
            let end = self.rest.find(['/', '?', '(', '<']).unwrap_or(self.rest.len());
            let (name, rest) = self.rest.split_at(end);
            if name.is_empty() {
                self.mistakes.push(if rest.is_empty() {
                    match self.template.parts.as_slice() {
                        [Part::Text(text)] if text == "/" => {
                            "the template is `/` alone; write the path as Graph's page has it, \"/users/<id>/sendMail\""
                                .to_owned()
                        }
                        _ => "the template ends in `/`; leave that out".to_owned(),
                    }
                } else {
                    "the template has an empty segment, `//`; leave one `/` out, or write what belongs between"
                        .to_owned()
                });
                return false;
            }
            if name.contains('>') {
                self.mistakes.push(format!("`{name}` has a `>` without its `<`; a field is written `<field>`"));
            }
            if name.contains(')') {
                self.mistakes.push(format!("`{name}` has a `)` without its `(`"));
            }
            if matches!(name.trim_matches(':'), "." | "..") {
                self.mistakes.push(format!(
                    "the template has the segment `{name}`, which leads to another path; write that path"
                ));
            }
            self.text(name);
            self.rest = rest;
            if rest.starts_with('<') {
                let placeholder = rest.find('>').and_then(|end| rest.get(..=end)).unwrap_or(rest).to_owned();
                self.mistakes.push(format!(
                    "`{name}{placeholder}`: a field is a whole segment, `/{name}/{placeholder}`, or stands in parentheses, \
                     `{name}('{placeholder}')`"
                ));
                return false;
            }
            if let Some(rest) = rest.strip_prefix('(') {
                self.rest = rest;
                if !self.arguments() {
                    return false;
                }
            }
        }
        if let Some(rest) = self.rest.strip_prefix(':') {
            self.rest = rest;
            self.text(":");
        }
        true
    }

    /// What stands in parentheses, behind the opening one; false where there is no closing one.
    fn arguments(&mut self) -> bool {
        let Some(end) = closing(self.rest) else {
            self.mistakes.push("a `(` of the template is not closed".to_owned());
            return false;
        };
        let (inside, rest) = self.rest.split_at(end);
        self.rest = rest.strip_prefix(')').unwrap_or(rest);
        if inside.is_empty() {
            self.text("()");
            return true;
        }
        let arguments: Vec<Argument> = split_outside_quotes(inside).map(|argument| self.argument(argument)).collect();
        for (index, argument) in arguments.iter().enumerate() {
            if let Some(name) = &argument.name
                && arguments.iter().take(index).any(|other| other.name.as_ref() == Some(name))
            {
                self.mistakes.push(format!("the argument `{name}` is there twice; leave one of them out"));
            }
        }
        self.template.parts.push(Part::Arguments(arguments));
        true
    }

    /// One argument.
    fn argument(&mut self, text: &'a str) -> Argument {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) if !name.contains(['\'', '<']) => (Some(name.to_owned()), value),
            _ => (None, text),
        };
        if name.as_deref().is_some_and(str::is_empty) || value.is_empty() {
            self.mistakes.push(format!("`{text}`: an argument is `name=<field>` or `name='<field>'`"));
        }
        let quoted = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\''));
        let value = match (self.whole_field(value), quoted.and_then(|quoted| self.whole_field(quoted))) {
            (Some(field), _) => ArgumentValue::Literal(field),
            (None, Some(field)) => ArgumentValue::Quoted(field),
            (None, None) => {
                if value.contains(['<', '>']) && self.mistakes.is_empty() {
                    self.mistakes.push(format!(
                        "`{text}`: a field is the whole value of an argument; build the text in the field"
                    ));
                }
                if quoted.is_none() && value.contains('(') {
                    self.mistakes.push(format!("`{text}`: a `(` stands in an argument in quotes only, `'…'`"));
                }
                ArgumentValue::Fixed(value.to_owned())
            }
        };
        Argument { name, value }
    }

    /// The options behind the question mark.
    fn query(&mut self, text: &'a str) {
        if text.is_empty() {
            return self.mistakes.push("nothing follows the template's `?`; leave that out".to_owned());
        }
        for option in text.split('&') {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            if name.is_empty() || value.is_empty() || name.contains(['<', '>']) {
                self.mistakes.push(format!("`{option}`: a query option is `name=<field>` or `name=text`"));
                continue;
            }
            let value = if let Some(field) = self.whole_field(value) {
                QueryValue::Field(field)
            } else {
                if value.contains(['<', '>']) && self.mistakes.is_empty() {
                    self.mistakes.push(format!(
                        "`{option}`: a field is the whole value of a query option; build the text in the field, or mark a \
                         field of its own with `#[graph(query = \"{name}\")]`"
                    ));
                }
                QueryValue::Fixed(value.to_owned())
            };
            if self.template.query.iter().any(|option| option.name == name) {
                self.mistakes.push(format!("the query option `{name}` is there twice; leave one of them out"));
            }
            self.template.query.push(QueryOption { name: name.to_owned(), value });
        }
    }

    /// The field, where `text` is one placeholder and nothing else.
    fn whole_field(&mut self, text: &'a str) -> Option<String> {
        if !text.starts_with('<') || text.find('>')? + 1 != text.len() {
            return None;
        }
        let before = std::mem::replace(&mut self.rest, text);
        let placeholder = self.placeholder();
        self.rest = before;
        let Placeholder { field, is_path } = placeholder?;
        if is_path {
            self.mistakes.push(format!("`<{field}..>` is a path of segments and stands between slashes only"));
        }
        Some(field.to_owned())
    }

    /// The placeholder that starts here.
    fn placeholder(&mut self) -> Option<Placeholder<'a>> {
        let inside = self.rest.strip_prefix('<')?;
        let Some((field, rest)) = inside.split_once('>') else {
            self.mistakes.push(format!("`{}` is not closed: a field is written `<field>`", self.rest));
            return None;
        };
        self.rest = rest;
        let (field, is_path) = match field.strip_suffix("..") {
            Some(field) => (field, true),
            None => (field, false),
        };
        if !is_identifier(field) {
            self.mistakes.push(match field {
                "" => "`<>` names no field; write the name of a field of the struct, `<id>`".to_owned(),
                _ => {
                    format!("`<{field}>` is no field name; write it as the struct does, `<{}>`", identifier_like(field))
                }
            });
            return None;
        }
        Some(Placeholder { field, is_path })
    }

    /// Adds text, to the text before it where there is some.
    fn text(&mut self, text: &str) {
        match self.template.parts.last_mut() {
            Some(Part::Text(before)) => before.push_str(text),
            _ => self.template.parts.push(Part::Text(text.to_owned())),
        }
    }
}

/// Where the closing parenthesis stands, quoted text passed over.
fn closing(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, character)| {
        quoted ^= character == '\'';
        (character == ')' && !quoted).then_some(at)
    })
}

/// The pieces between commas that are not in quotes.
fn split_outside_quotes(text: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |character| {
        quoted ^= character == '\'';
        character == ',' && !quoted
    })
}

#[cfg(test)]
mod tests;
