//! What large made-up data sets are worded with. Nobody is meant by any of it.

/// Given names.
pub(super) const GIVEN: &[&str] = &[
    "Amina", "Anselm", "Ayumi", "Beatrix", "Bruno", "Çağla", "Chidi", "Dalia", "Edda", "Élodie", "Farid", "Greta",
    "Hana", "Ilja", "Ingrid", "Joaquín", "Kemal", "Leandra", "Łucja", "Malik", "Milena", "Nuria", "Odd", "Oluchi",
    "Pavla", "Quentin", "Ravi", "Renske", "Saskia", "Solveig", "Tariq", "Tove", "Ulla", "Vasco", "Wen", "Xenia",
    "Yannick", "Zdeněk", "Zoë", "さやか", "健太", "نور", "سليم", "Дарина",
];

/// Family names.
pub(super) const FAMILY: &[&str] = &[
    "Abel-Quist", "Adeyinka", "Ålund", "Barrowby", "Castelmar", "Dörnfeld", "Eskerud", "Fontanelle", "Gillingworth",
    "Hirvonen-Ek", "Iwatsubo", "Jarosław", "Kaminara", "Lindenhoek", "Marabelli", "Nakahoshi", "Obrembalski",
    "Pellegrain", "Quarshiebe", "Rönnqvist", "Sandovalle", "Tamburello", "Ueberschaer", "Vantongeren", "Wexcombe",
    "Yıldızoğlu", "Zarembina", "ほしかわ", "الزيتوني", "Óskarsdóttir",
];

/// Where people work.
pub(super) const ORGANISATIONS: &[&str] = &[
    "Lantern Works", "North Quay Labs", "Halden & Daughters", "City Library", "Open Fields Trust", "Mill Street School",
    "Blue Heron Clinic", "Harbour Transit", "Tall Oak Press", "Kite Observatory", "", "",
];

/// What they do there.
pub(super) const POSITIONS: &[&str] = &[
    "engineer", "team lead", "teacher", "analyst", "designer", "nurse", "student", "editor", "researcher", "planner",
];

/// Where they live.
pub(super) const ZONES: &[&str] = &[
    "Europe/Paris", "Europe/Berlin", "Asia/Tokyo", "America/New_York", "America/Sao_Paulo", "Africa/Lagos",
    "Asia/Kolkata", "Australia/Sydney", "Africa/Cairo", "Pacific/Auckland",
];

/// What one talks or writes about.
pub(super) const SUBJECTS: &[&str] = &[
    "the first month as lead", "a talk outside the company", "salary and scope", "saying no early", "the exam",
    "giving feedback upwards", "a portfolio of three pieces", "delegating the weekly report", "the move abroad",
    "reading budgets", "interview practice", "the research proposal", "a calmer calendar", "conflict in the team",
    "writing shorter", "the return from leave", "numbers for the board", "asking better questions", "発表の練習",
    "كتابة السيرة الذاتية", "la prise de parole", "das Gespräch über die Probezeit",
];

/// How a promise begins.
pub(super) const VERBS: &[&str] = &[
    "Draft a page on", "Send notes about", "Read two chapters on", "Ask a colleague about", "Prepare questions on",
    "Write down three examples for", "Book an hour for", "Compare two ways of", "Summarise", "Sleep on",
];

/// Sentences for notes and check-ins.
pub(super) const SENTENCES: &[&str] = &[
    "We went through it slowly and left two questions open.",
    "The plan holds, the dates do not; we moved the second half.",
    "Less preparation than last time, and a better conversation.",
    "She will try it once in a small round and tell me how it felt.",
    "He had rewritten everything overnight, which was not the point.",
    "The example from the other team helped more than the theory.",
    "Nous avons surtout parlé de ce qui marche déjà.",
    "次回までに具体例を三つ用意する。",
    "اتفقنا على خطوة واحدة صغيرة كل أسبوع.",
    "Worth returning to when the pressure is off 🌿.",
    "Half the hour went into listening; that was right.",
    "The number looks good, the work behind it is still thin.",
];
