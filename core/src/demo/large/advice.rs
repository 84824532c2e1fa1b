//! Advice given in meetings: tried, put off, declined or new.

use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    for index in [2, 5] {
        let Some(held) = who.held.get(index).copied() else {
            continue;
        };
        crowd.clock.set(held.at);
        let fields = AdviceFields {
            text: crowd.text(1),
            relationship_id: who.room,
            given_by: crowd.dice.pick(&[Side::Mine, Side::Theirs], Side::Theirs),
            meeting_id: Some(held.id),
            goal_id: who.goals.first().cloned(),
        };
        let try_by = None;
        let id = advice_add(&crowd.app, AdviceAdd { fields, try_by })?.id;
        let verdict = match crowd.dice.roll(6) {
            0 => continue,
            1 => AdviceVerdict::Later,
            2 => AdviceVerdict::Decline,
            _ => AdviceVerdict::Try,
        };
        let tries = verdict == AdviceVerdict::Try;
        let decided = AdviceDecide {
            id,
            verdict,
            try_by: (tries && crowd.dice.roll(2) == 0)
                .then(|| crowd.date(crowd.number as i64 % 90)),
            reflection: String::new(),
        };
        advice_decide(&crowd.app, decided)?;
        if tries && crowd.dice.roll(8) > 0 {
            let result = crowd.text(1);
            let helped = Some(crowd.dice.roll(3) > 0);
            advice_result(&crowd.app, AdviceResult { id, result, helped })?;
        }
    }
    Ok(())
}
