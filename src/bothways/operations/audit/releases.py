"""Is every result the one that was signed, and does no figure anywhere say more?"""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bothways.operations.audit.finding import Finding, violation
from bothways.operations.audit.look import Look
from bothways.operations.audit.reading import DATABASES, files_in, is_readable
from bothways.pure import ledger
from bothways.pure.ballots import BallotError, manifest_hash, read_leaves
from bothways.pure.disclosure import Released, UnreadableReleaseError, read_release
from bothways.record.models import Entry
from bothways.results.models import Release, Sheet
from bothways.results.sheets import release_signers, sheet_signers
from bothways.surveys.models import Round

DIGEST_WRONG = violation(
    "release-digest-wrong",
    "The text of this result is not the one that its digest, and the record, name.",
    "Don't trust this result. Compare it with what was printed or mailed at its release.",
)
UNSIGNED = violation(
    "release-not-signed",
    "The key that the round's rules name did not sign this result. That key is gone, so somebody "
    "has changed the text.",
    "Don't trust this result. Compare it with what was printed or mailed at its release.",
)
UNCLAMPED = violation(
    "figure-not-clamped",
    "A figure says more than the rule lets out: with it single answers may be worked out.",
    "Take it out of sight, and find out who wrote it.",
)
NOT_OF_ITS_RULES = violation(
    "release-not-of-its-rules",
    "This result was made by other rules (smallest group, questions, groups) than were announced.",
    "Don't trust this result; compare it with the rules of the round.",
)
RULES_CHANGED = violation(
    "rules-changed",
    "The rules of a round are not those that were announced: the record, or their own mark, has "
    "another fingerprint.",
    "Compare with the fingerprint that people have seen; the one in their ballots is the true one.",
)
SHEET_WRONG = violation(
    "list-of-ballots-wrong",
    "The list of all ballots, fixed before the box was opened, is not as its keyholders signed it. "
    "Receipts are looked up there.",
    "Let those who kept a receipt look for it; don't trust this result.",
)
MISSING = violation(
    "release-missing",
    "The round is said to be counted, and there is no result, or none on the record.",
    "Look for it in the backups of the day it was released.",
)
COUNT_ELSEWHERE = violation(
    "count-elsewhere",
    "A number stands beside a round outside its result. It could be a count that was not clamped.",
    "Find out what it is; the record of a round holds titles, fingerprints and no figures but how "
    "many ballots were not counted.",
)

WHERE = f"{DATABASES['default']}: results_release"
RECORD = f"{DATABASES['default']}: record_entry"
MAY_COUNT = {"not_counted", "k", "c", "v"}  # of a round, on the record
RESULT_FILES = {".json", ".csv"}


def check(look: Look) -> Iterator[Finding]:
    """Check each result by its digest, signature, rules and format; then look for other figures."""
    for round_ in Round.objects.exclude(manifest=""):
        yield from _rules(round_)
        yield from _sheet(round_)
        release = Release.objects.filter(round=round_).first()
        if release is not None:
            yield from _release(round_, release)
        elif round_.state == Round.State.RELEASED:
            yield MISSING.at(f"{WHERE}, {round_.pk.hex}", f"“{round_.title}” has no result.")
    yield from _on_the_record()
    yield from _in_files(look.data)


def _rules(round_: Round) -> Iterator[Finding]:
    where = f"{DATABASES['default']}: surveys_round {round_.pk.hex}"
    found = manifest_hash(round_.manifest).hex()
    if found != round_.manifest_hash:
        yield RULES_CHANGED.at(where, f"The rules of “{round_.title}” don't have their own mark.")
    announced = _said("round.announced", round_, "rules")
    if announced != {found}:
        words = f"The record has another mark for the rules of “{round_.title}”, or none."
        yield RULES_CHANGED.at(where, words)


def _said(verb: str, round_: Round, name: str) -> set[Any]:
    entries = Entry.objects.filter(verb=verb, about_id=str(round_.pk))
    return {details.get(name) for details in entries.values_list("details", flat=True)}


def _release(round_: Round, release: Release) -> Iterator[Finding]:
    where = f"{WHERE}, {round_.pk.hex}"
    digest = hashlib.sha256(release.document.encode()).hexdigest()
    if {digest} != {release.digest} | _said("round.released", round_, "release"):
        words = f"The result of “{round_.title}” has another digest, or the record does."
        yield DIGEST_WRONG.at(where, words)
    if not _is_signed(round_, partial(release_signers, release)):
        yield UNSIGNED.at(where, f"The signature of “{round_.title}” does not hold.")
    try:
        released = read_release(release.document)
    except UnreadableReleaseError as error:
        yield UNCLAMPED.at(where, f"“{round_.title}”: {error}.")
        return
    if _rules_of(released) != _announced(round_.rules):
        yield NOT_OF_ITS_RULES.at(where, f"“{round_.title}” was released by other rules.")


