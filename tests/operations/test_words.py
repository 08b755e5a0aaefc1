"""What runs by itself is said in words, not in names of functions."""

import pytest
from django.test import Client
from django.utils import translation

from bothways.jobs.models import Schedule
from bothways.jobs.registry import JOBS
from bothways.operations.words import WORDS, words_of
from tests.cast import Cast
from tests.conftest import ClientOf

IN_THE_DEMO_ALONE = "demo.keep_second_key"


def test_everything_that_runs_by_itself_has_words() -> None:
    assert {*WORDS, IN_THE_DEMO_ALONE} == {*JOBS, IN_THE_DEMO_ALONE}


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_the_words_are_plain_and_differ(language: str) -> None:
    with translation.override(language):
        said = [words_of(name) for name in JOBS]

    assert len(set(said)) == len(said)
    assert not [words for words in said if "_" in words or "." in words]


def test_a_job_that_is_no_more_keeps_its_name() -> None:
    assert words_of("weather.look_outside") == "weather.look_outside"


def test_the_owner_reads_the_words_and_not_the_names(firm: Cast, client_of: ClientOf) -> None:
    Schedule.objects.create(name="notifications.send_due_messages", due_at="2026-11-22T10:00Z")
    client: Client = client_of(firm.owner)

    page = client.get("/installation/").content.decode()

    assert "Sends mail" in page
    assert "notifications.send_due_messages" not in page
