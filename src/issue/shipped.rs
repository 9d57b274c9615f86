//! What of the demo issuers a verifier has: the pack that vouches for them.

use super::{demo_issuer, demo_list, specimen_lists};
use crate::{
    moment::Moment,
    trust::pack::{self, Manifest},
};
use std::convert::Infallible;

/// The pack of the demo issuers; the same bytes every time. `None` if there is no key.
pub fn demo_pack() -> Option<Vec<u8>> {
    let issuer = demo_issuer()?;
    let lists = demo_list().into_iter().chain(specimen_lists());
    let entries: Vec<_> = lists.flat_map(|list| list.entries).collect();
    // It has no age, and nobody updates it.
    let never = Moment::from_unix_seconds(0);
    let manifest = Manifest {
        name: "vidimus-demo".to_owned(),
        sequence: 1,
        created: never,
        next_update: never,
    };
    pack::build(&manifest, &entries, &[], |message| Ok::<_, Infallible>(issuer.sign(message))).ok()
}
