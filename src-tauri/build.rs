//! Embeds the interface and checks the capability files.

fn main() {
    tauri_build::build();
}
