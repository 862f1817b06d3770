//! Every operation of the service is called with values of its types, and answered with a value of what it returns.

use std::collections::BTreeSet;

use graph_action_metadata::model::{Operation, OperationKind, Shape};
use graph_action_metadata::path::Path;
use graph_action_metadata::resolve::{Target, resolve};
use serde_json::{Map, Value, json};

use crate::compare::{differences, path_of};
use crate::declared::{Action, Field, Variant, unraw};
use crate::sample::Sampler;
use crate::scratch::Scratch;
use crate::service::{Service, graph, small};

/// The resource that a path enum is told in words.
const ANYWHERE: &str = "/users/a%20b/somewhere/else";

/// How many answers each operation gets.
const ANSWERS: usize = 4;

/// A call, and what has to come of it.
struct Call<'a> {
    /// The operation.
    operation: &'a Operation,
    /// What the driver is told.
    told: Value,
    /// The path.
    path: String,
    /// The body; nothing where there is none.
    body: Option<Value>,
    /// Whether the path can be found in the metadata.
    is_known: bool,
    /// Whether nothing was left out.
    is_whole: bool,
}

/// All calls of a service.
struct Calls<'a> {
    /// The service.
    service: &'a Service,
    /// Makes values.
    sampler: &'a Sampler<'a>,
    /// The path enums that were met with all of their variants.
    met: BTreeSet<String>,
}

