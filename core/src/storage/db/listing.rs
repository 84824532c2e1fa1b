//! A list as a command asks for it: grown condition by condition, read a page at a time.

use rusqlite::{Connection, Row, ToSql, params_from_iter};

use crate::error::Result;
use crate::page::Page;

/// A builder of a paged query, before its order is known. In what is added to it, `?` stands for the value given
/// with it.
pub(crate) struct Listing<'a> {
    sql: String,
    values: Vec<Box<dyn ToSql>>,
    page: &'a Page,
}

/// A paged query with its order.
pub(crate) struct Sorted {
    sql: String,
    values: Vec<Box<dyn ToSql>>,
}

/// What stands before a column so that SQLite does not look for rows by it (a unary plus, section 2.2 of its query
/// planner): where something `narrower` was asked for, such as one room, the index of that one is to be walked. SQLite
/// knows no figures of a desk and goes by how many columns of an index are given.
pub(crate) fn unless(narrower: bool) -> &'static str {
    if narrower { "+" } else { "" }
}

impl<'a> Listing<'a> {
    /// `select` ends in a WHERE clause.
    pub(crate) fn of(page: &'a Page, select: impl Into<String>) -> Self {
        Self {
            sql: select.into(),
            values: Vec::new(),
            page,
        }
    }

    /// `select` names `value` as `?1`.
    pub(crate) fn about(
        page: &'a Page,
        select: impl Into<String>,
        value: impl ToSql + 'static,
    ) -> Self {
        let mut listing = Self::of(page, select);
        listing.bind(value);
        listing
    }

    /// Rows for which `condition` holds.
    pub(crate) fn and(mut self, condition: &str) -> Self {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self
    }

    /// Rows for which `condition` holds of a value; all of them where there is none.
    pub(crate) fn given(mut self, condition: &str, value: Option<impl ToSql + 'static>) -> Self {
        let Some(value) = value else { return self };
        let name = self.bind(value);
        self.and(&condition.replace('?', &name))
    }

    /// Orders by one column, and by id where the column is the same.
    pub(crate) fn ascending(self, column: &str, id: &str) -> Result<Sorted> {
        let after = format!("({column}, {id}) > (:at, :id)");
        self.ordered(&after, &format!("{column}, {id}"))
    }

    /// Orders by one column and by id, both descending.
    pub(crate) fn descending(self, column: &str, id: &str) -> Result<Sorted> {
        let after = format!("({column}, {id}) < (:at, :id)");
        self.ordered(&after, &format!("{column} DESC, {id} DESC"))
    }

    /// Orders by one column descending, and by id ascending where the column is the same.
    pub(crate) fn latest_first(self, column: &str, id: &str) -> Result<Sorted> {
        let after = format!("{column} <= :at AND ({column} < :at OR {id} > :id)");
        self.ordered(&after, &format!("{column} DESC, {id}"))
    }

    fn ordered(mut self, after: &str, order: &str) -> Result<Sorted> {
        if let Some([at, id]) = self.page.cursor::<2>()? {
            let [at, id] = [self.bind(at), self.bind(id)];
            let after = after.replace(":at", &at).replace(":id", &id);
            self = self.and(&after);
        }
        // One more than the page, to tell whether there is another.
        let limit = self.bind(i64::from(self.page.limit()) + 1);
        Ok(Sorted {
            sql: format!("{} ORDER BY {order} LIMIT {limit}", self.sql),
            values: self.values,
        })
    }

    fn bind(&mut self, value: impl ToSql + 'static) -> String {
        self.values.push(Box::new(value));
        format!("?{}", self.values.len())
    }
}

impl Sorted {
    /// The page's rows and one more if there is another page.
    pub(crate) fn rows<T>(
        self,
        conn: &Connection,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let rows = conn
            .prepare_cached(&self.sql)?
            .query_map(params_from_iter(self.values), read)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }
}
