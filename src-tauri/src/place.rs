//! Where the window stands: remembered when it goes, and fitted to the screens there are when it comes.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use ithaca_core::files::{read_own, write_atomically};
use serde::{Deserialize, Serialize};
use tauri::{PhysicalPosition, PhysicalSize, WebviewWindow};

use crate::instance::Folder;

/// A window can be taken hold of if so much of its upper edge is in sight, in pixels.
const HOLD: (i32, i32) = (160, 40);

/// More bytes than a window's place takes.
const LARGEST: u64 = 64 * 1024;

/// A window's place, in physical pixels: the corner of its frame, and the size within the frame.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
    /// How much wider and higher the frame is.
    frame: (u32, u32),
    maximized: bool,
}

/// The part of a screen that windows may use, in physical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    x: i32,
    y: i32,
    width: i32,
    height: i32,
}

impl Area {
    /// How many pixels of a rectangle lie within, across and down; negative: how far away it is.
    fn shared(&self, x: i32, y: i32, width: i32, height: i32) -> (i32, i32) {
        let right = (self.x + self.width).min(x.saturating_add(width));
        let bottom = (self.y + self.height).min(y.saturating_add(height));
        (
            right.saturating_sub(self.x.max(x)),
            bottom.saturating_sub(self.y.max(y)),
        )
    }
}

impl Place {
    /// This place on the screens there are: unchanged where its window can be taken hold of, else moved
    /// into the nearest of them; and never larger than that one.
    fn fitted(mut self, areas: &[Area]) -> Self {
        let outer =
            |inner: u32, frame: u32| i32::try_from(inner.saturating_add(frame)).unwrap_or(i32::MAX);
        let (width, height) = (
            outer(self.width, self.frame.0),
            outer(self.height, self.frame.1),
        );
        let nearest = areas.iter().max_by_key(|area| {
            let (across, down) = area.shared(self.x, self.y, width, height);
            let away = across.min(0).saturating_add(down.min(0));
            let seen = i64::from(across.max(0)) * i64::from(down.max(0));
            (away, seen, Reverse((area.x, area.y)))
        });
        let Some(area) = nearest else {
            return self;
        };
        let (wide, high) = (width.min(area.width), height.min(area.height));
        let (across, down) = area.shared(self.x, self.y, wide, HOLD.1);
        let cut = wide < width || high < height;
        if cut || across < HOLD.0.min(wide) || down < HOLD.1 {
            self.x = self.x.clamp(area.x, area.x + area.width - wide);
            self.y = self.y.clamp(area.y, area.y + area.height - high);
        }
        let inner =
            |outer: i32, frame: u32| u32::try_from(outer).unwrap_or(0).saturating_sub(frame);
        self.width = inner(wide, self.frame.0);
        self.height = inner(high, self.frame.1);
        self
    }

    /// Where a window is now; none while its place is not its own: put away, or as large as the screen.
    fn of(window: &WebviewWindow) -> Option<Self> {
        let own = window.is_visible().ok()?
            && !window.is_minimized().ok()?
            && !window.is_maximized().ok()?
            && !window.is_fullscreen().ok()?;
        if !own {
            return None;
        }
        let (corner, inner) = (window.outer_position().ok()?, window.inner_size().ok()?);
        let outer = window.outer_size().ok()?;
        (inner.width > 0 && inner.height > 0).then(|| Self {
            x: corner.x,
            y: corner.y,
            width: inner.width,
            height: inner.height,
            frame: (
                outer.width.saturating_sub(inner.width),
                outer.height.saturating_sub(inner.height),
            ),
            maximized: false,
        })
    }
}

/// What is known of the window's place, in this run and from the last one.
pub struct Places {
    file: PathBuf,
    known: Mutex<Known>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Known {
    place: Option<Place>,
    /// The one before. A window that is being maximised has its new size before it says that it is.
    before: Option<Place>,
}

impl Places {
    /// What the folder remembers of the window's place. A file that says nothing of it is as good as none.
    pub fn of(folder: &Folder) -> Self {
        let file = folder.shell().join("window-state.json");
        let place = read_own(&file, LARGEST)
            .ok()
            .and_then(|text| serde_json::from_slice::<BTreeMap<String, Place>>(&text).ok())
            .and_then(|places| places.get(crate::windows::MAIN).copied())
            .filter(|place| place.width > 0 && place.height > 0);
        Self {
            file,
            known: Mutex::new(Known {
                place,
                before: None,
            }),
        }
    }

    /// Puts a window that is not on the screen where it was, on a screen that exists.
    pub fn restore(&self, window: &WebviewWindow) -> tauri::Result<()> {
        let areas = areas(window);
        let known = self.lock().place;
        let Some(place) = known.map(|place| place.fitted(&areas)) else {
            // The desktop finds a place for a first window; only its size is ours.
            let size = window.inner_size()?;
            let first = Place {
                width: size.width,
                height: size.height,
                ..Place::default()
            };
            let fitted = first.fitted(&areas);
            return window.set_size(PhysicalSize::new(fitted.width, fitted.height));
        };
        window.set_size(PhysicalSize::new(place.width, place.height))?;
        window.set_position(PhysicalPosition::new(place.x, place.y))?;
        if place.maximized {
            window.maximize()?;
        }
        Ok(())
    }

