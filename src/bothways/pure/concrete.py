"""Is a promise concrete? What a stranger would still have to ask before they could check it.

The words are looked up in the language the text is written in, as its small words show: English,
German or Spanish. Of any other language nothing is said. What is found is a hint, never a refusal.
"""

import re
from dataclasses import dataclass

GAP, TRYING, WHEN, LOOKING, SEEN, WHO, WHAT, DOING = HINTS = (
    "gap", "trying", "when", "looking", "seen", "who", "what", "doing",
)  # fmt: skip
FEW_WORDS = 3


@dataclass(frozen=True)
class Lacking:
    """One thing a promise leaves open; `found` is the text that does so, '' if it is missing."""

    hint: str
    found: str = ""


@dataclass(frozen=True)
class _Language:
    small: frozenset[str]  # words that show the language and name no thing
    vague: dict[str, re.Pattern[str]]  # by hint
    verb: re.Pattern[str]  # a word of doing
    acts: re.Pattern[str]  # small words that show that something is done, or will be
    number: re.Pattern[str]


def lacking(text: str, *, language: str = "") -> list[Lacking]:
    """Return what is left open, in the order of HINTS, one of each kind.

    language: the one the reader uses; it decides where two or three words do not show their own.
    """
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text)
    known = _language_of([word.lower() for word in words], language.partition("-")[0])
    gap = [Lacking(GAP, "…")] if "…" in text else []
    if known is None:
        return gap
    found = {hint: pattern.search(text) for hint, pattern in known.vague.items()}
    if known.number.search(text):
        found.pop(SEEN)  # 'two more people' can be counted
    hints = {hint: Lacking(hint, match.group().strip()) for hint, match in found.items() if match}
    said = [word for word in words if word.lower() not in known.small]
    if all(known.verb.fullmatch(word) for word in said):
        hints[WHAT] = Lacking(WHAT)
    elif not any(known.verb.fullmatch(word) for word in said) and not known.acts.search(text):
        hints[DOING] = Lacking(DOING)
    return gap + [hints[hint] for hint in HINTS if hint in hints]


def _language_of(words: list[str], reader: str) -> _Language | None:
    shown = {name: sum(word in one.small for word in words) for name, one in _LANGUAGES.items()}
    best = max(shown.values())
    if best == 0:
        return _LANGUAGES.get(reader) if len(words) <= FEW_WORDS else None
    if shown.get(reader) == best:
        return _LANGUAGES[reader]
    return _LANGUAGES[max(shown, key=lambda name: shown[name])]


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


