/** What the host must offer. The app runs on Tauri; browser tests run the same core behind loopback HTTP. */
export interface Platform {
  /** Runs a command of the core. Rejects with an {@link ApiFailure}. */
  call(name: string, request: unknown): Promise<unknown>;
  /** Hears an event of the host until the returned function is called. */
  listen<N extends keyof HostEvents>(name: N, hear: (event: HostEvents[N]) => void): () => void;
  /** What only a window can do. */
  host: Host;
}

/** The wire form of an error of the core, `ApiError` in Rust. */
export interface ApiFailure {
  code: string;
  /** A sentence in the user's language. */
  message: string;
  field?: string | null;
}

export interface HostEvents {
  changed: { topics: string[] };
  /** What time it is, told now and then for as long as the window is there. */
  clock: { now: number };
  task: { id: string; done: number; total: number; finished: boolean };
  /** A route to show, such as `/room/ID`: a notification was clicked, or the app was started a second time. */
  open: { route: string };
  drop: PickedFile;
  /** Files are being dragged over the window, or no longer. */
  dragging: { over: boolean };
}

/** A file the person chose. `file` is a handle which only the host can mint; the page never learns the path. */
export interface PickedFile {
  file: string;
  name: string;
  /** Bytes. */
  size: number;
}

export interface SaveTarget {
  file: string;
  name: string;
}

/** What a picker is for: it decides the title and the kinds of file shown. */
export type PickPurpose = "attachment" | "calendar" | "backup" | "diagnostics" | "export" | "import";

export interface Host {
  /** True if the page runs in the app's own window, false in a browser under test. */
  readonly windowed: boolean;
  /** Resolves to null if the person cancelled. */
  pickOpen(purpose: PickPurpose): Promise<PickedFile | null>;
  /** Resolves to null if the person cancelled. */
  pickFolder(purpose: PickPurpose): Promise<SaveTarget | null>;
  pickSave(suggested: string, purpose: PickPurpose): Promise<SaveTarget | null>;
  /** Asks the system to open an http, https or mailto address. */
  openLink(url: string): Promise<void>;
  autostartShow(): Promise<boolean>;
  autostartSet(on: boolean): Promise<void>;
  /** Hides the window; the app stays in the tray. */
  windowHide(): Promise<void>;
  /** Says whether what was copied can still be pasted once the app has ended or locked. */
  clipboardLasts(): Promise<boolean>;
  appQuit(): Promise<void>;
  /** Says that the person is here: the lock that comes with idleness waits anew. */
  touched(): Promise<void>;
  /** Opens the system's print dialog on the page as it stands. */
  windowPrint(): Promise<void>;
}
