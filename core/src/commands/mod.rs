//! THE TABLE: every command of Ithaca, one line each. Four read it: the shell's Tauri commands,
//! [`dispatch`] (CLI, bridge, fuzzing), the TypeScript map, and the CLI's list.

mod request;

pub use request::{fits, read_request, too_large};

pub use crate::about::*;
pub use crate::actions::commands::*;
pub use crate::actions::*;
pub use crate::advice::commands::*;
pub use crate::advice::*;
pub use crate::amendments::{Amended, Amendment, AmendmentList, AmendmentOf, amendment_list};
pub use crate::balance::*;
pub use crate::bin::*;
pub use crate::brief::*;
pub use crate::calendar::{
    CalendarExport, CalendarExported, CalendarKeep, CalendarKept, CalendarKeptShow, CalendarScope,
    CalendarTell, calendar_export, calendar_keep, calendar_kept_show, calendar_tell,
};
pub use crate::capture::*;
pub use crate::challenges::commands::*;
pub use crate::challenges::*;
pub use crate::clock::Millis;
pub use crate::contacts::*;
pub use crate::date_fields::{DateMeant, DateRead, date_read};
pub use crate::decisions::commands::*;
pub use crate::decisions::*;
pub use crate::demo::*;
pub use crate::drafts::*;
pub use crate::error::{ApiError, ErrorCode};
pub use crate::files::FileHandle;
pub use crate::find::*;
pub use crate::goals::commands::*;
pub use crate::goals::*;
pub use crate::journal::{
    Hearer, JournalAdd, JournalChange, JournalDelete, JournalEntry, JournalEntryId, JournalFields,
    JournalKind, JournalList, JournalShow, JournalTell, journal_add, journal_change,
    journal_delete, journal_list, journal_show, journal_tell,
};
pub use crate::keys::{DevicePlace, Secret};
pub use crate::letter::Letter;
pub use crate::lookup::*;
pub use crate::markdown::Html;
pub use crate::meeting_around::{MeetingAround, MeetingAroundShow, meeting_around_show};
pub use crate::meetings::commands::*;
pub use crate::meetings::series::commands::*;
pub use crate::meetings::*;
pub use crate::mutual_checks::*;
pub use crate::notes::commands::*;
pub use crate::notes::*;
pub use crate::page::{Page, Paged};
pub use crate::people::commands::*;
pub use crate::people::*;
pub use crate::presets::Origin;
pub use crate::questions::commands::{
    question_add, question_change, question_delete, question_list, question_pick, question_put_back,
};
pub use crate::questions::{
    Asked, Occasion, Question, QuestionAdd, QuestionChange, QuestionDelete, QuestionFields,
    QuestionList, QuestionPick, QuestionPutBack,
};
pub use crate::quick::*;
pub use crate::record::{
    RecordExport, RecordExported, RecordForm, RecordImport, RecordImported, RecordKind, RecordLine,
    RecordLook, RecordLooked, record_export, record_import, record_look,
};
pub use crate::relationships::commands::*;
pub use crate::relationships::*;
pub use crate::reminders::commands::*;
pub use crate::reminders::*;
pub use crate::resources::commands::*;
pub use crate::resources::*;
pub use crate::room_now::{LastHeld, RoomNow, RoomNowShow, room_now_show};
pub use crate::settings::*;
pub use crate::sidebar::*;
pub use crate::stop::*;
pub use crate::templates::commands::{
    template_add, template_change, template_delete, template_list, template_put_back, template_use,
};
pub use crate::templates::{
    AgendaTemplate, TemplateAdd, TemplateChange, TemplateDelete, TemplateFields, TemplateLine,
    TemplateList, TemplatePutBack, TemplateUse, TemplateUsed,
};
pub use crate::today::*;
pub use crate::undo::{ChangeRedo, ChangeUndo, ChangeUndone, change_redo, change_undo};
pub use crate::vault::backups::*;
pub use crate::vault::check::*;
pub use crate::vault::commands::*;
pub use crate::vault::rotate::*;
pub use crate::vault::way_back::*;
pub use crate::vault::*;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use request::parse;

use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Message;

