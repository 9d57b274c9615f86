//! The keys that are trusted, found by their identifier.

use super::{
    TrustError,
    list::{Entry, List, Role, serves},
    path::{self, Authority},
    x509::certificate_kid,
};
use crate::{
    envelope::KeyHint,
    gathered::gathered,
    moment::Moment,
    scheme::Sealed,
    signature::{Candidate, PublicKey, Scope, Signer, Usage, canonical_spki},
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
    /// Keys that some list calls a test's or a demo's, in canonical form.
    lowered: BTreeMap<Vec<u8>, Scope>,
    unclaimed: usize,
    provenance: Provenance,
}

/// One key, whatever lists and certificates name it by whatever identifiers.
#[derive(Clone, Debug)]
struct Held {
    /// In its canonical form.
    spki: Vec<u8>,
    /// What it may be used in, as its lists say; `None` is everything.
    domains: Vec<Option<String>>,
    /// Its holder for each issuer that it is bound to; one alone when it is bound to none.
    holders: BTreeMap<Option<String>, Signer>,
}

impl Held {
    fn serves(&self, sealed: &Sealed) -> bool {
        self.domains.iter().any(|domain| serves(domain.as_deref(), sealed.scheme()))
    }

    /// The key as a candidate under the identifier that it was found by: as that of the issuer that
    /// is claimed if it is bound to that one, and otherwise of one that it is bound to.
    fn candidate(&self, kid: &[u8], claimed: Option<&String>) -> Option<Candidate<'_>> {
        let named = self.holders.get(&claimed.cloned());
        let signer = named.or_else(|| self.holders.values().next())?;
        let signer = Signer { kid: kid.to_vec(), ..signer.clone() };
        Some(Candidate { spki: Cow::Borrowed(&self.spki), signer: Cow::Owned(signer) })
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
    /// The same key may stand in several lists, in several certificates and under several
    /// identifiers. It is one key, whatever the order of the lists: its certificates add up, a bare key
    /// adds nothing, and of two scopes the lower counts.
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
        let listed = lists
            .iter()
            .flat_map(|list| list.entries.iter().map(move |entry| Listed::of(entry, list.created)));
        let listed: Vec<Listed<'_>> = listed.collect();
        let lowest = lowest_scopes(&listed);
        let mut conflicts = Vec::new();
        let (mut keys, mut authorities): (ByKey<'_>, ByKey<'_>) = Default::default();
        for listed in &listed {
            let entry = listed.entry;
            let held = match entry.role {
                Role::Signer => &mut keys,
                Role::Authority if entry.vouches() => &mut authorities,
                Role::Authority | Role::Other => continue,
            };
            let Some(claimed) = entry.scope else { continue };
            let scope = lowest.get(&*listed.spki).copied().unwrap_or(claimed);
            if scope != claimed {
                let kid = entry.kid.clone();
                conflicts.push(ScopeConflict { kid, counted_as: scope, claimed });
            }
            held.entry(&listed.spki).or_insert_with(|| Terms::new(scope)).meet(listed);
        }
        for (spki, terms) in keys {
            store.hold(spki, &terms);
        }
        let mut revocations: Vec<_> =
            lists.iter().flat_map(|list| &list.revocations).map(|list| (list, false)).collect();
        for (spki, terms) in authorities {
            let Ok(key) = PublicKey::from_spki(spki) else { continue };
            let Some(holder) = terms.holders().into_values().next() else { continue };
            let mut authority = Authority {
                key,
                kids: terms.kids(),
                subjects: gathered(terms.subjects.iter().map(|subject| subject.to_vec())),
                domains: terms.domains(),
                holder,
                revoked: BTreeSet::new(),
            };
            for (list, claimed) in &mut revocations {
                *claimed |= authority.learn(list);
            }
            store.authorities.push(authority);
        }
        let lowered = lowest.iter().filter(|(_, scope)| **scope < Scope::Live);
        store.lowered = gathered(lowered.map(|(spki, scope)| (spki.to_vec(), *scope)));
        store.unclaimed = revocations.iter().filter(|(_, claimed)| !claimed).count();
        (store, conflicts)
    }

    fn hold(&mut self, spki: &[u8], terms: &Terms<'_>) {
        let index = self.keys.len();
        for kid in &terms.kids {
            self.by_kid.entry(kid.to_vec()).or_default().push(index);
        }
        let (domains, holders) = (terms.domains(), terms.holders());
        self.keys.push(Held { spki: spki.to_vec(), domains, holders });
    }

    /// Every key with the identifier that `sealed` names and that may sign in its scheme.
    pub fn candidates(&self, sealed: &Sealed) -> Vec<Candidate<'_>> {
        let KeyHint::Kid(kid) = sealed.seal().key() else {
            return Vec::new();
        };
        let claimed = sealed.unproven().issuer.as_ref();
        let named = self.by_kid.get(kid).into_iter().flatten();
        // A list that names no identifiers names a domain: never is a key tried everywhere.
        let nameless = self.by_kid.get([].as_slice()).into_iter().flatten();
        let of_a_domain = |held: &&Held| held.domains.iter().all(Option::is_some);
        let held = |&index: &usize| self.keys.get(index);
        named
            .filter_map(held)
            .chain(nameless.filter_map(held).filter(of_a_domain))
            .filter(|held| held.serves(sealed))
            .filter_map(|held| held.candidate(kid, claimed))
            .collect()
    }

    /// The signer whose certificate came with `sealed`: one that an authority held here signed, or
    /// one whose very certificate a list names itself.
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
            Ok(candidate) => return Ok(self.lowered(candidate)),
            Err(error) => error,
        };
        if error != TrustError::AuthorityUnknown {
            return Err(error);
        }
        // The same key in a certificate that anybody made says nothing: what a signer may sign, and
        // for whom, is read from its certificate.
        let kid = certificate_kid(certificate);
        let named = self.by_kid.get(&kid).into_iter().flatten();
        let mut held = named.filter_map(|&index| self.keys.get(index));
        held.find_map(|held| {
            let listed = held.holders.values().next().filter(|_| held.serves(sealed))?;
            path::listed(listed, &held.spki, sealed, certificate)
        })
        .ok_or(error)
    }

    /// The candidate in the scope that lists give its key, where that is lower.
    fn lowered<'c>(&self, mut candidate: Candidate<'c>) -> Candidate<'c> {
        if let Some(&scope) = self.lowered.get(&*canonical_spki(&candidate.spki)) {
            let signer = candidate.signer.to_mut();
            signer.scope = signer.scope.min(scope);
        }
        candidate
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

    /// The signers held: each key once for each issuer that it is bound to.
    pub fn signers(&self) -> impl Iterator<Item = &Signer> {
        self.keys.iter().flat_map(|held| held.holders.values())
    }
}

