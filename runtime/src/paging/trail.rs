//! The links that led to a page, as far as is needed to notice that they lead in a circle.
//!
//! Pure, and of the same size however long the way is: the last two links, and one landmark that is set anew after 1, 2, 4, 8…
//! further pages (Brent's algorithm). A page that names itself or the one before it is noticed at once, a longer circle when it
//! has been gone round.

use std::sync::Arc;

/// The way to a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Trail {
    /// The link of the page.
    last: Option<Arc<str>>,
    /// The link of the page before it.
    before: Option<Arc<str>>,
    /// A link from further back.
    landmark: Option<Arc<str>>,
    /// How many pages there are between the landmark and the next one.
    lap: u64,
    /// How many of them have been passed.
    passed: u64,
}

impl Trail {
    /// The way one page on; none where it would lead to a page that has been read.
    pub(super) fn follow(&self, link: &str) -> Option<Self> {
        let known = [&self.last, &self.before, &self.landmark];
        if known.into_iter().flatten().any(|known| **known == *link) {
            return None;
        }
        let last: Option<Arc<str>> = Some(link.into());
        let before = self.last.clone();
        Some(if self.passed == self.lap {
            Self { landmark: last.clone(), last, before, lap: (self.lap * 2).max(1), passed: 0 }
        } else {
            Self { landmark: self.landmark.clone(), last, before, lap: self.lap, passed: self.passed + 1 }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many pages are read on a way that leads into a circle, at most so many.
    fn read(before: usize, circle: usize) -> Option<usize> {
        let mut trail = Trail::default();
        for page in 0..10_000 {
            let link = if page < before { page } else { before + (page - before) % circle };
            match trail.follow(&link.to_string()) {
                Some(next) => trail = next,
                None => return Some(page),
            }
        }
        None
    }

    #[test]
    fn every_circle_is_noticed_and_the_short_ones_at_once() {
        for before in 0..40 {
            assert_eq!(read(before, 1), Some(before + 1));
            assert_eq!(read(before, 2), Some(before + 2));
            for circle in 3..40 {
                let pages = read(before, circle).unwrap();
                assert!(pages <= 3 * (before + circle) + 3, "{before} {circle} {pages}");
            }
        }
    }

    #[test]
    fn a_way_without_a_circle_goes_on() {
        assert_eq!(read(10_000, 1), None);
    }
}
