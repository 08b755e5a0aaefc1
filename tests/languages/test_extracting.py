"""Every text that a person can read is found, wherever it stands."""

from pathlib import Path

import pytest

from bothways.languages.extracting import SOURCE, Text, all_texts, texts_of


def in_file(folder: Path, name: str, content: str) -> list[Text]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return texts_of(path, folder)


def texts(found: list[Text]) -> list[str]:
    return [text.msgid for text in found]


def test_a_text_in_python_is_found_under_any_name_of_gettext(tmp_path: Path) -> None:
    found = in_file(
        tmp_path,
        "one.py",
        "from django.utils import translation\n"
        "from django.utils.translation import gettext as _\n"
        "from django.utils.translation import gettext_lazy as later\n"
        "a = _('Sealed.')\n"
        "b = later('Opened ' 'once.')\n"
        "c = translation.gettext('Counted.')\n",
    )

    assert texts(found) == ["Sealed.", "Opened once.", "Counted."]


def test_what_is_called_like_gettext_but_is_not_is_left_alone(tmp_path: Path) -> None:
    assert in_file(tmp_path, "one.py", "def _(x): return x\n_('Nobody reads this')\n") == []


def test_a_plural_and_a_context_are_kept_with_the_text(tmp_path: Path) -> None:
    found = in_file(
        tmp_path,
        "one.py",
        "from django.utils.translation import ngettext, pgettext\n"
        "ngettext('%(n)s day', '%(n)s days', n)\n"
        "pgettext('a state', 'open')\n",
    )

    assert [(text.context, text.msgid, text.plural) for text in found] == [
        ("", "%(n)s day", "%(n)s days"),
        ("a state", "open", ""),
    ]


def test_what_the_line_above_says_goes_to_the_translators(tmp_path: Path) -> None:
    (found,) = in_file(
        tmp_path,
        "one.py",
        "from django.utils.translation import gettext as _\n"
        "# Translators: a month, as in Pulse of March\n"
        "_('Pulse of %(month)s')\n",
    )

    assert found.note == "a month, as in Pulse of March"


def test_a_text_that_is_not_written_out_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="written out, not name"):
        in_file(
            tmp_path,
            "one.py",
            "from django.utils.translation import gettext\nname = 'x'\ngettext(name)\n",
        )


def test_a_template_is_read_with_its_tags_blocks_and_arguments(tmp_path: Path) -> None:
    found = in_file(
        tmp_path,
        "templates/page.html",
        '<h1 title="{% translate \'A "title"\' %}">{% translate "Don\'t" %}</h1>\n'
        "    {% blocktranslate trimmed %}\n      Due on\n      {{ day }}.\n"
        "  {% endblocktranslate %}\n"
        "{% blocktranslate count n=3 %}{{ n }} person{% plural %}{{ n }} people"
        "{% endblocktranslate %}"
        '{% include "x.html" with words=_("Only you see this.") only %}'
        '{% translate "open" context "a door" %}',
    )

    assert [(text.context, text.msgid, text.plural) for text in found] == [
        ("", 'A "title"', ""),
        ("", "Don't", ""),
        ("", "Due on %(day)s.", ""),
        ("", "%(n)s person", "%(n)s people"),
        ("", "Only you see this.", ""),
        ("a door", "open", ""),
    ]


def test_migrations_say_nothing_new(tmp_path: Path) -> None:
    code = "from django.utils.translation import gettext as _\n_('name')\n"
    for folder in ("people", "people/migrations"):
        in_file(tmp_path, f"{folder}/models.py", code)

    assert [text.file for text in all_texts(tmp_path)] == ["people/models.py"]


def test_the_products_own_texts_are_found_in_a_second() -> None:
    found = {text.msgid for text in all_texts(SOURCE)}

    assert len(found) > 900
    assert {"Seal and put in the box", "%(n)s question waits for you"} <= found
