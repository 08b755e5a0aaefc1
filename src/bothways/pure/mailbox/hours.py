"""The fixed hours: nothing of a mailbox moves at any other moment."""

from datetime import datetime, timedelta

HOURS = (7, 13)


def hour_before(moment: datetime) -> datetime:
    """Return the last fixed hour that is not after `moment`, in the moment's own zone."""
    today = moment.replace(minute=0, second=0, microsecond=0)
    passed = [hour for hour in HOURS if hour <= moment.hour]
    if passed:
        return today.replace(hour=passed[-1])
    return (today - timedelta(days=1)).replace(hour=HOURS[-1])


def hour_name(moment: datetime) -> str:
    """Return a fixed hour as packets are called: 2026-11-23T13."""
    return f"{moment:%Y-%m-%dT%H}"
