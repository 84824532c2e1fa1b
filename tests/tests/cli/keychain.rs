//! The key in a real Secret Service: GNOME's, on a bus of the test's own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::program::{self, Said};

/// Nothing on this bus starts by itself.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"#;

const PASSPHRASE: &str = "fern, ladder, tin, november";

/// A session with a keychain that is open, as after signing in.
struct Session {
    home: tempfile::TempDir,
    address: String,
    bus: Child,
    keychain: Child,
}

impl Session {
    fn start() -> Self {
        let home = tempfile::tempdir().expect("a home");
        let config = home.path().join("bus.conf");
        std::fs::write(&config, BUS).expect("our own home");
        let mut bus = Command::new("dbus-daemon")
            .arg("--config-file")
            .arg(config)
            .args(["--nofork", "--nopidfile", "--print-address=1"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon is installed");
        let mut address = String::new();
        BufReader::new(bus.stdout.take().expect("its output"))
            .read_line(&mut address)
            .expect("its address");
        let address = address.trim().to_owned();
        let mut command = Command::new("gnome-keyring-daemon");
        within(&mut command, home.path(), &address);
        let mut keychain = command
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring-daemon is installed");
        let mut password = keychain.stdin.take().expect("its input");
        password.write_all(b"signed in").expect("it listens");
        drop(password);
        let session = Self {
            home,
            address,
            bus,
            keychain,
        };
        session.wait_for("org.freedesktop.secrets");
        session
    }

    /// Waits until a name is owned on the bus.
    fn wait_for(&self, name: &str) {
        for _ in 0..1000 {
            let asked = Command::new("gdbus")
                .args(["call", "--address", &self.address])
                .args(["--dest", "org.freedesktop.DBus", "--object-path", "/"])
                .args(["--method", "org.freedesktop.DBus.NameHasOwner", name])
                .output()
                .expect("gdbus is installed");
            if String::from_utf8_lossy(&asked.stdout).contains("true") {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        panic!("{name} did not come");
    }

    fn run(&self, line: &[&str], stdin: &str) -> Said {
        let mut command = Command::new(program::path());
        within(&mut command, self.home.path(), &self.address);
        command
            .arg("--data")
            .arg(self.home.path().join("desk"))
            .args(line);
        program::say(command, stdin)
    }

    fn key_file(&self) -> (String, Vec<String>) {
        let text =
            std::fs::read_to_string(self.home.path().join("desk/keys.json")).expect("a file");
        let file: Value = serde_json::from_str(&text).expect("JSON");
        let slots = file["slots"].as_array().expect("slots").iter();
        let kinds = slots
            .map(|slot| slot["kind"].as_str().expect("a kind").to_owned())
            .collect();
        (text, kinds)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        for child in [&mut self.keychain, &mut self.bus] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// The surroundings of a session that is nobody's.
fn within(command: &mut Command, home: &Path, address: &str) {
    command
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("share"))
        .env("XDG_RUNTIME_DIR", home)
        .env("DBUS_SESSION_BUS_ADDRESS", address)
        .env("LC_ALL", "en_GB.UTF-8")
        .env("LANG", "en_GB.UTF-8");
}

#[test]
fn the_keychain_opens_the_desk_and_without_it_the_passphrase_does() {
    let mut session = Session::start();
    session.run(&["person", "add", "Ada"], "").well();
    let first =
        std::fs::read_to_string(session.home.path().join("desk/keys.json")).expect("a file");
    let first: Value = serde_json::from_str(&first).expect("JSON");
    let key = first["slots"][0]["key"]
        .as_str()
        .expect("the device's slot")
        .to_owned();
    let set = serde_json::json!({ "passphrase": PASSPHRASE, "proof": null, "keep_device": true });
    let vault = session
        .run(&["call", "vault_set_passphrase", &set.to_string()], "")
        .well();
    assert_eq!(
        vault.json()["device"],
        "keychain",
        "now that losing it would lose nothing"
    );
    let (text, kinds) = session.key_file();
    assert_eq!(kinds, ["passphrase", "keychain"]);
    assert!(!text.contains(&key), "the key itself is in no file");
    let people = session.run(&["call", "person_list", "{}"], "").well();
    assert_eq!(people.json()["items"][0]["name"], "Ada", "nobody was asked");

    let turned = serde_json::json!({ "passphrase": PASSPHRASE });
    session
        .run(&["call", "vault_rotate", &turned.to_string()], "")
        .well();
    let people = session.run(&["call", "person_list", "{}"], "").well();
    assert_eq!(
        people.json()["items"][0]["name"],
        "Ada",
        "another key, the same keychain"
    );

    let _ = session.keychain.kill();
    let _ = session.keychain.wait();
    session.run(&["call", "person_list", "{}"], "").refused(9);
    let people = session
        .run(
            &["--passphrase-file", "-", "call", "person_list", "{}"],
            PASSPHRASE,
        )
        .well();
    assert_eq!(
        people.json()["items"][0]["name"],
        "Ada",
        "a keychain that is gone loses nothing"
    );
}
