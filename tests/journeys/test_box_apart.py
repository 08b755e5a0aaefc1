"""The box at an address of its own, from a real browser: no question before, no name, a receipt."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Request
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from bothways.people.models import Person
from tests.journeys.conftest import WindowOf
from tests.journeys.sitting import answer, begin, in_the_box, seal
from tests.rounds import opened

pytestmark = pytest.mark.browser


@pytest.fixture
def apart(settings: Settings, live_server: LiveServer) -> str:
    """The same server under another name, which serves the box alone."""
    port = urlsplit(live_server.url).port
    settings.BASE_URL, settings.BOX_URL = live_server.url, f"http://127.0.0.1:{port}"
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    may_ask = [*policy["connect-src"], settings.BOX_URL]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy | {"connect-src": may_ask}}
    return str(settings.BOX_URL)


def test_a_ballot_goes_to_the_box_s_own_address_at_once_and_without_a_name(
    owner: Person, employee: Person, apart: str, window_of: WindowOf
) -> None:
    round_ = opened(owner, opens_at=timezone.now() - timedelta(hours=1))
    page = window_of(employee)
    sent: list[Request] = []
    page.context.on("request", lambda r: sent.append(r) if "/box/" in r.url else None)
    begin(page, round_, mine=True)
    answer(page, "Agree", "Agree", "Agree")

    seal(page)

    in_the_box(page)
    (ballot,) = sent
    assert (ballot.method, ballot.url) == ("POST", f"{apart}/box/{round_.pk.hex}")
    headers = ballot.all_headers()
    assert headers["content-type"].startswith("text/plain")
    assert not {"cookie", "referer", "access-control-request-method"} & set(headers)
