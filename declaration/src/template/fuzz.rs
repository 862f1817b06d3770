//! Random templates: reading one never panics and always ends, and what was read, written out, reads the same again.

use std::time::{Duration, Instant};

use super::{Argument, ArgumentValue, Part, QueryValue, Template, parse};

/// How many templates are read when nothing stops it.
const CASES: u64 = 300_000;

/// When the reading stops, however many there were.
const MOST: Duration = Duration::from_secs(20);

/// How many there must have been.
const FLOOR: u64 = 50_000;

/// What the grammar is made of.
const GRAMMAR: &[&str] = &[
    "/a",
    "/b",
    "/me",
    "/<id>",
    "/<path..>",
    "/<path..>:",
    "/root:",
    "/f()",
    "/f(a=<a>)",
    "/users('<id>')",
    "/g(a='<a>',b=1)",
    "/h(a='x,y)',b=<b>):",
    "?a=<b>",
    "?$top=5",
    "&$select=id,name",
    "&c=<c>",
    "<event>",
    "<r#type>",
    "/$value",
    "/<é>",
    "(<a>)",
];

/// What templates are broken with.
const JUNK: &[&str] = &[
    "/", "//", "<", ">", "<>", "<..>", "<a", "a>", "..", ".", "(", ")", "()", "((", "))", "'", "''", "\"", ",", "=",
    "==", "?", "??", "&", "&&", ":", "::", "://", "#", "%", "\\", "{", "}", "{id}", " ", "\t", "\n", "\0", "é", "日本",
    "😀", "\u{301}", "r#", "_", "0", "v1.0/", "/beta/", "@", "$", "+", ";", "|", "^", "`", "~", "!", "*", "-",
];

/// The next number of a splitmix64, below `end`.
fn below(state: &mut u64, end: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let end = u64::try_from(end).unwrap();
    usize::try_from((mixed ^ (mixed >> 31)) % end).unwrap()
}

/// A template of a few pieces, one of a dozen of them junk; one template in four is junk throughout, and a few are long.
fn template(state: &mut u64) -> String {
    let junk_of_12 = if below(state, 4) == 0 { 12 } else { below(state, 3) };
    let pieces = if below(state, 2_000) == 0 { 2_000 } else { below(state, 7) + 1 };
    let mut text = String::new();
    for _ in 0..pieces {
        let from = if below(state, 12) < junk_of_12 { JUNK } else { GRAMMAR };
        text.push_str(from[below(state, from.len())]);
    }
    text
}

/// A template as a person would write it.
fn written(template: &Template) -> String {
    let mut text = String::new();
    for part in &template.parts {
        match part {
            Part::Text(fixed) => text.push_str(fixed),
            Part::Resource(field) | Part::Key(field) => text.extend(["<", field, ">"]),
            Part::Path(field) => text.extend(["<", field, "..>"]),
            Part::Arguments(arguments) => {
                let arguments: Vec<String> = arguments.iter().map(written_argument).collect();
                text.extend(["(", &arguments.join(","), ")"]);
            }
        }
    }
    for (index, option) in template.query.iter().enumerate() {
        text.push(if index == 0 { '?' } else { '&' });
        text.extend([&option.name, "="]);
        match &option.value {
            QueryValue::Fixed(value) => text.push_str(value),
            QueryValue::Field(field) => text.extend(["<", field, ">"]),
        }
    }
    text
}

/// An argument as a person would write it.
fn written_argument(argument: &Argument) -> String {
    let name = argument.name.as_ref().map(|name| format!("{name}=")).unwrap_or_default();
    match &argument.value {
        ArgumentValue::Fixed(value) => format!("{name}{value}"),
        ArgumentValue::Quoted(field) => format!("{name}'<{field}>'"),
        ArgumentValue::Literal(field) => format!("{name}<{field}>"),
    }
}

/// What no template that was accepted has.
fn fault(template: &Template) -> Option<&'static str> {
    let mut path = String::new();
    for part in &template.parts {
        match part {
            Part::Text(text) => path.push_str(text),
            // A field is never empty, and never ends what stands beside it.
            Part::Resource(_) => path.push_str("/x"),
            Part::Key(_) | Part::Path(_) => path.push('x'),
            Part::Arguments(arguments) if arguments.is_empty() => return Some("arguments without any"),
            Part::Arguments(arguments) => {
                let is_broken = arguments.iter().any(|argument| match &argument.value {
                    ArgumentValue::Fixed(value) => value.split('\'').step_by(2).any(|value| value.contains(['(', ')'])),
                    ArgumentValue::Quoted(_) | ArgumentValue::Literal(_) => false,
                });
                if is_broken {
                    return Some("a parenthesis in a bare argument");
                }
                path.push_str("()");
            }
        }
    }
    if path.strip_prefix('/').is_none_or(|path| path.split('/').any(str::is_empty)) {
        return Some("an empty segment");
    }
    if path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return Some("a segment that leads elsewhere");
    }
    let mut open = false;
    for character in path.chars() {
        match (character, open) {
            ('(', false) => open = true,
            (')', true) => open = false,
            ('(' | ')', _) => return Some("an unbalanced parenthesis"),
            _ => {}
        }
    }
    let has_empty_option = template
        .query
        .iter()
        .any(|option| option.name.is_empty() || matches!(&option.value, QueryValue::Fixed(value) if value.is_empty()));
    let has_no_field = template.fields().any(|(field, _)| field.is_empty());
    match (open, has_empty_option, has_no_field) {
        (true, ..) => Some("an open parenthesis"),
        (_, true, _) => Some("an option without name or value"),
        (.., true) => Some("a field without a name"),
        _ => None,
    }
}

#[test]
fn no_template_is_a_danger() {
    let start = Instant::now();
    let (mut done, mut accepted, mut slowest) = (0, 0, Duration::ZERO);
    while done < CASES && start.elapsed() < MOST {
        let text = template(&mut done.clone());
        done += 1;
        let before = Instant::now();
        let read = std::panic::catch_unwind(|| parse(&text)).unwrap_or_else(|_| panic!("{text:?} panics"));
        slowest = slowest.max(before.elapsed());
        match read {
            Ok(template) => {
                accepted += 1;
                let again = written(&template);
                assert_eq!(parse(&again).as_ref(), Ok(&template), "{text:?} was read, and written as {again:?}");
                assert_eq!(fault(&template), None, "{text:?}");
            }
            Err(mistakes) => {
                assert!(!mistakes.is_empty() && mistakes.iter().all(|mistake| !mistake.is_empty()), "{text:?}");
            }
        }
    }
    eprintln!("{done} templates in {:.1?}, {accepted} accepted; the slowest took {slowest:?}", start.elapsed());
    assert!(done >= FLOOR, "only {done} templates before the time was up");
    assert!(accepted > done / 20, "only {accepted} of {done} templates were accepted");
    // Ten thousand characters are read in a moment; a second would be a loop that grows with their square.
    assert!(slowest < Duration::from_secs(1), "one template took {slowest:?}");
}
