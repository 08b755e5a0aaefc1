"""Many at once, a server killed, a disk full: what was acknowledged is counted, once."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ballotbox.process import Process

Told = list[dict[str, Any]]


def latest_acknowledged(told: Told, heard: list[list[int]]) -> dict[str, int]:
    """Return the highest acknowledged counter per key."""
    latest: dict[str, int] = {}
    for number, status in heard:
        if status == 200:
            key, counter = told[number]["key"], told[number]["counter"]
            latest[key] = max(counter, latest.get(key, 0))
    return latest


@pytest.mark.slow
def test_64_people_at_once_lose_nothing(tmp_path: Path) -> None:
    people, times = 64, 3
    with Process(tmp_path) as station:
        station.ask("announce", {"b1": people})
        told = station.ask("prepare", people, times)

        heard = station.ask("storm", people, times)

        station.ask("shut")
        counted = station.ask("count")
    assert {status for _, status in heard} == {200}
    assert len(counted["ballots"]) == people
    assert dict(counted["ballots"]) == latest_acknowledged(told, heard)
    assert sorted(counted["answers"]) == sorted(one["answers"] for one in told[::times])
    assert counted["n_invalid"] == 0


@pytest.mark.slow
def test_a_server_killed_in_the_middle_loses_and_doubles_nothing(tmp_path: Path) -> None:
    people, times = 12, 4
    with Process(tmp_path) as first:
        first.ask("announce", {"b1": people})
        told = first.ask("prepare", people, times)
    order = [person * times + time for time in range(times) for person in range(people)]
    heard: list[list[int]] = []
    for stop_after in (5, 13, 21):
        with Process(tmp_path) as station:
            station.ask("join")
            left = order[len(heard) :]
            station.tell("put_all", left)
            heard += [station.hear() for _ in range(stop_after - len(heard))]
            heard += station.kill()

    with Process(tmp_path) as last:
        last.ask("join")
        last.tell("put_all", order[len(heard) :])
        heard += [last.hear() for _ in range(len(order) - len(heard))]
        assert last.hear() == "done"
        last.ask("shut")
        counted = last.ask("count")

    assert {status for _, status in heard} == {200}
    assert len(counted["ballots"]) == people
    assert dict(counted["ballots"]) == {one["key"]: times for one in told}
    assert counted["n_invalid"] == 0


@pytest.mark.slow
def test_a_count_that_was_killed_starts_again_from_the_same_ballots(tmp_path: Path) -> None:
    with Process(tmp_path) as station:
        station.ask("announce", {"b1": 6})
        station.ask("prepare", 6, 1)
        for number in range(6):
            station.ask("put", number)
        station.ask("shut")
        counted = station.ask("count")
        station.tell("count")
        station.kill()

    with Process(tmp_path) as again:
        again.ask("join")
        assert again.ask("count") == counted
        again.ask("destroy")
        assert again.ask("put", 0)[1]["error"] == "late"


@pytest.mark.sqlite
def test_a_full_disk_is_said_and_nothing_in_the_box_is_lost(tmp_path: Path) -> None:
    with Process(tmp_path) as station:
        station.ask("announce", {"b1": 30})
        told = station.ask("prepare", 3, 1)
        assert station.ask("put", 0)[0] == 200
        station.ask("no_room", 4096)

        status, answer = station.ask("put", 1)

        assert (status, answer["error"]) == (503, "full")
        assert "send them again" in answer["say"]
        station.ask("no_room", -1)
        assert station.ask("put", 1)[0] == 200
        station.ask("shut")
        counted = station.ask("count")
    assert sorted(dict(counted["ballots"])) == sorted(one["key"] for one in told[:2])


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte; where we may not mount one, the test is skipped."""
    place = tmp_path / "disk"
    place.mkdir()
    options = ["-t", "tmpfs", "-o", "size=1m", "bothways-test"]
    if subprocess.run(["mount", *options, str(place)], capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small file system here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.sqlite
def test_a_disk_that_is_really_full_is_said_and_nothing_is_lost(tiny_disk: Path) -> None:
    filler = tiny_disk / "filler"
    with Process(tiny_disk) as station:
        station.ask("announce", {"b1": 30})
        station.ask("prepare", 3, 1)
        assert station.ask("put", 0)[0] == 200
        fill(filler)

        refused = station.ask("put", 1)

        assert (refused[0], refused[1]["error"]) == (503, "full")
        filler.unlink()
        assert station.ask("put", 1)[0] == 200
        station.ask("shut")
        assert len(station.ask("count")["ballots"]) == 2


def fill(filler: Path) -> None:
    """Write until the disk has no byte left."""
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(512))
        except OSError:
            pass
