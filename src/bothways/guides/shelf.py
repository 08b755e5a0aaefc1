"""Which guides there are, in the order of the list, and the parts that each of them has."""

from pathlib import Path

TEXTS = Path(__file__).resolve().parent / "texts"
WRITTEN_IN = "en"  # what is missing in another language is read in this one

SLUGS = (
    "making-a-promise",
    "saying-no-with-a-reason",
    "announcing-a-bad-decision",
    "owning-a-mistake",
    "listening",
    "running-a-good-round",
    "answering-a-result",
    "asking-without-fear",
    "answering-well",
    "taking-a-hard-message",
    "saying-no-to-an-idea",
)

# The headings of every guide, in this order and in these words.
HEADINGS = {
    "en": (
        "When to use it",
        "What to do",
        "Words to borrow",
        "What not to do",
        "An example",
        "How to see if it worked",
    ),
    "de": (
        "Wann es passt",
        "Was zu tun ist",
        "Worte zum Ausleihen",
        "Was man besser lässt",
        "Ein Beispiel",
        "Woran man sieht, ob es gewirkt hat",
    ),
    "es": (
        "Cuándo sirve",
        "Qué hacer",
        "Palabras prestadas",
        "Qué conviene evitar",
        "Un ejemplo",
        "Cómo se ve si funcionó",
    ),
}


def path_of(slug: str, language: str, folder: Path = TEXTS) -> Path:
    """Return where a guide's text lies."""
    return folder / language / f"{slug}.md"
