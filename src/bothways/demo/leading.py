"""What those who lead at Millrace say of their teams, in a box of their own; and a shared profile.

Twelve people lead there: enough that nobody can tell which of them said what.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bothways.demo import firm, rounds
from bothways.demo.answers import LEADS, SEED, Answerer
from bothways.demo.clock import OPEN_FOR, Clock
from bothways.leaders.actions import share_profile
from bothways.leaders.models import ProfileShare
from bothways.people.queries import leaders_here
from bothways.surveys import actions as asking
from bothways.surveys.bank import by_code
from bothways.surveys.models import Round

Act = Callable[[datetime], object]
ASKED = ("D-TRU1", "D-PSY1", "D-MIR1", "D-MIR2", "D-MIR3", "D-MIR7")
AFTER_ROUND = 6  # whose questions these mirror
LATER = timedelta(days=35)
SHARES = "M004"
FOR_DAYS = 90


def events(clock: Clock) -> Iterator[tuple[datetime, Act]]:
    """Yield the round of those who lead, and when one of them shares how his team sees him."""
    asked: dict[str, Round] = {}
    opens = clock.opens(AFTER_ROUND) + LATER

    def announce(at: datetime) -> None:
        title = _("Those who lead, %(month)s") % {"month": date_format(opens, "YEAR_MONTH_FORMAT")}
        audience = Round.Audience.LEADERS
        asked["round"] = rounds.announce(
            title, by_code(ASKED), opens=opens, at=at, audience=audience
        )

    yield opens - timedelta(days=3), announce
    yield opens, asking.tell_of_open_box
    yield opens + timedelta(hours=6), lambda at: _answer(asked["round"], at)
    yield opens + OPEN_FOR, rounds.close_and_count
    yield clock.at(clock.workday(8), 11), share


def _answer(round_: Round, at: datetime) -> None:
    """All who lead answer: with a box of twelve, one who stays away would change what is shown."""
    answerer, items = Answerer(SEED + 1), by_code(ASKED)
    leaders = list(leaders_here().order_by("number"))
    answerer.random.shuffle(leaders)
    rounds.answer(
        round_,
        leaders,
        lambda leader: answerer.answers(str(leader.number), LEADS, items, AFTER_ROUND),
        at=at,
    )


def share(at: datetime) -> None:
    """Let one leader show everyone how his team sees him."""
    share_profile(
        by=firm.person(SHARES),
        shown_to=ProfileShare.With.EVERYONE,
        days=FOR_DAYS,
        on=at.date(),
        at=at,
    )
