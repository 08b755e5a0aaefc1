"""One thing that was looked at."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class State(StrEnum):
    """How it stands: in order, better mended soon, or wrong."""

    OK = "ok"
    SOON = "soon"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it stands in words, and what to do."""

    about: str
    state: State
    words: str
    to_do: str = ""

    def said(self) -> dict[str, str]:
        """For programs."""
        return {name: str(value) for name, value in asdict(self).items()}


def fine(about: str, words: str) -> Finding:
    """Nothing to do."""
    return Finding(about, State.OK, words)


def soon(about: str, words: str, to_do: str) -> Finding:
    """It works, and should be mended before it doesn't."""
    return Finding(about, State.SOON, words, to_do)


def wrong(about: str, words: str, to_do: str) -> Finding:
    """Something does not work, or is not safe."""
    return Finding(about, State.WRONG, words, to_do)
