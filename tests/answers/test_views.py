"""The page /answers/, its poster, a round's page, and asking before the answers."""

import pytest
from django.test import Client
from django.utils import timezone

from bothways.answers.models import Agreement
from bothways.answers.poster import chosen, poster_of
from bothways.answers.queries import entries_of_rounds
from bothways.answers.weekly import answers_owed
from bothways.commitments.actions import break_commitment, keep_commitment
from bothways.people.models import Role
from bothways.surveys.actions import announce_round
from bothways.surveys.models import Round
from bothways.surveys.queries import reading_of
from tests.answers.conftest import AFTER
from tests.answers.test_conditions import COUNTED, LONG, promised, refused
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import at_nine


def page(client: Client, address: str = "/answers/") -> str:
    reply = client.get(address)
    assert reply.status_code == 200
    return reply.content.decode()


def typed(round_: Round, words: str) -> dict[str, str]:
    """What the page of the override sends: the words, and the mark of the draft that was read."""
    return {"words": words, "reading": reading_of(round_)}


def test_before_the_first_round_the_page_says_what_will_stand_there(
    firm: Cast, client_of: ClientOf
) -> None:
    assert "After the first round it stands here" in page(client_of(firm.employee))


def test_everyone_sees_what_waits_and_who_leads_sees_how_to_answer(
    firm: Cast, asked: Round, client_of: ClientOf
) -> None:
    plain, leading = page(client_of(firm.employee)), page(client_of(firm.manager))

    for shown in (plain, leading):
        assert "Waiting for an answer" in shown
        assert "I hear about changes early enough to prepare." in shown
        assert "Waiting for " in shown
    assert "Answer it here" not in plain
    assert leading.count("Answer it here") == 2
    way = f"/promises/new/?round={asked.pk}&amp;question=U-COM1"
    assert way in leading
    assert f"/decisions/new/?round={asked.pk}&amp;question=U-COM1&amp;outcome=no" in leading


def test_what_came_back_stands_in_sections_by_how_it_stands(
    firm: Cast, asked: Round, client_of: ClientOf
) -> None:
    promise = promised(firm.manager, asked, "U-COM1")
    refused(firm.owner, asked, "U-GRO1")
    keep_commitment(promise, by=firm.manager, words="It hangs there.", at=at_nine(COUNTED))

    shown = page(client_of(firm.employee))

    assert shown.index(">We did<") < shown.index("U-COM1 gets better.")
    assert shown.index("U-COM1 gets better.") < shown.index(">We won&#x27;t, because<")
    assert "It hangs there." in shown


def test_among_all_rounds_what_is_done_with_folds_to_how_it_ended_and_its_first_words(
    firm: Cast, asked: Round, client_of: ClientOf
) -> None:
    kept = promised(firm.manager, asked, "U-COM1")
    refused(firm.owner, asked, "U-GRO1")
    keep_commitment(kept, by=firm.manager, words="It hangs there.", at=at_nine(COUNTED))
    client = client_of(firm.employee)

    among_all, alone = page(client), page(client, f"/answers/?round={asked.pk}")

    head = among_all[among_all.index("<summary><span") : among_all.index("It hangs there.")]
    assert head.index("Kept") < head.index("U-COM1 gets better.") < head.index("</summary>")
    assert among_all.count('<details class="said">') == 2
    assert '<details class="said">' not in alone
    assert "It hangs there." in alone


def test_what_waits_or_was_not_kept_is_never_folded(
    firm: Cast, asked: Round, client_of: ClientOf
) -> None:
    broken = promised(firm.manager, asked, "U-COM1")
    break_commitment(broken, by=firm.manager, words="I forgot.", at=at_nine(COUNTED))

    shown = page(client_of(firm.employee))

    assert "Broken or silent" in shown
    assert "I forgot." in shown
    assert '<details class="said">' not in shown


def test_a_round_can_be_chosen(firm: Cast, asked: Round, client_of: ClientOf) -> None:
    client = client_of(firm.employee)

    assert "No question of this round" not in page(client)
    assert "Waiting for an answer" in page(client, f"/answers/?round={asked.pk}")
    assert "No question of this round" in page(client, f"/answers/?round={firm.owner.pk}")
    assert page(client, "/answers/?round=x")


