//! The room with somebody, and now and then a second one.

use super::words::SUBJECTS;
use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    who.room = crowd.room(who.person, who.since)?;
    if crowd.number.is_multiple_of(10) {
        crowd.room(who.person, who.since + 90)?;
    }
    Ok(())
}

impl Crowd {
    fn room(&mut self, person_id: PersonId, since: i64) -> Result<RelationshipId> {
        let kinds = [
            Kind::Informal,
            Kind::Formal,
            Kind::Peer,
            Kind::Reverse,
            Kind::Skill,
            Kind::Distance,
        ];
        let role = self.dice.pick(
            &[Role::Mentee, Role::Mentor, Role::Mentor, Role::Peer],
            Role::Peer,
        );
        let fields = RelationshipFields {
            role,
            kind: self.dice.pick(&kinds, Kind::Informal),
            topic: self.dice.word(SUBJECTS).to_owned(),
            programme: String::new(),
            started_on: Some(self.date(since)),
            ends_on: None,
            cadence: Some(Cadence {
                every: u32::try_from(2 + self.dice.roll(6)).unwrap_or(4),
                unit: CadenceUnit::Week,
            }),
        };
        let phase = Some(Phase::Trial);
        let id = relationship_start(
            &self.app,
            RelationshipStart {
                person_id,
                fields,
                phase,
            },
        )?
        .id;
        self.day(since + 40);
        let phase = self.dice.pick(
            &[Phase::Active, Phase::Active, Phase::Active, Phase::Paused],
            Phase::Active,
        );
        relationship_move_phase(
            &self.app,
            RelationshipMovePhase {
                id,
                phase,
                reason: String::new(),
                discard_on: None,
                going_on: Vec::new(),
            },
        )?;
        Ok(id)
    }
}
