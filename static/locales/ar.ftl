# نصوص الصفحة بالعربية. المرجع هو en.ftl.

language-name = العربية
language-direction = rtl

## في كل مكان

app-name = Vidimus
action-back = رجوع
action-settings = الإعدادات
action-scan = امسح الرمز
action-photo = صورة
action-paste = لصق
action-try = جرّب
action-stop = إيقاف
action-next = التالي
action-why = لماذا؟
action-retry = حاول مجددًا
action-reload = أعد تحميل الصفحة
busy-reading = جارٍ القراءة…
finding-unnamed = ملاحظة { $code }

## وضع التجربة

demo-word = تجريبي
demo-text = شهادات نموذجية فقط
demo-leave = إنهاء التجربة

## سطر القائمة

trust-region = قائمة الجهات الموثوقة والاتصال
trust-loading = جارٍ تحميل القائمة…
trust-age =
    { $days ->
        [0] قائمة اليوم
        [zero] قائمة اليوم
        [one] عمر القائمة يوم واحد
        [two] عمر القائمة يومان
        [few] عمر القائمة { $days } أيام
        [many] عمر القائمة { $days } يومًا
       *[other] عمر القائمة { $days } يوم
    }
trust-age-unknown = عمر القائمة غير معروف
trust-fresh = حديثة
trust-old = بدأت تتقادم
trust-too-old = قديمة جدًّا
trust-built-in = مدمجة
connection-online = متصل
connection-offline = غير متصل
offline-ready = تعمل دون اتصال
offline-installing = جارٍ الحفظ للعمل دون اتصال…
offline-unsupported = تحتاج إلى اتصال
offline-insecure = غير محفوظة للعمل دون اتصال
offline-update = إصدار جديد جاهز

## البداية

start-title = تحقّق من شهادة صحية
start-lead = وجّه الكاميرا إلى رمز QR على الشهادة، وستظهر النتيجة خلال ثانية تقريبًا.
start-privacy = كل ما تمسحه يبقى على هذا الجهاز
start-forgotten = مُحيت النتيجة الأخيرة.
drop-here = أفلت الصورة هنا

## المسح

scan-title = امسح الرمز
scan-lead = ضع رمز QR داخل الإطار، وستتم قراءته تلقائيًا.
scan-video = صورة الكاميرا
scan-opening = جارٍ تشغيل الكاميرا…
scan-looking = ضع الرمز داخل الإطار
scan-next = جاهز للرمز التالي
scan-parts = قُرئ { $have } من { $total } رموز. أظهر الرمز التالي.
scan-not-certificate = هذه ليست شهادة صحية. المسح مستمر.
tip-closer = اقترب أكثر
tip-still = ثبّت يدك
tip-light = زد الإضاءة

## النتيجة

verdict-accept = أصلية
verdict-undecided = يلزم التحقق
verdict-reject = غير صالحة
verdict-camera-off = الكاميرا متوقفة
accept-what = الشهادة أصلية وسارية المفعول ولم تُعدَّل.
accept-why = لم تُطبَّق أي قواعد دخول.
accept-act = قارن الاسم وتاريخ الميلاد بوثيقة الهوية.
undecided-what = القرار هنا لك.
undecided-why = لم يُعطِ أي فحص نتيجة واضحة.
undecided-act = افحص الشهادة يدويًا.
reject-what = لم تجتز الشهادة الفحص.
reject-why = أخفق أحد الفحوص.
reject-act = اطلب شهادة أخرى.
announcement = { $word }. { $what } { $why } { $act }
frame-specimen = نموذج
frame-specimen-text = ليست شهادة حقيقية.
frame-unproven = غير مُثبَت
frame-unproven-text = هذا ما يدّعيه الرمز فقط، فلا تعتمد عليه.

## الشخص والحدث

