"""Checking a round from its public file alone: no database, no server, no trust.

Plain values in, findings in words out. docs/round-file.md says what is in the file.
"""

from bothways.pure.checking.files import (
    KIND_RECEIPT,
    KIND_ROUND,
    LedgerFile,
    ReceiptFile,
    ReleaseFile,
    RoundFile,
    SheetFile,
    read_receipt_file,
    read_round_file,
)
from bothways.pure.checking.findings import LIMITS, Finding, Verdict
from bothways.pure.checking.marks import check_mark
from bothways.pure.checking.receipts import check_receipt
from bothways.pure.checking.rounds import check_round

__all__ = [
    "KIND_RECEIPT",
    "KIND_ROUND",
    "LIMITS",
    "Finding",
    "LedgerFile",
    "ReceiptFile",
    "ReleaseFile",
    "RoundFile",
    "SheetFile",
    "Verdict",
    "check_mark",
    "check_receipt",
    "check_round",
    "read_receipt_file",
    "read_round_file",
]
