# The texts of the page in English, the language that the others are compared with.
#
# A missing text, attribute or variable fails the build. Sentences are for someone under stress:
# short, plain, first what, then why, then what to do. No personal data in any reason.

language-name = English
language-direction = ltr

## Everywhere

app-name = Vidimus
action-back = Back
action-settings = Settings
action-scan = Scan
action-photo = Photo
action-paste = Paste
action-try = Try it
action-stop = Stop
action-next = Next
action-why = Why?
action-retry = Try again
action-reload = Reload the page
busy-reading = Reading…
finding-unnamed = Finding { $code }

## Demo mode

demo-word = DEMO
demo-text = Sample certificates only
demo-leave = Leave demo

## Trust line

trust-region = Trust list and connection
trust-loading = Loading the trust list…
trust-age =
    { $days ->
        [0] List from today
        [one] List { $days } day old
       *[other] List { $days } days old
    }
trust-age-unknown = Age of the list unknown
trust-fresh = up to date
trust-old = getting old
trust-too-old = too old
trust-built-in = built in
connection-online = Online
connection-offline = Offline
offline-ready = Works offline
offline-installing = Saving for offline use…
offline-unsupported = Needs a connection
offline-insecure = Not saved for offline
offline-update = New version ready

## Start

start-title = Check a health certificate
start-lead = Point the camera at its QR code. The answer comes in about a second.
start-privacy = Nothing you scan leaves this device
start-forgotten = The last result was cleared.
drop-here = Drop the picture here

## Scan

scan-title = Scan the code
scan-lead = Hold the QR code inside the frame. It is read by itself.
scan-video = Picture from the camera
scan-opening = Starting the camera…
scan-looking = Hold the code inside the frame
scan-next = Ready for the next code
scan-parts = Code { $have } of { $total } read. Show the next one.
scan-not-certificate = Not a health certificate. Still looking.
tip-closer = Move closer
tip-still = Hold still
tip-light = More light

## Verdict

verdict-accept = Authentic
verdict-undecided = Check
verdict-reject = Not valid
verdict-camera-off = Camera off
accept-what = Genuine, unchanged and in force.
accept-why = No entry rules were applied.
accept-act = Compare the name and birth date with an ID.
undecided-what = A person has to decide.
undecided-why = No check gave a clear answer.
undecided-act = Check the certificate by hand.
reject-what = The certificate did not pass.
reject-why = One of the checks failed.
reject-act = Ask for another certificate.
announcement = { $word }. { $what } { $why } { $act }
frame-specimen = Specimen
frame-specimen-text = Not a real certificate.
frame-unproven = Not proven
frame-unproven-text = Only what the code claims. Do not rely on it.

## Person and event

person-compare = Compare with passport or ID
person-born = Born { $date }
person-no-birth = No birth date in the certificate
person-no-name = No name in the certificate
person-document = Passport or ID number { $number }
vaccination-title = Vaccination
vaccination-dose = Dose { $dose } of { $doses }
vaccination-dose-only = Dose { $dose }
vaccination-complete = Course complete
vaccination-incomplete = Course not complete
vaccination-given = Given { $date }
test-title = { $kind }: { $result }
test-naat = PCR test
test-antigen = Rapid antigen test
test-antibody = Antibody test
test-other = Test
test-negative = Negative
test-positive = Positive
test-unclear = Result unclear
test-sampled = Sample taken { $moment }
recovery-title = Recovery
recovery-first-positive = First positive test { $date }
span = Counts from { $from } to { $until }
span-from = Counts from { $from }
span-until = Counts until { $until }
exemption-title = Exempt from vaccination
pass-title = Pass
issuer-title = Issued by { $issuer }
issuer-unnamed = Issuer without a name
issuer-until = In force until { $date }

## Why