person-compare = قارن بجواز السفر أو الهوية
person-born = تاريخ الميلاد: { $date }
person-no-birth = لا يوجد تاريخ ميلاد في الشهادة
person-no-name = لا يوجد اسم في الشهادة
person-document = رقم الجواز أو الهوية: { $number }
vaccination-title = تطعيم
vaccination-dose = الجرعة { $dose } من { $doses }
vaccination-dose-only = الجرعة { $dose }
vaccination-complete = اكتملت الجرعات
vaccination-incomplete = لم تكتمل الجرعات
vaccination-given = تاريخ التطعيم: { $date }
test-title = { $kind }: { $result }
test-naat = فحص PCR
test-antigen = فحص سريع للمستضدات
test-antibody = فحص الأجسام المضادة
test-other = فحص
test-negative = سلبي
test-positive = إيجابي
test-unclear = نتيجة غير واضحة
test-sampled = أُخذت العينة: { $moment }
recovery-title = تعافٍ
recovery-first-positive = أول فحص إيجابي: { $date }
span = يُحتسب من { $from } إلى { $until }
span-from = يُحتسب من { $from }
span-until = يُحتسب حتى { $until }
exemption-title = إعفاء من التطعيم
pass-title = تصريح
issuer-title = جهة الإصدار: { $issuer }
issuer-unnamed = جهة إصدار بلا اسم
issuer-until = سارية حتى { $date }

## السبب

why-title = السبب
why-details = التفاصيل
why-kind = النوع
why-codes = رموز الأسباب
why-key = مفتاح جهة الإصدار
why-list = قائمة الجهات الموثوقة
why-version = إصدار البرنامج
why-copy = انسخ رمز الدعم
why-copied = تم النسخ. لا يحتوي الرمز على أي بيانات شخصية.
why-not-copied = لم يسمح المتصفح بالنسخ.
scheme-2d-doc = 2D-Doc (فرنسا)
scheme-cred = شهادة PathCheck
scheme-divoc = شهادة DIVOC
scheme-exemption = إعفاء من التطعيم (النمسا)
scheme-hajj = البطاقة الصحية للحج
scheme-icao-vds-nc = ختم رقمي مرئي (الإيكاو)
scheme-icvp = شهادة التطعيم الدولية (منظمة الصحة العالمية)
scheme-nhs-domestic = تصريح NHS المحلي
scheme-nzcp = تصريح كوفيد النيوزيلندي
scheme-racsel-ddvc = شهادة تطعيم RACSEL
scheme-smart-health-card = بطاقة SMART الصحية
scheme-swiss-light = الشهادة المختصرة (سويسرا)
scheme-vhl = رابط إلى وثيقة صحية
scheme-who-ddcc = شهادة كوفيد-19 من منظمة الصحة العالمية
link-title = رابط إلى { $host }
link-passcode = يطلب رمز مرور
scheme-eu-dcc = شهادة كوفيد الرقمية للاتحاد الأوروبي
check-reading = القراءة
check-reading-pass = الرمز كامل ومقروء.
check-signature = التوقيع
check-signature-pass = التوقيع يخص هذه الشهادة، ولم يتغيّر فيها شيء.
check-trust = جهة الإصدار
check-trust-pass = جهة الإصدار واردة في قائمة الجهات الموثوقة.
check-revocation = السحب
check-revocation-pass = لم تُسحب الشهادة.
check-revocation-unknown = لا تتوفر قائمة بالشهادات المسحوبة للمقارنة.
check-validity = الصلاحية
check-validity-pass = سارية في هذه اللحظة.
check-rules = قواعد الدخول
check-rules-pass = تستوفي القواعد المختارة.
check-rules-open = القواعد تترك القرار لك.
check-rules-not-applied = لم تُختَر أي قواعد.
check-unknown = لم يوجد ما يُقارَن به.
check-not-reached = لم يُفحص: حسم فحص آخر النتيجة.
check-fail = لم يُجتَز هذا الفحص.
sign-pass = ناجح
sign-fail = فاشل
sign-unknown = غير محسوم
sign-skipped = لم يُفحص

