"""A passkey from making to removing, with Chromium's virtual authenticator, on a phone's width."""

from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from bothways.members.models import Passkey
from bothways.people.models import Person
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import WindowOf
from tests.journeys.test_devices import come_in

pytestmark = pytest.mark.browser

PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
AS_IN_OLDER_BROWSERS = """
    delete PublicKeyCredential.parseCreationOptionsFromJSON;
    delete PublicKeyCredential.parseRequestOptionsFromJSON;
    delete PublicKeyCredential.prototype.toJSON;
"""
WITHOUT_AUTOFILL = "PublicKeyCredential.isConditionalMediationAvailable = async () => false"
WITHOUT_PASSKEYS = "delete window.PublicKeyCredential"


class Authenticator:
    """What unlocks by finger in the phone that a page runs on."""

    def __init__(self, page: Page) -> None:
        self.devtools: CDPSession = page.context.new_cdp_session(page)
        self.devtools.send("WebAuthn.enable", {"enableUI": False})
        made = self.devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
        self.id = made["authenticatorId"]

    def unlocks(self, yes: bool) -> None:
        self.send("WebAuthn.setUserVerified", isUserVerified=yes)

    def credentials(self) -> list[dict[str, Any]]:
        return list(self.send("WebAuthn.getCredentials")["credentials"])

    def send(self, what: str, **more: Any) -> dict[str, Any]:
        return dict(self.devtools.send(what, {"authenticatorId": self.id, **more}))


def add(page: Page) -> None:
    page.get_by_role("button", name="Add a passkey").click()


def sign_out(page: Page) -> None:
    page.goto("/me/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in to Bothways")).to_be_visible()


def with_passkey(page: Page, person: Person) -> Authenticator:
    phone = Authenticator(page)
    come_in(page, person, own=True, to="/me/", past_the_offer=True)
    add(page)
    expect(page.get_by_role("button", name="Remove Passkey 1")).to_be_visible()
    return phone


@pytest.mark.parametrize("browser_is", ["", AS_IN_OLDER_BROWSERS])
def test_a_passkey_is_offered_made_and_signs_in(
    employee: Person, window_of: WindowOf, browser_is: str
) -> None:
    page = window_of()
    page.add_init_script(WITHOUT_AUTOFILL)
    page.add_init_script(browser_is)
    phone = Authenticator(page)
    come_in(page, employee, own=True, to="/promises/", stops_at="/me/passkeys/offer/")
    expect(page.get_by_role("heading", name="Next time without a code?")).to_be_visible()
    assert_accessible(page)
    add(page)
    page.wait_for_url("**/promises/")
    (kept,) = phone.credentials()
    assert kept["isResidentCredential"]
    assert kept["rpId"] == "localhost"
    sign_out(page)

    page.get_by_role("button", name="Sign in with a passkey").click()

    page.wait_for_url(lambda url: url.endswith("/"))
    expect(page.get_by_role("heading", name="This week")).to_be_visible()


def test_a_passkey_can_be_chosen_where_the_address_is_typed(
    employee: Person, window_of: WindowOf
) -> None:
    page = window_of()
    with_passkey(page, employee)
    page.goto("/me/")

    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("heading", name="This week")).to_be_visible()


def test_whoever_does_not_unlock_stays_outside_and_is_told(
    employee: Person, window_of: WindowOf
) -> None:
    page = window_of()
    page.add_init_script(WITHOUT_AUTOFILL)
    phone = with_passkey(page, employee)
    sign_out(page)
    phone.unlocks(False)

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("Nothing was done.")).to_be_visible()
    expect(page.get_by_role("button", name="Send me a code")).to_be_visible()


def test_a_removed_passkey_is_refused_with_what_to_do(
    employee: Person, window_of: WindowOf
) -> None:
    page = window_of()
    page.add_init_script(WITHOUT_AUTOFILL)
    with_passkey(page, employee)
    assert_accessible(page)
    page.get_by_role("button", name="Remove Passkey 1").click()
    expect(page.get_by_role("button", name="Remove Passkey 1")).to_have_count(0)
    sign_out(page)

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("This passkey opens nothing any more.")).to_be_visible()
    assert_accessible(page)
    window_of.quiet("409")  # type: ignore[attr-defined]


def test_a_second_passkey_of_the_same_device_is_not_made(
    employee: Person, window_of: WindowOf
) -> None:
    page = window_of()
    with_passkey(page, employee)

    add(page)

    expect(page.get_by_text("This device has a passkey of yours already.")).to_be_visible()
    assert Passkey.objects.count() == 1


def test_the_offer_is_left_as_easily_as_taken_and_not_made_again(
    employee: Person, window_of: WindowOf
) -> None:
    page = window_of()
    page.add_init_script(WITHOUT_AUTOFILL)
    come_in(page, employee, own=True, to="/promises/", stops_at="/me/passkeys/offer/")

    page.get_by_role("link", name="Not now").click()

    page.wait_for_url("**/promises/")
    sign_out(page)
    come_in(page, employee, own=True, to="/promises/")


def test_a_browser_without_passkeys_has_the_code_and_is_told(
    employee: Person, window_of: WindowOf
) -> None:
    page = window_of()
    page.add_init_script(WITHOUT_PASSKEYS)
    page.goto("/sign-in/")
    expect(page.get_by_role("button", name="Send me a code")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()

    come_in(page, employee, own=True, to="/me/", past_the_offer=True)

    expect(page.get_by_text("This browser can't keep passkeys.")).to_be_visible()
