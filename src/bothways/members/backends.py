"""Who is behind a session: a person who is here."""

from uuid import UUID

from django.contrib.auth.backends import BaseBackend

from bothways.people.models import Person


class PeopleHere(BaseBackend):
    """Finds the person of a session; nobody can sign in by it, and leavers are not found."""

    def get_user(self, user_id: UUID | str) -> Person | None:
        return Person.objects.here().filter(pk=user_id).first()