    /// Notes where a window is, whenever it has moved.
    pub fn look(&self, window: &WebviewWindow) {
        let Some(now) = Place::of(window) else {
            return;
        };
        let mut known = self.lock();
        if known.place != Some(now) {
            known.before = known.place;
            known.place = Some(now);
        }
    }

    /// Writes down where a window is, before it goes.
    pub fn remember(&self, window: &WebviewWindow) {
        self.look(window);
        let maximized = window.is_maximized().unwrap_or(false);
        let mut known = self.lock();
        if maximized && known.place.is_some_and(|place| fills(window, place)) {
            known.place = known.before.or(known.place);
        }
        let Some(place) = known.place.as_mut() else {
            return;
        };
        place.maximized = maximized;
        let places = BTreeMap::from([(crate::windows::MAIN, *place)]);
        drop(known);
        let text = serde_json::to_vec_pretty(&places).unwrap_or_default();
        if write_atomically(&self.file, &text).is_err() {
            tracing::warn!("the window's place was not kept");
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// True if a place that was noted is the one of the window as it is now.
fn fills(window: &WebviewWindow, place: Place) -> bool {
    window
        .inner_size()
        .is_ok_and(|size| (size.width, size.height) == (place.width, place.height))
}

fn areas(window: &WebviewWindow) -> Vec<Area> {
    let monitors = window.available_monitors().unwrap_or_default();
    let area = |monitor: &tauri::Monitor| {
        let work = monitor.work_area();
        Some(Area {
            x: work.position.x,
            y: work.position.y,
            width: i32::try_from(work.size.width).ok()?,
            height: i32::try_from(work.size.height).ok()?,
        })
    };
    monitors
        .iter()
        .filter_map(area)
        .filter(|area| area.width > 0 && area.height > 0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEFT: Area = Area {
        x: 0,
        y: 0,
        width: 1400,
        height: 1000,
    };
    const RIGHT: Area = Area {
        x: 1400,
        y: 100,
        width: 1920,
        height: 1080,
    };

    fn place(x: i32, y: i32, width: u32, height: u32) -> Place {
        Place {
            x,
            y,
            width,
            height,
            frame: (2, 24),
            maximized: false,
        }
    }

    #[test]
    fn a_window_comes_back_where_it_can_be_taken_hold_of() {
        for (was, screens, becomes, why) in [
            (
                place(120, 90, 900, 640),
                &[LEFT][..],
                place(120, 90, 900, 640),
                "its place is still there",
            ),
            (
                place(1000, 700, 900, 640),
                &[LEFT],
                place(1000, 700, 900, 640),
                "partly beside the screen, as it was left",
            ),
            (
                place(2000, 300, 900, 640),
                &[LEFT, RIGHT],
                place(2000, 300, 900, 640),
                "on the second screen",
            ),
            (
                place(2000, 300, 900, 640),
                &[LEFT],
                place(1400 - 902, 300, 900, 640),
                "that screen is gone",
            ),
            (
                place(-5000, -5000, 900, 640),
                &[LEFT, RIGHT],
                place(0, 0, 900, 640),
                "far from every screen",
            ),
            (
                place(300, -300, 900, 640),
                &[LEFT],
                place(300, 0, 900, 640),
                "its title bar was above the screen",
            ),
            (
                place(0, 0, 3000, 2000),
                &[LEFT],
                place(0, 0, 1398, 976),
                "larger than the screen",
            ),
            (
                place(300, 200, 3000, 640),
                &[LEFT],
                place(0, 200, 1398, 640),
                "wider than the screen",
            ),
            (
                place(i32::MAX, i32::MIN, u32::MAX, u32::MAX),
                &[LEFT],
                place(0, 0, 1398, 976),
                "a broken file",
            ),
            (
                place(5, 6, 900, 640),
                &[],
                place(5, 6, 900, 640),
                "nobody names a screen",
            ),
        ] {
            assert_eq!(was.fitted(screens), becomes, "{why}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn what_is_no_file_in_its_place_is_as_good_as_none() {
        let place = tempfile::tempdir().expect("a folder of our own");
        let folder = Folder::prepare(place.path()).expect("it can be made");
        let path = folder.shell().join("window-state.json");
        let known = || Places::of(&folder).lock().place;
        let text = r#"{"main":{"width":900,"height":640}}"#;
        std::fs::write(&path, text).expect("it can be written");
        assert!(known().is_some(), "a file is read");
        let other = place.path().join("other");
        std::fs::rename(&path, &other).expect("it can be moved");
        std::os::unix::fs::symlink(&other, &path).expect("a link");
        assert!(known().is_none(), "a link to one is not");
        std::fs::remove_file(&path).expect("the link");
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.expect("mkfifo").success());
        assert!(known().is_none(), "a pipe is not waited for");
    }

    #[test]
    fn what_earlier_versions_wrote_is_read() {
        let text = r#"{"main":{"width":900,"height":640,"x":120,"y":90,"prev_x":0,"prev_y":0,
            "maximized":true,"visible":true,"decorated":true,"fullscreen":false}}"#;
        let read: BTreeMap<String, Place> = serde_json::from_str(text).expect("its JSON");
        let expected = Place {
            maximized: true,
            frame: (0, 0),
            ..place(120, 90, 900, 640)
        };
        assert_eq!(read.get("main"), Some(&expected));
    }
}