def test_a_rounds_page_says_before_what_will_be_owed_and_after_what_is(
    firm: Cast, asked: Round, following: Round, client_of: ClientOf
) -> None:
    client = client_of(firm.owner)
    refused(firm.owner, asked, "U-GRO1")

    before, after = (page(client, f"/rounds/{one.pk}/") for one in (following, asked))

    assert "What we will owe you" in before
    assert "1 question of the last round stands in the way of this one." in before
    assert "2 questions ask for an answer. 1 is answered." in after


def test_both_sides_agree_on_a_page_each_and_everyone_reads_it(
    firm: Cast, asked: Round, following: Round, client_of: ClientOf
) -> None:
    address = f"/answers/{following.pk}/first/"
    for person, words in ((firm.owner, "The move is near."), (firm.representative, "So be it.")):
        client = client_of(person)
        assert "2 questions still wait." in page(client, address)
        assert client.post(address, typed(following, words)).status_code == 302

    assert "Both have agreed." in page(client_of(firm.owner), address)
    announce_round(following, by=firm.people_lead, at=AFTER)
    shown = page(client_of(firm.employee), f"/rounds/{following.pk}/")
    assert "This was asked before the last answers were given" in shown
    assert "The move is near." in shown
    assert "So be it." in shown


def test_a_word_can_be_taken_back_and_what_was_wrong_is_said(
    firm: Cast, asked: Round, following: Round, client_of: ClientOf
) -> None:
    address, client = f"/answers/{following.pk}/first/", client_of(firm.owner)
    empty = client.post(address, {"words": ""})
    assert empty.status_code == 422
    client.post(address, typed(following, "The move is near."))
    assert Agreement.objects.exists()
    client.post(address, {"withdraw": "1"})
    assert not Agreement.objects.exists()

    refused(firm.owner, asked, "U-GRO1")
    refused(firm.owner, asked, "U-COM1")
    late = client.post(address, typed(following, "My long reason."))
    assert late.status_code == 409
    assert "Nothing stands in its way" in late.content.decode()


def test_without_a_representative_the_page_says_what_is_left(
    firm: Cast, asked: Round, following: Round, client_of: ClientOf
) -> None:
    Role.objects.filter(kind=Role.Kind.REPRESENTATIVE).delete()

    shown = page(client_of(firm.owner), f"/answers/{following.pk}/first/")

    assert "What is left is the honest answer" in shown
    assert "Agree that it" not in shown


@pytest.mark.parametrize("who", ["employee", "people_lead", "manager"])
def test_nobody_else_has_a_side(
    firm: Cast, following: Round, client_of: ClientOf, who: str
) -> None:
    client = client_of(getattr(firm, who))

    assert client.get(f"/answers/{following.pk}/first/").status_code == 403


def test_the_poster_is_one_page_with_all_states(firm: Cast, asked: Round) -> None:
    promised(firm.manager, asked, "U-COM1")
    entries = entries_of_rounds()

    assert [entry.code for entry in chosen(entries, COUNTED)] == ["U-GRO1", "U-COM1"]
    assert [entry.code for entry in chosen(entries * 9, COUNTED)] != []
    assert len(chosen(entries * 9, COUNTED)) == 7
    made = poster_of(on=LONG)
    assert made.startswith(b"%PDF")
    assert made.count(b"/Type /Page\n") <= 1


def test_the_poster_can_be_fetched_by_everyone(firm: Cast, client_of: ClientOf) -> None:
    reply = client_of(firm.employee).get("/answers/poster.pdf")

    assert reply["Content-Type"] == "application/pdf"


def test_the_week_of_owner_and_people_lead_has_one_line_for_a_round(
    firm: Cast, asked: Round
) -> None:
    lines = answers_owed(firm.people(), COUNTED)

    assert set(lines) == {firm.owner.pk, firm.people_lead.pk}
    (line,) = lines[firm.owner.pk]
    assert str(line.words) == "2 questions of the last round ask for an answer"
    assert line.link == f"/answers/?round={asked.pk}"
    promised(firm.manager, asked, "U-COM1")
    refused(firm.owner, asked, "U-GRO1")
    assert answers_owed(firm.people(), COUNTED) == {}
    assert answers_owed([firm.employee], timezone.localdate()) == {}