def _is_signed(round_: Round, signers: Callable[[], frozenset[str]]) -> bool:
    """Say whether all keyholders that the rules name have signed."""
    wanted = {"company", "guardian"} if round_.rules["guardian"] else {"company"}
    try:
        return signers() >= wanted
    except (BallotError, ValueError):
        return False


def _sheet(round_: Round) -> Iterator[Finding]:
    """What was fixed of the box before it was opened: signed, sorted, and no more than asked."""
    sheet = Sheet.objects.filter(round=round_).first()
    if sheet is None:
        return
    where = f"{DATABASES['default']}: results_sheet {round_.pk.hex}"
    if round_.state == Round.State.RELEASED and not _is_signed(
        round_, partial(sheet_signers, sheet)
    ):
        yield SHEET_WRONG.at(where, f"The list of “{round_.title}” is not signed by all.")
    try:
        told = json.loads(sheet.text)
        is_whole = ledger.root(read_leaves(bytes(sheet.leaves))).hex() == told["leaves"]
        has_more = any(not b["ballots"] <= b["issued"] <= b["eligible"] for b in told["blocks"])
    except (ValueError, LookupError, TypeError):
        is_whole = has_more = False
    if not is_whole:
        yield SHEET_WRONG.at(where, f"The list of “{round_.title}” is not the one that was signed.")
    if has_more:
        yield SHEET_WRONG.at(where, f"“{round_.title}” has more ballots than envelopes, or people.")


def _rules_of(released: Released) -> dict[str, Any]:
    return {
        "format": released.format,
        "k": released.k,
        "c": released.c,
        "questions": [(question.id, question.construct) for question in released.questions],
        "blocks": [(block.id, block.eligible) for block in released.blocks],
    }


def _announced(rules: dict[str, Any]) -> dict[str, Any]:
    return {
        "format": rules["format"],
        "k": rules["k"],
        "c": rules["c"],
        "questions": [(question["id"], question["construct"]) for question in rules["questions"]],
        "blocks": [(block["id"], block["eligible"]) for block in rules["blocks"]],
    }


def _on_the_record() -> Iterator[Finding]:
    for entry in Entry.objects.filter(verb__startswith="round.").order_by("id"):
        names = sorted({name for name, _n in _numbers(entry.details) if name not in MAY_COUNT})
        if names:
            words = f"Entry {entry.pk} ({entry.verb}) has a number as {', '.join(names)}."
            yield COUNT_ELSEWHERE.at(RECORD, words)


def _numbers(value: Any, name: str = "") -> Iterator[tuple[str, int | float]]:
    """Every number in a JSON value, with the name it stands under."""
    if isinstance(value, dict):
        for inner_name, inner in value.items():
            yield from _numbers(inner, str(inner_name))
    elif isinstance(value, list):
        for inner in value:
            yield from _numbers(inner, name)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield name, value


def _in_files(folder: Path) -> Iterator[Finding]:
    """Tables and texts of results that lie in the data folder: each must be one of a release."""
    releases = [read for one in Release.objects.all() if (read := _read(one.document))]
    for path in files_in(folder):
        if path.suffix in RESULT_FILES and is_readable(path) and not _says_no_more(path, releases):
            yield UNCLAMPED.at(str(path), "This file has figures that no result holds.")


def _read(document: str) -> Released | None:
    try:
        return read_release(document)
    except UnreadableReleaseError:
        return None


def _says_no_more(path: Path, releases: list[Released]) -> bool:
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".json":
        is_a_release = '"cells"' in text and '"groups"' in text
        return not is_a_release or _read(text.strip()) in releases
    asked = {question.id for released in releases for question in released.questions}
    known = {figure for released in releases for figure in _figures(released)}
    for row in csv.reader(text.splitlines()):
        question = next((cell for cell in row if cell in asked), None)
        numbers = [int(cell) for cell in row if cell.isdigit()]
        if question and len(numbers) >= len(("n", "low")) and (question, *numbers) not in known:
            return False
    return True


def _figures(released: Released) -> Iterator[tuple[str | int, ...]]:
    """Each row that a table of this result may have (results/tables.py), without its words."""
    for cell in released.cells:
        for threshold, (low, high) in cell.ge.items():
            if cell.n is not None:
                yield (cell.question, cell.n, threshold, low, high)
