"""What a profile says, in words."""

from django.utils.translation import gettext as _

from bothways.leaders.queries import Element


def level_words(element: Element) -> str:
    """Say on which side of one half the team is, as far as that is known."""
    if element.newest is None:
        return _("Nothing was asked about this yet.")
    return {
        "most": _("Most of the team agrees."),
        "few": _("Fewer than half of the team agrees."),
        "open": _("About half of the team agrees, or too few answered to say."),
    }[element.level]


def changed(element: Element) -> str:
    """Say whether it rose or fell since the round before, and how sure that is."""
    if element.change is None:
        return ""
    return {
        ("up", "leaning"): _("Leaning up"),
        ("up", "probably"): _("Probably up"),
        ("up", "clearly"): _("Clearly up"),
        ("down", "leaning"): _("Leaning down"),
        ("down", "probably"): _("Probably down"),
        ("down", "clearly"): _("Clearly down"),
    }.get(element.change, _("No clear change"))
