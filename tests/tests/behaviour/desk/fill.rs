//! What the desk is filled with.

use serde_json::{Value, json};

use super::Desk;

impl Desk {
    pub(super) fn people(&mut self) {
        for (called, name, more) in [
            (
                "ada",
                "Ada Ahlgren",
                json!({ "zone": "America/New_York", "organisation": "Harbour Lights" }),
            ),
            ("ben", "Ben Okoro", json!({ "email": "ben@example.org" })),
            ("cleo", "Cleo Marsh", json!({ "how_met": "At a fair" })),
            (
                "cleo_too",
                "Cleo Marsh",
                json!({ "how_met": "By letter", "phone": "+33 1 23" }),
            ),
        ] {
            let mut fields = more;
            fields["name"] = json!(name);
            self.keep(called, "person_add", json!({ "fields": fields }));
        }
        for (called, person, role) in [
            ("with_ada", "ada", "mentee"),
            ("with_ben", "ben", "mentor"),
            ("with_cleo", "cleo_too", "peer"),
            ("ended", "cleo_too", "mentee"),
        ] {
            let fields = json!({ "role": role, "kind": "informal", "topic": "Speaking in public",
                "cadence": { "every": 1, "unit": "month" } });
            let phase = if called == "ended" { "ended" } else { "active" };
            self.keep(
                called,
                "relationship_start",
                json!({ "person_id": self.id(person), "fields": fields, "phase": phase }),
            );
        }
        // What was meant before is an amendment.
        let fields = json!({ "role": "mentee", "kind": "informal", "topic": "Speaking in public",
            "cadence": { "every": 2, "unit": "week" } });
        self.run(
            "relationship_change",
            json!({ "id": self.id("with_ada"), "fields": fields }),
        );
    }

    pub(super) fn meetings(&mut self) {
        for (called, rooms, starts) in [
            ("held", vec!["with_ada"], Some("2026-01-20T10:00")),
            ("over", vec!["with_ben"], Some("2026-02-27T15:00")),
            ("missed", vec!["with_ben"], Some("2026-02-10T15:00")),
            ("coming", vec!["with_ada"], Some("2026-03-10T10:00")),
            (
                "all_three",
                vec!["with_ada", "with_ben", "with_cleo"],
                Some("2026-03-20T16:00"),
            ),
            ("undated", vec!["with_ada"], None),
        ] {
            let rooms: Vec<&Value> = rooms.into_iter().map(|room| self.id(room)).collect();
            let fields = json!({ "title": "Rehearsal", "starts_local": starts, "duration_minutes": 45,
                "channel": "video", "join_link": "https://example.org/call" });
            self.keep(
                called,
                "meeting_plan",
                json!({ "participants": rooms, "fields": fields }),
            );
        }
        let fields = json!({ "title": "Breathing", "starts_local": "2026-04-28T17:00", "duration_minutes": 20, "channel": "phone" });
        self.keep(
            "again",
            "series_plan",
            json!({ "participants": [self.id("with_ben")], "fields": fields,
                "rule": { "unit": "month_day", "every": 1, "day": 28 }, "end": { "kind": "after", "count": 3 } }),
        );
        for (called, place, text) in [
            (
                "point",
                json!({ "meeting_id": self.id("coming") }),
                "The opening line",
            ),
            (
                "point_after",
                json!({ "meeting_id": self.id("coming") }),
                "The last slide",
            ),
            (
                "waiting",
                json!({ "relationship_id": self.id("with_ada") }),
                "Where to rehearse",
            ),
        ] {
            let mut request = place;
            request["text"] = json!(text);
            self.keep(called, "agenda_add", request);
        }
        self.questions_to_ask();
        self.world.go_to("2026-02-20T09:00[Europe/Paris]");
        self.run("meeting_hold", json!({ "id": self.id("held") }));
        let said =
            json!({ "useful_to_me": 4, "useful_to_them": 3, "talked": 2, "text": "More time" });
        self.run(
            "mutual_check_answer",
            json!({ "meeting_id": self.id("held"), "relationship_id": self.id("with_ada"), "fields": said }),
        );
        self.run(
            "meeting_write_notes",
            json!({ "id": self.id("held"), "text": "We spoke of pauses." }),
        );
        self.run("meeting_miss", json!({ "id": self.id("missed") }));
    }

    /// Templates and questions: ours, one of them reworded, and the person's own.
    fn questions_to_ask(&mut self) {
        let lines = json!([{ "kind": "topic", "text": "Breath" }, { "kind": "question", "text": "What did you hear?" }]);
        self.keep(
            "template",
            "template_add",
            json!({ "fields": { "name": "Before a talk", "lines": lines } }),
        );
        self.run(
            "template_change",
            json!({ "id": "short", "fields": { "name": "Ten minutes", "lines": lines } }),
        );
        let own = json!({ "text": "What did you hear?", "occasion": "feedback" });
        self.keep("question", "question_add", json!({ "fields": own }));
        self.run(
            "question_change",
            json!({ "id": "path_here", "fields": { "text": "How did you get here?", "occasion": "first_meeting" } }),
        );
        let held = self.id("held").clone();
        self.keep(
            "asked",
            "question_pick",
            json!({ "id": "path_here", "meeting_id": held }),
        );
        self.run(
            "agenda_tick",
            json!({ "id": self.id("asked"), "done": true }),
        );
    }

