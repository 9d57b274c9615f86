//! Set-up, build steps and checks of Vidimus.
//!
//! `cargo xtask` runs them from the command line. The end-to-end tests use two parts as a library:
//! [`server`], which serves a built page the way a good host would, and [`stage`], which finishes a
//! page after trunk has built it and can give a built page another update key.

pub mod arguments;
pub mod tasks;

pub mod checks;
pub mod fuzz;
pub mod screenshots;
pub mod setup;
pub mod sizes;

pub mod page;
pub mod server;
pub mod serving;
pub mod stage;

#[cfg(feature = "lan")]
pub mod lan;
#[cfg(feature = "parts")]
pub mod parts;

pub mod pins;
pub mod tools;

pub mod console;
pub mod failure;
pub mod files;
pub mod process;
pub mod project;
