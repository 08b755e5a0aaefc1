"""A round about promises: asked, sealed and counted as any other, and no result of trust."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from bothways.leaders.queries import round_to_mirror
from bothways.notifications.actions import send_due
from bothways.readings.actions import keep_readings
from bothways.readings.queries import chain
from bothways.results.queries import release_of, releases, releases_among
from bothways.surveys import queries
from bothways.surveys.actions import Asked, announce_round, set_days
from bothways.surveys.errors import CannotOpenError, FrozenError
from bothways.surveys.forms import RoundForm
from bothways.surveys.models import Round
from bothways.trust.queries import counted_rounds, newest_of
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW
from tests.rounds import counted, draft, opened

KEPT = Asked("WORD-K-1234567890", "It was kept: “The gauges are there.”", "WORD-K-1234567890")
PROMISES = Round.Kind.PROMISES
LATER = NOW + timedelta(days=10)


def test_its_figures_are_of_one_threshold_and_of_the_rules_of_any_round(firm: Cast) -> None:
    people = list(firm.people())[:9]

    round_ = counted(
        firm.owner, {p: [4] for p in people if p.is_active}, questions=[KEPT], kind=PROMISES
    )

    released = release_of(round_)
    assert released is not None
    assert released.format == "focus"
    assert round_.rules["kind"] == "promises"
    assert round_.rules["k"] == firm.organisation.k
    assert releases_among([round_.pk]) == {round_.pk: released}


def test_it_is_no_result_of_trust_and_compared_with_none(firm: Cast) -> None:
    pulse = counted(firm.owner, {})

    round_ = counted(firm.owner, {}, questions=[KEPT], kind=PROMISES, opens_at=LATER)

    assert [found.pk for found, _ in releases()] == [pulse.pk]
    assert [found.pk for found, _ in releases(with_promises=True)] == [round_.pk, pulse.pk]
    assert [one.round.pk for one in counted_rounds()] == [pulse.pk]
    assert newest_of(counted_rounds(None))["everyone"].round.pk == pulse.pk
    last, mirrored = queries.last_counted(), round_to_mirror()
    assert last is not None
    assert last.pk == pulse.pk
    assert mirrored is not None
    assert mirrored.pk == pulse.pk
    assert list(chain()) == keep_readings() == [pulse.pk]


def test_it_keeps_the_groups_as_coarse_as_they_were(firm: Cast) -> None:
    round_ = opened(firm.owner, questions=[KEPT], kind=PROMISES)

    assert {key[0] for key in queries.partitions_since(NOW - timedelta(days=1))} == {round_.pk}


def test_the_mail_of_its_result_leads_to_its_own_page(firm: Cast) -> None:
    round_ = counted(firm.owner, {}, questions=[KEPT], kind=PROMISES)

    send_due(at=round_.closes_at + timedelta(hours=1))

    told = [one for one in mail.outbox if "the result is there" in one.subject]
    assert told
    assert f"/rounds/{round_.pk}/" in told[0].body
    assert "/trust/" not in told[0].body


def test_its_question_quotes_a_promise_in_each_language(firm: Cast) -> None:
    texts = {"en": KEPT.text, "de": "Es wurde gehalten: „Die Lehren sind da.“"}
    asked = Asked(KEPT.code, KEPT.text, KEPT.code, texts=texts)

    round_ = opened(firm.owner, questions=[asked], kind=PROMISES)

    assert round_.rules["questions"][0]["texts"] == texts


def test_the_same_question_never_comes_back_within_a_quarter(firm: Cast) -> None:
    counted(firm.owner, {}, questions=[KEPT], kind=PROMISES)
    again = draft(firm.owner, questions=[KEPT], kind=PROMISES, opens_at=LATER)

    with pytest.raises(CannotOpenError, match="It may come back"):
        announce_round(again, by=firm.owner, at=LATER)


def test_nobody_can_choose_its_kind_or_its_questions_by_hand(
    firm: Cast, client_of: ClientOf
) -> None:
    round_ = draft(firm.owner, questions=[KEPT], kind=PROMISES)
    client, address = client_of(firm.owner), reverse("surveys:change", args=[round_.pk])

    page = client.get(address).content.decode()

    assert "promises" not in dict(RoundForm().fields["kind"].choices)  # type: ignore[attr-defined]
    assert 'name="opens_at"' in page
    assert 'name="items"' not in page
    assert 'name="own"' not in page


def test_its_days_can_be_chosen_until_it_is_announced(firm: Cast, client_of: ClientOf) -> None:
    round_ = draft(firm.owner, questions=[KEPT], kind=PROMISES)
    client, address = client_of(firm.owner), reverse("surveys:change", args=[round_.pk])

    wrong = client.post(address, {"opens_at": "2026-11-12T08:00", "closes_at": "2026-11-11T08:00"})
    right = client.post(address, {"opens_at": "2026-11-12T08:00", "closes_at": "2026-11-19T18:00"})

    round_.refresh_from_db()
    assert wrong.status_code == 422
    assert "The box must close after it opens" in wrong.text
    assert right.status_code == 302
    assert round_.opens_at.day == 12
    assert [question.code for question in round_.questions.all()] == [KEPT.code]


def test_once_announced_its_days_are_fixed(firm: Cast, client_of: ClientOf) -> None:
    round_ = opened(firm.owner, questions=[KEPT], kind=PROMISES)
    days = {"opens_at": "2026-11-12T08:00", "closes_at": "2026-11-19T18:00"}

    tried = client_of(firm.owner).post(reverse("surveys:change", args=[round_.pk]), days)

    assert tried.status_code == 409
    assert "be changed now. The rules of this round" in tried.text
    with pytest.raises(FrozenError):
        set_days(round_, by=None, at=NOW, opens_at=NOW, closes_at=LATER)


def test_what_is_told_of_other_rounds_is_not_told_of_it(firm: Cast, client_of: ClientOf) -> None:
    round_ = opened(firm.owner, questions=[KEPT], kind=PROMISES, opens_at=timezone.now())
    client = client_of(firm.owner)

    page = client.get(reverse("surveys:round", args=[round_.pk])).text
    before = client.get(reverse("surveys:answer", args=[round_.pk])).text

    assert client.get(reverse("firm:poster", args=[round_.pk])).status_code == 404
    assert client.get(reverse("firm:announcement", args=[round_.pk])).status_code == 404
    assert reverse("firm:poster", args=[round_.pk]) not in page
    assert "for each promise that was not made to you" in before
