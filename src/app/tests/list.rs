//! The life of the trust list.

use super::{after, follow, opened};
use crate::{
    app::{Alarm, Effect, Event, Notice, PackFrom, State, Stored, Update, words},
    protocol::{KeyCounts, Response, Trust},
    verdict::Reason,
};
use std::rc::Rc;

fn pack() -> Rc<Vec<u8>> {
    Rc::new(vec![1, 2, 3])
}

fn loaded(from: PackFrom, refused: Option<Reason>) -> Event {
    let trust = Trust { age_days: Some(3), sequence: Some(7), ..Trust::default() };
    let keys = KeyCounts { live: 500, specimen: 1, issuers: 78 };
    let refused = refused.map(words::entry);
    let created_unix_seconds = Some(1_800_000_000);
    let answer = Ok(Response::Trust { trust, created_unix_seconds, keys, refused });
    let pack = (from != PackFrom::Nowhere).then(pack);
    Event::Loaded { from, pack, answer }
}

fn offline() -> State {
    State { online: false, ..opened() }
}

/// The page once it knows that nothing is stored.
fn settled() -> State {
    follow(opened(), [Event::StoreOpened(Stored::Nothing)]).0
}

#[test]
fn the_stored_list_first_then_a_newer_one() {
    let (_, effects) = after([Event::Started]);
    assert_eq!(effects.first(), Some(&Effect::OpenStore));
    let (_, effects) = after([Event::StoreOpened(Stored::Pack(pack()))]);
    assert_eq!(effects, [Effect::Load { from: PackFrom::Store, pack: Some(pack()) }]);
    let (state, effects) = after([loaded(PackFrom::Store, None)]);
    assert_eq!((state.list.update, effects), (Update::Busy, vec![Effect::FetchUpdate]));
    let (_, effects) = follow(offline(), [loaded(PackFrom::Store, None)]);
    assert_eq!(effects, []);
    let (_, effects) = after([Event::UpdateFetched(Ok(Some(pack())))]);
    assert_eq!(effects, [Effect::Load { from: PackFrom::Address, pack: Some(pack()) }]);
    let (state, effects) = after([loaded(PackFrom::Address, None)]);
    let keep = Effect::KeepPack { pack: pack(), sequence: 7, created_unix_seconds: 1_800_000_000 };
    assert_eq!((state.list.update, effects), (Update::Done, vec![keep]));
    assert_eq!(state.list.trust.and_then(|trust| trust.age_days), Some(3));
}

#[test]
fn the_last_good_list_stays() {
    let refused = Reason::UpdateUnsigned;
    let (state, effects) = after([loaded(PackFrom::Address, Some(refused))]);
    assert_eq!(effects, [], "not kept");
    assert_eq!(state.notice, Some(Notice::List(words::entry(refused))));

    let unreachable = Event::UpdateFetched(Err(Reason::UpdateUnreachable));
    let (state, _) = after([unreachable]);
    let failed = Update::Failed(words::entry(Reason::UpdateUnreachable));
    assert_eq!((state.list.update, state.notice), (failed, None), "no news, no alarm");

    let (state, _) = after([Event::UpdateFetched(Ok(None))]);
    assert_eq!(state.list.update, Update::NoneOffered);
}

#[test]
fn a_damaged_store_is_told_and_an_outlived_one_is_not() {
    let told = Some(Notice::List(words::entry(Reason::StoreDamaged)));
    let (state, effects) = follow(offline(), [Event::StoreOpened(Stored::Damaged)]);
    assert_eq!(state.notice, told);
    assert_eq!(effects, [Effect::Load { from: PackFrom::Nowhere, pack: None }]);
    let refused = loaded(PackFrom::Store, Some(Reason::UpdateUnreadable));
    let (state, effects) = follow(offline(), [refused]);
    assert_eq!(state.notice, told);
    assert_eq!(effects, [Effect::ForgetPack(pack())], "or it would be told at every start");
    let other_key = loaded(PackFrom::Store, Some(Reason::UpdateUnsigned));
    let (state, effects) = follow(offline(), [other_key]);
    assert_eq!((state.notice, effects), (None, vec![Effect::ForgetPack(pack())]));
    let (state, _) = after([loaded(PackFrom::Store, Some(Reason::UpdateOlder))]);
    assert_eq!(state.notice, None);
}

#[test]
fn a_newer_list_is_looked_for_again() {
    let away = State { online: false, ..settled() };
    let (state, effects) = follow(away.clone(), [Event::OnlineChanged(true)]);
    assert_eq!((state.online, effects), (true, vec![Effect::FetchUpdate]));
    assert_eq!(follow(state, [Event::UpdatePressed]).1, [], "one at a time");

    let rang = Event::Rang { alarm: Alarm::Refresh, ticket: 0 };
    let six_hours = 6 * 60 * 60 * 1000;
    let again = Effect::Wake { milliseconds: six_hours, alarm: Alarm::Refresh, ticket: 0 };
    assert_eq!(follow(settled(), [rang.clone()]).1, [Effect::FetchUpdate, again.clone()]);
    let aged = Effect::Load { from: PackFrom::Nowhere, pack: None };
    assert_eq!(follow(away, [rang]).1, [aged, again]);
}

/// An old list that is offered again must not take the place of a newer one that is stored.
#[test]
fn no_list_is_taken_before_the_stored_one_is_known() {
    let again = Effect::Wake { milliseconds: 30_000, alarm: Alarm::Store, ticket: 0 };
    let (silent, effects) = after([Event::StoreOpened(Stored::Unknown)]);
    let told = Effect::Load { from: PackFrom::Nowhere, pack: None };
    assert_eq!(effects, [told, again.clone()]);
    assert_eq!(silent.list.update, Update::Failed(words::entry(Reason::StoreSilent)));
    assert_eq!(follow(silent.clone(), [loaded(PackFrom::Nowhere, None)]).1, []);

    let answer = Err(Reason::WorkerLost);
    let lost = Event::Loaded { from: PackFrom::Store, pack: Some(pack()), answer };
    let (lost, effects) = after([lost]);
    assert_eq!(effects, [again]);

    let refresh = Event::Rang { alarm: Alarm::Refresh, ticket: 0 };
    let rang = Event::Rang { alarm: Alarm::Store, ticket: 0 };
    for state in [silent, lost] {
        for wish in [Event::UpdatePressed, refresh.clone(), rang.clone()] {
            let (_, effects) = follow(state.clone(), [wish.clone()]);
            assert_eq!(effects.first(), Some(&Effect::OpenStore), "{wish:?}");
            assert!(!effects.contains(&Effect::FetchUpdate), "{wish:?}");
        }
        let (state, effects) = follow(state, [loaded(PackFrom::Store, None)]);
        assert_eq!(effects, [Effect::FetchUpdate]);
        assert_eq!(follow(state, [rang.clone()]).1, [], "known now");
    }
}

#[test]
fn a_newer_list_of_another_tab_is_taken() {
    assert_eq!(after([Event::StoreAhead]).1, [Effect::OpenStore]);
}

#[test]
fn a_reader_that_does_not_start_is_told() {
    let answer = Err(Reason::WorkerLost);
    let (state, _) = after([Event::Loaded { from: PackFrom::Nowhere, pack: None, answer }]);
    assert_eq!(state.notice, Some(Notice::Reader(Reason::WorkerLost)));
}
