"""Every act on a promise, a decision, a confirmation or an answer is on the record as it happens.

The table names for each act what the record says of it, or why it says nothing. An act that is not
in the table fails, and so does one whose rows stay where its entry could not be written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from inspect import getmembers, isfunction
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from bothways.answers import actions as answers
from bothways.commitments import actions as commitments
from bothways.commitments.models import Commitment
from bothways.confirmations import actions as confirmations
from bothways.decisions import actions as decisions
from bothways.decisions.models import Draft, Thanks
from bothways.decisions.queries import prompt_in
from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.surveys.models import Round
from bothways.trust.record_words import WORDS
from tests.answers.conftest import AFTER, asked, following  # noqa: F401 (fixtures)
from tests.cast import Cast
from tests.commitments.test_showing import photo
from tests.confirmations.made import kept
from tests.factories import NOW, TODAY, WHY, make_decision, make_promise, tell_of

ROOMS = ("commitments", "decisions", "confirmations", "answers")
LATER = TODAY + timedelta(days=200)
SAID = "It hangs on the wall."

pytestmark = pytest.mark.sqlite

Do = Callable[[], object]


@dataclass
class Here:
    """Whom and what an act needs: the firm, and its next round while the last one is unanswered."""

    firm: Cast
    following: Round

    @property
    def round_(self) -> Round:
        return Round.objects.get(title="November pulse")

    def promise(self, **fields: Any) -> Commitment:
        return make_promise(self.firm.manager, **fields)

    def left(self, promise: Commitment) -> Commitment:
        """The promise of somebody who is not here any more."""
        Person.objects.filter(pk=promise.made_by_id).update(left_on=TODAY)
        return Commitment.objects.get(pk=promise.pk)

    def asked_to_take_on(self) -> Any:
        to = self.firm.employee
        by = self.firm.manager
        return commitments.hand_over(self.promise(), to=to, by=by, words=SAID, at=NOW)


@pytest.fixture
def here(firm: Cast, following: Round) -> Here:  # noqa: F811
    return Here(firm, following)


def on(act: Callable[..., object], **fields: Any) -> Callable[[Here], Do]:
    """An act of its author's on a promise of theirs."""

    def made_ready(here: Here) -> Do:
        promise = here.promise()
        return lambda: act(promise, by=promise.made_by, words=SAID, at=NOW, **fields)

    return made_ready


def taking_back(here: Here) -> Do:
    promise = here.promise()
    commitments.keep_commitment(promise, by=promise.made_by, words=SAID, at=NOW)
    return lambda: commitments.take_back_end(promise, by=promise.made_by, words=SAID, at=NOW)


def ending(here: Here) -> Do:
    promise = here.left(here.promise())
    return lambda: commitments.end_for_leaver(promise, by=here.firm.owner, words=SAID, at=NOW)


def taking_back_an_end(here: Here) -> Do:
    promise, by = here.left(here.promise()), here.firm.owner
    commitments.end_for_leaver(promise, by=by, words=SAID, at=NOW)
    return lambda: commitments.take_back_end_for_leaver(promise, by=by, words=SAID, at=NOW)


def letting_go(here: Here) -> Do:
    between = here.promise(to=here.firm.employee)
    Person.objects.filter(pk=here.firm.employee.pk).update(left_on=TODAY)
    between.refresh_from_db()
    by = here.firm.manager
    return lambda: commitments.end_for_want_of_hearer(between, by=by, words=SAID, at=NOW)


def taking_away(here: Here) -> Do:
    promise = here.promise()
    shown = commitments.show_words(promise, by=promise.made_by, words=SAID, at=NOW)
    return lambda: commitments.take_evidence_away(shown, by=promise.made_by, at=NOW)


def handing(here: Here) -> Do:
    promise, to = here.promise(), here.firm.employee
    return lambda: commitments.hand_over(promise, to=to, by=promise.made_by, words=SAID, at=NOW)


