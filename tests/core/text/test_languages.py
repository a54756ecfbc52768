import pytest

from announcer.core.text.languages import is_in

SENTENCES = {
    "en": "Weekly iron at school helps adolescent girls.",
    "fr": "Le fer hebdomadaire aide les filles adolescentes à l’école.",
    "es": "El hierro semanal en la escuela ayuda a las adolescentes.",
    "de": "Eisen hilft den Mädchen in der Schule nicht.",
    "pt": "O ferro semanal na escola ajuda as adolescentes e não faz mal.",
    "it": "Il ferro settimanale a scuola aiuta le ragazze e non fa male.",
    "tr": "Okulda haftalık demir kızlara yardım eder ve bu önemlidir.",
    "id": "Zat besi mingguan di sekolah membantu anak perempuan dan tidak berbahaya.",
    "ru": "Железо в школе помогает девочкам.",
    "el": "Ο σίδηρος βοηθά τα κορίτσια στο σχολείο.",
    "zh": "每周补铁对女学生有帮助。",
    "fa": "آهن هفتگی در مدرسه به دختران نوجوان کمک می‌کند.",
    "ar": "الحديد الأسبوعي يساعد الفتيات في المدرسة على النمو.",
    "ur": "ہفتہ وار آئرن اسکول میں لڑکیوں کی مدد کرتا ہے اور صحت کے لیے اچھا ہے۔",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_in_its_own_language_and_in_neither_english_nor_persian_else(language: str) -> None:
    sentence = SENTENCES[language]

    assert is_in(sentence, language)
    assert {code for code in ("en", "fa") if is_in(sentence, code)} == ({language} & {"en", "fa"})


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients with de novo lupus did well.",
        "Von Willebrand factor rose.",
        "Vitamin D doses doubled.",
        "The rate in Île-de-France and the Alpes de Haute-Provence was higher.",
        "α-Tocopherol and β-carotene raised IgE in mice.",
        "",
    ],
)
def test_foreign_names_and_few_words_do_not_make_a_sentence_foreign(sentence: str) -> None:
    assert is_in(sentence, "en")


def test_a_language_that_is_not_listed_is_told_by_its_script_alone() -> None:
    assert is_in("Chuma cha kila wiki shuleni huwasaidia wasichana.", "sw")
    assert not is_in("Железо в школе помогает девочкам.", "sw")


@pytest.mark.parametrize(
    "sentence",
    [
        "Pemilihan subjek penelitian berdasarkan teknik stratified sampling dan purposive sampling.",
        "Kata kunci: kebakaran hutan tropis serta analisis statistik copula mutakhir nasional.",
    ],
)
def test_a_longer_sentence_without_any_stop_word_of_a_language_is_not_in_it(sentence: str) -> None:
    assert not is_in(sentence, "en")
