//! The declaration: what was read of a page, put together and written.

use super::examples::Exchange;
use super::fields;
use super::findings::Findings;
use super::http::{Body, Message, Start};
use super::inline;
use super::json::Json;
use super::naming;
use super::page::Page;
use super::parameters::Parameter;
use super::path::{self, Argument, Request, Segment, Value};
use super::permissions::Permissions;
use super::reply;
use super::response::Success;
use super::target::Target;
use super::template::{self, Template};
use super::types::Types;
use crate::generate::docs;
use crate::generate::names::{self, Taken};
use crate::generate::paths;
use crate::generate::writer::{Field, Writer};

/// What was read of a page.
pub(super) struct Material<'a> {
    /// The page.
    pub(super) page: &'a Page,
    /// The namespace of its types.
    pub(super) namespace: &'a str,
    /// The version, where it is not the default one.
    pub(super) version: Option<&'a str>,
    /// The page's address.
    pub(super) link: Option<&'a str>,
    /// Who may call it.
    pub(super) permissions: &'a Permissions,
    /// The tables.
    pub(super) tables: Tables,
    /// The examples.
    pub(super) exchanges: &'a [Exchange],
    /// What it answers.
    pub(super) successes: &'a [Success],
}

/// The tables of a page.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// What stands in the parentheses or in the path.
    pub(super) path: Vec<Parameter>,
    /// What stands behind the question mark.
    pub(super) query: Vec<Parameter>,
    /// Whether any of OData's options may stand there.
    pub(super) takes_any_query: bool,
    /// The headers.
    pub(super) headers: Vec<Parameter>,
    /// The members of the body.
    pub(super) body: Vec<Parameter>,
}

/// Writes the declaration of some requests of the page, with the enums that it needs; its types go to `types`.
pub(super) fn write(
    writer: &mut Writer,
    types: &mut Types,
    material: &Material<'_>,
    target: &Target,
    findings: &mut Findings,
) {
    let name = types.take(&naming::action(target, &material.page.title));
    let exchanges = of_target(material.exchanges, target);
    let mut taken = Taken::default();
    // The parameters have the names that the service knows; a key is called as we like.
    let members = members(material, target, &exchanges, types, &mut taken, findings);
    let line = target.requests.first().map_or(0, |request| request.line);
    let arguments = with_table(target, &material.tables.path, findings);
    let (called, arguments) = if arguments.is_empty() {
        (if target.is_call { "()".to_owned() } else { String::new() }, Vec::new())
    } else {
        fields::arguments(&arguments, &material.tables.path, &mut taken, line, findings)
    };
    let (query, in_query) = fields::template_query(&target.query, &material.tables.query, &mut taken, findings, line);
    let options = options(material, target, &mut taken);
    let headers = headers(material, &exchanges, &mut taken, findings);
    let resource = resource(writer, types, material, target, &mut taken, line, findings);
    let operation = target.operation.as_ref().map(|operation| format!("/{operation}{called}")).unwrap_or_default();
    let template = format!("{}{operation}{query}", resource.text);

    let responses: Vec<&Message> = exchanges.iter().filter_map(|exchange| exchange.response.as_ref()).collect();
    types.is_response = true;
    let reply = reply::of(material, &name, &responses, types, findings);
    types.is_response = false;

    let response = reply.rust.clone().unwrap_or_default();
    let arrow = if response.is_empty() { String::new() } else { format!(" -> {response}") };
    let mut declaration = format!("{} \"{template}\"{arrow}", target.method);
    let version = material.version.map(|version| format!("version = \"{version}\""));
    let options_of_it: Vec<String> = version.into_iter().chain(material.permissions.option()).collect();
    if !options_of_it.is_empty() {
        let separator = if options_of_it.iter().any(|option| option.len() > 40) { ",\n    " } else { ", " };
        for option in &options_of_it {
            declaration.extend([separator, option]);
        }
        if separator.contains('\n') {
            declaration = format!("\n    {declaration},\n");
        }
    }
    writer.begin_action(&documentation(material), &declaration, &response);
    let has_default = target.resources.len() == 1;
    writer.derives(if has_default { "Debug, Clone, Default, PartialEq" } else { "Debug, Clone, PartialEq" });
    let all = resource.fields.into_iter().chain(arguments).chain(in_query).chain(members).chain(options).chain(headers);
    writer.structure(&name, &all.collect::<Vec<_>>());
    reply::write(writer, &reply);
}

