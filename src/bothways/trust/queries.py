"""What the joining pages ask of the other rooms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from bothways.commitments import queries as commitments
from bothways.commitments.models import Commitment
from bothways.commitments.queries import SayDo
from bothways.commitments.words import Standing, standing
from bothways.people.models import Person
from bothways.pure.disclosure import Cell, Released
from bothways.readings.queries import reading_of, wording_of
from bothways.results import queries as results
from bothways.results.visibility import Viewer, viewer_of
from bothways.surveys.models import Round
from bothways.trust.chapters import Story, story_at
from bothways.trust.counted import Asked, Counted
from bothways.trust.picture import group_names

A_YEAR = timedelta(days=365)
MOST_SIGNS = 40
MOST_ANSWERS = 6
MOST_NEWS = 3

EVERYONE, LEADERS = str(Round.Audience.EVERYONE), str(Round.Audience.LEADERS)

_ASKED: dict[str, dict[str, Asked]] = {}  # by the hash of a manifest, which never changes


@dataclass(frozen=True)
class Answer:
    """A promise that answers a result: the question, its figure that day, what was promised."""

    counted: Counted
    question: str
    promise: Commitment
    stands: Standing

    @property
    def figure(self) -> str:
        """What was released, in the reader's language; else as it was kept with the promise."""
        cell = results.firm_cell(self.counted.released, self.promise.question)
        return results.in_words(cell) if cell else self.promise.figure


def counted_rounds(audience: str | None = EVERYONE) -> list[Counted]:
    """Return every counted round to this audience with what was released, the newest first.

    None: those that asked everyone and those that asked the leaders alone.

    1 query; for rounds that this process has not read yet 2 more.
    """
    return with_questions(results.releases(audience=audience))


def chosen(wanted: str, rounds: Sequence[Counted]) -> Counted | None:
    """Return the round of this id, '' for the newest of everyone; None if there is none."""
    if wanted:
        return next((one for one in rounds if str(one.round.pk) == wanted), None)
    return next((one for one in rounds if audience_of(one.round) == EVERYONE), None)


def newest_of(rounds: Sequence[Counted]) -> dict[str, Counted]:
    """Return which of these rounds, the newest first, was counted last to each audience."""
    return {audience_of(one.round): one for one in reversed(rounds)}


def story(wanted: str = "") -> Story | None:
    """Return what both sides said, as it stood at the wanted round (as counted_rounds())."""
    rounds = counted_rounds(audience=None)
    of_leaders = [counted for counted in rounds if audience_of(counted.round) == LEADERS]
    everyone = [counted for counted in rounds if audience_of(counted.round) != LEADERS]
    return story_at(everyone, of_leaders, wanted)


def audience_of(round_: Round) -> str:
    """Return who was asked in a round: everyone, or the leaders alone."""
    return str(round_.audience)


@dataclass(frozen=True)
class View:
    """What one person may see of a round: its cells, and by code their own groups' names."""

    viewer: Viewer
    cells: list[Cell]
    groups: dict[str, str]


def view_of(person: Person, counted: Counted) -> View:
    """Return what a person may see of a round, by the rule of who sees what (3 queries).

    Their own groups are the one they were asked in and those in which they lead somebody; the
    people lead has all.
    """
    viewer = viewer_of(person, counted.round)
    cells = [cell for cell in counted.released.cells if viewer.sees(cell)]
    own = set(viewer.leaders) if viewer.is_people_lead else {viewer.own_block, *viewer.leads}
    return View(viewer, cells, group_names(counted, cells, {code for code in own if code}))


def answers_to(rounds: Sequence[Counted], *, on: date) -> list[Answer]:
    """Return the promises that answer these rounds, the newest first."""
    by_id = {counted.round.pk: counted for counted in rounds}
    made = commitments.that_answer(by_id).select_related("made_by", "to_unit")
    return answers_among(made, by_id, on=on)


def answers_among(
    promises: Iterable[Commitment], rounds: Mapping[UUID, Counted], *, on: date
) -> list[Answer]:
    """Put promises beside the results of these rounds which they answer, the newest first."""
    answers = [
        _answer(rounds[promise.round_id], promise, on)
        for promise in sorted(promises, key=lambda promise: promise.pk)
        if promise.round_id is not None
    ]
    answers.sort(key=lambda answer: answer.promise.made_on, reverse=True)
    return answers


def word_kept(*, on: date) -> tuple[SayDo, list[str]]:
    """Return what became of the promises of a year, and their signs in a row, kept first."""
    counts = commitments.say_do(since=on - A_YEAR, on=on)
    signs = (
        ["kept"] * counts.kept
        + ["moved"] * counts.moved
        + ["silent"] * (counts.silent + counts.overdue)
        + ["broken"] * counts.broken
    )
    return counts, signs if len(signs) <= MOST_SIGNS else []


def with_questions(rounds: Sequence[tuple[Round, Released]]) -> list[Counted]:
    """Put beside each round what it asked (1 query for those this process has not read yet)."""
    unread = {round_.pk: round_ for round_, _ in rounds if round_.manifest_hash not in _ASKED}
    halves = [pk for pk, round_ in unread.items() if "manifest" in round_.get_deferred_fields()]
    if halves:
        for pk, manifest in Round.objects.filter(pk__in=halves).values_list("pk", "manifest"):
            unread[pk].manifest = manifest  # it need not be fetched again
    for one in unread.values():
        _ASKED[one.manifest_hash] = {q["id"]: _asked(q) for q in one.rules["questions"]}
    return [
        Counted(round_, released, _ASKED[round_.manifest_hash], reading_of(round_))
        for round_, released in rounds
    ]


def _asked(question: dict[str, Any]) -> Asked:
    return Asked(**vars(wording_of(question)), topic=question.get("topic", ""))


def _answer(counted: Counted, promise: Commitment, on: date) -> Answer:
    asked = counted.questions.get(promise.question)
    said = asked.text if asked else promise.question
    return Answer(counted, said, promise, standing(promise, on))
