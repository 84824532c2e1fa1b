//! Changing several meetings of a series: which they are, where each goes, what is entered and what falls away.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate, TimeDelta};

use super::commands::{ahead, enter};
use super::model::{InSeries, SeriesEnd, SeriesScope};
use super::rule::SeriesRule;
use super::slots;
use super::store::{self, Occurrence, Series};
use crate::app::App;
use crate::clock::Millis;
use crate::db::Write;
use crate::discard::{self, Discarded};
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::meetings::participants;
use crate::meetings::store::{self as meeting_store, Parsed};
use crate::meetings::{MeetingFields, MeetingId, MeetingRow, MeetingState};
use crate::relationships::RelationshipId;
use crate::time::LocalTime;

/// What shall be: all of the chosen meeting, and perhaps another rule or end.
pub(super) struct Wish {
    pub(super) scope: SeriesScope,
    pub(super) participants: Vec<RelationshipId>,
    pub(super) meeting: Parsed,
    pub(super) rule: Option<SeriesRule>,
    pub(super) end: Option<SeriesEnd>,
}

/// Changes the meetings meant; returns the chosen one, or the first there is where that fell away.
pub(super) fn change(
    tx: &Write<'_>,
    app: &App,
    chosen: &MeetingRow,
    part: &InSeries,
    wish: &Wish,
) -> Result<MeetingId> {
    let now = app.now();
    let before = store::find(tx, part.id)?;
    let rows = store::occurrences(tx, part.id, part.on.min(before.starts.0.date()))?;
    let from = first_meant(&rows, chosen.id, part, wish.scope, now);
    let plan = Plan::new(tx, app, &before, chosen, part, from, wish)?;
    if plan.after.id == before.id {
        store::update(tx, &plan.after, now)?;
    } else {
        store::insert(tx, &plan.after, now)?;
        store::end_before(tx, before.id, from, now)?;
    }
    let (ids, surplus) = plan.carry_out(tx, &rows, chosen, wish, now)?;
    for (index, date) in plan.new.iter().enumerate() {
        if !plan.pairs.contains(&Some(index)) {
            enter(tx, app, &plan.after, &plan.after.participants, *date)?;
        }
    }
    let next = if surplus.contains(&chosen.id) {
        first_of(tx, &plan)?
    } else {
        None
    };
    let mut rooms = before.participants;
    for id in ids.iter().chain(&surplus) {
        rooms.extend(participants::ids(tx, *id)?);
    }
    let_fall(tx, app, &surplus, &chosen.title)?;
    rooms.sort();
    rooms.dedup();
    participants::refresh_rooms(tx, app, &rooms)?;
    Ok(next.unwrap_or(chosen.id))
}

/// Where the old dates go.
struct Plan {
    after: Series,
    old: Vec<NaiveDate>,
    new: Vec<NaiveDate>,
    pairs: Vec<Option<usize>>,
    participants_change: bool,
}

