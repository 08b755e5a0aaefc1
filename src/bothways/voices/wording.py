"""What somebody says as an idea or a question, tidied."""

from dataclasses import dataclass

from bothways.decisions.wording import line, text
from bothways.voices.models import LONGEST_TEXT, LONGEST_TITLE, Voice


@dataclass(frozen=True, kw_only=True)
class Told:
    """The words of a voice as they were typed. language: in which they are, '' where unknown."""

    kind: str
    title: str
    text: str = ""
    language: str = ""

    def checked(self) -> dict[str, str]:
        """Return the columns of these words. Raises NoWordsError, TooManyWordsError."""
        return {
            "kind": Voice.Kind(self.kind).value,
            "title": line(self.title, LONGEST_TITLE),
            "text": text(self.text, LONGEST_TEXT, may_be_empty=True),
            "language": self.language,
        }
