"""The doors and the caught mail, where they exist."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.test import Client
from django.utils import timezone

from bothways.demo import firm
from bothways.demo.cards import Shown
from bothways.demo.doors import DOORS
from bothways.members.actions import choose_pin
from bothways.members.card_secrets import code_digest, tidy_code
from bothways.notifications.caught import EmailBackend
from bothways.notifications.models import Message
from bothways.people.models import Person
from bothways.results.queries import release_of
from bothways.surveys.models import Round
from bothways.surveys.voting import cast_ballot
from tests.cast import Cast
from tests.rounds import opened

AT_ONCE = [door for door in DOORS if not door.by_card]
STEFAN = "M035"  # has no address
pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def founded() -> None:
    """Millrace on its first day, which is today, with the newcomer already there."""
    today = timezone.now()
    firm.found(today)
    for somebody in firm.who_came_later():
        firm.joining(somebody, timezone.localdate())(today)


def catch(*mails: tuple[str, str, str]) -> None:
    """Let these (address, subject, text) be sent, which in the demo is: caught."""
    EmailBackend().send_messages(
        [EmailMessage(subject, text, to=[address]) for address, subject, text in mails]
    )


def test_there_is_a_door_for_each_role(client: Client, founded: None) -> None:
    shown = client.get("/demo/").content.decode()

    for door in DOORS:
        assert str(door.role) in shown
        assert Person.objects.get(number=door.number).name in shown


@pytest.mark.parametrize("door", AT_ONCE, ids=[door.number for door in AT_ONCE])
def test_one_click_and_one_is_in(client: Client, founded: None, door: object) -> None:
    reply = client.post(f"/demo/enter/{door.number}/", follow=True)  # type: ignore[attr-defined]

    assert reply.redirect_chain == [("/", 302)]
    assert reply.context["request"].user.number == door.number  # type: ignore[attr-defined]


def test_a_link_alone_signs_nobody_in(client: Client, founded: None) -> None:
    assert client.get("/demo/enter/M001/").status_code == 405
    assert "_auth_user_id" not in client.session


def test_a_form_from_elsewhere_signs_nobody_in(founded: None) -> None:
    careful = Client(enforce_csrf_checks=True)

    assert careful.post("/demo/enter/M001/").status_code == 403


def test_only_those_behind_the_doors_can_be_played(client: Client, founded: None) -> None:
    for number in ("M002", "M999"):
        assert client.post(f"/demo/enter/{number}/").status_code == 404


def test_who_has_left_has_no_door_any_more(client: Client, founded: None) -> None:
    Person.objects.filter(number="M011").update(left_on=timezone.localdate() - timedelta(days=1))

    assert "Jo Marsh" not in client.get("/demo/").content.decode()
    assert client.post("/demo/enter/M011/").status_code == 404


def test_whom_one_plays_is_said(client: Client, founded: None) -> None:
    client.post("/demo/enter/M011/")

    assert "You are signed in as them." in client.get("/demo/").content.decode()


def test_every_page_says_that_this_is_a_demo(client: Client, founded: None) -> None:
    client.post("/demo/enter/M011/")

    for address in ("/", "/promises/", "/promises/new/", "/demo/", "/no-such-page/"):
        shown = client.get(address).content.decode()
        assert "This is a demo firm." in shown
        assert 'href="/demo/"' in shown


def printed_at_the_door(client: Client) -> Shown:
    """Print Stefan's card and return what the page shows of it."""
    shown = client.post(f"/demo/card/{STEFAN}/", follow=True)
    card: Shown = shown.context["card"]
    assert card.code in shown.content.decode()
    assert card.pin in shown.content.decode()
    assert f'href="/card/#{card.bare}"' in shown.content.decode()
    return card


def test_who_has_no_address_comes_in_with_the_card_and_chooses_a_pin(
    client: Client, founded: None
) -> None:
    card = printed_at_the_door(client)

    asked = client.post("/card/", {"code": card.code, "pin": card.pin}, follow=True)
    reply = client.post("/card/pin/", {"pin": "204816", "again": "204816"}, follow=True)

    assert asked.redirect_chain[0][0] == "/card/pin/"
    assert reply.context["request"].user.number == STEFAN


def test_a_printed_pin_that_was_replaced_is_shown_no_more(client: Client, founded: None) -> None:
    card = printed_at_the_door(client)
    choose_pin(
        Person.objects.get(number=STEFAN),
        pin="204816",
        printed_as=code_digest(tidy_code(card.code)),
        at=timezone.now(),
    )

    shown = client.get("/demo/")

    assert shown.context["card"] is None
    assert card.code not in shown.content.decode()


def test_a_card_printed_anew_makes_the_first_one_worthless(client: Client, founded: None) -> None:
    first = printed_at_the_door(client)
    second = printed_at_the_door(client)

    assert first.code != second.code
    assert client.post("/card/", {"code": first.code, "pin": first.pin}).status_code == 422


