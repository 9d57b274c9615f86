//! The page without a network: the service worker that keeps its files, and whether there is one.

use super::{listener::Listener, page};
use js_sys::{Object, Reflect};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    DomException, RegistrationOptions, ServiceWorker, ServiceWorkerContainer,
    ServiceWorkerRegistration, ServiceWorkerState, ServiceWorkerUpdateViaCache,
};
use yew::Callback;

/// Does the page work without a network?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfflineState {
    /// No: the browser cannot do it, or could not store the files.
    Unsupported,
    /// No: the page is not served over https, or with a self-made certificate.
    Insecure,
    /// Not yet: its files are being stored.
    Installing,
    /// Yes.
    Ready,
    /// Yes, and a newer version is stored: [`take_update`] changes to it.
    UpdateWaiting,
}

/// Has the page kept for offline use, and reports the state now and whenever it changes. To be
/// called once; it goes on for as long as the page is open.
pub fn watch(on_change: Callback<OfflineState>) {
    match container() {
        Some(container) => Keeper::start(container, on_change),
        None if page::secure_context() => on_change.emit(OfflineState::Unsupported),
        None => on_change.emit(OfflineState::Insecure),
    }
}

/// Changes to the version that waits; the page loads anew.
pub fn take_update() {
    KEEPER.with_borrow(|keeper| {
        if let Some(keeper) = keeper {
            keeper.take_update();
        }
    });
}

/// Is there a network? A guess: true says little, false says much.
pub fn online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Reports when the network comes and goes, until what is returned is dropped.
pub fn watch_online(on_change: Callback<bool>) -> OnlineWatch {
    let listeners = web_sys::window().map(|window| {
        ["online", "offline"].map(|event| {
            let on_change = on_change.clone();
            Listener::on(&window, event, move |_| on_change.emit(online()))
        })
    });
    OnlineWatch { _listeners: listeners }
}

/// Listens until it is dropped.
#[derive(Debug)]
#[must_use = "it listens until it is dropped"]
pub struct OnlineWatch {
    _listeners: Option<[Listener; 2]>,
}

thread_local! {
    /// A page has one service worker and one life; what is kept here ends with it.
    static KEEPER: RefCell<Option<Rc<Keeper>>> = const { RefCell::new(None) };
}

/// Follows the service worker's registration.
struct Keeper {
    container: ServiceWorkerContainer,
    registration: RefCell<Option<ServiceWorkerRegistration>>,
    on_change: Callback<OfflineState>,
    reported: Cell<Option<OfflineState>>,
    /// This page's files came from a service worker, or are about to.
    controlled: Cell<bool>,
    reloading: Cell<bool>,
    listeners: RefCell<Vec<Listener>>,
}

impl Keeper {
    fn start(container: ServiceWorkerContainer, on_change: Callback<OfflineState>) {
        let keeper = Rc::new(Self {
            registration: RefCell::default(),
            on_change,
            reported: Cell::default(),
            controlled: Cell::new(container.controller().is_some()),
            reloading: Cell::default(),
            listeners: RefCell::default(),
            container,
        });
        KEEPER.set(Some(Rc::clone(&keeper)));
        let changed = Rc::clone(&keeper);
        keeper.listen(&keeper.container, "controllerchange", move || changed.controller_changed());
        spawn_local(async move { keeper.register().await });
    }

    async fn register(self: Rc<Self>) {
        // A page that came from the service worker is kept already.
        self.report(if self.controlled.get() {
            OfflineState::Ready
        } else {
            OfflineState::Installing
        });
        let options = RegistrationOptions::new();
        options.set_scope("./");
        options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
        match self.container.register_with_options("./sw.js", &options).await {
            Ok(registration) => self.follow(registration.unchecked_into()),
            Err(error) => self.report(self.refused(&error)),
        }
    }

    fn refused(&self, error: &JsValue) -> OfflineState {
        let name = error.dyn_ref::<DomException>().map(DomException::name);
        match name.as_deref() {
            Some("SecurityError") => OfflineState::Insecure,
            // What was stored before still serves this page.
            _ if self.controlled.get() => OfflineState::Ready,
            _ => OfflineState::Unsupported,
        }
    }

    fn follow(self: Rc<Self>, registration: ServiceWorkerRegistration) {
        let (found, source) = (Rc::clone(&self), registration.clone());
        self.listen(&registration, "updatefound", move || {
            if let Some(worker) = source.installing() {
                found.follow_worker(&worker);
            }
            found.report_now();
        });
        let workers = [registration.installing(), registration.waiting(), registration.active()];
        workers.iter().flatten().for_each(|worker| self.follow_worker(worker));
        self.registration.replace(Some(registration));
        self.report_now();
    }

    fn follow_worker(self: &Rc<Self>, worker: &ServiceWorker) {
        let changed = Rc::clone(self);
        self.listen(worker, "statechange", move || changed.report_now());
    }

    fn take_update(&self) {
        let registration = self.registration.borrow();
        if let Some(waiting) = registration.as_ref().and_then(ServiceWorkerRegistration::waiting) {
            self.controlled.set(true);
            let message = Object::new();
            Reflect::set(&message, &"type".into(), &"take-update".into()).ok();
            waiting.post_message(&message).ok();
        }
    }

    /// The first service worker serves the files that this page has already. A later one serves
    /// others, also when another tab has asked for it: old and new must not mix.
    fn controller_changed(&self) {
        if self.controlled.replace(true) && !self.reloading.replace(true) {
            page::reload();
        }
        self.report_now();
    }

    fn report_now(&self) {
        let state = self.registration.borrow().as_ref().map(state_of);
        if let Some(state) = state {
            self.report(state);
        }
    }

    fn report(&self, state: OfflineState) {
        if self.reported.replace(Some(state)) != Some(state) {
            self.on_change.emit(state);
        }
    }

    fn listen(
        &self,
        target: &web_sys::EventTarget,
        event: &'static str,
        mut act: impl FnMut() + 'static,
    ) {
        self.listeners.borrow_mut().push(Listener::on(target, event, move |_| act()));
    }
}

fn state_of(registration: &ServiceWorkerRegistration) -> OfflineState {
    match registration.active() {
        Some(_) if registration.waiting().is_some() => OfflineState::UpdateWaiting,
        Some(active) if active.state() == ServiceWorkerState::Activated => OfflineState::Ready,
        None if registration.installing().is_none() && registration.waiting().is_none() => {
            OfflineState::Unsupported
        }
        _ => OfflineState::Installing,
    }
}

/// `None` in pages that are not secure, and where the browser or its private mode has none.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let container = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.dyn_into().ok()
}
