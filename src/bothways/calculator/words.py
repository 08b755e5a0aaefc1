"""What the page says of a team and of a firm, and where the strokes of its picture go."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from bothways.calculator.figures import FirmScores, TeamLine

MOST_DRAWN = 40
"""Teams that are drawn and told one by one; all of them stand in the table and in the file."""

LEAST, MOST = 1.0, 5.0


@dataclass(frozen=True)
class TeamTold:
    """One team in words and as places from 0 to 1 on the line of the picture."""

    key: str
    team: str
    score: str
    answered: str
    heard: str
    between: str
    sentence: str
    probable: tuple[float, float]
    raw: tuple[float, float]


@dataclass(frozen=True)
class FirmTold:
    """One firm in words."""

    name: str
    teams: list[TeamTold]
    sentence: str
    real: str
    alpha: str
    silent: str


def tell(firms: Sequence[FirmScores]) -> list[FirmTold]:
    """Return what the page says, firm by firm."""
    return [_firm(at, firm) for at, firm in enumerate(firms)]


def _firm(at: int, firm: FirmScores) -> FirmTold:
    values = {"score": score(firm.estimate), "low": score(firm.low), "high": score(firm.high)}
    return FirmTold(
        name=firm.name,
        teams=[_team(f"team-{at}-{number}", line) for number, line in enumerate(firm.teams)],
        sentence=_(
            "Over all teams: %(score)s out of 5. The true value is probably between %(low)s and"
            " %(high)s."
        )
        % values,
        real=_real(firm.real),
        alpha=_alpha(firm.alpha, firm.omega),
        silent=", ".join(firm.silent),
    )


def _team(key: str, line: TeamLine) -> TeamTold:
    values = {
        "score": score(line.estimate),
        "low": score(line.low),
        "high": score(line.high),
        "n": line.n,
        "size": line.size,
    }
    if line.size is None:
        heard = str(line.n)
        sentence = _(
            "%(score)s out of 5. With %(n)s answering, the true value is probably between %(low)s"
            " and %(high)s."
        )
    else:
        heard = _("%(n)s of %(size)s") % values
        sentence = _(
            "%(score)s out of 5. With %(n)s of %(size)s answering, the true value is probably"
            " between %(low)s and %(high)s."
        )
    return TeamTold(
        key=key,
        team=line.team,
        score=score(line.estimate),
        answered=score(line.answered),
        heard=heard,
        between=_("%(low)s to %(high)s") % values,
        sentence=sentence % values,
        probable=(place(line.low), place(line.high)),
        raw=(place(line.answered), place(line.answered)),
    )


def _real(real: float | None) -> str:
    if real is None:
        return _("With fewer than four teams nothing can be learnt from how they differ, so each"
                 " stands by itself.")  # fmt: skip
    if real < 0.05:
        return _("Hardly any of the differences between people go with their team.")
    return _("About %(part)s %% of the differences between people go with their team.") % {
        "part": round(real * 100)
    }


def _alpha(alpha: float | None, omega: float | None) -> str:
    if alpha is None:
        return ""
    two = {"alpha": _two_digits(alpha), "omega": _two_digits(omega or 0)}
    if omega is None:
        return _("How well the questions go together: alpha %(alpha)s.") % two
    return _("How well the questions go together: alpha %(alpha)s, omega %(omega)s.") % two


def _two_digits(value: float) -> str:
    return number_format(round(value, 2), decimal_pos=2)


def score(value: float) -> str:
    """One decimal, in the page's language."""
    return number_format(round(value, 1), decimal_pos=1)


def place(value: float) -> float:
    """Where a score stands on a line from 1 to 5, as a share of its length."""
    return (min(max(value, LEAST), MOST) - LEAST) / (MOST - LEAST)
