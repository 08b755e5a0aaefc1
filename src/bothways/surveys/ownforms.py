"""An own question as somebody writes it: its words in each language, its kind, its heading."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _

from bothways.surveys.actions import Heading, Words
from bothways.surveys.bank import CONSTRUCTS, WRITTEN_IN
from bothways.surveys.errors import TooLongError
from bothways.surveys.models import LONGEST_OWN, LONGEST_TOPIC, OwnWording
from bothways.surveys.own import Own, is_too_long

OUR_OWN = "own"
NOT_TO_CHOOSE = {"REC0", "MIR"}  # asked by no round yet, and another side's
HEADINGS = [code for code in CONSTRUCTS if code not in NOT_TO_CHOOSE]


class OwnQuestionForm(forms.Form):
    """A sentence that one can agree with, and what belongs to it."""

    text = forms.CharField(
        max_length=LONGEST_OWN,
        error_messages={"required": gettext_lazy("Write the sentence that people can agree with.")},
        help_text=gettext_lazy("One idea, up to 14 words, so that everybody means the same."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    about = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=OwnWording.About,
        initial=OwnWording.About.WORK,
        widget=forms.RadioSelect,
    )
    keyed = forms.ChoiceField(
        label=gettext_lazy("What does agreeing mean?"),
        choices=OwnWording.Keyed,
        initial=OwnWording.Keyed.GOOD,
        widget=forms.RadioSelect,
    )
    construct = forms.ChoiceField(
        label=gettext_lazy("Under which heading?"),
        help_text=gettext_lazy(
            "The heading says where people find it. It is counted by itself all the same, and is "
            "part of no score."
        ),
        error_messages={"required": gettext_lazy("Choose a heading, or “A topic of our own”.")},
    )
    topic = forms.CharField(
        label=gettext_lazy("The name of the topic, if it is your own"),
        max_length=LONGEST_TOPIC,
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, own: Own | None = None) -> None:
        super().__init__(data, initial=_start(own))
        self.language = own.current.language if own else get_language() or WRITTEN_IN
        self.fields["text"].label = _("The sentence, in %(language)s") % {
            "language": language_name(self.language)
        }
        self.fields["text"].widget.attrs["lang"] = self.language
        headings: forms.ChoiceField = self.fields["construct"]  # type: ignore[assignment]
        headings.choices = [
            ("", ""),
            (OUR_OWN, _("A topic of our own")),
            (_("As in the book"), [(code, str(CONSTRUCTS[code])) for code in HEADINGS]),
        ]
        for language, _name in settings.LANGUAGES:
            if language != self.language:
                self._add(language)

    def _add(self, language: str) -> None:
        self.fields[f"text_{language}"] = forms.CharField(
            label=_("In %(language)s") % {"language": language_name(language)},
            required=False,
            max_length=LONGEST_OWN,
            widget=forms.TextInput(attrs={"lang": language}),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a topic without a name or of the book, what is too long, and a translation that
        is none.
        """
        cleaned = super().clean() or {}
        cleaned["topic"] = " ".join(cleaned.get("topic", "").split())
        self._refuse_topic(cleaned.get("construct", ""), cleaned["topic"])
        texts = {"text": cleaned.get("text", "")} | {
            name: text for name, text in cleaned.items() if name.startswith("text_")
        }
        seen: set[str] = set()
        for name, text in texts.items():
            words = " ".join(text.split()).casefold()
            if words and words in seen:
                self.add_error(
                    name,
                    _("These are the same words in two languages. Leave it empty until "
                      "somebody has said it in this one."),
                )  # fmt: skip
            if is_too_long(text):
                self.add_error(name, str(TooLongError(text)))
            seen.add(words)
        return cleaned

    def _refuse_topic(self, construct: str, topic: str) -> None:
        if construct == OUR_OWN and not topic and "topic" not in self.errors:
            self.add_error("topic", _("A topic needs a short name."))
        elif construct and construct != OUR_OWN and topic:
            self.add_error("topic", _("Choose “A topic of our own” above, or take this name out."))
        elif topic.casefold() in _names_of_the_book():
            self.add_error("topic", _("The book has this heading. Choose it from the list."))

    @property
    def words(self) -> Words:
        """What was written."""
        data = self.cleaned_data
        texts = {
            name.removeprefix("text_"): text
            for name, text in data.items()
            if name.startswith("text_")
        }
        return Words(data["text"], self.language, texts, data["about"], data["keyed"])

    @property
    def heading(self) -> Heading:
        """What it stands under."""
        data = self.cleaned_data
        if data["construct"] == OUR_OWN:
            return Heading(topic=data["topic"])
        return Heading(construct=data["construct"])


def language_name(code: str) -> str:
    """Return what a language is called in the reader's."""
    return str(get_language_info(code)["name_translated"])


def _start(own: Own | None) -> dict[str, Any]:
    if own is None:
        return {}
    now, question = own.current, own.question
    return {
        "text": now.text,
        "about": now.about,
        "keyed": now.keyed,
        "construct": question.construct or (OUR_OWN if question.topic else ""),
        "topic": question.topic,
        **{f"text_{language}": text for language, text in now.texts.items()},
    }


def _names_of_the_book() -> set[str]:
    """Every construct by its code and its name, in each language: a topic has none of them."""
    found = {code.casefold() for code in CONSTRUCTS}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {str(name).casefold() for name in CONSTRUCTS.values()}
    return found
