//! A virtual screen with a session bus of its own, for showing and photographing the real window.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::process::{Attempted, Outcome, fail, run_quietly, text_of};
use crate::run::DemoFolder;

/// Wide enough for the window at its first size, with the room a tooltip needs.
const SCREEN: &str = "1440x1000x24";
/// A window that shows text has far more colours than this; an empty one has one or two.
const COLOURS_OF_A_PAINTED_WINDOW: u32 = 64;
/// A first start on a slow, busy machine stays well below.
const PATIENCE: Duration = Duration::from_secs(90);
const BETWEEN_LOOKS: Duration = Duration::from_millis(300);
/// As many equal looks in a row mean that the screen has loaded what it shows.
const LOOKS_AT_REST: u32 = 4;

/// Ends its program when dropped, so that no failure leaves one behind.
pub struct Running(Child);

impl Running {
    /// Starts the program.
    pub fn start(command: &mut Command) -> Outcome<Running> {
        let name = crate::process::line_of(command);
        Ok(Running(
            command.spawn().attempted(format_args!("start {name}"))?,
        ))
    }

    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// The exit status if the program has ended by itself.
    pub fn has_ended(&mut self) -> Option<String> {
        match self.0.try_wait() {
            Ok(Some(status)) => Some(status.to_string()),
            _ => None,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Asked first, so that the app closes its database in order and its web processes go with it.
        let id = self.0.id().to_string();
        let asked = crate::process::succeeds(Command::new("kill").args(["-TERM", &id]));
        for _ in 0..25 {
            if !asked || matches!(self.0.try_wait(), Ok(Some(_))) {
                break;
            }
            sleep(Duration::from_millis(200));
        }
        // Both fail only for a program that is gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A screen and a bus that end with this value.
pub struct VirtualDisplay {
    _screen: Running,
    _bus: Running,
    display: String,
    bus_address: String,
}

impl VirtualDisplay {
    /// Starts both and waits until they answer.
    pub fn start() -> Outcome<VirtualDisplay> {
        VirtualDisplay::start_on(&mut Command::new("Xvfb"))
    }

    /// The same with what the screen shows at hand.
    pub fn start_with_frame_buffer() -> Outcome<(VirtualDisplay, FrameBuffer)> {
        let folder = DemoFolder::empty("screen")?;
        let mut screen = Command::new("Xvfb");
        screen.arg("-fbdir").arg(&folder.0);
        let display = VirtualDisplay::start_on(&mut screen)?;
        let picture = folder.0.join("Xvfb_screen0");
        Ok((
            display,
            FrameBuffer {
                picture,
                _folder: folder,
            },
        ))
    }

    fn start_on(screen: &mut Command) -> Outcome<VirtualDisplay> {
        let (screen, number) = start_and_read_line(screen.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            SCREEN,
            "-nolisten",
            "tcp",
            "-noreset",
        ]))?;
        let (bus, bus_address) = start_and_read_line(Command::new("dbus-daemon").args([
            "--session",
            "--nofork",
            "--nopidfile",
            "--print-address=1",
        ]))?;
        Ok(VirtualDisplay {
            _screen: screen,
            _bus: bus,
            display: format!(":{number}"),
            bus_address,
        })
    }

    /// Makes a program show its windows here.
    pub fn show<'command>(&self, command: &'command mut Command) -> &'command mut Command {
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus_address)
            .env("GDK_BACKEND", "x11")
            // There is no accessibility bus to talk to, and no graphics card to draw with.
            .env("NO_AT_BRIDGE", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env_remove("WAYLAND_DISPLAY")
    }

    /// Waits until the app's window shows text and no longer changes, and photographs it.
    pub fn photograph(&self, app: &mut Running, program: &str, picture: &Path) -> Outcome {
        if let Some(folder) = picture.parent() {
            std::fs::create_dir_all(folder).attempted(format_args!("make {}", folder.display()))?;
        }
        let mut before = String::new();
        let mut equal_looks = 0;
        let looks = PATIENCE.as_millis() / BETWEEN_LOOKS.as_millis();
        for _ in 0..looks {
            if let Some(status) = app.has_ended() {
                return fail(format!(
                    "The app ended before its window was shown ({status})."
                ));
            }
            sleep(BETWEEN_LOOKS);
            let Some(window) = self.window_of(program)? else {
                continue;
            };
            // The window may close between being found and being photographed: look again then.
            let taken = self
                .show(&mut Command::new("import"))
                .args(["-silent", "-window", &window])
                .arg(picture)
                .stderr(Stdio::null())
                .status()
                .attempted("start import")?;
            if !taken.success() {
                continue;
            }
            let (colours, content) = describe(picture)?;
            equal_looks = if content == before {
                equal_looks + 1
            } else {
                1
            };
            if colours > COLOURS_OF_A_PAINTED_WINDOW && equal_looks >= LOOKS_AT_REST {
                return Ok(());
            }
            before = content;
        }
        let whole = picture.with_extension("screen.png");
        run_quietly(
            self.show(&mut Command::new("import"))
                .args(["-silent", "-window", "root"])
                .arg(&whole),
        )?;
        fail(format!(
            "The window of {program} was not shown and painted within {} seconds. The whole screen: {}",
            PATIENCE.as_secs(),
            whole.display()
        ))
    }

    /// The X identifier of the largest window of a program, if it has one worth looking at.
    fn window_of(&self, program: &str) -> Outcome<Option<String>> {
        let tree = text_of(
            self.show(&mut Command::new("xwininfo"))
                .args(["-root", "-tree"]),
        )?;
        Ok(largest_window(&tree, program))
    }
}

