//! What certificates say happened, in reports.

use serde::{Deserialize, Serialize};

/// Something that happened to the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Event {
    /// A dose was given.
    Vaccination(Box<Vaccination>),
    /// A test was made.
    Test(Box<Test>),
    /// The person recovered.
    Recovery(Box<Recovery>),
    /// The person need not or must not be vaccinated.
    Exemption(Box<Exemption>),
    /// The person met the rules of the issuer, which says no more.
    Pass(Box<Pass>),
}

/// An exemption from vaccination.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemption {
    /// The disease, as a code or text.
    pub disease: Option<String>,
    /// From.
    pub valid_from: Option<String>,
    /// Until.
    pub valid_until: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// The certificate's own identifier.
    pub identifier: Option<String>,
}

/// A statement that the person met the issuer's rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pass {
    /// What the issuer calls it.
    pub name: Option<String>,
    /// From.
    pub valid_from: Option<String>,
    /// Until.
    pub valid_until: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// The certificate's own identifier.
    pub identifier: Option<String>,
}

/// A vaccination.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vaccination {
    /// The disease, as a code or text.
    pub disease: Option<String>,
    /// The product: its common name where known, else the code.
    pub product: Option<String>,
    /// The manufacturer: its name where known, else the code.
    pub manufacturer: Option<String>,
    /// Which dose this is.
    pub dose: Option<u32>,
    /// Of how many.
    pub doses: Option<u32>,
    /// Whether the issuer calls the course complete, where it says so.
    pub complete: Option<bool>,
    /// The day.
    pub date: Option<String>,
    /// Number of the lot or batch.
    pub lot: Option<String>,
    /// First day that the vaccination counts for, where the certificate says so.
    pub valid_from: Option<String>,
    /// Last day.
    pub valid_until: Option<String>,
    /// Where.
    pub country: Option<String>,
    /// The certificate's own identifier.
    pub identifier: Option<String>,
}

/// A test.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// The disease, as a code or text.
    pub disease: Option<String>,
    /// The kind of test.
    pub method: Option<TestMethod>,
    /// What it found.
    pub result: Option<TestResult>,
    /// When the sample was taken, RFC 3339.
    pub sampled: Option<String>,
    /// Where it was made.
    pub centre: Option<String>,
    /// Name of the test or the device.
    pub product: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// The certificate's own identifier.
    pub identifier: Option<String>,
}

/// The kind of test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TestMethod {
    /// Nucleic acid amplification, e.g. PCR.
    Naat,
    /// Rapid antigen test.
    Antigen,
    /// Antibodies in blood.
    Antibody,
    /// A code we do not know.
    Other,
}

/// What a test found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TestResult {
    /// Not detected.
    Negative,
    /// Detected.
    Positive,
    /// A code we do not know.
    Other,
}

/// A recovery.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// The disease, as a code or text.
    pub disease: Option<String>,
    /// Day of the first positive test.
    pub first_positive: Option<String>,
    /// From.
    pub valid_from: Option<String>,
    /// Until.
    pub valid_until: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// The certificate's own identifier.
    pub identifier: Option<String>,
}
