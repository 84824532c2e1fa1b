//! Keeps a desk of the present schema for those to come: writes `tests/goldens/NUMBER/` with the database,
//! the key that opens it, and what is on it. Once a schema has landed, its golden never changes.

use ithaca_core::db::SCHEMA_VERSION;
use ithaca_tests::golden;

fn main() {
    let place = golden::folder(SCHEMA_VERSION);
    if place.exists() {
        std::fs::remove_dir_all(&place).expect("the golden of before goes");
    }
    golden::make(&place);
    println!("tests/goldens/{SCHEMA_VERSION} holds a desk of schema {SCHEMA_VERSION}");
}
