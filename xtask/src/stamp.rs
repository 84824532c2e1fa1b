//! Remembering what a step was last done for, so that a second run skips it.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use crate::process::{Attempted, Outcome};
use crate::workspace;

/// A fingerprint of a step's inputs, kept in a file beside what the step made, so that both go together.
pub struct Stamp {
    file: PathBuf,
    fingerprint: String,
}

impl Stamp {
    /// Reads every input: files, and folders with all below them except what `without` names.
    pub fn of(
        file: PathBuf,
        inputs: &[PathBuf],
        without: &[PathBuf],
        also: &str,
    ) -> Outcome<Stamp> {
        let mut files = BTreeSet::new();
        for input in inputs {
            collect(input, without, &mut files)?;
        }
        let mut hasher = DefaultHasher::new();
        hasher.write(also.as_bytes());
        for file in &files {
            let content = fs::read(file).attempted(format_args!("read {}", file.display()))?;
            // The same in every checkout.
            let name = file.strip_prefix(workspace::root()).unwrap_or(file);
            hasher.write(name.to_string_lossy().as_bytes());
            hasher.write_usize(content.len());
            hasher.write(&content);
        }
        Ok(Stamp {
            file,
            fingerprint: format!("{:016x}", hasher.finish()),
        })
    }

    /// Whether the step was completed for exactly these inputs.
    pub fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|stored| stored == self.fingerprint)
    }

    /// Records that the step is complete.
    pub fn write(&self) -> Outcome {
        fs::write(&self.file, &self.fingerprint)
            .attempted(format_args!("write {}", self.file.display()))
    }
}

fn collect(path: &Path, without: &[PathBuf], files: &mut BTreeSet<PathBuf>) -> Outcome {
    if without.iter().any(|skipped| skipped == path) {
        return Ok(());
    }
    if !path.is_dir() {
        if path.exists() {
            files.insert(path.to_path_buf());
        }
        return Ok(());
    }
    let entries = fs::read_dir(path).attempted(format_args!("list {}", path.display()))?;
    for entry in entries {
        let entry = entry.attempted(format_args!("list {}", path.display()))?;
        collect(&entry.path(), without, files)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_changes_with_the_content_and_name_of_an_input_and_with_nothing_skipped() {
        let folder = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        fs::create_dir_all(folder.join("dist")).expect("the temporary folder can be made");
        let fingerprint = || {
            Stamp::of(
                folder.join("dist/stamp"),
                std::slice::from_ref(&folder),
                &[folder.join("dist")],
                "",
            )
            .expect("the folder can be read")
            .fingerprint
        };

        fs::write(folder.join("a.ts"), "one").expect("a file can be written");
        let first = fingerprint();
        fs::write(folder.join("dist/out.js"), "built").expect("a file can be written");
        assert_eq!(first, fingerprint(), "what a build wrote is no input of it");
        fs::write(folder.join("a.ts"), "two").expect("a file can be written");
        let second = fingerprint();
        assert_ne!(first, second, "a changed file asks for a new build");
        fs::rename(folder.join("a.ts"), folder.join("b.ts")).expect("a file can be renamed");
        assert_ne!(second, fingerprint(), "a renamed file asks for a new build");

        fs::remove_dir_all(&folder).expect("the temporary folder can be removed");
    }
}