/// Keys by their canonical form.
type ByKey<'l> = BTreeMap<&'l [u8], Terms<'l>>;

/// An entry with the date of its list, and its key in canonical form: one key must not be two by
/// being written in two ways.
struct Listed<'l> {
    entry: &'l Entry,
    created: Option<Moment>,
    spki: Cow<'l, [u8]>,
}

impl<'l> Listed<'l> {
    fn of(entry: &'l Entry, created: Option<Moment>) -> Self {
        Self { entry, created, spki: canonical_spki(&entry.spki) }
    }

    /// What decides whose words count: the newest list, and names where dates do not, so that the
    /// order of the lists never does.
    fn rank(&self) -> impl Ord + use<'l> {
        let Entry { source, name, country, kid, .. } = self.entry;
        (self.created, source, name, country, kid)
    }
}

/// On what terms a key is held that stands in one list or in several.
///
/// A bare key beside its own certificate lifts neither the certificate's usage nor its validity,
/// whichever identifier a code names it by. Several certificates of one key (SE has one for each
/// kind of event) vouch for it in turn: it may do what any of them lets it, and of several
/// stated periods the first beginning and the last end count. A key that some list keeps to
/// a domain or to issuers is kept to those that lists name. Words and date are those of the newest
/// list that has the key.
struct Terms<'l> {
    kids: BTreeSet<&'l [u8]>,
    domains: BTreeSet<Option<&'l str>>,
    /// Every name that an authority's certificates give this key.
    subjects: BTreeSet<&'l [u8]>,
    /// Whose words count, for each issuer that lists bind the key to, and for those that bind it
    /// to none.
    words: BTreeMap<Option<&'l str>, &'l Listed<'l>>,
    scope: Scope,
    /// What all lists leave of the uses, for each identifier; and whether that is a certificate's.
    usages: BTreeMap<&'l [u8], (Usage, bool)>,
    not_before: Option<Moment>,
    not_after: Option<Moment>,
}

