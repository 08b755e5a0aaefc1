"""A mail server's address in Django's words, or a sentence about what is wrong with it."""

import pytest

from bothways.config.mail import mail_settings


def test_a_plain_address_goes_to_port_25() -> None:
    found = mail_settings("smtp://mail.firm.example")

    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.firm.example", 25)
    assert not found["EMAIL_USE_TLS"]
    assert not found["EMAIL_USE_SSL"]


def test_smtps_is_encrypted_from_the_start() -> None:
    found = mail_settings("smtps://mail.firm.example")

    assert (found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"], found["EMAIL_PORT"]) == (
        True,
        False,
        465,
    )


def test_starttls_is_encrypted_after_the_greeting() -> None:
    found = mail_settings("smtp+starttls://mail.firm.example:2525")

    assert (found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"], found["EMAIL_PORT"]) == (
        False,
        True,
        2525,
    )


def test_name_and_password_may_hold_signs_of_their_own() -> None:
    found = mail_settings("smtps://jo%40firm:p%3Aw%2F@mail.firm.example")

    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("jo@firm", "p:w/")


@pytest.mark.parametrize(
    "url", ["mail.firm.example", "http://mail.firm.example", "smtp://", "smtp:x"]
)
def test_anything_else_is_refused_with_the_ways_there_are(url: str) -> None:
    with pytest.raises(ValueError, match=r"smtp://, smtps://, smtp\+starttls://"):
        mail_settings(url)
