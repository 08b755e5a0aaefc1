"""What ends with a session, however it ends: by its person, by leaving, in the night, by a key."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from bothways.members.models import Session
from bothways.members.sessions import handle_of
from bothways.notifications.ringing import forget_browser


@receiver(post_delete, sender=Session)
def a_browser_without_a_session_is_not_rung(instance: Session, **_more: Any) -> None:
    forget_browser(handle_of(instance.session_key))