impl<'a> Calls<'a> {
    /// The calls of an operation: with everything on the first path, with as little as possible, and, where its path enum was
    /// not met before, on each of the others.
    fn of(&mut self, operation: &'a Operation, name: &str) -> Vec<Call<'a>> {
        let action = &self.service.module.actions[name];
        let mut calls = vec![self.call(operation, name, None, true), self.call(operation, name, None, false)];
        if let Some(resource) = action.resource()
            && self.met.insert(resource.ty.clone())
            && let Some(variants) = self.service.module.paths.get(&resource.ty)
        {
            calls.extend(variants.iter().skip(1).map(|variant| self.call(operation, name, Some(variant), true)));
        }
        calls
    }

    /// A call on a path, which is the first one unless it is said.
    fn call(&self, operation: &'a Operation, name: &str, path: Option<&Variant>, is_whole: bool) -> Call<'a> {
        let action = &self.service.module.actions[name];
        let mut fields = Map::new();
        let mut template = action.template.clone();
        let mut is_known = true;
        if let Some(resource) = action.resource() {
            let path = path.or_else(|| self.service.module.paths.get(&resource.ty)?.first());
            let (value, start) = place(path);
            is_known = !start.contains(ANYWHERE);
            template = template.replacen(&format!("<{}>", unraw(&resource.name)), &start, 1);
            fields.insert(unraw(&resource.name).to_owned(), value);
        }
        let mut body = Map::new();
        for parameter in &operation.parameters {
            let field = action.parameter(&parameter.name);
            let is_left_out = !is_whole && field.ty.starts_with("Option<");
            if operation.kind == OperationKind::Action {
                if !is_left_out {
                    let value = self.sampler.json(&parameter.ty);
                    fields.insert(unraw(&field.name).to_owned(), value.clone());
                    body.insert(parameter.name.clone(), value);
                }
            } else if !is_left_out {
                let (value, literal) = self.sampler.argument(&parameter.name, &parameter.ty);
                fields.insert(unraw(&field.name).to_owned(), value);
                template = template.replace(&format!("=<{}>", unraw(&field.name)), &format!("={literal}"));
            }
        }
        let is_given = |field: &&Field| fields.contains_key(unraw(&field.name));
        let missing: Vec<&Field> = action.fields.iter().filter(|field| !is_given(field)).collect();
        for field in missing {
            if field.ty.starts_with("Option<") {
                template = without(&template, unraw(&field.name));
            } else {
                let (value, text) = key(field);
                template = template.replace(&format!("<{}>", unraw(&field.name)), &text);
                fields.insert(unraw(&field.name).to_owned(), value);
            }
        }
        let has_body = operation.kind == OperationKind::Action && action.response.is_some() | !body.is_empty();
        let responses: Vec<Value> = (0..ANSWERS).map(|_| self.answer(operation, action)).collect();
        let told = json!({ "action": name, "fields": fields, "responses": responses });
        Call { operation, told, path: template, body: has_body.then_some(Value::Object(body)), is_known, is_whole }
    }

    /// An answer: what the operation returns, as the service sends it.
    fn answer(&self, operation: &Operation, action: &Action) -> Value {
        let Some(returns) = &operation.returns else { return json!({ "status": 204 }) };
        let context = "https://graph.microsoft.com/v1.0/$metadata#something";
        let value = self.sampler.json(&returns.ty);
        let is_object =
            value.is_object() && action.response.as_deref().is_some_and(|response| !response.starts_with("Value<"));
        let body = match value {
            _ if action.response.as_deref() == Some("Content") => json!("bytes \u{e9}"),
            Value::Array(items) if action.response.as_deref().is_some_and(|response| response.starts_with("Page<")) => {
                json!({
                    "@odata.context": context, "@odata.count": items.len(), "value": items,
                    "@odata.nextLink": "https://graph.microsoft.com/v1.0/next?$skiptoken=a",
                })
            }
            Value::Object(mut members) if is_object => {
                members.insert("@odata.context".to_owned(), context.into());
                Value::Object(members)
            }
            value => json!({ "@odata.context": context, "value": value }),
        };
        json!({ "status": 200, "headers": [["Content-Type", "application/json"]], "body": body })
    }
}

/// A path of an enum as the driver is told it, and as it stands in the request; any path where there is none.
fn place(path: Option<&Variant>) -> (Value, String) {
    let Some(path) = path else { return (ANYWHERE.into(), ANYWHERE.to_owned()) };
    let mut told = Map::from_iter([("variant".to_owned(), Value::from(path.name.as_str()))]);
    let mut start = path.template.clone();
    for field in &path.fields {
        let name = unraw(&field.name);
        let (value, text) =
            if field.ty == "ResourcePath" { (ANYWHERE.into(), ANYWHERE.to_owned()) } else { key(field) };
        start = start.replace(&format!("<{name}>"), &text);
        told.insert(name.to_owned(), value);
    }
    (Value::Object(told), start)
}

/// A key or an argument in the middle of a path, as the driver is told it and as it stands in the path.
fn key(field: &Field) -> (Value, String) {
    match field.ty.as_str() {
        "String" => ("a b/\u{e9}".into(), "a b%2F\u{e9}".to_owned()),
        "bool" => (true.into(), "true".to_owned()),
        "i32" | "i64" => (7.into(), "7".to_owned()),
        _ => ("2026-08-01".into(), "2026-08-01".to_owned()),
    }
}

/// A template without an argument.
fn without(template: &str, field: &str) -> String {
    let Some((start, end)) = template.rsplit_once('(') else { return template.to_owned() };
    let arguments = end.trim_end_matches(')').split(',').filter(|argument| !argument.ends_with(&format!("=<{field}>")));
    format!("{start}({})", arguments.collect::<Vec<_>>().join(","))
}

/// What is wrong with what came of a call.
fn wrong(service: &Service, call: &Call<'_>, reply: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let request = &reply["request"];
    if let Some(error) = request.get("error") {
        return vec![format!("no request: {error}")];
    }
    let method = if call.operation.kind == OperationKind::Action { "POST" } else { "GET" };
    if request["method"] != method {
        found.push(format!("the method is {}", request["method"]));
    }
    let url = request["url"].as_str().unwrap();
    let path = url.strip_prefix("https://graph.microsoft.com/v1.0").unwrap();
    if path_of(path) != path_of(&call.path) {
        found.push(format!("the path is {path}, not {}", call.path));
    }
    if call.is_known {
        found.extend(leads_elsewhere(service, call, path));
    }
    let body: Option<Value> = serde_json::from_str(request["body"].as_str().unwrap()).ok();
    match (&call.body, &body) {
        (Some(given), Some(written)) => found.extend(differences(given, written)),
        (None, None) => {}
        // Without parameters there may be a body without members.
        (Some(Value::Object(given)), None) if given.is_empty() => {}
        (None, Some(Value::Object(written))) if written.is_empty() => {}
        (given, written) => found.push(format!("the body is {written:?}, not {given:?}")),
    }
    let answers = call.told["responses"].as_array().unwrap().iter().zip(reply["responses"].as_array().unwrap());
    for (answer, bound) in answers {
        match bound.get("error") {
            Some(error) => found.push(format!("an answer is not bound: {error}: {}", answer["body"])),
            None => found.extend(differences(&without_context(&answer["body"]), &without_context(&bound["body"]))),
        }
    }
    found
}

/// That the metadata says of a path that it is another operation's.
///
/// It may be one of the same name where arguments were left out, or where a derived type, to which the path leads, has
/// declared the operation anew.
fn leads_elsewhere(service: &Service, call: &Call<'_>, path: &str) -> Option<String> {
    let is_it = |found: &Operation| {
        let Operation { name, binding, .. } = call.operation;
        let is_same = !call.is_whole && found.binding == *binding;
        found == call.operation || (found.name == *name && (is_same || derives(service, found, call.operation)))
    };
    let read = Path::parse(path).unwrap();
    match resolve(&service.index, &read) {
        Ok(resolved) => match resolved.target {
            Target::Operation { overloads, .. } if overloads.iter().any(is_it) => None,
            other => Some(format!("{path} leads to {other:?}")),
        },
        Err(problem) => Some(format!("{path} leads nowhere: {problem}")),
    }
}

/// Whether an operation is bound to a type that derives from what another one is bound to.
fn derives(service: &Service, derived: &Operation, base: &Operation) -> bool {
    let (Some(derived), Some(base)) = (&derived.binding, &base.binding) else { return false };
    let lineage = service.index.ancestry(&derived.name).unwrap();
    derived.is_collection == base.is_collection && lineage.iter().skip(1).any(|ty| ty.name == base.name)
}

/// A body without the place of its metadata.
fn without_context(body: &Value) -> Value {
    let mut body = body.clone();
    if let Some(members) = body.as_object_mut() {
        members.remove("@odata.context");
    }
    body
}

/// Calls every operation of a service; what is wrong, in lines.
fn wrong_of(service: &'static Service, name: &str) -> Vec<String> {
    let sampler = Sampler::of(&service.schema);
    let mut calls = Calls { service, sampler: &sampler, met: BTreeSet::new() };
    let structs = service.structs();
    let all: Vec<Call<'_>> = structs.iter().flat_map(|(operation, name)| calls.of(operation, name)).collect();
    let told: Vec<Value> = all.iter().map(|call| call.told.clone()).collect();
    let replies = Scratch::of(service, name).call(&told);
    let (members, types) = sampler.met();
    let count = |is: fn(&Shape) -> bool| service.schema.types.iter().filter(|ty| is(&ty.shape)).count();
    println!(
        "{} operations by {} structs, {} calls, {} answers; {members} members of enums, {types} types of {}",
        service.schema.operations.len(),
        structs.iter().map(|(_, name)| name).collect::<BTreeSet<_>>().len(),
        all.len(),
        all.len() * ANSWERS,
        count(|_| true),
    );
    assert_eq!(
        structs.iter().map(|(_, name)| name).collect::<BTreeSet<_>>(),
        service.module.actions.keys().collect::<BTreeSet<_>>(),
        "every struct stands for an operation, and every operation has one"
    );
    let mut lines = Vec::new();
    for (call, reply) in all.iter().zip(&replies) {
        let found = wrong(service, call, reply);
        lines.extend(found.into_iter().map(|what| format!("{}: {what}", call.operation.id())));
    }
    lines
}

#[test]
fn every_operation_of_the_small_service_is_called_and_answered_without_loss() {
    let found = wrong_of(small(), "small");
    assert!(found.is_empty(), "{} are wrong:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_operation_of_graph_is_called_and_answered_without_loss() {
    let Some(service) = graph() else { return };
    let found = wrong_of(service, "graph");
    assert!(found.is_empty(), "{} are wrong:\n{}", found.len(), found.join("\n"));
}
