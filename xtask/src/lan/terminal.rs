//! A QR code in the terminal.

use std::io::{self, IsTerminal as _};

use qrcode::{QrCode, render::unicode::Dense1x2};

use crate::{console, failure::Failure};

/// Prints `text` as a QR code with its quiet zone.
pub(super) fn print_qr(text: &str) -> Result<(), Failure> {
    let drawn = draw(text)?;
    for line in drawn.lines() {
        // Black on white whatever the terminal's colours are: some phones read no inverted code.
        let coloured = format!("\u{1b}[30;107m{line}\u{1b}[0m");
        console::note(if io::stdout().is_terminal() { &coloured } else { line });
    }
    console::note("");
    Ok(())
}

fn draw(text: &str) -> Result<String, Failure> {
    let code = QrCode::new(text)
        .map_err(|error| Failure::new(format!("cannot draw {text} as a QR code: {error}")))?;
    Ok(code.render::<Dense1x2>().quiet_zone(true).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_square_with_a_margin() {
        let drawn = draw("https://192.168.1.20:8443/").unwrap();
        let lines: Vec<&str> = drawn.lines().collect();
        let width = lines[0].chars().count();
        assert!(lines.iter().all(|line| line.chars().count() == width));
        // Two modules to a line; ISO/IEC 18004 §6.3.8 wants four empty modules around.
        assert_eq!(lines.len(), width.div_ceil(2));
        assert!(lines[..2].iter().all(|line| line.trim().is_empty()), "{drawn}");
        assert!(lines.iter().all(|line| line.starts_with("    ")), "{drawn}");
    }
}
