"""The author's mailbox: codes, the keys that come of them, letters, stamps of the month, trays.

Plain values in, plain values out, byte for byte as the browser does it (frontend/src/mailbox/).
The server needs trays, stamps and hours; codes, keys and letters are here so that a stranger can
read the whole protocol in one language, and so that tests hold both sides to it.
"""

from bothways.pure.mailbox.admissions import Admission, Halves, admission_holds, admitted
from bothways.pure.mailbox.codes import code_in, code_words, with_checksum
from bothways.pure.mailbox.desks import Epoch, epoch_holds, share_info, statement_hash
from bothways.pure.mailbox.hours import HOURS, hour_before, hour_mark, hour_name, hour_number
from bothways.pure.mailbox.keys import DeskKeys, ReaderKeys, Thread, root_of
from bothways.pure.mailbox.letters import (
    BODY_SIZES,
    LONGEST_TEXT,
    AlteredError,
    Letter,
    Read,
    body_size_of,
    read_letter,
    record_size,
    record_sizes,
    seal_letter,
)
from bothways.pure.mailbox.stamps import (
    BOOK,
    BOOKS,
    Posted,
    key_id,
    posted_part,
    spent_record,
    stamp_message,
)

__all__ = [
    "BODY_SIZES",
    "BOOK",
    "BOOKS",
    "HOURS",
    "LONGEST_TEXT",
    "Admission",
    "AlteredError",
    "DeskKeys",
    "Epoch",
    "Halves",
    "Letter",
    "Posted",
    "Read",
    "ReaderKeys",
    "Thread",
    "admission_holds",
    "admitted",
    "body_size_of",
    "code_in",
    "code_words",
    "epoch_holds",
    "hour_before",
    "hour_mark",
    "hour_name",
    "hour_number",
    "key_id",
    "posted_part",
    "read_letter",
    "record_size",
    "record_sizes",
    "root_of",
    "seal_letter",
    "share_info",
    "spent_record",
    "stamp_message",
    "statement_hash",
    "with_checksum",
]
