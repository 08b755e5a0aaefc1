"""A guide where it is used, folded: `{% load guides %}{% guide "making-a-promise" %}`."""

from django import template
from django.utils.translation import get_language

from bothways.guides.queries import guide_in
from bothways.guides.shelf import WRITTEN_IN

register = template.Library()


@register.inclusion_tag("guides/_short.html")
def guide(slug: str) -> dict[str, object]:
    """Show a guide's steps in one line each, with the way to its whole page."""
    language = get_language() or WRITTEN_IN
    text = guide_in(slug, language)
    return {"guide": text, "is_foreign": text.language != language.partition("-")[0]}
