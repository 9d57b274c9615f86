//! Reports of panics, for whoever opens the browser's console.

use std::panic;

/// Reports the place of a panic. Not its message: that may quote what was scanned.
pub fn report_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "an unknown place".into(), ToString::to_string);
        web_sys::console::error_1(&format!("Vidimus stopped at {place}").into());
    }));
}
