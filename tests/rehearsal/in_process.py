"""Rounds of small firms through the product's own blocks and release, without its servers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bothways.pure import disclosure
from tests.rehearsal.attack import Answers
from tests.rehearsal.firms import Answer, Firm

Ballots = dict[str, list[tuple[Answer, ...]]]


@dataclass(frozen=True)
class Setting:
    """What a firm chose."""

    format: disclosure.Format
    k: int
    c: int
    together: bool = False
    """Whether all questions but the last belong to one construct; else each is one."""

    def questions(self, of: Firm) -> list[disclosure.Question]:
        return [
            disclosure.Question(
                question, "A" if self.together and question != of.questions[-1] else question
            )
            for question in of.questions
        ]


def blocks_of(firm: Firm, k: int) -> tuple[disclosure.Block, ...]:
    """Return the blocks of a firm's roster."""
    teams = [
        disclosure.Team(path, [*path.split("/"), ""][1], len(people))
        for path, people in firm.teams().items()
    ]
    return disclosure.form_blocks(teams, need=disclosure.needed(k))


def block_of_each(firm: Firm, blocks: Sequence[disclosure.Block]) -> dict[str, str]:
    home = {team: block.id for block in blocks for team in block.teams}
    return {person: home[unit] for person, unit in firm.unit_of.items()}


def released(firm: Firm, setting: Setting, wave: int) -> disclosure.Released:
    """Return what the product would publish of one wave."""
    blocks = blocks_of(firm, setting.k)
    home = block_of_each(firm, blocks)
    ballots: Ballots = defaultdict(list)
    for person, given in firm.answers[wave].items():
        ballots[home[person]].append(tuple(given[question] for question in firm.questions))
    return release(setting, firm, blocks, ballots)


def release(
    setting: Setting, firm: Firm, blocks: Sequence[disclosure.Block], ballots: Ballots
) -> disclosure.Released:
    return disclosure.release(
        format=setting.format,
        k=setting.k,
        c=setting.c,
        questions=setting.questions(firm),
        blocks=blocks,
        answers=ballots,
    )


def published(firm: Firm, waves: Sequence[disclosure.Released]) -> dict[str, Any]:
    """Return all that anyone could ever see, as one published.json has it."""
    return {
        "scale": [1, 2, 3, 4, 5],
        "questions": list(firm.questions),
        "rosters": {
            str(number): _roster(firm, wave, firm.answers[number])
            for number, wave in enumerate(waves)
        },
        "cells": [_cell(number, cell) for number, wave in enumerate(waves) for cell in wave.cells],
    }


def _roster(
    firm: Firm, wave: disclosure.Released, responded: Mapping[str, Any]
) -> list[dict[str, Any]]:
    home = block_of_each(firm, wave.blocks)
    return [
        {"id": who, "org": _above(unit), "responded": who in responded, "block": home[who]}
        for who, unit in firm.unit_of.items()
    ]


def _above(unit: str) -> list[str]:
    steps = unit.split("/")[1:]
    return ["/", *("/" + "/".join(steps[: i + 1]) for i in range(len(steps)))]


def _cell(wave: int, cell: disclosure.Cell) -> dict[str, Any]:
    size = {"n": cell.n} if cell.n is not None else {"n_max": cell.n_max}
    widest = (0, cell.n if cell.n is not None else cell.n_max)
    ranges = [list(cell.ge.get(threshold, widest)) for threshold in (2, 3, 4, 5)]
    where = {"waves": [wave], "filter": {"block": list(cell.blocks)}}
    return {**where, **size, "ge": {cell.question: ranges}}


def answers_of(firm: Firm) -> Answers:
    return {str(number): wave for number, wave in enumerate(firm.answers)}


def unclamp(cells: Iterable[dict[str, Any]], firm: Firm, setting: Setting) -> None:
    """Put the exact counts in the place of the cells' ranges: what may not be done."""
    home = block_of_each(firm, blocks_of(firm, setting.k))
    for cell in cells:
        wave, blocks = firm.answers[cell["waves"][0]], set(cell["filter"]["block"])
        inside = [given for who, given in wave.items() if home[who] in blocks]
        for question, ranges in cell["ge"].items():
            values = [value for given in inside if (value := given[question]) is not None]
            for threshold, bounds in zip((2, 3, 4, 5), ranges, strict=True):
                if setting.format == "full" or threshold == 4:
                    bounds[:] = [sum(value >= threshold for value in values)] * 2
