//! What is said of the talks after some of them.

use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    for held in who.held.iter().skip(2).step_by(4) {
        crowd.clock.set(held.at);
        let fields = CheckFields {
            useful_to_me: crowd.dice.pick(&[3, 4, 5], 4),
            useful_to_them: crowd.dice.pick(&[2, 3, 4], 3),
            talked: Some(crowd.dice.pick(&[2, 3, 4], 3)),
            text: String::new(),
        };
        let answer = MutualCheckAnswer {
            meeting_id: held.id,
            relationship_id: who.room,
            fields,
        };
        mutual_check_answer(&crowd.app, answer)?;
    }
    Ok(())
}
