use ithaca_tests::World;
use serde_json::json;

use crate::desk::run;

#[test]
fn a_field_reads_a_day_where_it_looks() {
    let world = World::new();
    for (text, facing, day) in [
        ("by June", "ahead", Some("2026-06-01")),
        ("15 January", "ahead", Some("2027-01-15")),
        ("15 January", "anywhere", Some("2026-01-15")),
        ("Friday", "back", Some("2026-02-27")),
        ("letzte Woche", "back", Some("2026-02-23")),
        ("3 days ago", "back", Some("2026-02-27")),
        ("the last Friday of the month", "ahead", Some("2026-03-27")),
        ("every Friday", "ahead", None),
        ("soon", "ahead", None),
    ] {
        let meant = run(
            &world,
            "date_read",
            json!({ "text": text, "facing": facing }),
        );
        assert_eq!(meant["day"], json!(day), "{text}, {facing}");
    }
}
