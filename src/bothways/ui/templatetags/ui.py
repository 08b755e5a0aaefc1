"""Small tags of the frame: a form's control in our look, and the steps of a way."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from bothways.ui.slots import parts_of
from bothways.ui.tokens import colour

register = template.Library()


@register.simple_tag
def token(name: str, mode: str = "light") -> str:
    """Print a colour of tokens.css where a style sheet can't say it."""
    return colour(name, dark=mode == "dark")


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Print a field's control with our class beside its own; Django adds the aria attributes.

    The first one with an error takes the focus, unless a list of errors stands above it.
    """
    own = field.field.widget.attrs.get("class", "")
    kind = "input input--file" if field.widget_type in {"file", "clearablefile"} else "input"
    attrs: dict[str, str | bool] = {"class": f"{kind} {own}".strip()}
    if field.errors and field.name == next(one.name for one in field.form if one.errors):
        attrs["autofocus"] = "autofocus"
    shown = field.as_widget(attrs=attrs)
    if field.field.show_hidden_initial:
        return shown + field.as_hidden(only_initial=True)
    return shown


@register.filter
def said(words: str) -> SafeString:
    """Put somebody's words into the quotation marks of the page's language."""
    return format_html(gettext("“{words}”"), words=words)


@register.filter
def fours(hexadecimal: str) -> str:
    """Print a fingerprint in groups of four, as one reads it out to a colleague."""
    return " ".join(hexadecimal[at : at + 4] for at in range(0, len(hexadecimal), 4))


@register.simple_tag
@lru_cache(maxsize=16)
def mark(state: str) -> SafeString:
    """Print the sign of a word. Words must stand beside it."""
    return render_to_string("ui/_mark.html", {"state": state})


@register.simple_tag
@lru_cache(maxsize=16)
def icon(name: str) -> SafeString:
    """Print a small drawing, by its name."""
    return render_to_string("ui/_icon.html", {"name": name})


@register.simple_tag
def marks(states: Iterable[str]) -> SafeString:
    """Print a row of signs, one per state. Words must stand beside it."""
    return format_html_join("", "{}", ((mark(state),) for state in states))


@register.simple_tag
def state_line(state: str, words: str, more: str = "", *, large: bool = False) -> SafeString:
    """Print the sign of a promise with its words, and quieter ones after them."""
    quieter = format_html(" <span>{}</span>", more) if more else ""
    kind = " state--l" if large else ""
    return format_html('<p class="state{}">{}{}{}</p>', kind, mark(state), words, quieter)


@register.inclusion_tag("ui/_steps.html")
def steps(done: int, total: int, words: str = "") -> dict[str, object]:
    """Show that `done` of `total` screens are behind or under one."""
    said = words or gettext("Step %(done)s of %(total)s") % {"done": done, "total": total}
    return {"marks": [number < done for number in range(total)], "words": said}


@register.inclusion_tag("ui/_slot.html", takes_context=True)
def slot(context: template.Context, name: str, thing: object = None) -> dict[str, object]:
    """Show what rooms above put into this place of the page."""
    request = context["request"]
    return {"request": request, "parts": parts_of(name, request.user, thing)}
