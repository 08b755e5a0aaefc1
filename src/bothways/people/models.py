"""Who there is: one organisation, its units, its people, their roles."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from bothways.storage.guarded import GuardedModel
from bothways.storage.kept_queries import Day, Id, KeptQuery


class Organisation(GuardedModel):
    """The one firm whose installation this is. Ask queries.organisation() for it."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField(_("name of the firm"), max_length=120)
    k = models.PositiveSmallIntegerField(_("smallest group"), default=7)
    c = models.PositiveSmallIntegerField(_("how many may put answers together"), default=2)
    language = models.CharField(_("language"), max_length=12, blank=True)

    class Meta:
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="organisation_floor", condition=Q(only=True) & Q(k__gte=5) & Q(c__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Value(models.Model):
    """One thing the firm stands for. One that is dropped stays, for what pointed to it."""

    place = models.PositiveSmallIntegerField(_("place"))
    name = models.CharField(_("in a word or two"), max_length=60)
    sentence = models.CharField(_("what one sees when it is lived"), max_length=200)
    dropped_on = models.DateField(_("dropped on"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["place", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(dropped_on=None), name="one_value_of_a_name"
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


def here_on(day: Any, *, prefix: str = "") -> Q:
    """Who is here on a day: has begun, has not left, and their last day is not over.

    day: a date, or what stands for one in a query. prefix: the way to the person from another
    model, as in 'person__'.
    """
    begun = Q(**{f"{prefix}started_on": None}) | Q(**{f"{prefix}started_on__lte": day})
    stays = Q(**{f"{prefix}leaves_on": None}) | Q(**{f"{prefix}leaves_on__gte": day})
    return Q(**{f"{prefix}left_on": None}) & begun & stays


class PersonQuerySet(models.QuerySet["Person"]):
    def here(self) -> "PersonQuerySet":
        """Those who are here today: they have begun and have not left."""
        return self.filter(here_on(localdate()))


class PersonManager(BaseUserManager["Person"]):
    """Finds people; they are made by members.actions."""

    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def here(self) -> PersonQuerySet:
        """Those who are here today."""
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
    leaves_on = models.DateField(_("last day"), null=True, blank=True)  # here until it is over
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
        """May sign in: everybody who has begun and has not left."""
        today = localdate()
        begun = self.started_on is None or self.started_on <= today
        return self.left_on is None and begun and not self.is_over(today)

    def is_over(self, day: date) -> bool:
        """Their last day was before `day`."""
        return self.leaves_on is not None and self.leaves_on < day

    @property
    def initials(self) -> str:
        """'Ada Quinn' is 'AQ'."""
        return "".join(part[0] for part in self.name.split()[:2]).upper()

    def has_role(self, kind: str) -> bool:
        """Hold a role given by hand; a manager is one by the reporting line alone."""
        return kind in self.role_kinds

    @cached_property
    def role_kinds(self) -> frozenset[str]:
        """The roles given by hand, read once per request; of many people by read_roles()."""
        return frozenset(self.roles.values_list("kind", flat=True))

    @property
    def leads_people(self) -> bool:
        """Somebody who is here reports to this person, or does for a while."""
        if not hasattr(self, "_leads_people"):
            self._leads_people = bool(LED.part(0, 1, leader=self.pk, today=localdate()))
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


class Also(models.Model):
    """A second unit in which somebody works. Blocks and figures go by Person.unit alone."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="also")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="also")

    class Meta:
        ordering: ClassVar = ["unit__path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "unit"], name="also_in_a_unit_once")
        ]

    def __str__(self) -> str:
        return self.unit.name


class Line(models.Model):
    """A line besides Person.manager: a second leader, or one who stands in from day to day.

    Who sees which figure goes by Person.manager, as it was frozen with each round.
    """

    class Kind(models.TextChoices):
        MATRIX = "matrix", _("also reports to")
        INTERIM = "interim", _("stands in for the manager")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="lines")
    leader = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="leads")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["kind", "leader__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "leader", "kind"], name="one_line_of_a_kind_to_a_leader"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(kind="interim"), name="one_stand_in"
            ),
            models.CheckConstraint(
                name="nobody_leads_themselves", condition=~Q(person=models.F("leader"))
            ),
            models.CheckConstraint(
                name="line_begins_before_it_ends",
                condition=Q(from_on=None) | Q(until_on=None) | Q(from_on__lte=models.F("until_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leader} ({self.get_kind_display()})"


def standing_in(day: date | Day) -> Q:
    """Which lines are those of somebody who stands in on that day."""
    begun = Q(from_on=None) | Q(from_on__lte=day)
    lasts = Q(until_on=None) | Q(until_on__gte=day)
    return Q(kind=Line.Kind.INTERIM) & begun & lasts


def _led() -> "models.QuerySet[Person, Any]":
    """Return the people whom somebody leads, in the line or for a while."""
    today, leader = Day("today"), Id("leader")
    lines = Line.objects.filter(standing_in(today), Q(leader=leader)).values("person")
    led = Person.objects.filter(Q(manager=leader) | Q(pk__in=lines), here_on(today))
    return led.order_by().values_list("pk")


LED = KeptQuery(_led)
