"""The mirror of a round: what a leader is asked, and which figures reach their page."""

import pytest
from django.test import Client
from django.utils import timezone

from bothways.leaders.queries import mirrored, round_to_mirror
from bothways.members.actions import register_kiosk
from bothways.members.sittings import KIOSK
from bothways.people.models import Person
from bothways.results.models import Look
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.members.card_desk import OWN_PIN, first_use, printed
from tests.rounds import counted, opened

MIRROR = "/leaders/"


def everybody(firm: Cast) -> list[Person]:
    return list(Person.objects.filter(left_on=None))


@pytest.fixture
def released(firm: Cast) -> Round:
    """Everyone agreed with the first, half with the second, nobody with the third."""
    people = everybody(firm)
    given = {person: (4, 4 if place % 2 else 2, 1) for place, person in enumerate(people)}
    return counted(firm.owner, given)


def test_while_the_box_is_open_there_are_questions_and_no_figure(firm: Cast) -> None:
    round_ = opened(firm.owner)

    found = mirrored(firm.other_manager, round_)

    assert round_to_mirror() == round_
    assert found.state == "waits"
    assert [(p.item.code, p.theirs) for p in found.pairs] == [
        ("D-TRU1", "I feel safe relying on my leader."),
        ("D-PSY1", "In this team I can say that I got something wrong."),
        ("D-MIR1", "I hear about changes early enough to prepare."),
    ]
    assert all(pair.said == () for pair in found.pairs)


def test_a_leader_whose_group_is_theirs_alone_gets_its_intervals(
    firm: Cast, released: Round
) -> None:
    found = mirrored(firm.other_manager, released)

    assert found.state == "theirs"
    trust, _safety, news = (pair.said for pair in found.pairs)
    assert [said.name for said in trust] == ["Dispatch + Stores"]
    assert 0.5 < trust[0].low < trust[0].high <= 1
    assert 0 <= news[0].low < news[0].high < 0.5


def test_a_leader_whose_people_are_counted_with_others_gets_none(
    firm: Cast, released: Round
) -> None:
    found = mirrored(firm.manager, released)

    assert found.state == "shared"
    assert all(pair.said == () for pair in found.pairs)


def test_somebody_above_a_leader_gets_nothing_of_that_leaders_group(
    firm: Cast, released: Round
) -> None:
    said = [said.name for pair in mirrored(firm.owner, released).pairs for said in pair.said]

    assert "Dispatch + Stores" not in said


def test_who_led_nobody_when_the_list_was_fixed_is_told_so(firm: Cast, released: Round) -> None:
    Person.objects.filter(pk=firm.colleague.pk).update(manager=firm.employee)

    assert mirrored(firm.employee, released).state == "none"


def test_too_few_answers_give_no_figure(firm: Cast) -> None:
    given = dict.fromkeys(everybody(firm)[:3], (4, 4, 4))

    assert mirrored(firm.other_manager, counted(firm.owner, given)).state == "few"


def test_the_page_holds_the_figures_of_ones_own_group_and_keeps_that_they_were_seen(
    firm: Cast, released: Round, client_of: ClientOf
) -> None:
    page = client_of(firm.other_manager).get("/leaders/").content.decode()

    assert page.count("data-said ") == 3
    assert 'method="dialog"' in page
    assert 'action="' not in page.split("data-leading")[1].split("</form>")[0]
    assert {look.about_leader for look in Look.objects.filter(by=firm.other_manager)} == {
        True,
        False,
    }


def test_those_who_lead_nobody_find_nothing_there(firm: Cast, client_of: ClientOf) -> None:
    browser: Client = client_of(firm.employee)

    assert browser.get("/leaders/").status_code == 404
    assert browser.get("/leaders/profile/").status_code == 404
    assert browser.post("/leaders/by-name/", {"agreed": "yes"}).status_code == 404


def test_before_any_round_the_page_says_what_will_stand_there(
    firm: Cast, client_of: ClientOf
) -> None:
    page = client_of(firm.manager).get("/leaders/").content.decode()

    assert "Nothing has been asked yet" in page
    assert client_of(firm.manager).get("/leaders/?round=nonsense").status_code == 404


def test_a_leader_reads_trust_in_my_team_and_not_in_my_leader(
    firm: Cast, client_of: ClientOf
) -> None:
    opened(firm.owner)

    shown = client_of(firm.manager).get(MIRROR).content.decode()

    assert "Trust in my team" in shown
    assert "Trust in my leader" not in shown


def test_on_a_shared_device_nothing_is_kept_and_it_can_not_be_marked_as_ones_own(
    firm: Cast, client_of: ClientOf
) -> None:
    opened(firm.owner)
    today = timezone.now()
    tablet = Client()
    tablet.cookies[KIOSK] = register_kiosk(name="Canteen", by=firm.people_lead, at=today)
    card = printed(firm.manager, by=firm.people_lead, at=today)
    first_use(card, at=today)
    tablet.post("/card/", {"code": card.code, "pin": OWN_PIN})

    shared = tablet.get(MIRROR).content.decode()
    elsewhere = client_of(firm.manager).get(MIRROR).content.decode()

    assert "This is a shared device, so nothing you answer here is kept." in shared
    assert "mark it" not in shared
    assert "This is a shared device" not in elsewhere
    assert "mark it" in elsewhere
