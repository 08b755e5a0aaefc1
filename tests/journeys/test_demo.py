"""The demo's doors in a real browser."""

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import expect

from bothways.demo import firm
from bothways.notifications.caught import EmailBackend
from tests.demo.conftest import demo  # noqa: F401
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, PHONE, WindowOf
from tests.millrace import NOW

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("demo")]


@pytest.mark.parametrize("width", [320, PHONE, DESK])
def test_one_click_is_enough_to_be_somebody(db: None, window_of: WindowOf, width: int) -> None:
    firm.found(NOW)
    mail = EmailMessage(
        "Your promise is due today", "“x”\n\nhttp://x.test/" + "y" * 200, to=["a@b.c"]
    )
    EmailBackend().send_messages([mail])
    page = window_of(width=width)

    for address in ("/demo/", "/demo/mail/"):
        page.goto(address)
        assert sideways(page) <= 0, address
        assert_accessible(page)
    page.goto("/demo/")
    page.locator("form[action='/demo/enter/M011/'] button").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("This week")
    expect(page.get_by_text("This is a demo firm.")).to_be_visible()
    page.get_by_role("link", name="Be somebody else").click()
    expect(page.get_by_text("You are signed in as them.")).to_be_visible()
