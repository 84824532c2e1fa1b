//! Templates of the person's own. There is an end to them: one comes with every two hundred and fiftieth.

use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    if crowd.number % 250 != 1 {
        return Ok(());
    }
    crowd.day(who.since + 15);
    let lines = (0..3)
        .map(|_| TemplateLine {
            kind: AgendaKind::Topic,
            text: crowd.title("Where we stand with"),
        })
        .collect();
    let fields = TemplateFields {
        name: format!("Round {}", crowd.number),
        role: None,
        relationship_id: None,
        lines,
    };
    template_add(&crowd.app, TemplateAdd { fields }).map(drop)
}
