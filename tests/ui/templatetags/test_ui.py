"""Fields, errors and steps as they are printed."""

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from bothways.ui.tokens import colour


class AskForm(forms.Form):
    """One of each kind of field."""

    text = forms.CharField(label="What", help_text="In one sentence.", max_length=10)
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    sure = forms.BooleanField(label="Sure", help_text="It can't be undone.")

    def clean(self) -> None:
        if self.data.get("text") == "no":
            raise forms.ValidationError("Not like this.")


def field(form: forms.Form, name: str) -> str:
    return render_to_string("ui/_field.html", {"field": form[name]})


def said(words: str, language: str) -> str:
    with translation.override(language):
        return Template("{% load ui %}{{ words|said }}").render(Context({"words": words}))


def test_what_somebody_said_stands_in_the_quotation_marks_of_the_page() -> None:
    assert said("Early", "en") == "“Early”"
    assert said("Früh", "de") == "„Früh“"
    assert said("Pronto", "es") == "«Pronto»"


def test_what_somebody_said_is_escaped_and_may_hold_braces() -> None:
    assert said("<b>{x}</b>", "en") == "“&lt;b&gt;{x}&lt;/b&gt;”"


def test_the_first_wrong_field_takes_the_focus_and_no_other() -> None:
    wrong = AskForm({"text": "far too long a text", "kind": ""})

    assert "autofocus" in field(wrong, "text")
    assert "autofocus" not in field(wrong, "kind")
    assert "autofocus" not in field(AskForm(), "text")


def test_a_label_names_its_control_and_the_hint_describes_it() -> None:
    html = field(AskForm(), "text")

    assert '<label for="id_text">What</label>' in html
    assert 'id="id_text_helptext"' in html
    assert 'aria-describedby="id_text_helptext"' in html
    assert 'class="input"' in html


def test_an_error_stands_between_label_and_control_and_describes_it() -> None:
    html = field(AskForm({"text": ""}), "text")

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_text_helptext id_text_error"' in html
    assert html.index("</label>") < html.index('id="id_text_error"') < html.index("<input")


def test_what_was_typed_is_kept_beside_its_error() -> None:
    assert 'value="far too long a text"' in field(AskForm({"text": "far too long a text"}), "text")


def test_options_stand_in_a_fieldset_with_a_legend() -> None:
    html = field(AskForm(), "kind")

    assert "<legend>Kind</legend>" in html
    assert html.count('class="choice"') == 2


def test_a_single_tick_has_its_words_beside_it() -> None:
    html = field(AskForm(), "sure")

    assert 'type="checkbox"' in html
    assert html.index("<input") < html.index("Sure")


def test_several_errors_are_listed_with_links_and_take_the_focus() -> None:
    html = render_to_string("ui/_errors.html", {"form": AskForm({"text": "no"})})

    assert "Not like this." in html
    assert '<a href="#id_kind">Kind</a>' in html
    assert "autofocus" in html


def test_a_form_without_errors_lists_none() -> None:
    assert render_to_string("ui/_errors.html", {"form": AskForm()}).strip() == ""


def test_a_refusal_is_said_on_the_page() -> None:
    html = render_to_string("ui/_errors.html", {"refusal": "Somebody closed this first."})

    assert "Somebody closed this first." in html


def test_steps_say_in_words_where_one_is() -> None:
    html = Template("{% load ui %}{% steps 2 5 %}").render(Context())

    assert html.count('class="done"') == 2
    assert html.count("<i") == 5
    assert "Step 2 of 5" in html


def test_a_row_of_signs_has_one_for_each_promise() -> None:
    html = Template("{% load ui %}{% marks signs %}").render(
        Context({"signs": ["kept", "kept", "silent"]})
    )

    assert html.count("<svg") == 3
    assert html.count('aria-hidden="true"') == 3


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("", ""), ("abcd", "abcd"), ("abcde", "abcd e"), ("0123456789ab", "0123 4567 89ab")],
)
def test_a_fingerprint_is_read_out_in_fours_and_none_of_it_is_lost(typed: str, shown: str) -> None:
    html = Template("{% load ui %}{{ typed|fours }}").render(Context({"typed": typed}))

    assert html == shown
    assert html.replace(" ", "") == typed


def test_a_state_is_said_in_words_beside_its_sign_and_escaped() -> None:
    line = Template("{% load ui %}{% state_line state words more large=large %}")
    said = {"state": "kept", "words": "<b>kept</b>", "more": "<i>on Monday</i>", "large": True}

    html = line.render(Context(said))

    assert html.startswith('<p class="state state--l">')
    assert html.index("<svg") < html.index("&lt;b&gt;")
    assert "&lt;b&gt;kept&lt;/b&gt;" in html
    assert "<span>&lt;i&gt;on Monday&lt;/i&gt;</span>" in html


def test_a_state_without_quieter_words_has_no_empty_place_for_them() -> None:
    line = Template("{% load ui %}{% state_line 'open' 'open' %}")

    assert "<span>" not in line.render(Context())
    assert 'class="state"' in line.render(Context())


def test_every_state_has_a_sign_of_its_own_and_none_is_read_aloud() -> None:
    states = ["open", "kept", "moved", "broken", "silent", "out", "back"]
    one = Template("{% load ui %}{% mark state %}")

    signs = {one.render(Context({"state": state})) for state in states}

    assert len(signs) == len(states)
    assert all('aria-hidden="true"' in sign and "<path" in sign for sign in signs)
    assert "<path" not in one.render(Context({"state": "no state"}))


def test_no_promises_are_no_row_of_signs() -> None:
    assert Template("{% load ui %}{% marks none_yet %}").render(Context({"none_yet": []})) == ""


@pytest.mark.parametrize(("done", "marked"), [(0, 0), (3, 3), (9, 3)])
def test_no_more_steps_are_done_than_there_are(done: int, marked: int) -> None:
    html = Template("{% load ui %}{% steps done 3 %}").render(Context({"done": done}))

    assert html.count('class="done"') == marked
    assert html.count("<i") == 3


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Step 2 of 5"), ("de", "Schritt 2 von 5"), ("es", "Paso 2 de 5")]
)
def test_where_one_is_is_said_in_the_language_of_the_page(language: str, words: str) -> None:
    with translation.override(language):
        assert words in Template("{% load ui %}{% steps 2 5 %}").render(Context())


def test_steps_may_have_words_of_their_own() -> None:
    html = Template("{% load ui %}{% steps 1 2 'Nearly <there>' %}").render(Context())

    assert "Nearly" in html
    assert "Step 1" not in html


def test_a_colour_is_printed_as_the_sheet_has_it_for_light_and_for_dark() -> None:
    light = Template("{% load ui %}{% token '--ground' %}").render(Context())
    dark = Template("{% load ui %}{% token '--ground' 'dark' %}").render(Context())

    assert light == colour("--ground")
    assert dark == colour("--ground", dark=True)


def test_a_control_keeps_its_own_class_beside_ours_and_a_file_has_its_look() -> None:
    class SendForm(forms.Form):
        file = forms.FileField()
        note = forms.CharField(widget=forms.TextInput(attrs={"class": "wide"}))

    assert 'class="input input--file"' in field(SendForm(), "file")
    assert 'class="input wide"' in field(SendForm(), "note")


def test_a_long_word_that_was_said_is_whole_and_nothing_is_no_mistake() -> None:
    assert said("x" * 300, "en") == "“" + "x" * 300 + "”"
    assert said("", "de") == "„“"
