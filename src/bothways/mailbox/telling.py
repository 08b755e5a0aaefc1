"""What the browser needs to warn somebody before sending: names of people here, and its sentences.

The text itself never comes here. Everybody who opens the page gets the same names.
"""

from django.utils.translation import gettext_lazy as _

from bothways.people.models import Person
from bothways.pure.folding import folded_words

TELLS_WORDS = [
    ("tells_name", _("A name stands in it: {found}. Whoever is named may guess who writes.")),
    ("tells_only", _("This may be true of you alone: {found}.")),
    (
        "tells_contact",
        _("An address or a number stands in it: {found}. It leads to somebody, maybe to you."),
    ),
    (
        "tells_link",
        _("A link or the place of a file stands in it: {found}. It may hold who opened it."),
    ),
    (
        "tells_style",
        _("Your way of writing can tell, too: {found}. Short plain sentences tell less."),
    ),
    (
        "tells_style_long",
        _("Your way of writing can tell, too, in a text as long as this. Short plain ones less."),
    ),
]


def names_here() -> list[str]:
    """Return the words that names of people here are made of, folded, each once, sorted.

    Which first name goes with which last name is not told.
    """
    names = Person.objects.here().order_by().values_list("name", flat=True)
    return sorted({word for name in names for word in folded_words(name)})
