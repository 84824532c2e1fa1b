//! The application handle: the open database, the clock, and who wants to know. Every command receives it. Here, too,
//! what belongs to no concept: settings, drafts, undo.

pub mod about;
pub mod date_fields;
pub mod drafts;
pub mod lookup;
pub(crate) mod place;
pub mod settings;
pub mod stop;
pub mod undo;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use chrono::NaiveDate;
use chrono_tz::Tz;
use rusqlite::Connection;

use crate::changes::{Changed, Changes};
use crate::clock::{Clock, Millis};
use crate::concept::Concepts;
use crate::date_words::{Facing, Speaker};
use crate::db::{Counter, Db, Inverse, Ran, Rows, Write, revision};
use crate::error::{ApiError, Attempt, Error, Result};
use crate::files::Files;
use crate::id::{Id, IdSource};
use crate::keys::{DatabaseKey, Keychain, RecoveryCode};
use crate::locale::{self, Locale};
use crate::tasks::Tasks;
use crate::undo_stack::{Change, Undo};
use place::Place;

/// The product without a window. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct App {
    shared: Arc<Shared>,
    clock: Arc<dyn Clock>,
}

struct Shared {
    folder: PathBuf,
    db: Db,
    /// Why the desk did not open, where that is the fault of its files.
    refused: Mutex<Option<Error>>,
    /// Whether the system's keychain may be asked.
    keychain: Keychain,
    /// What there is on a desk.
    concepts: Concepts,
    /// A recovery code that was shown and not typed back yet.
    proposed_recovery: Mutex<Option<RecoveryCode>>,
    ids: IdSource,
    changes: Changes,
    tasks: Arc<Tasks>,
    files: Files,
    undo: Undo,
    place: RwLock<Place>,
    /// Whether this process changed what can be due since it last told what lies outside the desk.
    due_moved: AtomicBool,
    /// This computer's, whatever clock a made-up year is told by.
    clock: Arc<dyn Clock>,
}

impl App {
    /// The desk of a folder before anything of it was read: locked.
    pub(crate) fn locked(
        folder: &Path,
        clock: Arc<dyn Clock>,
        rows: Rows,
        keychain: Keychain,
        concepts: Concepts,
    ) -> Self {
        let place = Place {
            locale: place::system_locale(),
            zone: None,
        };
        let shared = Arc::new(Shared {
            folder: folder.to_owned(),
            db: Db::locked(folder, rows, concepts.upkeep()),
            refused: Mutex::default(),
            keychain,
            concepts,
            proposed_recovery: Mutex::default(),
            ids: IdSource::default(),
            changes: Changes::default(),
            tasks: Arc::default(),
            files: Files::default(),
            undo: Undo::default(),
            place: RwLock::new(place),
            due_moved: AtomicBool::new(false),
            clock: Arc::clone(&clock),
        });
        Self { shared, clock }
    }

    /// What there is on a desk.
    pub(crate) fn concepts(&self) -> Concepts {
        self.shared.concepts
    }

    /// The database, for whoever opens and closes it.
    pub(crate) fn db(&self) -> &Db {
        &self.shared.db
    }

    /// Closes the desk for the end of the program, once what is under way has ended, five seconds at most: the
    /// process may then take its ciphers down. Nobody is told.
    pub fn close(&self) {
        self.shared.db.close();
    }

    /// Why the desk did not open; none where it did, or nobody tried.
    pub(crate) fn refused(&self) -> MutexGuard<'_, Option<Error>> {
        self.shared
            .refused
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the desk's own files keep it from opening.
    pub fn is_refused(&self) -> bool {
        self.refused().is_some()
    }

    /// Whether the desk is locked.
    pub fn is_locked(&self) -> bool {
        self.shared.db.is_locked()
    }

    /// Whether the system's keychain may be asked.
    pub(crate) fn keychain(&self) -> Keychain {
        self.shared.keychain
    }

    /// The database's key, for its slots.
    pub(crate) fn key(&self) -> Result<DatabaseKey> {
        self.shared.db.key()
    }

    pub(crate) fn proposed_recovery(&self) -> &Mutex<Option<RecoveryCode>> {
        &self.shared.proposed_recovery
    }

