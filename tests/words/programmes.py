"""What was tried, and whether it worked: what is said of counting and of who learns what."""

from tests.words.page import Page

PAGES = (
    Page(
        "programmes/errors.py",
        made_true_by="src/bothways/programmes/queries.py::askable",
        said={
            "always": (
                (
                    "What was declared stays as it is, so that nobody can fit it to the result. "
                    "Take it back or end it with a reason, and declare another."
                ),
                (
                    "No counted round has asked this yet, so there would be nothing to hold it "
                    "against. Ask it in a round first."
                ),
            )
        },
    ),
    Page(
        "programmes/templates/programmes/_verdict.html",
        made_true_by="tests/programmes/test_views.py",
        said={
            "always": (
                (
                    "%(n)s group was left out: it was not counted by itself in both rounds, or "
                    "began and waited in one."
                ),
                "Groups that were counted together count as one.",
            )
        },
    ),
    Page(
        "programmes/templates/programmes/nothing_asked.html",
        made_true_by="tests/programmes/test_views.py",
        said={
            "always": (
                (
                    "No counted round has figures for groups yet, so there would be nothing to "
                    "hold a change against. Ask first, then act."
                ),
            )
        },
    ),
    Page(
        "programmes/month_words.py",
        made_true_by="tests/programmes/test_months.py",
        said={
            "always": (
                "Too few months were written down before the start: it takes six for leavers, "
                "with the number of people, and eight in a row for other figures. So nothing can "
                "be said.",
                "Too few months were written down after the start: it takes six for leavers, with "
                "the number of people, and four in a row for other figures. So nothing can be "
                "said.",
            )
        },
    ),
    Page(
        "programmes/words.py",
        made_true_by="src/bothways/programmes/sight.py::held_back",
        said={
            "always": (
                "Too few to tell",
                (
                    "Fewer than four groups on a side could be compared. By chance alone so few "
                    "move up and down by more than most actions ever change."
                ),
                (
                    "This question points at one's leader, and a side stands for too few leaders. "
                    "A figure would be a score of single people, so there is none."
                ),
                (
                    "There are words and no figure: somebody who leads already sees nearly all of "
                    "these groups, and could work out the rest from it."
                ),
                "Running, waits for a counted round",
                (
                    "hardly ever. Most likely the answer will be “too few to tell” or “no clear "
                    "effect”."
                ),
            )
        },
    ),
)
