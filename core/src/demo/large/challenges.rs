//! A challenge the room is asked about, with what was tried.

use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    crowd.day(who.since + 100);
    let voice = ChallengeVoice {
        relationship_id: who.room,
        name: String::new(),
        text: crowd.text(1),
    };
    let tried = ChallengeTry {
        text: crowd.text(1),
        helped: Some(crowd.dice.roll(2) == 0),
    };
    let fields = ChallengeFields {
        title: crowd.title("Stuck with"),
        context: crowd.text(2),
        goal_id: None,
        voices: vec![voice],
        tries: vec![tried],
    };
    let id = challenge_add(&crowd.app, ChallengeAdd { fields })?.id;
    if crowd.dice.roll(5) > 0 {
        let closed = ChallengeClose {
            id,
            solved: crowd.dice.roll(3) > 0,
            worked: crowd.text(1),
        };
        challenge_close(&crowd.app, closed)?;
    }
    Ok(())
}
