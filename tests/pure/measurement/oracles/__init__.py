"""Figures that others published or R computed, and what this code makes of the same answers.

    python3 bothways oracles

compares them all and writes docs/reference/oracles.md.
"""

from tests.pure.measurement.oracles import models, papers, questions, teams
from tests.pure.measurement.oracles.figures import Family, Published


def families() -> list[Family]:
    """Return every figure that R computed, in families."""
    return [*teams.families(), *questions.families(), *models.families()]


def published() -> list[Published]:
    """Return figures that stand in papers, each with what comes out here."""
    return papers.published()
