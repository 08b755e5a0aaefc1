"""How a monthly round asks about a promise: its code and its wording in every language.

The rules of a round are never changed, so nobody's name stands in them: asked is about the promise.
Its words stand as they were given, the frame in each language.
"""

import hashlib

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bothways.commitments.models import Commitment
from bothways.confirmations.models import Gathered
from bothways.surveys.actions import Asked
from bothways.surveys.models import LONGEST_ASKED, RoundQuestion

CODE = "WORD-"  # how the codes of these questions begin
DIGITS = 10
LONGEST_QUOTED = 200
Asks = Gathered.Asks


def code_of(commitment: Commitment, asks: str) -> str:
    """Return the code of this question; it follows from the promise, so anybody can check it."""
    digest = hashlib.sha256(f"{commitment.pk.hex}/{asks}".encode()).hexdigest()
    return f"{CODE}{asks[0].upper()}-{digest[:DIGITS]}"


def question_about(commitment: Commitment, asks: str, answered: RoundQuestion | None) -> Asked:
    """Return the question. answered: what was asked before the promise, for 'did it help?'."""
    code = code_of(commitment, asks)
    texts = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            texts[language] = _worded(commitment, asks, answered)[:LONGEST_ASKED]
    written_in = settings.LANGUAGES[0][0] if "en" not in texts else "en"
    return Asked(code, texts[written_in], code, language=written_in, texts=texts)


def _worded(commitment: Commitment, asks: str, answered: RoundQuestion | None) -> str:
    said = {"text": commitment.text, "day": date_format(commitment.made_on, "DATE_FORMAT")}
    if asks == Asks.HELPED:
        said["question"] = _short(answered.worded if answered else commitment.question)
        return (
            _(
                "After the question “%(question)s” this was promised: “%(text)s” "
                "It has made a difference."
            )
            % said
        )
    if commitment.to_unit is None:
        return _("Promised to everyone on %(day)s: “%(text)s” It was kept.") % said
    said["unit"] = _short(commitment.to_unit.name)
    return _("Promised to %(unit)s on %(day)s: “%(text)s” It was kept.") % said


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTED else text[: LONGEST_QUOTED - 1] + "…"
