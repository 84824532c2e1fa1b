//! macOS: the computer is about to sleep or the screen goes to another user (`NSWorkspace`), or the screen is
//! locked (a distributed notification of the login window's).
#![expect(
    unsafe_code,
    reason = "an observer is a class of Objective-C, and notifications come by name"
)]

use ithaca_core::App;
use objc2::rc::Retained;
use objc2::runtime::NSObject;
use objc2::{AllocAnyThread, DefinedClass, define_class, msg_send, sel};
use objc2_app_kit::{
    NSWorkspace, NSWorkspaceSessionDidResignActiveNotification, NSWorkspaceWillSleepNotification,
};
use objc2_foundation::{
    NSDistributedNotificationCenter, NSNotification, NSNotificationSuspensionBehavior, ns_string,
};

define_class!(
    /// Hears that the person has gone.
    // SAFETY: `NSObject` asks nothing of those who derive from it, and `Listener` has no `Drop` of its own.
    #[unsafe(super(NSObject))]
    #[name = "IthacaSessionListener"]
    #[ivars = App]
    struct Listener;

    impl Listener {
        /// Sleep waits for it to return, so it locks here and hands it to nobody. It comes on the main thread,
        /// which is why nothing else may be waited for: what the lock asks of the window is answered there.
        // SAFETY: takes the notification and gives nothing back, as `addObserver:selector:name:object:` wants it.
        #[unsafe(method(hasGone:))]
        fn has_gone(&self, _sign: &NSNotification) {
            super::lock(self.ivars());
        }
    }
);

impl Listener {
    fn new(core: &App) -> Retained<Self> {
        let listener = Self::alloc().set_ivars(core.clone());
        // SAFETY: `init` is the initialiser of `NSObject` and has this signature.
        unsafe { msg_send![super(listener), init] }
    }
}

/// Listens for as long as the program runs.
pub fn listen(core: &App) {
    let listener = Listener::new(core);
    let workspace = NSWorkspace::sharedWorkspace().notificationCenter();
    // SAFETY: AppKit sets its names before the program begins and never again.
    let signs = unsafe {
        [
            NSWorkspaceWillSleepNotification,
            NSWorkspaceSessionDidResignActiveNotification,
        ]
    };
    for sign in signs {
        // SAFETY: the listener has this method, for notifications of any object.
        unsafe {
            workspace.addObserver_selector_name_object(&listener, sel!(hasGone:), Some(sign), None);
        }
    }
    // An app that is not in front hears distributed notifications only when it comes to the front, unless it
    // asks for them at once. The name is in no header of Apple's; where it is not sent, sleep still locks.
    // SAFETY: the listener has this method, for notifications of any object.
    unsafe {
        NSDistributedNotificationCenter::defaultCenter()
            .addObserver_selector_name_object_suspensionBehavior(
                &listener,
                sel!(hasGone:),
                Some(ns_string!("com.apple.screenIsLocked")),
                None,
                NSNotificationSuspensionBehavior::DeliverImmediately,
            );
    }
    // Who is notified is not kept by who notifies.
    std::mem::forget(listener);
}
