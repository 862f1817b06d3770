//! A document that is made while it is read, so that it can be long and is nowhere stored.

use std::io::{BufRead, Read};

/// A beginning, one piece over and over, and an end.
pub(crate) struct Endless {
    /// The parts, with the repeated one in between.
    parts: [Vec<u8>; 3],
    /// Which part is read.
    part: usize,
    /// How much of it has been read.
    at: usize,
    /// How often the piece comes yet.
    left: usize,
    /// How much has been read of everything.
    pub(crate) read: usize,
}

impl Endless {
    /// A document of about a length in bytes, 64 KiB of pieces at a time.
    pub(crate) fn new(start: &str, piece: &str, end: &str, length: usize) -> Self {
        let many = piece.repeat((64 << 10) / piece.len() + 1);
        let left = length / many.len() + 1;
        Self { parts: [start.into(), many.into_bytes(), end.into()], part: 0, at: 0, left, read: 0 }
    }
}

impl BufRead for Endless {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        while self.part < 3 && self.at == self.parts[self.part].len() {
            self.at = 0;
            if self.part == 1 && self.left > 1 {
                self.left -= 1;
            } else {
                self.part += 1;
            }
        }
        Ok(self.parts.get(self.part).map_or(&[], |part| &part[self.at..]))
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
        self.read += amount;
    }
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let amount = self.fill_buf()?.read(into)?;
        self.consume(amount);
        Ok(amount)
    }
}
