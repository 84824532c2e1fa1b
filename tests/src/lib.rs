//! What the tests stand on: [`World`], a desk with the clock in hand, and [`bridge`], the real core over
//! loopback HTTP for a real browser.

pub mod bridge;
mod inside;
mod world;

pub use inside::open_database;
pub use world::{World, moment};
