//! The keys that are trusted, found by their identifier.

use super::{
    TrustError,
    list::{Entry, List, Role, serves},
    path::{self, Authority},
};
use crate::{
    envelope::KeyHint,
    moment::Moment,
    scheme::Sealed,
    signature::{Candidate, PublicKey, Scope, Signer, Usage},
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// Every key that may vouch for a certificate, and where the list came from.
#[derive(Clone, Debug, Default)]
pub struct TrustStore {
    keys: Vec<Held>,
    by_kid: BTreeMap<Vec<u8>, Vec<usize>>,
    /// Who may vouch for a signer that came with a code.
    authorities: Vec<Authority>,
    unclaimed: usize,
    provenance: Provenance,
}

#[derive(Clone, Debug)]
struct Held {
    spki: Vec<u8>,
    /// What it may be used in, as its lists say; `None` is everything.
    domains: Vec<Option<String>>,
    signer: Signer,
}

impl Held {
    fn serves(&self, sealed: &Sealed) -> bool {
        self.domains.iter().any(|domain| serves(domain.as_deref(), sealed.scheme()))
    }

    fn candidate(&self) -> Candidate<'_> {
        Candidate { spki: Cow::Borrowed(&self.spki), signer: Cow::Borrowed(&self.signer) }
    }
}

/// Where a store's lists came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The lists, for people.
    pub source: String,
    /// When the oldest list with a date was signed or published: the age to show.
    pub oldest: Option<Moment>,
    /// The same of the newest: no clock that stands before it is right.
    pub newest: Option<Moment>,
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
    ///
    /// The same key may stand in several lists. It is held once for each issuer that it is bound to,
    /// on the narrower terms, whatever the order of the lists.
    pub fn of(lists: &[List]) -> (Self, Vec<ScopeConflict>) {
        let mut store = Self::default();
        let names: Vec<&str> = lists.iter().map(|list| list.name.as_str()).collect();
        let dates = || lists.iter().filter_map(|list| list.created);
        store.provenance = Provenance {
            source: names.join(" + "),
            oldest: dates().min(),
            newest: dates().max(),
            sequence: lists.iter().filter_map(|list| list.sequence).max(),
        };
        let listed = || {
            let of = |list: &'_ List| list.created;
            lists
                .iter()
                .flat_map(move |list| list.entries.iter().map(move |entry| (entry, of(list))))
        };
        let lowest = lowest_scopes(listed().map(|(entry, _)| entry));
        let issuers = issuers(listed().map(|(entry, _)| entry));
        let mut conflicts = Vec::new();
        let (mut keys, mut authorities): (ByKey<'_>, ByKey<'_>) = Default::default();
        for (entry, created) in listed() {
            let held = match entry.role {
                Role::Signer => &mut keys,
                Role::Authority if entry.vouches() => &mut authorities,
                Role::Authority | Role::Other => continue,
            };
            let Some(claimed) = entry.scope else { continue };
            let counted_as = lowest.get(entry.spki.as_slice()).copied().unwrap_or(claimed);
            if counted_as != claimed {
                conflicts.push(ScopeConflict { kid: entry.kid.clone(), counted_as, claimed });
            }
            // A list that binds a key to no issuer says what it says of the key whoever uses it,
            // and lifts no other list's binding.
            let own = BTreeSet::from([entry.issuer.as_deref()]);
            let bound = issuers.get(&key(entry));
            for &issuer in bound.filter(|_| entry.issuer.is_none()).unwrap_or(&own) {
                held.entry((&entry.kid, &entry.spki, issuer))
                    .and_modify(|terms| terms.meet(entry, created))
                    .or_insert_with(|| Terms { issuer, ..Terms::of(entry, created, counted_as) });
            }
        }
        for ((kid, spki, _), terms) in keys {
            store.hold(kid, spki, &terms);
        }
        let mut revocations: Vec<_> =
            lists.iter().flat_map(|list| &list.revocations).map(|list| (list, false)).collect();
        for ((kid, spki, _), terms) in authorities {
            let Ok(key) = PublicKey::from_spki(spki) else { continue };
            let mut authority = Authority {
                key,
                subjects: terms.subjects.iter().map(|subject| subject.to_vec()).collect(),
                domains: terms.domains(),
                holder: terms.signer(kid),
                revoked: BTreeSet::new(),
            };
            // One key may be held under two identifiers, so a list can be of several.
            for (list, claimed) in &mut revocations {
                *claimed |= authority.learn(list);
            }
            store.authorities.push(authority);
        }
        store.unclaimed = revocations.iter().filter(|(_, claimed)| !claimed).count();
        (store, conflicts)
    }

    fn hold(&mut self, kid: &[u8], spki: &[u8], terms: &Terms<'_>) {
        let index = self.keys.len();
        self.by_kid.entry(kid.to_vec()).or_default().push(index);
        let (domains, signer) = (terms.domains(), terms.signer(kid));
        self.keys.push(Held { spki: spki.to_vec(), domains, signer });
    }

    /// Every key with the identifier that `sealed` names and that may sign in its scheme; those of
    /// the issuer that it names come first, since one key may serve many issuers.
    pub fn candidates(&self, sealed: &Sealed) -> Vec<Candidate<'_>> {
        let KeyHint::Kid(kid) = sealed.seal().key() else {
            return Vec::new();
        };
        let named = self.by_kid.get(kid).into_iter().flatten();
        // A list that names no identifiers names a domain: never is a key tried everywhere.
        let nameless = self.by_kid.get([].as_slice()).into_iter().flatten();
        let of_a_domain = |held: &&Held| held.domains.iter().all(Option::is_some);
        let held = |&index: &usize| self.keys.get(index);
        let mut candidates: Vec<Candidate<'_>> = named
            .filter_map(held)
            .chain(nameless.filter_map(held).filter(of_a_domain))
            .filter(|held| held.serves(sealed))
            .map(Held::candidate)
            .collect();
        let claimed = sealed.unproven().issuer.as_ref();
        candidates.sort_by_key(|candidate| {
            candidate.signer.issuer.as_ref().is_some_and(|issuer| Some(issuer) != claimed)
        });
        candidates
    }

    /// The signer whose certificate came with `sealed`: one that an authority held here signed, or
    /// one whose key a list names itself.
    ///
    /// # Errors
    /// [`TrustError::AuthorityUnknown`] when nobody held here is named by the certificate;
    /// [`TrustError::AuthorityMismatch`] when the one that it names did not sign it.
    pub fn vouched(
        &self,
        sealed: &Sealed,
        certificate: &[u8],
    ) -> Result<Candidate<'_>, TrustError> {
        let error = match path::vouched(&self.authorities, sealed, certificate) {
            Ok(candidate) => return Ok(candidate),
            Err(error) => error,
        };
        let listed = path::embedded_key(certificate)
            .filter(|_| error == TrustError::AuthorityUnknown)
            .and_then(|spki| {
                self.keys.iter().find(|held| held.spki == spki && held.serves(sealed))
            });
        listed.map(Held::candidate).ok_or(error)
    }

    /// How many revocation lists are of no authority held here: they withdraw nobody.
    pub const fn unclaimed_revocations(&self) -> usize {
        self.unclaimed
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

/// Keys by their identifier, themselves, and the issuer that they are bound to.
type ByKey<'l> = BTreeMap<(&'l [u8], &'l [u8], Option<&'l str>), Terms<'l>>;

