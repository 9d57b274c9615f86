//! Counts what is allocated.

use dhat::{HeapStats, Profiler};

#[global_allocator]
static COUNTING: dhat::Alloc = dhat::Alloc;

/// What something allocated.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    /// Bytes in all.
    pub(super) allocated: u64,
    /// The most bytes at once.
    pub(super) held: usize,
}

/// Does it, and counts. What is allocated elsewhere meanwhile counts too.
pub(super) fn of<R>(work: impl FnOnce() -> R) -> (R, Count) {
    // Where the allocations come from is not asked.
    let counting = Profiler::builder().testing().trim_backtraces(Some(1)).build();
    let result = work();
    let stats = HeapStats::get();
    drop(counting);
    (result, Count { allocated: stats.total_bytes, held: stats.max_bytes })
}