why-title = Why
why-details = Details
why-kind = Kind
why-codes = Reason codes
why-key = Issuer’s key
why-list = Trust list
why-version = Version
why-copy = Copy support code
why-copied = Copied. It holds no personal data.
why-not-copied = The browser did not allow copying.
scheme-2d-doc = 2D-Doc (France)
scheme-cred = PathCheck credential
scheme-divoc = DIVOC certificate
scheme-exemption = Exemption from vaccination (Austria)
scheme-hajj = Hajj health card
scheme-icao-vds-nc = Visible digital seal (ICAO)
scheme-icvp = International vaccination certificate (WHO)
scheme-nhs-domestic = NHS COVID Pass, domestic
scheme-nzcp = NZ COVID Pass
scheme-racsel-ddvc = RACSEL vaccination certificate
scheme-smart-health-card = SMART Health Card
scheme-swiss-light = Certificate light (Switzerland)
scheme-vhl = Link to a health document
scheme-who-ddcc = WHO COVID-19 certificate
link-title = Link to { $host }
link-passcode = Asks for a passcode
link-offer-title = Open the link?
link-offer-text = { $host } then learns that this link is opened now with Vidimus, from your network address and from this page. It gets the passcode if there is one, and nothing else.
link-elsewhere-title = The document lies at another host
link-elsewhere-text = The link’s host names { $host } for it. That host would learn the same.
link-passcode-label = Passcode, from the holder
link-open = Open at { $host }
link-busy = Asking { $host }…
link-stop = Cancel
link-from = From the link at { $host }
link-inside = Document { $number } of { $total }
link-inside-next = Show the next document
scheme-eu-dcc = EU Digital COVID Certificate
check-reading = Reading
check-reading-pass = The code is complete and readable.
check-signature = Signature
check-signature-pass = It belongs to this certificate. Nothing was changed.
check-trust = Issuer
check-trust-pass = The trust list vouches for the issuer.
check-revocation = Withdrawal
check-revocation-pass = It was not withdrawn.
check-revocation-unknown = No list of withdrawn certificates to compare with.
check-validity = Validity
check-validity-pass = In force at this moment.
check-rules = Entry rules
check-rules-pass = It meets the chosen rules.
check-rules-open = The rules leave the decision to a person.
check-rules-not-applied = No rules were chosen.
check-unknown = There was nothing to compare with.
check-not-reached = Not looked at: another check decided.
check-fail = This check did not pass.
sign-pass = Passed
sign-fail = Failed
sign-unknown = Not clear
sign-skipped = Not checked

## Try it

try-title = Try it
try-lead = Sample certificates of our own demo issuers. Let this page read them, or scan them with another device.
try-kind = Kind of certificate
try-group-europe = Europe
try-group-world = International
try-group-regions = Other regions
try-loading = Loading the samples…
try-ready = Samples ready: { $kind }
try-failed = The samples are not there.
try-camera = Scan with my camera
try-other-title = With another device
try-other-text = Open this page on a second device, choose “Try it” and “Scan with my camera” there, and point it at these codes.
sample-good = In force
sample-good-about = Issued by the demo issuer and unchanged. Shows green.
sample-link = Genuine link
sample-link-about = Issued by the demo issuer and unchanged. It only leads to a certificate, so it shows amber.
sample-expired = Expired
sample-expired-about = Past its last day. Shows red.
sample-tampered = Altered
sample-tampered-about = Changed after it was signed. Shows red.
sample-unknown-issuer = Unknown issuer
sample-unknown-issuer-about = Signed by someone nobody vouches for. Shows amber.
sample-read = Read this one
sample-code = QR code: { $kind }, “{ $name }”

## Paste

paste-title = Paste the text of a code
paste-label = Text of the code. It often begins with HC1:
paste-clipboard = Paste from clipboard
paste-no-clipboard = The clipboard could not be read. Paste with the keyboard or a long press.
paste-check = Check
paste-empty = There is no text yet.

## About and privacy

