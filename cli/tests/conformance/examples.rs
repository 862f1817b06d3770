//! The documented examples of Graph's pages, as calls of what was generated: the fields are read from the URL and the body.
//!
//! Nothing is forgiven here: what a page writes in another way than the metadata is left for the comparison to find.

use std::collections::BTreeMap;

use graph_action_metadata::model::{Operation, OperationKind};
use graph_action_metadata::path::{Argument, Path, Segment, SegmentKind};
use graph_action_metadata::resolve::{Target, resolve};
use serde_json::{Map, Value, json};

use crate::compare::decoded;
use crate::declared::{Action, Field, unraw};
use crate::service::{Service, shared};

/// One example.
pub(crate) struct Example {
    /// The page, and the number of the example on it.
    pub(crate) place: String,
    /// The request.
    pub(crate) request: Value,
    /// The response; null where there is none.
    pub(crate) response: Value,
}

/// Finds the struct that stands for an operation.
pub(crate) struct Reader<'a> {
    /// The service.
    service: &'a Service,
    /// The operations, and the names of their structs.
    structs: Vec<(&'a Operation, String)>,
}

/// All examples of the pages that are of operations; nothing where they are missing.
pub(crate) fn examples() -> Option<Vec<Example>> {
    let text = String::from_utf8(shared("corpus/docs-dev.jsonl")?).unwrap();
    let mut all = Vec::new();
    for line in text.lines() {
        let page: Value = serde_json::from_str(line).unwrap();
        // Some are of resources, which are read, made and deleted.
        if page["op"].is_null() {
            continue;
        }
        let name = page["page"].as_str().unwrap().trim_start_matches("v1.0/api/").trim_end_matches(".md");
        for (number, example) in page["examples"].as_array().unwrap().iter().enumerate() {
            all.push(Example {
                place: format!("{name} {}", number + 1),
                request: example["request"].clone(),
                response: example["response"].clone(),
            });
        }
    }
    Some(all)
}

impl<'a> Reader<'a> {
    /// For a service.
    pub(crate) fn of(service: &'a Service) -> Self {
        Self { service, structs: service.structs() }
    }

    /// An example as a call of an action; the error says why there is none.
    pub(crate) fn call(&self, example: &Example) -> Result<Value, String> {
        let url = Path::parse(example.request["url"].as_str().unwrap())?;
        let (operation, name) = self.operation(&url)?;
        let action = &self.service.module.actions[name];
        let mut fields = self.on(action, &url)?;
        fields.extend(arguments(action, operation, &url));
        for (name, value) in example.request["body"].as_object().into_iter().flatten() {
            let is_it = |field: &&Field| field.wire == *name && !fields.contains_key(unraw(&field.name));
            if let Some(field) = action.fields.iter().find(is_it).filter(|_| operation.kind == OperationKind::Action) {
                fields.insert(unraw(&field.name).to_owned(), value.clone());
            }
        }
        let mut call = json!({ "action": name, "fields": fields });
        // A redirect is not bound: the client follows it, and binds what it leads to.
        let is_followed = action.response.as_deref() == Some("Content") && example.response["status"] == 302;
        if example.response["status"].is_number() && !is_followed {
            call["responses"] = json!([example.response]);
        }
        Ok(call)
    }

    /// The operation that a URL leads to, and the name of its struct.
    fn operation(&self, url: &Path) -> Result<(&'a Operation, &str), String> {
        let found = resolve(&self.service.index, url).map_err(|problem| problem.to_string())?;
        let Target::Operation { overloads, .. } = found.target else {
            return Err("it leads to no operation".to_owned());
        };
        let given = given(url);
        // Of an action there may be a function of the same name; of overloads the one with just these arguments is meant.
        let fits = |operation: &&Operation| {
            operation.parameters.len() == given.len() && operation.parameters.iter().all(|one| has(&given, &one.name))
        };
        let meant = overloads.iter().find(fits).or(overloads.first()).ok_or("no overload")?;
        let is_it = |(operation, _): &&(&Operation, String)| *operation == meant;
        let (operation, name) = self.structs.iter().find(is_it).ok_or("no struct")?;
        Ok((operation, name))
    }