## التجربة

try-title = جرّب
try-lead = شهادات نموذجية من جهات إصدار تجريبية خاصة بنا. دع هذه الصفحة تقرؤها، أو امسحها بجهاز آخر.
try-kind = نوع الشهادة
try-group-europe = أوروبا
try-group-world = دولية
try-group-regions = مناطق أخرى
try-making = جارٍ إعداد النماذج…
try-made = النماذج جاهزة: { $kind }
try-failed = تعذّر إعداد النماذج.
try-camera = امسح بكاميرا هذا الجهاز
try-other-title = بجهاز آخر
try-other-text = افتح هذه الصفحة على جهاز آخر، واختر «جرّب» ثم «امسح بكاميرا هذا الجهاز»، ووجّهه إلى هذه الرموز.
sample-good = سارية
sample-good-about = صادرة عن الجهة التجريبية ولم تُعدَّل. تظهر بالأخضر.
sample-link = رابط أصلي
sample-link-about = صادر عن الجهة التجريبية ولم يُعدَّل. وهو يقود إلى شهادة فقط، لذلك يظهر بالكهرماني.
sample-expired = منتهية
sample-expired-about = انقضى آخر يوم لصلاحيتها. تظهر بالأحمر.
sample-tampered = معدَّلة
sample-tampered-about = عُدّلت بعد توقيعها. تظهر بالأحمر.
sample-unknown-issuer = جهة إصدار مجهولة
sample-unknown-issuer-about = وقّعتها جهة لا يضمنها أحد. تظهر بالكهرماني.
sample-read = اقرأ هذا الرمز
sample-code = رمز QR: { $kind }، «{ $name }»

## اللصق

paste-title = الصق نص الرمز
paste-label = نص الرمز، وغالبًا ما يبدأ بـ HC1:
paste-clipboard = الصق من الحافظة
paste-no-clipboard = تعذّرت قراءة الحافظة. الصق بلوحة المفاتيح أو بالضغط المطوّل.
paste-check = تحقّق
paste-empty = لا يوجد نص بعد.

## الخصوصية

about-title = ما الذي يبقى على هذا الجهاز
about-lead = كل ما تمسحه. وهذه ليست وعودًا فحسب، بل يمكنك التأكد من كل منها بنفسك.
about-sent = لا يُرسَل شيء
about-sent-text = يُقرأ الرمز ويُفحص هنا، ولا يراه أي خادم.
about-kept = لا يُحفَظ شيء
about-kept-text = تُمحى النتيجة عند الضغط على «التالي»، أو بعد دقيقتين، أو بعد مغادرة الصفحة بقليل.
about-account = لا حساب ولا تتبّع
about-account-text = لا تسجيل دخول ولا إحصاءات، ولا يُحمَّل شيء من مواقع أخرى.
about-fetched = ما الذي يُجلَب
about-fetched-text = قوائم جهات الإصدار الحقيقية فقط. ولا يذكر الطلب شيئًا عمّا مسحته.
about-check = تأكد بنفسك
about-check-flight = شغّل وضع الطيران ثم امسح رمزًا: ستظل الصفحة تعمل.
about-check-network = راقب قائمة الشبكة في أدوات المطوّر في المتصفح أثناء المسح: ستبقى فارغة.
about-check-source = اقرأ الشيفرة المصدرية: إنها مفتوحة، ولكل وعد من هذه الوعود اختبار يحرسه.
about-colours = معاني الألوان
about-green = الأخضر: أصلية
about-green-text = أصلية ولم تُعدَّل وسارية، وجهة الإصدار في القائمة. ولا يعني ذلك أن الدخول مسموح.
about-amber = الكهرماني: يلزم التحقق
about-amber-text = القرار لشخص، أو لم نتمكن من معرفة الجواب.
about-red = الأحمر: غير صالحة
about-red-text = معدَّلة أو تالفة أو غير سارية. تذكر الشاشة السبب وتخفي بيانات الشخص.
about-limits = ما لا تعنيه النتيجة أبدًا
about-limits-text = النتيجة تخص شهادة واحدة في لحظة واحدة. ليست تقييمًا لأي شخص، ولا تُربط بوجه أو بمكان.

