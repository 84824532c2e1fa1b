//! A desk with one of everything, and a valid request for every command of the table.

use std::collections::BTreeMap;

use chrono::Duration;
use ithaca_tests::World;
use serde_json::{Value, json};

/// What the filled desk is locked with, once it is.
const PASSPHRASE: &str = "fern, ladder, tin, november";

/// A well-filled desk: Monday 2 March 2026, 9:00 in Paris.
pub struct Desk {
    pub world: World,
    ids: BTreeMap<&'static str, Value>,
}

/// Runs a command that must succeed.
pub fn run(world: &World, name: &str, request: Value) -> Value {
    world.call(name, request.clone()).unwrap_or_else(|error| {
        panic!(
            "{name} {request} is a valid request, but: {}",
            error.message
        )
    })
}

impl Desk {
    pub fn new() -> Self {
        Self::saying("")
    }

    /// The same desk with `private` in every private text and nowhere else.
    pub fn saying(private: &str) -> Self {
        let mut desk = Self {
            world: World::at("2026-01-05T09:00[Europe/Paris]"),
            ids: BTreeMap::new(),
        };
        desk.people();
        desk.meetings();
        desk.rest();
        desk.privately(private);
        desk.world.go_to("2026-03-02T09:00[Europe/Paris]");
        desk
    }

    /// The id something was given when the desk was filled.
    pub fn id(&self, name: &str) -> &Value {
        self.ids
            .get(name)
            .unwrap_or_else(|| panic!("nothing on the desk is called {name}"))
    }

    pub fn run(&self, name: &str, request: Value) -> Value {
        run(&self.world, name, request)
    }

    fn keep(&mut self, called: &'static str, name: &str, request: Value) {
        self.world.advance(Duration::minutes(1));
        let made = self.run(name, request);
        self.ids.insert(called, made["id"].clone());
    }

    fn people(&mut self) {
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
    }

