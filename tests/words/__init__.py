"""Every sentence of the interface that speaks of anonymity, with the condition of its truth.

Read it end to end: each sentence is true in every configuration in which its condition holds, and
is shown in no other. A new sentence that speaks of anonymity needs a line here; the tests
`tests/architecture/test_words_about_anonymity.py` and
`tests/trust/test_words_by_configuration.py` say which is missing, which is gone, which is false.
"""

from tests.words import (
    answering,
    asking,
    confirming,
    find_out,
    first_hour,
    leading,
    mailbox,
    outcomes,
    own_questions,
    programmes,
    promises,
    readings,
    report,
    results,
    running,
    second_key,
    voices,
    voting,
)
from tests.words.page import CONDITIONS, Page, holds, names_in

__all__ = ["CONDITIONS", "TABLE", "Page", "holds", "names_in"]

TABLE: tuple[Page, ...] = (
    *asking.PAGES,
    *answering.PAGES,
    *own_questions.PAGES,
    *results.PAGES,
    *find_out.PAGES,
    *second_key.PAGES,
    *first_hour.PAGES,
    *leading.PAGES,
    *mailbox.PAGES,
    *report.PAGES,
    *running.PAGES,
    *programmes.PAGES,
    *promises.PAGES,
    *confirming.PAGES,
    *outcomes.PAGES,
    *readings.PAGES,
    *voices.PAGES,
    *voting.PAGES,
)
