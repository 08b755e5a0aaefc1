"""A sitting on a shared device is short, whatever the browser says, and leaves no moment behind."""

from datetime import datetime
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from bothways.members import sittings
from bothways.members.actions import register_kiosk, revoke_kiosk
from bothways.members.actions.cards import Printed
from bothways.members.models import Kiosk, Session
from bothways.members.sittings import IDLE_SECONDS, KIOSK, MOST_SECONDS, SITTING, Sitting
from bothways.people.models import Person
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.members.card_desk import OWN_PIN, first_use, printed


@pytest.fixture
def today() -> datetime:
    """The middleware asks the clock."""
    return timezone.now()


@pytest.fixture
def token(people_lead: Person, today: datetime) -> str:
    """The cookie of the tablet in the canteen."""
    return register_kiosk(name="Canteen", by=people_lead, at=today)


@pytest.fixture
def tablet(token: str) -> Client:
    """The tablet in the canteen."""
    client = Client()
    client.cookies[KIOSK] = token
    return client


@pytest.fixture
def card(employee: Person, people_lead: Person, today: datetime) -> Printed:
    """Jo Marsh's card, in use."""
    card = printed(employee, by=people_lead, at=today)
    first_use(card, at=today)
    return card


def sit_down(client: Client, card: Printed, pin: str = OWN_PIN) -> object:
    return client.post("/card/", {"code": card.code, "pin": pin, "own": "on"})


def later(seconds: int) -> object:
    """Let the clock of the server be so much later."""
    now = sittings.time.time()
    return patch.object(sittings.time, "time", return_value=now + seconds)


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


@pytest.mark.parametrize(
    ("began", "busy", "now", "over"),
    [
        (0, 0, IDLE_SECONDS - 1, False),
        (0, 0, IDLE_SECONDS, True),
        (0, MOST_SECONDS - 10, MOST_SECONDS - 1, False),
        (0, MOST_SECONDS - 10, MOST_SECONDS, True),
        (0, 100, 50, True),
        (100, 40, 50, True),
    ],
)
def test_a_sitting_ends_by_idling_by_its_length_and_by_a_clock_that_goes_back(
    began: int, busy: int, now: int, over: bool
) -> None:
    assert Sitting(began, busy).is_over(now) is over


def test_a_card_opens_a_sitting_that_no_answer_makes_one_s_own_device(
    tablet: Client, card: Printed
) -> None:
    assert sit_down(tablet, card).url == "/"

    assert is_in(tablet)
    assert "bothways-own" not in tablet.cookies
    assert Session.objects.get().kiosk == Kiosk.objects.get()


def test_three_idle_minutes_end_it_on_the_server(tablet: Client, card: Printed) -> None:
    sit_down(tablet, card)

    with later(IDLE_SECONDS):
        answer = tablet.get("/me/")

    assert answer.url == "/kiosk/#"
    assert not Session.objects.exists()
    assert not is_in(tablet)


def test_who_is_busy_stays_but_not_for_more_than_fifteen_minutes(
    tablet: Client, card: Printed
) -> None:
    sit_down(tablet, card)
    for seconds in range(150, MOST_SECONDS, 150):
        with later(seconds):
            assert tablet.post("/kiosk/stay/").status_code == 204

    with later(MOST_SECONDS):
        assert tablet.get("/me/").url == "/kiosk/#"


def test_no_envelope_of_another_device_is_carried_along_behind_the_address(
    tablet: Client, card: Printed
) -> None:
    assert tablet.get("/rounds/take/").url == "/kiosk/#"
    sit_down(tablet, card)
    assert tablet.get("/rounds/take/").url == "/me/#"

    with later(IDLE_SECONDS):
        assert tablet.get("/rounds/take/").url == "/kiosk/#"


@pytest.mark.parametrize("forged", ["", "x", "aaa.1.9999999999:sig"])
def test_a_session_without_its_signed_cookie_is_worth_nothing(
    tablet: Client, card: Printed, forged: str
) -> None:
    sit_down(tablet, card)
    tablet.cookies[SITTING] = forged

    assert tablet.get("/me/").url == "/kiosk/#"


def test_the_cookie_of_one_sitting_does_not_prolong_another(
    tablet: Client, card: Printed, colleague: Person, people_lead: Person, today: datetime
) -> None:
    sit_down(tablet, card)
    kept = tablet.cookies[SITTING].value
    tablet.post("/sign-out/")
    other = printed(colleague, by=people_lead, at=today)
    first_use(other, at=today)
    sit_down(tablet, other)
    tablet.cookies[SITTING] = kept

    assert not is_in(tablet)


