//! Keys, algorithms, signatures and signers that are not what they should be.

use super::{Case, Fate, at, draft, issuer, layers, lists};
use coset::{CborSerializable, CoseSign1, CoseSign1Builder, HeaderBuilder, iana};
use p256::ecdsa::Signature;
use serde_json::{Value as Json, json};
use vidimus::{
    envelope::{cbor, jws},
    issue::{
        CardDraft, Issuer, Layers, PassDraft,
        icao_vds_nc::{SealAuthority, SealSigner, vaccination_data},
        pass_code,
    },
    signature::{Scope, Usage},
    trust::{List, read},
    verdict::Reason,
};

pub(super) fn cases() -> Vec<Case> {
    [keys(), algorithms(), signatures(), signers(), seals(), cards()].concat()
}

fn forger() -> Issuer {
    Issuer::from_seed("forger", "XX").unwrap()
}

/// A COSE_Sign1 by `signer` whose headers are built by hand.
fn cose(signer: &Issuer, protected: HeaderBuilder, unprotected: HeaderBuilder) -> String {
    let sign1 = CoseSign1Builder::new()
        .protected(protected.build())
        .unprotected(unprotected.build())
        .payload(cbor::write(&draft().claims(&issuer())))
        .create_signature(&[], |message| signer.sign(message))
        .build();
    Layers::wrap(sign1.to_vec().unwrap()).text
}

fn header() -> HeaderBuilder {
    HeaderBuilder::new()
}

fn keys() -> Vec<Case> {
    let kid = issuer().kid().to_vec();
    let es256 = || header().algorithm(iana::Algorithm::ES256);
    let mut collision = lists();
    let mut twin = collision[0].entries[0].clone();
    twin.spki = Issuer::from_seed("twin", "XX").unwrap().spki().to_vec();
    collision[0].entries.insert(0, twin);
    let by_forger = cose(&forger(), es256().key_id(kid.clone()), header());
    vec![
        Case::red("the right kid, a wrong key", by_forger.clone(), &[Reason::SignatureMismatch]),
        Case::red("a kid of two keys, signed by neither", by_forger, &[Reason::SignatureMismatch])
            .with(collision),
        Case::red(
            "the kid in both headers, and not the same",
            cose(&forger(), es256().key_id(kid), header().key_id(forger().kid().to_vec())),
            &[Reason::SignatureMismatch],
        ),
        Case::new(
            "no kid at all",
            cose(&issuer(), es256(), header()),
            Fate::Amber(&[Reason::UnknownIssuer]),
        ),
        Case::new(
            "an empty kid",
            cose(&issuer(), es256().key_id(vec![]), header()),
            Fate::Amber(&[Reason::UnknownIssuer]),
        ),
        Case::new(
            "a stranger's own certificate",
            draft().seal(&forger()).text,
            Fate::Amber(&[Reason::UnknownIssuer]),
        ),
    ]
}

fn algorithms() -> Vec<Case> {
    let kid = || issuer().kid().to_vec();
    let named = |algorithm| cose(&issuer(), header().algorithm(algorithm).key_id(kid()), header());
    let unprotected = header().algorithm(iana::Algorithm::ES256).key_id(kid());
    vec![
        Case::red(
            "alg in the unprotected header",
            cose(&issuer(), header(), unprotected),
            &[Reason::Algorithm],
        ),
        Case::red(
            "no alg",
            cose(&issuer(), header().key_id(kid()), header()),
            &[Reason::Algorithm],
        ),
        Case::red(
            "PS256 over a key of P-256",
            named(iana::Algorithm::PS256),
            &[Reason::SignatureMalformed],
        ),
        Case::red("EdDSA over a key of P-256", named(iana::Algorithm::EdDSA), &[Reason::Algorithm]),
        Case::red(
            "ES256K over a key of P-256",
            named(iana::Algorithm::ES256K),
            &[Reason::Algorithm],
        ),
        Case::red(
            "HMAC with the public key",
            named(iana::Algorithm::HMAC_256_256),
            &[Reason::Algorithm],
        ),
    ]
}

