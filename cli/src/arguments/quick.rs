//! A line from anywhere.

use clap::Args;

#[derive(Debug, Args)]
#[command(after_help = SIGNS)]
pub(crate) struct LineAsked {
    /// The line, in quotes; the first of standard input when left out
    pub(crate) line: Option<String>,
    /// With whom, where the line does not say it: the start of a name, or a relationship's id
    #[arg(long, value_name = "WHO")]
    pub(crate) with: Option<String>,
    /// Only say what is understood, and keep nothing
    #[arg(long)]
    pub(crate) look: bool,
}

const SIGNS: &str = "\
A line is a topic for the next meeting unless it begins with a sign and a space:
  !  a promise of yours, with its day: \"@ada ! send CV by Fri\"
  >  a promise of theirs, with its day
  *  advice, with the day it is tried by
  +  a win, with the day it happened: \"+ gave the talk yesterday\"
  ?  a question for the next time
  #  a private note
  =  a decision

@ and a name, before the sign or after it, say with whom: the start of any word of the name is enough. Where several fit
they are named, and nothing is kept: say which with --with and an id. Without a name a promise of yours, a win and a decision are your own.

~ and the start of a word of its title name the goal that a promise, advice, a win or a decision serves: \"~talk\".

A shell remembers what is typed after its prompt: give a private line on standard input.";
