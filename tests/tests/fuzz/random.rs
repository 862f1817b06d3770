//! Where the texts come from: a small generator whose every answer follows from its seed.

/// Pieces that mean something to a URL, a header, JSON or OData, and some that mean nothing.
const PIECES: &[&str] = &[
    "/",
    "?",
    "#",
    "&",
    "=",
    "%",
    "..",
    ".",
    ":",
    ";",
    "@",
    "'",
    "\"",
    "(",
    ")",
    "[",
    "]",
    "\\",
    "$",
    "+",
    ",",
    " ",
    "''",
    "\r",
    "\n",
    "\r\n",
    "\0",
    "\t",
    "\u{7f}",
    "%2e%2e",
    "%2E",
    "%2F",
    "%2f",
    "%5c",
    "%27",
    "%00",
    "%0d%0a",
    "%",
    "%2",
    "%25",
    "../",
    "/../",
    "..\\",
    "//",
    "://",
    "https://evil.example/",
    "/v1.0/",
    "a",
    "b",
    "me",
    "Z9",
    "-",
    "_",
    "~",
    "!",
    "*",
    "|",
    "^",
    "`",
    "{",
    "}",
    "<",
    ">",
    "é",
    "日本",
    "\u{202e}",
    "\u{2028}",
    "\u{ff0f}",
    "\u{ff0e}",
    "\u{85}",
    "\u{a0}",
    "😀",
    "&$top=1",
    "?a=b",
    "',x='",
    "')/x('",
    ",b=@c",
    "@ids",
    "true",
    "null",
    "\r\nX-Evil: 1",
    "/$value",
    "#fragment",
    "user@",
];

/// What became of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// No request was tried.
    Nothing,
    /// There was a request.
    Sent,
    /// It was refused, for a reason that was expected.
    Refused,
}

/// The generator of one case, and what is known of the case so far.
#[derive(Debug)]
pub(crate) struct Random {
    /// The state: splitmix64.
    state: u64,
    /// How many bytes of text have been handed out.
    handed_out: usize,
    /// What became of the request.
    outcome: Outcome,
}

impl Random {
    /// The generator of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed, handed_out: 0, outcome: Outcome::Nothing }
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    /// True once in `times`.
    pub(crate) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Any text: mostly a few pieces, now and then a harmless one, seldom a long one, and very seldom too long for a URL.
    pub(crate) fn text(&mut self) -> String {
        let pieces = match self.below(20_000) {
            0 => 12_000,
            1..=40 => 10 + self.below(120),
            _ => self.below(6),
        };
        let mut text = String::new();
        for _ in 0..pieces {
            if self.one_in(12) {
                text.extend(char::from_u32(u32::try_from(self.next() % 0x11_0000).unwrap()));
            } else {
                text.push_str(PIECES[self.below(PIECES.len())]);
            }
        }
        self.handed_out += text.len();
        text
    }

    /// A text that is a key far more often than chance would have it, so that the rest of a request is seen as well.
    pub(crate) fn key(&mut self) -> String {
        let text = self.text();
        if matches!(&*text, "" | "." | "..") && !self.one_in(4) { format!("{text}k") } else { text }
    }

    /// A text or none.
    pub(crate) fn option(&mut self) -> Option<String> {
        (!self.one_in(3)).then(|| self.text())
    }

    /// Some texts.
    pub(crate) fn list(&mut self) -> Vec<String> {
        (0..self.below(4)).map(|_| self.text()).collect()
    }

    /// Whether so much text was handed out that a URL of it may be too long: no byte becomes more than eight.
    pub(crate) fn may_be_too_long(&self) -> bool {
        self.handed_out > 8_000
    }

    /// Keeps what became of the request.
    pub(crate) fn tell(&mut self, outcome: Outcome) {
        self.outcome = outcome;
    }

    /// What became of the request.
    pub(crate) fn outcome(&self) -> Outcome {
        self.outcome
    }
}
