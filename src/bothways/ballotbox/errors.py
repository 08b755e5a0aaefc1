"""Why the box did not take a ballot or give a credential; each with its code, fit for a page."""

from django.utils.translation import gettext_lazy as _


class BoxRefusal(Exception):
    """The box refuses. `code` is for programs, `status` for HTTP, `str()` for people."""

    code = "broken"
    status = 500
    sentence = _(
        "The box could not take your answers, and nothing of them was kept. "
        "Please send them again later."
    )

    def __str__(self) -> str:
        return str(self.sentence)


class MalformedRefusal(BoxRefusal):
    """Not JSON, or not the JSON that is meant."""

    code, status = "malformed", 400
    sentence = _("This is not a ballot. Reload the page and send your answers again.")


class ShapeRefusal(BoxRefusal):
    """A part is missing, too many, or of the wrong length."""

    code, status = "shape", 400
    sentence = _(
        "This ballot is not in the form that the box takes. "
        "Reload the page and send your answers again."
    )


class NamedRefusal(BoxRefusal):
    """A cookie came along, which could tell who sent the ballot."""

    code, status = "cookie", 400
    sentence = _(
        "A cookie came along with this ballot. The box wants no name, so it took nothing. "
        "Reload the page and send your answers again."
    )


class ForgedRefusal(BoxRefusal):
    """Credential, signature and block do not belong together."""

    code, status = "forged", 403
    sentence = _(
        "The stamp on this envelope is not of this round and group, or the envelope was altered "
        "on its way. It was not taken."
    )


class CrowdedRefusal(BoxRefusal):
    """As many ballots as people entitled are in already: somebody else has the signing key."""

    code, status = "crowded", 403
    sentence = _(
        "This group's box already holds as many ballots as it has people. It was not taken. "
        "Tell your employee representative: this should not be possible."
    )


class UnknownRefusal(BoxRefusal):
    """There is no such box."""

    code, status = "unknown", 404
    sentence = _("There is no box for this round here.")


class MethodRefusal(BoxRefusal):
    """Something other than POST."""

    code, status = "method", 405
    sentence = _("The box only takes ballots; there is nothing to see in it.")


class OlderRefusal(BoxRefusal):
    """A newer ballot of the same key is in the box."""

    code, status = "older", 409
    sentence = _("The box holds a newer ballot from this envelope. The newer one counts.")


class LateRefusal(BoxRefusal):
    """The round is closed."""

    code, status = "late", 410
    sentence = _("This round is closed. Your answers came too late and were not taken.")


class LongRefusal(BoxRefusal):
    """More bytes than any ballot has."""

    code, status = "long", 413
    sentence = _("This is longer than any ballot. It was not read.")


class EarlyRefusal(BoxRefusal):
    """The round has not opened."""

    code, status = "early", 425
    sentence = _("This round is not open yet. Please send your answers when it is.")


class FullRefusal(BoxRefusal):
    """The disk is full, or can't be written."""

    code, status = "full", 503
    sentence = _(
        "The server's disk is full, so your answers could not be kept. Nothing that was in the "
        "box is lost. Please send them again later."
    )


class BusyRefusal(BoxRefusal):
    """Too many at once."""

    code, status = "busy", 503
    sentence = _("Too many ballots arrive at this moment. Please send yours again.")


class StillOpenError(Exception):
    """Ballots are read only after signing has stopped and the box is shut."""

    def __str__(self) -> str:
        return str(_("This round is still open. Its ballots are not read before it closes."))


class InUseError(Exception):
    """Keys are not replaced, and a box not opened anew, once it holds a ballot or was shut."""

    def __str__(self) -> str:
        return str(_("This round's box is in use or was used. Its keys stay as they are."))