def answering_a_hand_over(act: Callable[..., object]) -> Callable[[Here], Do]:
    def made_ready(here: Here) -> Do:
        asked_for = here.asked_to_take_on()
        return lambda: act(asked_for, by=here.firm.employee, words=SAID, at=NOW)

    return made_ready


def judging(here: Here) -> Do:
    promise = kept(here.firm.manager, to=here.firm.employee.unit, confirm="by_name")
    return lambda: confirmations.judge(
        promise, by=here.firm.employee, says="confirmed", words=SAID, at=NOW
    )


def contesting(here: Here) -> Do:
    promise = kept(here.firm.manager, to=here.firm.employee.unit, confirm="by_name")
    return lambda: confirmations.judge(
        promise, by=here.firm.employee, says="contested", words=SAID, at=NOW
    )


def answering_a_contest(here: Here) -> Do:
    contested: Any = contesting(here)()
    by = here.firm.manager
    return lambda: confirmations.answer_contest(contested, by=by, words=SAID, at=NOW)


def asking_openly(here: Here) -> Do:
    promise = kept(here.firm.manager, confirm="secretly")
    others = promise.audience.exclude(person=here.firm.employee).values("person")
    Person.objects.filter(pk__in=list(others.values_list("person", flat=True))).update(
        left_on=TODAY
    )
    by = here.firm.manager
    return lambda: confirmations.ask_openly(promise, by=by, at=NOW)


def deciding(here: Here) -> Do:
    old = make_decision(here.firm.manager)
    told = tell_of("Another question?")
    by = here.firm.manager
    return lambda: decisions.record_decision(by=by, told=told, replaces=old, at=NOW)


def saying_no(here: Here) -> Do:
    prompt = prompt_in({"round": str(here.round_.pk), "question": "U-COM1"})
    assert prompt is not None
    return lambda: decisions.say_no(
        by=here.firm.owner, prompt=prompt, reasons=WHY, look_again_on=LATER, at=NOW
    )


def changing(here: Here) -> Do:
    decision, by = make_decision(here.firm.manager), here.firm.manager
    told = tell_of(reasons=f"{WHY} So in May.")
    return lambda: decisions.change_decision(
        decision, by=by, told=told, why=SAID, version=1, at=NOW
    )


def letting_stand(here: Here) -> Do:
    decision, by = make_decision(here.firm.manager), here.firm.manager
    return lambda: decisions.let_stand(
        decision, by=by, why=SAID, look_again_on=LATER, version=1, at=NOW
    )


def correcting(here: Here) -> Do:
    decision, by = make_decision(here.firm.manager), here.firm.manager
    return lambda: decisions.correct(decision, by=by, was="Nine.", now="Ten.", words=SAID, at=NOW)


def thanking(here: Here) -> Do:
    decision, by = make_decision(here.firm.manager), here.firm.manager
    to = here.firm.employee
    said = {"was": "Nine.", "now": "Ten.", "words": SAID}
    decisions.correct(decision, by=by, thanks_to=to, at=NOW, **said)
    thanks = Thanks.objects.get()
    return lambda: decisions.answer_thanks(thanks, by=to, is_named=True, at=NOW)


def asking(here: Here) -> Do:
    decision, by = make_decision(here.firm.manager), here.firm.employee
    return lambda: decisions.ask_about(decision, by=by, words="Why?", at=NOW)


def answering(here: Here) -> Do:
    question: Any = asking(here)()
    by = here.firm.manager
    return lambda: decisions.answer_question(question, by=by, words=SAID, at=NOW)


def drafting(act: Callable[[Draft, Person], object]) -> Callable[[Here], Do]:
    def made_ready(here: Here) -> Do:
        by = here.firm.manager
        written = decisions.begin_draft(by=by, typed={"question": "Soup?"}, at=NOW)
        return lambda: act(written, by)

    return made_ready


