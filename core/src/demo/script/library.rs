//! Resources and private notes as they are written down.

use serde::Deserialize;

use crate::notes::NoteAspect;
use crate::resources::{Direction, ResourceKind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct ResourceScript {
    pub(in crate::demo) day: i64,
    pub(in crate::demo) kind: ResourceKind,
    pub(in crate::demo) title: String,
    #[serde(default)]
    pub(in crate::demo) url: String,
    #[serde(default)]
    pub(in crate::demo) author: String,
    #[serde(default)]
    pub(in crate::demo) comment: String,
    /// The name of the person it is.
    #[serde(default)]
    pub(in crate::demo) who: Option<String>,
    /// Which way it went in this room.
    #[serde(default)]
    pub(in crate::demo) share: Option<Direction>,
    /// Names of those it was given to later.
    #[serde(default)]
    pub(in crate::demo) given_to: Vec<String>,
    /// Read, or put to use, this many days after.
    #[serde(default)]
    pub(in crate::demo) read: Option<i64>,
    #[serde(default)]
    pub(in crate::demo) applied: Option<i64>,
    /// The kept file's name and lines.
    #[serde(default)]
    pub(in crate::demo) file: Option<FileScript>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct FileScript {
    pub(in crate::demo) name: String,
    pub(in crate::demo) lines: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct NoteScript {
    pub(in crate::demo) day: i64,
    pub(in crate::demo) about: About,
    pub(in crate::demo) body: String,
    /// What it observes, of a note about a relationship.
    #[serde(default)]
    pub(in crate::demo) aspect: Option<NoteAspect>,
    /// Whether it is kept in sight before a meeting.
    #[serde(default)]
    pub(in crate::demo) remember: bool,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(in crate::demo) enum About {
    Person,
    Relationship,
}
