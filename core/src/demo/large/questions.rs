//! Questions of the person's own. There is an end to them: one comes with every hundredth person.

use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    if crowd.number % 100 != 1 {
        return Ok(());
    }
    crowd.day(who.since + 20);
    let fields = QuestionFields {
        text: format!(
            "{} {}",
            crowd.title("What is there to say about"),
            crowd.number
        ),
        occasion: Occasion::Regular,
        role: None,
        relationship_id: None,
    };
    question_add(&crowd.app, QuestionAdd { fields }).map(drop)
}
