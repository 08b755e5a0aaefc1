"""A round's public file: all it takes to check it elsewhere (docs/round-file.md)."""

from typing import Any

from bothways.people.models import Person
from bothways.pure.ballots import SALT_LENGTH, part_leaf, release_parts, to_text
from bothways.pure.checking import KIND_ROUND
from bothways.record.documents import proof_document
from bothways.record.models import Leaf
from bothways.record.queries import proof_of
from bothways.results.models import Release, Sheet
from bothways.results.queries import release_of
from bothways.results.visibility import FIRM, seen_by
from bothways.surveys.models import Round

ON_THE_LEDGER = ("announced", "released")


def round_file(round_: Round, *, for_: Person | None = None) -> dict[str, Any]:
    """Return the file of an announced round, ready for canonical JSON (5 queries).

    for_: whose figures are in it besides the firm's; without anybody it is the same for everyone.
    """
    sheet = Sheet.objects.filter(pk=round_.pk).first()
    release = Release.objects.filter(pk=round_.pk).first()
    return {
        "v": 1,
        "kind": KIND_ROUND,
        "manifest": round_.manifest,
        "sheet": _sheet(sheet) if sheet else None,
        "leaves": to_text(bytes(sheet.leaves)) if sheet else None,
        "release": _release(round_, release, for_) if release else None,
        "ledger": {event: _proof(round_, event) for event in ON_THE_LEDGER},
    }


def _sheet(sheet: Sheet) -> dict[str, str | None]:
    return {
        "text": sheet.text,
        "company": _signature(sheet.company_signature),
        "guardian": _signature(sheet.guardian_signature),
    }


def _release(round_: Round, release: Release, for_: Person | None) -> dict[str, Any]:
    if not release.root:
        return {"digest": release.digest, "company": _signature(release.signature)}
    return {
        "root": release.root,
        "company": _signature(release.signature),
        "guardian": _signature(release.guardian_signature),
        "parts": _parts(release, _shown(round_, for_)),
    }


def _shown(round_: Round, for_: Person | None) -> list[bool]:
    """Say of each of the release's cells, in order, whether it is in the file."""
    released = release_of(round_)
    if released is None:
        return []
    if for_ is None:
        return [cell.level == FIRM for cell in released.cells]
    seen = iter(seen_by(for_, round_, released).cells)
    next_ = next(seen, None)
    shown = []
    for cell in released.cells:
        shown.append(cell is next_)
        next_ = next(seen, None) if cell is next_ else next_
    return shown


def _parts(release: Release, shown: list[bool]) -> list[dict[str, str]]:
    salts = bytes.fromhex(release.salts)
    parts = []
    for place, (part, is_shown) in enumerate(
        zip(release_parts(release.document), [True, *shown], strict=True)
    ):
        salt = salts[place * SALT_LENGTH : (place + 1) * SALT_LENGTH]
        told = {"part": part, "salt": to_text(salt)}
        parts.append(told if is_shown else {"leaf": part_leaf(part, salt).hex()})
    return parts


def _proof(round_: Round, event: str) -> dict[str, Any] | None:
    """Return that the newest such entry of this round stands on the ledger."""
    leaves = Leaf.objects.select_related("entry").filter(
        entry__verb=f"round.{event}",
        entry__about_kind="surveys.round",
        entry__about_id=str(round_.pk),
    )
    leaf = leaves.order_by("-position").first()
    proof = proof_of(leaf) if leaf else None
    return proof_document(proof, with_entry=True) if proof else None


def _signature(given: str) -> str | None:
    return to_text(bytes.fromhex(given)) if given else None
