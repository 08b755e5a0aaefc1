"""Owner and representative agree to a draft as they read it; another one needs their word anew."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from bothways.answers import errors, weekly
from bothways.answers.actions import agree, withdraw
from bothways.answers.models import Agreement
from bothways.answers.queries import agreed, agreements_of, lapsed_of
from bothways.notifications.weekly import Line
from bothways.people.models import Person, Role
from bothways.record.models import Entry as Recorded
from bothways.surveys.actions import (
    Asked,
    announce_round,
    change_round,
    drop_draft,
    own_question,
    set_days,
    word_questions,
)
from bothways.surveys.errors import CannotOpenError
from bothways.surveys.models import Round
from bothways.surveys.queries import reading_of
from bothways.trust.record_words import lines_for
from tests.answers.conftest import AFTER, FAIR
from tests.answers.test_conditions import COUNTED, WHY_NOW, in_the_way, promised, refused
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import at_nine
from tests.rounds import OPEN_FOR, draft

WHOLE = Asked("U-WLB1", "My work leaves me time to live.", "WLB")
TOGETHER = "Ask now, answer both."


def words_asked_for(people: Iterable[Person]) -> dict[UUID, list[Line]]:
    """The lines that ask for somebody's word, by whose week they stand in."""
    return {pk: list(lines) for pk, lines in weekly.words_asked_for(list(people), COUNTED).items()}


def both_agree(firm: Cast, round_: Round) -> None:
    agree(round_, by=firm.owner, words=WHY_NOW, at=AFTER)
    agree(round_, by=firm.representative, words=TOGETHER, at=AFTER)


def change(firm: Cast, round_: Round, **becomes: object) -> None:
    said = {
        "title": round_.title,
        "kind": round_.kind,
        "questions": [FAIR],
        "opens_at": round_.opens_at,
        "closes_at": round_.closes_at,
        "audience": round_.audience,
    }
    change_round(round_, by=firm.people_lead, at=AFTER, **said | becomes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "becomes",
    [
        {"questions": [FAIR, WHOLE]},
        {"questions": [own_question("Is the new hall too loud?")]},
        {"title": "Another pulse"},
        {"closes_at": AFTER + OPEN_FOR + timedelta(days=1)},
    ],
)
def test_a_draft_that_is_changed_after_both_agreed_needs_their_word_anew(
    firm: Cast, asked: Round, following: Round, becomes: dict[str, object]
) -> None:
    both_agree(firm, following)
    assert in_the_way(following) == ""

    change(firm, following, **becomes)

    assert not agreed(following)
    assert "Answer them first" in in_the_way(following)
    with pytest.raises(CannotOpenError, match="Answer them first"):
        announce_round(following, by=firm.people_lead, at=AFTER)


def test_other_days_and_other_wordings_are_another_draft_too(
    firm: Cast, asked: Round, following: Round
) -> None:
    own = own_question("Is the new hall too loud?")
    change(firm, following, questions=[own])
    both_agree(firm, following)
    later = AFTER + timedelta(days=1)
    set_days(following, by=firm.owner, at=AFTER, opens_at=later, closes_at=later + OPEN_FOR)
    assert not agreed(following)

    both_agree(firm, following)
    said = {own.code: {"de": "Ist die neue Halle zu laut?"}}
    word_questions(following, said, by=firm.people_lead, at=AFTER)

    assert not agreed(following)


def test_saved_as_it_was_a_draft_keeps_their_word(
    firm: Cast, asked: Round, following: Round
) -> None:
    both_agree(firm, following)
    read = reading_of(following)

    change(firm, following)
    set_days(
        following,
        by=firm.owner,
        at=AFTER,
        opens_at=following.opens_at,
        closes_at=following.closes_at,
    )

    assert agreed(following)
    assert reading_of(following) == read
    assert not Recorded.objects.filter(verb="override.lapsed").exists()


def test_that_their_word_lapsed_is_on_the_record_with_whoever_changed_the_draft(
    firm: Cast, asked: Round, following: Round
) -> None:
    both_agree(firm, following)

    change(firm, following, questions=[WHOLE])
    change(firm, following, questions=[FAIR, WHOLE])

    entry = Recorded.objects.get(verb="override.lapsed")
    assert (entry.by, entry.about_id) == (firm.people_lead, str(following.pk))
    (line,) = lines_for([entry])
    assert "so that nobody's word that it can't wait holds any more" in line.words


