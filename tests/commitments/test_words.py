"""How a promise stands, in the words of the pages."""

from datetime import timedelta

import pytest
from django.utils import translation

from bothways.commitments.actions import (
    break_commitment,
    give_word,
    keep_commitment,
    move_commitment,
)
from bothways.commitments.models import Commitment
from bothways.commitments.words import Standing, say_day, sign_of, standing
from bothways.ui.days import day_and_year
from tests.cast import Cast
from tests.commitments.conftest import DUE, days_after
from tests.commitments.test_queries import a_year_of_promises
from tests.factories import at_nine


@pytest.mark.parametrize(
    ("n_days", "words"),
    [
        (0, "Due on 12 November"),
        (3, "Due on 12 November"),
        (4, "Due on Thursday 12 November"),
        (9, "Due tomorrow"),
        (10, "Due today"),
    ],
)
def test_what_is_on_its_way_names_its_day(promise: Commitment, n_days: int, words: str) -> None:
    assert standing(promise, days_after(n_days)) == Standing("open", "open", words)


def test_a_day_of_another_year_is_said_with_its_year(promise: Commitment) -> None:
    promise.due_on += timedelta(days=365)

    assert standing(promise, days_after(0)).words == "Due on 12 November 2027"


def test_moved_in_time_names_the_new_day(promise: Commitment, firm: Cast) -> None:
    move_commitment(
        promise, by=firm.manager, to=days_after(32), words="Late.", at=at_nine(days_after(3))
    )

    assert standing(promise, days_after(4)) == Standing(
        "moved", "moved", "Moved in time", "now due on 4 December"
    )


@pytest.mark.parametrize(("n_days", "words"), [(11, "Silent for a day"), (17, "Silent for 7 days")])
def test_silence_shows_its_days(promise: Commitment, n_days: int, words: str) -> None:
    assert standing(promise, days_after(n_days)) == Standing(
        "silent", "silent", words, "due on 12 November"
    )


def test_a_moved_promise_falls_silent_like_any_other(promise: Commitment, firm: Cast) -> None:
    move_commitment(
        promise, by=firm.manager, to=days_after(12), words="Late.", at=at_nine(days_after(3))
    )

    assert standing(promise, days_after(14)).words == "Silent for 2 days"


def test_past_its_day_with_a_word_says_both(promise: Commitment, firm: Cast) -> None:
    give_word(promise, by=firm.manager, words="On Monday.", at=at_nine(days_after(12)))

    assert standing(promise, days_after(13)) == Standing(
        "overdue", "silent", "Past its day", "due on 12 November, a word on 14 November"
    )
    assert standing(promise, days_after(20)).words == "Silent for 8 days"


@pytest.mark.parametrize(
    ("n_days", "more"),
    [
        (8, "on 10 November"),
        (11, "on 13 November, a day late"),
        (13, "on 15 November, 3 days late"),
    ],
)
def test_kept_says_when_and_how_late(
    promise: Commitment, firm: Cast, n_days: int, more: str
) -> None:
    keep_commitment(promise, by=firm.manager, words="Done.", at=at_nine(days_after(n_days)))

    assert standing(promise, days_after(n_days)) == Standing("kept", "kept", "Kept", more)


@pytest.mark.parametrize(
    ("n_moves", "more"), [(1, "moved once in time"), (2, "moved 2 times, in time")]
)
def test_kept_after_a_move_says_so(
    promise: Commitment, firm: Cast, n_moves: int, more: str
) -> None:
    for number in range(n_moves):
        day = days_after(20 + number)
        move_commitment(promise, by=firm.manager, to=day, words="Late.", at=at_nine(days_after(3)))
    keep_commitment(promise, by=firm.manager, words="Done.", at=at_nine(days_after(16)))

    assert standing(promise, days_after(17)).more == f"on 18 November, {more}"


def test_broken_says_when(promise: Commitment, firm: Cast) -> None:
    break_commitment(promise, by=firm.manager, words="No money.", at=at_nine(DUE))

    assert standing(promise, days_after(13)) == Standing(
        "broken", "broken", "Broken", "on 12 November"
    )


def test_a_day_in_a_message_is_put_into_words_when_it_is_read() -> None:
    assert str(say_day(DUE)) == "Thursday 12 November"


def test_the_same_day_is_written_in_each_language_as_often_as_it_is_asked_for() -> None:
    for language, words in (("en", "12 November"), ("de", "12. November"), ("en", "12 November")):
        with translation.override(language):
            assert day_and_year(DUE, DUE) == words


def test_the_same_day_has_its_year_only_where_it_is_another_one() -> None:
    assert day_and_year(DUE, DUE + timedelta(days=365)) == f"{day_and_year(DUE, DUE)} 2026"


def test_the_sign_without_its_words_is_that_of_the_words(firm: Cast) -> None:
    a_year_of_promises(firm)

    for promise in Commitment.objects.all():
        for n_days in (0, 9, 12, 30):
            assert (
                sign_of(promise, days_after(n_days)) == standing(promise, days_after(n_days)).sign
            )
