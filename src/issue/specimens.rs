//! Specimens of every scheme by demo issuers, and the lists that vouch for those.
//!
//! Their keys are derived from texts in the source, so their certificates prove nothing; the lists
//! give them the scope `demo`, and no list may give them another.

use super::{
    Attestation, CardDraft, Content, CredIssuer, DivocIssuer, Issuer, Layers, PassDraft, Period,
    SampleKind, card_code,
    icao_vds_nc::{SealAuthority, SealSigner, vaccination_data},
    pass_code, two_d_doc,
};
use crate::{
    envelope::cbor,
    moment::Moment,
    scheme::Scheme,
    signature::Scope,
    trust::{List, Role, read},
};
use base64ct::{Base64, Encoding};

/// A specimen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Specimen {
    /// Its scheme.
    pub scheme: Scheme,
    /// Which of the kinds it is.
    pub kind: SampleKind,
    /// What its code holds; text, but for DIVOC.
    pub content: Vec<u8>,
}

/// Specimens of every scheme, made around `now`: in force, past their end where the scheme has ends,
/// changed after signing, and by an issuer that no list knows.
pub fn specimens(now: Moment) -> Vec<Specimen> {
    let Some(makers) = Makers::all() else {
        return Vec::new();
    };
    let others = MAKERS.iter().flat_map(|make| kinds(make, &makers, now));
    eu_specimens(now).into_iter().chain(others).collect()
}

fn eu_specimens(now: Moment) -> Vec<Specimen> {
    let own = |(kind, text): (SampleKind, String)| Specimen {
        scheme: Scheme::EuDcc,
        kind,
        content: text.into_bytes(),
    };
    super::samples(now).into_iter().map(own).collect()
}

/// Each kind that there is of a scheme; none if it cannot be made at all.
fn kinds(
    &(scheme, make): &(Scheme, Make),
    [demo, forger, stranger]: &[Makers; 3],
    now: Moment,
) -> Vec<Specimen> {
    let current = Period::current(now);
    let ended = || make(demo, Period::ended(now)).filter(|_| has_an_end(scheme));
    [
        (SampleKind::Good, make(demo, current)),
        (SampleKind::Expired, ended()),
        (SampleKind::Tampered, make(forger, current)),
        (SampleKind::UnknownIssuer, make(stranger, current)),
    ]
    .into_iter()
    .filter_map(|(kind, content)| Some(Specimen { scheme, kind, content: content? }))
    .collect()
}

/// The lists that vouch for the demo issuers of every scheme but the EU's own.
pub fn specimen_lists() -> Vec<List> {
    let Some(demo) = Makers::new("demo") else {
        return Vec::new();
    };
    let read = |bytes: &[u8]| read::read(bytes, None).ok();
    let cards = read(demo.card.jwk_set().as_bytes()).map(|mut list| {
        list.entries.iter_mut().for_each(|entry| entry.issuer = Some(CARD_ISSUER.to_owned()));
        list
    });
    let documents = super::demo::called(demo.document.list(NAME, Scope::Demo, None));
    let documents = two_d_doc::listed(documents, DOC_KID);
    let lists = [
        cards,
        read(demo.pass.did_document(PASS_ISSUER).as_bytes()),
        read(&demo.authority.certificate()),
        demo.divoc.list("XX", Scope::Demo, None),
        demo.cred.list("XX", Scope::Demo, None),
        Some(documents),
    ];
    let mut lists: Vec<List> = lists.into_iter().flatten().collect();
    lists.extend(Makers::new("stranger").map(|stranger| known(&[&demo, &stranger])));
    for list in &mut lists {
        list.name = NAME.to_owned();
        for entry in &mut list.entries {
            entry.scope = Some(Scope::Demo);
            entry.source = NAME.to_owned();
        }
    }
    lists
}

/// Every key that is derived from a text in the source, as a key that vouches for nothing: whatever
/// a list says of one, it counts as a demo's.
fn known(makers: &[&Makers]) -> List {
    let mut known = List::empty(NAME, "keys that everybody has");
    for maker in makers {
        let issuers = [&maker.issuer, &maker.card, &maker.pass, &maker.document, &maker.seal];
        let lists = issuers.map(|issuer| issuer.list(NAME, Scope::Demo, None));
        let others =
            [maker.divoc.list("XX", Scope::Demo, None), maker.cred.list("XX", Scope::Demo, None)];
        let authority = read::read(&maker.authority.certificate(), None).ok();
        let lists = lists.into_iter().chain(others.into_iter().flatten()).chain(authority);
        known.entries.extend(lists.flat_map(|list| list.entries));
    }
    known.entries.iter_mut().for_each(|entry| entry.role = Role::Other);
    known
}

