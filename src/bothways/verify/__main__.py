"""`bothways verify FILE`: does this round, or this record, hold?

    bothways verify ROUND.json [--receipt RECEIPT.json] [--mark MARK.json --root 0a1b...]
    bothways verify RECORD.json [--mail OLD_MAIL ...] [--before OLDER_RECORD.json ...]

Reads public files and nothing else. Exits with 0 if all that could be checked holds, 1 if
something does not, 2 if a file can't be read.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from bothways.pure.ballots import BallotError, read_object, to_bytes
from bothways.pure.checking import (
    KIND_RECORD,
    LIMITS,
    LIMITS_OF_A_RECORD,
    Finding,
    Verdict,
    check_mark,
    check_receipt,
    check_record,
    check_round,
    read_receipt_file,
    read_record_file,
    read_round_file,
    record_from,
)
from bothways.verify.mails import marks_in

SIGNS = {Verdict.HOLDS: "holds ", Verdict.BROKEN: "BROKEN", Verdict.UNTOLD: "  ?   "}
OF_A_ROUND = ("receipt", "mark", "root")
OF_A_RECORD = ("mail", "before")


def main(words: Sequence[str], out: TextIO = sys.stdout, err: TextIO = sys.stderr) -> int:
    """Check what the command line names, say it in words or as JSON, and return the exit status."""
    asked = _asked(words)
    try:
        body = asked.file.read_bytes()
        whole = read_object(body)
        is_record = whole.get("kind") == KIND_RECORD
        findings = _record(whole, asked) if is_record else _round(body, asked)
    except (OSError, BallotError, ValueError, KeyError, TypeError) as error:
        print(f"This can't be checked: {error}", file=err)
        return 2
    limits = LIMITS_OF_A_RECORD if is_record else LIMITS
    out.write(_as_json(findings, limits) if asked.json else _as_words(findings, limits))
    return 1 if any(finding.verdict is Verdict.BROKEN for finding in findings) else 0


def _asked(words: Sequence[str]) -> Namespace:
    parser = ArgumentParser(
        prog="bothways verify",
        description="Check a round, or the record, from its public file; no database and no "
        "server is asked.",
    )
    parser.add_argument("file", type=Path, help="the public file of a round, or of the record")
    parser.add_argument("--receipt", type=Path, help="your receipt: was your ballot counted?")
    parser.add_argument("--mark", type=Path, help="what /ledger/consistency said of an old mark")
    parser.add_argument("--root", help="with --mark: the root that stands on your old mark, in hex")
    parser.add_argument(
        "--mail",
        type=Path,
        nargs="+",
        action="extend",
        help="for the record: mails that you kept, with its mark in them",
    )
    parser.add_argument(
        "--before",
        type=Path,
        nargs="+",
        action="extend",
        help="for the record: older copies of its file; they tell which entry was changed",
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    return parser.parse_args(words)


def _round(body: bytes, asked: Namespace) -> list[Finding]:
    _refuse(asked, OF_A_RECORD, "goes with the file of the record, and this is none")
    file = read_round_file(body)
    findings = check_round(file)
    if asked.receipt:
        findings += check_receipt(file, read_receipt_file(asked.receipt.read_bytes()))
    if asked.mark:
        findings += _mark(asked.mark.read_bytes(), asked.root)
    return findings


def _record(whole: dict[str, Any], asked: Namespace) -> list[Finding]:
    _refuse(asked, OF_A_ROUND, "goes with the file of a round, and this is the record")
    marks = [mark for path in asked.mail or () for mark in marks_in(path)]
    older = [(path.name, read_record_file(path.read_bytes())) for path in asked.before or ()]
    return check_record(record_from(whole), marks, older)


def _refuse(asked: Namespace, names: Sequence[str], why: str) -> None:
    for name in names:
        if getattr(asked, name):
            raise ValueError(f"--{name} {why}")


def _mark(body: bytes, root: str | None) -> list[Finding]:
    """Check a mark; its root is taken from whoever kept it, never from the file."""
    if not root:
        raise ValueError("say the root that stands on your mark: --root 0a1b...")
    told = read_object(body)
    head = told["head"]
    return check_mark(
        size=int(told["first"]),
        root=bytes.fromhex(root.replace(" ", "")),
        head=head["text"],
        signature=to_bytes(head["signature"], 64, "signature"),
        key=to_bytes(head["key"], 32, "key"),
        path=[to_bytes(part, 32, "path") for part in told["path"]],
    )


def _as_words(findings: Sequence[Finding], limits: Sequence[str]) -> str:
    n_broken = sum(finding.verdict is Verdict.BROKEN for finding in findings)
    lines = [f"{SIGNS[finding.verdict]}  {finding.says}" for finding in findings]
    if n_broken:
        sum_up = f"{n_broken} of {len(findings)} checks failed. Don't rely on what it says."
    else:
        sum_up = "All that could be checked holds."
    told = [f"        {limit}" for limit in limits]
    return "\n".join([*lines, "", sum_up, "", "What no file can tell:", *told, ""])


def _as_json(findings: Sequence[Finding], limits: Sequence[str]) -> str:
    told = [_document(finding) for finding in findings]
    return json.dumps({"findings": told, "limits": limits}, indent=1) + "\n"


def _document(finding: Finding) -> dict[str, object]:
    told: dict[str, object] = {
        "code": finding.code,
        "verdict": finding.verdict.value,
        "says": finding.says,
    }
    return told | {"entries": finding.entries} if finding.entries else told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
