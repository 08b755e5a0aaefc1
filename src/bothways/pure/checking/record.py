"""The checks of the record's whole file: its entries, its tree, its heads, old marks."""

from collections.abc import Iterable, Iterator, Sequence

from bothways.pure import ledger
from bothways.pure.checking.comparing import compare
from bothways.pure.checking.findings import Finding, found, right, untold, wrong
from bothways.pure.checking.old_marks import KeptMark, check_marks
from bothways.pure.checking.record_files import FiledHead, Place, RecordFile
from bothways.pure.checking.saying import entries, many, short

ERASED = "person.erased"
RESTORED = "installation.restored"


def check_record(
    file: RecordFile, marks: Sequence[KeptMark] = (), older: Iterable[tuple[str, RecordFile]] = ()
) -> list[Finding]:
    """Return what was checked of a record, and what came of it.

    marks: from mails that somebody kept; older: copies of the same file from before, each with
    a name to call it by.
    """
    if not file.places:
        return [untold("record", "There is nothing on this record yet."), *check_marks(file, marks)]
    return [
        *_places(file),
        *_texts(file.places),
        *_erased(file.places),
        *_heads(file),
        *check_marks(file, marks),
        *(finding for name, before in older for finding in _older(name, file, before, marks)),
    ]


def _places(file: RecordFile) -> Iterator[Finding]:
    odd = [place for at, place in enumerate(file.places) if place.position != at]
    if not odd:
        yield right("record.places", f"There are {len(file.places):,} entries, none left out.")
        return
    said = odd[0].number
    yield wrong(
        "record.places",
        f"After entry {file.places.index(odd[0]):,} comes one that says it is number {said:,}: "
        "an entry was taken out, put in or moved.",
        said,
    )


def _texts(places: Sequence[Place]) -> Iterator[Finding]:
    told = [place for place in places if place.text is not None]
    odd = [place for place in told if not place.holds]
    if not odd:
        yield right("record.texts", f"{len(told):,} entries say what was put on the record.")
    yield from many(
        odd,
        lambda place: wrong(
            "record.text",
            f"Entry {place.number:,} was changed: what it says now ({short(place)}) is not what "
            "was put on the record.",
            place.number,
        ),
    )


def _erased(places: Sequence[Place]) -> Iterator[Finding]:
    named = _named_by(places)
    gaps = [place for place in places if place.text is None]
    lawful = [place for place in gaps if place.erased_on and place.position in named]
    if lawful:
        yield right(
            "record.erased",
            f"{entries(place.number for place in lawful)} erased by law, and the record says so. "
            "What stood there nobody can prove any more.",
        )
    yield from many(
        [place for place in gaps if place not in lawful],
        lambda place: wrong(
            "record.emptied",
            f"Entry {place.number:,} was emptied, and nothing on the record says that the law "
            "asked for it.",
            place.number,
        ),
    )


def _named_by(places: Sequence[Place]) -> set[int]:
    """Return the places that a later entry, itself as it was, calls erased."""
    named: set[int] = set()
    for place in places:
        if place.text is not None and ERASED in place.text and _says_erased(place):
            said = place.details.get("places")
            whole = said if isinstance(said, list) else []
            named |= {one for one in whole if type(one) is int and one < place.position}
    return named


def _says_erased(place: Place) -> bool:
    return place.verb == ERASED and place.holds


def _heads(file: RecordFile) -> Iterator[Finding]:
    if not file.heads:
        yield wrong("record.heads", "There are entries and no signed head over them.")
        return
    yield _roots(file)
    yield _end(file)
    newest = file.heads[-1]
    yield found(
        "record.signature",
        is_signed(newest),
        f"The head of {_day(newest)} over {newest.head.size:,} entries is signed.",
        f"The head of {_day(newest)} over {newest.head.size:,} entries is not signed with the "
        "key beside it.",
    )
    yield from _restored(file.places)


def _roots(file: RecordFile) -> Finding:
    within = [one for one in file.heads if one.head.size <= len(file.places)]
    odd = [one for one in within if not file.bears_out(one.head.size, one.head.root)]
    if not odd:
        return right("record.heads", f"All {len(within):,} heads are those of these entries.")
    first = odd[0].head.size
    held = max((one.head.size for one in within if one.head.size < first), default=0)
    between = f"entry {first:,}" if held + 1 == first else f"entries {held + 1:,} to {first:,}"
    return wrong(
        "record.heads",
        f"The head of {_day(odd[0])} is not that of the first {first:,} entries: something was "
        f"changed, taken out, put in or moved. As far as the heads tell, among {between}.",
    )


def _end(file: RecordFile) -> Finding:
    n, said = len(file.places), file.heads[-1].head.size
    if said == n:
        return right("record.end", "The newest head is over all of them.")
    if said > n:
        return wrong(
            "record.end",
            f"The newest head is over {said:,} entries, and here are {n:,}: {said - n:,} were "
            "taken from the end.",
        )
    return wrong("record.end", f"{entries(range(said + 1, n + 1))} under no signed head.")


def _restored(places: Sequence[Place]) -> Iterator[Finding]:
    for place in places:
        if RESTORED in (place.text or "") and place.verb == RESTORED:
            yield untold(
                "record.restored",
                f"Entry {place.number:,} says that the backup of {place.details.get('made_at')} "
                f"was put back. Marks of up to {place.position:,} entries must hold; later ones "
                "from before that day can't.",
            )


def _older(
    name: str, file: RecordFile, before: RecordFile, marks: Sequence[KeptMark]
) -> Iterator[Finding]:
    """Hold an older copy against this one, if it can be relied on itself."""
    heads = [one for one in before.heads if one.head.size == len(before.places)]
    sound = all(place.holds or place.erased_on for place in before.places)
    if not (sound and heads and before.bears_out(heads[-1].head.size, heads[-1].head.root)):
        yield wrong("older.sound", f"{name} does not hold by itself, so it proves nothing.")
        return
    findings = compare(name, file, before)
    yield from findings
    if any(finding.entries for finding in findings):
        yield _which_is_true(name, heads[-1], before, marks)


def _which_is_true(
    name: str, head: FiledHead, before: RecordFile, marks: Sequence[KeptMark]
) -> Finding:
    fits = [kept.name for kept in marks if before.bears_out(kept.mark.size, kept.mark.root)]
    signed = is_signed(head)
    if fits:
        return wrong(
            "older.fits", f"{' and '.join(fits)}: fits {name}, so that is how the record was."
        )
    if signed:
        return wrong(
            "older.signed",
            f"The head in {name} is signed too, with the key that is beside it: whoever holds "
            "that key signed two records that can't both be true.",
        )
    return untold("older.unsigned", f"The head in {name} is not signed: it may be made up.")


def is_signed(one: FiledHead) -> bool:
    """Say whether a head's signature is that of the key beside it."""
    try:
        return ledger.head_holds(one.key, one.signature, one.head)
    except ValueError:
        return False


def _day(one: FiledHead) -> str:
    return ledger.moment_text(one.head.at)[:16].replace("T", " ") + " UTC"