    /// The fields of what stands before the operation.
    fn on(&self, action: &Action, url: &Path) -> Result<Map<String, Value>, String> {
        let template = Path::parse(&action.template)?;
        let Some(resource) = action.resource() else {
            let start = template.segments.split_last().map_or(&[][..], |(_, start)| start);
            let on = url.segments.split_last().map_or(&[][..], |(_, on)| on);
            let keys = keys(start, on).ok_or_else(|| format!("{url} is not on {}", action.template))?;
            return Ok(keys.into_iter().map(|(name, value)| (name, value.into())).collect());
        };
        let on = url.segments.split_last().map_or(&[][..], |(_, on)| on);
        let variants = self.service.module.paths.get(&resource.ty).into_iter().flatten();
        let chosen = variants.filter(|variant| variant.template.starts_with('/')).find_map(|variant| {
            let fields = keys(&Path::parse(&variant.template).ok()?.segments, on)?;
            Some((variant, fields))
        });
        let anywhere = legal(&url.before(url.segments.len() - 1));
        let value = if let Some((variant, fields)) = chosen {
            let mut told: Map<String, Value> = fields.into_iter().map(|(name, value)| (name, value.into())).collect();
            told.insert("variant".to_owned(), variant.name.as_str().into());
            Value::Object(told)
        } else if self.service.module.paths.contains_key(&resource.ty) {
            json!({ "variant": "At", "path": anywhere })
        } else {
            anywhere.into()
        };
        Ok(Map::from_iter([(unraw(&resource.name).to_owned(), value)]))
    }
}

/// The keys of a path, by the names that a template has for them; nothing where it is another path.
fn keys(template: &[Segment], path: &[Segment]) -> Option<BTreeMap<String, String>> {
    if template.len() != path.len() {
        return None;
    }
    let mut keys = BTreeMap::new();
    for (own, given) in template.iter().zip(path) {
        match &own.kind {
            SegmentKind::Value(name) if given.address.is_none() => {
                keys.insert(name.clone(), decoded(&given.text));
            }
            _ if own.text == given.text && given.address.is_none() => {}
            _ => return None,
        }
    }
    Some(keys)
}

/// The values in the last parentheses.
fn given(url: &Path) -> Vec<Argument> {
    match url.segments.last().map(|segment| &segment.kind) {
        Some(SegmentKind::Name { arguments: Some(arguments), .. }) => arguments.clone(),
        _ => Vec::new(),
    }
}

/// Whether there is a value of a name.
fn has(given: &[Argument], name: &str) -> bool {
    given.iter().any(|argument| argument.name.as_deref() == Some(name))
}

/// The fields of the arguments of a function.
fn arguments(action: &Action, operation: &Operation, url: &Path) -> Vec<(String, Value)> {
    let given = given(url);
    let parameters = operation.parameters.iter().filter(|_| operation.kind == OperationKind::Function);
    let fields = parameters.filter_map(|parameter| {
        let argument = given.iter().find(|argument| argument.name.as_ref() == Some(&parameter.name))?;
        let text = decoded(&argument.value);
        let quoted = text.split_once('\'').and_then(|(_, rest)| rest.strip_suffix('\''));
        let value = match (quoted, parameter.ty.primitive()) {
            (Some(quoted), _) => quoted.replace("''", "'").into(),
            (None, Some("Boolean" | "Int16" | "Int32" | "Int64" | "Double" | "Single")) => {
                serde_json::from_str(&text).unwrap_or_else(|_| text.into())
            }
            (None, _) => text.into(),
        };
        Some((unraw(&action.parameter(&parameter.name).name).to_owned(), value))
    });
    fields.collect()
}

/// A path with what no URL may have, `{id | name}`, as characters that it may have.
fn legal(path: &str) -> String {
    let character = |character: char| match character {
        '{' | '}' | '<' | '>' | '|' | ' ' | '"' | '`' => format!("%{:02X}", u32::from(character)),
        other => other.to_string(),
    };
    path.chars().map(character).collect()
}
