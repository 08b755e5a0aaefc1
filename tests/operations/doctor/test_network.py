"""Names, HTTPS and mail, as seen from outside."""

import pytest
from pytest_django import Settings

from bothways.mailbox.slot import LONGEST
from bothways.operations.doctor import network
from bothways.operations.doctor.finding import State
from tests.notifications.conftest import no_post, post
from tests.notifications.mail_server import MailServer
from tests.operations.doctor.conftest import Elsewhere

__all__ = ["no_post", "post"]


@pytest.mark.parametrize(
    ("address", "hosts", "https", "said"),
    [
        ("https://trust.example", ["trust.example"], True, ""),
        ("https://trust.example", ["other.example"], True, "does not name"),
        ("http://trust.example", ["trust.example"], False, "Without HTTPS"),
        ("https://trust.example", ["trust.example"], False, "does not know it"),
        ("http://127.0.0.1:8000", ["127.0.0.1"], False, ""),
    ],
)
def test_names_that_do_not_fit_together_are_said(
    settings: Settings, address: str, hosts: list[str], https: bool, said: str
) -> None:
    settings.BASE_URL, settings.ALLOWED_HOSTS = address, hosts
    settings.SESSION_COOKIE_SECURE = https

    found = list(network.addresses())

    assert any(said in f.words for f in found if f.state is State.WRONG) is bool(said)
    assert any(f.state is State.OK for f in found) is not bool(said)


def test_an_address_that_answers_is_in_order(settings: Settings, other_machine: Elsewhere) -> None:
    settings.BASE_URL = other_machine.address

    assert [finding.state for finding in network.https()] == [State.OK]
    assert other_machine.asked == ["/healthz"]


def test_an_address_that_refuses_the_name_is_said(
    settings: Settings, other_machine: Elsewhere
) -> None:
    settings.BASE_URL = other_machine.address
    other_machine.status = 400

    found = list(network.https())

    assert found[0].state is State.WRONG
    assert "answers with 400" in found[0].words


def test_an_address_where_nobody_is_is_said(settings: Settings) -> None:
    settings.BASE_URL = "http://127.0.0.1:9"

    assert [finding.state for finding in network.https()] == [State.WRONG]


def test_a_certificate_near_its_end_is_said() -> None:
    assert network._certificate("HTTPS", 5).state is State.SOON
    assert network._certificate("HTTPS", 60).state is State.OK


def test_only_web_addresses_are_asked_for_the_time() -> None:
    found = list(network.clock_elsewhere("file:///etc/passwd"))

    assert [finding.state for finding in found] == [State.SOON]
    assert "no web address" in found[0].words


def test_this_machine_is_not_asked_for_its_own_time(settings: Settings) -> None:
    settings.BASE_URL = "http://127.0.0.1:9"

    assert list(network.clock_elsewhere("")) == []


def test_a_mail_server_that_answers_and_one_that_does_not(
    post: MailServer, settings: Settings
) -> None:
    assert network.mail("").state is State.OK
    assert post.mails == []

    assert "went to sanne@millrace.example" in network.mail("sanne@millrace.example").words
    assert len(post.mails) == 1


def test_a_mail_server_that_is_not_there_is_said_with_the_kind_of_failure(no_post: None) -> None:
    found = network.mail("")

    assert found.state is State.WRONG
    assert "ConnectionRefusedError" in found.words
    assert "BOTHWAYS_MAIL_URL" in found.to_do


def test_without_a_mail_server_codes_are_printed(settings: Settings) -> None:
    settings.MAIL_LEAVES = False

    assert network.mail("").state is State.SOON


def test_without_an_address_of_its_own_nothing_is_said_of_the_box() -> None:
    assert list(network.box()) == []


@pytest.fixture
def other_box(settings: Settings, other_machine: Elsewhere) -> Elsewhere:
    """A box at an address of its own, in order."""
    settings.BASE_URL, settings.BOX_URL = "http://trust.example", other_machine.address
    other_machine.answers = {"/box/": 405, "/healthz": 404}
    other_machine.headers = {"Access-Control-Allow-Origin": "http://trust.example"}
    return other_machine


def test_a_box_that_takes_ballots_and_nothing_else_is_in_order(other_box: Elsewhere) -> None:
    assert [finding.state for finding in network.box()] == [State.OK]
    assert other_box.asked == ["/box/", "/healthz"]


def test_what_is_wrong_with_a_box_s_own_address_is_said(
    other_box: Elsewhere, settings: Settings
) -> None:
    def only() -> tuple[State, str]:
        (finding,) = network.box()
        return finding.state, finding.words

    other_box.answers["/healthz"] = 200
    assert only() == (State.SOON, f"Under {settings.BOX_URL} there is more than the box.")
    other_box.headers = {"Access-Control-Allow-Origin": "http://old.example"}
    assert only()[0] is State.WRONG
    assert "other pages than ours" in only()[1]
    other_box.answers["/box/"] = 200
    assert "something else than the box" in only()[1]
    settings.BOX_URL = "http://127.0.0.1:9"
    assert "does not answer" in only()[1]
    settings.BASE_URL = "https://trust.example"
    assert "both be reached over HTTPS" in only()[1]


def test_a_long_letter_has_to_reach_the_slot(settings: Settings, other_machine: Elsewhere) -> None:
    settings.BASE_URL = other_machine.address

    assert network.letters().state is State.OK
    assert other_machine.posted == [LONGEST - 1]
    other_machine.answers = {"POST /box/letters/": 413}
    assert network.letters().state is State.WRONG
    assert "answers with 413" in network.letters().words
    assert "256 kB under /box/" in network.letters().to_do
    settings.BOX_URL = "http://127.0.0.1:9"
    assert "could not be asked" in network.letters().words
