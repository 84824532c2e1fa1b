use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
    TextMergeStream, html,
};

/// How deep quotes, lists and emphasis go into each other; what lies deeper is shown without its frame.
const DEPTH: usize = 24;

/// How many events a text may become. No person writes more; a table of a few lines can be made to.
const EVENTS: usize = 200_000;

/// Renders Markdown as HTML that holds no element the person did not ask for in Markdown. `None` for a text that
/// grows out of all measure.
pub(super) fn draw(markdown: &str) -> Option<String> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut drawing = Drawing::default();
    for event in TextMergeStream::new(Parser::new_ext(markdown, options)) {
        drawing.take(event);
        if drawing.out.len() > EVENTS {
            return None;
        }
    }
    let mut drawn = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut drawn, drawing.out.into_iter());
    Some(drawn)
}

/// An element that is open: what ends it.
enum Open<'a> {
    /// An event of the parser's.
    Event(TagEnd),
    /// HTML of our own.
    Ours(&'static str),
    /// A link, and where it leads; `from` is how many events stood before its words.
    Link { to: CowStr<'a>, from: usize },
    /// Nothing: its frame is not shown.
    Bare,
}

#[derive(Default)]
struct Drawing<'a> {
    out: Vec<Event<'a>>,
    open: Vec<Open<'a>>,
    /// The levels of the headings that stand above this one, as typed.
    levels: Vec<HeadingLevel>,
}

impl<'a> Drawing<'a> {
    fn take(&mut self, event: Event<'a>) {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) if self.is_plain() => self.text_with_addresses(text),
            // A line of code, of a text that was set in, or of raw HTML, is shown as it was typed.
            Event::Text(text) | Event::Html(text) if self.in_lines() => self.lines(text),
            Event::InlineHtml(text)
            | Event::Html(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => {
                self.out.push(Event::Text(text));
            }
            // People end a line to begin another.
            Event::SoftBreak => self.out.push(Event::HardBreak),
            // The selector keeps the box out of the emoji (Unicode TR51).
            Event::TaskListMarker(done) => {
                let mark = if done { "☑\u{fe0e} " } else { "☐\u{fe0e} " };
                self.out.push(Event::Text(mark.into()));
            }
            Event::Rule => self.out.push(Event::Html("<hr>\n".into())),
            Event::Text(_) | Event::Code(_) | Event::HardBreak => self.out.push(event),
            Event::FootnoteReference(_) => {}
        }
    }

    fn begin(&mut self, tag: Tag<'a>) {
        let top = self.open.is_empty();
        if self.open.len() >= DEPTH {
            self.open.push(Open::Bare);
            return;
        }
        match tag {
            Tag::Paragraph | Tag::HtmlBlock | Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.ours(top, ["<p dir=\"auto\">", "<p>"], "</p>\n");
            }
            Tag::Heading { level, .. } => {
                let [directed, inside, end] = self.heading(level);
                self.ours(top, [directed, inside], end);
            }
            Tag::List(None) => self.ours(top, ["<ul dir=\"auto\">\n", "<ul>\n"], "</ul>\n"),
            Tag::List(Some(first)) => {
                let dir = if top { " dir=\"auto\"" } else { "" };
                let start = if first == 1 {
                    String::new()
                } else {
                    format!(" start=\"{first}\"")
                };
                self.out
                    .push(Event::Html(format!("<ol{start}{dir}>\n").into()));
                self.open.push(Open::Ours("</ol>\n"));
            }
            Tag::BlockQuote(_) => {
                self.ours(
                    top,
                    ["<blockquote dir=\"auto\">\n", "<blockquote>\n"],
                    "</blockquote>\n",
                );
            }
            Tag::Table(alignments) => {
                self.out.push(Event::Start(Tag::Table(alignments)));
                self.open.push(Open::Event(TagEnd::Table));
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(link_type, dest_url),
            // A picture would be fetched from somewhere; its words lead there instead.
            Tag::Image { dest_url, .. } => self.link(LinkType::Inline, dest_url),
            Tag::CodeBlock(_)
            | Tag::Item
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough => {
                let end = tag.to_end();
                self.out.push(Event::Start(tag));
                self.open.push(Open::Event(end));
            }
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => self.open.push(Open::Bare),
        }
    }

    fn end(&mut self, _: TagEnd) {
        match self.open.pop() {
            Some(Open::Event(end)) => self.out.push(Event::End(end)),
            Some(Open::Ours(end)) => self.out.push(Event::Html(end.into())),
            Some(Open::Link { to, from }) => {
                // A link without words would be there and not be seen.
                if self.out.len() == from {
                    self.out.push(Event::Text(to));
                }
                self.out.push(Event::End(TagEnd::Link));
            }
            Some(Open::Bare) | None => {}
        }
    }

