//! What Graph limits, counted as the declaration says: `#[graph(max_chars = …)]` and `#[graph(max_items = …)]`.

use std::borrow::Cow;

/// A text whose characters can be counted.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no characters to count",
    label = "`max_chars` needs a text",
    note = "use `String`, `&str`, `Cow<str>` or an `Option` of one of these; `max_items` counts the items of a collection"
)]
pub trait CharCount {
    /// The number of Unicode scalar values, or none where there is no text.
    fn char_count(&self) -> Option<usize>;
}

/// A collection whose items can be counted.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no items to count",
    label = "`max_items` needs a collection",
    note = "use a `Vec`, a slice or an `Option` of one of these; `max_chars` counts the characters of a text"
)]
pub trait ItemCount {
    /// The number of items, or none where there is no collection.
    fn item_count(&self) -> Option<usize>;
}

#[diagnostic::do_not_recommend]
impl CharCount for str {
    fn char_count(&self) -> Option<usize> {
        Some(self.chars().count())
    }
}

#[diagnostic::do_not_recommend]
impl CharCount for String {
    fn char_count(&self) -> Option<usize> {
        self.as_str().char_count()
    }
}

#[diagnostic::do_not_recommend]
impl CharCount for Box<str> {
    fn char_count(&self) -> Option<usize> {
        (**self).char_count()
    }
}

#[diagnostic::do_not_recommend]
impl CharCount for Cow<'_, str> {
    fn char_count(&self) -> Option<usize> {
        (**self).char_count()
    }
}

#[diagnostic::do_not_recommend]
impl<T: CharCount + ?Sized> CharCount for &T {
    fn char_count(&self) -> Option<usize> {
        (**self).char_count()
    }
}

#[diagnostic::do_not_recommend]
impl<T: CharCount> CharCount for Option<T> {
    fn char_count(&self) -> Option<usize> {
        self.as_ref().and_then(CharCount::char_count)
    }
}

#[diagnostic::do_not_recommend]
impl<T> ItemCount for [T] {
    fn item_count(&self) -> Option<usize> {
        Some(self.len())
    }
}

#[diagnostic::do_not_recommend]
impl<T> ItemCount for Vec<T> {
    fn item_count(&self) -> Option<usize> {
        Some(self.len())
    }
}

#[diagnostic::do_not_recommend]
impl<T, const N: usize> ItemCount for [T; N] {
    fn item_count(&self) -> Option<usize> {
        Some(N)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ItemCount + ?Sized> ItemCount for &T {
    fn item_count(&self) -> Option<usize> {
        (**self).item_count()
    }
}

#[diagnostic::do_not_recommend]
impl<T: ItemCount> ItemCount for Option<T> {
    fn item_count(&self) -> Option<usize> {
        self.as_ref().and_then(ItemCount::item_count)
    }
}
