"""What leaders say under their names, where they are too few for a box."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.cache import cache
from django.utils.translation import get_language

from bothways.leaders.models import NamedSheet
from bothways.people.models import Person
from bothways.people.queries import leaders_here, organisation
from bothways.pure.disclosure import needed
from bothways.surveys.explain import SCALE
from bothways.surveys.models import Round
from bothways.surveys.worded import worded, worded_in

AGREES_FROM = 4
KEPT_FOR_SECONDS = 60


@dataclass(frozen=True)
class Voice:
    """One leader's answer, under their name."""

    name: str
    answer: int

    @property
    def words(self) -> str:
        """As the scale has it."""
        return next(str(words) for value, words in SCALE if value == self.answer)


@dataclass(frozen=True)
class Said:
    """One question about the own team, and what was said to it by name."""

    code: str
    text: str
    language: str
    voices: tuple[Voice, ...]

    @property
    def n_agree(self) -> int:
        """How many of them agree."""
        return sum(voice.answer >= AGREES_FROM for voice in self.voices)


@dataclass(frozen=True)
class OtherSide:
    """What those who lead said by name beside one round. n_leaders: how many lead here now."""

    round_id: UUID
    said: tuple[Said, ...]
    n_said: int
    n_leaders: int

    @property
    def mark(self) -> str:
        """What a kept page is good for: nobody more, nobody less."""
        return f"{self.round_id}-{self.n_said}-{self.n_leaders}"


def by_name_is_offered() -> bool:
    """Say whether too few people lead here for a box, so that they may speak by name."""
    firm = organisation()
    return firm is not None and 0 < leaders_here().count() < needed(firm.k)


def sheet_of(person: Person, round_: Round) -> NamedSheet | None:
    """Return what this person said by name beside this round."""
    return NamedSheet.objects.filter(person=person, round=round_).select_related("round").first()


def read_aloud(sheet: NamedSheet) -> list[tuple[str, str, str]]:
    """Return (question, its language, answer in words) of a sheet, in the reader's language."""
    found = []
    for told in sheet.answers:
        said = _nothing_yet(told)
        found.append((said.text, said.language, Voice("", told["answer"]).words))
    return found


def other_side(round_: Round, *, on: date) -> OtherSide | None:
    """Return what those who lead said by name beside this round, or None if nothing is shown.

    Shown is what was given on an earlier day, once the round is counted (1 query, and 1 more to
    count the leaders where something was said).
    """
    sheets = NamedSheet.objects.filter(round=round_, given_on__lt=on).select_related("person")
    shown = list(sheets.order_by("person__name"))
    if round_.state != Round.State.RELEASED or not shown:
        return None
    asked: dict[str, Said] = {}
    for sheet in shown:
        for told in sheet.answers:
            said = asked.get(told["code"]) or _nothing_yet(told)
            voice = Voice(sheet.person.name, told["answer"])
            asked[told["code"]] = Said(said.code, said.text, said.language, (*said.voices, voice))
    n_leaders = max(leaders_here().count(), len(shown))
    return OtherSide(round_.pk, tuple(asked.values()), len(shown), n_leaders)


def other_side_kept(round_: Round, *, on: date) -> OtherSide | None:
    """Return the same for a page that many open, at most a minute old: it changes with the day."""
    key = f"leaders-by-name-{round_.pk}-{on.isoformat()}-{get_language()}"
    kept = cache.get(key)
    if kept is None:
        kept = (other_side(round_, on=on),)
        cache.set(key, kept, KEPT_FOR_SECONDS)
    side: OtherSide | None = kept[0]
    return side


def _nothing_yet(told: dict[str, object]) -> Said:
    texts: dict[str, str] = told["texts"]  # type: ignore[assignment]
    return Said(str(told["code"]), worded(texts["en"], texts), worded_in("en", texts), ())
