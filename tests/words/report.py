"""What the report that everybody can print, and what goes together, say of anonymity."""

from tests.words.page import Page

PAGES: tuple[Page, ...] = (
    Page(
        "trust/together.py",
        made_true_by="tests/trust/test_together.py",
        said={
            "always": (
                "Too few answers to say which matters most.",
                "There are too few groups to say what goes together.",
            ),
        },
    ),
    Page(
        "trust/report/pages.py",
        made_true_by="tests/trust/report/test_report.py",
        said={
            "always": (
                "Too few answers. We show nothing below %(k)s.",
                "Too few to tell.",
            ),
        },
    ),
    Page(
        "trust/report/telling.py",
        made_true_by="src/bothways/trust/report/telling.py::checks",
        said={
            "always": (
                "It counts those who answered. The others may see it another way.",
                (
                    "It says nothing of single people or single teams, and it is made from totals "
                    "alone."
                ),
                "fewer than %(k)s",
            ),
            "then": (
                "Each result is signed with the key of its round.",
                "Each result is signed with the key of its round and by the second key.",
            ),
        },
    ),
)
