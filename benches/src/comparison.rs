//! Every peer in a process of its own against the same local server, in turns, in one run; and the table of it.
//!
//! Rounds are short, each peer is compared with the reference in the same round, and the middle one of the rounds counts: a
//! busy moment of the machine hits both, or few. Instructions are counted where valgrind is installed; the kernel's are not in them.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::Failure;
use crate::figures::{Figures, count, median};
use crate::peers::{NAMES, REFERENCE};

/// How many calls are under way at once under load.
const CONCURRENCY: u64 = 64;
/// How many calls a round has, one behind the other and under load.
const CALLS: [u64; 2] = [2_000, 16_000];
/// Between how many calls the instructions are counted: the difference leaves out what a process does but once.
const COUNTED: [u64; 2] = [1_000, 3_000];

/// Compares the peers in so many rounds. `program` is what a peer and the server are run with: this program itself.
pub fn run(program: &Path, rounds: usize) -> Result<(), Failure> {
    if rounds == 0 {
        return Err("no round says nothing: give at least one".into());
    }
    let bench = Bench { server: Server::start(program)?, program: program.to_owned() };
    let mut rows: Vec<Row> = NAMES.iter().map(|name| Row { name, alone: Vec::new(), loaded: Vec::new() }).collect();
    for round in 1..=rounds {
        eprintln!("round {round} of {rounds}");
        for row in &mut rows {
            row.alone.push(bench.measure(row.name, 1, CALLS[0])?);
            row.loaded.push(bench.measure(row.name, CONCURRENCY, CALLS[1])?);
        }
    }
    let instructions = if has_valgrind() {
        rows.iter().map(|row| bench.instructions(row.name).map(Some)).collect::<Result<Vec<_>, _>>()?
    } else {
        eprintln!("instructions are not counted: valgrind is not installed (Debian: apt-get install valgrind)");
        vec![None; rows.len()]
    };
    print(&rows, &instructions)
}

/// One peer and its rounds.
struct Row {
    /// Its name.
    name: &'static str,
    /// One call behind the other.
    alone: Vec<Figures>,
    /// Many at once.
    loaded: Vec<Figures>,
}

/// A column of the table.
struct Measure {
    /// What stands above it.
    heading: &'static str,
    /// Whether it is of the calls under load.
    is_loaded: bool,
    /// The figure of a round.
    of: fn(&Figures) -> f64,
}

/// The columns of the table behind the instructions, which are counted once and not in rounds.
const MEASURES: [Measure; 6] = [
    Measure { heading: "wall at 1", is_loaded: false, of: Figures::wall_micros },
    Measure { heading: "wall at 64", is_loaded: true, of: Figures::wall_micros },
    Measure { heading: "CPU at 1", is_loaded: false, of: Figures::processor_micros },
    Measure { heading: "CPU at 64", is_loaded: true, of: Figures::processor_micros },
    Measure { heading: "allocations", is_loaded: false, of: Figures::allocations_each },
    Measure { heading: "peak MiB at 64", is_loaded: true, of: Figures::peak_mebibytes },
];

impl Row {
    /// A figure in each round.
    fn each(&self, measure: &Measure) -> Vec<f64> {
        if measure.is_loaded { &self.loaded } else { &self.alone }.iter().map(measure.of).collect()
    }
}

/// What the peers are run with.
struct Bench {
    /// The server.
    server: Server,
    /// The program that makes the calls.
    program: PathBuf,
}

impl Bench {
    /// The figures of one peer, alone in a process.
    fn measure(&self, name: &str, concurrency: u64, calls: u64) -> Result<Figures, Failure> {
        Figures::from_line(&self.run(&mut Command::new(&self.program), name, concurrency, calls)?)
    }

    /// The instructions of one call of a peer.
    fn instructions(&self, name: &str) -> Result<f64, Failure> {
        eprintln!("counting the instructions of {name}");
        let total = |calls: u64| -> Result<f64, Failure> {
            let file = std::env::temp_dir().join(format!("calls-{}-{name}-{calls}.callgrind", std::process::id()));
            let mut command = Command::new("valgrind");
            command.args(["--quiet", "--tool=callgrind"]).arg(format!("--callgrind-out-file={}", file.display()));
            self.run(command.arg(&self.program), name, 1, calls)?;
            let text = std::fs::read_to_string(&file)?;
            std::fs::remove_file(&file)?;
            let total =
                text.lines().find_map(|line| line.strip_prefix("totals: ")).ok_or("callgrind tells no total")?;
            Ok(total.trim().parse()?)
        };
        let [few, many] = COUNTED;
        Ok((total(many)? - total(few)?) / count(many - few))
    }

    /// Runs a command with a peer's arguments behind it, and returns what it prints.
    fn run(&self, command: &mut Command, name: &str, concurrency: u64, calls: u64) -> Result<String, Failure> {
        command.args(["peer", name]).arg(concurrency.to_string()).arg(calls.to_string()).arg(&self.server.root);
        let output = command.stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            return Err(format!("{name} ended with {}", output.status).into());
        }
        Ok(String::from_utf8(output.stdout)?)
    }
}

/// Whether instructions can be counted.
fn has_valgrind() -> bool {
    Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// The server, in a process that ends with this one.
struct Server {
    /// The process.
    process: Child,
    /// Where it is.
    root: String,
}

impl Server {
    /// Starts it.
    fn start(program: &Path) -> Result<Self, Failure> {
        let mut process = Command::new(program).arg("server").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut root = String::new();
        BufReader::new(process.stdout.take().ok_or("the server has no output")?).read_line(&mut root)?;
        Ok(Self { process, root: root.trim_end().to_owned() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It ends by itself when its input does; what else could be done about it?
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// Prints the table: how many times the figure of the reference each figure is, and the figure.
fn print(rows: &[Row], instructions: &[Option<f64>]) -> Result<(), Failure> {
    let reference = rows.iter().position(|row| row.name == REFERENCE).ok_or("the reference is no peer")?;
    println!(
        "One call: times `{REFERENCE}`, and the figure itself; wall and CPU in microseconds, at 1 and {CONCURRENCY} at once\n"
    );
    let headings: Vec<&str> = MEASURES.iter().map(|measure| measure.heading).collect();
    println!("| peer | instructions | {} |", headings.join(" | "));
    println!("| --- |{}", " --- |".repeat(headings.len() + 1));
    for (row, count) in rows.iter().zip(instructions) {
        print!("| {} |", row.name);
        match (count, instructions[reference]) {
            (Some(count), Some(reference)) => print!(" {:.2} ({count:.0}) |", count / reference),
            _ => print!(" not counted |"),
        }
        for measure in &MEASURES {
            let (own, other) = (row.each(measure), rows[reference].each(measure));
            let ratios = own.iter().zip(other).map(|(own, other)| own / other).collect();
            print!(" {:.2} ({:.1}) |", median(ratios), median(own));
        }
        println!();
    }
    Ok(())
}
