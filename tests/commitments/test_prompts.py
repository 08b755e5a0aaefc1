"""The way back from what a promise prompted to that promise."""

from bothways.commitments.models import Commitment
from bothways.record.prompted import Prompt, PromptKind, address_of
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import make_promise


def test_what_a_promise_prompted_leads_back_to_it(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    prompt = Prompt(PromptKind.PROMISE, str(promise.pk), promise.text)
    amends = make_promise(firm.manager, "I buy the stools myself.", kind="amends", prompt=prompt)

    assert address_of(prompt) == f"/promises/{promise.pk}/"
    page = client_of(firm.employee).get(f"/promises/{amends.pk}/").content.decode()
    assert f'href="/promises/{promise.pk}/"' in page


def test_what_is_no_id_of_a_promise_leads_nowhere() -> None:
    assert address_of(Prompt(PromptKind.PROMISE, "7", "An old one")) == ""


def test_a_promise_between_two_that_prompted_something_stays_between_them(
    firm: Cast, client_of: ClientOf
) -> None:
    between = make_promise(firm.manager, to=firm.employee)
    prompt = Prompt(PromptKind.PROMISE, str(between.pk), "Something I owed")
    make_promise(firm.manager, "Now for everyone.", prompt=prompt)

    assert client_of(firm.owner).get(address_of(prompt)).status_code == 404
    assert client_of(firm.employee).get(address_of(prompt)).status_code == 200
