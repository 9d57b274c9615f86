//! An allocator that ends the process when one input makes the program hold too much memory:
//! libFuzzer's own limits see either the whole process or nothing, without a sanitizer.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    process,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

/// Most bytes that one input may make the program hold. No input of a target is larger than 64 KB,
/// and the largest thing that is ever inflated is a file behind a link, of 16 MB.
const LIMIT: usize = 96 * 1024 * 1024;

/// The system's allocator, counting.
pub(crate) struct Limited;

static HELD: AtomicUsize = AtomicUsize::new(0);
static ALLOWED: AtomicUsize = AtomicUsize::new(usize::MAX);

/// Runs something that may hold [`LIMIT`] more than is held now.
pub(crate) fn limited<T>(run: impl FnOnce() -> T) -> T {
    ALLOWED.store(HELD.load(Relaxed).saturating_add(LIMIT), Relaxed);
    let result = run();
    ALLOWED.store(usize::MAX, Relaxed);
    result
}

fn take(size: usize) {
    if HELD.fetch_add(size, Relaxed).saturating_add(size) > ALLOWED.load(Relaxed) {
        ALLOWED.store(usize::MAX, Relaxed);
        eprintln!("== finding: more than {LIMIT} bytes held for one input ({size} asked for)");
        process::abort();
    }
}

// SAFETY: every call goes to the system's allocator as it came; what is added only counts.
unsafe impl GlobalAlloc for Limited {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        // SAFETY: the caller's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        // SAFETY: the caller's.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's.
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        take(size);
        HELD.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's.
        unsafe { System.realloc(place, layout, size) }
    }
}
