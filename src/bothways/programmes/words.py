"""What is said of a programme, before its start and after: the same on every page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import get_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bothways.programmes import month_words
from bothways.programmes.models import Design, Programme
from bothways.pure.measurement import impact
from bothways.pure.measurement.impact import sight as power

HOPED_SHARE, HOPED_POINTS = 0.1, 0.3
ANSWER = 0.75  # of those asked, as a plain guess before the start
TOGETHER = 0.42  # how alike a person answers two questions of one construct
WITHIN_ITEM = 1.2  # a person's variance on one question from 1 to 5 (lq2002)

RUNGS: dict[int, Promise] = {
    0: gettext_lazy("A story: somebody tells that it helped."),
    1: gettext_lazy("Before and after: whatever else happened in between is in it, too."),
    2: gettext_lazy("With comparison groups: those that began are held against those that waited."),
    3: gettext_lazy(
        "Drawn by lot: chance alone decided who began, so nothing else sets them apart."
    ),
}
SAYS: dict[str, Promise] = {
    "too few to tell": gettext_lazy("Too few to tell"),
    "no clear effect": gettext_lazy("No clear effect"),
    "leaning up": gettext_lazy("Leaning up"),
    "probably up": gettext_lazy("Probably up"),
    "clearly up": gettext_lazy("Clearly up"),
    "leaning down": gettext_lazy("Leaning down"),
    "probably down": gettext_lazy("Probably down"),
    "clearly down": gettext_lazy("Clearly down"),
}
WHY_NOT: dict[str, Promise] = {
    "too_few_teams": gettext_lazy(
        "Fewer than four groups on a side could be compared. By chance alone so few move up and "
        "down by more than most actions ever change."
    ),
    "one_team": gettext_lazy(
        "It is one group alone. There is nothing to hold it against, so no figure can tell what "
        "the action did and what would have come anyway. What its people say is worth more."
    ),
    "no_differences": gettext_lazy(
        "All groups moved by the same. That looks sure and is not: with no difference among them "
        "nothing tells how much is chance."
    ),
    "same_before": gettext_lazy(
        "The groups that began and those that waited can't be told apart by where they started, "
        "so a fair comparison can't be made."
    ),
    "no_round": gettext_lazy(
        "No round asked this in the time that was set: after the weeks were over and before the "
        "rest began. So nothing can be said."
    ),
    "no_round_before": gettext_lazy(
        "No round asked this in the same words before the start. So nothing can be said."
    ),
    "not_drawn": gettext_lazy("The lot was never drawn. So nothing can be said."),
    "few_leaders": gettext_lazy(
        "This question points at one's leader, and a side stands for too few leaders. A figure "
        "would be a score of single people, so there is none."
    ),
}
HELD_BACK: dict[str, Promise] = {
    "one_sees_nearly_all": gettext_lazy(
        "There are words and no figure: somebody who leads already sees nearly all of these "
        "groups, and could work out the rest from it."
    ),
    "cut_twice": gettext_lazy(
        "There are words and no figure: another comparison of the same rounds stands here, and "
        "two of them would tell about the groups in between."
    ),
}
WAYS: dict[str, Promise] = {
    Design.Chosen.LOT: gettext_lazy("By lot, the rest later"),
    Design.Chosen.UNRELATED: gettext_lazy("Some groups, for a reason apart from the figures"),
    Design.Chosen.LOW: gettext_lazy("Some groups, because they scored low"),
    Design.Chosen.ALL: gettext_lazy("Everybody at once"),
    Design.Chosen.FIRM: gettext_lazy("Everybody, by a figure of the month"),
}
WHAT_IT_MEANS: dict[str, Promise] = {
    Design.Chosen.LOT: gettext_lazy(
        "Half of the groups begin, the others some weeks later. A lot picks them, so it is fair. "
        "No other way is as sure."
    ),
    Design.Chosen.UNRELATED: gettext_lazy(
        "For a site, a shift, a date. Held against those that wait. It is less sure, since the "
        "reason may matter more than one thinks."
    ),
    Design.Chosen.LOW: gettext_lazy(
        "Low figures rise by themselves, because part of each was bad luck. So each group is "
        "held against what its own start lets one expect. That needs many more groups."
    ),
    Design.Chosen.ALL: gettext_lazy(
        "There is nothing to hold it against but the time before. Whatever else happened is in "
        "the result, too."
    ),
    Design.Chosen.FIRM: gettext_lazy(
        "For leavers, or what the firm counts of its own. These are the whole firm's, so there is "
        "nothing to hold them against but the months before. It takes a year, and many leavers."
    ),
}
BY_MONTHS = {Design.Scale.RATE.value, Design.Scale.AMOUNT.value}


SHARE, SCORE = Design.Scale.SHARE.value, Design.Scale.SCORE.value
_COMPARED: dict[tuple[str, int], Promise] = {
    (SHARE, 1): gettext_lazy(
        "Where it began, agreement went up by %(n)s of 100 people, held against the groups that "
        "waited."
    ),
    (SHARE, -1): gettext_lazy(
        "Where it began, agreement went down by %(n)s of 100 people, held against the groups that "
        "waited."
    ),
    (SCORE, 1): gettext_lazy(
        "Where it began, the score went up by %(n)s points, held against the groups that waited."
    ),
    (SCORE, -1): gettext_lazy(
        "Where it began, the score went down by %(n)s points, held against the groups that waited."
    ),
    ("", 0): gettext_lazy("Where it began, answers went the same way as where it waited."),
}
_SAME_FOR_ALL: dict[tuple[str, int], Promise] = {
    (SHARE, 1): gettext_lazy("From before to after, agreement went up by %(n)s of 100 people."),
    (SHARE, -1): gettext_lazy("From before to after, agreement went down by %(n)s of 100 people."),
    (SCORE, 1): gettext_lazy("From before to after, the score went up by %(n)s points."),
    (SCORE, -1): gettext_lazy("From before to after, the score went down by %(n)s points."),
    ("", 0): gettext_lazy("From before to after, answers stayed where they were."),
}


@dataclass(frozen=True)
class Standing:
    """How a programme stands on a day: a key for its style, and words."""

    state: str
    words: str


def standing(programme: Programme, on: date) -> Standing:
    """Say how a programme stands."""
    design = programme.design
    if programme.state == Programme.State.WITHDRAWN:
        return Standing("withdrawn", _("Taken back before its start"))
    if programme.state == Programme.State.STOPPED:
        return Standing("stopped", _("Ended early"))
    if programme.state == Programme.State.JUDGED:
        return Standing("judged", str(SAYS[str(programme.verdict.document["says"])]))
    if on < design.starts_on:
        return Standing("declared", _("Declared, not started"))
    if on < design.look_from:
        return Standing("running", _("Running"))
    if design.is_by_months:
        return Standing("waiting", _("Running, waits for the figures of its months"))
    return Standing("waiting", _("Running, waits for a counted round"))


def verdict_words(document: Mapping[str, Any]) -> str:
    """Return the sentence of a verdict: what was seen, in people or points, and how sure it is."""
    if document["scale"] in BY_MONTHS:
        return month_words.verdict_words(document)
    if document["reason"]:
        return str(WHY_NOT[document["reason"]])
    if document["estimate"] is None:
        return str(HELD_BACK[document["held_back"]])
    estimate, is_share = document["estimate"], document["scale"] == Design.Scale.SHARE
    number = f"{abs(100 * estimate):.0f}" if is_share else f"{abs(estimate):.1f}"
    moved = 0 if float(number) == 0 else (1 if estimate > 0 else -1)
    rung = document["rung"]
    told = _SAME_FOR_ALL if rung == impact.Rung.BEFORE_AFTER else _COMPARED
    return str(told[document["scale"] if moved else "", moved]) % {"n": _written(number)}


def interval_words(document: Mapping[str, Any]) -> str:
    """Return the sentence of the interval, or ''."""
    if document["scale"] in BY_MONTHS:
        return month_words.interval_words(document)
    if document["estimate"] is None:
        return ""
    low, high = _numbers(document)["low"], _numbers(document)["high"]
    if document["scale"] == Design.Scale.SHARE:
        words = _("The true effect is probably between %(low)s and %(high)s of 100 people.")
    else:
        words = _("The true effect is probably between %(low)s and %(high)s points out of 5.")
    return words % {"low": low, "high": high}


def as_expected(programme: Programme, document: Mapping[str, Any]) -> str:
    """Say whether the direction is the one that was expected, where one can be told at all."""
    says = document["says"]
    if says in {"too few to tell", "no clear effect"}:
        return ""
    rose = says.endswith("up")
    if rose == programme.design.should_rise:
        return _("That is the direction that was expected.")
    return _("That is not the direction that was expected.")


def could_be_seen(design: Design) -> list[str]:
    """Return what could be seen at all with these groups, said before the start."""
    sizes = [group["n"] for group in design.groups]
    return sight_words(
        chosen=design.chosen,
        sizes=sizes,
        n_first=design.n_first,
        n_items=len(design.items),
        scale=design.scale,
    )


def sight_words(
    *, chosen: str, sizes: list[int], n_first: int, n_items: int, scale: str
) -> list[str]:
    """Return the sentences for groups of these sizes, of which n_first begin.

    sizes: how many are asked in each. Everybody at once has no comparison, so it has no power.
    """
    if chosen == Design.Chosen.ALL:
        return [
            _(
                "Everybody begins at once, so there is nothing to hold the groups against. A "
                "change will be seen; what made it will not."
            )
        ]
    n, size = len(sizes), max(1, round(ANSWER * sum(sizes) / len(sizes)))
    is_share = scale == Design.Scale.SHARE
    one = power.WITHIN_SHARE if is_share else WITHIN_ITEM
    seen = impact.what_could_be_seen(
        n,
        size,
        n_with=n_first,
        asked=HOPED_SHARE if is_share else HOPED_POINTS,
        within=one * (1 + (n_items - 1) * TOGETHER) / n_items,
        prior=impact.PRIOR_SHARE if is_share else impact.PRIOR_POINTS,
        chosen_low=chosen == Design.Chosen.LOW,
    )
    if seen.half is None or seen.chance is None:
        return [
            _(
                "There will be no figure: it takes four groups on each side at least, and here "
                "are %(with)d and %(without)d. It can still be worth doing; ask people what it did."
            )
            % {"with": n_first, "without": n - n_first}
        ]
    return _in_words(is_share, seen, n=n, size=size)


def _in_words(is_share: bool, seen: impact.Sight, *, n: int, size: int) -> list[str]:  # noqa: FBT001
    half = seen.half or 0.0
    groups = ngettext(
        "There are %(n)d groups, of about %(size)d answers each.",
        "There are %(n)d groups, of about %(size)d answers each.",
        n,
    ) % {"n": n, "size": size}
    if is_share:
        half_words = _(
            "An effect of %(half)d of 100 people would be called “clearly up” half the time."
        ) % {"half": round(100 * half)}
        if half > 1:
            half_words = _("No effect is large enough to be called “clearly up” half the time.")
        hoped = _("One of 10 of 100 people:")
    else:
        half_words = _(
            "An effect of %(half)s points out of 5 would be called “clearly up” half the time."
        ) % {"half": _written(f"{half:.1f}")}
        hoped = _("One of 0.3 points:")
    return [groups, half_words, f"{hoped} {_how_often(seen.chance or 0.0)}"]


def _how_often(chance: float) -> str:
    tenths = round(10 * chance)
    if tenths == 0:
        return _(
            "hardly ever. Most likely the answer will be “too few to tell” or “no clear effect”."
        )
    if tenths == 10:
        return _("nearly always.")
    return _("in about %(n)d of 10 tries.") % {"n": tenths}


def _numbers(document: Mapping[str, Any]) -> dict[str, str]:
    """The numbers of a verdict with their signs: people of 100, or points with one decimal."""
    names = ("low", "high")
    if document["scale"] == Design.Scale.SHARE:
        return {name: _signed(f"{100 * document[name]:+.0f}") for name in names}
    return {name: _signed(f"{document[name]:+.1f}") for name in names}


def _signed(number: str) -> str:
    """'+3' and '\u22123'; nothing has no sign."""
    if float(number) == 0:
        return _written(number.lstrip("+-"))
    return _written(number.replace("-", "\u2212"))


def _written(number: str) -> str:
    """'0.2' is '0,2' where one writes so."""
    return number.replace(".", str(get_format("DECIMAL_SEPARATOR")))
