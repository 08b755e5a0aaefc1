"""Each guide stands at the act that it is for."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from bothways.commitments.actions import make_commitment
from bothways.commitments.models import Commitment
from tests.cast import Cast
from tests.trust.counted import make_counted, mixed

ClientOf = Callable[[object], Client]


@pytest.fixture
def promise(firm: Cast) -> Commitment:
    """A promise that is open today, whatever day that is."""
    return make_commitment(
        by=firm.manager,
        text="Two new lamps hang over bench four.",
        to=None,
        due_on=timezone.localdate() + timedelta(days=30),
        at=timezone.now() - timedelta(days=1),
    )


def guides_on(html: str) -> list[str]:
    """The guides that a page shows, by the address of each."""
    return [part.partition("/")[0] for part in html.split('href="/guides/')[1:]]


def test_whoever_gives_their_word_can_read_how(firm: Cast, client_of: ClientOf) -> None:
    html = client_of(firm.manager).get("/promises/new/").content.decode()

    assert guides_on(html) == ["making-a-promise"]
    assert "Name one day." in html


def test_whoever_answers_a_result_can_read_how(firm: Cast, client_of: ClientOf) -> None:
    counted = make_counted(firm, {"b1": mixed(11, 0), "b2": mixed(0, 8)})
    address = f"/promises/new/?round={counted.pk}&question=U-TRU1"

    assert guides_on(client_of(firm.manager).get(address).content.decode()) == [
        "answering-a-result"
    ]
    trust = client_of(firm.employee).get("/trust/").content.decode()
    assert guides_on(trust) == ["answering-a-result"]


@pytest.mark.parametrize(
    ("act", "guides"),
    [
        ("move", ["making-a-promise"]),
        ("break", ["owning-a-mistake"]),
        ("keep", ["listening"]),
        ("word", []),
    ],
)
def test_each_act_on_a_promise_has_the_guide_that_helps_there(
    firm: Cast, client_of: ClientOf, promise: Commitment, act: str, guides: list[str]
) -> None:
    html = client_of(firm.manager).get(f"/promises/{promise.pk}/{act}/").content.decode()

    assert guides_on(html) == guides


def test_whoever_announces_a_round_can_read_how() -> None:
    round_ = {"pk": "5e0a2c6e-6f2b-4a5f-9d5b-0a4f5c1d2e3f", "asks_leaders": False}

    assert guides_on(render_to_string("surveys/_announce.html", {"round": round_})) == [
        "running-a-good-round"
    ]


def test_whoever_talks_a_result_over_can_read_how_to_listen() -> None:
    assert guides_on(render_to_string("leaders/_talk_kit.html")) == ["listening"]


def test_a_guide_is_shown_in_the_language_of_the_page(firm: Cast, client_of: ClientOf) -> None:
    firm.manager.language = "de"
    firm.manager.save()

    html = client_of(firm.manager).get("/promises/new/").content.decode()

    assert "Eine Zusage geben" in html
    assert "Nennen Sie einen Tag." in html
    assert 'lang="en"' not in html


def test_all_guides_are_one_click_from_ones_own_page(firm: Cast, client_of: ClientOf) -> None:
    assert 'href="/guides/"' in client_of(firm.employee).get("/me/").content.decode()
