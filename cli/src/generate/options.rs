//! What may be chosen of the declarations; everything else follows from the metadata.

/// What may be chosen.
///
/// Without a choice the declarations need no crate and no feature beyond the runtime's own and `serde_json`: dates, Guids and
/// bytes are the text that Graph sends.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // Each is one choice, and they are independent.
pub struct Options {
    /// The API version, `v1.0` or `beta`; any other than `v1.0` is said in each declaration.
    pub api: String,
    /// The command that makes the module anew, for its first lines; nothing where there is none.
    pub command: Option<String>,
    /// Whether types have their navigation properties too: what `$expand` brings. They reach far.
    pub navigation: bool,
    /// Which types become an enum of the types derived from them.
    pub unions: Unions,
    /// The crate that dates and durations are of.
    pub dates: Option<Dates>,
    /// Whether Guids are `uuid::Uuid`.
    pub uuid: bool,
    /// Whether decimals are `rust_decimal::Decimal`.
    pub decimal: bool,
    /// Whether bytes are `Bytes`.
    pub base64: bool,
    /// How many paths an enum of paths has at most; a comment says how many more there are.
    pub paths: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            api: "v1.0".to_owned(),
            command: None,
            navigation: false,
            unions: Unions::Abstract,
            dates: None,
            uuid: false,
            decimal: false,
            base64: false,
            paths: 8,
        }
    }
}

/// A crate of dates and durations that the runtime has a feature for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Dates {
    /// `jiff`.
    Jiff,
    /// `time`.
    Time,
    /// `chrono`.
    Chrono,
}

/// Which types become an enum of the types derived from them, told apart by `@odata.type`.
///
/// The others are a struct with the declared properties; what a derived type adds stands in its `extra`, by which it can be
/// sent as well, with its `@odata.type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Unions {
    /// None.
    Never,
    /// Abstract ones, which have no values of their own.
    Abstract,
    /// All that have derived types.
    Always,
}
