"""Votes of other rooms in the month's round: which, how many, how they are asked and shown."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID, uuid5

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import get_language, gettext_lazy

from bothways.confirmations import queries
from bothways.confirmations.actions import gather
from bothways.confirmations.along import CODE, MOST_VOTES, code_of_vote, share, votes_waiting
from bothways.confirmations.conditions import asks_what_it_would_ask_today
from bothways.confirmations.figures import Sentences
from bothways.confirmations.gathering import all_to_ask
from bothways.confirmations.models import GatheredVote
from bothways.confirmations.registry import TOPICS, Shown, Topic, Vote, asked_along
from bothways.people.models import Person, here_on
from bothways.surveys.actions import announce_round
from bothways.surveys.models import LONGEST_ASKED, Round
from tests.cast import Cast
from tests.confirmations.made import DECEMBER, SECRETLY, counted_month, drafted, kept
from tests.factories import TODAY, at_nine

ClientOf = Callable[[object], Client]
DISHES = ("Soup on Fridays", "A bench in the yard", "Fewer mails", "Trains, not planes", "New keys")
JANUARY = date(2027, 1, 4)


def thing_of(said: str) -> UUID:
    return uuid5(UUID(int=7), said)


class Wishes:
    """A room of its own: wishes by their words, each with the day since when it waits."""

    def __init__(self) -> None:
        self.waiting: dict[str, date] = {}

    def make(self, *said: str) -> None:
        for number, words in enumerate(said, start=len(self.waiting)):
            self.waiting[words] = TODAY + timedelta(days=number)

    def by_thing(self, things: Iterable[UUID]) -> dict[UUID, str]:
        every = {thing_of(said): said for said in (*DISHES, *self.waiting)}
        return {thing: every[thing] for thing in things}

    def topic(self) -> Topic:
        return Topic(
            name="wish",
            letter="W",
            waiting=lambda _on: [
                Vote(thing_of(said), since) for said, since in self.waiting.items()
            ],
            worded=lambda things: {
                thing: f"{get_language()}: “{said}” It is worth doing."
                for thing, said in self.by_thing(things).items()
            },
            shown=lambda things: {
                thing: Shown(said, f"/wishes/{thing}/")
                for thing, said in self.by_thing(things).items()
            },
            asks=gettext_lazy("Asked is whether it is worth doing."),
            figure=Sentences(
                *(
                    gettext_lazy(words)
                    for words in ("%(low)d of %(n)d", "%(low)d or more", "%(high)d or less", "...")
                )
            ),
        )


@pytest.fixture
def wishes(db: None) -> Iterator[Wishes]:
    """A topic that only these tests know, registered as another room would."""
    before = dict(TOPICS)
    TOPICS.clear()
    wishes = Wishes()
    asked_along(wishes.topic())
    yield wishes
    TOPICS.clear()
    TOPICS.update(before)


def topic() -> Topic:
    return TOPICS["wish"]


def voted_on(round_: Round) -> list[str]:
    said = {thing_of(words): words for words in DISHES}
    return [said[row.thing] for row in round_.votes.all()]


@pytest.mark.parametrize(
    ("n_promises", "n_votes", "asked"),
    [
        (0, 0, (0, 0)),
        (3, 0, (3, 0)),
        (12, 0, (8, 0)),
        (0, 12, (0, 8)),
        (12, 12, (4, 4)),
        (12, 2, (6, 2)),
        (3, 12, (3, 5)),
        (4, 4, (4, 4)),
    ],
)
def test_eight_questions_are_shared_between_promises_and_votes(
    n_promises: int, n_votes: int, asked: tuple[int, int]
) -> None:
    promises, votes = share(range(n_promises), range(100, 100 + n_votes), 8)

    assert (len(promises), len(votes)) == asked
    assert promises == list(range(len(promises)))
    assert votes == list(range(100, 100 + len(votes)))
    assert len(votes) <= max(MOST_VOTES, 8 - len(promises))


def test_what_another_room_asks_stands_in_the_months_round_after_the_promises(
    firm: Cast, wishes: Wishes
) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)
    wishes.make(*DISHES[:2])

    round_ = drafted()

    codes = [question.code for question in round_.questions.all()]
    assert [row.commitment for row in round_.gathered.all()] == [promise]
    assert voted_on(round_) == list(DISHES[:2])
    assert codes[1:] == [code_of_vote(topic(), thing_of(said)) for said in DISHES[:2]]
    assert all(code.startswith(CODE) and len(code) <= 20 for code in codes[1:])
    assert round_.title == "Promises and ideas, December 2026"


def test_a_month_may_have_votes_alone(firm: Cast, wishes: Wishes) -> None:
    wishes.make(DISHES[0])

    round_ = drafted()

    assert round_.title == "Ideas, December 2026"
    assert round_.kind == Round.Kind.PROMISES
    assert voted_on(round_) == [DISHES[0]]


def test_it_is_worded_in_each_language_and_fits_into_a_question(firm: Cast, wishes: Wishes) -> None:
    wishes.make("w" * 900)

    (asked,) = all_to_ask(DECEMBER).questions()

    assert {asked.texts[language][:3] for language in ("en", "de", "es")} == {"en:", "de:", "es:"}
    assert all(len(text) <= LONGEST_ASKED for text in asked.texts.values())
    assert not asked.about_leader


def test_each_is_asked_once_ever_and_of_two_alike_one_in_a_quarter(
    firm: Cast, wishes: Wishes
) -> None:
    wishes.make(DISHES[0], "Soup on Friday")
    announce_round(drafted(), by=firm.owner, at=at_nine(DECEMBER))

    assert all_to_ask(JANUARY).things == []
    assert [one.vote.thing for one in votes_waiting(date(2027, 4, 1))] == [
        thing_of("Soup on Friday")
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        GatheredVote.objects.create(
            round=Round.objects.get(), code="VOTE-W-0", topic="wish", thing=thing_of(DISHES[0])
        )


def test_a_draft_follows_what_still_waits(firm: Cast, wishes: Wishes) -> None:
    wishes.make(*DISHES[:2])
    round_ = drafted()
    del wishes.waiting[DISHES[0]]

    (reason,) = asks_what_it_would_ask_today(round_, at_nine(DECEMBER))
    again = gather(at=at_nine(DECEMBER + timedelta(days=1)))

    assert "vote on has changed" in reason
    assert again is not None
    assert voted_on(again) == [DISHES[1]]
    assert asks_what_it_would_ask_today(again, at_nine(DECEMBER)) == []
    wishes.waiting.clear()
    assert gather(at=at_nine(DECEMBER + timedelta(days=2))) is None
    assert not Round.objects.exists()


def test_a_draft_that_waits_for_nothing_new_stays_as_it_is(firm: Cast, wishes: Wishes) -> None:
    wishes.make(DISHES[0])
    codes = list(drafted().votes.values_list("pk", flat=True))

    again = gather(at=at_nine(DECEMBER))

    assert again is not None
    assert list(again.votes.values_list("pk", flat=True)) == codes
    assert again.title == "Ideas, December 2026"


def test_a_firm_too_small_to_be_asked_secretly_votes_on_nothing(firm: Cast, wishes: Wishes) -> None:
    wishes.make(DISHES[0])
    assert all_to_ask(DECEMBER)

    stay = list(Person.objects.filter(here_on(DECEMBER)).values_list("pk", flat=True)[:6])
    Person.objects.exclude(pk__in=stay).update(left_on=TODAY)

    assert not all_to_ask(DECEMBER)


def test_its_figure_is_the_firms_from_the_release_and_stands_with_what_was_asked(
    firm: Cast, client_of: ClientOf, wishes: Wishes
) -> None:
    wishes.make(DISHES[0])
    thing = thing_of(DISHES[0])
    draft = drafted()
    assert queries.voted(topic(), [thing])[thing].state == "drafted"
    assert queries.votes_in(draft) == [
        (Shown(DISHES[0], f"/wishes/{thing}/"), "Asked is whether it is worth doing.")
    ]
    people = list(Person.objects.filter(here_on(DECEMBER)).order_by("pk"))

    round_ = counted_month(firm.owner, {who: [5 if n % 2 else 1] for n, who in enumerate(people)})

    found = queries.voted(topic(), [thing])[thing]
    n_agree = sum(n % 2 for n in range(len(people)))
    assert (found.state, found.words) == ("counted", f"{n_agree} of {len(people)}")
    html = client_of(firm.employee).get(f"/confirmations/rounds/{round_.pk}/").content.decode()
    assert DISHES[0] in html
    assert f"{n_agree} of {len(people)}" in html
    assert f'href="/wishes/{thing}/"' in html


def test_a_figure_beside_another_thing_is_not_believed(firm: Cast, wishes: Wishes) -> None:
    wishes.make(DISHES[0])
    drafted()
    other = thing_of(DISHES[1])
    GatheredVote.objects.update(thing=other)

    assert queries.voted(topic(), [other]) == {}