## الإعدادات

settings-title = الإعدادات
settings-language = اللغة
settings-theme = المظهر
theme-system = تلقائي
theme-light = فاتح
theme-dark = داكن
settings-list = قائمة الجهات الموثوقة
list-source = المصدر
list-source-embedded = مدمجة في هذه الصفحة
list-created = تاريخ الإنشاء
list-sequence = الرقم
list-issuers = جهات الإصدار
list-issuers-value =
    { $issuers ->
        [zero] لا توجد
        [one] جهة واحدة
        [two] جهتان
        [few] { $issuers } جهات
        [many] { $issuers } جهة
       *[other] { $issuers } جهة
    }
list-keys = المفاتيح السارية
list-keys-value =
    { $live ->
        [zero] لا توجد
        [one] مفتاح واحد
        [two] مفتاحان
        [few] { $live } مفاتيح
        [many] { $live } مفتاحًا
       *[other] { $live } مفتاح
    }
list-specimen = مفاتيح الاختبار والتجربة
update-now = حدّث الآن
update-busy = جارٍ البحث عن قائمة أحدث…
update-done = أحدث قائمة قيد الاستخدام.
update-none = لا توفّر هذه الصفحة قوائم أحدث.
settings-offline = دون اتصال
offline-ready-text = الصفحة وقائمتها محفوظتان على هذا الجهاز.
offline-installing-text = اترك الصفحة مفتوحة قليلًا.
offline-unsupported-text = لا يستطيع هذا المتصفح حفظ الصفحة. ومع ذلك لا يرسل المسح شيئًا.
offline-insecure-text = لا تحفظ المتصفحات الصفحات إلا من عناوين ذات شهادة أمان موثوقة، وشهادة هذا العنوان محلية الصنع أو غير موجودة.
offline-update-text = يُستخدم فور إعادة التحميل.
offline-update-take = استخدم الإصدار الجديد
settings-about = حول الصفحة والخصوصية

## الأسباب: ماذا، ثم لماذا، ثم ما العمل.

reason-scan-nothing-found = لم يُعثر على أي رمز.
    .why = لا تحتوي الصورة على رمز QR يمكن قراءته.
    .act = اقترب أكثر وثبّت يدك، وأبقِ الرمز كله داخل الصورة.
reason-scan-parts-missing = يلزم المزيد من الرموز.
    .why = هذه الشهادة موزّعة على عدة رموز.
    .act = امسح الرموز الأخرى أيضًا.
reason-scan-picture-unreadable = تعذّر فتح هذا الملف.
    .why = ليس صورة يستطيع هذا المتصفح قراءتها.
    .act = اختر صورة للرمز أو لقطة شاشة له.
reason-scan-picture-too-large = هذه الصورة كبيرة جدًّا.
    .why = لا تُفتح الملفات الكبيرة جدًّا كي تبقى الصفحة سريعة.
    .act = قصّ الصورة حول الرمز، أو امسحه بالكاميرا.
reason-scan-picture-too-hard = استغرقت قراءة هذه الصورة وقتًا طويلًا.
    .why = أُوقف البحث عن الرمز بعد انتهاء الوقت المحدد.
    .act = قصّ الصورة حول الرمز، أو امسحه بالكاميرا.
reason-scan-text-too-long = هذا النص طويل جدًّا.
    .why = لا توجد شهادة رمزها بهذا الطول.
    .act = انسخ نص الرمز وحده.
reason-scan-request-unreadable = تعذّرت قراءة هذا الطلب.
    .why = ينقصه شيء، أو ليس بالصيغة المتوقعة.
    .act = صحّح الطلب وأرسله مرة أخرى.

