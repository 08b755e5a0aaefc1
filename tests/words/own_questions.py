"""A firm's own questions: what is said of how they are counted."""

from tests.words.page import Page

PAGES = (
    Page(
        "surveys/ownforms.py",
        made_true_by="tests/surveys/test_own.py::"
        "test_the_rules_hold_its_words_its_version_and_its_heading_and_count_it_by_itself",
        said={
            "always": (
                "The heading says where people find it. It is counted by itself all the same, and "
                "is part of no score.",
            )
        },
    ),
    Page(
        "surveys/templates/surveys/own.html",
        made_true_by="tests/surveys/test_own.py::"
        "test_the_rules_hold_its_words_its_version_and_its_heading_and_count_it_by_itself",
        said={
            "always": (
                "It has the same five answers as every other question, and the same protection.",
                "Its heading says where people find it. It is counted by itself, and is part of no "
                "score and of no comparison between themes.",
            )
        },
    ),
)
