"""What is said of a programme that wants to change a monthly figure, before its start and after."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bothways.outcomes.queries import Table
from bothways.programmes import months
from bothways.programmes.models import Design
from bothways.programmes.queries import Asked
from bothways.pure.measurement.impact import months as held
from bothways.pure.measurement.rates import Counted

PER = 100
LARGE = 10  # from here on no digits after the point
RATE = Design.Scale.RATE

WHY_NOT: dict[str, Promise] = {
    "short_before": gettext_lazy(
        "Too few months were written down before the start: it takes six for leavers, with the "
        "number of people, and eight in a row for other figures. So nothing can be said."
    ),
    "short_after": gettext_lazy(
        "Too few months were written down after the start: it takes six for leavers, with the "
        "number of people, and four in a row for other figures. So nothing can be said."
    ),
    "no_differences": gettext_lazy(
        "The figure never moved before the start. With no difference among the months nothing "
        "tells how much is chance."
    ),
}


def could_be_seen(design: Design, figures: Table) -> list[str]:
    """Return what could be seen at all with the months there are, said before the start."""
    asked = Asked(design.target, "", (), None, design.scale)
    return sight_words(
        asked,
        figures,
        starts_on=design.starts_on,
        weeks=design.weeks,
        should_rise=design.should_rise,
    )


def sight_words(
    asked: Asked, figures: Table, *, starts_on: date, weeks: int, should_rise: bool
) -> list[str]:
    """Return what could be seen of a figure, whose direction is the one that is hoped for."""
    window = months.window_of(starts_on, weeks)
    whole_firm = _(
        "The figure is the whole firm's, so there is nothing to hold it against but the months "
        "before. Rung 1 of 3: whatever else happens in between is in it, too."
    )
    if asked.scale == RATE:
        said = _of_leavers(figures, window, should_rise=should_rise)
    else:
        said = _of_amount(figures, asked, window)
    return [*said, whole_firm]


def sight_by_length(
    asked: Asked, figures: Table, *, starts_on: date, lengths: Sequence[int]
) -> tuple[list[str], list[tuple[int, str]]]:
    """Return what holds whatever the length, and by weeks what could be seen, if it should fall."""
    said = {
        weeks: sight_words(asked, figures, starts_on=starts_on, weeks=weeks, should_rise=False)
        for weeks in lengths
    }
    return said[max(lengths)][:-2], [(weeks, told[-2]) for weeks, told in said.items()]


def _of_leavers(figures: Table, window: months.Window, *, should_rise: bool) -> list[str]:
    before, n_before = months.leavers_in(figures, window.before[-months.A_YEAR :])
    n_after = len(window.after)
    if n_before < held.FEWEST_MONTHS or n_after < held.FEWEST_MONTHS:
        return [
            _(
                "There will be no figure: it takes six months before and six after that have "
                "leavers and the number of people, and here are %(before)d and %(after)d."
            )
            % {"before": n_before, "after": n_after}
        ]
    told = ngettext(
        "In the %(months)d months before, %(n)d person left.",
        "In the %(months)d months before, %(n)d people left.",
        before.events,
    ) % {"months": n_before, "n": before.events}
    return [told, _of_so_many(before, months.people_years(figures, n_after), n_after, should_rise)]


def _of_so_many(before: Counted, exposure: float, n_after: int, should_rise: bool) -> str:  # noqa: FBT001
    if should_rise:
        n = held.fewest_events_clearly_more(before, exposure)
        return _(
            "In the %(months)d months that are looked at, %(n)d leavers or more would be called "
            "“clearly up”."
        ) % {"months": n_after, "n": n}
    most = held.most_events_clearly_fewer(before, exposure)
    if most is None:
        return _(
            "In the %(months)d months that are looked at, not even nobody leaving would be called "
            "“clearly down”: so few leavers are mostly chance."
        ) % {"months": n_after}
    if most == 0:
        return _(
            "In the %(months)d months that are looked at, only nobody leaving at all would be "
            "called “clearly down”."
        ) % {"months": n_after}
    return ngettext(
        "In the %(months)d months that are looked at, %(n)d leaver or fewer would be called "
        "“clearly down”.",
        "In the %(months)d months that are looked at, %(n)d leavers or fewer would be called "
        "“clearly down”.",
        most,
    ) % {"months": n_after, "n": most}


def _of_amount(figures: Table, asked: Asked, window: months.Window) -> list[str]:
    before, n_after = months.run_before(figures, asked.target, window), len(window.after)
    if len(before) < held.LEAST_BEFORE or n_after < held.LEAST_AFTER:
        return [
            _(
                "There will be no figure: it takes eight months in a row before and four after, "
                "and here are %(before)d and %(after)d."
            )
            % {"before": len(before), "after": n_after}
        ]
    jump = held.jump_that_could_be_seen(before, n_after)
    if jump is None:
        return [str(WHY_NOT["no_differences"])]
    return [
        _(
            "With the months as they were, a jump of about %(n)s at the start would be called "
            "“clear” half the time."
        )
        % {"n": number(jump)}
    ]


def verdict_words(document: Mapping[str, Any]) -> str:
    """Return the sentence of what came out: both rates, or the jump."""
    if document["reason"]:
        return str(WHY_NOT[document["reason"]])
    if document["scale"] == RATE:
        before, after = document["rates"]
        return _(
            "Before the start %(before)s leavers a year per 100 people, probably between "
            "%(b_low)s and %(b_high)s. After it %(after)s, probably between %(a_low)s and "
            "%(a_high)s."
        ) % {**_rate("before", "b", before), **_rate("after", "a", after)}
    jump = document["estimate"]
    told = {"n": number(abs(jump))}
    if jump >= 0:
        return _("At the start the figure jumped up by %(n)s beside its own line before.") % told
    return _("At the start the figure fell by %(n)s beside its own line before.") % told


def interval_words(document: Mapping[str, Any]) -> str:
    """Return the sentence of the interval, or ''; rates have theirs in the sentence before."""
    if document["estimate"] is None:
        return ""
    return _("The true jump is probably between %(low)s and %(high)s.") % {
        "low": number(document["low"]),
        "high": number(document["high"]),
    }


def number(value: float) -> str:
    """Write a figure with two digits after the point, a large one with none."""
    digits = 0 if abs(value) >= LARGE else 2
    return number_format(round(value, digits) + 0.0, digits, use_l10n=True).replace("-", "\u2212")


def _rate(name: str, mark: str, ends: Sequence[float]) -> dict[str, str]:
    names = (name, f"{mark}_low", f"{mark}_high")
    return {
        one: number_format(round(PER * end, 1), 1, use_l10n=True)
        for one, end in zip(names, ends, strict=True)
    }
