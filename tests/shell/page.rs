//! Finding things on the page as a person does: by what they are and what they are called.

use serde_json::{Value, json};

use crate::desktop::until;
use crate::web_driver::{Element, Session};

/// Finds the first visible element of a role with a name. Knows the roles these tests touch; a name
/// is the label, the `aria-label`, or the text.
const BY_ROLE: &str = r#"
const [role, name] = arguments;
const kinds = {
  button: "button, [role=button]",
  link: "a[href]",
  heading: "h1, h2, h3, [role=heading]",
  textbox: "input:not([type]), input[type=text], input[type=search], textarea, [role=textbox]",
  dialog: "dialog[open], [role=dialog]",
};
const text = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
const named = (element) => {
  const by = element.getAttribute("aria-labelledby");
  if (by) return by.split(" ").map((id) => text(document.getElementById(id))).join(" ");
  const label = element.getAttribute("aria-label");
  if (label) return label;
  if (element.labels?.length) return [...element.labels].map(text).join(" ");
  return text(element);
};
const seen = (element) => element.getClientRects().length > 0;
// What lies under an open dialog cannot be reached.
const open = [...document.querySelectorAll(kinds.dialog)].filter(seen).at(-1);
const within = role === "dialog" || !open ? document : open;
return [...within.querySelectorAll(kinds[role])]
  .find((element) => seen(element) && named(element).startsWith(name)) ?? null;
"#;

impl Session {
    /// Waits for an element of this role whose name begins with `name`.
    pub fn role(&self, role: &str, name: &str) {
        self.act(role, name, |_| Ok(()));
    }

    /// Types into the field of this name, in the place of what is there.
    pub fn write(&self, name: &str, text: &str) {
        self.act("textbox", name, |field| self.fill(field, text));
    }

    /// Follows the link of this name.
    pub fn follow(&self, name: &str) {
        self.act("link", name, |link| self.click(link));
    }

    /// Presses the button of this name.
    pub fn press(&self, name: &str) {
        self.act("button", name, |button| self.click(button));
    }

    /// Finds an element and does something with it. The page may draw itself anew in between, so
    /// both are tried again until the deadline.
    fn act(&self, role: &str, name: &str, act: impl Fn(&Element) -> Result<(), Value>) {
        until(&format!("the {role} {name:?}"), || {
            let element = self.find(BY_ROLE, &json!([role, name]))?;
            act(&element).ok()
        });
    }
}
