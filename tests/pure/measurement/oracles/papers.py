"""Figures as papers and textbooks print them, one by one."""

from collections.abc import Iterator

import numpy as np

from bothways.pure.measurement.change import smallest_change
from bothways.pure.measurement.proportions import (
    clopper_pearson_interval,
    difference_interval,
    wilson_interval,
)
from bothways.pure.measurement.variance import anova
from tests.pure.measurement.data import numbers
from tests.pure.measurement.oracles.figures import Published
from tests.pure.measurement.oracles.models import donations
from tests.pure.measurement.oracles.questions import alpha_of, drivers_of
from tests.pure.measurement.oracles.teams import agreements, of_teams

BLIESE = "Bliese, Multilevel Modeling in R (multilevel 2.7)"
SPECIAL_ISSUE = "Leadership Quarterly 13(1), data of multilevel 2.7"
GROEMPING = "Groemping 2006, J. Stat. Softw. 17(1)"
NEWCOMBE = "Newcombe 1998, Statist. Med. 17, 857-890"


def published() -> list[Published]:
    """Return every published figure with what comes out here."""
    return [*_teams(), *_swiss(), *_shares(), *_others()]


def _teams() -> Iterator[Published]:
    well_being, leadership = of_teams("bh1996", "WBEING"), of_teams("lq2002", "LEAD")
    table = anova(*numbers("lq2002", "LEAD", "COMPID").T)
    agreed = float(np.mean([one.rwgj for one in agreements("LEAD")]))
    yield Published("well-being, variance between teams", BLIESE, "0.0358", well_being.between)
    yield Published("well-being, variance within teams", BLIESE, "0.7895", well_being.within)
    yield Published("well-being, ICC(1)", BLIESE, "0.0434", well_being.icc1)
    yield Published("leadership, ICC(1) by ANOVA", SPECIAL_ISSUE, "0.0880", table.icc1)
    yield Published("leadership, ICC(1) by REML", SPECIAL_ISSUE, "0.1078", leadership.icc1)
    yield Published("leadership, alpha", SPECIAL_ISSUE, "0.9022", alpha_of("LEAD").alpha)
    yield Published("leadership, mean rwg(j)", SPECIAL_ISSUE, "0.868", agreed)


def _swiss() -> Iterator[Published]:
    said, got = drivers_of("swiss")
    printed = ("0.0571", "0.1712", "0.2601", "0.1056", "0.1128")
    for name, figure, value in zip(said["lmg"], printed, got.lmg, strict=True):
        yield Published(f"swiss, LMG of {name}", GROEMPING, figure, float(value))


def _shares() -> Iterator[Published]:
    for hits, n, wilson, exact in (
        (81, 263, ("0.2553", "0.3662"), ("0.2527", "0.3676")),
        (15, 148, ("0.0624", "0.1605"), ("0.0578", "0.1617")),
        (1, 29, ("0.0061", "0.1718"), ("0.0009", "0.1776")),
    ):
        both = (wilson, wilson_interval(hits, n)), (exact, clopper_pearson_interval(hits, n))
        for way, (printed, got) in zip(("Wilson", "Clopper-Pearson"), both, strict=True):
            for end, figure, value in zip(("low", "high"), printed, got, strict=True):
                yield Published(f"{hits} of {n}, {way}, {end}", NEWCOMBE, figure, value)
    low, high = difference_interval((56, 70), (48, 80))
    yield Published("56 of 70 less 48 of 80, low", NEWCOMBE, "0.0524", low)
    yield Published("56 of 70 less 48 of 80, high", NEWCOMBE, "0.3339", high)


def _others() -> Iterator[Published]:
    law = "Kessler and Roth 2014, as in causaldata"
    yield Published("organ donations, effect of the law", law, "-0.0225", donations().effect)
    said = "this product's own rule of display"
    yield Published("smallest change that 6 people show", said, "0.9", smallest_change(6))
