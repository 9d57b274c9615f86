//! The only place of the command line that asks for the time.
#![expect(clippy::disallowed_methods, reason = "the command line is its own shell")]

use std::time::{Instant, SystemTime};
use vidimus::moment::Moment;

/// Now, by the machine's clock.
pub(crate) fn now() -> Moment {
    let elapsed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let seconds = elapsed.map_or(0, |elapsed| elapsed.as_secs());
    Moment::from_unix_seconds(i64::try_from(seconds).unwrap_or(i64::MAX))
}

/// What `work` gives, and the milliseconds that it took.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let started = Instant::now();
    let value = work();
    let micros = u32::try_from(started.elapsed().as_micros()).unwrap_or(u32::MAX);
    (value, f64::from(micros) / 1000.0)
}