fn signatures() -> Vec<Case> {
    let with = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut sign1 = CoseSign1::from_slice(&layers().envelope[1..]).unwrap();
        change(&mut sign1.signature);
        Layers::wrap(sign1.to_vec().unwrap()).text
    };
    let der = |signature: &mut Vec<u8>| {
        let read = Signature::from_slice(signature).unwrap();
        *signature = read.to_der().as_bytes().to_vec();
    };
    vec![
        Case::red("the signature as DER", with(&der), &[Reason::SignatureMalformed]),
        Case::red("no signature", with(&|s| s.clear()), &[Reason::SignatureMalformed]),
        Case::red("half a signature", with(&|s| s.truncate(32)), &[Reason::SignatureMalformed]),
        Case::red("a signature and a byte", with(&|s| s.push(0)), &[Reason::SignatureMalformed]),
        Case::red("a signature of zeros", with(&|s| s.fill(0)), &[Reason::SignatureMismatch]),
        Case::red("r and s exchanged", with(&|s| s.rotate_left(32)), &[Reason::SignatureMismatch]),
        Case::red(
            "r and s beyond the order",
            with(&|s| s.fill(0xff)),
            &[Reason::SignatureMismatch],
        ),
        Case::red(
            "a signature of 64 KB",
            with(&|s| s.resize(60_000, 7)),
            &[Reason::SignatureMalformed],
        ),
    ]
}

fn signers() -> Vec<Case> {
    let with = |change: &dyn Fn(&mut List)| {
        let mut lists = lists();
        change(&mut lists[0]);
        lists
    };
    let case =
        |what, reasons, lists: Vec<List>| Case::red(what, layers().text, reasons).with(lists);
    let tests = Usage { recovery: false, test: true, vaccination: false };
    vec![
        case(
            "a signer that had ended before it issued",
            &[Reason::SignerExpired],
            with(&|list| list.entries[0].not_after = Some(at(-2))),
        ),
        case(
            "a key for tests under a vaccination",
            &[Reason::KeyUsage],
            with(&|list| list.entries[0].usage = tests),
        ),
        case(
            "a key that is bound to another issuer",
            &[Reason::IssuerMismatch],
            with(&|list| list.entries[0].issuer = Some("YY".to_owned())),
        ),
        Case::new("a key of a test", layers().text, Fate::Amber(&[Reason::Specimen]))
            .with(vec![issuer().list("list", Scope::Test, Some(at(0)))]),
        Case::new("a key of another network", layers().text, Fate::Amber(&[Reason::UnknownIssuer]))
            .with(with(&|list| list.entries[0].domain = Some("ICAO".to_owned()))),
    ]
}

/// ICAO's seals bring their signer's certificate with them.
fn seals() -> Vec<Case> {
    let authority = |seed: &str| {
        SealAuthority::new(Issuer::from_seed(seed, "PT").unwrap(), "PT", (at(-900), at(900)))
    };
    let ours = authority("authority");
    let held = |more: &[Vec<u8>]| {
        let files = [&[ours.certificate()], more].concat();
        let mut lists: Vec<List> =
            files.iter().map(|file| read::read(file, None).unwrap()).collect();
        for list in &mut lists {
            list.created = Some(at(0));
            list.entries.iter_mut().for_each(|entry| entry.scope = Some(Scope::Live));
        }
        lists
    };
    let signer = || SealSigner::new(Issuer::from_seed("signer", "PT").unwrap(), &ours);
    let data = vaccination_data("PRT");
    let seal = |signer: &SealSigner, by: &SealAuthority| signer.seal(&data, &by.sign(signer));
    let of = |change: &dyn Fn(&mut SealSigner)| {
        let mut signer = signer();
        change(&mut signer);
        seal(&signer, &ours)
    };
    let mut document: Json = serde_json::from_str(&seal(&signer(), &ours)).unwrap();
    document["data"]["msg"]["pid"]["n"] = json!("FORGER  EVE");
    vec![
        Case::red(
            "a seal with another name in it",
            document.to_string(),
            &[Reason::SignatureMismatch],
        ),
        Case::red(
            "an authority's identifier, another's key",
            seal(&signer(), &authority("eve")),
            &[Reason::AuthorityMismatch],
        ),
        Case::new(
            "an authority that nobody holds",
            of(&|signer| signer.authority = Some(vec![7; 20])),
            Fate::Amber(&[Reason::UnknownIssuer]),
        ),
        Case::red(
            "a signer without its purpose",
            of(&|signer| signer.purposes.clear()),
            &[Reason::KeyUsage],
        ),
        Case::red(
            "a signer of tests on a vaccination",
            of(&|signer| signer.kinds = Some(vec!["NT"])),
            &[Reason::KeyUsage],
        ),
        Case::red(
            "a critical extension that nobody knows",
            of(&|signer| signer.unknown = Some("1.2.3.4")),
            &[Reason::KeyUsage],
        ),
        Case::red(
            "a signer that has ended",
            of(&|signer| signer.validity = (at(-800), at(-1))),
            &[Reason::SignerExpired],
        ),
        Case::red(
            "a seal of another state",
            signer().seal(&vaccination_data("JPN"), &ours.sign(&signer())),
            &[Reason::IssuerMismatch],
        ),
        Case::red(
            "an authority that signs seals itself",
            {
                let own = SealSigner::new(Issuer::from_seed("authority", "PT").unwrap(), &ours);
                own.seal(&data, &ours.certificate())
            },
            &[Reason::KeyUsage],
        ),
    ]
    .into_iter()
    .map(|case| case.with(held(&[])))
    .chain([Case::red(
        "a signer that was withdrawn",
        seal(&signer(), &ours),
        &[Reason::SignerRevoked],
    )
    .with(held(&[ours.revoke(&[4711], at(-1), at(30))]))])
    .collect()
}

