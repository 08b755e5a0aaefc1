from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from bothways.outcomes import errors
from bothways.outcomes.actions import (
    drop_measure,
    forget_drafts,
    keep_draft,
    keep_measure,
    take_in_file,
    take_up_measure,
    take_what_is_delivered,
    undo_last_file,
    write_figures,
    write_month,
)
from bothways.outcomes.models import Figure, FileDraft, LastFile, OwnMeasure
from bothways.outcomes.months import Month
from bothways.outcomes.queries import figures_of, mark_of, suggestion_for, table
from bothways.outcomes.registry import SOURCES
from bothways.people.models import Person
from bothways.record.actions import note
from bothways.record.models import Entry
from tests.cast import Cast
from tests.factories import NOW
from tests.outcomes.conftest import OCTOBER, value, write

pytestmark = pytest.mark.both  # PostgreSQL's constraints, too

TYPED = Figure.Source.TYPED


def entries(verb: str) -> list[dict[str, object]]:
    return [entry.details for entry in Entry.objects.filter(verb=verb).order_by("id")]


def test_figures_are_written_down_and_the_record_says_so(people_lead: Person) -> None:
    write(people_lead, headcount=31, leavers=0)

    assert value(OCTOBER, "headcount") == 31
    assert value(OCTOBER, "leavers") == 0
    assert entries("outcomes.written") == [
        {"n": 2, "first": "2026-10", "last": "2026-10", "source": "typed"}
    ]


def test_what_is_changed_keeps_what_it_was_on_the_record(people_lead: Person) -> None:
    write(people_lead, headcount=31)
    write(people_lead, headcount=30)

    assert value(OCTOBER, "headcount") == 30
    assert entries("outcomes.changed") == [
        {"month": "2026-10", "changes": [{"measure": "headcount", "was": "31", "now": "30"}]}
    ]


def test_what_is_taken_away_stays_on_the_record_too(people_lead: Person) -> None:
    write(people_lead, days_lost="12.5")
    write(people_lead, days_lost=None)

    assert value(OCTOBER, "days_lost") is None
    [changed] = entries("outcomes.changed")
    assert changed["changes"] == [{"measure": "days_lost", "was": "12.5", "now": ""}]


def test_the_same_twice_changes_nothing_and_is_on_the_record_once(people_lead: Person) -> None:
    write(people_lead, headcount=31)
    write(people_lead, headcount="31.000")

    assert Figure.objects.count() == 1
    assert Entry.objects.filter(verb__startswith="outcomes.").count() == 1


@pytest.mark.parametrize(
    ("month", "code", "wrong", "words"),
    [
        (Month(2026, 11), "headcount", "3", "is not over"),
        (Month(2031, 1), "headcount", "3", "is not over"),
        (Month(1999, 12), "headcount", "3", "too long ago"),
        (OCTOBER, "leavers", "-1", "below 0"),
        (OCTOBER, "leavers", "1.5", "whole number"),
        (OCTOBER, "days_lost", "1.25", "at most 1 digits"),
        (OCTOBER, "days_lost", "NaN", "fits"),
        (OCTOBER, "headcount", "1e12", "fits"),
        (OCTOBER, "happiness", "3", "no such measure"),
    ],
)
def test_what_is_no_figure_is_refused_with_what_to_do(
    month: Month, code: str, wrong: str, words: str, people_lead: Person
) -> None:
    wanted = {(month, code): Decimal(wrong), (OCTOBER, "headcount"): Decimal(31)}
    wanted[month, code] = Decimal(wrong)

    with pytest.raises(errors.FiguresRefusedError, match=words) as refused:
        write_figures(wanted, by=people_lead, source=TYPED, at=NOW)

    assert refused.value.faults[0].measure == code
    assert not Figure.objects.exists()


def test_more_days_lost_than_planned_are_refused_also_against_what_stands_there(
    people_lead: Person,
) -> None:
    write(people_lead, days_planned=600)

    with pytest.raises(errors.FiguresRefusedError, match="more days of absence"):
        write(people_lead, days_lost=601)


def test_two_who_write_the_same_month_do_not_overwrite_each_other(firm: Cast) -> None:
    seen = mark_of(figures_of(OCTOBER))
    write(firm.owner, headcount=30)

    with pytest.raises(errors.ChangedMeanwhileError, match="still here"):
        write_month(
            OCTOBER,
            {"headcount": Decimal(31)},
            seen=seen,
            by=firm.people_lead,
            source=TYPED,
            at=NOW,
        )

    assert value(OCTOBER, "headcount") == 30


def own(owner: Person, name: str) -> OwnMeasure:
    return keep_measure(None, name=name, unit="", better="neither", decimals=0, by=owner, at=NOW)


def test_five_own_measures_are_the_most(owner: Person) -> None:
    five = [own(owner, f"Number {n}") for n in range(5)]

    with pytest.raises(errors.NoPlaceLeftError, match="five"):
        own(owner, "A sixth")
    drop_measure(five[2], by=owner, at=NOW)

    assert own(owner, "A sixth").place == 3
    with pytest.raises(errors.NoPlaceLeftError):
        take_up_measure(five[2], by=owner, at=NOW)


