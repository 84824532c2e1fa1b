//! What the system's web view is told beyond what Tauri tells it.

use tauri::{AppHandle, WebviewWindow, WebviewWindowBuilder, Wry};

/// The builder of a window.
type Building<'a> = WebviewWindowBuilder<'a, Wry, AppHandle>;

/// Where the web view looks for the network: a proxy nobody answers as. WebKit follows a
/// `<link rel=preconnect>` whatever the content policy says, and a name looked up tells as much as a
/// name asked; behind a proxy it does neither. The app's own pages come over no network.
#[cfg(target_os = "linux")]
const NOWHERE: &str = "http://127.0.0.1:1";

/// Takes the network away from the window's web view, beside what the policy of its page forbids.
#[cfg(target_os = "linux")]
pub fn cut_off(builder: Building<'_>) -> Building<'_> {
    match NOWHERE.parse() {
        Ok(nowhere) => builder.proxy_url(nowhere),
        Err(_) => builder,
    }
}

/// On Windows and macOS the policy of the page stands alone.
#[cfg(not(target_os = "linux"))]
pub fn cut_off(builder: Building<'_>) -> Building<'_> {
    builder
}

/// True if a WebDriver drives the window, as the window tests do. Tauri reads the same variable.
pub fn is_driven() -> bool {
    std::env::var("TAURI_WEBVIEW_AUTOMATION").as_deref() == Ok("true")
}

/// Switches on spell-checking in every language Ithaca speaks, shows what an input method composes where
/// it is typed, and in release builds takes away the browser's own menu, which has Reload on it, except in
/// fields, where it has the spellings.
///
/// # Errors
/// Where the window is already gone.
#[cfg(target_os = "linux")]
pub fn prepare(window: &WebviewWindow) -> tauri::Result<()> {
    use ithaca_core::locale::Language;
    use webkit2gtk::{HitTestResultExt, InputMethodContextExt, WebContextExt, WebViewExt};

    window.with_webview(|platform| {
        let view = platform.inner();
        if let Some(context) = view.context() {
            let languages = Language::ALL.map(|language| match language {
                Language::En => "en_GB",
                Language::De => "de_DE",
            });
            context.set_spell_checking_enabled(true);
            context.set_spell_checking_languages(&languages);
        }
        // wry switches this off, so that the letters of a composition stand nowhere until they are done.
        if let Some(input) = view.input_method_context() {
            input.set_enable_preedit(true);
        }
        view.connect_context_menu(|_, _, _, under| {
            !cfg!(debug_assertions) && !under.context_is_editable()
        });
    })
}

/// Windows and macOS check spelling as the person has set the system; the interface suppresses the
/// browser's menu there.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub fn prepare(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