def test_taking_the_kiosk_cookie_away_ends_the_sitting_instead_of_prolonging_it(
    tablet: Client, card: Printed
) -> None:
    sit_down(tablet, card)
    del tablet.cookies[KIOSK]

    assert not is_in(tablet)
    assert not Session.objects.exists()


def test_who_sits_down_signs_out_whoever_forgot_to(
    tablet: Client,
    card: Printed,
    token: str,
    colleague: Person,
    people_lead: Person,
    today: datetime,
) -> None:
    sit_down(tablet, card)
    other = printed(colleague, by=people_lead, at=today)
    first_use(other, at=today)
    same_device = Client()
    same_device.cookies[KIOSK] = token

    sit_down(same_device, other)

    assert not is_in(tablet)
    assert is_in(same_device)


def test_signing_out_wipes_all_but_the_registration(tablet: Client, card: Printed) -> None:
    sit_down(tablet, card)

    answer = tablet.post("/sign-out/", {"waits": "no"})

    assert answer.url == "/kiosk/#"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    gone = {name for name, cookie in answer.cookies.items() if cookie["max-age"] == 0}
    assert {"sessionid", SITTING} <= gone
    assert KIOSK not in answer.cookies
    assert tablet.get("/kiosk/").status_code == 200


@pytest.mark.parametrize("said", ["yes", ""])
def test_a_sealed_ballot_that_waits_survives_the_wipe(
    tablet: Client, card: Printed, said: str
) -> None:
    sit_down(tablet, card)

    assert tablet.post("/sign-out/", {"waits": said})["Clear-Site-Data"] == '"cache"'


def test_the_tables_hold_no_moment_of_a_sitting(tablet: Client, card: Printed) -> None:
    sit_down(tablet, card)

    row = Session.objects.get()
    assert row.expire_date.time().isoformat() == "00:00:00"
    assert not any(str(value).isdigit() for value in row.get_decoded().values())


def test_a_kiosk_shows_its_first_page_and_lets_only_cards_in(tablet: Client) -> None:
    assert "Sign in with your card" in tablet.get("/kiosk/").content.decode()
    for address in ("/", "/sign-in/", "/people/", "/welcome/", "/sign-in/code/"):
        assert tablet.get(address).url == "/kiosk/#"
    door = tablet.get("/card/").content.decode()
    assert "staff number" in door
    assert "This device is mine" not in door
    assert "Sign in by e-mail" not in door


def test_a_sitting_offers_no_passkey_no_own_device_and_no_moving_of_envelopes(
    tablet: Client, card: Printed, employee: Person
) -> None:
    sit_down(tablet, card)

    page = tablet.get("/me/").content.decode()
    assert "data-kiosk" in page
    assert "Change whose device this is" not in page
    assert "asskey" not in page
    assert tablet.get("/me/device/").url == "/me/#"
    assert tablet.get("/me/passkeys/offer/").url == "/me/#"
    assert tablet.post("/me/push/on/").url == "/me/#"
    assert tablet.get(f"/rounds/{employee.pk}/move/").url == "/me/#"


def test_every_page_of_a_sitting_says_how_long_it_lasts(tablet: Client, card: Printed) -> None:
    sit_down(tablet, card)

    page = tablet.get("/me/").content.decode()
    assert 'data-idle="180"' in page
    assert 'http-equiv="refresh" content="185;url=/kiosk/"' in page
    assert "Sign out" in page


def test_on_any_other_device_none_of_it_is_there(employee: Person, client_of: ClientOf) -> None:
    page = client_of(employee).get("/me/").content.decode()

    assert "data-sitting" not in page
    assert "http-equiv" not in page
    assert client_of(employee).get("/kiosk/").url == "/sign-in/"


def test_a_stolen_kiosk_opens_nothing_and_once_revoked_is_an_ordinary_browser(
    tablet: Client, card: Printed, people_lead: Person, today: datetime
) -> None:
    sit_down(tablet, card)

    revoke_kiosk(Kiosk.objects.get(), by=people_lead, at=today)

    assert not Session.objects.exists()
    answer = tablet.get("/me/")
    assert answer.url == "/sign-in/?next=/me/"
    assert answer.cookies[KIOSK]["max-age"] == 0
    assert "Send me a code" in tablet.get("/sign-in/").content.decode()


def test_a_made_up_cookie_makes_no_kiosk(firm: Cast) -> None:
    client = Client()
    client.cookies[KIOSK] = "made up"

    assert client.get("/kiosk/").url == "/sign-in/"
