"""What people are told of a round: the firm's words, then what is true of its rules."""

from datetime import datetime

import pytest

from bothways.firm import telling
from bothways.firm.actions import keep_words
from bothways.firm.telling import as_text, facts_of, ready_words, words_of
from bothways.people.models import Organisation, Person, Role
from bothways.surveys.explain import limits
from tests.cast import Cast
from tests.rounds import draft, opened
from tests.tampering import tamper


def said_of(round_: object) -> str:
    return " ".join(s for fact in facts_of(round_) for s in fact.sentences)  # type: ignore[arg-type]


def test_the_announcement_begins_with_words_of_the_firm_signed_by_its_owner(firm: Cast) -> None:
    words = ready_words(draft(firm.owner, title="How is trust here?"))

    assert words.startswith("Dear all,")
    assert "“How is trust here?”" in words
    assert words.endswith("Sanne Weir")


def test_every_limit_stands_in_the_announcement(owner: Person) -> None:
    said = said_of(draft(owner))

    assert [limit for limit in limits("none") if limit not in said] == []


def test_one_keyholder_is_said_where_there_is_one(owner: Person) -> None:
    said = said_of(draft(owner))

    assert "There is no second key here" in said
    assert "two keys" not in said.casefold()


@pytest.mark.parametrize(("k", "c", "n"), [(9, 3, 9), (7, 2, 7), (5, 1, 5), (5, 2, 7)])
def test_a_draft_is_explained_by_the_rules_it_would_get(
    owner: Person, k: int, c: int, n: int
) -> None:
    Organisation.objects.update(k=k, c=c)

    said = said_of(draft(owner))

    assert f"fewer than {n} answers" in said
    assert ("a colleague who knows" if c == 1 else f"even {c} colleagues") in said


def test_an_announced_round_is_explained_by_its_own_rules_whatever_the_firm_has_now(
    owner: Person,
) -> None:
    round_ = opened(owner)
    tamper(Organisation.objects.all(), k=9, c=3)

    assert "fewer than 7 answers" in said_of(round_)


def test_the_representative_can_be_asked(firm: Cast) -> None:
    round_ = draft(firm.owner)

    assert words_of(round_).contact == "Edda Falk (Stores)"
    assert "Ask Edda Falk (Stores)." in said_of(round_)


def test_without_a_representative_it_says_so(firm: Cast) -> None:
    Role.objects.filter(kind=Role.Kind.REPRESENTATIVE).delete()

    assert "Nobody stands for the employees here yet" in said_of(draft(firm.owner))


def test_the_text_to_mail_holds_the_words_and_every_fact(owner: Person, now: datetime) -> None:
    round_ = draft(owner)
    keep_words(round_, words="Because we want to know.", contact="")

    text = as_text(round_)

    assert text.startswith("Because we want to know.\n\n")
    for fact in facts_of(round_):
        assert fact.name in text
        assert all(sentence in text for sentence in fact.sentences)


def test_the_days_are_said_in_the_firms_time(owner: Person, now: datetime) -> None:
    assert telling.moment(now) == "Monday 2 November, 09:00"
