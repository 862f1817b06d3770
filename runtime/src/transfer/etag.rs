//! Entity tags: whether two of them name the same bytes. Pure.
//!
//! Source: [RFC 9110, section 8.8.3](https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3).

/// Whether a tag names exact bytes. A weak one stands for any that mean the same, so what it names must not be put together.
pub(super) fn is_strong(tag: &str) -> bool {
    tag.len() >= 2 && tag.starts_with('"') && tag.ends_with('"')
}

/// Whether two tags may name the same file.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    opaque(one) == opaque(other)
}

/// A tag without the mark of weakness.
fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weak_tag_may_name_the_same_file_but_no_exact_bytes() {
        for (tag, strong) in
            [(r#""a""#, true), (r#""""#, true), (r#"W/"a""#, false), ("a", false), ("\"", false), ("", false)]
        {
            assert_eq!(is_strong(tag), strong, "{tag}");
        }
        assert!(is_same(r#"W/"a""#, r#""a""#));
        assert!(is_same(r#""{B8D5},2""#, r#""{B8D5},2""#));
        assert!(!is_same(r#""{B8D5},2""#, r#""{B8D5},3""#));
    }
}
