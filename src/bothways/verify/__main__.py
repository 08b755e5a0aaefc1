"""`bothways verify ROUND.json [--receipt RECEIPT.json] [--mark MARK.json]`: is this round sound?

Reads public files and nothing else. Exits with 0 if all that could be checked holds, 1 if
something does not, 2 if a file can't be read.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from bothways.pure.ballots import BallotError, read_object, to_bytes
from bothways.pure.checking import (
    LIMITS,
    Finding,
    Verdict,
    check_mark,
    check_receipt,
    check_round,
    read_receipt_file,
    read_round_file,
)

SIGNS = {Verdict.HOLDS: "holds ", Verdict.BROKEN: "BROKEN", Verdict.UNTOLD: "  ?   "}


def main(words: Sequence[str], out: TextIO = sys.stdout, err: TextIO = sys.stderr) -> int:
    """Check what the command line names, say it in words or as JSON, and return the exit status."""
    asked = _asked(words)
    try:
        findings = _check(asked)
    except (OSError, BallotError, ValueError, KeyError, TypeError) as error:
        print(f"This can't be checked: {error}", file=err)
        return 2
    out.write(_as_json(findings) if asked.json else _as_words(findings))
    return 1 if any(finding.verdict is Verdict.BROKEN for finding in findings) else 0


def _asked(words: Sequence[str]) -> Namespace:
    parser = ArgumentParser(
        prog="bothways verify",
        description="Check a round from its public file; no database and no server is asked.",
    )
    parser.add_argument("round", type=Path, help="the round's public file")
    parser.add_argument("--receipt", type=Path, help="your receipt: was your ballot counted?")
    parser.add_argument("--mark", type=Path, help="what /ledger/consistency said of an old mark")
    parser.add_argument("--root", help="with --mark: the root that stands on your old mark, in hex")
    parser.add_argument("--json", action="store_true", help="as JSON")
    return parser.parse_args(words)


def _check(asked: Namespace) -> list[Finding]:
    file = read_round_file(asked.round.read_bytes())
    findings = check_round(file)
    if asked.receipt:
        findings += check_receipt(file, read_receipt_file(asked.receipt.read_bytes()))
    if asked.mark:
        findings += _mark(asked.mark.read_bytes(), asked.root)
    return findings


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


def _as_words(findings: Sequence[Finding]) -> str:
    n_broken = sum(finding.verdict is Verdict.BROKEN for finding in findings)
    lines = [f"{SIGNS[finding.verdict]}  {finding.says}" for finding in findings]
    if n_broken:
        sum_up = f"{n_broken} of {len(findings)} checks failed. Don't rely on this result."
    else:
        sum_up = "All that could be checked holds."
    limits = [f"        {limit}" for limit in LIMITS]
    return "\n".join([*lines, "", sum_up, "", "What no file can tell:", *limits, ""])


def _as_json(findings: Sequence[Finding]) -> str:
    told = [
        {"code": finding.code, "verdict": finding.verdict.value, "says": finding.says}
        for finding in findings
    ]
    return json.dumps({"findings": told, "limits": LIMITS}, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
