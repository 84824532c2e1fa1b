//! The day a relationship is meant to end, and what it means once the two are only in touch.

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::json;

use crate::desk::run;

#[test]
fn a_day_agreed_for_an_alumni_room_reminds_unless_it_became_one_for_that_day() {
    for (becomes, comes) in [
        // Long before the day: what was agreed is still to come.
        ("2026-03-02T10:00", true),
        // With the day in sight: that was the answer.
        ("2026-05-20T10:00", false),
        // After it.
        ("2026-06-01T10:00", false),
    ] {
        let world = World::new();
        let ada = world.mentor("Ada");
        let fields = json!({ "role": "mentor", "kind": "informal", "ends_on": "2026-05-31" });
        run(
            &world,
            "relationship_change",
            json!({ "id": ada.id, "fields": fields }),
        );
        let kinds = || -> Vec<ReminderKind> {
            world.notices();
            world.inbox().iter().map(|one| one.kind).collect()
        };
        let becomes_alumni = || {
            let request = json!({ "id": ada.id, "phase": "alumni" });
            run(&world, "relationship_move_phase", request);
        };
        let ending = [ReminderKind::RelationshipEnding];
        if comes {
            world.go_to(&format!("{becomes}[Europe/Paris]"));
            becomes_alumni();
            world.go_to("2026-05-17T08:59[Europe/Paris]");
            assert_eq!(kinds(), [], "{becomes}: not yet two weeks ahead");
            world.go_to("2026-05-17T09:00[Europe/Paris]");
            assert_eq!(kinds(), ending, "{becomes}: like any other room's");
        } else {
            world.go_to("2026-05-17T09:00[Europe/Paris]");
            assert_eq!(kinds(), ending, "{becomes}: the room is active");
            world.go_to(&format!("{becomes}[Europe/Paris]"));
            becomes_alumni();
            assert_eq!(kinds(), [], "{becomes}: it was seen to");
        }
    }
}
