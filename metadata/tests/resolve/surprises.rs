//! Random paths: resolving one never panics and always ends, and every mistake names its segment.

use std::time::{Duration, Instant};

use graph_action_metadata::path::Path;
use graph_action_metadata::resolve::{Note, Problem, resolve};

use super::schema::{index, schema};

/// How many paths are resolved when nothing stops it.
const CASES: u64 = 20_000;

/// When the resolving stops, however many there were.
const MOST: Duration = Duration::from_secs(5);

/// How many there must have been.
const FLOOR: u64 = 1_000;

/// What is put between names, and what names are broken with.
const JUNK: &[&str] = &[
    "<id>",
    "{id}",
    "<path..>",
    "('<id>')",
    "(id=1)",
    "(a=<a>,b='x')",
    "()",
    "(",
    ")",
    "'",
    ":",
    ":/",
    "//",
    "?",
    "$ref",
    "$count",
    "$value",
    "$",
    ".",
    "..",
    "é",
    "日本",
    "😀",
    "\u{301}",
    "\0",
    " ",
    "microsoft.graph.",
    "microsoft.graph.user",
    "=",
    ",",
    "@x",
    "#",
    "%2F",
    "<",
    ">",
    "{",
    "}",
];

/// The next number of a splitmix64, below `end`.
fn below(state: &mut u64, end: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let end = u64::try_from(end).unwrap();
    usize::try_from((mixed ^ (mixed >> 31)) % end).unwrap()
}

/// The names that the schema has.
fn names() -> Vec<String> {
    let schema = schema();
    let mut names: Vec<String> = schema.members.iter().map(|member| member.name.clone()).collect();
    for operation in &schema.operations {
        names.extend([operation.name.clone(), operation.short_name().to_owned()]);
    }
    for ty in schema.types {
        if let graph_action_metadata::model::Shape::Object(object) = ty.shape {
            names.extend(object.properties.into_iter().map(|property| property.name));
        }
        names.push(ty.name);
    }
    names
}

/// A path of names of the schema and of keys, most of it whole, some of it broken.
fn path(state: &mut u64, names: &[String]) -> String {
    let mut path = String::new();
    for number in 0..=below(state, 7) {
        path.push('/');
        match below(state, 10) {
            0 => path.push_str(JUNK[below(state, JUNK.len())]),
            1..4 if number > 0 => path.push_str("<id>"),
            4..7 if number == 0 => path.push_str(["users", "me", "groups", "sites"][below(state, 4)]),
            _ => path.push_str(&names[below(state, names.len())]),
        }
        if below(state, 8) == 0 {
            path.push_str(JUNK[below(state, JUNK.len())]);
        }
        if below(state, 12) == 0 {
            let at = below(state, path.chars().count());
            path =
                path.chars().enumerate().filter(|(number, _)| *number != at).map(|(_, character)| character).collect();
        }
    }
    path
}

#[test]
fn random_paths_end_and_every_mistake_names_its_segment() {
    let (index, names) = (index(), names());
    let begin = Instant::now();
    let (mut resolved, mut problems, mut unread, mut cases) = (0, 0, 0, 0);
    for seed in 0..CASES {
        if begin.elapsed() > MOST {
            break;
        }
        cases += 1;
        let mut state = seed;
        let text = path(&mut state, &names);
        let Ok(path) = Path::parse(&text) else {
            unread += 1;
            continue;
        };
        let check = |problem: &Problem| {
            let place = problem.place().unwrap_or_else(|| panic!("{text}: {problem}"));
            let segment = &path.segments[place.segment];
            assert_eq!(segment.text, place.text, "{text}");
            let name = place.text.split('(').next().unwrap();
            assert!(problem.to_string().contains(name), "{text}: {problem}");
        };
        match resolve(&index, &path) {
            Ok(found) => {
                resolved += 1;
                assert!(found.steps.len() >= path.segments.len(), "{text}: a segment has no step");
                for note in &found.notes {
                    if let Note::Undeclared(problem) = note {
                        check(problem);
                    }
                }
            }
            Err(problem) => {
                problems += 1;
                check(&problem);
            }
        }
    }
    assert!(cases >= FLOOR, "{cases} paths only");
    // A mix in which one kind is missing would test nothing of it.
    assert!(resolved > cases / 50 && problems > cases / 10 && unread > 0, "{resolved} {problems} {unread}");
}
