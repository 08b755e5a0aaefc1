from collections.abc import Mapping
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bothways.outcomes import sentences
from bothways.outcomes.measures import EVERYBODYS, Measure
from bothways.outcomes.months import Month
from bothways.outcomes.page import page_of
from bothways.outcomes.queries import Table
from bothways.outcomes.trustline import TrustLine, TrustPoint

OCTOBER = Month(2026, 10)
OWN = Measure("on_time", "Orders out on time", 1, "%", "more", 7)
MEASURES = (*EVERYBODYS.values(), OWN)
NO_LINE = TrustLine()


def months(*figures: object, until: Month = OCTOBER) -> dict[Month, Decimal]:
    """The last figure is that of October; None is a month without one."""
    first = until.plus(1 - len(figures))
    found = ((first.plus(n), value) for n, value in enumerate(figures))
    return {month: Decimal(str(value)) for month, value in found if value is not None}


def table(**values: Mapping[Month, Decimal]) -> Table:
    return Table(MEASURES, values)


def said(code: str, figures: Table) -> str:
    measure = next(one for one in MEASURES if one.code == code)
    return " ".join(sentences.said_of(measure, figures))


def test_leavers_have_their_rate_and_its_interval() -> None:
    figures = table(leavers=months(*[0] * 7, 1, 0, 2, 0, 1), headcount=months(*[60] * 12))

    assert said("leavers", figures) == (
        "4 of about 60 people left in 12 months up to October 2026. That is 6.7 leavers a year "
        "per 100 people. The true rate is probably between 2.3 and 15.9. Too few months to "
        "compare with the year before."
    )


def test_nobody_leaving_has_its_sentence_and_its_upper_end() -> None:
    figures = table(leavers=months(*[0] * 12), headcount=months(*[60] * 12))

    assert "Nobody of about 60 people left in 12 months up to October 2026." in said(
        "leavers", figures
    )
    assert "Even so the true rate may be up to 4.2 leavers a year per 100 people." in said(
        "leavers", figures
    )


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (table(leavers=months(2)), "2 people left in October 2026. Without the number of people"),
        (table(leavers=months(0)), "Nobody left in October 2026. Without the number of people"),
        (table(leavers=months(1), headcount=months(58)), "1 of 58 people left in October 2026."),
        (table(leavers=months(0), headcount=months(58)), "Nobody of 58 people left in October"),
        (table(leavers=months(1), headcount=months(58)), "One month is too short for more"),
        (table(leavers=months(0), headcount=months(0)), "Nobody was here in these months"),
        (table(leavers=months(0, 1), headcount=months(None, 5)), "Months without a number of"),
        (table(leavers=months(1, None, None, 1)), "Missing in between: August 2026, September"),
        (table(leavers=months(1, *[None] * 9, 1)), "and 3 more."),
        (table(), "Nothing is written down yet."),
    ],
)
def test_each_boundary_case_of_leavers_has_its_sentence(figures: Table, words: str) -> None:
    assert words in said("leavers", figures)


def test_the_year_is_held_against_the_year_before_in_the_words_of_the_ladder() -> None:
    figures = table(leavers=months(*[0] * 12, *[1] * 12), headcount=months(*[60] * 24))
    same = table(leavers=months(*[1] * 24), headcount=months(*[60] * 24))

    assert "Against the year before: clearly up." in said("leavers", figures)
    assert "Against the year before: no clear change." in said("leavers", same)


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (
            table(days_lost=months(20, 30), days_planned=months(500, 600)),
            "October 2026: 30.0 days. That is 5.0 of 100 days planned. "
            "In the last 12 months between 4.0 and 5.0.",
        ),
        (table(days_lost=months(30)), "Without the days planned there is no share."),
        (table(days_lost=months(0), days_planned=months(0)), "No day was planned"),
    ],
)
def test_absence_is_days_of_a_hundred_planned_as_they_are(figures: Table, words: str) -> None:
    assert words in said("days_lost", figures)


def test_an_own_measure_is_shown_as_it_is_with_its_range() -> None:
    assert said("on_time", table(on_time=months("90", "94.5"))) == (
        "October 2026: 94.5\u00a0%. In the last 12 months between 90.0\u00a0% and 94.5\u00a0%."
    )
    assert "A line needs two." in said("on_time", table(on_time=months("90")))


def swinging_line(n_quarters: int) -> TrustLine:
    shares = [0.7 if n % 2 else 0.5 for n in range(n_quarters)]
    last = Month(2026, 8)
    points = [
        TrustPoint(last.plus(3 * (n + 1 - n_quarters)), "", (share, share), (share, share))
        for n, share in enumerate(shares)
    ]
    return TrustLine("I feel safe relying on my leader.", "en", points)


def test_a_link_with_trust_is_named_from_two_years_or_thirty_leavers_only() -> None:
    few = table(leavers=months(*[0, 1] * 8), headcount=months(*[60] * 16))

    assert sentences.goes_together(few, swinging_line(8)) == (
        "Too few to tell whether leaving goes with trust here. This needs two years or 30 leavers. "
        "Still missing: 8 months or 22 leavers."
    )


def test_what_swings_together_is_said_to_go_together_and_never_to_cause() -> None:
    left = [n for quarter in range(8) for n in ([0, 0, 0] if quarter % 2 else [2, 2, 2])]
    figures = table(leavers=months(*left, until=Month(2026, 9)), headcount=months(*[60] * 25))

    words = sentences.goes_together(figures, swinging_line(8))

    assert words.startswith("Less leaving goes together with more trust here. Which comes first")
    assert "over 8 quarters" in words
    assert not {"causes", "because", "proves", "drives"} & set(words.lower().split())


@pytest.mark.parametrize(
    ("left", "line", "words"),
    [
        ([1, 0] * 12, NO_LINE, "6 more quarters are needed"),
        ([0] * 24, swinging_line(8), "One of the two never changed"),
        ([1, 0, 0, 0, 2, 0, 0, 1] * 3, swinging_line(8), "No clear link"),
    ],
)
def test_without_a_link_it_says_which_of_the_reasons_it_is(
    left: list[int], line: TrustLine, words: str
) -> None:
    figures = table(leavers=months(*left), headcount=months(*[60] * 24))

    assert words in sentences.goes_together(figures, line)


SOME = st.lists(st.none() | st.integers(0, 40), min_size=1, max_size=30)


@given(SOME, SOME, SOME, SOME, st.integers(0, 8))
def test_every_firm_has_sentences_and_a_page_without_a_number_that_is_none(
    left: list[int | None],
    here: list[int | None],
    lost: list[int | None],
    own: list[int | None],
    n_quarters: int,
) -> None:
    values = {
        "leavers": months(*left),
        "headcount": months(*here),
        "days_lost": months(*lost),
        "days_planned": months(*here),
        "on_time": months(*own),
    }
    figures = Table(MEASURES, {code: found for code, found in values.items() if found})

    page = page_of(figures, swinging_line(n_quarters))

    words = " ".join([page.together, *(word for one in page.sections for word in one.said)])
    assert "nan" not in words.lower().split()
    assert "inf" not in words.lower().split()
    assert all(section.said for section in page.sections)


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [
        ("en", -0.42, "\u22120.42"),
        ("de", -0.42, "\u22120,42"),
        ("es", 0.742, "0,74"),
        ("en", 0, "0.00"),
    ],
)
def test_below_nought_stands_a_true_minus(language: str, value: float, said: str) -> None:
    with translation.override(language):
        assert sentences.two_digits(value) == said