reason-scheme-unknown = هذه ليست شهادة صحية.
    .why = يحتوي الرمز على شيء آخر، كتذكرة أو رابط.
    .act = ابحث عن رمز QR على الشهادة نفسها.
reason-scheme-unsupported = لا يمكن فحص هذا النوع من الشهادات هنا بعد.
    .why = هذه شهادة صحية من نوع لا يعرفه هذا الإصدار.
    .act = افحصها يدويًا، أو بتطبيق جهة الإصدار.
reason-envelope-base32 = الرمز تالف.
    .why = فيه أحرف لا توجد في أي شهادة.
    .act = امسحه مرة أخرى. وإن لم يتغيّر شيء فاطلب الرمز الأصلي.
reason-envelope-base64 = الرمز تالف.
    .why = فيه أحرف لا توجد في أي شهادة.
    .act = امسحه مرة أخرى. وإن لم يتغيّر شيء فاطلب الرمز الأصلي.
reason-envelope-numeric = الرمز تالف.
    .why = أرقامه لا تقابل أحرفًا.
    .act = امسحه مرة أخرى. وإن لم يتغيّر شيء فاطلب الرمز الأصلي.
reason-envelope-json = الرمز تالف.
    .why = بنية محتواه معطوبة.
    .act = امسحه مرة أخرى. وإن لم يتغيّر شيء فاطلب الرمز الأصلي.
reason-envelope-jws = الرمز تالف.
    .why = الجزء الذي يحمل التوقيع غير مكتمل.
    .act = امسحه مرة أخرى. وإن لم يتغيّر شيء فاطلب الرمز الأصلي.
reason-envelope-fields = الرمز تالف.
    .why = جزء منه ناقص أو في غير موضعه.
    .act = امسحه مرة أخرى. وإن لم يتغيّر شيء فاطلب الرمز الأصلي.
reason-envelope-archive = الرمز تالف.
    .why = تعذّر فك ضغط محتواه.
    .act = امسحه مرة أخرى. وإن لم يتغيّر شيء فاطلب الرمز الأصلي.
reason-envelope-canonical-form = هذه ليست شهادة سليمة.
    .why = لا يتبيّن من محتواها ما الذي جرى توقيعه.
    .act = لا تقبلها، واطلب الرمز الأصلي.
reason-scheme-unverifiable = لا يمكن فحص هذه الشهادة دون اتصال بجهة إصدارها.
    .why =
        { $form ->
            [none] لا تفحصها إلا خدمة جهة الإصدار، وهذه الصفحة لا تتصل بأحد.
           *[other] نوعها { $form }. لا تفحصها إلا خدمة جهة الإصدار، وهذه الصفحة لا تتصل بأحد.
        }
    .act = افحصها بتطبيق جهة الإصدار، أو اطلب شهادة أخرى.
reason-link-expired = انتهت صلاحية الرابط.
    .why = ما يؤدي إليه غير معروف.
    .act = اطلب الشهادة نفسها.
reason-link-not-opened = هذا الرمز مجرد رابط إلى شهادة.
    .why = الشهادة نفسها محفوظة على خادم، ولم يُجلب منه شيء.
    .act = اطلب الشهادة نفسها، أو افتح الرابط بتطبيق حاملها.
reason-envelope-base45 = الرمز تالف.
    .why = فيه أحرف لا توجد في أي شهادة.
    .act = امسحه مرة أخرى. وإن لم يتغيّر شيء فاطلب الرمز الأصلي.
reason-envelope-compression = الرمز تالف.
    .why = تعذّر فك ضغط محتواه.
    .act = امسحه مرة أخرى. وإن لم يتغيّر شيء فاطلب الرمز الأصلي.
reason-envelope-size-limit = هذه ليست شهادة سليمة.
    .why = محتواها بعد فك الضغط أكبر من محتوى أي شهادة.
    .act = لا تقبلها، واطلب الرمز الأصلي.
