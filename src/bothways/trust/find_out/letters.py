"""What is stored of letters, ideas and questions without a name, and what does not hide there."""

from django.utils.translation import gettext as _


def stored() -> list[tuple[str, str, str]]:
    """Return (what, who can read it, when it goes)."""
    return [
        (
            _("Letters without a name: sealed, with the half day in which they came"),
            _("the readers of the desk; ideas and questions everyone here"),
            _("after 400 days, files in them after 100; ideas and questions stay"),
        ),
        (
            _("How many books of stamps were drawn for you in a month, written or not"),
            _("whoever runs the server"),
            _("on the 7th of the next month"),
        ),
        (
            _("Your ideas and questions by name, and which ones you stand behind"),
            _("everyone here"),
            _("stays, unless you take it back before it is answered"),
        ),
    ]


def limit(*, in_sqlite: bool) -> tuple[str, str]:
    """Return what may point at whoever wrote without a name: (name, sentences)."""
    said = [
        _(
            "It comes out with the others of its half day: where few write, that says when. Your "
            "style, or what only you know, can say who."
        ),
        _(
            "A device of your own draws stamps whether you write or not. A shared one draws them "
            "when you send."
        ),
        _(
            "Of each sign-in the day is kept, and of what you do by name the moment. Whoever "
            "signs in for every letter stands out after a few. On your own device you stay in."
        ),
        _(
            "Whoever watches the server live can see whose page is open when a letter comes in. "
            "The second key has no part in letters."
        ),
    ]
    if not in_sqlite:
        said.append(_("Here the database's own log keeps the moment of each letter for a while."))
    return _("A letter without a name."), " ".join(said)