about-title = What stays on this device
about-lead = Everything you scan. These are not just promises: you can check each one.
about-sent = Nothing is sent
about-sent-text = The code is read and checked here. No server ever sees it. A link in it is opened only when you press the button that names its host.
about-kept = Nothing is kept
about-kept-text = A result is forgotten when you press Next, after two minutes, or soon after you leave the page.
about-account = No account, no tracking
about-account-text = No sign-in, no statistics, nothing loaded from other sites.
about-fetched = What is fetched
about-fetched-text = Only lists of genuine issuers, and our own samples when you press Try it. The request says nothing about what you scanned.
about-check = Check it yourself
about-check-flight = Switch on flight mode and scan: it still works.
about-check-network = Watch the network list in the browser’s developer tools while you scan: it stays empty.
about-check-source = Read the source code: it is open, and a test holds each of these promises.
about-colours = What the colours mean
about-green = Green: Authentic
about-green-text = Genuine, unchanged, in force, and the issuer is on the list. It does not say that anyone may enter.
about-amber = Amber: Check
about-amber-text = A person has to decide, or we could not find out.
about-red = Red: Not valid
about-red-text = Altered, damaged or not in force. The screen says why and hides the person’s data.
about-limits = What it never is
about-limits-text = A verdict is about one certificate at one moment. It is no score of a person and is never tied to a face or a place.

## Settings

settings-title = Settings
settings-language = Language
settings-theme = Appearance
theme-system = Device
theme-light = Light
theme-dark = Dark
settings-list = Trust list
list-source = Source
list-source-embedded = Built into this page
list-created = Made
list-sequence = Number
list-issuers = Issuers
list-issuers-value =
    { $issuers ->
        [one] { $issuers } issuer
       *[other] { $issuers } issuers
    }
list-keys = Keys in force
list-keys-value =
    { $live ->
        [one] { $live } key
       *[other] { $live } keys
    }
list-specimen = Test and demo keys
update-now = Update now
update-busy = Looking for a newer list…
update-done = The newest list is in use.
update-none = This page offers no newer lists.
settings-offline = Without a connection
offline-ready-text = The page and its list are saved on this device.
offline-installing-text = Leave the page open for a moment.
offline-unsupported-text = This browser cannot save the page. Scanning still sends nothing.
offline-insecure-text = Browsers save pages only from addresses with a trusted certificate. This address has a self-made one, or none.
offline-update-text = It is used as soon as you reload.
offline-update-take = Use the new version
settings-about = About and privacy

## Reasons. The value is what, then why, then what to do.

reason-scan-nothing-found = No code was found.
    .why = The picture shows no QR code that can be read.
    .act = Move closer, hold still, and keep the whole code in the picture.
reason-scan-parts-missing = More codes are needed.
    .why = This certificate is spread over several codes.
    .act = Scan the other codes as well.
reason-scan-picture-unreadable = This file cannot be opened.
    .why = It is not a picture that this browser can read.
    .act = Choose a photo or a screenshot of the code.
reason-scan-picture-too-large = This picture is too large.
    .why = Very large files are not opened, to keep the page quick.
    .act = Crop the picture to the code, or scan it with the camera.
reason-scan-picture-too-hard = Reading this picture took too long.
    .why = The search for a code was ended after its time limit.
    .act = Crop the picture to the code, or scan it with the camera.
reason-scan-text-too-long = This text is too long.
    .why = No certificate has a code this long.
    .act = Copy only the text of the code.
reason-scan-request-unreadable = This request cannot be read.
    .why = It lacks something, or is not in the expected form.
    .act = Correct the request and send it again.

reason-scheme-unknown = This is not a health certificate.
    .why = The code holds something else, such as a ticket or a link.
    .act = Look for the QR code on the certificate itself.
reason-scheme-unsupported = This kind of certificate cannot be checked here yet.
    .why = It is a health certificate of a kind that this version does not know.
    .act = Check it by hand, or with the issuer’s own app.
reason-envelope-base32 = The code is damaged.
    .why = It has characters that no certificate has.
    .act = Scan it again. If nothing changes, ask for the original code.
reason-envelope-base64 = The code is damaged.
    .why = It has characters that no certificate has.
    .act = Scan it again. If nothing changes, ask for the original code.
reason-envelope-numeric = The code is damaged.
    .why = Its digits do not stand for letters.
    .act = Scan it again. If nothing changes, ask for the original code.
reason-envelope-json = The code is damaged.
    .why = The structure of its content is broken.
    .act = Scan it again. If nothing changes, ask for the original code.
