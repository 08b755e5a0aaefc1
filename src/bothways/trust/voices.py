"""Whether ideas and questions get their answer, as the trust page tells it."""

from dataclasses import dataclass, fields
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bothways.voices.figures import Answers, a_year_of, in_time_words, open_words

NAMES = {"suggestion": _("Ideas"), "question": _("Questions")}
ROWS: dict[str, Promise] = {
    "in_time": _("Answered in time"),
    "late": _("Answered late"),
    "silent": _("Late, without an answer"),
    "waiting": _("Not due yet"),
    "will": _("Will be done"),
    "done": _("Done"),
    "broken": _("Was promised, and not kept"),
    "wont": _("Won't be done, with the reason"),
    "replied": _("Answered in words"),
    "hidden": _("Hidden, with the reason"),
    "taken_back": _("Taken back by whoever said it"),
    "merged": _("Goes on in another one"),
}


@dataclass(frozen=True)
class Told:
    """One kind, in numbers and in words."""

    name: Promise
    answers: Answers
    in_time: str
    open: str

    @property
    def numbers(self) -> dict[str, int]:
        return {one.name: getattr(self.answers, one.name) for one in fields(Answers)}


def voices(*, on: date) -> dict[str, object]:
    """Return what the part of the page needs (1 query); a row that is nothing is left out."""
    told = [
        Told(NAMES[kind], answers, in_time_words(kind, answers), open_words(answers))
        for kind, answers in a_year_of(on=on).items()
    ]
    rows = [
        (words, [(one.name, one.numbers[key]) for one in told])
        for key, words in ROWS.items()
        if any(one.numbers[key] for one in told)
    ]
    return {"voices": told, "said": rows}
