"""What can be found is what everybody may see, at every moment."""

from datetime import timedelta

import pytest
from django.db import transaction

from bothways.commitments.actions import keep_commitment
from bothways.people.models import Person
from bothways.search.actions import forget, index, rebuild, refresh
from bothways.search.index import TABLE, tables
from bothways.search.index import index as words_of
from bothways.search.models import Indexed
from bothways.search.queries import find, out_of_step
from tests.cast import ASSEMBLY, Cast
from tests.factories import TODAY, at_nine, make_promise, make_unit
from tests.search.conftest import Notes, note_of

pytestmark = pytest.mark.both


def refs(words: str) -> list[str]:
    return [hit.ref for hit in find(words)]


def test_a_promise_in_the_open_is_found_once_it_is_made(firm: Cast) -> None:
    promise = make_promise(firm.manager, "Every station gets a gauge.", to=make_unit(ASSEMBLY))

    assert refs("station") == [str(promise.pk)]


def test_what_is_said_about_it_later_is_found_too(firm: Cast) -> None:
    promise = make_promise(firm.manager)
    keep_commitment(promise, by=firm.manager, words="They hang by the lathe.", at=at_nine(TODAY))

    assert refs("lathe gauges") == [str(promise.pk)]


def test_nothing_between_two_people_is_ever_found(firm: Cast) -> None:
    between = make_promise(firm.employee, "I will learn the laser.", to=firm.manager)
    keep_commitment(between, by=firm.employee, words="The laser is mine.", at=at_nine(TODAY))

    assert refs("laser") == []
    rebuild()
    assert refs("laser") == []
    assert Indexed.objects.count() == 0


def test_a_thing_is_found_by_its_new_words_and_no_longer_by_the_old() -> None:
    index("promise", "1", "The old gauge", "", TODAY)
    index("promise", "1", "The new scale", "on the wall", TODAY)

    assert refs("gauge") == []
    assert refs("scale wall") == ["1"]


def test_what_is_forgotten_is_found_no_more_and_leaves_no_word() -> None:
    before = list(words_of().stored())  # a test in a browser leaves some
    index("promise", "1", "The gauge", "", TODAY)
    forget("promise", "1")
    forget("promise", "2")

    assert refs("gauge") == []
    assert list(words_of().stored()) == before


def test_what_is_no_longer_for_everybody_is_forgotten_when_it_is_refreshed(notes: Notes) -> None:
    notes["1"] = note_of("1", "Seen by all")
    refresh("note", "1")
    assert refs("seen") == ["1"]

    del notes["1"]
    refresh("note", "1")

    assert refs("seen") == []


def test_if_the_thing_does_not_come_to_be_it_is_not_found(firm: Cast) -> None:
    with transaction.atomic():
        make_promise(firm.manager, "A word that is lost.")
        transaction.set_rollback(True)

    assert refs("lost") == []


def test_a_rebuild_finds_the_same_and_nothing_twice(firm: Cast, notes: Notes) -> None:
    for number in range(3):
        make_promise(firm.manager, f"Gauge {number} comes.", due_on=TODAY + timedelta(days=9))
    notes["1"] = note_of("1", "A gauge too")

    assert rebuild() == 4
    assert rebuild() == 4
    assert len(refs("gauge")) == 4
    assert not out_of_step()


def test_the_tables_are_of_each_databases_own_kind() -> None:
    assert tables()[0] == TABLE
    assert words_of().is_as_made()


def test_the_title_of_an_erased_person_is_gone_from_every_word(firm: Cast, owner: Person) -> None:
    from bothways.operations.actions.erasing import erase

    make_promise(firm.manager, "Tariq Bell gets a gauge of his own.")
    assert refs("tariq")

    erase(firm.colleague, by=owner, on=TODAY, at=at_nine(TODAY))

    assert refs("tariq") == []
    assert refs("gauge own erased")
    assert not any("tariq" in words for _pk, words in words_of().stored())
    assert not Indexed.objects.filter(title__contains="Tariq").exists()
