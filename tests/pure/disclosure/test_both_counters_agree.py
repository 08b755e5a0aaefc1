"""The second counter, in the browser, comes to the same release as Python.

`frontend/test/release.test.ts` counts the kept rounds in Node; where there is none, as in CI,
`tests/journeys/test_second_counter.py` lets a browser count many more.
"""

import json

from tests.pure.disclosure.drawn_rounds import (
    FIXTURE,
    N_KEPT,
    as_fixture,
    drawn_rounds,
    released_text,
)

SEED = 2026


def test_the_kept_rounds_are_those_that_python_releases_today() -> None:
    assert as_fixture(list(drawn_rounds(SEED, N_KEPT))) == FIXTURE.read_text()


def test_the_kept_rounds_hold_what_is_hard_to_count() -> None:
    rounds = json.loads(FIXTURE.read_text())
    texts = [json.loads(released_text(drawn)) for drawn in rounds]
    cells = [cell for told in texts for cell in told["cells"]]

    assert sum(told["answered"] is None for told in texts) >= 20, "firms with too few ballots"
    assert sum(cell["n_max"] is not None for cell in cells) >= 20, "questions most skipped"
    assert sum(cell["level"] == "department" for cell in cells) >= 50, "whole departments"
    assert any(
        "0" in ballot for drawn in rounds for told in drawn["ballots"].values() for ballot in told
    )
    assert any(_cut(told) for told in texts), "departments that a merge cut"


def _cut(told: dict) -> bool:  # type: ignore[type-arg]
    """Whether a department with ballots has no figure although others of its round have one."""
    named = {name for block in told["blocks"] for name in block["department"].split("/") if name}
    shown = {cell["name"] for cell in told["cells"] if cell["level"] == "department"}
    return bool(shown and named - shown)
