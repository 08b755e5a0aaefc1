"""A check of wording: what makes a question hard to answer honestly."""

import re
from collections import Counter
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from bothways.pure.wording import HIGHEST_GRADE, WORD, reading_grade

MOST_WORDS = 14
NEGATION = {
    "en": re.compile(r"\b(?:not|never|no|none|nothing|hardly|n['’]t)\b|n['’]t\b", re.IGNORECASE),
    "de": re.compile(r"\b(?:nicht|nie|niemals|nichts|niemand|kaum|kein\w*)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:no|nunca|nada|nadie|jamás|apenas|ning[uú]n\w*)\b", re.IGNORECASE),
}
TWO_IDEAS = {
    "en": re.compile(r"\b(?:and/or|and|or|as well as)\b|/", re.IGNORECASE),
    "de": re.compile(r"\b(?:und|oder|sowie)\b|/", re.IGNORECASE),
    "es": re.compile(r"\b(?:y|e|o|u)\b|/", re.IGNORECASE),
}
LEADING = {
    "en": re.compile(
        r"\b(?:obviously|of course|surely|everyone knows|as we all know"
        r"|(?:don['’]t you|do you not) (?:agree|think)"
        r"|excellent|outstanding|wonderful|amazing|fantastic|terrible|awful|disgraceful)\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:selbstverständlich|natürlich|offensichtlich|bekanntlich|finden Sie nicht auch"
        r"|hervorragend\w*|großartig\w*|ausgezeichnet\w*|schrecklich\w*|furchtbar\w*"
        r"|miserabel|miserabl\w*)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:obviamente|por supuesto|evidentemente|desde luego|como todos sabemos"
        r"|no (?:cree|le parece)|excelentes?|maravillos[oa]s?|fantástic[oa]s?|terribles?"
        r"|horribles?|pésim[oa]s?)\b",
        re.IGNORECASE,
    ),
}
ASKS_A_NAME = {
    "en": re.compile(
        r"^\W*(?:who|whose|whom|which (?:colleague|person|leader|manager|boss|team ?mate))\b"
        r"|\bname (?:a|an|the|one|some\w*|your)\b|\bthe name of\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"^\W*(?:wer|wen|wem|wessen|welche\w* (?:Kolleg\w+|Person\w*|Führungskr\w+|Chef\w*))\b"
        r"|\bnennen Sie\b|\bden Namen (?:von|der|des|einer|eines)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"^\W*(?:a )?(?:quién(?:es)?|qué (?:compañer[oa]|persona|responsable|jef[ea]))\b"
        r"|\b(?:nombre|diga|escriba) (?:a |el nombre|un[oa]? )|\bel nombre de\b",
        re.IGNORECASE,
    ),
}
LIKE_HTML = re.compile(r"</?[a-zA-Z][^>]*>|&#?\w+;")
# In all languages at once: a question that is missed here would be shown by group.
POINTS_AT_LEADER = re.compile(
    r"\bmy (?:direct )?(?:leader|manager|boss|supervisor|team lead)\b"
    r"|\bmein(?:e[rmns]?)? (?:\w+ )?"
    r"(?:Führungskraft|Führungskräfte|Chef(?:in)?s?|Vorgesetzte[nrs]?|Team-?leit(?:ung|er|erin)s?"
    r"|Leit(?:ung|er|erin)s?|Meister(?:in)?s?)\b"
    r"|\bmi (?:\w+ )?(?:responsable|jef[ea]|líder|superior|supervisora?|encargad[oa]|gerente"
    r"|mando|director[ae]?)\b",
    re.IGNORECASE,
)

SMALL_WORDS = re.compile(
    "a|an|the|i|we|my|our|is|are|am|was|were|be|has|have|had"
    "|ein|eine|der|die|das|den|dem|ich|wir|mein|meine|unser|unsere|ist|sind|bin|hat|haben|habe"
    "|un|una|el|la|los|las|yo|mi|mis|nuestro|nuestra|es|son|soy|está|están|estoy|ha|han|he"
)
SAME_WORD = 0.7  # how alike two words are that one letter or an ending keeps apart
WORDS_MORE = 2  # so many words more or less don't make another question


def points_at_leader(text: str) -> bool:
    """Say whether the question points at one leader, so that its figure belongs to that leader."""
    return bool(POINTS_AT_LEADER.search(text))


def alike(one: str, other: str) -> bool:
    """Say whether two wordings ask the same but for a letter, the order, or a word or two.

    Other words for the same thing are not seen; nothing here understands a sentence.
    """
    first, second = (Counter(_words_that_count(text)) for text in (one, other))
    only_first, only_second = list((first - second).elements()), list((second - first).elements())
    left = [word for word in only_first if not _paired(word, only_second)]
    if left and only_second:
        return False
    return len(left) + len(only_second) <= min(WORDS_MORE, first.total() - 1, second.total() - 1)


def _words_that_count(text: str) -> list[str]:
    words = WORD.findall(text.casefold())
    return [word for word in words if not SMALL_WORDS.fullmatch(word)] or words


def _paired(word: str, others: list[str]) -> bool:
    """Take the word most like this one out of `others`, if one is like it at all."""
    nearest = max(others, key=lambda other: _likeness(word, other), default=None)
    if nearest is None or _likeness(word, nearest) < SAME_WORD:
        return False
    others.remove(nearest)
    return True


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def hints(text: str, language: str = "en") -> list[str]:
    """Return what to mend in a question, one sentence each; empty when nothing stands out.

    language: the one the question is written in. How long words may be is known of English alone.
    """
    found = []
    n_words = len(WORD.findall(text))
    if n_words > MOST_WORDS:
        found.append(
            _("It has %(n)s words. Up to 14 are easy to read on a phone.") % {"n": n_words}
        )
    if language == "en" and reading_grade(text) > HIGHEST_GRADE:
        found.append(_("Its words are long. Say it as you would to a colleague."))
    if language in TWO_IDEAS and TWO_IDEAS[language].search(text):
        found.append(_("It seems to ask two things at once. Somebody may agree with one only."))
    if language in NEGATION and NEGATION[language].search(text):
        found.append(_("It says 'not'. Who disagrees with a 'not' is easily misread."))
    if language in LEADING and LEADING[language].search(text):
        found.append(_("It says what to think. Leave out what praises, blames or takes as given."))
    if language in ASKS_A_NAME and ASKS_A_NAME[language].search(text):
        found.append(_("It seems to ask for a name. An answer has no place for one."))
    if LIKE_HTML.search(text):
        found.append(_("It has signs of a web page in it. People will see them as they are."))
    if text.rstrip().endswith("?"):
        found.append(_("Write it as a sentence that one can agree with, not as a question."))
    return found
