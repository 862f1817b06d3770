//! Graph adds values to its enums, so an enum of strings keeps unknown ones; its other variants are bare words.

use graph_action::graph_type;

#[graph_type]
enum WithoutOther {
    Running,
    Completed,
}

#[graph_type]
enum TwoOthers {
    #[graph(other)]
    Unknown(String),
    #[graph(other)]
    Other(String),
}

#[graph_type]
enum BareOther {
    Running,
    #[graph(other)]
    Other,
}

#[graph_type]
enum NamedOther {
    #[graph(other, name = "unknown")]
    Other(String),
}

#[graph_type]
enum WithFields {
    Running(u8),
    #[graph(other)]
    Other(String),
}

#[graph_type]
enum SameValue {
    Running,
    #[graph(name = "RUNNING")]
    Active,
    #[graph(name = "")]
    Empty,
    #[graph(other)]
    Other(String),
}

#[graph_type]
enum Generic<T> {
    Running,
    #[graph(other)]
    Other(T),
}

fn values() {
    println!("{} {}", WithoutOther::Running.as_str(), WithoutOther::Completed);
    println!("{} {}", TwoOthers::Unknown(String::new()), TwoOthers::Other(String::new()));
    println!("{} {}", BareOther::Running, BareOther::Other);
    println!("{}", NamedOther::Other(String::new()));
    println!("{} {}", WithFields::Running(1), WithFields::Other(String::new()));
    println!("{} {} {} {}", SameValue::Running, SameValue::Active, SameValue::Empty, SameValue::Other(String::new()));
    println!("{} {}", Generic::<u8>::Running, Generic::Other(1));
}

fn main() {}
