//! A person, and since when they are known.

use super::words::{FAMILY, GIVEN, ORGANISATIONS, POSITIONS, SUBJECTS, ZONES};
use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    who.since = -crowd.dice.roll(700) - 300;
    crowd.day(who.since);
    let name = format!("{} {}", crowd.dice.word(GIVEN), crowd.dice.word(FAMILY));
    let fields = PersonFields {
        name,
        organisation: crowd.dice.word(ORGANISATIONS).to_owned(),
        position: crowd.dice.word(POSITIONS).to_owned(),
        zone: Some(crowd.dice.word(ZONES).to_owned()),
        email: format!("person{}@example.org", crowd.number),
        strengths: crowd.dice.word(SUBJECTS).to_owned(),
        ..PersonFields::default()
    };
    who.person = person_add(&crowd.app, PersonAdd { fields })?.id;
    Ok(())
}
