//! Ithaca's shell: the window, the tray, the desktop's notifications, autostart and file dialogs
//! around [`ithaca_core`]. No SQL and no rule of mentoring lives here.
//!
//! Start at [`run`]: it claims the data folder, opens the core, and puts the parts together.
//! `commands` carries the core's table to the window, `host` is the window's own short table, and
//! `reminder_loop` is the one task that waits.

mod arguments;
mod commands;
mod events;
mod host;
mod instance;
pub mod lock;
mod log;
pub mod notices;
mod picker;
mod place;
mod quit;
pub mod reminder_loop;
pub mod route;
#[cfg(debug_assertions)]
mod smoke;
mod stage;
mod start_error;
mod tray;
mod upkeep;
mod web_view;
mod windows;
mod words;

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use ithaca_core::App;
use ithaca_core::clock::SystemClock;
use ithaca_core::error::{ApiError, Error};
use ithaca_core::keys::Keychain;
use ithaca_core::vault::OpenOptions;
use ithaca_core::watch::Watch;
use tauri::{AppHandle, Builder, Context, Manager, RunEvent, Wry};

use crate::arguments::Arguments;
use crate::instance::{FirstStart, Folder, Start};
use crate::picker::Chooser;
use crate::start_error::StartError;
use crate::windows::Appearance;
use crate::words::say;

/// Runs the program until its window and tray are gone. The exit code is 0, or 1 if it could not
/// start; then a sentence says why, on the terminal and in a small window.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    if !names_display() {
        return no_display();
    }
    let Some(path) = arguments.folder() else {
        return refuse(StartError {
            sentence: say(&words::of_system(), "start_no_home"),
            folder: String::new(),
        });
    };
    let claimed = Folder::prepare(&path).and_then(|folder| {
        let start = instance::claim(&folder)?;
        Ok((folder, start))
    });
    let (folder, start) = match claimed {
        Ok(claimed) => claimed,
        Err(error) => return refuse(explained(&Error::from(error), &path.to_string_lossy())),
    };
    match start {
        Start::Second if hand_over(&folder) => ExitCode::SUCCESS,
        Start::Second => {
            eprintln!("{}", say(&words::of_system(), "start_already_open"));
            ExitCode::FAILURE
        }
        Start::First(_) if !has_display() => no_display(),
        Start::First(first) => {
            let _log = log::start(&folder.logs());
            let options = OpenOptions::new(Arc::new(SystemClock)).keychain(Keychain::Asked);
            let options = if arguments.locked {
                options.locked()
            } else {
                options.or_damaged()
            };
            match options.open(folder.root()) {
                Ok(core) => show(arguments, folder, first, core),
                Err(error) => refuse(explained(&error, &folder.root().to_string_lossy())),
            }
        }
    }
}

fn explained(error: &Error, folder: &str) -> StartError {
    let sentence = ApiError::from_error(error, &words::of_system()).message;
    StartError {
        sentence,
        folder: folder.to_owned(),
    }
}

/// The first start: the window on an open core.
fn show(arguments: Arguments, folder: Folder, first: FirstStart, core: App) -> ExitCode {
    let appearance = match arguments.standing {
        Some(standing) => standing,
        // A desk that does not open is not kept from the person until they look for it; but a start with
        // the computer is nobody's wish of this moment, and does not take the keyboard.
        None if arguments.hidden && core.is_refused() => Appearance::Behind,
        None if arguments.hidden => Appearance::Tray,
        None => Appearance::Front,
    };
    let builder = Builder::default()
        .plugin(second_starts(&folder))
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_opener::Builder::new()
                .open_js_links_on_click(false)
                .build(),
        )
        .plugin(autostart(&arguments, &folder))
        .manage(core.clone())
        .manage(Chooser::of_environment())
        .invoke_handler(commands::handler());
    let context = context(Some(&folder));
    let setup = move |app: &mut tauri::App| {
        first.listening()?;
        // Kept by the app: the folder is let go when the process ends.
        app.manage(first);
        let handle = app.handle().clone();
        app.manage(quit::Leaving::of(&folder));
        app.manage(tray::Tray::raise(&handle, &core.locale()));
        events::forward(&handle, &core);
        lock::follow(&handle, &core, &folder);
        let window = windows::create(&handle, &folder, arguments.open.clone(), appearance)?;
        #[cfg(debug_assertions)]
        if arguments.smoke_test.is_some() {
            smoke::start(&window, folder.root());
        }
        if let Some(desktop) = arguments.desktop {
            stage::move_to(&window, desktop);
        }
        windows::appear(&window, appearance)?;
        upkeep::start(core.clone());
        app.manage(Watch::over(&core));
        let looking = handle.clone();
        let look: reminder_loop::Look = Arc::new(move || windows::look_around(&looking));
        let open: reminder_loop::Opener =
            Arc::new(move |route| windows::bring_forward(&handle, route));
        let touched = Arc::new(lock::Touched::new(&core));
        app.manage(Arc::clone(&touched));
        let desktop = Arc::new(notices::Desktop::default());
        reminder_loop::start(open, touched, core, desktop, look);
        tracing::info!("started");
        Ok(())
    };
    finish(builder.setup(setup).build(context))
}

