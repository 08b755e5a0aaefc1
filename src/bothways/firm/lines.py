"""A few people typed by hand: one line each, with commas between."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

BETWEEN = re.compile(r"[,;\t]")
LONGEST_NAME = 120


@dataclass(frozen=True)
class Line:
    """One person as they were typed."""

    number: int
    name: str
    email: str = ""
    staff: str = ""
    team: str = ""


def read_line(number: int, text: str) -> Line:
    """Return what one line says: a name, then an address or a staff number, then a team.

    Raises ValueError with a sentence that names the line.
    """
    name, *rest = (part.strip() for part in BETWEEN.split(text))
    rest = [part for part in rest if part]
    email = next((part for part in rest if "@" in part), "")
    others = [part for part in rest if part != email]
    staff = ""
    if others and not email and re.search(r"\d", others[0]):
        staff = others.pop(0)
    said = {"line": number, "name": name}
    if not name or "@" in name or len(name) > LONGEST_NAME:
        raise ValueError(_("Line %(line)d does not begin with a name.") % said)
    if not email and not staff:
        raise ValueError(
            _("Line %(line)d: %(name)s needs an e-mail address or a staff number.") % said
        )
    if email and not _is_address(email):
        raise ValueError(_("Line %(line)d: the e-mail address of %(name)s is none.") % said)
    if len(others) > 1:
        raise ValueError(_("Line %(line)d: there is more in it than a name and a team.") % said)
    return Line(number, name, email.lower(), staff, others[0] if others else "")


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