reason-envelope-cbor = الرمز تالف.
    .why = بنية محتواه معطوبة.
    .act = امسحه مرة أخرى. وإن لم يتغيّر شيء فاطلب الرمز الأصلي.
reason-envelope-duplicate-key = الشهادة تناقض نفسها.
    .why = يرد فيها البيان نفسه مرتين.
    .act = لا تقبلها، واطلب الرمز الأصلي.
reason-envelope-trailing-bytes = هذه ليست شهادة سليمة.
    .why = أُضيف شيء بعد نهايتها.
    .act = لا تقبلها، واطلب الرمز الأصلي.
reason-envelope-cose = الرمز تالف.
    .why = الجزء الذي يحمل التوقيع غير مكتمل.
    .act = امسحه مرة أخرى. وإن لم يتغيّر شيء فاطلب الرمز الأصلي.
reason-envelope-critical-header = تشترط الشهادة أمرًا غير معروف.
    .why = لا يجوز أن يقبلها برنامج لا يعرف كيفية التعامل معها.
    .act = اطلب من حاملها الاتصال بجهة الإصدار.
reason-scheme-claims = لم تُعدّ الشهادة إعدادًا صحيحًا.
    .why = تنقصها بيانات مطلوبة أو كُتبت خطأً.
    .act = اطلب من حاملها الحصول على شهادة مصحَّحة من جهة الإصدار.
reason-scheme-no-entry = الشهادة فارغة.
    .why = لا تحتوي على تطعيم ولا فحص ولا تعافٍ.
    .act = اطلب من حاملها الحصول على شهادة مصحَّحة من جهة الإصدار.
reason-scheme-no-known-entry = لا يوجد فيها تطعيم ولا فحص.
    .why = الشهادة أصلية، لكنها تحمل بيانات صحية أخرى لا تُعرض هنا.
    .act = إن كنت تحتاج إلى إثبات تطعيم أو فحص فاطلب شهادة أخرى.
reason-scheme-several-entries = تحتوي الشهادة على أكثر من بند.
    .why = ينبغي أن يحمل كل رمز تطعيمًا أو فحصًا أو تعافيًا واحدًا.
    .act = انظر في البنود وقرّر بنفسك أيها يُعتدّ به.
reason-scheme-ambiguous = ليس كل ما في هذه الشهادة مؤكدًا.
    .why = يمكن تبديل التواريخ أو الجرعات فيها دون أثر، ولذلك لم تُعرض.
    .act = اطلب إثباتًا آخر، أو قرّر بحسب ما بقي.
reason-scheme-subject-unsigned = لا شيء يُثبت لمن هذه الشهادة.
    .why = لم توقّع جهة الإصدار على الاسم، فيمكن لأي شخص وضع اسم فيها، ولذلك لم يُعرض.
    .act = لا تقبلها على أنها لأحد. اطلب شهادة أخرى.

reason-signature-algorithm = نوع التوقيع غير مسموح به.
    .why = يجب أن تُوقَّع مثل هذه الشهادات بطريقة أخرى.
    .act = لا تقبلها، واطلب من حاملها الاتصال بجهة الإصدار.
reason-signature-malformed = التوقيع تالف.
    .why = ليس على هيئة توقيع.
    .act = امسحه مرة أخرى. وإن لم يتغيّر شيء فاطلب الرمز الأصلي.
reason-signature-mismatch = الشهادة معدَّلة أو مزوَّرة.
    .why = توقيعها لا يطابق محتواها.
    .act = لا تقبلها، واطلب الشهادة الأصلية.

reason-trust-unknown-issuer = لا نعرف من أصدر هذه الشهادة.
    .why = لا أحد في قائمة الجهات الموثوقة يضمن جهة الإصدار.
    .act = افحصها يدويًا. قد تعرف قائمة أحدث جهة الإصدار.