def giving(*, will: bool) -> Callable[[Here], Do]:
    def made_ready(here: Here) -> Do:
        by, round_ = here.firm.owner, here.round_
        return lambda: answers.give_answer(
            round_, "U-COM1", by=by, will=will, words=WHY, day=LATER, at=NOW
        )

    return made_ready


def agreeing(here: Here) -> Do:
    return lambda: answers.agree(here.following, by=here.firm.owner, words=SAID, at=AFTER)


def after_agreeing(act: Callable[..., object]) -> Callable[[Here], Do]:
    def made_ready(here: Here) -> Do:
        agreeing(here)()
        return lambda: act(here.following, by=here.firm.owner, at=AFTER)

    return made_ready


TABLE: dict[str, list[tuple[str, Callable[[Here], Do]]]] = {
    "commitments.make_commitment": [("commitment.made", lambda here: here.promise)],
    "commitments.give_word": [("commitment.spoken_of", on(commitments.give_word))],
    "commitments.move_commitment": [
        ("commitment.moved", on(commitments.move_commitment, to=LATER))
    ],
    "commitments.keep_commitment": [("commitment.kept", on(commitments.keep_commitment))],
    "commitments.break_commitment": [("commitment.broken", on(commitments.break_commitment))],
    "commitments.take_back_end": [("commitment.taken_back", taking_back)],
    "commitments.end_for_leaver": [("commitment.ended", ending)],
    "commitments.take_back_end_for_leaver": [("commitment.taken_back", taking_back_an_end)],
    "commitments.hand_over": [("commitment.offered", handing)],
    "commitments.take_on": [("commitment.handed_over", answering_a_hand_over(commitments.take_on))],
    "commitments.decline": [("commitment.declined", answering_a_hand_over(commitments.decline))],
    "commitments.show_words": [("commitment.shown", on(commitments.show_words))],
    "commitments.show_link": [
        ("commitment.shown", on(commitments.show_link, link="https://shop.example/8"))
    ],
    "commitments.show_picture": [
        ("commitment.shown", on(commitments.show_picture, content=photo(), name="a.jpg"))
    ],
    "commitments.take_evidence_away": [("commitment.evidence_taken_away", taking_away)],
    "confirmations.judge": [
        ("commitment.confirmed", judging),
        ("commitment.contested", contesting),
    ],
    "confirmations.answer_contest": [("commitment.contest_answered", answering_a_contest)],
    "confirmations.ask_openly": [("commitment.asked_openly", asking_openly)],
    "decisions.record_decision": [("decision.recorded decision.replaced", deciding)],
    "decisions.say_no": [("decision.recorded", saying_no)],
    "decisions.change_decision": [("decision.changed", changing)],
    "decisions.let_stand": [("decision.stands", letting_stand)],
    "decisions.correct": [("decision.corrected", correcting)],
    "decisions.answer_thanks": [("decision.thanked", thanking)],
    "decisions.ask_about": [("decision.asked", asking)],
    "decisions.answer_question": [("decision.answered", answering)],
    "answers.give_answer": [
        ("commitment.made", giving(will=True)),
        ("decision.recorded", giving(will=False)),
    ],
    "answers.agree": [("override.agreed", agreeing)],
    "answers.withdraw": [("override.withdrawn", after_agreeing(answers.withdraw))],
    "answers.lapse": [("override.lapsed", after_agreeing(answers.lapse))],
}
SAYS_NOTHING: dict[str, tuple[str, Callable[[Here], Do]]] = {
    "commitments.end_for_want_of_hearer": ("it was between two people", letting_go),
    "commitments.remind_author": (
        "a mail, not an act",
        lambda here: lambda: commitments.remind_author(here.promise(), at=NOW),
    ),
    "commitments.tell_of_silence": (
        "a mail, not an act",
        lambda here: lambda: commitments.tell_of_silence(here.promise(), at=NOW),
    ),
    "decisions.remind_deciders": (
        "a mail, not an act",
        lambda here: lambda: decisions.remind_deciders(make_decision(here.firm.manager), at=NOW),
    ),
    "decisions.begin_draft": (
        "for its writers alone",
        lambda here: lambda: decisions.begin_draft(by=here.firm.manager, typed={}, at=NOW),
    ),
    "decisions.save_draft": (
        "for its writers alone",
        drafting(lambda one, by: decisions.save_draft(one, by=by, typed={}, version=1, at=NOW)),
    ),
    "decisions.drop_draft": (
        "for its writers alone",
        drafting(lambda one, _by: decisions.drop_draft(one)),
    ),
}
BY_ROUNDS = {"confirmations.gather"}  # a draft of a round, which notes 'round.prepared' itself
CASES = [(act, verbs, ready) for act, ways in TABLE.items() for verbs, ready in ways]


