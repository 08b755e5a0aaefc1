"""What a promise leaves open, said gently; and promises half written, to begin from."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bothways.commitments.models import Commitment
from bothways.pure import concrete

Kind = Commitment.Kind


@dataclass(frozen=True)
class Mould:
    """A promise with gaps, and when it fits."""

    when: Promise
    text: Promise
    kind: str = Kind.PROMISE


MOULDS = (
    Mould(
        gettext_lazy("Something is missing or broken"),
        gettext_lazy("I order … for …, and it is in place."),
    ),
    Mould(
        gettext_lazy("A question waits for an answer"),
        gettext_lazy("I answer the question about … in writing, to all who asked."),
    ),
    Mould(
        gettext_lazy("A result asks for something"),
        gettext_lazy("We change … so that …, and I show you both."),
        Kind.ANSWER,
    ),
    Mould(
        gettext_lazy("You can't say yes yet"),
        gettext_lazy("I decide about …, and tell you the reasons, whatever the answer is."),
    ),
    Mould(
        gettext_lazy("Something went wrong"),
        gettext_lazy("I put … right, and tell … what I did."),
        Kind.AMENDS,
    ),
    Mould(
        gettext_lazy("A meeting ends"),
        gettext_lazy("I bring … to the next meeting."),
        Kind.ACTION,
    ),
    Mould(
        gettext_lazy("Others wait for your work"),
        gettext_lazy("I hand over … complete, with …."),
    ),
)


def hints_for(text: str, language: str) -> list[str]:
    """Return what one could still say more exactly, in whole sentences; none is a refusal."""
    return [_say(one) for one in concrete.lacking(text, language=language)]


def _say(one: concrete.Lacking) -> str:
    said = {
        concrete.GAP: _("There is a gap left (…). Fill it in."),
        concrete.TRYING: _("“%(found)s” leaves a way out. Say what you will do for sure."),
        concrete.WHEN: _("“%(found)s” is no day. The day below says it better."),
        concrete.LOOKING: _("After “%(found)s”, what will be different? Promise that."),
        concrete.SEEN: _("“%(found)s”: how will others see it? Name a thing or a number."),
        concrete.WHO: _("“%(found)s”: who is that? Say “I” or “we”."),
        concrete.WHAT: _("What exactly? Name the thing."),
        concrete.DOING: _("What will be done with it? Say it with a verb."),
    }
    return said[one.hint] % {"found": one.found}
