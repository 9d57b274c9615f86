use super::script;
use vidimus::browser::signal::{self, Signal};
use wasm_bindgen_test::wasm_bindgen_test;

const SIGNALS: [Signal; 3] = [Signal::Accept, Signal::Undecided, Signal::Reject];

#[wasm_bindgen_test]
async fn each_outcome_vibrates_in_its_own_way() {
    script(
        "globalThis.felt = []; navigator.vibrate = (pattern) => felt.push(pattern.join('-')) > 0",
    )
    .await;
    SIGNALS.into_iter().for_each(signal::give);
    assert_eq!(script("new Set(felt).size").await, 3);
    script("delete navigator.vibrate").await;
}

#[wasm_bindgen_test]
async fn without_sound_and_vibration_nothing_happens() {
    script("globalThis.RealContext = AudioContext; AudioContext = class { constructor() { throw new DOMException('', 'NotSupportedError'); } };
        Object.defineProperty(Navigator.prototype, 'vibrate', { value: undefined, configurable: true, writable: true });
        delete Navigator.prototype.vibrate;").await;
    signal::unlock_sound();
    SIGNALS.into_iter().for_each(signal::give);
    script("AudioContext = RealContext").await;
}

#[wasm_bindgen_test]
async fn sound_is_unlocked_again_and_again() {
    for _ in 0..20 {
        signal::unlock_sound();
        SIGNALS.into_iter().for_each(signal::give);
    }
}
