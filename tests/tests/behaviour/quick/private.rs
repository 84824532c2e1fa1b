//! A private line, and one that may be.

use chrono::Duration;
use ithaca_tests::World;
use serde_json::{Value, json};

use super::{private_notes, read};
use crate::desk::run;

#[test]
fn what_is_chosen_beside_a_line_goes_before_what_it_says_but_private_stays_private() {
    let world = World::new();
    let maria = world.mentor("Maria");
    let chosen = |line: &str, chosen: Value| {
        world.advance(Duration::seconds(10));
        run(
            &world,
            "quick_add",
            json!({ "line": line, "chosen": chosen }),
        )
    };
    let theirs = chosen(
        "@maria ! send it by Friday",
        json!({ "owner": "theirs", "day": { "kind": "on", "day": "2026-03-20" } }),
    );
    assert_eq!(
        (&theirs["owner"], &theirs["day"], &theirs["text"]),
        (
            &json!("theirs"),
            &json!("2026-03-20"),
            &json!("send it by Friday")
        ),
        "the day in the line is then one of its words"
    );
    assert_eq!(
        chosen("@maria ! send it", json!({ "kind": "topic" }))["kind"],
        "topic"
    );
    chosen("@maria # she looked tired", json!({ "kind": "topic" }));
    chosen("@maria her mother is ill", json!({ "kind": "private" }));
    let flat = chosen("@maria rent for flat # 5", json!({ "kind": "promise" }));
    assert_eq!(
        (&flat["kind"], &flat["text"]),
        (&json!("promise"), &json!("rent for flat # 5")),
        "in the middle of the words behind a clear name it is a sign only until a kind is set by hand"
    );
    assert_eq!(
        private_notes(&world, &json!(maria.id)),
        ["her mother is ill", "she looked tired"]
    );
}

#[test]
fn what_may_be_private_is_before_its_name_is_understood() {
    let world = World::new();
    let kim = world.mentor("Alex Kim");
    world.mentee("Alex Lee");
    for (line, unnamed) in [
        ("#", "#"),
        ("# tired", "# tired"),
        ("\u{200b}# tired", "# tired"),
        ("\u{202a}# tired", "# tired"),
        ("# @kim tired", "# tired"),
        ("# @nobody tired", "# @nobody tired"),
        ("@kim #", "# "),
        ("@alex # tired", "# tired"),
        ("@nobody # tired", "# tired"),
        ("@alex kimm # tired", "# tired"),
        ("@nobody of that name # tired", "# tired"),
        // More of a clear name may stand before the sign than was understood: nothing is dropped, and all is private.
        ("@kim lo # tired", "# lo # tired"),
        ("@kim ~goal # tired", "# ~goal # tired"),
        ("! @kim # tired", "# # tired"),
        // Blanks that do not break, and signs nobody sees, part a sign from its words as a space does.
        ("@kim #\u{a0}tired", "# tired"),
        ("#\u{202f}tired", "#\u{202f}tired"),
        ("@kim\u{2060} # tired", "# tired"),
        ("@kim \u{2060}# tired", "# tired"),
        ("@nobody\u{a0}# tired", "# tired"),
    ] {
        let meant = read(&world, line);
        assert_eq!(
            (&meant["kind"], &meant["unnamed"]),
            (&json!("private"), &json!(unnamed)),
            "{line}"
        );
    }
    for line in ["#tired", "@kim see issue #3", "one # two", "@nobody #tired"] {
        assert_eq!(read(&world, line)["kind"], "topic", "{line}");
    }
    let chosen = json!({ "line": "@nobody # tired", "chosen": { "relationship_id": kim.id, "kind": "topic" } });
    run(&world, "quick_add", chosen);
    assert_eq!(private_notes(&world, &json!(kim.id)), ["tired"]);
}
