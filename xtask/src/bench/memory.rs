//! The memory of a program with all it started.

use std::collections::BTreeMap;
use std::fs;

use crate::process::{Attempted, Outcome, fail};

/// The proportional set size (PSS) of a process and all its descendants in kibibytes: pages that several share are
/// divided among them, so that the sum counts each once. Linux only.
pub fn of_tree(root: u32) -> Outcome<u64> {
    let mut parents = BTreeMap::new();
    for entry in fs::read_dir("/proc").attempted("list the processes")? {
        let name = entry.attempted("list the processes")?.file_name();
        let Some(id) = name.to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        // Others end while they are looked at.
        if let Some(parent) = fs::read_to_string(format!("/proc/{id}/stat"))
            .ok()
            .and_then(|line| parent_in(&line))
        {
            parents.insert(id, parent);
        }
    }
    let sizes: Vec<u64> = descendants(root, &parents)
        .into_iter()
        .filter_map(|id| fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok())
        .filter_map(|rollup| pss_in(&rollup))
        .collect();
    if sizes.is_empty() {
        return fail(format!("The memory of process {root} cannot be read."));
    }
    Ok(sizes.iter().sum())
}

/// The process itself, its children, and theirs.
fn descendants(root: u32, parents: &BTreeMap<u32, u32>) -> Vec<u32> {
    let mut found = vec![root];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        let children = parents.iter().filter(|(_, of)| **of == parent);
        found.extend(children.map(|(id, _)| *id));
        next += 1;
    }
    found
}

/// The parent in a line of `/proc/ID/stat`. The program's name stands in parentheses and may hold any sign.
fn parent_in(line: &str) -> Option<u32> {
    let (_, rest) = line.rsplit_once(") ")?;
    rest.split(' ').nth(1)?.parse().ok()
}

fn pss_in(rollup: &str) -> Option<u64> {
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_counted_with_all_it_started() {
        let parents = BTreeMap::from([(2, 1), (3, 2), (4, 2), (5, 4), (6, 1)]);
        assert_eq!(
            descendants(2, &parents),
            [2, 3, 4, 5],
            "itself, its children and theirs, and nobody else"
        );
        assert_eq!(
            parent_in("77 (a) program) S 41 77 77 0"),
            Some(41),
            "whatever it is called"
        );
        let rollup = "5581 ---p 00000000 [rollup]\nRss:  2048 kB\nPss:                1024 kB\nPss_Anon: 7 kB\n";
        assert_eq!(pss_in(rollup), Some(1024));
    }
}
