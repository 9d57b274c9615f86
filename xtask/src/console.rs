//! What the tasks say on the terminal.

use std::{fmt, io::Write as _, time::Instant};

/// Starts a section.
pub fn heading(text: &str) {
    say(format_args!("\n== {text}"));
}

/// Says one line inside a section.
pub fn note(text: &str) {
    say(format_args!("   {text}"));
}

/// Prints `label` and `text` in two columns.
pub fn row(label: &str, text: &str) {
    say(format_args!("   {label:<24} {text}"));
}

/// Measures how long something takes.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    #[must_use]
    pub fn start() -> Self {
        Self(Instant::now())
    }
}

/// The time since the start: `0.4 s`, `38 s` or `2 min 05 s`.
impl fmt::Display for Stopwatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let elapsed = self.0.elapsed();
        match elapsed.as_secs() {
            0..10 => write!(formatter, "{:.1} s", elapsed.as_secs_f32()),
            seconds @ 10..60 => write!(formatter, "{seconds} s"),
            seconds => write!(formatter, "{} min {:02} s", seconds / 60, seconds % 60),
        }
    }
}

/// Prints a line at once, so that it stands before the output of the next child process.
/// A closed pipe (`cargo xtask test | head`) is not worth a panic.
fn say(line: fmt::Arguments<'_>) {
    let mut stdout = std::io::stdout().lock();
    let _ = writeln!(stdout, "{line}");
    let _ = stdout.flush();
}