/// On what terms a key is held that stands in one list or in several.
///
/// What any list forbids is forbidden: a bare key beside its own certificate lifts neither the
/// certificate's usage nor its validity. Two certificates of one key vouch for it in turn, so of
/// several stated periods the first beginning and the last end count. Words and date are those of
/// the newest list that has the key.
struct Terms<'l> {
    entry: &'l Entry,
    domains: BTreeSet<Option<&'l str>>,
    /// Every name that an authority's certificates give this key.
    subjects: BTreeSet<&'l [u8]>,
    issuer: Option<&'l str>,
    listed: Option<Moment>,
    scope: Scope,
    usage: Usage,
    not_before: Option<Moment>,
    not_after: Option<Moment>,
}

impl<'l> Terms<'l> {
    fn of(entry: &'l Entry, listed: Option<Moment>, scope: Scope) -> Self {
        let &Entry { usage, not_before, not_after, .. } = entry;
        let domains = BTreeSet::from([entry.domain.as_deref()]);
        let subjects = entry.subject.as_deref().into_iter().collect();
        let issuer = entry.issuer.as_deref();
        Self { entry, domains, subjects, issuer, listed, scope, usage, not_before, not_after }
    }

    fn meet(&mut self, entry: &'l Entry, listed: Option<Moment>) {
        self.domains.insert(entry.domain.as_deref());
        self.subjects.extend(entry.subject.as_deref());
        self.usage = self.usage.and(entry.usage);
        self.not_before = self.not_before.into_iter().chain(entry.not_before).min();
        self.not_after = self.not_after.into_iter().chain(entry.not_after).max();
        // Names decide where dates do not, so that the order of the lists never does.
        let rank = |entry: &'l Entry, listed| (listed, &entry.source, &entry.name, &entry.country);
        if rank(entry, listed) > rank(self.entry, self.listed) {
            (self.entry, self.listed) = (entry, listed);
        }
    }
}

impl Terms<'_> {
    fn domains(&self) -> Vec<Option<String>> {
        self.domains.iter().map(|domain| domain.map(str::to_owned)).collect()
    }

    /// The holder of the key with this identifier, on these terms.
    fn signer(&self, kid: &[u8]) -> Signer {
        let Entry { name, country, source, .. } = self.entry;
        Signer {
            name: name.clone(),
            issuer: self.issuer.map(str::to_owned),
            country: country.clone(),
            kid: kid.to_vec(),
            source: source.clone(),
            listed: self.listed,
            scope: self.scope,
            usage: self.usage,
            not_before: self.not_before,
            not_after: self.not_after,
            revoked: false,
        }
    }
}

