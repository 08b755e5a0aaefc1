import json
from typing import Any

import pytest

from bothways.pure.disclosure import UnreadableReleaseError, read_release
from tests.pure.disclosure.rounds import agreeing, pulse

TEXT = pulse(
    ("Ops", agreeing(5, 10)), ("Ops", agreeing(10, 10, skipped=2)), ("Sales", agreeing(1, 9))
).to_json()


def changed(*path: str | int, to: Any) -> str:
    document = json.loads(TEXT)
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_what_was_written_is_read_back() -> None:
    assert read_release(TEXT).to_json() == TEXT


def test_the_text_is_the_same_on_every_machine() -> None:
    released = pulse(("Ärzte", agreeing(5, 10)))

    assert released.to_json() == (
        '{"answered":10,"blocks":[{"department":"Ärzte","eligible":99,"id":"b1",'
        '"name":"Team 1","teams":["Firm/Ärzte/Team 1"]}],"c":2,"cells":['
        '{"blocks":["b1"],"ge":{"4":[5,5]},"level":"firm","n":10,"n_max":null,"name":"",'
        '"question":"q1"},'
        '{"blocks":["b1"],"ge":{"4":[5,5]},"level":"department","n":10,"n_max":null,'
        '"name":"Ärzte","question":"q1"},'
        '{"blocks":["b1"],"ge":{"4":[5,5]},"level":"group","n":10,"n_max":null,'
        '"name":"Team 1","question":"q1"}],'
        '"eligible":99,"format":"focus","groups":[{"answered":10,"blocks":["b1"],'
        '"eligible":99}],"k":7,"questions":[{"construct":"TRU","id":"q1"}],"v":1}'
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        "7",
        "{",
        TEXT + "\n",
        " " + TEXT,
        TEXT.replace('"k":7', '"k":7,"k":7'),
        TEXT.replace('"k":7', '"k":7.0'),
        TEXT.replace('"k":7', '"k":NaN'),
        TEXT.replace('"v":1', '"v":2'),
        TEXT.replace('"v":1', '"v":true'),
        TEXT.replace('"v":1', '"note":"Ada said 2","v":1'),
    ],
)
def test_a_text_that_is_no_release_is_refused(text: str) -> None:
    with pytest.raises(UnreadableReleaseError):
        read_release(text)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("k",), "7"),
        (("k",), None),
        (("k",), True),
        (("c",), -1),
        (("format",), "exact"),
        (("format",), 4),
        (("blocks",), {}),
        (("questions", 0, "id"), 1),
        (("groups", 0, "blocks"), "b1"),
        (("cells", 0, "ge"), []),
        (("cells", 0, "ge"), {"4": [1]}),
        (("cells", 0, "ge"), {"4": [1, 2, 3]}),
        (("cells", 0, "ge"), {"four": [1, 2]}),
        (("cells", 0, "level"), "galaxy"),
        (("cells",), [1]),
    ],
)
def test_a_field_of_the_wrong_kind_is_refused(path: tuple[str | int, ...], value: object) -> None:
    with pytest.raises(UnreadableReleaseError):
        read_release(changed(*path, to=value))


def test_an_unclamped_figure_is_refused() -> None:
    unclamped = changed("cells", 4, "ge", to={"4": [10, 10]})

    with pytest.raises(UnreadableReleaseError, match="a group's figure is not clamped"):
        read_release(unclamped)
