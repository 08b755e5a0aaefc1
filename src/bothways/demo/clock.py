"""The demo's time: eighteen months that end on the day it is made."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone, localdate

SATURDAY = 5
FIRST_ROUND_AGO = 548
BETWEEN_ROUNDS = 91
ROUNDS = 7  # the last one is open
OPEN_FOR = timedelta(days=7, hours=10)


@dataclass(frozen=True)
class Clock:
    """Days and moments counted back from `now`; work is done on working days."""

    now: datetime

    @property
    def today(self) -> date:
        return localdate(self.now)

    def workday(self, ago: int) -> date:
        """Return the day so many days ago, or the Friday before a weekend."""
        return _on_a_workday(self.today - timedelta(days=ago))

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Return a moment of a day, in the firm's own time, never later than now."""
        moment = datetime.combine(day, time(hour, minute), tzinfo=get_current_timezone())
        return min(moment, self.now)

    def opens(self, number: int) -> datetime:
        """Return when round 1 to 7 opens: 13 weeks apart, the last some days ago, at eight."""
        last = _on_a_workday(self.today - timedelta(days=2))
        weeks_back = (ROUNDS - number) * BETWEEN_ROUNDS
        return self.at(last - timedelta(days=weeks_back), 8)


def _on_a_workday(day: date) -> date:
    return day - timedelta(days=max(day.weekday() - SATURDAY + 1, 0))
