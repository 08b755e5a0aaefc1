"""Figures of months: what is said of them that sounds like a word on anonymity."""

from tests.words.page import Page

PAGES = (
    Page(
        "outcomes/sentences.py",
        made_true_by="src/bothways/pure/measurement/rates.py",
        said={
            "then": (
                "Too few months to compare with the year before.",
                (
                    "Too few to tell whether leaving goes with trust here. This needs two years or "
                    "30 leavers. Still missing: %(months)s or %(leavers)s."
                ),
                (
                    "Too few to tell whether leaving goes with trust here. %(n)d more quarter is "
                    "needed that has both a counted round and leavers."
                ),
                "One of the two never changed, so nobody can say whether they go together.",
            ),
        },
    ),
    Page(
        "outcomes/templates/outcomes/measures.html",
        made_true_by="src/bothways/outcomes/actions.py",
        said={
            "then": (
                "Nothing of your own is counted yet.",
                "Not counted any more",
                "Five are counted, and five is the most. Stop counting one to begin another.",
            ),
        },
    ),
)
