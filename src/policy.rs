//! What the person or the operator decided beforehand.

/// How strictly to judge. The defaults are the page's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Demo mode: certificates of test and demo issuers are judged like real ones.
    pub demo: bool,
    /// Days after which the age of a list is remarked on.
    pub list_note_days: i64,
    /// Days after which a list allows amber at best.
    pub list_limit_days: i64,
    /// How far clocks of issuer and verifier may differ at the beginning of a validity.
    pub skew_seconds: i64,
    /// How far the device's clock may stand behind a signed time before it is called wrong.
    pub clock_tolerance_seconds: i64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            demo: false,
            // Signing certificates are issued for two years and announced ahead (WHO GDHCN
            // certificate governance), so a list a month old misses little; after half a year
            // withdrawn keys are the greater worry.
            list_note_days: 30,
            list_limit_days: 180,
            // The Swiss verifier's figure; phones drift by seconds, never by hours.
            skew_seconds: 300,
            // Time zones set by hand are off by up to 14 hours.
            clock_tolerance_seconds: 86_400,
        }
    }
}
