"""Rounds whose box is gone: void, and said so, instead of closed for ever.

A database that does not answer, or has no tables, raises DatabaseError and voids nothing. Only
where the database of the boxes answered, again and again, that there is no such box, or that it
was opened by other rules, is the round given up.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from bothways.ballotbox.errors import UnknownRefusal
from bothways.ballotbox.queries import is_peeled, rules_hash
from bothways.keyholders.actions import destroy_keys
from bothways.notifications.actions import tell
from bothways.people.models import Person
from bothways.pure.ballots import manifest_hash
from bothways.record.actions import note
from bothways.results.destroying import destroy_all
from bothways.results.errors import KeyNotNeededError
from bothways.surveys import queries as surveys
from bothways.surveys.actions import forget_stamps
from bothways.surveys.models import Round

SIGHTINGS = 6  # at least so many in a row


@dataclass(frozen=True)
class Patience:
    """How long something must be wrong, and how far apart two sightings of it still are in a row.

    A worker that slept in between saw nothing: what it finds then counts from then on.
    """

    whole: timedelta
    gap: timedelta


FOR_A_BOX = Patience(timedelta(hours=1), timedelta(minutes=15))  # a folder not mounted, say
FOR_RULES = Patience(timedelta(days=1), timedelta(hours=6))  # that were changed
KEY_WAITED_FOR = timedelta(days=30)  # the second key, after the box closed
KINDS = {"key_lost": "round.key_lost", "key_waited": "round.key_lost"}


def box_is_there(round_: Round) -> bool:
    """Say whether the round has a box, whatever rules it was opened with."""
    return _rules_of_box(round_) is not None


def void_lost_rounds(at: datetime) -> list[Round]:
    """Give up each round whose box was not found for an hour, or whose rules were not for a day,
    at each of several looks in a row.

    And each whose second key did not come within a month of its closing. Return those that are
    void from now on. Raises DatabaseError if the boxes can't be asked.
    """
    return [round_ for round_ in surveys.with_a_box() if _is_given_up(round_, at)]


def void_all_after_a_restore(*, at: datetime) -> list[Round]:
    """Give up every round that had a box, and tell those who were asked; return them.

    A backup holds no boxes. Even where the old box is still there, who fetched an envelope since
    the backup is not known any more and could fetch a second one. What is left of the boxes is
    the caller's to destroy.
    """
    return [round_ for round_ in surveys.with_a_box() if _declare(round_, at, "restored")]


def _rules_of_box(round_: Round) -> bytes | None:
    try:
        return rules_hash(round_.pk)
    except UnknownRefusal:
        return None


def declare_key_lost(round_: Round, *, by: Person, at: datetime) -> None:
    """Give up a round because its second key is lost, and tell those who were asked.

    Raises KeyNotNeededError for a round without one, and once the slips were peeled with it.
    """
    has_one = bool(round_.rules.get("guardian"))
    with transaction.atomic():
        if not has_one or is_peeled(round_.pk) or not _declare(round_, at, "key_lost", by=by):
            raise KeyNotNeededError
        note("key.lost", by=by, about=round_, at=at, title=round_.title)
    destroy_all(round_.pk)


def _is_given_up(round_: Round, at: datetime) -> bool:
    found = _rules_of_box(round_)
    if found == manifest_hash(round_.manifest):
        if round_.n_box_missed:
            _keep_sightings(round_, first=None, last=None, n=0)
        return _has_waited_too_long(round_, at)
    patience = FOR_A_BOX if found is None else FOR_RULES
    first, last = round_.box_missed_at, round_.box_missed_last_at
    in_a_row = first is not None and last is not None and at - last <= patience.gap
    if first is None or not in_a_row:
        _keep_sightings(round_, first=at, last=at, n=1)
        return False
    n = round_.n_box_missed + 1
    if at - first < patience.whole or n < SIGHTINGS:
        _keep_sightings(round_, first=first, last=at, n=n)
        return False
    given_up = _declare(round_, at, "lost" if found is None else "rules")
    if given_up:
        destroy_all(round_.pk)
    return given_up


def _has_waited_too_long(round_: Round, at: datetime) -> bool:
    """Give up a round that waited for its second key for a month, or for both counts to agree."""
    closed = round_.state == Round.State.CLOSED and round_.rules.get("guardian")
    if not closed or at - round_.closes_at < KEY_WAITED_FOR:
        return False
    given_up = _declare(round_, at, "key_waited")
    if given_up:
        destroy_all(round_.pk)
    return given_up


def _keep_sightings(
    round_: Round, *, first: datetime | None, last: datetime | None, n: int
) -> None:
    """Keep what this look adds to those before, unless another worker looked meanwhile."""
    same = Round.objects.filter(pk=round_.pk, box_missed_last_at=round_.box_missed_last_at)
    same.update(box_missed_at=first, box_missed_last_at=last, n_box_missed=n)


def _declare(round_: Round, at: datetime, why: str, *, by: Person | None = None) -> bool:
    """Commit state, record and mails together; False if the round ended in the meantime."""
    with transaction.atomic():
        running = Round.objects.filter(pk=round_.pk, state__in=["open", "closed"])
        if not running.update(state=Round.State.VOID, voided_at=at):
            return False
        note("round.voided", by=by, about=round_, at=at, title=round_.title, why=why)
        destroy_keys(round_.pk)
        forget_stamps(round_.pk)
        link = f"{settings.BASE_URL}/rounds/{round_.pk}/"
        asked = surveys.people_asked(round_)
        tell(KINDS.get(why, "round.voided"), to=asked, at=at, title=round_.title, link=link)
    return True
