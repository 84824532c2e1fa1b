//! Meetings of a room with their agendas, what waits for one, and now and then a series.

use chrono::{Duration, NaiveTime};

use super::words::SUBJECTS;
use super::{Crowd, Held, Somebody};
use crate::commands::*;
use crate::error::Result;
use crate::time::LocalTime;

/// Past meetings of a room, and coming ones.
const PAST: i64 = 11;
const COMING: i64 = 1;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    for index in 0..PAST + COMING {
        if let Some(id) = crowd.meeting(who.room, who.since, index)? {
            let at = crowd.app.now().utc();
            who.held.push(Held { id, at });
        }
    }
    for _ in 0..2 {
        let lately = -crowd.dice.roll(20);
        crowd.day(lately);
        let text = crowd.dice.word(SUBJECTS).to_owned();
        let point = AgendaAdd {
            relationship_id: Some(who.room),
            meeting_id: None,
            text,
            kind: AgendaKind::Topic,
            raised_by: Side::Theirs,
        };
        agenda_add(&crowd.app, point)?;
    }
    if crowd.number.is_multiple_of(5) {
        crowd.series(who.room)?;
    }
    Ok(())
}

impl Crowd {
    fn series(&mut self, room: RelationshipId) -> Result<()> {
        self.day(0);
        let days = self.dice.roll(10);
        let first = self.date(40 + days);
        let fields = MeetingFields {
            title: self.title("Every week:"),
            starts_local: Some(LocalTime(
                first.and_time(NaiveTime::MIN) + Duration::hours(16),
            )),
            zone: None,
            duration_minutes: 30,
            channel: Channel::Video,
            place: String::new(),
            join_link: String::new(),
        };
        let series = SeriesPlan {
            participants: vec![room],
            fields,
            rule: SeriesRule::Week { every: 1 },
            end: SeriesEnd::After { count: 3 },
            meeting: None,
        };
        series_plan(&self.app, series).map(drop)
    }

    fn meeting(
        &mut self,
        room: RelationshipId,
        since: i64,
        index: i64,
    ) -> Result<Option<MeetingId>> {
        let day = if index < PAST {
            since * (PAST - index) / (PAST + 1)
        } else {
            1 + self.dice.roll(30)
        };
        self.day(day - 12);
        let hour = u32::try_from(8 + self.dice.roll(10)).unwrap_or(9);
        let start = LocalTime(
            self.date(day)
                .and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()),
        );
        let fields = MeetingFields {
            title: self.title("On"),
            starts_local: Some(start),
            zone: None,
            duration_minutes: self.dice.pick(&[30, 45, 60, 90], 60),
            channel: self.dice.pick(
                &[Channel::Video, Channel::InPerson, Channel::Phone],
                Channel::Video,
            ),
            place: String::new(),
            join_link: "https://meet.example.org/room".to_owned(),
        };
        let meeting = meeting_plan(
            &self.app,
            MeetingPlan {
                participants: vec![room],
                fields,
            },
        )?;
        let (mut id, end) = (meeting.row.id, meeting.row.when.map(|when| when.ends_at));
        let text = self.dice.word(SUBJECTS).to_owned();
        let request = AgendaAdd {
            relationship_id: Some(room),
            meeting_id: Some(id),
            text,
            kind: AgendaKind::Topic,
            raised_by: Side::Mine,
        };
        let point = agenda_add(&self.app, request)?.id;
        if index >= PAST {
            return Ok(None);
        }
        if index == 2 {
            let starts_local = LocalTime(start.0 + Duration::days(2));
            let reason = self.text(1);
            id = meeting_move(
                &self.app,
                MeetingMove {
                    id,
                    starts_local,
                    reason,
                    by: None,
                },
            )?
            .row
            .id;
            self.clock.set(
                self.now.min(
                    starts_local
                        .instant(self.app.zone())
                        .plus_minutes(100)
                        .utc(),
                ),
            );
        } else {
            self.clock
                .set(end.unwrap_or(Millis::from(self.now)).plus_minutes(5).utc());
        }
        match self.dice.roll(20) {
            0 => {
                let reason = String::new();
                let by = None;
                meeting_miss(&self.app, MeetingMiss { id, reason, by })?;
                Ok(None)
            }
            1 => {
                let reason = self.text(1);
                let by = None;
                meeting_cancel(&self.app, MeetingCancel { id, reason, by })?;
                Ok(None)
            }
            _ => {
                meeting_hold(&self.app, MeetingHold::of(id))?;
                let tick = AgendaTick {
                    id: point,
                    done: true,
                    meeting_id: None,
                };
                agenda_tick(&self.app, tick)?;
                let text = self.text(4);
                meeting_write_notes(&self.app, MeetingWriteNotes { id, text })?;
                Ok(Some(id))
            }
        }
    }
}