reason-envelope-jws = The code is damaged.
    .why = The part that carries the signature is incomplete.
    .act = Scan it again. If nothing changes, ask for the original code.
reason-envelope-fields = The code is damaged.
    .why = A part of it is missing or in the wrong place.
    .act = Scan it again. If nothing changes, ask for the original code.
reason-envelope-archive = The code is damaged.
    .why = Its content cannot be unpacked.
    .act = Scan it again. If nothing changes, ask for the original code.
reason-envelope-canonical-form = This is not a proper certificate.
    .why = What was signed cannot be told from its content.
    .act = Do not accept it. Ask for the original code.
reason-scheme-unverifiable = This certificate cannot be checked without a connection to its issuer.
    .why =
        { $form ->
            [none] Only its issuer’s own service can check it, and this page contacts nobody.
           *[other] Its kind: { $form }. Only its issuer’s own service can check it, and this page contacts nobody.
        }
    .act = Check it with the issuer’s own app, or ask for another certificate.
reason-link-expired = The link has ended.
    .why = What it led to is not known.
    .act = Ask for the certificate itself.
reason-link-not-opened = This code is only a link to a certificate.
    .why = The certificate itself lies on a server, and nothing was fetched from it.
    .act = Ask for the certificate itself, or have the link opened.
reason-link-address = This link cannot be opened safely.
    .why = Its address is not encrypted, or does not name a host plainly.
    .act = Ask for the certificate itself.
reason-link-inactive = The document is no longer behind the link.
    .why = Its host has ended the link, or does not know it.
    .act = Ask the holder for a new link, or for the certificate itself.
reason-link-passcode-needed = The link asks for a passcode.
    .why = Its holder has protected it.
    .act = Ask the holder for the passcode and type it in.
reason-link-passcode-wrong = The passcode is not the right one.
    .why =
        { $remaining ->
            [none] The host of the link refused it.
            [0] The host of the link refused it. No attempts are left, so the link is locked.
           *[other] The host of the link refused it. Attempts left: { $remaining }.
        }
    .act = Ask the holder for it again. Too many wrong ones lock the link for good.
reason-link-later = The host of the link wants to be asked later.
    .why =
        { $seconds ->
            [none] It was asked too often, or is busy.
           *[other] It was asked too often, or is busy. It asks to wait, in seconds: { $seconds }.
        }
    .act = Wait a little and try again.
reason-link-refused = The host of the link did not give the document.
    .why =
        { $status ->
            [none] Something is wrong there.
           *[other] Something is wrong there. It answered with status { $status }.
        }
    .act = Try again. If nothing changes, ask for the certificate itself.
reason-link-form = What the link leads to is not a health link’s document.
    .why = The answer of the host is damaged, or of another form.
    .act = Ask for the certificate itself.
reason-link-key = The key in the link does not open the document.
    .why = The document was changed, or belongs to another link.
    .act = Do not rely on it. Ask for the certificate itself.
reason-link-too-large = There is too much behind the link.
    .why = It has more files, or larger ones, than are read here.
    .act = Ask for the certificate itself.
reason-link-empty = There is nothing behind the link.
    .why = Its host gave a list without files.
    .act = Ask for the certificate itself.
reason-link-unsigned = The link leads to health data that nobody signed.
    .why = Without a signature nobody can tell whether it is genuine.
    .act = Ask for a signed certificate.
reason-link-access = The link leads into a health record, not to a certificate.
    .why = This page looks into nobody’s record.
    .act = Ask for a signed certificate.
reason-link-content = The link leads to something that is no health certificate.
    .why = The file behind it is of another kind.
    .act = Ask for the certificate itself.
reason-link-offline = There is no connection.
    .why = What lies behind the link has to be fetched from its host.
    .act = Connect and try again, or ask for the certificate itself.
reason-link-unreachable = The host of the link could not be asked.
    .why = It did not answer in time, sent too much, or does not let web pages ask.
    .act = Try again, or ask for the certificate itself.
reason-link-forgotten = The link is not kept any more.
    .why = Its code was read too long ago, or another one was read after it.
    .act = Scan the code again.
