//! A valid request for every command of the table.

use ithaca_tests::World;
use serde_json::{Value, json};

use super::{Desk, run};

/// What the filled desk is locked with, once it is.
const PASSPHRASE: &str = "fern, ladder, tin, november";

impl Desk {
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
            "name_read" => json!({ "name": "Dr. Ada Berg" }),
            "zone_find" => json!({ "text": "São Pau" }),
            "palette_find" => json!({ "text": "new", "commands": ["Add a person", "Set a goal"] }),
            "capture_read" => json!({ "line": "Send the slides by Friday" }),
            "quick_read" | "quick_add" => {
                json!({ "line": "! Send the slides by Friday", "chosen": { "here": room } })
            }
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
}
