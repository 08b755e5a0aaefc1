"""The checks of one round, in the order in which they rest on one another."""

import json
from collections.abc import Iterator
from typing import Any

from bothways.pure import ledger
from bothways.pure.ballots import (
    BallotError,
    Manifest,
    canonical_json,
    digest_holds,
    part_leaf,
    read_leaves,
    read_manifest,
    root_holds,
    sheet_holds,
)
from bothways.pure.checking.files import LedgerFile, ReleaseFile, RoundFile, SheetFile
from bothways.pure.checking.findings import Finding, found, right, untold, wrong
from bothways.pure.disclosure import DisclosureError, read_release

NONSENSE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


def check_round(file: RoundFile) -> list[Finding]:
    """Return what was checked of a round, and what came of it; the rules first."""
    try:
        rules = read_manifest(file.manifest)
    except BallotError as error:
        return [wrong("rules", f"The rules can't be read: {error}.")]
    return [
        *_rules(rules, file.announced),
        *_if_readable("sheet", _sheet(rules, file)),
        *_if_readable("release", _release(rules, file)),
    ]


def _if_readable(code: str, checks: Iterator[Finding]) -> Iterator[Finding]:
    """Whoever holds a key can sign any text at all: one that says nonsense does not hold."""
    try:
        yield from checks
    except NONSENSE:
        yield wrong(code, "A text in the file does not say what it must say there.")


def _rules(rules: Manifest, announced: LedgerFile | None) -> Iterator[Finding]:
    mark = " ".join(rules.hash.hex()[at : at + 4] for at in range(0, 20, 4))
    yield right("rules", f"The rules are whole. Their fingerprint begins with {mark}.")
    if rules.guardian is None:
        yield untold("keys", "One keyholder: the company alone could read and add ballots.")
    elif rules.guardian.where != "apart":
        yield untold("keys", "Both keys lay on the company's server: the second one is none.")
    else:
        yield right("keys", f"Two keyholders: the company and {rules.guardian.name}.")
    yield from _on_ledger("announced", announced, rules, {"rules": rules.hash.hex()})


def _on_ledger(
    code: str, proof: LedgerFile | None, rules: Manifest, wanted: dict[str, str]
) -> Iterator[Finding]:
    """That the entry of this round with these marks stands under a signed head."""
    if proof is None:
        yield untold(f"ledger.{code}", "The file holds no proof from the ledger for this.")
        return
    yield from _if_readable(f"ledger.{code}.entry", _entry(code, proof, rules, wanted))
    yield found(
        f"ledger.{code}.place",
        _is_under_its_head(proof),
        f"It is entry {proof.position + 1:,} under a head that the installation signed.",
        "Its proof does not lead to a signed head: this is not on the ledger.",
    )


def _entry(
    code: str, proof: LedgerFile, rules: Manifest, wanted: dict[str, str]
) -> Iterator[Finding]:
    entry: dict[str, Any] = json.loads(proof.text)
    said = entry["verb"] == f"round.{code}" and entry["about"][1].replace("-", "") == rules.round
    fits = said and all(entry["details"].get(name) == mark for name, mark in wanted.items())
    committed = ledger.entry_commitment(proof.salt, proof.text) == proof.commitment
    yield found(
        f"ledger.{code}.entry",
        fits and committed,
        f"What was {code} stands on the ledger as it stands here.",
        f"What was {code} is not what the ledger says. Ask both keyholders which is true.",
    )


def _is_under_its_head(proof: LedgerFile) -> bool:
    try:
        head = ledger.read_head(proof.head)
    except ValueError:
        return False
    leaf = ledger.leaf_hash(proof.commitment)
    return ledger.head_holds(proof.key, proof.signature, head) and ledger.includes(
        leaf, proof.position, head.size, list(proof.path), head.root
    )


def _sheet(rules: Manifest, file: RoundFile) -> Iterator[Finding]:
    sheet, listed = file.sheet, file.leaves
    if sheet is None or listed is None:
        yield _no_sheet(rules, file)
        return
    told = json.loads(sheet.text)
    yield found(
        "sheet.rules",
        canonical_json(told) == sheet.text and told["rules"] == rules.hash.hex(),
        "The list of ballots is of these rules.",
        "The list of ballots is of other rules than these.",
    )
    yield _list(told, listed)
    yield _numbers(rules, told)
    holds = [
        sheet_holds(key, given, manifest_hash=rules.hash, text=sheet.text)
        for key, given in _signers(rules, sheet.company, sheet.guardian)
    ]
    if rules.guardian and not sheet.guardian and file.release is None:
        yield from _signatures("sheet", rules, holds[:1])
        yield untold(
            "sheet.guardian",
            f"{rules.guardian.name}'s key has not signed the list of ballots: it opens the box "
            "only now, or the round is void.",
        )
    else:
        yield from _signatures("sheet", rules, holds)


def _no_sheet(rules: Manifest, file: RoundFile) -> Finding:
    """A result of two keys is never without its list; older ones of one key can be."""
    if rules.guardian and file.release:
        return wrong("sheet", "There is a result, and no list of the ballots it was counted from.")
    return untold("sheet", "There is no list of ballots: the round is open, void, or older.")


