//! From text to [`Template`]: a scanner over characters that words each mistake for the person who made it.

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
        if let Some(mistake) = mistaken_start(text).or_else(|| mistaken_spelling(text)) {
            return self.mistakes.push(mistake);
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
                    "the template ends in `/`; leave that out".to_owned()
                } else {
                    "the template has an empty segment (`//`)".to_owned()
                });
                return false;
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
                    self.mistakes.push(format!("`{text}`: a field is the whole value of an argument"));
                }
                ArgumentValue::Fixed(value.to_owned())
            }
        };
        Argument { name, value }
    }

    /// The options behind the question mark.
    fn query(&mut self, text: &'a str) {
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

/// What is wrong with how the template starts.
fn mistaken_start(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some(
            "the template is empty; write the path as Graph's page has it, \"/users/<id>/sendMail\"".to_owned(),
        );
    }
    if let Some((_, rest)) = text.split_once("://") {
        let path = rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or("/…");
        let path = ["/v1.0/", "/beta/"].iter().find_map(|version| path.strip_prefix(version)).unwrap_or(path);
        return Some(format!(
            "the template starts at the service root, and the client knows the host; write \"/{}\"",
            path.trim_start_matches('/')
        ));
    }
    for version in ["v1.0", "beta"] {
        if let Some(path) = text.strip_prefix('/').unwrap_or(text).strip_prefix(version)
            && path.starts_with('/')
        {
            return Some(format!(
                "the version is no part of the template; write \"{path}\" and, unless it is the default v1.0, \
                 `version = \"{version}\"`"
            ));
        }
    }
    if !text.starts_with(['/', '<']) {
        return Some(format!("a template starts with `/`; write \"/{text}\""));
    }
    None
}

/// A character that no template has, and what the person meant.
fn mistaken_spelling(text: &str) -> Option<String> {
    if let Some(start) = text.find('{') {
        let inside = text.get(start + 1..).unwrap_or_default();
        let name = inside.find('}').and_then(|end| inside.get(..end)).unwrap_or(inside);
        return Some(format!("write `<{}>` for `{{{name}}}`: a field stands in angle brackets", identifier_like(name)));
    }
    let path = text.find('?').and_then(|end| text.get(..end)).unwrap_or(text);
    let wrong = path
        .chars()
        .find(|character| character.is_whitespace() || character.is_control() || "\\\"#%^`|}".contains(*character));
    let wrong = wrong.or_else(|| text.chars().find(|character| character.is_control() || "#%\\".contains(*character)));
    wrong.map(|character| match character {
        '%' => "the template has a `%`; write text as it is read, it is encoded when it is sent".to_owned(),
        '#' => "the template has a `#`; what follows one is never sent to a server".to_owned(),
        '\\' => "the template has a `\\`; segments are separated by `/`".to_owned(),
        ' ' => "the template has a space; Graph's paths have none".to_owned(),
        other => format!("the template has a {other:?}, which no path of Graph has"),
    })
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

/// Whether a word can name a field.
fn is_identifier(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(|first| first == '_' || first.is_alphabetic())
        && characters.all(|character| character == '_' || character.is_alphanumeric())
}

/// `user-id`, `id | userPrincipalName` or `userId` as a field would be called.
fn identifier_like(word: &str) -> String {
    let first = word.split(['|', ',']).next().unwrap_or(word).trim();
    let words: String =
        first.chars().map(|character| if character.is_alphanumeric() { character } else { '_' }).collect();
    let name = crate::names::snake(words.trim_matches('_'));
    if is_identifier(&name) { name } else { "id".to_owned() }
}

#[cfg(test)]
mod tests;