@pytest.mark.both
def test_what_lapsed_stays_in_sight_and_both_can_agree_to_the_new_draft(
    firm: Cast, asked: Round, following: Round, client_of: ClientOf
) -> None:
    both_agree(firm, following)
    change(firm, following, questions=[WHOLE])
    address, owner = f"/answers/{following.pk}/first/", client_of(firm.owner)

    shown = owner.get(address).content.decode()
    assert "The draft was changed after these words." in shown
    assert WHY_NOW in shown
    assert "Who had agreed that it can" in owner.get(f"/rounds/{following.pk}/").content.decode()

    both_agree(firm, following)
    assert [one.words for one in lapsed_of(following)] == [WHY_NOW, TOGETHER]
    assert [one.words for one in agreements_of(following)] == [WHY_NOW, TOGETHER]
    announce_round(following, by=firm.people_lead, at=AFTER)
    after = client_of(firm.employee).get(f"/rounds/{following.pk}/").content.decode()
    assert after.count(TOGETHER) == 1
    assert "Who had agreed" not in after


def test_a_draft_that_was_changed_before_the_press_is_not_agreed_to_unread(
    firm: Cast, asked: Round, following: Round, client_of: ClientOf
) -> None:
    address, client = f"/answers/{following.pk}/first/", client_of(firm.owner)
    read = reading_of(following)
    change(firm, following, questions=[WHOLE])

    late = client.post(address, {"words": WHY_NOW, "reading": read})

    assert late.status_code == 409
    page = late.content.decode()
    assert "The draft was changed while you wrote." in page
    assert WHY_NOW in page
    assert not Agreement.objects.exists()
    again = client.post(address, {"words": WHY_NOW, "reading": reading_of(following)})
    assert again.status_code == 302
    assert reading_of(following) in page


def test_nobody_agrees_by_a_page_that_does_not_say_what_was_read(
    firm: Cast, asked: Round, following: Round, client_of: ClientOf
) -> None:
    reply = client_of(firm.owner).post(f"/answers/{following.pk}/first/", {"words": WHY_NOW})

    assert reply.status_code == 409
    assert not Agreement.objects.exists()


def test_the_representative_reads_on_the_page_what_would_be_asked(
    firm: Cast, asked: Round, following: Round, client_of: ClientOf
) -> None:
    """They can't open a draft's own page, which is for those who keep rounds."""
    client: Client = client_of(firm.representative)

    shown = client.get(f"/answers/{following.pk}/first/").content.decode()

    assert FAIR.text in shown
    assert "if it is changed, your word lapses" in shown
    assert f'href="/rounds/{following.pk}/"' not in shown
    assert client.get(f"/rounds/{following.pk}/").status_code == 404


def test_the_other_side_is_asked_for_its_word_in_its_week(
    firm: Cast, asked: Round, following: Round
) -> None:
    assert words_asked_for(firm.people()) == {}
    agree(following, by=firm.owner, words=WHY_NOW, at=AFTER)

    lines = words_asked_for(firm.people())

    assert set(lines) == {firm.representative.pk}
    (line,) = lines[firm.representative.pk]
    assert (line.said, line.link) == (WHY_NOW, f"/answers/{following.pk}/first/")
    assert "Your word is asked for" in str(line.words)
    agree(following, by=firm.representative, words=TOGETHER, at=AFTER)
    assert words_asked_for(firm.people()) == {}


def test_both_sides_are_told_in_their_week_that_the_draft_was_changed(
    firm: Cast, asked: Round, following: Round
) -> None:
    both_agree(firm, following)

    change(firm, following, questions=[WHOLE])

    lines = words_asked_for(firm.people())
    assert set(lines) == {firm.owner.pk, firm.representative.pk}
    assert {str(line.words) for own in lines.values() for line in own} == {
        "This draft was changed, so no word that it can't wait holds any more"
    }


