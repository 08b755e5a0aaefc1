from datetime import timedelta

import pytest

from bothways.people.models import Person
from bothways.surveys.actions import announce_round, own_question
from bothways.surveys.bank import all_items
from bothways.surveys.errors import CannotOpenError
from bothways.surveys.models import Round, RoundQuestion
from tests.factories import NOW
from tests.rounds import NEWS, SAFETY, draft, opened

A_DAY = timedelta(days=1)


def held(round_: Round) -> Round:
    """Let a round be over, so that another may be announced."""
    Round.objects.filter(pk=round_.pk).update(state=Round.State.RELEASED)
    return round_


def test_a_question_reworded_by_a_letter_is_the_same_question(owner: Person) -> None:
    held(opened(owner, questions=[own_question("Our office is quiet enough.")]))
    reworded = own_question("Our offices are quiet enough!")
    again = draft(owner, questions=[reworded], opens_at=NOW + 30 * A_DAY, title="Again")

    with pytest.raises(CannotOpenError, match="may come back"):
        announce_round(again, by=owner, at=NOW + 30 * A_DAY)


def test_a_question_of_the_book_typed_by_hand_is_the_same_question(owner: Person) -> None:
    held(opened(owner, questions=[SAFETY]))
    typed = own_question("In this team I can always say that I got something wrong")
    again = draft(owner, questions=[typed], opens_at=NOW + 30 * A_DAY, title="Again")

    with pytest.raises(CannotOpenError, match="may come back"):
        announce_round(again, by=owner, at=NOW + 30 * A_DAY)


def test_a_question_about_something_else_may_be_asked_at_once(owner: Person) -> None:
    held(opened(owner, questions=[own_question("I have the tools I need.")]))
    other = draft(
        owner, questions=[own_question("I have the time I need.")], opens_at=NOW + 30 * A_DAY
    )

    announce_round(other, by=owner, at=NOW + 30 * A_DAY)


def test_one_round_does_not_ask_the_same_in_two_wordings(owner: Person) -> None:
    twice = draft(
        owner,
        questions=[own_question("I can rest at work."), own_question("At work I can really rest.")],
    )

    with pytest.raises(CannotOpenError, match="ask nearly the same"):
        announce_round(twice, by=owner, at=NOW)


def test_setting_back_the_day_of_opening_does_not_bring_a_question_back_sooner(
    owner: Person,
) -> None:
    backdated = draft(owner, questions=[SAFETY], opens_at=NOW - 20 * A_DAY)
    Round.objects.filter(pk=backdated.pk).update(closes_at=NOW + 7 * A_DAY)
    backdated.refresh_from_db()
    announce_round(backdated, by=owner, at=NOW)
    held(backdated)
    soon = NOW + 75 * A_DAY  # over a quarter after the day that was set back
    again = draft(owner, questions=[SAFETY], opens_at=soon, title="Again")

    with pytest.raises(CannotOpenError, match="may come back"):
        announce_round(again, by=owner, at=soon)


@pytest.mark.parametrize("same_in", ["de", "es"])
def test_a_question_that_reads_the_same_in_any_language_is_the_same_question(
    owner: Person, same_in: str
) -> None:
    first = draft(owner, questions=[own_question("Our office is quiet enough.")])
    wordings = {"en": "Our office is quiet enough.", same_in: "Hier ist es leise genug."}
    first.questions.update(texts=wordings)
    announce_round(first, by=owner, at=NOW)
    held(first)
    soon = NOW + 30 * A_DAY
    again = draft(owner, questions=[own_question("Noise?")], opens_at=soon, title="Again")
    again.questions.update(texts={"en": "Noise?", same_in: "Hier ist es leise genug!"})

    with pytest.raises(CannotOpenError, match="may come back"):
        announce_round(again, by=owner, at=soon)


def test_a_book_s_question_in_another_language_is_no_question_of_one_s_own(owner: Person) -> None:
    held(opened(owner, questions=[SAFETY]))
    soon = NOW + 30 * A_DAY
    german = RoundQuestion.objects.get().texts["de"]
    again = draft(owner, questions=[own_question(german)], opens_at=soon, title="Again")

    with pytest.raises(CannotOpenError, match="may come back"):
        announce_round(again, by=owner, at=soon)


def test_a_box_is_not_open_for_months(owner: Person) -> None:
    for_ever = draft(owner, questions=[NEWS])
    Round.objects.filter(pk=for_ever.pk).update(closes_at=NOW + 32 * A_DAY)
    for_ever.refresh_from_db()

    with pytest.raises(CannotOpenError, match="open for over 31 days"):
        announce_round(for_ever, by=owner, at=NOW)


def test_a_round_is_not_announced_months_ahead_so_that_it_can_stand_in_no_other_s_way(
    owner: Person,
) -> None:
    ahead = draft(owner, questions=[NEWS], opens_at=NOW + 32 * A_DAY)

    with pytest.raises(CannotOpenError, match="would open in over 31 days"):
        announce_round(ahead, by=owner, at=NOW)


def test_the_whole_book_may_be_asked_in_one_survey(owner: Person) -> None:
    from bothways.surveys.forms import RoundForm

    codes = [item.code for item in all_items() if item.direction == "up" and item.scale == "agree"]
    form = RoundForm(
        {
            "title": "Everything",
            "kind": Round.Kind.SURVEY,
            "items": codes,
            "opens_at": "2030-01-01T08:00",
            "closes_at": "2030-01-08T08:00",
        }
    )
    assert form.is_valid(), form.errors
    survey = draft(owner, questions=form.values()["questions"], kind=Round.Kind.SURVEY)

    announce_round(survey, by=owner, at=NOW)