def test_printing_ones_own_card_signs_one_out_without_a_fault(
    client: Client, founded: None
) -> None:
    client.force_login(Person.objects.get(number=STEFAN))

    printed_at_the_door(client)

    assert "_auth_user_id" not in client.session


def test_another_browser_does_not_see_the_card(client: Client, founded: None) -> None:
    card = printed_at_the_door(client)

    assert card.code not in Client().get("/demo/").content.decode()


def test_a_card_is_printed_for_whom_the_door_says_and_nobody_else(
    client: Client, founded: None
) -> None:
    assert client.post("/demo/card/M011/").status_code == 404
    assert client.post(f"/demo/enter/{STEFAN}/").status_code == 404
    assert client.get(f"/demo/card/{STEFAN}/").status_code == 405


def test_the_doors_speak_the_language_that_one_chooses_there(client: Client, founded: None) -> None:
    client.post("/demo/enter/M011/")

    reply = client.post("/languages/choose/", {"language": "de", "next": "/demo/"}, follow=True)

    assert '<html lang="de"' in reply.content.decode()
    assert 'lang="de" aria-current="true"' in reply.content.decode()


def test_on_a_shared_device_no_link_leads_back_to_the_doors(client: Client, founded: None) -> None:
    client.post("/demo/enter/M001/")

    shown = client.post("/people/kiosks/", {"name": "Canteen"}, follow=True).content.decode()

    assert "until the owner revokes it" in shown
    assert 'href="/demo/"' not in shown


def test_nobody_waits_for_days_until_the_box_is_counted(client: Client, firm: Cast) -> None:
    opens = timezone.now() - timedelta(hours=1)
    round_ = opened(firm.owner, opens_at=opens)
    cast_ballot(round_, firm.employee, [5, 4, 2], at=timezone.now())
    assert "Close it and count" in client.get("/demo/").content.decode()

    reply = client.post("/demo/count/", follow=True)

    round_.refresh_from_db()
    released = release_of(round_)
    assert round_.state == "released"
    assert released is not None
    assert released.n_answered is not None
    assert 15 < released.n_answered < 31  # the others came, and not all of them
    assert "No box is open, and the last one is counted." in reply.content.decode()
    waits = Message.objects.filter(kind="round.reminder", next_try_at__gt=timezone.now())
    assert not waits.exists()
    client.force_login(firm.employee)
    assert round_.title in client.get("/").content.decode()


def test_without_an_open_box_time_passes_and_nothing_happens(client: Client, firm: Cast) -> None:
    assert client.post("/demo/count/").status_code == 302
    assert not Round.objects.exists()


def test_a_link_alone_closes_no_box(client: Client, firm: Cast) -> None:
    assert client.get("/demo/count/").status_code == 405


def test_caught_mail_can_be_read_with_its_links(client: Client) -> None:
    catch(("jo@millrace.example", "A word for you", "“Hello.” http://127.0.0.1:8000/promises/"))

    shown = client.get("/demo/mail/").content.decode()

    assert "A word for you" in shown
    assert '<a href="http://127.0.0.1:8000/promises/"' in shown


def test_a_mail_with_a_part_for_the_eye_is_read_by_its_plain_one(client: Client) -> None:
    weekly = EmailMultiAlternatives("Your week", "Two things.", to=["jo@millrace.example"])
    weekly.attach_alternative("<p>Two <b>bold</b> things.</p>", "text/html")
    EmailBackend().send_messages([weekly])

    shown = client.get("/demo/mail/").content.decode()

    assert "Two things." in shown
    assert "bold" not in shown


def test_one_text_to_many_is_one_letter(client: Client) -> None:
    catch(*((f"p{n}@millrace.example", "The box is open", "Six questions.") for n in range(40)))

    shown = client.get("/demo/mail/").content.decode()

    assert shown.count("The box is open") == 1
    assert "To 40 people" in shown


def test_one_persons_mail_can_be_read_alone(client: Client) -> None:
    catch(("jo@millrace.example", "for Jo", "1"), ("al@millrace.example", "for Al", "2"))

    shown = client.get("/demo/mail/", {"to": "jo@millrace.example"}).content.decode()

    assert "for Jo" in shown
    assert "for Al" not in shown


def test_what_a_mail_says_is_escaped(client: Client) -> None:
    catch(("jo@millrace.example", "<b>bold</b>", "<script>alert(1)</script>"))

    shown = client.get("/demo/mail/").content.decode()

    assert "<script>alert" not in shown
    assert "<b>bold" not in shown


def test_thirty_letters_are_on_a_page(client: Client) -> None:
    catch(*((f"p{n}@millrace.example", f"letter {n}", "Text.") for n in range(31)))

    assert client.get("/demo/mail/").content.decode().count("<h3>letter") == 30
    assert client.get("/demo/mail/", {"page": 2}).content.decode().count("<h3>letter") == 1


def test_without_mail_it_says_so(client: Client) -> None:
    assert "No mail has been caught yet." in client.get("/demo/mail/").content.decode()
