use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// The allow-list of HTML elements.
pub(super) const ELEMENTS: [&str; 23] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The schemes a link may have.
pub(super) const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// Elements whose direction is found from their own words.
pub(super) const DIRECTED: [&str; 9] = [
    "blockquote",
    "h3",
    "h4",
    "h5",
    "h6",
    "ol",
    "p",
    "table",
    "ul",
];

/// The `rel` attribute of every link.
pub(super) const REL: &str = "noopener noreferrer nofollow";

static BUILDER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    // The library's interface is of hash maps; nothing is read from them in order.
    let directions = DIRECTED
        .into_iter()
        .map(|element| {
            let auto = HashMap::from([("dir", HashSet::from(["auto"]))]);
            (element, auto)
        })
        .collect();
    builder
        .tags(HashSet::from(ELEMENTS))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .tag_attribute_values(directions)
        .set_tag_attribute_values(HashMap::from([("table", HashMap::from([("dir", "auto")]))]))
        .clean_content_tags(HashSet::from([
            "script",
            "style",
            "template",
            "noscript",
            "svg",
            "math",
            "iframe",
            "object",
            "textarea",
            "title",
            "xmp",
            "noembed",
            "noframes",
            "plaintext",
            "select",
        ]))
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some(REL))
        .strip_comments(true)
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("ol", "start") if value.parse::<u32>().is_err() => None,
            _ => Some(value.into()),
        });
    builder
});

/// How often HTML may change while it is cleaned again and again; a few harmless forms need a second time.
const ROUNDS: usize = 6;

/// Sanitises HTML by the allow-list. What comes out stays as it is when it is parsed and cleaned
/// again, so no later parser finds in it what this one did not; `None` for HTML that never comes to rest.
pub(super) fn sanitise(html: &str) -> Option<String> {
    let mut clean = BUILDER.clean(html).to_string();
    for _ in 0..ROUNDS {
        let again = BUILDER.clean(&clean).to_string();
        if again == clean {
            return Some(clean);
        }
        clean = again;
    }
    None
}
