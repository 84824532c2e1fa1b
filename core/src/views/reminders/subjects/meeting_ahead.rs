use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::{
    Due, Look, Never, Subject, Words, collect, collect_missed, collect_unshown, collect_words,
    instant, instants,
};
use crate::app::App;
use crate::clock::Millis;
use crate::error::Result;
use crate::locale::Message;
use crate::meetings::store::{goes_on, lead};
use crate::reminders::model::ReminderKind;
use crate::time::LocalTime;

/// The longest lead time there is, and so how far ahead a look has to reach.
const HORIZON: i64 = 31 * Millis::DAY;

/// A meeting is some time ahead: a day, unless told otherwise. Of use until the late reminder's time, and to whom has
/// not had the meeting in hand since its own.
pub(super) struct MeetingEarly;

/// A meeting is about to begin, or has begun and is not over.
pub(super) struct MeetingLate;

impl Subject for MeetingEarly {
    fn kind(&self) -> ReminderKind {
        ReminderKind::MeetingEarly
    }

    fn name(&self) -> &'static str {
        "reminder_kind_meeting_early"
    }

    fn table(&self) -> &'static str {
        "meeting"
    }

    fn due(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>> {
        let (early, late) = (
            lead("s", "remind_early", "?3"),
            lead("s", "remind_late", "?4"),
        );
        let sql = format!(
            "SELECT s.id AS subject, CAST(s.starts_at AS TEXT) AS occurrence, s.starts_at - {early} AS at
             FROM meeting s WHERE s.bin_id IS NULL AND s.state = 'planned'
               AND s.starts_at > ?1 AND s.starts_at <= ?2
               AND {early} > {late} AND s.starts_at - {early} <= ?1 AND s.starts_at - {late} > ?1
               AND s.changed_at <= s.starts_at - {early} AND {}",
            goes_on("s")
        );
        let (now, settings) = (look.now, &look.settings);
        let horizon = Millis(now.0 + HORIZON);
        collect_unshown(
            conn,
            self.kind(),
            &sql,
            &[
                &now,
                &horizon,
                &settings.remind_early,
                &settings.remind_late,
            ],
        )
    }

    fn next(&self, conn: &Connection, look: &Look) -> Result<Option<Millis>> {
        next(
            conn,
            look,
            &lead("s", "remind_early", "?3"),
            look.settings.remind_early,
        )
    }

    fn of(&self, conn: &Connection, look: &Look, subject: &str) -> Result<Vec<Due>> {
        of(
            conn,
            self.kind(),
            subject,
            &lead("s", "remind_early", "?2"),
            look.settings.remind_early,
        )
    }

    fn missed(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>> {
        let (early, late) = (
            lead("s", "remind_early", "?3"),
            lead("s", "remind_late", "?4"),
        );
        let sql = format!(
            "SELECT s.id AS subject, CAST(s.starts_at AS TEXT) AS occurrence, s.starts_at - {early} AS at
             FROM meeting s WHERE s.bin_id IS NULL AND s.state = 'planned'
               AND s.starts_at > ?1 AND s.starts_at <= ?2 AND {early} > {late}
               AND s.starts_at - {late} <= ?5 AND s.changed_at <= s.starts_at - {early} AND {}",
            goes_on("s")
        );
        missed(conn, self.kind(), look, &sql)
    }

    fn ahead(&self, conn: &Connection, look: &Look, until: Millis) -> Result<Vec<Millis>> {
        let (early, late) = (
            lead("s", "remind_early", "?4"),
            lead("s", "remind_late", "?5"),
        );
        let sql = format!("{} AND {early} > {late}", ahead(&early));
        instants(
            conn,
            &sql,
            &[
                &look.now,
                &until,
                &Millis(until.0 + HORIZON),
                &look.settings.remind_early,
                &look.settings.remind_late,
            ],
        )
    }

    /// Once the late reminder's time has come that one says the same, unless the person put this one off until then.
    fn waits(&self) -> String {
        let late = format!(
            "(s.starts_at - {})",
            lead("s", "remind_late", SETTINGS_LATE)
        );
        format!(
            "{} AND ({late} > ?1 OR d.state = 'snoozed' OR d.shown_at >= {late})",
            waits()
        )
    }

    fn settled(&self) -> String {
        "s.state = 'held'".to_owned()
    }

    fn words(
        &self,
        conn: &Connection,
        app: &App,
        subjects: &str,
    ) -> Result<BTreeMap<String, Words>> {
        meeting_words(conn, app, subjects, "reminder_meeting", "/brief/meeting/")
    }

    fn never(
        &self,
        conn: &Connection,
        look: &Look,
        due: &Due,
        comes: Millis,
    ) -> Result<Option<Never>> {
        let late = lead("s", "remind_late", "?2");
        let (changed, until): (Millis, Millis) = conn
            .prepare_cached(&format!(
                "SELECT s.changed_at, s.starts_at - {late} AS until FROM meeting s WHERE s.id = ?1"
            ))?
            .query_row(params![due.subject, look.settings.remind_late], |row| {
                Ok((row.get("changed_at")?, row.get("until")?))
            })?;
        Ok(if changed > due.at {
            Some(Never::EnteredLater)
        } else {
            (until <= comes).then_some(Never::TooLate)
        })
    }
}

impl Subject for MeetingLate {
    fn kind(&self) -> ReminderKind {
        ReminderKind::MeetingLate
    }

    fn name(&self) -> &'static str {
        "reminder_kind_meeting_late"
    }

    fn table(&self) -> &'static str {
        "meeting"
    }

    fn due(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>> {
        let late = lead("s", "remind_late", "?4");
        let sql = format!(
            "SELECT s.id AS subject, CAST(s.starts_at AS TEXT) AS occurrence, s.starts_at - {late} AS at
             FROM meeting s WHERE s.bin_id IS NULL AND s.state = 'planned'
               AND s.starts_at > ?2 AND s.starts_at <= ?3 AND s.ends_at > ?1
               AND {late} > 0 AND s.starts_at - {late} <= ?1 AND {}",
            goes_on("s")
        );
        let now = look.now;
        // No meeting lasts longer than a week: one under way began after then.
        let (earliest, horizon) = (Millis(now.0 - 7 * Millis::DAY), Millis(now.0 + HORIZON));
        collect_unshown(
            conn,
            self.kind(),
            &sql,
            &[&now, &earliest, &horizon, &look.settings.remind_late],
        )
    }

    fn next(&self, conn: &Connection, look: &Look) -> Result<Option<Millis>> {
        next(
            conn,
            look,
            &lead("s", "remind_late", "?3"),
            look.settings.remind_late,
        )
    }

    fn of(&self, conn: &Connection, look: &Look, subject: &str) -> Result<Vec<Due>> {
        of(
            conn,
            self.kind(),
            subject,
            &lead("s", "remind_late", "?2"),
            look.settings.remind_late,
        )
    }

    fn missed(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>> {
        let late = lead("s", "remind_late", "?4");
        let sql = format!(
            "SELECT s.id AS subject, CAST(s.starts_at AS TEXT) AS occurrence, s.starts_at - {late} AS at
             FROM meeting s WHERE s.bin_id IS NULL AND s.state = 'planned'
               AND s.starts_at > ?1 AND s.starts_at <= ?2 AND {late} > 0
               AND s.ends_at <= ?5 AND s.changed_at <= s.starts_at - {late} AND ?3 IS NOT NULL AND {}",
            goes_on("s")
        );
        missed(conn, self.kind(), look, &sql)
    }

    fn ahead(&self, conn: &Connection, look: &Look, until: Millis) -> Result<Vec<Millis>> {
        let late = lead("s", "remind_late", "?4");
        instants(
            conn,
            &format!("{} AND {late} > 0", ahead(&late)),
            &[
                &look.now,
                &until,
                &Millis(until.0 + HORIZON),
                &look.settings.remind_late,
            ],
        )
    }

    /// An early one that was put off and came back after it stands in its place: two would say the same.
    fn waits(&self) -> String {
        format!(
            "{} AND NOT EXISTS (SELECT 1 FROM reminder e WHERE e.kind = 'meeting_early' AND e.subject_id = s.id
               AND e.occurrence = d.occurrence AND e.state = 'shown' AND d.state = 'shown' AND e.shown_at > d.shown_at)",
            waits()
        )
    }

    fn settled(&self) -> String {
        "s.state = 'held'".to_owned()
    }

    fn words(
        &self,
        conn: &Connection,
        app: &App,
        subjects: &str,
    ) -> Result<BTreeMap<String, Words>> {
        meeting_words(conn, app, subjects, "reminder_meeting", "/brief/meeting/")
    }

    fn never(
        &self,
        conn: &Connection,
        _look: &Look,
        due: &Due,
        comes: Millis,
    ) -> Result<Option<Never>> {
        let ends: Millis = conn
            .prepare_cached("SELECT ends_at FROM meeting WHERE id = ?1")?
            .query_row([&due.subject], |row| row.get(0))?;
        Ok((ends <= comes).then_some(Never::TooLate))
    }

    /// A meeting planned into quiet hours is wanted there.
    fn is_patient(&self) -> bool {
        false
    }
}

