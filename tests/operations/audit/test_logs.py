"""A line, or a setting, that would tell who put a ballot in is found."""

import gzip
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.architecture.source import ROOT
from tests.operations.audit.conftest import House
from tests.operations.audit.test_links import a_ballot

pytestmark = pytest.mark.sqlite  # nothing of it lies in a database

HARMLESS = """2026-11-02T09:00:00Z [info] started processes=4
timestamp='2026-11-02T09:00:00Z' level='warning' event='a mail was refused' kind='round.opened'
"""
ROUND = "7e1f7e2a-5c0a-4c9e-8a55-0d7f3f0a1b2c"


def log(tmp_path: Path, text: str, name: str = "web.log") -> Path:
    path = tmp_path / name
    path.write_text(HARMLESS + text)
    return path


def test_a_log_as_the_program_writes_it_is_in_order(audited: House, tmp_path: Path) -> None:
    assert audited.finds("logs", logs=(log(tmp_path, ""),)) == set()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('- - [02/Nov/2026:09:00] "POST /box/7e1f HTTP/1.1" 201', "ballot-in-a-log"),
        (f'"GET /rounds/{ROUND}/answer/ HTTP/1.1" 200', "answering-in-a-log"),
        ('"POST /mailbox/stamps/ HTTP/1.1" 200', "answering-in-a-log"),
        ("198.51.100.7 looked at a page", "machine-in-a-log"),
        ("2001:db8:0:0:1:0:0:1 looked at a page", "machine-in-a-log"),
        ("mail to ada@example.com", "secret-in-a-log"),
        ("code 123456", "secret-in-a-log"),
    ],
)
def test_a_line_that_tells_too_much_is_found(
    audited: House, tmp_path: Path, line: str, code: str
) -> None:
    report = audited.report("logs", logs=(log(tmp_path, line),))

    assert code in {one.code for one in report.violations}
    assert "Lines 3 (1 in all)." in {one.found for one in report.violations}


def test_an_access_log_that_was_packed_is_read_too(audited: House, tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "access.log.2.gz").write_bytes(gzip.compress(b"GET /box/x\n" * 9))

    report = audited.report("logs", logs=(tmp_path / "logs",))

    assert report.violations[0].code == "ballot-in-a-log"
    assert report.violations[0].found == "Lines 1, 2, 3, 4, 5 ... (9 in all)."


def test_something_of_a_ballot_in_a_log_is_found(audited: House, tmp_path: Path) -> None:
    path = log(tmp_path, f"row {a_ballot(audited).key.hex()}")  # type: ignore[attr-defined]

    assert "ballot-material-in-a-log" in audited.finds("logs", logs=(path,))


def test_the_finding_repeats_nothing_of_the_line(audited: House, tmp_path: Path) -> None:
    report = audited.report(
        "logs", logs=(log(tmp_path, "mail to ada@example.com from 198.51.100.7"),)
    )

    assert not any("ada@" in str(one) or "198.51" in str(one) for one in report.findings)


def test_a_log_that_is_not_there_is_said(audited: House, tmp_path: Path) -> None:
    report = audited.report("logs", logs=(tmp_path / "none.log",))

    assert report.status == 2
    assert "is not there" in report.unseen[0][1]


def test_a_log_of_the_program_without_its_filter_is_found(
    audited: House, settings: Settings
) -> None:
    settings.LOGGING = {"handlers": {"more": {"class": "logging.FileHandler"}}}

    assert audited.finds("logs") == {"log-without-a-filter"}


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_the_settings_we_ship_are_in_order(audited: House, name: str) -> None:
    assert audited.finds("logs", proxies=(ROOT / "deploy" / name,)) == set()


NGINX = "server { listen 443 ssl; %s location /box/ { %s proxy_pass http://b; } location / {} }"
CADDY = "trust.example.org {\n\t%s\n\treverse_proxy 127.0.0.1:8000\n}\n"
APACHE = "<VirtualHost *:443>\n  %s\n  ProxyPass / http://b/\n</VirtualHost>\n"


@pytest.mark.parametrize(
    "text",
    [
        NGINX % ("", ""),
        NGINX % ("access_log /var/log/a.log;", ""),
        NGINX % ("access_log off;", "access_log /var/log/box.log combined;"),
        "server { location / { proxy_pass http://b; } }",
        CADDY % "log",
        CADDY % "log {\n\t\toutput file /var/log/a.log\n\t}",
        APACHE % "CustomLog /var/log/a.log combined",
    ],
)
def test_a_proxy_that_writes_a_list_of_visits_is_found(
    audited: House, tmp_path: Path, text: str
) -> None:
    (tmp_path / "site").write_text(text)

    assert audited.finds("logs", proxies=(tmp_path / "site",)) == {"proxy-logs-ballots"}


@pytest.mark.parametrize(
    "text",
    [
        NGINX % ("", "access_log off;"),
        NGINX % ("access_log /var/log/a.log;", "access_log off;"),
        NGINX % ("access_log off;", ""),
        CADDY % "encode gzip # no log here",
        APACHE % "ErrorLog /var/log/e.log",
    ],
)
def test_a_proxy_that_leaves_the_box_out_is_in_order(
    audited: House, tmp_path: Path, text: str
) -> None:
    (tmp_path / "site").write_text(text)

    assert audited.finds("logs", proxies=(tmp_path / "site",)) == set()
