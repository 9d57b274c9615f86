//! What happens by itself: the network, the service worker, the page out of sight.

use crate::{
    app::{Event, Offline},
    browser::{
        clock,
        offline::{self, OfflineState},
        visibility,
    },
};
use yew::prelude::*;

#[hook]
pub(super) fn use_watches(send: &Callback<Event>) {
    let send = send.clone();
    use_effect_with((), move |()| {
        let online = offline::watch_online(send.reform(Event::OnlineChanged));
        let hidden = visibility::watch_hidden(send.reform(|hidden| {
            let at = clock::now_unix_seconds();
            if hidden { Event::Hidden { at } } else { Event::Seen { at } }
        }));
        offline::watch(send.reform(|state| Event::OfflineChanged(known(state))));
        send.emit(Event::Started);
        move || drop((online, hidden))
    });
}

const fn known(state: OfflineState) -> Offline {
    match state {
        OfflineState::Unsupported => Offline::Unsupported,
        OfflineState::Insecure => Offline::Insecure,
        OfflineState::Installing => Offline::Installing,
        OfflineState::Ready => Offline::Ready,
        OfflineState::UpdateWaiting => Offline::UpdateWaiting,
    }
}
