//! Every question the table can answer, with each of its filters.

use serde_json::{Value, json};

use super::Desk;

impl Desk {
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
            (
                "quick_read",
                json!({ "line": "@ada ! Send the slides ~speak by Friday" }),
            ),
            (
                "quick_read",
                json!({ "line": "+ Ten minutes ~speak yesterday", "chosen": { "here": room } }),
            ),
            ("quick_read", json!({ "line": "= No slides ~speak" })),
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
