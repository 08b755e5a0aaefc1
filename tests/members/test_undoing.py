"""What a plan of undoing says of itself, before anything is written."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.members.models import Card
from bothways.members.undoing import FIELDS, Undo, changed, points_to, state
from bothways.people.models import Line, Person
from tests.cast import Cast
from tests.factories import make_people

NAMES = st.dictionaries(st.text("abc", min_size=1, max_size=2), st.just("Jo"), max_size=4)


@settings(max_examples=30)
@given(NAMES, NAMES)
def test_two_plans_that_do_the_same_have_one_digest_in_whatever_order(
    restored: dict[str, str], removed: dict[str, str]
) -> None:
    turned = Undo(dict(reversed(restored.items())), dict(reversed(removed.items())), ())

    assert Undo(restored, removed, ()).digest == turned.digest
    more = {**restored, "another": "Edda"}
    assert Undo(more, removed, ()).digest != turned.digest


def test_who_stays_and_why_is_part_of_what_was_looked_at() -> None:
    one, other = (Undo({}, {}, (("Jo", why),)) for why in ("was changed since.", "is new."))

    assert one.digest != other.digest
    assert Undo({"1": "Jo"}, {}, ()).digest != Undo({}, {"1": "Jo"}, ()).digest


@pytest.mark.parametrize(
    ("undo", "is_empty"),
    [
        (Undo({}, {}, ()), True),
        (Undo({}, {}, (("Jo", "was changed since."),)), True),
        (Undo({"1": "Jo"}, {}, ()), False),
        (Undo({}, {"1": "Jo"}, ()), False),
    ],
)
def test_where_everybody_stays_there_is_nothing_to_undo(undo: Undo, is_empty: bool) -> None:
    assert undo.is_empty is is_empty


def test_new_people_have_no_before_and_those_who_are_gone_are_not_named() -> None:
    before: dict[str, dict[str, Any]] = {"1": {"name": "Jo"}, "2": {"name": "Edda"}, "3": {}}
    after: dict[str, dict[str, Any]] = {"1": {"name": "Jo"}, "2": {"name": "E."}, "4": {}}

    assert changed(before, after) == {"2": [{"name": "Edda"}, {"name": "E."}], "4": [None, {}]}
    assert changed(before, before) == {}


def test_a_state_holds_everybody_with_all_that_a_file_can_change(firm: Cast) -> None:
    found = state()

    assert set(found) == {str(pk) for pk in Person.objects.values_list("pk", flat=True)}
    jo = found[str(firm.employee.pk)]
    assert set(jo) == {*FIELDS, "also", "lines", "roles"}
    assert (jo["name"], jo["manager_id"]) == ("Jo Marsh", str(firm.manager.pk))
    assert (jo["started_on"], jo["left_on"]) == ("2020-03-02", None)
    assert found[str(firm.leaver.pk)]["left_on"] == "2026-09-30"
    assert found[str(firm.owner.pk)]["roles"] == ["owner"]


def test_a_state_takes_four_queries_however_many_there_are(
    firm: Cast, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(4):
        state()
    make_people(40)
    with django_assert_num_queries(4):
        assert len(state()) > 70


def test_every_table_that_holds_somebody_is_looked_into_by_its_own_column() -> None:
    found = points_to(Person)

    assert {(Line, "person"), (Line, "leader"), (Card, "person"), (Person, "manager")} <= set(found)
    assert len(set(found)) == len(found)
