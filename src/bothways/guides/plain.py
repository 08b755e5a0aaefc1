"""Whether a guide is written in plain words: its sentences, and the words it keeps away from."""

import re
from collections.abc import Iterator

from bothways.guides.text import Guide
from bothways.pure.wording import HIGHEST_GRADE, WORD, reading_grade, sentences

SHORT = 6  # words: a shorter sentence is read with what stands beside it
LONGEST_SENTENCE = 26  # words, where no grade is known
WORDS_ON_AVERAGE = 13
SOURCE = re.compile(r".{3,}? \((?:1[89]|20)\d\d\)\. .{5,}\.\Z")

# What the design keeps away from (section 3), and what promises more of the box than it holds.
BANNED = {
    "en": re.compile(
        r"[!]|\b(?:oops|please note|successfully|users?|submit|feedback|engagement|stakeholders?"
        r"|leverage|synerg\w+|best practices?|going forward|reach out|onboard\w*|empower\w*"
        r"|alignment|buy-in|touch base|fully anonymous|nobody can ever|military-grade)\b|100 ?%",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"[!]|\b(?:hoppla|ups|erfolgreich|users?|nutzer\w*|feedback|engagement|stakeholder"
        r"|synergie\w*|mitnehmen|abholen|commitment\w*|onboarding|empower\w*|zeitnah\w*|mehrwert"
        r"|völlig anonym|vollkommen anonym)\b|100 ?%",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"[!¡]|\b(?:ups|con éxito|exitosamente|usuari[oa]s?|feedback|engagement|stakeholders?"
        r"|sinergias?|empoderar\w*|poner en valor|proactiv\w*|a nivel de"
        r"|totalmente anónim[oa]s?)\b|100 ?%",
        re.IGNORECASE,
    ),
}
# German says 'Sie', Spanish says 'usted'.
FAMILIAR = {
    "de": re.compile(r"\b(?:du|dich|dir|dein(?:e[rmns]?)?|euch|euer|eure[rmns]?)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:tú|ti|tus?|te|contigo|vosotr[oa]s|vuestr[oa]s?)\b", re.IGNORECASE),
}


def faults(guide: Guide) -> list[str]:
    """Return what is hard to read in a guide, or not said as we say things."""
    said = [sentence for block in guide.parts.blocks for sentence in sentences(block)]
    found = [*_hard(guide, said), *_banned(guide)]
    if guide.language in FAMILIAR:
        found += [f"not the polite form: {word}" for word in _all(FAMILIAR[guide.language], guide)]
    return found


def _hard(guide: Guide, said: list[str]) -> Iterator[str]:
    if guide.language == "en":
        for sentence in said:
            grade = reading_grade(sentence)
            if grade > HIGHEST_GRADE and len(WORD.findall(sentence)) >= SHORT:
                yield f"reading grade {grade:.1f}, more than {HIGHEST_GRADE:.0f}: {sentence}"
        return
    lengths = [len(WORD.findall(sentence)) for sentence in said]
    for sentence, n_words in zip(said, lengths, strict=True):
        if n_words > LONGEST_SENTENCE:
            yield f"a sentence of {n_words} words: {sentence}"
    average = sum(lengths) / max(1, len(lengths))
    if average > WORDS_ON_AVERAGE:
        yield f"{average:.0f} words in a sentence on average; {WORDS_ON_AVERAGE} are easy to read"


def _banned(guide: Guide) -> Iterator[str]:
    banned = BANNED.get(guide.language)
    if banned is not None:
        yield from (f"a word that we don't use: {word}" for word in _all(banned, guide))


def _all(pattern: re.Pattern[str], guide: Guide) -> list[str]:
    texts = (guide.title, guide.whom, *guide.parts.blocks)
    return [found.group() for text in texts for found in pattern.finditer(text)]
