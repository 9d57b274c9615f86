//! Ordered collections without sorting.

/// Collects one by one. `collect` sorts first where the collection is an ordered one, and every kind
/// of item brings some 5 KB of sorting to a program that a phone loads.
pub fn gathered<C: Default + Extend<T>, T>(items: impl IntoIterator<Item = T>) -> C {
    let mut collection = C::default();
    collection.extend(items);
    collection
}
