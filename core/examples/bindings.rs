//! Prints the interface's TypeScript: every type that crosses the boundary, and the map of commands.

use std::collections::BTreeMap;

use ithaca_core::changes::Changed;
use ithaca_core::commands::{ApiError, CommandVisitor, visit_types};
use ithaca_core::tasks::TaskProgress;
use ithaca_core::{limits, text};
use serde::de::DeserializeOwned;
use ts_rs::{Config, TS, TypeVisitor};

#[derive(Default)]
struct Bindings {
    config: Config,
    types: BTreeMap<String, String>,
    commands: Vec<String>,
}

impl Bindings {
    fn declare<T: TS + 'static + ?Sized>(&mut self) {
        let name = T::ident(&self.config);
        // What TypeScript has itself needs no declaration; those have nothing to export.
        if T::output_path().is_some() {
            if self.types.contains_key(&name) {
                // A list of something else is the same list, but names another type.
                T::visit_generics(&mut Dependencies(self));
                return;
            }
            let docs = T::docs().unwrap_or_default();
            self.types
                .insert(name, format!("{docs}export {}", T::decl(&self.config)));
        }
        T::visit_dependencies(&mut Dependencies(self));
        T::visit_generics(&mut Dependencies(self));
    }
}

struct Dependencies<'a>(&'a mut Bindings);

impl TypeVisitor for Dependencies<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.0.declare::<T>();
    }
}

impl CommandVisitor for Bindings {
    fn visit<Request, Response>(&mut self, name: &'static str)
    where
        Request: TS + DeserializeOwned + 'static,
        Response: TS + 'static,
    {
        self.declare::<Request>();
        self.declare::<Response>();
        let (mut request, response) = (Request::name(&self.config), Response::name(&self.config));
        // What an empty object satisfies may be given in part.
        if serde_json::from_str::<Request>("{}").is_ok() {
            request = format!("Partial<{request}>");
        }
        self.commands.push(format!(
            "  {name}: {{ request: {request}; response: {response} }};"
        ));
    }
}

fn main() {
    let mut bindings = Bindings {
        config: Config::new().with_large_int("number"),
        ..Bindings::default()
    };
    visit_types(&mut bindings);
    bindings.declare::<ApiError>();
    bindings.declare::<Changed>();
    bindings.declare::<TaskProgress>();
    println!("// Written by `cargo xtask bindings` from the Rust types. Not edited by hand.\n");
    for declaration in bindings.types.values() {
        println!("{declaration}\n");
    }
    println!(
        "/** The core's limits: the most characters of a line and of a text, the fewest of a passphrase, how many are\n \
         * named in one request, how far a count goes, the days in the bin, and how wide the sidebar is, in pixels at a size of 100 per cent. */\n\
         export const limits = {{ line: {}, body: {}, passphrase: {}, at_once: {}, counted: {}, bin_days: {}, \
         sidebar: {{ narrowest: {}, usual: {}, widest: {} }} }} as const;\n",
        limits::LINE,
        limits::BODY,
        limits::PASSPHRASE,
        limits::AT_ONCE,
        limits::COUNTED,
        ithaca_core::bin::DAYS,
        limits::SIDEBAR.start(),
        limits::SIDEBAR_USUAL,
        limits::SIDEBAR.end()
    );
    println!(
        "/** The signs no text keeps, as the core takes them out: ranges of code points. */\n\
         export const takenOut = {:?};\n",
        text::TAKEN_OUT.map(<[u32; 2]>::from)
    );
    println!(
        "/** Those that one line does not keep besides. */\n\
         export const takenOutOfALine = {:?};\n",
        text::TAKEN_OUT_OF_A_LINE.map(<[u32; 2]>::from)
    );
    println!(
        "/** Every command: what it takes and what it answers. */\nexport interface Commands {{"
    );
    for command in &bindings.commands {
        println!("{command}");
    }
    println!("}}");
}
