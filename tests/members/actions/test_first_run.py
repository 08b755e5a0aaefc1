"""Whoever can read the terminal founds the firm, once."""

from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from bothways.members.actions import first_run_token, found_firm, is_first_run_token
from bothways.members.errors import AlreadyFoundedError, NotTheTokenError
from bothways.people.models import Organisation, Person, Role, Unit
from bothways.record.models import Entry
from tests.factories import make_organisation

WHO = {"firm": "Millrace", "name": "Sanne Weir", "email": "Sanne@Millrace.example"}


def test_the_token_is_made_once_and_only_its_owner_may_read_it(data: Path) -> None:
    token = first_run_token(data)

    assert first_run_token(data) == token
    assert len(token) >= 32
    assert (data / "first-run-token").stat().st_mode & 0o077 == 0


def test_only_the_token_is_the_token(data: Path) -> None:
    assert not is_first_run_token("", data)
    token = first_run_token(data)

    assert is_first_run_token(token, data)
    assert not is_first_run_token("", data)
    assert not is_first_run_token(token[:-1], data)
    assert not is_first_run_token("ö", data)


def test_the_founder_owns_the_firm_and_the_token_is_gone(
    data: Path, now: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        owner = found_firm(**WHO, token=first_run_token(data), folder=data, at=now)

    assert owner.has_role(Role.Kind.OWNER)
    assert owner.email == "sanne@millrace.example"
    assert owner.unit == Unit.objects.get(path="Millrace", parent=None)
    assert Organisation.objects.get().name == "Millrace"
    assert not (data / "first-run-token").exists()
    assert set(Entry.objects.values_list("verb", flat=True)) == {
        "person.added",
        "role.given",
        "organisation.named",
    }


def test_without_the_token_nothing_is_founded(data: Path, now: datetime) -> None:
    first_run_token(data)

    with pytest.raises(NotTheTokenError):
        found_firm(**WHO, token="guessed", folder=data, at=now)
    assert not Person.objects.exists()


def test_a_firm_is_founded_once_even_with_the_token(data: Path, now: datetime) -> None:
    make_organisation()

    with pytest.raises(AlreadyFoundedError):
        found_firm(**WHO, token=first_run_token(data), folder=data, at=now)


def test_a_stroke_in_the_firms_name_makes_no_tree(data: Path, now: datetime) -> None:
    found_firm(**{**WHO, "firm": "Weir/Dahl"}, token=first_run_token(data), folder=data, at=now)

    assert Organisation.objects.get().name == "Weir/Dahl"
    assert list(Unit.objects.values_list("path", flat=True)) == ["Weir-Dahl"]
