"""What groups and questions say of themselves: the sentences beside their figures."""

from tests.words.page import Page

PAGES = (
    Page(
        "trust/scores.py",
        made_true_by="tests/trust/test_groups.py",
        said={
            "always": (
                "Fewer than 7 in 10 answered. If those who did not answer are half a point lower, "
                "the true value is between %(low)s and %(high)s.",
            ),
        },
    ),
    Page(
        "trust/templates/trust/_comparison.html",
        made_true_by="tests/trust/test_groups.py",
        said={
            "always": ("There are fewer than four groups with a figure, so each stands by itself.",)
        },
    ),
    Page(
        "trust/templates/trust/_statistics.html",
        made_true_by="tests/trust/test_book.py",
        said={
            "always": (
                "Asked in other words before; those are not counted here.",
                "Last time too few answered it for a figure.",
                "Too few groups have a figure to say how much groups differ.",
            )
        },
    ),
    Page(
        "trust/templates/trust/people_lead.html",
        made_true_by="tests/trust/test_groups.py",
        said={
            "always": (
                "No group has a figure in this round: too few people answered.",
                "No round has been counted yet.",
            )
        },
    ),
    Page(
        "trust/templates/trust/questions.html",
        made_true_by="tests/trust/test_book.py",
        said={
            "always": (
                "All of it comes from the firm's released figures. Each wording is counted by "
                "itself.",
                "No round has been counted yet. The questions of the book wait below.",
                "The firm wrote these. Each is counted by itself: its heading says what it is "
                "about, and it is part of no score. Other words are a new version, and its figures "
                "begin anew.",
            )
        },
    ),
)