def _list(told: dict[str, Any], listed: bytes) -> Finding:
    try:
        leaves = read_leaves(listed)
    except BallotError as error:
        return wrong("sheet.leaves", f"The list of ballots is no list: {error}.")
    fits = len(leaves) == told["n_leaves"] and ledger.root(leaves).hex() == told["leaves"]
    return found(
        "sheet.leaves",
        fits,
        f"The list is whole: {told['n_leaves']} ballots, each once, under the signed root.",
        "The list is not the one that was signed: a ballot was taken out, or put in.",
    )


def _numbers(rules: Manifest, told: dict[str, Any]) -> Finding:
    asked = [(block["id"], block["eligible"]) for block in json.loads(rules.text)["blocks"]]
    rows = told["blocks"]
    fits = (
        [(row["id"], row["eligible"]) for row in rows] == asked
        and all(0 <= row["ballots"] <= row["issued"] <= row["eligible"] for row in rows)
        and sum(row["ballots"] for row in rows) == told["n_leaves"]
    )
    return found(
        "sheet.numbers",
        fits,
        "In no group are there more ballots than envelopes, or more envelopes than people.",
        "In a group there are more ballots than envelopes, or more envelopes than people: "
        "ballots were put in that nobody had a right to.",
    )


def _signers(rules: Manifest, company: bytes, guardian: bytes) -> list[tuple[bytes, bytes]]:
    """The keys in the rules, each with the signature that was given for it."""
    keys = [(rules.receipt_key, company)]
    return [*keys, (rules.guardian.key, guardian)] if rules.guardian else keys


def _signatures(what: str, rules: Manifest, holds: list[bool]) -> Iterator[Finding]:
    thing = {"sheet": "list of ballots", "release": "result"}[what]
    guardian = rules.guardian.name if rules.guardian else ""
    for code, who, is_right in zip(
        ("company", "guardian"), ("the company's key", f"{guardian}'s key"), holds, strict=False
    ):
        yield found(
            f"{what}.{code}",
            is_right,
            f"The {thing} is signed with {who}.",
            f"The {thing} is not signed with {who}.",
        )


def _release(rules: Manifest, file: RoundFile) -> Iterator[Finding]:
    release = file.release
    if release is None:
        yield untold("release", "There is no result: the round is not counted, or void.")
        return
    if release.root:
        yield from _tree(rules, release, file.sheet)
        holds = [
            root_holds(key, given, manifest_hash=rules.hash, root=release.root)
            for key, given in _signers(rules, release.company, release.guardian)
        ]
        wanted = {"root": release.root.hex()}
    else:
        yield untold(
            "release.tree",
            "This result is older than version 0.3: its signature is over all of it at once, "
            "so that it can't be checked on the figures you see.",
        )
        holds = [
            digest_holds(
                rules.receipt_key, release.company, manifest_hash=rules.hash, digest=release.digest
            )
        ]
        if rules.guardian:  # what the company signed alone would get past the second key
            holds.append(False)
        wanted = {"release": release.digest.hex()}
    yield from _signatures("release", rules, holds)
    yield from _on_ledger("released", file.released, rules, wanted)


def _tree(rules: Manifest, release: ReleaseFile, sheet: SheetFile | None) -> Iterator[Finding]:
    leaves = [part if isinstance(part, bytes) else part_leaf(*part) for part in release.parts]
    seen = [part[0] for part in release.parts if not isinstance(part, bytes)]
    yield found(
        "release.tree",
        bool(leaves) and ledger.root(leaves) == release.root,
        f"The figures shown here are part of what was signed ({len(seen) - 1} of "
        f"{len(leaves) - 1}; the others are shown to those whose figures they are).",
        "The figures shown here are not those that were signed.",
    )
    if not release.parts or isinstance(release.parts[0], bytes):
        yield wrong("release.head", "The result's own head is missing.")
        return
    head = json.loads(release.parts[0][0])
    yield found(
        "release.rules",
        _counted_by(rules, head),
        "It was counted by the rules: the same questions, groups, smallest size and format.",
        "It was counted by other rules than those that were announced.",
    )
    yield _not_more_than_ballots(head, sheet)
    if len(seen) == len(leaves):
        yield _within_its_format(seen)


def _counted_by(rules: Manifest, head: dict[str, Any]) -> bool:
    fixed = json.loads(rules.text)
    asked = [{"id": one["id"], "construct": one["construct"]} for one in fixed["questions"]]
    same = all(head[name] == fixed[name] for name in ("format", "k", "c", "blocks"))
    return same and head["questions"] == asked


def _not_more_than_ballots(head: dict[str, Any], sheet: SheetFile | None) -> Finding:
    if sheet is None:
        return untold(
            "release.number", "Without the list of ballots their number can't be checked."
        )
    n_answered = head["answered"]
    return found(
        "release.number",
        n_answered is None or n_answered <= json.loads(sheet.text)["n_leaves"],
        "Not more answers were counted than there are ballots on the list.",
        "More answers were counted than there are ballots on the list.",
    )


def _within_its_format(seen: list[str]) -> Finding:
    head, *cells = map(json.loads, seen)
    whole = json.dumps(
        head | {"cells": cells}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    try:
        read_release(whole)
    except DisclosureError as error:
        return wrong("release.format", f"It says more than its format allows: {error}.")
    return right("release.format", "No figure says more than its format allows.")