    /// A block of our own: only the outermost finds its direction, for one that has found it hides its words
    /// from those around it (HTML, section 3.2.6.4).
    fn ours(&mut self, top: bool, begin: [&'static str; 2], end: &'static str) {
        let [directed, inside] = begin;
        self.out
            .push(Event::Html(if top { directed } else { inside }.into()));
        self.open.push(Open::Ours(end));
    }

    /// A heading's tags. The page has the first two levels; below them no level is left out.
    fn heading(&mut self, level: HeadingLevel) -> [&'static str; 3] {
        while self.levels.last().is_some_and(|above| *above >= level) {
            self.levels.pop();
        }
        self.levels.push(level);
        match self.levels.len() {
            0 | 1 => ["<h3 dir=\"auto\">", "<h3>", "</h3>\n"],
            2 => ["<h4 dir=\"auto\">", "<h4>", "</h4>\n"],
            3 => ["<h5 dir=\"auto\">", "<h5>", "</h5>\n"],
            _ => ["<h6 dir=\"auto\">", "<h6>", "</h6>\n"],
        }
    }

    fn link(&mut self, link_type: LinkType, dest_url: CowStr<'a>) {
        let leads = link_type == LinkType::Email || leads_out(&dest_url);
        if !leads || self.in_link() {
            self.open.push(Open::Bare);
            return;
        }
        self.out.push(Event::Start(Tag::Link {
            link_type,
            dest_url: dest_url.clone(),
            // A tooltip could say another place than the one it leads to.
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        }));
        self.open.push(Open::Link {
            to: dest_url,
            from: self.out.len(),
        });
    }

    fn in_link(&self) -> bool {
        self.open
            .iter()
            .any(|open| matches!(open, Open::Link { .. }))
    }

    /// Whether text here is words, in which an address is a link.
    fn is_plain(&self) -> bool {
        let code =
            |open: &Open<'_>| matches!(open, Open::Event(TagEnd::CodeBlock) | Open::Link { .. });
        !self.open.iter().any(code)
    }

    /// Whether text here comes in lines of its own, each with its end.
    fn in_lines(&self) -> bool {
        matches!(self.open.last(), Some(Open::Ours("</p>\n")))
    }

    fn lines(&mut self, text: CowStr<'a>) {
        let whole = text.trim_end_matches('\n');
        for (number, line) in whole.split('\n').enumerate() {
            if number > 0 || !self.begins_block() {
                self.out.push(Event::HardBreak);
            }
            self.out.push(Event::Text(line.to_owned().into()));
        }
    }

    /// Whether nothing stands in the block yet.
    fn begins_block(&self) -> bool {
        matches!(self.out.last(), None | Some(Event::Html(_)))
    }

    /// Words, with each address among them made a link.
    fn text_with_addresses(&mut self, text: CowStr<'a>) {
        if text.contains('\n') && self.in_lines() {
            self.lines(text);
            return;
        }
        let mut rest: &str = &text;
        while let Some((before, address, after)) = next_address(rest) {
            if !before.is_empty() {
                self.out.push(Event::Text(before.to_owned().into()));
            }
            let address = CowStr::from(address.to_owned());
            self.link(LinkType::Autolink, address.clone());
            self.out.push(Event::Text(address));
            self.end(TagEnd::Link);
            rest = after;
        }
        if rest.len() == text.len() {
            self.out.push(Event::Text(text));
        } else if !rest.is_empty() {
            self.out.push(Event::Text(rest.to_owned().into()));
        }
    }
}

/// Whether an address is of the web or of mail. Anything else is no link here.
fn leads_out(address: &str) -> bool {
    let begins = |scheme: &str| {
        address
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    ["http://", "https://", "mailto:"].into_iter().any(begins)
}

/// The first bare address of the web, with what stands before and after it. Stops where a sentence would end.
fn next_address(text: &str) -> Option<(&str, &str, &str)> {
    let start = match (text.find("http://"), text.find("https://")) {
        (Some(one), Some(other)) => one.min(other),
        (one, other) => one.or(other)?,
    };
    let (before, from) = text.split_at_checked(start)?;
    let end = from
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
        .unwrap_or(from.len());
    let whole = from.get(..end)?;
    let mut address =
        whole.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '…', '”', '“', '»']);
    if address.ends_with(')') && !address.contains('(') {
        address = address.trim_end_matches(')');
    }
    let (_, host) = address.split_once("://")?;
    if host.is_empty() {
        return None;
    }
    Some((before, address, from.get(address.len()..)?))
}
