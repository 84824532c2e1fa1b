// Written by `cargo xtask bindings` from the Rust types. Not edited by hand.

/**
 * Facts for the About page, none of them private.
 */
export type About = {
  /**
   * The app's version.
   */
  version: string;
  /**
   * Where the desk lives, to be read, not opened.
   */
  data_folder: string;
  /**
   * Size of the database in bytes, its write-ahead log included.
   */
  database_bytes: number;
  /**
   * Version of the database's schema.
   */
  schema: number;
  /**
   * SQLite's version.
   */
  sqlite: string;
  /**
   * SQLCipher's version.
   */
  cipher: string;
  /**
   * The zone database's version, such as `2025b`.
   */
  zone_rules: string;
  /**
   * How many rows each concept holds.
   */
  counts: Array<Count>;
  /**
   * The text to paste into a bug report: the above without the folder.
   */
  diagnostics: string;
};

/**
 * A promise.
 */
export type Action = {
  /**
   * The id.
   */
  id: string;
  /**
   * What became of it.
   */
  state: ActionState;
  /**
   * When it was kept or let go.
   */
  closed_at: Millis | null;
  /**
   * Why it was let go.
   */
  closed_reason: string;
  /**
   * The other person's name.
   */
  name: string | null;
  /**
   * What they are called.
   */
  called: string | null;
  /**
   * The goal's title.
   */
  goal_title: string | null;
  /**
   * The day it was due before it was put off; absent: it never was.
   */
  first_due_on: string | null;
  /**
   * How often it was put off.
   */
  put_off: number;
  /**
   * The day it was due before that was last changed; absent: it never was.
   */
  was_due_on: string | null;
  /**
   * Whether its room has ended.
   */
  ended: boolean;
  /**
   * Whether it goes on all the same: it is reminded of.
   */
  beyond_end: boolean;
  /**
   * When it was made.
   */
  created_at: Millis;
  /**
   * The day of it, here.
   */
  created_on: string;
  /**
   * What the list is sorted by.
   */
  due_key: string;
  /**
   * What was promised.
   */
  title: string;
  /**
   * Whose promise it is.
   */
  owner: Side;
  /**
   * Until when.
   */
  due_on: string | null;
  /**
   * The room it belongs to; absent: a promise to oneself.
   */
  relationship_id: string | null;
  /**
   * The meeting it was made in.
   */
  meeting_id: string | null;
  /**
   * The goal it serves.
   */
  goal_id: string | null;
};

/**
 * Adds a promise.
 */
export type ActionAdd = {
  /**
   * What is said of it.
   */
  fields: ActionFields;
};

/**
 * The promises of a room, a meeting or a goal.
 */
export type ActionBoard = {
  /**
   * The open ones, the first page.
   */
  open: Paged<Action>;
  /**
   * Those kept within a day, the latest first, at most a hundred: a slip of the hand can be taken back in place.
   */
  kept_lately: Array<Action>;
  /**
   * How many are kept or dropped, counted to one beyond [`limits::COUNTED`](crate::limits::COUNTED).
   */
  closed: number;
};

/**
 * Asks for the promises of a room, a meeting or a goal.
 */
export type ActionBoardShow = {
  /**
   * Only those of this room.
   */
  relationship: string | null;
  /**
   * Only those of this meeting.
   */
  meeting: string | null;
  /**
   * Only those for this goal.
   */
  goal: string | null;
};

/**
 * Replaces what is said of a promise.
 */
export type ActionChange = {
  /**
   * The promise.
   */
  id: string;
  /**
   * All of it, as it shall be.
   */
  fields: ActionFields;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: ActionFields | null;
};

/**
 * Puts a promise into the bin.
 */
export type ActionDelete = {
  /**
   * The promise.
   */
  id: string;
};

/**
 * Says a promise was kept.
 */
export type ActionDone = {
  /**
   * The promise.
   */
  id: string;
};

/**
 * Lets a promise go.
 */
export type ActionDrop = {
  /**
   * The promise.
   */
  id: string;
  /**
   * Why, if wanted.
   */
  reason: string;
};

/**
 * What can be said of a promise.
 */
export type ActionFields = {
  /**
   * What was promised.
   */
  title: string;
  /**
   * Whose promise it is.
   */
  owner: Side;
  /**
   * Until when.
   */
  due_on: string | null;
  /**
   * The room it belongs to; absent: a promise to oneself.
   */
  relationship_id: string | null;
  /**
   * The meeting it was made in.
   */
  meeting_id: string | null;
  /**
   * The goal it serves.
   */
  goal_id: string | null;
};

/**
 * Says whether a promise goes on after its room has ended.
 */
export type ActionGoOn = {
  /**
   * The promise.
   */
  id: string;
  /**
   * Whether it does.
   */
  beyond_end: boolean;
};

/**
 * Asks for promises, by due date; those without one come last.
 */
