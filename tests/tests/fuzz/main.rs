//! A million requests of dangerous texts: none panics, leaves the service root or gains a part by a value.
//!
//! Every case is a function of one seed, and the run goes through seeds one by one. The first that fails is printed;
//! `GRAPH_ACTION_FUZZ_SEED` set to it makes it the first of a run. `GRAPH_ACTION_FUZZ_CASES` makes a run longer or shorter.

mod arguments;
mod content;
mod options;
mod path;
mod random;
mod reader;
mod resources;

use std::time::{Duration, Instant};

use random::Random;

/// How many requests a run builds when nothing stops it.
const CASES: u64 = 1_000_000;

/// When a run stops, however many cases it had.
const MOST: Duration = Duration::from_secs(45);

/// How many cases a run of full length must have had: one that had fewer has shown too little.
const FLOOR: u64 = 100_000;

/// Builds one request of a declaration and reads it.
type Declaration = fn(&mut Random);

/// Every declaration, each with texts of its own choice; the name is for the one who reads a failure.
const DECLARATIONS: &[(&str, Declaration)] = &[
    ("keys", path::any_keys),
    ("path", path::any_path),
    ("open path", path::any_open_path),
    ("quoted keys", arguments::any_quoted_keys),
    ("arguments", arguments::any_arguments),
    ("aliases", arguments::any_aliases),
    ("path enums", resources::any_path_enums),
    ("resource paths", resources::any_resource_paths),
    ("options", options::any_options),
    ("odata query", options::any_odata_query),
    ("map of options", options::any_map_of_options),
    ("headers", content::any_headers),
    ("members", content::any_members),
    ("text body", content::any_text_body),
];

/// Says which case it was when a case panics.
struct Case {
    /// Its seed.
    seed: u64,
    /// What it declares.
    name: &'static str,
}

impl Drop for Case {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("`{}` failed; to see it again: GRAPH_ACTION_FUZZ_SEED={}", self.name, self.seed);
        }
    }
}

/// A number of the environment.
fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|error| panic!("{name}={text}: {error}")))
}

#[test]
fn no_value_leaves_its_place() {
    let first = number("GRAPH_ACTION_FUZZ_SEED").unwrap_or(0x6772_6170_6800_0000);
    let cases = number("GRAPH_ACTION_FUZZ_CASES").unwrap_or(CASES);
    let start = Instant::now();
    let mut built = vec![0_u64; DECLARATIONS.len()];
    let mut refused = 0_u64;
    let mut done = 0;
    while done < cases && start.elapsed() < MOST {
        let seed = first.wrapping_add(done);
        let mut random = Random::new(seed);
        let which = random.below(DECLARATIONS.len());
        let (name, declaration) = DECLARATIONS[which];
        let case = Case { seed, name };
        declaration(&mut random);
        drop(case);
        match random.outcome() {
            random::Outcome::Sent => built[which] += 1,
            random::Outcome::Refused => refused += 1,
            random::Outcome::Nothing => panic!("`{name}` built nothing; seed {seed}"),
        }
        done += 1;
    }
    eprintln!("{done} cases in {:.1?}, {refused} of them refused as they should be", start.elapsed());
    assert!(done >= cases.min(FLOOR), "only {done} cases before the time was up");
    // A declaration whose every value is refused tests nothing.
    for ((name, _), built) in DECLARATIONS.iter().zip(built) {
        assert!(done < FLOOR || built > done / 200, "`{name}` was sent {built} times in {done} cases");
    }
}