def acts() -> set[str]:
    """Return every act of these rooms, as 'room.function'."""
    found = {f"commitments.{name}" for name in commitments.__all__ if name.islower()}
    found |= {f"decisions.{name}" for name in decisions.__all__}
    for room, module in (("confirmations", confirmations), ("answers", answers)):
        own = getmembers(module, lambda one: isfunction(one) and not one.__name__.startswith("_"))
        found |= {f"{room}.{name}" for name, one in own if one.__module__ == module.__name__}
    return found


def test_no_act_is_left_out_of_the_table() -> None:
    assert acts() == {*TABLE, *SAYS_NOTHING, *BY_ROUNDS}


def verbs_after(do: Do) -> list[str]:
    before = Entry.objects.count()
    do()
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))[before:]


def all_rows() -> dict[str, list[Any]]:
    """Return every row of these rooms."""
    return {
        model._meta.label: sorted(map(str, model._default_manager.values_list()))
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
    }


@pytest.mark.parametrize(("act", "verbs", "ready"), CASES, ids=[f"{a}-{v}" for a, v, _r in CASES])
def test_an_act_is_on_the_record_or_did_not_happen(
    here: Here,
    act: str,
    verbs: str,
    ready: Callable[[Here], Do],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """First where the entry can't be written: no row may stay. Then as always."""

    def refuse(_entry: Entry, **_how: Any) -> None:
        raise OSError("the disk is full")

    with transaction.atomic():
        do = ready(here)
        before = all_rows()
        with monkeypatch.context() as patch:
            patch.setattr(Entry, "save", refuse)
            with pytest.raises(OSError, match="the disk is full"):
                do()
        assert all_rows() == before, act
        transaction.set_rollback(True)

    assert verbs_after(ready(here)) == verbs.split()
    assert set(verbs.split()) <= set(WORDS)


@pytest.mark.parametrize("act", sorted(SAYS_NOTHING))
def test_what_is_no_act_in_the_open_is_on_no_record(here: Here, act: str) -> None:
    do = SAYS_NOTHING[act][1](here)
    made = Entry.objects.filter(verb="commitment.made")
    recorded = Entry.objects.filter(verb="decision.recorded")
    before = made.count() + recorded.count()

    noted = verbs_after(do)

    assert len(noted) == made.count() + recorded.count() - before


def test_what_is_between_two_people_is_on_no_record_whatever_becomes_of_it(here: Here) -> None:
    between = here.promise(to=here.firm.employee)
    by = here.firm.manager

    noted = verbs_after(
        lambda: [
            commitments.give_word(between, by=by, words=SAID, at=NOW),
            commitments.move_commitment(between, by=by, to=LATER, words=SAID, at=NOW),
            commitments.show_words(between, by=by, words=SAID, at=NOW),
            commitments.keep_commitment(between, by=by, words=SAID, at=NOW),
            confirmations.judge(
                between, by=here.firm.employee, says="confirmed", words=SAID, at=NOW
            ),
            commitments.take_back_end(between, by=by, words=SAID, at=NOW),
            commitments.break_commitment(between, by=by, words=SAID, at=NOW),
        ]
    )

    assert noted == []