const SETTINGS_LATE: &str = "(SELECT remind_late FROM settings)";

fn waits() -> String {
    format!(
        "s.state = 'planned' AND CAST(s.starts_at AS TEXT) = d.occurrence AND s.ends_at > ?1 AND {}",
        goes_on("s")
    )
}

/// The name of the first of those who take part in the meeting `s`.
pub(super) const FIRST_PERSON: &str = "(SELECT n.name FROM meeting_participant mp
     JOIN relationship x ON x.id = mp.relationship_id JOIN person n ON n.id = x.person_id
     WHERE mp.meeting_id = s.id AND x.bin_id IS NULL ORDER BY n.sort_name LIMIT 1)";

/// The words of meetings: the sentence of this key, and a page whose address ends in the meeting's id.
pub(super) fn meeting_words(
    conn: &Connection,
    app: &App,
    subjects: &str,
    key: &'static str,
    page: &str,
) -> Result<BTreeMap<String, Words>> {
    collect_words(
        conn,
        &format!(
            "SELECT s.id, s.title, s.starts_at, s.join_link, s.ends_at, {FIRST_PERSON} AS person
             FROM json_each(?1) i JOIN meeting s ON s.id = i.value"
        ),
        subjects,
        |row, id| {
            let locale = app.locale();
            let at: Option<Millis> = row.get("starts_at")?;
            let body = at.map(|at| {
                let when = locale.day_and_time(LocalTime::at(at, app.zone()).0, app.today());
                locale.say(&Message::new(key).with("when", when))
            });
            let link: String = row.get("join_link")?;
            let ahead = row
                .get::<_, Option<Millis>>("ends_at")?
                .is_some_and(|ends| ends > app.now());
            Ok(Words {
                title: row.get("title")?,
                body: body.unwrap_or_default(),
                opens: format!("{page}{id}"),
                person: row.get("person")?,
                join: Some(link).filter(|link| ahead && !link.is_empty()),
            })
        },
    )
}

