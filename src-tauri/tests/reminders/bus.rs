//! A session bus of a test's own.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

/// A bus that starts nothing by itself and can be taken down and put up again at the same address.
pub struct Bus {
    folder: TempDir,
    daemon: Option<Child>,
}

impl Bus {
    /// The address of a bus that is not there yet.
    pub fn absent() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder of our own"),
            daemon: None,
        }
    }

    pub fn start() -> Self {
        let mut bus = Self::absent();
        bus.put_up();
        bus
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("bus")
    }

    pub fn address(&self) -> String {
        format!("unix:path={}", self.socket().display())
    }

    pub fn put_up(&mut self) {
        let config = self.folder.path().join("bus.conf");
        let text = format!(
            r#"<busconfig><type>session</type><keep_umask/><listen>{}</listen><auth>EXTERNAL</auth>
            <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
            <allow own="*"/></policy></busconfig>"#,
            self.address()
        );
        std::fs::write(&config, text).expect("our own folder");
        let mut daemon = Command::new("dbus-daemon")
            .arg("--config-file")
            .arg(config)
            .args(["--nofork", "--nopidfile", "--print-address=1"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon is installed");
        let mut line = String::new();
        BufReader::new(daemon.stdout.take().expect("its output is ours"))
            .read_line(&mut line)
            .expect("it says where it is");
        assert!(!line.is_empty(), "the bus is up");
        self.daemon = Some(daemon);
    }

    pub fn take_down(&mut self) {
        if let Some(mut daemon) = self.daemon.take() {
            // It may have ended already, which is fine.
            let _ = daemon.kill();
            let _ = daemon.wait();
        }
        let _ = std::fs::remove_file(self.socket());
    }

    /// Writes down everything that goes over the bus, as text, until it is dropped.
    pub fn overheard(&self) -> Overheard {
        let mut monitor = Command::new("stdbuf")
            .args(["-oL", "dbus-monitor", "--address", &self.address()])
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-monitor is installed");
        let heard = Arc::new(Mutex::new(String::new()));
        let writing = Arc::clone(&heard);
        let output = monitor.stdout.take().expect("its output is ours");
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                let mut text = writing.lock().expect("the text");
                text.push_str(&line);
                text.push('\n');
            }
        });
        let overheard = Overheard { monitor, heard };
        crate::until("the monitor to listen", || {
            (!overheard.text().is_empty()).then_some(())
        });
        overheard
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.take_down();
    }
}

pub struct Overheard {
    monitor: Child,
    heard: Arc<Mutex<String>>,
}

impl Overheard {
    pub fn text(&self) -> String {
        self.heard.lock().expect("the text").clone()
    }
}

impl Drop for Overheard {
    fn drop(&mut self) {
        let _ = self.monitor.kill();
        let _ = self.monitor.wait();
    }
}
