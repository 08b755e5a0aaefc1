"""The demo's doors: one click signs in as somebody. They exist in the demo alone."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Door:
    """Who is behind it (a staff number), and what to try as that person.

    by_card: it opens like their own, with a printed card and a PIN.
    """

    number: str
    role: Promise
    to_try: Promise
    by_card: bool = False


DOORS = (
    Door(
        "M011",
        _("Employee on the shop floor"),
        _(
            "Answer the open round as on a phone. Read first what happens to an answer. "
            "Then see what was promised to you."
        ),
    ),
    Door(
        "M035",
        _("Employee without e-mail"),
        _("Print his card and sign in with it, as on a phone of his own or at a shared device."),
        by_card=True,
    ),
    Door(
        "M004",
        _("Team lead"),
        _(
            "One promise of yours is silent. Say how it stands, that it is kept, or that you "
            "broke it. Look at your group's figures."
        ),
    ),
    Door(
        "M001",
        _("Owner"),
        _("Answer a result with a promise, to everyone, by a day. You see no more than the rest."),
    ),
    Door(
        "M003",
        _("People lead"),
        _(
            "Save the list of people, change a row and take it in again: see each row first. "
            "Prepare a round."
        ),
    ),
    Door(
        "M039",
        _("Employee representative"),
        _("Read the record and the rules of each round. See what could be found out about you."),
    ),
    Door(
        "M046",
        _("Newcomer in a team of three"),
        _("See what is said of a team too small to be shown, and what you were promised."),
    ),
)
