//! A record of the corpus as a page in the template. What the record does not have, links and further sections, the page has not.

use serde_json::Value;

/// A text of a record.
fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// The items of a list of a record.
pub(crate) fn items<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The page of a record.
pub(crate) fn of(record: &Value) -> String {
    let mut page = format!(
        "---\ntitle: \"{0}\"\n---\n\n# {1}\n\nNamespace: microsoft.graph\n\nWhat it does.\n\n## Permissions\n\n",
        text(record, "title"),
        text(record, "h1")
    );
    for table in items(record, "permissions") {
        let header: Vec<&str> = items(table, "header").iter().filter_map(Value::as_str).collect();
        page.push_str(&row(&header));
        page.push_str(&row(&vec![":---"; header.len()]));
        for cells in items(table, "rows").iter().filter_map(Value::as_array) {
            page.push_str(&row(&cells.iter().filter_map(Value::as_str).collect::<Vec<_>>()));
        }
        page.push('\n');
    }
    page.push_str("## HTTP request\n\n<!-- { \"blockType\": \"ignored\" } -->\n```http\n");
    for request in items(record, "http_requests") {
        page.push_str(&format!("{} {}\n", text(request, "method"), text(request, "path")));
    }
    for line in items(record, "http_unparsed").iter().filter_map(Value::as_str) {
        page.push_str(&format!("{line}\n"));
    }
    page.push_str("```\n\n");
    page.push_str(&table("Function parameters", "", items(record, "function_params")));
    page.push_str(&table("Path parameters", "", items(record, "path_params")));
    page.push_str(&table("Query parameters", "", items(record, "query_params")));
    page.push_str(&table("Request headers", "", items(record, "request_headers")));
    page.push_str(&table("Request body", text(record, "body_prose"), items(record, "body_params")));
    page.push_str(&format!(
        "## Response\n\n{}\n\n## Examples\n\n",
        text(record, "response_prose").replace(" * ", "\n\n* ")
    ));
    for example in items(record, "examples") {
        page.push_str(&format!("### Request\n\n{}", message("request", &example["request"])));
        page.push_str(&format!("### Response\n\n{}", message("response", &example["response"])));
    }
    page
}

/// A row of a table.
fn row(cells: &[&str]) -> String {
    format!("|{}|\n", cells.iter().map(|cell| cell.replace('|', "\\|")).collect::<Vec<_>>().join("|"))
}

/// A section with a table of parameters.
fn table(title: &str, prose: &str, parameters: &[Value]) -> String {
    if parameters.is_empty() && prose.is_empty() {
        return String::new();
    }
    let mut section = format!("## {title}\n\n{prose}\n\n");
    if !parameters.is_empty() {
        section.push_str("|Name|Type|Description|\n|:---|:---|:---|\n");
        for parameter in parameters {
            section.push_str(&row(&[text(parameter, "name"), text(parameter, "type"), text(parameter, "description")]));
        }
        section.push('\n');
    }
    section
}

/// A request or a response.
fn message(kind: &str, message: &Value) -> String {
    if message.is_null() {
        return String::new();
    }
    let mut meta = serde_json::json!({ "blockType": kind });
    if let Some(name) = message["odata_type"].as_str() {
        meta["@odata.type"] = name.into();
        meta["isCollection"] = message["is_collection"].clone();
    }
    let mut page = format!("<!-- {meta} -->\n```http\n");
    match kind {
        "request" => page.push_str(&format!("{} {}\n", text(message, "method"), text(message, "url"))),
        _ => page.push_str(&format!("HTTP/1.1 {} {}\n", message["status"], text(message, "reason"))),
    }
    for header in items(message, "headers") {
        page.push_str(&format!(
            "{}: {}\n",
            header[0].as_str().unwrap_or_default(),
            header[1].as_str().unwrap_or_default()
        ));
    }
    match &message["body"] {
        Value::Null => {}
        Value::String(body) => page.push_str(&format!("\n{body}\n")),
        body => page.push_str(&format!("\n{body:#}\n")),
    }
    page + "```\n\n"
}
