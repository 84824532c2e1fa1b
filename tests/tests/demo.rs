//! The made-up year: what it holds, that it is told honestly, and that it leaves nothing behind but what
//! is the person's own. And the large sets: the same seed, the same rows.

#[path = "demo/asked.rs"]
mod asked;
#[path = "demo/german.rs"]
mod german;
#[path = "demo/large.rs"]
mod large;
#[path = "demo/removal.rs"]
mod removal;
#[path = "demo/year.rs"]
mod year;
