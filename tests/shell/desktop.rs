//! A desktop for one test: a virtual display, a session bus, a home, and the programs started on it.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long anything may take on a busy machine before the test gives up.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// A session bus that starts nothing by itself: only what a test has put there answers.
const BUS: &str = r#"<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// Asks again until there is an answer; fails with `what` at the deadline.
#[expect(
    clippy::disallowed_methods,
    reason = "a deadline of the test, not of the product"
)]
pub fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + DEADLINE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        std::thread::park_timeout(Duration::from_millis(50));
    }
}

/// A program that ends with the test.
pub struct Running(pub Child);

impl Running {
    /// Waits for the program to end by itself.
    pub fn end(&mut self, what: &str) -> ExitStatus {
        until(what, || self.0.try_wait().expect("a child can be asked"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already, which is fine.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The desktop. Its programs see nothing of the machine's own.
pub struct Desktop {
    home: TempDir,
    display: String,
    bus: Option<String>,
    programs: Vec<Running>,
}

impl Desktop {
    /// A desktop with a session bus and nothing on it.
    pub fn start() -> Self {
        let mut desktop = Self::without_bus();
        let config = desktop.home().join("bus.conf");
        std::fs::write(&config, BUS).expect("our own home");
        let mut daemon = desktop
            .command("dbus-daemon")
            .arg("--config-file")
            .arg(config)
            .args(["--nofork", "--nopidfile", "--print-address=1"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon is installed");
        let address = first_line(daemon.stdout.take().expect("its output is ours"));
        desktop.programs.push(Running(daemon));
        desktop.bus = Some(address);
        desktop
    }

    /// A desktop where there is no session bus at all.
    pub fn without_bus() -> Self {
        let home = tempfile::tempdir().expect("a folder of our own");
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1400x1000x24",
                "-nolisten",
                "tcp",
                "-noreset",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed");
        let number = first_line(server.stdout.take().expect("its output is ours"));
        Self {
            home,
            display: format!(":{number}"),
            bus: None,
            programs: vec![Running(server)],
        }
    }

    /// The data folder the tests give to the app.
    pub fn folder(&self) -> PathBuf {
        self.home.path().join("desk")
    }

    /// The home folder.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// A command that runs on this desktop.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let home = self.home.path();
        let mut command = Command::new(program);
        command
            .env("HOME", home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("share"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_RUNTIME_DIR", home)
            .env("DISPLAY", &self.display)
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            // GTK's own input method, whatever others this computer has.
            .env("GTK_IM_MODULE", "gtk-im-context-simple")
            .env("LANG", "C.UTF-8")
            .env_remove("LC_ALL")
            .env_remove("LANGUAGE")
            .env_remove("WAYLAND_DISPLAY");
        // With no variable the library would start a bus by itself, or find the machine's.
        let address = self.bus.as_deref().unwrap_or("unix:path=/nonexistent");
        command
            .env("DBUS_SESSION_BUS_ADDRESS", address)
            .env("DBUS_SYSTEM_BUS_ADDRESS", address);
        command
    }

    /// The app on the test's data folder.
    pub fn app(&self) -> Command {
        let mut app = self.command(program("ithaca"));
        app.arg("--data").arg(self.folder()).stdin(Stdio::null());
        app
    }

    /// Starts the app as a person does, driven by nobody.
    pub fn start_app(&self, arguments: &[&str]) -> Running {
        let child = self
            .app()
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the app is built");
        Running(child)
    }

    /// Runs the command line on the same data folder and reads its answer.
    pub fn call(&self, command: &str, request: &serde_json::Value) -> serde_json::Value {
        let output = self
            .command(program("ithaca-cli"))
            .arg("--data")
            .arg(self.folder())
            .args(["--json", "call", command, &request.to_string()])
            .output()
            .expect("the command line is built");
        assert!(
            output.status.success(),
            "{command} failed: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{command} answered no JSON: {error}"))
    }

    /// Starts a stand-in from Debian's python3-dbusmock on the bus and waits until it has its name.
    pub fn mock(&mut self, name: &str, arguments: &[&str]) -> u32 {
        let child = self
            .command("/usr/bin/python3")
            .args(["-m", "dbusmock"])
            .args(arguments)
            .stdout(Stdio::null())
            .spawn()
            .expect("python3 is installed");
        let id = child.id();
        self.programs.push(Running(child));
        until(&format!("{name} on the bus"), || {
            let asked = self.bus_call(
                "org.freedesktop.DBus",
                "/org/freedesktop/DBus",
                "org.freedesktop.DBus.NameHasOwner",
                &[name],
            );
            asked.contains("true").then_some(())
        });
        id
    }

    /// Calls a method on the session bus and returns the answer as GVariant text; empty if it failed.
    pub fn bus_call(&self, name: &str, path: &str, method: &str, arguments: &[&str]) -> String {
        self.bus_call_within(25, name, path, method, arguments)
    }

    /// The same, giving up after so many seconds: some names on the bus only listen and never answer.
    pub fn bus_call_within(
        &self,
        seconds: u32,
        name: &str,
        path: &str,
        method: &str,
        arguments: &[&str],
    ) -> String {
        let output = self
            .command("gdbus")
            .args([
                "call",
                "--session",
                &format!("--timeout={seconds}"),
                "--dest",
                name,
                "--object-path",
                path,
                "--method",
                method,
            ])
            .args(arguments)
            .output()
            .expect("gdbus is installed");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Keeps a program of the desktop itself until the test ends.
    pub fn keep(&mut self, program: Child) {
        self.programs.push(Running(program));
    }

    /// How many windows with this title the screen shows.
    pub fn windows_seen(&self, title: &str) -> usize {
        let output = self.xdotool(&["search", "--onlyvisible", "--name", &format!("^{title}$")]);
        String::from_utf8_lossy(&output.stdout).lines().count()
    }

    /// Runs xdotool on this display.
    pub fn xdotool(&self, arguments: &[&str]) -> Output {
        self.command("xdotool")
            .args(arguments)
            .output()
            .expect("xdotool is installed")
    }
}

/// A program of ours, built beside this test.
pub fn program(name: &str) -> PathBuf {
    let here = std::env::current_exe().expect("a test knows itself");
    let built = here.ancestors().nth(2).expect("target/debug").join(name);
    assert!(
        built.exists(),
        "{} is not built: run cargo build -p {name}",
        built.display()
    );
    built
}

fn first_line(output: impl Read) -> String {
    let mut line = String::new();
    BufReader::new(output)
        .read_line(&mut line)
        .expect("the program says where it is");
    line.trim().to_owned()
}
