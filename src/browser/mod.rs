//! The browser: everything that the page asks of it.
//!
//! One file speaks to one Web API, knows its ways of failing, and gives back what it took when it
//! is dropped. What can fail ends in a [`Reason`](crate::verdict::Reason), in `None` or in nothing
//! at all, never in a panic. Nothing here decides anything about a certificate.
//!
//! - [`worker`]: the worker that reads and judges; started, watched and restarted
//! - [`messages`]: the form of the messages between page and worker
//! - [`camera`]: the rear camera, frame by frame
//! - [`pixels`]: pictures as pixels, from files and from modules
//! - [`store`]: the trust pack and the settings that are kept, in IndexedDB
//! - [`fetch`]: new trust packs, from this page's own origin
//! - [`errand`]: what lies behind a link, from another host and in a document of its own
//! - [`visibility`]: whether somebody can see the page
//! - [`focus`]: where the keyboard is
//! - [`files`]: files that were chosen or dropped
//! - [`offline`]: the service worker, and whether there is a network
//! - [`signal`]: tones and vibration
//! - [`intl`]: dates, countries and spans of days in the language of the page
//! - [`page`]: the document itself, its address and the clipboard
//! - [`clock`]: the time, pauses, and limits on waiting
//! - [`console`]: reports of panics
//! - `canvas`: from something drawn to pixels
//! - `listener`: an event listener that removes itself

pub mod camera;
pub mod clock;
pub mod console;
pub mod errand;
pub mod fetch;
pub mod files;
pub mod focus;
pub mod intl;
pub mod messages;
pub mod offline;
pub mod page;
pub mod pixels;
pub mod signal;
pub mod store;
pub mod visibility;
pub mod worker;

mod canvas;
mod listener;