/// The due times between `?1` and `?2`, of meetings that begin until `?3`.
fn ahead(lead: &str) -> String {
    format!(
        "SELECT s.starts_at - {lead} FROM meeting s WHERE s.bin_id IS NULL AND s.state = 'planned'
         AND s.starts_at > ?1 AND s.starts_at <= ?3 AND s.starts_at - {lead} > ?1 AND s.starts_at - {lead} <= ?2
         AND {}",
        goes_on("s")
    )
}

/// The missed of the past month; the look's moment is `?5`, and the settings' leads are `?3` and `?4`.
fn missed(conn: &Connection, kind: ReminderKind, look: &Look, sql: &str) -> Result<Vec<Due>> {
    let (month, horizon) = (Millis(look.now.0 - HORIZON), Millis(look.now.0 + HORIZON));
    let (early, late) = (look.settings.remind_early, look.settings.remind_late);
    collect_missed(
        conn,
        kind,
        sql,
        &[&month, &horizon, &early, &late, &look.now],
    )
}

fn next(conn: &Connection, look: &Look, lead: &str, default: u32) -> Result<Option<Millis>> {
    let horizon = Millis(look.now.0 + HORIZON);
    let sql = format!(
        "SELECT min(s.starts_at - {lead}) FROM meeting s WHERE s.bin_id IS NULL AND s.state = 'planned'
         AND s.starts_at > ?1 AND s.starts_at <= ?2 AND {lead} > 0 AND s.starts_at - {lead} > ?1"
    );
    instant(conn, &sql, &[&look.now, &horizon, &default])
}

fn of(
    conn: &Connection,
    kind: ReminderKind,
    subject: &str,
    lead: &str,
    default: u32,
) -> Result<Vec<Due>> {
    let sql = format!(
        "SELECT s.id AS subject, CAST(s.starts_at AS TEXT) AS occurrence, s.starts_at - {lead} AS at
         FROM meeting s WHERE s.id = ?1 AND s.bin_id IS NULL AND s.state = 'planned'
           AND s.starts_at IS NOT NULL AND {lead} > 0 AND {}",
        goes_on("s")
    );
    collect(conn, kind, &sql, &[&subject, &default])
}
