"""What a program is told when it may not: a status, a code that stays, and a sentence."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bothways.people.errors import RefusedError


@dataclass(frozen=True)
class Refusal(Exception):
    """One answer that is not the one asked for. where: the place in what was sent."""

    status: int
    code: str
    message: str
    faults: tuple[tuple[str, str], ...] = ()
    headers: dict[str, str] = field(default_factory=dict)

    def document(self) -> dict[str, object]:
        """What is sent."""
        faults = [{"where": where, "message": why} for where, why in self.faults]
        return {"error": {"code": self.code, "message": self.message, "faults": faults}}


def not_known() -> Refusal:
    """401: no token, or one that works no more; which of them it is nobody learns."""
    return Refusal(
        401,
        "token_needed",
        _("A token that works is needed: “Authorization: Bearer …”. An owner makes it."),
        headers={"WWW-Authenticate": "Bearer"},
    )


def may_not() -> Refusal:
    """403: the token may read and not write."""
    return Refusal(403, "may_not_write", _("This token may read only. Ask an owner for another."))


def not_here() -> Refusal:
    """404: there is no such address."""
    return Refusal(404, "not_found", _("There is nothing at this address."))


def no_such_method(allowed: str) -> Refusal:
    """405: the address knows other methods."""
    return Refusal(
        405, "wrong_method", _("This address takes: %(methods)s.") % {"methods": allowed},
        headers={"Allow": allowed},
    )  # fmt: skip


def too_large(most: int) -> Refusal:
    """413: more than anybody needs to send."""
    message = _("This is too large. At most %(most)d bytes fit; send it in parts.")
    return Refusal(413, "too_large", message % {"most": most})


def not_json() -> Refusal:
    """400: what was sent can't be read at all."""
    return Refusal(400, "not_json", _("This is not JSON. Send one object in UTF-8."))


def not_as_described(faults: tuple[tuple[str, str], ...]) -> Refusal:
    """422: it can be read, and is not what the address takes; nothing was written."""
    message = _("Nothing was written. Mend what is named in “faults” and send it again.")
    return Refusal(422, "not_as_described", message, faults)


class CodeTakenError(RefusedError):
    """A measure that every firm has, or one that was dropped, has this code."""

    def __str__(self) -> str:
        return _("Another measure has this short name. Choose one of its own.")
