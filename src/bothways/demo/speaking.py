"""Ideas and questions at Millrace: by name, without a name, on paper; and what came back."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import get_language

from bothways.commitments.actions import keep_commitment
from bothways.commitments.models import Commitment
from bothways.demo import firm
from bothways.demo.clock import Clock
from bothways.demo.stories import Came, Spoken, voices
from bothways.mailbox.board import Voice as Letter
from bothways.people.models import Person
from bothways.voices import actions
from bothways.voices.models import Voice
from bothways.voices.wording import Told

Act = Callable[[datetime], object]
PAPER = "paper:"
FIXED_HOUR = 13
HOURS = (8, 10, 12, 14, 15)
PEOPLE_LEAD = "M003"


@dataclass
class Speaking:
    """The voices while their story is told."""

    clock: Clock
    said: dict[str, Voice] = field(default_factory=dict)

    def events(self) -> Iterator[tuple[datetime, Act]]:
        """Yield each voice and all that came of it."""
        for number, story in enumerate(voices()):
            hour = HOURS[number % len(HOURS)]
            day = self.clock.workday(story.ago)
            came_at = self.clock.at(day, FIXED_HOUR if not story.by else hour)
            yield came_at, self._saying(story)
            for nth, came in enumerate(story.then):
                later = self.clock.at(self.clock.workday(story.ago - came.after), hour, 25 + nth)
                yield max(later, came_at + timedelta(minutes=1 + nth)), self._following(story, came)

    def _saying(self, story: Spoken) -> Act:
        def say(at: datetime) -> None:
            self.said[story.name] = _said(story, at)
            for number in story.supports:
                actions.support(self.said[story.name], by=firm.person(number))

        return say

    def _following(self, story: Spoken, came: Came) -> Act:
        def follow(at: datetime) -> None:
            voice, by = self.said[story.name], firm.person(came.by)
            voice.refresh_from_db()
            on_the_day: dict[str, Any] = {"by": by, "words": came.words, "at": at}
            if came.verb == "will":
                due_on = self.clock.workday(story.ago - came.after - came.due)
                actions.will_do(voice, due_on=due_on, **on_the_day)
            elif came.verb == "wont":
                again = self.clock.workday(story.ago - came.after - came.again)
                actions.wont_do(voice, look_again_on=again, **on_the_day)
            elif came.verb == "handed":
                deputy = firm.person(came.deputy) if came.deputy else None
                actions.hand_over(voice, to=firm.person(came.to), deputy=deputy, **on_the_day)
            elif came.verb == "merged":
                actions.merge(voice, into=self.said[came.into], **on_the_day)
            elif came.verb == "kept":
                keep_commitment(_promise_of(voice), **on_the_day)
            elif came.verb == "vote":
                actions.ask_for_vote(voice, by=by, at=at)
            else:
                ACTS[came.verb](voice, **on_the_day)

        return follow


ACTS: dict[str, Callable[..., object]] = {
    "looked": actions.look_at,
    "answered": actions.answer,
    "added": actions.add,
    "hidden": actions.hide,
}


def events(clock: Clock) -> Iterator[tuple[datetime, Act]]:
    """Yield what was said, and when; before the first slip somebody keeps the box."""
    slips = [story for story in voices() if story.by.startswith(PAPER)]
    for story in slips[:1]:
        named_at = clock.at(clock.workday(story.ago + 1), 9)
        yield named_at, _naming(story.by.removeprefix(PAPER))
    yield from Speaking(clock).events()


def _naming(number: str) -> Act:
    def name(at: datetime) -> None:
        actions.name_keeper(firm.person(number), by=firm.person(PEOPLE_LEAD), at=at)

    return name


def _said(story: Spoken, at: datetime) -> Voice:
    """Say it as it was said: on paper, without a name, or by name."""
    language = (get_language() or "").partition("-")[0]
    told = Told(kind=story.kind, title=story.title, text=story.text, language=language)
    asked_of = firm.person(story.of) if story.of else None
    if story.by.startswith(PAPER):
        keeper = firm.person(story.by.removeprefix(PAPER))
        return actions.type_in(by=keeper, told=told, at=at)
    if story.by:
        return actions.say(by=firm.person(story.by), told=told, at=at, asked_of=asked_of)
    return actions.take_from_board(_letter(story, asked_of, at))


def _letter(story: Spoken, asked_of: Person | None, at: datetime) -> Letter:
    # Nobody has the code of its box.
    thread, seal, replies = (_key(f"{story.name} {of}") for of in ("thread", "seal", "replies"))
    return Letter(
        kind=story.kind,
        title=story.title,
        text=story.text,
        about=str(asked_of.pk) if asked_of else "",
        language="",
        thread=thread,
        seal=seal,
        replies=replies,
        hour=f"{at:%Y-%m-%d}T{FIXED_HOUR:02}",
        is_first=True,
        digest=hashlib.sha256(story.name.encode()).hexdigest(),
    )


def _key(of: str) -> str:
    """Return 32 bytes that look like a public key; every 32 bytes are one to seal to."""
    digest = hashlib.sha256(of.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _promise_of(voice: Voice) -> Commitment:
    if voice.promise is None:
        raise ValueError(f"nothing was promised of {voice.title!r}")
    return voice.promise
