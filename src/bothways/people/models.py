"""Who there is: one organisation, its units, its people, their roles."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """The one firm whose installation this is. Ask queries.organisation() for it."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField(_("name of the firm"), max_length=120)
    k = models.PositiveSmallIntegerField(_("smallest group"), default=7)
    c = models.PositiveSmallIntegerField(_("how many may put answers together"), default=2)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="organisation_floor", condition=Q(only=True) & Q(k__gte=5) & Q(c__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of the firm: the firm itself (no parent), a department, a team."""

    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(_("path"), max_length=500, unique=True)  # 'Firm/Ops/Team 1'

    class Meta:
        ordering: ClassVar = ["path"]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    def here(self) -> "PersonQuerySet":
        """Those who have not left."""
        return self.filter(left_on=None)


class PersonManager(BaseUserManager["Person"]):
    """Finds people; they are made by members.actions."""

    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def here(self) -> PersonQuerySet:
        """Those who have not left."""
        return self.get_queryset().here()


class Person(AbstractBaseUser):
    """Somebody who works here, or did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    last_login = None  # when somebody signs in is nobody's business
    number = models.CharField(_("staff number"), max_length=60, unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="people")
    manager = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    title = models.CharField(_("what they do"), max_length=120, blank=True)
    site = models.CharField(_("site"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    theme = models.CharField(_("light or dark"), max_length=5, blank=True)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """May sign in: everybody who has not left."""
        return self.left_on is None

    @property
    def initials(self) -> str:
        """'Ada Quinn' is 'AQ'."""
        return "".join(part[0] for part in self.name.split()[:2]).upper()

    def has_role(self, kind: str) -> bool:
        """Hold a role given by hand; a manager is one by the reporting line alone."""
        return kind in self.role_kinds

    @property
    def role_kinds(self) -> frozenset[str]:
        """The roles given by hand, read once per request."""
        if not hasattr(self, "_role_kinds"):
            self._role_kinds = frozenset(self.roles.values_list("kind", flat=True))
        return self._role_kinds

    @property
    def leads_people(self) -> bool:
        """Somebody who is here reports to this person."""
        if not hasattr(self, "_leads_people"):
            self._leads_people = self.reports.filter(left_on=None).exists()
        return self._leads_people


class Role(models.Model):
    """A role that somebody gave: owner, people lead, employee representative."""

    class Kind(models.TextChoices):
        OWNER = "owner", _("owner")
        PEOPLE_LEAD = "people_lead", _("people lead")
        REPRESENTATIVE = "representative", _("employee representative")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(_("role"), max_length=20, choices=Kind)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_role_of_a_kind")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
