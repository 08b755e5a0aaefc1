"""Leavers and own measures as what a programme wants to change: said before, looked at after."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.timezone import localdate

from bothways.commitments.models import Commitment
from bothways.outcomes.measures import Kind
from bothways.outcomes.models import Figure, OwnMeasure
from bothways.outcomes.months import Month, month_of
from bothways.outcomes.queries import table
from bothways.people.models import Person
from bothways.programmes import months
from bothways.programmes.actions import declare, judge, stop, withdraw
from bothways.programmes.errors import HasStartedError, StartsTooSoonError
from bothways.programmes.forms import DeclareForm
from bothways.programmes.models import Programme
from bothways.programmes.month_words import sight_by_length, sight_words
from bothways.record.models import Entry
from bothways.trust.beside import beside
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW, TODAY, at_nine
from tests.programmes.many_groups import wish

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
START = date(2026, 12, 1)
BEGUN = Month(2026, 12)
LOOK = START + timedelta(weeks=52)
RUNG = "Rung 1 of 3: whatever else happens in between is in it, too."


@pytest.fixture
def on_time(firm: Cast) -> OwnMeasure:
    return OwnMeasure.objects.create(
        code="orders-out-on-time", place=1, name="Orders out on time", unit="%", better="more"
    )


def figures(first: Month, values: list[float], kind: str = Kind.LEAVERS, **more: object) -> None:
    """Write so many months down, from `first` on."""
    Figure.objects.bulk_create(
        Figure(
            year=month.year,
            month=month.month,
            kind=kind,
            value=Decimal(str(value)),
            source="typed",
            **more,  # type: ignore[misc]
        )
        for n, value in enumerate(values)
        for month in [first.plus(n)]
    )


def a_year(before: int, after: int | None = None, *, people: int = 100) -> None:
    """Leavers a month in the year before the start, and in the year after it."""
    figures(BEGUN.plus(-12), [people] * 24, Kind.HEADCOUNT)
    figures(BEGUN.plus(-12), [before] * 12)
    if after is not None:
        figures(BEGUN, [after] * 12)


def declared(by: Person, target: str = Kind.LEAVERS, **fields: object) -> Programme:
    """Return a programme that wants to change a figure of the month."""
    asked = months.may_be_changed(table())[target]
    wanted = {"starts_on": START, "weeks": 52, "should_rise": False, **fields}
    whole = wish_of(asked, **wanted)
    return declare(whole, by=by, at=NOW)  # type: ignore[arg-type]


def wish_of(asked: object, **fields: object) -> object:
    from bothways.programmes.actions import Wish

    plain = {
        "kind": "policy",
        "title": "Shifts are known two weeks before",
        "text": "The plan hangs at the doors two weeks before.",
        "expected": "Fewer people leave.",
        "otherwise": "If as many leave, we ask why.",
        "chosen": "firm",
        "groups": (),
        "first": (),
        "rest_on": None,
    }
    return Wish(**{**plain, "asked": asked, **fields})  # type: ignore[arg-type]


def words(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return " ".join(re.sub(r"<[^>]*>", " ", html[html.index("<main") :]).split())


def seen(target: str = Kind.LEAVERS, *, should_rise: bool = False, weeks: int = 52) -> list[str]:
    asked = months.may_be_changed(table())[target]
    return sight_words(asked, table(), starts_on=START, weeks=weeks, should_rise=should_rise)


def test_leavers_and_own_measures_can_be_aimed_at_and_nothing_that_hangs_on_the_list(
    on_time: OwnMeasure,
) -> None:
    assert list(months.may_be_changed(table())) == ["leavers", "orders-out-on-time"]


@pytest.mark.parametrize(
    ("starts_on", "n_after", "first"),
    [
        (START, 11, BEGUN),
        (date(2026, 12, 2), 11, BEGUN.plus(1)),
        (date(2027, 1, 1), 11, BEGUN.plus(1)),
    ],
)
def test_whole_months_alone_are_held_against_each_other(
    starts_on: date, n_after: int, first: Month
) -> None:
    window = months.window_of(starts_on, 52)

    assert window.before[-1] == month_of(starts_on).plus(-1)
    assert (window.after[0], len(window.after)) == (first, n_after)
    assert all(one.first_day >= starts_on for one in window.after)
    assert window.after[-1].last_day < starts_on + timedelta(weeks=52)


def test_before_the_start_it_is_said_how_few_leavers_would_be_called_fewer(firm: Cast) -> None:
    a_year(before=2)

    told = seen()

    assert told[0] == "In the 12 months before, 24 people left."
    assert re.fullmatch(
        r"In the 11 months that are looked at, \d+ leavers or fewer would be called "
        r".clearly down.\.",
        told[1],
    )
    assert told[-1].endswith(RUNG)
    assert "leavers or more would be called “clearly up”." in seen(should_rise=True)[1]


def test_in_a_small_firm_not_even_nobody_leaving_would_be_clear_and_it_says_so(firm: Cast) -> None:
    figures(BEGUN.plus(-12), [12] * 12, Kind.HEADCOUNT)
    figures(BEGUN.plus(-12), [1, 0, 0, 0, 0, 0] * 2)

    assert "not even nobody leaving would be called “clearly down”" in seen()[1]


def test_nought_leavers_before_have_their_sentence_too(firm: Cast) -> None:
    a_year(before=0)

    told = seen()

    assert told[0] == "In the 12 months before, 0 people left."
    assert "not even nobody leaving" in told[1]


@pytest.mark.parametrize("target", ["leavers", "orders-out-on-time"])
def test_where_too_few_months_are_written_down_it_says_so_beforehand(
    on_time: OwnMeasure, target: str
) -> None:
    (told, whole_firm) = seen(target)

    assert told.startswith("There will be no figure:")
    assert "here are 0 and 11." in told
    assert whole_firm.endswith(RUNG)


def test_of_an_own_measure_it_says_how_far_it_would_have_to_jump(on_time: OwnMeasure) -> None:
    figures(BEGUN.plus(-10), [94, 96, 95, 93, 95, 97, 94, 95, 96, 95], "own", own=on_time)

    told, _whole_firm = seen("orders-out-on-time")
    assert re.search(r"a jump of about \d\.\d\d at the start would be called .clear. half", told)

    Figure.objects.all().delete()
    figures(BEGUN.plus(-10), [95] * 10, "own", own=on_time)
    assert seen("orders-out-on-time")[0].startswith("The figure never moved before the start.")


def test_a_declaration_by_months_has_neither_round_nor_groups_and_is_on_the_record(
    firm: Cast,
) -> None:
    programme = declared(firm.people_lead)

    design = programme.design
    assert (design.target, design.scale, design.is_by_months) == ("leavers", "rate", True)
    assert (design.groups, design.chosen_by_round, design.rest_on) == ([], None, None)
    entry = Entry.objects.get(verb="programme.declared")
    assert (entry.details["chosen"], entry.details["chosen_by_round"]) == ("firm", "")
    with pytest.raises(StartsTooSoonError):
        declared(firm.people_lead, starts_on=TODAY, title="Another")


@pytest.mark.parametrize("forgotten", [BEGUN.plus(2), BEGUN.plus(10)])
@pytest.mark.parametrize("kind", [Kind.LEAVERS, Kind.HEADCOUNT])
def test_a_month_without_leavers_or_people_is_waited_for(
    firm: Cast, kind: str, forgotten: Month
) -> None:
    programme = declared(firm.people_lead)
    a_year(before=4, after=1)
    row = Figure.objects.get(kind=kind, year=forgotten.year, month=forgotten.month)
    row.delete()

    assert judge(programme, at=at_nine(LOOK)) is None
    assert months.still_missing(programme.design, table()) == [forgotten]
    row.save(force_insert=True)
    verdict = judge(programme, at=at_nine(LOOK + timedelta(days=1)))

    assert verdict is not None
    assert (verdict.document["n_with"], verdict.document["says"]) == (11, "clearly down")


def test_a_forgotten_month_of_an_own_measure_can_be_written_down_before_it_is_judged(
    firm: Cast, on_time: OwnMeasure
) -> None:
    programme = declared(firm.people_lead, "orders-out-on-time", should_rise=True)
    figures(
        BEGUN.plus(-10), [94, 96, 95, 93, 95, 97, 94, 95, 96, 95, 99.5, 101], "own", own=on_time
    )
    figures(BEGUN.plus(3), [100, 101.5, 100, 99, 101, 100.5, 100, 101], "own", own=on_time)

    assert judge(programme, at=at_nine(LOOK)) is None
    figures(BEGUN.plus(2), [100.5], "own", own=on_time)
    verdict = judge(programme, at=at_nine(LOOK))

    assert verdict is not None
    assert (verdict.document["n_with"], verdict.document["says"]) == (11, "clearly up")


def test_once_it_is_due_its_page_names_the_months_that_are_missing(
    firm: Cast, employee: Person, client_of: ClientOf
) -> None:
    begun = month_of(localdate()).plus(-13)
    asked = months.may_be_changed(table())[Kind.LEAVERS]
    whole = wish_of(asked, starts_on=begun.first_day, weeks=52, should_rise=False)
    before = at_nine(begun.first_day - timedelta(days=1))
    programme = declare(whole, by=firm.people_lead, at=before)  # type: ignore[arg-type]
    figures(begun, [100] * 12, Kind.HEADCOUNT)
    figures(begun, [2, 2])
    figures(begun.plus(3), [2] * 9)

    text = words(client_of(employee), f"/did-it-work/{programme.pk}/")

    assert f"Not written down in full yet: {begun.plus(2).words}. What was declared" in text


def test_what_could_be_seen_is_said_for_each_length(firm: Cast) -> None:
    a_year(before=2)
    asked = months.may_be_changed(table())[Kind.LEAVERS]
    second = START + timedelta(days=1)

    always, lengths = sight_by_length(asked, table(), starts_on=second, lengths=(26, 39, 52))

    assert always == ["In the 12 months before, 24 people left."]
    assert [weeks for weeks, _said in lengths] == [26, 39, 52]
    half, most, year = (said for _weeks, said in lengths)
    assert half.endswith("here are 12 and 5.")
    assert most.startswith("In the 8 months that are looked at, ")
    assert year.startswith("In the 11 months that are looked at, ")


@pytest.mark.parametrize(
    ("target", "starts_on", "weeks", "refused"),
    [
        ("leavers", "2027-03-01", 26, ["weeks"]),
        ("leavers", "2027-01-02", 26, ["weeks"]),
        ("leavers", "2027-01-01", 26, []),
        ("leavers", "2027-03-01", 39, []),
        ("orders-out-on-time", "2027-03-01", 26, []),
        ("leavers", "9999-12-31", 52, ["starts_on"]),
    ],
)
def test_weeks_that_can_not_hold_the_months_of_leavers_are_refused_before_they_are_declared(
    on_time: OwnMeasure, target: str, starts_on: str, weeks: int, refused: list[str]
) -> None:
    typed = {
        "kind": "policy",
        "title": "Two weeks",
        "text": "The plan hangs two weeks before.",
        "target": target,
        "should_rise": "no",
        "expected": "Fewer people leave.",
        "otherwise": "We ask why.",
        "starts_on": starts_on,
        "weeks": str(weeks),
    }
    asked, promises = months.may_be_changed(table()), Commitment.objects.none()

    form = DeclareForm(typed, chosen="firm", asked=asked, groups=[], promises=promises)

    assert list(form.errors) == refused


def test_it_waits_for_its_last_month_and_for_two_months_at_most(firm: Cast) -> None:
    programme = declared(firm.people_lead)
    a_year(before=4)

    assert judge(programme, at=at_nine(LOOK - timedelta(days=1))) is None
    assert judge(programme, at=at_nine(LOOK)) is None
    verdict = judge(programme, at=at_nine(LOOK + months.GRACE))
    assert verdict is not None
    assert (verdict.document["says"], verdict.document["reason"]) == (
        "too few to tell",
        "short_after",
    )
    assert judge(programme, at=at_nine(LOOK + months.GRACE)) is None


def test_fewer_leavers_are_said_with_both_rates_their_intervals_and_the_first_rung(
    firm: Cast, employee: Person, client_of: ClientOf
) -> None:
    programme = declared(firm.people_lead)
    a_year(before=4, after=1)

    verdict = judge(programme, at=at_nine(LOOK))

    assert verdict is not None
    assert verdict.document["says"] == "clearly down"
    text = words(client_of(employee), f"/did-it-work/{programme.pk}/")
    assert "Clearly down" in text
    assert "Before the start 48.0 leavers a year per 100 people, probably between" in text
    assert "After it 12.0, probably between" in text
    assert "That is the direction that was expected." in text
    assert "Rung 1 of 3." in text
    assert "Months before the start: 12. Whole months after it: 11." in text
    assert "Seasons are in them, too." in text
    assert "Groups that began" not in text
    tried = beside(on=LOOK + timedelta(days=1)).tried
    assert [(one.words, one.rung) for one in tried] == [("Clearly down", 1)]


def test_nobody_leaving_before_and_after_is_no_clear_effect_and_no_crash(
    firm: Cast, employee: Person, client_of: ClientOf
) -> None:
    programme = declared(firm.people_lead)
    a_year(before=0, after=0)

    verdict = judge(programme, at=at_nine(LOOK))

    assert verdict is not None
    assert verdict.document["says"] == "no clear effect"
    before, after = verdict.document["rates"]
    assert before[1] == after[1] == 0.0 < before[2]
    text = words(client_of(employee), f"/did-it-work/{programme.pk}/")
    assert "Before the start 0.0 leavers a year per 100 people, probably between 0.0 and" in text
    assert "direction that was expected" not in text


@pytest.mark.parametrize(
    ("after", "says", "said"),
    [
        ([99.5, 101, 100.5, 100, 101.5, 100, 99, 101, 100.5, 100, 101], "clearly up", "jumped up"),
        ([90, 88.5, 89, 90, 88, 89.5, 90, 89, 88, 90, 89], "clearly down", "fell by"),
        ([95, 96], "too few to tell", "Too few months were written down after the start"),
    ],
)
def test_an_own_measure_is_held_against_its_own_line(
    on_time: OwnMeasure,
    firm: Cast,
    employee: Person,
    client_of: ClientOf,
    after: list[float],
    says: str,
    said: str,
) -> None:
    programme = declared(firm.people_lead, "orders-out-on-time", should_rise=True)
    before = [94.0, 96.0, 95.0, 93.0, 95.0, 97.0, 94.0, 95.0, 96.0, 95.0]
    figures(BEGUN.plus(-10), [*before, *after], "own", own=on_time)

    verdict = judge(programme, at=at_nine(LOOK + months.GRACE))

    assert verdict is not None
    assert verdict.document["says"] == says
    text = words(client_of(employee), f"/did-it-work/{programme.pk}/")
    assert said in text
    assert "Orders out on time" in text
    assert ("The true jump is probably between" in text) is (len(after) > 2)


def test_a_gap_ends_the_months_that_are_taken(on_time: OwnMeasure) -> None:
    figures(BEGUN.plus(-10), [1, 2, 3, 4], "own", own=on_time)
    figures(BEGUN.plus(-5), [5, 6, 7, 8, 9, 10, 11], "own", own=on_time)
    window = months.window_of(START, 52)

    assert months.run_before(table(), "orders-out-on-time", window) == [5, 6, 7, 8, 9]
    assert months.run_after(table(), "orders-out-on-time", window) == [10, 11]


def test_it_can_be_taken_back_before_its_start_and_ended_early_after_it(firm: Cast) -> None:
    first = declared(firm.people_lead)
    withdraw(first, by=firm.people_lead, words="We do it otherwise.", at=NOW)
    second = declared(firm.people_lead)
    with pytest.raises(HasStartedError):
        withdraw(second, by=firm.people_lead, words="Too late.", at=at_nine(START))
    stop(second, by=firm.people_lead, words="The plan did not hold.", at=at_nine(START))

    a_year(before=4, after=1)
    assert judge(second, at=at_nine(LOOK)) is None


def test_it_is_declared_on_the_page_which_says_beforehand_what_could_be_seen(
    firm: Cast, on_time: OwnMeasure, client_of: ClientOf
) -> None:
    client = client_of(firm.people_lead)
    now = month_of(localdate())
    figures(now.plus(-12), [100] * 12, Kind.HEADCOUNT)
    figures(now.plus(-12), [3] * 12)

    page = words(client, "/did-it-work/new/?chosen=firm")
    assert "People who left In the 12 months before, 36 people left." in page
    assert "Orders out on time 26 weeks There will be no figure" in page
    assert "so this is rung 1 of 3." in page
    assert "Which groups take part?" not in page
    starts_on = localdate() + timedelta(days=10)
    sent = {
        "kind": "policy",
        "title": "Two weeks",
        "text": "The plan hangs two weeks before.",
        "target": "leavers",
        "should_rise": "no",
        "expected": "Fewer people leave.",
        "otherwise": "We ask why.",
        "starts_on": starts_on.isoformat(),
        "weeks": "52",
    }

    for weeks, target in (("4", "leavers"), ("52", "headcount")):
        wrong = {**sent, "weeks": weeks, "target": target}
        assert client.post("/did-it-work/new/?chosen=firm", wrong).status_code == 200
    assert not Programme.objects.exists()
    answer = client.post("/did-it-work/new/?chosen=firm", sent)

    programme = Programme.objects.get()
    assert answer.headers["Location"] == f"/did-it-work/{programme.pk}/"
    text = words(client, f"/did-it-work/{programme.pk}/")
    assert "It falls" in text
    assert RUNG in text
    assert "as soon as all months since its start are written down" in text
    assert "Everybody, by a figure of the month" in words(client, "/did-it-work/new/?chosen=firm")


def test_a_programme_with_groups_is_not_confused_with_one_by_months(before: object) -> None:
    assert wish().chosen == "lot"
    assert wish().asked.round is not None
