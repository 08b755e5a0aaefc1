"""Sessions in the database that do not tell when somebody signed in or was last here."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils.timezone import localdate

from bothways.members.models import Session

ENDS = "_session_expiry"  # where Django looks for a session's own end


class SessionStore(DatabaseStore):
    """Django's own, with an end that is fixed once, at midnight, and a link to the person."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        data.setdefault(ENDS, _the_night().isoformat())
        row = super().create_model_instance(data)
        return Session(
            session_key=row.session_key,
            session_data=row.session_data,
            expire_date=row.expire_date,
            person_id=data.get(SESSION_KEY),
        )


def _the_night() -> datetime:
    """The midnight in which a session that begins today ends: the same for the whole day."""
    days = settings.SESSION_COOKIE_AGE // 86400 + 1
    return datetime.combine(localdate() + timedelta(days=days), time(), tzinfo=UTC)
