"""What a promise leaves open, in sentences; and the half-written ones to begin from."""

import pytest
from django.utils import translation

from bothways.commitments.hints import MOULDS, hints_for
from bothways.commitments.models import LONGEST_PROMISE, Commitment

LANGUAGES = ("en", "de", "es")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("I order … for the hall.", "There is a gap left (…). Fill it in."),
        ("We will try to mend the gate.", "“try” leaves a way out. Say what you will do for sure."),
        ("The chairs will come soon.", "“soon” is no day. The day below says it better."),
        (
            "We will look into the noise.",
            "After “look into”, what will be different? Promise that.",
        ),
        (
            "There will be better tools in the hall.",
            "“better”: how will others see it? Name a thing or a number.",
        ),
        ("Somebody will mend the gate.", "“Somebody”: who is that? Say “I” or “we”."),
        ("I will do it.", "What exactly? Name the thing."),
        ("New chairs for the canteen", "What will be done with it? Say it with a verb."),
    ],
)
def test_each_hint_is_one_sentence_that_says_what_to_write(text: str, says: str) -> None:
    assert hints_for(text, "en") == [says]


def test_a_hint_repeats_the_word_as_it_was_typed() -> None:
    (hint,) = hints_for("The chairs will come AS SOON AS POSSIBLE.", "en")

    assert hint.startswith("“AS SOON AS POSSIBLE” is no day.")


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "“zeitnah” is no day."),
        ("de", "„zeitnah“ ist kein Tag."),
        ("es", "«zeitnah» no es un día."),
    ],
)
def test_a_hint_is_said_in_the_readers_language_about_the_text_s(language: str, says: str) -> None:
    with translation.override(language):
        (hint,) = hints_for("Wir melden uns zeitnah mit dem Plan.", language)

    assert hint.startswith(says)


def test_a_percent_sign_in_a_promise_breaks_no_hint() -> None:
    assert hints_for("We will try 100 %(found)s of the gauges.", "en") == [
        "“try” leaves a way out. Say what you will do for sure."
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_half_written_promise_its_gap_is_said_first(language: str) -> None:
    with translation.override(language):
        for mould in MOULDS:
            assert "(…)" in hints_for(str(mould.text), language)[0]


@pytest.mark.parametrize(
    ("language", "thing"), [("en", "the gauges"), ("de", "die Lehren"), ("es", "los calibres")]
)
def test_whoever_fills_its_gaps_with_a_thing_hears_nothing_more(language: str, thing: str) -> None:
    with translation.override(language):
        for mould in MOULDS:
            filled = str(mould.text).replace("…", thing)

            assert hints_for(filled, language) == [], filled


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_half_written_promise_leaves_room_to_write(language: str) -> None:
    with translation.override(language):
        texts = [str(mould.text) for mould in MOULDS]
        whens = [str(mould.when) for mould in MOULDS]

    assert len(set(texts)) == len(set(whens)) == len(MOULDS)
    assert all(len(text) < LONGEST_PROMISE / 2 for text in texts)
    assert all(text.endswith(".") for text in texts)


def test_a_half_written_promise_is_of_a_kind_that_can_be_given() -> None:
    kinds = {str(mould.kind) for mould in MOULDS}

    assert kinds == set(Commitment.Kind.values)
