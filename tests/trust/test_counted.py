"""A question is the same only in the same words, in every language that both rounds had."""

from django.utils import translation

from bothways.trust.counted import Asked

SAFETY = Asked(
    "U-PSY1",
    1,
    "I can say so.",
    about_leader=False,
    texts={"en": "I can say so.", "de": "Ich kann es sagen."},
)


def in_german(text: str) -> Asked:
    return Asked(
        "U-PSY1", 1, "I can say so.", about_leader=False, texts={"en": "I can say so.", "de": text}
    )


def test_the_reader_sees_their_own_language() -> None:
    with translation.override("de"):
        assert SAFETY.text == "Ich kann es sagen."
    with translation.override("es"):
        assert SAFETY.text == "I can say so."


def test_another_wording_in_one_language_begins_a_new_line() -> None:
    assert SAFETY.asks_the_same(in_german("Ich kann es sagen."))
    assert not SAFETY.asks_the_same(in_german("Ich darf es sagen."))


def test_a_language_more_is_no_other_question() -> None:
    before = Asked("U-PSY1", 1, "I can say so.", about_leader=False)

    assert SAFETY.asks_the_same(before)
    assert before.asks_the_same(SAFETY)


def test_a_question_that_was_not_asked_is_not_the_same() -> None:
    assert not SAFETY.asks_the_same(None)
    assert not SAFETY.asks_the_same(Asked("U-PSY2", 1, "I can say so.", about_leader=False))
