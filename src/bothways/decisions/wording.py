"""What somebody writes about a decision, and the check that it says something."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from bothways.decisions import errors
from bothways.decisions.models import LONGEST_LINE, LONGEST_TEXT, MOST_OPTIONS, Wording

LONGEST_DECIDED = 1000
FURTHEST = timedelta(days=5 * 366)
LEAST_LETTERS, LEAST_WORDS = 12, 3  # of the reasons for anything
LEAST_LETTERS_OF_A_NO, LEAST_WORDS_OF_A_NO = 30, 6
A_SYLLABARY = "\u2e80"  # from here on, most scripts write no spaces between words
OPTION = ("text", "for", "against")


@dataclass(frozen=True, kw_only=True)
class Told:
    """The words of a decision as they were typed. options: {"text", "for", "against"} each."""

    question: str
    outcome: str
    reasons: str
    decided_on: date
    look_again_on: date | None
    decided: str = ""
    context: str = ""
    options: Sequence[Mapping[str, str]] = ()
    who_was_heard: str = ""
    uncertain: str = ""
    would_change_our_mind: str = ""


def checked(told: Told, *, on: date, since: date | None = None) -> dict[str, Any]:
    """Return the wording by field, tidied.

    since: the day on which it has stood already; then its day to look again may be past.
    Raises NoWordsError, NothingDecidedError, NoReasonError, TooShortReasonError,
    TooManyWordsError, DecidedInTheFutureError, NoDayToLookAgainError, LookAgainInThePastError,
    LookAgainTooFarError.
    """
    words = asdict(told)
    words["question"] = line(told.question, LONGEST_LINE)
    words["decided"] = line(told.decided, LONGEST_DECIDED, may_be_empty=True)
    for field in ("context", "who_was_heard", "uncertain", "would_change_our_mind"):
        words[field] = text(words[field], LONGEST_TEXT, may_be_empty=True)
    words["options"] = _options(told.options)
    words["reasons"] = checked_reasons(told.reasons, told.outcome)
    if told.outcome == Wording.Outcome.OTHER and not words["decided"]:
        raise errors.NothingDecidedError
    if told.decided_on > on:
        raise errors.DecidedInTheFutureError
    check_look_again(told.look_again_on, after=max(told.decided_on, since or on))
    return words


def check_look_again(day: date | None, *, after: date) -> None:
    """Raise what is wrong with a day to look again that has to come after another."""
    if day is None:
        raise errors.NoDayToLookAgainError
    if day <= after:
        raise errors.LookAgainInThePastError
    if day > after + FURTHEST:
        raise errors.LookAgainTooFarError


def checked_reasons(reasons: str, outcome: str) -> str:
    """Return the reasons; raise NoReasonError or TooShortReasonError where they say too little."""
    is_no = outcome == Wording.Outcome.NO
    reasons = text(reasons, LONGEST_TEXT, may_be_empty=True)
    n_words, n_letters = how_much(reasons)
    if is_no and (n_words < LEAST_WORDS_OF_A_NO or n_letters < LEAST_LETTERS_OF_A_NO):
        raise errors.NoReasonError
    if n_words < LEAST_WORDS or n_letters < LEAST_LETTERS:
        raise errors.TooShortReasonError
    return reasons


def how_much(said: str) -> tuple[int, int]:
    """Return (different words, letters) of a text; 'no no no no' is one word.

    A script without spaces counts two signs as a word and each sign as three letters.
    """
    signs = [sign for sign in said if sign.isalpha()]
    dense = [sign for sign in signs if sign >= A_SYLLABARY]
    if len(dense) * 2 > len(signs):
        return len(set(dense)) // 2, 3 * len(dense)
    spoken = {"".join(filter(str.isalnum, word)).casefold() for word in said.split()}
    return len(spoken - {""}), len(signs)


def line(said: str, longest: int, *, may_be_empty: bool = False) -> str:
    """Return a text in one line. Raises NoWordsError, TooManyWordsError."""
    return text(" ".join(said.split()), longest, may_be_empty=may_be_empty)


def text(said: str, longest: int, *, may_be_empty: bool = False) -> str:
    """Return a text with its paragraphs. Raises NoWordsError, TooManyWordsError."""
    rows = [" ".join(row.split()) for row in said.replace("\r\n", "\n").split("\n")]
    said = "\n".join(rows).strip()
    while "\n\n\n" in said:
        said = said.replace("\n\n\n", "\n\n")
    if not said and not may_be_empty:
        raise errors.NoWordsError
    if len(said) > longest:
        raise errors.TooManyWordsError(longest)
    return said


def _options(options: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the options that were named, in their order, each with what spoke for and against."""
    tidied = [
        {key: line(one.get(key, ""), LONGEST_DECIDED, may_be_empty=True) for key in OPTION}
        for one in options
    ]
    return [one for one in tidied if one["text"]][:MOST_OPTIONS]