reason-envelope-base45 = The code is damaged.
    .why = It has characters that no certificate has.
    .act = Scan it again. If nothing changes, ask for the original code.
reason-envelope-compression = The code is damaged.
    .why = Its content cannot be unpacked.
    .act = Scan it again. If nothing changes, ask for the original code.
reason-envelope-size-limit = This is not a proper certificate.
    .why = It unpacks to more than any certificate holds.
    .act = Do not accept it. Ask for the original code.
reason-envelope-cbor = The code is damaged.
    .why = The structure of its content is broken.
    .act = Scan it again. If nothing changes, ask for the original code.
reason-envelope-duplicate-key = The certificate contradicts itself.
    .why = The same detail is in it twice.
    .act = Do not accept it. Ask for the original code.
reason-envelope-trailing-bytes = This is not a proper certificate.
    .why = Something was added after its end.
    .act = Do not accept it. Ask for the original code.
reason-envelope-cose = The code is damaged.
    .why = The part with the signature is incomplete.
    .act = Scan it again. If nothing changes, ask for the original code.
reason-envelope-critical-header = The certificate asks for something unknown.
    .why = It must not be accepted by a program that does not know how.
    .act = Ask the holder to contact the issuer.
reason-scheme-claims = The certificate was not made correctly.
    .why = Required details are missing or wrongly written.
    .act = Ask the holder to get a corrected one from the issuer.
reason-scheme-no-entry = The certificate is empty.
    .why = It holds no vaccination, test or recovery.
    .act = Ask the holder to get a corrected one from the issuer.
reason-scheme-no-known-entry = No vaccination or test is in it.
    .why = The certificate is genuine, but it holds other health data, which is not shown here.
    .act = If you need proof of a vaccination or a test, ask for another certificate.
reason-scheme-several-entries = The certificate holds more than one entry.
    .why = Each code should hold one vaccination, test or recovery.
    .act = Look at the entries and decide by hand which one counts.
reason-scheme-ambiguous = Not everything in this certificate is certain.
    .why = Dates or doses in it can be exchanged unnoticed. They are left out.
    .act = Ask for another proof, or decide by what is left.
reason-scheme-subject-unsigned = Nothing proves whose certificate this is.
    .why = Its issuer signed no name, so anyone could have put one in. It is left out.
    .act = Do not accept it as anyone’s. Ask for another certificate.

reason-signature-algorithm = The signature is of a kind that is not allowed.
    .why = Certificates like this must be signed in another way.
    .act = Do not accept it. Ask the holder to contact the issuer.
reason-signature-malformed = The signature is damaged.
    .why = It does not have the form of a signature.
    .act = Scan it again. If nothing changes, ask for the original code.
reason-signature-mismatch = The certificate was altered or forged.
    .why = Its signature does not match what it says.
    .act = Do not accept it. Ask for the original certificate.

reason-trust-unknown-issuer = We do not know who issued this.
    .why = Nobody on the trust list vouches for the issuer.
    .act = Check by hand. A newer list may know the issuer.
reason-trust-authority-mismatch = The issuer’s right to sign is not genuine.
    .why = The authority that it names did not grant it.
    .act = Do not accept it. Ask for the original code.
reason-trust-issuer-mismatch = The certificate names one issuer and is signed by another.
    .why = The key that signed it belongs to somebody else.
    .act = Do not accept it. Ask the holder to contact the issuer.
reason-trust-signer-revoked = The issuer’s right to sign was withdrawn.
    .why = Its authority has put the signing key on the list of withdrawn keys.
    .act = Ask the holder for a new certificate.
reason-trust-key-usage = The issuer may not issue this kind of certificate.
    .why = Its key is meant for another kind.
    .act = Ask the holder to contact the issuer.
reason-trust-signer-expired = The issuer’s right to sign had ended.
    .why =
        { $since ->
            [none] Its signing certificate was no longer valid.
           *[other] Its signing certificate was valid until { $since }.
        }
    .act = Ask the holder to get a new one from the issuer.
