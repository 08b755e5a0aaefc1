"""The public files: a round's, and the receipt that a device kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bothways.pure.ballots import MalformedError, ShapeError, to_bytes
from bothways.pure.checking.parts import any_bytes, each, number, of_kind, text

KIND_ROUND = "bothways-round"
KIND_RECEIPT = "bothways-receipt"


@dataclass(frozen=True)
class SheetFile:
    """The sheet and its signatures; guardian: empty where there is none."""

    text: str
    company: bytes
    guardian: bytes


@dataclass(frozen=True)
class ReleaseFile:
    """A release as far as the reader may see it.

    parts: (text, salt) of what may be seen, or the bare hash of what may not.
    Releases from before there was a tree have a digest, and no root and no parts.
    """

    root: bytes
    digest: bytes
    company: bytes
    guardian: bytes
    parts: tuple[tuple[str, bytes] | bytes, ...]


@dataclass(frozen=True)
class LedgerFile:
    """That an entry stands on the ledger: what it says, where, and the signed head over it."""

    position: int
    commitment: bytes
    text: str
    salt: bytes
    path: tuple[bytes, ...]
    head: str
    signature: bytes
    key: bytes


@dataclass(frozen=True)
class RoundFile:
    """Everything public of one round. None: not there yet, or not any more."""

    manifest: str
    sheet: SheetFile | None
    leaves: bytes | None
    release: ReleaseFile | None
    announced: LedgerFile | None
    released: LedgerFile | None


@dataclass(frozen=True)
class ReceiptFile:
    """A receipt as a device keeps it."""

    round: str
    rules: bytes
    leaf: bytes
    closes: str
    receipt: bytes


def read_round_file(body: bytes) -> RoundFile:
    """Return the round in a file. Raises MalformedError or ShapeError for anything else."""
    whole = of_kind(body, KIND_ROUND)
    return each(lambda: _round(whole))


def read_receipt_file(body: bytes) -> ReceiptFile:
    """Return the receipt in a file. Raises MalformedError or ShapeError for anything else."""
    whole = of_kind(body, KIND_RECEIPT)
    return each(
        lambda: ReceiptFile(
            round=text(whole["round"]),
            rules=_hex(whole["rules"]),
            leaf=_hex(whole["leaf"]),
            closes=text(whole["closes"]),
            receipt=to_bytes(whole["receipt"], 64, "receipt"),
        )
    )


def _round(whole: Mapping[str, Any]) -> RoundFile:
    sheet, leaves, release = whole["sheet"], whole["leaves"], whole["release"]
    return RoundFile(
        manifest=text(whole["manifest"]),
        sheet=_sheet(sheet) if sheet else None,
        leaves=any_bytes(leaves, "leaves") if leaves is not None else None,
        release=_release(release) if release else None,
        announced=_ledger(whole["ledger"]["announced"]),
        released=_ledger(whole["ledger"]["released"]),
    )


def _sheet(told: Mapping[str, Any]) -> SheetFile:
    return SheetFile(text(told["text"]), _signature(told["company"]), _signature(told["guardian"]))


def _release(told: Mapping[str, Any]) -> ReleaseFile:
    return ReleaseFile(
        root=_hex(told["root"]) if "root" in told else b"",
        digest=_hex(told["digest"]) if "digest" in told else b"",
        company=_signature(told["company"]),
        guardian=_signature(told.get("guardian")),
        parts=tuple(_part(part) for part in told.get("parts", [])),
    )


def _part(told: Mapping[str, Any]) -> tuple[str, bytes] | bytes:
    if "leaf" in told:
        return _hex(told["leaf"])
    return text(told["part"]), to_bytes(told["salt"], 16, "salt")


def _ledger(told: Mapping[str, Any] | None) -> LedgerFile | None:
    if not told or "entry" not in told:
        return None
    entry, head = told["entry"], told["head"]
    return LedgerFile(
        position=number(told["position"]),
        commitment=to_bytes(told["commitment"], 32, "commitment"),
        text=text(entry["text"]),
        salt=to_bytes(entry["salt"], 32, "salt"),
        path=tuple(to_bytes(part, 32, "path") for part in told["path"]),
        head=text(head["text"]),
        signature=to_bytes(head["signature"], 64, "signature"),
        key=to_bytes(head["key"], 32, "key"),
    )


def _signature(told: object) -> bytes:
    return to_bytes(told, 64, "signature") if told else b""


def _hex(told: object) -> bytes:
    said = text(told)
    try:
        data = bytes.fromhex(said)
    except ValueError:
        raise MalformedError("a hash is written in hex") from None
    if len(data) != 32:
        raise ShapeError("a hash has 32 bytes")
    return data
