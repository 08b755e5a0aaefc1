"""Two clicks at the same moment, on a database that lets both write."""

import pytest

from bothways.commitments.actions import keep_commitment, make_commitment
from bothways.commitments.errors import AlreadyClosedError, AlreadyGivenError
from bothways.commitments.models import Change, Commitment
from bothways.record.models import Entry
from tests.at_once import both
from tests.factories import NOW, make_people, make_person

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True, databases="__all__")]


def test_a_promise_that_is_sent_twice_is_one_promise() -> None:
    author = make_person("Author")
    make_people(3)

    def give() -> object:
        return make_commitment(by=author, text="Soup.", due_on=NOW.date(), to=None, at=NOW)

    said = both(give, give)

    assert [type(error) for error in said if error] == [AlreadyGivenError]
    assert Commitment.objects.count() == 1


def test_a_promise_is_kept_once_however_often_one_clicks() -> None:
    author = make_person("Author")
    make_people(3)
    promise = make_commitment(by=author, text="Soup.", due_on=NOW.date(), to=None, at=NOW)

    def keep() -> object:
        mine = Commitment.objects.get(pk=promise.pk)
        return keep_commitment(mine, by=author, words="Served.", at=NOW)

    said = both(keep, keep)

    assert [type(error) for error in said if error] == [AlreadyClosedError]
    assert Change.objects.count() == 1
    assert Entry.objects.filter(verb="commitment.kept").count() == 1
