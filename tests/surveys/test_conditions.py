from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from bothways.people.models import Organisation, Person
from bothways.surveys.actions import Asked, announce_round, own_question
from bothways.surveys.bank import all_items, askable
from bothways.surveys.errors import CannotOpenError
from bothways.surveys.models import Round, RoundQuestion
from bothways.surveys.registry import what_stands_in_the_way
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


def moved(round_: Round, **fields: object) -> Round:
    """Change a draft behind the form's back."""
    Round.objects.filter(pk=round_.pk).update(**fields)
    round_.refresh_from_db()
    return round_


def test_a_box_of_exactly_31_days_exactly_31_days_ahead_stands_in_nobody_s_way(
    owner: Person,
) -> None:
    longest = draft(owner, opens_at=NOW + 31 * A_DAY)
    moved(longest, closes_at=NOW + 62 * A_DAY)

    assert what_stands_in_the_way(longest, NOW) == []


def test_too_long_and_too_far_ahead_are_both_said(owner: Person) -> None:
    second = timedelta(seconds=1)
    far = draft(owner, opens_at=NOW + 31 * A_DAY + second)
    moved(far, closes_at=far.opens_at + 31 * A_DAY + second)

    assert what_stands_in_the_way(far, NOW) == [
        "The box would be open for over 31 days. Choose an earlier day for closing.",
        "The box would open in over 31 days. Announce it later.",
    ]


def test_a_draft_whose_days_went_by_is_told_to_choose_a_later_one(owner: Person) -> None:
    late = draft(owner)

    assert what_stands_in_the_way(late, late.closes_at) == [
        "It would close before it opens. Choose a later day for closing."
    ]
    assert what_stands_in_the_way(late, late.closes_at - timedelta(seconds=1)) == []


def test_an_open_round_is_named_to_whoever_prepares_the_next_and_not_to_itself(
    owner: Person,
) -> None:
    title = "Ünï & <b>" + "x" * 110
    open_ = opened(owner, title=title, questions=[NEWS])
    after = draft(owner, questions=[SAFETY], title="Next")

    assert what_stands_in_the_way(after, NOW) == [
        f"'{title}' is still open. Wait until it is counted."
    ]
    assert what_stands_in_the_way(open_, NOW) == []


def test_a_question_for_those_who_lead_is_taken_out_by_its_words(owner: Person) -> None:
    item = askable("survey", "leaders")[0]
    asked = Asked(item.code, item.text, item.construct)

    (reason,) = what_stands_in_the_way(draft(owner, questions=[NEWS, asked]), NOW)

    assert reason.startswith(f"'{item.worded}' is not a question for those who are asked.")


def test_three_who_lead_are_too_few_for_a_box_and_can_answer_by_name(owner: Person) -> None:
    item = askable("pulse", "leaders")[0]
    asked = Asked(item.code, item.text, item.construct)
    round_ = draft(owner, questions=[asked], audience=Round.Audience.LEADERS)

    (reason,) = what_stands_in_the_way(round_, NOW)

    assert "people lead others here." in reason
    assert reason.endswith("Instead, those who wish can answer by name.")


def test_the_smallest_firm_that_is_asked_has_as_many_people_as_a_group_needs(
    owner: Person,
) -> None:
    round_, n_here = draft(owner), Person.objects.here().count()

    Organisation.objects.update(k=n_here)
    assert what_stands_in_the_way(round_, NOW) == []
    Organisation.objects.update(k=n_here + 1)
    (reason,) = what_stands_in_the_way(round_, NOW)
    assert reason.startswith(f"There are {n_here} people here, and we show nothing below ")
    assert reason.endswith("so we do not ask. Talk it over together instead.")


@pytest.mark.parametrize("language", ["de", "es"])
def test_what_stands_in_the_way_is_said_in_each_language(owner: Person, language: str) -> None:
    round_ = draft(owner, questions=[], opens_at=NOW + 40 * A_DAY)
    moved(round_, closes_at=NOW + 90 * A_DAY)
    english = what_stands_in_the_way(round_, NOW)
    with override(language):
        told = what_stands_in_the_way(round_, NOW)

    assert len(english) == len(told) == 3
    assert not set(told) & set(english)
    assert not any("%(" in reason for reason in told)


@pytest.mark.parametrize(
    "fields",
    [
        {"closes_at": NOW},
        {"closes_at": NOW - A_DAY},
        {"manifest": "{}"},
        {"state": "open"},
        {"voided_at": NOW},
    ],
    ids=["closes at once", "closes before", "rules in a draft", "open without rules", "void draft"],
)
def test_the_database_keeps_no_round_that_can_not_be(
    owner: Person, fields: dict[str, object]
) -> None:
    round_ = draft(owner)

    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=round_.pk).update(**fields)


@pytest.mark.parametrize("column", ["code", "position"])
def test_no_question_and_no_place_is_there_twice_in_a_round(owner: Person, column: str) -> None:
    first, second = draft(owner, questions=[SAFETY, NEWS]).questions.all()

    with pytest.raises(IntegrityError), transaction.atomic():
        RoundQuestion.objects.filter(pk=second.pk).update(**{column: getattr(first, column)})
