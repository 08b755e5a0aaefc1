"""Reads of readings. What is not kept yet is worked out here, so that a page always has one."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from bothways.pure.disclosure import Cell, Released
from bothways.pure.reading import ENGINE, EVERYONE, Told, Wording, read, to_text
from bothways.readings.models import Reading
from bothways.results import queries as results
from bothways.results.models import Release
from bothways.surveys.models import Round

KEPT_IN_MEMORY = 8

Interval = tuple[float, float]
Key = tuple[str, str, tuple[str, ...]]  # level, question, blocks
Wordings = Mapping[str, Wording]
Asked = tuple[Wordings, str]  # and who was asked

_ASKED: dict[str, Asked] = {}  # by the hash of a manifest, which never changes


@dataclass(frozen=True)
class Said:
    """A round's reading as pages ask for it: each half is fetched when it is first asked for."""

    round_id: UUID

    @cached_property
    def firm(self) -> Mapping[str, Any]:
        """What is about the whole firm (1 query)."""
        return _half(self.round_id, "firm")

    @cached_property
    def groups(self) -> Mapping[str, Any]:
        """What is about its groups (1 query); show of it what `results.visibility` lets out."""
        return _half(self.round_id, "groups")

    @cached_property
    def items(self) -> Mapping[str, Mapping[str, Any]]:
        """What is said of each question, by its code."""
        return {item["code"]: item for item in self.firm["items"]}

    @cached_property
    def cells(self) -> Mapping[Key, Mapping[str, Any]]:
        """What is said of each figure below the firm, by level, question and blocks."""
        return {
            (cell["level"], cell["question"], tuple(cell["blocks"])): cell
            for cell in self.groups["cells"]
        }

    def of_cell(self, cell: Cell) -> Mapping[str, Any]:
        """Return what is said of one figure below the firm."""
        return self.cells[cell.level, cell.question, tuple(cell.blocks)]

    def firm_interval(self, code: str, round_id: UUID | None = None) -> Interval:
        """Where the firm's true share lies, in this round or an older one of the same wording.

        From nobody to everyone where too few answered.
        """
        wanted = (round_id or self.round_id).hex
        found = (past for past in self.items[code]["past"] if past["round"] == wanted)
        return as_interval(next(found)["interval"])


def reading_of(round_: Round) -> Said:
    """Return what the release of a round says, kept or worked out now."""
    return Said(round_.pk)


def as_interval(ends: list[float] | None) -> Interval:
    """Return the ends of an interval; from nobody to everyone where there is none."""
    return (ends[0], ends[1]) if ends else (0.0, 1.0)


def chain() -> dict[UUID, str]:
    """Return for each counted round a hash over its release and all before it (1 query)."""
    of_trust = Release.objects.exclude(round__kind=Round.Kind.PROMISES)
    digests = of_trust.order_by("round__closes_at", "round_id")
    before, found = "", {}
    for round_id, digest in digests.values_list("round_id", "digest"):
        before = hashlib.sha256(f"{before}{digest}".encode()).hexdigest()
        found[round_id] = before
    return found


def worked_out(wanted: Collection[UUID]) -> Iterator[Reading]:
    """Yield the readings of these counted rounds, made from their releases now and not kept."""
    links, rounds = chain(), _told()
    for place, told in enumerate(rounds):
        round_id = UUID(told.id)
        if round_id in wanted:
            reading = read(told, rounds[place + 1 :])
            yield Reading(
                round_id=round_id,
                engine=ENGINE,
                made_of=links[round_id],
                firm=to_text(reading.firm),
                groups=to_text(reading.groups),
            )


def _half(round_id: UUID, name: str) -> Mapping[str, Any]:
    kept = Reading.objects.filter(pk=round_id, engine=ENGINE).values_list(name, flat=True).first()
    text = kept if kept is not None else getattr(_not_kept(round_id, chain()[round_id]), name)
    half: Mapping[str, Any] = json.loads(text)
    return half


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _not_kept(round_id: UUID, _made_of: str) -> Reading:
    """The same releases give the same texts, so a process works them out once."""
    return next(worked_out({round_id}))


def _told() -> list[Told]:
    """Return every counted round with its wordings, the newest first: chain() backwards."""
    found = results.releases()
    found.sort(key=lambda pair: (pair[0].closes_at, pair[0].pk), reverse=True)
    unread = [round_.pk for round_, _ in found if round_.manifest_hash not in _ASKED]
    for round_ in Round.objects.filter(pk__in=unread):
        _ASKED[round_.manifest_hash] = _asked(round_.rules)
    return [_as_told(round_, released, *_ASKED[round_.manifest_hash]) for round_, released in found]


def _asked(rules: Mapping[str, Any]) -> Asked:
    wordings = {question["id"]: wording_of(question) for question in rules["questions"]}
    return wordings, rules.get("audience", EVERYONE)


def _as_told(round_: Round, released: Released, wordings: Wordings, audience: str) -> Told:
    closed = round_.closes_at.astimezone(UTC).isoformat()
    return Told(round_.pk.hex, closed, released, wordings, audience)


def wording_of(question: Mapping[str, Any]) -> Wording:
    """Return a question of a manifest as a wording."""
    return Wording(
        code=question["id"],
        version=question["version"],
        written=question["text"],
        about_leader=question["about_leader"],
        keyed=question.get("keyed", "+"),
        texts=question.get("texts", {}),
    )
