"""The lists of words that codes are written in, as the browser has them."""

import json
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "frontend" / "src" / "mailbox" / "words"
LISTS: dict[str, list[str]] = {
    path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))
}