def _small(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ENGLISH = _Language(
    small=_small(
        "a an the i we you he she it they me us him her them my our your his its their this that "
        "these those and or but for from to of in on at by with without as if so not no is are be "
        "was were been will would shall should can could may do does have has had there here all "
        "every everyone everybody something anything thing things i'll we'll i'm we're more less "
        "better soon also very much what who when about up out"
    ),
    vague={
        TRYING: _any(
            r"tr(?:y|ies|ying)", r"attempt(?:s|ing)?", r"(?:do|doing) (?:my|our) best", r"aim to",
            r"hope(?: to)?", r"intend to", r"(?:i|we) plan to", r"(?:would|'d) like to", r"want to",
        ),
        WHEN: _any(
            r"as soon as (?:possible|we can|i can)", r"asap", r"soon(?:er or later)?", r"shortly",
            r"(?:when|where|if|wherever|whenever) possible", r"in due course", r"at some point",
            r"some ?time", r"eventually", r"in the near future", r"one day", r"over time",
            r"from time to time", r"regularly", r"quickly",
        ),
        LOOKING: _any(
            r"look(?:ing)? (?:into|at)", r"consider(?:ing)?", r"think(?:ing)? about", r"explore",
            r"see what (?:i|we) can do", r"deal with", r"take care of", r"work on", r"address",
            r"keep (?:it |this |that )?in mind", r"bear in mind", r"take (?:it )?seriously",
        ),
        SEEN: _any(
            r"better", r"improv(?:e|es|ing|ement|ements)", r"more", r"less", r"optimi[sz]e",
            r"enhance", r"strengthen", r"support", r"ensure", r"make sure", r"fair(?:er|ly)?",
        ),
        WHO: _any(r"some(?:one|body)", r"one should", r"(?:it|this|that) should be",
                  r"management", r"people should", r"should be done"),
    },
    verb=re.compile(
        "(?:answer|ask|book|bring|build|buy|call|change|choose|clean|close|come|cut|deliver|drive"
        "|end|explain|finish|fix|gets?|give|go|hand|hang|help|hire|hold|install|invite|join|keep"
        "|learn|leave|make|meet|mend|move|open|order|pay|plan|print|publish|put|read|remove"
        "|repair|replace|replie|reply|report|say|send|set|share|show|speak|start|stay|stop|swap"
        "|take|talk|teach|tell|train|visit|walk|work|write)(?:e?s)?",
        re.IGNORECASE,
    ),
    acts=_any(
        r"(?:i|we|he|she|they|you|it|there|that)['’]ll", "will", "is", "are", "has", "have",
        r"(?:i|we|they|everyone|everybody) \w+",
    ),
    number=_any(
        r"\d\S*", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "twice", "half", "double", "a dozen", "an hour", "a day", "a week", "a month",
    ),
)  # fmt: skip

_GERMAN = _Language(
    small=_small(
        "der die das den dem des ein eine einen einem einer eines ich wir du er sie es ihr mich "
        "uns euch ihnen ihm ihn mein unser euer sein dies dieses dieser und oder aber für von vom "
        "zu zum zur in im an am auf bei mit ohne aus als wenn so nicht kein keine ist sind war "
        "werde wird werden würde soll sollte kann können habe hat haben alle alles jeder jede "
        "jedes etwas hier da mehr weniger besser bald auch sehr was wer wann über nach bis um dass "
        "man sich noch schon"
    ),
    vague={
        TRYING: _any(r"versuch(?:e|en|t)?", r"bemüh(?:e|en|t)?", r"(?:mein|unser) bestes",
                     r"hoff(?:e|en)", r"möchten?", r"strebe(?:n)?", r"anstreben",
                     r"beabsichtig\w+"),
        WHEN: _any(
            r"so (?:schnell|bald|rasch) wie möglich", r"schnellst ?möglich", r"möglichst \w+",
            r"(?:wenn|wo|falls|soweit|sofern) möglich", "bald(?:igst)?", "demnächst", "zeitnah",
            "irgendwann", r"in absehbarer zeit", r"in (?:der )?nächster zeit", "gelegentlich",
            "regelmäßig", "kurzfristig", r"mit der zeit", "rasch",
        ),
        LOOKING: _any(
            r"prüfen?", r"überprüfen?", r"anschauen", r"ansehen", r"überleg(?:e|en)",
            r"nachdenken", r"denke(?:n)? (?:über|nach)", r"kümmer(?:e|n)", r"angehen",
            r"gehe\w* an",
            r"im auge behalten", r"berücksichtigen", r"thematisieren", r"ernst nehmen",
            r"erwägen?", r"schaue(?:n)?",
        ),
        SEEN: _any(
            r"besser\w*", r"verbesser\w*", "mehr", "weniger", r"optimier\w*", r"unterstütz\w*",
            r"stärk(?:e|en|er)", r"sicherstellen", r"stelle\w* sicher", r"sorge(?:n)? dafür",
            r"fair\w*",
        ),
        WHO: _any("jemand", "man", r"sollten?", r"(?:die )?geschäftsleitung", r"(?:es|das) wird"),
    },
    verb=re.compile(r"[a-zäöüß]{3,}(?:en|ern|eln|t|te|e)"),  # nouns are written large
    acts=_any("ist", "sind", "wird", "werden", "hat", "haben", r"(?:ich|wir) \w+"),
    number=_any(
        r"\d\S*", "ein(?:en|e|er|es)? (?:tag|stunde|woche|monat)", "zwei", "drei", "vier", "fünf",
        "sechs", "sieben", "acht", "neun", "zehn", "zweimal", "halb", "doppelt", "dutzend",
    ),
)  # fmt: skip

_SPANISH = _Language(
    small=_small(
        "el la los las un una unos unas yo nosotros tú él ella ellos ustedes me nos te le les se "
        "lo mi nuestro nuestra su sus este esta esto ese esa eso y o pero para por de del a al en "
        "con sin como si así no es son ser era fue será seré hay haber he ha hemos todo toda todos "
        "todas cada algo aquí más menos mejor pronto también muy que qué quién cuándo sobre hasta "
        "desde cosa cosas"
    ),
    vague={
        TRYING: _any(r"intent(?:ar|aré|aremos|amos|o)", r"trat(?:ar|aré|aremos|amos|o) de",
                     r"procur\w+", r"esper(?:o|amos)", r"lo (?:que pueda|posible)", "quisiera",
                     r"quer(?:emos|ría)", r"quiero", r"haremos lo posible"),
        WHEN: _any(
            r"(?:cuanto|lo) antes(?: posible)?", r"tan pronto como", r"pronto", r"en breve",
            r"(?:cuando|si|donde) sea posible", r"algún día", r"próximamente", r"en algún momento",
            r"con el tiempo", r"regularmente", r"de vez en cuando", r"rápido", r"a la brevedad",
        ),
        LOOKING: _any(
            r"mirar(?:é|emos)?", r"estudiar(?:é|emos)?", r"considerar(?:é|emos)?",
            r"pensar(?:é|emos)?", r"valorar(?:é|emos)?", r"analizar(?:é|emos)?",
            r"abordar(?:é|emos)?", r"tendr(?:é|emos) en cuenta", r"tener en cuenta",
            r"ocupar(?:me|é|nos|emos)", r"revisar(?:é|emos)?", r"tomar(?:é|emos)? en serio",
        ),
        SEEN: _any(
            r"mejor(?:es|ar|aré|aremos|a|as)?", "más", "menos", r"optimiz\w+", r"apoy\w+",
            r"fortalec\w+", r"asegur\w+", r"garantiz\w+", r"just[oa]s?",
        ),
        WHO: _any("alguien", r"se debería", r"debería(?:n|mos)?", r"la dirección",
                  r"se (?:hará|verá)"),
    },
    verb=re.compile(
        r"\w{2,}(?:ré|rá|rás|remos|rán|amos|emos|imos|ar|er|ir|arse|erse|irse)"
        r"|doy|dan?|hago|hacen?|pagan?|pago|reciben?|tienen?|llegan?|cierran?|abren?",
        re.IGNORECASE,
    ),
    acts=_any("es", "son", "está", "están", "hay", "será", "serán", r"(?:yo|nosotros) \w+"),
    number=_any(
        r"\d\S*", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
        r"un(?:a)? (?:día|hora|semana|mes)", "doble", "mitad", "docena",
    ),
)  # fmt: skip

_LANGUAGES = {"en": _ENGLISH, "de": _GERMAN, "es": _SPANISH}
