"""Promises: what is said of who sees them, and of who is asked secretly."""

from tests.words.page import Page

PAGES = (
    Page(
        "commitments/errors.py",
        made_true_by="src/bothways/commitments/actions/making.py::_check_that_nobody_stands_alone",
        said={
            "then": (
                (
                    "Only %(n)s person would be asked, and it takes %(need)s before nobody can "
                    "be picked out. Ask them openly, by name, or sit down and talk."
                ),
            ),
        },
    ),
)
