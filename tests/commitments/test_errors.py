"""Every refusal around promises says what happened and what to do, in three languages."""

from uuid import uuid4

import pytest
from django.utils import translation

from bothways.commitments import errors
from bothways.commitments.errors import WHY_NOT, BadFileError
from bothways.people.errors import RefusedError

LANGUAGES = ("en", "de", "es")
LONG = "Ludmila-Antoinette Freifrau von und zu Hohenlohe-Waldenburg-Schillingsfürst y Ortega"

PLAIN = [
    errors.AlreadyClosedError,
    errors.ChangedMeanwhileError,
    errors.DayHasPassedError,
    errors.NotALaterDayError,
    errors.DayInThePastError,
    errors.DayTooFarError,
    errors.NoWordsError,
    errors.NobodyToPromiseError,
    errors.NotYourWordError,
    errors.StillOpenError,
    errors.TooLateToTakeBackError,
    errors.BetweenTwoError,
    errors.NotEndedForLeaverError,
    errors.NotAskedError,
    errors.AlreadyAnsweredError,
    errors.BadLinkError,
]
NAMING = [errors.HasLeftError, errors.AlreadyTheirsError, errors.StillHereError]


def said_in(language: str, refusal: RefusedError) -> str:
    with translation.override(language):
        return str(refusal)


def every_refusal() -> list[RefusedError]:
    """One of each, with whatever it names."""
    return [
        *(kind() for kind in PLAIN),
        *(kind(LONG) for kind in NAMING),
        errors.StillHereError(""),
        errors.TooManyWordsError(280),
        errors.TooFewToAskSecretlyError(3, 10),
        errors.TooFewToAskSecretlyError(1, 10),
        errors.AlreadyGivenError(uuid4()),
        errors.TooMuchShownError(20),
        *(BadFileError(why) for why in WHY_NOT),
    ]


def test_no_refusal_of_this_room_is_left_out_here() -> None:
    there = {
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, RefusedError) and kind is not RefusedError
    }

    assert {type(refusal) for refusal in every_refusal()} == there


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_refusal_is_a_whole_sentence_of_its_own(language: str) -> None:
    said = [said_in(language, refusal) for refusal in every_refusal()]

    assert len(set(said)) == len(said)
    for sentence in said:
        assert sentence[0].isupper() or sentence[0] in "¿¡«„“0123456789"
        assert sentence.endswith((".", "https://"))
        assert len(sentence) > 30
        assert "%(" not in sentence


@pytest.mark.parametrize("language", ["de", "es"])
def test_no_refusal_is_left_in_english(language: str) -> None:
    for refusal in every_refusal():
        assert said_in(language, refusal) != said_in("en", refusal)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NAMING)
def test_a_long_name_stands_whole_in_the_refusal(
    language: str, kind: type[errors.HasLeftError]
) -> None:
    assert said_in(language, kind(LONG)).count(LONG) == 1


def test_a_refusal_is_read_in_the_language_of_whoever_reads_it() -> None:
    refusal = errors.DayInThePastError()

    assert said_in("en", refusal) == "This day is over. Choose today or a later day."
    assert said_in("de", refusal).startswith("Dieser Tag ist vorbei.")
    assert said_in("es", refusal).startswith("Ese día ya pasó.")


def test_one_person_and_several_are_said_differently() -> None:
    one, several = errors.TooFewToAskSecretlyError(1, 10), errors.TooFewToAskSecretlyError(2, 10)

    assert str(one).startswith("Only 1 person would be asked, and it takes 10")
    assert str(several).startswith("Only 2 people would be asked, and it takes 10")
    assert "nur 1 Person," in said_in("de", one)
    assert "nur 2 Personen," in said_in("de", several)
    assert "a 1 persona," in said_in("es", one)
    assert "a 2 personas," in said_in("es", several)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_a_limit_names_it(language: str) -> None:
    assert "1000" in said_in(language, errors.TooManyWordsError(1000))
    assert "20" in said_in(language, errors.TooMuchShownError(20))
    assert "8 MB" in said_in(language, BadFileError("large"))


def test_a_word_given_twice_knows_the_first() -> None:
    first = uuid4()

    refusal = errors.AlreadyGivenError(first)

    assert refusal.first == first
    assert str(first) not in str(refusal)


def test_a_refusal_of_several_names_nobody() -> None:
    assert "more than one person" in str(errors.StillHereError(""))
    assert str(errors.StillHereError("Jo Marsh")).startswith("Jo Marsh is still here.")
