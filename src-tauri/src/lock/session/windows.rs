//! Windows: the session is locked or somebody else's (`WM_WTSSESSION_CHANGE`), or the computer is about to
//! sleep (`WM_POWERBROADCAST`). Both are told to a window, and Tauri's keeps its messages to itself; so there
//! is another, never shown, on a thread that does nothing else.
#![expect(
    unsafe_code,
    reason = "a window that hears is made of calls into Windows"
)]

use std::sync::OnceLock;

use ithaca_core::App;
use windows::Win32::Foundation::{HANDLE, HWND, LPARAM, LRESULT, WPARAM};
use windows::Win32::System::LibraryLoader::GetModuleHandleW;
use windows::Win32::System::Power::RegisterSuspendResumeNotification;
use windows::Win32::System::RemoteDesktop::{
    NOTIFY_FOR_THIS_SESSION, WTSRegisterSessionNotification,
};
use windows::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DEVICE_NOTIFY_WINDOW_HANDLE, DefWindowProcW, DispatchMessageW, GetMessageW,
    MSG, PBT_APMSUSPEND, RegisterClassW, WINDOW_EX_STYLE, WINDOW_STYLE, WM_CLOSE,
    WM_POWERBROADCAST, WM_WTSSESSION_CHANGE, WNDCLASSW, WTS_CONSOLE_DISCONNECT,
    WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK,
};
use windows::core::{PCWSTR, Result, w};

/// The desk to lock. Windows calls [`hear`] with nothing of ours; a pointer kept in the window would have to
/// be trusted on its way back.
static DESK: OnceLock<App> = OnceLock::new();

/// Listens for as long as the program runs. Where Windows does not tell, the desk still locks when it is left
/// alone.
pub fn listen(core: &App) {
    if DESK.set(core.clone()).is_ok() {
        std::thread::spawn(|| match ear() {
            Ok(window) => {
                ask(window);
                wait();
            }
            Err(_) => tracing::info!("no session is heard here"),
        });
    }
}

/// A window of the calling thread that is never shown. It is no message-only window: those are passed over
/// when Windows tells everybody that it is about to sleep.
fn ear() -> Result<HWND> {
    let name = w!("Ithaca.Session");
    // SAFETY: no name asks for this program itself, which is never unloaded while it runs.
    let program = unsafe { GetModuleHandleW(PCWSTR::null()) }?.into();
    let class = WNDCLASSW {
        lpfnWndProc: Some(hear),
        hInstance: program,
        lpszClassName: name,
        ..WNDCLASSW::default()
    };
    // SAFETY: `class` is whole and outlives the call; its name and its procedure are of the program and are
    // there to its end. Where it is refused there is no such class, and the next call says so.
    unsafe { RegisterClassW(&raw const class) };
    // SAFETY: the names are constants, there is no parent and no menu, and nothing is handed to `hear`.
    unsafe {
        CreateWindowExW(
            WINDOW_EX_STYLE::default(),
            name,
            PCWSTR::null(),
            WINDOW_STYLE::default(),
            0,
            0,
            0,
            0,
            None,
            None,
            Some(program),
            None,
        )
    }
}

/// Asks Windows to tell the window. Sleep is asked for by name, too: a computer with Modern Standby tells only
/// those who have asked. Nothing is taken back, since all of it ends with the program.
fn ask(window: HWND) {
    // SAFETY: the window is the caller's and is not destroyed while the program runs: `hear` does not let it close.
    let session = unsafe { WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION) };
    // SAFETY: as above; the flag says that the handle is a window's.
    let sleep =
        unsafe { RegisterSuspendResumeNotification(HANDLE(window.0), DEVICE_NOTIFY_WINDOW_HANDLE) };
    if session.is_err() {
        tracing::info!("no locking of the session is heard here");
    }
    if sleep.is_err() {
        tracing::info!("sleep is heard only where everybody is told");
    }
}

/// Hands what comes to [`hear`], until the program ends.
fn wait() {
    let mut message = MSG::default();
    // SAFETY: `message` is this function's own, for Windows to write.
    // 0 is the end and -1 an error, which would only repeat itself.
    while unsafe { GetMessageW(&raw mut message, None, 0, 0) }.0 > 0 {
        // SAFETY: a message as Windows has just written it.
        unsafe { DispatchMessageW(&raw const message) };
    }
}

/// The window's procedure (`WNDPROC`). Sleep waits about two seconds for it to return (`PBT_APMSUSPEND`),
/// so it locks here and hands it to nobody.
extern "system" fn hear(window: HWND, message: u32, sign: WPARAM, more: LPARAM) -> LRESULT {
    // Some programs ask every window to close, `taskkill` among them; this one would no longer hear.
    if message == WM_CLOSE {
        return LRESULT(0);
    }
    // Both messages carry a number of 32 bits.
    let number = sign.0 as u32;
    let has_gone = match message {
        // Another user, or the same one at another computer, leaves the session without locking it.
        WM_WTSSESSION_CHANGE => matches!(
            number,
            WTS_SESSION_LOCK | WTS_CONSOLE_DISCONNECT | WTS_REMOTE_DISCONNECT
        ),
        WM_POWERBROADCAST => number == PBT_APMSUSPEND,
        _ => false,
    };
    if let (true, Some(core)) = (has_gone, DESK.get()) {
        super::lock(core);
    }
    // SAFETY: what Windows called with, handed on as it came.
    unsafe { DefWindowProcW(window, message, sign, more) }
}
