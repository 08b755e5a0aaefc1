"""Two answers at the same moment, on a database that lets both write."""

import pytest

from bothways.commitments.models import Commitment
from bothways.confirmations.actions import judge
from bothways.confirmations.models import Judgement
from bothways.record.models import Entry
from tests.at_once import both
from tests.confirmations.made import BY_NAME, kept
from tests.factories import NOW, make_people, make_person

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True, databases="__all__")]


def test_a_word_that_is_sent_twice_is_one_word_and_two_words_are_two() -> None:
    author = make_person("Author")
    one, *_others = make_people(3)
    promise = kept(author, confirm=BY_NAME)

    def say(says: str, words: str = "") -> None:
        mine = Commitment.objects.get(pk=promise.pk)
        judge(mine, by=one, says=says, words=words, at=NOW)

    assert both(lambda: say("confirmed"), lambda: say("confirmed")) == [None, None]
    assert Judgement.objects.count() == 1
    assert both(lambda: say("contested", "No."), lambda: say("contested", "Not so.")) == [None] * 2
    assert sorted(row.number for row in Judgement.objects.all()) == [1, 2, 3]
    assert Entry.objects.filter(verb__startswith="commitment.con").count() == 3
