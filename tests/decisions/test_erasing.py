"""A person is erased who decided, asked, answered and wrote: what goes, what stays with a mark."""

import pytest

from bothways.decisions.actions import (
    answer_question,
    answer_thanks,
    ask_about,
    begin_draft,
    change_decision,
    correct,
)
from bothways.decisions.models import Correction, Decision, Draft, Question, Thanks, Version, Writer
from bothways.decisions.queries import drafts_of, those_who_answer
from bothways.operations.actions.erasing import erase, plan_for
from bothways.people.models import Person
from bothways.record.models import Entry
from tests.cast import Cast
from tests.factories import NOW, TODAY, WHY, make_decision, tell_of

GONE = "A person who was erased"


@pytest.fixture
def spoken_of(firm: Cast) -> Decision:
    """A decision in which Jo Marsh is named, asked, is thanked and wrote."""
    decision = make_decision(firm.manager, who_was_heard="Jo Marsh and all of Assembly")
    told = tell_of(reasons=f"{WHY} So said Jo Marsh.", who_was_heard="Jo Marsh")
    change_decision(decision, by=firm.manager, told=told, why="Jo Marsh asked.", version=1, at=NOW)
    asked = ask_about(decision, by=firm.employee, words="Why?", at=NOW)
    answer_question(asked, by=firm.manager, words="You know why.", at=NOW)
    said = {"was": "Both.", "now": "One.", "words": "Jo Marsh saw it."}
    correct(decision, by=firm.manager, at=NOW, thanks_to=firm.employee, **said)
    answer_thanks(Thanks.objects.get(), by=firm.employee, is_named=True, at=NOW)
    return decision


def gone(firm: Cast, person: Person) -> None:
    """Erase somebody."""
    erase(person, by=firm.owner, on=TODAY, at=NOW)


def test_no_word_under_a_decision_names_them_any_more(firm: Cast, spoken_of: Decision) -> None:
    gone(firm, firm.employee)

    spoken_of.refresh_from_db()
    said = [str(value) for value in spoken_of.wording().values()]
    for version in Version.objects.all():
        said += [version.why, *map(str, version.wording().values())]
    said += [correction.words for correction in Correction.objects.all()]
    assert not [words for words in said if "Jo Marsh" in words]
    assert spoken_of.who_was_heard == GONE


def test_each_place_that_lost_a_name_says_so_and_no_other_does(
    firm: Cast, spoken_of: Decision
) -> None:
    gone(firm, firm.employee)

    assert [version.n_erased for version in spoken_of.versions.all()] == [1, 1]
    assert Correction.objects.get().n_erased == 1
    assert Question.objects.get().n_erased == 0


def test_two_who_are_erased_are_counted_twice(firm: Cast) -> None:
    decision = make_decision(firm.manager, who_was_heard="Jo Marsh, Tariq Bell")

    gone(firm, firm.employee)
    gone(firm, firm.colleague)

    version = decision.versions.get()
    assert version.n_erased == 2
    assert version.who_was_heard == f"{GONE}, {GONE}"


def test_the_newest_version_still_says_what_the_decision_says(
    firm: Cast, spoken_of: Decision
) -> None:
    gone(firm, firm.employee)

    spoken_of.refresh_from_db()
    newest = spoken_of.versions.get(number=spoken_of.version)
    assert newest.wording() == spoken_of.wording()


def test_their_thanks_go_and_their_question_stays_without_their_name(
    firm: Cast, spoken_of: Decision
) -> None:
    gone(firm, firm.employee)

    assert not Thanks.objects.exists()
    assert Question.objects.get().by.name == GONE
    spoken_of.refresh_from_db()
    assert (spoken_of.n_questions, spoken_of.n_answered) == (1, 1)


def test_the_entries_that_named_them_are_emptied_and_the_others_stay(
    firm: Cast, spoken_of: Decision
) -> None:
    before = Entry.objects.filter(verb__startswith="decision.").count()

    gone(firm, firm.employee)

    emptied = Entry.objects.exclude(erased_on=None)
    left = Entry.objects.filter(verb__startswith="decision.")
    assert emptied.count() >= 3
    assert left.count() < before
    assert not [entry for entry in left if "Jo Marsh" in str(entry.details)]


def test_drafts_of_their_own_go_and_those_of_others_lose_a_writer(firm: Cast) -> None:
    begin_draft(by=firm.employee, typed={"question": "Mine?"}, at=NOW)
    typed = {"reasons": "Jo Marsh says so."}
    begin_draft(by=firm.manager, typed=typed, writers=[firm.employee], at=NOW)

    gone(firm, firm.employee)

    (draft,) = drafts_of(firm.manager)
    assert Draft.objects.get() == draft
    assert not Writer.objects.exists()
    assert draft.typed["reasons"] == f"{GONE} says so."


def test_who_erases_is_told_beforehand_how_much_there_is(firm: Cast, spoken_of: Decision) -> None:
    plan = plan_for(firm.employee)

    kept, deleted = dict(plan.kept), dict(plan.deleted)
    assert kept["questions about decisions"] == 1
    assert deleted["thanks for a mistake that was pointed out"] == 1
    assert plan.n_replaced >= 3


def test_a_decision_of_somebody_erased_is_answered_by_the_owner(firm: Cast) -> None:
    decision = make_decision(firm.employee)

    gone(firm, firm.employee)

    fresh = Decision.objects.get(pk=decision.pk)
    assert those_who_answer(fresh) == [firm.owner]
    assert fresh.may_be_written_by(firm.owner)