reason-trust-authority-mismatch = حق جهة الإصدار في التوقيع غير أصيل.
    .why = لم تمنحه السلطة المذكورة فيه.
    .act = لا تقبلها، واطلب الرمز الأصلي.
reason-trust-issuer-mismatch = تذكر الشهادة جهة إصدار، ووقّعتها جهة أخرى.
    .why = المفتاح الذي وقّعها يخص جهة غيرها.
    .act = لا تقبلها، واطلب من حاملها الاتصال بجهة الإصدار.
reason-trust-signer-revoked = سُحب حق جهة الإصدار في التوقيع.
    .why = وضعت سلطتها مفتاح التوقيع في قائمة المفاتيح المسحوبة.
    .act = اطلب من حاملها شهادة جديدة.
reason-trust-key-usage = لا يحق لجهة الإصدار إصدار هذا النوع من الشهادات.
    .why = مفتاحها مخصص لنوع آخر.
    .act = اطلب من حاملها الاتصال بجهة الإصدار.
reason-trust-signer-expired = انتهى حق جهة الإصدار في التوقيع.
    .why =
        { $since ->
            [none] لم تعد شهادة التوقيع الخاصة بها سارية.
           *[other] كانت شهادة التوقيع الخاصة بها سارية حتى { $since }.
        }
    .act = اطلب من حاملها الحصول على شهادة جديدة من جهة الإصدار.
reason-trust-signer-not-yet-valid = لم يبدأ بعد حق جهة الإصدار في التوقيع.
    .why =
        { $until ->
            [none] لم تصبح شهادة التوقيع الخاصة بها سارية بعد.
           *[other] لا تسري شهادة التوقيع الخاصة بها إلا من { $until }.
        }
    .act = اطلب من حاملها الاتصال بجهة الإصدار.
reason-trust-specimen = هذا نموذج وليس شهادة حقيقية.
    .why = وقّعته جهة إصدار للاختبار أو للتجربة.
    .act = اطلب الشهادة الحقيقية.
reason-trust-list-old = بدأت قائمة الجهات الموثوقة تتقادم.
    .why =
        { $days ->
            [none] لم تُجدَّد منذ مدة.
            [one] عمرها يوم واحد.
            [two] عمرها يومان.
            [few] عمرها { $days } أيام.
            [many] عمرها { $days } يومًا.
           *[other] عمرها { $days } يوم.
        }
    .act = حدّث القائمة، أو اطلب أحدث منها ممن يدير هذه الصفحة.
reason-trust-list-too-old = قائمة الجهات الموثوقة أقدم من أن يُعتمد عليها.
    .why =
        { $days ->
            [none] لم تُجدَّد منذ زمن طويل.
            [one] عمرها يوم واحد.
            [two] عمرها يومان.
            [few] عمرها { $days } أيام.
            [many] عمرها { $days } يومًا.
           *[other] عمرها { $days } يوم.
        }
    .act = حدّث القائمة وامسح مرة أخرى، أو افحص الشهادة يدويًا.
reason-trust-clock-behind = ساعة هذا الجهاز غير صحيحة.
    .why = تُظهر وقتًا يسبق تاريخ إنشاء قائمة الجهات الموثوقة.
    .act = اضبط تاريخ الجهاز ووقته، ثم امسح مجددًا.
reason-trust-update-unreachable = تعذّر جلب قائمة أحدث.
    .why = لم يستجب عنوانها، وتبقى آخر قائمة سليمة قيد الاستخدام.
    .act = حاول مجددًا عندما تكون متصلًا بالإنترنت.
reason-trust-update-unreadable = تعذّرت قراءة القائمة الأحدث.
    .why = إنها ناقصة أو تالفة، وتبقى آخر قائمة سليمة قيد الاستخدام.
    .act = حاول لاحقًا. وإن تكرر ذلك فأبلغ من يدير هذه الصفحة.
