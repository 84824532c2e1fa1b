//! What the web view can reach, written down: a new command or permission is seen in review.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> String {
    std::fs::read_to_string(here(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn parsed(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_window_may_listen_and_nothing_more() {
    let files = std::fs::read_dir(here("capabilities"))
        .expect("the folder is there")
        .count();
    assert_eq!(files, 1, "one window, one capability");
    let capability = parsed("capabilities/desk.json");
    assert_eq!(capability["windows"], json!(["main"]), "the one window");
    assert_eq!(
        capability["local"],
        json!(true),
        "only pages the app itself carries"
    );
    assert_eq!(
        capability["remote"],
        Value::Null,
        "never a page from elsewhere"
    );
    assert_eq!(
        capability["permissions"],
        json!(["core:event:allow-listen", "core:event:allow-unlisten"]),
        "of Tauri's own commands only these; files, shell and network have none"
    );
}

#[test]
fn the_policy_lets_in_nothing_from_elsewhere() {
    let config = parsed("tauri.conf.json");
    let security = &config["app"]["security"];
    assert_eq!(
        security["csp"],
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src ipc: http://ipc.localhost; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types svelte-trusted-html ithaca-drawn",
        "the content security policy"
    );
    assert_eq!(
        security["freezePrototype"],
        json!(true),
        "a page cannot bend the IPC's objects"
    );
    assert_eq!(
        security["capabilities"],
        json!(["desk"]),
        "no capability but the one in review"
    );
    assert_eq!(
        security["assetProtocol"]["enable"],
        json!(false),
        "no file is served by its path"
    );
    assert_eq!(
        config["app"]["withGlobalTauri"],
        json!(false),
        "no global door to the IPC"
    );
    assert_eq!(
        config["app"]["windows"],
        json!([]),
        "no window but the one the shell makes, with its own rules"
    );
    let manifest = read("Cargo.toml");
    assert!(
        !manifest.contains("devtools") && !read("../Cargo.toml").contains("devtools"),
        "Tauri's inspector is in debug builds only"
    );
    assert_eq!(
        config["build"]["devUrl"],
        Value::Null,
        "no development server"
    );
}

#[test]
fn each_plugin_is_one_in_review_and_none_is_open_to_the_page() {
    let manifest = read("Cargo.toml");
    let plugins: Vec<&str> = manifest
        .lines()
        .filter_map(|line| line.strip_prefix("tauri-plugin-"))
        .filter_map(|line| line.split('.').next())
        .collect();
    assert_eq!(
        plugins,
        ["autostart", "dialog", "opener", "single-instance"],
        "called from Rust; a permission for the page would stand in the capability"
    );
}

/// The names of the window's own commands, in the order of their file.
fn host_commands() -> Vec<String> {
    let source = read("src/host.rs");
    source
        .split("#[tauri::command]\npub async fn ")
        .skip(1)
        .filter_map(|rest| rest.split('(').next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_window_can_call_what_is_written_down() {
    let mut surface = String::new();
    for command in ithaca_core::commands::ALL {
        surface.push_str(&format!(
            "{}({}) -> {}\n",
            command.name, command.request, command.response
        ));
    }
    let handler = read("src/commands.rs");
    let own = host_commands();
    assert!(
        own.len() >= 8,
        "the window's own table was not found in its file: {own:?}"
    );
    for name in own {
        assert!(
            handler.contains(&format!("crate::host::{name},")),
            "{name} is answered by nobody"
        );
        surface.push_str(&name);
        surface.push('\n');
    }
    let file = here("tests/surface.txt");
    if std::env::var_os("ITHACA_WRITE_SURFACE").is_some() {
        std::fs::write(&file, &surface).expect("the source tree is writable");
    }
    assert_eq!(
        read("tests/surface.txt"),
        surface,
        "the commands have changed: look at them, then write the list with ITHACA_WRITE_SURFACE=1 set"
    );
}
