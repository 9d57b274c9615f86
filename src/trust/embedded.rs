//! The list that is part of this build.

use super::{
    list::List,
    pack::{self, Authority, PackError},
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

const PACK: &[u8] = include_bytes!("../../static/trust/default.pack");
