"""What shows that a promise was kept, and who took one on when its author left."""

from datetime import datetime

from bothways.commitments.actions import hand_over, show_picture, take_on
from bothways.commitments.models import Commitment
from bothways.demo import firm
from bothways.demo.stories import DATA, Then
from bothways.people.models import Person


def show(promise: Commitment, then: Then, *, by: Person, at: datetime) -> None:
    """Add a picture, as whoever kept it would from a phone."""
    content = (DATA / then.picture).read_bytes()
    show_picture(promise, by=by, words=then.words, content=content, name=then.picture, at=at)


def hand(promise: Commitment, then: Then, *, by: Person, at: datetime) -> None:
    """Ask somebody to take a promise on, who says yes on the same day."""
    taker = firm.person(then.to)
    asked = hand_over(promise, to=taker, by=by, words=then.words, at=at)
    take_on(asked, by=taker, words="", at=at)
    promise.refresh_from_db()
