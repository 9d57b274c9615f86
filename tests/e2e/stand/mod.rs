//! What the tests stand on: the built page on a server of their own, an issuer that its pack
//! vouches for, and a browser whose camera shows a film made at that moment.

mod browser;
mod film;
mod host;
mod page;

pub(crate) use browser::{Browser, Camera, Look};
pub(crate) use film::Film;
pub(crate) use host::{Asked, Host, SILENCE};
pub(crate) use page::{Page, Verdict};

use std::{
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};
use tempfile::TempDir;
use vidimus::{
    issue::{Draft, Entry, Issuer},
    moment::Moment,
    signature::Scope,
    trust::{
        self,
        pack::{self, Manifest},
    },
};
use xtask::{
    server::{Answer, Server},
    stage::{self, UpdateKey},
};

/// The page under test on a server. It differs from the shipped one in its update key alone.
pub(crate) struct Stand {
    pub(crate) server: Server,
    pub(crate) scratch: TempDir,
    operator: Issuer,
    issuer: Issuer,
}

impl Stand {
    /// Serves the page and a pack that vouches for [`Stand::issuer`] as a real one.
    pub(crate) fn new() -> Self {
        let scratch = tempfile::tempdir().expect("a folder for this test");
        let operator = Issuer::from_seed("end-to-end operator", "").expect("a key");
        let issuer = Issuer::from_seed("end-to-end issuer", "PT").expect("a key");
        let page = scratch.path().join("page");
        let key = UpdateKey::from_spki(operator.spki()).expect("a key of the right form");
        stage::restage(&dist(), &page, &key).expect("the built page with another update key");
        let server = Server::start(&page, 0).expect("a free port");
        let stand = Self { server, scratch, operator, issuer };
        stand.publish(stand.pack(1));
        stand
    }

    /// Puts this pack at the page's address for updates.
    pub(crate) fn publish(&self, pack: Vec<u8>) {
        self.server.answer("/trust/update.pack", Answer::Bytes(pack));
    }

    /// A pack of this number that vouches for the issuer.
    pub(crate) fn pack(&self, sequence: u64) -> Vec<u8> {
        self.pack_of(sequence, &self.issuer.list("End-to-end issuer", Scope::Live, None).entries)
    }

    /// A pack of this number with these keys.
    pub(crate) fn pack_of(&self, sequence: u64, entries: &[trust::Entry]) -> Vec<u8> {
        let manifest = Manifest {
            name: "end-to-end".to_owned(),
            sequence,
            created: now(),
            next_update: now().plus_seconds(DAY),
        };
        pack::build(&manifest, entries, &[], |message| Ok::<_, ()>(self.operator.sign(message)))
            .expect("a pack")
    }

    /// A certificate in force.
    pub(crate) fn good(&self) -> String {
        draft().seal(&self.issuer).text
    }

    /// A certificate of yesterday.
    pub(crate) fn expired(&self) -> String {
        let mut draft = draft();
        draft.issued = now().plus_seconds(-30 * DAY);
        draft.expires = now().plus_seconds(-DAY);
        draft.seal(&self.issuer).text
    }

    /// A certificate of an issuer that nobody vouches for.
    pub(crate) fn unknown(&self) -> String {
        draft().seal(&Issuer::from_seed("nobody knows me", "PT").expect("a key")).text
    }

    /// The same, of somebody whose names are longer than a phone is wide, without a space.
    pub(crate) fn unknown_with_a_long_name(&self) -> String {
        let mut draft = draft();
        draft.surname = ("Wolfeschlegelsteinhausenbergerdorff".repeat(3), "W".repeat(80));
        draft.given = ("Venkatanarasimharajuvaripetaa".repeat(2), "V".repeat(80));
        draft.seal(&Issuer::from_seed("nobody knows me", "PT").expect("a key")).text
    }

    /// The folder with the page.
    pub(crate) fn folder(&self) -> PathBuf {
        self.scratch.path().join("page")
    }
}

/// The family name on the certificates, which must not be found anywhere afterwards.
pub(crate) const SURNAME: &str = "Quillfeather";

fn draft() -> Draft {
    Draft {
        surname: (SURNAME.to_owned(), SURNAME.to_uppercase()),
        given: ("Ana".to_owned(), "ANA".to_owned()),
        date_of_birth: "1990-05".to_owned(),
        entries: vec![Entry::Test {
            sampled: now().plus_seconds(-14 * 3600).rfc3339().expect("a time"),
            positive: false,
        }],
        issued: now().plus_seconds(-3600),
        expires: now().plus_seconds(DAY),
    }
}

/// Now: the page under test asks the same clock.
#[expect(clippy::disallowed_methods, reason = "certificates are issued at this moment")]
pub(crate) fn now() -> Moment {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
    Moment::from_unix_seconds(i64::try_from(elapsed.as_secs()).expect("a sane clock"))
}

fn dist() -> PathBuf {
    let dist = root().join("dist");
    assert!(
        dist.join("index.html").is_file(),
        "the page is not built: run `cargo xtask test e2e`, or `cargo xtask build` first"
    );
    dist
}

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

const DAY: i64 = 86_400;