/// What a virtual screen shows, as a file that the X server keeps (XWD, version 7).
pub struct FrameBuffer {
    picture: PathBuf,
    _folder: DemoFolder,
}

impl FrameBuffer {
    /// Whether there is text on the screen: far more colours than an empty window has.
    pub fn shows_text(&self) -> Outcome<bool> {
        let picture = std::fs::read(&self.picture).attempted("look at the screen")?;
        Ok(colours_of(&picture) > COLOURS_OF_A_PAINTED_WINDOW as usize)
    }
}

/// How many colours an XWD picture of 32 bits for each pixel has, in every third line.
fn colours_of(picture: &[u8]) -> usize {
    // The header is of big-endian words: its own size first; 12 and 19 are the bytes of a line and the colours listed
    // behind it, of twelve bytes each.
    let word = |at: usize| {
        let bytes = picture.get(at * 4..at * 4 + 4)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?) as usize)
    };
    let (Some(header), Some(line), Some(listed)) = (word(0), word(12), word(19)) else {
        return 0;
    };
    let Some(pixels) = picture.get(header + listed * 12..) else {
        return 0;
    };
    if line == 0 {
        return 0;
    }
    pixels
        .chunks_exact(line)
        .step_by(3)
        .flat_map(|line| line.chunks_exact(4))
        .collect::<BTreeSet<_>>()
        .len()
}

// A line reads: 0x600003 "Today": ("ithaca" "Ithaca")  1200x800+0+0  +120+100
fn largest_window(tree: &str, program: &str) -> Option<String> {
    let class = format!("(\"{program}\" ");
    tree.lines()
        .filter(|line| line.contains(&class))
        .filter_map(|line| {
            let id = line.split_whitespace().next()?;
            let size = line.rsplit_once(") ")?.1.split_whitespace().next()?;
            let (width, rest) = size.split_once('x')?;
            let height = rest.split(['+', '-']).next()?;
            let area = width.parse::<u32>().ok()? * height.parse::<u32>().ok()?;
            Some((area, id.to_owned()))
        })
        .filter(|(area, _)| *area > 300 * 200)
        .max()
        .map(|(_, id)| id)
}

fn describe(picture: &Path) -> Outcome<(u32, String)> {
    let text = text_of(
        Command::new("identify")
            .args(["-format", "%k %#"])
            .arg(picture),
    )?;
    let (colours, content) = text.trim().split_once(' ').unwrap_or(("0", ""));
    Ok((colours.parse().unwrap_or(0), content.to_owned()))
}

fn start_and_read_line(command: &mut Command) -> Outcome<(Running, String)> {
    let line = crate::process::line_of(command);
    let mut running = Running::start(
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null()),
    )?;
    let Some(output) = running.0.stdout.take() else {
        return fail(format!("{line} gave no output to read"));
    };
    let mut answer = String::new();
    BufReader::new(output)
        .read_line(&mut answer)
        .attempted(format_args!("hear from {line}"))?;
    if answer.trim().is_empty() {
        return fail(format!("{line} ended without starting"));
    }
    Ok((running, answer.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_is_painted_by_its_colours() {
        let picture = |colours: u32| {
            let mut words = [0u32; 25];
            (words[0], words[12], words[19]) = (100, 400, 1);
            let header = words.iter().flat_map(|word| word.to_be_bytes());
            let pixels = (0..100 * 3).flat_map(|at: u32| (at % colours).to_le_bytes());
            header.chain([7; 12]).chain(pixels).collect::<Vec<u8>>()
        };
        assert_eq!(colours_of(&picture(1)), 1, "an empty screen");
        assert_eq!(colours_of(&picture(90)), 90, "one with text");
        assert_eq!(colours_of(&[0; 100]), 0, "none yet");
    }

    #[test]
    fn the_largest_window_of_the_program_is_found_among_all_windows() {
        let tree = r#"
  Root window id: 0x50d (the root window) (has no name)
     0x200001 "ithaca": ("ithaca" "Ithaca")  10x10+10+10  +10+10
     0x200003 "Today: Ada (14:00) – Ithaca": ("ithaca" "Ithaca")  1200x800+0+0  +120+100
     0x400001 "Other": ("other" "Other")  1440x1000+0+0  +0+0
"#;
        assert_eq!(
            largest_window(tree, "ithaca").as_deref(),
            Some("0x200003"),
            "neither the tiny helper window nor another program's is the app's"
        );
        assert_eq!(
            largest_window(tree, "absent"),
            None,
            "no window is no window"
        );
    }
}
