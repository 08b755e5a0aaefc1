"""Mails as people keep them: copied out as text, or saved whole by a mail program."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape
from pathlib import Path

from bothways.pure.checking import KeptMark, Mark, read_marks

MOST = 5_000_000  # bytes of one mail


def marks_in(path: Path) -> list[KeptMark]:
    """Return the marks of the record in a mail. Raises ValueError if there is none."""
    body = path.read_bytes()
    if len(body) > MOST:
        raise ValueError(f"{path.name} is too large for a mail")
    marks = _marks(body)
    if not marks:
        raise ValueError(
            f"{path.name} holds no mark of the record: a number of entries, then 64 characters "
            "from 0 to 9 and a to f, at the end of every mail to everyone"
        )
    return [KeptMark(path.name, mark) for mark in marks]


def _marks(body: bytes) -> list[Mark]:
    """Read it as text first; a mail saved whole may have its text in base64."""
    marks = read_marks(body.decode(errors="replace"))
    if marks:
        return marks
    mail = message_from_bytes(body, _class=EmailMessage, policy=policy.default)
    return list(dict.fromkeys(mark for text in _texts(mail) for mark in read_marks(text)))


def _texts(mail: EmailMessage) -> list[str]:
    parts = [part for part in mail.walk() if part.get_content_maintype() == "text"]
    return [unescape(_content(part)) for part in parts]


def _content(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except LookupError:  # an alphabet that nobody here knows
        return ""
