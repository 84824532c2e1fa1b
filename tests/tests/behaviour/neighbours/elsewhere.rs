//! Reminders in the person's own calendar, for when this computer is shut.

use serde_json::json;

use super::*;

/// "The minimum is a feature to export to ics": no notifications since 2022.
#[test]
fn logseq_5064_every_meeting_goes_out_with_its_alarms() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.meeting(&ada, "2026-03-10T10:00");
    world.meeting(&ada, "2026-04-10T10:00");
    let out = world.folder().join("out.ics");
    let handle = world.app.files().mint_write(out.clone());
    let request = json!({ "scope": { "kind": "all" }, "out": handle });
    run(&world, "calendar_export", request);
    let file = std::fs::read_to_string(out).expect("the file was written");
    for (line, count) in [
        ("BEGIN:VEVENT", 2),
        ("BEGIN:VALARM", 4),
        ("TRIGGER:-PT60M", 2),
    ] {
        assert_eq!(file.matches(line).count(), count, "{line} in {file}");
    }
}
