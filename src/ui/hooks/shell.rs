//! What the page holds of the browser: the reader, the camera, the file that was chosen last.

use crate::{
    app::Event,
    browser::{camera::Camera, errand, pixels::Pixels, worker::Reader},
    protocol::{Errand, Reply},
    verdict::Reason,
};
use futures_channel::oneshot;
use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    pin::pin,
    rc::Rc,
    task::Poll,
};
use web_sys::{File, HtmlVideoElement};
use yew::{Callback, NodeRef};

/// Things that are not data.
pub(crate) struct Shell {
    pub(super) reader: Reader,
    video: NodeRef,
    camera: RefCell<Option<Camera>>,
    /// The view that the camera is for; one that opens too late for its view is let go.
    camera_for: Cell<Option<u32>>,
    file: RefCell<Option<File>>,
    /// Ends the request that is under way, if it is dropped.
    errand: RefCell<Option<oneshot::Sender<()>>>,
}

impl Shell {
    pub(super) fn new() -> Self {
        Self {
            reader: Reader::start(),
            video: NodeRef::default(),
            camera: RefCell::default(),
            camera_for: Cell::default(),
            file: RefCell::default(),
            errand: RefCell::default(),
        }
    }

    /// Where the camera's picture is to be drawn.
    pub(crate) fn video(&self) -> NodeRef {
        self.video.clone()
    }

    /// Takes a file and reports it.
    pub(crate) fn file_callback(self: &Rc<Self>, send: &Callback<Event>) -> Callback<File> {
        let shell = Rc::clone(self);
        send.reform(move |file| {
            shell.file.replace(Some(file));
            Event::PictureChosen
        })
    }

    pub(super) fn take_file(&self) -> Option<File> {
        self.file.take()
    }

    /// Asks a host; `None` when that was stopped.
    pub(super) async fn run_errand(&self, errand: &Errand) -> Option<Result<Reply, Reason>> {
        let (stop, stopped) = oneshot::channel::<()>();
        self.errand.replace(Some(stop));
        let (mut asked, mut stopped) = (pin!(errand::run(errand)), pin!(stopped));
        poll_fn(|context| {
            if stopped.as_mut().poll(context).is_ready() {
                return Poll::Ready(None);
            }
            asked.as_mut().poll(context).map(Some)
        })
        .await
    }

    /// Ends the request that is under way: its frame goes, and the request with it.
    pub(super) fn stop_errand(&self) {
        self.errand.take();
    }

    pub(super) async fn open_camera(self: Rc<Self>, ticket: u32, send: Callback<Event>) {
        self.camera_for.set(Some(ticket));
        let failed = |reason| Event::CameraFailed { ticket, reason };
        let Some(video) = self.video.cast::<HtmlVideoElement>() else {
            return send.emit(failed(Reason::CameraLost));
        };
        let shell = Rc::downgrade(&self);
        let on_lost = send.reform(move |()| {
            if let Some(shell) = shell.upgrade() {
                shell.close_camera();
            }
            Event::CameraFailed { ticket, reason: Reason::CameraLost }
        });
        let opened = Camera::open(video, on_lost).await;
        if self.camera_for.get() != Some(ticket) {
            return;
        }
        match opened {
            Ok(camera) => {
                self.camera.replace(Some(camera));
                send.emit(Event::CameraOpened { ticket });
            }
            Err(reason) => send.emit(failed(reason)),
        }
    }

    pub(super) fn close_camera(&self) {
        self.camera_for.set(None);
        self.camera.take();
    }

    pub(super) fn grab(&self) -> Option<Pixels> {
        self.camera.borrow().as_ref().and_then(Camera::grab)
    }
}
