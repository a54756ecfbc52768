from announcer.core.publications.publication import Translation
from announcer.core.text.richtext import Rich
from tests.builders import publication


def test_a_record_has_its_own_words_in_a_language_it_is_not_translated_into() -> None:
    words = publication(lay_summary="Nights are hard.", keywords=("nurses",)).words("fa")

    assert words.title.plain == "Night-shift work and blood pressure in hospital nurses"
    assert (words.journal, words.lay_summary) == ("Journal of Made-up Medicine", "Nights are hard.")
    assert words.keywords == ("nurses",)
    assert words.authors == ()


def test_what_a_translation_leaves_out_is_taken_from_the_record() -> None:
    words = publication(translations={"fa": Translation(title=Rich.of("شب‌کاری و فشار خون"))}).words("fa")

    assert words.title.plain == "شب‌کاری و فشار خون"
    assert words.journal == "Journal of Made-up Medicine"
