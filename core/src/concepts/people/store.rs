use rusqlite::{Connection, OptionalExtension, Row, params};

use super::model::{Person, PersonFields, PersonId, PersonList, PersonRow, Role};
use crate::clock::Millis;
use crate::db::schema::Schema;
use crate::db::{Listing, read_word_option, titles, word};
use crate::error::{OrNotFound, Result};
use crate::text::{sort_key, sort_keys_alike};

const COLUMNS: &str =
    "p.id, p.name, p.called, called(p.name, p.called) AS called_as, p.pronoun, p.sort_name, p.organisation, p.position, p.zone, p.email, p.phone, p.link,
    p.strengths, p.how_met, p.introduced_by, p.created_at, p.changed_at";

const ROLES: &str = "(SELECT group_concat(role) FROM relationship r
    WHERE r.person_id = p.id AND r.bin_id IS NULL) AS roles";

pub(crate) fn insert(
    conn: &Connection,
    id: PersonId,
    fields: &PersonFields,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO person (id, name, sort_name, organisation, position, zone, email, phone, link,
                             strengths, how_met, introduced_by, created_at, changed_at, called, pronoun)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13, ?14, ?15)",
    )?
    .execute(params![
        id,
        fields.name,
        sort_key(&fields.name),
        fields.organisation,
        fields.position,
        fields.zone,
        fields.email,
        fields.phone,
        fields.link,
        fields.strengths,
        fields.how_met,
        fields.introduced_by,
        now,
        fields.called,
        fields.pronoun.map(word),
    ])?;
    Ok(())
}

pub(crate) fn update(
    conn: &Connection,
    id: PersonId,
    fields: &PersonFields,
    now: Millis,
) -> Result<()> {
    let sort_name = sort_key(&fields.name);
    conn.prepare_cached(
        "UPDATE person SET name = ?2, sort_name = ?3, organisation = ?4, position = ?5, zone = ?6,
                email = ?7, phone = ?8, link = ?9, strengths = ?10, how_met = ?11, introduced_by = ?12,
                changed_at = ?13, called = ?14, pronoun = ?15
         WHERE id = ?1",
    )?
    .execute(params![
        id,
        fields.name,
        sort_name,
        fields.organisation,
        fields.position,
        fields.zone,
        fields.email,
        fields.phone,
        fields.link,
        fields.strengths,
        fields.how_met,
        fields.introduced_by,
        now,
        fields.called,
        fields.pronoun.map(word),
    ])?;
    conn.prepare_cached(
        "UPDATE relationship SET sort_name = ?2 WHERE person_id = ?1 AND sort_name <> ?2",
    )?
    .execute(params![id, sort_name])?;
    Ok(())
}

/// The person, unless in the bin.
pub(crate) fn find(conn: &Connection, id: PersonId) -> Result<Person> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS}, i.name AS introduced_by_name
         FROM person p LEFT JOIN person i ON i.id = p.introduced_by AND i.bin_id IS NULL
         WHERE p.id = ?1 AND p.bin_id IS NULL"
    ))?
    .query_row([id], from_row)
    .optional()?
    .or_not_found("person")
}

pub(crate) fn list(conn: &Connection, request: &PersonList) -> Result<Vec<PersonRow>> {
    let select = format!("SELECT {COLUMNS}, {ROLES} FROM person p WHERE p.bin_id IS NULL");
    Listing::of(&request.page, select)
        .given(
            &format!("p.id IN ({})", titles::MATCHING),
            titles::pattern(&request.text),
        )
        .ascending("p.sort_name", "p.id")?
        .rows(conn, row_from_row)
}

