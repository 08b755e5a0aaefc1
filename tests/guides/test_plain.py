"""Plain words, seen one at a time."""

import pytest

from bothways.guides.plain import BANNED, FAMILIAR, SOURCE, faults
from bothways.guides.text import Guide


def saying(words: str, *, language: str = "en", title: str = "Making tea") -> Guide:
    """A guide whose whole text is this."""
    return Guide(
        slug="making-tea",
        language=language,
        title=title,
        minutes=1,
        whom="For everyone",
        sources=("Okakura, Kakuzo (1906). The Book of Tea. Putnam.",),
        body=words,
    )


def test_plain_words_have_no_fault() -> None:
    assert faults(saying("Boil the water. Warm the pot, and then wait for four minutes.")) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Give feedback."),
        ("en", "All users wait."),
        ("en", "Ask the stakeholders."),
        ("en", "This is a best practice."),
        ("en", "It is fully anonymous."),
        ("en", "We touch base."),
        ("de", "Geben Sie Feedback."),
        ("de", "Die Nutzerinnen warten."),
        ("de", "Das klappt erfolgreich."),
        ("de", "Das ist völlig anonym."),
        ("de", "Antworten Sie zeitnah."),
        ("es", "Dé su feedback."),
        ("es", "Los usuarios esperan."),
        ("es", "Es totalmente anónima."),
        ("es", "Hay que empoderar."),
    ],
)
def test_a_word_that_we_keep_away_from_is_named(language: str, words: str) -> None:
    [fault] = faults(saying(words, language=language))

    assert fault.startswith("a word that we don't use: ")


@pytest.mark.parametrize(
    "words",
    [
        "Use a cup that is used.",
        "He is a fine man.",
        "A commitment is a promise.",
        "I hand it in at ten.",
    ],
)
def test_a_word_that_only_looks_like_one_is_none(words: str) -> None:
    assert faults(saying(words)) == []


def test_the_title_is_looked_at_too() -> None:
    assert faults(saying("Wait.", title="Better feedback")) == [
        "a word that we don't use: feedback"
    ]


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("de", "Nimm deinen Becher.", "deinen"),
        ("de", "Das hilft dir.", "dir"),
        ("de", "Habt ihr euren Tee?", "euren"),
        ("de", "Ihre Tasse gehört Ihnen.", None),
        ("es", "Toma tu taza.", "tu"),
        ("es", "Es para ti.", "ti"),
        ("es", "Su taza es de usted.", None),
        ("es", "Tome un té.", None),
    ],
)
def test_the_polite_form_is_kept(language: str, words: str, found: str | None) -> None:
    said = faults(saying(words, language=language))

    assert said == ([] if found is None else [f"not the polite form: {found}"])


def test_a_hard_sentence_is_named_with_its_grade() -> None:
    hard = "Organisational transformation necessitates comprehensive departmental communication."

    [fault] = faults(saying(f"Wait. {hard}"))

    assert fault.startswith("reading grade ")
    assert fault.endswith(hard)


def test_a_few_hard_words_are_read_with_what_stands_beside_them() -> None:
    assert faults(saying("Comprehensive interdepartmental communication.")) == []


def test_elsewhere_a_long_sentence_is_named_with_its_words() -> None:
    found = faults(saying("Kurz. " * 9 + "und " * 27 + "Schluss.", language="de"))

    assert found == [f"a sentence of 28 words: {'und ' * 27}Schluss."]


def test_every_language_but_english_has_a_polite_form_to_keep() -> None:
    assert set(FAMILIAR) == set(BANNED) - {"en"}


@pytest.mark.parametrize(
    ("source", "is_whole"),
    [
        ("Okakura, Kakuzo (1906). The Book of Tea. Putnam.", True),
        ("Ury, William (2007). The Power of a Positive No. Bantam Books.", True),
        ("The Book of Tea. Putnam.", False),
        ("Okakura, Kakuzo. The Book of Tea. Putnam.", False),
        ("Okakura, Kakuzo (1906).", False),
        ("Okakura, Kakuzo (1906). The Book of Tea", False),
    ],
)
def test_a_source_has_an_author_a_year_and_a_title(source: str, is_whole: bool) -> None:
    assert bool(SOURCE.match(source)) is is_whole
