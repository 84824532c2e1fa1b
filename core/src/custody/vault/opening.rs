//! Opening the desk, what is put right when it opens, and locking it again.

use std::path::Path;
use std::sync::Arc;

use super::closing;
use super::damage::ClosedDesk;
use crate::app::{App, place};
use crate::changes::Changed;
use crate::clock::Clock;
use crate::db::Rows;
use crate::error::{Attempt, Result};
use crate::keys::{self, DatabaseKey, Keychain, Proof};
use crate::{attachments, bin, meetings, registry, reminders};

/// The options of opening the desk of a data folder.
#[derive(Clone)]
pub struct OpenOptions {
    clock: Arc<dyn Clock>,
    keychain: Keychain,
    rows: Rows,
    stays_locked: bool,
    shows_damage: bool,
}

impl OpenOptions {
    /// The default options with this clock: the desk is opened by the key this device stores.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            keychain: Keychain::Alone,
            rows: Rows::Somebodys,
            stays_locked: false,
            shows_damage: false,
        }
    }

    /// Sets whether the system's keychain may be asked for the key.
    #[must_use]
    pub fn keychain(self, keychain: Keychain) -> Self {
        Self { keychain, ..self }
    }

    /// Opens the desk locked, whatever this device could open.
    #[must_use]
    pub fn locked(self) -> Self {
        Self {
            stays_locked: true,
            ..self
        }
    }

    /// Opens a damaged desk as damaged instead of failing, for whoever can offer a restore: where the desk's files
    /// are at fault, the desk is there but closed, and [`damage_show`](crate::commands::damage_show) says what is
    /// wrong.
    #[must_use]
    pub fn or_damaged(self) -> Self {
        Self {
            shows_damage: true,
            ..self
        }
    }

    /// Trades durability for speed, for a large made-up data set: without the care that somebody's rows get, and
    /// faster.
    #[must_use]
    pub fn made_up(self) -> Self {
        Self {
            rows: Rows::MadeUp,
            ..self
        }
    }

    /// Opens the data folder, making it if there is none, and puts right what time has changed: instants under new
    /// zone rules, rows past their days in the bin, file contents nothing points to. Where no slot of this device
    /// has the key, the desk is there but [locked](App::is_locked).
    ///
    /// # Errors
    /// What reading the folder and its database meets.
    pub fn open(self, folder: &Path) -> Result<App> {
        let app = App::locked(folder, self.clock, self.rows, self.keychain, registry::ALL);
        if self.stays_locked {
            reminders::schedule::follow(&app);
            return Ok(app);
        }
        match app.open_by_device() {
            Err(error)
                if self.shows_damage && ClosedDesk::at(folder, None).damage(&error).is_some() =>
            {
                *app.refused() = Some(error);
                reminders::schedule::follow(&app);
                Ok(app)
            }
            opened => opened.map(|()| app),
        }
    }
}

impl App {
    /// Opens a data folder by what this device keeps beside the desk: [`OpenOptions`] without a choice.
    ///
    /// # Errors
    /// What reading the folder and its database meets.
    pub fn open(folder: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        OpenOptions::new(clock).open(folder)
    }

    /// Opens the database by a slot of this device. Without one the desk stays locked.
    fn open_by_device(&self) -> Result<()> {
        let keys = self
            .db()
            .keys_of_device(self.keychain())
            .map_err(|error| error.attempting(Attempt::Open))?;
        if keys.is_empty() {
            reminders::schedule::follow(self);
            return Ok(());
        }
        self.open_by(&keys)
    }

    fn open_by(&self, keys: &[DatabaseKey]) -> Result<()> {
        self.enter(keys)
            .map_err(|error| error.attempting(Attempt::Open))
    }

    fn enter(&self, keys: &[DatabaseKey]) -> Result<()> {
        self.db().open(keys, self.now())?;
        let put_right = || {
            place::load(self)?;
            meetings::follow_zone_rules(self)?;
            meetings::top_up(self)?;
            reminders::schedule::merge(self)?;
            bin::let_go(self)?;
            attachments::sweep(self)?;
            closing::go_on(self);
            Ok(())
        };
        put_right().inspect_err(|_| self.db().lock())
    }

    /// Unlocks a desk; an open one stays as it is.
    ///
    /// # Errors
    /// [`Error::WrongProof`](crate::error::Error::WrongProof) if the proof opens nothing; all that opening can meet.
    pub(crate) fn unlock(&self, proof: Proof<'_>) -> Result<()> {
        if !self.is_locked() {
            return Ok(());
        }
        self.open_by(&keys::unlock_and_renew(self.folder(), proof)?)?;
        self.changes().publish(&Changed::everything());
        Ok(())
    }

    /// Opens a desk whose files were at fault and no longer are: by the proof, or by this device. It may
    /// still be locked after that.
    pub(crate) fn open_again(&self, proof: Option<Proof<'_>>) -> Result<()> {
        let refused = self.refused().take();
        let opened = match proof {
            Some(proof) => self.unlock(proof),
            None => self.open_by_device(),
        };
        if let Err(error) = opened {
            *self.refused() = refused;
            return Err(error);
        }
        self.changes().publish(&Changed::everything());
        Ok(())
    }

    /// Closes the database and forgets the key, and with it everything that could be taken back.
    /// Commands under way end first; what they leave in this program's memory ends with the program.
    pub(crate) fn lock(&self) {
        // What was changed a moment ago is due on the locked desk, too. One that cannot be told is no reason to stay open.
        if let Err(error) = reminders::schedule::refresh_if_moved(self) {
            self.explain(&error);
        }
        self.db().lock();
        self.forget_changes();
        self.files().forget();
        self.changes().publish(&Changed::everything());
    }
}