impl<'l> Terms<'l> {
    const fn new(scope: Scope) -> Self {
        Self {
            kids: BTreeSet::new(),
            domains: BTreeSet::new(),
            subjects: BTreeSet::new(),
            words: BTreeMap::new(),
            scope,
            usages: BTreeMap::new(),
            not_before: None,
            not_after: None,
        }
    }

    fn meet(&mut self, listed: &'l Listed<'l>) {
        let entry = listed.entry;
        self.kids.insert(&entry.kid);
        self.domains.insert(entry.domain.as_deref());
        self.subjects.extend(entry.subject.as_deref());
        let (usage, certified) = self.usages.entry(&entry.kid).or_insert((Usage::ANY, false));
        *usage = usage.and(entry.usage);
        // A bare key has no end, and nobody to say what it is for.
        *certified |= entry.not_after.is_some() || entry.usage != Usage::ANY;
        self.not_before = self.not_before.into_iter().chain(entry.not_before).min();
        self.not_after = self.not_after.into_iter().chain(entry.not_after).max();
        let words = self.words.entry(entry.issuer.as_deref()).or_insert(listed);
        if listed.rank() > words.rank() {
            *words = listed;
        }
    }

    fn kids(&self) -> BTreeSet<Vec<u8>> {
        gathered(self.kids.iter().map(|kid| kid.to_vec()))
    }

    fn domains(&self) -> Vec<Option<String>> {
        let bound = self.domains.iter().any(Option::is_some);
        let counted = self.domains.iter().filter(|domain| !bound || domain.is_some());
        counted.map(|domain| domain.map(str::to_owned)).collect()
    }

    /// What any certificate allows; everything where only bare keys are.
    fn usage(&self) -> Usage {
        let certified = self.usages.values().filter(|(_, certified)| *certified);
        certified.map(|(usage, _)| *usage).reduce(Usage::or).unwrap_or(Usage::ANY)
    }

    /// The holder of the key on these terms, for each issuer.
    fn holders(&self) -> BTreeMap<Option<String>, Signer> {
        let bound = self.words.keys().any(Option::is_some);
        let counted = self.words.iter().filter(|(issuer, _)| !bound || issuer.is_some());
        let holder = |(issuer, words): (&Option<&str>, &&Listed<'_>)| {
            let issuer = issuer.map(str::to_owned);
            (issuer.clone(), self.signer(issuer, words))
        };
        gathered(counted.map(holder))
    }

    fn signer(&self, issuer: Option<String>, words: &Listed<'_>) -> Signer {
        let Entry { name, country, source, kid, .. } = words.entry;
        Signer {
            name: name.clone(),
            issuer,
            country: country.clone(),
            kid: kid.clone(),
            source: source.clone(),
            listed: words.created,
            scope: self.scope,
            usage: self.usage(),
            not_before: self.not_before,
            not_after: self.not_after,
            revoked: false,
        }
    }
}

/// The same key under two scopes counts as the lower: a test key must never make a green. What a
/// key is listed for does not matter.
fn lowest_scopes<'l>(listed: &'l [Listed<'_>]) -> BTreeMap<&'l [u8], Scope> {
    let mut lowest = BTreeMap::new();
    for Listed { entry, spki, .. } in listed {
        let Some(scope) = entry.scope else { continue };
        let held = lowest.entry(&**spki).or_insert(scope);
        *held = scope.min(*held);
    }
    lowest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{signature::KeyKind, trust::list::Role};

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
            created: created.map(Moment::from_unix_seconds),
            entries: vec![entry],
            ..List::empty(name, "made by a test")
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
