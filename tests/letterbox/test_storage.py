"""The disk does not remember in which order letters came, nor the letters once they are wiped.

That the scanner finds an order where there is one is shown in tests/ballotbox/test_storage.py.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import blank
from tests.ballotbox.process import Process
from tests.ballotbox.test_storage import CHANCE, mixed
from tests.ballotbox.traces import Traces, agreement

pytestmark = pytest.mark.sqlite
N = 20
STATION = "tests.letterbox.station"


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Process]:
    with Process(blank.lay_out(tmp_path), STATION) as process:
        yield process


def sealed(record: str) -> bytes:
    """A piece of what is chance in a letter: after version, desk and mark."""
    return bytes.fromhex(record)[25:265]


def test_the_order_of_arrival_is_not_on_the_disk_and_wiped_letters_are_nowhere(
    station: Process, tmp_path: Path
) -> None:
    told = station.ask("begin", N)
    size = (tmp_path / "ballots.sqlite3").stat().st_size
    arrival = mixed(sorted(range(N), key=lambda number: told[number]))
    for number in arrival:
        assert station.ask("post", number) == "taken"

    traces, in_order = Traces(tmp_path), [sealed(told[number]) for number in arrival]

    assert [traces.times_found(letter) for letter in in_order] == [1] * N
    for how, order in traces.orders(in_order).items():
        assert agreement(order) < CHANCE, how
    assert traces.files["ballots.sqlite3-journal"] == b""
    assert (tmp_path / "ballots.sqlite3").stat().st_size == size
    assert station.ask("wipe") == "wiped"
    assert [Traces(tmp_path).times_found(letter) for letter in in_order] == [0] * N


def test_pieces_of_attachments_lie_in_no_order_of_arrival_and_are_nowhere_once_they_came_out(
    station: Process, tmp_path: Path
) -> None:
    told = station.ask("begin_pieces", N)
    arrival = mixed(sorted(range(N), key=lambda number: told[number]))
    for number in arrival:
        assert station.ask("post_piece", number) == "taken"

    traces, in_order = Traces(tmp_path), [bytes.fromhex(told[number]) for number in arrival]

    assert [traces.times_found(piece) for piece in in_order] == [1] * N
    for how, order in traces.orders(in_order).items():
        assert agreement(order) < CHANCE, how
    assert traces.files["ballots.sqlite3-journal"] == b""
    assert station.ask("wipe_pieces") == N
    assert [Traces(tmp_path).times_found(piece) for piece in in_order] == [0] * N


def test_all_at_once_and_twice_each_letter_lies_there_once(station: Process) -> None:
    told = station.ask("begin", 16)

    heard = station.ask("storm")

    assert heard == ["taken"] * 32
    assert sorted(station.ask("lying")) == sorted(told)


def test_a_process_that_is_killed_loses_no_letter_that_it_took(
    station: Process, tmp_path: Path
) -> None:
    told = station.ask("begin", 12)
    station.tell("post_all")
    taken = [station.hear() for _ in range(4)]
    taken += [one for one in station.kill() if isinstance(one, list)]

    with Process(tmp_path, STATION) as again:
        again.ask("join")
        lying = set(again.ask("lying"))
        assert {told[number] for number, _said in taken} <= lying <= set(told)
        assert [again.ask("post", number) for number in range(12)] == ["taken"] * 12
        assert sorted(again.ask("lying")) == sorted(told)


def test_a_process_that_is_killed_while_pieces_come_loses_and_doubles_none(
    station: Process, tmp_path: Path
) -> None:
    told = station.ask("begin_and_keep", 8)
    station.tell("post_all_pieces")
    taken = [station.hear() for _ in range(3)]
    taken += [one for one in station.kill() if isinstance(one, list)]

    with Process(tmp_path, STATION) as again:
        assert again.ask("join_pieces") == 8
        lying = again.ask("lying_pieces")
        assert {told[number] for number, _said in taken} <= set(lying) <= set(told)
        assert [again.ask("post_piece", number) for number in range(8)] == ["taken"] * 8
        assert sorted(again.ask("lying_pieces")) == sorted(told)