reason-trust-update-unsigned = رُفضت القائمة الأحدث.
    .why = توقيعها ليس التوقيع الذي تثق به هذه الصفحة، وتبقى آخر قائمة سليمة قيد الاستخدام.
    .act = أبلغ من يدير هذه الصفحة.
reason-trust-update-older = رُفضت القائمة المعروضة.
    .why = رقمها أو تاريخها أقدم مما في القائمة المستخدمة، وهي باقية.
    .act = حاول لاحقًا. وإن تكرر ذلك فأبلغ من يدير هذه الصفحة.
reason-trust-list-undated = لا تحمل قائمة الجهات الموثوقة تاريخًا.
    .why = لا يمكن معرفة عمرها، فقد ينقصها ما تغيّر منذ إعدادها.
    .act = اطلب قائمة حديثة ممن أعطاك إياها.

reason-trust-store-silent = لا تستجيب ذاكرة التخزين في هذا المتصفح.
    .why = قد تكون فيها قائمة أحدث، لذلك لا تُعتمد قائمة أخرى حتى تستجيب.
    .act = أعد تحميل الصفحة أو أغلق علامات تبويبها الأخرى.

reason-trust-store-damaged = كانت القائمة المحفوظة تالفة.
    .why = حلّت محلها القائمة المدمجة في هذه الصفحة.
    .act = حدّث القائمة عندما تكون متصلًا بالإنترنت.

reason-validity-expired = انتهت صلاحية الشهادة.
    .why =
        { $since ->
            [none] انقضى آخر يوم لصلاحيتها.
           *[other] كانت سارية حتى { $since }.
        }
    .act = اطلب شهادة أحدث.
reason-validity-not-yet-valid = لم تبدأ صلاحية الشهادة بعد.
    .why =
        { $until ->
            [none] لم يحن أول يوم لصلاحيتها.
           *[other] تسري ابتداءً من { $until }.
        }
    .act = اطلب شهادة سارية الآن، أو تأكد من تاريخ هذا الجهاز.
reason-validity-unreadable = في الشهادة تاريخ غير مقروء.
    .why = لا يمكن الجزم بأنها سارية من دون تواريخ سليمة.
    .act = اطلب من حاملها الحصول على شهادة مصحَّحة من جهة الإصدار.

reason-app-camera-refused = الكاميرا غير مسموح بها.
    .why = مُنعت هذه الصفحة من استخدام الكاميرا.
    .act = اسمح بالكاميرا لهذه الصفحة في إعدادات المتصفح، ثم حاول مجددًا.
reason-app-camera-missing = لم يُعثر على كاميرا.
    .why = لا توجد كاميرا في هذا الجهاز، أو أنها مطفأة.
    .act = وصّل كاميرا، أو استخدم صورة أو نص الرمز.
reason-app-camera-busy = لم تعمل الكاميرا.
    .why = قد يكون برنامج آخر يستخدمها.
    .act = أغلق البرامج الأخرى التي تستخدم الكاميرا، ثم حاول مجددًا.
reason-app-camera-insecure = تحتاج الكاميرا إلى صفحة آمنة.
    .why = لا تسمح المتصفحات بها إلا في عناوين تبدأ بـ https.
    .act = افتح هذه الصفحة عبر https، أو استخدم صورة أو نص الرمز.
reason-app-camera-lost = توقفت الكاميرا.
    .why = فُصلت عن الجهاز، أو أوقفها الجهاز.
    .act = حاول مجددًا، أو استخدم صورة أو نص الرمز.
reason-app-worker-lost = لم يعمل قارئ الرموز.
    .why = تعذّر تحميل جزء من هذه الصفحة، أو توقف عن العمل.
    .act = أعد تحميل الصفحة. وإن لم ينفع ذلك فحدّث المتصفح.
reason-app-browser-too-old = هذا المتصفح قديم جدًّا.
    .why = ينقصه شيء تحتاج إليه هذه الصفحة.
    .act = حدّث المتصفح، أو افتح الصفحة في متصفح آخر.