/// One issuer of each kind, each with a key of its own: a list keeps a key to a scheme.
#[derive(Clone, Debug)]
struct Makers {
    issuer: Issuer,
    card: Issuer,
    pass: Issuer,
    document: Issuer,
    authority: SealAuthority,
    seal: Issuer,
    divoc: DivocIssuer,
    cred: CredIssuer,
    /// What passes and 2D-Docs call it.
    pass_issuer: &'static str,
    document_kid: &'static str,
    /// Does it leave what was signed as it is?
    honest: bool,
}

impl Makers {
    /// The demo issuers, the same as forgers, and strangers to whoever knows them.
    fn all() -> Option<[Self; 3]> {
        let demo = Self::new("demo")?;
        let forger = Self { honest: false, ..demo.clone() };
        Some([demo, forger, Self::new("stranger")?])
    }

    fn new(seed: &str) -> Option<Self> {
        let of = |what: &str| format!("vidimus {seed} {what} 1");
        let (issuer, pass_issuer, document_kid) = match seed {
            "demo" => (super::demo_issuer()?, PASS_ISSUER, DOC_KID),
            _ => (super::stranger()?, "did:web:stranger.invalid", "XX00NONE"),
        };
        let year = |year: i64| Moment::from_unix_seconds((year - 1970) * 365 * DAY);
        let validity = (year(2000), year(2090));
        let authority =
            SealAuthority::new(Issuer::from_seed(&of("authority"), "UT")?, "UT", validity);
        Some(Self {
            issuer,
            card: Issuer::from_seed(&of("card"), "XX")?,
            pass: Issuer::from_seed(&of("pass"), "XX")?,
            document: Issuer::from_seed(&of("document"), "XX")?,
            authority,
            seal: Issuer::from_seed(&of("seal"), "XX")?,
            divoc: DivocIssuer::from_seed(&of("divoc"), &format!("did:vidimus:{seed}")),
            cred: CredIssuer::from_seed(&of("cred"), &format!("{}.VIDIMUS", seed.to_uppercase()))?,
            pass_issuer,
            document_kid,
            honest: true,
        })
    }

    /// The text with another name in it, if this one forges.
    fn forged(&self, text: String) -> String {
        if self.honest {
            text
        } else {
            text.replacen("Maria", "Malte", 1).replacen("MARIA", "MALTE", 1)
        }
    }

    /// The envelope with its last byte changed, which is one of the signature's, if this one forges.
    fn broken(&self, mut envelope: Vec<u8>) -> Vec<u8> {
        if let Some(last) = envelope.last_mut().filter(|_| !self.honest) {
            *last ^= 1;
        }
        envelope
    }
}

type Make = fn(&Makers, Period) -> Option<Vec<u8>>;

const MAKERS: &[(Scheme, Make)] = &[
    (Scheme::Exemption, |makers, period| hcert(makers, period, Content::Exemption)),
    (Scheme::HealthLink, |makers, period| hcert(makers, period, Content::HealthLink)),
    (Scheme::Icvp, |makers, period| hcert(makers, period, Content::Icvp)),
    (Scheme::NhsDomestic, |makers, period| hcert(makers, period, Content::NhsDomestic)),
    (Scheme::RacselDdvc, |makers, period| hcert(makers, period, Content::RacselDdvc)),
    (Scheme::SwissLight, |makers, period| hcert(makers, period, Content::SwissLight)),
    (Scheme::WhoDdcc, |makers, period| hcert(makers, period, Content::DdccVaccination)),
    (Scheme::Hajj, pilgrim),
    (Scheme::SmartHealthCard, card),
    (Scheme::Nzcp, pass),
    (Scheme::IcaoVdsNc, seal),
    (Scheme::Divoc, divoc),
    (Scheme::Cred, cred),
    (Scheme::TwoDDoc, document),
];

fn hcert(makers: &Makers, period: Period, content: Content) -> Option<Vec<u8>> {
    let text = Layers::wrap(enveloped(makers, period, content)).text;
    Some(content.with_prefix(&text).into_bytes())
}

/// The card of pilgrims holds a link in the same envelope, in Base64.
fn pilgrim(makers: &Makers, period: Period) -> Option<Vec<u8>> {
    let envelope = enveloped(makers, period, Content::HealthLink);
    Some(Base64::encode_string(&envelope).into_bytes())
}