    fn meetings(&mut self) {
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

    fn rest(&mut self) {
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

    fn privately(&mut self, private: &str) {
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

    /// A handle for a new file with these bytes.
    pub fn file(&self, name: &str, bytes: &[u8]) -> Value {
        let folder = self.world.folder().join("chosen");
        std::fs::create_dir_all(&folder).expect("a folder for chosen files");
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("a file to choose");
        json!(self.world.app.files().mint_read(path))
    }

    /// A handle for a file to be written.
    pub fn out(&self, name: &str) -> Value {
        json!(
            self.world
                .app
                .files()
                .mint_write(self.world.folder().join(name))
        )
    }

    /// A valid request for a command, on this desk as it was filled.
    pub fn request(&self, name: &str) -> Value {
        let id = |called: &str| json!({ "id": self.id(called) });
        let id_and = |called: &str, more: Value| {
            let mut request = id(called);
            for (field, value) in more.as_object().into_iter().flatten() {
                request[field] = value.clone();
            }
            request
        };
        let about = json!({ "kind": "person", "id": self.id("ada") });
        let proof = json!({ "kind": "passphrase", "typed": PASSPHRASE });
        let room = self.id("with_ada");
        match name {
            "app_start"
            | "app_about"
            | "settings_show"
            | "first_run_finish"
            | "change_undo"
            | "change_redo"
            | "demo_fill"
            | "demo_remove"
            | "sidebar_show"
            | "today_show"
            | "clock_believe"
            | "person_list"
            | "relationship_list"
            | "meeting_list"
            | "calendar_kept_show"
            | "meeting_list_undated"
            | "action_list"
            | "goal_list"
            | "resource_list"
            | "reminder_list"
            | "reminder_held"
            | "reminder_ahead"
            | "template_list"
            | "question_list"
            | "bin_list"
            | "bin_empty" => json!({}),
            "settings_change" => {
                let mut settings = self.run("settings_show", json!({}));
                settings["zone"] = json!("Asia/Tokyo");
                json!({ "settings": settings })
            }
            "draft_keep" => json!({ "scope": "quick_add", "body": "@Ada ask" }),
            "draft_find" => json!({ "scope": "quick_add" }),
            "draft_find_all" => json!({ "scopes": ["quick_add", "first_run"] }),
            "room_now_show" => id("with_ada"),
            "meeting_around_show" => id("coming"),
            "action_board" => json!({ "relationship": room }),
            "task_cancel" => json!({ "task": "none" }),
            "vault_show" | "passphrase_offer" => json!({}),
            "passphrase_judge" => json!({ "passphrase": PASSPHRASE }),
            "vault_set_passphrase" => {
                json!({ "passphrase": PASSPHRASE, "proof": proof, "keep_device": true })
            }
            "vault_keep_device" => json!({ "on": true, "proof": proof }),
            "vault_propose_recovery" | "vault_remove_recovery" => json!({ "proof": proof }),
            "vault_confirm_recovery" => {
                let proposed = self.run("vault_propose_recovery", json!({ "proof": proof }));
                let asked = proposed["ask_back"].as_u64().expect("a group") as usize;
                json!({ "typed": proposed["groups"][asked - 1] })
            }
            "vault_lock" => {
                self.run("vault_set_passphrase", self.request("vault_set_passphrase"));
                json!({})
            }
            "vault_unlock" => json!({ "proof": proof }),
            "vault_rotate" => json!({ "passphrase": PASSPHRASE }),
            "damage_show" => json!({}),
            // Only a desk that does not open has anything to do here: see faults/rescue.rs.
            "damage_restore" => json!({ "id": self.backup(), "proof": proof }),
            "damage_start_new" => json!({ "proof": proof }),
            "vault_remove_passphrase" => {
                self.run("vault_set_passphrase", self.request("vault_set_passphrase"));
                json!({ "proof": proof })
            }
            "find" => json!({ "text": "reh" }),

            "person_add" => json!({ "fields": { "name": "Dora Ito" } }),
            "person_change" => id_and(
                "ada",
                json!({ "fields": { "name": "Ada Berg", "introduced_by": self.id("ben") } }),
            ),
            "person_show" | "person_delete" => id("ada"),
            "person_merge" => json!({ "keep": self.id("cleo"), "absorb": self.id("cleo_too") }),

            "relationship_start" => {
                json!({ "person_id": self.id("cleo"), "fields": { "role": "peer", "kind": "peer" }, "phase": "trial" })
            }
            "relationship_change" => id_and(
                "with_ada",
                json!({ "fields": { "role": "mentee", "kind": "formal", "programme": "Bridges" } }),
            ),
            "relationship_move_phase" => id_and(
                "with_ada",
                json!({ "phase": "paused", "reason": "A long journey" }),
            ),
            "relationship_keep" => id_and("ended", json!({ "discard_on": "2027-03-02" })),
            "relationship_remind" => id_and(
                "with_ada",
                json!({ "leads": { "early": 2880, "late": 30 } }),
            ),
            "relationship_check" => id_and("with_ada", json!({ "every": 2 })),
            "relationship_show" | "relationship_delete" => id("with_ada"),
            "amendment_list" => {
                json!({ "of": { "kind": "relationship", "id": self.id("with_ada") } })
            }

            "meeting_plan" => json!({ "participants": [room, self.id("with_ben")],
                "fields": { "starts_local": "2026-04-01T10:00", "duration_minutes": 30, "channel": "phone" } }),
            "meeting_change" => id_and(
                "coming",
                json!({ "participants": [self.id("with_ben")],
                "fields": { "title": "Another", "starts_local": "2026-03-11T10:00", "duration_minutes": 30,
                            "channel": "phone" } }),
            ),
            "meeting_move" => id_and(
                "coming",
                json!({ "starts_local": "2026-03-12T11:00", "reason": "A cold" }),
            ),
            "meeting_hold" => id("over"),
            "meeting_miss" => id_and("over", json!({ "reason": "Overslept" })),
            "meeting_cancel" => id_and("coming", json!({ "reason": "A cold" })),
            "meeting_reopen" | "meeting_delete" => id("held"),
            "meeting_show" => id("coming"),
            "meeting_write_notes" => id_and("held", json!({ "text": "We spoke of breath." })),

            "series_look" => json!({ "starts_local": "2026-03-31T10:00",
                "rule": { "unit": "month_weekday", "every": 3, "which": 5, "weekday": "tuesday" } }),
            "series_plan" => json!({ "participants": [room],
                "fields": { "starts_local": "2026-04-02T10:00", "duration_minutes": 30, "channel": "phone" },
                "rule": { "unit": "week", "every": 2 }, "end": { "kind": "until", "on": "2026-06-01" },
                "meeting": self.id("coming") }),
            "series_change" => id_and(
                "again",
                json!({ "scope": "all", "participants": [self.id("with_ben"), room], "rule": { "unit": "week", "every": 3 },
                "fields": { "title": "Breathing", "starts_local": "2026-04-29T18:00", "duration_minutes": 25,
                            "channel": "phone" } }),
            ),
            "series_cancel" => id_and("again", json!({ "scope": "following", "reason": "A cold" })),
            "series_delete" => id_and("again", json!({ "scope": "all" })),

            "agenda_add" => {
                json!({ "relationship_id": room, "meeting_id": self.id("coming"), "text": "The hall" })
            }
            "agenda_change" => id_and(
                "point",
                json!({ "text": "The first line", "raised_by": "theirs" }),
            ),
            "agenda_tick" => id_and(
                "waiting",
                json!({ "done": true, "meeting_id": self.id("coming") }),
            ),
            "agenda_move" => id_and("point_after", json!({ "before": self.id("point") })),
            "agenda_remove" => id("point"),
            "agenda_inbox" => json!({ "relationship_id": room }),

            "template_add" => json!({ "fields": { "name": "Rehearsing", "role": "mentee",
                "lines": [{ "kind": "topic", "text": "The first minute" }] } }),
            "template_change" => json!({ "id": "circle", "fields": { "name": "Our round",
                "lines": [{ "kind": "topic", "text": "How we arrive" }] } }),
            "template_put_back" => json!({ "id": "short" }),
            "template_use" => json!({ "id": "regular", "meeting_id": self.id("coming") }),
            "template_delete" => id("template"),
            "question_add" => {
                json!({ "fields": { "text": "Where do you breathe?", "occasion": "regular", "role": "mentor" } })
            }
            "question_change" => id_and(
                "question",
                json!({ "fields": { "text": "What do you hear?", "occasion": "review" } }),
            ),
            "question_put_back" => json!({ "id": "path_here" }),
            "question_pick" => json!({ "id": "stays_here", "meeting_id": self.id("coming") }),
            "question_delete" => id("question"),
            "mutual_check_answer" => {
                json!({ "meeting_id": self.id("over"), "relationship_id": self.id("with_ben"),
                "fields": { "useful_to_me": 5, "useful_to_them": 4 } })
            }
            "mutual_check_skip" => {
                json!({ "meeting_id": self.id("over"), "relationship_id": self.id("with_ben") })
            }
            "mutual_check_show" => json!({ "meeting_id": self.id("held") }),
            "mutual_check_list" => json!({ "relationship_id": room }),

            "action_add" => {
                json!({ "fields": { "title": "Book the hall", "relationship_id": room } })
            }
            "action_change" => id_and(
                "promise",
                json!({ "fields": { "title": "Record two", "owner": "theirs" } }),
            ),
            "action_done" | "action_delete" => id("promise"),
            "action_drop" => id_and("promise", json!({ "reason": "No microphone" })),
            "action_reopen" => id("kept"),
            "action_go_on" => id_and("promise", json!({ "beyond_end": true })),
            "action_snooze" => id_and("promise", json!({ "until": { "kind": "next_meeting" } })),
            "balance_show" => json!({ "relationship_id": room }),

            "contact_log" => json!({ "relationship_id": room, "kind": "letter" }),
            "contact_change" => id_and(
                "contact",
                json!({ "promise": true, "fields": { "kind": "shadowing", "begun_by": "theirs",
                    "happened_on": "2026-02-26", "happened_time": "15:30", "text": "The pauses",
                    "will_try": "Pause twice", "counts": true } }),
            ),
            "contact_list" => json!({ "relationship": room }),
            "contact_delete" => id("contact"),

            "meeting_rate" => id_and("held", json!({ "usefulness": 4 })),
            "meeting_time" => id_and("held", json!({ "used_minutes": 50, "late": "theirs" })),
            "time_kept_show" => json!({ "relationship_id": room }),
            "meeting_follow" | "meeting_after" => id("held"),
            "meeting_thank" => id_and("held", json!({ "thanks": { "by": "2026-03-06" } })),
            "meeting_plan_next" => id_and("held", json!({ "starts_local": "2026-04-06T10:00" })),
            "brief_show" | "brief_share" | "brief_sent" => {
                json!({ "about": { "kind": "meeting", "id": self.id("coming") } })
            }
            "brief_save" => {
                json!({ "about": { "kind": "relationship", "id": room }, "out": self.out("agenda.txt") })
            }
            "date_read" => json!({ "text": "by Friday", "facing": "ahead" }),
            "capture_read" => json!({ "line": "Send the slides by Friday" }),
            "capture_add" => {
                json!({ "meeting_id": self.id("held"), "kind": "mine", "text": "Send the slides by Friday" })
            }
            "capture_reword" => {
                json!({ "kind": "advice", "id": self.id("advice"), "text": "Breathe out first" })
            }
            "advice_list" | "decision_list" | "challenge_list" | "journal_list" => {
                json!({ "relationship": room })
            }
            "capture_list" => json!({ "meeting_id": self.id("held") }),

            "advice_add" => json!({ "fields": { "text": "Stand still", "relationship_id": room } }),
            "advice_change" => id_and(
                "advice",
                json!({ "fields": { "text": "Pause longer", "relationship_id": room, "given_by": "theirs" } }),
            ),
            "advice_decide" => id_and(
                "advice",
                json!({ "verdict": "try", "try_by": "2026-03-20" }),
            ),
            "advice_result" => id_and("advice", json!({ "result": "Calmer", "helped": true })),
            "advice_tell" => id_and("advice", json!({ "told": true, "thanked": false })),
            "advice_show" | "advice_delete" => id("advice"),
            "decision_add" => {
                json!({ "fields": { "question": "Which talk first?", "options": ["Short", "Long"],
                "views": [{ "relationship_id": room, "text": "The short one" }] } })
            }
            "decision_change" => id_and(
                "decision",
                json!({ "fields": { "question": "Which stage?" } }),
            ),
            "decision_make" => id_and(
                "decision",
                json!({ "choice": "The small one", "why": "Nearer", "look_back_on": "2026-06-01" }),
            ),
            "decision_reopen" => id("decided"),
            "decision_look_back" => id_and("decided", json!({ "text": "It was right" })),
            "decision_show" | "decision_delete" => id("decision"),
            "challenge_add" => {
                json!({ "fields": { "title": "Questions from the floor", "voices": [{ "relationship_id": room }] } })
            }
            "challenge_change" => id_and(
                "challenge",
                json!({ "fields": { "title": "A voice that carries", "tries": [{ "text": "Breathe out first", "helped": true }],
                "voices": [{ "relationship_id": room, "text": "Look at two faces" }] } }),
            ),
            "challenge_close" => id_and(
                "challenge",
                json!({ "solved": false, "worked": "The hall is small" }),
            ),
            "challenge_reopen" => id("solved"),
            "challenge_show" | "challenge_delete" => id("challenge"),
            "journal_add" => json!({ "fields": { "text": "A talk without notes" } }),
            "journal_change" => id_and(
                "win",
                json!({ "fields": { "text": "Ten minutes without notes" } }),
            ),
            "journal_tell" => id_and("win", json!({ "relationship_id": room, "told": true })),
            "journal_show" => id("story"),
            "journal_delete" => id("win"),

            "goal_set" => json!({ "fields": { "title": "Lead a workshop", "kind": "leadership" } }),
            "goal_change" => id_and(
                "goal",
                json!({ "fields": { "title": "Speak calmly", "target_on": "2026-09-01" } }),
            ),
            "goal_complete" | "goal_show" | "goal_delete" => id("goal"),
            "goal_drop" => id_and("goal", json!({ "reason": "Something else matters now" })),
            "goal_reopen" => id("reached"),
            "goal_thanks" => id("reached_together"),
            "goal_check_in" => id_and("goal", json!({ "text": "Better", "progress": 60 })),
            "milestone_add" => json!({ "goal_id": self.id("goal"), "title": "A talk abroad" }),
            "milestone_change" => id_and(
                "first_step",
                json!({ "title": "Ten minutes", "due_on": "2026-04-01" }),
            ),
            "milestone_reach" => id_and("first_step", json!({ "reached": true })),
            "milestone_move" => id_and("second_step", json!({ "before": self.id("first_step") })),
            "milestone_remove" => id("first_step"),

            "resource_add" => {
                json!({ "kind": "file", "fields": { "title": "A page" }, "file": self.file("page.txt", b"One."),
                "share": { "relationship_id": room, "direction": "given" } })
            }
            "resource_change" => id_and(
                "link",
                json!({ "fields": { "title": "On silence", "url": "https://example.org/silence" } }),
            ),
            "resource_mark" => id_and("link", json!({ "status": "applied" })),
            "resource_give" => id_and(
                "link",
                json!({ "share": { "relationship_id": self.id("with_ben"), "direction": "given" } }),
            ),
            "resource_take_back" => id_and("link", json!({ "relationship_id": room })),
            "resource_save_file" => id_and("file", json!({ "out": self.out("saved.txt") })),
            "resource_show" | "resource_delete" => id("file"),

            "note_write" => json!({ "about": about, "body": "Another thought" }),
            "note_change" => id_and("about_ada", json!({ "body": "A second thought" })),
            "note_delete" => id("about_ada"),
            "note_remember" => id_and("about_ada", json!({ "remember": true })),
            "note_mark" => id_and("about_the_room", json!({ "aspect": "growth" })),
            "note_list" | "note_draft_find" => json!({ "about": about }),
            "note_draft_keep" => json!({ "about": about, "body": "Half a thought" }),

            "calendar_export" => json!({ "scope": { "kind": "all" }, "out": self.out("all.ics") }),
            "calendar_keep" => json!({ "out": self.out("kept.ics") }),
            "calendar_tell" => json!({ "detail": "agenda" }),
            "reminder_done" => id("reminder"),
            "reminder_done_all" => json!({ "ids": [self.id("reminder")] }),
            "reminder_pause" => json!({ "for": "tomorrow" }),
            "reminder_explain" => id("coming"),
            "reminder_snooze" => id_and("reminder", json!({ "for": "tomorrow" })),
            "bin_restore" => id("in_the_bin"),
            "backup_show" | "backup_list" | "backup_make" | "desk_check" => json!({}),
            "backup_restore" => json!({ "id": self.backup() }),
            "backup_delete" => {
                self.backup();
                json!({ "ids": [self.backup()] })
            }
            "backup_purge" => json!({ "ids": [self.backup()], "aside": true }),
            "backup_folder_choose" => json!({ "folder": null }),
            "record_export" => {
                let out = self
                    .world
                    .app
                    .files()
                    .mint_folder(self.world.folder().to_owned());
                json!({ "out": out, "form": "folder", "private": false })
            }
            "record_look" | "record_import" => json!({ "from": self.record() }),
            "backup_budget_set" => json!({ "bytes": 1_000_000_000 }),
            _ => panic!("{name} is new in the table: give it a valid request here"),
        }
    }

    /// A record of another desk, which holds one person nobody has here.
    fn record(&self) -> Value {
        let other = World::new();
        other.person("Somebody of another desk");
        let files = other.app.files();
        let out = files.mint_folder(self.world.folder().to_owned());
        let written = run(
            &other,
            "record_export",
            json!({ "out": out, "form": "folder", "private": true }),
        );
        let name = written["name"].as_str().expect("a name");
        json!(
            self.world
                .app
                .files()
                .mint_folder(self.world.folder().join(name))
        )
    }

    /// A new backup's id.
    fn backup(&self) -> Value {
        self.run("backup_make", json!({}))["id"].clone()
    }

    /// Every question the table can answer, with each of its filters, and the pages after the first.
    pub fn questions(&self) -> Vec<(&'static str, Value)> {
        let (ada, room) = (self.id("ada"), self.id("with_ada"));
        let mut questions = vec![
            ("app_start", json!({})),
            ("app_about", json!({})),
            ("settings_show", json!({})),
            ("draft_find", json!({ "scope": "quick_add" })),
            (
                "draft_find_all",
                json!({ "scopes": ["quick_add", "first_run"] }),
            ),
            ("sidebar_show", json!({})),
            ("today_show", json!({})),
            ("room_now_show", json!({ "id": room })),
            ("meeting_around_show", json!({ "id": self.id("coming") })),
            ("meeting_around_show", json!({ "id": self.id("held") })),
            ("action_board", json!({ "relationship": room })),
            ("action_board", json!({ "meeting": self.id("held") })),
            ("action_board", json!({ "goal": self.id("goal") })),
            ("find", json!({ "text": "a" })),
            ("person_show", json!({ "id": ada })),
            ("relationship_show", json!({ "id": room })),
            (
                "amendment_list",
                json!({ "of": { "kind": "relationship", "id": room } }),
            ),
            ("meeting_show", json!({ "id": self.id("coming") })),
            ("meeting_show", json!({ "id": self.id("held") })),
            (
                "meeting_list",
                json!({ "next_of_series": true, "relationship": room }),
            ),
            ("series_look", self.request("series_look")),
            ("goal_show", json!({ "id": self.id("goal") })),
            ("challenge_show", json!({ "id": self.id("challenge") })),
            ("journal_show", json!({ "id": self.id("story") })),
            ("goal_thanks", json!({ "id": self.id("reached_together") })),
            ("time_kept_show", json!({ "relationship_id": room })),
            ("resource_show", json!({ "id": self.id("file") })),
            (
                "calendar_export",
                json!({ "scope": { "kind": "all" }, "detail": "agenda", "out": self.out("a.ics") }),
            ),
            (
                "calendar_export",
                json!({ "scope": { "kind": "relationship", "id": room }, "out": self.out("b.ics") }),
            ),
            (
                "calendar_export",
                json!({ "scope": { "kind": "meeting", "id": self.id("coming") }, "out": self.out("c.ics") }),
            ),
            ("agenda_inbox", json!({ "relationship_id": room })),
            (
                "mutual_check_show",
                json!({ "meeting_id": self.id("all_three") }),
            ),
            ("mutual_check_list", json!({ "relationship_id": room })),
            ("contact_list", json!({ "relationship": room })),
            ("balance_show", json!({ "relationship_id": room })),
            ("calendar_kept_show", json!({})),
            ("backup_show", json!({})),
            ("backup_list", json!({})),
            ("reminder_explain", json!({ "id": self.id("coming") })),
            ("reminder_explain", json!({ "id": self.id("promise") })),
            ("reminder_explain", json!({ "id": room })),
            ("reminder_explain", json!({ "id": self.id("reminder") })),
        ];
        let one = json!({ "relationship": room, "page": { "limit": 1 } });
        let next = self.run("contact_list", one)["next"].clone();
        let after = json!({ "relationship": room, "page": { "limit": 1, "after": next } });
        questions.push(("contact_list", after));
        let notes = [
            ("person", "ada"),
            ("relationship", "with_ada"),
            ("meeting", "held"),
        ];
        for about in notes.map(|(kind, id)| json!({ "kind": kind, "id": self.id(id) })) {
            questions.push(("note_list", json!({ "about": about })));
            questions.push(("note_draft_find", json!({ "about": about })));
            let feedback = json!({ "about": about, "draft": "feedback" });
            questions.push(("note_draft_find", feedback));
            for only in ["strength", "growth", "plain"] {
                questions.push(("note_list", json!({ "about": about, "only": only })));
            }
        }
        for (name, filters) in [
            ("person_list", json!({ "text": "a" })),
            (
                "relationship_list",
                json!({ "role": "mentee", "person": ada, "with_ended": true, "text": "a" }),
            ),
            (
                "meeting_list",
                json!({ "relationship": room, "from": "2026-01-01", "until": "2026-12-31",
                "state": "planned", "order": "latest" }),
            ),
            ("meeting_list_undated", json!({ "relationship": room })),
            (
                "action_list",
                json!({ "state": "open", "owner": "mine", "relationship": room,
                "meeting": self.id("held"), "goal": self.id("goal"), "due_until": "2026-12-31",
                "carried_to": self.id("coming"), "order": "closed", "role": "mentor" }),
            ),
            (
                "action_list",
                json!({ "state": "done", "order": "closed", "owner": "mine", "relationship": room }),
            ),
            (
                "goal_list",
                json!({ "state": "open", "relationship": room, "whose": "mine" }),
            ),
            (
                "resource_list",
                json!({ "kind": "link", "status": "to_read", "relationship": room, "text": "p" }),
            ),
            (
                "challenge_list",
                json!({ "relationship": room, "state": "open" }),
            ),
            (
                "journal_list",
                json!({ "kind": "story", "relationship": room, "meeting": self.id("held"), "whose": "theirs",
                "goal": self.id("goal") }),
            ),
            ("reminder_list", json!({ "all": true })),
            ("template_list", json!({ "meeting": self.id("coming") })),
            (
                "question_list",
                json!({ "meeting": self.id("coming"), "occasion": "regular", "text": "a" }),
            ),
            ("bin_list", json!({})),
        ] {
            let filters = filters.as_object().expect("filters are an object");
            let each = filters.iter().map(|(field, value)| json!({ field: value }));
            let both = filters.iter().flat_map(|(field, value)| {
                let others = filters.iter().filter(move |(other, _)| *other > field);
                others.map(move |(other, with)| json!({ field: value, other: with }))
            });
            for mut request in each
                .chain(both)
                .chain([json!({}), json!(filters)])
                .collect::<Vec<_>>()
            {
                request["page"] = json!({ "limit": 1 });
                let next = self.run(name, request.clone())["next"].clone();
                questions.push((name, request.clone()));
                if next.is_string() {
                    request["page"] = json!({ "limit": 1, "after": next });
                    questions.push((name, request));
                }
            }
        }
        questions
    }
}

/// What the table's commands do to the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// A change that `Ctrl Z` takes back.
    Undoable,
    /// A change that stays: settings, texts being typed, the inbox, the emptied bin, made-up desks.
    ForGood,
}

pub fn effect(name: &str) -> Effect {
    let asks = [
        "_show",
        "_list",
        "_list_undated",
        "_find",
        "_export",
        "_save_file",
        "_inbox",
        "_explain",
        "_held",
        "_ahead",
        "_look",
    ];
    match name {
        "find" | "app_start" | "app_about" | "task_cancel" | "desk_check" => Effect::None,
        "settings_change" | "first_run_finish" | "draft_keep" | "note_draft_keep"
        | "reminder_pause" | "bin_empty" | "demo_fill" | "demo_remove" | "change_undo"
        | "change_redo" | "calendar_keep" | "calendar_tell" | "meeting_follow" | "brief_sent"
        | "clock_believe" | "passphrase_offer" => Effect::ForGood,
        // The ways in and the copies lie beside the record, not in it.
        "record_export" | "record_look" => Effect::None,
        "brief_share" | "brief_save" | "capture_read" | "date_read" | "meeting_after"
        | "goal_thanks" | "draft_find_all" | "action_board" | "passphrase_judge" => Effect::None,
        _ if ["backup_", "vault_", "damage_"]
            .iter()
            .any(|begin| name.starts_with(begin)) =>
        {
            Effect::ForGood
        }
        _ if asks.iter().any(|end| name.ends_with(end)) => Effect::None,
        _ => Effect::Undoable,
    }
}
