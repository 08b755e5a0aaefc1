"""Why the slot for letters did not take one; each with its code, fit for a page."""

from django.utils.translation import gettext_lazy as _

from bothways.ballotbox.errors import BoxRefusal


class NoLetterRefusal(BoxRefusal):
    """Not JSON, or not the JSON of a letter."""

    code, status = "malformed", 400
    sentence = _("This is not a letter as the slot takes it. Reload the page and send it again.")


class FalseStampRefusal(BoxRefusal):
    """Stamp, signature and letter do not belong together."""

    code, status = "forged", 403
    sentence = _(
        "The stamp on this letter does not hold, or the letter was altered on its way. "
        "It was not taken. Nothing of it was kept."
    )


class SpentRefusal(BoxRefusal):
    """The stamp paid for another letter already."""

    code, status = "spent", 409
    sentence = _(
        "The stamp on this letter was used for another one before. It was not taken. "
        "Send it again: your device puts another stamp on it."
    )


class OldStampRefusal(BoxRefusal):
    """The stamp is of a month that is over."""

    code, status = "late", 410
    sentence = _(
        "The stamp on this letter is of a month that is over. It was not taken. "
        "Send it again: your device draws new stamps."
    )