fn enveloped(makers: &Makers, period: Period, content: Content) -> Vec<u8> {
    let claims = content.claims(&makers.issuer, period.issued, period.expires);
    makers.broken(Layers::close(&makers.issuer, cbor::write(&claims)).envelope)
}

fn card(makers: &Makers, period: Period) -> Option<Vec<u8>> {
    let given_at = period.issued.plus_seconds(-170 * DAY).rfc3339()?;
    let dose_day: String = given_at.chars().take(10).collect();
    let draft = |given: &str| CardDraft {
        url: CARD_ISSUER.to_owned(),
        surname: "Specimen".to_owned(),
        given: vec![given.to_owned()],
        date_of_birth: "1990-05-13".to_owned(),
        resources: vec![CardDraft::dose("208", &dose_day)],
        issued: period.issued,
        expires: Some(period.expires),
    };
    let honest = draft("Maria").seal(&makers.card);
    let jws = if makers.honest {
        honest
    } else {
        // Another payload under the same signature.
        let forged = draft("Malte").seal(&makers.card);
        format!("{}.{}", forged.rsplit_once('.')?.0, honest.rsplit_once('.')?.1)
    };
    Some(card_code(&jws).into_bytes())
}

fn pass(makers: &Makers, period: Period) -> Option<Vec<u8>> {
    let draft = PassDraft {
        did: makers.pass_issuer.to_owned(),
        surname: Some("Specimen".to_owned()),
        given: "Maria".to_owned(),
        date_of_birth: "1990-05-13".to_owned(),
        not_before: period.issued,
        expires: period.expires,
    };
    let envelope = makers.pass.pass(&cbor::write(&draft.claims()));
    Some(pass_code(&makers.broken(envelope)).into_bytes())
}

/// Of Utopia, the state of the specimens in ICAO's Doc 9303, by the two letters of its certificates:
/// no list of countries knows its three.
fn seal(makers: &Makers, _: Period) -> Option<Vec<u8>> {
    let signer = SealSigner::new(makers.seal.clone(), &makers.authority);
    let text = signer.seal(&vaccination_data("UT"), &makers.authority.sign(&signer));
    let text = makers.forged(text);
    Some(text.into_bytes())
}

fn divoc(makers: &Makers, period: Period) -> Option<Vec<u8>> {
    let document = makers.divoc.seal(&makers.divoc.draft(period.issued), &period.issued.rfc3339()?);
    let text = makers.forged(super::json_text(&document));
    Some(super::divoc::archive(text.as_bytes()))
}

fn cred(makers: &Makers, _: Period) -> Option<Vec<u8>> {
    const BADGE: &str =
        "20260601/SPECIMEN/COVID19/012L20A/28//C28161/RA/500/MARIA%20SPECIMEN/19900513";
    let text = makers.forged(makers.cred.seal("BADGE", 2, BADGE));
    Some(text.into_bytes())
}

fn document(makers: &Makers, period: Period) -> Option<Vec<u8>> {
    let text = Attestation::Vaccination.text(
        &makers.document,
        makers.document_kid,
        period.issued.plus_seconds(-2 * DAY),
    );
    Some(makers.forged(text).into_bytes())
}

/// Whether certificates of this scheme carry an end of their own.
const fn has_an_end(scheme: Scheme) -> bool {
    !matches!(
        scheme,
        Scheme::Cred
            | Scheme::Divoc
            | Scheme::Hajj
            | Scheme::HealthLink
            | Scheme::IcaoVdsNc
            | Scheme::TwoDDoc
    )
}

const NAME: &str = "vidimus-demo";
/// Addresses that cannot exist (RFC 2606).
const CARD_ISSUER: &str = "https://vidimus.invalid/demo";
const PASS_ISSUER: &str = "did:web:vidimus.invalid";
/// Authority and certificate of a 2D-Doc: of no real one.
const DOC_KID: &str = "XX00DEMO";
const DAY: i64 = 86_400;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_specimen_of_each_kind_of_every_scheme() {
        let made = specimens(Moment::from_unix_seconds(1_800_000_000));
        for scheme in Scheme::ALL {
            let of = |kind| made.iter().any(|one| (one.scheme, one.kind) == (scheme, kind));
            assert!(of(SampleKind::Good) && of(SampleKind::Tampered), "{scheme:?}");
            assert!(of(SampleKind::UnknownIssuer), "{scheme:?}");
            assert_eq!(of(SampleKind::Expired), has_an_end(scheme), "{scheme:?}");
        }
        assert_eq!(specimen_lists().len(), 7);
    }
}
