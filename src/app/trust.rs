//! The life of the trust list: the stored one at the start, a newer one when there is a network.
//!
//! Whatever fails, the last good list stays; the worker has the built-in one from the beginning.

use super::{
    event::{Alarm, Effect, PackFrom, Stored},
    state::{Notice, State, Update},
    words,
};
use crate::{protocol::Response, verdict::Reason};
use std::rc::Rc;

pub(super) fn started() -> Vec<Effect> {
    vec![Effect::OpenStore, next_refresh()]
}

pub(super) fn store_opened(state: &mut State, stored: Stored) -> Vec<Effect> {
    let (from, pack) = match stored {
        Stored::Pack(pack) => (PackFrom::Store, Some(pack)),
        Stored::Nothing => {
            state.list.settled = true;
            (PackFrom::Nowhere, None)
        }
        Stored::Damaged => {
            state.list.settled = true;
            state.notice = Some(Notice::List(words::entry(Reason::StoreDamaged)));
            (PackFrom::Nowhere, None)
        }
        Stored::Unknown => {
            state.list.update = Update::Failed(words::entry(Reason::StoreSilent));
            let load = Effect::Load { from: PackFrom::Nowhere, pack: None };
            return vec![load, store_again()];
        }
    };
    vec![Effect::Load { from, pack }]
}

pub(super) fn loaded(
    state: &mut State,
    from: PackFrom,
    pack: Option<Rc<Vec<u8>>>,
    answer: Result<Response, Reason>,
) -> Vec<Effect> {
    let (trust, created, keys, refused) = match answer {
        Ok(Response::Trust { trust, created_unix_seconds, keys, refused }) => {
            (trust, created_unix_seconds, keys, refused)
        }
        Ok(_) => return reader_lost(state, from, Reason::WorkerLost),
        Err(reason) => return reader_lost(state, from, reason),
    };
    let numbers = trust.sequence.zip(created);
    state.list.trust = Some(trust);
    state.list.keys = keys;
    let mut effects = Vec::new();
    match (from, refused) {
        (PackFrom::Address, None) => {
            state.list.update = Update::Done;
            let keep = |(pack, (sequence, created_unix_seconds))| Effect::KeepPack {
                pack,
                sequence,
                created_unix_seconds,
            };
            return pack.zip(numbers).map(keep).into_iter().collect();
        }
        (PackFrom::Address, Some(reason)) => {
            state.list.update = Update::Failed(reason.clone());
            state.notice = Some(Notice::List(reason));
            return Vec::new();
        }
        // A page that was built later brings a newer list than the stored one: nothing to tell.
        (PackFrom::Store, Some(reason)) if reason.code != Reason::UpdateOlder.code() => {
            // One that is signed with an earlier key of this page is no damage worth telling.
            if reason.code != Reason::UpdateUnsigned.code() {
                state.notice = Some(Notice::List(words::entry(Reason::StoreDamaged)));
            }
            state.list.settled = true;
            effects.extend(pack.map(Effect::ForgetPack));
        }
        (PackFrom::Store, _) => state.list.settled = true,
        (PackFrom::Nowhere, _) => {}
    }
    if state.online && state.list.settled {
        effects.extend(update_wanted(state));
    }
    effects
}

/// Before it is known whether a newer list is stored, no other is taken: an old one that somebody
/// offers again would take its place.
pub(super) fn update_wanted(state: &mut State) -> Vec<Effect> {
    if !state.list.settled {
        return store_wanted(state);
    }
    if state.list.update == Update::Busy {
        return Vec::new();
    }
    state.list.update = Update::Busy;
    vec![Effect::FetchUpdate]
}

pub(super) fn store_wanted(state: &State) -> Vec<Effect> {
    if state.list.settled { Vec::new() } else { vec![Effect::OpenStore] }
}

pub(super) fn fetched(
    state: &mut State,
    answer: Result<Option<Rc<Vec<u8>>>, Reason>,
) -> Vec<Effect> {
    match answer {
        Ok(Some(pack)) => {
            return vec![Effect::Load { from: PackFrom::Address, pack: Some(pack) }];
        }
        Ok(None) => state.list.update = Update::NoneOffered,
        Err(reason) => state.list.update = Update::Failed(words::entry(reason)),
    }
    Vec::new()
}

pub(super) fn online_changed(state: &mut State, online: bool) -> Vec<Effect> {
    let came = online && !state.online;
    state.online = online;
    if came { update_wanted(state) } else { Vec::new() }
}

/// Without a network the list is asked for all the same: it grows older in a page that stays open.
pub(super) fn refresh(state: &mut State) -> Vec<Effect> {
    let mut effects = if state.online {
        update_wanted(state)
    } else {
        vec![Effect::Load { from: PackFrom::Nowhere, pack: None }]
    };
    effects.push(next_refresh());
    effects
}

fn reader_lost(state: &mut State, from: PackFrom, reason: Reason) -> Vec<Effect> {
    if state.list.update == Update::Busy {
        state.list.update = Update::Failed(words::entry(reason));
    }
    state.notice = Some(Notice::Reader(reason));
    if from == PackFrom::Store { vec![store_again()] } else { Vec::new() }
}

fn store_again() -> Effect {
    Effect::Wake { milliseconds: STORE_MILLISECONDS, alarm: Alarm::Store, ticket: 0 }
}

fn next_refresh() -> Effect {
    Effect::Wake { milliseconds: REFRESH_MILLISECONDS, alarm: Alarm::Refresh, ticket: 0 }
}

/// Six hours: several times in a shift, and no burden for whoever serves the list.
const REFRESH_MILLISECONDS: u32 = 6 * 60 * 60 * 1000;

/// Long enough for a browser that has just started, short enough to matter before a shift is over.
const STORE_MILLISECONDS: u32 = 30_000;
