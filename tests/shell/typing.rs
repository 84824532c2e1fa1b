//! Typing in the real window, by real keys: what is taken back, and what is composed.

use serde_json::json;

use crate::desktop::{Desktop, until};
use crate::stage::with_windows;
use crate::web_driver::Session;
use crate::window::furnish;

/// A room's page with the cursor in the field for a private note.
fn writing(desktop: &Desktop) -> Session {
    let session = Session::start(desktop, &[]);
    let room = furnish(&session);
    let open = "location.hash = '#/room/' + arguments[0] + '/notes'; return null;";
    session.run(open, json!([room]));
    until(
        "the cursor in the note's field, and the keyboard in the window",
        || {
            let focus = "const field = document.querySelector('[data-private] textarea');
            field?.focus();
            return document.hasFocus() && field !== null && document.activeElement === field;";
            (session.run(focus, json!([])) == true).then_some(())
        },
    );
    session
}

fn typed(session: &Session) -> String {
    let script = "return document.querySelector('[data-private] textarea').value;";
    let value = session.run(script, json!([]));
    value.as_str().unwrap_or_default().to_owned()
}

#[test]
fn typing_in_a_field_is_taken_back_and_done_again_by_the_keys() {
    let desktop = with_windows();
    let session = writing(&desktop);
    let press = |key: &str| desktop.xdotool(&["key", key]);
    desktop.xdotool(&["type", "--delay", "20", "She spoke of her father"]);
    until("the words", || {
        (typed(&session) == "She spoke of her father").then_some(())
    });
    // What was typed in one go is one step; the draft has been kept meanwhile.
    press("ctrl+z");
    let less = until("less of them", || {
        let now = typed(&session);
        (now.len() < "She spoke of her father".len()).then_some(now)
    });
    press("ctrl+shift+z");
    until("all of them again", || {
        (typed(&session) == "She spoke of her father").then_some(())
    });
    press("ctrl+z");
    until("less again", || (typed(&session) == less).then_some(()));
    press("ctrl+y");
    until("and again all", || {
        (typed(&session) == "She spoke of her father").then_some(())
    });
    // From the field the desk itself is left alone, however often the key is pressed.
    for _ in 0..20 {
        press("ctrl+z");
    }
    until("none of them", || typed(&session).is_empty().then_some(()));
    let people = session.call("person_list", &json!({}));
    assert_eq!(
        people["items"][0]["name"], "Vera Beispiel",
        "the desk has not been taken back"
    );
    // What is kept follows what is seen.
    press("ctrl+shift+z");
    until("the words once more", || {
        (!typed(&session).is_empty()).then_some(())
    });
}

#[test]
fn a_composition_is_seen_where_it_is_typed() {
    let desktop = with_windows();
    let session = writing(&desktop);
    // GTK's own input method: the number of a sign, composed after Ctrl Shift U.
    desktop.xdotool(&["key", "ctrl+shift+u"]);
    desktop.xdotool(&["type", "--delay", "20", "e9"]);
    until("what is being composed, in the field", || {
        (typed(&session) == "ue9").then_some(())
    });
    desktop.xdotool(&["key", "space"]);
    until("the sign itself", || (typed(&session) == "é").then_some(()));
}
