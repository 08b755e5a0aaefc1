"""What tests of the desk do with a keeper's answers before and after they are handed in."""

from datetime import datetime
from typing import Any

from bothways.guardian.actions import take_answers
from bothways.keyholders.queries import keys_of
from bothways.pure.guardian.documents import signed_answers
from bothways.record.models import Entry
from bothways.surveys.models import Round
from tests.factories import NOW
from tests.keeper import Keeper, through_json

Answer = dict[str, Any]


def verbs(round_: Round) -> list[str]:
    about = Entry.objects.filter(about_id=str(round_.pk)).order_by("id")
    return [entry.verb for entry in about]


def hand_in(keeper: Keeper, answers: list[Answer], at: datetime = NOW) -> list[Answer]:
    document = through_json(signed_answers(keeper.identity, answers))
    results: list[Answer] = take_answers(document, keys_of(keeper.person), at=at)["results"]
    return results


def said(keeper: Keeper, answer: Answer, at: datetime = NOW) -> str:
    """Why an answer was not taken."""
    result = hand_in(keeper, [answer], at)[0]
    assert not result["taken"]
    return str(result["say"])


def only(keeper: Keeper, kind: str, at: datetime) -> Answer:
    """The one answer of a kind that the keeper gives now, not handed in yet."""
    return next(one for one in keeper.do(keeper.work(at)).answers if one["kind"] == kind)