export type ActionList = {
  /**
   * Only those in this state.
   */
  state: ActionState | null;
  /**
   * Only those of this side.
   */
  owner: Side | null;
  /**
   * Only those of this room.
   */
  relationship: string | null;
  /**
   * Only those of rooms in which I have this role.
   */
  role?: Role | null;
  /**
   * Only those of this meeting.
   */
  meeting: string | null;
  /**
   * Only those for this goal.
   */
  goal: string | null;
  /**
   * Only those due on this date or before.
   */
  due_until: string | null;
  /**
   * Without what an ended room left and nobody agreed to go on with.
   */
  going_on?: boolean;
  /**
   * Only open ones that meetings before this one left to those who meet in it.
   */
  carried_to?: string | null;
  /**
   * What they are sorted by; by when they were closed only where `state` says that they are.
   */
  order?: ActionOrder;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * What a list of promises is sorted by.
 */
export type ActionOrder = "due" | "closed";

/**
 * Opens a promise again.
 */
export type ActionReopen = {
  /**
   * The promise.
   */
  id: string;
};

/**
 * Puts a promise off. How often, and when it was due first, stays to be seen.
 */
export type ActionSnooze = {
  /**
   * The promise.
   */
  id: string;
  /**
   * Until when.
   */
  until: PutOff;
};

/**
 * What became of a promise.
 */
export type ActionState = "open" | "done" | "dropped";

/**
 * A piece of advice.
 */
export type Advice = {
  /**
   * The id.
   */
  id: string;
  /**
   * What was made of it.
   */
  state: AdviceState;
  /**
   * Until when it is tried.
   */
  try_by: string | null;
  /**
   * Whether and why it fits.
   */
  reflection: string;
  /**
   * What happened.
   */
  result: string;
  /**
   * Whether it helped; absent: not said.
   */
  helped: boolean | null;
  /**
   * When the other side heard what came of it.
   */
  told_at: Millis | null;
  /**
   * When they were thanked.
   */
  thanked_at: Millis | null;
  /**
   * The other person's name.
   */
  name: string;
  /**
   * What they are called.
   */
  called: string;
  /**
   * The goal's title.
   */
  goal_title: string | null;
  /**
   * When it was put down.
   */
  created_at: Millis;
  /**
   * The day of it, here.
   */
  created_on: string;
  /**
   * What was advised.
   */
  text: string;
  /**
   * The room it was given in.
   */
  relationship_id: string;
  /**
   * Who gave it.
   */
  given_by: Side;
  /**
   * The meeting it was given in.
   */
  meeting_id: string | null;
  /**
   * The goal it serves.
   */
  goal_id: string | null;
};

/**
 * Puts a piece of advice down.
 */
export type AdviceAdd = {
  /**
   * What is said of it.
   */
  fields: AdviceFields;
  /**
   * Until when it is tried, if that is clear at once.
   */
  try_by: string | null;
};

/**
 * Replaces what is said of a piece of advice.
 */
export type AdviceChange = {
  /**
   * The advice.
   */
  id: string;
  /**
   * All of it, as it shall be.
   */
  fields: AdviceFields;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: AdviceFields | null;
};

/**
 * Says what to make of a piece of advice. A result told before is dropped.
 */
export type AdviceDecide = {
  /**
   * The advice.
   */
  id: string;
  /**
   * What to make of it.
   */
  verdict: AdviceVerdict;
  /**
   * Until when it is tried.
   */
  try_by: string | null;
  /**
   * Whether and why it fits.
   */
  reflection: string;
};

/**
 * Puts a piece of advice into the bin.
 */
export type AdviceDelete = {
  /**
   * The advice.
   */
  id: string;
};

/**
 * What can be said of a piece of advice.
 */
export type AdviceFields = {
  /**
   * What was advised.
   */
  text: string;
  /**
   * The room it was given in.
   */
  relationship_id: string;
  /**
   * Who gave it.
   */
  given_by: Side;
  /**
   * The meeting it was given in.
   */
  meeting_id: string | null;
  /**
   * The goal it serves.
   */
  goal_id: string | null;
};

/**
 * Asks for advice, the latest first.
 */
export type AdviceList = {
  /**
   * Only what was given in this room.
   */
  relationship: string | null;
  /**
   * Only what was given in this meeting.
   */
  meeting: string | null;
  /**
   * Only what serves this goal.
   */
  goal: string | null;
  /**
   * Only what this was made of.
   */
  state: AdviceState | null;
  /**
   * Only what this side gave.
   */
  given_by: Side | null;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Says what came of a piece of advice.
 */
export type AdviceResult = {
  /**
   * The advice.
   */
  id: string;
  /**
   * What happened.
   */
  result: string;
  /**
   * Whether it helped; absent: not said.
   */
  helped: boolean | null;
};

/**
 * Asks for a piece of advice.
 */
export type AdviceShow = {
  /**
   * The advice.
   */
  id: string;
};

/**
 * What the one who got a piece of advice made of it.
 */
export type AdviceState = "new" | "trying" | "later" | "declined" | "tried";

/**
 * Says that the other side heard what came of it, or did not after all.
 */
export type AdviceTell = {
  /**
   * The advice.
   */
  id: string;
  /**
   * Whether they heard.
   */
  told: boolean;
  /**
   * Whether they were thanked.
   */
  thanked: boolean;
};

/**
 * What to make of a piece of advice.
 */
export type AdviceVerdict = "try" | "later" | "decline" | "open";

/**
 * What could follow a meeting.
 */
export type After = {
  /**
   * The meeting.
   */
  meeting: MeetingRow;
  /**
   * The next one, if it is planned already.
   */
  planned: MeetingRow | null;
  /**
   * Else a date by the room's cadence; absent where there is none.
   */
  proposed: NextDate | null;
  /**
   * A thank-you, ready to send.
   */
  thanks: Letter;
  /**
   * The day until which it is meant to be sent; absent: it was not put off.
   */
  thank_by: string | null;
  /**
   * When it was sent.
   */
  thanked_at: Millis | null;
};

/**
 * Puts something on a meeting's agenda, or into a room's inbox. At least one of the two is given.
 */
export type AgendaAdd = {
  /**
   * The room.
   */
  relationship_id: string | null;
  /**
   * The meeting.
   */
  meeting_id: string | null;
  /**
   * What to talk about.
   */
  text: string;
  /**
   * Topic or question.
   */
  kind?: AgendaKind;
  /**
   * Who brings it up.
   */
  raised_by: Side;
};

/**
 * Rewords a point.
 */
export type AgendaChange = {
  /**
   * The point.
   */
  id: string;
  /**
   * What to talk about.
   */
  text: string;
  /**
   * What it is; absent: what it was.
   */
  kind?: AgendaKind;
  /**
   * Who brings it up.
   */
  raised_by: Side;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: AgendaFields | null;
};

/**
 * What can be said of a point.
 */
export type AgendaFields = {
  /**
   * What to talk about.
   */
  text: string;
  /**
   * What it is.
   */
  kind: AgendaKind;
  /**
   * Who brings it up.
   */
  raised_by: Side;
};

/**
 * Asks for what waits in a room for the next meeting.
 */
export type AgendaInbox = {
  /**
   * The room.
   */
  relationship_id: string;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * What a point of an agenda is.
 */
export type AgendaKind = "topic" | "question";

/**
 * Puts a point before another of the same list, or at its end.
 */
export type AgendaMove = {
  /**
   * The point.
   */
  id: string;
  /**
   * The point it shall stand before; absent: at the end.
   */
  before: string | null;
};

/**
 * Something to talk about.
 */
export type AgendaPoint = {
  /**
   * The id.
   */
  id: string;
  /**
   * The room whose inbox it was put into.
   */
  relationship_id: string | null;
  /**
   * The meeting it stands on; absent while it waits for the next one.
   */
  meeting_id: string | null;
  /**
   * What to talk about.
   */
  text: string;
  /**
   * What it is.
   */
  kind: AgendaKind;
  /**
   * The question of the bank it came from: the key of one we ship, or the id of one of the person's own.
   */
  question_key: string | null;
  /**
   * Who brought it up.
   */
  raised_by: Side;
  /**
   * The meeting it came up in, where it was kept for a later one.
   */
  raised_in: string | null;
  /**
   * The day of the meeting that left it open, here: it has rolled over from there.
   */
  left_on: string | null;
  /**
   * Whether it was talked about.
   */
  done: boolean;
  /**
   * When it was put down.
   */
  created_at: Millis;
  /**
   * The day of it, here.
   */
  created_on: string;
  /**
   * What the list is sorted by.
   */
  position: OrderKey;
};

/**
 * Puts a point into the bin.
 */
export type AgendaRemove = {
  /**
   * The point.
   */
  id: string;
};

/**
 * An agenda template.
 */
export type AgendaTemplate = {
  /**
   * The key of one we ship, or the id of one of the person's own.
   */
  id: string;
  /**
   * Whose words it is in.
   */
  origin: Origin;
  /**
   * The name of the one whose room it is for.
   */
  room_name: string | null;
  /**
   * Whether it is the one most likely wanted for the meeting.
   */
  suggested: boolean;
  /**
   * Which of its lines, from 0, stand on the meeting's agenda already.
   */
  standing: Array<number>;
  /**
   * What it is called.
   */
  name: string;
  /**
   * My role where it fits; absent: any.
   */
  role: Role | null;
  /**
   * The one room it is for; absent: any. Only one of the person's own has one, and then it has no role.
   */
  relationship_id: string | null;
  /**
   * Its lines, 1 to 50.
   */
  lines: Array<TemplateLine>;
};

/**
 * Says a point was talked about, or was not after all.
 */
export type AgendaTick = {
  /**
   * The point.
   */
  id: string;
  /**
   * Talked about.
   */
  done: boolean;
  /**
   * The meeting it was talked about in: a point that waited in a room's inbox belongs there from then on.
   */
  meeting_id?: string;
};

/**
 * What is due in the coming week.
 */
export type Ahead = {
  /**
   * How many reminders, counted up to five hundred a kind.
   */
  count: number;
  /**
   * The day of the last one, here; absent when there is none.
   */
  until: string | null;
  /**
   * The same in a sentence; absent when there is none.
   */
  sentence: string | null;
};

/**
 * Which column was amended.
 */
export type Amended = "due_on" | "target_on" | "kind" | "role" | "cadence" | "ends_on";

/**
 * One amendment.
 */
export type Amendment = {
  /**
   * Its id.
   */
  id: string;
  /**
   * Which column.
   */
  field: Amended;
  /**
   * What it said before: a day as `2026-03-02`, a word, or a rhythm as `2 week`; empty where it said nothing.
   */
  was: string;
  /**
   * What it said from then on.
   */
  became: string;
  /**
   * Why, where somebody said so.
   */
  reason: string;
  /**
   * When.
   */
  at: Millis;
  /**
   * The day of it, here.
   */
  on: string;
};

/**
 * Asks what something was before it was amended, the newest first.
 */
export type AmendmentList = {
  /**
   * What was amended.
   */
  of: AmendmentOf;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * What was amended. The concepts stand above this one, so it knows their ids as ids only.
 */
export type AmendmentOf =
  | { kind: "action"; id: string }
  | { kind: "goal"; id: string }
  | { kind: "milestone"; id: string }
  | { kind: "relationship"; id: string };

/**
 * An error as a person meets it: a sentence that says what failed and what to do.
 */
export type ApiError = {
  /**
   * What the interface acts on.
   */
  code: ErrorCode;
  /**
   * A sentence in the person's language.
   */
  message: string;
  /**
   * The request's field the sentence belongs to.
   */
  field: string | null;
};

/**
 * Asks what this program and this desk are.
 */
export type AppAbout = Record<symbol, never>;

/**
 * Asks for what a window needs before it can show anything.
 */
export type AppStart = Record<symbol, never>;

/**
 * A database that was kept aside.
 */
export type Aside = {
  /**
   * The file's name in the data folder.
   */
  name: string;
  /**
   * Bytes, its log included.
   */
  bytes: number;
};

/**
 * Somebody a question was asked of: it was ticked in a meeting that was held.
 */
export type Asked = {
  /**
   * The person.
   */
  person_id: string;
  /**
   * Their name.
   */
  name: string;
  /**
   * The latest meeting it was asked in.
   */
  meeting_id: string;
  /**
   * The day of it, here.
   */
  on: string;
};

/**
 * One backup, and what it holds.
 */
export type Backup = {
  /**
   * The backup's name.
   */
  id: BackupId;
  /**
   * When it was made.
   */
  made_at: Millis;
  /**
   * Bytes on the disk, in one place.
   */
  bytes: number;
  /**
   * Whether the backup can be restored here.
   */
  state: BackupState;
  /**
   * The folders the backup is in.
   */
  places: Array<BackupPlace>;
  /**
   * How much is in the backup; absent where the backup cannot be read here.
   */
  holds: Holds | null;
  /**
   * How many changes the desk has seen since; absent where that cannot be told.
   */
  changes_since: number | null;
  /**
   * When it is thinned away at the latest, if backups go on being made.
   */
  kept_until: Millis;
  /**
   * When the passphrase was set that opens it, where that is not today's.
   */
  older_passphrase: Millis | null;
};

/**
 * Sets how much room the backups may take.
 */
export type BackupBudgetSet = {
  /**
   * Bytes, from 100 MB to 1 TB.
   */
  bytes: number;
};

/**
 * Deletes backups for good.
 */
export type BackupDelete = {
  /**
   * The ids of the backups to delete.
   */
  ids: Array<BackupId>;
};

/**
 * Chooses the second folder, or stops keeping one.
 */
export type BackupFolderChoose = {
  /**
   * The folder; absent to stop. What lies in the old one stays there.
   */
  folder: FileHandle | null;
};

/**
 * A backup that still holds something deleted.
 */
export type BackupHolding = {
  /**
   * The backup.
   */
  id: BackupId;
  /**
   * When it was made.
   */
  made_at: Millis;
  /**
   * When it is thinned away at the latest, if backups go on being made.
   */
  kept_until: Millis;
  /**
   * True where it could not be read, so that nobody can say it does not.
   */
  unread: boolean;
};

/**
 * A backup's name: the UTC instant it was made at, to the second, such as `2026-03-02T080000Z`.
 */
export type BackupId = string;

/**
 * Asks for the backups, the newest first.
 */
export type BackupList = {
  /**
   * The page of the list wanted.
   */
  page: Page;
};

/**
 * Makes a backup now.
 */
export type BackupMake = {
  /**
   * The task id for progress and cancellation.
   */
  task: string | null;
};

/**
 * The folder a backup is in.
 */
export type BackupPlace = "data_folder" | "second_folder";

/**
 * How backups are kept.
 */
export type BackupPlan = {
  /**
   * The folder they lie in, to be read, not opened.
   */
  folder: string;
  /**
   * The number of backups.
   */
  count: number;
  /**
   * Bytes all backups take.
   */
  bytes: number;
  /**
   * Bytes they may take before the oldest are thinned away.
   */
  budget: number;
  /**
   * When the newest was made.
   */
  newest: Millis | null;
  /**
   * The second folder, if one was chosen.
   */
  second: SecondFolder | null;
  /**
   * Reasons against a live database in the data folder.
   */
  unsuited: Array<Unsuited>;
  /**
   * Databases kept aside by a restore or a rescue, by their names in the data folder.
   */
  aside: Array<Aside>;
};

/**
 * Takes what was deleted out of the backups as well: makes a new one, and deletes these.
 */
export type BackupPurge = {
  /**
   * The ids of the backups that hold what was deleted.
   */
  ids: Array<BackupId>;
  /**
   * Whether the databases kept aside go too.
   */
  aside: boolean;
  /**
   * The task id for progress and cancellation.
   */
  task: string | null;
};

/**
 * Restores the desk from a backup.
 */
export type BackupRestore = {
  /**
   * The backup's id.
   */
  id: BackupId;
  /**
   * The passphrase or the recovery code of then; wanted where nothing else opens it.
   */
  proof: TypedProof | null;
  /**
   * The task id for progress and cancellation.
   */
  task: string | null;
};

/**
 * The result of a restore.
 */
export type BackupRestored = {
  /**
   * The backup the desk is now as.
   */
  id: BackupId;
  /**
   * The name, in the data folder, under which the desk of before is kept.
   */
  kept_as: string;
  /**
   * The backup made of the desk of before; absent where it was too damaged for one.
   */
  before: BackupId | null;
};

/**
 * Asks how backups are kept.
 */
export type BackupShow = Record<symbol, never>;

/**
 * Whether a backup can be restored.
 */
export type BackupState = "verified" | "damaged" | "other_key" | "newer";

/**
 * What both sides brought to a room.
 */
export type Balance = {
  /**
   * The first day that is counted.
   */
  since: string;
  /**
   * What I brought.
   */
  mine: Effort;
  /**
   * What they brought.
   */
  theirs: Effort;
  /**
   * The side that brings nearly all; absent: neither does, or there is too little to tell.
   */
  lopsided: Side | null;
};

/**
 * Asks who brings what in a room.
 */
export type BalanceShow = {
  /**
   * The room.
   */
  relationship_id: string;
};

/**
 * What still holds what left the bin.
 */
export type BinEmptied = {
  /**
   * Backups, the newest first; as many as thinning leaves at most.
   */
  backups: Array<BackupHolding>;
  /**
   * Databases a restore kept aside: nobody looks into them, so each may.
   */
  aside: Array<Aside>;
};

/**
 * Deletes for good: one entry, or all.
 */
export type BinEmpty = {
  /**
   * The entry; absent for all.
   */
  id: string | null;
};

/**
 * A deletion that can be taken back.
 */
export type BinEntry = {
  /**
   * The entry.
   */
  id: string;
  /**
   * What was deleted.
   */
  kind: Discarded;
  /**
   * Its title; empty for a private note.
   */
  title: string;
  /**
   * When, by the clock of then.
   */
  deleted_at: Millis;
  /**
   * Until when it can be put back at the least; later where the desk goes unseen for longer than a week.
   */
  kept_until: Millis;
};

/**
 * Asks for what was deleted, latest first.
 */
export type BinList = {
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Puts a deletion back.
 */
export type BinRestore = {
  /**
   * The entry.
   */
  id: string;
};

/**
 * One page before a meeting.
 */
export type Brief = {
  /**
   * The meeting it is for: the one asked for, or the room's next.
   */
  meeting: MeetingRow | null;
  /**
   * Those I meet.
   */
  people: Array<BriefPerson>;
  /**
   * The meeting held last with any of them.
   */
  last: MeetingRow | null;
  /**
   * What stands open.
   */
  open: BriefOpen;
  /**
   * What to remember about them. Private.
   */
  remember: Array<Note>;
};

/**
 * What a brief is about.
 */
export type BriefAbout = { kind: "meeting"; id: string } | { kind: "relationship"; id: string };

/**
 * A goal, and how it moved.
 */
export type BriefGoal = {
  /**
   * The goal.
   */
  goal: GoalRow;
  /**
   * The words of the latest check-in since the last contact.
   */
  said: string | null;
  /**
   * Milestones reached since the last contact.
   */
  reached: Array<string>;
};

/**
 * What stands open, in the parts of a page. Each open thing is in exactly one of them, at most 200 of a kind and 800
 * promises.
 * Nothing here is private: the types of these parts have no way to a note.
 */
export type BriefOpen = {
  /**
   * What to talk about; what rolled over from an earlier meeting comes first.
   */
  topics: Array<AgendaPoint>;
  /**
   * Questions to ask.
   */
  questions: Array<AgendaPoint>;
  /**
   * My open promises.
   */
  mine: Array<Action>;
  /**
   * Theirs.
   */
  theirs: Array<Action>;
  /**
   * Promises of both sides kept or let go since the last contact.
   */
  closed: Array<Action>;
  /**
   * Advice to try or to decide on, and what was tried and not told yet.
   */
  advice: Array<Advice>;
  /**
   * Open challenges these people are asked about.
   */
  challenges: Array<Challenge>;
  /**
   * Decisions to make, or to look back on.
   */
  decisions: Array<Decision>;
  /**
   * Open goals, and those closed since the last contact.
   */
  goals: Array<BriefGoal>;
  /**
   * Wins they have not heard of.
   */
  wins: Array<JournalEntry>;
};

/**
 * One of those I meet. Whom I meet in two rooms is here once, with the first of them.
 */
export type BriefPerson = {
  /**
   * The room.
   */
  relationship_id: string;
  /**
   * The person.
   */
  person_id: string;
  /**
   * Their name.
   */
  name: string;
  /**
   * What they are called.
   */
  called: string;
  /**
   * Where they work, and as what.
   */
  position: string;
  /**
   * My role in this room.
   */
  role: Role;
  /**
   * What the room is for.
   */
  topic: string;
  /**
   * The day of the last contact in any of the rooms we meet in, here.
   */
  last_on: string | null;
  /**
   * Their address for mail.
   */
  email: string;
};

/**
 * Saves the agenda as a text file.
 */
export type BriefSave = {
  /**
   * What the brief is about.
   */
  about: BriefAbout;
  /**
   * Ids of what is left out.
   */
  without: Array<string>;
  /**
   * Ids of what goes along although it came up with somebody else: that stays behind unasked.
   */
  with: Array<string>;
  /**
   * Where.
   */
  out: FileHandle;
};

/**
 * Says that the agenda was taken out to be sent: copied, mailed, saved or printed.
 */
export type BriefSent = {
  /**
   * What the brief is about.
   */
  about: BriefAbout;
};

/**
 * Asks for the agenda to send ahead, to look at first.
 */
export type BriefShare = {
  /**
   * What the brief is about.
   */
  about: BriefAbout;
  /**
   * Ids of what is left out.
   */
  without: Array<string>;
  /**
   * Ids of what goes along although it came up with somebody else: that stays behind unasked.
   */
  with: Array<string>;
};

/**
 * Asks for a brief.
 */
export type BriefShow = {
  /**
   * What it is about.
   */
  about: BriefAbout;
};

/**
 * How often two people mean to meet: every so many weeks or months, or every third Monday. A quarter is
 * three months.
 */
export type Cadence = {
  /**
   * Every how many, 1 to 52. Of a weekday it says which one of each month, 1 to 4, and 5 is the last.
   */
  every: number;
  /**
   * Of which unit.
   */
  unit: CadenceUnit;
};

/**
 * The unit of a cadence.
 */
export type CadenceUnit =
  "week" | "month" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/**
 * How much a calendar file says.
 */
export type CalendarDetail = "busy" | "titles" | "agenda";

/**
 * Writes a calendar file to where the person chose.
 */
export type CalendarExport = {
  /**
   * Which meetings.
   */
  scope: CalendarScope;
  /**
   * How much it says; absent: what the settings say.
   */
  detail?: CalendarDetail;
  /**
   * Where to.
   */
  out: FileHandle;
};

/**
 * What a calendar file holds.
 */
export type CalendarExported = {
  /**
   * How many meetings.
   */
  events: number;
};

/**
 * Chooses the calendar file to keep up to date, or stops keeping one.
 */
export type CalendarKeep = {
  /**
   * Where; absent to stop. The file written last stays where it is.
   */
  out: FileHandle | null;
};

/**
 * The calendar file kept up to date.
 */
export type CalendarKept = {
  /**
   * Where it lies, to be read, not opened; absent when none is kept.
   */
  path: string | null;
  /**
   * How much it says.
   */
  detail: CalendarDetail;
};

/**
 * Asks which calendar file is kept up to date.
 */
export type CalendarKeptShow = Record<symbol, never>;

/**
 * Which meetings a calendar file holds.
 */
export type CalendarScope =
  { kind: "all" } | { kind: "relationship"; id: string } | { kind: "meeting"; id: string };

/**
 * Chooses how much the calendar file that is kept up to date says, and what the next one saved says unless told otherwise.
 */
export type CalendarTell = {
  /**
   * How much.
   */
  detail: CalendarDetail;
};

/**
 * The meeting of several in which a note about one of them was made.
 */
export type CameUpIn = {
  /**
   * The meeting.
   */
  id: string;
  /**
   * Its title.
   */
  title: string;
};

/**
 * Keeps a line of capture as what it is. One step of undo.
 */
export type CaptureAdd = {
  /**
   * The meeting.
   */
  meeting_id: string;
  /**
   * What the line becomes.
   */
  kind: CaptureKind;
  /**
   * The line, without its marker. A promise or a piece of advice may end with a day: "send CV by Fri". Where several
   * take part it may begin with whom it concerns, "@Ada …" or "@all …", unless it goes among the notes.
   */
  text: string;
  /**
   * The room it concerns, where several take part; all of them when absent. A promise of theirs, advice and a win
   * of a mentee's are one person's.
   */
  relationship_id: string | null;
};

/**
 * What a line of capture becomes.
 */
export type CaptureKind = "note" | "mine" | "theirs" | "advice" | "win" | "question" | "private" | "decision";

/**
 * Asks for what was captured in a meeting, in the order it was.
 */
export type CaptureList = {
  /**
   * The meeting.
   */
  meeting_id: string;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * A line as it is understood.
 */
export type CaptureMeant = {
  /**
   * What is left without the date and the name.
   */
  text: string;
  /**
   * The day by which it is due, if the line ends with one.
   */
  due_on: string | null;
  /**
   * The time on that day, if one was said.
   */
  time: string | null;
  /**
   * Whom it names, if it begins with somebody.
   */
  whom: Whom | null;
};

/**
 * Reads a line without keeping it.
 */
export type CaptureRead = {
  /**
   * The line, without its marker.
   */
  line: string;
  /**
   * Whether it plans a meeting: a day at its end then needs no word before it, and may be all there is.
   */
  appointment?: boolean;
  /**
   * The meeting it is typed in: with several people it may begin with whom it concerns, "@Ada …".
   */
  meeting_id?: string;
};

/**
 * Rewords what a line became. A day at the end of a promise becomes its due day.
 */
export type CaptureReword = {
  /**
   * What it became.
   */
  kind: CaptureKind;
  /**
   * Its id.
   */
  id: string;
  /**
   * The new words.
   */
  text: string;
};

/**
 * Something a line became. Notes and private notes are read where they stand.
 */
export type Captured = {
  /**
   * What it became.
   */
  kind: CaptureKind;
  /**
   * Its id.
   */
  id: string;
  /**
   * Its words.
   */
  text: string;
  /**
   * When it is due, or tried by.
   */
  due_on: string | null;
  /**
   * Whose room it is in.
   */
  name: string | null;
  /**
   * When it was put down.
   */
  created_at: Millis;
};

/**
 * A challenge.
 */
export type Challenge = {
  /**
   * The id.
   */
  id: string;
  /**
   * The context as it is shown.
   */
  context_html: Html;
  /**
   * What became of it.
   */
  state: ChallengeState;
  /**
   * Of one solved what worked, of one let go why.
   */
  worked: string;
  /**
   * When it was solved or let go.
   */
  closed_at: Millis | null;
  /**
   * The goal's title.
   */
  goal_title: string | null;
  /**
   * When it was put down.
   */
  created_at: Millis;
  /**
   * When something was said of it last.
   */
  changed_at: Millis;
  /**
   * What is difficult.
   */
  title: string;
  /**
   * What there is to know about it, Markdown.
   */
  context: string;
  /**
   * The goal it stands in the way of.
   */
  goal_id: string | null;
  /**
   * Who is asked, at most 20.
   */
  voices: Array<ChallengeVoice>;
  /**
   * What was tried, in order, at most 50.
   */
  tries: Array<ChallengeTry>;
};

/**
 * Puts a challenge down.
 */
export type ChallengeAdd = {
  /**
   * What is said of it.
   */
  fields: ChallengeFields;
};

/**
 * Replaces what is said of a challenge.
 */
export type ChallengeChange = {
  /**
   * The challenge.
   */
  id: string;
  /**
   * All of it, as it shall be.
   */
  fields: ChallengeFields;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: ChallengeFields | null;
};

/**
 * Says that a challenge is solved, or let go.
 */
export type ChallengeClose = {
  /**
   * The challenge.
   */
  id: string;
  /**
   * Whether it is solved; else it is let go.
   */
  solved: boolean;
  /**
   * What worked, or why it is let go.
   */
  worked: string;
};

/**
 * Puts a challenge into the bin.
 */
export type ChallengeDelete = {
  /**
   * The challenge.
   */
  id: string;
};

/**
 * What can be said of a challenge.
 */
export type ChallengeFields = {
  /**
   * What is difficult.
   */
  title: string;
  /**
   * What there is to know about it, Markdown.
   */
  context: string;
  /**
   * The goal it stands in the way of.
   */
  goal_id: string | null;
  /**
   * Who is asked, at most 20.
   */
  voices: Array<ChallengeVoice>;
  /**
   * What was tried, in order, at most 50.
   */
  tries: Array<ChallengeTry>;
};

/**
 * Asks for challenges, the latest first.
 */
export type ChallengeList = {
  /**
   * Only those this room is asked about.
   */
  relationship: string | null;
  /**
   * Only those in this state.
   */
  state: ChallengeState | null;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Opens a challenge again.
 */
export type ChallengeReopen = {
  /**
   * The challenge.
   */
  id: string;
};

/**
 * Asks for a challenge.
 */
export type ChallengeShow = {
  /**
   * The challenge.
   */
  id: string;
};

/**
 * What became of a challenge.
 */
export type ChallengeState = "open" | "solved" | "dropped";

/**
 * Something that was tried.
 */
export type ChallengeTry = {
  /**
   * What.
   */
  text: string;
  /**
   * Whether it helped; absent: not known yet.
   */
  helped: boolean | null;
};

/**
 * Somebody who is asked about a challenge, and what they said.
 */
export type ChallengeVoice = {
  /**
   * Their room.
   */
  relationship_id: string;
  /**
   * Their name; known by the desk, not asked for.
   */
  name: string;
  /**
   * What they said; empty while they were not asked.
   */
  text: string;
};

/**
 * Puts back what was taken back last.
 */
export type ChangeRedo = Record<symbol, never>;

/**
 * Takes back this window's latest change, or puts back what was taken back.
 */
export type ChangeUndo = Record<symbol, never>;

/**
 * What was taken back or put back, in words.
 */
export type ChangeUndone = {
  /**
   * Such as "plan a meeting"; none when there was nothing to undo.
   */
  label: string | null;
};

/**
 * A change event: the topics of one commit.
 */
export type Changed = {
  /**
   * The concepts touched.
   */
  topics: Array<Topic>;
};

/**
 * How people meet.
 */
export type Channel = "in_person" | "video" | "phone" | "writing";

/**
 * What is said of a talk.
 */
export type CheckFields = {
  /**
   * How useful it was to me, 1 to 5.
   */
  useful_to_me: number;
  /**
   * How useful it was to them, as I see it, 1 to 5.
   */
  useful_to_them: number;
  /**
   * Who talked: from 1, mostly they, to 5, mostly I; absent: not said.
   */
  talked: number | null;
  /**
   * A line of words.
   */
  text: string;
};

/**
 * How it stood on a day.
 */
export type CheckIn = {
  /**
   * The id.
   */
  id: string;
  /**
   * When.
   */
  at: Millis;
  /**
   * The day of it, here.
   */
  on: string;
  /**
   * In words, Markdown.
   */
  text: string;
  /**
   * The words as they are shown.
   */
  html: Html;
  /**
   * As felt, in per cent.
   */
  progress: number | null;
};

/**
 * Where a meeting stands with one of those who take part.
 */
export type CheckState = "not_due" | "due" | "skipped" | "answered";

/**
 * Says that the clock is right, however far it is from when this desk was last written to.
 */
export type ClockBelieve = Record<symbol, never>;

/**
 * The state of the revocation of former ways in: what of the desk they still open.
 */
export type Closing = {
  /**
   * True while the change of the ways in has not reached every backup: it was cut off, the disk is full, or one
   * lies there whose key this desk has never had. It goes on at the next opening and with the next backup.
   */
  unfinished: boolean;
  /**
   * The second folder, to be read, not opened, where it was away since the ways in changed: its backups still
   * open by those of before, and get today's when the folder is back. Not told while the desk is locked.
   */
  away: string | null;
  /**
   * True where the key once lay in a file in clear: a copy of that file still opens the desk, until the key is
   * changed.
   */
  exposed: boolean;
  /**
   * Files beside the database that look like another computer's copy of it, by name.
   */
  copies: Array<string>;
};

/**
 * A contact that was no meeting.
 */
export type Contact = {
  /**
   * The id.
   */
  id: string;
  /**
   * The room it belongs to.
   */
  relationship_id: string;
  /**
   * The promise that became of what I will try.
   */
  action_id: string | null;
  /**
   * What the list is sorted by.
   */
  at: Millis;
  /**
   * How.
   */
  kind: ContactKind;
  /**
   * Who reached out.
   */
  begun_by: Side;
  /**
   * The day of it, not after today.
   */
  happened_on: string;
  /**
   * The time, such as `15:30`; absent: some time that day.
   */
  happened_time: string | null;
  /**
   * What it was about. Of shadowing: what I noticed.
   */
  text: string;
  /**
   * Of shadowing: what I will try, in one line.
   */
  will_try: string;
  /**
   * Whether it counts as contact, so that a silence ends with it.
   */
  counts: boolean;
};

/**
 * Replaces what is said of a contact.
 */
export type ContactChange = {
  /**
   * The contact.
   */
  id: string;
  /**
   * All of it, as it shall be.
   */
  fields: ContactFields;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: ContactFields | null;
  /**
   * Makes what I will try a promise of mine, unless it is one already.
   */
  promise: boolean;
};

/**
 * Puts a contact into the bin.
 */
export type ContactDelete = {
  /**
   * The contact.
   */
  id: string;
};

/**
 * What can be said of a contact.
 */
export type ContactFields = {
  /**
   * How.
   */
  kind: ContactKind;
  /**
   * Who reached out.
   */
  begun_by: Side;
  /**
   * The day of it, not after today.
   */
  happened_on: string;
  /**
   * The time, such as `15:30`; absent: some time that day.
   */
  happened_time: string | null;
  /**
   * What it was about. Of shadowing: what I noticed.
   */
  text: string;
  /**
   * Of shadowing: what I will try, in one line.
   */
  will_try: string;
  /**
   * Whether it counts as contact, so that a silence ends with it.
   */
  counts: boolean;
};

/**
 * How two people were in touch.
 */
export type ContactKind = "message" | "call" | "letter" | "shadowing";

/**
 * Asks for the contacts of a room, latest first.
 */
export type ContactList = {
  /**
   * The room.
   */
  relationship: string;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Logs a contact: the kind is enough, and it was today, by me.
 */
export type ContactLog = {
  /**
   * The room.
   */
  relationship_id: string;
  /**
   * How.
   */
  kind: ContactKind;
  /**
   * Who reached out; me when left out.
   */
  begun_by: Side;
  /**
   * The day; today when left out.
   */
  happened_on?: string | null;
  /**
   * What it was about. Of shadowing: what I noticed.
   */
  text?: string;
  /**
   * Whether it counts as contact; when left out as the last one of its kind in this room did, else it does.
   */
  counts?: boolean | null;
};

/**
 * Rows of one table.
 */
export type Count = {
  /**
   * The table.
   */
  table: string;
  /**
   * Its rows, with those in the bin.
   */
  rows: number;
};

/**
 * Restores a backup in the place of a desk that does not open. The old files are kept aside.
 */
export type DamageRestore = {
  /**
   * The backup's id.
   */
  id: BackupId;
  /**
   * The passphrase or the recovery code; wanted where this device does not open the backup.
   */
  proof: TypedProof | null;
};

/**
 * Asks for the diagnosis of a desk that does not open; a proof is tried first.
 */
export type DamageShow = {
  /**
   * The passphrase or the recovery code.
   */
  proof: TypedProof | null;
};

/**
 * The diagnosis of a desk's damaged files, and the recovery options.
 */
export type DamageShown = {
  /**
   * The damage, in a sentence or two.
   */
  sentence: string;
  /**
   * The data folder, to be read, not opened.
   */
  folder: string;
  /**
   * True where a newer Ithaca wrote it: nothing is damaged, and nothing is put in its place.
   */
  newer: boolean;
  /**
   * The newest backup that is whole, checked to the last page just now.
   */
  way_back: WayBack | null;
  /**
   * Whether the passphrase or the recovery code would open more than was looked at.
   */
  asks_for_proof: boolean;
};

/**
 * Moves a desk that does not open aside, byte for byte as it is, and makes a new, empty one.
 */
export type DamageStartNew = {
  /**
   * The passphrase or the recovery code; with it they open the new desk, too.
   */
  proof: TypedProof | null;
};

/**
 * The result of starting anew.
 */
export type DamageStartedNew = {
  /**
   * The name, in the data folder, under which the database of before is kept.
   */
  kept_as: string;
};

/**
 * What was meant: a day, a time, or both. Null what the words do not name.
 */
export type DateMeant = {
  /**
   * The day.
   */
  day: string | null;
  /**
   * The time on it, if one was said.
   */
  time: string | null;
};

/**
 * Reads a day or a time as people say it, without keeping it.
 */
export type DateRead = {
  /**
   * What was typed, and nothing else: "Friday", "by June", "letzte Woche", "halb vier".
   */
  text: string;
  /**
   * Where the day lies: what is due lies ahead, what has happened lies back.
   */
  facing?: Facing;
};

/**
 * A decision.
 */
export type Decision = {
  /**
   * The id.
   */
  id: string;
  /**
   * What was chosen.
   */
  choice: string;
  /**
   * Why.
   */
  why: string;
  /**
   * When; absent while it is open.
   */
  decided_on: string | null;
  /**
   * When to see what came of it.
   */
  look_back_on: string | null;
  /**
   * What came of it.
   */
  looked_back: string;
  /**
   * The name of the one whose room it came up in.
   */
  name: string | null;
  /**
   * The goal's title.
   */
  goal_title: string | null;
  /**
   * When it was put down.
   */
  created_at: Millis;
  /**
   * The day of it, here.
   */
  created_on: string;
  /**
   * What is to decide; of one made at once, the decision itself.
   */
  question: string;
  /**
   * What there is to choose from, at most 20.
   */
  options: Array<string>;
  /**
   * What each mentor said, at most 20.
   */
  views: Array<DecisionView>;
  /**
   * The room it came up in; absent: my own.
   */
  relationship_id: string | null;
  /**
   * The meeting it came up in.
   */
  meeting_id: string | null;
  /**
   * The goal it serves.
   */
  goal_id: string | null;
};

/**
 * Puts a decision down: open, or made.
 */
export type DecisionAdd = {
  /**
   * What is said of it.
   */
  fields: DecisionFields;
  /**
   * Whether it is made already.
   */
  made: boolean;
};

/**
 * Replaces what is said of a decision.
 */
export type DecisionChange = {
  /**
   * The decision.
   */
  id: string;
  /**
   * All of it, as it shall be.
   */
  fields: DecisionFields;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: DecisionFields | null;
};

/**
 * Puts a decision into the bin.
 */
export type DecisionDelete = {
  /**
   * The decision.
   */
  id: string;
};

/**
 * What can be said of a decision.
 */
export type DecisionFields = {
  /**
   * What is to decide; of one made at once, the decision itself.
   */
  question: string;
  /**
   * What there is to choose from, at most 20.
   */
  options: Array<string>;
  /**
   * What each mentor said, at most 20.
   */
  views: Array<DecisionView>;
  /**
   * The room it came up in; absent: my own.
   */
  relationship_id: string | null;
  /**
   * The meeting it came up in.
   */
  meeting_id: string | null;
  /**
   * The goal it serves.
   */
  goal_id: string | null;
};

/**
 * Asks for decisions, the latest first.
 */
export type DecisionList = {
  /**
   * Only those that came up in this room.
   */
  relationship: string | null;
  /**
   * Only those that came up in this meeting.
   */
  meeting: string | null;
  /**
   * Only those made, or those open.
   */
  made: boolean | null;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Says what came of a decision.
 */
export type DecisionLookBack = {
  /**
   * The decision.
   */
  id: string;
  /**
   * What came of it.
   */
  text: string;
};

/**
 * Says what was chosen.
 */
export type DecisionMake = {
  /**
   * The decision.
   */
  id: string;
  /**
   * What was chosen.
   */
  choice: string;
  /**
   * Why.
   */
  why: string;
  /**
   * When to see what came of it.
   */
  look_back_on: string | null;
};

/**
 * Opens a decision again.
 */
export type DecisionReopen = {
  /**
   * The decision.
   */
  id: string;
};

/**
 * Asks for a decision.
 */
export type DecisionShow = {
  /**
   * The decision.
   */
  id: string;
};

/**
 * What somebody said of a decision.
 */
export type DecisionView = {
  /**
   * The room of the one who said it.
   */
  relationship_id: string;
  /**
   * Their name; known by the desk, not asked for.
   */
  name: string;
  /**
   * What they said.
   */
  text: string;
};

/**
 * Whether the desktop showed it.
 */
export type Delivery = "pending" | "delivered" | "failed";

/**
 * Puts a made-up year on an empty desk.
 */
export type DemoFill = {
  /**
   * To follow and stop it.
   */
  task: string | null;
};

/**
 * Takes the made-up year away again, and nothing else.
 */
export type DemoRemove = Record<symbol, never>;

/**
 * Runs an integrity check of the desk.
 */
export type DeskCheck = {
  /**
   * The task id for progress and cancellation.
   */
  task: string | null;
};

/**
 * The result of an integrity check.
 */
export type DeskChecked = {
  /**
   * What is wrong, one sentence each, one of a kind at most; nothing where all is well.
   */
  findings: Array<Finding>;
  /**
   * How many pages of 4096 bytes were checked.
   */
  pages: number;
  /**
   * How many kept files were checked.
   */
  files: number;
};

/**
 * The storage of the key on this device: a file or the keychain.
 */
export type DevicePlace = "keychain" | "file";

/**
 * Which way a resource went between two people.
 */
export type Direction = "given" | "received";

/**
 * The kind of a deleted thing in the bin.
 */
export type Discarded =
  | "person"
  | "relationship"
  | "meeting"
  | "agenda_point"
  | "action"
  | "goal"
  | "milestone"
  | "resource"
  | "note"
  | "advice"
  | "decision"
  | "journal_entry"
  | "agenda_template"
  | "question"
  | "contact"
  | "challenge";

/**
 * A form's draft.
 */
export type Draft = {
  /**
   * Its contents; empty when there is none.
   */
  body: string;
};

/**
 * Asks for a form's draft.
 */
export type DraftFind = {
  /**
   * The form.
   */
  scope: string;
};

/**
 * Asks for the drafts of all forms of a screen at once.
 */
export type DraftFindAll = {
  /**
   * The forms, at most [`limits::AT_ONCE`].
   */
  scopes: Array<string>;
};

/**
 * Keeps what is in a form; an empty body drops the draft.
 */
export type DraftKeep = {
  /**
   * The form, such as `quick_add`.
   */
  scope: string;
  /**
   * Its contents, in the form's own shape.
   */
  body: string;
};

/**
 * The drafts of several forms.
 */
export type Drafts = {
  /**
   * Their contents, in the order they were asked for; empty where there is none.
   */
  bodies: Array<string>;
};

/**
 * What one side brought.
 */
export type Effort = {
  /**
   * Promises made.
   */
  promises: number;
  /**
   * Points brought up.
   */
  points: number;
};

/**
 * An error code for the interface. A code exists only if the interface acts on it.
 */
export type ErrorCode =
  | "invalid"
  | "not_found"
  | "conflict"
  | "busy"
  | "cancelled"
  | "locked"
  | "database_too_new"
  | "damaged"
  | "disk_full"
  | "internal";

/**
 * Why one due time of a subject was shown or not, in a sentence.
 */
export type Explanation = {
  /**
   * What it is about.
   */
  kind: ReminderKind;
  /**
   * When it is or was due.
   */
  due_at: Millis;
  /**
   * What became of it.
   */
  outcome: ReminderOutcome;
  /**
   * The same in words.
   */
  sentence: string;
};

/**
 * The direction, future or past, that an ambiguous date such as "Friday" or "15 January" is resolved in.
 */
export type Facing = "anywhere" | "ahead" | "back";

/**
 * A single-use capability for a file the person chose.
 */
export type FileHandle = string;

/**
 * Looks for something by what it is called.
 */
export type Find = {
  /**
   * The beginnings of one or more words, in any order, accents and case aside.
   */
  text: string;
  /**
   * At most this many; 1 to 50, 20 when left out.
   */
  limit?: number;
};

/**
 * One kind of integrity error, with its count.
 */
export type Finding = {
  /**
   * The kind of integrity error.
   */
  kind: FindingKind;
  /**
   * The number of such errors.
   */
  count: number;
  /**
   * The finding as a sentence.
   */
  sentence: string;
};

/**
 * A kind of integrity error.
 */
export type FindingKind = "pages" | "structure" | "references" | "index" | "files";

/**
 * Says the first run is over.
 */
export type FirstRunFinish = Record<symbol, never>;

/**
 * Something found.
 */
export type Found = {
  /**
   * What it is.
   */
  kind: FoundKind;
  /**
   * Its id.
   */
  id: string;
  /**
   * What it is called.
   */
  title: string;
  /**
   * What tells it from others of that name: organisation, topic or author; may be empty.
   */
  detail: string;
  /**
   * A meeting's start.
   */
  at: Millis | null;
};

/**
 * What kind of thing was found.
 */
export type FoundKind = "person" | "relationship" | "meeting" | "goal" | "resource" | "story" | "challenge";

/**
 * A goal with its milestones and check-ins.
 */
export type Goal = {
  /**
   * Why it matters, as it is shown.
   */
  why_html: Html;
  /**
   * How we will know, as it is shown.
   */
  measure_html: Html;
  /**
   * Its milestones, in order, at most 200.
   */
  steps: Array<Milestone>;
  /**
   * Its check-ins, latest first, at most 200.
   */
  check_ins: Array<CheckIn>;
  /**
   * The id.
   */
  id: string;
  /**
   * What became of it.
   */
  state: GoalState;
  /**
   * When it was reached or let go.
   */
  closed_at: Millis | null;
  /**
   * Why it was let go.
   */
  closed_reason: string;
  /**
   * The other person's name.
   */
  name: string | null;
  /**
   * What they are called.
   */
  called: string | null;
  /**
   * Milestones in all.
   */
  milestones: number;
  /**
   * Milestones reached.
   */
  reached: number;
  /**
   * The first milestone that is not reached.
   */
  next_step: string | null;
  /**
   * By when that is to be.
   */
  next_step_on: string | null;
  /**
   * How far, in per cent: by milestones where there are any, else as the last check-in felt.
   */
  progress: number | null;
  /**
   * When it was set.
   */
  created_at: Millis;
  /**
   * When it last moved.
   */
  changed_at: Millis;
  /**
   * What it is.
   */
  title: string;
  /**
   * What sort it is.
   */
  kind: GoalKind;
  /**
   * Whose goal it is.
   */
  whose: Side;
  /**
   * The room it is worked on in; absent: my own.
   */
  relationship_id: string | null;
  /**
   * Why it matters, Markdown.
   */
  why: string;
  /**
   * How we will know, Markdown.
   */
  measure: string;
  /**
   * By when.
   */
  target_on: string | null;
};

/**
 * Replaces what is said of a goal.
 */
export type GoalChange = {
  /**
   * The goal.
   */
  id: string;
  /**
   * All of it, as it shall be.
   */
  fields: GoalFields;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: GoalFields | null;
};

/**
 * Says how a goal stands.
 */
export type GoalCheckIn = {
  /**
   * The goal.
   */
  id: string;
  /**
   * In words.
   */
  text: string;
  /**
   * As felt, in per cent, 0 to 100.
   */
  progress: number | null;
};

/**
 * Says a goal is reached.
 */
export type GoalComplete = {
  /**
   * The goal.
   */
  id: string;
};

/**
 * Puts a goal into the bin.
 */
export type GoalDelete = {
  /**
   * The goal.
   */
  id: string;
};

/**
 * Lets a goal go.
 */
export type GoalDrop = {
  /**
   * The goal.
   */
  id: string;
  /**
   * Why, if wanted.
   */
  reason: string;
};

/**
 * What can be said of a goal.
 */
export type GoalFields = {
  /**
   * What it is.
   */
  title: string;
  /**
   * What sort it is.
   */
  kind: GoalKind;
  /**
   * Whose goal it is.
   */
  whose: Side;
  /**
   * The room it is worked on in; absent: my own.
   */
  relationship_id: string | null;
  /**
   * Why it matters, Markdown.
   */
  why: string;
  /**
   * How we will know, Markdown.
   */
  measure: string;
  /**
   * By when.
   */
  target_on: string | null;
};

/**
 * What sort of goal it is.
 */
export type GoalKind =
  "skill" | "certification" | "project" | "network" | "confidence" | "leadership" | "other";

/**
 * Asks for goals, oldest first.
 */
export type GoalList = {
  /**
   * Only those in this state.
   */
  state: GoalState | null;
  /**
   * Only those of this room.
   */
  relationship: string | null;
  /**
   * Only those of this side.
   */
  whose: Side | null;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Opens a goal again.
 */
export type GoalReopen = {
  /**
   * The goal.
   */
  id: string;
};

/**
 * A goal in a list.
 */
export type GoalRow = {
  /**
   * The id.
   */
  id: string;
  /**
   * What became of it.
   */
  state: GoalState;
  /**
   * When it was reached or let go.
   */
  closed_at: Millis | null;
  /**
   * Why it was let go.
   */
  closed_reason: string;
  /**
   * The other person's name.
   */
  name: string | null;
  /**
   * What they are called.
   */
  called: string | null;
  /**
   * Milestones in all.
   */
  milestones: number;
  /**
   * Milestones reached.
   */
  reached: number;
  /**
   * The first milestone that is not reached.
   */
  next_step: string | null;
  /**
   * By when that is to be.
   */
  next_step_on: string | null;
  /**
   * How far, in per cent: by milestones where there are any, else as the last check-in felt.
   */
  progress: number | null;
  /**
   * When it was set.
   */
  created_at: Millis;
  /**
   * When it last moved.
   */
  changed_at: Millis;
  /**
   * What it is.
   */
  title: string;
  /**
   * What sort it is.
   */
  kind: GoalKind;
  /**
   * Whose goal it is.
   */
  whose: Side;
  /**
   * The room it is worked on in; absent: my own.
   */
  relationship_id: string | null;
  /**
   * Why it matters, Markdown.
   */
  why: string;
  /**
   * How we will know, Markdown.
   */
  measure: string;
  /**
   * By when.
   */
  target_on: string | null;
};

/**
 * Sets a goal.
 */
export type GoalSet = {
  /**
   * What is said of it.
   */
  fields: GoalFields;
};

/**
 * Asks for a goal.
 */
export type GoalShow = {
  /**
   * The goal.
   */
  id: string;
};

/**
 * What became of a goal.
 */
export type GoalState = "open" | "reached" | "dropped";

/**
 * Asks for a letter to the one a reached goal was worked on with.
 */
export type GoalThanks = {
  /**
   * The goal.
   */
  id: string;
};

/**
 * One who has heard of an entry.
 */
export type Hearer = {
  /**
   * The room.
   */
  relationship_id: string;
  /**
   * Their name.
   */
  name: string;
};

/**
 * What is due and held back for now, and by what.
 */
export type Held = {
  /**
   * What holds it back; absent when nothing does.
   */
  by: HeldBy | null;
  /**
   * Until when; absent when nothing does.
   */
  until: Millis | null;
  /**
   * Whether that is until the person says otherwise.
   */
  for_good: boolean;
  /**
   * What waits behind it, earliest due first, a hundred at most.
   */
  items: Array<HeldReminder>;
  /**
   * How many wait behind it, counted up to five hundred a kind.
   */
  count: number;
};

/**
 * What keeps or kept a reminder from being shown at its time.
 */
export type HeldBy = "pause" | "quiet_hours" | "day_off" | "away";

/**
 * A reminder that is due and not shown yet.
 */
export type HeldReminder = {
  /**
   * What it is about.
   */
  kind: ReminderKind;
  /**
   * The id of the meeting, promise, relationship or whatever else it is about.
   */
  subject_id: string;
  /**
   * Who or what, in a few words.
   */
  title: string;
  /**
   * What for, in a sentence.
   */
  body: string;
  /**
   * The route of the page that helps.
   */
  opens: string;
  /**
   * When it was due.
   */
  due_at: Millis;
  /**
   * Whom it is about.
   */
  person: string | null;
};

/**
 * How much is in a backup, with what lies in its bin.
 */
export type Holds = {
  /**
   * People.
   */
  people: number;
  /**
   * Rooms.
   */
  rooms: number;
  /**
   * Meetings.
   */
  meetings: number;
  /**
   * Private notes.
   */
  notes: number;
};

/**
 * Sanitised HTML. Only [`html`] makes one; there is no way in from outside.
 */
export type Html = string & { readonly sanitised: true };

/**
 * The series a meeting is one of.
 */
export type InSeries = {
  /**
   * The series.
   */
  id: string;
  /**
   * The day the rule gave this meeting, wherever it is by now.
   */
  on: string;
  /**
   * Whether it was changed by itself, so that the series leaves it alone.
   */
  own: boolean;
  /**
   * When it comes again.
   */
  rule: SeriesRule;
  /**
   * Where the rule is counted from.
   */
  starts_on: string;
  /**
   * When the series ends.
   */
  end: SeriesEnd;
};

/**
 * A link to join a meeting by.
 */
export type Join = {
  /**
   * The link, `http` or `https`.
   */
  url: string;
  /**
   * The host it leads to, such as `meet.example.org`.
   */
  host: string;
};

/**
 * Puts an entry into the journal. Told in a meeting, the one who was there has heard of it.
 */
export type JournalAdd = {
  /**
   * What is said of it.
   */
  fields: JournalFields;
};

/**
 * Replaces what is said of an entry.
 */
export type JournalChange = {
  /**
   * The entry.
   */
  id: string;
  /**
   * All of it, as it shall be.
   */
  fields: JournalFields;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: JournalFields | null;
};

/**
 * Puts an entry into the bin.
 */
export type JournalDelete = {
  /**
   * The entry.
   */
  id: string;
};

/**
 * An entry of the journal.
 */
export type JournalEntry = {
  /**
   * The id.
   */
  id: string;
  /**
   * The context as it is shown.
   */
  context_html: Html;
  /**
   * The day lists are sorted by.
   */
  day: string;
  /**
   * The name of the one whose room it belongs to.
   */
  name: string | null;
  /**
   * The goal's title.
   */
  goal_title: string | null;
  /**
   * Who has heard of it.
   */
  told: Array<Hearer>;
  /**
   * When it was put down.
   */
  created_at: Millis;
  /**
   * What it is.
   */
  kind: JournalKind;
  /**
   * What went well; of a story its lesson.
   */
  text: string;
  /**
   * Of a story: what happened, Markdown.
   */
  context: string;
  /**
   * Who won, or who lived through it.
   */
  whose: Side;
  /**
   * The day it happened, of a story the day it was told; today when absent.
   */
  happened_on: string | null;
  /**
   * The room it was told in first, or of the one whose it is.
   */
  relationship_id: string | null;
  /**
   * The meeting it was told in first.
   */
  meeting_id: string | null;
  /**
   * The goal it serves.
   */
  goal_id: string | null;
};

/**
 * What can be said of an entry.
 */
export type JournalFields = {
  /**
   * What it is.
   */
  kind: JournalKind;
  /**
   * What went well; of a story its lesson.
   */
  text: string;
  /**
   * Of a story: what happened, Markdown.
   */
  context: string;
  /**
   * Who won, or who lived through it.
   */
  whose: Side;
  /**
   * The day it happened, of a story the day it was told; today when absent.
   */
  happened_on: string | null;
  /**
   * The room it was told in first, or of the one whose it is.
   */
  relationship_id: string | null;
  /**
   * The meeting it was told in first.
   */
  meeting_id: string | null;
  /**
   * The goal it serves.
   */
  goal_id: string | null;
};

/**
 * What an entry is.
 */
export type JournalKind = "win" | "story";

/**
 * Asks for entries of a kind, the latest first.
 */
export type JournalList = {
  /**
   * Which kind.
   */
  kind: JournalKind;
  /**
   * Only those of this room.
   */
  relationship: string | null;
  /**
   * Only those told first in this meeting.
   */
  meeting: string | null;
  /**
   * Only those that serve this goal.
   */
  goal: string | null;
  /**
   * Only those of this side.
   */
  whose: Side | null;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Asks for an entry.
 */
export type JournalShow = {
  /**
   * The entry.
   */
  id: string;
};

/**
 * Says that somebody heard of an entry, or did not after all.
 */
export type JournalTell = {
  /**
   * The entry.
   */
  id: string;
  /**
   * The room of the one who heard.
   */
  relationship_id: string;
  /**
   * Whether they did.
   */
  told: boolean;
};

/**
 * The strength of a passphrase.
 */
export type Judged = {
  /**
   * The judgement in a sentence; absent where nothing speaks against it.
   */
  sentence: string | null;
};

/**
 * A file kept in the database.
 */
export type KeptFile = {
  /**
   * Its name when it was added.
   */
  name: string;
  /**
   * Its media type, by its name.
   */
  media_type: string;
  /**
   * Its size in bytes.
   */
  size: number;
};

/**
 * What sort of mentoring it is.
 */
export type Kind = "informal" | "formal" | "peer" | "reverse" | "skill" | "project" | "distance" | "group";

/**
 * A language Ithaca ships.
 */
export type Language = "en" | "de";

/**
 * How often one side did what costs the other time.
 */
export type Lapses = {
  /**
   * Came late.
   */
  late: number;
  /**
   * Put off, called off, or did not come.
   */
  changed: number;
};

/**
 * The last meeting held, with its notes as they are shown.
 */
export type LastHeld = {
  /**
   * The meeting.
   */
  meeting: MeetingRow;
  /**
   * Its shareable notes.
   */
  notes_html: Html;
};

/**
 * How long before a meeting it is announced, in minutes, 0 to 43,200 (thirty days); 0 for not.
 */
export type Leads = {
  /**
   * The early word.
   */
  early: number;
  /**
   * The late one.
   */
  late: number;
};

/**
 * An e-mail message to be sent by the person's mail program.
 */
export type Letter = {
  /**
   * Addresses, as far as they are known.
   */
  to: Array<string>;
  /**
   * The subject.
   */
  subject: string;
  /**
   * The text, plain.
   */
  body: string;
  /**
   * A link that opens it in the mail program (RFC 6068); absent when the text is too long for one.
   */
  mailto: string | null;
};

/**
 * A time on the wall, to the minute: `2026-03-02T14:00`.
 */
export type LocalTime = string;

/**
 * A meeting with all that belongs to it.
 */
export type Meeting = {
  /**
   * Shareable notes, Markdown.
   */
  notes: string;
  /**
   * The notes as they are shown.
   */
  notes_html: Html;
  /**
   * Notes that could not be kept, such as too long ones, as they stand in the field; empty: none.
   */
  notes_refused: string;
  /**
   * The meeting this one became, when it was moved.
   */
  moved_to: string | null;
  /**
   * The meeting that was moved to this date; what came of it stands there.
   */
  moved_from: string | null;
  /**
   * Its agenda, and the open points waiting in the rooms of those who take part.
   */
  agenda: Array<AgendaPoint>;
  /**
   * How often what a calendar shows of it has changed.
   */
  sequence: number;
  /**
   * The id.
   */
  id: string;
  /**
   * What it is called.
   */
  title: string;
  /**
   * When; absent while no date is set.
   */
  when: When | null;
  /**
   * How long, in minutes.
   */
  duration_minutes: number;
  /**
   * How people meet.
   */
  channel: Channel;
  /**
   * Where, in words.
   */
  place: string;
  /**
   * The link of the call.
   */
  join_link: string;
  /**
   * What became of it.
   */
  state: MeetingState;
  /**
   * Why, if said.
   */
  state_reason: string;
  /**
   * Whether shareable notes were written.
   */
  has_notes: boolean;
  /**
   * Held, but not to its end.
   */
  cut_short: boolean;
  /**
   * How useful it was, 1 to 5; absent: not said.
   */
  usefulness: number | null;
  /**
   * How long a held one took, in minutes; absent: not said.
   */
  used_minutes: number | null;
  /**
   * Who came late to a held one; absent: nobody.
   */
  late: Side | null;
  /**
   * Who put it off, called it off or did not come; absent: not said.
   */
  changed_by: Side | null;
  /**
   * Whether its agenda was taken out to be sent ahead.
   */
  agenda_sent: boolean;
  /**
   * Whether what comes after it was seen to, or passed over.
   */
  followed: boolean;
  /**
   * Who takes part besides me.
   */
  participants: Array<Participant>;
  /**
   * The series it is one of.
   */
  series: InSeries | null;
  /**
   * When it was entered.
   */
  created_at: Millis;
};

/**
 * Asks what could follow a meeting.
 */
export type MeetingAfter = {
  /**
   * The meeting.
   */
  id: string;
};

/**
 * What hangs on a meeting, beside its agenda and notes.
 */
export type MeetingAround = {
  /**
   * How useful it was to both sides.
   */
  check: MutualCheckShown;
  /**
   * The promises made in it.
   */
  promises: ActionBoard;
  /**
   * Those of meetings before it that are still open, where it is planned or was held.
   */
  carried: Paged<Action>;
  /**
   * What was captured in it.
   */
  captured: Paged<Captured>;
};

/**
 * Asks for what hangs on a meeting.
 */
export type MeetingAroundShow = {
  /**
   * The meeting.
   */
  id: string;
};

/**
 * Calls a meeting off.
 */
export type MeetingCancel = {
  /**
   * The meeting.
   */
  id: string;
  /**
   * Why, if wanted.
   */
  reason: string;
  /**
   * Who called it off, if wanted.
   */
  by?: Side;
};

/**
 * Replaces what is said of a meeting. Its state stays.
 */
export type MeetingChange = {
  /**
   * The meeting.
   */
  id: string;
  /**
   * Those who take part.
   */
  participants: Array<string>;
  /**
   * All of it, as it shall be.
   */
  fields: MeetingFields;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: MeetingShown | null;
};

/**
 * Puts a meeting into the bin.
 */
export type MeetingDelete = {
  /**
   * The meeting.
   */
  id: string;
};

/**
 * What can be said of a meeting.
 */
export type MeetingFields = {
  /**
   * What it is called; when empty, it is named after who takes part.
   */
  title: string;
  /**
   * Start on the wall of `zone`; absent while no date is set.
   */
  starts_local: LocalTime | null;
  /**
   * IANA name; the person's own zone when absent.
   */
  zone: string | null;
  /**
   * How long, in minutes, 1 to 10,080 (a week).
   */
  duration_minutes: number;
  /**
   * How people meet.
   */
  channel: Channel;
  /**
   * Where, in words.
   */
  place: string;
  /**
   * The link of the call.
   */
  join_link: string;
};

/**
 * Says that what follows a meeting was seen to, or is passed over.
 */
export type MeetingFollow = {
  /**
   * The meeting.
   */
  id: string;
};

/**
 * Says a meeting took place.
 */
export type MeetingHold = {
  /**
   * The meeting.
   */
  id: string;
  /**
   * It ended before its time.
   */
  cut_short?: boolean;
  /**
   * Why it did, if wanted.
   */
  reason?: string;
  /**
   * How long it took, in minutes, 1 to 10,080.
   */
  used_minutes?: number;
  /**
   * When it began, on the wall of its zone, where it went ahead earlier than planned.
   */
  starts_local?: LocalTime;
};

/**
 * Asks for meetings with a date.
 */
export type MeetingList = {
  /**
   * Only those of this room.
   */
  relationship: string | null;
  /**
   * Only those that end after this date began, here.
   */
  from: string | null;
  /**
   * Only those that start before this date ended, here.
   */
  until: string | null;
  /**
   * Only those in this state.
   */
  state: MeetingState | null;
  /**
   * Of what a series still brings, only the next.
   */
  next_of_series: boolean;
  /**
   * Which first.
   */
  order: MeetingOrder;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Asks for planned meetings without a date, oldest first.
 */
export type MeetingListUndated = {
  /**
   * Only those of this room.
   */
  relationship: string | null;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Says a meeting did not take place, unannounced.
 */
export type MeetingMiss = {
  /**
   * The meeting.
   */
  id: string;
  /**
   * Why, if wanted.
   */
  reason: string;
  /**
   * Who did not come, if wanted.
   */
  by?: Side;
};

/**
 * Puts a meeting off: the old date stays in the history, the new meeting takes over the agenda and the
 * calendar entry.
 */
export type MeetingMove = {
  /**
   * The meeting.
   */
  id: string;
  /**
   * The new start, on the wall of the meeting's zone.
   */
  starts_local: LocalTime;
  /**
   * Why, if wanted.
   */
  reason: string;
  /**
   * Who asked for it, if wanted.
   */
  by?: Side;
};

/**
 * The order of a list of meetings.
 */
export type MeetingOrder = "earliest" | "latest";

/**
 * Plans a meeting, also one that is past, or one without a date.
 */
export type MeetingPlan = {
  /**
   * The rooms of those who take part; at least one.
   */
  participants: Array<string>;
  /**
   * What is said of it.
   */
  fields: MeetingFields;
};

/**
 * Plans the next meeting as this one was, on another date.
 */
export type MeetingPlanNext = {
  /**
   * The meeting that was.
   */
  id: string;
  /**
   * The new start, on the wall of the meeting's zone.
   */
  starts_local: LocalTime;
};

/**
 * Says how useful a meeting was, or takes that back.
 */
export type MeetingRate = {
  /**
   * The meeting.
   */
  id: string;
  /**
   * 1 to 5; absent: not said.
   */
  usefulness: number | null;
};

/**
 * Takes back what became of a meeting: it is planned again.
 */
export type MeetingReopen = {
  /**
   * The meeting.
   */
  id: string;
};

/**
 * A meeting in a list.
 */
export type MeetingRow = {
  /**
   * The id.
   */
  id: string;
  /**
   * What it is called.
   */
  title: string;
  /**
   * When; absent while no date is set.
   */
  when: When | null;
  /**
   * How long, in minutes.
   */
  duration_minutes: number;
  /**
   * How people meet.
   */
  channel: Channel;
  /**
   * Where, in words.
   */
  place: string;
  /**
   * The link of the call.
   */
  join_link: string;
  /**
   * What became of it.
   */
  state: MeetingState;
  /**
   * Why, if said.
   */
  state_reason: string;
  /**
   * Whether shareable notes were written.
   */
  has_notes: boolean;
  /**
   * Held, but not to its end.
   */
  cut_short: boolean;
  /**
   * How useful it was, 1 to 5; absent: not said.
   */
  usefulness: number | null;
  /**
   * How long a held one took, in minutes; absent: not said.
   */
  used_minutes: number | null;
  /**
   * Who came late to a held one; absent: nobody.
   */
  late: Side | null;
  /**
   * Who put it off, called it off or did not come; absent: not said.
   */
  changed_by: Side | null;
  /**
   * Whether its agenda was taken out to be sent ahead.
   */
  agenda_sent: boolean;
  /**
   * Whether what comes after it was seen to, or passed over.
   */
  followed: boolean;
  /**
   * Who takes part besides me.
   */
  participants: Array<Participant>;
  /**
   * The series it is one of.
   */
  series: InSeries | null;
  /**
   * When it was entered.
   */
  created_at: Millis;
};

/**
 * Asks for a meeting.
 */
export type MeetingShow = {
  /**
   * The meeting.
   */
  id: string;
};

/**
 * What a form had shown of a meeting.
 */
export type MeetingShown = {
  /**
   * Those who took part.
   */
  participants: Array<string>;
  /**
   * What was said of it.
   */
  fields: MeetingFields;
};

/**
 * What became of a meeting.
 */
export type MeetingState = "planned" | "held" | "missed" | "moved" | "cancelled";

/**
 * Says what becomes of the thank-you for a meeting.
 */
export type MeetingThank = {
  /**
   * The meeting.
   */
  id: string;
  /**
   * What becomes of it.
   */
  thanks: Thanks;
};

/**
 * Says how long a held meeting took, and who came late, or takes that back.
 */
export type MeetingTime = {
  /**
   * The meeting.
   */
  id: string;
  /**
   * Minutes, 1 to 10,080 (a week); absent: not said.
   */
  used_minutes: number | null;
  /**
   * Who came late; absent: nobody.
   */
  late: Side | null;
};

/**
 * Keeps a meeting's shareable notes, as typed.
 */
export type MeetingWriteNotes = {
  /**
   * The meeting.
   */
  id: string;
  /**
   * The whole text.
   */
  text: string;
};

/**
 * A step on the way.
 */
export type Milestone = {
  /**
   * The id.
   */
  id: string;
  /**
   * The goal.
   */
  goal_id: string;
  /**
   * What it is.
   */
  title: string;
  /**
   * By when.
   */
  due_on: string | null;
  /**
   * The day it was due before that was last changed; absent: it never was.
   */
  was_due_on: string | null;
  /**
   * When it was reached.
   */
  reached_at: Millis | null;
};

/**
 * Adds a milestone at the end.
 */
export type MilestoneAdd = {
  /**
   * The goal.
   */
  goal_id: string;
  /**
   * What it is.
   */
  title: string;
  /**
   * By when.
   */
  due_on: string | null;
};

/**
 * Replaces what is said of a milestone.
 */
export type MilestoneChange = {
  /**
   * The milestone.
   */
  id: string;
  /**
   * What it is.
   */
  title: string;
  /**
   * By when.
   */
  due_on: string | null;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: MilestoneFields | null;
};

/**
 * What can be said of a milestone.
 */
export type MilestoneFields = {
  /**
   * What it is.
   */
  title: string;
  /**
   * By when.
   */
  due_on: string | null;
};

/**
 * Puts a milestone before another of the goal, or at its end.
 */
export type MilestoneMove = {
  /**
   * The milestone.
   */
  id: string;
  /**
   * The one it shall stand before; absent: at the end.
   */
  before: string | null;
};

/**
 * Says a milestone is reached, or is not after all.
 */
export type MilestoneReach = {
  /**
   * The milestone.
   */
  id: string;
  /**
   * Reached.
   */
  reached: boolean;
};

/**
 * Puts a milestone into the bin.
 */
export type MilestoneRemove = {
  /**
   * The milestone.
   */
  id: string;
};

/**
 * An instant: milliseconds since 1970-01-01T00:00Z.
 */
export type Millis = number;

/**
 * Which of the lists of a day hold more than is shown.
 */
export type More = {
  /**
   * Meetings within two weeks.
   */
  later: boolean;
  /**
   * Promises of mine.
   */
  due: boolean;
  /**
   * Promises of others.
   */
  due_theirs: boolean;
  /**
   * Meetings nobody has said anything about.
   */
  untold: boolean;
  /**
   * Who has been silent.
   */
  quiet: boolean;
  /**
   * Rooms that go into the bin.
   */
  leaving: boolean;
  /**
   * Advice I am trying.
   */
  trying: boolean;
  /**
   * Decisions to look back on.
   */
  look_back: boolean;
  /**
   * Open goals.
   */
  moving: boolean;
};

/**
 * A check-in that was answered.
 */
export type MutualCheck = {
  /**
   * The meeting.
   */
  meeting_id: string;
  /**
   * What the meeting is called.
   */
  title: string;
  /**
   * The day of the meeting, here.
   */
  on: string;
  /**
   * Start of the meeting, which the list is sorted by.
   */
  starts_at: Millis;
  /**
   * How useful it was to me, 1 to 5.
   */
  useful_to_me: number;
  /**
   * How useful it was to them, as I see it, 1 to 5.
   */
  useful_to_them: number;
  /**
   * Who talked: from 1, mostly they, to 5, mostly I; absent: not said.
   */
  talked: number | null;
  /**
   * A line of words.
   */
  text: string;
};

/**
 * Says how useful a talk was.
 */
export type MutualCheckAnswer = {
  /**
   * The meeting.
   */
  meeting_id: string;
  /**
   * The room.
   */
  relationship_id: string;
  /**
   * What is said.
   */
  fields: CheckFields;
};

/**
 * Asks for a room's check-ins that were answered, latest first.
 */
export type MutualCheckList = {
  /**
   * The room.
   */
  relationship_id: string;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Asks for a meeting's check-ins.
 */
export type MutualCheckShow = {
  /**
   * The meeting.
   */
  meeting_id: string;
};

/**
 * A meeting's check-ins.
 */
export type MutualCheckShown = {
  /**
   * Whether the meeting has begun, so that there is something to say.
   */
  open: boolean;
  /**
   * One for each who takes part.
   */
  rooms: Array<RoomCheck>;
};

/**
 * Passes a check-in over: the next comes when as many meetings were held again.
 */
export type MutualCheckSkip = {
  /**
   * The meeting.
   */
  meeting_id: string;
  /**
   * The room.
   */
  relationship_id: string;
};

/**
 * Which side of mentoring this person starts from. Only changes what is offered first.
 */
export type MySide = "mentee" | "mentor" | "both";

/**
 * How a name is understood.
 */
export type NameMeant = {
  /**
   * What headlines and letters call somebody of this name, unless another is chosen.
   */
  called: string;
};

/**
 * Asks what somebody is called.
 */
export type NameRead = {
  /**
   * The full name, as far as it is typed.
   */
  name: string;
};

/**
 * A date for the next time, on everybody's wall.
 */
export type NextDate = {
  /**
   * Start on the wall of `zone`.
   */
  local: LocalTime;
  /**
   * The zone the meetings are agreed in.
   */
  zone: string;
  /**
   * Start on the wall here.
   */
  here: LocalTime;
  /**
   * Start on the others' walls, where their zones are known and differ: what they are called, and the time.
   */
  theirs: Array<[string, LocalTime]>;
};

/**
 * The next planned meeting of a room.
 */
export type NextMeeting = {
  /**
   * The meeting's id.
   */
  id: string;
  /**
   * When it starts.
   */
  starts_at: Millis;
  /**
   * The same on the wall here.
   */
  here: LocalTime;
};

/**
 * The next meeting, and what stands open between those who meet.
 */
export type NextUp = {
  /**
   * The meeting.
   */
  meeting: MeetingRow;
  /**
   * The day of the last meeting held with the first of those who take part.
   */
  last_met_on: string | null;
  /**
   * Open promises on both sides, at most five.
   */
  open: Array<Action>;
  /**
   * How many points wait to be talked about.
   */
  points: number;
  /**
   * The first of them, at most three.
   */
  first_points: Array<AgendaPoint>;
};

/**
 * A private note.
 */
export type Note = {
  /**
   * The id.
   */
  id: string;
  /**
   * What it is about.
   */
  about: NoteSubject;
  /**
   * The name of the one it is about, where it is about a relationship.
   */
  name: string | null;
  /**
   * The meeting of several it came up in.
   */
  came_up_in: CameUpIn | null;
  /**
   * The text, Markdown.
   */
  body: string;
  /**
   * The text as it is shown.
   */
  html: Html;
  /**
   * When it was written.
   */
  created_at: Millis;
  /**
   * The day of it, here.
   */
  created_on: string;
  /**
   * When it was last changed.
   */
  changed_at: Millis;
  /**
   * Whether it is kept in sight before a meeting.
   */
  remember: boolean;
  /**
   * What it observes of the other person.
   */
  aspect: NoteAspect | null;
};

/**
 * What a note about a relationship observes of the other person.
 */
export type NoteAspect = "strength" | "growth";

/**
 * Changes a note's text, as typed.
 */
export type NoteChange = {
  /**
   * The note.
   */
  id: string;
  /**
   * The whole text.
   */
  body: string;
};

/**
 * Puts a note into the bin.
 */
export type NoteDelete = {
  /**
   * The note.
   */
  id: string;
};

/**
 * The text of a note not yet written.
 */
export type NoteDraft = {
  /**
   * The text; empty when there is none.
   */
  body: string;
};

/**
 * Asks for the text of a note not yet written.
 */
export type NoteDraftFind = {
  /**
   * What it belongs to.
   */
  about: NoteDraftSubject;
  /**
   * What it is a draft of.
   */
  draft?: NoteDraftOf;
};

/**
 * Keeps the text of a note not yet written; an empty one drops the draft.
 */
export type NoteDraftKeep = {
  /**
   * What it belongs to.
   */
  about: NoteDraftSubject;
  /**
   * What it is a draft of.
   */
  draft?: NoteDraftOf;
  /**
   * The text so far.
   */
  body: string;
};

/**
 * What a draft is of. One of each is kept beside the other.
 */
export type NoteDraftOf = "note" | "feedback" | "conversation" | "disagreement";

/**
 * What a private text not yet kept belongs to.
 */
export type NoteDraftSubject =
  | { kind: "person"; id: string }
  | { kind: "relationship"; id: string }
  | { kind: "meeting"; id: string }
  | { kind: "goal"; id: string }
  | { kind: "journal_entry"; id: string }
  | { kind: "note"; id: string };

/**
 * Asks for the notes about something, latest first.
 */
export type NoteList = {
  /**
   * What they are about.
   */
  about: NoteSubject;
  /**
   * Which of them; absent: all.
   */
  only?: NotesOf | null;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Makes a note about a relationship an observation, or a plain note again.
 */
export type NoteMark = {
  /**
   * The note.
   */
  id: string;
  /**
   * What it observes; absent: a plain note.
   */
  aspect: NoteAspect | null;
};

/**
 * Keeps a note in sight before a meeting, or no longer.
 */
export type NoteRemember = {
  /**
   * The note.
   */
  id: string;
  /**
   * Whether it is kept in sight.
   */
  remember: boolean;
};

/**
 * What a note is about.
 */
export type NoteSubject =
  | { kind: "person"; id: string }
  | { kind: "relationship"; id: string }
  | { kind: "meeting"; id: string }
  | { kind: "goal"; id: string }
  | { kind: "journal_entry"; id: string };

/**
 * Writes a note. Its draft is dropped.
 */
export type NoteWrite = {
  /**
   * What it is about.
   */
  about: NoteSubject;
  /**
   * The text.
   */
  body: string;
  /**
   * What it observes of the other person; only of a note about a relationship.
   */
  aspect?: NoteAspect | null;
  /**
   * Which draft it was written from, and replaces; null if from none, and then all of them stay.
   */
  draft?: NoteDraftOf | null;
};

/**
 * Which of the notes about something a list holds.
 */
export type NotesOf = "strength" | "growth" | "plain";

/**
 * How much a pop-up tells. Never a word of a note, at any level.
 */
export type NoticeDetail = "nothing" | "names" | "details";

/**
 * What a talk is about, and with it what is worth asking.
 */
export type Occasion = "first_meeting" | "regular" | "stuck" | "decision" | "feedback" | "review" | "closing";

/**
 * Whether to offer a passphrase.
 */
export type Offered = {
  /**
   * True the first time, while nothing but this device opens the desk.
   */
  offer: boolean;
};

/**
 * A fractional index: a row's place in a list.
 */
export type OrderKey = string;

/**
 * Where a preset or one of the person's own comes from.
 */
export type Origin = "shipped" | "changed" | "own";

/**
 * A request for one page of a list, by cursor.
 */
export type Page = {
  /**
   * At most this many rows; 1 to 500, 100 when left out.
   */
  limit?: number;
  /**
   * The `next` of the page before; left out for the first page.
   */
  after?: string;
};

/**
 * One page of a list.
 */
export type Paged<T> = {
  /**
   * The rows, in the list's order.
   */
  items: Array<T>;
  /**
   * What to ask for after this page; nothing when this was the last.
   */
  next: string | null;
};

/**
 * Looks which of the interface's commands somebody means.
 */
export type PaletteFind = {
  /**
   * What was typed; nothing finds all of them.
   */
  text: string;
  /**
   * What the commands are called, in the desk's language; at most 500.
   */
  commands: Array<string>;
};

/**
 * The commands found.
 */
export type PaletteFound = {
  /**
   * Their places in the list that was given.
   */
  places: Array<number>;
};

/**
 * One of those who meet, besides me.
 */
export type Participant = {
  /**
   * The room they come from.
   */
  relationship_id: string;
  /**
   * The person.
   */
  person_id: string;
  /**
   * Their name.
   */
  name: string;
  /**
   * What they are called.
   */
  called: string;
  /**
   * Start on their wall, if their zone is known and the meeting has a time.
   */
  theirs: LocalTime | null;
};

/**
 * Asks how long a passphrase would keep out somebody who has the folder. It is kept nowhere.
 */
export type PassphraseJudge = {
  /**
   * The passphrase to judge.
   */
  passphrase: Secret;
};

/**
 * Asks whether to offer a passphrase now. It is offered once in the life of a desk: this counts as that.
 */
export type PassphraseOffer = Record<symbol, never>;

/**
 * How long pop-ups pause.
 */
export type Pause = "hour" | "tomorrow" | "next_week" | "for_good" | "over";

/**
 * When pop-ups pause until, if they do.
 */
export type Paused = {
  /**
   * Until when; absent: they come.
   */
  until: Millis | null;
  /**
   * Whether that is until the person says otherwise.
   */
  for_good: boolean;
};

/**
 * A person.
 */
export type Person = {
  /**
   * The id.
   */
  id: string;
  /**
   * What headlines and letters call them: what was chosen, else what the name suggests.
   */
  called_as: string;
  /**
   * The name of who introduced us.
   */
  introduced_by_name: string | null;
  /**
   * When they were added.
   */
  created_at: Millis;
  /**
   * When they were last changed.
   */
  changed_at: Millis;
  /**
   * Their full name; never empty once stored.
   */
  name: string;
  /**
   * What I call them; empty: what the name suggests ([`crate::naming`]).
   */
  called: string;
  /**
   * How sentences refer to them; none: they do without.
   */
  pronoun: Pronoun | null;
  /**
   * Where they work or study.
   */
  organisation: string;
  /**
   * What they do there.
   */
  position: string;
  /**
   * IANA name of the zone they live in, if known.
   */
  zone: string | null;
  /**
   * Their address for mail.
   */
  email: string;
  /**
   * Their number.
   */
  phone: string;
  /**
   * A page of theirs.
   */
  link: string;
  /**
   * What they are good at, as told openly.
   */
  strengths: string;
  /**
   * How we met.
   */
  how_met: string;
  /**
   * Who introduced us.
   */
  introduced_by: string | null;
};

/**
 * Adds a person.
 */
export type PersonAdd = {
  /**
   * What is known; only the name is needed.
   */
  fields: PersonFields;
};

/**
 * Replaces what is said of a person.
 */
export type PersonChange = {
  /**
   * The person.
   */
  id: string;
  /**
   * All of it, as it shall be.
   */
  fields: PersonFields;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: PersonFields | null;
};

/**
 * Puts a person into the bin, with the rooms.
 */
export type PersonDelete = {
  /**
   * The person.
   */
  id: string;
};

/**
 * A person and who stands around them.
 */
export type PersonDetail = {
  /**
   * The person.
   */
  person: Person;
  /**
   * Their strengths, as they are shown.
   */
  strengths_html: Html;
  /**
   * How we met, as it is shown.
   */
  how_met_html: Html;
  /**
   * What time it is for them now, if their zone is known.
   */
  their_time: LocalTime | null;
  /**
   * People they introduced.
   */
  introduced: Array<PersonRow>;
  /**
   * Other entries with the same name or address, perhaps the same person.
   */
  alike: Array<PersonRow>;
};

/**
 * What can be said of a person.
 */
export type PersonFields = {
  /**
   * Their full name; never empty once stored.
   */
  name: string;
  /**
   * What I call them; empty: what the name suggests ([`crate::naming`]).
   */
  called: string;
  /**
   * How sentences refer to them; none: they do without.
   */
  pronoun: Pronoun | null;
  /**
   * Where they work or study.
   */
  organisation: string;
  /**
   * What they do there.
   */
  position: string;
  /**
   * IANA name of the zone they live in, if known.
   */
  zone: string | null;
  /**
   * Their address for mail.
   */
  email: string;
  /**
   * Their number.
   */
  phone: string;
  /**
   * A page of theirs.
   */
  link: string;
  /**
   * What they are good at, as told openly.
   */
  strengths: string;
  /**
   * How we met.
   */
  how_met: string;
  /**
   * Who introduced us.
   */
  introduced_by: string | null;
};

/**
 * Asks for people by name.
 */
export type PersonList = {
  /**
   * Only those with a word beginning like this.
   */
  text: string;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Makes one person of two entries.
 */
export type PersonMerge = {
  /**
   * The entry that stays; its own words win.
   */
  keep: string;
  /**
   * The entry whose rooms, notes and missing facts move over; it goes into the bin.
   */
  absorb: string;
};

/**
 * A person in a list.
 */
export type PersonRow = {
  /**
   * The id.
   */
  id: string;
  /**
   * Their name.
   */
  name: string;
  /**
   * Where they work or study.
   */
  organisation: string;
  /**
   * What they do there.
   */
  position: string;
  /**
   * Their zone.
   */
  zone: string | null;
  /**
   * My roles towards them, one per room.
   */
  roles: Array<Role>;
  /**
   * What the list is sorted by.
   */
  sort_name: string;
};

/**
 * Names one person.
 */
export type PersonShow = {
  /**
   * The person.
   */
  id: string;
};

/**
 * Where a relationship stands.
 */
export type Phase =
  "prospect" | "contacted" | "trial" | "active" | "paused" | "winding_down" | "ended" | "alumni";

/**
 * One step of a relationship's history.
 */
export type PhaseStep = {
  /**
   * The phase entered.
   */
  phase: Phase;
  /**
   * When.
   */
  since: Millis;
  /**
   * The day of it, here.
   */
  since_on: string;
  /**
   * Why, if said.
   */
  reason: string;
};

/**
 * How sentences refer to a person.
 */
export type Pronoun = "she" | "he" | "they";

/**
 * A recovery code, shown this once.
 */
export type ProposedRecovery = {
  /**
   * Its groups, to be written down.
   */
  groups: Array<string>;
  /**
   * Which group is asked back, counted from 1.
   */
  ask_back: number;
};

/**
 * Until when a promise is put off.
 */
export type PutOff =
  { kind: "tomorrow" } | { kind: "next_week" } | { kind: "next_meeting" } | { kind: "day"; day: string };

/**
 * A question of the bank.
 */
export type Question = {
  /**
   * The key of one we ship, or the id of one of the person's own.
   */
  id: string;
  /**
   * Whose words it is in.
   */
  origin: Origin;
  /**
   * The name of the one whose room it is for.
   */
  room_name: string | null;
  /**
   * Of whom it was asked, the latest first, at most five; for a meeting, only of those who take part.
   */
  asked: Array<Asked>;
  /**
   * Of how many it was asked.
   */
  asked_of: number;
  /**
   * Whether it stands on the meeting's agenda already.
   */
  waiting: boolean;
  /**
   * The question.
   */
  text: string;
  /**
   * When it is worth asking.
   */
  occasion: Occasion;
  /**
   * My role where it fits; absent: any.
   */
  role: Role | null;
  /**
   * The one room it is for; absent: any. Only one of the person's own has one, and then it has no role.
   */
  relationship_id: string | null;
};

/**
 * Adds a question of the person's own.
 */
export type QuestionAdd = {
  /**
   * What is said of it.
   */
  fields: QuestionFields;
};

/**
 * Replaces what is said of a question. One of ours becomes the person's wording.
 */
export type QuestionChange = {
  /**
   * The question.
   */
  id: string;
  /**
   * All of it, as it shall be.
   */
  fields: QuestionFields;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: QuestionFields | null;
};

/**
 * Puts a question of the person's own into the bin.
 */
export type QuestionDelete = {
  /**
   * The question.
   */
  id: string;
};

/**
 * What can be said of a question.
 */
export type QuestionFields = {
  /**
   * The question.
   */
  text: string;
  /**
   * When it is worth asking.
   */
  occasion: Occasion;
  /**
   * My role where it fits; absent: any.
   */
  role: Role | null;
  /**
   * The one room it is for; absent: any. Only one of the person's own has one, and then it has no role.
   */
  relationship_id: string | null;
};

/**
 * Asks for the bank. For a meeting, what was not yet asked of those who take part comes first.
 */
export type QuestionList = {
  /**
   * Only what fits this meeting.
   */
  meeting: string | null;
  /**
   * Only those for this occasion.
   */
  occasion: Occasion | null;
  /**
   * Only those that hold these words.
   */
  text: string;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Puts a question on a meeting's agenda.
 */
export type QuestionPick = {
  /**
   * The question.
   */
  id: string;
  /**
   * The meeting.
   */
  meeting_id: string;
};

/**
 * Puts our wording of a question back; the person's goes into the bin.
 */
export type QuestionPutBack = {
  /**
   * The question.
   */
  id: string;
};

/**
 * What a quick-add line became.
 */
export type QuickAdded = {
  /**
   * What it is.
   */
  kind: QuickKind;
  /**
   * Whose promise it is.
   */
  owner: Side;
  /**
   * Its id.
   */
  id: string;
  /**
   * The address that shows it, such as `/goal/ID`.
   */
  opens: string;
  /**
   * Its words; none of a private note.
   */
  text: string | null;
  /**
   * The other person's name.
   */
  name: string | null;
  /**
   * The goal it serves.
   */
  goal: QuickGoal | null;
  /**
   * The day it is due, is tried by, takes place or happened on.
   */
  day: string | null;
  /**
   * The time on that day.
   */
  time: string | null;
};

/**
 * What was chosen beside a quick-add line. What is absent is read from the line.
 */
export type QuickChosen = {
  /**
   * What the line becomes. A private line is private whatever else was chosen.
   */
  kind?: QuickKind | null;
  /**
   * Whose promise it is.
   */
  owner?: Side | null;
  /**
   * The room, where the line does not begin with a name that is clear.
   */
  relationship_id?: string | null;
  /**
   * The room one stands in: meant where the line begins with no name at all and no other was chosen.
   */
  here?: string | null;
  /**
   * The day. The line then keeps the one at its end as words.
   */
  day?: QuickDay | null;
  /**
   * The time of a meeting on its day, such as `15:00`.
   */
  time?: string | null;
};

/**
 * The day chosen beside a line, which goes before the one at its end.
 */
export type QuickDay = { kind: "none" } | { kind: "on"; day: string };

/**
 * A goal a line names.
 */
export type QuickGoal = {
  /**
   * Its id.
   */
  id: string;
  /**
   * What it is.
   */
  title: string;
};

/**
 * What a quick-add line becomes.
 */
export type QuickKind =
  "topic" | "question" | "promise" | "advice" | "win" | "decision" | "goal" | "meeting" | "private";

/**
 * Reads a quick-add line, or keeps it as what it is: in one step of undo.
 */
export type QuickLine = {
  /**
   * The line, as it was typed: "@Ada ! send CV ~talk by Fri". It may begin with `@` and a name, with a sign and a
   * space (`!` a promise of mine, `>` of theirs, `*` advice, `+` a win, `=` a decision, `?` a question, `#` private),
   * in either order; `~` and the beginning of a word of its title names a goal; a day may stand at its end.
   */
  line: string;
  /**
   * What was chosen beside it.
   */
  chosen?: QuickChosen;
};

/**
 * A quick-add line as it is understood.
 */
export type QuickMeant = {
  /**
   * What it becomes.
   */
  kind: QuickKind;
  /**
   * Whose promise it is.
   */
  owner: Side;
  /**
   * What is left of it without name, sign, goal and day.
   */
  text: string;
  /**
   * With whom it is.
   */
  whom: QuickWhom;
  /**
   * The goal it serves.
   */
  goal: QuickGoal | null;
  /**
   * The day it is due, is tried by, takes place or happened on.
   */
  day: string | null;
  /**
   * The time on that day, if one was said.
   */
  time: string | null;
  /**
   * What it names as a goal, `~` aside, where that is the beginning of no goal's word, or of several goals'.
   */
  unknown_goal: string | null;
  /**
   * Whether it ends with a day that stays among its words, because what it becomes has none.
   */
  unused_day: boolean;
  /**
   * The line without the name it begins with: what is left to type once the room was chosen beside it.
   */
  unnamed: string;
};

/**
 * A room a line can be meant for.
 */
export type QuickRoom = {
  /**
   * Its id.
   */
  id: string;
  /**
   * The other person's name.
   */
  name: string;
  /**
   * My role in it: with the topic it tells two of one name apart.
   */
  role: Role;
  /**
   * What it is about.
   */
  topic: string;
};

/**
 * With whom a line is.
 */
export type QuickWhom =
  | { kind: "nobody" }
  | { kind: "one"; of: QuickRoom }
  | { kind: "several"; of: Array<QuickRoom> }
  | { kind: "ended"; of: string }
  | { kind: "unknown" };

/**
 * When pop-ups wait, on the wall here. The end may lie before the start: over midnight.
 */
export type QuietHours = {
  /**
   * From this time of day, `HH:MM`.
   */
  from: string;
  /**
   * Until this one.
   */
  until: string;
};

/**
 * What I have made of it.
 */
export type ReadStatus = "to_read" | "read" | "applied";

/**
 * Writes everything down, into a folder the person chose, under a name of its own.
 */
export type RecordExport = {
  /**
   * The folder it shall lie in.
   */
  out: FileHandle;
  /**
   * As a folder, or as one encrypted file.
   */
  form: RecordForm;
  /**
   * Whether the private parts go along.
   */
  private: boolean;
  /**
   * What opens the encrypted file.
   */
  passphrase: Secret | null;
  /**
   * To follow and stop it.
   */
  task: string | null;
};

/**
 * What was written.
 */
export type RecordExported = {
  /**
   * The name of the folder or file.
   */
  name: string;
  /**
   * The folder it lies in, to be read, not opened.
   */
  folder: string;
  /**
   * As what.
   */
  form: RecordForm;
  /**
   * Whether the private parts are in it.
   */
  private: boolean;
  /**
   * People written.
   */
  people: number;
  /**
   * Rooms written.
   */
  rooms: number;
  /**
   * Kept files written.
   */
  files: number;
};

/**
 * How a record is written.
 */
export type RecordForm = "folder" | "file";

/**
 * Takes a record in: adds what is missing here. What is here already stays as it is.
 */
export type RecordImport = {
  /**
   * The record: a folder or a file. The handle is spent when it has been taken in.
   */
  from: FileHandle;
  /**
   * What opens an encrypted file.
   */
  passphrase: Secret | null;
  /**
   * To follow and stop it.
   */
  task: string | null;
};

/**
 * What taking a record in did.
 */
export type RecordImported = {
  /**
   * Whether private parts were in it.
   */
  private: boolean;
  /**
   * Whether its settings came along, because nothing was on this desk.
   */
  settings: boolean;
  /**
   * What was added, was here already, or says something else here and was left.
   */
  lines: Array<RecordLine>;
  /**
   * The backup made before; none where there was nothing to add.
   */
  backup: BackupId | null;
};

/**
 * What a record is told in.
 */
export type RecordKind =
  "people" | "rooms" | "meetings" | "promises" | "goals" | "resources" | "notes" | "rest";

/**
 * How many of a kind were added, were there already, or say something else here and were left.
 */
export type RecordLine = {
  /**
   * The kind.
   */
  kind: RecordKind;
  /**
   * Not here before.
   */
  added: number;
  /**
   * Here already, the same.
   */
  same: number;
  /**
   * Here already, and different: left as it is here.
   */
  different: number;
};

/**
 * Asks what a record holds, and what taking it in would do. Changes nothing.
 */
export type RecordLook = {
  /**
   * The record: a folder or a file. The handle stays good.
   */
  from: FileHandle;
  /**
   * What opens an encrypted file.
   */
  passphrase: Secret | null;
  /**
   * To follow and stop it.
   */
  task: string | null;
};

/**
 * What a record holds.
 */
export type RecordLooked = {
  /**
   * When it was written, as far as its files tell.
   */
  written_at: Millis | null;
  /**
   * The schema it was written in.
   */
  schema: number;
  /**
   * Whether private parts are in it.
   */
  private: boolean;
  /**
   * Kept files in it.
   */
  files: number;
  /**
   * Whether its settings would come along, because nothing is on this desk yet.
   */
  settings: boolean;
  /**
   * What would be added, is here already, or says something else here.
   */
  lines: Array<RecordLine>;
};

/**
 * Replaces what is said of a relationship.
 */
export type RelationshipChange = {
  /**
   * The relationship.
   */
  id: string;
  /**
   * All of it, as it shall be.
   */
  fields: RelationshipFields;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: RelationshipFields | null;
};

/**
 * Sets after how many meetings held both sides say how useful they are.
 */
export type RelationshipCheck = {
  /**
   * The relationship.
   */
  id: string;
  /**
   * How many, 1 to 52; 0: never.
   */
  every: number;
};

/**
 * Puts a relationship into the bin, with what is in its room.
 */
export type RelationshipDelete = {
  /**
   * The relationship.
   */
  id: string;
};

/**
 * What can be said of a relationship, but for its phase, which changes by its own command.
 */
export type RelationshipFields = {
  /**
   * My role in it.
   */
  role: Role;
  /**
   * What sort it is.
   */
  kind: Kind;
  /**
   * What it is for.
   */
  topic: string;
  /**
   * The programme it belongs to.
   */
  programme: string;
  /**
   * When it began.
   */
  started_on: string | null;
  /**
   * When it is meant to end.
   */
  ends_on: string | null;
  /**
   * How often we mean to meet; absent: as needed.
   */
  cadence: Cadence | null;
};

/**
 * Sets how long the room of an ended relationship is kept.
 */
export type RelationshipKeep = {
  /**
   * The relationship.
   */
  id: string;
  /**
   * The day it goes into the bin, after today; absent: never.
   */
  discard_on: string | null;
};

/**
 * Asks for relationships by the person's name.
 */
export type RelationshipList = {
  /**
   * Only those in which I have this role.
   */
  role: Role | null;
  /**
   * Only those with this person.
   */
  person: string | null;
  /**
   * Also those that ended.
   */
  with_ended: boolean;
  /**
   * Only those with a word beginning like this.
   */
  text: string;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Moves a relationship into another phase.
 */
export type RelationshipMovePhase = {
  /**
   * The relationship.
   */
  id: string;
  /**
   * The phase it enters.
   */
  phase: Phase;
  /**
   * Why, if wanted.
   */
  reason: string;
  /**
   * Where it ends: the day it goes into the bin, if it shall not be kept for good.
   */
  discard_on?: string | null;
  /**
   * Where it ends: the promises that were agreed to go on all the same, by their ids.
   */
  going_on?: Array<string>;
};

/**
 * Sets when a room's meetings are announced.
 */
export type RelationshipRemind = {
  /**
   * The relationship.
   */
  id: string;
  /**
   * The lead times; absent: as the settings say.
   */
  leads: Leads | null;
};

/**
 * A relationship in a list.
 */
export type RelationshipRow = {
  /**
   * The id.
   */
  id: string;
  /**
   * The other person.
   */
  person_id: string;
  /**
   * Their name.
   */
  name: string;
  /**
   * What they are called.
   */
  called: string;
  /**
   * Where it stands.
   */
  phase: Phase;
  /**
   * The latest contact: the start of a meeting held, or another that counts.
   */
  last_contact_at: Millis | null;
  /**
   * The day of it, here.
   */
  last_contact_on: string | null;
  /**
   * The day of the latest meeting held, here.
   */
  last_met_on: string | null;
  /**
   * From when silence is longer than was meant.
   */
  quiet_from: Millis | null;
  /**
   * The next planned meeting.
   */
  next_meeting: NextMeeting | null;
  /**
   * When its meetings are announced; absent: as the settings say.
   */
  leads: Leads | null;
  /**
   * The day it goes into the bin with all that is in its room; absent: never. Only of one that is over.
   */
  discard_on: string | null;
  /**
   * After how many meetings held both sides say how useful they are; 0: never.
   */
  check_every: number;
  /**
   * What the list is sorted by.
   */
  sort_name: string;
  /**
   * My role in it.
   */
  role: Role;
  /**
   * What sort it is.
   */
  kind: Kind;
  /**
   * What it is for.
   */
  topic: string;
  /**
   * The programme it belongs to.
   */
  programme: string;
  /**
   * When it began.
   */
  started_on: string | null;
  /**
   * When it is meant to end.
   */
  ends_on: string | null;
  /**
   * How often we mean to meet; absent: as needed.
   */
  cadence: Cadence | null;
};

/**
 * Asks for a room.
 */
export type RelationshipShow = {
  /**
   * The relationship.
   */
  id: string;
};

/**
 * Starts a relationship with a person.
 */
export type RelationshipStart = {
  /**
   * The person.
   */
  person_id: string;
  /**
   * What is said of it.
   */
  fields: RelationshipFields;
  /**
   * Where it stands; active when left out.
   */
  phase?: Phase;
};

/**
 * A reminder, as the inbox shows it.
 */
export type Reminder = {
  /**
   * The id.
   */
  id: string;
  /**
   * What it is about.
   */
  kind: ReminderKind;
  /**
   * The id of the meeting, promise, relationship or whatever else it is about.
   */
  subject_id: string;
  /**
   * Who or what, in a few words.
   */
  title: string;
  /**
   * What for, in a sentence.
   */
  body: string;
  /**
   * The route of the page that helps, such as `/meeting/ID`.
   */
  opens: string;
  /**
   * When it was due.
   */
  due_at: Millis;
  /**
   * Where it stands.
   */
  state: ReminderState;
  /**
   * When it was last shown; of a missed one, when that was found.
   */
  shown_at: Millis;
  /**
   * Why it was not shown at its time; absent: it was.
   */
  held_by: HeldBy | null;
  /**
   * Until when it sleeps.
   */
  snoozed_until: Millis | null;
  /**
   * Whether the desktop showed it.
   */
  delivery: Delivery;
  /**
   * Whom it is about; the first by name where there are several.
   */
  person: string | null;
  /**
   * The link to join what is about to begin, and whose it is; absent: there is none, or it is over.
   */
  join: Join | null;
  /**
   * When it was answered.
   */
  closed_at: Millis | null;
  /**
   * Whether an answer is still wanted; false once events have overtaken it.
   */
  waits: boolean;
  /**
   * What became of it so far.
   */
  outcome: ReminderOutcome;
};

/**
 * Asks what is due in the coming week: what nobody would show if the program ended now.
 */
export type ReminderAhead = Record<symbol, never>;

/**
 * Says a reminder was acted on. A due promise counts as kept.
 */
export type ReminderDone = {
  /**
   * The reminder.
   */
  id: string;
};

/**
 * Says several reminders were acted on, in one step that can be taken back.
 */
export type ReminderDoneAll = {
  /**
   * The reminders, five hundred at most. Those answered already are passed over.
   */
  ids: Array<string>;
};

/**
 * Asks why something was shown or not, and when it is next.
 */
export type ReminderExplain = {
  /**
   * The id of something that reminds, such as a meeting or a promise, or of a reminder about it.
   */
  id: string;
};

/**
 * Asks what is due and held back.
 */
export type ReminderHeld = Record<symbol, never>;

/**
 * What a reminder is about.
 */
export type ReminderKind =
  | "meeting_early"
  | "meeting_late"
  | "action_due"
  | "gone_quiet"
  | "unwritten"
  | "thank_you"
  | "advice_try"
  | "decision_look_back"
  | "milestone_due"
  | "goal_due"
  | "relationship_ending";

/**
 * Asks for the inbox, latest due first.
 */
export type ReminderList = {
  /**
   * Also those answered or overtaken by events: the history.
   */
  all: boolean;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * What became of one due time.
 */
export type ReminderOutcome =
  "to_come" | "held" | "due" | "shown" | "undelivered" | "snoozed" | "acted" | "overtaken" | "missed";

/**
 * Lets all pop-ups pause, or no longer.
 */
export type ReminderPause = {
  /**
   * How long.
   */
  for: Pause;
};

/**
 * Lets a reminder sleep.
 */
export type ReminderSnooze = {
  /**
   * The reminder.
   */
  id: string;
  /**
   * How long.
   */
  for: Snooze;
};

/**
 * Where a reminder stands.
 */
export type ReminderState = "shown" | "snoozed" | "acted" | "missed";

/**
 * Something of the library.
 */
export type Resource = {
  /**
   * The id.
   */
  id: string;
  /**
   * What it is.
   */
  kind: ResourceKind;
  /**
   * The comment, as it is shown.
   */
  comment_html: Html;
  /**
   * What I have made of it.
   */
  status: ReadStatus;
  /**
   * The file kept for it.
   */
  file: KeptFile | null;
  /**
   * With whom it was shared.
   */
  shares: Array<ResourceShare>;
  /**
   * When it was added.
   */
  created_at: Millis;
  /**
   * What it is called; a file's own name when empty.
   */
  title: string;
  /**
   * Where it is.
   */
  url: string;
  /**
   * Who made it.
   */
  author: string;
  /**
   * What it is good for. Shareable.
   */
  comment: string;
  /**
   * The person it is, for somebody worth meeting.
   */
  person_id: string | null;
};

/**
 * Adds something to the library.
 */
export type ResourceAdd = {
  /**
   * What it is.
   */
  kind: ResourceKind;
  /**
   * What is said of it.
   */
  fields: ResourceFields;
  /**
   * The file to keep; needed for a file, absent for all else.
   */
  file: FileHandle | null;
  /**
   * The room it belongs to, and which way it went.
   */
  share: ShareWith | null;
  /**
   * To follow and stop the reading of a large file.
   */
  task: string | null;
};

/**
 * Replaces what is said of a resource.
 */
export type ResourceChange = {
  /**
   * The resource.
   */
  id: string;
  /**
   * All of it, as it shall be.
   */
  fields: ResourceFields;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: ResourceFields | null;
};

/**
 * Puts a resource into the bin, with its file.
 */
export type ResourceDelete = {
  /**
   * The resource.
   */
  id: string;
};

/**
 * What can be said of a resource. Its kind and its file stay what they are.
 */
export type ResourceFields = {
  /**
   * What it is called; a file's own name when empty.
   */
  title: string;
  /**
   * Where it is.
   */
  url: string;
  /**
   * Who made it.
   */
  author: string;
  /**
   * What it is good for. Shareable.
   */
  comment: string;
  /**
   * The person it is, for somebody worth meeting.
   */
  person_id: string | null;
};

/**
 * Notes that a resource went from one person to another.
 */
export type ResourceGive = {
  /**
   * The resource.
   */
  id: string;
  /**
   * With whom, and which way.
   */
  share: ShareWith;
};

/**
 * What a resource is.
 */
export type ResourceKind = "link" | "file" | "book" | "course" | "person";

/**
 * Asks for resources, latest first.
 */
export type ResourceList = {
  /**
   * Only of this kind.
   */
  kind: ResourceKind | null;
  /**
   * Only those I have made this of.
   */
  status: ReadStatus | null;
  /**
   * Only those shared in this room.
   */
  relationship: string | null;
  /**
   * Only those with a word beginning like this.
   */
  text: string;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Says what I have made of a resource.
 */
export type ResourceMark = {
  /**
   * The resource.
   */
  id: string;
  /**
   * What I have made of it.
   */
  status: ReadStatus;
};

/**
 * Writes a resource's file to where the person chose.
 */
export type ResourceSaveFile = {
  /**
   * The resource.
   */
  id: string;
  /**
   * Where to.
   */
  out: FileHandle;
  /**
   * To follow and stop the writing.
   */
  task: string | null;
};

/**
 * A resource that went from one person to another.
 */
export type ResourceShare = {
  /**
   * The room.
   */
  relationship_id: string;
  /**
   * The other person's name.
   */
  name: string;
  /**
   * Which way it went.
   */
  direction: Direction;
  /**
   * When.
   */
  at: Millis;
};

/**
 * Asks for a resource.
 */
export type ResourceShow = {
  /**
   * The resource.
   */
  id: string;
};

/**
 * Takes such a note back.
 */
export type ResourceTakeBack = {
  /**
   * The resource.
   */
  id: string;
  /**
   * The room.
   */
  relationship_id: string;
};

/**
 * My role in a relationship.
 */
export type Role = "mentee" | "mentor" | "peer";

/**
 * A room: a relationship with its person and history.
 */
export type Room = {
  /**
   * The relationship.
   */
  relationship: RelationshipRow;
  /**
   * The person.
   */
  person: Person;
  /**
   * What time it is for them now, if their zone is known.
   */
  their_time: LocalTime | null;
  /**
   * How it got where it stands, latest first.
   */
  phases: Array<PhaseStep>;
  /**
   * What its kind, role, rhythm and last day were before they were changed, latest first; at most `limits::AMENDMENTS`.
   */
  before: Array<Amendment>;
  /**
   * The day a next meeting would fall on by the cadence, if there is one and none is planned.
   */
  suggested_on: string | null;
};

/**
 * A meeting's check-in with one of those who take part.
 */
export type RoomCheck = {
  /**
   * The room.
   */
  relationship_id: string;
  /**
   * The other person's name.
   */
  name: string;
  /**
   * My role.
   */
  role: Role;
  /**
   * Where it stands.
   */
  state: CheckState;
  /**
   * What was said.
   */
  said: CheckFields | null;
};

/**
 * A room as it stands now.
 */
export type RoomNow = {
  /**
   * Its latest meetings that are over and of which nobody said how they went, at most three.
   */
  untold: Array<MeetingRow>;
  /**
   * The next meeting, or else the first that waits for a date.
   */
  next: Meeting | null;
  /**
   * What waits to be talked about, where there is no such meeting.
   */
  inbox: Paged<AgendaPoint>;
  /**
   * The last meeting held.
   */
  last: LastHeld | null;
  /**
   * Contacts since then, the latest first, at most five.
   */
  since: Array<Contact>;
  /**
   * Its promises.
   */
  promises: ActionBoard;
  /**
   * Open challenges it is asked about, at most five.
   */
  challenges: Array<Challenge>;
  /**
   * Open goals, at most five.
   */
  goals: Array<GoalRow>;
};

/**
 * Asks how a room stands now.
 */
export type RoomNowShow = {
  /**
   * The relationship.
   */
  id: string;
};

/**
 * A second folder for backups.
 */
export type SecondFolder = {
  /**
   * The second folder's path, to be read, not opened.
   */
  path: string;
  /**
   * Whether the second folder is there now: a stick may not be in.
   */
  there: boolean;
  /**
   * When the newest backup in it was made.
   */
  newest: Millis | null;
  /**
   * True where a backup in it could only be opened with this computer's own key file: no passphrase and
   * no recovery code goes along.
   */
  needs_this_computer: boolean;
};

/**
 * A secret a person types, a passphrase or a recovery code; wiped when dropped, never printed.
 */
export type Secret = string;

/**
 * What a rule gives.
 */
export type SeriesAhead = {
  /**
   * The first three, or as many as there are.
   */
  first: Array<LocalTime>;
  /**
   * The very last day; absent where it goes on.
   */
  last: string | null;
};

/**
 * Calls several meetings of a series off, also those changed by themselves. The series ends before them.
 */
export type SeriesCancel = {
  /**
   * One of its planned meetings.
   */
  id: string;
  /**
   * Which of the others.
   */
  scope: SeriesScope;
  /**
   * Why, if wanted.
   */
  reason: string;
};

/**
 * Replaces what is said of several meetings of a series. What differs from this one is what changes.
 */
export type SeriesChange = {
  /**
   * One of its planned meetings.
   */
  id: string;
  /**
   * Which of the others.
   */
  scope: SeriesScope;
  /**
   * Those who take part.
   */
  participants: Array<string>;
  /**
   * All of this one, as it shall be. Another date moves the others by as much.
   */
  fields: MeetingFields;
  /**
   * Another rule; absent: the same, on the new date's weekday or day.
   */
  rule: SeriesRule | null;
  /**
   * Another end, counted from the first that changes; absent: the same.
   */
  end: SeriesEnd | null;
};

/**
 * Puts several meetings of a series into the bin, as one. The series ends before them.
 */
export type SeriesDelete = {
  /**
   * One of its planned meetings.
   */
  id: string;
  /**
   * Which of the others.
   */
  scope: SeriesScope;
};

/**
 * When a series ends.
 */
export type SeriesEnd =
  | { kind: "never" }
  | {
      kind: "until";
      /**
       * The last day one may fall on.
       */
      on: string;
    }
  | {
      kind: "after";
      /**
       * How many there are, 1 to 520.
       */
      count: number;
    };

/**
 * Asks which dates a rule gives, before anything is planned.
 */
export type SeriesLook = {
  /**
   * Where the rule is counted from.
   */
  starts_local: LocalTime;
  /**
   * When it comes again.
   */
  rule: SeriesRule;
  /**
   * When it ends.
   */
  end: SeriesEnd;
};

/**
 * Plans a series.
 */
export type SeriesPlan = {
  /**
   * The rooms of those who take part; at least one.
   */
  participants: Array<string>;
  /**
   * What is said of each meeting; its start is where the rule is counted from.
   */
  fields: MeetingFields;
  /**
   * When it comes again.
   */
  rule: SeriesRule;
  /**
   * When it ends.
   */
  end: SeriesEnd;
  /**
   * A planned meeting that becomes the first; absent: all are new.
   */
  meeting: string | null;
};

/**
 * When a meeting comes again. A quarter is three months.
 */
export type SeriesRule =
  | {
      unit: "week";
      /**
       * Every how many, 1 to 52.
       */
      every: number;
    }
  | {
      unit: "month_day";
      /**
       * Every how many, 1 to 52.
       */
      every: number;
      /**
       * The day meant, 1 to 31; a shorter month gives its last.
       */
      day: number;
    }
  | {
      unit: "month_weekday";
      /**
       * Every how many, 1 to 52.
       */
      every: number;
      /**
       * Which of the month, 1 to 4, and 5 is the last.
       */
      which: number;
      /**
       * The weekday.
       */
      weekday: Weekday;
    };

/**
 * Which meetings of a series are meant, besides one. What is past, told or was changed by itself stays.
 */
export type SeriesScope = "following" | "all";

/**
 * What the person chose. What is absent follows the system or the language.
 */
export type Settings = {
  /**
   * What the app calls this person; may be empty.
   */
  my_name: string;
  /**
   * Which side they start from.
   */
  my_side: MySide;
  /**
   * The interface's language.
   */
  language: Language | null;
  /**
   * IANA name of the zone they live in.
   */
  zone: string | null;
  /**
   * First day of the week, ISO: 1 Monday, 6 Saturday, 7 Sunday.
   */
  first_day: number | null;
  /**
   * 24-hour clock.
   */
  hours_24: boolean | null;
  /**
   * Light or dark.
   */
  theme: Theme;
  /**
   * Size of everything, in per cent, 50 to 300.
   */
  zoom: number;
  /**
   * How wide the sidebar is, in pixels at a size of 100 per cent, within [`limits::SIDEBAR`].
   */
  sidebar_width: number;
  /**
   * Whether single letters are shortcuts outside fields.
   */
  letter_keys: boolean;
  /**
   * Minutes before a meeting for the early reminder; 0 for none.
   */
  remind_early: number;
  /**
   * Minutes before a meeting for the late reminder; 0 for none.
   */
  remind_late: number;
  /**
   * When pop-ups wait, every day.
   */
  quiet_hours: QuietHours | null;
  /**
   * Days on which pop-ups wait, ISO weekdays, 1 Monday to 7 Sunday.
   */
  days_off: Array<number>;
  /**
   * No pop-up at all before this instant; [`Millis::FOR_GOOD`] until the person says otherwise.
   */
  paused_until: Millis | null;
  /**
   * How much a pop-up tells to whoever looks over a shoulder.
   */
  notice_detail: NoticeDetail;
  /**
   * Minutes without a touch until the desk locks, 0 to 1440; 0 for never.
   */
  lock_after: number;
  /**
   * Whether what is private is blurred on the screen while another program is in use.
   */
  blur_private: boolean;
};

/**
 * Replaces the settings.
 */
export type SettingsChange = {
  /**
   * All of them, as they shall be.
   */
  settings: Settings;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: Settings | null;
};

/**
 * Asks for the settings.
 */
export type SettingsShow = Record<symbol, never>;

/**
 * A room, and which way a resource went.
 */
export type ShareWith = {
  /**
   * The room.
   */
  relationship_id: string;
  /**
   * Which way.
   */
  direction: Direction;
};

/**
 * The agenda to send ahead, and what could go along.
 */
export type SharedAgenda = {
  /**
   * All that could stand in it, by its headings.
   */
  parts: Array<SharedPart>;
  /**
   * Addresses, as far as they are known.
   */
  to: Array<string>;
  /**
   * The subject.
   */
  subject: string;
  /**
   * The text, plain.
   */
  body: string;
  /**
   * A link that opens it in the mail program (RFC 6068); absent when the text is too long for one.
   */
  mailto: string | null;
};

/**
 * One line of the agenda.
 */
export type SharedLine = {
  /**
   * The id of what it is about; in [`BriefShare::without`] it leaves the line out.
   */
  id: string;
  /**
   * Its words.
   */
  text: string;
  /**
   * Whether it goes along.
   */
  along: boolean;
  /**
   * With whom else it came up. Such a line goes along only when asked for, by [`BriefShare::with`].
   */
  elsewhere: Array<string>;
};

/**
 * What stands under one heading of the agenda.
 */
export type SharedPart = {
  /**
   * The heading.
   */
  title: string;
  /**
   * Its lines; at least one.
   */
  items: Array<SharedLine>;
};

/**
 * Mine or the other person's.
 */
export type Side = "mine" | "theirs";

/**
 * What the sidebar shows.
 */
export type Sidebar = {
  /**
   * The rooms with those who mentor me.
   */
  mentors: SidebarRooms;
  /**
   * The rooms with those I mentor.
   */
  mentees: SidebarRooms;
  /**
   * The rooms with peers.
   */
  peers: SidebarRooms;
  /**
   * How many reminders wait in the inbox, counted to one beyond [`limits::COUNTED`](crate::limits::COUNTED).
   */
  waiting: number;
};

/**
 * A room in the sidebar.
 */
export type SidebarRoom = {
  /**
   * The relationship.
   */
  id: string;
  /**
   * The other person.
   */
  name: string;
  /**
   * When we meet next, here.
   */
  next_here: LocalTime | null;
};

/**
 * Rooms of one kind, by name; those that ended are left out.
 */
export type SidebarRooms = {
  /**
   * The first forty.
   */
  rooms: Array<SidebarRoom>;
  /**
   * Whether there are others.
   */
  more: boolean;
};

/**
 * Asks for the sidebar.
 */
export type SidebarShow = Record<symbol, never>;

/**
 * How long a reminder shall sleep.
 */
export type Snooze =
  "ten_minutes" | "tonight" | "tomorrow" | "next_week" | { at: LocalTime } | { said: string };

/**
 * What a window needs before it can show anything.
 */
export type Start = {
  /**
   * What the person chose.
   */
  settings: Settings;
  /**
   * The language in force.
   */
  language: Language;
  /**
   * The clock in force.
   */
  hours_24: boolean;
  /**
   * The first day of the week in force, ISO.
   */
  first_day: number;
  /**
   * IANA name of the zone in force.
   */
  zone: string;
  /**
   * The current instant.
   */
  now: Millis;
  /**
   * Today in that zone.
   */
  today: string;
  /**
   * True until the first run was finished or skipped.
   */
  first_run: boolean;
  /**
   * True while the made-up year is on the desk.
   */
  sample: boolean;
  /**
   * The app's version.
   */
  version: string;
};

/**
 * Asks a task to stop.
 */
export type TaskCancel = {
  /**
   * The task.
   */
  task: string;
};

/**
 * The progress report of a task. The unit of `done` and `total` is the task's own (bytes, rows).
 */
export type TaskProgress = {
  /**
   * The task.
   */
  id: string;
  /**
   * What is done.
   */
  done: number;
  /**
   * What there is to do; 0 when not known.
   */
  total: number;
  /**
   * True in the last report of a task, whether it succeeded or not.
   */
  finished: boolean;
};

/**
 * Adds a template of the person's own.
 */
export type TemplateAdd = {
  /**
   * What is said of it.
   */
  fields: TemplateFields;
};

/**
 * Replaces what is said of a template. One of ours becomes the person's wording.
 */
export type TemplateChange = {
  /**
   * The template.
   */
  id: string;
  /**
   * All of it, as it shall be.
   */
  fields: TemplateFields;
  /**
   * What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
   */
  shown: TemplateFields | null;
};

/**
 * Puts a template of the person's own into the bin.
 */
export type TemplateDelete = {
  /**
   * The template.
   */
  id: string;
};

/**
 * What can be said of a template.
 */
export type TemplateFields = {
  /**
   * What it is called.
   */
  name: string;
  /**
   * My role where it fits; absent: any.
   */
  role: Role | null;
  /**
   * The one room it is for; absent: any. Only one of the person's own has one, and then it has no role.
   */
  relationship_id: string | null;
  /**
   * Its lines, 1 to 50.
   */
  lines: Array<TemplateLine>;
};

/**
 * A line of a template: a point of the agenda it makes.
 */
export type TemplateLine = {
  /**
   * Topic or question.
   */
  kind: AgendaKind;
  /**
   * What to talk about, or to ask.
   */
  text: string;
};

/**
 * Asks for the templates. For a meeting, only those that fit, the likeliest first.
 */
export type TemplateList = {
  /**
   * The meeting.
   */
  meeting: string | null;
  /**
   * Which part.
   */
  page: Page;
};

/**
 * Puts our wording of a template back; the person's goes into the bin.
 */
export type TemplatePutBack = {
  /**
   * The template.
   */
  id: string;
};

/**
 * Puts a template's lines on a meeting's agenda. A line that stands there already is not doubled.
 */
export type TemplateUse = {
  /**
   * The template.
   */
  id: string;
  /**
   * The meeting.
   */
  meeting_id: string;
  /**
   * Which of its lines, from 0; absent: all.
   */
  lines: Array<number> | null;
};

/**
 * What using a template did.
 */
export type TemplateUsed = {
  /**
   * How many points it put on the agenda.
   */
  added: number;
};

/**
 * What becomes of a thank-you.
 */
export type Thanks = { by: string } | "sent" | "not_meant";

/**
 * Light, dark, or as the system is.
 */
export type Theme = "system" | "light" | "dark";

/**
 * How the time of a room was kept in the last twelve months.
 */
export type TimeKept = {
  /**
   * The first day that is counted.
   */
  since: string;
  /**
   * Meetings held.
   */
  held: number;
  /**
   * Those of them whose length was said.
   */
  measured: number;
  /**
   * Minutes planned for those.
   */
  planned_minutes: number;
  /**
   * Minutes those took.
   */
  used_minutes: number;
  /**
   * Those held whose agenda went ahead.
   */
  agenda_sent: number;
  /**
   * What I did.
   */
  mine: Lapses;
  /**
   * What they did.
   */
  theirs: Lapses;
};

/**
 * Asks how the time of a room is kept.
 */
export type TimeKeptShow = {
  /**
   * The room.
   */
  relationship_id: string;
};

/**
 * Today, on one page.
 */
export type Today = {
  /**
   * The date, here.
   */
  date: string;
  /**
   * The current instant.
   */
  now: Millis;
  /**
   * A sentence about this day.
   */
  headline: string;
  /**
   * The meeting under way or next to come.
   */
  next: NextUp | null;
  /**
   * Today and the six days after it.
   */
  week: Array<WeekDay>;
  /**
   * Those after it, within two weeks, at most six.
   */
  later: Array<MeetingRow>;
  /**
   * My promises overdue, due today or within a week, at most twenty.
   */
  due: Array<Action>;
  /**
   * Promises of others that are overdue or due today, at most ten.
   */
  due_theirs: Array<Action>;
  /**
   * Meetings of the last weeks that nobody has said anything about, at most six.
   */
  untold: Array<MeetingRow>;
  /**
   * Who has been silent for longer than was meant, at most six.
   */
  quiet: Array<RelationshipRow>;
  /**
   * Ended relationships that go into the bin within two weeks, at most six.
   */
  leaving: Array<RelationshipRow>;
  /**
   * Advice I am trying, at most five.
   */
  trying: Array<Advice>;
  /**
   * Decisions whose day to look back has come, at most five.
   */
  look_back: Array<Decision>;
  /**
   * Open goals, the one that moved last first, at most five.
   */
  moving: Array<GoalRow>;
  /**
   * A sentence that the clock may be wrong, and what waits for that; absent: it is believed.
   */
  clock: string | null;
  /**
   * How many promises of mine are overdue or due today, counted to one beyond [`COUNTED`].
   */
  due_now: number;
  /**
   * Which of the lists go on elsewhere.
   */
  more: More;
  /**
   * How many reminders wait in the inbox, counted to one beyond [`COUNTED`].
   */
  inbox: number;
  /**
   * Whether there is nobody on the desk yet.
   */
  empty: boolean;
};

/**
 * Asks for today.
 */
export type TodayShow = Record<symbol, never>;

/**
 * An event topic: a concept whose rows a write touched.
 */
export type Topic =
  | "people"
  | "relationships"
  | "meetings"
  | "actions"
  | "advice"
  | "decisions"
  | "challenges"
  | "journal"
  | "goals"
  | "resources"
  | "notes"
  | "reminders"
  | "templates"
  | "settings"
  | "bin"
  | "backups";

/**
 * A credential as a person typed one, to prove that the desk is theirs.
 */
export type TypedProof = { kind: "passphrase"; typed: Secret } | { kind: "recovery"; typed: Secret };

/**
 * A reason against a live database in a folder.
 */
export type Unsuited =
  | {
      kind: "synced";
      /**
       * The program, by its own name.
       */
      by: string;
    }
  | {
      kind: "network";
      /**
       * The file system's type, such as `nfs4`.
       */
      file_system: string;
    };

/**
 * The lock and its ways in. All of it may be told while the desk is locked.
 */
export type Vault = {
  /**
   * Whether the desk is locked.
   */
  locked: boolean;
  /**
   * Whether damaged files keep the desk from opening: `damage_show` says more.
   */
  damaged: boolean;
  /**
   * Where this device keeps the key; absent if it asks every time.
   */
  device: DevicePlace | null;
  /**
   * When the passphrase was set; absent if there is none.
   */
  passphrase: Millis | null;
  /**
   * When the recovery code was made; absent if there is none.
   */
  recovery: Millis | null;
  /**
   * True where the recovery code has to be typed before it can go along to a new key: an older Ithaca made it.
   */
  recovery_to_type: boolean;
  /**
   * The state of the revocation of former ways in.
   */
  closing: Closing;
  /**
   * The language the person reads, for the lock screen.
   */
  language: Language;
  /**
   * Light or dark, for the lock screen.
   */
  theme: Theme;
  /**
   * Size of everything in per cent, for the lock screen.
   */
  zoom: number;
};

/**
 * Types part of a proposed recovery code back.
 */
export type VaultConfirmRecovery = {
  /**
   * The group that was asked back.
   */
  typed: Secret;
  /**
   * The task id for progress and cancellation: the desk may be put under another key.
   */
  task: string | null;
};

/**
 * Lets this device open the desk without asking, or no longer.
 */
export type VaultKeepDevice = {
  /**
   * Whether this device shall open the desk without asking.
   */
  on: boolean;
  /**
   * The passphrase or the recovery code; wanted once there is a passphrase.
   */
  proof: TypedProof | null;
  /**
   * The recovery code; wanted where an older Ithaca made it and the desk gets another key, which is wrapped for it
   * then.
   */
  recovery: Secret | null;
  /**
   * The task id for progress and cancellation: the desk may be put under another key.
   */
  task: string | null;
};

/**
 * Locks the desk.
 */
export type VaultLock = Record<symbol, never>;

/**
 * Proposes a recovery code. It counts once part of it was typed back.
 */
export type VaultProposeRecovery = {
  /**
   * The passphrase or the recovery code before; wanted once there is a passphrase.
   */
  proof: TypedProof | null;
};

/**
 * Takes the passphrase away: this device opens the desk without asking again.
 */
export type VaultRemovePassphrase = {
  /**
   * The passphrase or the recovery code.
   */
  proof: TypedProof;
  /**
   * The recovery code; wanted where an older Ithaca made it and the desk gets another key, which is wrapped for it
   * then.
   */
  recovery: Secret | null;
  /**
   * The task id for progress and cancellation: the desk may be put under another key.
   */
  task: string | null;
};

/**
 * Takes the recovery code away: a copy that got into wrong hands opens nothing more.
 */
export type VaultRemoveRecovery = {
  /**
   * The passphrase or the code itself; wanted once there is a passphrase.
   */
  proof: TypedProof | null;
  /**
   * The task id for progress and cancellation: the desk may be put under another key.
   */
  task: string | null;
};

/**
 * Rotates the desk's key: a new random key that no copy of the old one opens. Its backups of before stay
 * under the old key; the desk goes on opening them, and so does whoever proves that the desk is theirs.
 */
export type VaultRotate = {
  /**
   * The passphrase; wanted where there is one.
   */
  passphrase: Secret | null;
  /**
   * The recovery code; wanted only where an older Ithaca made it, or it opens nothing any more.
   */
  recovery: Secret | null;
  /**
   * The task id for progress and cancellation.
   */
  task: string | null;
};

/**
 * The result of a key rotation.
 */
export type VaultRotated = {
  /**
   * The desk's ways in after the rotation.
   */
  vault: Vault;
  /**
   * The backup made before, under the old key as all older ones.
   */
  before: BackupId;
};

/**
 * Sets the passphrase, or another one.
 */
export type VaultSetPassphrase = {
  /**
   * The new one, at least eight characters.
   */
  passphrase: Secret;
  /**
   * The one before it, or the recovery code; wanted once there is a passphrase.
   */
  proof: TypedProof | null;
  /**
   * Whether this device still opens the desk without asking.
   */
  keep_device: boolean;
  /**
   * The recovery code; wanted where an older Ithaca made it and the desk gets another key, which is wrapped for it
   * then.
   */
  recovery: Secret | null;
  /**
   * The task id for progress and cancellation: the desk may be put under another key.
   */
  task: string | null;
};

/**
 * Asks whether the desk is locked, and which ways in there are.
 */
export type VaultShow = Record<symbol, never>;

/**
 * Opens a locked desk.
 */
export type VaultUnlock = {
  /**
   * The credential the person typed.
   */
  proof: TypedProof;
};

/**
 * A backup to put in the place of a desk that does not open, checked from the first page to the last just now.
 */
export type WayBack = {
  /**
   * The backup's name.
   */
  id: BackupId;
  /**
   * When the backup was made; what was written later is not in the backup.
   */
  made_at: Millis;
  /**
   * How much is in the backup.
   */
  holds: Holds;
};

/**
 * A day of the week that begins today.
 */
export type WeekDay = {
  /**
   * The date, here.
   */
  date: string;
  /**
   * The first meetings still to come on it, at most three.
   */
  meetings: Array<WeekMeeting>;
  /**
   * How many others there are.
   */
  others: number;
  /**
   * How many promises of mine are due on it; of a week [`COUNTED`] are counted.
   */
  due: number;
};

/**
 * A meeting in a week, in a few words.
 */
export type WeekMeeting = {
  /**
   * The meeting.
   */
  id: string;
  /**
   * When it begins, here.
   */
  here: LocalTime;
  /**
   * With whom, as they are called; its title where nobody takes part.
   */
  who: string;
};

/**
 * A day of the week.
 */
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/**
 * When a meeting is, in every clock that matters. The local time and the zone are what was agreed;
 * the rest follows from them.
 */
export type When = {
  /**
   * Start on the wall of the meeting's zone.
   */
  local: LocalTime;
  /**
   * The meeting's zone, an IANA name.
   */
  zone: string;
  /**
   * Start on that wall where the clocks skip the time that was meant, which is said to whoever plans it.
   */
  after_gap: LocalTime | null;
  /**
   * Start as an instant.
   */
  starts_at: Millis;
  /**
   * End as an instant.
   */
  ends_at: Millis;
  /**
   * Start on the wall here.
   */
  here: LocalTime;
  /**
   * End on the wall here.
   */
  here_end: LocalTime;
};

/**
 * Whom a line concerns.
 */
export type Whom = { kind: "one"; id: string } | { kind: "all" };

/**
 * Looks for time zones by the beginnings of their words.
 */
export type ZoneFind = {
  /**
   * What was typed; nothing finds all of them.
   */
  text: string;
  /**
   * The zone that comes first, and then those of its continent; this person's when left out.
   */
  near?: string;
};

/**
 * A zone found.
 */
export type ZoneFound = {
  /**
   * Its IANA name.
   */
  zone: string;
  /**
   * The name as it is read: "America/Argentina/Buenos Aires".
   */
  name: string;
};

/** The core's limits: the most characters of a line and of a text, the fewest of a passphrase, how many are
 * named in one request, how far a count goes, the days in the bin, and how wide the sidebar is, in pixels at a size of 100 per cent. */
export const limits = {
  line: 500,
  body: 200000,
  passphrase: 8,
  at_once: 500,
  counted: 500,
  bin_days: 30,
  sidebar: { narrowest: 180, usual: 236, widest: 420 },
} as const;

/** The signs no text keeps, as the core takes them out: ranges of code points. */
export const takenOut = [
  [0, 8],
  [11, 12],
  [14, 31],
  [127, 159],
  [65279, 65279],
];

/** Those that one line does not keep besides. */
export const takenOutOfALine = [
  [8234, 8238],
  [8294, 8297],
];

/** Every command: what it takes and what it answers. */
export interface Commands {
  app_start: { request: Partial<AppStart>; response: Start };
  app_about: { request: Partial<AppAbout>; response: About };
  settings_show: { request: Partial<SettingsShow>; response: Settings };
  settings_change: { request: SettingsChange; response: Settings };
  first_run_finish: { request: Partial<FirstRunFinish>; response: null };
  draft_keep: { request: DraftKeep; response: null };
  draft_find: { request: DraftFind; response: Draft };
  draft_find_all: { request: DraftFindAll; response: Drafts };
  change_undo: { request: Partial<ChangeUndo>; response: ChangeUndone };
  change_redo: { request: Partial<ChangeRedo>; response: ChangeUndone };
  task_cancel: { request: TaskCancel; response: boolean };
  demo_fill: { request: Partial<DemoFill>; response: null };
  demo_remove: { request: Partial<DemoRemove>; response: null };
  sidebar_show: { request: Partial<SidebarShow>; response: Sidebar };
  today_show: { request: Partial<TodayShow>; response: Today };
  room_now_show: { request: RoomNowShow; response: RoomNow };
  meeting_around_show: { request: MeetingAroundShow; response: MeetingAround };
  clock_believe: { request: Partial<ClockBelieve>; response: null };
  find: { request: Find; response: Array<Found> };
  person_add: { request: PersonAdd; response: Person };
  person_change: { request: PersonChange; response: Person };
  person_show: { request: PersonShow; response: PersonDetail };
  person_list: { request: Partial<PersonList>; response: Paged<PersonRow> };
  person_merge: { request: PersonMerge; response: Person };
  person_delete: { request: PersonDelete; response: null };
  relationship_start: { request: RelationshipStart; response: RelationshipRow };
  relationship_change: { request: RelationshipChange; response: RelationshipRow };
  relationship_move_phase: { request: RelationshipMovePhase; response: RelationshipRow };
  relationship_keep: { request: RelationshipKeep; response: RelationshipRow };
  relationship_remind: { request: RelationshipRemind; response: RelationshipRow };
  relationship_check: { request: RelationshipCheck; response: RelationshipRow };
  relationship_show: { request: RelationshipShow; response: Room };
  relationship_list: { request: Partial<RelationshipList>; response: Paged<RelationshipRow> };
  relationship_delete: { request: RelationshipDelete; response: null };
  meeting_plan: { request: MeetingPlan; response: Meeting };
  meeting_change: { request: MeetingChange; response: Meeting };
  meeting_move: { request: MeetingMove; response: Meeting };
  meeting_hold: { request: MeetingHold; response: Meeting };
  meeting_miss: { request: MeetingMiss; response: Meeting };
  meeting_cancel: { request: MeetingCancel; response: Meeting };
  meeting_reopen: { request: MeetingReopen; response: Meeting };
  meeting_write_notes: { request: MeetingWriteNotes; response: null };
  meeting_show: { request: MeetingShow; response: Meeting };
  meeting_list: { request: Partial<MeetingList>; response: Paged<MeetingRow> };
  meeting_list_undated: { request: Partial<MeetingListUndated>; response: Paged<MeetingRow> };
  meeting_delete: { request: MeetingDelete; response: null };
  series_look: { request: SeriesLook; response: SeriesAhead };
  series_plan: { request: SeriesPlan; response: Meeting };
  series_change: { request: SeriesChange; response: Meeting };
  series_cancel: { request: SeriesCancel; response: Meeting };
  series_delete: { request: SeriesDelete; response: null };
  meeting_rate: { request: MeetingRate; response: Meeting };
  meeting_time: { request: MeetingTime; response: Meeting };
  time_kept_show: { request: TimeKeptShow; response: TimeKept };
  meeting_follow: { request: MeetingFollow; response: null };
  meeting_after: { request: MeetingAfter; response: After };
  meeting_thank: { request: MeetingThank; response: null };
  meeting_plan_next: { request: MeetingPlanNext; response: Meeting };
  brief_show: { request: BriefShow; response: Brief };
  brief_share: { request: BriefShare; response: SharedAgenda };
  brief_save: { request: BriefSave; response: null };
  brief_sent: { request: BriefSent; response: null };
  date_read: { request: DateRead; response: DateMeant };
  name_read: { request: NameRead; response: NameMeant };
  zone_find: { request: ZoneFind; response: Array<ZoneFound> };
  palette_find: { request: PaletteFind; response: PaletteFound };
  capture_read: { request: CaptureRead; response: CaptureMeant };
  capture_add: { request: CaptureAdd; response: Captured | null };
  capture_reword: { request: CaptureReword; response: Captured };
  capture_list: { request: CaptureList; response: Paged<Captured> };
  quick_read: { request: QuickLine; response: QuickMeant };
  quick_add: { request: QuickLine; response: QuickAdded };
  agenda_add: { request: AgendaAdd; response: AgendaPoint };
  agenda_change: { request: AgendaChange; response: AgendaPoint };
  agenda_tick: { request: AgendaTick; response: AgendaPoint };
  agenda_move: { request: AgendaMove; response: AgendaPoint };
  agenda_remove: { request: AgendaRemove; response: null };
  agenda_inbox: { request: AgendaInbox; response: Paged<AgendaPoint> };
  template_add: { request: TemplateAdd; response: AgendaTemplate };
  template_change: { request: TemplateChange; response: AgendaTemplate };
  template_put_back: { request: TemplatePutBack; response: AgendaTemplate };
  template_use: { request: TemplateUse; response: TemplateUsed };
  template_list: { request: Partial<TemplateList>; response: Paged<AgendaTemplate> };
  template_delete: { request: TemplateDelete; response: null };
  question_add: { request: QuestionAdd; response: Question };
  question_change: { request: QuestionChange; response: Question };
  question_put_back: { request: QuestionPutBack; response: Question };
  question_pick: { request: QuestionPick; response: AgendaPoint };
  question_list: { request: Partial<QuestionList>; response: Paged<Question> };
  question_delete: { request: QuestionDelete; response: null };
  mutual_check_answer: { request: MutualCheckAnswer; response: RoomCheck };
  mutual_check_skip: { request: MutualCheckSkip; response: RoomCheck };
  mutual_check_show: { request: MutualCheckShow; response: MutualCheckShown };
  mutual_check_list: { request: MutualCheckList; response: Paged<MutualCheck> };
  action_add: { request: ActionAdd; response: Action };
  action_change: { request: ActionChange; response: Action };
  action_done: { request: ActionDone; response: Action };
  action_snooze: { request: ActionSnooze; response: Action };
  action_drop: { request: ActionDrop; response: Action };
  action_reopen: { request: ActionReopen; response: Action };
  action_go_on: { request: ActionGoOn; response: Action };
  action_list: { request: Partial<ActionList>; response: Paged<Action> };
  action_board: { request: Partial<ActionBoardShow>; response: ActionBoard };
  action_delete: { request: ActionDelete; response: null };
  amendment_list: { request: AmendmentList; response: Paged<Amendment> };
  advice_add: { request: AdviceAdd; response: Advice };
  advice_change: { request: AdviceChange; response: Advice };
  advice_decide: { request: AdviceDecide; response: Advice };
  advice_result: { request: AdviceResult; response: Advice };
  advice_tell: { request: AdviceTell; response: Advice };
  advice_show: { request: AdviceShow; response: Advice };
  advice_list: { request: Partial<AdviceList>; response: Paged<Advice> };
  advice_delete: { request: AdviceDelete; response: null };
  decision_add: { request: DecisionAdd; response: Decision };
  decision_change: { request: DecisionChange; response: Decision };
  decision_make: { request: DecisionMake; response: Decision };
  decision_reopen: { request: DecisionReopen; response: Decision };
  decision_look_back: { request: DecisionLookBack; response: Decision };
  decision_show: { request: DecisionShow; response: Decision };
  decision_list: { request: Partial<DecisionList>; response: Paged<Decision> };
  decision_delete: { request: DecisionDelete; response: null };
  challenge_add: { request: ChallengeAdd; response: Challenge };
  challenge_change: { request: ChallengeChange; response: Challenge };
  challenge_close: { request: ChallengeClose; response: Challenge };
  challenge_reopen: { request: ChallengeReopen; response: Challenge };
  challenge_show: { request: ChallengeShow; response: Challenge };
  challenge_list: { request: Partial<ChallengeList>; response: Paged<Challenge> };
  challenge_delete: { request: ChallengeDelete; response: null };
  journal_add: { request: JournalAdd; response: JournalEntry };
  journal_change: { request: JournalChange; response: JournalEntry };
  journal_tell: { request: JournalTell; response: JournalEntry };
  journal_show: { request: JournalShow; response: JournalEntry };
  journal_list: { request: Partial<JournalList>; response: Paged<JournalEntry> };
  journal_delete: { request: JournalDelete; response: null };
  balance_show: { request: BalanceShow; response: Balance };
  contact_log: { request: ContactLog; response: Contact };
  contact_change: { request: ContactChange; response: Contact };
  contact_list: { request: ContactList; response: Paged<Contact> };
  contact_delete: { request: ContactDelete; response: null };
  goal_set: { request: GoalSet; response: Goal };
  goal_change: { request: GoalChange; response: Goal };
  goal_complete: { request: GoalComplete; response: Goal };
  goal_drop: { request: GoalDrop; response: Goal };
  goal_reopen: { request: GoalReopen; response: Goal };
  goal_check_in: { request: GoalCheckIn; response: Goal };
  goal_show: { request: GoalShow; response: Goal };
  goal_thanks: { request: GoalThanks; response: Letter };
  goal_list: { request: Partial<GoalList>; response: Paged<GoalRow> };
  goal_delete: { request: GoalDelete; response: null };
  milestone_add: { request: MilestoneAdd; response: Milestone };
  milestone_change: { request: MilestoneChange; response: Milestone };
  milestone_reach: { request: MilestoneReach; response: Milestone };
  milestone_move: { request: MilestoneMove; response: Milestone };
  milestone_remove: { request: MilestoneRemove; response: null };
  resource_add: { request: ResourceAdd; response: Resource };
  resource_change: { request: ResourceChange; response: Resource };
  resource_mark: { request: ResourceMark; response: Resource };
  resource_give: { request: ResourceGive; response: Resource };
  resource_take_back: { request: ResourceTakeBack; response: Resource };
  resource_save_file: { request: ResourceSaveFile; response: null };
  resource_show: { request: ResourceShow; response: Resource };
  resource_list: { request: Partial<ResourceList>; response: Paged<Resource> };
  resource_delete: { request: ResourceDelete; response: null };
  note_write: { request: NoteWrite; response: Note };
  note_change: { request: NoteChange; response: Note };
  note_list: { request: NoteList; response: Paged<Note> };
  note_delete: { request: NoteDelete; response: null };
  note_remember: { request: NoteRemember; response: Note };
  note_mark: { request: NoteMark; response: Note };
  note_draft_keep: { request: NoteDraftKeep; response: null };
  note_draft_find: { request: NoteDraftFind; response: NoteDraft };
  calendar_export: { request: CalendarExport; response: CalendarExported };
  calendar_keep: { request: Partial<CalendarKeep>; response: CalendarKept };
  calendar_tell: { request: CalendarTell; response: CalendarKept };
  calendar_kept_show: { request: Partial<CalendarKeptShow>; response: CalendarKept };
  reminder_list: { request: Partial<ReminderList>; response: Paged<Reminder> };
  reminder_held: { request: Partial<ReminderHeld>; response: Held };
  reminder_ahead: { request: Partial<ReminderAhead>; response: Ahead };
  reminder_done: { request: ReminderDone; response: null };
  reminder_done_all: { request: ReminderDoneAll; response: null };
  reminder_snooze: { request: ReminderSnooze; response: Reminder };
  reminder_pause: { request: ReminderPause; response: Paused };
  reminder_explain: { request: ReminderExplain; response: Array<Explanation> };
  bin_list: { request: Partial<BinList>; response: Paged<BinEntry> };
  bin_restore: { request: BinRestore; response: BinEntry };
  bin_empty: { request: Partial<BinEmpty>; response: BinEmptied };
  backup_show: { request: Partial<BackupShow>; response: BackupPlan };
  backup_list: { request: Partial<BackupList>; response: Paged<Backup> };
  backup_make: { request: Partial<BackupMake>; response: Backup };
  backup_restore: { request: BackupRestore; response: BackupRestored };
  backup_delete: { request: BackupDelete; response: null };
  backup_purge: { request: BackupPurge; response: Backup };
  backup_folder_choose: { request: Partial<BackupFolderChoose>; response: BackupPlan };
  backup_budget_set: { request: BackupBudgetSet; response: BackupPlan };
  record_export: { request: RecordExport; response: RecordExported };
  record_look: { request: RecordLook; response: RecordLooked };
  record_import: { request: RecordImport; response: RecordImported };
  vault_show: { request: Partial<VaultShow>; response: Vault };
  passphrase_judge: { request: PassphraseJudge; response: Judged };
  passphrase_offer: { request: Partial<PassphraseOffer>; response: Offered };
  vault_set_passphrase: { request: VaultSetPassphrase; response: Vault };
  vault_keep_device: { request: VaultKeepDevice; response: Vault };
  vault_propose_recovery: { request: Partial<VaultProposeRecovery>; response: ProposedRecovery };
  vault_confirm_recovery: { request: VaultConfirmRecovery; response: Vault };
  vault_remove_recovery: { request: Partial<VaultRemoveRecovery>; response: Vault };
  vault_lock: { request: Partial<VaultLock>; response: null };
  vault_unlock: { request: VaultUnlock; response: null };
  vault_remove_passphrase: { request: VaultRemovePassphrase; response: Vault };
  vault_rotate: { request: Partial<VaultRotate>; response: VaultRotated };
  desk_check: { request: Partial<DeskCheck>; response: DeskChecked };
  damage_show: { request: Partial<DamageShow>; response: DamageShown | null };
  damage_restore: { request: DamageRestore; response: BackupRestored };
  damage_start_new: { request: Partial<DamageStartNew>; response: DamageStartedNew };
}
