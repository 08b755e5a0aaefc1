"""The configuration that the page of what could be found out speaks of."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections

from bothways.people.queries import organisation
from bothways.pure.disclosure import floor_of
from bothways.storage.replica import REPLICA
from bothways.surveys.second_key import State, second_key_state


@dataclass(frozen=True)
class Setup:
    """What is in force: the firm's numbers and this installation's settings."""

    k: int
    c: int
    delay: int
    ballots_in_sqlite: bool
    session_days: int
    is_demo: bool
    second_key: State
    box_address: str  # '' where ballots go to the address of the pages
    has_replica: bool
    has_backups: bool
    backups_kept: int  # 0: all of them
    has_passkeys: bool

    @property
    def floor(self) -> int:
        """The fewest answers that make a figure."""
        return floor_of(k=self.k, c=self.c)

    @property
    def is_two_keys(self) -> bool:
        """Whether the next round is opened by two keys that do not lie together."""
        return self.second_key == "apart"

    @property
    def has_second_key(self) -> bool:
        """Whether somebody keeps a second key, wherever it lies."""
        return self.second_key != "none"


def read_setup() -> Setup:
    """Read what is in force now."""
    firm = organisation()
    return Setup(
        k=firm.k if firm else 7,
        c=firm.c if firm else 2,
        delay=settings.BALLOT_DELAY_SECONDS,
        ballots_in_sqlite=connections["ballots"].vendor == "sqlite",
        session_days=settings.SESSION_COOKIE_AGE // 86400,
        is_demo=settings.MODE == "demo",
        second_key=second_key_state(),
        box_address=settings.BOX_URL,
        has_replica=REPLICA in settings.DATABASES,
        has_backups=bool(
            settings.BACKUP_TO and (settings.BACKUP_KEY or settings.BACKUP_PASSPHRASE)
        ),
        backups_kept=settings.BACKUP_KEEP,
        has_passkeys=_keeps_passkeys(),
    )


def _keeps_passkeys() -> bool:
    """Browsers keep passkeys for names under HTTPS, and for localhost."""
    address = urlsplit(settings.BASE_URL)
    return address.scheme == "https" or address.hostname == "localhost"
