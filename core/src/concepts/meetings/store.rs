use chrono_tz::Tz;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::agenda::Side;
use super::model::{
    MeetingFields, MeetingId, MeetingList, MeetingListUndated, MeetingOrder, MeetingRow,
    MeetingState, When,
};
use super::participants::with_participants;
use super::series::store as series;
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Listing, read_word, read_word_option, unless, word};
use crate::error::{OrNotFound, Result};
use crate::relationships;
use crate::time::{self, LocalTime};

/// A meeting's fields once they make sense, with the instants derived.
#[derive(Clone)]
pub(super) struct Parsed {
    pub(super) fields: MeetingFields,
    pub(super) zone: Tz,
}

const COLUMNS: &str = "m.id, m.title, m.starts_local, m.zone, m.starts_at, m.ends_at, m.duration_minutes,
    m.channel, m.place, m.join_link, m.state, m.state_reason, m.notes <> '' AS has_notes, m.cut_short, m.usefulness,
    m.used_minutes, m.late, m.changed_by, m.agenda_sent_at, m.followed_at, m.created_at";

pub(super) fn insert(
    conn: &Connection,
    id: MeetingId,
    uid: &str,
    sequence: u32,
    meeting: &Parsed,
    now: Millis,
) -> Result<()> {
    let (starts_at, ends_at) = instants(meeting);
    let fields = &meeting.fields;
    conn.prepare_cached(
        "INSERT INTO meeting (id, uid, sequence, title, starts_local, zone, starts_at, ends_at,
                              duration_minutes, channel, place, join_link, state, created_at, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'planned', ?13, ?13)",
    )?
    .execute(params![
        id,
        uid,
        sequence,
        fields.title,
        fields.starts_local,
        meeting.zone.name(),
        starts_at,
        ends_at,
        fields.duration_minutes,
        word(fields.channel),
        fields.place,
        fields.join_link,
        now,
    ])?;
    Ok(())
}

/// Replaces a meeting's fields; what a calendar shows of it has changed, so SEQUENCE rises.
pub(super) fn update(
    conn: &Connection,
    id: MeetingId,
    meeting: &Parsed,
    now: Millis,
) -> Result<()> {
    let (starts_at, ends_at) = instants(meeting);
    let fields = &meeting.fields;
    conn.prepare_cached(
        "UPDATE meeting SET title = ?2, starts_local = ?3, zone = ?4, starts_at = ?5, ends_at = ?6,
                duration_minutes = ?7, channel = ?8, place = ?9, join_link = ?10,
                sequence = sequence + 1, changed_at = ?11
         WHERE id = ?1",
    )?
    .execute(params![
        id,
        fields.title,
        fields.starts_local,
        meeting.zone.name(),
        starts_at,
        ends_at,
        fields.duration_minutes,
        word(fields.channel),
        fields.place,
        fields.join_link,
        now,
    ])?;
    Ok(())
}

fn instants(meeting: &Parsed) -> (Option<Millis>, Option<Millis>) {
    let starts_at = meeting
        .fields
        .starts_local
        .map(|local| local.instant(meeting.zone));
    let minutes = i64::from(meeting.fields.duration_minutes);
    (starts_at, starts_at.map(|at| at.plus_minutes(minutes)))
}

pub(super) fn set_state(
    conn: &Connection,
    id: MeetingId,
    state: MeetingState,
    reason: &str,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached(
        "UPDATE meeting SET state = ?2, state_reason = ?3, sequence = sequence + 1, changed_at = ?4 WHERE id = ?1",
    )?
    .execute(params![id, word(state), reason, now])?;
    Ok(())
}

pub(super) fn set_cut_short(conn: &Connection, id: MeetingId, cut_short: bool) -> Result<()> {
    conn.prepare_cached("UPDATE meeting SET cut_short = ?2 WHERE id = ?1")?
        .execute(params![id, cut_short])?;
    Ok(())
}

