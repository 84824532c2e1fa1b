-- How a person is called and referred to, and how wide the sidebar was drawn. The full-text index holds folded words from
-- here on, and sort keys come from the Unicode Collation Algorithm: both are made anew with this step (0025).

ALTER TABLE person ADD COLUMN called TEXT NOT NULL DEFAULT ''; -- what to call them; empty: guessed from the name
ALTER TABLE person ADD COLUMN pronoun TEXT; -- she, he, they; none: sentences do without
ALTER TABLE settings ADD COLUMN sidebar_width INTEGER NOT NULL DEFAULT 236
  CHECK (sidebar_width BETWEEN 180 AND 420); -- pixels at zoom 1