/// People this one introduced, at most fifty.
pub(crate) fn introduced(conn: &Connection, id: PersonId) -> Result<Vec<PersonRow>> {
    let rows = conn
        .prepare_cached(&format!(
            "SELECT {COLUMNS}, {ROLES} FROM person p
             WHERE p.introduced_by = ?1 AND p.bin_id IS NULL ORDER BY p.sort_name LIMIT 50"
        ))?
        .query_map([id], row_from_row)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Other entries under the same name, accents and case aside, at most ten.
pub(crate) fn alike(conn: &Connection, person: &Person) -> Result<Vec<PersonRow>> {
    let alike = sort_keys_alike(&person.fields.name);
    let rows = conn
        .prepare_cached(&format!(
            "SELECT {COLUMNS}, {ROLES} FROM person p
             WHERE p.sort_name >= ?1 AND p.sort_name < ?2 AND p.bin_id IS NULL AND p.id <> ?3
             ORDER BY p.sort_name, p.id LIMIT 10"
        ))?
        .query_map(params![alike.start, alike.end, person.id], row_from_row)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Hands everything that points to `absorb` over to `keep`.
pub(crate) fn hand_over(conn: &Connection, keep: PersonId, absorb: PersonId) -> Result<()> {
    for (table, pointer) in Schema::of(conn)?.pointing_to("person") {
        let (table, column) = (&table.name, &pointer.column);
        let sql = if table == "person" {
            // Nobody introduces themselves.
            format!("UPDATE person SET {column} = nullif(?1, id) WHERE {column} = ?2")
        } else {
            format!("UPDATE {table} SET {column} = ?1 WHERE {column} = ?2 AND bin_id IS NULL")
        };
        conn.execute(&sql, params![keep, absorb])?;
    }
    conn.execute(
        "UPDATE relationship SET sort_name = p.sort_name FROM person p
         WHERE p.id = ?1 AND relationship.person_id = ?1 AND relationship.bin_id IS NULL
           AND relationship.sort_name <> p.sort_name",
        [keep],
    )?;
    Ok(())
}

/// Lets whatever both rooms of two people take part in name the person they become once, by the room of `keep`. What
/// each said is kept, one after the other; of two answers the one that says something. Both rooms stay.
pub(crate) fn unite(conn: &Connection, keep: PersonId, absorb: PersonId) -> Result<()> {
    let rooms = |person: &str| {
        format!("SELECT id FROM relationship WHERE person_id = {person} AND bin_id IS NULL")
    };
    let (kept, absorbed) = (rooms("?1"), rooms("?2"));
    for (table, key) in [
        ("decision_view", "decision_id"),
        ("challenge_voice", "challenge_id"),
    ] {
        conn.execute(
            &format!(
                "UPDATE {table} SET text = trim(text || char(10) || char(10) ||
                   (SELECT group_concat(o.text, char(10) || char(10)) FROM {table} o
                    WHERE o.{key} = {table}.{key} AND o.relationship_id IN ({absorbed}) AND o.text <> ''), char(10))
                 WHERE relationship_id IN ({kept})
                   AND relationship_id = (SELECT min(k.relationship_id) FROM {table} k
                     WHERE k.{key} = {table}.{key} AND k.relationship_id IN ({kept}))
                   AND EXISTS (SELECT 1 FROM {table} o
                     WHERE o.{key} = {table}.{key} AND o.relationship_id IN ({absorbed}) AND o.text <> '')"
            ),
            params![keep, absorb],
        )?;
    }
    // What was passed over in one room and answered in the other was answered.
    conn.execute(
        &format!(
            "DELETE FROM mutual_check AS passed WHERE relationship_id IN ({kept})
               AND useful_to_me IS NULL AND useful_to_them IS NULL AND talked IS NULL AND text = ''
               AND EXISTS (SELECT 1 FROM mutual_check o WHERE o.meeting_id = passed.meeting_id
                             AND o.relationship_id IN ({absorbed}))"
        ),
        params![keep, absorb],
    )?;
    conn.execute(
        &format!(
            "INSERT INTO mutual_check (meeting_id, relationship_id, useful_to_me, useful_to_them, talked, text, at)
             SELECT o.meeting_id, (SELECT min(p.relationship_id) FROM meeting_participant p
                                   WHERE p.meeting_id = o.meeting_id AND p.relationship_id IN ({kept})),
                    o.useful_to_me, o.useful_to_them, o.talked, o.text, o.at
             FROM mutual_check o WHERE o.relationship_id IN ({absorbed})
               AND EXISTS (SELECT 1 FROM meeting_participant p
                           WHERE p.meeting_id = o.meeting_id AND p.relationship_id IN ({kept}))
               AND NOT EXISTS (SELECT 1 FROM mutual_check k
                               WHERE k.meeting_id = o.meeting_id AND k.relationship_id IN ({kept}))
             GROUP BY o.meeting_id"
        ),
        params![keep, absorb],
    )?;
    // What can name each room once, by its key.
    for (table, _) in Schema::of(conn)?.pointing_to("relationship") {
        let Some(key) = table.beside_in_key("relationship_id") else {
            continue;
        };
        let table = &table.name;
        conn.execute(
            &format!(
                "DELETE FROM {table} AS other WHERE relationship_id IN ({absorbed})
                   AND EXISTS (SELECT 1 FROM {table} k WHERE k.{key} = other.{key} AND k.relationship_id IN ({kept}))"
            ),
            params![keep, absorb],
        )?;
    }
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person {
        id: row.get("id")?,
        fields: PersonFields {
            name: row.get("name")?,
            called: row.get("called")?,
            pronoun: read_word_option(row, "pronoun")?,
            organisation: row.get("organisation")?,
            position: row.get("position")?,
            zone: row.get("zone")?,
            email: row.get("email")?,
            phone: row.get("phone")?,
            link: row.get("link")?,
            strengths: row.get("strengths")?,
            how_met: row.get("how_met")?,
            introduced_by: row.get("introduced_by")?,
        },
        called_as: row.get("called_as")?,
        introduced_by_name: row.get("introduced_by_name")?,
        created_at: row.get("created_at")?,
        changed_at: row.get("changed_at")?,
    })
}

fn row_from_row(row: &Row<'_>) -> rusqlite::Result<PersonRow> {
    let roles: Option<String> = row.get("roles")?;
    Ok(PersonRow {
        id: row.get("id")?,
        name: row.get("name")?,
        organisation: row.get("organisation")?,
        position: row.get("position")?,
        zone: row.get("zone")?,
        roles: roles
            .unwrap_or_default()
            .split(',')
            .filter_map(Role::of_word)
            .collect(),
        sort_name: row.get("sort_name")?,
    })
}
