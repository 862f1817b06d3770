//! Where the file of a module lies, as the compiler has it.
//!
//! A file `x.rs` keeps those of its modules in `x/`, and says with `#[path]` where they are as seen from its own directory. The
//! root of a target, a `mod.rs` and a file that `#[path]` leads to keep them beside themselves.
//!
//! See <https://doc.rust-lang.org/reference/items/modules.html#module-source-filenames>.

use std::path::{Path, PathBuf};

use syn::ext::IdentExt as _;
use syn::{Attribute, Expr, ExprLit, ItemMod, Lit, Meta, Token, punctuated::Punctuated};

/// Where the modules of a file, or of a module inside of one, have their files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Directory {
    /// What `#[path]` begins at.
    path: PathBuf,
    /// The directory below it where files without `#[path]` lie.
    own: Option<String>,
}

/// A file where a module may be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The file.
    pub(super) path: PathBuf,
    /// Where its own modules are.
    pub(super) directory: Directory,
}

impl Directory {
    /// That of a file that keeps the files of its modules beside itself.
    pub(super) fn of_root(file: &Path) -> Self {
        Self { path: file.parent().unwrap_or(file).to_owned(), own: None }
    }

    /// That of a module whose items stand in the file itself.
    pub(super) fn inside(&self, item: &ItemMod) -> Self {
        // With a condition on its path the last word has the compiler; the usual place is as good a guess as any.
        if let Some(path) = item.attrs.iter().find_map(path_of) {
            return Self { path: self.path.join(path), own: None };
        }
        Self { path: self.default_directory().join(item.ident.unraw().to_string()), own: None }
    }

    /// The files where a module may be whose items stand in another file: the one that is said, or the usual two; with a
    /// condition on what is said, all of these.
    pub(super) fn files_of(&self, item: &ItemMod) -> Vec<Candidate> {
        let said = |path: String| {
            let path = self.path.join(path);
            Candidate { directory: Self::of_root(&path), path }
        };
        if let Some(path) = item.attrs.iter().find_map(path_of) {
            return vec![said(path)];
        }
        let mut candidates: Vec<Candidate> = item.attrs.iter().flat_map(conditional_paths).map(said).collect();
        let (directory, name) = (self.default_directory(), item.ident.unraw().to_string());
        let own = Self { path: directory.clone(), own: Some(name.clone()) };
        candidates.push(Candidate { path: directory.join(format!("{name}.rs")), directory: own });
        let file = directory.join(name).join("mod.rs");
        candidates.push(Candidate { directory: Self::of_root(&file), path: file });
        candidates
    }

    /// Where files without `#[path]` lie.
    fn default_directory(&self) -> PathBuf {
        self.own.as_ref().map_or_else(|| self.path.clone(), |own| self.path.join(own))
    }
}

/// What `#[path = "…"]` says.
fn path_of(attribute: &Attribute) -> Option<String> {
    path_in(&attribute.meta)
}

/// What `path = "…"` says.
fn path_in(meta: &Meta) -> Option<String> {
    match meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// What `#[cfg_attr(…, path = "…")]` says.
fn conditional_paths(attribute: &Attribute) -> Vec<String> {
    if !attribute.path().is_ident("cfg_attr") {
        return Vec::new();
    }
    let metas = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).unwrap_or_default();
    metas.iter().skip(1).filter_map(path_in).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files of a module in `directory`, with where `mod inner;` in each would be looked for first.
    fn files(directory: &Directory, module: &str) -> Vec<[String; 2]> {
        let inner: ItemMod = syn::parse_quote!(
            mod inner;
        );
        let text = |path: &Path| path.to_string_lossy().into_owned();
        let files = directory.files_of(&syn::parse_str(module).unwrap());
        files.iter().map(|file| [text(&file.path), text(&file.directory.files_of(&inner)[0].path)]).collect()
    }

    #[test]
    fn a_file_lies_where_the_compiler_looks() {
        let root = Directory::of_root(Path::new("src/lib.rs"));
        let usual = [["src/x.rs", "src/x/inner.rs"], ["src/x/mod.rs", "src/x/inner.rs"]];
        assert_eq!(files(&root, "mod x;"), usual);
        assert_eq!(files(&root, "pub(crate) mod r#x;"), usual);
        assert_eq!(files(&root, "#[path = \"a/b.rs\"] mod x;"), [["src/a/b.rs", "src/a/inner.rs"]]);
        let conditional = files(&root, "#[cfg_attr(unix, path = \"u.rs\")] mod x;");
        assert_eq!(conditional, [["src/u.rs", "src/inner.rs"], usual[0], usual[1]]);
    }

    #[test]
    fn a_file_that_is_no_root_has_a_directory_of_its_own() {
        let root = Directory::of_root(Path::new("src/lib.rs"));
        let [x, of_mod] = &root.files_of(&syn::parse_quote!(
            mod x;
        ))[..] else {
            panic!()
        };
        let usual = [["src/x/y.rs", "src/x/y/inner.rs"], ["src/x/y/mod.rs", "src/x/y/inner.rs"]];
        assert_eq!(files(&x.directory, "mod y;"), usual);
        assert_eq!(files(&of_mod.directory, "mod y;"), usual);
        assert_eq!(files(&x.directory, "#[path = \"p.rs\"] mod y;"), [["src/p.rs", "src/inner.rs"]]);
        assert_eq!(files(&of_mod.directory, "#[path = \"p.rs\"] mod y;"), [["src/x/p.rs", "src/x/inner.rs"]]);
    }

    #[test]
    fn modules_inside_of_a_file_are_directories() {
        let root = Directory::of_root(Path::new("src/lib.rs"));
        let inline: ItemMod = syn::parse_quote!(
            mod a {}
        );
        let renamed: ItemMod = syn::parse_quote!(
            #[path = "z"]
            mod a {}
        );
        assert_eq!(files(&root.inside(&inline), "mod y;")[0][0], "src/a/y.rs");
        assert_eq!(files(&root.inside(&inline), "#[path = \"p.rs\"] mod y;")[0][0], "src/a/p.rs");
        assert_eq!(files(&root.inside(&renamed), "mod y;")[0][0], "src/z/y.rs");
        let x = &root.files_of(&syn::parse_quote!(
            mod x;
        ))[0]
            .directory;
        assert_eq!(files(&x.inside(&inline), "mod y;")[0][0], "src/x/a/y.rs");
        assert_eq!(files(&x.inside(&inline), "#[path = \"p.rs\"] mod y;")[0][0], "src/x/a/p.rs");
        assert_eq!(files(&x.inside(&renamed), "mod y;")[0][0], "src/z/y.rs");
    }
}
