"""Checking a round, or the record, from its public file alone: no database, no server, no trust.

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
from bothways.pure.checking.findings import LIMITS, LIMITS_OF_A_RECORD, Finding, Verdict
from bothways.pure.checking.mails import Mark, read_mark, read_marks
from bothways.pure.checking.marks import check_mark
from bothways.pure.checking.old_marks import KeptMark
from bothways.pure.checking.receipts import check_receipt
from bothways.pure.checking.record import check_record
from bothways.pure.checking.record_files import (
    KIND_RECORD,
    RecordFile,
    read_record_file,
    record_from,
)
from bothways.pure.checking.rounds import check_round

__all__ = [
    "KIND_RECEIPT",
    "KIND_RECORD",
    "KIND_ROUND",
    "LIMITS",
    "LIMITS_OF_A_RECORD",
    "Finding",
    "KeptMark",
    "LedgerFile",
    "Mark",
    "ReceiptFile",
    "RecordFile",
    "ReleaseFile",
    "RoundFile",
    "SheetFile",
    "Verdict",
    "check_mark",
    "check_receipt",
    "check_record",
    "check_round",
    "read_mark",
    "read_marks",
    "read_receipt_file",
    "read_record_file",
    "read_round_file",
    "record_from",
]
