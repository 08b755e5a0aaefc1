"""What holds for every address there is, tried at each of them."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from bothways.config.addresses import Address, addresses
from tests.cast import Cast

FILLED = {
    "uuid": str(uuid4()),
    "slug": "keep",
    "str": "U-PSY1",
    "int": "1",
    "path": "outcomes/",
}
# where no cookie counts, so that a form of another site is nobody's: a token does it all
OF_PROGRAMS = ("/api/", "/mails/off/")


def tried(address: Address) -> str:
    """Return an address that can be asked for, its places filled with something."""
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: FILLED[found[1] or "str"], address.path)


@pytest.mark.parametrize("address", addresses(), ids=lambda address: address.path)
def test_no_form_is_taken_that_another_site_sent(
    address: Address, firm: Cast, client: Client
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(firm.owner)

    answer = strict.post(tried(address), {"anything": "at all"})

    if address.path.startswith(OF_PROGRAMS):
        assert answer.status_code in {401, 403, 404, 405}
    else:  # 415: it takes JSON, which no form can send
        assert answer.status_code in {403, 405, 415}


@pytest.mark.parametrize("address", addresses(), ids=lambda address: address.path)
def test_without_signing_in_there_is_only_what_says_why_it_is_open(
    address: Address, firm: Cast, client: Client
) -> None:
    answer = client.get(tried(address))

    if not address.reason:
        assert answer.status_code in {302, 405}
        if answer.status_code == 302:
            assert answer["Location"].startswith("/sign-in/?next=/")


@pytest.mark.parametrize(
    "address",
    [address for address in addresses() if "<uuid:" in address.path],
    ids=lambda address: address.path,
)
def test_nothing_is_found_by_whoever_guesses_an_id(
    address: Address, firm: Cast, client: Client
) -> None:
    client.force_login(firm.employee)

    assert client.get(tried(address)).status_code in {404, 405}
