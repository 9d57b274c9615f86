//! What the screen shows of a report, in every language.

use super::{genuine, say, words};
use crate::{
    app::{
        Card, Frame, PersonLines, Says, card, checks, outcome_name, support_code,
        texts::Language,
        words::{self as sentences, Words},
    },
    protocol::{Check, Credential, Link, Outcome, ReasonEntry, Report},
    verdict::Reason,
};

/// The card as text, top to bottom.
fn draw(card: &Card, words: &Words) -> String {
    let Card { tone, word, says, codes, notes, frame, person, facts } = card;
    let Says { what, why, act } = says;
    let mut lines = vec![format!("[{}] {}", outcome_name(*tone), say(words, word.clone()))];
    lines.extend([what, why, act].map(|phrase| say(words, phrase.clone())));
    lines.push(format!("{frame:?} {codes:?}"));
    lines.extend(notes.iter().map(|note| format!("+ {}", say(words, note.clone()))));
    if let Some(PersonLines { surname, given, latin, born, document }) = person {
        let parts = [surname, given, latin].map(|part| part.clone().unwrap_or_default());
        lines.push(format!("{} / {}", parts.join(", "), say(words, born.clone())));
        lines.extend(document.iter().map(|document| say(words, document.clone())));
    }
    for fact in facts {
        let small: Vec<_> = fact.lines.iter().map(|line| say(words, line.clone())).collect();
        lines.push(format!("{} ({})", say(words, fact.title.clone()), small.join("; ")));
    }
    lines.join("\n")
}

fn with(reason: Reason, parameter: Option<(&str, &str)>) -> ReasonEntry {
    let params = parameter.map(|(name, value)| (name.to_owned(), value.to_owned()));
    ReasonEntry { params: params.into_iter().collect(), ..sentences::entry(reason) }
}

fn unknown_issuer() -> Report {
    Report {
        outcome: Some(Outcome::Undecided),
        reasons: vec![with(Reason::UnknownIssuer, None)],
        proven: Some(false),
        ..genuine()
    }
}

fn expired() -> Report {
    let mut report = Report {
        outcome: Some(Outcome::Reject),
        reasons: vec![
            with(Reason::Expired, Some(("since", "2022-05-03T00:00:00Z"))),
            with(Reason::ListOld, Some(("days", "40"))),
        ],
        ..genuine()
    };
    report.checks.validity = Check::Fail;
    report
}

