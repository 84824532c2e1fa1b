//! An empty window of the same Tauri, with the same profile, features and settings of the web view as the app's, on a
//! page without a script. `cargo xtask bench` starts both in turn: what the app takes beyond this one is its own.
//!
//! The first argument is a folder for what the web view keeps.

use std::process::ExitCode;

use tauri::{Builder, WebviewUrl, WebviewWindowBuilder};

#[path = "../../src/web_view.rs"]
mod web_view;

fn main() -> ExitCode {
    #[cfg(target_os = "linux")]
    if let Err(error) = gtk::glib::setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1", false) {
        eprintln!("{error}");
    }
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("usage: empty_window FOLDER");
        return ExitCode::FAILURE;
    };
    let built = Builder::default()
        .setup(move |app| {
            let page = WebviewUrl::App("index.html".into());
            let builder = WebviewWindowBuilder::new(app.handle(), "main", page);
            let window = web_view::cut_off(builder)
                .title("Empty")
                .inner_size(1180.0, 780.0)
                .incognito(!web_view::is_driven())
                .data_directory(folder.into())
                .build()?;
            web_view::prepare(&window)?;
            Ok(())
        })
        .build(tauri::generate_context!(
            "examples/empty_window/tauri.conf.json"
        ));
    match built {
        Ok(app) => ExitCode::from(u8::try_from(app.run_return(|_, _| ())).unwrap_or(1)),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
