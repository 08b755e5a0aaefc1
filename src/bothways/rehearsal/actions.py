"""Running a rehearsal: real envelopes, sealed ballots, a count and a release for each wave."""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bothways.answers.queries import owed_before
from bothways.decisions.actions import say_no
from bothways.people.models import Person
from bothways.pure.disclosure import Released
from bothways.record.prompted import Prompt, PromptKind
from bothways.rehearsal.files import Material, Wave
from bothways.rehearsal.published import block_of, cells_of, roster_of
from bothways.rehearsal.roster import found_firm, settle
from bothways.results.actions import close_due_rounds
from bothways.results.queries import release_of
from bothways.results.tables import rows
from bothways.surveys.actions import Asked, announce_round, prepare_round
from bothways.surveys.errors import CannotOpenError
from bothways.surveys.models import Round
from bothways.surveys.voting import cast_ballot

FIRST_DAY = datetime(2026, 1, 5, 8, tzinfo=UTC)
OPEN_FOR = timedelta(days=7)
NOBODY_CAN = "This is a rehearsal on answers from before. Nobody in it could keep a promise."
APART = {"focus": timedelta(days=92), "full": timedelta(days=184)}
KIND = {"focus": Round.Kind.PULSE, "full": Round.Kind.SURVEY}

Say = Callable[[str, int, int], None]  # what is going on, how far, of how much


@dataclass
class Outcome:
    """What a rehearsal leaves: the releases by wave and everything that could be seen.

    refused: the waves that could not be held, with the reason, as with fewer than k people.
    """

    releases: list[tuple[Wave, Released]] = field(default_factory=list)
    refused: list[tuple[Wave, str]] = field(default_factory=list)
    published: dict[str, Any] = field(default_factory=dict)


def rehearse(material: Material, *, out: Path, format_: str, k: int, c: int, say: Say) -> Outcome:
    """Run one round per wave and write what would be shown into `out`.

    Waves lie a quarter apart (surveys half a year), since no question may come back sooner.
    """
    out.mkdir(parents=True, exist_ok=True)
    opener = found_firm(material.waves[0], k=k, c=c)
    outcome = Outcome(
        published={
            "scale": [1, 2, 3, 4, 5],
            "questions": list(material.questions),
            "rosters": {},
            "cells": [],
        }
    )
    for number, wave in enumerate(material.waves):
        at = FIRST_DAY + number * APART[format_]
        try:
            round_ = _hold(wave, material, opener, kind=KIND[format_], at=at, say=say)
        except CannotOpenError as refusal:
            outcome.refused.append((wave, str(refusal)))
            outcome.published["rosters"][wave.name] = roster_of(wave, {})
            continue
        released = release_of(round_)
        if released is None:
            raise RuntimeError("the round was not released")
        _keep(wave, round_, released, out, outcome)
    (out / "published.json").write_text(json.dumps(outcome.published), encoding="utf-8")
    return outcome


def _hold(
    wave: Wave, material: Material, opener: Person, *, kind: str, at: datetime, say: Say
) -> Round:
    """Announce, answer, close: one whole round, with nothing bypassed."""
    people = settle(wave, on=at.date())
    say(f"wave {wave.name}: keys", 0, 1)
    round_ = prepare_round(
        by=opener,
        title=f"Wave {wave.name}",
        kind=kind,
        questions=[Asked(q, q, material.constructs[q]) for q in material.questions],
        opens_at=at,
        closes_at=at + OPEN_FOR,
    )
    _answer_what_waits(round_, by=next(iter(people.values())), at=at)
    announce_round(round_, by=opener, at=at)
    for done, (person_id, answers) in enumerate(wave.answers.items()):
        say(f"wave {wave.name}: ballots", done, len(wave.answers))
        cast_ballot(round_, people[person_id], answers, at=at + timedelta(days=1))
    say(f"wave {wave.name}: counting", 1, 1)
    close_due_rounds(at + OPEN_FOR)
    return round_


def _answer_what_waits(round_: Round, *, by: Person, at: datetime) -> None:
    """Answer what the last wave asked for: no rule is bypassed, and nobody here can promise.

    by: somebody of this wave, since a decision is only of those who are here.
    """
    for owed in owed_before(round_, at.date()):
        prompt = Prompt(PromptKind.RESULT, f"{owed.round_id}/{owed.code}", owed.said)
        again = at.date() + timedelta(days=365)
        say_no(by=by, prompt=prompt, reasons=NOBODY_CAN, look_again_on=again, at=at)


def _keep(wave: Wave, round_: Round, released: Released, out: Path, outcome: Outcome) -> None:
    """Write the wave's release as JSON and CSV and add it to what could be seen."""
    name = "release-" + re.sub(r"[^\w-]", "-", wave.name)
    (out / f"{name}.json").write_text(released.to_json(), encoding="utf-8")
    with (out / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows(released, round_.rules))
    outcome.releases.append((wave, released))
    outcome.published["rosters"][wave.name] = roster_of(wave, block_of(released))
    outcome.published["cells"].extend(cells_of(wave, released))
