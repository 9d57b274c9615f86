//! The JSON-LD contexts of DIVOC, as tables: which member of which object becomes which statement.
//!
//! Sources: W3C *Verifiable Credentials Data Model* 1.1, context `credentials/v1`; the vaccination
//! contexts v1 and v2 of DIVOC (egovernments/DIVOC `vaccination-context`); how a context gives a
//! member its meaning, W3C *JSON-LD 1.1* §4.1 and §9.15.
//!
//! `vac:` looks like a prefix and is none: its IRI does not end in a character that a prefix must
//! end in (JSON-LD 1.1 API, "Create Term Definition", prefix flag), so `vac:city` is itself the
//! IRI. Only signatures tell.

/// The version of the vaccination context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// The first.
    V1,
    /// The second, which adds `dob`, `icd11Code` and `prophylaxis`.
    V2,
}

/// The first of the two contexts that every document names.
pub(super) const CREDENTIALS: &str = "https://www.w3.org/2018/credentials/v1";

/// The second, by its address, which is not signed: the tables of both versions give one member
/// the same statement. The addresses of PH and LK say v1 and stand for the second version.
pub(super) const VACCINATION: &[(&str, Version)] = &[
    ("https://cowin.gov.in/credentials/vaccination/v1", Version::V1),
    ("https://cowin.gov.in/credentials/vaccination/v2", Version::V2),
    ("https://divoc.prod/vaccine/credentials/vaccination/v1", Version::V2),
    ("https://divoc.lgcc.gov.lk/credentials/vaccination/v1", Version::V2),
    ("https://www.pedulilindungi.id/credentials/vaccination/v2", Version::V2),
    // DIVOC's own tests; their key is public, so no live list has it.
    ("https://divoc.dev/credentials/vaccination/v1", Version::V1),
];

/// What kind of object a table is about.
#[derive(Debug)]
pub(super) struct Shape {
    /// Its types, all of which it must have: without them its members would mean nothing, and
    /// would not be signed. Empty where the context gives it none.
    pub(super) types: &'static [(&'static str, &'static str)],
    /// Whether the member `id` names the object.
    pub(super) identity: Identity,
    /// Every member that means something.
    pub(super) terms: &'static [Term],
}

/// Whether the member `id` names the object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Identity {
    /// It does not: the object has no name.
    Blank,
    /// It does, where it is there.
    Optional,
    /// It does, and an object whose `id` is no IRI is not signed at all: see [`super::statements`].
    Person,
}

/// One member of an object.
#[derive(Debug)]
pub(super) struct Term {
    /// Its name in JSON.
    pub(super) member: &'static str,
    /// The IRI of what it says.
    pub(super) predicate: &'static str,
    /// What its value is.
    pub(super) value: Value,
    /// The first version that has it.
    pub(super) since: Version,
}

/// What the value of a member is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value {
    /// A point in time, as text.
    DateTime,
    /// The name of something.
    Iri,
    /// A text, a whole number or a truth value.
    Literal,
    /// An object.
    Object(&'static Shape),
    /// An array of exactly one object, or the object alone.
    OnlyObject(&'static Shape),
}

macro_rules! schema {
    ($name:literal) => {
        concat!("https://schema.org/", $name)
    };
}

macro_rules! credentials {
    ($name:literal) => {
        concat!("https://www.w3.org/2018/credentials#", $name)
    };
}

const fn term(member: &'static str, predicate: &'static str, value: Value) -> Term {
    Term { member, predicate, value, since: Version::V1 }
}

const fn literal(member: &'static str, predicate: &'static str) -> Term {
    term(member, predicate, Value::Literal)
}

const fn literal_since_v2(member: &'static str, predicate: &'static str) -> Term {
    Term { member, predicate, value: Value::Literal, since: Version::V2 }
}

/// The document itself.
pub(super) static CREDENTIAL: Shape = Shape {
    types: &[
        ("VerifiableCredential", credentials!("VerifiableCredential")),
        ("ProofOfVaccinationCredential", schema!("ProofOfVaccinationCredential")),
    ],
    identity: Identity::Optional,
    terms: &[
        term("issuer", credentials!("issuer"), Value::Iri),
        term("issuanceDate", credentials!("issuanceDate"), Value::DateTime),
        term("expirationDate", credentials!("expirationDate"), Value::DateTime),
        literal("nonTransferable", "vac:nonTransferable"),
        term("credentialSubject", credentials!("credentialSubject"), Value::Object(&PERSON)),
        term("evidence", credentials!("evidence"), Value::OnlyObject(&VACCINATED)),
    ],
};

static PERSON: Shape = Shape {
    types: &[("Person", schema!("Person"))],
    identity: Identity::Person,
    terms: &[
        literal("refId", schema!("id")),
        literal("uhid", schema!("id")),
        literal("name", schema!("name")),
        literal("age", schema!("Number")),
        literal_since_v2("dob", schema!("date")),
        literal("gender", schema!("gender")),
        literal("sex", schema!("gender")),
        literal("nationality", schema!("nationality")),
        term("address", schema!("PostalAddress"), Value::Object(&ADDRESS)),
    ],
};

static ADDRESS: Shape = Shape {
    types: &[],
    identity: Identity::Blank,
    terms: &[
        literal("streetAddress", schema!("streetAddress")),
        literal("streetAddress2", "vac:addressLine2"),
        literal("city", "vac:city"),
        literal("district", "vac:district"),
        literal("addressRegion", schema!("addressRegion")),
        literal("postalCode", schema!("postalCode")),
        literal("addressCountry", schema!("addressCountry")),
    ],
};

static VACCINATED: Shape = Shape {
    types: &[("Vaccination", "vac:Vaccination")],
    identity: Identity::Optional,
    terms: &[
        literal("certificateId", schema!("id")),
        literal("batch", schema!("id")),
        literal("vaccine", schema!("id")),
        literal("manufacturer", schema!("id")),
        literal_since_v2("icd11Code", schema!("id")),
        literal_since_v2("prophylaxis", schema!("name")),
        literal("feedbackUrl", schema!("url")),
        literal("infoUrl", schema!("url")),
        literal("date", schema!("date")),
        literal("effectiveStart", schema!("date")),
        literal("effectiveUntil", schema!("date")),
        literal("dose", schema!("doseValue")),
        literal("totalDoses", schema!("doseValue")),
        term("verifier", "vac:verifier", Value::Object(&VERIFIER)),
        term("facility", "vac:Facility", Value::Object(&FACILITY)),
    ],
};

static VERIFIER: Shape = Shape {
    types: &[],
    identity: Identity::Blank,
    terms: &[
        // Here the context makes `id` a text like any other.
        literal("id", schema!("id")),
        literal("name", schema!("name")),
        literal("sign-image", schema!("image")),
    ],
};

static FACILITY: Shape = Shape {
    types: &[],
    identity: Identity::Blank,
    terms: &[
        literal("name", schema!("name")),
        literal("seal-image", schema!("image")),
        term("address", schema!("PostalAddress"), Value::Object(&ADDRESS)),
    ],
};
