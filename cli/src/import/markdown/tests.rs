//! Pages of few lines, and what is read of them.

use super::*;

/// The sections of a page, and what could not be read.
fn sections(page: &str) -> (Vec<Section>, Vec<String>) {
    let mut findings = Findings::default();
    let (_, sections) = read(page, &mut findings);
    (sections, findings.sorted().iter().map(ToString::to_string).collect())
}

/// The only table of a page.
fn table(page: &str) -> (Table, Vec<String>) {
    let (sections, told) = sections(page);
    let tables = sections.into_iter().flat_map(|section| section.blocks);
    let mut tables = tables.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    (tables.next().expect("a table"), told)
}

#[test]
fn a_page_begins_with_what_describes_it() {
    let page = "---\ntitle: \"call: mute\"\ndoc_type: apiPageType\n---\n# call: mute\n";
    let (front, sections) = read(page, &mut Findings::default());
    assert_eq!(front.first(), Some(&("title".to_owned(), "call: mute".to_owned())));
    assert_eq!(
        sections.get(1).map(|section| (section.line, section.level, section.title.as_str())),
        Some((5, 1, "call: mute"))
    );
    assert!(read("no front\n---\nx: y\n---\n", &mut Findings::default()).0.is_empty());
    assert!(read("---\nnever: closed\n", &mut Findings::default()).0.is_empty());
}

#[test]
fn tables_are_read_with_and_without_their_outer_bars() {
    for page in ["|A|B|\n|:--|---|\n|1|2|\n|3|\n\n", "A | B\n--|--\n1 | 2\n3 |\n"] {
        let (table, told) = table(page);
        assert_eq!(table.header, ["A", "B"]);
        let rows: Vec<_> = table.rows.iter().map(|row| (row.line, row.cells.join(","))).collect();
        assert_eq!(rows, [(3, "1,2".to_owned()), (4, "3,".to_owned())]);
        assert!(told.is_empty());
    }
}

#[test]
fn a_cell_too_many_is_told_and_kept() {
    let (table, told) = table("|A|B|\n|-|-|\n|`x|y`|2|\n|x\\|y|2|");
    assert_eq!(table.rows[0].cells, ["`x", "y` 2"]);
    assert_eq!(table.rows[1].cells, ["x|y", "2"]);
    assert_eq!(told, ["line 3: the row has 3 cells for 2 columns; what is too much was added to the last one"]);
}

#[test]
fn code_has_its_comment_and_its_line() {
    let page = "# A\n<!-- {\n \"blockType\": \"request\"\n}-->\n\n```http\nGET /me\n\n# no heading\n```\n<!-- x -->\ntext\n```\ny\n```\n";
    let (sections, told) = sections(page);
    let code: Vec<_> = sections[1]
        .blocks
        .iter()
        .filter_map(|block| if let Block::Code(code) = block { Some(code) } else { None })
        .collect();
    assert_eq!((code[0].line, code[0].lines.len()), (7, 3));
    assert!(code[0].meta.contains("request"));
    assert_eq!(
        (code[1].meta.as_str(), code[1].line),
        ("", 14),
        "a comment above text describes no code below that text"
    );
    assert!(told.is_empty());
}

#[test]
fn of_tabs_the_one_with_http_counts() {
    let page = "### Request\n# [HTTP](#tab/http)\n```\nGET /a\n```\n# [C#](#tab/csharp)\n```\nclient.A();\n```\n---\n\nText.\n";
    let (sections, _) = sections(page);
    assert_eq!(sections.len(), 2);
    assert!(matches!(sections[1].blocks.as_slice(), [Block::Code(_), Block::Text(text)] if text.line == 12));
}

#[test]
fn what_is_not_closed_is_told() {
    assert_eq!(
        sections("a\n```\nb").1,
        ["line 2: the code that begins here is not closed; it was read to the end of the page"]
    );
    assert_eq!(
        sections("<!-- a\nb").1,
        ["line 1: the comment that begins here is not closed; what follows it was not read"]
    );
}

#[test]
fn text_is_read_by_paragraphs() {
    let page = "One\ntwo.\n\n- three\n- four\n> five\n> six\n\n[!INCLUDE [x](../y.md)]\n";
    let (sections, _) = sections(page);
    let texts: Vec<String> = sections[0]
        .blocks
        .iter()
        .map(|block| match block {
            Block::Text(text) => text.text.clone(),
            Block::Include(file) => format!("include {}", file.text),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(texts, ["One two.", "- three", "- four", "> five six", "include ../y.md"]);
}
