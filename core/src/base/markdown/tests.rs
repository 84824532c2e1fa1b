use proptest::prelude::*;

use super::sanitise::{DIRECTED, ELEMENTS, REL, SCHEMES, sanitise};
use super::*;

fn shown(markdown: &str) -> String {
    html(markdown).as_str().replace('\n', "")
}

#[test]
fn what_people_write_is_shown_as_they_mean_it() {
    for (typed, meant) in [
        ("", ""),
        ("  \n ", ""),
        ("One line", "<p dir=\"auto\">One line</p>"),
        ("One\nTwo", "<p dir=\"auto\">One<br>Two</p>"),
        (
            "    set in\n    twice",
            "<p dir=\"auto\">set in<br>twice</p>",
        ),
        (
            "*a* **b** ~~c~~ `d`",
            "<p dir=\"auto\"><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>",
        ),
        (
            "- [x] told her\n- [ ] ask him",
            "<ul dir=\"auto\"><li>☑\u{fe0e} told her</li><li>☐\u{fe0e} ask him</li></ul>",
        ),
        (
            "3. c\n4. d",
            "<ol start=\"3\" dir=\"auto\"><li>c</li><li>d</li></ol>",
        ),
        (
            "> she said",
            "<blockquote dir=\"auto\"><p>she said</p></blockquote>",
        ),
        ("```rust\na < b\n```", "<pre><code>a &lt; b</code></pre>"),
        (
            "|a|b|\n|:-:|-|\n|c|d|",
            "<table dir=\"auto\"><thead><tr><th>a</th><th>b</th></tr></thead>\
             <tbody><tr><td>c</td><td>d</td></tr></tbody></table>",
        ),
        (
            "a\n\n---\n\nb",
            "<p dir=\"auto\">a</p><hr><p dir=\"auto\">b</p>",
        ),
        (
            "1 < 2 & 3 > 2",
            "<p dir=\"auto\">1 &lt; 2 &amp; 3 &gt; 2</p>",
        ),
        (
            "#hashtag $5 and $6",
            "<p dir=\"auto\">#hashtag $5 and $6</p>",
        ),
    ] {
        assert_eq!(shown(typed), meant, "{typed:?}");
    }
}

#[test]
fn headings_go_on_where_the_page_stops_and_leave_no_level_out() {
    assert_eq!(
        shown("## Today\n#### Deep\n## Next\n# Above\n### Below"),
        "<h3 dir=\"auto\">Today</h3><h4 dir=\"auto\">Deep</h4><h3 dir=\"auto\">Next</h3>\
         <h3 dir=\"auto\">Above</h3><h4 dir=\"auto\">Below</h4>"
    );
}

#[test]
fn links_lead_to_the_web_and_to_mail_and_nowhere_else() {
    let link = |to: &str, words: &str| {
        format!("<p dir=\"auto\"><a href=\"{to}\" rel=\"{REL}\">{words}</a></p>")
    };
    for (typed, meant) in [
        (
            "[a](https://example.org/b)",
            link("https://example.org/b", "a"),
        ),
        (
            "[a](HTTP://example.org \"title\")",
            link("HTTP://example.org", "a"),
        ),
        (
            "<ada@example.org>",
            link("mailto:ada@example.org", "ada@example.org"),
        ),
        (
            "https://example.org/a_b_c",
            link("https://example.org/a_b_c", "https://example.org/a_b_c"),
        ),
        (
            "[](https://example.org)",
            link("https://example.org", "https://example.org"),
        ),
        (
            "![a picture](https://example.org/p.png)",
            link("https://example.org/p.png", "a picture"),
        ),
        (
            "[![a](https://example.org/p.png)](https://example.org)",
            link("https://example.org", "a"),
        ),
        (
            "[a](javascript:alert(1))",
            "<p dir=\"auto\">a</p>".to_owned(),
        ),
        (
            "[a](&#106;avascript:alert(1))",
            "<p dir=\"auto\">a</p>".to_owned(),
        ),
        ("[a](data:text/html,x)", "<p dir=\"auto\">a</p>".to_owned()),
        ("[a](//example.org)", "<p dir=\"auto\">a</p>".to_owned()),
        (
            "[a](file:///etc/passwd)",
            "<p dir=\"auto\">a</p>".to_owned(),
        ),
        ("[a](ithaca:x)", "<p dir=\"auto\">a</p>".to_owned()),
        ("![a](x.png)", "<p dir=\"auto\">a</p>".to_owned()),
        (
            "http:// and https://",
            "<p dir=\"auto\">http:// and https://</p>".to_owned(),
        ),
    ] {
        assert_eq!(shown(typed), meant, "{typed:?}");
    }
    assert_eq!(
        shown("See (https://example.org/x), or https://example.org/(y)."),
        format!(
            "<p dir=\"auto\">See (<a href=\"https://example.org/x\" rel=\"{REL}\">https://example.org/x</a>), or \
             <a href=\"https://example.org/(y)\" rel=\"{REL}\">https://example.org/(y)</a>.</p>"
        ),
        "a sentence's end is not the address's"
    );
    assert_eq!(
        shown("`https://example.org`"),
        "<p dir=\"auto\"><code>https://example.org</code></p>",
        "nor is code"
    );
}

