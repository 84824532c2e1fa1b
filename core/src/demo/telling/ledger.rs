//! Advice, decisions and wins.

use super::{Telling, known};
use crate::commands::*;
use crate::demo::sample::{self, Made};
use crate::demo::script::{AdviceScript, DecisionScript, WinScript};
use crate::error::Result;

impl<'a> Telling<'a> {
    pub(super) fn advice(
        &mut self,
        script: &'a AdviceScript,
        relationship_id: RelationshipId,
    ) -> Result<()> {
        self.go_to_day(script.day);
        let fields = AdviceFields {
            text: script.text.clone(),
            relationship_id,
            given_by: script.by,
            meeting_id: None,
            goal_id: self.goal_named(script.goal.as_deref())?,
        };
        let request = AdviceAdd {
            fields,
            try_by: None,
        };
        let id = advice_add(&self.app, request)?.id;
        sample::mark(&self.app, Made::Advice, id)?;
        if let Some(day) = script.decided {
            self.go_to_day(day);
            let request = AdviceDecide {
                id,
                verdict: script.verdict,
                try_by: script.try_by.map(|day| self.date(day)),
                reflection: script.reflection.clone(),
            };
            advice_decide(&self.app, request)?;
        }
        if let Some(day) = script.tried {
            self.go_to_day(day);
            let request = AdviceResult {
                id,
                result: script.result.clone(),
                helped: script.helped,
            };
            advice_result(&self.app, request)?;
        }
        if let Some(day) = script.told {
            self.go_to_day(day);
            let (told, thanked) = (true, true);
            advice_tell(&self.app, AdviceTell { id, told, thanked })?;
        }
        Ok(())
    }

    pub(super) fn decision(
        &mut self,
        script: &'a DecisionScript,
        relationship_id: Option<RelationshipId>,
    ) -> Result<()> {
        self.go_to_day(script.day);
        let views = script
            .views
            .iter()
            .map(|(name, text)| {
                Ok(DecisionView {
                    relationship_id: known(&self.rooms, name)?,
                    name: name.clone(),
                    text: text.clone(),
                })
            })
            .collect::<Result<_>>()?;
        let fields = DecisionFields {
            question: script.question.clone(),
            options: script.options.clone(),
            views,
            relationship_id,
            meeting_id: None,
            goal_id: None,
        };
        let request = DecisionAdd {
            fields,
            made: false,
        };
        let id = decision_add(&self.app, request)?.id;
        sample::mark(&self.app, Made::Decision, id)?;
        if let Some(day) = script.made {
            self.go_to_day(day);
            let request = DecisionMake {
                id,
                choice: script.choice.clone(),
                why: script.why.clone(),
                look_back_on: script.look_back.map(|day| self.date(day)),
            };
            decision_make(&self.app, request)?;
        }
        Ok(())
    }

    pub(super) fn win(
        &mut self,
        script: &'a WinScript,
        relationship_id: Option<RelationshipId>,
    ) -> Result<()> {
        self.go_to_day(script.day);
        let fields = JournalFields {
            kind: JournalKind::Win,
            text: script.text.clone(),
            whose: script.whose,
            happened_on: None,
            relationship_id,
            meeting_id: None,
            goal_id: self.goal_named(script.goal.as_deref())?,
        };
        let id = journal_add(&self.app, JournalAdd { fields })?.id;
        sample::mark(&self.app, Made::JournalEntry, id)?;
        for name in &script.told {
            let request = JournalTell {
                id,
                relationship_id: known(&self.rooms, name)?,
                told: true,
            };
            journal_tell(&self.app, request)?;
        }
        Ok(())
    }

    fn goal_named(&self, title: Option<&str>) -> Result<Option<String>> {
        title
            .map(|title| Ok(known(&self.goals, title)?.to_string()))
            .transpose()
    }
}
