"""What happens to an answer, in plain sentences that are true in this configuration."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bothways.ballotbox import errors
from bothways.ballotbox.errors import BoxRefusal
from bothways.surveys.models import Round
from bothways.surveys.second_key import APART, SAME_HOST, State, second_key_state, state_of

SCALE = (
    (1, gettext_lazy("Strongly disagree")),
    (2, gettext_lazy("Disagree")),
    (3, gettext_lazy("Neither")),
    (4, gettext_lazy("Agree")),
    (5, gettext_lazy("Strongly agree")),
)


def what_happens(round_: Round) -> list[tuple[str, str]]:
    """Return the three sentences that stand before the first question: (short, long)."""
    return what_is_done(round_.rules["k"], round_.rules["c"], keys_of(round_))


def keys_of(round_: Round) -> State:
    """Say where this round's second key is: by its rules, or for a draft as it would be now."""
    return state_of(round_.rules) if round_.manifest else second_key_state()


def what_is_done(k: int, c: int, keys: State) -> list[tuple[str, str]]:
    """Return the same for rules that may not be fixed yet."""
    return [
        (
            _("Sealed first."),
            _("Your answers leave this device without your name, your account or the time."),
        ),
        _opened(keys),
        (
            _("Counted, then destroyed."),
            _("Only totals of %(k)d people or more are shown. No one can ask for yours later.")
            % {"k": smallest_shown(k, c)},
        ),
    ]


def _opened(keys: State) -> tuple[str, str]:
    if keys == APART:
        return (
            _("Opened once, with two keys."),
            _("The company holds one, the employee representative the other. It takes both."),
        )
    if keys == SAME_HOST:
        return (
            _("Opened once, with two keys on one side."),
            _("The second key lies with the company, so the company alone could open the box."),
        )
    return (
        _("Opened once, with the company's key."),
        _("There is no second key here, so the company alone could open the box."),
    )


def _limit_of_keys(keys: State) -> str:
    if keys == APART:
        return _(
            "There are two keys. If the company and the employee representative put them "
            "together, they could read ballots as they come in, or add some. They would not see a "
            "name on any of them."
        )
    if keys == SAME_HOST:
        return _(
            "Both keys lie with the company. Whoever has them there could read ballots as they "
            "come in, or add some. They would not see a name on any of them."
        )
    return _(
        "There is one key, and the company holds it. Whoever runs the server could read "
        "ballots as they come in, or add some. They would not see a name on any of them."
    )


def box_words() -> list[tuple[str, str]]:
    """Return what the box may answer, by code, in the reader's language; it knows none itself."""
    of_ballots = [one for one in BoxRefusal.__subclasses__() if one.__module__ == errors.__name__]
    return [(refusal.code, str(refusal())) for refusal in of_ballots]


def smallest_shown(k: int, c: int) -> int:
    """Return the fewest answers that are ever shown as a figure (docs/anonymity.md, section 4)."""
    return max(k, 2 * c + 3)


def limits(keys: State) -> list[str]:
    """Return what this can't protect from, said where people answer."""
    return [
        _("The company's server sends you this page. Whoever runs it could send a false one."),
        _limit_of_keys(keys),
        _(
            "Whoever watches the network, or the server live, can see when your device sends "
            "something. Unless others of your group answer in the same minutes, that tells which "
            "ballot is yours."
        ),
        _("A work computer can be watched. Use your own phone if you can."),
        _("A copy of the whole machine, taken while the box is open, keeps the sealed ballots."),
        _(
            "The same questions come back over time. If many colleagues put their own answers "
            "together, they can narrow down what is left."
        ),
        _(
            "Whoever keeps the list of people could put names on it that are nobody's. "
            "Look at who is in your group."
        ),
        _("Nobody may make you answer, or show them what you answered. You can always say no."),
    ]
