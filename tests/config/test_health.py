"""The server says that it is there, and nothing else."""

from io import StringIO
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from bothways.jobs.actions import enrol_jobs
from bothways.jobs.models import Schedule
from bothways.operations.snapshot import main_in


def test_the_server_says_that_it_is_there(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_saying_so_asks_no_database(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        client.get("/healthz")


def test_asked_deeply_it_says_that_the_worker_sleeps(client: Client) -> None:
    answer = client.get("/healthz?deep=1")

    assert (answer.status_code, answer.content) == (503, b"failing: worker\n")


def test_asked_deeply_it_is_ok_where_the_worker_works(client: Client) -> None:
    enrol_jobs(now=timezone.now())
    Schedule.objects.update(last_run_at=timezone.now())

    assert client.get("/healthz?deep=1").content == b"ok\n"


@pytest.mark.sqlite
def test_asked_deeply_it_names_the_database_that_does_not_answer(
    client: Client, tmp_path: Path
) -> None:
    (tmp_path / "bothways.sqlite3").mkdir()

    with main_in(tmp_path / "bothways.sqlite3"):
        answer = client.get("/healthz?deep=1")

    assert (answer.status_code, answer.content) == (503, b"failing: database default\n")


def test_numbers_are_for_whoever_has_the_token(client: Client, settings: Settings) -> None:
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404
    settings.METRICS_TOKEN = "only-for-prometheus"

    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"authorization": "Bearer wrong"}).status_code == 404
    answer = client.get("/metrics", headers={"authorization": "Bearer only-for-prometheus"})

    assert answer.status_code == 200
    assert b"bothways_info" in answer.content


def test_a_strangers_name_for_the_server_is_refused_and_not_written_down(
    client: Client, written: StringIO
) -> None:
    answer = client.get("/healthz", headers={"host": "stranger.example"})
    page = client.get("/sign-in/", headers={"host": "stranger.example"})

    assert (answer.status_code, page.status_code) == (400, 400)
    assert written.getvalue() == ""
