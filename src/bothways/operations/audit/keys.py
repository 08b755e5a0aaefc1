"""Are the ballots and keys of rounds that ended gone, all of them?"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import router

from bothways.operations.audit.finding import Finding, violation
from bothways.operations.audit.look import BLOCK_KEY, BUNDLE, Look
from bothways.operations.audit.reading import DATABASES, rows, tables
from bothways.results.lost import KEY_WAITED_FOR
from bothways.surveys.models import Round

GONE_AFTER_COUNT = (
    "ballotbox.Box.seal_key",
    "ballotbox.Box.slips_key",
    "ballotbox.Box.receipt_key",
    "ballotbox.BlockKey.signing_key",
    "ballotbox.Peeled.groups",
    "surveys.Entitlement.for_guardian",
    "surveys.Entitlement.stamp",
    "keyholders.SpareKey.wrapped",
)
"""Every field that holds a secret of one round, as room.Model.field; its model has a `round`,
which is empty while no round has it.

A room that keeps another one adds a line here, and the audit looks at it.
"""

KEY_KEPT = violation(
    "key-kept",
    "A private key outlived its round. With it and any copy of the sealed ballots they can be "
    "opened again, or another result be signed.",
    "Let the worker run: it destroys what outlived its round. Then look again.",
)
BALLOTS_KEPT = violation(
    "ballots-kept",
    "Ballots of a round that has ended are still there, though they were counted or given up.",
    "Let the worker run: it destroys what outlived its round. Then look again.",
)
NOT_REWRITTEN = violation(
    "box-not-rewritten",
    "After this round's ballots were destroyed the disk was not written anew, so traces of them "
    "can still be read from it.",
    "Let the worker run. If this stays, see what `doctor` says of its jobs.",
)
SIGNS_STILL = violation(
    "signs-after-closing",
    "The box is shut, and the key that stamps envelopes is still there: somebody could stamp more.",
    "Let the worker run: closing destroys it. Then look again.",
)
NOT_COUNTED = violation(
    "never-counted",
    "The closing moment of this round passed more than a day ago, and its ballots and keys are "
    "still there.",
    "See what `doctor` says of the worker and its jobs.",
)

ENDED = (Round.State.RELEASED, Round.State.VOID)
PATIENCE = timedelta(days=1)
FOR_THE_SECOND_KEY = KEY_WAITED_FOR + PATIENCE


def check(look: Look) -> Iterator[Finding]:
    """Look at every secret and every bundle of every round that is over, or that nobody knows."""
    rounds = {round_.pk.hex: round_ for round_ in Round.objects.all()}
    running = {pk for pk, round_ in rounds.items() if round_.state not in ENDED}
    for name in GONE_AFTER_COUNT:
        yield from _kept(name, running)
    for table in (BUNDLE, BLOCK_KEY):
        yield from _left(table, running)
    for round_hex, box in look.boxes.items():
        where = f"{DATABASES['ballots']}: round {round_hex}"
        if round_hex not in running and not box["rewritten"]:
            yield NOT_REWRITTEN.at(where, "The traces of this box were not cleared away.")
        stamps = [row["signing_key"] for row in look.block_keys if row["round"] == round_hex]
        if box["shut"] and any([box.get("slips_key"), *stamps]):
            yield SIGNS_STILL.at(where, "A shut box has a key that stamps.")
    for round_ in rounds.values():
        if round_.pk.hex in running and round_.manifest and _is_late(round_, look.now):
            where = f"{DATABASES['default']}: round {round_.pk.hex}"
            yield NOT_COUNTED.at(where, f"“{round_.title}” was not counted.")


def _is_late(round_: Round, now: datetime) -> bool:
    waits = round_.state == Round.State.CLOSED and round_.rules["guardian"]
    return now - round_.closes_at > (FOR_THE_SECOND_KEY if waits else PATIENCE)


def _kept(name: str, running: set[str]) -> Iterator[Finding]:
    """One field that must be empty in every row whose round is not running."""
    label, _dot, field = name.rpartition(".")
    model: Any = apps.get_model(label)
    alias, table = router.db_for_read(model), model._meta.db_table
    column = model._meta.get_field(field).column
    of = model._meta.get_field("round").column
    if table not in tables(alias):
        return
    for row in rows(alias, table):
        if row[column] and row[of] and _hex(row[of]) not in running:
            where = f"{DATABASES[alias]}: {table}.{column}"
            yield KEY_KEPT.at(where, f"A key of the round {_hex(row[of])} is still there.")


def _left(table: str, running: set[str]) -> Iterator[Finding]:
    for round_hex in sorted({row["round"] for row in _rows(table)} - running):
        where = f"{DATABASES['ballots']}: {table}"
        yield BALLOTS_KEPT.at(where, f"There are rows of the round {round_hex}, which is over.")


def _rows(table: str) -> list[dict[str, Any]]:
    return list(rows("ballots", table)) if table in tables("ballots") else []


def _hex(value: object) -> str:
    return value.hex if isinstance(value, UUID) else str(value).replace("-", "")
