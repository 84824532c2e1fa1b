//! Advice, decisions, wins, stories and challenges; templates and questions of a room.

use super::{Telling, known};
use crate::commands::*;
use crate::demo::sample::{self, Made};
use crate::demo::script::{
    AdviceScript, ChallengeScript, DecisionScript, QuestionScript, StoryScript, TemplateScript,
    WinScript,
};
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
            context: String::new(),
            whose: script.whose,
            happened_on: None,
            relationship_id,
            meeting_id: None,
            goal_id: self.goal_named(script.goal.as_deref())?,
        };
        self.entry(fields, &script.told)
    }

    pub(super) fn story(
        &mut self,
        script: &'a StoryScript,
        relationship_id: Option<RelationshipId>,
    ) -> Result<()> {
        self.go_to_day(script.day);
        let fields = JournalFields {
            kind: JournalKind::Story,
            text: script.text.clone(),
            context: script.context.clone(),
            whose: script.whose,
            happened_on: None,
            relationship_id,
            meeting_id: None,
            goal_id: self.goal_named(script.goal.as_deref())?,
        };
        self.entry(fields, &script.told)
    }

    /// Puts an entry into the journal, and tells it to some.
    fn entry(&mut self, fields: JournalFields, told: &[String]) -> Result<()> {
        let id = journal_add(&self.app, JournalAdd { fields })?.id;
        sample::mark(&self.app, Made::JournalEntry, id)?;
        for name in told {
            let request = JournalTell {
                id,
                relationship_id: known(&self.rooms, name)?,
                told: true,
            };
            journal_tell(&self.app, request)?;
        }
        Ok(())
    }

    pub(super) fn challenge(&mut self, script: &'a ChallengeScript) -> Result<()> {
        self.go_to_day(script.day);
        let voice = |(name, text): &(String, String)| {
            Ok(ChallengeVoice {
                relationship_id: known(&self.rooms, name)?,
                name: String::new(),
                text: text.clone(),
            })
        };
        let attempt = |(text, helped): &(String, Option<bool>)| ChallengeTry {
            text: text.clone(),
            helped: *helped,
        };
        let fields = ChallengeFields {
            title: script.title.clone(),
            context: script.context.clone(),
            goal_id: self.goal_named(script.goal.as_deref())?,
            voices: script.voices.iter().map(voice).collect::<Result<_>>()?,
            tries: script.tries.iter().map(attempt).collect(),
        };
        let id = challenge_add(&self.app, ChallengeAdd { fields })?.id;
        sample::mark(&self.app, Made::Challenge, id)?;
        if let Some(day) = script.solved {
            self.go_to_day(day);
            let request = ChallengeClose {
                id,
                solved: true,
                worked: script.worked.clone(),
            };
            challenge_close(&self.app, request)?;
        }
        Ok(())
    }

    pub(super) fn template(
        &mut self,
        script: &'a TemplateScript,
        relationship_id: Option<RelationshipId>,
    ) -> Result<()> {
        self.go_to_day(script.day);
        let line = |text: &String| match text.strip_prefix("? ") {
            Some(question) => TemplateLine {
                kind: AgendaKind::Question,
                text: question.to_owned(),
            },
            None => TemplateLine {
                kind: AgendaKind::Topic,
                text: text.clone(),
            },
        };
        let fields = TemplateFields {
            name: script.name.clone(),
            role: None,
            relationship_id,
            lines: script.lines.iter().map(line).collect(),
        };
        let id = template_add(&self.app, TemplateAdd { fields })?.id;
        sample::mark(&self.app, Made::AgendaTemplate, id)
    }

    pub(super) fn question(
        &mut self,
        script: &'a QuestionScript,
        relationship_id: Option<RelationshipId>,
    ) -> Result<()> {
        self.go_to_day(script.day);
        let fields = QuestionFields {
            text: script.text.clone(),
            occasion: script.occasion,
            role: None,
            relationship_id,
        };
        let id = question_add(&self.app, QuestionAdd { fields })?.id;
        sample::mark(&self.app, Made::Question, id)
    }

    fn goal_named(&self, title: Option<&str>) -> Result<Option<String>> {
        title
            .map(|title| Ok(known(&self.goals, title)?.to_string()))
            .transpose()
    }
}
