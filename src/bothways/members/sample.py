"""A file of people to fill in: the four columns that are enough."""

import csv
from io import StringIO

from django.utils.translation import gettext as _

from bothways.members.importing.columns import LABELS, PARTS

WANTED = ("name", "email", "unit", "manager")  # a team is a unit


def sample_csv() -> str:
    """Return the head and three rows, as the reader's language names the columns."""
    boss = "Ida Frost"
    rows = [
        (boss, "ida@millrace.example", _("Office"), ""),
        ("Omar Vance", "omar@millrace.example", _("Assembly"), boss),
        ("Ana Novak", "ana@millrace.example", _("Assembly"), "Omar Vance"),
    ]
    heads = [LABELS["name"], LABELS["email"], PARTS["team"], LABELS["manager"]]
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(str(head).partition(",")[0] for head in heads)
    writer.writerows(rows)
    return out.getvalue()
