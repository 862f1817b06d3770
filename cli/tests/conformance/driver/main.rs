//! Turns JSON into generated actions and what they write back into JSON: a call a line in the file that is named first.

#[allow(deprecated)]
mod driver;
mod graph;
#[allow(deprecated)]
mod table;

fn main() {
    let file = std::env::args().nth(1).expect("a file");
    for line in std::fs::read_to_string(file).expect("calls").lines() {
        let call: serde_json::Value = serde_json::from_str(line).expect("a call a line");
        let name = call["action"].as_str().expect("an action");
        let (_, run) = table::ACTIONS.iter().find(|(other, _)| *other == name).expect("an action of the module");
        println!("{}", run(&call));
    }
}
