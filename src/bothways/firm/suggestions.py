"""Values to begin with. Whoever takes one should say it in words of their own."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Suggestion:
    """A value that many firms have, and what one sees where it is lived."""

    key: str
    name: Promise
    sentence: Promise


SUGGESTIONS = (
    Suggestion("word", _("Our word counts"), _("We promise little, and we keep it or say early.")),
    Suggestion("open", _("Bad news early"), _("Who brings a problem is thanked for it.")),
    Suggestion("fair", _("One rule for all"), _("The same rules hold for the owner as for you.")),
    Suggestion("heard", _("Everyone is heard"), _("We ask the quiet ones before we decide.")),
    Suggestion("learn", _("Mistakes are for learning"), _("We ask what went wrong, not who.")),
    Suggestion("help", _("We help each other"), _("Nobody is left alone with too much work.")),
    Suggestion("craft", _("Good work"), _("We take the time to do it right the first time.")),
    Suggestion("life", _("Life outside work"), _("Nobody has to answer after hours.")),
    Suggestion("safe", _("Home unhurt"), _("Anyone may stop the work when it is not safe.")),
)
