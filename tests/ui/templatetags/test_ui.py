"""Fields, errors and steps as they are printed."""

from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation


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
