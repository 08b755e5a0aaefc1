"""The memory: it comes back as it was kept, and nothing else passes for one."""

import pytest

from bothways.pure.guardian.errors import DistrustError
from bothways.pure.guardian.memory import Memory

FULL = Memory(
    confirmed={"aa": {"rules": "00", "people": {"1": "b1"}}},
    names=("Ines Roth", "Jo Marsh"),
    stamped={"aa": {"1": "ff"}},
    opened={"aa": "01"},
    peeled={"aa": "02"},
    counted={"aa": "03"},
    head={"size": 3},
)


@pytest.mark.parametrize("memory", [Memory(), FULL])
def test_a_memory_comes_back_as_it_was_kept(memory: Memory) -> None:
    assert Memory.from_text(memory.to_text()) == memory


def test_a_new_entry_leaves_the_others_as_they_were() -> None:
    after = FULL.with_entry("opened", "bb", "09")

    assert after.opened == {"aa": "01", "bb": "09"}
    assert FULL.opened == {"aa": "01"}


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"v":2}', FULL.to_text().replace('"opened"', '"other"'), "null"]
)
def test_a_text_that_is_no_memory_is_refused_and_not_begun_anew(text: str) -> None:
    with pytest.raises(DistrustError):
        Memory.from_text(text)
