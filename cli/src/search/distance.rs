//! How many typing errors lie between two words: a letter too many, missing, wrong, or two that changed places.

/// How many errors a word may have: none in three letters, one in six, two in more.
pub(super) fn allowed(word: &str) -> usize {
    match word.chars().count() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

/// The number of errors between a word and another, where it is not above `most`.
pub(super) fn within(word: &str, other: &str, most: usize) -> Option<usize> {
    let difference = word.len().abs_diff(other.len());
    // A letter has up to four bytes; this only spares the work where the lengths settle it.
    if most == 0 || difference > most * 4 {
        return None;
    }
    last_row(word, other).last().copied().filter(|distance| *distance <= most)
}

/// The number of errors between a word and the beginning of a text, where it is not above `most`.
pub(super) fn beginning_within(word: &str, text: &str, most: usize) -> Option<usize> {
    if most == 0 {
        return None;
    }
    let end = text.char_indices().nth(word.chars().count() + most).map_or(text.len(), |(end, _)| end);
    last_row(word, text.get(..end)?).into_iter().min().filter(|distance| *distance <= most)
}

/// The distances between a word and each beginning of a text, the empty one first.
///
/// Optimal string alignment: the table of the edit distance, three rows of it at a time, with a look two rows back for letters that
/// changed places.
fn last_row(word: &str, text: &str) -> Vec<usize> {
    let text: Vec<char> = text.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=text.len()).collect();
    let mut last = None;
    for (line, char) in word.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(line + 1);
        for (column, pair) in row.windows(2).enumerate() {
            let [diagonal, above] = *pair else { continue };
            let own = text.get(column).copied();
            let left = next.last().copied().unwrap_or_default();
            let mut distance = (above + 1).min(left + 1).min(diagonal + usize::from(own != Some(char)));
            let neighbour =
                column.checked_sub(1).and_then(|column| Some((text.get(column).copied(), *before.get(column)?)));
            if let Some((neighbour, corner)) = neighbour
                && neighbour == Some(char)
                && own == last
            {
                distance = distance.min(corner + 1);
            }
            next.push(distance);
        }
        before = std::mem::replace(&mut row, next);
        last = Some(char);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_counted() {
        for (word, other, distance) in [
            ("cancel", "cancel", 0),
            ("cancle", "cancel", 1),
            ("cancell", "cancel", 1),
            ("cacel", "cancel", 1),
            ("cancer", "cancel", 1),
            ("acncle", "cancel", 2),
            ("", "abc", 3),
            ("abc", "", 3),
            ("übar", "über", 1),
        ] {
            assert_eq!(last_row(word, other).last(), Some(&distance), "{word} {other}");
            assert_eq!(last_row(other, word).last(), Some(&distance), "{other} {word}");
        }
    }

    #[test]
    fn short_words_have_no_errors() {
        assert_eq!(within("cal", "cel", allowed("cal")), None);
        assert_eq!(within("call", "cell", allowed("call")), Some(1));
        assert_eq!(within("call", "bell", allowed("call")), None);
        assert_eq!(beginning_within("cancle", "cancelmedia", 1), Some(1));
        assert_eq!(beginning_within("cancle", "forward", 1), None);
    }
}
