//! The lists that are part of this build.

use super::{
    list::List,
    pack::{self, Authority, PackError},
    store::{ScopeConflict, TrustStore},
};

/// The default pack: public lists as of the day that its manifest says.
/// `static/trust/PROVENANCE.md` says how it was made.
///
/// # Errors
/// [`PackError`] if the build is broken; a test holds that it is not.
pub fn embedded() -> Result<List, PackError> {
    let mut list = pack::open(PACK, Authority::Build)?;
    list.name = "embedded".to_owned();
    Ok(list)
}

/// The demo issuers, and every other key whose private part is in the source; all of scope `demo`.
///
/// # Errors
/// [`PackError`] if the build is broken; a test holds that it is not.
pub fn demo() -> Result<List, PackError> {
    // It never ages: nobody renews a demo issuer.
    Ok(List { created: None, sequence: None, ..pack::open(DEMO, Authority::Build)? })
}

/// A store of `lists` and of the demo issuers, named after the lists; and keys of two scopes.
///
/// The demo issuers are part of the program, whatever lists are in use, and everybody has their
/// private keys: where a list calls one of them real, the lower scope counts.
pub fn store_with_demo(mut lists: Vec<List>) -> (TrustStore, Vec<ScopeConflict>) {
    let names: Vec<&str> = lists.iter().map(|list| list.name.as_str()).collect();
    let name = names.join(" + ");
    match demo() {
        Ok(demo) => lists.push(demo),
        // Without it a list could call one of those keys real.
        Err(_) => lists.clear(),
    }
    let (mut store, conflicts) = TrustStore::of(&lists);
    store.rename(name);
    (store, conflicts)
}

const PACK: &[u8] = include_bytes!("../../static/trust/default.pack");
/// What `vidimus issue demo` writes. The keys that it vouches for are derived in `issue`, and what
/// verifies has no use for those.
const DEMO: &[u8] = include_bytes!("../../static/trust/demo.pack");
