//! Holds no code: each example is a file beside this folder. That none of them is missing from the overview is tested here.

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    #[test]
    fn every_example_is_in_the_manifest_and_in_the_overview() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let (manifest, overview) = (read("Cargo.toml"), read("README.md"));
        let mut count = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.file_stem().unwrap().to_str().unwrap();
                assert!(
                    manifest.contains(&format!("name = \"{name}\"\npath = \"{name}.rs\"")),
                    "{name} is not in Cargo.toml"
                );
                assert!(overview.contains(&format!("| [`{name}`]({name}.rs) | ")), "{name} is not in README.md");
                count += 1;
            }
        }
        assert_eq!(overview.matches(".rs) | ").count(), count, "README.md has an example that is not there");
    }
}