def test_a_name_stands_for_one_measure(owner: Person, on_time: OwnMeasure) -> None:
    with pytest.raises(errors.NameTakenError):
        own(owner, on_time.name)
    drop_measure(on_time, by=owner, at=NOW)
    second = own(owner, on_time.name)

    assert second.code == "orders_out_on_time_2"
    with pytest.raises(errors.NameTakenError):
        take_up_measure(on_time, by=owner, at=NOW)


def test_what_is_dropped_keeps_its_figures_and_comes_back_with_them(
    owner: Person, on_time: OwnMeasure
) -> None:
    write(owner, orders_out_on_time="94.5")
    drop_measure(on_time, by=owner, at=NOW)
    assert table().values == {}

    take_up_measure(on_time, by=owner, at=NOW)

    assert table().of("orders_out_on_time") == {OCTOBER: Decimal("94.5")}


def test_digits_that_were_written_down_are_not_cut_off(owner: Person, on_time: OwnMeasure) -> None:
    write(owner, orders_out_on_time="94.5")

    with pytest.raises(errors.FewerDigitsError):
        keep_measure(on_time, name="On time", unit="%", better="more", decimals=0, by=owner, at=NOW)


def test_a_renamed_measure_keeps_its_code_for_files_and_programs(
    owner: Person, on_time: OwnMeasure
) -> None:
    keep_measure(on_time, name="On time", unit="%", better="more", decimals=1, by=owner, at=NOW)

    on_time.refresh_from_db()
    assert (on_time.name, on_time.code) == ("On time", "orders_out_on_time")


def test_a_name_without_letters_gets_a_code_all_the_same(owner: Person) -> None:
    assert own(owner, "准时").code == "own_2"  # 'own' itself is what all of them are
    assert own(owner, "Leavers").code == "leavers_2"


def test_a_file_is_taken_in_and_undone_as_a_whole(people_lead: Person) -> None:
    write(people_lead, headcount=31)
    draft = keep_draft(by=people_lead, file_name="2026.csv", content=b"", at=NOW)
    wanted = {(OCTOBER, "headcount"): Decimal(30), (OCTOBER, "leavers"): Decimal(1)}
    take_in_file(draft, wanted, by=people_lead, at=NOW)
    assert not FileDraft.objects.exists()
    assert value(OCTOBER, "headcount") == 30

    assert undo_last_file(by=people_lead, at=NOW) == (2, 0)

    assert (value(OCTOBER, "headcount"), value(OCTOBER, "leavers")) == (31, None)
    assert not LastFile.objects.exists()
    assert entries("outcomes.changed")[-1]["undone"] == "2026.csv"
    with pytest.raises(errors.NothingToUndoError):
        undo_last_file(by=people_lead, at=NOW)


def test_what_was_changed_after_the_file_stays_when_it_is_undone(people_lead: Person) -> None:
    draft = keep_draft(by=people_lead, file_name="2026.csv", content=b"", at=NOW)
    wanted = {(OCTOBER, "headcount"): Decimal(30), (OCTOBER, "leavers"): Decimal(1)}
    take_in_file(draft, wanted, by=people_lead, at=NOW)
    write(people_lead, leavers=2)

    assert undo_last_file(by=people_lead, at=NOW) == (1, 1)

    assert (value(OCTOBER, "headcount"), value(OCTOBER, "leavers")) == (None, 2)


def test_a_file_that_nobody_confirms_is_forgotten(people_lead: Person) -> None:
    keep_draft(by=people_lead, file_name="2026.csv", content=b"x", at=NOW)

    assert forget_drafts(before=NOW) == 0
    assert forget_drafts(before=NOW + timedelta(seconds=1)) == 1


@pytest.fixture
def founded(firm: Cast) -> Cast:
    """Millrace, named here in August."""
    note("organisation.named", by=firm.owner, at=datetime.fromisoformat("2026-08-15T09:00Z"))
    return firm


def test_headcount_and_leavers_are_suggested_from_the_people_and_never_kept(founded: Cast) -> None:
    september, october = Month(2026, 9), Month(2026, 10)

    known = suggestion_for(september)

    assert known.values == {"headcount": 31, "leavers": 1}  # Nils Grau left on the 30th
    assert suggestion_for(october).values == {"headcount": 31, "leavers": 0}
    assert not Figure.objects.exists()


def test_what_was_before_the_firm_was_named_here_nobody_can_count(founded: Cast) -> None:
    known = suggestion_for(Month(2026, 8))

    assert known.values == {"headcount": 32}
    assert known.known_since == date(2026, 8, 15)
    assert suggestion_for(Month(2026, 7)).values == {}


def test_what_another_room_counts_is_written_where_nothing_stands(people_lead: Person) -> None:
    SOURCES["days_to_decide"] = lambda month: Decimal("4.26") if month == OCTOBER else None
    try:
        assert take_what_is_delivered(at=NOW) == 1
        assert take_what_is_delivered(at=NOW) == 0
    finally:
        del SOURCES["days_to_decide"]

    assert value(OCTOBER, "days_to_decide") == Decimal("4.3")
    write(people_lead, days_to_decide=9)
    assert value(OCTOBER, "days_to_decide") == 9
