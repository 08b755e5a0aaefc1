"""How this room's states are said."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FATES: dict[str, Promise] = {
    "refused": _("Refused"),
    "leaver": _("Leaves"),
    "new": _("New"),
    "back": _("Comes back"),
    "changed": _("Changes"),
    "past": _("Left before, so is not taken in"),
    "unchanged": _("Stays as it is"),
}
