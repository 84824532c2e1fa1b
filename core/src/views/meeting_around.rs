//! What hangs on a meeting, in one answer, beside its agenda and notes. Lists come as their first page; their own
//! commands read on.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::actions::commands::{board, page};
use crate::actions::{Action, ActionBoard, ActionBoardShow, ActionList, ActionState};
use crate::app::App;
use crate::capture::{self, CaptureList, Captured};
use crate::error::Result;
use crate::meetings::{self, MeetingId, MeetingState};
use crate::mutual_checks::{self, MutualCheckShown};
use crate::page::{Page, Paged};

/// Asks for what hangs on a meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingAroundShow {
    /// The meeting.
    pub id: MeetingId,
}

/// What hangs on a meeting, beside its agenda and notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MeetingAround {
    /// How useful it was to both sides.
    pub check: MutualCheckShown,
    /// The promises made in it.
    pub promises: ActionBoard,
    /// Those of meetings before it that are still open, where it is planned or was held.
    pub carried: Paged<Action>,
    /// What was captured in it.
    pub captured: Paged<Captured>,
}

/// What hangs on a meeting.
pub fn meeting_around_show(app: &App, request: MeetingAroundShow) -> Result<MeetingAround> {
    let id = request.id;
    app.read(|conn| {
        let meeting = meetings::store::find_row(conn, app, id)?;
        let carries = matches!(meeting.state, MeetingState::Planned | MeetingState::Held);
        let carried = ActionList {
            state: Some(ActionState::Open),
            carried_to: Some(id),
            ..ActionList::default()
        };
        Ok(MeetingAround {
            check: mutual_checks::shown(conn, app, &meeting)?,
            promises: board(
                conn,
                app,
                &ActionBoardShow {
                    meeting: Some(id),
                    ..ActionBoardShow::default()
                },
            )?,
            carried: if carries {
                page(conn, app, &carried)?
            } else {
                Paged::none()
            },
            captured: capture::list(
                conn,
                app,
                &CaptureList {
                    meeting_id: id,
                    page: Page::default(),
                },
            )?,
        })
    })
}
