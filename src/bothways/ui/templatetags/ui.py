"""Small tags of the frame: a form's control in our look, and the steps of a way."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Print a field's control with our class beside its own; Django adds the aria attributes."""
    own = field.field.widget.attrs.get("class", "")
    kind = "input input--file" if field.widget_type in {"file", "clearablefile"} else "input"
    return field.as_widget(attrs={"class": f"{kind} {own}".strip()})


@register.inclusion_tag("ui/_steps.html")
def steps(done: int, total: int, words: str = "") -> dict[str, object]:
    """Show that `done` of `total` screens are behind or under one."""
    said = words or gettext("Step %(done)s of %(total)s") % {"done": done, "total": total}
    return {"marks": [number < done for number in range(total)], "words": said}
