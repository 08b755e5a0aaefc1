"""What the doctor says of the whole, and the command that asks."""

import io
import json

import pytest
from django.core.management import call_command
from django.utils import timezone

from bothways.operations.doctor import State, examine
from tests.cast import Cast
from tests.operations.doctor.conftest import Elsewhere


def test_an_installation_in_order_has_nothing_wrong(in_order: Cast) -> None:
    found = examine(now=timezone.now(), outside=False)

    assert [finding for finding in found if finding.state is State.WRONG] == []
    assert {"Clock", "Disk", "Worker", "Backup", "Tables", "Version"} <= {f.about for f in found}


def test_whatever_is_not_in_order_says_what_to_do(house: Cast) -> None:
    found = examine(now=timezone.now(), outside=False)

    assert any(finding.state is not State.OK for finding in found)
    assert [f for f in found if (f.state is State.OK) is bool(f.to_do)] == []


def test_the_command_exits_with_one_where_something_is_wrong(
    house: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    out = io.StringIO()

    with pytest.raises(SystemExit, match="1"):
        call_command("doctor", stdout=out)

    assert "WRONG  Worker: It has never run." in out.getvalue()
    assert "-> Start it" in out.getvalue()


def test_programs_get_the_same_as_json(house: Cast) -> None:
    out = io.StringIO()

    with pytest.raises(SystemExit):
        call_command("doctor", "--json", stdout=out)

    found = json.loads(out.getvalue())
    assert {"about", "state", "words", "to_do"} == set(found[0])
    assert {"wrong", "soon", "ok"} >= {finding["state"] for finding in found}


def test_a_clock_that_is_an_hour_off_is_found_by_asking_another(
    in_order: Cast, other_machine: Elsewhere
) -> None:
    other_machine.off = 3600

    found = examine(now=timezone.now(), time_from=f"{other_machine.address}/time")

    clock = next(f for f in found if f.about == "Clock" and f.state is State.WRONG)
    assert "60 minutes behind" in clock.words
    assert "time server" in clock.to_do
    assert other_machine.asked[0] == "/time"


def test_a_clock_that_agrees_is_in_order(in_order: Cast, other_machine: Elsewhere) -> None:
    found = examine(now=timezone.now(), time_from=other_machine.address)

    assert any("agrees" in finding.words for finding in found if finding.about == "Clock")
