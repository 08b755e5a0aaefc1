"""Monthly figures of the whole firm: one row per month and measure. Nothing below the firm.

A department's leavers or absence could point at persons, so there is no place for them here.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bothways.outcomes.months import Month

MOST_OWN = 5
MOST_DECIMALS = 3


class OwnMeasure(models.Model):
    """Something that this firm counts besides what every firm does, as orders out on time."""

    class Better(models.TextChoices):
        MORE = "more", _("more is better")
        LESS = "less", _("less is better")
        NEITHER = "neither", _("neither is better")

    code = models.SlugField(_("short name for files and programs"), max_length=40, unique=True)
    place = models.PositiveSmallIntegerField(_("place"))
    name = models.CharField(_("name"), max_length=60)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    better = models.CharField(_("what is better"), max_length=7, choices=Better)
    decimals = models.PositiveSmallIntegerField(_("digits after the point"), default=0)
    dropped_on = models.DateField(_("dropped on"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["place", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="own_measure_has_a_place",
                condition=Q(place__gte=1, place__lte=MOST_OWN) & Q(decimals__lte=MOST_DECIMALS),
            ),
            models.CheckConstraint(name="own_measure_has_a_name", condition=~Q(name="")),
            models.UniqueConstraint(
                fields=["place"], condition=Q(dropped_on=None), name="five_own_measures_at_most"
            ),
            models.UniqueConstraint(
                fields=["name"], condition=Q(dropped_on=None), name="one_own_measure_of_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Figure(models.Model):
    """What one measure was in one month, in the whole firm."""

    class Kind(models.TextChoices):
        HEADCOUNT = "headcount", _("people on the last day")
        LEAVERS = "leavers", _("people who left")
        DAYS_LOST = "days_lost", _("days of absence")
        DAYS_PLANNED = "days_planned", _("days planned")
        DAYS_TO_DECIDE = "days_to_decide", _("days from question to decision")
        OWN = "own", _("an own measure")

    class Source(models.TextChoices):
        TYPED = "typed", _("typed in")
        PEOPLE = "people", _("as Bothways counts its people")
        FILE = "file", _("from a file")
        API = "api", _("from a program")
        ROOM = "room", _("from another part of Bothways")

    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"))
    kind = models.CharField(_("measure"), max_length=14, choices=Kind)
    own = models.ForeignKey(
        OwnMeasure, null=True, blank=True, on_delete=models.PROTECT, related_name="figures"
    )
    value = models.DecimalField(_("figure"), max_digits=13, decimal_places=MOST_DECIMALS)
    source = models.CharField(_("where it is from"), max_length=6, choices=Source)

    class Meta:
        ordering: ClassVar = ["year", "month", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="figure_of_a_month",
                condition=Q(year__gte=2000, year__lte=2199, month__gte=1, month__lte=12),
            ),
            models.CheckConstraint(
                name="figure_of_one_measure",
                condition=(Q(kind="own") & Q(own__isnull=False)) | (~Q(kind="own") & Q(own=None)),
            ),
            models.CheckConstraint(
                name="figure_not_below_nought", condition=Q(kind="own") | Q(value__gte=0)
            ),
            models.UniqueConstraint(
                fields=["year", "month", "kind"],
                condition=Q(own=None),
                name="one_figure_a_month_and_measure",
            ),
            models.UniqueConstraint(
                fields=["year", "month", "own"],
                condition=Q(own__isnull=False),
                name="one_figure_a_month_and_own_measure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.when} {self.kind}"

    @property
    def when(self) -> Month:
        """Its month."""
        return Month(self.year, self.month)


class FileDraft(models.Model):
    """A file of figures that somebody put in and has not confirmed; the newest of each person."""

    by = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    file_name = models.CharField(_("name of the file"), max_length=120)
    content = models.BinaryField(_("what stands in it"))
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.file_name


class LastFile(models.Model):
    """What the last file changed, so that it can be undone; one row."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    file_name = models.CharField(_("name of the file"), max_length=120)
    changes = models.JSONField(default=list)  # [month, measure, before or None, after or None]
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="one_last_file", condition=Q(only=True))
        ]

    def __str__(self) -> str:
        return self.file_name