/// How long a held meeting took, and who came late.
pub(super) fn set_time(
    conn: &Connection,
    id: MeetingId,
    used_minutes: Option<u32>,
    late: Option<Side>,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached(
        "UPDATE meeting SET used_minutes = ?2, late = ?3, changed_at = ?4 WHERE id = ?1",
    )?
    .execute(params![id, used_minutes, late.and_then(word), now])?;
    Ok(())
}

/// Who put a meeting off, called it off or did not come.
pub(super) fn set_changed_by(conn: &Connection, id: MeetingId, by: Option<Side>) -> Result<()> {
    conn.prepare_cached("UPDATE meeting SET changed_by = ?2 WHERE id = ?1")?
        .execute(params![id, by.and_then(word)])?;
    Ok(())
}

/// Notes that a meeting's agenda was taken out to be sent ahead.
pub(crate) fn set_agenda_sent(conn: &Connection, id: MeetingId, now: Millis) -> Result<()> {
    conn.prepare_cached(
        "UPDATE meeting SET agenda_sent_at = coalesce(agenda_sent_at, ?2) WHERE id = ?1",
    )?
    .execute(params![id, now])?;
    Ok(())
}

pub(super) fn set_notes(conn: &Connection, id: MeetingId, notes: &str, now: Millis) -> Result<()> {
    conn.prepare_cached("UPDATE meeting SET notes = ?2, changed_at = ?3 WHERE id = ?1")?
        .execute(params![id, notes, now])?;
    Ok(())
}

/// Puts a line at the end of a meeting's notes.
pub(crate) fn append_notes(
    conn: &Connection,
    id: MeetingId,
    line: &str,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached(
        "UPDATE meeting SET notes = CASE notes WHEN '' THEN ?2 ELSE notes || char(10) || char(10) || ?2 END,
                changed_at = ?3 WHERE id = ?1",
    )?
    .execute(params![id, line, now])?;
    Ok(())
}

/// Hands on from a moved meeting what was prepared for it, and notes where it went. Its notes go along where it had not
/// `begun`; else they are of what took place.
pub(super) fn link_move(
    conn: &Connection,
    from: MeetingId,
    to: MeetingId,
    begun: bool,
) -> Result<()> {
    conn.prepare_cached("UPDATE meeting SET moved_to = ?2 WHERE id = ?1")?
        .execute(params![from, to])?;
    conn.prepare_cached(
        "UPDATE agenda_point SET meeting_id = ?2 WHERE meeting_id = ?1 AND bin_id IS NULL AND done_at IS NULL",
    )?
    .execute(params![from, to])?;
    if !begun {
        conn.prepare_cached(
            "UPDATE meeting SET notes = (SELECT notes FROM meeting WHERE id = ?1) WHERE id = ?2",
        )?
        .execute(params![from, to])?;
        conn.prepare_cached("UPDATE meeting SET notes = '' WHERE id = ?1")?
            .execute([from])?;
    }
    // What was sent ahead of the old date is sent ahead of the new one.
    conn.prepare_cached(
        "UPDATE meeting SET agenda_sent_at = (SELECT agenda_sent_at FROM meeting WHERE id = ?1) WHERE id = ?2",
    )?
    .execute(params![from, to])?;
    Ok(())
}

/// The meeting as lists show it, unless in the bin.
pub(crate) fn find_row(conn: &Connection, app: &App, id: MeetingId) -> Result<MeetingRow> {
    let row = conn
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM meeting m WHERE m.id = ?1 AND m.bin_id IS NULL"
        ))?
        .query_row([id], |row| from_row(row, app))
        .optional()?
        .or_not_found("meeting")?;
    with_participants(conn, vec![row])?
        .pop()
        .or_not_found("meeting")
}

