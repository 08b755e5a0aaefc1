"""What Millrace owes for a result is answered before it asks again, or both sides say why not."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from bothways.answers.actions import agree
from bothways.answers.queries import Entry, owed_before
from bothways.commitments.actions import make_commitment
from bothways.commitments.queries import origin_of
from bothways.decisions.actions import say_no
from bothways.demo import firm
from bothways.record.prompted import Prompt, PromptKind
from bothways.surveys.models import Round

OWNER, REPRESENTATIVE = "M001", "M039"
A_QUARTER, LONG_ENOUGH = timedelta(days=90), timedelta(days=400)
WILL = (
    "Each team lead asks about this in the next team meeting, and I hang up what they hear.",
    "I sit down with two people of every team about this, and write down what will change.",
    "We try one change in one team first, and tell everyone whether it helped.",
)
WONT = (
    "Not this quarter. The move of line two takes all hands until it is done, and a half-hearted "
    "start would be worse than none. We look at it again when the line runs.",
    "Not with the people we have now. Two places are open since spring. Once they are filled, "
    "this comes first.",
)
CAN_NOT_WAIT = (
    "The plan for the halls is decided this month. I want to hear everyone before it, not after.",
    "Better asked now than told later. The old answers stay owed, and I will ask for them.",
)


def answer_what_waits(round_: Round, *, at: datetime, can_wait: bool = True) -> None:
    """Answer each question that waits; where a promise is silent, agree to ask before its word.

    can_wait: where it can't, both sides agree to ask before what is owed is answered.
    """
    waiting = owed_before(round_, localdate(at)) if can_wait else []
    for number, owed in enumerate(one for one in waiting if not one.is_answered):
        _answer(owed, number, at)
    if owed_before(round_, localdate(at)):
        for who, words in zip((OWNER, REPRESENTATIVE), CAN_NOT_WAIT, strict=True):
            agree(round_, by=firm.person(who), words=words, at=at)


def _answer(owed: Entry, number: int, at: datetime) -> None:
    by, on = firm.person(OWNER), localdate(at)
    if owed.round is None:
        return
    if number % 2 == 0:
        make_commitment(
            by=by,
            text=WILL[number // 2 % len(WILL)],
            due_on=on + LONG_ENOUGH,
            to=None,
            at=at,
            origin=origin_of(owed.round.pk, owed.code),
        )
        return
    prompt = Prompt(
        PromptKind.RESULT, f"{owed.round.pk}/{owed.code}", f"“{owed.said}” {owed.figure}"
    )
    reasons = WONT[number // 2 % len(WONT)]
    say_no(by=by, prompt=prompt, reasons=reasons, look_again_on=on + A_QUARTER, at=at)