    pub(super) fn rest(&mut self) {
        let room = self.id("with_ada").clone();
        self.keep(
            "advice",
            "advice_add",
            json!({ "fields": { "text": "Pause", "relationship_id": room, "given_by": "theirs",
                "meeting_id": self.id("held") } }),
        );
        self.keep(
            "decision",
            "decision_add",
            json!({ "fields": { "question": "Which stage first?", "options": ["Small", "Large"],
                "views": [{ "relationship_id": room, "text": "The small one" }], "relationship_id": room } }),
        );
        self.keep(
            "decided",
            "decision_add",
            json!({ "fields": { "question": "Speak in June" }, "made": true }),
        );
        self.keep(
            "win",
            "journal_add",
            json!({ "fields": { "text": "Five minutes without notes" } }),
        );
        self.keep(
            "story",
            "journal_add",
            json!({ "fields": { "kind": "story", "text": "Ask before you answer", "context": "A year in the wrong hall.",
                "whose": "theirs", "relationship_id": room } }),
        );
        self.challenges();
        self.keep(
            "goal",
            "goal_set",
            json!({ "fields": { "title": "Speak freely", "relationship_id": room } }),
        );
        self.keep(
            "reached",
            "goal_set",
            json!({ "fields": { "title": "Find a voice" } }),
        );
        self.run("goal_complete", json!({ "id": self.id("reached") }));
        self.keep(
            "reached_together",
            "goal_set",
            json!({ "fields": { "title": "Find a stage", "relationship_id": room } }),
        );
        self.run(
            "goal_complete",
            json!({ "id": self.id("reached_together") }),
        );
        for (called, title) in [
            ("first_step", "Five minutes without notes"),
            ("second_step", "A full talk"),
        ] {
            self.keep(
                called,
                "milestone_add",
                json!({ "goal_id": self.id("goal"), "title": title }),
            );
        }
        self.run(
            "goal_check_in",
            json!({ "id": self.id("goal"), "text": "Getting there", "progress": 40 }),
        );
        for (called, title, due) in [
            ("promise", "Record a rehearsal", Some("2026-02-25")),
            ("kept", "Read the chapter", None),
        ] {
            let fields = json!({ "title": title, "due_on": due, "relationship_id": room,
                "meeting_id": self.id("held"), "goal_id": self.id("goal") });
            self.keep(called, "action_add", json!({ "fields": fields }));
        }
        self.run("action_done", json!({ "id": self.id("kept") }));
        for (called, kind) in [("contact", "call"), ("letter", "letter")] {
            self.keep(
                called,
                "contact_log",
                json!({ "relationship_id": room, "kind": kind, "happened_on": "2026-02-12" }),
            );
        }
        let share = json!({ "relationship_id": room, "direction": "received" });
        let link = json!({ "title": "On pauses", "url": "https://example.org/pauses" });
        self.keep(
            "link",
            "resource_add",
            json!({ "kind": "link", "fields": link, "share": share }),
        );
        let file = self.file("notes.txt", b"Breathe in.");
        self.keep(
            "file",
            "resource_add",
            json!({ "kind": "file", "fields": {}, "file": file, "share": share }),
        );
        self.keep(
            "thrown",
            "action_add",
            json!({ "fields": { "title": "Buy a metronome" } }),
        );
        self.run("action_delete", json!({ "id": self.id("thrown") }));
        let bin = self.run("bin_list", json!({}));
        self.ids.insert("in_the_bin", bin["items"][0]["id"].clone());
        self.world.go_to("2026-02-28T10:00[Europe/Paris]");
        assert!(
            !self.world.notices().is_empty(),
            "a promise is overdue and a meeting untold on this desk"
        );
        let inbox = self.run("reminder_list", json!({}));
        self.ids.insert("reminder", inbox["items"][0]["id"].clone());
    }

    /// One that two rooms are asked about, and one that is solved.
    fn challenges(&mut self) {
        let voices = json!([{ "relationship_id": self.id("with_ada"), "text": "Look at one face" },
            { "relationship_id": self.id("with_ben") }]);
        for (called, title) in [
            ("challenge", "A voice that goes flat"),
            ("solved", "Hands that shake"),
        ] {
            let fields = json!({ "title": title, "context": "From the eleventh face on.", "voices": voices,
                "tries": [{ "text": "Hold the lectern", "helped": false }, { "text": "Breathe out first" }] });
            self.keep(called, "challenge_add", json!({ "fields": fields }));
        }
        let request =
            json!({ "id": self.id("solved"), "solved": true, "worked": "A glass of water" });
        self.run("challenge_close", request);
    }

    pub(super) fn privately(&mut self, private: &str) {
        for (called, kind, about) in [
            ("about_ada", "person", "ada"),
            ("about_the_room", "relationship", "with_ada"),
            ("about_the_meeting", "meeting", "held"),
            ("about_the_coming", "meeting", "coming"),
        ] {
            let about = json!({ "kind": kind, "id": self.id(about) });
            let body = format!("A thought {private}");
            self.keep(
                called,
                "note_write",
                json!({ "about": about, "body": body }),
            );
            let body = format!("Half a thought {private}");
            self.run("note_draft_keep", json!({ "about": about, "body": body }));
        }
        let about = json!({ "kind": "relationship", "id": self.id("with_ada") });
        let body = format!("Good at this {private}");
        self.keep(
            "a_strength",
            "note_write",
            json!({ "about": about, "body": body, "aspect": "strength" }),
        );
        let body = format!("What I saw {private}");
        self.run(
            "note_draft_keep",
            json!({ "about": about, "draft": "feedback", "body": body }),
        );
    }
}