/// A key by its identifier and itself.
type Key<'e> = (&'e [u8], &'e [u8]);

fn key(entry: &Entry) -> Key<'_> {
    (&entry.kid, &entry.spki)
}

/// The issuers that lists bind each key to.
fn issuers<'e>(
    entries: impl Iterator<Item = &'e Entry>,
) -> BTreeMap<Key<'e>, BTreeSet<Option<&'e str>>> {
    let mut issuers: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for entry in entries.filter(|entry| entry.issuer.is_some()) {
        issuers.entry(key(entry)).or_default().insert(entry.issuer.as_deref());
    }
    issuers
}

/// The same key under two scopes counts as the lower: a test key must never make a green.
fn lowest_scopes<'e>(entries: impl Iterator<Item = &'e Entry>) -> BTreeMap<&'e [u8], Scope> {
    let mut lowest = BTreeMap::new();
    for entry in entries {
        let Some(scope) = entry.scope else { continue };
        let held = lowest.entry(entry.spki.as_slice()).or_insert(scope);
        *held = scope.min(*held);
    }
    lowest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        signature::KeyKind,
        trust::list::{Proof, Role},
    };

    fn list(name: &str, created: Option<i64>, change: fn(&mut Entry)) -> List {
        let mut entry = Entry {
            kid: vec![1],
            spki: vec![2],
            kind: KeyKind::P256,
            role: Role::Signer,
            domain: None,
            scope: Some(Scope::Live),
            issuer: None,
            name: None,
            country: None,
            usage: Usage::ANY,
            not_before: None,
            not_after: None,
            source: name.to_owned(),
            subject: None,
        };
        change(&mut entry);
        List {
            name: name.to_owned(),
            form: "made by a test",
            scope: None,
            created: created.map(Moment::from_unix_seconds),
            sequence: None,
            proof: Proof::Absent,
            entries: vec![entry],
            revocations: Vec::new(),
            refused: Vec::new(),
        }
    }

    #[test]
    fn a_key_of_several_lists_is_held_once_on_the_narrower_terms_in_any_order() {
        const TESTS: Usage = Usage { recovery: false, test: true, vaccination: false };
        let moment = |seconds| Some(Moment::from_unix_seconds(seconds));
        let certificate = |entry: &mut Entry| {
            entry.usage = TESTS;
            entry.domain = Some("DCC".to_owned());
            entry.not_before = Some(Moment::from_unix_seconds(10));
            entry.not_after = Some(Moment::from_unix_seconds(20));
        };
        let renewed = |entry: &mut Entry| {
            entry.not_before = Some(Moment::from_unix_seconds(18));
            entry.not_after = Some(Moment::from_unix_seconds(40));
            entry.name = Some("Issuer".to_owned());
        };
        let lists = [
            list("bare", None, |_| ()),
            list("certificate", Some(100), certificate),
            list("renewed", Some(200), renewed),
        ];
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let ordered: Vec<List> = order.iter().map(|&index| lists[index].clone()).collect();
            let (store, conflicts) = TrustStore::of(&ordered);
            assert_eq!(conflicts, [], "{order:?}");
            let signers: Vec<&Signer> = store.signers().collect();
            let expected = Signer {
                name: Some("Issuer".to_owned()),
                issuer: None,
                country: None,
                kid: vec![1],
                source: "renewed".to_owned(),
                listed: moment(200),
                scope: Scope::Live,
                usage: TESTS,
                not_before: moment(10),
                not_after: moment(40),
                revoked: false,
            };
            assert_eq!(signers, [&expected], "{order:?}");
            let provenance = store.provenance();
            assert_eq!((provenance.oldest, provenance.newest), (moment(100), moment(200)));
        }
    }

    /// One key may serve hundreds of issuers (the hosts of SMART Health Cards do that): each of
    /// them is held, and a list that names no issuer makes it nobody else's.
    #[test]
    fn a_key_is_held_for_each_issuer_that_it_is_bound_to() {
        let bound_a = |entry: &mut Entry| entry.issuer = Some("https://a.example".to_owned());
        let bound_b = |entry: &mut Entry| entry.issuer = Some("https://b.example".to_owned());
        let tests_only = |entry: &mut Entry| entry.usage.vaccination = false;
        let lists = [
            list("a", Some(1), bound_a),
            list("free", Some(2), tests_only),
            list("b", Some(3), bound_b),
        ];
        for order in [[0, 1, 2], [1, 0, 2], [2, 0, 1], [2, 1, 0]] {
            let ordered: Vec<List> = order.iter().map(|&index| lists[index].clone()).collect();
            let (store, _) = TrustStore::of(&ordered);
            let held: Vec<(Option<&str>, bool)> = store
                .signers()
                .map(|signer| (signer.issuer.as_deref(), signer.usage.vaccination))
                .collect();
            let expected = [(Some("https://a.example"), false), (Some("https://b.example"), false)];
            assert_eq!(held, expected, "{order:?}");
        }
    }
}
