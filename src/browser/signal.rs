//! Tones and vibration: the outcome for those who look at the person, not at the screen.
//!
//! Each outcome has its own pattern in both, for telephones without vibration (iPhones) and rooms
//! without quiet. Where neither can be had, nothing happens.

use js_sys::{Array, Reflect};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AudioContext, AudioContextState, OscillatorType};

/// What to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Two short high notes, rising.
    Accept,
    /// One long note that goes up, like a question.
    Undecided,
    /// Three low notes.
    Reject,
}

thread_local! {
    /// One for the life of the page: browsers allow only a few.
    static SOUND: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// Makes tones possible. Browsers allow that only while a tap or a key press is being handled.
pub fn unlock_sound() {
    let sound = SOUND.with_borrow_mut(|sound| {
        if sound.is_none() {
            *sound = AudioContext::new().ok();
        }
        sound.clone()
    });
    if let Some(resumed) = sound.and_then(|sound| sound.resume().ok()) {
        spawn_local(async move {
            resumed.await.ok();
        });
    }
}

/// Gives the signal.
pub fn give(signal: Signal) {
    vibrate(signal);
    let sound = SOUND.with_borrow(Clone::clone);
    // A sleeping context would play this at its next awakening, after another certificate.
    if let Some(sound) = sound.filter(|sound| sound.state() == AudioContextState::Running) {
        // A tone that cannot be made is left out.
        play(&sound, signal.notes()).ok();
    }
}

/// One note. Times in seconds from the start of the signal, frequencies in hertz.
struct Note {
    start: f64,
    length: f64,
    from: f32,
    to: f32,
    shape: OscillatorType,
}

impl Note {
    const fn steady(start: f64, length: f64, pitch: f32, shape: OscillatorType) -> Self {
        Self { start, length, from: pitch, to: pitch, shape }
    }
}

impl Signal {
    /// Triangles and squares: the small loudspeaker of a phone swallows a low pure tone.
    fn notes(self) -> &'static [Note] {
        use OscillatorType::{Square, Triangle};
        const ACCEPT: &[Note] =
            &[Note::steady(0.0, 0.09, 880.0, Triangle), Note::steady(0.12, 0.14, 1318.5, Triangle)];
        const UNDECIDED: &[Note] =
            &[Note { start: 0.0, length: 0.45, from: 330.0, to: 494.0, shape: Triangle }];
        const REJECT: &[Note] = &[
            Note::steady(0.0, 0.16, 196.0, Square),
            Note::steady(0.24, 0.16, 196.0, Square),
            Note::steady(0.48, 0.16, 196.0, Square),
        ];
        match self {
            Self::Accept => ACCEPT,
            Self::Undecided => UNDECIDED,
            Self::Reject => REJECT,
        }
    }

    /// Milliseconds of vibration, pause, vibration, …
    fn pulses(self) -> &'static [u32] {
        match self {
            Self::Accept => &[60, 60, 60],
            Self::Undecided => &[350],
            Self::Reject => &[160, 80, 160, 80, 160],
        }
    }
}

fn play(sound: &AudioContext, notes: &[Note]) -> Result<(), JsValue> {
    for &Note { start, length, from, to, shape } in notes {
        let begin = sound.current_time() + start;
        let end = begin + length;

        let tone = sound.create_oscillator()?;
        tone.set_type(shape);
        tone.frequency().set_value_at_time(from, begin)?;
        tone.frequency().linear_ramp_to_value_at_time(to, end)?;

        // Rises and falls within a moment, or it would click.
        let volume = sound.create_gain()?;
        let gain = volume.gain();
        gain.set_value_at_time(0.0, begin)?;
        gain.linear_ramp_to_value_at_time(VOLUME, begin + EDGE_SECONDS)?;
        gain.set_value_at_time(VOLUME, end - EDGE_SECONDS)?;
        gain.linear_ramp_to_value_at_time(0.0, end)?;

        tone.connect_with_audio_node(&volume)?;
        volume.connect_with_audio_node(&sound.destination())?;
        tone.start_with_when(begin)?;
        tone.stop_with_when(end)?;
    }
    Ok(())
}

fn vibrate(signal: Signal) {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else {
        return;
    };
    if Reflect::has(&navigator, &"vibrate".into()).unwrap_or(false) {
        let pulses: Array = signal.pulses().iter().map(|&pulse| JsValue::from(pulse)).collect();
        navigator.vibrate_with_pattern(&pulses);
    }
}

/// Quiet: the person who is checked stands next to it.
const VOLUME: f32 = 0.12;
const EDGE_SECONDS: f64 = 0.012;