impl Plan {
    fn new(
        tx: &Write<'_>,
        app: &App,
        before: &Series,
        chosen: &MeetingRow,
        part: &InSeries,
        from: NaiveDate,
        wish: &Wish,
    ) -> Result<Self> {
        let Some(wanted) = wish.meeting.fields.starts_local else {
            return Err(Error::invalid(
                "starts_local",
                Message::new("error_series_needs_date"),
            ));
        };
        let current = chosen.when.as_ref().map_or(
            LocalTime(part.on.and_time(before.starts.0.time())),
            |when| when.local,
        );
        let shift = wanted.0.date() - current.0.date();
        let rule = match wish.rule {
            Some(rule) if rule != before.rule => rule,
            _ if shift.is_zero() => before.rule,
            _ => before.rule.through(part.on + shift),
        };
        let same_dates = shift.is_zero() && rule == before.rule;
        let in_step = rule.in_step_with(before.rule);
        let begins = if same_dates {
            from
        } else if wish.scope == SeriesScope::All && in_step && rule.is_monthly() {
            months_on(from, part.on, shift)
        } else {
            from + shift
        };
        let re_anchored = !(same_dates && wish.scope == SeriesScope::All);
        let starts = if re_anchored {
            rule.dates(begins).next().unwrap_or(begins)
        } else {
            before.starts.0.date()
        };
        let earlier = before.dates().take_while(|date| *date < from).count();
        let end = match (wish.end, before.end) {
            (Some(end), known) if end != known => end,
            (_, SeriesEnd::After { count }) if re_anchored => left(count, earlier),
            (_, known) => known,
        };
        let splits = wish.scope == SeriesScope::Following && earlier > 0;
        let time = if wanted.0.time() == current.0.time() {
            before.starts.0.time()
        } else {
            wanted.0.time()
        };
        let participants_change = differs(&wish.participants, &participants::ids(tx, chosen.id)?);
        let mut after = Series {
            id: if splits { app.new_id() } else { before.id },
            rule,
            end,
            starts: LocalTime(starts.and_time(time)),
            meeting: merged(&before.meeting, chosen, &wish.meeting),
            participants: if participants_change {
                wish.participants.clone()
            } else {
                before.participants.clone()
            },
            planned_through: None,
        };
        let old = before.entered(from);
        let least = if in_step { old.len() } else { 0 };
        let first = if re_anchored { starts } else { from };
        let (new, through) = ahead(app, &after, first, least)?;
        after.planned_through = through;
        let leads = wish.scope == SeriesScope::Following;
        let pairs = slots::pair(&old, &new, in_step, leads);
        Ok(Self {
            after,
            old,
            new,
            pairs,
            participants_change,
        })
    }

    /// Brings the meetings there are to their new days. Returns those that changed, and those that fall away.
    fn carry_out(
        &self,
        tx: &Write<'_>,
        rows: &[Occurrence],
        chosen: &MeetingRow,
        wish: &Wish,
        now: Millis,
    ) -> Result<(Vec<MeetingId>, Vec<MeetingId>)> {
        let slots: BTreeMap<NaiveDate, Option<NaiveDate>> = self
            .old
            .iter()
            .zip(&self.pairs)
            .map(|(date, pair)| (*date, pair.and_then(|index| self.new.get(index).copied())))
            .collect();
        let (mut changed, mut surplus) = (Vec::new(), Vec::new());
        for row in rows {
            let is_chosen = row.id == chosen.id;
            let is_past = row.starts_at.is_some_and(|at| at <= now) && !is_chosen;
            let Some(slot) = slots.get(&row.on).filter(|_| !is_past) else {
                continue;
            };
            let follows = follows(row, chosen.id, now);
            match slot {
                Some(date) => {
                    store::join(tx, row.id, self.after.id, *date)?;
                    let meeting = if row.own && is_chosen {
                        wish.meeting.clone()
                    } else {
                        self.after.meeting_on(*date)
                    };
                    if (follows || is_chosen) && self.rewrite(tx, row, &meeting, now)? {
                        changed.push(row.id);
                    }
                }
                None if follows => surplus.push(row.id),
                None => {
                    store::join(tx, row.id, self.after.id, row.on)?;
                    if is_chosen && self.rewrite(tx, row, &wish.meeting, now)? {
                        changed.push(row.id);
                    }
                }
            }
        }
        Ok((changed, surplus))
    }

    /// Writes what is new about a meeting; a calendar hears of it only then.
    fn rewrite(
        &self,
        tx: &Write<'_>,
        row: &Occurrence,
        meeting: &Parsed,
        now: Millis,
    ) -> Result<bool> {
        let same = row.fields == meeting.fields;
        if same && !self.participants_change {
            return Ok(false);
        }
        meeting_store::update(tx, row.id, meeting, now)?;
        if self.participants_change {
            participants::set(tx, row.id, &self.after.participants)?;
        }
        Ok(true)
    }
}

/// Whether a meeting does what its series does: still to come, and never changed by itself.
fn follows(row: &Occurrence, chosen: MeetingId, now: Millis) -> bool {
    row.state == MeetingState::Planned
        && !row.own
        && !row.in_bin
        && (row.id == chosen || row.starts_at.is_some_and(|at| at > now))
}

