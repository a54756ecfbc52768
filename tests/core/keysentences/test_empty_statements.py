import pytest

from announcer.core.keysentences.empty_statements import says_nothing_new

ADVICE = [
    "Collaboration among all stakeholders in virtual trials is crucial to increase awareness.",
    "A good rota is essential for the health of nurses.",
    "Choosing well is a cornerstone of the network's function.",
    "Further progress can be accelerated by applying what is known.",
    "Policy responses to rising deaths require a gender-informed approach.",
    "Parents may expect benefits of the drug on irritability.",
    "Naps will contribute to the design of better rotas.",
    "The findings could inform the planning of wards.",
    "Naps hold great promise for tired nurses.",
]
CONTENTS = [
    "The paper concludes with a discussion of the challenges of teaching nurses.",
    "An epilogue suggests that nurses of the past slept better.",
    "Support for naps in the wards is examined to illustrate possible consequences.",
    "A meta-analysis could be performed on 51 articles about naps.",
    "The search identified 412 articles on naps of nurses.",
    "There are increasingly many papers on naps in hospitals.",
    "Main criteria are indication, dosage and duration of naps.",
    "The modules systematically identify and rank information on naps.",
    "The first five criteria represent 64% of the total weight.",
]
FIELD = [
    "Literature on naps of nurses is sparse.",
    "Limited studies in hospitals often impede an understanding of naps.",
    "Information on improved quality of life is scarce.",
    "The advent of naps in health care has forced a new effort to plan rotas.",
    "Naps could be evaluated in the ward, at home and in the laboratory.",
    "Naps are widely used in the wards of many hospitals.",
    "Sleep plays a key role in the health of nurses.",
    "Shift work disorder is a rare disorder of sleep.",
    "Traditionally, naps have been seen as a sign of sloth.",
]
BROKEN = [
    "Patterns of support for naps in the wards is examined in nurses.",
    "Visits were more frequent al lag 0 on all of the days.",
    "Focusing on naps misleads when identifying identifying the best ward.",
    "One selective receptor modulators showed fewer side effects.",
    "Most of the symptoms are central and therefore specific for the tumour.",
]
BARE = [
    "The analyses provide a tentative sequence of naps and nights.",
    "The findings provide evidence of experts' abilities to judge the naps of nurses.",
    "It is argued that naps renew the night.",
    "Active burns have consequences for the target invasive.",
]
PERSIAN = [
    "برنامه از نظر کاربران کاربردپذیری خوبی دارد.",
    "سن و وزن مهم‌ترین متغیرها بودند.",
    "۲۳ درصد ایزوله‌ها به دارو مقاوم بودند.",
    "محور شمال کانون مرگ‌های ترافیکی استان است.",
    "هر دو دارو درد را به یک اندازه کم کردند.",
    "الگوی ارائه‌شده می‌تواند به مدیران بیمارستان‌ها کمک کند.",
    "نتایج می‌تواند مبنای برنامه‌ریزی مدیران باشد.",
    "مدل پیشنهادی دقت بالایی در تشخیص بیماری دارد.",
    "هر دو روش در کاهش درد مؤثرند.",
    "توجه به تأمین مالی ضروری به نظر می‌رسد.",
    "۱۰۳ نفر مطالعه را به پایان رساندند.",
]


@pytest.mark.parametrize("sentence", [*ADVICE, *CONTENTS, *FIELD, *BROKEN, *BARE, *PERSIAN])
def test_advice_contents_counts_background_and_broken_sentences_say_nothing_new(sentence: str) -> None:
    assert says_nothing_new(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Naps reduced errors of nurses by a third.",
        "Teaching assistants without teaching degrees raised reading scores.",
        "The findings provide evidence of a link between naps and errors.",
        "Naps at work are a safe and effective method for tired nurses.",
        "Pyramidal signs can be used as prognostic factors in patients.",
        "The test is useful for predicting falls of nurses.",
        "برنامهٔ خودمراقبتی آسم حمله‌ها را کم کرد.",
        "Evidence shows that naps are safe for nurses on nights.",
        "Vitamin D lowered pain in women with arthritis.",
        "The drug can be used to treat malaria in children.",
        "Fire history is a modulator of animal richness.",
        "Sleep loss plays a role in weight gain by raising hunger.",
        "Nurses who nap work 12% faster than those who do not.",
        "Three of four hospitals had no room for naps.",
        "زنجبیل تهوع ناشی از شیمی‌درمانی را کم کرد.",
        "آموزش گروهی اضطراب بیماران را کاهش داد.",
    ],
)
def test_a_finding_says_something_new(sentence: str) -> None:
    assert not says_nothing_new(sentence)
