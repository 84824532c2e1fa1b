//! The size of what is shipped: the program, and the JavaScript a window runs before its first page.

use std::fs;
use std::path::Path;

use crate::process::{Attempted, Outcome};

/// The bytes of a file.
pub fn of_file(path: &Path) -> Outcome<u64> {
    let size = fs::metadata(path).attempted(format_args!("look at {}", path.display()))?;
    Ok(size.len())
}

/// The bytes of the scripts that a page names itself: what runs first, and what that is made of.
pub fn of_first_scripts(page: &Path) -> Outcome<u64> {
    let text = fs::read_to_string(page).attempted(format_args!("read {}", page.display()))?;
    let folder = page.parent().unwrap_or(page);
    scripts_in(&text)
        .into_iter()
        .map(|script| of_file(&folder.join(script.trim_start_matches('/'))))
        .sum()
}

fn scripts_in(page: &str) -> Vec<&str> {
    page.split('"')
        .filter(|value| value.ends_with(".js"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_scripts_and_those_they_need() {
        let page = r#"<script type="module" crossorigin src="/assets/index-C.js"></script>
            <link rel="modulepreload" crossorigin href="/assets/desk-D.js">
            <link rel="stylesheet" crossorigin href="/assets/index-B.css">"#;
        assert_eq!(
            scripts_in(page),
            ["/assets/index-C.js", "/assets/desk-D.js"],
            "and no style sheet"
        );
        assert_eq!(scripts_in("<p>Empty</p>"), [""; 0]);
    }
}
