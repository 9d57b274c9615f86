//! The closing table: what passed, what failed, what was not run and why.

use super::Outcome;
use crate::console::{self, Stopwatch};

/// The row before those of the checks.
pub(super) const SET_UP: &str = "set-up";

pub(super) struct Summary(Vec<Row>);

struct Row {
    name: &'static str,
    text: String,
}

impl Summary {
    /// A table in which nothing was reached yet.
    pub(super) fn of(names: impl Iterator<Item = &'static str>) -> Self {
        let row = |name| Row { name, text: "not reached".into() };
        Self([SET_UP].into_iter().chain(names).map(row).collect())
    }

    pub(super) fn record<E>(&mut self, name: &str, watch: Stopwatch, outcome: Result<&Outcome, E>) {
        let text = match outcome {
            Ok(Outcome::Passed) => format!("passed   {watch}"),
            Ok(Outcome::NotRun(why)) => format!("NOT RUN  {why}"),
            Err(_) => format!("FAILED   {watch}"),
        };
        if let Some(row) = self.0.iter_mut().find(|row| row.name == name) {
            row.text = text;
        }
    }

    pub(super) fn print(&self, watch: Stopwatch) {
        console::heading("Summary");
        for Row { name, text } in &self.0 {
            console::row(name, text);
        }
        console::row("", &format!("in all   {watch}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_says_what_became_of_it() {
        let watch = Stopwatch::start();
        let mut summary = Summary::of(["a", "b", "c"].into_iter());
        summary.record(SET_UP, watch, Ok::<_, ()>(&Outcome::Passed));
        summary.record("a", watch, Ok::<_, ()>(&Outcome::NotRun("no such thing".into())));
        summary.record("b", watch, Err(()));
        let texts: Vec<&str> = summary.0.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(
            texts,
            ["passed   0.0 s", "NOT RUN  no such thing", "FAILED   0.0 s", "not reached"]
        );
    }
}
