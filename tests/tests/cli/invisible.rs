//! Signs nobody sees: taken out of what is kept, with a word, and of nothing else.

use serde_json::json;

use crate::program::Terminal;

#[test]
fn an_invisible_sign_is_taken_out_with_a_word() {
    let terminal = Terminal::new();
    let said = terminal
        .run(&["person", "add", "Ada\u{c}Merri\u{7}wether"])
        .well();
    assert!(
        said.out.contains("Added: Ada Merriwether"),
        "what can be kept is: {}",
        said.out
    );
    assert_eq!(said.err, "Invisible characters were taken out.\n");
    let said = terminal.run(&["person", "list"]).well();
    assert_eq!(said.err, "", "and where there was none nothing is said");
    let request = json!({ "fields": { "name": "Ben\u{7}jamin" } }).to_string();
    let said = terminal.run(&["call", "person_add", &request]).well();
    assert_eq!(
        said.err, "Invisible characters were taken out.\n",
        "also of what JSON spells out"
    );
    let said = terminal.run(&["add", "+ slept\u{7} well"]).well();
    assert_eq!(
        said.err, "Invisible characters were taken out.\n",
        "also of a line from anywhere"
    );
}

#[test]
fn an_invisible_sign_in_what_is_not_kept_is_nobodys_news() {
    let terminal = Terminal::new();
    terminal.run(&["person", "add", "Ada Merriwether"]).well();
    let odd = terminal.beside("day\u{7}s.ics").display().to_string();
    let said = terminal.run(&["export", "calendar", "--out", &odd]).well();
    assert_eq!(said.err, "", "a path is taken as it is");
    let said = terminal.run(&["find", "Merri\u{7}"]);
    assert!(
        !said.err.contains("Invisible"),
        "nor a search: {}",
        said.err
    );
    let body =
        json!({ "fields": { "name": "Cleo", "how_met": "right \u{202B}left\u{202C} right" } });
    let said = terminal
        .run(&["call", "person_add", &body.to_string()])
        .well();
    assert_eq!(
        said.err, "",
        "a text keeps the signs that turn its direction"
    );
}
