//! The keys that are trusted, found by their identifier.

use super::list::{Entry, List, Role, serves};
use crate::{
    envelope::KeyHint,
    moment::Moment,
    scheme::Sealed,
    signature::{Candidate, Scope, Signer},
};
use std::collections::{BTreeMap, BTreeSet};

/// Every key that may vouch for a certificate, and where the list came from.
#[derive(Clone, Debug, Default)]
pub struct TrustStore {
    keys: Vec<Held>,
    by_kid: BTreeMap<Vec<u8>, Vec<usize>>,
    provenance: Provenance,
}

#[derive(Clone, Debug)]
struct Held {
    spki: Vec<u8>,
    domain: Option<String>,
    signer: Signer,
}

/// Where a store's lists came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The lists, for people.
    pub source: String,
    /// When the newest list with a date was signed or published.
    pub created: Option<Moment>,
    /// The number of the pack, if it is one.
    pub sequence: Option<u64>,
}

/// One key that two lists give two scopes; it counts as the lower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeConflict {
    /// Its identifier.
    pub kid: Vec<u8>,
    /// What it counts as.
    pub counted_as: Scope,
    /// What the other list said.
    pub claimed: Scope,
}

impl TrustStore {
    /// A store of all signers in `lists`. Entries without a scope are left out: nobody said what
    /// they are worth.
    pub fn of(lists: &[List]) -> (Self, Vec<ScopeConflict>) {
        let mut store = Self::default();
        let names: Vec<&str> = lists.iter().map(|list| list.name.as_str()).collect();
        store.provenance = Provenance {
            source: names.join(" + "),
            created: lists.iter().filter_map(|list| list.created).max(),
            sequence: lists.iter().filter_map(|list| list.sequence).max(),
        };
        let entries: Vec<&Entry> = lists.iter().flat_map(|list| &list.entries).collect();
        let lowest = lowest_scopes(&entries);
        let mut conflicts = Vec::new();
        let mut seen = BTreeSet::new();
        for entry in entries {
            let (Role::Signer, Some(claimed)) = (entry.role, entry.scope) else {
                continue;
            };
            let counted_as = lowest.get(entry.spki.as_slice()).copied().unwrap_or(claimed);
            if counted_as != claimed {
                conflicts.push(ScopeConflict { kid: entry.kid.clone(), counted_as, claimed });
            }
            if seen.insert((&entry.kid, &entry.spki, &entry.domain)) {
                store.hold(entry, counted_as);
            }
        }
        (store, conflicts)
    }

    fn hold(&mut self, entry: &Entry, scope: Scope) {
        let index = self.keys.len();
        self.by_kid.entry(entry.kid.clone()).or_default().push(index);
        self.keys.push(Held {
            spki: entry.spki.clone(),
            domain: entry.domain.clone(),
            signer: Signer {
                name: entry.name.clone(),
                country: entry.country.clone(),
                kid: entry.kid.clone(),
                source: entry.source.clone(),
                scope,
                usage: entry.usage,
                not_before: entry.not_before,
                not_after: entry.not_after,
            },
        });
    }

    /// Every key with the identifier that `sealed` names and that may sign in its scheme.
    pub fn candidates(&self, sealed: &Sealed) -> Vec<Candidate<'_>> {
        let KeyHint::Kid(kid) = sealed.seal().key() else {
            return Vec::new();
        };
        let indexes = self.by_kid.get(kid).map(Vec::as_slice).unwrap_or_default();
        indexes
            .iter()
            .filter_map(|&index| self.keys.get(index))
            .filter(|held| serves(held.domain.as_deref(), sealed.scheme()))
            .map(|held| Candidate { spki: &held.spki, signer: &held.signer })
            .collect()
    }

    /// Where the lists came from.
    pub const fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// Gives the store another name for people.
    pub fn rename(&mut self, source: String) {
        self.provenance.source = source;
    }

    /// The signers held.
    pub fn signers(&self) -> impl Iterator<Item = &Signer> {
        self.keys.iter().map(|held| &held.signer)
    }
}

/// The same key under two scopes counts as the lower: a test key must never make a green.
fn lowest_scopes<'e>(entries: &[&'e Entry]) -> BTreeMap<&'e [u8], Scope> {
    let mut lowest = BTreeMap::new();
    for entry in entries {
        let Some(scope) = entry.scope else { continue };
        let held = lowest.entry(entry.spki.as_slice()).or_insert(scope);
        *held = scope.min(*held);
    }
    lowest
}
