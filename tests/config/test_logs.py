"""What is written down while serving leads to nobody."""

import logging
from io import StringIO

import pytest
import structlog
from django.test import RequestFactory


def test_a_line_holds_the_event_and_its_values(written: StringIO) -> None:
    structlog.get_logger("bothways.results").info("round counted", n_ballots=31)

    assert "event='round counted'" in written.getvalue()
    assert "n_ballots=31" in written.getvalue()


def test_addresses_codes_and_tokens_are_put_out(written: StringIO) -> None:
    log = structlog.get_logger("bothways.members")

    log.warning("code 418022 for jo@millrace.example", token="Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5")

    assert "[code] for [e-mail]" in written.getvalue()
    assert "Zm9v" not in written.getvalue()


def test_other_peoples_lines_are_redacted_too(written: StringIO) -> None:
    logging.getLogger("some.library").error("could not reach %s", "jo@millrace.example")

    assert "could not reach [e-mail]" in written.getvalue()


def test_a_traceback_is_redacted_and_stays_on_one_line(written: StringIO) -> None:
    try:
        int("jo@millrace.example has code 418022")
    except ValueError:
        structlog.get_logger("bothways.members").exception("it broke")

    text = written.getvalue()
    assert "[e-mail] has code [code]" in text
    assert "test_logs.py" in text
    assert text.count("\n") == 1


@pytest.mark.parametrize("path", ["/box/" + "ab" * 16, "/box/x"])
def test_nothing_is_written_about_the_way_to_the_box(path: str, written: StringIO) -> None:
    request = RequestFactory().post(path)

    logging.getLogger("django.request").error("Internal Server Error: %s", path)
    logging.getLogger("django.request").error("Broken", extra={"request": request})

    assert written.getvalue() == ""


def test_who_was_refused_where_is_not_written(written: StringIO) -> None:
    logging.getLogger("django.request").warning("Not Found: /rounds/")
    logging.getLogger("django.security.csrf").warning("Forbidden: /sign-in/")

    assert written.getvalue() == ""


def test_an_object_in_a_line_is_written_as_words(written: StringIO) -> None:
    structlog.get_logger("bothways.jobs").info("ran", error=ValueError("jo@millrace.example"))

    assert "error='[e-mail]'" in written.getvalue()
