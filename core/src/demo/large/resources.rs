//! The library: links, books and courses, most of them shared with the room.

use super::words::{FAMILY, GIVEN};
use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    for index in 0..5 {
        crowd.resource(who.room, who.since + index * 40)?;
    }
    Ok(())
}

impl Crowd {
    fn resource(&mut self, room: RelationshipId, day: i64) -> Result<()> {
        self.day(day);
        let kind = self.dice.pick(
            &[ResourceKind::Link, ResourceKind::Book, ResourceKind::Course],
            ResourceKind::Link,
        );
        let direction = self
            .dice
            .pick(&[Direction::Given, Direction::Received], Direction::Given);
        let fields = ResourceFields {
            title: self.title("More on"),
            url: format!(
                "https://example.org/{}/{}",
                self.number,
                self.dice.roll(1000)
            ),
            author: format!("{} {}", self.dice.word(GIVEN), self.dice.word(FAMILY)),
            comment: self.text(1),
            person_id: None,
        };
        let share = (self.dice.roll(3) > 0).then_some(ShareWith {
            relationship_id: room,
            direction,
        });
        let id = resource_add(
            &self.app,
            ResourceAdd {
                kind,
                fields,
                file: None,
                share,
                task: None,
            },
        )?
        .id;
        if self.dice.roll(2) == 0 {
            resource_mark(
                &self.app,
                ResourceMark {
                    id,
                    status: ReadStatus::Read,
                },
            )?;
        }
        Ok(())
    }
}