/// A second start: carries its arguments to the first, which comes forward. False where there is no bus to
/// carry them, or nobody answers. Nothing of a window is begun for that, which would have to end again beside
/// its own threads.
#[cfg(target_os = "linux")]
fn hand_over(folder: &Folder) -> bool {
    // What `tauri-plugin-single-instance` calls the first by.
    let name = format!("{}.SingleInstance", folder.id());
    let path = format!("/{}", name.replace('.', "/").replace('-', "_"));
    let arguments: Vec<String> = std::env::args_os()
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let place = std::env::current_dir().unwrap_or_default();
    let carried = (arguments, place.to_string_lossy());
    let answer: zbus::Result<zbus::Message> = tauri::async_runtime::block_on(async {
        let bus = zbus::Connection::session().await?;
        let first = Some(name.as_str());
        let interface = Some("org.SingleInstance.DBus");
        bus.call_method(first, path.as_str(), interface, "ExecuteCallback", &carried)
            .await
    });
    answer.is_ok()
}

/// A second start: the plugin carries the arguments to the first, which comes forward, and ends this
/// process with 0 on the way. Who gets past it has found nobody.
#[cfg(not(target_os = "linux"))]
fn hand_over(folder: &Folder) -> bool {
    let built = Builder::default()
        .plugin(second_starts(folder))
        .build(context(Some(folder)));
    drop(built);
    false
}

fn no_display() -> ExitCode {
    eprintln!("{}", say(&words::of_system(), "start_no_display"));
    ExitCode::FAILURE
}

/// No start: says why, on the terminal and in a small window.
fn refuse(error: StartError) -> ExitCode {
    eprintln!("{}", error.line());
    if !has_display() {
        return no_display();
    }
    let locale = words::of_system();
    let builder = Builder::default()
        .register_uri_scheme_protocol(start_error::SCHEME, move |_, request| {
            start_error::answer(request.uri().path(), &error, &locale)
        })
        .setup(move |app| Ok(start_error::show(app.handle(), &locale)?));
    finish(builder.build(context(None)));
    ExitCode::FAILURE
}

fn finish(built: tauri::Result<tauri::App>) -> ExitCode {
    match built {
        Ok(app) => ExitCode::from(u8::try_from(app.run_return(on_run)).unwrap_or(1)),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn on_run(app: &AppHandle, event: RunEvent) {
    match event {
        RunEvent::Exit => {
            windows::remember(app);
            stage::hand_over_clipboard();
            // A command may still be at work on a thread of its own.
            if let Some(core) = app.try_state::<App>() {
                core.close();
            }
            tracing::info!("ended");
        }
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => windows::bring_forward(app, None),
        _ => (),
    }
}

/// The plugin that hears of second starts. On Windows and macOS it goes by the program's identifier,
/// which [`context`] therefore derives from the folder as well.
fn second_starts(folder: &Folder) -> tauri::plugin::TauriPlugin<Wry> {
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(folder.id())
        .callback(|app, arguments, _| {
            let read = Arguments::try_parse_from(arguments).ok();
            // A second start with the computer (a session that comes back, the autostart run again) is
            // nobody's wish to see the window.
            if read.as_ref().is_some_and(|read| read.hidden) {
                return;
            }
            windows::bring_forward(app, read.and_then(|read| read.open).as_ref());
        })
        .build()
}

fn autostart(arguments: &Arguments, folder: &Folder) -> tauri::plugin::TauriPlugin<Wry> {
    let mut plugin = tauri_plugin_autostart::Builder::new()
        .app_name("Ithaca")
        .arg("--hidden");
    if arguments.data.is_some() {
        plugin = plugin
            .arg("--data")
            .arg(format!("\"{}\"", folder.root().display()));
    }
    plugin.build()
}

/// The embedded interface and the configuration.
fn context(folder: Option<&Folder>) -> Context<Wry> {
    let mut context = tauri::generate_context!();
    if cfg!(not(target_os = "linux"))
        && let Some(folder) = folder
    {
        context.config_mut().identifier = folder.id();
    }
    context
}

/// Whether the surroundings name a display at all, asked before anything is made.
fn names_display() -> bool {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(not(target_os = "linux")) || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Without a display GTK would end the program with a panic; a sentence is better.
#[cfg(target_os = "linux")]
fn has_display() -> bool {
    gtk::init().is_ok()
}

#[cfg(not(target_os = "linux"))]
fn has_display() -> bool {
    true
}
