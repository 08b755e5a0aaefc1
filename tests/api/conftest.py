"""A token that reads, one that writes, and a program that has one. The day is 2 November 2026."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from bothways.api.actions import make_token
from bothways.people.models import Person
from tests.factories import NOW

OUTCOMES, TRUST = "/api/v1/outcomes/", "/api/v1/trust/"
OCTOBER = {"month": "2026-10", "figures": {"headcount": 31, "leavers": 1}}


@pytest.fixture(autouse=True)
def on_the_tests_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token lasts by the clock; the clock stands at the tests' day."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@dataclass
class Program:
    """A program that calls the API with its token, and with nothing else."""

    secret: str

    def get(self, path: str = OUTCOMES, **query: str) -> HttpResponse:
        return Client().get(path, query, headers=self.headers)  # type: ignore[return-value]

    def put(self, sent: Any, path: str = OUTCOMES) -> HttpResponse:
        text = sent if isinstance(sent, str | bytes) else json.dumps(sent)
        return Client().put(  # type: ignore[return-value]
            path, text, content_type="application/json", headers=self.headers
        )

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"} if self.secret else {}


def program(owner: Person, scope: str) -> Program:
    _token, secret = make_token(name="payroll", scope=scope, days=30, by=owner, at=NOW)
    return Program(secret)


@pytest.fixture
def reader(owner: Person) -> Program:
    """A program that may read."""
    return program(owner, "read")


@pytest.fixture
def writer(owner: Person) -> Program:
    """A program that may read and write."""
    return program(owner, "write")


def fault_of(answer: HttpResponse) -> tuple[str, list[str]]:
    """Return an error's code and the places that it names."""
    error = json.loads(answer.content)["error"]
    assert error["message"]
    return error["code"], [fault["where"] for fault in error["faults"]]