/// SMART Health Cards and NZ COVID Passes name their issuer, and a key is its issuer's.
fn cards() -> Vec<Case> {
    const URL: &str = "https://issuer.example";
    const DID: &str = "did:web:issuer.example";
    let card = |url: &str| CardDraft {
        url: url.to_owned(),
        surname: "Specimen".to_owned(),
        given: vec!["Maria".to_owned()],
        date_of_birth: "1990-05-13".to_owned(),
        resources: vec![CardDraft::dose("208", "2026-06-01")],
        issued: at(-1),
        expires: None,
    };
    let listed = |issuer: &Issuer, url: &str| {
        let mut list = read::read(issuer.jwk_set().as_bytes(), None).unwrap();
        list.created = Some(at(0));
        for entry in &mut list.entries {
            (entry.issuer, entry.scope) = (Some(url.to_owned()), Some(Scope::Live));
        }
        list
    };
    let lists = || vec![listed(&issuer(), URL), listed(&forger(), "https://forger.example")];
    let good = card(URL).seal(&issuer());
    let (head, rest) = good.split_once('.').unwrap();
    let (body, signature) = rest.split_once('.').unwrap();
    let head_with = |member: &str, value: Json| {
        let mut header: Json = serde_json::from_slice(&jws::decode(head).unwrap()).unwrap();
        header[member] = value;
        format!("{}.{rest}", jws::encode(header.to_string().as_bytes()))
    };
    let pass = {
        let claims = PassDraft {
            did: "did:web:forger.example".to_owned(),
            surname: None,
            given: "Maria".to_owned(),
            date_of_birth: "1990-05-13".to_owned(),
            not_before: at(-1),
            expires: at(30),
        };
        pass_code(
            &forger().pass(&cbor::write(&PassDraft { did: DID.to_owned(), ..claims }.claims())),
        )
    };
    let mut of_pass = read::read(issuer().did_document(DID).as_bytes(), None).unwrap();
    of_pass.created = Some(at(0));
    of_pass.entries.iter_mut().for_each(|entry| entry.scope = Some(Scope::Live));
    vec![
        Case::red(
            "a card in another issuer's name",
            card(URL).seal(&forger()),
            &[Reason::IssuerMismatch],
        )
        .with(lists()),
        Case::red(
            "a card in the name of an issuer that no list has",
            card("https://new.example").seal(&forger()),
            &[Reason::IssuerMismatch],
        )
        .with(lists()),
        Case::red("alg none", head_with("alg", json!("none")), &[Reason::Algorithm]).with(lists()),
        Case::red("alg HS256", head_with("alg", json!("HS256")), &[Reason::Algorithm])
            .with(lists()),
        Case::red(
            "alg none, and no signature",
            format!("{}.{body}.", {
                let header = head_with("alg", json!("none"));
                header.split_once('.').unwrap().0.to_owned()
            }),
            &[Reason::Jws],
        )
        .with(lists()),
        Case::red(
            "a crit that nobody knows",
            head_with("crit", json!(["exp"])),
            &[Reason::CriticalHeader],
        )
        .with(lists()),
        Case::red(
            "a key in the header",
            head_with("jwk", forger().jwk()),
            &[Reason::SignatureMismatch],
        )
        .with(lists()),
        Case::red("a JWS of four parts", format!("{good}.{signature}"), &[Reason::Jws])
            .with(lists()),
        Case::red("a JWS of two parts", format!("{head}.{body}"), &[Reason::Jws]).with(lists()),
        Case::red("a pass in another issuer's name", pass, &[Reason::SignatureMismatch])
            .with(vec![of_pass]),
    ]
}
