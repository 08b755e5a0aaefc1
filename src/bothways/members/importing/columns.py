"""Which column is which, whatever it is called."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, Promise] = {
    "number": _("number"),
    "name": _("name"),
    "email": _("e-mail"),
    "unit": _("unit"),
    "manager": _("manager"),
    "title": _("what they do"),
    "site": _("site"),
    "started_on": _("started"),
    "language": _("language"),
}

SYNONYMS = {
    "number": "id number no nr staffnumber staffid employeeid employeenumber personnelnumber",
    "name": "name fullname employee employeename person",
    "first_name": "firstname givenname forename",
    "last_name": "lastname surname familyname",
    "email": "email mail emailaddress workemail",
    "unit": "unit team department path unitpath orgunit organisationunit group",
    "manager": "manager managerid manageremail reportsto supervisor lead teamlead boss",
    "title": "title jobtitle job position function whattheydo",
    "site": "site location place workplace city",
    "started_on": "started startedon start startdate hired hiredate hiredon joined entrydate",
    "language": "language lang locale",
}
_COLUMN_OF = {word: column for column, words in SYNONYMS.items() for word in words.split()}


def column_of(header: str) -> str | None:
    """Return the column that a header means: 'E-Mail' is 'email', 'Salary' is None."""
    return _COLUMN_OF.get(re.sub(r"[^a-z]", "", header.lower()))
