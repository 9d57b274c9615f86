//! The state of the page in Yew: events go in, effects come out and are carried out.

use super::{effects::perform, shell::Shell, use_frames::use_frames, use_watches::use_watches};
use crate::app::{Effect, Event, State, Theme, texts::Language, update};
use crate::browser::offline;
use std::{cell::RefCell, collections::VecDeque, rc::Rc};
use yew::prelude::*;

/// The state, how to report an event, and what the page holds of the browser.
#[hook]
pub(crate) fn use_page(
    language: Language,
    theme: Theme,
) -> (Rc<State>, Callback<Event>, Rc<Shell>) {
    let store = use_reducer(|| Store {
        state: Rc::new(State::new(language, theme, offline::online())),
        outbox: Rc::default(),
    });
    let shell = use_memo((), |()| Shell::new());
    let dispatcher = store.dispatcher();
    let send = use_callback((), move |event, ()| dispatcher.dispatch(event));

    // After each drawing, so that what an effect reaches for is there.
    let outbox = Rc::clone(&store.outbox);
    let (worker, reply) = (Rc::clone(&shell), send.clone());
    use_effect(move || {
        while let Some(effect) = take(&outbox) {
            perform(effect, &worker, &reply);
        }
    });

    use_frames(store.state.wants_frames(), &shell, &send);
    use_watches(&send);
    (Rc::clone(&store.state), send, shell)
}

/// The state with the effects that wait to be carried out.
struct Store {
    state: Rc<State>,
    outbox: Rc<RefCell<VecDeque<Effect>>>,
}

impl Reducible for Store {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        let (state, effects) = update((*self.state).clone(), event);
        self.outbox.borrow_mut().extend(effects);
        Rc::new(Self { state: Rc::new(state), outbox: Rc::clone(&self.outbox) })
    }
}

fn take(outbox: &RefCell<VecDeque<Effect>>) -> Option<Effect> {
    outbox.borrow_mut().pop_front()
}
