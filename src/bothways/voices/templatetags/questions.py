"""Questions to those in charge in the words of the reader: `{% load questions %}`."""

from django import template
from django.utils.translation import gettext as _

from bothways.voices.models import Voice

register = template.Library()


@register.filter
def asked_of(voice: Voice) -> str:
    """Whom it was asked, in words."""
    if voice.asked_of is None:
        return _("to everybody in charge")
    return _("to %(who)s") % {"who": voice.asked_of.name}
