"""The three sizes of the smallest group: the only ones a firm can choose."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bothways.people.models import Organisation


@dataclass(frozen=True)
class Preset:
    """k: the fewest answers of which anything is shown; c: how many colleagues learn nothing."""

    key: str
    k: int
    c: int
    name: Promise
    whom: Promise


PRESETS = (
    Preset(
        "strict",
        9,
        3,
        _("Strict: 9"),
        _("For a large firm, or where people have reason to be careful."),
    ),
    Preset("usual", 7, 2, _("Usual: 7"), _("Right for most firms, from about ten people on.")),
    Preset(
        "floor",
        5,
        1,
        _("As small as it gets: 5"),
        _("For a firm of five to nine, who could ask nothing otherwise. It protects less."),
    ),
)


def preset_of(firm: Organisation) -> Preset | None:
    """Return the preset that the firm uses, or None for other numbers."""
    return next((p for p in PRESETS if (p.k, p.c) == (firm.k, firm.c)), None)
