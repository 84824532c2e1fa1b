//! `goal …`.

use ithaca_core::App;
use ithaca_core::commands::{GoalList, GoalState, goal_list};

use super::{said, who};
use crate::arguments::GoalVerb;
use crate::failure::Result;
use crate::printed::{Printed, all_pages};

pub(crate) fn run(app: &App, verb: GoalVerb) -> Result<Printed> {
    let GoalVerb::List { with, all } = verb;
    let asked = GoalList {
        state: (!all).then_some(GoalState::Open),
        relationship: with.map(|text| who::room(app, &text)).transpose()?,
        ..GoalList::default()
    };
    let rows = all_pages(app, |page| {
        goal_list(
            app,
            GoalList {
                page,
                ..asked.clone()
            },
        )
    })?;
    Ok(Printed::list(app, &rows, |row| {
        format!("{}  {}", row.id, said::goal(app, row))
    }))
}
