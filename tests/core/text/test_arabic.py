import pytest

from announcer.core.text.arabic import is_arabic
from announcer.core.text.letters import in_arabic_letters, language_of, tidy


@pytest.mark.parametrize(
    "title",
    [
        "دراسة مقارنة في أدب الأطفال بين مصر وإيران",
        "أثر استخدام القصص على طلاب الجامعة",
        "التحليل الأسلوبي للخطاب القرآني",
        "دور الدراما الطوعیة فی تحسین مهارة القراءة",
        "جودة الحياة لدى مرضى السكري",
    ],
)
def test_arabic_is_no_persian_and_keeps_its_letters(title: str) -> None:
    assert language_of(title) == "ar"
    assert in_arabic_letters(title)
    assert tidy(title, language_of(title)) == title


@pytest.mark.parametrize(
    "title",
    [
        "اثر IL-6 بر التهاب",
        "بررسی نسخه تحفة الملوک",
        "نقد ترجمه سورة البقرة از فولادوند",
        "بررسی شرح کتاب الهدایة فی النحو",
        "تأثير الكل بر كيفيت خواب",
        "الگوریتم ژنتیک در حمل و نقل",
        "مواد الکترونیکی و الکتریکی",
        "علي من را ديد",
        "مسأله مؤثر",
        "",
    ],
)
def test_persian_with_arabic_words_or_letters_stays_persian(title: str) -> None:
    assert not is_arabic(title)
    assert language_of(title or "ش") == "fa"
