//! Text from outside, made safe to show: what is signed may still be written to deceive.
//!
//! Characters that command a terminal, that turn the direction of writing, or that nobody sees can
//! make a name look like another one. They are shown as what they are; letters that merely look
//! alike are letters, and whoever compares a name with a passport has its Latin form beside it.

/// The text with a visible escape for every such character: for a terminal.
pub fn escaped(text: &str) -> String {
    let escape = |plain: &mut String, c: char| plain.extend(c.escape_unicode());
    with(text, escape)
}

/// The text with a replacement character for every such character: for a screen.
pub fn marked(text: &str) -> String {
    with(text, |plain, _| plain.push(char::REPLACEMENT_CHARACTER))
}

fn with(text: &str, replace: fn(&mut String, char)) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut plain, c| {
        if deceives(c) {
            replace(&mut plain, c)
        } else {
            plain.push(c)
        }
        plain
    })
}

/// Unicode's control characters, explicit directional ones (UAX #9 §2), and those that leave no mark
/// wherever they stand. U+200C and U+200D are not among them: Persian and Indic names need them.
fn deceives(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_deceives_is_seen() {
        const CASES: &[(&str, &str, &str)] = &[
            ("Zoë Sánchez", "Zoë Sánchez", "Zoë Sánchez"),
            ("محمد", "محمد", "محمد"),
            ("زه\u{200c}را", "زه\u{200c}را", "زه\u{200c}را"), // a Persian name needs it
            ("MA\u{202e}AIR", "MA\u{fffd}AIR", "MA\\u{202e}AIR"),
            ("MA\u{200b}RIA", "MA\u{fffd}RIA", "MA\\u{200b}RIA"),
            ("MARIA\u{1b}[2J", "MARIA\u{fffd}[2J", "MARIA\\u{1b}[2J"),
            ("A\nB", "A\u{fffd}B", "A\\u{a}B"),
            ("\u{feff}A\u{e0041}", "\u{fffd}A\u{fffd}", "\\u{feff}A\\u{e0041}"),
        ];
        for &(text, on_a_screen, in_a_terminal) in CASES {
            assert_eq!(marked(text), on_a_screen, "{text:?}");
            assert_eq!(escaped(text), in_a_terminal, "{text:?}");
        }
    }
}
