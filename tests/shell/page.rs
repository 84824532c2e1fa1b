//! Finding things on the page as a person does: by what they are and what they are called.

use serde_json::json;

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
  combobox: "select, [role=combobox]",
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
return [...document.querySelectorAll(kinds[role])]
  .find((element) => seen(element) && named(element).startsWith(name)) ?? null;
"#;

/// Finds the innermost visible element that shows a text.
const BY_TEXT: &str = r#"
const [wanted] = arguments;
const shows = (element) => element.getClientRects().length > 0 && element.textContent.includes(wanted);
const all = [...document.body.querySelectorAll("*")].filter(shows);
return all.find((element) => ![...element.children].some(shows)) ?? null;
"#;

impl Session {
    /// Waits for an element of this role whose name begins with `name`.
    pub fn role(&self, role: &str, name: &str) -> Element {
        self.find(
            &format!("the {role} {name:?}"),
            BY_ROLE,
            &json!([role, name]),
        )
    }

    /// Waits until the page shows this text somewhere.
    pub fn text(&self, text: &str) -> Element {
        self.find(&format!("the words {text:?}"), BY_TEXT, &json!([text]))
    }

    /// Presses the button of this name.
    pub fn press(&self, name: &str) {
        self.click(&self.role("button", name));
    }
}