def test_once_nothing_is_owed_nobody_is_asked_for_a_word(
    firm: Cast, asked: Round, following: Round
) -> None:
    agree(following, by=firm.owner, words=WHY_NOW, at=AFTER)
    promised(firm.manager, asked, "U-COM1")
    refused(firm.owner, asked, "U-GRO1")

    assert words_asked_for(firm.people()) == {}


def test_an_owner_who_is_the_representative_too_is_asked_for_the_firm_alone(
    firm: Cast, asked: Round, following: Round
) -> None:
    Role.objects.create(person=firm.owner, kind=Role.Kind.REPRESENTATIVE)
    agree(following, by=firm.representative, words=TOGETHER, at=AFTER)

    assert set(words_asked_for(firm.people())) == {firm.owner.pk}
    agree(following, by=firm.owner, words=WHY_NOW, at=AFTER)
    assert words_asked_for(firm.people()) == {}


def test_a_word_is_withdrawn_before_it_lapses_and_not_after(
    firm: Cast, asked: Round, following: Round
) -> None:
    both_agree(firm, following)
    change(firm, following, questions=[WHOLE])

    withdraw(following, by=firm.owner, at=AFTER)

    assert len(lapsed_of(following)) == 2
    assert not Recorded.objects.filter(verb="override.withdrawn").exists()


def test_what_was_said_of_a_draft_goes_with_it_and_stays_on_the_record(
    firm: Cast, asked: Round, following: Round
) -> None:
    both_agree(firm, following)

    drop_draft(following, by=firm.people_lead, at=AFTER)

    assert not Agreement.objects.exists()
    assert Recorded.objects.filter(verb="override.agreed").count() == 2


def test_a_draft_changed_while_it_is_announced_is_not_announced_as_it_was(
    firm: Cast, asked: Round, following: Round
) -> None:
    both_agree(firm, following)

    def changed_meanwhile(_n: int) -> list[object]:
        change(firm, Round.objects.get(pk=following.pk), questions=[WHOLE])
        return []

    with pytest.raises(CannotOpenError, match="It was changed a moment ago"):
        announce_round(
            following,
            by=firm.people_lead,
            at=AFTER,
            pairs=changed_meanwhile,  # type: ignore[arg-type]
        )

    following.refresh_from_db()
    assert following.state == Round.State.DRAFT
    assert not agreed(following)


def test_another_draft_keeps_the_words_that_were_said_of_it(
    firm: Cast, asked: Round, following: Round
) -> None:
    other = draft(firm.people_lead, questions=[FAIR], opens_at=AFTER, title="Another")
    both_agree(firm, following)

    change(firm, other, questions=[WHOLE])

    assert agreed(following)


def test_a_word_lapses_on_the_day_it_was_given_at_the_earliest(
    firm: Cast, asked: Round, following: Round
) -> None:
    """Whoever's clock went back can't break what the database insists on."""
    both_agree(firm, following)
    yesterday = date(2026, 1, 5)

    change_round(
        following,
        by=firm.people_lead,
        at=at_nine(yesterday),
        title="Another",
        kind=following.kind,
        questions=[FAIR],
        opens_at=following.opens_at,
        closes_at=following.closes_at,
    )

    assert {one.lapsed_on for one in lapsed_of(following)} == {AFTER.date()}


def test_the_same_side_twice_keeps_its_first_word(
    firm: Cast, asked: Round, following: Round
) -> None:
    first = agree(following, by=firm.owner, words=WHY_NOW, at=AFTER, reading=reading_of(following))

    again = agree(following, by=firm.owner, words="More.", at=AFTER)

    assert again == first
    with pytest.raises(errors.ChangedMeanwhileError):
        agree(following, by=firm.owner, words="More.", at=AFTER, reading="another")


def test_the_page_of_a_draft_nobody_agreed_to_says_nothing_of_it(
    firm: Cast, asked: Round, following: Round, client_of: ClientOf
) -> None:
    change(firm, following, questions=[WHOLE])

    assert (
        "Who had agreed"
        not in client_of(firm.owner).get(f"/rounds/{following.pk}/").content.decode()
    )
    assert lapsed_of(following) == []
