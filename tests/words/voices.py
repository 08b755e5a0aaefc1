"""Ideas and questions: what is said of whose they are."""

from tests.words.page import Page

PAGES = (
    Page(
        "voices/models.py",
        made_true_by="src/bothways/voices/models.py::Voice",
        said={"always": ("without a name", "from a paper slip")},
    ),
    Page(
        "voices/words.py",
        made_true_by="src/bothways/voices/words.py::author",
        said={"always": ("From a paper slip", "Somebody without a name")},
    ),
    Page(
        "operations/erasing_words.py",
        made_true_by="src/bothways/voices/models.py::Keeper",
        said={"always": ("that they keep the paper box",)},
    ),
)
