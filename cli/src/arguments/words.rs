//! Enums of the core as words of the command line.

use clap::ValueEnum;
use ithaca_core::commands::{
    CalendarDetail, Channel, ContactKind, Kind, MeetingState, Phase, Pronoun, Role,
};

/// An enum of the core as words of the command line.
macro_rules! words {
    ($name:ident for $core:ident { $($word:ident),+ $(,)? }) => {
        #[derive(Debug, Clone, Copy, ValueEnum)]
        #[value(rename_all = "snake_case")]
        pub(crate) enum $name { $($word),+ }

        impl From<$name> for $core {
            fn from(word: $name) -> Self {
                match word { $($name::$word => Self::$word),+ }
            }
        }
    };
}

words!(PronounWord for Pronoun { She, He, They });
words!(RoleWord for Role { Mentee, Mentor, Peer });
words!(KindWord for Kind { Informal, Formal, Peer, Reverse, Skill, Project, Distance, Group });
words!(PhaseWord for Phase { Prospect, Contacted, Trial, Active, Paused, WindingDown, Ended, Alumni });
words!(StateWord for MeetingState { Planned, Held, Missed, Moved, Cancelled });
words!(ChannelWord for Channel { InPerson, Video, Phone, Writing });
words!(DetailWord for CalendarDetail { Busy, Titles, Agenda });
words!(ContactWord for ContactKind { Message, Call, Letter, Shadowing });
