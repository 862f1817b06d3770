//! A page by what its sections are for, in the template of Graph's pages. What the sections say is read elsewhere.
//!
//! Source: the [template](https://learn.microsoft.com/graph/api/overview) of `api-reference/*/api/*.md`.

use super::findings::Findings;
use super::inline;
use super::markdown::{self, Block, Section, Text};

/// What a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// What the operation does.
    Introduction,
    /// Who may call it.
    Permissions,
    /// The method and the paths.
    Request,
    /// What stands in the parentheses.
    FunctionParameters,
    /// What stands in the path.
    PathParameters,
    /// What stands behind the question mark.
    QueryParameters,
    /// The headers.
    Headers,
    /// The body.
    Body,
    /// The response.
    Response,
    /// Requests and responses.
    Examples,
    /// Something else.
    Other,
}

/// A page.
#[derive(Debug)]
pub(super) struct Page {
    /// Its title, `call: cancelMediaProcessing`.
    pub(super) title: String,
    /// What describes it in its first lines.
    front: Vec<(String, String)>,
    /// Its sections, each with what it is for.
    sections: Vec<(Zone, Section)>,
}

impl Page {
    /// Reads a page; tells which sections are not for a declaration.
    pub(super) fn read(text: &str, findings: &mut Findings) -> Self {
        let (front, sections) = markdown::read(text, findings);
        let mut zone = Zone::Introduction;
        let mut title = None;
        let mut zoned = Vec::new();
        for section in sections {
            if section.level == 1 && title.is_none() {
                title = Some(inline::bare(&section.title));
                zone = Zone::Introduction;
            } else if section.level > 0 {
                zone = zone_of(&section, zone);
                if zone == Zone::Other && section.level <= 2 && !EXPECTED.contains(&lower(&section.title).as_str()) {
                    findings
                        .note(section.line, format!("the section `{}` has no place in a declaration", section.title));
                }
            }
            zoned.push((zone, section));
        }
        let named = front.iter().find(|(key, _)| key == "title").map(|(_, title)| title.clone());
        let title = title.or(named).unwrap_or_default();
        Self { title, front, sections: zoned }
    }

    /// What one of the first lines says.
    pub(super) fn front(&self, key: &str) -> Option<&str> {
        self.front.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// The sections that are for something.
    pub(super) fn sections(&self, zone: Zone) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(move |(of, _)| *of == zone).map(|(_, section)| section)
    }

    /// What stands in the sections that are for something.
    pub(super) fn blocks(&self, zone: Zone) -> impl Iterator<Item = &Block> {
        self.sections(zone).flat_map(|section| &section.blocks)
    }

    /// The paragraphs of the sections that are for something.
    pub(super) fn texts(&self, zone: Zone) -> impl Iterator<Item = &Text> {
        self.blocks(zone).filter_map(|block| if let Block::Text(text) = block { Some(text) } else { None })
    }

    /// The line of the first section that is for something.
    pub(super) fn line(&self, zone: Zone) -> Option<usize> {
        self.sections(zone).next().map(|section| section.line)
    }

    /// The titles of the page's sections, for an error that looked for one.
    pub(super) fn titles(&self) -> Vec<&str> {
        let titles = self.sections.iter().map(|(_, section)| section);
        titles.filter(|section| section.level == 2).map(|section| section.title.as_str()).collect()
    }

    /// The description: the first paragraph below the title that is neither the namespace nor a remark.
    pub(super) fn description(&self) -> Option<&Text> {
        let is_prose =
            |text: &&Text| !text.text.starts_with(['>', '-', '*', '<']) && !text.text.starts_with("Namespace:");
        self.texts(Zone::Introduction).find(is_prose)
    }

    /// Where the page says that the operation is deprecated.
    pub(super) fn deprecation(&self) -> Option<&Text> {
        self.texts(Zone::Introduction).find(|text| {
            let words = lower(&text.text);
            text.text.starts_with('>') && (words.contains("deprecated") || words.contains("will stop returning data"))
        })
    }

    /// Whether the page is about the version `beta`.
    pub(super) fn is_beta(&self) -> bool {
        let includes = self.sections.iter().flat_map(|(_, section)| &section.blocks);
        let mut includes =
            includes.filter_map(|block| if let Block::Include(file) = block { Some(file) } else { None });
        includes.any(|file| file.text.contains("beta-disclaimer"))
    }
}

/// Sections that every page may have, and that say nothing of the operation.
const EXPECTED: [&str; 4] = ["see also", "related content", "next steps", "contents"];

/// A title as it is compared.
fn lower(title: &str) -> String {
    inline::bare(title).to_lowercase()
}

/// What a section is for; one of a lower level belongs to the one above it.
fn zone_of(section: &Section, above: Zone) -> Zone {
    let known = match lower(&section.title).trim_end_matches(':') {
        "permissions" | "prerequisites" => Some(Zone::Permissions),
        "http request" | "http requests" => Some(Zone::Request),
        "function parameters" | "function parameter" => Some(Zone::FunctionParameters),
        "path parameters" | "path parameter" | "parameters" => Some(Zone::PathParameters),
        "query parameters" | "optional query parameters" | "required query parameters" | "query parameter" => {
            Some(Zone::QueryParameters)
        }
        "request headers" | "optional request headers" | "request header" | "headers" => Some(Zone::Headers),
        "request body" => Some(Zone::Body),
        "response" | "responses" => Some(Zone::Response),
        "example" | "examples" => Some(Zone::Examples),
        title if title.starts_with("example ") || title.starts_with("example:") => Some(Zone::Examples),
        _ => None,
    };
    match known {
        // Below the examples stand `### Request` and `### Response` of their own.
        Some(zone) if section.level <= 2 || above != Zone::Examples => zone,
        None if section.level <= 2 => Zone::Other,
        _ => above,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_known_by_their_titles_wherever_they_stand() {
        let page = "# call: mute\n\nNamespace: microsoft.graph\n\nMutes.\n\nMore.\n## HTTP Request\n### Optional\n## Request body\n\
                    ## Response\na\n## Examples\n### Request\n### Response\nb\n## Remarks\n## See also\n";
        let mut findings = Findings::default();
        let page = Page::read(page, &mut findings);
        assert_eq!(page.title, "call: mute");
        assert_eq!(page.description().map(|text| text.text.as_str()), Some("Mutes."));
        assert_eq!(page.sections(Zone::Request).count(), 2);
        assert_eq!(page.texts(Zone::Response).map(|text| text.text.as_str()).collect::<Vec<_>>(), ["a"]);
        assert_eq!(page.sections(Zone::Examples).count(), 3);
        let told: Vec<_> = findings.sorted().iter().map(ToString::to_string).collect();
        assert_eq!(told, ["line 17: the section `Remarks` has no place in a declaration"]);
    }

    #[test]
    fn a_deprecated_page_and_a_beta_one_say_so() {
        let mut findings = Findings::default();
        let page = "# a\n\n[!INCLUDE [beta-disclaimer](../../includes/beta-disclaimer.md)]\n\n> [!CAUTION]\n> It is deprecated.\n";
        let page = Page::read(page, &mut findings);
        assert!(page.is_beta());
        assert_eq!(page.deprecation().map(|text| text.line), Some(5));
        assert_eq!(page.description(), None);
    }
}
