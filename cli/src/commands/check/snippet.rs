//! A finding as the compiler shows one: what it is, where it is, and the source line with a mark under it.

use annotate_snippets::{AnnotationKind, Level as Title, Renderer, Snippet};

use crate::check::{Finding, Level};
use crate::output::width;

/// The text, without an end of line.
pub(super) fn of(finding: &Finding) -> String {
    let title = match finding.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Note => Title::NOTE,
    };
    let source = &finding.place.source;
    let path = source.path.to_string_lossy();
    let mark = AnnotationKind::Primary.span(finding.place.range.clone());
    let snippet = Snippet::source(source.text.as_str()).path(path).annotation(mark);
    let renderer = Renderer::styled().term_width(width().unwrap_or(annotate_snippets::renderer::DEFAULT_TERM_WIDTH));
    renderer.render(&[title.primary_title(finding.message.as_str()).element(snippet)])
}
