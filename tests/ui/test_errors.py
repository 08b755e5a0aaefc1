"""The list of what a form could not take."""

import re

from django import forms
from django.template.loader import render_to_string


class Asked(forms.Form):
    """Two things that are missing: one is asked for with a question, the other is not."""

    due = forms.DateField(label="By when?", error_messages={"required": "Choose a day."})
    link = forms.CharField(label="A link", error_messages={"required": "It is missing."})


def shown(form: forms.Form) -> list[str]:
    html = render_to_string("ui/_errors.html", {"form": form})
    return [" ".join(re.sub(r"<[^>]*>", "", line).split()) for line in html.split("</p>")][:-1]


def test_a_question_is_followed_by_what_to_do_without_a_second_mark() -> None:
    assert shown(Asked({})) == ["By when? Choose a day.", "A link: It is missing."]


def test_it_leads_to_each_field_and_takes_the_focus() -> None:
    html = render_to_string("ui/_errors.html", {"form": Asked({})})

    assert 'href="#id_due"' in html
    assert 'href="#id_link"' in html
    assert 'role="alert" tabindex="-1" autofocus' in html


def test_a_form_that_was_taken_says_nothing() -> None:
    taken = Asked({"due": "2026-12-01", "link": "https://millrace.example"})

    assert render_to_string("ui/_errors.html", {"form": taken}).strip() == ""