/// The documentation of the struct.
fn documentation(material: &Material<'_>) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let description = material.page.description().map(|text| inline::plain(&text.text)).filter(|text| !text.is_empty());
    let description = description
        .or_else(|| material.page.front("description").map(str::to_owned))
        .unwrap_or_else(|| material.page.title.clone());
    paragraphs.push(docs::plain(&description));
    paragraphs.extend(material.page.deprecation().map(|text| {
        let text = inline::plain(&text.text);
        let text = text.trim_start_matches(['>', ' ']);
        // `[!CAUTION]`: what it is about follows.
        let text = text.strip_prefix("[!").and_then(|text| text.split_once(']')).map_or(text, |(_, text)| text.trim());
        docs::plain(text)
    }));
    paragraphs.extend(material.link.map(|link| docs::plain(&format!("Graph's page: {link}"))));
    paragraphs
}

/// The examples of some requests; where the page has examples of none of them, those of the method.
fn of_target<'a>(exchanges: &'a [Exchange], target: &Target) -> Vec<&'a Exchange> {
    let is_of = |exchange: &Exchange, is_like: &dyn Fn(&Request, &Request) -> bool| match request_of(exchange) {
        Some(example) => target.requests.iter().any(|own| is_like(own, &example)),
        None => true,
    };
    let exact: Vec<&Exchange> = exchanges
        .iter()
        .filter(|exchange| is_of(exchange, &|own, example| own.method == example.method && own.is_like(example)))
        .collect();
    if exact.iter().any(|exchange| exchange.request.is_some()) {
        return exact;
    }
    exchanges.iter().filter(|exchange| is_of(exchange, &|own, example| own.method == example.method)).collect()
}

/// The request of an example, taken apart.
pub(super) fn request_of(exchange: &Exchange) -> Option<Request> {
    match &exchange.request.as_ref()?.start {
        Start::Request(method, path) => path::request(0, &format!("{method} {path}"), &mut Findings::default()),
        Start::Response(_) => None,
    }
}

/// The members of the body: those of the table, then those that the examples alone have.
fn members(
    material: &Material<'_>,
    target: &Target,
    exchanges: &[&Exchange],
    types: &mut Types,
    taken: &mut Taken,
    findings: &mut Findings,
) -> Vec<Field> {
    if !["POST", "PATCH", "PUT"].contains(&target.method.as_str()) {
        return Vec::new();
    }
    let requests = exchanges.iter().filter_map(|exchange| exchange.request.as_ref());
    let mut objects: Vec<(usize, &Json)> = Vec::new();
    for request in requests {
        match &request.body {
            Body::Json(json @ Json::Object(_)) => objects.push((request.body_line, json)),
            Body::Json(json) => findings.warn(request.body_line, format!("the body is {}, which no struct of members is", json.what())),
            Body::Other => findings.warn(request.body_line, "this body is no JSON; an action that sends it is a declaration of its own, with `#[graph(body = \"…\")]`"),
            Body::None => {}
        }
    }
    let mut parameters = material.tables.body.clone();
    for (line, object) in &objects {
        for (member, _) in object.members() {
            if member.contains('@') && !member.ends_with("@odata.bind")
                || parameters.iter().any(|known| known.name == *member)
            {
                continue;
            }
            if let Some(known) = parameters.iter().find(|known| known.name.eq_ignore_ascii_case(member)) {
                findings.warn(
                    *line,
                    format!("the example writes `{member}`, where the table has `{}`; that one was taken", known.name),
                );
                continue;
            }
            if !material.tables.body.is_empty() {
                findings.warn(
                    *line,
                    format!("the example sends `{member}`, which no table describes; it is a field nevertheless"),
                );
            }
            parameters.push(Parameter {
                line: *line,
                name: member.clone(),
                kind: None,
                is_required: None,
                docs: String::new(),
            });
        }
    }
    let fields = parameters.iter().map(|parameter| {
        let same = |member: &str| member.eq_ignore_ascii_case(&parameter.name);
        let samples: Vec<&Json> = objects
            .iter()
            .flat_map(|(_, object)| object.members())
            .filter(|(member, _)| same(member))
            .map(|(_, value)| value)
            .collect();
        let name = taken.first_free([names::field(&parameter.name)]);
        fields::member(name, parameter, &samples, types, findings)
    });
    fields.map(plain).collect()
}

/// A field whose documentation rustdoc reads as words.
fn plain(mut field: Field) -> Field {
    for paragraph in &mut field.docs {
        *paragraph = docs::plain(paragraph);
    }
    field
}

