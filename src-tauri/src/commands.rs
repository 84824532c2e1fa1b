//! The core's commands, as the window calls them. Expanded from the core's table: nobody edits a list.

use ithaca_core::App;
use ithaca_core::commands::*;
use ithaca_core::error::Error;
use ithaca_core::limits;
use tauri::ipc::{Invoke, InvokeBody};
use tauri::{Manager as _, State, Wry};

/// Runs a command away from the main thread, where it would hold up the window.
async fn away<T, F>(core: State<'_, App>, command: F) -> Result<T, ApiError>
where
    T: Send + 'static,
    F: FnOnce(&App) -> Result<T, Error> + Send + 'static,
{
    let core = core.inner().clone();
    let explain = core.clone();
    tauri::async_runtime::spawn_blocking(move || {
        command(&core).map_err(|error| core.explain(&error))
    })
    .await
    .unwrap_or_else(|_| {
        // A command that panicked has rolled back with its connection's transaction.
        Err(explain.explain(&Error::Internal("a command panicked".to_owned())))
    })
}

macro_rules! tauri_commands {
    ($($name:ident($request:ty) -> $response:ty,)*) => {
        $(
            #[doc = concat!("`", stringify!($name), "` of the core.")]
            #[tauri::command]
            pub async fn $name(
                core: State<'_, App>,
                request: $request,
            ) -> Result<$response, ApiError> {
                away(core, move |app| ithaca_core::commands::$name(app, request)).await
            }
        )*

        fn answer() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![
                $($name,)*
                crate::host::host_pick_open,
                crate::host::host_pick_save,
                crate::host::host_pick_folder,
                crate::host::host_open_link,
                crate::host::host_autostart_show,
                crate::host::host_autostart_set,
                crate::host::host_window_hide,
                crate::host::host_clipboard_lasts,
                crate::host::host_app_quit,
                crate::host::host_touched,
                crate::host::host_window_print,
                #[cfg(debug_assertions)]
                crate::smoke::host_smoke_told,
            ]
        }
    };
}

ithaca_core::for_each_command!(tauri_commands);

/// Answers everything the window may call: the core's table and the window's own. What is larger than a request
/// may be is refused before it is read.
pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    let answer = answer();
    move |invoke: Invoke<Wry>| {
        let small = match invoke.message.payload() {
            InvokeBody::Json(request) => fits(request),
            InvokeBody::Raw(bytes) => bytes.len() <= limits::REQUEST,
        };
        if small {
            return answer(invoke);
        }
        let core = invoke.message.webview_ref().state::<App>();
        let refused = core.explain(&too_large());
        invoke.resolver.reject(refused);
        true
    }
}
