//! Whether somebody is there: what is forgotten when nobody looks, and every alarm.

use super::{
    event::{Alarm, Effect},
    reading,
    state::{Notice, State},
    trust,
    update::{go, has_camera, open_camera, set_camera},
    view::{Camera, Hint, Scan, View},
};

/// The person did something: whatever waits for nobody being there begins anew.
pub(super) fn touch(state: &mut State) -> Vec<Effect> {
    if !state.view.is_personal() {
        return Vec::new();
    }
    state.touches = state.touches.wrapping_add(1);
    let (milliseconds, ticket) = (IDLE_MILLISECONDS, state.touches);
    vec![Effect::Wake { milliseconds, alarm: Alarm::Idle, ticket }]
}

pub(super) fn hidden(state: &mut State, at: i64) -> Vec<Effect> {
    state.hidden_since = Some(at);
    state.touches = state.touches.wrapping_add(1);
    if has_camera(&state.view) {
        let ticket = state.ticket;
        set_camera(state, ticket, Camera::Paused);
        return vec![Effect::CloseCamera];
    }
    if !state.view.is_personal() {
        return Vec::new();
    }
    let (milliseconds, ticket) = (HIDDEN_MILLISECONDS, state.touches);
    vec![Effect::Wake { milliseconds, alarm: Alarm::Hidden, ticket }]
}

/// Alarms do not ring in a page that the device has frozen, so the clock is looked at as well.
pub(super) fn seen(state: &mut State, at: i64) -> Vec<Effect> {
    let away = state.hidden_since.take().map_or(0, |since| at.saturating_sub(since));
    if state.view.is_personal() && away >= i64::from(HIDDEN_MILLISECONDS / 1000) {
        return forget(state);
    }
    if matches!(state.view, View::Scan(Scan { camera: Camera::Paused, .. })) {
        return open_camera(state);
    }
    touch(state)
}

pub(super) fn rang(state: &mut State, alarm: Alarm, ticket: u32) -> Vec<Effect> {
    match alarm {
        Alarm::Tips => {
            if let View::Scan(scan) = &mut state.view
                && state.ticket == ticket
                && !matches!(scan.hint, Hint::NotCertificate | Hint::Parts { .. })
            {
                scan.hint = Hint::Tips;
            }
            Vec::new()
        }
        Alarm::StrayOver => reading::stray_over(state, ticket),
        Alarm::Idle | Alarm::Hidden if state.touches == ticket && state.view.is_personal() => {
            forget(state)
        }
        Alarm::Idle | Alarm::Hidden => Vec::new(),
        Alarm::Refresh => trust::refresh(state),
        Alarm::Store => trust::store_wanted(state),
    }
}

fn forget(state: &mut State) -> Vec<Effect> {
    let effects = go(state, View::START);
    state.notice = Some(Notice::Forgotten);
    effects
}

/// A verdict is for the moment of comparing it.
const IDLE_MILLISECONDS: u32 = 120_000;
/// Out of sight is soon out of hand.
const HIDDEN_MILLISECONDS: u32 = 30_000;