/// Hands the table to `$callback`, as lines `name(Request) -> Response,`. The callback's module imports
/// `ithaca_core::commands::*`.
#[macro_export]
macro_rules! for_each_command {
    ($callback:ident) => {
        $callback! {
            app_start(AppStart) -> Start,
            app_about(AppAbout) -> About,
            settings_show(SettingsShow) -> Settings,
            settings_change(SettingsChange) -> Settings,
            first_run_finish(FirstRunFinish) -> (),
            draft_keep(DraftKeep) -> (),
            draft_find(DraftFind) -> Draft,
            draft_find_all(DraftFindAll) -> Drafts,
            change_undo(ChangeUndo) -> ChangeUndone,
            change_redo(ChangeRedo) -> ChangeUndone,
            task_cancel(TaskCancel) -> bool,
            demo_fill(DemoFill) -> (),
            demo_remove(DemoRemove) -> (),

            sidebar_show(SidebarShow) -> Sidebar,
            today_show(TodayShow) -> Today,
            room_now_show(RoomNowShow) -> RoomNow,
            meeting_around_show(MeetingAroundShow) -> MeetingAround,
            clock_believe(ClockBelieve) -> (),
            find(Find) -> Vec<Found>,

            person_add(PersonAdd) -> Person,
            person_change(PersonChange) -> Person,
            person_show(PersonShow) -> PersonDetail,
            person_list(PersonList) -> Paged<PersonRow>,
            person_merge(PersonMerge) -> Person,
            person_delete(PersonDelete) -> (),

            relationship_start(RelationshipStart) -> RelationshipRow,
            relationship_change(RelationshipChange) -> RelationshipRow,
            relationship_move_phase(RelationshipMovePhase) -> RelationshipRow,
            relationship_keep(RelationshipKeep) -> RelationshipRow,
            relationship_remind(RelationshipRemind) -> RelationshipRow,
            relationship_check(RelationshipCheck) -> RelationshipRow,
            relationship_show(RelationshipShow) -> Room,
            relationship_list(RelationshipList) -> Paged<RelationshipRow>,
            relationship_delete(RelationshipDelete) -> (),

            meeting_plan(MeetingPlan) -> Meeting,
            meeting_change(MeetingChange) -> Meeting,
            meeting_move(MeetingMove) -> Meeting,
            meeting_hold(MeetingHold) -> Meeting,
            meeting_miss(MeetingMiss) -> Meeting,
            meeting_cancel(MeetingCancel) -> Meeting,
            meeting_reopen(MeetingReopen) -> Meeting,
            meeting_write_notes(MeetingWriteNotes) -> (),
            meeting_show(MeetingShow) -> Meeting,
            meeting_list(MeetingList) -> Paged<MeetingRow>,
            meeting_list_undated(MeetingListUndated) -> Paged<MeetingRow>,
            meeting_delete(MeetingDelete) -> (),
            series_look(SeriesLook) -> SeriesAhead,
            series_plan(SeriesPlan) -> Meeting,
            series_change(SeriesChange) -> Meeting,
            series_cancel(SeriesCancel) -> Meeting,
            series_delete(SeriesDelete) -> (),
            meeting_rate(MeetingRate) -> Meeting,
            meeting_time(MeetingTime) -> Meeting,
            time_kept_show(TimeKeptShow) -> TimeKept,
            meeting_follow(MeetingFollow) -> (),
            meeting_after(MeetingAfter) -> After,
            meeting_thank(MeetingThank) -> (),
            meeting_plan_next(MeetingPlanNext) -> Meeting,

            brief_show(BriefShow) -> Brief,
            brief_share(BriefShare) -> SharedAgenda,
            brief_save(BriefSave) -> (),
            brief_sent(BriefSent) -> (),

            date_read(DateRead) -> DateMeant,
            name_read(NameRead) -> NameMeant,
            zone_find(ZoneFind) -> Vec<ZoneFound>,
            palette_find(PaletteFind) -> PaletteFound,
            capture_read(CaptureRead) -> CaptureMeant,
            capture_add(CaptureAdd) -> Option<Captured>,
            capture_reword(CaptureReword) -> Captured,
            capture_list(CaptureList) -> Paged<Captured>,
            quick_read(QuickLine) -> QuickMeant,
            quick_add(QuickLine) -> QuickAdded,

            agenda_add(AgendaAdd) -> AgendaPoint,
            agenda_change(AgendaChange) -> AgendaPoint,
            agenda_tick(AgendaTick) -> AgendaPoint,
            agenda_move(AgendaMove) -> AgendaPoint,
            agenda_remove(AgendaRemove) -> (),
            agenda_inbox(AgendaInbox) -> Paged<AgendaPoint>,

            template_add(TemplateAdd) -> AgendaTemplate,
            template_change(TemplateChange) -> AgendaTemplate,
            template_put_back(TemplatePutBack) -> AgendaTemplate,
            template_use(TemplateUse) -> TemplateUsed,
            template_list(TemplateList) -> Paged<AgendaTemplate>,
            template_delete(TemplateDelete) -> (),
            question_add(QuestionAdd) -> Question,
            question_change(QuestionChange) -> Question,
            question_put_back(QuestionPutBack) -> Question,
            question_pick(QuestionPick) -> AgendaPoint,
            question_list(QuestionList) -> Paged<Question>,
            question_delete(QuestionDelete) -> (),
            mutual_check_answer(MutualCheckAnswer) -> RoomCheck,
            mutual_check_skip(MutualCheckSkip) -> RoomCheck,
            mutual_check_show(MutualCheckShow) -> MutualCheckShown,
            mutual_check_list(MutualCheckList) -> Paged<MutualCheck>,

            action_add(ActionAdd) -> Action,
            action_change(ActionChange) -> Action,
            action_done(ActionDone) -> Action,
            action_snooze(ActionSnooze) -> Action,
            action_drop(ActionDrop) -> Action,
            action_reopen(ActionReopen) -> Action,
            action_go_on(ActionGoOn) -> Action,
            action_list(ActionList) -> Paged<Action>,
            action_board(ActionBoardShow) -> ActionBoard,
            action_delete(ActionDelete) -> (),

            amendment_list(AmendmentList) -> Paged<Amendment>,

            advice_add(AdviceAdd) -> Advice,
            advice_change(AdviceChange) -> Advice,
            advice_decide(AdviceDecide) -> Advice,
            advice_result(AdviceResult) -> Advice,
            advice_tell(AdviceTell) -> Advice,
            advice_show(AdviceShow) -> Advice,
            advice_list(AdviceList) -> Paged<Advice>,
            advice_delete(AdviceDelete) -> (),

            decision_add(DecisionAdd) -> Decision,
            decision_change(DecisionChange) -> Decision,
            decision_make(DecisionMake) -> Decision,
            decision_reopen(DecisionReopen) -> Decision,
            decision_look_back(DecisionLookBack) -> Decision,
            decision_show(DecisionShow) -> Decision,
            decision_list(DecisionList) -> Paged<Decision>,
            decision_delete(DecisionDelete) -> (),

            challenge_add(ChallengeAdd) -> Challenge,
            challenge_change(ChallengeChange) -> Challenge,
            challenge_close(ChallengeClose) -> Challenge,
            challenge_reopen(ChallengeReopen) -> Challenge,
            challenge_show(ChallengeShow) -> Challenge,
            challenge_list(ChallengeList) -> Paged<Challenge>,
            challenge_delete(ChallengeDelete) -> (),

            journal_add(JournalAdd) -> JournalEntry,
            journal_change(JournalChange) -> JournalEntry,
            journal_tell(JournalTell) -> JournalEntry,
            journal_show(JournalShow) -> JournalEntry,
            journal_list(JournalList) -> Paged<JournalEntry>,
            journal_delete(JournalDelete) -> (),

            balance_show(BalanceShow) -> Balance,

            contact_log(ContactLog) -> Contact,
            contact_change(ContactChange) -> Contact,
            contact_list(ContactList) -> Paged<Contact>,
            contact_delete(ContactDelete) -> (),

            goal_set(GoalSet) -> Goal,
            goal_change(GoalChange) -> Goal,
            goal_complete(GoalComplete) -> Goal,
            goal_drop(GoalDrop) -> Goal,
            goal_reopen(GoalReopen) -> Goal,
            goal_check_in(GoalCheckIn) -> Goal,
            goal_show(GoalShow) -> Goal,
            goal_thanks(GoalThanks) -> Letter,
            goal_list(GoalList) -> Paged<GoalRow>,
            goal_delete(GoalDelete) -> (),
            milestone_add(MilestoneAdd) -> Milestone,
            milestone_change(MilestoneChange) -> Milestone,
            milestone_reach(MilestoneReach) -> Milestone,
            milestone_move(MilestoneMove) -> Milestone,
            milestone_remove(MilestoneRemove) -> (),

            resource_add(ResourceAdd) -> Resource,
            resource_change(ResourceChange) -> Resource,
            resource_mark(ResourceMark) -> Resource,
            resource_give(ResourceGive) -> Resource,
            resource_take_back(ResourceTakeBack) -> Resource,
            resource_save_file(ResourceSaveFile) -> (),
            resource_show(ResourceShow) -> Resource,
            resource_list(ResourceList) -> Paged<Resource>,
            resource_delete(ResourceDelete) -> (),

            note_write(NoteWrite) -> Note,
            note_change(NoteChange) -> Note,
            note_list(NoteList) -> Paged<Note>,
            note_delete(NoteDelete) -> (),
            note_remember(NoteRemember) -> Note,
            note_mark(NoteMark) -> Note,
            note_draft_keep(NoteDraftKeep) -> (),
            note_draft_find(NoteDraftFind) -> NoteDraft,

            calendar_export(CalendarExport) -> CalendarExported,
            calendar_keep(CalendarKeep) -> CalendarKept,
            calendar_tell(CalendarTell) -> CalendarKept,
            calendar_kept_show(CalendarKeptShow) -> CalendarKept,

            reminder_list(ReminderList) -> Paged<Reminder>,
            reminder_held(ReminderHeld) -> Held,
            reminder_ahead(ReminderAhead) -> Ahead,
            reminder_done(ReminderDone) -> (),
            reminder_done_all(ReminderDoneAll) -> (),
            reminder_snooze(ReminderSnooze) -> Reminder,
            reminder_pause(ReminderPause) -> Paused,
            reminder_explain(ReminderExplain) -> Vec<Explanation>,

            bin_list(BinList) -> Paged<BinEntry>,
            bin_restore(BinRestore) -> BinEntry,
            bin_empty(BinEmpty) -> BinEmptied,

            backup_show(BackupShow) -> BackupPlan,
            backup_list(BackupList) -> Paged<Backup>,
            backup_make(BackupMake) -> Backup,
            backup_restore(BackupRestore) -> BackupRestored,
            backup_delete(BackupDelete) -> (),
            backup_purge(BackupPurge) -> Backup,
            backup_folder_choose(BackupFolderChoose) -> BackupPlan,
            backup_budget_set(BackupBudgetSet) -> BackupPlan,
            record_export(RecordExport) -> RecordExported,
            record_look(RecordLook) -> RecordLooked,
            record_import(RecordImport) -> RecordImported,
            vault_show(VaultShow) -> Vault,
            passphrase_judge(PassphraseJudge) -> Judged,
            passphrase_offer(PassphraseOffer) -> Offered,
            vault_set_passphrase(VaultSetPassphrase) -> Vault,
            vault_keep_device(VaultKeepDevice) -> Vault,
            vault_propose_recovery(VaultProposeRecovery) -> ProposedRecovery,
            vault_confirm_recovery(VaultConfirmRecovery) -> Vault,
            vault_remove_recovery(VaultRemoveRecovery) -> Vault,
            vault_lock(VaultLock) -> (),
            vault_unlock(VaultUnlock) -> (),
            vault_remove_passphrase(VaultRemovePassphrase) -> Vault,
            vault_rotate(VaultRotate) -> VaultRotated,
            desk_check(DeskCheck) -> DeskChecked,
            damage_show(DamageShow) -> Option<DamageShown>,
            damage_restore(DamageRestore) -> BackupRestored,
            damage_start_new(DamageStartNew) -> DamageStartedNew,
        }
    };
}