reason-trust-signer-not-yet-valid = The issuer’s right to sign had not begun.
    .why =
        { $until ->
            [none] Its signing certificate was not valid yet.
           *[other] Its signing certificate is valid only from { $until }.
        }
    .act = Ask the holder to contact the issuer.
reason-trust-specimen = This is a specimen, not a real certificate.
    .why = It was signed by a test or demo issuer.
    .act = Ask for the real certificate.
reason-trust-list-old = The trust list is getting old.
    .why =
        { $days ->
            [none] It has not been renewed for a while.
            [one] It is { $days } day old.
           *[other] It is { $days } days old.
        }
    .act = Update the list, or ask whoever runs this page for a newer one.
reason-trust-list-too-old = The trust list is too old to rely on.
    .why =
        { $days ->
            [none] It has not been renewed for a long time.
            [one] It is { $days } day old.
           *[other] It is { $days } days old.
        }
    .act = Update the list and scan again, or check by hand.
reason-trust-clock-behind = The clock of this device is wrong.
    .why = It shows a time before the trust list was made.
    .act = Set the date and time of the device, then scan again.
reason-trust-update-unreachable = No newer trust list could be fetched.
    .why = Its address did not answer. The last good list stays in use.
    .act = Try again when you are online.
reason-trust-update-unreadable = The newer trust list cannot be read.
    .why = It is incomplete or damaged. The last good list stays in use.
    .act = Try again later. If it happens again, tell whoever runs this page.
reason-trust-update-unsigned = The newer trust list was refused.
    .why = The signature is not the one this page trusts. The last good list stays in use.
    .act = Tell whoever runs this page.
reason-trust-update-older = The offered trust list was refused.
    .why = Its number or its date is behind the list in use, which stays.
    .act = Try again later. If it happens again, tell whoever runs this page.
reason-trust-list-undated = The trust list carries no date.
    .why = How old it is cannot be known, so it may miss what has changed since it was made.
    .act = Ask whoever gave you the list for a current one.

reason-trust-store-silent = This browser’s storage does not answer.
    .why = A newer trust list may be kept there, so no other one is taken until it answers.
    .act = Reload the page, or close its other tabs.

reason-trust-store-damaged = The saved trust list was damaged.
    .why = The list built into this page took its place.
    .act = Update the list when you are online.

reason-validity-expired = The certificate has expired.
    .why =
        { $since ->
            [none] Its last day is over.
           *[other] It was valid until { $since }.
        }
    .act = Ask for a newer certificate.
reason-validity-not-yet-valid = The certificate is not valid yet.
    .why =
        { $until ->
            [none] Its first day has not come.
           *[other] It is valid from { $until }.
        }
    .act = Ask for one that is valid now, or check the date of this device.
reason-validity-unreadable = The certificate has a date that cannot be read.
    .why = Without its dates nobody can say whether it is in force.
    .act = Ask the holder to get a corrected one from the issuer.

reason-app-camera-refused = The camera is not allowed.
    .why = This page was refused the use of the camera.
    .act = Allow the camera for this page in the browser’s settings, then try again.
reason-app-camera-missing = No camera was found.
    .why = This device has none, or it is switched off.
    .act = Connect a camera, or use a photo or the text of the code.
reason-app-camera-busy = The camera did not start.
    .why = Another program may be using it.
    .act = Close other programs that use the camera, then try again.
reason-app-camera-insecure = The camera needs a secure page.
    .why = Browsers allow it only at addresses that begin with https.
    .act = Open this page with https, or use a photo or the text of the code.
reason-app-camera-lost = The camera stopped.
    .why = It was unplugged, or the device switched it off.
    .act = Try again, or use a photo or the text of the code.
reason-app-worker-lost = The reader did not start.
    .why = A part of this page could not be loaded or stopped working.
    .act = Reload the page. If that does not help, update the browser.
reason-app-samples-missing = The samples could not be loaded.
    .why = They are a part of this page that is fetched when it is first opened.
    .act = Check the connection, then press Try again.
reason-app-browser-too-old = This browser is too old.
    .why = It lacks something that this page needs.
    .act = Update the browser, or open the page in another one.
