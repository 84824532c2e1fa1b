//! `action …`.

use ithaca_core::App;
use ithaca_core::commands::{
    ActionAdd, ActionDone, ActionFields, ActionId, ActionList, ActionState, Side, action_add,
    action_done, action_list,
};
use ithaca_core::date_words::Facing;
use ithaca_core::locale::Message;
use ithaca_core::text::holds;

use super::{said, who};
use crate::arguments::ActionVerb;
use crate::failure::{Explained as _, Result};
use crate::printed::{Printed, all_pages};

pub(crate) fn run(app: &App, verb: ActionVerb) -> Result<Printed> {
    match verb {
        ActionVerb::Add {
            title,
            with,
            theirs,
            due,
            goal,
        } => {
            let fields = ActionFields {
                title,
                owner: if theirs { Side::Theirs } else { Side::Mine },
                due_on: due
                    .map(|text| who::date(app, &text, Facing::Ahead))
                    .transpose()?,
                relationship_id: with.map(|text| who::room(app, &text)).transpose()?,
                meeting_id: None,
                goal_id: goal,
            };
            let action = action_add(app, ActionAdd { fields }).explained(app)?;
            let added = app
                .locale()
                .say(&Message::new("cli_added").with("title", &action.fields.title));
            Ok(Printed::new(&[format!("{}  {added}", action.id)], &action))
        }
        ActionVerb::List {
            with,
            theirs,
            mine,
            all,
        } => {
            let asked = ActionList {
                state: (!all).then_some(ActionState::Open),
                owner: if theirs {
                    Some(Side::Theirs)
                } else {
                    mine.then_some(Side::Mine)
                },
                relationship: with.map(|text| who::room(app, &text)).transpose()?,
                ..ActionList::default()
            };
            let rows = all_pages(app, |page| {
                action_list(
                    app,
                    ActionList {
                        page,
                        ..asked.clone()
                    },
                )
            })?;
            Ok(Printed::list(app, &rows, |row| {
                format!("{}  {}", row.id, said::action(app, row))
            }))
        }
        ActionVerb::Done { which } => {
            let id = which_one(app, &which)?;
            let action = action_done(app, ActionDone { id }).explained(app)?;
            Ok(Printed::new(
                &[format!("{}  {}", action.id, said::action(app, &action))],
                &action,
            ))
        }
    }
}

/// An id, or a part of the words of one open promise.
fn which_one(app: &App, text: &str) -> Result<ActionId> {
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    let asked = ActionList {
        state: Some(ActionState::Open),
        ..ActionList::default()
    };
    let mut rows = all_pages(app, |page| {
        action_list(
            app,
            ActionList {
                page,
                ..asked.clone()
            },
        )
    })?;
    rows.retain(|row| holds(&row.fields.title, text));
    match rows.as_slice() {
        [one] => Ok(one.id),
        [] => Err(who::nobody(app, "cli_nothing_fits", text)),
        many => Err(who::ambiguous(
            app,
            text,
            many.iter().map(|row| row.fields.title.as_str()),
        )),
    }
}
