"""Old marks held against the record's file: which hold, and between which two it was rewritten."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bothways.pure.checking.findings import Finding, right, untold, wrong
from bothways.pure.checking.mails import Mark
from bothways.pure.checking.one_change import find_one_change
from bothways.pure.checking.record_files import RecordFile


@dataclass(frozen=True)
class KeptMark:
    """A mark, and what the mail is called in which it stood."""

    name: str
    mark: Mark


def check_marks(file: RecordFile, marks: Sequence[KeptMark]) -> list[Finding]:
    """Return whether each mark holds, and where the record was changed if one doesn't."""
    return list(_checks(file, sorted(marks, key=lambda kept: kept.mark.size)))


def _checks(file: RecordFile, marks: Sequence[KeptMark]) -> Iterator[Finding]:
    n = len(file.places)
    held: KeptMark | None = None
    first_odd: KeptMark | None = None
    for kept in marks:
        size = kept.mark.size
        if size > n:
            yield wrong(
                "mark.longer",
                f"{kept.name}: there were {size:,} entries then, and there are {n:,} now: "
                f"{size - n:,} or more were taken from the end.",
            )
        elif file.bears_out(size, kept.mark.root):
            held = kept if first_odd is None else held
            yield right("mark", f"{kept.name}: the first {size:,} places are as they were then.")
        else:
            first_odd = first_odd or kept
            yield wrong(
                "mark", f"{kept.name}: the first {size:,} places are not as they were then."
            )
    if first_odd:
        yield from _where(file, held, first_odd)


def _where(file: RecordFile, held: KeptMark | None, odd: KeptMark) -> Iterator[Finding]:
    """Say which entry it was if the mark alone tells that, else between which two marks."""
    start = held.mark.size if held else 0
    change = find_one_change(file, start, odd.mark)
    if change:
        yield wrong("mark.entry", change.says, *change.entries)
        return
    since = f"after {held.name} and before {odd.name}" if held else f"before {odd.name}"
    yield wrong(
        "mark.between",
        f"Something was changed, taken out, put in or moved among the entries {start + 1:,} to "
        f"{odd.mark.size:,}: what was put on the record {since}. An older copy of this file "
        "(--before) tells which.",
    )
    if any(_could_explain(file, odd.mark)):
        yield untold(
            "mark.restored",
            "A backup was put back: the mark may be of the time that was lost then. Compare its "
            "day with that entry's.",
        )


def _could_explain(file: RecordFile, mark: Mark) -> Iterator[bool]:
    for place in file.places[: mark.size]:
        yield "installation.restored" in (place.text or "")
