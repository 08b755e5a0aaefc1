"""What is wrong with the guides' files: each fault with its file, in a sentence."""

import math
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.urls import Resolver404, resolve

from bothways.guides import plain
from bothways.guides.errors import FaultyGuideError
from bothways.guides.rendering import OWN, may_link
from bothways.guides.shelf import HEADINGS, SLUGS, TEXTS, WRITTEN_IN, path_of
from bothways.guides.text import Guide, read_text

STEPS = range(4, 8)
LONGEST_STEP = 60  # signs, so that it stands on one line at its act
LENGTHS = {"en": range(350, 601)}
LENGTH_ELSEWHERE = range(300, 751)
FEWEST = {"n_quotes": ("words to borrow", 2), "n_points": ("things not to do", 3)}
WORDS_A_MINUTE = 200


def faults(languages: Iterable[str], folder: Path = TEXTS) -> list[str]:
    """Return everything that is wrong, as 'de/listening.md: why'; empty when all is in order."""
    languages = list(languages)
    found = list(_strangers(languages, folder))
    for slug in SLUGS:
        texts: dict[str, Guide] = {}
        for language in languages:
            place = f"{language}/{slug}.md"
            try:
                texts[language] = _read(slug, language, folder)
            except FaultyGuideError as error:
                found.append(f"{place}: {error}")
                continue
            first = texts.get(WRITTEN_IN, texts[language])
            found += [f"{place}: {why}" for why in faults_of(texts[language], first)]
    return found


def faults_of(guide: Guide, first: Guide) -> list[str]:
    """Return what is wrong with one guide, seen beside the one in English."""
    checks = (_headings, _steps, _enough, _length, _links, _sources)
    found = [why for check in checks for why in check(guide)]
    found += plain.faults(guide)
    return found + ([] if guide is first else list(_other_than(first, guide)))


def _strangers(languages: list[str], folder: Path) -> Iterator[str]:
    """Files that no page would ever show."""
    known = {path_of(slug, language, folder) for slug in SLUGS for language in languages}
    for path in sorted(folder.rglob("*.md")):
        if path not in known:
            yield f"{path.relative_to(folder).as_posix()}: no guide of that name, or language"


def _read(slug: str, language: str, folder: Path) -> Guide:
    path = path_of(slug, language, folder)
    if not path.exists():
        raise FaultyGuideError("is not there")
    return read_text(slug, language, path.read_text(encoding="utf-8"))


def _headings(guide: Guide) -> Iterator[str]:
    wanted = HEADINGS[guide.language]
    if guide.parts.headings != wanted:
        odd = [one for one in guide.parts.headings if one not in wanted]
        gone = [one for one in wanted if one not in guide.parts.headings]
        said = f"too many {odd}, missing {gone}" if odd or gone else "in another order"
        yield f"headings: {said}"


def _steps(guide: Guide) -> Iterator[str]:
    parts = guide.parts
    if parts.n_numbered not in STEPS:
        yield f"{parts.n_numbered} steps; from 4 to 7 can be followed"
    if len(parts.steps) != parts.n_numbered:
        yield "a step that does not begin with its one line in bold"
    for step in parts.steps:
        if len(step) > LONGEST_STEP:
            yield f"a step of {len(step)} characters in bold; {LONGEST_STEP} fit on a line: {step}"


def _enough(guide: Guide) -> Iterator[str]:
    for name, (what, fewest) in FEWEST.items():
        if getattr(guide.parts, name) < fewest:
            yield f"{getattr(guide.parts, name)} {what}; {fewest} are the fewest"


def _length(guide: Guide) -> Iterator[str]:
    n_words = sum(len(block.split()) for block in guide.parts.blocks)
    allowed = LENGTHS.get(guide.language, LENGTH_ELSEWHERE)
    if n_words not in allowed:
        yield f"{n_words} words; between {allowed.start} and {allowed.stop - 1} are read"
    elif abs(guide.minutes - math.ceil(n_words / WORDS_A_MINUTE)) > 1:
        yield f"{guide.minutes} minutes for {n_words} words"


def _links(guide: Guide) -> Iterator[str]:
    for link in guide.parts.links:
        if not may_link(link):
            yield f"a link that leads neither to a page of ours nor elsewhere by https: {link}"
        elif OWN.match(link) and not _is_ours(link):
            yield f"a link to a page that is not there: {link}"


def _is_ours(link: str) -> bool:
    path = link.partition("#")[0].partition("?")[0]
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _sources(guide: Guide) -> Iterator[str]:
    for source in guide.sources:
        if not plain.SOURCE.match(source):
            yield f"a source without author, year or title: {source}"


def _other_than(first: Guide, guide: Guide) -> Iterator[str]:
    """Where a translation is built otherwise than the English."""
    if guide.sources != first.sources:
        yield "other sources than in English"
    if guide.minutes != first.minutes:
        yield "other minutes than in English"
    if guide.parts.links != first.parts.links:
        yield "other links than in English"
    for name, what in (
        ("n_numbered", "steps"),
        ("n_quotes", "words to borrow"),
        ("n_points", "things not to do"),
    ):
        here, there = getattr(guide.parts, name), getattr(first.parts, name)
        if here != there:
            yield f"{here} {what}, but {there} in English"
