//! Folders a live database should not lie in: those another program copies away file by file while SQLite
//! writes, and those on another computer's disk, whose locks cannot be trusted.

use std::path::Path;

use serde::Serialize;
use ts_rs::TS;

use super::backups::restore::ASIDE;
use crate::db::FILE;

/// A reason against a live database in a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Unsuited {
    /// A program keeps the folder in step with other computers.
    Synced {
        /// The program, by its own name.
        by: String,
    },
    /// The folder lies on another computer's disk.
    Network {
        /// The file system's type, such as `nfs4`.
        file_system: String,
    },
}

/// Names of folders that programs keep in step, with the program's name. A trailing `*` stands for any rest.
const FOLDERS: [(&str, &str); 12] = [
    ("Dropbox*", "Dropbox"),
    ("OneDrive*", "OneDrive"),
    ("Nextcloud*", "Nextcloud"),
    ("ownCloud*", "ownCloud"),
    ("Mobile Documents", "iCloud Drive"),
    ("iCloudDrive", "iCloud Drive"),
    ("iCloud Drive*", "iCloud Drive"),
    ("Google Drive*", "Google Drive"),
    ("GoogleDrive*", "Google Drive"),
    ("My Drive", "Google Drive"),
    ("pCloud*", "pCloud"),
    ("Seafile", "Seafile"),
];

/// What such programs leave in the topmost folder they keep in step.
const MARKS: [(&str, &str); 8] = [
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
];

/// File systems whose disk is elsewhere.
const NETWORK: [&str; 18] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "ncpfs",
    "glusterfs",
    "lustre",
    "davfs",
    "fuse.davfs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.glusterfs",
    "fuse.gvfsd-fuse",
    "fuse.s3fs",
];

/// Reasons against a live database in this folder; nothing where nothing is known.
pub fn unsuited(folder: &Path) -> Vec<Unsuited> {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    // Other systems than Linux have no such list; there the folders' names alone speak.
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let network = file_system(&mounts, &folder)
        .filter(|kind| NETWORK.contains(kind))
        .map(|kind| Unsuited::Network {
            file_system: kind.to_owned(),
        });
    let synced = synced_by(&folder).map(|by| Unsuited::Synced { by: by.to_owned() });
    synced.into_iter().chain(network).collect()
}

/// What programs that keep folders in step write into the name of a file that was changed in two places.
const CONFLICTS: [&str; 4] = [
    ".sync-conflict-",
    "conflicted copy",
    "_conflict-",
    "-conflict-",
];

/// The most names told of.
const COPIES: usize = 5;

/// Files in a data folder that look like another computer's copy of the desk, by name: a database that is neither the
/// desk nor one set aside, or a name a program gives such copies.
pub fn copies(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| {
            let lower = name.to_lowercase();
            let own = name == FILE || name.starts_with('.') || name.starts_with(ASIDE);
            !own && (lower.ends_with(".db") || CONFLICTS.iter().any(|mark| lower.contains(mark)))
        })
        .collect();
    names.sort();
    names.truncate(COPIES);
    names
}

fn synced_by(folder: &Path) -> Option<&'static str> {
    folder.ancestors().find_map(|ancestor| {
        let name = ancestor.file_name()?.to_string_lossy();
        let named = FOLDERS
            .iter()
            .find(|(pattern, _)| match pattern.strip_suffix('*') {
                Some(start) => name.starts_with(start),
                None => name == *pattern,
            });
        let marked = || MARKS.iter().find(|(mark, _)| ancestor.join(mark).exists());
        named.or_else(marked).map(|(_, program)| *program)
    })
}

/// The type of the file system a folder lies on, from the lines of `/proc/self/mountinfo` (proc(5)): the
/// mount with the longest path above it, the last of them where several lie on each other.
fn file_system<'a>(mounts: &'a str, folder: &Path) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let (before, after) = line.split_once(" - ")?;
        let point = unescaped(before.split(' ').nth(4)?);
        let kind = after.split(' ').next()?;
        let depth = Path::new(&point).components().count();
        if folder.starts_with(&point) && best.is_none_or(|(deepest, _)| depth >= deepest) {
            best = Some((depth, kind));
        }
    }
    best.map(|(_, kind)| kind)
}

/// A path as mountinfo writes it: space, tab, newline and backslash as three octal digits.
fn unescaped(text: &str) -> String {
    let [space, tab, newline, backslash] = [
        ("\\040", " "),
        ("\\011", "\t"),
        ("\\012", "\n"),
        ("\\134", "\\"),
    ];
    [space, tab, newline, backslash]
        .iter()
        .fold(text.to_owned(), |text, (code, plain)| {
            text.replace(code, plain)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:35 / /home/ada/Team\\040files rw shared:5 - nfs4 server:/files rw
41 40 0:36 / /home/ada/Team\\040files/local rw - ext4 /dev/vdb rw
42 22 0:37 / /mnt/stick rw - vfat /dev/sdb1 rw";

    #[test]
    fn the_deepest_mount_decides() {
        let kind = |folder: &str| file_system(MOUNTS, Path::new(folder));
        assert_eq!(kind("/home/ada/.local/share/ithaca"), Some("ext4"));
        assert_eq!(
            kind("/home/ada/Team files/ithaca"),
            Some("nfs4"),
            "a space in the path is escaped"
        );
        assert_eq!(kind("/home/ada/Team files/local/ithaca"), Some("ext4"));
        assert_eq!(
            kind("/home/ada/Team filesystem"),
            Some("ext4"),
            "a longer name is another folder"
        );
        assert_eq!(
            kind("/mnt/stick/ithaca"),
            Some("vfat"),
            "a stick is no network"
        );
    }

    #[test]
    fn a_synced_folder_is_seen_by_its_name_or_by_what_lies_in_it() {
        let home = tempfile::tempdir().expect("a folder");
        let at = |inside: &str| {
            let folder = home.path().join(inside);
            std::fs::create_dir_all(&folder).expect("it can be made");
            synced_by(&folder)
        };
        assert_eq!(at("Documents/ithaca"), None, "an ordinary folder");
        for (inside, by) in [
            ("Dropbox (Work)/ithaca", "Dropbox"),
            ("OneDrive - Harbour Lights/a/b", "OneDrive"),
            ("Nextcloud/ithaca", "Nextcloud"),
            ("Library/Mobile Documents/ithaca", "iCloud Drive"),
            ("GoogleDrive-ada@example.org/My Drive", "Google Drive"),
        ] {
            assert_eq!(at(inside), Some(by), "{inside}");
        }
        std::fs::create_dir_all(home.path().join("shared/.stfolder")).expect("as Syncthing does");
        assert_eq!(at("shared/deep/ithaca"), Some("Syncthing"));
    }
}