/// One line of the table, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CommandSignature {
    /// The command.
    pub name: &'static str,
    /// The type of its request.
    pub request: &'static str,
    /// The type of its response.
    pub response: &'static str,
}

macro_rules! expand {
    ($($name:ident($request:ty) -> $response:ty,)*) => {
        /// Every command, in the table's order.
        pub const ALL: &[CommandSignature] = &[
            $(CommandSignature {
                name: stringify!($name),
                request: stringify!($request),
                response: stringify!($response),
            },)*
        ];

        fn run(app: &App, name: &str, request: Value) -> Result<Value> {
            match name {
                $(stringify!($name) => answer($name(app, parse::<$request>(request)?)?),)*
                _ => Err(Error::invalid("command", Message::new("error_no_such_command"))),
            }
        }

        /// Shows every request and response to a visitor, in the table's order. For writing TypeScript.
        pub fn visit_types(visitor: &mut impl CommandVisitor) {
            $(visitor.visit::<$request, $response>(stringify!($name));)*
        }
    };
}
for_each_command!(expand);

/// Sees the types of each command.
pub trait CommandVisitor {
    /// One line of the table.
    fn visit<Request, Response>(&mut self, name: &'static str)
    where
        Request: ts_rs::TS + DeserializeOwned + 'static,
        Response: ts_rs::TS + 'static;
}

/// Runs a command by its name. The way in for those who have JSON: CLI, bridge, fuzzing.
pub fn dispatch(app: &App, name: &str, request: Value) -> Result<Value, ApiError> {
    run(app, name, request).map_err(|error| app.explain(&error))
}

fn answer(response: impl Serialize) -> Result<Value> {
    serde_json::to_value(response).map_err(|error| Error::Internal(error.to_string()))
}
