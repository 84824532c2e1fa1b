use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::files::FileHandle;
use crate::id::Id;
use crate::markdown::Html;
use crate::page::Page;
use crate::people::PersonId;
use crate::relationships::RelationshipId;
use crate::tasks::TaskId;

/// A resource's id.
pub type ResourceId = Id<Resource>;

/// What a resource is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKind {
    /// A page.
    Link,
    /// A file, kept in the database.
    File,
    /// A book.
    Book,
    /// A course.
    Course,
    /// Somebody worth meeting.
    Person,
}

/// What I have made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReadStatus {
    /// Still to read, watch or meet.
    ToRead,
    /// Read.
    Read,
    /// Put to use.
    Applied,
}

/// Which way a resource went between two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// I gave it to them.
    Given,
    /// They gave it to me.
    Received,
}

/// What can be said of a resource. Its kind and its file stay what they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct ResourceFields {
    /// What it is called; a file's own name when empty.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// Who made it.
    pub author: String,
    /// What it is good for. Shareable.
    pub comment: String,
    /// The person it is, for somebody worth meeting.
    pub person_id: Option<PersonId>,
}

/// Something of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Resource {
    /// The id.
    pub id: ResourceId,
    /// What it is.
    pub kind: ResourceKind,
    /// What is said of it.
    #[serde(flatten)]
    pub fields: ResourceFields,
    /// The comment, as it is shown.
    pub comment_html: Html,
    /// What I have made of it.
    pub status: ReadStatus,
    /// The file kept for it.
    pub file: Option<KeptFile>,
    /// With whom it was shared.
    pub shares: Vec<ResourceShare>,
    /// When it was added.
    pub created_at: Millis,
}

/// A file kept in the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct KeptFile {
    /// Its name when it was added.
    pub name: String,
    /// Its media type, by its name.
    pub media_type: String,
    /// Its size in bytes.
    #[ts(type = "number")]
    pub size: i64,
}

/// A resource that went from one person to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ResourceShare {
    /// The room.
    pub relationship_id: RelationshipId,
    /// The other person's name.
    pub name: String,
    /// Which way it went.
    pub direction: Direction,
    /// When.
    pub at: Millis,
}

/// Adds something to the library.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResourceAdd {
    /// What it is.
    pub kind: ResourceKind,
    /// What is said of it.
    pub fields: ResourceFields,
    /// The file to keep; needed for a file, absent for all else.
    #[serde(default)]
    pub file: Option<FileHandle>,
    /// The room it belongs to, and which way it went.
    #[serde(default)]
    pub share: Option<ShareWith>,
    /// To follow and stop the reading of a large file.
    #[serde(default)]
    pub task: Option<TaskId>,
}

/// A room, and which way a resource went.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShareWith {
    /// The room.
    pub relationship_id: RelationshipId,
    /// Which way.
    pub direction: Direction,
}

/// Replaces what is said of a resource.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResourceChange {
    /// The resource.
    pub id: ResourceId,
    /// All of it, as it shall be.
    pub fields: ResourceFields,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<ResourceFields>,
}

/// Says what I have made of a resource.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResourceMark {
    /// The resource.
    pub id: ResourceId,
    /// What I have made of it.
    pub status: ReadStatus,
}

/// Notes that a resource went from one person to another.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResourceGive {
    /// The resource.
    pub id: ResourceId,
    /// With whom, and which way.
    pub share: ShareWith,
}

/// Takes such a note back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResourceTakeBack {
    /// The resource.
    pub id: ResourceId,
    /// The room.
    pub relationship_id: RelationshipId,
}

/// Puts a resource into the bin, with its file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResourceDelete {
    /// The resource.
    pub id: ResourceId,
}

/// Asks for a resource.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResourceShow {
    /// The resource.
    pub id: ResourceId,
}

/// Writes a resource's file to where the person chose.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResourceSaveFile {
    /// The resource.
    pub id: ResourceId,
    /// Where to.
    pub out: FileHandle,
    /// To follow and stop the writing.
    #[serde(default)]
    pub task: Option<TaskId>,
}

/// Asks for resources, latest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct ResourceList {
    /// Only of this kind.
    pub kind: Option<ResourceKind>,
    /// Only those I have made this of.
    pub status: Option<ReadStatus>,
    /// Only those shared in this room.
    pub relationship: Option<RelationshipId>,
    /// Only those with a word beginning like this.
    pub text: String,
    /// Which part.
    pub page: Page,
}
