"""What begins and ends with a session, however it ends: by its person, by leaving, in the night."""

from typing import Any

from django.conf import settings
from django.contrib.auth import user_logged_in
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import HttpRequest

from bothways.members.actions.wishes import keep_language_of_the_door
from bothways.members.models import Session
from bothways.members.sessions import handle_of
from bothways.notifications.ringing import forget_browser
from bothways.people.models import Person


@receiver(post_delete, sender=Session)
def a_browser_without_a_session_is_not_rung(instance: Session, **_more: Any) -> None:
    forget_browser(handle_of(instance.session_key))


@receiver(user_logged_in)
def the_language_of_the_door_is_the_persons(
    request: HttpRequest | None, user: Person, **_more: Any
) -> None:
    """Somebody pressed it there, so it was a choice."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "") if request else ""
    keep_language_of_the_door(user, chosen)
