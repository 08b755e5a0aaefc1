"""One cell of text as the value that it means, or the reason why it means none."""

import re
from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from bothways.members.importing.columns import DAYS
from bothways.members.importing.layout import DAY_FIRST

Value = str | date | tuple[str, ...] | tuple[UUID, ...] | UUID | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CellRefusedError(ValueError):
    """A cell that can't be taken; the text says why and what to write instead."""


def value_of(column: str, text: str, *, days: str = "") -> Value:
    """Return what `text` means in `column`. Raises CellRefusedError.

    days: how 03/04/2026 is read, 'dmy' or 'mdy'; '' refuses it.
    """
    if text.startswith(FORMULA):
        raise CellRefusedError(
            _("the cell begins with '%(sign)s', as a formula does. Write it as plain text.")
            % {"sign": text[0]}
        )
    if column in DAYS:
        return _day(text, days)
    return _READ[column](text)


def _plain(text: str, *, most: int = 120) -> str:
    text = " ".join(text.split())
    if len(text) > most:
        raise CellRefusedError(
            _("the text has %(n)d characters; at most %(most)d fit.")
            % {"n": len(text), "most": most}
        )
    return text


def _name(text: str) -> str:
    if not text:
        raise CellRefusedError(_("the cell is empty. Everyone needs a name."))
    return _plain(text)


def _number(text: str) -> str | None:
    return _plain(text, most=60) or None


def _email(text: str) -> str | None:
    if not text:
        return None
    address = text.lower()
    try:
        validate_email(address)
    except ValidationError:
        raise CellRefusedError(
            _("'%(text)s' is not an e-mail address.") % {"text": text[:60]}
        ) from None
    return address


def _unit(text: str) -> str:
    parts = [_plain(part) for part in text.split("/") if part.strip()]
    if not parts:
        raise CellRefusedError(_("the cell is empty. Write the unit as in Firm/Operations/Team 1."))
    if len("/".join(parts)) > 400:
        raise CellRefusedError(_("the path is too long; at most 400 characters fit."))
    return "/".join(parts)


def _several(read: Callable[[str], str]) -> Callable[[str], tuple[str, ...]]:
    """Return a reader of several values with semicolons between them."""

    def read_all(text: str) -> tuple[str, ...]:
        return tuple(sorted({read(one.strip()) for one in re.split(r"[;\n]", text) if one.strip()}))

    return read_all


def _day(text: str, days: str) -> date | None:
    if not text:
        return None
    iso = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", text)
    dotted = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?: .*)?", text)
    slashed = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: .*)?", text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if dotted:
            return date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
        if slashed and days:
            first, second = int(slashed[1]), int(slashed[2])
            day, month = (first, second) if days == DAY_FIRST else (second, first)
            return date(int(slashed[3]), month, day)
    except ValueError:
        pass
    if slashed and not days:
        raise CellRefusedError(
            _("'%(text)s' could be two days. Say above whether the day or the month comes first.")
            % {"text": text[:40]}
        )
    raise CellRefusedError(
        _("'%(text)s' is not a day we can read. Write it as 2024-03-31.") % {"text": text[:40]}
    )


def _language(text: str) -> str:
    code = text.lower().replace("_", "-")
    if code and not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})?", code):
        raise CellRefusedError(
            _("'%(text)s' is not a code of a language. Write it as en or de.") % {"text": text[:40]}
        )
    return code


_READ: dict[str, Callable[[str], Value]] = {
    "number": _number,
    "name": _name,
    "email": _email,
    "unit": _unit,
    "manager": _plain,
    "title": _plain,
    "site": _plain,
    "language": _language,
    "also": _several(_unit),
    "matrix": _several(_plain),
    "interim": _plain,
}
