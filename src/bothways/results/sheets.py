"""The sheet of a closed box, fixed before anything is opened, and who signed what."""

from collections.abc import Callable

from django.db.models import Count, Q

from bothways.ballotbox import actions as box
from bothways.pure.ballots import (
    SALT_LENGTH,
    BlockCount,
    Manifest,
    leaf,
    read_manifest,
    release_holds,
    release_parts,
    release_root,
    root_holds,
    sheet_holds,
    sheet_text,
    sorted_leaves,
)
from bothways.results.models import Release, Sheet
from bothways.surveys.models import Entitlement, Round


def keep_sheet(round_: Round) -> Sheet:
    """Return the sheet of a round whose box is shut; made and signed when it is first asked for.

    Raises what ballotbox.actions.take_ballots and sign_sheet raise.
    """
    kept = Sheet.objects.filter(pk=round_.pk).first()
    if kept:
        return kept
    found = box.take_ballots(round_.pk)
    listed = sorted_leaves([leaf(envelope) for block in found.values() for envelope in block])
    text = sheet_text(
        round_hex=round_.pk.hex,
        manifest_hash=bytes.fromhex(round_.manifest_hash),
        listed=listed,
        blocks=_counts(round_, {block: len(envelopes) for block, envelopes in found.items()}),
    )
    signature = box.sign_sheet(round_.pk, text).hex()
    sheet, _ = Sheet.objects.get_or_create(
        round=round_, defaults={"text": text, "leaves": listed, "company_signature": signature}
    )
    return sheet


def sheet_signers(sheet: Sheet) -> frozenset[str]:
    """Return which of 'company' and 'guardian' signed this sheet, by the keys in the rules."""
    rules = read_manifest(sheet.round.manifest)

    def holds(public: bytes, signature: str) -> bool:
        given = bytes.fromhex(signature)
        return sheet_holds(public, given, manifest_hash=rules.hash, text=sheet.text)

    return _signers(rules, holds, sheet.company_signature, sheet.guardian_signature)


def release_signers(release: Release) -> frozenset[str]:
    """Return which of 'company' and 'guardian' signed this release, by the keys in the rules.

    The text, its salts and its root must fit together too.
    """
    rules = read_manifest(release.round.manifest)
    parts = release_parts(release.document)
    salts = bytes.fromhex(release.salts)
    each = [salts[at : at + SALT_LENGTH] for at in range(0, len(salts), SALT_LENGTH)]
    if release.root and (
        len(each) != len(parts) or release_root(parts, each).hex() != release.root
    ):
        return frozenset()

    def holds(public: bytes, signature: str) -> bool:
        given, told = bytes.fromhex(signature), rules.hash
        if release.root:
            root = bytes.fromhex(release.root)
            return root_holds(public, given, manifest_hash=told, root=root)
        return release_holds(public, given, manifest_hash=told, document=release.document)

    return _signers(rules, holds, release.signature, release.guardian_signature)


def _signers(
    rules: Manifest, holds: Callable[[bytes, str], bool], company: str, guardian: str
) -> frozenset[str]:
    found = {"company"} if holds(rules.receipt_key, company) else set()
    if rules.guardian and guardian and holds(rules.guardian.key, guardian):
        found.add("guardian")
    return frozenset(found)


def _counts(round_: Round, n_ballots: dict[str, int]) -> dict[str, BlockCount]:
    """Return the numbers of each block, in the order of the rules (1 query)."""
    drawn = Entitlement.objects.filter(round=round_).order_by().values_list("block")
    issued = dict(drawn.annotate(n=Count("pk", filter=~Q(blinded_digest=""))))
    return {
        block["id"]: BlockCount(
            eligible=block["eligible"],
            issued=issued.get(block["id"], 0),
            ballots=n_ballots.get(block["id"], 0),
        )
        for block in round_.rules["blocks"]
    }
