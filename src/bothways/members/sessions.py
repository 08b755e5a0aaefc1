"""Sessions in the database that do not tell when somebody signed in or was last here."""

import zlib
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core.signing import BadSignature, Signer
from django.db.models import CharField, DateTimeField, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from bothways.members.models import Session
from bothways.storage.kept_queries import Blank, KeptQuery

AT_KIOSK = "kiosk"  # the id of the shared device that a session is on
ENDS = "_session_expiry"  # where Django looks for a session's own end
SHORT = "short"  # on a device that is not the person's own
SHORT_DAYS = 2


def _stored() -> "QuerySet[Session, Any]":
    """Return the content of a session that has not ended."""
    key = Blank(lambda said: said["key"], CharField())
    now = Blank(lambda said: said["now"], DateTimeField())
    return Session.objects.filter(Q(session_key=key, expire_date__gt=now)).values_list(
        "session_data"
    )


STORED = KeptQuery(_stored)  # every page begins with it


class SessionStore(DatabaseStore):
    """Django's own, with an end that is fixed once, at midnight, and a link to the person."""

    @property
    def is_short(self) -> bool:
        """Whether it ends with the browser."""
        return bool(self.get(SHORT))

    @property
    def handle(self) -> str:
        """Return what names this session in a cookie without being of use as its key."""
        return handle_of(self.session_key or "")

    def lasts_long(self) -> None:
        """Let it last, since it is on its person's own device."""
        self.pop(SHORT, None)
        self[ENDS] = _the_night(days_of(short=False)).isoformat()

    def lasts_short(self) -> None:
        """Let it end with the browser; its row goes in the second night to come."""
        self[SHORT] = True
        self[ENDS] = _the_night(days_of(short=True)).isoformat()

    def get_expire_at_browser_close(self) -> bool:
        return self.is_short or super().get_expire_at_browser_close()

    def load(self) -> dict[str, Any]:
        found = STORED.rows(key=self.session_key, now=timezone.now())
        if not found:
            self._session_key = None  # as Django does: what has ended gets another key
        return self.decode(found[0][0]) if found else {}

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Sign a row's content as Django does, without the moment that Django signs with it."""
        signer = Signer(salt=self.key_salt)
        return signer.sign_object(session_dict, serializer=self.serializer, compress=True)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            signer = Signer(salt=self.key_salt)
            return dict(signer.unsign_object(str(session_data), serializer=self.serializer))
        except (BadSignature, ValueError, zlib.error):
            return {}

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        data.setdefault(ENDS, _the_night(days_of(short=False)).isoformat())
        row = super().create_model_instance(data)
        return Session(
            session_key=row.session_key,
            session_data=row.session_data,
            expire_date=row.expire_date,
            person_id=data.get(SESSION_KEY),
            kiosk_id=data.get(AT_KIOSK),
        )


def days_of(*, short: bool) -> int:
    """Return how many days after its beginning a session's row goes."""
    return SHORT_DAYS if short else settings.SESSION_COOKIE_AGE // 86400 + 1


def handle_of(key: str) -> str:
    """Return a name for a session that is of no use to whoever reads it on a screen."""
    return salted_hmac("members.session", key).hexdigest()[:20]


def _the_night(days: int) -> datetime:
    """The midnight in which a session that begins today ends: the same for the whole day."""
    return datetime.combine(localdate() + timedelta(days=days), time(), tzinfo=UTC)
