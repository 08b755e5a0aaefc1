"""Questions to those in charge in the words of the reader: `{% load questions %}`."""

from django import template
from django.template import Context
from django.utils.translation import gettext as _

from bothways.access.guard import may
from bothways.voices.models import Voice, VoteAsked
from bothways.voices.votes import vote_on

register = template.Library()


@register.filter
def asked_of(voice: Voice) -> str:
    """Whom it was asked, in words."""
    if voice.asked_of is None:
        return _("to everybody in charge")
    return _("to %(who)s") % {"who": voice.asked_of.name}


@register.inclusion_tag("voices/_vote.html", takes_context=True)
def vote(context: Context, voice: Voice) -> dict[str, object]:
    """What everyone thinks of it, asked secretly, and the way to have them asked."""
    secret = vote_on(voice)
    is_open = secret is None or secret.state == "drafted"
    return {
        "voice": voice,
        "secret": secret,
        "is_asked": VoteAsked.objects.filter(pk=voice.pk).exists(),
        "may_ask": voice.is_owed and is_open and may(context["request"].user, "voices.vote", voice),
        "csrf_token": context.get("csrf_token"),
    }