#[test]
fn raw_html_is_shown_as_it_was_typed() {
    for typed in [
        "<b>bold</b>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<math><mtext></mtext></math>",
        "<!-- note -->",
        "<style>@import 'x'</style>",
        "<div>\n\n*not lost*\n\n</div>",
    ] {
        let shown = shown(typed);
        let first = typed.split('\n').next().unwrap_or_default();
        let escaped = first.replace('<', "&lt;").replace('>', "&gt;");
        assert!(shown.contains(&escaped), "{typed:?} is words: {shown}");
    }
}

#[test]
fn a_text_that_grows_out_of_all_measure_is_shown_as_typed() {
    let wide = format!(
        "{}\n{}\n{}",
        "|x".repeat(40_000),
        "|-".repeat(40_000),
        "|a\n".repeat(15_000)
    );
    for bomb in [
        wide,
        "> ".repeat(90_000),
        "- ".repeat(90_000),
        "*_".repeat(90_000),
        "[".repeat(190_000),
        "![[".repeat(60_000),
        "[a](<".repeat(30_000),
        "<a ".repeat(60_000),
        "`".repeat(1_000) + &"` ``".repeat(40_000),
        "&#x41;".repeat(30_000),
        "a\n\n".repeat(60_000),
        "\\*".repeat(90_000),
        "https://a.b ".repeat(15_000),
    ] {
        let shown = html(&bomb);
        assert!(!shown.as_str().is_empty(), "something is shown");
        refuse_strangers(shown.as_str());
    }
}

/// Reads HTML as a browser's serialiser writes it and fails on an element, attribute or scheme that is not on the
/// list. Whatever this cannot read fails, too.
fn refuse_strangers(html: &str) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..];
        let end = tag
            .find('>')
            .unwrap_or_else(|| panic!("an open tag: {html}"));
        let (inside, after) = (&tag[..end], &tag[end + 1..]);
        rest = after;
        if let Some(name) = inside.strip_prefix('/') {
            assert!(ELEMENTS.contains(&name), "</{name}> in {html}");
            continue;
        }
        let (name, mut attributes) = inside.split_once(' ').unwrap_or((inside, ""));
        assert!(ELEMENTS.contains(&name), "<{name}> in {html}");
        while !attributes.trim().is_empty() {
            let (attribute, quoted) = attributes
                .trim_start()
                .split_once("=\"")
                .expect("a quoted value");
            let (value, others) = quoted.split_once('"').expect("its end");
            attributes = others;
            let known = match (name, attribute) {
                ("a", "rel") => value == REL,
                ("a", "href") => {
                    let value = value.replace("&amp;", "&");
                    SCHEMES.iter().any(|scheme| {
                        value
                            .to_ascii_lowercase()
                            .starts_with(&format!("{scheme}:"))
                    })
                }
                ("ol", "start") => value.parse::<u32>().is_ok(),
                (element, "dir") => value == "auto" && DIRECTED.contains(&element),
                _ => false,
            };
            assert!(known, "{name} {attribute}={value:?} in {html}");
        }
    }
}

#[test]
fn a_stranger_is_noticed() {
    for stranger in [
        "<script>",
        "<p onclick=\"x\">",
        "<a href=\"javascript:x\">",
        "<p dir=\"rtl\">",
        "<img src=\"x\">",
        "<p",
        "<p id=\"x\">",
        "<A>",
    ] {
        let noticed = std::panic::catch_unwind(|| refuse_strangers(stranger));
        assert!(
            noticed.is_err(),
            "{stranger} passed, so this harness proves nothing"
        );
    }
}

/// Parts of hostile documents: Markdown, HTML, and what tells two parsers apart.
const PARTS: [&str; 64] = [
    "<svg>",
    "</svg>",
    "<math>",
    "</math>",
    "<mtext>",
    "<mglyph>",
    "<annotation-xml encoding=\"text/html\">",
    "<style>",
    "</style>",
    "<noscript>",
    "</noscript>",
    "<template>",
    "</template>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<select>",
    "</select>",
    "<textarea>",
    "</textarea>",
    "<title>",
    "</title>",
    "<xmp>",
    "<plaintext>",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href=\"javascript:alert(1)\">",
    "<a href=https://e.org>",
    "</a>",
    "<p>",
    "</p>",
    "<form>",
    "<form id=x tabindex=1 onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<b>",
    "</b>",
    "<em>",
    "<li>",
    "<ol start=7>",
    "<ol start=x>",
    "<p dir=auto>",
    "<pre>\n",
    "\n\n",
    "\n",
    "> ",
    "- ",
    "1. ",
    "# ",
    "| a | b |\n|-|-|\n",
    "**",
    "_",
    "`",
    "```\n",
    "[a](",
    "](",
    ")",
    "![",
    "&#x6a;avascript:",
];

fn document() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => proptest::sample::select(&PARTS[..]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

/// Three thousand documents with every change, two hundred thousand with `--long`.
fn documents() -> ProptestConfig {
    let cases = if std::env::var_os("ITHACA_TEST_LONG").is_some() {
        200_000
    } else {
        3_000
    };
    ProptestConfig {
        cases,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(documents())]

    #[test]
    fn what_was_cleaned_is_clean(document in document()) {
        for input in [document.clone(), html(&document).as_str().to_owned()] {
            let Some(once) = sanitise(&input) else { continue };
            prop_assert_eq!(sanitise(&once), Some(once.clone()), "cleaned twice is cleaned once");
            refuse_strangers(&once);
        }
        refuse_strangers(html(&document).as_str());
    }
}
