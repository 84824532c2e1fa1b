//! The subjects of commits: a line that lists, mails and blame show whole.

use std::process::Command;

use crate::process::{Outcome, fail, succeeds, text_of};
use crate::workspace;

/// The characters of a subject, as `docs/CONTRIBUTING.md` has it.
const MOST: usize = 72;

/// Where new commits are told from: the first of these branches there is.
const BASES: [&str; 3] = ["origin/HEAD", "origin/main", "main"];

/// Fails with the subjects that are too long, of the commits since the default branch; where there are none, or no
/// such branch is known, of the last 50. Merges, whose subjects Git writes, are left out.
pub fn check() -> Outcome {
    let commits = since_default_branch()?.unwrap_or_else(|| vec!["-50".to_owned(), "HEAD".into()]);
    let mut log = git(&["log", "--no-merges", "--format=%h %s"]);
    let log = text_of(log.args(commits))?;
    let long: Vec<&str> = log.lines().filter(|line| is_too_long(line)).collect();
    if long.is_empty() {
        return Ok(());
    }
    fail(format!(
        "a subject has more than {MOST} characters:\n{}",
        long.join("\n")
    ))
}

/// The range of commits the default branch does not have; none where HEAD is on it, or it is not known.
fn since_default_branch() -> Outcome<Option<Vec<String>>> {
    let Some(branch) = BASES
        .iter()
        .find(|branch| succeeds(&mut git(&["rev-parse", "--verify", "--quiet", branch])))
    else {
        return Ok(None);
    };
    let base = text_of(&mut git(&["merge-base", branch, "HEAD"]))?;
    let head = text_of(&mut git(&["rev-parse", "HEAD"]))?;
    let base = base.trim();
    Ok((base != head.trim()).then(|| vec![format!("{base}..HEAD")]))
}

/// Whether the subject in a line of the log, after the hash, is longer than it may be.
fn is_too_long(line: &str) -> bool {
    line.split_once(' ')
        .is_some_and(|(_, subject)| subject.chars().count() > MOST)
}

fn git(arguments: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.current_dir(workspace::root()).args(arguments);
    git
}

#[cfg(test)]
mod tests {
    use super::{MOST, is_too_long};

    #[test]
    fn a_subject_is_measured_in_characters_without_its_hash() {
        let fits = format!("0123abcd {}", "ü".repeat(MOST));
        assert!(!is_too_long(&fits));
        assert!(is_too_long(&format!("{fits}!")));
        assert!(!is_too_long("0123abcd "));
    }
}
