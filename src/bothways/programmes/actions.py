"""All writes about programmes: declared before the start, drawn in the open, judged by the rule."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from bothways.commitments.models import Commitment
from bothways.outcomes.queries import table
from bothways.people.models import Person
from bothways.programmes import errors, judging, months, queries, sight
from bothways.programmes.models import LONGEST_WORDS, Design, Draw, Programme, Said, Verdict
from bothways.programmes.queries import Asked, Group
from bothways.pure.measurement.impact import draw
from bothways.record.actions import note
from bothways.results.queries import release_of
from bothways.storage.alone import stand_alone
from bothways.surveys.models import Round

ALONE = "programmes"
ROOM_FOR_A_ROUND = timedelta(weeks=4)
CHOSEN = Design.Chosen
State = Programme.State


@dataclass(frozen=True)
class Wish:
    """What somebody wants to declare, as they wrote and chose it.

    groups: those that take part; first: keys of those that begin, empty for a lot. weeks: how long
    it is given before a round looks; rest_on: when those begin that waited.
    """

    kind: str
    title: str
    text: str
    expected: str
    otherwise: str
    asked: Asked
    should_rise: bool
    chosen: str
    groups: tuple[Group, ...]
    first: tuple[str, ...]
    starts_on: date
    weeks: int
    rest_on: date | None
    why: str = ""
    promise: Commitment | None = None


@transaction.atomic
def declare(wish: Wish, *, by: Person, at: datetime) -> Programme:
    """Put on the record what will be tried, what is expected, and how it will be looked at.

    Raises StartsTooSoonError, RestTooSoonError, NothingAskedError, NoGroupError, NoReasonError,
    NoWordsError, or AlreadyDeclaredError if the same is declared and on.
    """
    stand_alone(ALONE)
    _refuse_what_cannot_be(wish, on=localdate(at))
    same = Programme.objects.filter(title=wish.title, text=wish.text, state=State.DECLARED)
    first = same.filter(design__starts_on=wish.starts_on).first()
    if first is not None:
        raise errors.AlreadyDeclaredError(first.pk)
    programme = Programme.objects.create(
        declared_by=by,
        declared_on=localdate(at),
        kind=wish.kind,
        title=wish.title,
        text=wish.text,
        expected=wish.expected,
        otherwise=wish.otherwise,
        why=wish.why,
        promise=wish.promise,
    )
    design = Design.objects.create(programme=programme, **_design(wish))
    note(queries.DECLARED, by=by, about=programme, at=at, **declared(programme, design))
    return programme


@transaction.atomic
def draw_lot(programme: Programme, *, at: datetime) -> Draw | None:
    """Draw which groups begin, from the first head of the ledger over the declaration.

    Nobody chooses the head: it is the first that was signed with the declaration in it. None while
    there is none, or where nothing is left to draw.
    """
    stand_alone(ALONE)
    design, head = programme.design, queries.head_over(programme)
    there = Draw.objects.filter(pk=programme.pk).exists()
    if head is None or there or not programme.is_on or design.chosen != CHOSEN.LOT:
        return None
    seed = head.root_hex
    first = draw(seed, [group["key"] for group in design.groups], design.n_first)
    drawn = Draw.objects.create(
        programme=programme, size=head.size, seed=seed, first=first, drawn_on=localdate(at)
    )
    note(
        "programme.drawn",
        by=None,
        about=programme,
        at=at,
        title=programme.title,
        size=head.size,
        seed=seed,
        first=first,
    )
    return drawn


def withdraw(programme: Programme, *, by: Person, words: str, at: datetime) -> None:
    """Take a declaration back before its start; it stays in sight, with the reason.

    Raises HasStartedError, IsOverError, NoWordsError.
    """
    if programme.has_started(localdate(at)):
        raise errors.HasStartedError
    _end(programme, State.WITHDRAWN, by=by, words=words, at=at)


def stop(programme: Programme, *, by: Person, words: str, at: datetime) -> None:
    """End what has started, before it was looked at; it stays in sight, with the reason.

    Raises HasNotStartedError, IsOverError, NoWordsError.
    """
    if not programme.has_started(localdate(at)):
        raise errors.HasNotStartedError
    _end(programme, State.STOPPED, by=by, words=words, at=at)


@transaction.atomic
def say(programme: Programme, *, by: Person, words: str, at: datetime) -> Said:
    """Add a word: what was done otherwise than declared, or how it goes. Nothing is replaced.

    The same words twice on a day are one word. Raises IsOverError once it was taken back,
    NoWordsError.
    """
    stand_alone(ALONE)
    words, on = _checked(words), localdate(at)
    if programme.state == State.WITHDRAWN:
        raise errors.IsOverError
    said = programme.said.filter(words=words, said_on=on).first()
    if said is None:
        said = Said.objects.create(programme=programme, by=by, said_on=on, words=words)
        note("programme.spoken_of", by=by, about=programme, at=at, words=words)
    return said


@transaction.atomic
def judge(programme: Programme, *, at: datetime) -> Verdict | None:
    """Look whether it worked, by the rounds that the rule names; None while there are none yet."""
    stand_alone(ALONE)
    design, on = programme.design, localdate(at)
    if design.is_by_months:
        return _judge_by_months(programme, on=on, at=at)
    after = queries.round_after(design)
    if not Programme.objects.filter(pk=programme.pk, state=State.DECLARED).exists():
        return None
    if after is None:
        if not queries.is_past_its_look(design, on):
            return None
        return _put(programme, judging.nothing(design, "no_round"), None, None, [], at)
    if after.state != Round.State.RELEASED:
        return None
    before = queries.round_before(design)
    if before is None or (design.chosen == CHOSEN.LOT and not design.begins_first):
        why = "no_round_before" if before is None else "not_drawn"
        return _put(programme, judging.nothing(design, why), before, after, [], at)
    outcome, cut = _outcome(design, before, after)
    return _put(programme, outcome, before, after, cut, at)


def _judge_by_months(programme: Programme, *, on: date, at: datetime) -> Verdict | None:
    figures = table()
    is_on = Programme.objects.filter(pk=programme.pk, state=State.DECLARED).exists()
    if not is_on or not months.is_ready(programme.design, figures, on):
        return None
    return _put(programme, months.outcome_of(programme.design, figures), None, None, [], at)


def declared(programme: Programme, design: Design) -> dict[str, Any]:
    """Return a declaration as it stands on the record: all that was written and chosen."""
    return {
        "title": programme.title,
        "kind": programme.kind,
        "text": programme.text,
        "expected": programme.expected,
        "otherwise": programme.otherwise,
        "why": programme.why,
        "promise": str(programme.promise_id or ""),
        "target": design.target,
        "items": [[item["code"], item["version"], item["text"]] for item in design.items],
        "should_rise": design.should_rise,
        "chosen": design.chosen,
        "starts_on": design.starts_on.isoformat(),
        "weeks": design.weeks,
        "rest_on": design.rest_on.isoformat() if design.rest_on else "",
        "chosen_by_round": str(design.chosen_by_round_id or ""),
        "groups": [group["key"] for group in design.groups],
        "first": list(design.first),
        "n_first": design.n_first,
    }


def _outcome(
    design: Design, before: Round, after: Round
) -> tuple[judging.Outcome, list[list[str]]]:
    """Return the outcome, without figures or without words where somebody could learn from it."""
    earlier, later = release_of(before), release_of(after)
    if earlier is None or later is None:
        return judging.nothing(design, "no_round"), []
    sides = judging.sides_of(design, earlier, later)
    if sight.points_at_too_few(design, sides, before, after):
        return judging.nothing(design, sight.FEW_LEADERS), []
    outcome = judging.outcome_of(design, sides, earlier, later)
    why = sight.held_back(design, sides, before, after) if outcome.estimate is not None else ""
    if why:
        bare = {"estimate": None, "low": None, "high": None, "held_back": why}
        return judging.Outcome(**{**outcome.as_json(), **bare}), []
    return outcome, sight.cut_of(sides)


def _put(
    programme: Programme,
    outcome: judging.Outcome,
    before: Round | None,
    after: Round | None,
    cut: list[list[str]],
    at: datetime,
) -> Verdict:
    document = {**outcome.as_json(), "cut": cut}
    ended = Programme.objects.filter(pk=programme.pk)
    ended.update(state=State.JUDGED, ended_on=localdate(at))
    note(
        "programme.judged",
        by=None,
        about=programme,
        at=at,
        title=programme.title,
        rung=outcome.rung,
        says=outcome.says,
        why=outcome.reason or outcome.held_back,
    )
    return Verdict.objects.create(
        programme=programme,
        before=before,
        after=after,
        document=document,
        judged_on=localdate(at),
    )


@transaction.atomic
def _end(programme: Programme, state: str, *, by: Person, words: str, at: datetime) -> None:
    words = _checked(words)
    on = Programme.objects.filter(pk=programme.pk, state=State.DECLARED)
    if not on.update(state=state, ended_on=localdate(at), ended_words=words):
        raise errors.IsOverError
    note(f"programme.{state}", by=by, about=programme, at=at, title=programme.title, words=words)


def _refuse_what_cannot_be(wish: Wish, *, on: date) -> None:
    if wish.starts_on <= on:
        raise errors.StartsTooSoonError
    if not wish.asked.items:
        raise errors.NothingAskedError
    if wish.chosen == CHOSEN.FIRM:
        return
    if wish.chosen == CHOSEN.ALL:
        if not wish.groups:
            raise errors.NoGroupError
        return
    n_first = len(wish.groups) // 2 if wish.chosen == CHOSEN.LOT else len(wish.first)
    if not 0 < n_first < len(wish.groups):
        raise errors.NoGroupError
    if wish.chosen != CHOSEN.LOT and not wish.why:
        raise errors.NoReasonError
    look = wish.starts_on + timedelta(weeks=wish.weeks)
    if wish.rest_on is None or wish.rest_on < look + ROOM_FOR_A_ROUND:
        raise errors.RestTooSoonError


def _design(wish: Wish) -> dict[str, Any]:
    keys = [group.key for group in wish.groups]
    first = {
        CHOSEN.ALL: keys,
        CHOSEN.FIRM: [],
        CHOSEN.LOT: [],
    }.get(CHOSEN(wish.chosen), [key for key in keys if key in wish.first])
    return {
        "target": wish.asked.target,
        "items": [dict(item) for item in wish.asked.items],
        "scale": wish.asked.scale,
        "should_rise": wish.should_rise,
        "chosen": wish.chosen,
        "starts_on": wish.starts_on,
        "weeks": wish.weeks,
        "rest_on": None if wish.chosen in {CHOSEN.ALL, CHOSEN.FIRM} else wish.rest_on,
        "chosen_by_round": wish.asked.round,
        "groups": [group.as_json() for group in wish.groups],
        "first": first,
        "n_first": len(keys) // 2 if wish.chosen == CHOSEN.LOT else len(first),
    }


def _checked(words: str) -> str:
    words = " ".join(words.split())[:LONGEST_WORDS]
    if not words:
        raise errors.NoWordsError
    return words
