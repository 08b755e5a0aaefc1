"""What not everybody may see is not in the search: each such text is put there first."""

import pytest

from bothways.commitments.actions import give_word
from bothways.search.actions import rebuild
from bothways.search.index import index
from bothways.search.models import Indexed
from bothways.search.queries import find
from bothways.search.registry import KINDS
from bothways.surveys.actions import Asked
from bothways.surveys.voting import cast_ballot
from tests.cast import Cast
from tests.factories import NOW, TODAY, at_nine, make_promise
from tests.rounds import draft, opened

SECRET = "Zebrafinch"  # stands in no other text


def put_it_everywhere(firm: Cast) -> None:
    """Write the word where only some may read it, or nobody at all."""
    between = make_promise(firm.employee, f"{SECRET} for you alone.", to=firm.manager)
    give_word(between, by=firm.employee, words=f"The {SECRET} is fine.", at=at_nine(TODAY))
    question = Asked("U-PSY1", f"Do you like the {SECRET}?", "PSY")
    draft(firm.people_lead, questions=[question], title=f"A draft about a {SECRET}")
    round_ = opened(firm.people_lead, questions=[question], title=f"{SECRET} round")
    cast_ballot(round_, firm.employee, [5], at=NOW)
    firm.dispatcher.title = SECRET
    firm.dispatcher.save()


@pytest.mark.parametrize("is_made_anew", [False, True])
def test_drafts_ballots_and_words_between_two_are_found_by_nobody(
    firm: Cast, is_made_anew: bool
) -> None:
    put_it_everywhere(firm)
    open_to_all = make_promise(firm.manager, "Gauges for everybody.")
    if is_made_anew:
        rebuild()

    assert find(SECRET) == []
    assert not Indexed.objects.filter(title__icontains=SECRET).exists()
    assert not Indexed.objects.filter(body__icontains=SECRET).exists()
    assert not any("zebrafinch" in words for _pk, words in index().stored())
    assert [hit.ref for hit in find("gauges")] == [str(open_to_all.pk)]


def test_whoever_lets_a_new_kind_be_found_is_asked_whether_everybody_may_see_it() -> None:
    open_to_all = {"answer", "decision", "promise", "question", "suggestion"}

    assert set(KINDS) <= open_to_all