    /// The same desk under another clock: what it does is dated by that one. For made-up years.
    pub(crate) fn at(&self, clock: Arc<dyn Clock>) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            clock,
        }
    }

    /// A new id, dated now.
    pub(crate) fn new_id<K>(&self) -> Id<K> {
        self.shared.ids.next(self.now())
    }

    /// Ids from now on follow from `seed`, so that the same work gives the same rows; none ends it.
    pub(crate) fn seed_ids(&self, seed: Option<u64>) {
        self.shared.ids.seed(seed);
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.shared.folder
    }

    /// Who is told after a commit.
    pub fn changes(&self) -> &Changes {
        &self.shared.changes
    }

    /// Long work in this process.
    pub fn tasks(&self) -> &Arc<Tasks> {
        &self.shared.tasks
    }

    /// The files the person chose.
    pub fn files(&self) -> &Files {
        &self.shared.files
    }

    /// The current instant.
    pub fn now(&self) -> Millis {
        Millis::from(self.clock.now())
    }

    /// The clock all of this goes by.
    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// What this computer's clock says, whatever clock a made-up year is told by.
    fn clock_says(&self) -> Millis {
        Millis::from(self.shared.clock.now())
    }

    /// Notes that the desk is looked at: what lies in the bin counts the time that it was seen.
    pub(crate) fn look_at_clock(&self) -> Result<()> {
        let now = self.clock_says();
        if self.read(|conn| revision::is_unseen(conn, now))? {
            self.write_for_good(|tx| revision::look(tx, now))?;
        }
        Ok(())
    }

    /// When this desk was last looked at, if that is so far from now that the clock may be wrong.
    pub(crate) fn clock_doubted(&self) -> Result<Option<Millis>> {
        let now = self.clock_says();
        self.read(|conn| revision::doubted(conn, now))
    }

    /// Takes the clock at its word.
    pub(crate) fn believe_clock(&self) -> Result<()> {
        let now = self.clock_says();
        self.write_for_good(|tx| revision::believe(tx, now))?;
        self.shared.changes.publish(&Changed::everything());
        Ok(())
    }

    /// The zone this person lives in: the settings', else the computer's.
    pub fn zone(&self) -> Tz {
        self.place().zone.unwrap_or_else(|| self.clock.zone())
    }

    /// Today's date in this person's zone.
    pub fn today(&self) -> NaiveDate {
        self.now().utc().with_timezone(&self.zone()).date_naive()
    }

    /// How this person reads.
    pub fn locale(&self) -> Locale {
        self.place().locale
    }

    /// How this person's dates are read, today.
    pub fn speaker(&self) -> Speaker {
        Speaker {
            language: self.locale().language,
            month_first: locale::writes_month_first(),
            today: self.today(),
            facing: Facing::Anywhere,
        }
    }

    /// An error as this person meets it.
    pub fn explain(&self, error: &Error) -> ApiError {
        ApiError::from_error(error, &self.locale())
    }

    /// Publishes everything if another process has written since this was last asked.
    pub fn look_for_foreign_changes(&self) -> Result<bool> {
        let changed = self.shared.db.changed_by_others()?;
        if changed {
            place::load(self)?;
            self.shared.changes.publish(&Changed::everything());
        }
        Ok(changed)
    }

    /// Tells `listener` of every statement that finishes from now on, on the connections there are.
    pub fn trace(&self, listener: impl Fn(&Ran<'_>) + Send + Sync + 'static) -> Result<()> {
        self.shared.db.trace(listener)
    }

    /// Counts from now on what SQLite does for this desk. One who traced it before is told no more.
    pub fn count(&self) -> Result<Counter> {
        let counter = Counter::default();
        let sums = counter.clone();
        self.trace(move |ran| sums.add(ran))?;
        Ok(counter)
    }

    /// Runs `work` with its writes gathered into transactions of a thousand, without undo. For making
    /// large data sets from one thread; what an error leaves is whole thousands.
    pub fn batch<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.shared.db.begin_batch()?;
        let answer = work();
        self.shared
            .db
            .end_batch(self.clock_says(), answer.is_ok())?;
        self.publish(&Changed::everything());
        answer
    }

    /// Reads from one snapshot.
    pub(crate) fn read<T>(&self, query: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.shared
            .db
            .read(query)
            .map_err(|error| error.attempting(Attempt::Read))
    }

    /// One change the person made, in one transaction, that `Ctrl Z` takes back. `label` is its key in
    /// the catalogue.
    pub(crate) fn write<T>(
        &self,
        label: &'static str,
        change: impl FnOnce(&Write<'_>) -> Result<T>,
    ) -> Result<T> {
        self.write_as(Some(Change { label, text: None }), change)
    }

    /// Text saved while it is typed: the steps of one text are taken back together.
    pub(crate) fn write_text<T>(
        &self,
        label: &'static str,
        text: impl ToString,
        change: impl FnOnce(&Write<'_>) -> Result<T>,
    ) -> Result<T> {
        self.write_as(
            Some(Change {
                label,
                text: Some(text.to_string()),
            }),
            change,
        )
    }

    /// A change `Ctrl Z` passes over: settings, drafts, reminders shown, the emptied bin.
    pub(crate) fn write_for_good<T>(
        &self,
        change: impl FnOnce(&Write<'_>) -> Result<T>,
    ) -> Result<T> {
        self.write_as(None, change)
    }

    fn write_as<T>(
        &self,
        kind: Option<Change>,
        change: impl FnOnce(&Write<'_>) -> Result<T>,
    ) -> Result<T> {
        let (answer, recorded) = self.shared.db.write(self.clock_says(), change)?;
        if let Some(kind) = kind {
            self.shared.undo.push(kind, recorded.inverse);
        }
        self.publish(&self.shared.concepts.changed(&recorded.tables));
        Ok(answer)
    }

    /// Tells every listener, and what lies outside the desk that it is old where the change may move what is due.
    pub(crate) fn publish(&self, changed: &Changed) {
        if changed.may_move_what_is_due() {
            self.shared.due_moved.store(true, Ordering::Relaxed);
        }
        self.shared.changes.publish(changed);
    }

    /// Whether this process changed what can be due since it last told what lies outside the desk.
    pub(crate) fn due_moved(&self) -> &AtomicBool {
        &self.shared.due_moved
    }

    pub(crate) fn undo(&self) -> &Undo {
        &self.shared.undo
    }

    pub(crate) fn apply(&self, inverse: &Inverse) -> Result<Inverse> {
        let recorded = self.shared.db.apply(self.clock_says(), inverse)?;
        if recorded.tables.contains("settings") {
            place::load(self)?;
        }
        self.publish(&self.shared.concepts.changed(&recorded.tables));
        Ok(recorded.inverse)
    }

    /// Empties the undo stack: what it would bring back is gone for good.
    pub(crate) fn forget_changes(&self) {
        self.shared.undo.forget();
    }

    /// Runs `work` on a connection of its own, with the key in hexadecimal.
    pub(crate) fn apart<T>(&self, work: impl FnOnce(&Connection, &str) -> Result<T>) -> Result<T> {
        self.shared.db.apart(work)
    }

    /// The key in hexadecimal.
    pub(crate) fn with_key<T>(&self, work: impl FnOnce(&str) -> Result<T>) -> Result<T> {
        self.shared.db.with_key(work)
    }

    /// Closes the database, runs `swap` on the folder alone, and goes on with the database that is there
    /// then. Nothing of before can be taken back, and everybody is told.
    pub(crate) fn replace_desk<T>(&self, swap: impl FnOnce(&Path) -> Result<T>) -> Result<T> {
        let answer = self.alone(|folder, _| swap(folder))?;
        self.forget_changes();
        place::load(self)?;
        self.shared.changes.publish(&Changed::everything());
        Ok(answer)
    }

    /// Runs `work` on the folder alone: see [`Db::alone`].
    pub(crate) fn alone<T>(
        &self,
        work: impl FnOnce(&Path, &mut Vec<DatabaseKey>) -> Result<T>,
    ) -> Result<T> {
        self.shared.db.alone(self.now(), self.keychain(), work)
    }

    pub(crate) fn checkpoint(&self) -> Result<()> {
        self.shared.db.checkpoint()
    }

    pub(crate) fn set_place(&self, locale: Locale, zone: Option<Tz>) {
        *self
            .shared
            .place
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Place { locale, zone };
    }

    fn place(&self) -> Place {
        *self
            .shared
            .place
            .read()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