/// The day from which on a change applies.
fn first_meant(
    rows: &[Occurrence],
    chosen: MeetingId,
    part: &InSeries,
    scope: SeriesScope,
    now: Millis,
) -> NaiveDate {
    match scope {
        SeriesScope::Following => part.on,
        SeriesScope::All => rows
            .iter()
            .filter(|row| follows(row, chosen, now))
            .map(|row| row.on)
            .min()
            .map_or(part.on, |first| first.min(part.on)),
    }
}

/// The first of the month as many months after `from` as the chosen date goes from month to month.
fn months_on(from: NaiveDate, on: NaiveDate, shift: TimeDelta) -> NaiveDate {
    let month = |date: NaiveDate| date.year() * 12 + date.month0() as i32;
    let by = month(on + shift) - month(on);
    let first = from.with_day(1).unwrap_or(from);
    let moved = if by < 0 {
        first.checked_sub_months(Months::new(by.unsigned_abs()))
    } else {
        first.checked_add_months(Months::new(by.unsigned_abs()))
    };
    moved.unwrap_or(first)
}

/// How many are left of a number once `earlier` have been.
pub(super) fn left(count: u32, earlier: usize) -> SeriesEnd {
    let earlier = u32::try_from(earlier).unwrap_or(u32::MAX);
    SeriesEnd::After {
        count: count.saturating_sub(earlier).max(1),
    }
}

/// What the series says, with what the wish says otherwise than the chosen meeting did.
fn merged(series: &Parsed, chosen: &MeetingRow, wish: &Parsed) -> Parsed {
    let (known, wished) = (&series.fields, &wish.fields);
    let pick = |known: &str, was: &str, wished: &str| {
        (if was == wished { known } else { wished }).to_owned()
    };
    let zone = chosen
        .when
        .as_ref()
        .map_or(series.zone.name(), |when| &when.zone);
    let zone = if zone == wish.zone.name() {
        series.zone
    } else {
        wish.zone
    };
    Parsed {
        fields: MeetingFields {
            title: pick(&known.title, &chosen.title, &wished.title),
            starts_local: known.starts_local,
            zone: Some(zone.name().to_owned()),
            duration_minutes: if chosen.duration_minutes == wished.duration_minutes {
                known.duration_minutes
            } else {
                wished.duration_minutes
            },
            channel: if chosen.channel == wished.channel {
                known.channel
            } else {
                wished.channel
            },
            place: pick(&known.place, &chosen.place, &wished.place),
            join_link: pick(&known.join_link, &chosen.join_link, &wished.join_link),
        },
        zone,
    }
}

fn differs(one: &[RelationshipId], other: &[RelationshipId]) -> bool {
    let sorted = |ids: &[RelationshipId]| {
        let mut ids = ids.to_vec();
        ids.sort();
        ids
    };
    sorted(one) != sorted(other)
}

/// The first meeting of what the series is now.
fn first_of(tx: &Write<'_>, plan: &Plan) -> Result<Option<MeetingId>> {
    let Some(first) = plan.new.first() else {
        return Ok(None);
    };
    let rows = store::occurrences(tx, plan.after.id, *first)?;
    Ok(rows.iter().find(|row| !row.in_bin).map(|row| row.id))
}

/// Puts meetings that have no day any more into the bin, as one; their open points wait for the next.
fn let_fall(tx: &Write<'_>, app: &App, surplus: &[MeetingId], title: &str) -> Result<()> {
    let [first, rest @ ..] = surplus else {
        return Ok(());
    };
    let falling = serde_json::to_string(surplus).unwrap_or_else(|_| "[]".to_owned());
    for id in surplus {
        store::release_points(tx, *id, &falling)?;
    }
    let along: Vec<(&str, String)> = rest.iter().map(|id| ("meeting", id.to_string())).collect();
    let entry = app.new_id::<()>().to_string();
    discard::discard_with(
        tx,
        &entry,
        Discarded::Meeting,
        &first.to_string(),
        title,
        app.now(),
        &along,
    )
}