/// The meeting that was moved to this date.
pub(super) fn moved_from(conn: &Connection, id: MeetingId) -> Result<Option<MeetingId>> {
    Ok(conn
        .prepare_cached("SELECT id FROM meeting WHERE moved_to = ?1 AND bin_id IS NULL LIMIT 1")?
        .query_row([id], |row| row.get(0))
        .optional()?)
}

/// What a meeting has beyond its row: notes, what it became, UID, SEQUENCE.
pub(crate) fn find_rest(
    conn: &Connection,
    id: MeetingId,
) -> Result<(String, Option<MeetingId>, String, u32)> {
    Ok(conn
        .prepare_cached("SELECT notes, moved_to, uid, sequence FROM meeting WHERE id = ?1")?
        .query_row([id], |row| {
            Ok((
                row.get("notes")?,
                row.get("moved_to")?,
                row.get("uid")?,
                row.get("sequence")?,
            ))
        })?)
}

pub(crate) fn list(conn: &Connection, app: &App, request: &MeetingList) -> Result<Vec<MeetingRow>> {
    let begins = |date| time::day_start(date, app.zone());
    let listing = match request.relationship {
        // CROSS JOIN keeps SQLite at the room's own meetings instead of walking all by time.
        Some(room) => Listing::about(
            &request.page,
            format!(
                "SELECT {COLUMNS} FROM meeting_participant p CROSS JOIN meeting m ON m.id = p.meeting_id
                 WHERE p.relationship_id = ?1 AND m.bin_id IS NULL AND m.starts_at IS NOT NULL"
            ),
            room,
        ),
        None => Listing::of(
            &request.page,
            format!("SELECT {COLUMNS} FROM meeting m WHERE m.bin_id IS NULL AND m.starts_at IS NOT NULL"),
        ),
    };
    let from = request.from.map(begins);
    let until = request.until.and_then(|date| date.succ_opt());
    // Where the page goes on, it is from there that the index is walked.
    let goes_on = |order| unless(request.page.after.is_some() && request.order == order);
    let listing = listing
        // No meeting lasts longer than a week: the index narrows by start, the end decides.
        .given(
            &format!("{}m.starts_at >= ?", goes_on(MeetingOrder::Earliest)),
            from.map(|at| Millis(at.0 - 7 * Millis::DAY)),
        )
        .given("m.ends_at > ?", from)
        .given(
            &format!("{}m.starts_at < ?", goes_on(MeetingOrder::Latest)),
            until.map(begins),
        )
        .given("m.state = ?", request.state.and_then(word))
        .given(
            &series::next_only("?"),
            request.next_of_series.then(|| app.now()),
        );
    let ordered = match request.order {
        MeetingOrder::Earliest => listing.ascending("m.starts_at", "m.id")?,
        MeetingOrder::Latest => listing.descending("m.starts_at", "m.id")?,
    };
    let rows = ordered.rows(conn, |row| from_row(row, app))?;
    with_participants(conn, rows)
}

pub(crate) fn list_undated(
    conn: &Connection,
    app: &App,
    request: &MeetingListUndated,
) -> Result<Vec<MeetingRow>> {
    let undated = "m.bin_id IS NULL AND m.starts_at IS NULL AND m.state = 'planned'";
    let listing = match request.relationship {
        // CROSS JOIN keeps SQLite at the room's own meetings instead of walking all without a date.
        Some(room) => Listing::about(
            &request.page,
            format!(
                "SELECT {COLUMNS} FROM meeting_participant p CROSS JOIN meeting m ON m.id = p.meeting_id
                 WHERE p.relationship_id = ?1 AND {undated}"
            ),
            room,
        ),
        None => Listing::of(
            &request.page,
            format!("SELECT {COLUMNS} FROM meeting m INDEXED BY meeting_undated WHERE {undated}"),
        ),
    };
    let rows = listing
        .ascending("m.created_at", "m.id")?
        .rows(conn, |row| from_row(row, app))?;
    with_participants(conn, rows)
}

