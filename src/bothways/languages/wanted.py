"""Every text of the code once, with the places where it stands."""

from pathlib import Path

from bothways.languages.catalogues import Wanted
from bothways.languages.extracting import SOURCE, Key, all_texts


def wanted_texts(source: Path = SOURCE) -> list[Wanted]:
    """Return what the catalogues must hold, in the order of the files and of their lines.

    Raises ValueError where one text has a plural in one place and none in another, or two.
    """
    wanted: dict[Key, Wanted] = {}
    for text in all_texts(source):
        known = wanted.setdefault(text.key, Wanted(text.msgid, text.plural, text.context))
        if text.plural and known.plural and text.plural != known.plural:
            raise ValueError(f"two plurals for one text: {text.msgid!r} in {text.file}")
        known.plural = known.plural or text.plural
        if text.file not in known.files:
            known.files.append(text.file)
        if text.note and text.note not in known.notes:
            known.notes.append(text.note)
    return list(wanted.values())
