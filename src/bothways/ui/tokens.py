"""Colours for what is told outside of style sheets; tokens.css stays their one home."""

import re
from functools import lru_cache
from pathlib import Path

SHEET = Path(__file__).parent / "static/bothways/tokens.css"
DARK = '[data-theme="dark"]'


@lru_cache(maxsize=8)
def colour(name: str, *, dark: bool = False) -> str:
    """Return a token's colour, as in colour("--ground").

    Raises LookupError if the sheet has no such colour.
    """
    light, _mark, night = SHEET.read_text(encoding="utf-8").partition(DARK)
    found = re.search(
        rf"(?<![\w-]){re.escape(name)}:\s*(#[0-9A-Fa-f]{{6}})", night if dark else light
    )
    if found is None:
        raise LookupError(name)
    return found[1]