/// An SQL expression: how long before a meeting, named by its alias, it is announced, in milliseconds. The longest wish
/// among the rooms that take part, else the settings', which is `default`.
pub(crate) fn lead(meeting: &str, column: &str, default: &str) -> String {
    format!(
        "(60000 * coalesce((SELECT max(coalesce(r.{column}, {default})) FROM meeting_participant mp
           JOIN relationship r ON r.id = mp.relationship_id WHERE mp.meeting_id = {meeting}.id), {default}))"
    )
}

/// An SQL condition over a meeting, named by its alias: it goes on for one of the rooms that take part, or is nobody's.
pub(crate) fn goes_on(meeting: &str) -> String {
    let room =
        relationships::store::goes_on("mp.relationship_id", &format!("{meeting}.created_at"));
    format!(
        "coalesce((SELECT max({room}) FROM meeting_participant mp WHERE mp.meeting_id = {meeting}.id), 1)"
    )
}

/// Meetings still to come or under way, soonest first. Those that an ended room left are not.
pub(crate) fn coming(conn: &Connection, app: &App, limit: u32) -> Result<Vec<MeetingRow>> {
    let rows = conn
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM meeting m INDEXED BY meeting_planned
             WHERE m.bin_id IS NULL AND m.state = 'planned' AND m.starts_at > ?1 - 604800000 AND m.ends_at > ?1
               AND {}
             ORDER BY m.starts_at, m.id LIMIT ?2",
            goes_on("m")
        ))?
        .query_map(params![app.now(), limit], |row| from_row(row, app))?
        .collect::<rusqlite::Result<_>>()?;
    with_participants(conn, rows)
}

/// Meetings over since `since` of which nobody said how they went, latest first.
pub(crate) fn untold(
    conn: &Connection,
    app: &App,
    since: Millis,
    limit: u32,
) -> Result<Vec<MeetingRow>> {
    let rows = conn
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM meeting m
             WHERE m.bin_id IS NULL AND m.state = 'planned' AND m.ends_at > ?1 AND m.ends_at <= ?2
               AND {}
             ORDER BY m.ends_at DESC, m.id LIMIT ?3",
            goes_on("m")
        ))?
        .query_map(params![since, app.now(), limit], |row| from_row(row, app))?
        .collect::<rusqlite::Result<_>>()?;
    with_participants(conn, rows)
}

fn from_row(row: &Row<'_>, app: &App) -> rusqlite::Result<MeetingRow> {
    let local: Option<LocalTime> = row.get("starts_local")?;
    let span: Option<(Millis, Millis)> = row
        .get::<_, Option<Millis>>("starts_at")?
        .zip(row.get("ends_at")?);
    let zone: String = row.get("zone")?;
    Ok(MeetingRow {
        id: row.get("id")?,
        title: row.get("title")?,
        when: local.zip(span).map(|(local, (starts_at, ends_at))| When {
            local,
            after_gap: zone.parse().ok().and_then(|zone| local.after_gap(zone)),
            zone,
            starts_at,
            ends_at,
            here: LocalTime::at(starts_at, app.zone()),
            here_end: LocalTime::at(ends_at, app.zone()),
        }),
        duration_minutes: row.get("duration_minutes")?,
        channel: read_word(row, "channel")?,
        place: row.get("place")?,
        join_link: row.get("join_link")?,
        state: read_word(row, "state")?,
        state_reason: row.get("state_reason")?,
        has_notes: row.get("has_notes")?,
        cut_short: row.get("cut_short")?,
        usefulness: row.get("usefulness")?,
        used_minutes: row.get("used_minutes")?,
        late: read_word_option(row, "late")?,
        changed_by: read_word_option(row, "changed_by")?,
        agenda_sent: row.get::<_, Option<Millis>>("agenda_sent_at")?.is_some(),
        followed: row.get::<_, Option<Millis>>("followed_at")?.is_some(),
        participants: Vec::new(),
        series: None,
        created_at: row.get("created_at")?,
    })
}
