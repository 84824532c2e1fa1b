//! What was read and given, and what was written down in private.

use super::{Telling, known};
use crate::commands::*;
use crate::demo::sample::{self, Made};
use crate::demo::script::{About, NoteScript, ResourceScript};
use crate::error::Result;

impl<'a> Telling<'a> {
    pub(super) fn resource(
        &mut self,
        script: &'a ResourceScript,
        room: Option<RelationshipId>,
    ) -> Result<()> {
        self.go_to_day(script.day);
        let file = script.file.as_ref().map(|file| {
            let mut text = file.lines.join("\n");
            text.push('\n');
            self.app.files().mint_made(&file.name, text.as_bytes())
        });
        let person_id = script
            .who
            .as_deref()
            .map(|name| known(&self.people, name))
            .transpose()?;
        let share = room
            .zip(script.share)
            .map(|(relationship_id, direction)| ShareWith {
                relationship_id,
                direction,
            });
        let fields = ResourceFields {
            title: script.title.clone(),
            url: script.url.clone(),
            author: script.author.clone(),
            comment: script.comment.clone(),
            person_id,
        };
        let id = resource_add(
            &self.app,
            ResourceAdd {
                kind: script.kind,
                fields,
                file,
                share,
                task: None,
            },
        )?
        .id;
        sample::mark(&self.app, Made::Resource, id)?;
        for name in &script.given_to {
            self.later(300);
            let share = ShareWith {
                relationship_id: known(&self.rooms, name)?,
                direction: Direction::Given,
            };
            resource_give(&self.app, ResourceGive { id, share })?;
        }
        for (days, status) in [
            (script.read, ReadStatus::Read),
            (script.applied, ReadStatus::Applied),
        ] {
            if let Some(days) = days {
                self.go_to_day(script.day + days);
                resource_mark(&self.app, ResourceMark { id, status })?;
            }
        }
        Ok(())
    }

    pub(super) fn note(&mut self, script: &'a NoteScript, name: &str) -> Result<()> {
        self.go_to_day(script.day);
        let about = match script.about {
            About::Person => NoteSubject::Person(known(&self.people, name)?),
            About::Relationship => NoteSubject::Relationship(known(&self.rooms, name)?),
        };
        let note = note_write(
            &self.app,
            NoteWrite {
                about,
                body: script.body.clone(),
                aspect: script.aspect,
                draft: None,
            },
        )?;
        if script.remember {
            let (id, remember) = (note.id, true);
            note_remember(&self.app, NoteRemember { id, remember })?;
        }
        sample::mark(&self.app, Made::Note, note.id)
    }
}
