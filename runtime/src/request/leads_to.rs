//! What a resource leads to against what an operation is called on: compared by the compiler, since the two are declared
//! apart and no macro sees both.

use super::Resource;

/// Fails to compile with `message` where one of the resource's paths leads to something that is none of `types`.
///
/// # Panics
///
/// In the compiler only, which is the one way in which a constant can be wrong: nothing of it is left at run time.
#[track_caller]
pub const fn leads_to<R: Resource + ?Sized>(types: &[&str], message: &str) {
    let mut path = 0;
    while let Some(ancestry) = get(R::LEADS_TO, path) {
        assert!(any(ancestry, types), "{}", message);
        path += 1;
    }
}

/// Whether one of `a` is in `b`.
const fn any(a: &[&str], b: &[&str]) -> bool {
    let mut i = 0;
    while let Some(left) = get(a, i) {
        let mut j = 0;
        while let Some(right) = get(b, j) {
            if same(left.as_bytes(), right.as_bytes()) {
                return true;
            }
            j += 1;
        }
        i += 1;
    }
    false
}

/// Whether two texts are the same.
const fn same(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([x, rest_of_a @ ..], [y, rest_of_b @ ..]) = (a, b) {
        if *x != *y {
            return false;
        }
        (a, b) = (rest_of_a, rest_of_b);
    }
    a.is_empty() && b.is_empty()
}

/// An item by its number, since constants know no `get`.
const fn get<T: Copy>(items: &[T], number: usize) -> Option<T> {
    let Some((_, rest)) = items.split_at_checked(number) else { return None };
    match rest.first() {
        Some(item) => Some(*item),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Encoder;

    /// A resource with two paths.
    struct Two;

    impl Resource for Two {
        const LEADS_TO: &'static [&'static [&'static str]] = &[&["a.event", "a.item"], &["a.message", "a.item"]];

        fn write_path(&self, _: &mut Encoder) {}
    }

    #[test]
    fn each_path_leads_to_one_of_the_types() {
        leads_to::<Two>(&["a.item"], "");
        leads_to::<&Two>(&["a.message", "a.event"], "");
        leads_to::<crate::ResourcePath>(&["whatever"], "");
    }

    #[test]
    #[should_panic(expected = "not all")]
    fn one_path_that_leads_elsewhere_is_enough() {
        leads_to::<Two>(&["a.event"], "not all");
    }

    #[test]
    fn texts_are_compared_whole() {
        assert!(same(b"abc", b"abc"));
        assert!(!same(b"abc", b"ab"));
        assert!(!same(b"ab", b"abc"));
        assert!(!same(b"abc", b"abd"));
        assert!(same(b"", b""));
    }
}