#[test]
fn cards_say_what_why_and_what_to_do() {
    let specimen = Report { specimen: true, ..genuine() };
    let cases = [
        (
            Language::En,
            genuine(),
            "[accept] Authentic
Genuine, unchanged and in force.
No entry rules were applied.
Compare the name and birth date with an ID.
None []
Søndergård, Maria, SOENDERGAARD<<MARIA / Born 1990-05
PCR test: Negative (COVID-19; Sample taken 2026-11-22T14:05:00Z; PRT)
Issued by PRT (Saude; In force until 2027-11-22T00:00:00Z)",
        ),
        (
            Language::Ar,
            genuine(),
            "[accept] أصلية
الشهادة أصلية وسارية المفعول ولم تُعدَّل.
لم تُطبَّق أي قواعد دخول.
قارن الاسم وتاريخ الميلاد بوثيقة الهوية.
None []
Søndergård, Maria, SOENDERGAARD<<MARIA / تاريخ الميلاد: 1990-05
فحص PCR: سلبي (COVID-19; أُخذت العينة: 2026-11-22T14:05:00Z; PRT)
جهة الإصدار: PRT (Saude; سارية حتى 2027-11-22T00:00:00Z)",
        ),
        (
            Language::En,
            unknown_issuer(),
            "[undecided] Check
We do not know who issued this.
Nobody on the trust list vouches for the issuer.
Check by hand. A newer list may know the issuer.
Unproven [\"trust.unknown-issuer\"]
Søndergård, Maria, SOENDERGAARD<<MARIA / Born 1990-05
PCR test: Negative (COVID-19; Sample taken 2026-11-22T14:05:00Z; PRT)
Issued by PRT (Saude; In force until 2027-11-22T00:00:00Z)",
        ),
        (
            Language::En,
            expired(),
            "[reject] Not valid
The certificate has expired.
It was valid until 2022-05-03T00:00:00Z.
Ask for a newer certificate.
None [\"validity.expired\", \"trust.list-old\"]",
        ),
        (
            Language::Ar,
            expired(),
            "[reject] غير صالحة
انتهت صلاحية الشهادة.
كانت سارية حتى 2022-05-03T00:00:00Z.
اطلب شهادة أحدث.
None [\"validity.expired\", \"trust.list-old\"]",
        ),
        (
            Language::En,
            specimen,
            "[undecided] Check
A person has to decide.
No check gave a clear answer.
Check the certificate by hand.
Specimen []
Søndergård, Maria, SOENDERGAARD<<MARIA / Born 1990-05
PCR test: Negative (COVID-19; Sample taken 2026-11-22T14:05:00Z; PRT)
Issued by PRT (Saude; In force until 2027-11-22T00:00:00Z)",
        ),
    ];
    for (language, report, expected) in cases {
        let card = card(&report, false).unwrap();
        assert_eq!(draw(&card, &words(language)), expected);
    }
}

#[test]
fn red_shows_nothing_of_the_person() {
    let report = expired();
    assert!(report.credential.is_some(), "the report does hold the person");
    let card = card(&report, true).unwrap();
    assert_eq!((card.person, card.facts.len()), (None, 0));
}

#[test]
fn green_is_only_for_the_proven_and_the_real() {
    let outcome = |report: &Report, demo| card(report, demo).map(|card| card.tone);
    let specimen = Report { specimen: true, ..genuine() };
    let unproven = Report { proven: Some(false), ..genuine() };
    assert_eq!(outcome(&genuine(), false), Some(Outcome::Accept));
    assert_eq!(outcome(&specimen, true), Some(Outcome::Accept));
    assert_eq!(card(&specimen, true).unwrap().frame, Frame::Specimen);
    assert_eq!(outcome(&specimen, false), Some(Outcome::Undecided));
    assert_eq!(outcome(&unproven, true), Some(Outcome::Undecided));
    assert_eq!(outcome(&Report::default(), true), None);
}

#[test]
fn every_check_has_a_line() {
    let lines = |report: &Report| -> Vec<String> {
        let words = words(Language::En);
        let line = |line: crate::app::CheckLine| {
            format!("{} {}: {}", line.sign.name(), say(&words, line.title), say(&words, line.text))
        };
        checks(report).into_iter().map(line).collect()
    };
    let mut undecided = unknown_issuer();
    undecided.checks.trust = Check::Fail;
    undecided.checks.validity = Check::NotReached;
    assert_eq!(
        lines(&undecided),
        [
            "pass Reading: The code is complete and readable.",
            "pass Signature: It belongs to this certificate. Nothing was changed.",
            "unknown Issuer: We do not know who issued this.",
            "unknown Withdrawal: No list of withdrawn certificates to compare with.",
            "skipped Validity: Not looked at: another check decided.",
            "skipped Entry rules: No rules were chosen.",
        ]
    );
    assert_eq!(lines(&expired()).get(4).unwrap(), "fail Validity: The certificate has expired.");
}

#[test]
fn the_support_code_holds_nothing_of_the_person() {
    let code = support_code(&expired());
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        code,
        format!(
            "vidimus {version} eu-dcc reject pppufa validity.expired,trust.list-old \
             embedded 2026-11-20T00:00:00Z"
        )
    );
}

#[test]
fn a_specimen_says_so_first() {
    let mut report = Report { specimen: true, outcome: Some(Outcome::Undecided), ..genuine() };
    report.reasons = vec![with(Reason::Specimen, None)];
    let card = card(&report, false).unwrap();
    let words = words(Language::En);
    assert_eq!(
        say(&words, card.announcement()),
        "Check. This is a specimen, not a real certificate. \
         It was signed by a test or demo issuer. Ask for the real certificate."
    );
}

/// Where it leads is shown, marked as no more than a claim unless somebody who is vouched for
/// signed it; there is nobody to compare with.
#[test]
fn a_link_is_shown_and_names_nobody() {
    let link = Link { host: "health.example".into(), passcode: true, ..Link::default() };
    let unsigned = Report {
        outcome: Some(Outcome::Undecided),
        reasons: vec![with(Reason::LinkNotOpened, None)],
        link: Some(link.clone()),
        ..Report::default()
    };
    let signed = Report { credential: Some(Credential::default()), link: Some(link), ..genuine() };
    for (report, frame) in [(unsigned, Frame::Unproven), (signed, Frame::None)] {
        let card = card(&report, false).expect("a card");
        assert_eq!((card.frame, card.person), (frame, None));
        let title = card.facts.first().map(|fact| say(&words(Language::En), fact.title.clone()));
        assert_eq!(title.as_deref(), Some("Link to health.example"));
    }
}