/// The arguments of the operation, with those that a table alone has.
fn with_table(target: &Target, known: &[Parameter], findings: &mut Findings) -> Vec<(Argument, bool)> {
    let mut arguments = target.arguments.clone();
    let mut in_path: Vec<&str> = Vec::new();
    for segment in target.requests.iter().flat_map(|request| &request.segments) {
        match segment {
            Segment::Key(names) => in_path.extend(names.iter().map(String::as_str)),
            Segment::Call(_, arguments) => {
                in_path.extend(arguments.iter().filter_map(|argument| argument.name.as_deref()));
            }
            Segment::Path(_) => in_path.push("item-path"),
            Segment::Text(_) => {}
        }
    }
    in_path.extend(target.query.iter().map(|(name, _)| name.as_str()));
    for parameter in known {
        let name = parameter.name.trim_matches(['{', '}', '<', '>']);
        if in_path.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            continue;
        }
        if target.method == "GET" && target.operation.is_some() && target.distinction.is_empty() {
            arguments.push((
                Argument { name: Some(name.to_owned()), value: Value::Placeholder(vec![name.to_owned()], false) },
                false,
            ));
        } else if target.distinction.is_empty() {
            findings.warn(parameter.line, format!("`{name}` has no place in the path, and is no field"));
        }
    }
    arguments
}

/// The options of the query that the template does not name.
fn options(material: &Material<'_>, target: &Target, taken: &mut Taken) -> Vec<Field> {
    let tables = &material.tables;
    let others = tables.query.iter().filter(|parameter| !target.query.iter().any(|(name, _)| *name == parameter.name));
    let mut fields: Vec<Field> = others
        .map(|parameter| {
            let name = taken.first_free([names::field(parameter.name.trim_start_matches('$'))]);
            plain(fields::query(name, parameter))
        })
        .collect();
    if tables.takes_any_query && target.method == "GET" {
        let docs = vec!["OData's options.".to_owned()];
        let name = taken.first_free(["query".to_owned(), "query_options".to_owned()]);
        fields.push(Field { docs, mark: Some("query_all".to_owned()), name, ty: "Query".to_owned() });
    }
    fields
}

/// The headers: those of the table, then those that the examples alone have.
pub(super) fn headers(
    material: &Material<'_>,
    exchanges: &[&Exchange],
    taken: &mut Taken,
    findings: &mut Findings,
) -> Vec<Field> {
    let mut headers: Vec<Parameter> = material.tables.headers.clone();
    for (line, name, value) in
        exchanges.iter().filter_map(|exchange| exchange.request.as_ref()).flat_map(|request| &request.headers)
    {
        if !fields::is_own_header(name) && !headers.iter().any(|header| header.name.eq_ignore_ascii_case(name)) {
            findings
                .note(*line, format!("the example sends the header `{name}`, which no table describes; it is a field"));
            let docs = format!("As in the page's example: `{value}`.");
            headers.push(Parameter { line: *line, name: name.clone(), kind: None, is_required: None, docs });
        }
    }
    headers.iter().map(|header| plain(fields::header(taken.first_free([names::field(&header.name)]), header))).collect()
}

/// The start of the template, and its fields; several paths are an enum, which is written.
fn resource(
    writer: &mut Writer,
    types: &mut Types,
    material: &Material<'_>,
    target: &Target,
    taken: &mut Taken,
    line: usize,
    findings: &mut Findings,
) -> Template {
    let mut tell = |template: &Template| {
        if template.examples > 0 {
            findings.warn(line, "the path has the id of an example in it; it was read as a key");
        }
    };
    if let [only] = target.resources.as_slice() {
        let mut template = template::of(only, taken, &material.tables.path);
        tell(&template);
        template.fields = template.fields.into_iter().map(plain).collect();
        return template;
    }
    let resource = naming::resource(target, &material.page.title);
    let name = types.take(&format!("{}Path", names::pascal(&resource)));
    writer.begin(&[docs::plain(&format!("Where the {} is.", names::words(&resource)))], "graph_path", &[]);
    writer.derives("Debug, Clone, PartialEq");
    writer.line(0, "#[allow(clippy::enum_variant_names)]");
    writer.line(0, &format!("pub enum {name} {{"));
    let mut variants = Taken::of(["At"]);
    for segments in &target.resources {
        let template = template::of(segments, &mut Taken::default(), &material.tables.path);
        tell(&template);
        let fields: Vec<Field> = template.fields.into_iter().map(plain).collect();
        let variant = variants.first_free([paths::variant(&template.text)]);
        writer.path(&[format!("`{}`.", template.text)], &template.text, &variant, &fields);
    }
    writer.path(&["Where Graph says that it is.".to_owned()], "<path>", "At", &[paths::anywhere()]);
    writer.line(0, "}");
    let own = names::field(&resource);
    let field = taken.first_free([own.clone(), format!("{}_path", names::unraw(&own))]);
    let text = format!("<{}>", names::unraw(&field));
    let docs = vec![format!("Where the {} is.", names::words(&resource))];
    Template { text, fields: vec![Field { docs, mark: None, name: field, ty: name }], examples: 0 }
}
